"""Several processes, and processes that end in the middle."""

from __future__ import annotations

import os
import random
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from threading import Thread
from typing import Any

import invented
import pytest
from backends import Places

import hearsay
from hearsay.errors import LedgerBusy
from hearsay.ledger import Ledger

Everything = Callable[[str], dict[str, list[Any]]]


def storing(place: str, first: int, last: int, pause: float = 0.0) -> subprocess.Popen[str]:
    return process_of(invented.__file__, place, str(first), str(last), str(pause))


def process_of(*arguments: str) -> subprocess.Popen[str]:
    package = str(Path(hearsay.__path__[0]).parent)
    return subprocess.Popen(
        [sys.executable, *arguments],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        env={**os.environ, "PYTHONPATH": package},
    )


def undisturbed(place: str, documents: int) -> None:
    with Ledger.open(place) as ledger:
        ledger.store_many(invented.document(number) for number in range(documents))


def test_kill_loses_nothing_acknowledged_and_leaves_nothing_half(
    places: Callable[[], str], everything: Everything
) -> None:
    killed, straight = places(), places()
    chance = random.Random(7)
    acknowledged: set[str] = set()
    for _ in range(5):
        process = storing(killed, 0, 60, 0.001)
        assert process.stdout is not None
        told = [process.stdout.readline() for _ in range(chance.randint(0, 40))]
        process.kill()
        told += process.stdout.read().splitlines(keepends=True)
        process.communicate()
        acknowledged.update(line.strip() for line in told if line.endswith("\n"))
        with Ledger.open(killed) as ledger:
            stored = {row.id: row.statements for row in ledger.documents()}
            assert acknowledged <= stored.keys()
            assert set(stored.values()) <= {5}
            assert ledger.check() == []
    undisturbed(straight, 60)
    assert len(acknowledged) > 0
    process = storing(killed, 0, 60)
    assert process.communicate()[1] == ""
    assert everything(killed) == everything(straight)


def test_four_processes_fill_one_new_ledger(places: Places, everything: Everything) -> None:
    together, alone = places.empty(), places()
    processes = [storing(together, first, first + 30) for first in (0, 10, 20, 0)]
    for process in processes:
        assert process.communicate()[1] == ""
        assert process.returncode == 0
    undisturbed(alone, 50)
    assert everything(together) == everything(alone)


def test_eight_processes_write_into_one_ledger(places: Places, everything: Everything) -> None:
    together, alone = places(), places()
    # Every document comes from three of them, a third of them first from another.
    firsts = [(number * 10) % 60 for number in range(8)]
    processes = [storing(together, first, first + 30) for first in firsts]
    told: list[str] = []
    for process in processes:
        output, messages = process.communicate(timeout=120)
        assert (process.returncode, messages) == (0, "")
        told += output.split()
    undisturbed(alone, 80)
    assert everything(together) == everything(alone)
    with Ledger.open(together) as ledger:
        assert set(told) == {row.id for row in ledger.documents()}
        assert ledger.counts().readings == 80
        assert ledger.check() == []


def test_many_read_while_one_writes(place: str) -> None:
    writer = storing(place, 0, 60, 0.002)
    assert writer.stdout is not None
    writer.stdout.readline()
    readers = [reading(place) for _ in range(4)]
    output, messages = writer.communicate(timeout=120)
    assert (writer.returncode, messages, len(output.split())) == (0, "", 59)
    for reader in readers:
        seen, messages = reader.communicate(timeout=120)
        assert (reader.returncode, messages) == (0, "")
        counts = [tuple(map(int, line.split())) for line in seen.splitlines()]
        assert counts[-1] == (60, 300)
        assert counts == sorted(counts)
        # What is seen is whole documents, never a part of one.
        assert all(statements == 5 * documents for documents, statements in counts)


READ = """
import sys
from hearsay.ledger import Ledger
with Ledger.open(sys.argv[1], create=False, read_only=True) as ledger:
    documents = 0
    while documents < 60:
        found = [row.document for row in ledger.statements()]
        documents = len(set(found))
        print(documents, len(found), flush=True)
"""


def reading(place: str) -> subprocess.Popen[str]:
    """A process that reads all statements again and again until the last document is there."""
    return process_of("-c", READ, place)


@pytest.mark.parametrize("seconds", [0.0, 0.3])
def test_only_one_links_at_a_time(place: str, seconds: float) -> None:
    with Ledger.open(place) as ledger, Ledger.open(place) as other:
        with ledger.linking_alone():
            started = time.monotonic()
            with pytest.raises(LedgerBusy, match="linking") as caught, other.linking_alone(seconds):
                raise AssertionError("two link at once")
            assert time.monotonic() - started >= seconds
            assert caught.value.remedy
            # Whoever links already goes on, and others may read and write.
            with ledger.linking_alone(0):
                ledger.store_actors([], "state")
            other.store(*invented.document(1))
            assert other.actors_state() == "state"
        with other.linking_alone(0):
            pass
        with pytest.raises(ZeroDivisionError), ledger.linking_alone(0):
            raise ZeroDivisionError
        with other.linking_alone(0):
            pass


LINK = """
import sys, time
from hearsay.ledger import Ledger
with Ledger.open(sys.argv[1]) as ledger, ledger.linking_alone():
    print("linking", flush=True)
    time.sleep(60)
"""


def test_who_is_killed_while_linking_stands_in_nobodys_way(place: str) -> None:
    with Ledger.open(place) as ledger:
        process = process_of("-c", LINK, place)
        assert process.stdout is not None
        assert process.stdout.readline() == "linking\n"
        with pytest.raises(LedgerBusy), ledger.linking_alone(0):
            raise AssertionError("two link at once")
        process.kill()
        process.communicate()
        with ledger.linking_alone(5):
            assert ledger.check() == []


def test_threads_share_a_ledger(place: str) -> None:
    with Ledger.open(place) as ledger:
        parts = [[invented.document(number) for number in range(first, 40, 4)] for first in range(4)]
        threads = [Thread(target=ledger.store_many, args=(part,)) for part in parts]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        assert ledger.counts().documents == 40
        assert ledger.check() == []


def test_threads_open_a_new_ledger_at_once(empty_place: str) -> None:
    failures: list[BaseException] = []

    def open_it() -> None:
        try:
            Ledger.open(empty_place).close()
        except BaseException as error:
            failures.append(error)

    threads = [Thread(target=open_it) for _ in range(6)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert failures == []
    with Ledger.open(empty_place, create=False) as ledger:
        assert ledger.check() == []


@pytest.mark.parametrize("readers", [(invented.READER, invented.NEWER), (invented.NEWER, invented.READER)])
def test_the_reader_that_came_last_is_current(place: str, readers: tuple[str, str]) -> None:
    document, reading = invented.document(3)
    with Ledger.open(place) as ledger:
        for reader in readers:
            ledger.store(
                document, invented.reading(document, ["A. Name", "B", "C"], list(reading.statements), reader)
            )
        assert ledger.reading(document.id).reader == readers[-1]
