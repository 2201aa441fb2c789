"""hearsay as a process: pipes, signals, kill -9, a full disk."""

from __future__ import annotations

import json
import random
import signal
import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import equipment
import pytest

from hearsay.ledger import Ledger

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="signals and mounts as Unix has them")


def _rows(ledger: Path) -> dict[str, list[tuple[object, ...]]]:
    """Every row of every table, but for when runs took place."""
    with Ledger.open(str(ledger), create=False) as opened:
        assert opened.check() == []
    connection = sqlite3.connect(ledger)
    tables = [name for (name,) in connection.execute("select name from sqlite_master where type = 'table'")]
    rows = {table: sorted(connection.execute(f"select * from {table}"), key=repr) for table in tables}
    connection.close()
    assert {"documents", "readings", "statements", "spans", "rejections"} <= set(rows)
    del rows["runs"]
    return rows


@pytest.fixture(scope="module")
def many(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = equipment.write_articles(tmp_path_factory.mktemp("many") / "articles", 200)
    (folder / "0100-empty.txt").touch()
    return folder


@pytest.fixture(scope="module")
def undisturbed(many: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    ledger = tmp_path_factory.mktemp("ledger") / "undisturbed.db"
    process = equipment.start("read", many, "--ledger", ledger)
    _, messages = process.communicate(timeout=60)
    assert process.returncode == 3, messages
    return ledger


@pytest.mark.parametrize("jobs", [1, 2])
def test_killed_again_and_again_the_ledger_ends_the_same(
    many: Path, undisturbed: Path, tmp_path: Path, jobs: int
) -> None:
    ledger = tmp_path / "killed.db"
    chance = random.Random(jobs)
    arguments = ("read", many, "--ledger", ledger, "--jsonl", "--jobs", str(jobs))
    stored = 0
    for _ in range(3):
        process = equipment.start(*arguments, stderr=subprocess.DEVNULL)
        assert process.stdout is not None
        for _ in range(stored + chance.randint(1, 40)):
            process.stdout.readline()
        process.kill()
        process.communicate(timeout=20)
        with Ledger.open(str(ledger), create=False) as opened:
            now = opened.counts().documents
        assert stored < now < 200
        stored = now
    process = equipment.start(*arguments)
    _, messages = process.communicate(timeout=60)
    assert process.returncode == 3, messages
    assert _rows(ledger) == _rows(undisturbed)


@pytest.mark.parametrize("jobs", ["1", "2"])
def test_ctrl_c_keeps_what_was_read_and_says_how_to_go_on(many: Path, tmp_path: Path, jobs: str) -> None:
    ledger = tmp_path / "hearsay.db"
    process = equipment.start("read", many, "--ledger", ledger, "--jsonl", "--jobs", jobs)
    assert process.stdout is not None
    process.stdout.readline()
    process.send_signal(signal.SIGINT)
    _, messages = process.communicate(timeout=20)
    assert process.returncode == 130
    assert b"Run the same command again to go on." in messages
    assert b"Traceback" not in messages
    with Ledger.open(str(ledger), create=False) as opened:
        assert opened.counts().documents >= 1
        assert opened.check() == []


def test_a_line_is_answered_before_the_next_is_written() -> None:
    process = equipment.start("read", "-", "--jsonl")
    assert process.stdin is not None
    assert process.stdout is not None
    for number in range(5):
        line = json.dumps({"id": f"line-{number}", "text": equipment.text(number)})
        process.stdin.write(line.encode() + b"\n")
        process.stdin.flush()
        assert json.loads(process.stdout.readline())["id"] == f"line-{number}"
    process.stdin.close()
    assert process.stdout.read() == b""
    assert process.wait(timeout=20) == 0


@pytest.mark.parametrize("command", [("statements", "--json"), ("statements", "--csv")])
def test_a_reader_that_leaves_early_is_no_error(undisturbed: Path, command: tuple[str, ...]) -> None:
    process = equipment.start(*command, "--ledger", undisturbed)
    assert process.stdout is not None
    process.stdout.readline()
    process.stdout.close()
    assert process.stderr is not None
    assert process.stderr.read() == b""
    assert process.wait(timeout=20) == 141


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    place = tmp_path / "disk"
    place.mkdir()
    mount = subprocess.run(
        ["mount", "-t", "tmpfs", "-o", "size=600k", "tmpfs", str(place)], capture_output=True, check=False
    )
    if mount.returncode:
        pytest.skip(f"a small disk cannot be mounted here: {mount.stderr.decode().strip()}")
    yield place
    subprocess.run(["umount", "--lazy", str(place)], check=True)


def test_a_full_disk_ends_the_run_and_loses_nothing(many: Path, undisturbed: Path, small_disk: Path) -> None:
    ledger = small_disk / "hearsay.db"
    process = equipment.start("read", many, "--ledger", ledger, "--jsonl")
    output, messages = process.communicate(timeout=60)
    told = [json.loads(line)["id"] for line in output.splitlines()]
    assert process.returncode == 1
    assert b"full" in messages
    assert b"what to do:" in messages
    assert b"Traceback" not in messages
    assert 0 < len(told) < 200
    with Ledger.open(str(ledger), read_only=True) as opened:
        assert {row.id for row in opened.documents()} >= set(told)
        assert opened.check() == []
