"""Links between full names: the same one taken apart by a judgement, other letters, another type."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Sequence

from hearsay.linking.blocking import Blocks
from hearsay.linking.evidence import PLAIN, World, likely
from hearsay.linking.groups import Group, by_spelling
from hearsay.linking.links import Link
from hearsay.linking.names import CERTAIN
from hearsay.linking.sightings import Key
from hearsay.linking.spelling import fold, initials, is_acronym
from hearsay.records import Reason

_DEMAND = 10.0
"""Evidence (log-likelihood ratio) asked for each point of a name score below 1, twice below CERTAIN."""
_BEGIN = 0.5
"""Evidence asked for any name that is not the same to the letter."""
_TERRITORY = 0.97
"""Name score of a territory by two of its names."""
_AGAINST = -2.0
"""Evidence that keeps even the same name apart."""
_MISREAD = 0.8
"""Share of a name's sightings of one type from which other types are taken for errors of reading."""
_FEW = 5
"""Sightings of one type below which it is no rule."""
_NEXT = 20
"""Judged sightings of one name that each of them is compared with, beside those not judged."""


def same_name_links(groups: Sequence[Group], judged: Collection[Key], world: World) -> list[Link]:
    """Links between groups of one full name that a judgement took apart, by how alike they are.

    Groups without a judgement were taken apart for what they show, and stay so.
    """
    found = []
    for numbers in by_spelling(groups).values():
        seen = [number for number in numbers if groups[number].sightings]
        alone = [number for number in seen if groups[number].sightings[0].key in judged]
        rest = sorted({*seen} - {*alone}) if alone else []
        pairs = [(one, other) for one in alone for other in rest]
        pairs += [(one, other) for at, one in enumerate(alone) for other in alone[at + 1 : at + 1 + _NEXT]]
        for left, right in pairs:
            evidence = world.compare(groups[left].profile, groups[right].profile)
            if evidence.value > _AGAINST:
                names = groups[left].name, groups[right].name
                name = Reason(what="name", left=names[0], right=names[1], score=1.0)
                reasons = (name, *evidence.reasons)
                score = 1 + likely(evidence.value)
                found.append(Link(score=score, left=left, right=right, reasons=reasons, spelling=True))
    return found


def spelling_links(groups: Sequence[Group], blocks: Blocks, world: World) -> list[Link]:
    """Links between full names that are one name in other letters, where nothing else speaks against it."""
    found = []
    for left, right, match in blocks.pairs():
        one, other = groups[left], groups[right]
        if one.type != "place" and (is_acronym(one.name) or is_acronym(other.name)):
            continue
        evidence = world.compare(one.profile, other.profile)
        if evidence.value >= _demanded(one, other, match.score):
            score = match.score + likely(evidence.value)
            reasons = (*match.reasons, *evidence.reasons)
            found.append(Link(score=score, left=left, right=right, reasons=reasons, spelling=True))
    return found


def _demanded(left: Group, right: Group, score: float) -> float:
    """The evidence that has to come with a name score: none for a territory by another of its names."""
    if score == 1.0:
        return _AGAINST / 2
    if left.type == "place" and score >= _TERRITORY and _spelled_out(left.name, right.name):
        return _BEGIN - 1
    return _BEGIN + (1 - score) * (_DEMAND if score >= CERTAIN else 2 * _DEMAND)


def _spelled_out(left: str, right: str) -> bool:
    """Whether a code, where one of the names is one, is made of the other's first letters."""
    if is_acronym(left) == is_acronym(right):
        return True
    short, long = (left, right) if is_acronym(left) else (right, left)
    return any(fold(short).replace(" ", "").startswith(letters) for letters in initials(long))


def misread_links(groups: Sequence[Group], world: World) -> list[Link]:
    """Links between groups of one name and different types, where one type is plainly the rule."""
    names: dict[str, list[int]] = defaultdict(list)
    for number, group in enumerate(groups):
        if not group.bare and group.sightings:
            names[group.spelling[1]].append(number)
    found = []
    for name, numbers in names.items():
        seen = {number: len(groups[number].sightings) for number in numbers}
        chief = max(numbers, key=lambda number: (seen[number], -number))
        share = seen[chief] / sum(seen.values())
        if len(numbers) < 2 or seen[chief] < _FEW or share < _MISREAD:
            continue
        for number in numbers:
            types = groups[number].type, groups[chief].type
            if types[0] == types[1] or ("person" in types and " " not in name):
                continue
            evidence = world.compare(groups[number].profile, groups[chief].profile)
            if evidence.value >= PLAIN:
                same = Reason(what="name", left=groups[number].name, right=groups[chief].name, score=1.0)
                rule = Reason(what="type", left=types[0], right=types[1], score=share)
                reasons = (same, rule, *evidence.reasons)
                found.append(Link(score=likely(evidence.value), left=number, right=chief, reasons=reasons))
    return found
