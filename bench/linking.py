"""How long linking claims takes as a ledger grows, and what one more document costs.

    hearsay read articles/ --ledger read.db
    python bench/linking.py read.db 90 900 2400

For each number of documents, drawn by a seed from a ledger that was read (its readings are copied, nothing
is read anew): actors are linked, then copies and claims from nothing, then once more with one document added.
Times are of the processor, *growth* is time per n log n of statements beside the row before, *share* what one
more document costs of the whole; the memory is this process's.
"""

from __future__ import annotations

import argparse
import math
import random
import resource
import sys
import tempfile
import time
from pathlib import Path
from typing import NamedTuple

from hearsay.ledger import Ledger
from hearsay.pipeline.claims import link_claims
from hearsay.pipeline.link import link

MIB = 1024 * 1024 if sys.platform == "darwin" else 1024


def main() -> None:
    """Measure each size and print a line for it."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("ledger", help="a ledger of articles that were read")
    parser.add_argument("documents", type=int, nargs="+", help="how many of its documents to link")
    parser.add_argument("--seed", type=int, default=5)
    given = parser.parse_args()
    print("documents statements claims  actors s  claims s  growth  one more s  share  peak MiB")
    before: tuple[int, float] | None = None
    with Ledger.open(given.ledger, create=False) as source:
        for number in sorted(given.documents):
            found = measure(source, number, given.seed)
            growth = 1.0
            if before is not None:
                most = before[1] * found.statements * math.log(found.statements)
                growth = found.claims_seconds * before[0] * math.log(before[0]) / most
            peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / MIB
            print(
                f"{number:9,} {found.statements:10,} {found.claims:6,} {found.actors_seconds:9.1f}"
                f" {found.claims_seconds:9.1f} {growth:7.2f} {found.one_more:11.2f}"
                f" {found.one_more / found.claims_seconds:6.3f} {peak:9.0f}",
                flush=True,
            )
            before = found.statements, found.claims_seconds


class Measured(NamedTuple):
    """What was linked, and the seconds for all actors, all claims, and the claims with one more document."""

    statements: int
    claims: int
    actors_seconds: float
    claims_seconds: float
    one_more: float


def measure(source: Ledger, number: int, seed: int) -> Measured:
    """Link so many documents of a ledger in one of their own, and one more."""
    ids = [id for id, _, _ in source.publications()]
    drawn = random.Random(seed).sample(ids, min(number + 1, len(ids)))
    with (
        tempfile.TemporaryDirectory(prefix="hearsay-") as folder,
        Ledger.open(str(Path(folder) / "linking.db")) as ledger,
    ):
        for id in drawn[:-1]:
            ledger.store(source.find(id), source.reading(id))
        started = time.process_time()
        link(ledger)
        actors = time.process_time() - started
        started = time.process_time()
        linked = link_claims(ledger)
        whole = time.process_time() - started
        ledger.store(source.find(drawn[-1]), source.reading(drawn[-1]))
        link(ledger)
        started = time.process_time()
        link_claims(ledger)
        return Measured(linked.statements, linked.claims, actors, whole, time.process_time() - started)


if __name__ == "__main__":
    main()
