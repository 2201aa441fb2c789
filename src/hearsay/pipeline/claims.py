"""From readings and actors to copies and claims, as far as what they are made of has changed."""

from __future__ import annotations

import time
from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence

import msgspec
import numpy as np
from numpy.typing import NDArray

from hearsay.ledger import Ledger, Sketch, ToldRow
from hearsay.ledger.database import batches
from hearsay.linking.claims import Constraints, Edge, Gathering, Group, regather
from hearsay.linking.copies import Entry, Shelf, copies_into, judged_copies, signature
from hearsay.linking.tellings import Telling, Tie
from hearsay.pipeline.grounds import grounds_of, ties_of
from hearsay.pipeline.library import Library, told_statements, unit
from hearsay.pipeline.placing import places_of
from hearsay.pipeline.readers import Embedding, load_embedding
from hearsay.pipeline.standing import Standing, standing
from hearsay.pipeline.tracing import rested, told_claim
from hearsay.records import Claim, Part, Record, digest, to_json

VERSION = "5"
"""Of everything between readings with actors and claims: it changes whenever the same would be linked
differently, and then all ledgers link again."""
SKETCHES = "1"
"""Of the signatures by which copies are found."""
AT_ONCE = 200
"""Documents that are told, and statements of which vectors are made, before they are stored."""
MEMORY = "gathering"
UNFINISHED = " unfinished"

Progress = Callable[[str], None]
Matrix = NDArray[np.float32]


class Linked(Record):
    """What was linked: the documents that had changed with their statements, the seconds it took, and how
    many claims and copies the ledger now holds."""

    documents: int
    statements: int
    seconds: float
    claims: int
    copies: int


class _Memory(Record):
    """What a gathering needs to know of the one before, beside the claims themselves."""

    edges: tuple[Edge, ...] = ()
    placed: Mapping[str, tuple[int, ...]] = {}
    constraints: Constraints = Constraints()


def link_claims(
    ledger: Ledger,
    *,
    rebuild: bool = False,
    progress: Progress | None = None,
    embedding: Callable[[], Embedding] = load_embedding,
) -> Linked:
    """Bring the copies and claims of a ledger up to date; its actors must be.

    Only documents that are new, were read again, or whose actors changed are told anew, and only copies and
    claims that they touch are made anew; ``rebuild`` makes all anew. The result is the same. One process
    links at a time.

    Raises:
        LedgerBusy: another process is still linking.
    """
    started = time.monotonic()
    tell = progress or (lambda _: None)
    documents = statements = 0
    if rebuild or _Linker(ledger, standing(ledger), tell, embedding).stale():
        with ledger.linking_alone():
            # Whoever linked meanwhile may have changed everything that was looked at.
            linker = _Linker(ledger, standing(ledger), tell, embedding)
            documents, statements = linker.link(rebuild=rebuild)
    return Linked(
        documents=documents,
        statements=statements,
        seconds=round(time.monotonic() - started, 2),
        claims=ledger.claim_count(),
        copies=ledger.copy_count(),
    )


