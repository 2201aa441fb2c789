"""What is put together so far, and why."""

from __future__ import annotations

from collections.abc import Sequence

from hearsay.linking.constraints import Unions
from hearsay.linking.evidence import Profile
from hearsay.linking.groups import Group
from hearsay.linking.names import compare
from hearsay.linking.spelling import is_acronym
from hearsay.records import Reason, Record

_FACES = 6
"""Names of a set, the most used ones, that a new spelling of it must agree with."""
_BESIDE = 0.1
"""Share of a spelling's documents that may name another spelling as somebody else, by error."""


class Link(Record):
    """A proposal that two groups are one thing, with its score and grounds.

    ``spelling`` says that it rests on the two names being one name in other letters.
    """

    score: float
    left: int
    right: int
    reasons: tuple[Reason, ...]
    spelling: bool = False


class Links:
    """The groups with the sets they are put into, and the reasons of every step.

    Spellings are kept as sets of their own inside: a new spelling has to agree with all it meets, not with
    one, or *Ann Marsh* and *Adam Marsh* would meet through *A. Marsh*. Names that nobody says are alike (an
    acronym and its full form, the aliases of a known actor) belong to one actor without being one spelling.
    """

    def __init__(self, groups: Sequence[Group]) -> None:
        self.groups = groups
        self.actors = Unions(len(groups))
        self._spellings = Unions(len(groups))
        self._profiles: dict[int, Profile] = {}
        self._grounds: dict[int, list[tuple[int, tuple[Reason, ...]]]] = {}

    def join(self, link: Link) -> bool:
        """Put two groups together, unless they are or must stay apart; whether that changed anything."""
        left, right = link.left, link.right
        if self.actors.find(left) == self.actors.find(right) or not self.actors.allowed(left, right):
            return False
        if link.spelling:
            if not self._agree(left, right):
                return False
            self._spellings.unite(left, right)
        for number in (left, right):
            self._profiles.pop(self.actors.find(number), None)
        self.actors.unite(left, right)
        self._grounds.setdefault(left, []).append((right, link.reasons))
        self._grounds.setdefault(right, []).append((left, link.reasons))
        return True

    def join_all(self, links: Sequence[Link]) -> None:
        """Put together what is proposed, the best proposal first."""
        for link in sorted(links, key=lambda link: (-link.score, link.left, link.right)):
            self.join(link)

    def root(self, number: int) -> int:
        """The number that stands for the group's set."""
        return self.actors.find(number)

    def members(self, number: int) -> list[Group]:
        """The groups of the set."""
        return [self.groups[thing] for thing in self.actors.things(number)]

    def profile(self, number: int) -> Profile:
        """What the sightings of the whole set show; kept until the set changes."""
        root = self.root(number)
        if root not in self._profiles:
            members = self.members(root)
            profile = members[0].profile
            if len(members) > 1:
                profile = Profile()
                for group in members:
                    profile.merge(group.profile)
            self._profiles[root] = profile
        return self._profiles[root]

    def is_named_in_full(self, number: int) -> bool:
        """Whether the set has a name that says who it is."""
        return any(not group.bare for group in self.members(number))

    def grounds(self, number: int) -> dict[int, tuple[Reason, ...]]:
        """For each group of the set, the reasons of the step that ties it to the set's chief group.

        The chief group is the one seen most often, a full name before any bare one; it needs no reason.
        """
        things = self.actors.things(number)
        chief = min(things, key=lambda at: (self.groups[at].bare, -len(self.groups[at].sightings), at))
        reasons: dict[int, tuple[Reason, ...]] = {chief: ()}
        reached = [chief]
        for group in reached:
            for other, why in sorted(self._grounds.get(group, ()), key=lambda ground: ground[0]):
                if other not in reasons:
                    reasons[other] = why
                    reached.append(other)
        return reasons

    def _agree(self, left: int, right: int) -> bool:
        """Whether each spelling on one side is one name with each on the other, and not seen beside it."""
        faces = [self._faces(number) for number in (left, right)]
        return all(
            one.spelling == other.spelling
            or (compare(one.prepared, other.prepared).same and not _side_by_side(one, other))
            for one in faces[0]
            for other in faces[1]
        )

    def _faces(self, number: int) -> list[Group]:
        groups = [self.groups[thing] for thing in self._spellings.things(number)]
        groups = [group for group in groups if not group.bare and not is_acronym(group.name)]
        return sorted(groups, key=lambda group: (-len(group.sightings), group.order))[:_FACES]


def _side_by_side(left: Group, right: Group) -> bool:
    """Whether documents name both, as two: an outlet spells one name one way."""
    documents = left.profile.documents, right.profile.documents
    together = len(documents[0] & documents[1])
    return together > _BESIDE * min(map(len, documents))
