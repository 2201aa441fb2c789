"""What speaks for two profiles being one thing, besides their names: roles, affiliations, company, context.

Each aspect is a log-likelihood ratio: how much more probable what was seen of the smaller profile is if it is
the larger one than if it is anything else. Of a feature that the larger shows in a share q of its sightings,
and the whole corpus in a share p, a sighting that shows it gains log(b·q/p + 1 - b), b being how far we trust
that sightings of one thing look alike (a mixture of the thing's own model with the corpus's, as in
Jelinek-Mercer smoothing). A rare shared companion is worth much, a common one nothing.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from functools import lru_cache
from heapq import nsmallest
from math import exp, log

from hearsay.lexicon import role_nouns
from hearsay.linking.sightings import Sighting
from hearsay.linking.spelling import fold, untitled
from hearsay.records import Reason, Record

_BACKGROUND = 300
"""Documents that the corpus is thought to be larger by, lest everything in a small one seem common."""
TELLING = 3.0
"""Inverse document frequency from which a companion tells something: a name in one of 20 documents."""
PLAIN = 2.5
"""Evidence that two profiles are plainly of one thing, where the names alone would not do."""
_LEADING = 4
"""Values shown in a reason."""
_FEW = 50
"""Features up to which a reason looks for those to show."""
_MEN = frozenset(
    (
        "mr sir lord king prince baron duke emperor sultan monsieur herr spokesman chairman congressman "
        "councilman assemblyman policeman father brother actor husband"
    ).split()
)
_WOMEN = frozenset(
    (
        "mrs ms miss madam madame mme lady dame queen princess frau spokeswoman chairwoman congresswoman "
        "councilwoman assemblywoman policewoman actress wife nun sister"
    ).split()
)
_FAR = {"arts": "arts", "faith": "faith", "health": "health"}
"""Kinds of role that few people change into or out of; all others count as one kind, public life."""


class Evidence:
    """How far two profiles speak for one thing: a log-likelihood ratio (0: not at all), with its grounds."""

    __slots__ = ("_profiles", "_terms", "value")

    def __init__(self, profiles: tuple[Profile, Profile], terms: Sequence[_Term]) -> None:
        self.value = sum(term.value for term in terms)
        self._profiles = profiles
        self._terms = terms

    @property
    def reasons(self) -> tuple[Reason, ...]:
        """The grounds, put into words only when asked for; to be asked before the profiles change."""
        return tuple(self._reason(term) for term in self._terms)

    def _reason(self, term: _Term) -> Reason:
        values = term.shown or tuple(_shown(p.aspects[term.number], term.shared) for p in self._profiles)
        return Reason(what=term.what, left=values[0], right=values[1], score=likely(term.value))


class _Term(Record):
    """One summand of the evidence: an aspect with the features shared, or a contradiction as it is shown."""

    what: str
    value: float
    number: int = -1
    shared: tuple[str, ...] = ()
    shown: tuple[str, str] | None = None


class _Aspect(Record):
    what: str
    belief: float
    least: float
    most: float
    background: int


_ASPECTS = (
    _Aspect(what="roles", belief=0.5, least=-1.5, most=3.0, background=30),
    _Aspect(what="affiliations", belief=0.6, least=-1.5, most=3.0, background=60),
    _Aspect(what="company", belief=0.15, least=-1.5, most=5.0, background=_BACKGROUND),
    _Aspect(what="context", belief=0.1, least=-1.0, most=1.5, background=_BACKGROUND),
)


class Profile:
    """What was seen of one thing: per aspect, in how many sightings each feature showed."""

    __slots__ = ("aspects", "documents", "kinds", "shown", "women")

    def __init__(self) -> None:
        self.documents: set[str] = set()
        self.aspects: tuple[Counter[str], ...] = tuple(Counter() for _ in _ASPECTS)
        self.shown = [0] * len(_ASPECTS)
        self.kinds: set[str] = set()
        self.women: set[bool] = set()

    @classmethod
    def of(cls, sightings: Iterable[Sighting]) -> Profile:
        """The profile of some sightings."""
        profile = cls()
        for sighting in sightings:
            profile.add(sighting)
        return profile

    def add(self, sighting: Sighting) -> None:
        """See it once more."""
        self.documents.add(sighting.document)
        for number, features in enumerate(features_of(sighting)):
            if features:
                self.aspects[number].update(features)
                self.shown[number] += 1
        for kind, woman in map(_role, (*sighting.roles, *titles_of(sighting))):
            self.kinds |= {kind} if kind else set()
            self.women |= {woman} if woman is not None else set()

    def merge(self, other: Profile) -> None:
        """Take in another profile of the same thing."""
        self.documents |= other.documents
        for number, counts in enumerate(other.aspects):
            self.aspects[number].update(counts)
            self.shown[number] += other.shown[number]
        self.kinds |= other.kinds
        self.women |= other.women

    @property
    def company(self) -> Counter[str]:
        """The names seen beside it."""
        return self.aspects[2]


class World:
    """What is common in the whole corpus, to know what is telling."""

    def __init__(self, sightings: Collection[Sighting]) -> None:
        self.shown = [0] * len(_ASPECTS)
        self.seen: tuple[Counter[str], ...] = tuple(Counter() for _ in _ASPECTS)
        company: dict[str, set[str]] = {}
        for sighting in sightings:
            roles, affiliations, companions, context = features_of(sighting)
            for number, features in ((0, roles), (1, affiliations), (3, context)):
                self.seen[number].update(features)
                self.shown[number] += bool(features)
            company.setdefault(sighting.document, set()).update(companions)
        for names in company.values():
            self.seen[2].update(names)
        self.shown[2] = len(company)

    def rarity(self, companion: str) -> float:
        """How rare a name is over the documents: its inverse document frequency."""
        return log((self.shown[2] + _BACKGROUND) / (self.seen[2][companion] + 0.5))

    def far_apart(self, left: Profile, right: Profile) -> bool:
        """Whether roles contradict and no telling company is shared: two bearers of one name."""
        if not _contradictions(left, right):
            return False
        return all(self.rarity(name) < TELLING for name in left.company.keys() & right.company.keys())

    def compare(self, left: Profile, right: Profile) -> Evidence:
        """What speaks for two profiles being one thing; the order does not matter."""
        small, large = _by_size(left, right)
        together = len(small.documents & large.documents) if len(small.documents) == 1 else 0
        terms = [
            self._gain(small, large, number, together)
            for number in range(len(_ASPECTS))
            if small.shown[number] and large.shown[number]
        ]
        terms = [term for term in terms if term.value] + _contradictions(small, large)
        return Evidence((small, large), terms)

    def _gain(self, small: Profile, large: Profile, number: int, together: int) -> _Term:
        """The gain of one aspect with the features that tell most.

        What the larger profile knows from the smaller one's own document proves nothing, and is left out.
        """
        aspect, common = _ASPECTS[number], self.seen[number]
        sightings = large.shown[number] - together
        if sightings <= 0:
            return _Term(what=aspect.what, value=0.0)
        belief = aspect.belief * sightings / (sightings + 1)
        likelier = belief * (self.shown[number] + aspect.background) / sightings
        absent, theirs = log(1 - belief), large.aspects[number]
        total, shared = 0.0, []
        for feature, count in small.aspects[number].items():
            gain = absent
            times = theirs.get(feature, 0) - together
            if times > 0:
                gain = log(likelier * times / (common[feature] + 0.5) + 1 - belief)
                shared.append((-gain, feature))
            total += gain * count
        total /= small.shown[number]
        value = min(aspect.most, max(aspect.least, total))
        telling = tuple(feature for _, feature in nsmallest(_LEADING, shared))
        return _Term(what=aspect.what, value=value, number=number, shared=telling)


def features_of(sighting: Sighting) -> tuple[frozenset[str], ...]:
    """What a sighting shows in each aspect, in the order roles, affiliations, company, context."""
    return (
        _words((*sighting.roles, *titles_of(sighting))),
        frozenset(fold(name) for _, name in sighting.affiliations),
        frozenset(map(fold, sighting.company)),
        frozenset(sighting.context),
    )


def titles_of(sighting: Sighting) -> tuple[str, ...]:
    """The titles that stand before a person's names."""
    if sighting.type != "person":
        return ()
    return tuple(sorted({title for name in sighting.names if (title := untitled(name)[0])}))


