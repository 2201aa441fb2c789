"""What stands between double quotation marks, and the form of a statement that follows from it."""

from __future__ import annotations

import re

from hearsay.records import Form, Span, Spans

_MARK = re.compile(r"""["“”«»„]|``|''|\n\s*\n|\n""")
_WORD = re.compile(r"\w")


def quotations(text: str) -> Spans:
    """The stretches between double quotation marks, marks included, in order.

    Straight marks and doubled apostrophes alternate. A paragraph that opens a quotation and does not close
    it is quoted to its end (as long quotations are set); a closing mark that was never opened is left alone.
    """
    spans: list[Span] = []
    start: int | None = None
    for found in _MARK.finditer(text):
        mark = found[0]
        if mark.startswith("\n"):
            if start is not None:
                spans.append((start, found.start()))
            start = None
        elif mark in "”»" or (mark in ('"', "''") and start is not None):
            if start is not None:
                spans.append((start, found.end()))
            start = None
        elif start is None:
            start = found.start()
    if start is not None:
        spans.append((start, len(text)))
    return tuple(spans)


def form(text: str, content: Spans, quoted: Spans) -> Form:
    """Direct when all words of the content are quoted, indirect when none is, mixed in between."""
    words = [at.start() for start, end in content for at in _WORD.finditer(text, start, end)]
    inside = sum(1 for at in words if any(start <= at < end for start, end in quoted))
    if not inside:
        return "indirect"
    return "direct" if inside == len(words) else "mixed"
