"""What a person is asked: one thing that the machine proposed, with all that is needed to judge it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from hearsay.pipeline.dossier import Publication, published
from hearsay.records import Anchor, Document, Judged, Reading, Reason, Record, Span

NEAR = 320
"""Characters between two marks up to which what stands between them is shown, too."""
MOST = 900
"""Characters of one excerpt."""
AROUND = 200
"""Characters shown on either side of a mark whose sentence is unknown or very long."""


class Mark(Record):
    """Characters of the document that are meant, and the part they play."""

    role: str
    span: Span


class Excerpt(Record):
    """A part of a document, ``document.text[start:start + len(text)]``, with what is marked in it.

    One that is ``beside`` the question is shown to compare with.
    """

    publication: Publication
    start: int
    text: str
    marks: tuple[Mark, ...]
    beside: bool = False


class Proposal(Record):
    """One thing that the machine proposed and nobody has judged, put as a question in words.

    ``left``, ``right`` and ``value`` are those of the judgement that answers it, ``no`` what the answer *no*
    says, in words. ``unsure`` is how likely the machine is wrong as far as it can tell (0 to 1), ``weight``
    how much depends on it (1: nothing else), ``use`` is both multiplied.
    """

    id: str
    about: Judged
    question: str
    left: Anchor
    right: Anchor | None
    value: str | None
    no: str
    shown: tuple[Excerpt, ...]
    why: tuple[Reason, ...]
    unsure: float
    weight: float
    use: float


def excerpts(
    document: Document, reading: Reading, marks: Iterable[Mark], *, beside: bool = False
) -> list[Excerpt]:
    """The sentences around the marks, in text order; marks far from each other have excerpts of their own."""
    windows: list[tuple[int, int, list[Mark]]] = []
    for mark in sorted(set(marks), key=lambda mark: (mark.span, mark.role)):
        start, end = _around(document.text, reading.sentences, mark.span)
        if windows and start <= windows[-1][1] + NEAR and max(end, windows[-1][1]) - windows[-1][0] <= MOST:
            before = windows.pop()
            windows.append((before[0], max(end, before[1]), [*before[2], mark]))
        else:
            windows.append((start, end, [mark]))
    return [
        Excerpt(
            publication=published(document),
            start=start,
            text=document.text[start:end],
            marks=tuple(some),
            beside=beside,
        )
        for start, end, some in windows
    ]


def _around(text: str, sentences: Sequence[Span], span: Span) -> Span:
    """The sentences that a span touches, or as much around it as is not too long."""
    touched = [one for one in sentences if one[0] < span[1] and span[0] < one[1]]
    start = min((one[0] for one in touched), default=max(0, span[0] - AROUND))
    end = max((one[1] for one in touched), default=min(len(text), span[1] + AROUND))
    start = max(start, span[0] - AROUND) if end - start > MOST else start
    end = min(end, max(span[1], span[0] + MOST) + AROUND) if end - start > MOST else end
    return min(start, span[0]), max(end, span[1])


def short(text: str, most: int = 160) -> str:
    """Words on one line, cut at a word where they are many."""
    words = " ".join(text.split())
    if len(words) <= most:
        return words
    return re.sub(r"\s+\S*$", "", words[: most - 1]) + " …"
