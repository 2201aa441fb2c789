"""Copies: draw some that were found, to be read; measure how the time of finding them grows.

    python bench/copies.py draw FOLDER            # 100 copies, or all there are
    python bench/copies.py draw FOLDER --seed 7 --count 50 --kind update
    python bench/copies.py time                   # 1,000, 5,000 and 20,000 invented documents
    python bench/copies.py time 2000 --folder FOLDER --json

`draw` prints each copy with both headlines, the reasons, and its passages one above the other: enough to say
whether the later document took them over, and whether the kind is right. The share of those is the precision.

`time` finds the copies among documents and then those of one more document. The invented ones have a
vocabulary as words have it, set phrases, and one in five is a reprint of an earlier one; one story in a
thousand is printed again by fifty outlets. With --folder, so many articles are drawn from a folder instead.
"""

from __future__ import annotations

import argparse
import json
import math
import random
import resource
from datetime import date, timedelta
from pathlib import Path
from time import process_time
from typing import Any

from hearsay.linking.copies import Entry, Shelf, copies_into, find_copies, signature
from hearsay.linking.tellings import Paper
from hearsay.pipeline.bench_copies import papers

VOCABULARY = 20_000
PARAGRAPH = 45
REPRINTED = 0.2
ROUND = 50
PHRASES = 200
FLAT = 50


def draw(given: argparse.Namespace) -> None:
    """Print copies drawn by a seed."""
    by_id = {paper.id: paper for paper in papers(given.folder)}
    found = [copy for copy in find_copies(by_id.values()) if given.kind in (None, copy.kind)]
    chosen = random.Random(given.seed).sample(found, min(given.count, len(found)))
    print(f"{len(found)} copies among {len(by_id)} documents, {len(chosen)} drawn.\n")
    for number, copy in enumerate(chosen, start=1):
        earlier, later = by_id[copy.earlier], by_id[copy.later]
        shares = f"{copy.share_earlier:.2f} of the earlier, {copy.share_later:.2f} of the later"
        print(f"{number}. {copy.kind}{', credited' if copy.credited else ''}: {shares}")
        for side, paper in (("earlier", earlier), ("later  ", later)):
            print(
                f"   {side}  {paper.id}  {paper.outlet or ''}  {paper.published or ''}  {paper.title or ''}"
            )
        print(f"   {'; '.join(f'{r.what}: {r.left} | {r.right} ({r.score:.2f})' for r in copy.why)}")
        for passage in copy.passages:
            print(f"   < {' '.join(earlier.text[slice(*passage.earlier)].split())}")
            print(f"   > {' '.join(later.text[slice(*passage.later)].split())}")
        print()


def invent(count: int) -> list[Paper]:
    """So many invented papers."""
    chance = random.Random(count)
    letters = "bcdfghklmnprstvz"
    words = [
        "".join(chance.choice(letters) + chance.choice("aeiou") for _ in range(chance.randint(1, 4)))
        for _ in range(VOCABULARY)
    ]
    phrases = [[zipf(chance, words) for _ in range(8)] for _ in range(PHRASES)]
    made: list[Paper] = []
    while len(made) < count:
        if made and chance.random() < REPRINTED:
            text = again(chance, made[int(len(made) * chance.random())].text, words)
        else:
            text = "\n\n".join(paragraph(chance, words, phrases) for _ in range(chance.randint(3, 10)))
        rounds = ROUND if chance.random() < 0.001 else 1
        for _ in range(min(rounds, count - len(made))):
            day = (date(2031, 1, 1) + timedelta(days=len(made) // 60)).isoformat()
            made.append(
                Paper(id=f"{len(made):07d}", text=text, outlet=f"Outlet {len(made) % 97}", published=day)
            )
            text = again(chance, text, words) if rounds > 1 else text
    return made


def paragraph(chance: random.Random, words: list[str], phrases: list[list[str]]) -> str:
    """Words by Zipf's law, and in one paragraph of three a set phrase."""
    found = [zipf(chance, words) for _ in range(PARAGRAPH)]
    if chance.random() < 0.3:
        found[10:10] = chance.choice(phrases)
    return " ".join(found).capitalize() + "."


def again(chance: random.Random, text: str, words: list[str]) -> str:
    """A text with every twentieth word changed and a third of its paragraphs left out."""
    kept = [p for p in text.split("\n\n") if chance.random() < 0.67] or [text]
    return "\n\n".join(
        " ".join(chance.choice(words) if chance.random() < 0.05 else word for word in p.split(" "))
        for p in kept
    )


def zipf(chance: random.Random, words: list[str]) -> str:
    """A word drawn by the law of Zipf and Mandelbrot: the higher its rank, the more seldom."""
    return words[int(FLAT * (1 + len(words) / FLAT) ** chance.random()) - FLAT]


def measure(documents: list[Paper]) -> dict[str, Any]:
    """Find the copies among documents once, and those of the last one when all others are on the shelf."""
    start = process_time()
    entries = [Entry(paper.id, paper.published, signature(paper)) for paper in documents]
    signing = process_time() - start
    by_id = {paper.id: paper for paper in documents}
    shelf = Shelf(entries)
    found = list(copies_into(shelf, by_id.__getitem__))
    whole = process_time() - start
    start = process_time()
    last = documents[-1]
    shelf = Shelf([*entries[:-1], Entry(last.id, last.published, signature(last))])
    added = list(copies_into(shelf, by_id.__getitem__, shelf.followers([last.id])))
    one = process_time() - start
    return {
        "documents": len(documents),
        "words": sum(len(paper.text.split()) for paper in documents),
        "copies": len(found),
        "seconds": round(whole, 2),
        "seconds_signing": round(signing, 2),
        "seconds_one_more": round(one, 3),
        "copies_looked_at_again": len(added),
        "signature_mib": round(sum(len(entry.signature) for entry in entries) / 2**20, 1),
        "peak_mib": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024,
    }


def time(given: argparse.Namespace) -> None:
    """Measure each size and print a row, or all as JSON."""
    whole = papers(given.folder) if given.folder else []
    rows = []
    for count in given.documents or (1_000, 5_000, 20_000):
        row = measure(random.Random(count).sample(whole, min(count, len(whole))) if whole else invent(count))
        row["microseconds_per_n_log_n"] = round(1e6 * row["seconds"] / (count * math.log(count)), 1)
        rows.append(row)
        if not given.json:
            print("  ".join(f"{key} {value:,}" for key, value in row.items()), flush=True)
    if given.json:
        print(json.dumps(rows, indent=2))


def main() -> None:
    """Draw, or measure."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    commands = parser.add_subparsers(required=True)
    drawing = commands.add_parser("draw", help="print copies drawn at random")
    drawing.add_argument("folder", type=Path)
    drawing.add_argument("--seed", type=int, default=31)
    drawing.add_argument("--count", type=int, default=100)
    drawing.add_argument("--kind", choices=("reprint", "excerpt", "update", "release"))
    drawing.set_defaults(run=draw)
    timing = commands.add_parser("time", help="measure the time")
    timing.add_argument("documents", type=int, nargs="*", help="numbers of documents (1000 5000 20000)")
    timing.add_argument("--folder", type=Path, help="draw the documents from this folder")
    timing.add_argument("--json", action="store_true", help="print JSON")
    timing.set_defaults(run=time)
    given = parser.parse_args()
    given.run(given)


if __name__ == "__main__":
    main()
