"""The queue: what the machine proposed and nobody has judged yet, most useful first."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence

from hearsay.errors import UsageError
from hearsay.ledger import Ledger
from hearsay.linking.sightings import Key
from hearsay.pipeline.queue.asking import Asker
from hearsay.pipeline.queue.candidates import KINDS, POOL, Candidate, Pool, mixed, weight_of_claim
from hearsay.pipeline.queue.found import Stakes, of_reading
from hearsay.pipeline.queue.linked import Bearers, leaning_on, of_actor, of_claim, of_copy
from hearsay.pipeline.queue.proposals import Proposal
from hearsay.pipeline.standing import in_force, standing
from hearsay.records import Actor, Anchor, Claim, Document, Judged, Judgement, Reading, Span

OF_READINGS = frozenset(("statement", "speaker", "relation", "event", "label"))
OF_CLAIMS = frozenset(("same-claim", "stance", "origin"))


class Scope:
    """What the questions are narrowed to: a claim, an actor, a document, or all that are given."""

    def __init__(
        self, ledger: Ledger, *, document: str | None, actor: Actor | None, claim: Claim | None
    ) -> None:
        self.document = document
        self.actor = actor
        self.claim = claim
        self._statements = None if claim is None else {(part.document, part.position) for part in claim.parts}
        self._entities = (
            None if actor is None else {(member.document, member.entity) for member in actor.members}
        )
        self._ledger = ledger

    @property
    def documents(self) -> set[str] | None:
        """The documents that can hold what is asked about; None: all of them."""
        found: set[str] | None = None
        for some in (
            None if self.document is None else {self.document},
            None if self._statements is None else {document for document, _ in self._statements},
            None if self._entities is None else {document for document, _ in self._entities},
        ):
            if some is not None:
                found = some if found is None else found & some
        return found

    def readings(self) -> Iterator[tuple[Document, Reading]]:
        """The documents and readings within."""
        documents = self.documents
        return self._ledger.readings() if documents is None else self._ledger.readings_of(documents)

    def claims(self) -> Iterator[Claim]:
        """The claims within."""
        if self.claim is not None:
            return iter((self.claim,))
        actor = None if self.actor is None else self.actor.id
        return self._ledger.claims(document=self.document, actor=actor)

    def actors(self) -> Iterator[Actor]:
        """The actors within: of a document those that it names."""
        if self.actor is not None:
            return iter((self.actor,))
        documents = self.documents
        if documents is None:
            return self._ledger.actors()
        ids = {actor for _, _, actor, _ in self._ledger.members(documents)}
        return (self._ledger.actor(id) for id in sorted(ids))

    def holds(self, candidate: Candidate, reading: Reading) -> bool:
        """Whether something of a reading is about the claim and the actor."""
        document, number = candidate.left
        if candidate.about in ("statement", "speaker"):
            speaker = reading.statements[number].speaker
            spoken = self._entities is None or (speaker is not None and (document, speaker) in self._entities)
            return spoken and (self._statements is None or candidate.left in self._statements)
        if self._entities is None and self._statements is None:
            return True
        if candidate.about == "relation":
            relation = reading.relations[number]
            ends = {(document, reading.mentions[at].entity) for at in (relation.subject, relation.object)}
            told = self._statements is None or (document, relation.statement) in self._statements
            return told and (self._entities is None or bool(ends & self._entities))
        if candidate.about == "label":
            entity = reading.labels[number].entity
            stated = reading.labels[number].statement
            named = self._entities is None or (document, entity) in self._entities
            return named and (self._statements is None or (document, stated) in self._statements)
        return self._entities is None and (document, reading.events[number].statement) in (
            self._statements or ()
        )


class Queue:
    """The questions of a ledger whose actors and claims are up to date, in the order they are to be asked.

    ``waiting`` counts by kind what can be asked, also beyond the 2,000 of each kind that are ready. Iterating
    puts the questions into words one by one, and leaves out what was judged meanwhile, by whomever. The order
    is the same in every run over the same ledger.
    """

    def __init__(
        self,
        ledger: Ledger,
        *,
        kinds: Sequence[Judged] = KINDS,
        document: str | None = None,
        actor: Actor | None = None,
        claim: Claim | None = None,
    ) -> None:
        """Look through the ledger.

        Raises:
            UsageError: the machine proposes nothing of such a kind.
        """
        for kind in kinds:
            if kind not in KINDS:
                raise UsageError(
                    f"The machine proposes nothing about “{kind}”.",
                    remedy=f"Choose from: {', '.join(KINDS)}.",
                )
        self._ledger = ledger
        self._kinds = frozenset(kinds)
        self._scope = Scope(ledger, document=document, actor=actor, claim=claim)
        self._seen = Seen(ledger)
        given = Counter(one.about for one in in_force(ledger.judgements()))
        self._pools = {kind: Pool(POOL + given[kind]) for kind in kinds}
        self._gather()
        self.asker = Asker(ledger)

    @property
    def waiting(self) -> dict[Judged, int]:
        """How many candidates there are of each kind, those judged before included."""
        return {kind: pool.came for kind, pool in self._pools.items() if pool.came}

    def __iter__(self) -> Iterator[Proposal]:
        asked: set[str] = set()
        for candidate in mixed({kind: pool.best() for kind, pool in self._pools.items()}):
            if self._seen.knows(candidate):
                continue
            proposal = self.asker.ask(candidate)
            if proposal is None or proposal.id in asked or self._seen.judged(proposal):
                continue
            asked.add(proposal.id)
            yield proposal
            self._seen.look()

    def _gather(self) -> None:
        weights: dict[Key, tuple[float, str]] = {}
        copied: Counter[tuple[str, str]] = Counter()
        if self._kinds & (OF_CLAIMS | {"copy", "statement", "speaker", "event"}):
            outlets = {id: outlet for id, outlet, _ in self._ledger.publications()}
            for claim in self._scope.claims():
                weight = weight_of_claim(claim), claim.id
                weights.update({(part.document, part.position): weight for part in claim.parts})
                leaning_on(claim, copied)
                if self._kinds & OF_CLAIMS:
                    for candidate in of_claim(claim, outlets):
                        self._add(candidate)
        if "copy" in self._kinds:
            self._copies(copied)
        if "same-actor" in self._kinds:
            bearers = Bearers()
            for actor in self._scope.actors():
                bearers.add(actor)
                for candidate in of_actor(actor):
                    self._add(candidate)
            for candidate in bearers.near_misses():
                self._add(candidate)
        if self._kinds & OF_READINGS:
            self._readings(weights)

    def _copies(self, copied: Counter[tuple[str, str]]) -> None:
        documents = self._scope.documents
        for copy in self._ledger.copies(document=self._scope.document):
            if documents is None or {copy.earlier, copy.later} & documents:
                self._add(of_copy(copy, copied))

    def _readings(self, weights: dict[Key, tuple[float, str]]) -> None:
        sizes: Counter[str] = Counter()
        actors: dict[Key, str] = {}
        last: dict[str, str] = {}
        for id, entity, actor, _ in self._ledger.members(self._scope.documents):
            actors[id, entity] = actor
            if last.get(actor) != id:
                sizes[actor] += 1
                last[actor] = id
        stakes = Stakes(weights, actors, sizes)
        for document, reading in self._scope.readings():
            for candidate in of_reading(document, reading, stakes):
                if candidate.about in self._kinds and self._scope.holds(candidate, reading):
                    self._add(candidate)

    def _add(self, candidate: Candidate) -> None:
        if candidate.about in self._pools:
            self._pools[candidate.about].add(candidate)


def proposals(
    ledger: Ledger,
    *,
    kinds: Sequence[Judged] = KINDS,
    document: str | None = None,
    actor: Actor | None = None,
    claim: Claim | None = None,
    limit: int | None = None,
) -> Iterator[Proposal]:
    """What the machine proposed and nobody has judged yet, most useful first; see :class:`Queue`."""
    queue = Queue(ledger, kinds=kinds, document=document, actor=actor, claim=claim)
    for number, proposal in enumerate(queue):
        if limit is not None and number >= limit:
            return
        yield proposal


class Seen:
    """What people have judged, as far as it answers questions; one that was taken back answers none."""

    def __init__(self, ledger: Ledger) -> None:
        self._ledger = ledger
        self._places: defaultdict[tuple[str, str], list[Judgement]] = defaultdict(list)
        self._count = -1
        self._actors: set[tuple[str, str]] = set()
        self._keys: set[tuple[Key, str]] = set()
        self._claims: set[frozenset[Key]] = set()
        self.look()
        self._link()

    def look(self) -> None:
        """Take in what was judged since."""
        self._places.clear()
        for one in in_force(self._ledger.judgements()):
            for anchor in (one.left, one.right):
                if anchor is not None:
                    self._places[one.about, anchor.document].append(one)

    def judged(self, proposal: Proposal) -> bool:
        """Whether somebody gave a verdict on just this: at the same places or, in one reading, nearly so."""
        return any(
            self._answers(one, proposal) for one in self._places[proposal.about, proposal.left.document]
        )

    def knows(self, candidate: Candidate) -> bool:
        """Whether somebody gave a verdict on the same actors, or on the same statements of one claim."""
        if candidate.about == "same-actor" and candidate.right is not None:
            if len(candidate.actors) == 2:
                return candidate.actors in self._actors or candidate.actors[::-1] in self._actors
            return (candidate.right, candidate.actors[0]) in self._keys
        if candidate.about == "same-claim" and candidate.right is not None:
            return frozenset((candidate.left, candidate.right)) in self._claims
        return False

    def _answers(self, one: Judgement, proposal: Proposal) -> bool:
        if one.left is None:
            return False
        if proposal.right is None or proposal.about == "speaker":
            same = proposal.value is None or one.value is None or one.value == proposal.value
            same = same or proposal.about == "stance"
            return same and any(
                _alike(span, proposal.left.span) for span in _spans(one, proposal.left.document)
            )
        if one.right is None:
            return False
        mine, theirs = (one.left, one.right), (proposal.left, proposal.right)
        turned = proposal.about in ("same-actor", "same-claim")
        return _meet(mine, theirs) or (turned and _meet(mine, theirs[::-1]))

    def _link(self) -> None:
        """Whom the judgements about actors are about, as far as they are placed."""
        placed = [one for one in standing(self._ledger).placed if one.right is not None]
        documents = {key[0] for one in placed for key in (one.left, one.right) if key}
        actor_of = {(d, entity): actor for d, entity, actor, _ in self._ledger.members(documents)}
        for one in placed:
            if one.right is None:
                continue
            if one.judgement.about == "same-claim":
                self._claims.add(frozenset((one.left, one.right)))
            elif one.judgement.about == "same-actor":
                left, right = actor_of.get(one.left, ""), actor_of.get(one.right, "")
                self._actors.add((left, right))
                self._keys |= {(one.left, right), (one.right, left)}


def _spans(one: Judgement, document: str) -> Iterable[Span]:
    """Where a judgement about something in one reading stands, before and after an edit."""
    if one.left is not None and one.left.document == document:
        yield one.left.span
    if one.edit is not None and one.edit.content:
        yield one.edit.content[0].span[0], one.edit.content[-1].span[1]


def _meet(mine: tuple[Anchor, Anchor], theirs: tuple[Anchor, Anchor]) -> bool:
    return all(
        one.document == other.document and _alike(one.span, other.span)
        for one, other in zip(mine, theirs, strict=True)
    )


def _alike(one: Span, other: Span) -> bool:
    """Whether two spans share half of the longer, or are the same."""
    if one == other:
        return True
    shared = min(one[1], other[1]) - max(one[0], other[0])
    return 2 * shared >= max(one[1] - one[0], other[1] - other[0], 1)
