"""Measure how the time of linking actors grows with the number of documents.

    python bench/actors.py                          # 500, 5,000 and 50,000 documents
    python bench/actors.py 500 5000 --json

The sightings are invented: people, organizations and places with a Zipf distribution of how often they are
named, people in circles who are named together, spelling variants, surnames alone. The number of names grows
with the documents, as in a real corpus. The last column is time per n log n beside that of the first row: it
may not grow beyond what noise explains. Precision and recall are over pairs of sightings, by who was meant.
"""

from __future__ import annotations

import argparse
import json
import math
import random
import resource
from collections import Counter
from collections.abc import Sequence
from time import process_time
from typing import Any, NamedTuple

from hearsay.linking import blocking
from hearsay.linking.actors import Sighting, link_actors
from hearsay.records import Actor, EntityType

NAMED = 12  # named entities of a document
CIRCLE = 40  # actors that are named together
START = "b br ch d dr f g gr h j k kl l m n p r s sh st t tr v vl w y z".split()
MIDDLE = "a e i o u ai ei ou".split()
END = "ck l ld m n nd nt r rd rn s sk sh t v va ko ian ov ez".split()
ROLES = "mayor minister spokesman director analyst lawyer general coach priest editor surgeon senator".split()
BODIES = "Institute Union Council Agency Bank Party Movement Front Federation Authority Company".split()
OTHER_LETTERS = (("ei", "ey"), ("ck", "k"), ("ou", "u"), ("ch", "tch"), ("ai", "ay"), ("ov", "off"))


class Bearer(NamedTuple):
    """An invented actor: who it is, all its spellings and its role."""

    number: int
    type: EntityType
    names: tuple[str, ...]
    role: str


def word(dice: random.Random, syllables: int) -> str:
    """An invented word that can be said."""
    parts = [dice.choice(START) + dice.choice(MIDDLE) + dice.choice(END) for _ in range(syllables)]
    return "".join(parts).capitalize()


def spellings(dice: random.Random, name: str) -> tuple[str, ...]:
    """The name, and for one in four the same in other letters."""
    other = name
    for letters, others in OTHER_LETTERS:
        if letters in name:
            other = name.replace(letters, others)
            break
    return (name, other) if other != name and dice.random() < 0.25 else (name,)


def bearers(dice: random.Random, count: int) -> list[Bearer]:
    """Invented actors; given names and surnames are drawn by Zipf's law, so that people share them."""
    given = [word(dice, 1) + dice.choice(("a", "o", "e", "")) for _ in range(400)]
    surnames = [word(dice, 2) for _ in range(max(200, count // 3))]
    found: list[Bearer] = []
    taken: set[str] = set()
    while len(found) < count:
        kind = dice.random()
        if kind < 0.55:
            name = f"{given[zipf(dice, len(given))]} {surnames[zipf(dice, len(surnames))]}"
            type: EntityType = "person"
        elif kind < 0.8:
            name, type = f"{word(dice, 2)} {dice.choice(BODIES)}", "organization"
        else:
            name, type = word(dice, 3), "place"
        if name not in taken:
            taken.add(name)
            names = spellings(dice, name) if type == "person" else (name,)
            found.append(Bearer(len(found), type, names, dice.choice(ROLES)))
    return found


def zipf(dice: random.Random, count: int) -> int:
    """A rank below ``count``, drawn with a probability about in inverse proportion to it."""
    return min(count - 1, int(count ** dice.random()) - 1)


def invent(documents: int) -> tuple[list[Sighting], dict[tuple[str, int], int]]:
    """Sightings of so many documents, and who each of them is."""
    dice = random.Random(documents)
    everybody = bearers(dice, max(100, int(6 * documents**0.8)))
    vocabulary = [word(dice, 2).lower() for _ in range(2000)]
    sightings, truth = [], {}
    for number in range(documents):
        document = f"{number:06d}"
        circle = zipf(dice, len(everybody)) // CIRCLE * CIRCLE
        near = everybody[circle : circle + CIRCLE]
        cast: dict[int, Bearer] = {}
        for _ in range(3 * NAMED):
            one = dice.choice(near) if dice.random() < 0.7 else everybody[zipf(dice, len(everybody))]
            cast.setdefault(one.number, one)
            if len(cast) == NAMED:
                break
        used = [(one, called(dice, one)) for one in cast.values()]
        shown = [names[0] for _, names in used]
        for entity, (one, names) in enumerate(used):
            sighting = Sighting(
                document=document,
                entity=entity,
                type=one.type,
                name=names[0],
                names=names,
                roles=(one.role,) if one.type == "person" and dice.random() < 0.5 else (),
                company=(*shown[:entity], *shown[entity + 1 :]),
                context=tuple(vocabulary[(circle + zipf(dice, 1000)) % 2000] for _ in range(8)),
                mentions=1,
            )
            sightings.append(sighting)
            truth[sighting.key] = one.number
    return sightings, truth


def called(dice: random.Random, one: Bearer) -> tuple[str, ...]:
    """The names of one actor in one document, the fullest first."""
    name = dice.choice(one.names)
    if one.type != "person":
        return (name,)
    surname = name.split()[-1]
    chance = dice.random()
    return (surname,) if chance < 0.15 else (name, surname) if chance < 0.6 else (name,)


def pairs(counts: Counter[Any]) -> int:
    """The number of pairs within groups of these sizes."""
    return sum(count * (count - 1) // 2 for count in counts.values())


def scores(actors: Sequence[Actor], truth: dict[tuple[str, int], int]) -> tuple[float, float]:
    """Precision and recall over all pairs of sightings in one actor."""
    of = {(member.document, member.entity): actor.id for actor in actors for member in actor.members}
    both = pairs(Counter((of[key], truth[key]) for key in truth))
    return both / max(1, pairs(Counter(of.values()))), both / max(1, pairs(Counter(truth.values())))


def measure(documents: int) -> dict[str, Any]:
    """Link the actors of so many invented documents once."""
    sightings, truth = invent(documents)
    compared = 0
    compare = blocking.compare

    def counted(left: Any, right: Any) -> Any:
        nonlocal compared
        compared += 1
        return compare(left, right)

    blocking.compare = counted
    start = process_time()
    actors = link_actors(sightings)
    seconds = process_time() - start
    blocking.compare = compare
    precision, recall = scores(actors, truth)
    return {
        "documents": documents,
        "sightings": len(sightings),
        "actors": len(actors),
        "pairs_compared": compared,
        "processor_seconds": round(seconds, 2),
        "microseconds_per_n_log_n": round(1e6 * seconds / (documents * math.log(documents)), 2),
        "precision": round(precision, 4),
        "recall": round(recall, 4),
        "peak_mib": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024,
    }


def main() -> None:
    """Measure each size and print a row, or all as JSON."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("documents", type=int, nargs="*", help="numbers of documents (500 5000 50000)")
    parser.add_argument("--json", action="store_true", help="print JSON")
    given = parser.parse_args()
    rows: list[dict[str, Any]] = []
    link_actors(invent(20)[0])  # loads what is loaded once
    for documents in given.documents or (500, 5_000, 50_000):
        row = measure(documents)
        rows.append(row)
        growth = row["microseconds_per_n_log_n"] / rows[0]["microseconds_per_n_log_n"]
        row["growth_over_n_log_n"] = round(growth, 2)
        if not given.json:
            print("  ".join(f"{key} {value:,}" for key, value in row.items()), flush=True)
    if given.json:
        print(json.dumps(rows, indent=2))


if __name__ == "__main__":
    main()
