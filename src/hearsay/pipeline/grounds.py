"""What claims may rest on, as a ledger holds it: copies, and who depends on whom."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache

import msgspec
from msgspec.structs import replace

from hearsay.ledger import Ledger
from hearsay.linking.tellings import Ruling, Telling, Tie
from hearsay.pipeline.standing import Standing, standing
from hearsay.pipeline.tellings import unnamed_id
from hearsay.pipeline.tracing import Grounds, rested
from hearsay.records import Claim, Copy, statement_id

TEXTS = 200
"""Texts that are held in memory at once, for the words of evidence."""


def ties_of(ledger: Ledger, judged: Standing) -> dict[str, tuple[Tie, ...]]:
    """Who depends on whom, by who depends: as documents say, and as users add or take away."""
    found: defaultdict[tuple[str, str, str], list[Tie]] = defaultdict(list)
    decoder = msgspec.json.Decoder(Tie)
    for _, body in ledger.ties():
        tie = decoder.decode(body)
        found[tie.upper, tie.lower, tie.kind].append(tie)
    judgements = _affiliations(ledger, judged)
    no = {(left, right) for left, right, holds in judgements if not holds}
    ties: defaultdict[str, list[Tie]] = defaultdict(list)
    for (upper, lower, _), same in sorted(found.items()):
        if (upper, lower) not in no:
            evidence = tuple(anchor for tie in same for anchor in tie.evidence)
            ties[upper].append(replace(same[0], evidence=evidence))
    for tie in _by_user(ledger, judgements):
        ties[tie.upper].append(tie)
    return {upper: tuple(some) for upper, some in ties.items()}


def grounds_of(ledger: Ledger, ties: Mapping[str, Sequence[Tie]], judged: Standing) -> Grounds:
    """All that the claims of a ledger may rest on."""
    copies: defaultdict[str, list[Copy]] = defaultdict(list)
    for copy in ledger.copies():
        copies[copy.later].append(copy)
    publications = ledger.publications()
    dates = {id: day for id, _, day in publications if day}
    outlets = {id: outlet for id, outlet, _ in publications if outlet}
    text_of = lru_cache(maxsize=TEXTS)(lambda id: ledger.find(id).text)
    return Grounds(
        copies=copies,
        ties=ties,
        text_of=text_of,
        dates=dates,
        outlets=outlets,
        rulings=tuple(_rulings(ledger, judged)),
    )


def looked(ledger: Ledger, claim: Claim, tellings: Sequence[Telling], until: str) -> Claim:
    """A claim as it looked before a day: without what was published, and what was revealed, since."""
    judged = standing(ledger)
    grounds = grounds_of(ledger, ties_of(ledger, judged), judged)
    return rested(claim, tellings, grounds, until=until)


def _by_user(ledger: Ledger, judgements: Sequence[tuple[str, str, bool]]) -> Iterator[Tie]:
    """The ties that users add, by a list of known actors or by judgement."""
    known = {actor.id: actor for actor in ledger.known_actors()}
    for actor in known.values():
        if actor.parent and actor.parent in known:
            yield _tie(actor.id, actor.parent, known[actor.parent].name)
    for left, right, holds in judgements:
        if holds:
            yield _tie(left, right, ledger.actor(right).name)


def _rulings(ledger: Ledger, judged: Standing) -> Iterator[Ruling]:
    """What people judged that statements rest on, or do not."""
    given = judged.origins()
    documents = {key[0] for key, *_ in given} | {
        lower[0] for _, lower, *_ in given if isinstance(lower, tuple)
    }
    read = {document.id: (document, reading) for document, reading in ledger.readings_of(documents)}
    for (document, position), lower, evidence, holds in given:
        statement = statement_id(document, read[document][1].statements[position])
        if isinstance(lower, str):
            name = next((one.outlet for one in ledger.texts([lower]) if one.outlet), lower)
            yield Ruling(
                statement=statement, kind="document", id=lower, name=name, evidence=evidence, holds=holds
            )
        else:
            actor = ledger.actor_of(*lower)
            id = actor.id if actor else unnamed_id(*lower)
            name = actor.name if actor else read[lower[0]][1].entities[lower[1]].name
            yield Ruling(statement=statement, kind="actor", id=id, name=name, evidence=evidence, holds=holds)


def _affiliations(ledger: Ledger, judged: Standing) -> list[tuple[str, str, bool]]:
    """What users judged of who belongs to whom, by the ids of the actors; wherever two actors were pointed
    at, the later judgement holds."""
    found: dict[tuple[str, str], bool] = {}
    for left, right, holds in judged.affiliations():
        upper, lower = ledger.actor_of(*left), ledger.actor_of(*right)
        if upper is not None and lower is not None and upper.id != lower.id:
            found.pop((upper.id, lower.id), None)
            found[upper.id, lower.id] = holds
    return [(upper, lower, holds) for (upper, lower), holds in found.items()]


def _tie(upper: str, lower: str, name: str) -> Tie:
    return Tie(upper=upper, lower=lower, lower_name=name, kind="belongs-to", by_user=True)
