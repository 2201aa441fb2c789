"""Kill -9 and a PostgreSQL restart in the middle of reading, linking and judging, at many random moments.

    python bench/kills.py              # 50 of each
    python bench/kills.py --times 10 --seed 3

The works are those of ``tests/kills.py``: 40 documents are read, 5 linked of which 3 are new, 60 pairs of
judgements given. Afterwards nothing that was acknowledged may be missing, nothing may be half there,
``check`` must be clean, and the work, done again, must end with the same rows as without the blow. A restart
is ``pg_ctl restart --mode immediate``: the server drops everything and recovers from its log. PostgreSQL's
programs must be installed; it starts a cluster of its own.
"""

from __future__ import annotations

import argparse
import random
import sys
import tempfile
from pathlib import Path
from typing import NamedTuple

sys.path.insert(0, str(Path(__file__).parent.parent / "tests"))

import kills
import postgres


class Row(NamedTuple):
    """One line of the table."""

    database: str
    work: str
    blow: str
    times: int
    unfinished: int
    acknowledged: int
    wrong: int

    def __str__(self) -> str:
        return (
            f"{self.database:<12}{self.work:<10}{self.blow:<9}{self.times:>5}{self.unfinished:>12}"
            f"{self.acknowledged:>14}{self.wrong:>7}"
        )


def main() -> None:
    """Strike, and print a line for each kind."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--times", type=int, default=50, help="how many blows of each kind")
    parser.add_argument("--seed", type=int, default=1)
    given = parser.parse_args()
    if reason := postgres.missing():
        raise SystemExit(reason)
    print("unfinished: the blow came before the end; acknowledged: what had been said to be done by then")
    print("database    work      blow     times  unfinished  acknowledged  wrong")
    nursery = kills.Nursery()
    wrong = 0
    with tempfile.TemporaryDirectory() as folder:
        for database, blow in (("SQLite", "kill -9"), ("PostgreSQL", "kill -9"), ("PostgreSQL", "restart")):
            for work in kills.WORKS:
                row = trials(nursery, Path(folder), database, work, blow, given.times, given.seed)
                print(row, flush=True)
                wrong += row.wrong
    nursery.close()
    raise SystemExit(1 if wrong else 0)


def trials(
    nursery: kills.Nursery, folder: Path, database: str, work: str, blow: str, times: int, seed: int
) -> Row:
    """So many blows of one kind."""
    cluster = postgres.cluster()

    def place(number: int) -> str:
        if database == "PostgreSQL":
            return cluster.fresh()
        return str(folder / f"{work}-{number}.db")

    straight, seconds = kills.undisturbed(nursery, work, place(-1))
    chance = random.Random(f"{seed} {database} {work} {blow}")
    unfinished = acknowledged = wrong = 0
    for number in range(times):
        where = place(number)
        restart = cluster.restart if blow == "restart" else None
        struck = kills.strike(nursery, work, where, restart, kills.moment(chance, seconds))
        unfinished += not struck.ended
        acknowledged += len(struck.told)
        found = list(kills.problems(work, where, struck, straight))
        wrong += bool(found)
        for problem in found:
            print(f"  {database}, {work}, {blow}, {number}: {problem}", file=sys.stderr)
        if database == "PostgreSQL":
            cluster.clean(where)
    return Row(database, work, blow, times, unfinished, acknowledged, wrong)


if __name__ == "__main__":
    main()
