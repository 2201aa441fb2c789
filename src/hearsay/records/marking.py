"""Which characters of an article play which role in its statements, as a page shows it. Pure."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple

from hearsay.records.base import Span
from hearsay.records.readings import Statement

HARD_WRAPPED = 45
"""A line of at least so many characters that another follows was broken for its width."""

_CLOSING = re.compile("[.,;:!?…”’\"')\\]]*")


class Numbered(NamedTuple):
    """A statement with the number it is shown under and how deep it is nested."""

    number: int
    statement: Statement
    depth: int


class Mark(NamedTuple):
    """One span and the role it plays (source, cue, content, nested), at the depth of its statement."""

    span: Span
    role: str
    depth: int


def numbered(statements: Sequence[Statement], *, narration: bool) -> list[Numbered]:
    """The statements to show, numbered from 1 in text order."""
    wanted = [(i, s) for i, s in enumerate(statements) if narration or s.form != "narration"]
    return [
        Numbered(number, statement, _depth(statements, i)) for number, (i, statement) in enumerate(wanted, 1)
    ]


def marks(shown: Iterable[Numbered]) -> list[Mark]:
    """The marks of these statements, each once; of two on the same characters the later one shows."""
    found = {
        Mark(span, role, depth)
        for _, statement, depth in shown
        for role, spans in (
            ("nested" if depth else "content", statement.content),
            ("source", statement.source),
            ("cue", statement.cue),
        )
        for span in spans
    }
    return sorted(found, key=lambda mark: (mark.depth, mark.role != "content", mark))


def stretches(marked: Sequence[Mark], cuts: Iterable[int]) -> Iterator[tuple[Span, str | None]]:
    """The text cut at ``cuts`` and wherever a mark begins or ends, each stretch with the role it shows."""
    ends = sorted({*cuts, *(end for mark in marked for end in mark.span)})
    begins = sorted((mark.span[0], rank) for rank, mark in enumerate(marked))
    open_: set[int] = set()
    next_ = 0
    for start, end in pairwise(ends):
        while next_ < len(begins) and begins[next_][0] <= start:
            open_.add(begins[next_][1])
            next_ += 1
        open_ = {rank for rank in open_ if marked[rank].span[1] >= end}
        yield (start, end), marked[max(open_)].role if open_ else None


def places(text: str, shown: Iterable[Numbered]) -> dict[int, list[int]]:
    """Where the numbers stand: behind the last character of each statement and what closes its sentence."""
    found: dict[int, list[int]] = {}
    for number, statement, _ in shown:
        spans = (*statement.source, *statement.cue, *statement.content)
        if spans:
            end = max(span[1] for span in spans)
            closing = _CLOSING.match(text, end)
            found.setdefault(closing.end() if closing else end, []).append(number)
    return found


def unwrapped(text: str) -> str:
    """The text with the line ends that only keep lines short turned into spaces, length unchanged.

    Where no empty line stands in the text, every line is a paragraph.
    """
    if "\n\n" not in text:
        return text
    return re.sub(rf"(?<=[^\n]{{{HARD_WRAPPED}}})\n(?=[^\n])", " ", text)


def _depth(statements: Sequence[Statement], index: int) -> int:
    depth = 0
    within = statements[index].within
    while within is not None and depth <= len(statements):
        depth += 1
        within = statements[within].within
    return depth
