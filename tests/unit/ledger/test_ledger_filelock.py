"""The lock beside an SQLite file: held by one, gone with it."""

from __future__ import annotations

import threading
import time
from pathlib import Path

import pytest

from hearsay.errors import LedgerError
from hearsay.ledger import Ledger
from hearsay.ledger.engines.filelock import FileLock


def test_one_holds_it_however_many_try(tmp_path: Path) -> None:
    path = tmp_path / "a-linking"
    inside = 0
    most = 0
    taken = 0

    def take() -> None:
        nonlocal inside, most, taken
        for _ in range(40):
            lock = FileLock(path)
            while not lock.acquire():
                time.sleep(0.0001)
            inside += 1
            most = max(most, inside)
            taken += 1
            time.sleep(0)
            inside -= 1
            lock.release()

    threads = [threading.Thread(target=take) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert (most, taken) == (1, 320)
    assert list(tmp_path.iterdir()) == []


def test_it_is_released_once(tmp_path: Path) -> None:
    lock = FileLock(tmp_path / "a")
    lock.release()
    assert lock.acquire()
    assert not FileLock(tmp_path / "a").acquire()
    lock.release()
    lock.release()
    assert FileLock(tmp_path / "a").acquire()


def test_a_folder_in_its_place_is_told(tmp_path: Path) -> None:
    (tmp_path / "a.db-linking").mkdir()
    with (
        Ledger.open(str(tmp_path / "a.db")) as ledger,
        pytest.raises(LedgerError, match="cannot be opened or written") as caught,
        ledger.linking_alone(),
    ):
        raise AssertionError("linked without a lock")
    assert caught.value.remedy
