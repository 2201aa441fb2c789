"""``hearsay ledger``: what it says, what it leaves, and how it fails."""

from __future__ import annotations

import gzip
import json
import sqlite3
from contextlib import closing
from pathlib import Path

import people
import postgres
import pytest
from equipment import Run

from hearsay.ledger import Ledger, migrate

OLD = Path(__file__).parents[1] / "ledger" / "ledgers" / "0003.sql.gz"


@pytest.fixture
def filled(tmp_path: Path) -> Path:
    place = tmp_path / "hearsay.db"
    with Ledger.open(str(place)) as ledger:
        people.store(ledger)
    return place


@pytest.fixture
def old(tmp_path: Path) -> Path:
    """A ledger of an earlier schema."""
    place = tmp_path / "old.db"
    with closing(sqlite3.connect(place)) as connection:
        connection.executescript(gzip.decompress(OLD.read_bytes()).decode())
    return place


def spoil(place: Path) -> None:
    with closing(sqlite3.connect(place)) as connection:
        connection.execute("UPDATE statements SET act = 'sing' WHERE document = 'post'")
        connection.commit()


def test_info_tells_what_it_is(run: Run, filled: Path) -> None:
    shown = run("ledger", "info")
    assert shown.exit_code == 0
    for words in ("hearsay.db", "SQLite", migrate.VERSION, "MB" if filled.stat().st_size > 1e6 else "kB"):
        assert words in shown.stdout
    found = json.loads(run("ledger", "info", "--json").stdout)
    assert found["rows"]["documents"] == 3
    assert found["engine"] == "SQLite"
    assert found["size"] >= filled.stat().st_size > 0


def test_upgrade_says_from_what_to_what(run: Run, old: Path) -> None:
    done = run("ledger", "upgrade", "--ledger", old)
    assert done.exit_code == 0
    assert f"had schema 0003 and has {migrate.VERSION} now" in done.stderr
    again = run("ledger", "upgrade", "--ledger", old)
    assert f"has the newest schema, {migrate.VERSION}, already" in again.stderr
    assert run("ledger", "check", "--ledger", old).exit_code == 0


def test_check_is_quiet_about_a_healthy_ledger_and_fails_with_each_problem(run: Run, filled: Path) -> None:
    healthy = run("ledger", "check")
    assert (healthy.exit_code, healthy.stdout) == (0, "")
    assert "3 documents checked: the ledger is healthy." in healthy.stderr
    assert "1 document checked" in run("ledger", "check", "--sample", "1").stderr
    assert json.loads(run("ledger", "check", "--json").stdout) == {"documents": 3, "problems": []}
    spoil(filled)
    sick = run("ledger", "check")
    assert sick.exit_code == 1
    assert "Document post: its statements do not match" in sick.stdout
    assert f"{len(sick.stdout.splitlines())} problem" in sick.stderr
    found = run("ledger", "check", "--json")
    assert found.exit_code == 1
    assert json.loads(found.stdout)["problems"] == sick.stdout.splitlines()


def test_check_of_a_damaged_file_fails_with_a_message(run: Run, filled: Path) -> None:
    content = bytearray(filled.read_bytes())
    content[4096 * 3 : 4096 * 40] = b"\xa5" * (4096 * 37)
    filled.write_bytes(content)
    done = run("ledger", "check")
    assert done.exit_code == 1
    assert "damaged" in done.stdout + done.stderr
    assert "Traceback" not in done.stderr


def test_vacuum_gives_room_back(run: Run, filled: Path) -> None:
    with Ledger.open(str(filled)) as ledger:
        ledger.start_run("r", ["x" * 500_000])
    with closing(sqlite3.connect(filled)) as connection:
        connection.execute("DELETE FROM runs")
        connection.commit()
    sizes = json.loads(run("ledger", "vacuum", "--json").stdout)
    assert sizes["after"] < sizes["before"] - 400_000
    assert sizes["after"] >= filled.stat().st_size
    said = run("ledger", "vacuum")
    assert said.exit_code == 0
    assert "The ledger took " in said.stderr


def test_copy_to_another_file_and_not_twice(run: Run, filled: Path, tmp_path: Path) -> None:
    done = run("ledger", "copy", filled, tmp_path / "copy.db")
    assert done.exit_code == 0
    assert "compared each" in done.stderr
    with Ledger.open(str(filled)) as one, Ledger.open(str(tmp_path / "copy.db")) as other:
        assert list(one.statements()) == list(other.statements())
    again = run("ledger", "copy", filled, tmp_path / "copy.db")
    assert again.exit_code == 1
    assert "not empty" in again.stderr
    assert "what to do" in again.stderr
    found = json.loads(run("ledger", "copy", filled, tmp_path / "third.db", "--json").stdout)
    assert found["source"]["rows"] == found["target"]["rows"]


def test_copy_to_a_server_and_back_without_showing_the_password(
    run: Run, filled: Path, tmp_path: Path
) -> None:
    cluster = postgres.cluster()
    url = cluster.empty()
    with_password = url.replace("postgres@", "postgres:hush-hush@")
    done = run("ledger", "copy", filled, with_password)
    assert done.exit_code == 0
    assert "hush" not in done.stdout + done.stderr
    assert "PostgreSQL" in done.stderr
    shown = run("ledger", "info", "--ledger", with_password)
    assert "hush" not in shown.stdout + shown.stderr
    assert run("ledger", "copy", with_password, tmp_path / "back.db").exit_code == 0
    for command in ("check", "vacuum", "upgrade"):
        assert run("ledger", command, "--ledger", url).exit_code == 0
    assert run("statements", "--ledger", url, "--json").stdout == run("statements", "--json").stdout
    cluster.drop(url)


@pytest.mark.parametrize("command", ["info", "upgrade", "check", "vacuum"])
def test_where_there_is_no_ledger(run: Run, tmp_path: Path, command: str) -> None:
    done = run("ledger", command)
    assert done.exit_code == 1
    assert "There is no ledger here yet." in done.stderr
    assert not (tmp_path / "hearsay.db").exists()


def test_nothing_is_copied_from_nowhere(run: Run, tmp_path: Path) -> None:
    done = run("ledger", "copy", tmp_path / "none.db", tmp_path / "copy.db")
    assert done.exit_code == 1
    assert "There is no ledger here yet." in done.stderr
    assert list(tmp_path.glob("*.db")) == []
