"""Finding the expressions of time of a text by the rules."""

from __future__ import annotations

import re
from datetime import date

from hearsay.reading.times import dates, days, lengths  # noqa: F401 (the rules register themselves)
from hearsay.reading.times.patterns import RULES
from hearsay.reading.times.setting import Setting
from hearsay.records import Span, Time

_LEADING = re.compile(r"(?:in|over|for|during|within|by|at|until|till|right|just)\s+(?!least|most)", re.I)
_POSSESSIVE = re.compile(r"(?:['’]s?)$")


ANY = (date(1903, 2, 10), date(2097, 11, 27))
"""Two days that have nothing in common: what is the same seen from both needs no day of publication."""


def expressions(text: str, published: date | None) -> tuple[Time, ...]:
    """The expressions of time in a text that was published on a day, in text order, none inside another.

    Without that day only those are given that mean the same whenever a text was published: *9 May 2031*,
    *three weeks*, *now*, but not *yesterday*.
    """
    if published is None:
        one, other = (_expressions(text, day) for day in ANY)
        return tuple(sorted({*one} & {*other}, key=lambda time: time.span))
    return _expressions(text, published)


def _expressions(text: str, published: date) -> tuple[Time, ...]:
    setting = Setting(text, published)
    found: list[tuple[int, int, int, Time]] = []
    for number, (pattern, made) in enumerate(RULES):
        for match in pattern.finditer(text):
            value = made(match, setting)
            if value is not None:
                span = _trimmed(text, match.span())
                found.append(
                    (span[0] - span[1], number, span[0], Time(span=span, type=value[0], value=value[1]))
                )
    kept: list[Time] = []
    taken = bytearray(len(text))
    for _, _, _, time in sorted(found, key=lambda one: one[:3]):
        start, end = time.span
        if not any(taken[start:end]):
            taken[start:end] = b"\x01" * (end - start)
            kept.append(time)
    return tuple(sorted(kept, key=lambda time: time.span))


def _trimmed(text: str, span: Span) -> Span:
    """A span without a preposition before it and without a possessive after it."""
    start, end = span
    while found := _LEADING.match(text, start, end):
        start = found.end()
    while end > start and text[start].isspace():
        start += 1
    if found := _POSSESSIVE.search(text, start, end):
        end = found.start()
    while end > start and (text[end - 1].isspace() or text[end - 1] in ",-"):
        end -= 1
    return start, end
