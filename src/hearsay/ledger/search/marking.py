"""Where in a text the words of a query stand. Pure."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from hearsay.ledger.search.analysis import places, words
from hearsay.ledger.search.syntax import parse
from hearsay.ledger.search.tree import All, Any, Not, Tree, Words
from hearsay.records import Span, Spans


def matches(query: str | Tree, text: str, field: str | None = None) -> Spans:
    """The characters of a text that a query looks for, as ``[start, end)`` in code points, in order.

    ``field`` says which text it is (``content``, ``title`` …): then what the query looks for in other fields
    does not count. Words are marked whole, also where only their beginning was asked for. What must not be
    there (NOT) is not marked, and a text can have marks where the query as a whole does not hold.

    Raises:
        UsageError: the query cannot be understood.
    """
    found = words(text)
    tree = parse(query) if isinstance(query, str) else query
    spans = sorted(
        (found[first].start, found[last].end)
        for wanted in _wanted(tree)
        if field in (None, wanted.field) or (wanted.field is None and field != "outlet")
        for first, last in places(found, wanted.words, prefix=wanted.prefix)
    )
    joined: list[tuple[int, int]] = []
    for start, end in spans:
        if joined and start < joined[-1][1]:
            joined[-1] = (joined[-1][0], max(end, joined[-1][1]))
        else:
            joined.append((start, end))
    return tuple(joined)


def _wanted(tree: Tree) -> Iterator[Words]:
    match tree:
        case Words():
            yield tree
        case All() | Any():
            for part in tree.parts:
                yield from _wanted(part)
        case Not():
            pass


def snippet(text: str, spans: Sequence[Span], width: int) -> tuple[str, Spans]:
    """The part of a text in which most of these spans stand, on one line, and where in it they are now.

    It has ``width`` characters at most; what is left out before and after it is an ellipsis.
    """
    start, end = 0, len(text)
    if end > width:
        room = width * 2 // 3
        first = max(spans, key=lambda span: (_within(spans, span[0], room), -span[0]))[0] if spans else 0
        start = max(0, min(first - width // 6, end - width))
        # The ellipsis takes the place of the space before a word, if there is one before the match.
        space = text.find(" ", start, first) if start else -1
        start = space if space >= 0 else start
        end = min(end, start + width)
    before, after = "…" if start else "", "…" if end < len(text) else ""
    start, end = start + len(before), end - len(after)
    part = before + text[start:end] + after
    shift = len(before) - start
    inside = ((max(a, start), min(b, end)) for a, b in spans if a < end and b > start)
    return re.sub(r"\s", " ", part), tuple((a + shift, b + shift) for a, b in inside)


def _within(spans: Sequence[Span], start: int, width: int) -> int:
    """How many of the spans stand in so many characters."""
    return sum(start <= first and last <= start + width for first, last in spans)