def likely(value: float) -> float:
    """A log-likelihood ratio as a number from 0 to 1: one half when nothing speaks for or against."""
    return round(1 / (1 + exp(-value)), 6)


def _by_size(left: Profile, right: Profile) -> tuple[Profile, Profile]:
    """The one seen in fewer documents first; of two alike, the one with the first document."""
    sizes = len(left.documents), len(right.documents)
    if sizes[0] == sizes[1]:
        swap = min(left.documents, default="") > min(right.documents, default="")
    else:
        swap = sizes[0] > sizes[1]
    return (right, left) if swap else (left, right)


@lru_cache(maxsize=50_000)
def _words(roles: tuple[str, ...]) -> frozenset[str]:
    return frozenset(word for role in roles for word in fold(role).split() if len(word) > 2)


@lru_cache(maxsize=50_000)
def _role(role: str) -> tuple[str, bool | None]:
    """The kind of a role, and whether a woman holds it (None: the word does not say)."""
    head = role.lower().split(" of ")[0].split(" for ")[0].split(" at ")[0].split(" in ")[0].split()
    tails = [" ".join(head[at:]).rstrip(".") for at in range(len(head))]
    kind = next((role_nouns()[tail] for tail in tails if tail in role_nouns()), "")
    words = {word.rstrip(".") for word in head}
    men, women = words & _MEN, words & _WOMEN
    return _FAR.get(kind, "public" if kind else ""), bool(women) if bool(men) != bool(women) else None


def _contradictions(left: Profile, right: Profile) -> list[_Term]:
    found = []
    if left.women and right.women and not left.women & right.women:
        one, other = (" and ".join("woman" if woman else "man" for woman in p.women) for p in (left, right))
        found.append(_Term(what="gender", value=-4.0, shown=(one, other)))
    if left.kinds and right.kinds and not left.kinds & right.kinds:
        one, other = (", ".join(sorted(p.kinds)) for p in (left, right))
        found.append(_Term(what="kind of role", value=-2.5, shown=(one, other)))
    return found


def _shown(features: Mapping[str, int], shared: Sequence[str]) -> str:
    """The shared features first, then the most frequent others where there are few to look through."""
    leading = list(shared)
    if len(features) <= _FEW:
        others = ((-count, feature) for feature, count in features.items() if feature not in shared)
        leading += [feature for _, feature in nsmallest(_LEADING - len(shared), others)]
    rest = len(features) - len(leading)
    more = [f"{rest:,} {'more' if leading else 'others'}"] if rest > 0 else []
    return " and ".join([*filter(None, [", ".join(leading)]), *more])
