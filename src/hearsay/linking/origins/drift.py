"""Numbers that grow in the telling."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence

from hearsay.linking.origins.cast import in_time
from hearsay.linking.tellings import Telling
from hearsay.records import Drift, Record, Side


class Figure(Record):
    """A number that a statement gives: its value, what it counts (compared letter by letter), and its words.

    Of a range (*38 to 44*) there are two.
    """

    value: float
    unit: str
    words: str


def drifts(
    tellings: Sequence[Telling], sides: Sequence[Side], numbers: Mapping[str, Sequence[Figure]]
) -> tuple[Drift, ...]:
    """Where a later statement gives a number higher than any before, with nobody new to count.

    ``numbers`` are the figures of each statement, by id; figures of one unit are compared. A statement has
    somebody new if it leads to an origin that no statement before it leads to (``sides``, from
    :func:`~hearsay.linking.origins.trace.trace`). Statements of one document do not drift against each other.
    """
    by_id = {telling.id: telling for telling in tellings}
    found = []
    for side in sides:
        leads: defaultdict[str, set[str]] = defaultdict(set)
        for origin in side.origins:
            for statement in origin.statements:
                leads[statement].add(origin.party.id)
        told = sorted((by_id[id] for id in leads if id in by_id), key=in_time)
        highest: dict[str, tuple[Figure, Telling]] = {}
        known: set[str] = set()
        for telling in told:
            new = leads[telling.id] - known
            for figure in sorted(
                numbers.get(telling.id, ()), key=lambda figure: (figure.unit, -figure.value)
            ):
                before = highest.get(figure.unit)
                if before is None or figure.value > before[0].value:
                    if before and not new and before[1].document != telling.document:
                        found.append(_drift(*before, figure, telling))
                    highest[figure.unit] = (figure, telling)
            known |= leads[telling.id]
    return tuple(found)


def _drift(was: Figure, earlier: Telling, became: Figure, later: Telling) -> Drift:
    return Drift(earlier=earlier.id, later=later.id, was=was.words, became=became.words)
