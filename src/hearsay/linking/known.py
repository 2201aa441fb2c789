"""What the list of known actors ties together."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence

from hearsay.linking.groups import Group, by_spelling
from hearsay.linking.links import Link
from hearsay.records import Reason


def known_links(groups: Sequence[Group]) -> list[Link]:
    """The names of each known actor together, and with the most seen bearer of each of them."""
    found = []
    firsts: dict[str, int] = {}
    for number, group in enumerate(groups):
        if group.known:
            first = firsts.setdefault(group.known.id, number)
            names = groups[first].name, group.name
            reason = Reason(what="known names", left=names[0], right=names[1], score=1.0)
            if first != number:
                found.append(Link(score=2.0, left=first, right=number, reasons=(reason,)))
    for numbers in by_spelling(groups).values():
        seeds = [number for number in numbers if groups[number].known]
        seen = [number for number in numbers if not groups[number].known]
        if len(seeds) == 1 and seen:
            chief = min(seen, key=lambda number: (-len(groups[number].sightings), number))
            names = groups[chief].name, groups[seeds[0]].name
            reason = Reason(what="known name", left=names[0], right=names[1], score=1.0)
            found.append(Link(score=1.0, left=chief, right=seeds[0], reasons=(reason,)))
    return [*found, *_of_other_types(groups)]


def _of_other_types(groups: Sequence[Group]) -> list[Link]:
    """Links from names that reading gave another type than the list of known actors does.

    The list is believed where the name was taken for no kind of thing, or has words enough to be no other's;
    a person is never taken for a thing.
    """
    names: dict[str, list[int]] = defaultdict(list)
    for number, group in enumerate(groups):
        if not group.bare and group.type != "person":
            names[group.spelling[1]].append(number)
    found = []
    for name, numbers in names.items():
        seeds = [number for number in numbers if groups[number].known]
        for number in numbers if len(seeds) == 1 else ():
            group, seed = groups[number], groups[seeds[0]]
            if group.type != seed.type and (group.type == "other" or " " in name):
                known = Reason(what="known name", left=group.name, right=seed.name, score=1.0)
                type = Reason(what="type", left=group.type, right=seed.type, score=0.5)
                found.append(Link(score=0.5, left=number, right=seeds[0], reasons=(known, type)))
    return found
