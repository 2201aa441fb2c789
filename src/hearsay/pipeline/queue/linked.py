"""What linking proposes: who is the same, what is the same claim, which side, who took it from whom."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from math import exp, log, sqrt

from hearsay.linking.sightings import Key
from hearsay.linking.spelling import fold, is_bare
from hearsay.pipeline.queue.candidates import Candidate, weight_of_actor, weight_of_claim
from hearsay.records import Actor, Claim, Copy, Member, Part, Reason, Rest, Span

_NAMES = frozenset(
    (
        "name", "same word", "same words", "same sound", "spelling", "initial", "surname only",
        "one name only", "more names on one side", "more words on one side", "generation on one side",
        "forms of one name", "type",
    )
)  # fmt: skip
"""Reasons that compare names: of several the product counts; all others are evidence, each for itself."""
_NO_EVIDENCE = frozenset(("singled out", "judgement", "known name"))
_MOST_ODDS = 4.0
DOUBTS = {"told-before": 0.5, "passes-on": 0.25, "has-it-from": 0.3, "cites": 0.3, "paid-by": 0.3}
"""How likely a step of a trail is wrong; of one that nothing shows but the order of publication, a half."""
DENIES, SIDES = 0.35, 0.25
"""How likely a stance is wrong: that of somebody who denies or asks, and that of two who contradict each
other and are yet on one side."""
NEAR_MISS = 0.3
LEAST_SEEN = 2
"""Documents that a short name must be in for its bearer to be worth asking for."""


def of_claim(claim: Claim, outlets: Mapping[str, str | None]) -> Iterator[Candidate]:
    """What a claim proposes of its parts: that they belong, which side they take, what they rest on."""
    weight = weight_of_claim(claim)
    keys = {part.statement: (part.document, part.position) for part in claim.parts}
    chief = _chief_part(claim)
    for part in claim.parts:
        if part is not chief and not _judged(part.why):
            yield Candidate(
                "same-claim",
                1 - part.score,
                weight,
                keys[chief.statement],
                keys[part.statement],
                group=claim.id,
                why=part.why,
            )
    stances = {part.statement: part.stance for part in claim.parts}
    contrary = {
        statement
        for one in claim.contradictions
        if one.kind == "polarity" and {stances.get(id) for id in one.statements} == {"supports"}
        for statement in one.statements
    }
    for part in claim.parts:
        doubt = DENIES if part.stance != "supports" else SIDES if part.statement in contrary else 0.0
        if doubt and not _judged(part.why):
            yield Candidate(
                "stance", doubt, weight, keys[part.statement], value=part.stance, group=claim.id, why=part.why
            )
    for side in (claim.supported, claim.denied):
        hinges = {(party.kind, party.id) for party in side.hinges_on}
        for rest in side.rests:
            found = _origin(rest, side.rests, keys, outlets)
            if found is not None:
                left, right, span = found
                more = 1.0 if (rest.lower.kind, rest.lower.id) in hinges else 0.5
                yield Candidate(
                    "origin", DOUBTS[rest.kind], weight * more, left, right, value=rest.kind, group=claim.id,
                    span=span, name=rest.lower.name,
                )  # fmt: skip


def _chief_part(claim: Claim) -> Part:
    """The statement that the others were compared with: it needed no reason itself; or else the surest."""
    return max(claim.parts, key=lambda one: (not one.why, one.score, one.statement))


def _origin(
    rest: Rest, rests: Iterable[Rest], keys: Mapping[str, Key], outlets: Mapping[str, str | None]
) -> tuple[Key, Key, Span | None] | None:
    """The statement that a step of a trail is about, the document it rests on, the place that shows it."""
    if rest.kind not in DOUBTS:
        return None
    upper = rest.upper if rest.upper.kind == "statement" else None
    if upper is None:
        leading = (one.upper for one in rests if one.lower == rest.upper and one.upper.kind == "statement")
        upper = next(leading, None)
    if upper is None or upper.id not in keys:
        return None
    left = keys[upper.id]
    if rest.kind == "told-before":
        lower = keys.get(rest.lower.id)
        if lower is None or outlets.get(lower[0]) == outlets.get(left[0]):
            return None  # whoever repeats himself is one voice anyway
        return left, (lower[0], -1), None
    shown = [anchor for anchor in rest.evidence if anchor.document == left[0]]
    if not shown or rest.lower.kind == "statement":
        return None
    return left, (left[0], -1), shown[0].span


def of_copy(copy: Copy, leaning: Mapping[tuple[str, str], int]) -> Candidate:
    """A copy: less sure the smaller it is and the less there is to tell who was first."""
    way = next((reason.score for reason in copy.why if reason.what != "words in common"), 1.0)
    share = max(copy.share_earlier, copy.share_later)
    counted = 1 + leaning.get((copy.earlier, copy.later), 0)
    weight = weight_of_actor(counted) if counted > 1 else 0.5
    return Candidate(
        "copy", min(0.95, 1 - way * (0.5 + share / 2)), weight, (copy.earlier, -1), (copy.later, -1),
        group=copy.earlier, why=copy.why,
    )  # fmt: skip


def of_actor(actor: Actor) -> Iterator[Candidate]:
    """The joints of an actor: each spelling that was put to its chief one for reasons other than the name."""
    if len(actor.members) < 2:
        return
    documents = len({member.document for member in actor.members})
    groups: defaultdict[tuple[Reason, ...], list[Member]] = defaultdict(list)
    for member in actor.members:
        groups[member.why].append(member)
    chief = _chief(actor, groups)
    if chief is None:
        return
    # Of as many joints, the same name again and again, one is asked about: the weakest.
    joints: dict[str, Candidate] = {}
    for why, members in groups.items():
        doubt = _doubt(why)
        if doubt is None or chief in members:
            continue
        many = len({member.document for member in members})
        candidate = Candidate(
            "same-actor",
            doubt,
            weight_of_actor(min(many, max(1, documents - many))) + weight_of_actor(documents) / 4,
            (chief.document, chief.entity),
            (members[0].document, members[0].entity),
            group=actor.id,
            why=why,
            actors=(actor.id,),
        )
        name = fold(why[0].left)
        if name not in joints or candidate.order < joints[name].order:
            joints[name] = candidate
    yield from joints.values()


def _chief(actor: Actor, groups: Mapping[tuple[Reason, ...], list[Member]]) -> Member | None:
    """The first member that bears the actor's own name and needed nothing else to be told."""
    plain = [
        member
        for why, members in groups.items()
        if all(reason.what == "name" and fold(reason.left) == fold(actor.name) for reason in why)
        for member in members
    ]
    return min(plain, key=lambda member: (member.document, member.entity), default=None)


