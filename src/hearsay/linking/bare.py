"""Who a bare name means: *Marsh*, *the Foreign Ministry*, an acronym that several things share.

Such a name never says enough by itself. Its sighting is put to the bearer that its roles, affiliations and
company single out, clearly better than every other bearer and than somebody whom no document names in full;
or to other sightings of the same bare name that plainly show the same thing; or it stays by itself.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from math import exp, log

from hearsay.linking.blocking import Blocks
from hearsay.linking.evidence import TELLING, Evidence, Profile, World, likely
from hearsay.linking.groups import Spelling
from hearsay.linking.links import Link, Links
from hearsay.linking.spelling import is_acronym
from hearsay.records import Reason

_CLEAR = 0.97
"""How probable the best bearer must be among all."""
_LEAST = 2.0
"""What evidence besides names and numbers must give at least, as a log-likelihood ratio."""
_LEAST_AMONG_BARE = 2.5
_IN_THE_DOCUMENT = 4.0
"""What it is worth that the document itself names one person, and one only, in full."""
_THING_IN_THE_DOCUMENT = 1.5
"""The same for an organization: *the bank* beside *Lisk Bank* is less of a rule."""
_ALIAS = 4.0
"""What it is worth that a list of known actors gives the bare name to one of them."""
_MOST_WEIGHED = 20
"""Bearers, or clusters, that a sighting is weighed against: those it shares most company with."""
_MOST_FREQUENT = 5
"""The most seen bearers, weighed in any case."""
_MOST_POSTED = 50
"""Bearers beyond which a companion singles nobody out."""


class _Bearers:
    """The sets of full names that one bare name may mean, and whom they are seen with."""

    def __init__(self, links: Links, numbers: Mapping[int, tuple[Reason, ...]], alias: int | None) -> None:
        self.links = links
        self.reasons: dict[int, tuple[Reason, ...]] = {}
        for number, reasons in numbers.items():
            self.reasons.setdefault(links.root(number), reasons)
        self.alias = None if alias is None else links.root(alias)
        self._beside: dict[str, list[int]] | None = None
        self._often: list[int] = []

    def __len__(self) -> int:
        return len(self.reasons)

    def worth_weighing(self, profile: Profile) -> list[int]:
        """All of a few; of many, those seen in the same documents or company, and the most frequent."""
        if len(self) <= _MOST_WEIGHED:
            return sorted(self.reasons)
        if self._beside is None:
            self._beside = defaultdict(list)
            for root in sorted(self.reasons):
                for companion in self.links.profile(root).company:
                    self._beside[companion].append(root)
            documents = {root: len(self.links.profile(root).documents) for root in self.reasons}
            self._often = sorted(documents, key=lambda root: (-documents[root], root))[:_MOST_FREQUENT]
        met: Counter[int] = Counter()
        for companion in profile.company:
            posted = self._beside.get(companion, ())
            if len(posted) <= _MOST_POSTED:
                met.update(posted)
        found = sorted(met, key=lambda root: (-met[root], root))[:_MOST_WEIGHED]
        return sorted({*found, *self._often, *(() if self.alias is None else (self.alias,))})


def bearer_links(
    links: Links, blocks: Blocks, world: World, meanings: Mapping[Spelling, Mapping[int, tuple[Reason, ...]]]
) -> list[Link]:
    """A link for each bare group that one full name is singled out for.

    ``meanings`` gives the groups that an acronym of several meanings may stand for, with reasons.
    """
    found = []
    aliases = _aliases(links)
    bearers: dict[Spelling, _Bearers] = {}
    for number, group in enumerate(links.groups):
        if not _waits(links, number):
            continue
        if group.spelling not in bearers:
            numbers = dict(meanings.get(group.spelling, {}))
            for other, match in blocks.bearers(group):
                numbers.setdefault(other, match.reasons)
            alias = aliases.get(group.spelling)
            if alias is not None:
                name = links.groups[alias].name
                numbers[alias] = (Reason(what="known name", left=group.name, right=name, score=1.0),)
            bearers[group.spelling] = _Bearers(links, numbers, alias)
        if link := _bearer(links, world, number, bearers[group.spelling]):
            found.append(link)
    return found


def company_links(links: Links, blocks: Blocks, world: World) -> list[Link]:
    """Links among bare groups that found no full name: each to the first of those it is plainly one with."""
    waiting: dict[Spelling, list[int]] = defaultdict(list)
    for number, group in enumerate(links.groups):
        if _waits(links, number):
            waiting[group.spelling].append(number)
    found = []
    for numbers in waiting.values():
        if len(numbers) > 1:
            group = links.groups[numbers[0]]
            rivals = {links.root(number) for number, _ in blocks.bearers(group)}
            found += _clusters(links, world, numbers, log(1 + len(rivals)) / 2)
    return found


def _waits(links: Links, number: int) -> bool:
    """Whether a group has a bare name, and no full one by what is joined to it."""
    group = links.groups[number]
    named = bool(group.sightings and group.sightings[0].names and group.spelling[1])
    return group.bare and named and not links.is_named_in_full(number)


def _bearer(links: Links, world: World, number: int, bearers: _Bearers) -> Link | None:
    profile = links.profile(number)
    possible = [root for root in bearers.worth_weighing(profile) if links.actors.allowed(number, root)]
    present = [root for root in possible if links.profile(root).documents & profile.documents]
    group = links.groups[number]
    person = group.type == "person"
    if group.type == "organization" and not is_acronym(group.name) and bearers.alias is None:
        possible = present  # every country has a navy: only a document that names it in full says whose
    weighed: dict[int, tuple[float, tuple[Reason, ...], Evidence]] = {}
    for root in possible:
        evidence = world.compare(profile, links.profile(root))
        extra = []
        if present == [root]:
            worth = _IN_THE_DOCUMENT if person else _THING_IN_THE_DOCUMENT
            extra.append((worth, "named in full in the same document"))
        if root == bearers.alias:
            extra.append((_ALIAS, "name of a known actor"))
        value = evidence.value + sum(worth for worth, _ in extra)
        grounds = tuple(
            Reason(what=what, left=links.groups[number].name, right=_name(links, root), score=likely(worth))
            for worth, what in extra
        )
        weighed[root] = (value, grounds, evidence)
    if not weighed:
        return None
    totals = {root: _odds(value, links.profile(root)) for root, (value, *_) in weighed.items()}
    best, clear = _clearest(totals, log(1 + len(bearers)) / 2)
    if clear < _CLEAR or weighed[best][0] < _LEAST:
        return None
    rivals = sorted((value, -root) for root, (value, *_) in weighed.items() if root != best)
    second = _name(links, -rivals[-1][1]) if rivals else "somebody not named in full"
    reasons = (
        *bearers.reasons[best],
        *weighed[best][1],
        *weighed[best][2].reasons,
        Reason(what="singled out", left=_name(links, best), right=second, score=round(clear, 3)),
    )
    return Link(score=clear, left=number, right=best, reasons=reasons)


def _clearest(totals: Mapping[int, float], unknown: float) -> tuple[int, float]:
    """The best of some log-odds, and how probable it is among all of them and the unknown one."""
    best = max(totals, key=lambda number: (totals[number], -number))
    rest = exp(unknown - totals[best]) + sum(exp(total - totals[best]) for total in totals.values())
    return best, 1 / rest


def _odds(evidence: float, profile: Profile) -> float:
    """Evidence with a prior: what is seen more often is meant more often, though not in proportion."""
    return evidence + log(1 + len(profile.documents)) / 2


def _clusters(links: Links, world: World, numbers: Sequence[int], unknown: float) -> list[Link]:
    """Each group in its order joins the earlier cluster that is plainly the same, or opens one."""
    found = []
    clusters: dict[int, Profile] = {}
    beside: dict[str, list[int]] = defaultdict(list)
    for number in numbers:
        root = links.root(number)
        if root in clusters:
            continue
        profile = links.profile(root)
        telling = sorted(name for name in profile.company if world.rarity(name) >= TELLING)
        met: Counter[int] = Counter()
        for companion in telling:
            met.update(beside[companion])
        near = sorted(met, key=lambda other: (-met[other], other))[:_MOST_WEIGHED]
        near = [other for other in near if links.actors.allowed(number, other)]
        weighed = {other: world.compare(profile, clusters[other]) for other in near}
        home = root
        if weighed:
            totals = {other: _odds(evidence.value, clusters[other]) for other, evidence in weighed.items()}
            best, clear = _clearest(totals, unknown)
            if clear >= _CLEAR and weighed[best].value >= _LEAST_AMONG_BARE:
                names = links.groups[number].name, links.groups[best].name
                name = Reason(what="name", left=names[0], right=names[1], score=1.0)
                reasons = (name, *weighed[best].reasons)
                found.append(Link(score=clear, left=number, right=best, reasons=reasons))
                clusters[best].merge(profile)
                home = best
        if home == root:
            clusters[root] = Profile()
            clusters[root].merge(profile)
        for companion in telling:
            posted = beside[companion]
            if home not in posted and len(posted) < _MOST_POSTED:
                posted.append(home)
    return found


def _aliases(links: Links) -> dict[Spelling, int]:
    """The bare names that the list of known actors gives to one of them."""
    found: dict[Spelling, int] = {}
    claimed: Counter[Spelling] = Counter()
    for number, group in enumerate(links.groups):
        if group.known and group.bare:
            claimed[group.spelling] += 1
            found[group.spelling] = number
    return {spelling: number for spelling, number in found.items() if claimed[spelling] == 1}


def _name(links: Links, number: int) -> str:
    groups = links.members(number)
    return min(groups, key=lambda group: (group.bare, -len(group.sightings), group.order)).name
