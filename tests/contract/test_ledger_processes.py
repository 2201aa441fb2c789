"""Several processes, and processes that end in the middle."""

from __future__ import annotations

import os
import random
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from threading import Thread
from typing import Any

import invented
import pytest

import hearsay
from hearsay.ledger import Ledger

Everything = Callable[[str], dict[str, list[Any]]]


def storing(place: str, first: int, last: int, pause: float = 0.0) -> subprocess.Popen[str]:
    command = [sys.executable, invented.__file__, place, str(first), str(last), str(pause)]
    package = str(Path(hearsay.__path__[0]).parent)
    return subprocess.Popen(
        command,
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


def test_four_processes_fill_one_new_ledger(places: Callable[[], str], everything: Everything) -> None:
    together, alone = places(), places()
    processes = [storing(together, first, first + 30) for first in (0, 10, 20, 0)]
    for process in processes:
        assert process.communicate()[1] == ""
        assert process.returncode == 0
    undisturbed(alone, 50)
    assert everything(together) == everything(alone)


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


def test_threads_open_a_new_ledger_at_once(place: str) -> None:
    failures: list[BaseException] = []

    def open_it() -> None:
        try:
            Ledger.open(place).close()
        except BaseException as error:
            failures.append(error)

    threads = [Thread(target=open_it) for _ in range(6)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert failures == []
    with Ledger.open(place, create=False) as ledger:
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
