"""Who is who inside one document: spots are gathered into clusters, one for each thing.

Names come first and by rule, for they can be decided by their letters: the same name, a surname after the
full name, initials, a short form. Then descriptions and pronouns join, where the model sees an antecedent and
nothing speaks against it, or where a rule of the trade decides (*the ministry* after *the Interior
Ministry*). What is left is a thing of its own, described by its own words.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection
from dataclasses import dataclass, field

from hearsay.lexicon import organization_nouns
from hearsay.reading.phrases import is_plural
from hearsay.reading.spots import FIRST, FIRST_PLURAL, MANY, PERSONAL, THING, Spot, initials
from hearsay.records import EntityType

SURE = 0.5
"""How sure the model must be whom a spot means, where no rule says so, to give somebody words by it."""
_SUFFIXES = frozenset("inc ltd llc co corp corporation company plc gmbh group holdings".split())
_ALIASES = {
    "u.s.": "united states", "us": "united states", "u.s.a.": "united states", "usa": "united states",
    "america": "united states", "u.k.": "united kingdom", "uk": "united kingdom", "britain": "united kingdom",
    "u.n.": "united nations", "un": "united nations", "e.u.": "european union", "eu": "european union",
}  # fmt: skip


@dataclass(eq=False)
class Cluster:
    """The spots of one thing, with what they say about it together."""

    spots: list[Spot] = field(default_factory=list)
    type: EntityType = "other"
    gender: str | None = None

    def add(self, spot: Spot) -> None:
        """Take a spot in; the first of a definite type decides the type, the first that tells the gender."""
        self.spots.append(spot)
        if spot.form == "name" or (self.type == "other" and not self.named):
            self.type = spot.type if spot.form != "name" else self._majority()
        self.gender = self.gender or (spot.gender if spot.sure else None)

    def take(self, other: Cluster) -> None:
        """Take all spots of another cluster in."""
        for spot in other.spots:
            self.add(spot)

    @property
    def named(self) -> bool:
        """Whether the text names it."""
        return any(spot.form == "name" for spot in self.spots)

    @property
    def names(self) -> list[str]:
        """Its names, the fullest first."""
        counts = Counter(spot.words for spot in self.spots if spot.form == "name")
        return sorted(counts, key=lambda name: (-len(name.split()), -counts[name], name))

    @property
    def start(self) -> int:
        """Where it is first mentioned."""
        return min(spot.start for spot in self.spots)

    def _majority(self) -> EntityType:
        weights: Counter[EntityType] = Counter()
        for spot in self.spots:
            if spot.form == "name":
                weights[spot.type] += round(1000 * spot.score)
        return max(sorted(weights), key=lambda kind: weights[kind])


class Clusters:
    """The clusters of one text; every spot that was placed has exactly one."""

    def __init__(self, text: str, spots: list[Spot]) -> None:
        self._text = text
        self._of: dict[int, Cluster] = {}
        self._clusters: list[Cluster] = []
        names = [spot for spot in spots if spot.form == "name"]
        self._join_names(names)
        for spot in spots:
            if spot.form != "name":
                self.place(spot)

    def of(self, spot: Spot) -> Cluster:
        """The cluster of a spot; it is placed first where it was not."""
        return self._of[id(spot)] if id(spot) in self._of else self.place(spot)

    def all(self) -> list[Cluster]:
        """All clusters, by where they are first mentioned."""
        return sorted((c for c in self._clusters if c.spots), key=lambda cluster: cluster.start)

    def place(self, spot: Spot) -> Cluster:
        """Put a description or a pronoun where it belongs, or into a cluster of its own."""
        target = self._by_rule(spot)
        spot.sure = target is not None
        if target is None:
            target, spot.share = self.prefer(spot)
            spot.sure = target is None or spot.share >= SURE
        if target is None:
            target = Cluster()
            self._clusters.append(target)
        self._put(spot, target)
        return target

    def join(self, spot: Spot, other: Spot) -> bool:
        """Make two spots one thing, unless something speaks against it."""
        one, two = self.of(spot), self.of(other)
        if one is two:
            return True
        if one.type != two.type and "other" not in (one.type, two.type):
            return False
        if one.gender and two.gender and one.gender != two.gender:
            return False
        if one.named and two.named:
            return False
        for moved in two.spots:
            self._of[id(moved)] = one
        one.take(two)
        two.spots = []
        return True

    def part(self, spot: Spot) -> Cluster:
        """Give a spot a cluster of its own: too little speaks for where it was."""
        own = Cluster()
        self._clusters.append(own)
        self.attach(spot, own)
        return own

    def attach(self, spot: Spot, cluster: Cluster) -> None:
        """Move a spot from wherever it was into another cluster, for a reason better than where it was."""
        own = self.of(spot)
        if own is not cluster:
            own.spots.remove(spot)
            spot.sure = True
            self._put(spot, cluster)

    def _put(self, spot: Spot, cluster: Cluster) -> None:
        cluster.add(spot)
        self._of[id(spot)] = cluster

    # Names

    def _join_names(self, names: list[Spot]) -> None:
        by_key: dict[str, Cluster] = {}
        for spot in names:
            key = _key(spot.words)
            if key not in by_key:
                by_key[key] = Cluster()
                self._clusters.append(by_key[key])
            self._put(spot, by_key[key])
        fuller_first = sorted(by_key.values(), key=lambda c: (-len(c.names[0].split()), c.start))
        for cluster in fuller_first:
            fits = [c for c in fuller_first if c is not cluster and c.spots and _shortens(cluster, c)]
            target = fits[0] if len(fits) == 1 else self._meant(cluster, fits)
            if target is not None:
                for spot in cluster.spots:
                    self._of[id(spot)] = target
                target.take(cluster)
                cluster.spots = []
        self._clusters = [cluster for cluster in self._clusters if cluster.spots]

    def _meant(self, cluster: Cluster, fits: list[Cluster]) -> Cluster | None:
        """Which of several fuller names a short one means: the model must be sure and always say the same."""
        if not fits:
            return None
        said = {
            id(cluster) for spot in cluster.spots for cluster, mass in self._masses(spot) if mass >= SURE
        } - {id(cluster)}
        chosen = [fit for fit in fits if id(fit) in said]
        gendered = [fit for fit in fits if cluster.gender and fit.gender == cluster.gender]
        if len(chosen) == 1:
            return chosen[0]
        return gendered[0] if len(gendered) == 1 else None

    # Descriptions and pronouns

    def _by_rule(self, spot: Spot) -> Cluster | None:
        """*The ministry* is the only body before it named ministry, *the official* the only official."""
        phrase = spot.phrase
        if spot.form != "nominal" or phrase is None or not phrase.plain:
            return None
        noun = phrase.head.bare
        before = [cluster for cluster in self._clusters if cluster.spots and cluster.start < spot.start]
        if noun in organization_nouns():
            fits = [
                cluster
                for cluster in before
                if cluster.type == "organization"
                and any(noun in name.lower().split() for name in cluster.names)
            ]
        else:
            fits = []
        fits = fits or [
            cluster
            for cluster in before
            if not cluster.named and any(s.phrase and s.phrase.head.bare == noun for s in cluster.spots)
        ]
        return fits[0] if len(fits) == 1 else None

    def prefer(self, spot: Spot, without: Collection[Cluster] = ()) -> tuple[Cluster | None, float]:
        """The cluster the model prefers among those that agree, with its share of what is possible then.

        ``without`` are clusters that the spot cannot mean.
        """
        fits: list[tuple[Cluster, float]] = []
        ruled_out = 0.0
        for cluster, mass in self._masses(spot):
            if cluster not in without and self._may_join(spot, cluster):
                fits.append((cluster, mass))
            else:
                ruled_out += mass
        if not fits:
            return None, 0.0
        best, mass = max(fits, key=lambda fit: (fit[1], -fit[0].start))
        none = 1 - ruled_out - sum(mass for _, mass in fits)
        share = mass / max(1e-6, 1 - ruled_out)
        return (best, share) if mass >= none else (None, 0.0)

    def _masses(self, spot: Spot) -> list[tuple[Cluster, float]]:
        """How probable it is that a spot takes up each cluster: any of its mentions."""
        masses: dict[int, float] = {}
        clusters: dict[int, Cluster] = {}
        for antecedent, chance in spot.antecedents:
            cluster = self._of.get(id(antecedent))
            if cluster is not None:
                clusters[id(cluster)] = cluster
                masses[id(cluster)] = masses.get(id(cluster), 0.0) + chance
        return [(clusters[key], mass) for key, mass in masses.items()]

    def _may_join(self, spot: Spot, cluster: Cluster) -> bool:
        first = spot.pronoun in FIRST | FIRST_PLURAL
        if first and all(other.form != "pronoun" for other in cluster.spots):
            return False
        return agrees(spot, cluster)


def agrees(spot: Spot, cluster: Cluster) -> bool:
    """Whether nothing that is known of both speaks against a description or pronoun meaning a thing."""
    pronoun = spot.pronoun
    if spot.gender and cluster.gender and spot.gender != cluster.gender:
        return False
    if pronoun in PERSONAL:
        return cluster.type == "person" and not _many(cluster)
    if pronoun in THING:
        return cluster.type != "person"
    if pronoun in MANY:
        return not (cluster.named and cluster.type == "person" and cluster.gender)
    if spot.form == "nominal":
        if spot.phrase is not None and (spot.phrase.indefinite or spot.phrase.coordinated) and cluster.named:
            return False
        return spot.type == cluster.type or "other" in (spot.type, cluster.type)
    return True


def _many(cluster: Cluster) -> bool:
    return not cluster.named and any(
        spot.phrase is not None and (is_plural(spot.phrase.head.bare) or spot.phrase.coordinated)
        for spot in cluster.spots
    )


def _key(name: str) -> str:
    folded = " ".join(name.lower().replace("’", "'").split())
    folded = folded.removeprefix("the ")
    return _ALIASES.get(folded, folded)


def _shortens(short: Cluster, full: Cluster) -> bool:
    """Whether the first one's name is a short form of the second's."""
    a, b = short.names[0], full.names[0]
    one, two = a.lower().split(), b.lower().split()
    if short.gender and full.gender and short.gender != full.gender:
        return False
    if initials(a, b) and full.type in ("organization", "other", "place") and short.type != "person":
        return True
    if len(one) >= len(two):
        return False
    if full.type == "person":
        if short.type == "place" and len(one) == 1 and max(s.score for s in short.spots) > 0.9:
            return False
        return two[-len(one) :] == one or (len(one) == 1 and two[0] == one[0] and short.type == "person")
    if full.type != short.type:
        return False
    if len(one) == 1 and one[0] in organization_nouns() and two[-1] == one[0]:
        return full.type == "organization"
    rest = [word for word in two if word not in one]
    return two[: len(one)] == one and all(word.rstrip(".") in _SUFFIXES for word in rest)
