"""What in a claim cannot all be true: numbers of the same things, dates, and yes against no."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import Literal, TypeVar

from hearsay.linking.claims.content import Content
from hearsay.linking.claims.facts import Date
from hearsay.linking.claims.numbers import Number
from hearsay.records import Contradiction, Stance

T = TypeVar("T")
MOST = 12
"""Of each kind; the first in time order are kept."""


def contradictions(contents: Sequence[Content], stances: Sequence[Stance]) -> tuple[Contradiction, ...]:
    """The contradictions among the parts of a claim, which come in time order.

    Each pair of values is shown once, by the tellings that gave them first. A telling that queries
    contradicts nobody.
    """
    said = [at for at, stance in enumerate(stances) if stance != "queries"]
    return (
        *_values("number", contents, said, lambda c: c.own.numbers, _numbers_differ, lambda n: n.text),
        *_values("date", contents, said, lambda c: c.own.dates, _dates_differ, lambda d: d.text),
        *_sides(contents, stances),
    )


def _values(
    kind: Literal["number", "date"],
    contents: Sequence[Content],
    said: Sequence[int],
    values: Callable[[Content], Sequence[T]],
    differ: Callable[[T, T], bool],
    words: Callable[[T], str],
) -> Iterator[Contradiction]:
    first: dict[str, tuple[int, T]] = {}
    held: dict[int, Sequence[T]] = {at: values(contents[at]) for at in said}
    for at in said:
        for value in held[at]:
            first.setdefault(words(value).lower(), (at, value))
    found = 0
    known = list(first.values())
    for place, (right_at, right) in enumerate(known):
        for left_at, left in known[:place]:
            if left_at == right_at or not differ(left, right) or _agrees(left, held[right_at], differ):
                continue
            yield Contradiction(
                kind=kind,
                statements=(contents[left_at].telling.id, contents[right_at].telling.id),
                values=(words(left), words(right)),
            )
            found += 1
            if found == MOST:
                return


def _agrees(value: T, others: Sequence[T], differ: Callable[[T, T], bool]) -> bool:
    """Whether somebody who gives another number gives this one as well."""
    return any(value == other for other in others)


def _numbers_differ(left: Number, right: Number) -> bool:
    return left.counts_like(right) and not left.meets(right)


def _dates_differ(left: Date, right: Date) -> bool:
    return left.compares(right) and not left.meets(right)


def _sides(contents: Sequence[Content], stances: Sequence[Stance]) -> Iterator[Contradiction]:
    supporting = [at for at, stance in enumerate(stances) if stance == "supports"]
    denying = [at for at, stance in enumerate(stances) if stance == "denies"]
    if supporting and denying:
        pair = sorted((supporting[0], denying[0]))
        yield Contradiction(
            kind="polarity",
            statements=(contents[pair[0]].telling.id, contents[pair[1]].telling.id),
            values=(contents[pair[0]].telling.text, contents[pair[1]].telling.text),
        )
