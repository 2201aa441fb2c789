"""Work that is struck in the middle: reading, linking, judging, by kill -9 or by a database that restarts.

A :class:`Nursery` is a process that has loaded everything and is forked for each work, so that the blow falls
on the work and not on the imports before it.
"""

from __future__ import annotations

import os
import random
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, NamedTuple

import equipment
import lorries
import people
from sqlalchemy import select

from hearsay.errors import LedgerError
from hearsay.ledger import Ledger
from hearsay.ledger.schema import metadata
from hearsay.pipeline.claims import link_claims
from hearsay.pipeline.link import link
from hearsay.pipeline.work import read_documents
from hearsay.records import Anchor, Judgement

WORKS = ("reading", "linking", "judging")
DOCUMENTS = 40
JUDGEMENTS = 60
# What linking remembers for itself alone may depend on what it was interrupted in.
COMPARED = {
    "reading": ("documents", "readings", "statements", "spans", "rejections"),
    "linking": ("actors", "actor_names", "members", "claims", "parts", "parties", "copies", "ties"),
    "judging": ("judgements",),
}
Rows = dict[str, list[Any]]


class Struck(NamedTuple):
    """What came of a work that was struck: what it had said was done, whether it came to its end all the
    same, and its last words."""

    told: tuple[str, ...]
    ended: bool
    words: str


class Nursery:
    """A warm process from which works are forked, one at a time."""

    def __init__(self) -> None:
        self._process = subprocess.Popen(
            [sys.executable, __file__], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
        )
        self._folder = tempfile.TemporaryDirectory()
        assert self._hear() == "warm"

    def start(self, work: str, place: str) -> None:
        """Start a work; returns when it has its ledger open and begins."""
        self._output = Path(self._folder.name) / "output"
        self._output.write_bytes(b"")
        self._pid = int(self._ask(f"{work} {place} {self._output}"))
        deadline = time.monotonic() + 60
        while not self._output.read_text().startswith("ready\n"):
            assert time.monotonic() < deadline, self._output.read_text()
            time.sleep(0.001)

    def kill(self) -> None:
        """Kill -9."""
        os.kill(self._pid, signal.SIGKILL)

    def wait(self) -> Struck:
        """What came of it."""
        ended = self._ask("wait") == "0"
        lines = self._output.read_text(errors="replace").splitlines(keepends=True)[1:]
        done = [line for line in lines if line.startswith("done ")]
        others = "".join(line for line in lines if not line.startswith("done "))
        # A line without its end was not said.
        told = (line.removeprefix("done ").strip() for line in done if line.endswith("\n"))
        return Struck(tuple(told), ended, others.strip())

    def close(self) -> None:
        """End the process."""
        self._process.communicate()
        self._folder.cleanup()

    def _ask(self, words: str) -> str:
        assert self._process.stdin is not None
        self._process.stdin.write(f"{words}\n")
        self._process.stdin.flush()
        return self._hear()

    def _hear(self) -> str:
        assert self._process.stdout is not None
        return self._process.stdout.readline().strip()


def prepare(work: str, place: str) -> None:
    """Make a ledger that the work has something to do with."""
    with Ledger.open(place) as ledger:
        if work == "linking":
            people.store(ledger, lorries.ALL[:2])
            link(ledger)
            link_claims(ledger, embedding=lorries.WordVectors)
            people.store(ledger, lorries.ALL[2:])


def do(work: str, ledger: Ledger) -> Iterator[str]:
    """Do the work; says what is done, as soon as it is."""
    if work == "reading":
        documents = (equipment.document(number) for number in range(DOCUMENTS))
        for outcome in read_documents(documents, ledger=ledger, factory=equipment.make_reader):
            assert outcome.document is not None
            yield outcome.document.id
    elif work == "linking":
        link(ledger)
        yield f"actors {ledger.actors_state()}"
        link_claims(ledger, embedding=lorries.WordVectors)
        yield f"claims {ledger.claims_state()}"
    else:
        there = {one.id for one in ledger.judgements()}
        for number in range(JUDGEMENTS):
            pair = [_judgement(number, half) for half in "ab"]
            if pair[0].id not in there:
                ledger.judge(*pair)
            yield pair[0].id


