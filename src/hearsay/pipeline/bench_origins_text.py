"""``hearsay bench origins --text``: the same worlds as articles, which hearsay must read and link itself."""

from __future__ import annotations

import tempfile
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path

from hearsay.ledger import Ledger
from hearsay.linking.actors import link_actors
from hearsay.linking.copies import find_copies
from hearsay.linking.origins import trace
from hearsay.pipeline.bench_origins import OriginScores, Verdict, summed, verdict
from hearsay.pipeline.claims import link_claims
from hearsay.pipeline.link import link
from hearsay.pipeline.readers import ReaderFactory, make_reader
from hearsay.pipeline.sightings import sightings
from hearsay.pipeline.tellings import Teller
from hearsay.pipeline.work import read_documents
from hearsay.pipeline.worlds import Being, Expected, Told, World, Written, make_world, write
from hearsay.records import Document, Party, Reading, Side, Spans, Stance

Places = Mapping[tuple[str, int], Spans]
"""The content of each statement, by document and position."""
_HELD = 0.5
"""So much of a told clause must lie in a statement's content for the statement to be that account."""


def bench_text(
    worlds: int, seed: int, articles: int, *, grouped: bool = False, factory: ReaderFactory = make_reader
) -> OriginScores:
    """Score origins on worlds of which the text is given.

    hearsay reads the articles and links them in a ledger that is thrown away. With ``grouped`` it is told
    which statements belong to which claim and on which side, and does the rest: what is then still wrong is
    wrong in reading, actors, copies or origins.
    """
    verdicts: list[Verdict] = []
    for number in range(worlds):
        world = make_world(seed + number, articles)
        written = write(world, seed + number)
        judge = judge_grouped if grouped else judge_linked
        verdicts += judge(world, written, seed + number, factory)
    source = "text, claims given" if grouped else "text"
    return summed(source, worlds, seed, articles, verdicts)


def judge_grouped(world: World, written: Written, seed: int, factory: ReaderFactory) -> list[Verdict]:
    """What is found of each side when it is known which statements tell which claim."""
    readings = factory(None).read(written.documents)
    pairs = list(zip(written.documents, readings, strict=True))
    tellers = _tellers(pairs)
    tellings = [telling for teller in tellers for telling in teller.tellings()]
    ties = [tie for teller in tellers for tie in teller.ties()]
    copies = find_copies(teller.paper() for teller in tellers)
    dates = {d.id: d.published for d in written.documents if d.published}
    outlets = {d.id: d.outlet for d in written.documents if d.outlet}
    accounts = _accounts(written)
    verdicts = []
    told: defaultdict[int, dict[str, Stance]] = defaultdict(dict)
    for telling in tellings:
        for account in accounts.get(telling.document, ()):
            if _is(telling.content, account):
                told[account.claim][telling.id] = "denies" if account.stance == "denies" else "supports"
    for expected in world.expected:
        stances = told[expected.claim]
        mine = [telling for telling in tellings if telling.id in stances]
        sides = trace(mine, stances, copies, ties, dates=dates, outlets=outlets)
        side = sides[0 if expected.stance == "supports" else 1]
        verdicts.append(_verdict(world, seed, expected, side))
    return verdicts


def judge_linked(world: World, written: Written, seed: int, factory: ReaderFactory) -> list[Verdict]:
    """What is found of each side by reading and linking the articles."""
    with tempfile.TemporaryDirectory() as folder, Ledger.open(str(Path(folder) / "world.db")) as ledger:
        for _ in read_documents(written.documents, ledger=ledger, factory=factory):
            pass
        link(ledger)
        link_claims(ledger)
        places = {
            (document.id, at): statement.content
            for document, reading in ledger.readings()
            for at, statement in enumerate(reading.statements)
        }
        claims = list(ledger.claims())
    accounts = _accounts(written)
    hits: defaultdict[tuple[int, str], Counter[tuple[int, int]]] = defaultdict(Counter)
    for number, claim in enumerate(claims):
        for part in claim.parts:
            if part.stance == "queries":
                continue
            for account in accounts.get(part.document, ()):
                if _is(places[part.document, part.position], account):
                    hits[account.claim, account.stance][number, int(part.stance == "denies")] += 1
    verdicts = []
    for expected in world.expected:
        found = hits[expected.claim, expected.stance]
        # Of the claims that the side was gathered in, the one that holds most of it.
        best = min(found, key=lambda place: (-found[place], place), default=None)
        side = Side()
        if best is not None:
            side = (claims[best[0]].supported, claims[best[0]].denied)[best[1]]
        verdicts.append(_verdict(world, seed, expected, side))
    return verdicts


def _accounts(written: Written) -> dict[str, list[Told]]:
    found: defaultdict[str, list[Told]] = defaultdict(list)
    for told in written.told:
        found[written.documents[told.article].id].append(told)
    return found


def _is(content: Spans, told: Told) -> bool:
    start, end = told.clause
    held = sum(max(0, min(end, b) - max(start, a)) for a, b in content)
    return held > _HELD * (end - start)


def _tellers(pairs: Sequence[tuple[Document, Reading]]) -> list[Teller]:
    actors = link_actors(sighting for document, reading in pairs for sighting in sightings(document, reading))
    known: defaultdict[str, dict[int, tuple[str, str]]] = defaultdict(dict)
    called: dict[str, str] = {}
    for actor in actors:
        for member in actor.members:
            known[member.document][member.entity] = (actor.id, actor.name)
        for name in actor.names:
            called.setdefault(_plain(name), actor.id)
    return [
        Teller(document, reading, known[document.id], called.get(_plain(document.outlet or "")))
        for document, reading in pairs
    ]


def _verdict(world: World, seed: int, expected: Expected, side: Side) -> Verdict:
    return verdict(seed, expected, side, _hinges(world.beings, expected, side.hinges_on))


def _hinges(beings: Mapping[str, Being], expected: Expected, parties: Iterable[Party]) -> bool:
    """Whether parties are called like the roots, one like each."""
    left = [set(_names(beings, root)) or {"nobody named"} for root in expected.roots]
    for party in parties:
        name = _plain(party.name)
        match = next((root for root in left if any(n in name or name in n for n in root)), None)
        if match is None:
            return False
        left.remove(match)
    return not left


def _names(beings: Mapping[str, Being], ids: Iterable[str]) -> Iterator[str]:
    for id in sorted(ids):
        being = beings[id]
        for name in being.words or (being.name,):
            yield _plain(name)


def _plain(name: str) -> str:
    words = name.casefold().split()
    return " ".join(words[1:] if words[:1] in (["the"], ["a"], ["an"]) else words)