class _Linker:
    """One run of linking."""

    def __init__(
        self, ledger: Ledger, judged: Standing, tell: Progress, embedding: Callable[[], Embedding]
    ) -> None:
        self._ledger = ledger
        self._judged = judged
        self._tell = tell
        self._embedding = embedding()
        self._library = Library(ledger)

    def stale(self) -> bool:
        """Whether there is anything to link."""
        return self._ledger.claims_state() != self._state() or bool(self._changed(self._fingerprints()))

    def _changed(self, fingerprints: Mapping[str, str]) -> list[str]:
        known = self._ledger.linked()
        return sorted(id for id, mark in fingerprints.items() if known.get(id) != mark)

    def link(self, *, rebuild: bool) -> tuple[int, int]:
        """Returns how many documents had changed, and how many statements they have."""
        state = self._state()
        before = self._ledger.claims_state()
        if rebuild or (before is not None and before.split()[0] != state.split()[0]):
            self._ledger.forget_links(vectors=rebuild)
            before = None
        fingerprints = self._fingerprints()
        changed = self._changed(fingerprints)
        if not changed and before == state:
            return 0, 0
        # Whatever an interrupted run had stored already, the next one traces all claims again.
        interrupted = before is None or before.endswith(UNFINISHED)
        self._ledger.store_claims(state=f"{state}{UNFINISHED}")
        was_tied = ties_of(self._ledger, self._judged)
        statements = self._retell(changed)
        copied = self._copies(changed)
        tellings = told_statements(self._ledger)
        vectors = self._vectors(tellings, frozenset(changed))
        self._tell(f"Gathering {len(tellings):,} statements")
        was, claims_of = self._remembered()
        constraints = self._constraints(tellings)
        now = regather(was, tellings, vectors, changed=frozenset(changed), constraints=constraints)
        ties = ties_of(self._ledger, self._judged)
        again = _differing(was_tied, ties)
        stale = None if interrupted or before != state else (again, copied)
        remove, add = self._claims(now, claims_of, tellings, ties, stale)
        memory = _Memory(edges=now.edges, placed=now.placed, constraints=now.constraints)
        self._tell(f"Storing {len(add):,} claims")
        self._ledger.store_claims(
            remove,
            add,
            linked={id: fingerprints[id] for id in changed},
            state=state,
            memory={MEMORY: msgspec.msgpack.encode(memory)},
        )
        return len(changed), statements

    def _state(self) -> str:
        """What the claims are made by, and, after a space, under which judgements."""
        judged = [one.judgement.id for one in self._judged.placed if one.judgement.about in _ABOUT]
        parents = [(actor.id, actor.parent) for actor in self._ledger.known_actors() if actor.parent]
        return f"{digest(VERSION, SKETCHES, self._embedding.version)} {digest(judged, parents)}"

    def _fingerprints(self) -> dict[str, str]:
        """Of every document what it is told by: its reading, and who its entities and its outlet are."""
        members: defaultdict[str, list[tuple[int, str, str]]] = defaultdict(list)
        for document, entity, actor, name in self._ledger.members():
            members[document].append((entity, actor, name))
        outlets = {id: self._library.outlet_actor(outlet) for id, outlet, _ in self._library.publications}
        return {
            document: digest(reader, members.get(document, ()), outlets.get(document))
            for document, reader in self._ledger.current_readers()
        }

    def _retell(self, changed: Sequence[str]) -> int:
        """Tell the changed documents anew, and make their sketches; returns how many statements they have."""
        statements = 0
        for some in batches(changed, size=AT_ONCE):
            self._tell(f"Telling {len(changed):,} documents")
            rows, sketches = [], []
            for teller in self._library.tellers(some):
                told = tuple(teller.tellings())
                ties = tuple((tie.upper, tie.lower, to_json(tie).decode()) for tie in teller.ties())
                body = msgspec.json.encode(told).decode()
                rows.append(ToldRow(document=teller.document.id, told=body, ties=ties))
                sketches.append(
                    Sketch(
                        document=teller.document.id,
                        text_sha256=teller.document.text_sha256,
                        signature=signature(teller.paper()),
                    )
                )
                statements += len(told)
            self._ledger.store_told(rows)
            self._ledger.store_sketches(SKETCHES, sketches)
        return statements

    def _copies(self, changed: Sequence[str]) -> set[str]:
        """Find the copies that the changed documents bear on; returns the documents these go into or left."""
        dates = {id: published for id, _, published in self._library.publications}
        shelf = Shelf(
            Entry(sketch.document, dates.get(sketch.document), sketch.signature)
            for sketch in self._ledger.sketches(SKETCHES)
        )
        into = shelf.followers(changed) | (self._judged_copies() & dates.keys())
        self._tell(f"Looking for copies in {len(into):,} documents")
        machine = copies_into(shelf, lambda id: self._library.teller(id).paper(), into)
        found = judged_copies(machine, self._judged.copies(), into)
        before = {
            (copy.earlier, copy.later): copy
            for id in sorted(into)
            for copy in self._ledger.copies(document=id)
            if copy.later == id
        }
        after = {(copy.earlier, copy.later): copy for copy in found}
        self._ledger.store_copies(found, of=into)
        differ = {pair for pair in {*before, *after} if before.get(pair) != after.get(pair)}
        return {document for pair in differ for document in pair}

    def _judged_copies(self) -> set[str]:
        """The documents of which somebody ever judged whether they are copies: what was taken back counts."""
        judged = [one for one in self._ledger.judgements() if one.about == "copy"]
        where = places_of(self._ledger, {at for one in judged for at in (one.left, one.right) if at})
        return {place.document for places in where.values() for place in places}

    def _vectors(self, tellings: Sequence[Telling], changed: frozenset[str]) -> Matrix:
        """The vectors of the tellings, made where there are none; those of what is gone are dropped."""
        version = self._embedding.version
        there = {telling.id for telling in tellings}
        kept = self._ledger.vector_digests(version)
        self._ledger.drop_vectors(id for id in kept if id not in there)
        # What is told of other documents has not changed, nor have its vectors.
        told = (t for t in tellings if t.document in changed or t.id not in kept)
        wanted = {telling.id: digest(telling.resolved) for telling in told}
        missing = [t for t in tellings if t.id in wanted and kept.get(t.id) != wanted[t.id]]
        for number, some in enumerate(batches(missing, size=AT_ONCE)):
            self._tell(f"Reading the meaning of statement {number * AT_ONCE:,} of {len(missing):,}")
            made = self._embedding.vectors([telling.resolved for telling in some])
            self._ledger.store_vectors(
                version, [telling.id for telling in some], [wanted[telling.id] for telling in some], made
            )
        ids, _, rows = self._ledger.vectors(version)
        place = {id: number for number, id in enumerate(ids)}
        return unit(rows[[place[telling.id] for telling in tellings]])

    def _remembered(self) -> tuple[Gathering, dict[str, str]]:
        """The gathering before this one, with groups that know their statements alone, and their claims."""
        body = self._ledger.remembered(MEMORY)
        memory = msgspec.msgpack.decode(body, type=_Memory) if body else _Memory()
        claims_of = self._ledger.claim_ids()
        parts: defaultdict[str, list[Part]] = defaultdict(list)
        for statement, claim in claims_of.items():
            parts[claim].append(
                Part(statement=statement, document="", position=0, stance="supports", score=0.0)
            )
        groups = (
            Group(proposition="", proposed_by=claim, parts=tuple(some)) for claim, some in parts.items()
        )
        was = Gathering(
            groups=tuple(groups), edges=memory.edges, placed=memory.placed, constraints=memory.constraints
        )
        return was, claims_of

    def _constraints(self, tellings: Sequence[Telling]) -> Constraints:
        """What people judged of statements and of pairs of them."""
        judged, stances = self._judged.claims(), self._judged.stances()
        named = {key for left, right, _ in judged for key in (left, right)} | stances.keys()
        ids = {(t.document, t.position): t.id for t in tellings if (t.document, t.position) in named}
        pairs = [
            (ids[left], ids[right], same) for left, right, same in judged if left in ids and right in ids
        ]
        return Constraints(
            together=tuple((left, right) for left, right, same in pairs if same),
            apart=tuple((left, right) for left, right, same in pairs if not same),
            stances={ids[key]: stance for key, stance in stances.items() if key in ids},
        )

    def _claims(
        self,
        now: Gathering,
        claims_of: Mapping[str, str],
        tellings: Sequence[Telling],
        ties: Mapping[str, Sequence[Tie]],
        stale: tuple[set[str], set[str]] | None,
    ) -> tuple[set[str], list[Claim]]:
        """The claims to remove, and those to store: new ones, and those that rest on what has changed.

        ``stale`` are parties and documents of which that is so; None says that all may be.
        """
        by_id = {telling.id: telling for telling in tellings}
        grounds = grounds_of(self._ledger, ties, self._judged)
        kept = {group.proposed_by for group in now.groups if not group.proposition}
        remove = set(claims_of.values()) - kept
        new = [group for group in now.groups if group.proposition]
        add = []
        for number, group in enumerate(new):
            if number % AT_ONCE == 0:
                self._tell(f"Tracing claim {number:,} of {len(new):,}")
            add.append(told_claim(group, [by_id[part.statement] for part in group.parts], grounds))
        touched = kept
        if stale is not None:
            touched = kept & self._ledger.claims_touched(parties=stale[0], documents=stale[1])
        for id in sorted(touched):
            claim = self._ledger.claim(id)
            add.append(rested(claim, [by_id[part.statement] for part in claim.parts], grounds))
        return remove, add


_ABOUT = ("affiliation", "same-claim", "stance", "copy", "origin")


def _differing(before: Mapping[str, Sequence[Tie]], after: Mapping[str, Sequence[Tie]]) -> set[str]:
    """Whose ties are not what they were."""
    return {upper for upper in {*before, *after} if before.get(upper) != after.get(upper)}
