"""From readings to actors, whenever what they are made of has changed."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Iterator
from os import PathLike

import msgspec

from hearsay.ledger import Ledger
from hearsay.linking.actors import link_actors
from hearsay.linking.sightings import Sighting
from hearsay.pipeline.sightings import sightings
from hearsay.pipeline.standing import Standing, standing
from hearsay.records import Record, Rejection
from hearsay.sources import known_actors

VERSION = "4"
"""Of everything between a Reading and an Actor: it changes whenever the same readings would be linked
differently, and then all ledgers link again."""

Progress = Callable[[str], None]
"""Told now and then, in a few words, how far it is."""


def link(ledger: Ledger, progress: Progress | None = None) -> bool:
    """Make the actors of the ledger anew if they are stale; returns whether they were.

    Actors are made of the current readings, under the judgements that stand, and named by the known actors.
    They are stale when any of these changed, or this hearsay links differently. One process links at a time.

    Raises:
        LedgerBusy: another process is still linking.
    """
    if ledger.actors_state() == _fingerprint(ledger, standing(ledger)):
        return False
    with ledger.linking_alone():
        # Whoever linked meanwhile may have done it all.
        judged = standing(ledger)
        state = _fingerprint(ledger, judged)
        if ledger.actors_state() == state:
            return False
        tell = progress or (lambda _: None)
        actors = link_actors(
            _all_sightings(ledger, tell),
            constraints=judged.constraints(),
            known=ledger.known_actors(),
            renamed=judged.names(),
        )
        tell(f"Storing {len(actors):,} actors")
        ledger.store_actors(actors, state)
    return True


class Learnt(Record):
    """What came of a list of known actors: how many it names, and the lines that cannot be used."""

    actors: int
    rejections: tuple[Rejection, ...]


def learn(ledger: Ledger, path: str | PathLike[str]) -> Learnt:
    """Keep the known actors that a file names, a table or FollowTheMoney entities as JSON lines.

    They replace those that the same file named before. What cannot be used is kept as Rejections.

    Raises:
        UsageError: the file is missing, unreadable, or neither of the two.
    """
    found = known_actors(path)
    ledger.know(found.actors, file=found.path)
    for rejection in found.rejections:
        ledger.reject(rejection)
    return Learnt(actors=len(found.actors), rejections=found.rejections)


def _all_sightings(ledger: Ledger, tell: Progress) -> Iterator[Sighting]:
    for number, (document, reading) in enumerate(ledger.readings(), start=1):
        if number % 100 == 0:
            tell(f"Linking actors: {number:,} documents")
        yield from sightings(document, reading)


def _fingerprint(ledger: Ledger, judged: Standing) -> str:
    """A hash over everything that the actors are made from."""
    parts: Iterable[Iterable[object]] = (
        [VERSION],
        ledger.current_readers(),
        ledger.known_actors(),
        [one.judgement.id for one in judged.placed if one.judgement.about in ("same-actor", "actor-name")],
    )
    found = hashlib.sha256()
    for part in parts:
        for one in part:
            found.update(msgspec.json.encode(one) + b"\n")
        found.update(b"\n")
    return found.hexdigest()
