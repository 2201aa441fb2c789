"""When something was said, as far as the text tells: *told reporters on Monday that …*."""

from __future__ import annotations

from collections.abc import Sequence

from hearsay.records import Span, Spans, Statement, Time

NEAR = 45
"""Characters between a cue and the time of saying, at most."""


def said_when(statement: Statement, times: Sequence[Time], sentences: Spans) -> int | None:
    """The index of the time at which a statement was made, None where its sentence gives none.

    That is the date or time nearest to the cue, in the cue's sentence and outside the content.
    """
    if not statement.cue:
        return None
    cue = (statement.cue[0][0], statement.cue[-1][1])
    within = next(((start, end) for start, end in sentences if start <= cue[0] < end), cue)
    options = [
        (_between(time.span, cue), number)
        for number, time in enumerate(times)
        if time.type in ("DATE", "TIME")
        and not time.value.endswith("_REF")
        and within[0] <= time.span[0] < within[1]
        and not any(start < time.span[1] and time.span[0] < end for start, end in statement.content)
        and not _parted(time.span, cue, statement.content)
    ]
    distance, number = min(options, default=(NEAR + 1, -1))
    return number if distance <= NEAR else None


def _between(one: Span, other: Span) -> int:
    return max(one[0] - other[1], other[0] - one[1], 0)


def _parted(time: Span, cue: Span, content: Spans) -> bool:
    """Whether content lies between a time and the cue."""
    first, last = (time[1], cue[0]) if time[0] < cue[0] else (cue[1], time[0])
    return any(start < last and first < end for start, end in content)
