"""Acronyms and what they stand for."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence

from hearsay.linking.evidence import PLAIN, World, likely
from hearsay.linking.groups import Group, Spelling, by_spelling
from hearsay.linking.links import Link
from hearsay.linking.spelling import initials, is_acronym
from hearsay.records import Reason


def acronym_links(
    groups: Sequence[Group], shown: Mapping[Spelling, Mapping[str, str]], world: World
) -> list[Link]:
    """Links from acronyms to their full form: the one shown together with it, or the one it can stand for.

    Where documents do not show the two together, an acronym of three letters or more has to have one possible
    full form only, and its company has to speak for that.
    """
    spelled = by_spelling(groups)
    possible: dict[Spelling, set[str]] = defaultdict(set)
    for group in groups:
        if group.type != "person" and not group.bare:
            for short in initials(group.name):
                possible[group.type, short].add(group.spelling[1])
    found = []
    for spelling, numbers in spelled.items():
        if spelling[0] == "person" or not is_acronym(groups[numbers[0]].name):
            continue
        together = shown.get(spelling, {})
        longs = together or (possible.get(spelling, set()) if len(spelling[1]) > 2 else set())
        if len(longs) != 1:
            continue
        long = next(iter(longs))
        for left in numbers:
            for right in spelled.get((spelling[0], long), ()):
                evidence = world.compare(groups[left].profile, groups[right].profile)
                names = groups[left].name, groups[right].name
                if evidence.value >= (0.0 if together else PLAIN):
                    what = f"named together in {together[long]}" if together else "first letters"
                    reason = Reason(what=what, left=names[0], right=names[1], score=likely(2.0))
                    score = likely(evidence.value)
                    link = Link(score=score, left=left, right=right, reasons=(reason, *evidence.reasons))
                    found.append(link)
    return found


def meanings(
    groups: Sequence[Group], shown: Mapping[Spelling, Mapping[str, str]]
) -> dict[Spelling, dict[int, tuple[Reason, ...]]]:
    """The groups that an acronym of several full forms may stand for."""
    spelled = by_spelling(groups)
    found: dict[Spelling, dict[int, tuple[Reason, ...]]] = defaultdict(dict)
    for spelling, longs in shown.items():
        for long, document in longs.items() if len(longs) > 1 else ():
            for number in spelled.get((spelling[0], long), ()):
                what = f"named together in {document}"
                reason = Reason(what=what, left=spelling[1], right=groups[number].name, score=likely(2.0))
                found[spelling][number] = (reason,)
    return found
