"""How long linking claims takes as a ledger grows, and what one more document costs.

    python bench/linking.py 100 1000 10000

For each number of invented documents (ten statements each): actors are linked, then copies and claims from
nothing, then once more with one document added. Times are of the processor; the memory is this process's.
"""

from __future__ import annotations

import argparse
import math
import resource
import sys
import tempfile
import time
from itertools import islice
from pathlib import Path

from invented import SAID, stories

from hearsay.ledger import Ledger
from hearsay.pipeline.claims import link_claims
from hearsay.pipeline.link import link

MIB = 1024 * 1024 if sys.platform == "darwin" else 1024


def main() -> None:
    """Measure each size and print a line for it."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("documents", type=int, nargs="+")
    parser.add_argument("--seed", type=int, default=5)
    given = parser.parse_args()
    print("documents statements claims  actors s  claims s  growth  one more s  share  peak MiB")
    before: tuple[int, float] | None = None
    for number in sorted(given.documents):
        claims, actors, whole, one = measure(number, given.seed)
        growth = 1.0
        if before is not None:
            most = before[1] * number * math.log(number) / (before[0] * math.log(before[0]))
            growth = whole / most
        peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / MIB
        print(
            f"{number:9,} {number * SAID:10,} {claims:6,} {actors:9.1f} {whole:9.1f} {growth:7.2f}"
            f" {one:11.2f} {one / whole:6.3f} {peak:9.0f}",
            flush=True,
        )
        before = number, whole


def measure(number: int, seed: int) -> tuple[int, float, float, float]:
    """Claims found; the seconds for all actors, all claims, and the claims with one more document."""
    with (
        tempfile.TemporaryDirectory(prefix="hearsay-") as folder,
        Ledger.open(str(Path(folder) / "linking.db")) as ledger,
    ):
        made = stories(number + 1, seed)
        ledger.store_many(islice(made, number))
        started = time.process_time()
        link(ledger)
        actors = time.process_time() - started
        started = time.process_time()
        linked = link_claims(ledger)
        whole = time.process_time() - started
        ledger.store_many(made)
        link(ledger)
        started = time.process_time()
        link_claims(ledger)
        return linked.claims, actors, whole, time.process_time() - started


if __name__ == "__main__":
    main()
