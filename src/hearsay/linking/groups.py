"""Sightings that are one thing from the start: of one type and full name, unless they contradict each other.

Most of the data ends here, so that everything after works on distinct names.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence

from hearsay.linking.evidence import Profile, World
from hearsay.linking.names import Prepared, prepare
from hearsay.linking.sightings import Key, Sighting
from hearsay.linking.spelling import abbreviates, folded, fullest, is_acronym, is_bare
from hearsay.records import EntityType, KnownActor

Spelling = tuple[EntityType, str]
"""A type and a folded name."""
_MOST_SENSES = 8


class Group:
    """Sightings that are taken as one thing, under one spelling; or a name of a known actor, with none.

    A bare group has a name that is too little to go by across documents, and holds one sighting.
    """

    __slots__ = ("_prepared", "_profile", "bare", "known", "name", "sightings", "spelling")

    def __init__(
        self,
        spelling: Spelling,
        name: str,
        sightings: Sequence[Sighting],
        *,
        bare: bool = False,
        known: KnownActor | None = None,
    ) -> None:
        self.spelling = spelling
        self.name = name
        self.sightings = sightings
        self.bare = bare
        self.known = known
        self._profile: Profile | None = None
        self._prepared: Prepared | None = None

    @property
    def type(self) -> EntityType:
        """The type of its sightings."""
        return self.spelling[0]

    @property
    def order(self) -> tuple[str, str, str, Key]:
        """What groups are sorted by: the same whatever the order of the sightings."""
        first = self.sightings[0].key if self.sightings else ("", -1)
        return (*self.spelling, self.known.id if self.known else "", first)

    @property
    def profile(self) -> Profile:
        """What its sightings show."""
        if self._profile is None:
            self._profile = Profile.of(self.sightings)
        return self._profile

    @property
    def prepared(self) -> Prepared:
        """Its name, made ready for comparing."""
        if self._prepared is None:
            self._prepared = prepare(self.name, self.type)
        return self._prepared


def full_name(sighting: Sighting) -> str:
    """The name by which a sighting is known: the document's choice or a fuller one; *""* if it has none."""
    if not sighting.names:
        return ""
    best = fullest(sighting.names, sighting.type)
    if sighting.name not in sighting.names or is_bare(sighting.name, sighting.type):
        return best
    return best if is_acronym(sighting.name) else sighting.name


def gather(
    sightings: Sequence[Sighting], alone: Collection[Key], known: Iterable[KnownActor], world: World
) -> list[Group]:
    """The groups of sightings that come sorted by key, in order.

    ``alone`` are sightings that a person has judged: each is a group of its own, for the judgement is about
    it and not about all that bear its name.
    """
    together: dict[Spelling, list[Sighting]] = defaultdict(list)
    groups = [group for actor in known for group in _seeds(actor)]
    unclear = _unclear_acronyms(sightings)
    for sighting in sightings:
        name = full_name(sighting) or sighting.name
        spelling = (sighting.type, folded(name, sighting.type))
        bare = is_bare(name, sighting.type) or spelling in unclear or not sighting.names
        if bare or sighting.key in alone:
            groups.append(Group(spelling, name, [sighting], bare=bare))
        else:
            together[spelling].append(sighting)
    for spelling, same in together.items():
        senses = _senses(same, world) if spelling[0] == "person" else [same]
        groups += [Group(spelling, _most_used(sense), sense) for sense in senses]
    return sorted(groups, key=lambda group: group.order)


def by_spelling(groups: Sequence[Group]) -> Mapping[Spelling, list[int]]:
    """The numbers of the groups that are not bare, by type and folded name."""
    found: dict[Spelling, list[int]] = defaultdict(list)
    for number, group in enumerate(groups):
        if not group.bare:
            found[group.spelling].append(number)
    return found


def expansions(sightings: Iterable[Sighting]) -> Mapping[Spelling, Mapping[str, str]]:
    """The acronyms that documents show with a full form: for each, its full forms folded, and where."""
    found: dict[Spelling, dict[str, str]] = defaultdict(dict)
    for sighting in sightings:
        if len(sighting.names) < 2 or sighting.type == "person":
            continue
        name = full_name(sighting)
        for short in sighting.names:
            if is_acronym(short) and not is_acronym(name) and abbreviates(short, name):
                long = folded(name, sighting.type)
                found[sighting.type, folded(short, sighting.type)].setdefault(long, sighting.document)
    return found


def _unclear_acronyms(sightings: Iterable[Sighting]) -> frozenset[Spelling]:
    """Acronyms that stand for several things."""
    return frozenset(short for short, longs in expansions(sightings).items() if len(longs) > 1)


def _seeds(actor: KnownActor) -> list[Group]:
    names = {folded(name, actor.type): name for name in (*reversed(actor.aliases), actor.name)}
    return [
        Group((actor.type, spelling), name, [], bare=is_bare(name, actor.type), known=actor)
        for spelling, name in sorted(names.items())
    ]


def _senses(same: Sequence[Sighting], world: World) -> list[list[Sighting]]:
    """The bearers of one full name: several only where roles contradict and the company is disjoint."""
    whole = Profile.of(same)
    if len(whole.kinds) < 2 and len(whole.women) < 2:
        return [list(same)]
    telling = [sighting for sighting in same if _tells(sighting)]
    senses: list[tuple[Profile, list[Sighting]]] = []
    for sighting in (*telling, *(sighting for sighting in same if not _tells(sighting))):
        profile = Profile.of([sighting])
        fitting = [at for at, (other, _) in enumerate(senses) if not world.far_apart(profile, other)]
        if not fitting and len(senses) < _MOST_SENSES:
            senses.append((profile, [sighting]))
            continue
        values = {at: world.compare(profile, senses[at][0]).value for at in fitting or range(len(senses))}
        best = max(values, key=lambda at: (values[at], len(senses[at][1]), -at))
        senses[best][0].merge(profile)
        senses[best][1].append(sighting)
    return [sorted(members, key=lambda sighting: sighting.key) for _, members in senses]


def _tells(sighting: Sighting) -> bool:
    profile = Profile.of([sighting])
    return bool(profile.kinds or profile.women)


def _most_used(sightings: Iterable[Sighting]) -> str:
    uses: dict[str, int] = defaultdict(int)
    for sighting in sightings:
        uses[full_name(sighting)] += 1
    return min(uses, key=lambda name: (-uses[name], name))