def undisturbed(nursery: Nursery, work: str, place: str) -> tuple[Rows, float]:
    """What the work makes when nobody strikes, and how many seconds it takes."""
    prepare(work, place)
    nursery.start(work, place)
    started = time.monotonic()
    struck = nursery.wait()
    seconds = time.monotonic() - started
    assert struck.ended, struck.words
    return rows(work, place), seconds


def strike(nursery: Nursery, work: str, place: str, blow: Callable[[], None] | None, after: float) -> Struck:
    """Strike a work so many seconds after it has begun; without a blow it is killed."""
    prepare(work, place)
    nursery.start(work, place)
    time.sleep(after)
    if blow is None:
        nursery.kill()
    else:
        blow()
    return nursery.wait()


def problems(work: str, place: str, struck: Struck, straight: Rows) -> Iterator[str]:
    """What is wrong with a ledger after the blow, and after the work was done again."""
    if struck.words and not struck.words.startswith("told: "):
        yield f"it died of something foreign: {struck.words[-2000:]}"
    with Ledger.open(place, create=False) as ledger:
        yield from ledger.check()
        there = _done(work, ledger)
        if lost := [one for one in struck.told if one not in there]:
            yield f"acknowledged and lost: {', '.join(lost)}"
        if half := _half(work, ledger):
            yield f"half written: {', '.join(half)}"
        for _ in do(work, ledger):
            pass
        yield from ledger.check()
    for table, after in rows(work, place).items():
        if after != straight[table]:
            yield f"{table} is not what it would have been without the blow"


def rows(work: str, place: str) -> Rows:
    """The rows that the work makes."""
    with Ledger.open(place, create=False) as ledger, ledger._connection() as connection:
        return {
            name: sorted(map(tuple, connection.execute(select(metadata.tables[name]))), key=repr)
            for name in COMPARED[work]
        }


def moment(chance: random.Random, seconds: float) -> float:
    """When to strike a work that takes so long."""
    return chance.uniform(0, seconds)


def _done(work: str, ledger: Ledger) -> set[str]:
    if work == "reading":
        return {row.id for row in ledger.documents()}
    if work == "linking":
        return {f"actors {ledger.actors_state()}", f"claims {ledger.claims_state()}"}
    return {one.id for one in ledger.judgements()}


def _half(work: str, ledger: Ledger) -> list[str]:
    """What is there without what belongs to it."""
    if work == "reading":
        found = list(ledger.documents())
        return [row.id for row in found if row.statements != len(ledger.reading(row.id).statements)]
    if work == "judging":
        given = {one.id for one in ledger.judgements()}
        return sorted(id for id in given if {f"{id[:-1]}a", f"{id[:-1]}b"} - given)
    return []


def _judgement(number: int, half: str) -> Judgement:
    place = Anchor(document="d", span=(number, number + 3), words="abc")
    return Judgement(
        id=f"j{number}{half}",
        at=f"2031-05-09T10:{number:02}",
        author="Ed",
        about="same-actor",
        verdict="yes",
        left=place,
        right=place,
    )


def _work(work: str, place: str, output: str) -> int:
    """Do the work and write down what is done; returns the exit status."""
    with open(output, "a", buffering=1, encoding="utf-8") as file:
        try:
            with Ledger.open(place, create=False) as ledger:
                file.write("ready\n")
                for done in do(work, ledger):
                    file.write(f"done {done}\n")
        except LedgerError as error:
            file.write(f"told: {error}\n")
            return 1
        except BaseException as error:
            file.write(f"{type(error).__name__}: {error}\n")
            return 2
    return 0


def _nurse() -> None:
    """Warm up, then fork a work for each line and wait for it when asked to."""
    with tempfile.TemporaryDirectory() as folder:
        for work in WORKS:
            place = f"{folder}/{work}.db"
            prepare(work, place)
            with Ledger.open(place) as ledger:
                assert list(do(work, ledger))
    print("warm", flush=True)
    pid = 0
    for line in sys.stdin:
        if line == "wait\n":
            _, status = os.waitpid(pid, 0)
            print(os.waitstatus_to_exitcode(status), flush=True)
        else:
            pid = os.fork()
            if not pid:
                os._exit(_work(*line.split()))
            print(pid, flush=True)


if __name__ == "__main__":
    _nurse()
