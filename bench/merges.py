"""Draw merges of actors at random, to be read: two entities of different documents that were made one actor.

    python bench/merges.py LEDGER             # 200 merges
    python bench/merges.py LEDGER --seed 7 --count 100

Actors are drawn by how many merges they hold (their members less one), members evenly. Each merge is printed
with both names, types and roles, the words around the first mention of each, and the reasons: enough to say
whether the two are one. What share is right is the precision of linking.
"""

from __future__ import annotations

import argparse
import random
from collections.abc import Iterator

from hearsay.ledger import Ledger
from hearsay.records import Actor, Document, Member, Reading

AROUND = 90
"""Characters on either side of a mention that are shown."""


def merges(ledger: Ledger, seed: int, count: int) -> Iterator[tuple[Actor, Member, Member]]:
    """So many different merges, or all there are."""
    actors = sorted((a for a in ledger.actors() if len(a.members) > 1), key=lambda actor: actor.id)
    weights = [len(actor.members) - 1 for actor in actors]
    chance = random.Random(seed)
    seen: set[tuple[Member, ...]] = set()
    while actors and len(seen) < min(count, sum(weights)):
        (actor,) = chance.choices(actors, weights)
        pair = tuple(sorted(chance.sample(actor.members, 2), key=lambda m: (m.document, m.entity)))
        if pair not in seen:
            seen.add(pair)
            yield actor, pair[0], pair[1]


def shown(member: Member, document: Document, reading: Reading) -> str:
    """An entity with what is said of it, and the words around its first mention."""
    entity = reading.entities[member.entity]
    start, end = next(m.span for m in reading.mentions if m.entity == member.entity)
    words = " ".join(document.text[max(0, start - AROUND) : end + AROUND].split())
    roles = f" ({'; '.join(entity.roles)})" if entity.roles else ""
    return (
        f"{entity.type} {', '.join(entity.names) or entity.name}{roles}, {document.published or ''}: {words}"
    )


def main() -> None:
    """Print the merges."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("ledger", help="a ledger whose actors are linked (`hearsay actors` does)")
    parser.add_argument("--seed", type=int, default=31)
    parser.add_argument("--count", type=int, default=200)
    given = parser.parse_args()
    with Ledger.open(given.ledger, create=False, read_only=True) as ledger:
        read = {document.id: (document, reading) for document, reading in ledger.readings()}
        for number, (actor, one, other) in enumerate(merges(ledger, given.seed, given.count), start=1):
            print(f"{number}. {actor.name}")
            for member in (one, other):
                print(f"   {shown(member, *read[member.document])}")
                print(f"      {'; '.join(f'{r.what} {r.score:.2f}' for r in member.why)}")


if __name__ == "__main__":
    main()
