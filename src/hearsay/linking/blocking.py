"""Which names to compare: those that share a key, a bounded number for each, so that work stays linear."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence

from hearsay.linking.groups import Group
from hearsay.linking.names import NameMatch, compare, keys
from hearsay.linking.names.pairing import FORMS, SPELLING
from hearsay.linking.names.sound import skeleton
from hearsay.linking.spelling import is_acronym
from hearsay.records import EntityType

_SMALL = 16
"""Names up to which a block is compared each with each."""
_WINDOW = 6
"""In a larger block, each name is compared with so many that follow it in either of two sort orders."""
_STYLES = frozenset(
    "the of republic peoples people s democratic islamic federal kingdom state city province".split()
)
_MOST_BEARERS = 400
"""Full names looked at for one bare name the most used first."""


class Blocks:
    """Full names by the keys that :mod:`hearsay.linking.names` gives them, and by each of their words."""

    def __init__(self, groups: Sequence[Group]) -> None:
        self._groups = groups
        self._full: dict[str, list[int]] = defaultdict(list)
        self._words: dict[tuple[EntityType, str], list[int]] = defaultdict(list)
        for number, group in enumerate(groups):
            if group.bare or group.type == "other":
                continue
            for key in keys(group.prepared):
                self._full[key].append(number)
            if group.type != "place":
                for word in _words(group):
                    self._words[group.type, word].append(number)

    def pairs(self) -> Iterator[tuple[int, int, NameMatch]]:
        """Pairs of full names that are the same name in other letters, with the match."""
        following = self._following()
        for number, group in enumerate(self._groups):
            for other in sorted(following.pop(number, ())):
                rival = self._groups[other]
                if rival.spelling != group.spelling:
                    match = compare(group.prepared, rival.prepared)
                    if match.same and not match.partial and not _elsewhere(group, rival, match):
                        yield number, other, match

    def bearers(self, bare: Group) -> list[tuple[int, NameMatch]]:
        """The groups of full names that the bare name may be a part of, with the match.

        A single word must be written as it is in the full name, or sound so: *Perrin* is not *Perrins*. An
        acronym is no part of a longer name: *UN* is not the *UN Council*.
        """
        if bare.type == "organization" and is_acronym(bare.name):
            return []
        blocks = [self._words.get((bare.type, word), []) for word in _words(bare)]
        block = min(blocks, key=len, default=[])
        if len(block) > _MOST_BEARERS:
            block = sorted(block, key=lambda at: (-len(self._groups[at].sightings), at))[:_MOST_BEARERS]
        found = ((number, compare(bare.prepared, self._groups[number].prepared)) for number in sorted(block))
        return [(number, match) for number, match in found if _is_part(match)]

    def _following(self) -> dict[int, set[int]]:
        """For each group those with higher numbers to compare it with."""
        following: dict[int, set[int]] = defaultdict(set)
        orders: tuple[Callable[[int], str], ...] = (
            lambda at: self._groups[at].spelling[1],
            lambda at: " ".join(reversed(self._groups[at].spelling[1].split())),
        )
        for block in self._full.values():
            if len(block) <= _SMALL:
                for at, number in enumerate(block):
                    following[number].update(block[at + 1 :])
                continue
            for order in orders:
                ranked = sorted(block, key=lambda at, order=order: (order(at), at))  # type: ignore[misc]
                for at, number in enumerate(ranked):
                    for other in ranked[at + 1 : at + 1 + _WINDOW]:
                        following[min(number, other)].add(max(number, other))
        return following


def _elsewhere(one: Group, other: Group, match: NameMatch) -> bool:
    """Whether two places are likely two: named after each other (*Calder*, *Calderian Republic*), or one with
    more to its name that is no style of states (*Lowen*, *New Lowen*)."""
    if one.type != "place":
        return False
    if any(reason.what == FORMS for reason in match.reasons):
        return True
    left, right = (set(group.spelling[1].split()) for group in (one, other))
    return (left < right or right < left) and not (left ^ right) <= _STYLES


def _is_part(match: NameMatch) -> bool:
    return (match.partial or match.same) and all(reason.what != SPELLING for reason in match.reasons)


def _words(group: Group) -> set[str]:
    """The consonants of each word of the name that says something: equal in most spellings of it.

    People are called by the first or the last of their names, not by those between.
    """
    words = group.prepared.words
    telling = [word for word in words if not word.optional and not word.initial] or list(words)
    if group.type == "person":
        telling = [*telling[:1], *telling[-1:]]
    return {skeleton(word.sound) for word in telling}