def _doubt(why: tuple[Reason, ...]) -> float | None:
    """How likely a joint is wrong, from what was compared; None where a person, or nothing, made it."""
    if _judged(why) or all(reason.what == "name" for reason in why):
        return None
    names, odds = 1.0, 0.0
    for reason in why:
        if reason.what in _NAMES:
            names *= reason.score
        elif reason.what not in _NO_EVIDENCE:
            odds += _odds(reason.score)
    # The root, for what speaks for a joint is seldom independent: it is less sure than it adds up to.
    return sqrt(1 / (1 + exp(_odds(names) + min(odds, _MOST_ODDS))))


def _odds(score: float) -> float:
    """A score as log odds; none is so sure that nothing could speak against it."""
    sure = min(max(score, 0.02), 0.98)
    return log(sure / (1 - sure))


def _judged(why: Iterable[Reason]) -> bool:
    return any(reason.what == "judgement" for reason in why)


class Bearers:
    """Who is called by a short name, and who by a full one that ends in it: the near misses of linking."""

    def __init__(self) -> None:
        self._bare: list[tuple[str, str, int, Key]] = []
        self._full: defaultdict[str, list[tuple[int, str, str, Key]]] = defaultdict(list)

    def add(self, actor: Actor) -> None:
        """Take in one more actor; only people are taken."""
        if actor.type != "person" or not actor.members:
            return
        documents = len({member.document for member in actor.members})
        first = actor.members[0]
        key = (first.document, first.entity)
        if is_bare(actor.name, "person"):
            if documents >= LEAST_SEEN:
                self._bare.append((fold(actor.name), actor.id, documents, key))
        else:
            last = fold(actor.name).split()[-1:]
            if last:
                self._full[last[0]].append((documents, actor.id, actor.name, key))

    def near_misses(self) -> Iterator[Candidate]:
        """Each short name beside the best known bearer, where there are few; the more, the less it says."""
        for name, bare, documents, key in self._bare:
            bearers = self._full.get(name, ())
            if not 0 < len(bearers) <= 2:
                continue
            other, actor, full, place = max(bearers, key=lambda one: (one[0], one[1]))
            rival = ", ".join(sorted(one[2] for one in bearers if one[1] != actor)) or "nobody else"
            why = (
                Reason(what="kept apart: too little in common", left=name, right=full, score=0.5),
                Reason(what="also called so", left=name, right=rival, score=round(1 / len(bearers), 2)),
            )
            yield Candidate(
                "same-actor",
                NEAR_MISS / len(bearers),
                weight_of_actor(min(documents, other)) + 0.5,
                place,
                key,
                group=actor,
                why=why,
                actors=(actor, bare),
            )


def leaning_on(claim: Claim, copies: Counter[tuple[str, str]]) -> None:
    """Count, by the documents of a copy, how many steps of trails it carries."""
    keys = {part.statement: part.document for part in claim.parts}
    for side in (claim.supported, claim.denied):
        for rest in side.rests:
            if rest.kind == "copies" and rest.upper.id in keys and rest.lower.id in keys:
                copies[keys[rest.lower.id], keys[rest.upper.id]] += 1
