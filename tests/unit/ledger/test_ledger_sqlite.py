"""What the SQLite backend makes of bad places, bad files, locks and full disks."""

from __future__ import annotations

import os
import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from ledger_asked import everything_asked, judgement, pair

import hearsay
from hearsay.errors import HearsayError, LedgerBusy, LedgerError, LedgerFull, LedgerNotFound, UsageError
from hearsay.ledger import Ledger
from hearsay.ledger.schema import metadata


def test_the_connection_is_set_up_for_many_processes(tmp_path: Path) -> None:
    with Ledger.open(str(tmp_path / "a.db"), timeout=7) as ledger, ledger._connection() as connection:
        settings = {
            name: connection.exec_driver_sql(f"PRAGMA {name}").scalar()
            for name in ("journal_mode", "foreign_keys", "synchronous", "busy_timeout")
        }
    assert settings == {"journal_mode": "wal", "foreign_keys": 1, "synchronous": 1, "busy_timeout": 7000}


def test_a_judgement_waits_for_the_disk_and_what_can_be_made_again_does_not(tmp_path: Path) -> None:
    with Ledger.open(str(tmp_path / "a.db")) as ledger:
        settings = []
        for durable in (True, False):
            with ledger._connection(write=True, durable=durable) as connection:
                settings.append(connection.exec_driver_sql("PRAGMA synchronous").scalar())
                assert connection.exec_driver_sql("PRAGMA foreign_keys").scalar() == 1
        assert settings == [2, 1]
        ledger.judge(judgement("j1"))
        assert [one.id for one in ledger.judgements()] == ["j1"]


@pytest.mark.parametrize("name", ["a b.db", "100%.db", "what?#.db", "größe.db", "\udcff.db"])
def test_any_file_name_will_do(tmp_path: Path, name: str) -> None:
    place = tmp_path / name
    with Ledger.open(str(place)) as ledger:
        ledger.store(*pair(1))
        assert ledger.place.isprintable()
    assert place.is_file()
    with Ledger.open(str(place), create=False, read_only=True) as ledger:
        assert ledger.counts().documents == 1


def test_the_default_place_and_the_one_in_the_environment(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("HEARSAY_LEDGER", raising=False)
    Ledger.open().close()
    assert (tmp_path / "hearsay.db").is_file()
    monkeypatch.setenv("HEARSAY_LEDGER", "sqlite:///other.db")
    Ledger.open().close()
    assert (tmp_path / "other.db").is_file()
    monkeypatch.setenv("HEARSAY_LEDGER", "")
    with Ledger.open() as ledger:
        assert ledger.place == "hearsay.db"


def test_a_ledger_stays_where_it_is_when_the_folder_changes(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    with Ledger.open("here.db") as ledger:
        monkeypatch.chdir("/")
        ledger.store(*pair(1))
        with ledger._connection(), ledger._connection():
            assert ledger.counts().documents == 1


@pytest.mark.parametrize(
    ("place", "says"),
    [
        ("no/such/folder.db", "folder for the ledger does not exist"),
        (".", "is a folder"),
        (":memory:", "needs a file"),
        ("sqlite://", "needs a file"),
        ("mysql://somebody:secret@host/base", "cannot use mysql"),
        ("http://example.org/a.db", "cannot use http"),
        ("a" * 300, "cannot be opened"),
        ("a\0b", "needs a file"),
    ],
)
def test_a_place_that_can_hold_no_ledger(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, place: str, says: str
) -> None:
    monkeypatch.chdir(tmp_path)
    with pytest.raises(LedgerError, match=says) as caught:
        Ledger.open(place)
    assert caught.value.remedy
    assert "secret" not in str(caught.value)
    assert os.listdir(tmp_path) == []


def test_a_file_that_is_no_database_is_left_alone(tmp_path: Path) -> None:
    place = tmp_path / "notes.txt"
    place.write_text("My notes. " * 500)
    before = place.read_bytes()
    for options in ({}, {"create": False}, {"read_only": True}):
        with pytest.raises(LedgerError, match="not a ledger") as caught:
            Ledger.open(str(place), **options)
        assert "--ledger" in str(caught.value)
    assert place.read_bytes() == before


def test_a_database_of_something_else_is_left_alone(tmp_path: Path) -> None:
    place = tmp_path / "other.db"
    with sqlite3.connect(place) as connection:
        connection.execute("CREATE TABLE bookmarks (id)")
    with pytest.raises(LedgerError, match="not a ledger"):
        Ledger.open(str(place))
    with sqlite3.connect(place) as connection:
        assert connection.execute("SELECT name FROM sqlite_master").fetchall() == [("bookmarks",)]


def test_an_empty_file_is_no_ledger_yet_but_may_become_one(tmp_path: Path) -> None:
    place = tmp_path / "empty.db"
    place.touch()
    with pytest.raises(LedgerNotFound):
        Ledger.open(str(place), create=False)
    with Ledger.open(str(place)) as ledger:
        assert ledger.check() == []


def test_a_held_lock_is_waited_for_and_then_reported(tmp_path: Path) -> None:
    place = str(tmp_path / "a.db")
    with Ledger.open(place, timeout=0.1) as ledger:
        ledger.store(*pair(1))
        holder = sqlite3.connect(place, isolation_level=None)
        holder.execute("BEGIN IMMEDIATE")
        with pytest.raises(LedgerBusy, match=r"more than 0\.1 seconds") as caught:
            ledger.store(*pair(2))
        assert caught.value.remedy
        # Whoever only reads is not held up.
        assert ledger.counts().documents == 1
        holder.execute("ROLLBACK")
        holder.close()
        assert ledger.store(*pair(2)) is None


def test_opening_a_new_ledger_waits_for_the_lock_too(tmp_path: Path) -> None:
    place = tmp_path / "a.db"
    holder = sqlite3.connect(place, isolation_level=None)
    holder.execute("BEGIN EXCLUSIVE")
    with pytest.raises(LedgerBusy):
        Ledger.open(str(place), timeout=0.1)
    holder.execute("ROLLBACK")
    holder.close()
    Ledger.open(str(place), timeout=0.1).close()


def test_a_damaged_file_is_reported_by_check_and_by_every_method(tmp_path: Path) -> None:
    place = tmp_path / "a.db"
    with Ledger.open(str(place)) as ledger:
        ledger.store_many(pair(number, 400) for number in range(60))
    with sqlite3.connect(place) as connection:
        roots = "SELECT rootpage FROM sqlite_master WHERE tbl_name != 'hearsay_version' AND rootpage > 0"
        pages = [page for (page,) in connection.execute(roots)]
    content = bytearray(place.read_bytes())
    for page in pages:
        content[4096 * (page - 1) : 4096 * page] = b"\xa5" * 4096
    place.write_bytes(content)
    errors = []
    with Ledger.open(str(place)) as ledger:
        assert ledger.check() != []
        for ask in everything_asked(ledger):
            try:
                ask()
            except HearsayError as error:
                errors.append(error)
    assert len(errors) > 8
    assert all(error.remedy for error in errors)
    assert any("backup" in str(error) for error in errors)


def test_no_foreign_error_escapes_when_the_tables_are_gone(tmp_path: Path) -> None:
    place = tmp_path / "a.db"
    with Ledger.open(str(place)) as ledger:
        with sqlite3.connect(place) as connection:
            for table in reversed(metadata.sorted_tables):
                connection.execute(f"DROP TABLE {table}")
        for ask in everything_asked(ledger):
            with pytest.raises(LedgerError):
                ask()
        assert ledger.check() != []


def test_no_foreign_error_escapes_odd_requests(tmp_path: Path) -> None:
    with Ledger.open(str(tmp_path / "a.db")) as ledger:
        with pytest.raises(UsageError, match="character"):
            ledger.reading("\ud800")
        with pytest.raises(UsageError):
            ledger.actor_of("\ud800", 0)
        with pytest.raises(LedgerError):
            ledger.finish_run("a", documents=2**70, rejections=0)


def test_a_damaged_reading_is_reported(tmp_path: Path) -> None:
    place = tmp_path / "a.db"
    with Ledger.open(str(place)) as ledger:
        ledger.store(*pair(1))
        with sqlite3.connect(place) as connection:
            connection.execute("UPDATE readings SET body = '{\"id\": 3}'")
        with pytest.raises(LedgerError, match="damaged"):
            ledger.reading("d1")


def test_check_reports_rows_that_belong_to_nothing(tmp_path: Path) -> None:
    place = tmp_path / "a.db"
    with Ledger.open(str(place)) as ledger:
        ledger.store(*pair(1))
        with sqlite3.connect(place) as connection:
            connection.execute("DELETE FROM documents")
        assert any("is not there" in problem for problem in ledger.check())


FILL = """
import sys
sys.path.insert(0, sys.argv[1])
from test_ledger_sqlite import fill
fill(sys.argv[2], int(sys.argv[3]))
"""


def fill(place: str, file_limit: int) -> None:
    """Store until the disk is full; print what was acknowledged, then the error."""
    if file_limit:
        import resource
        import signal

        signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
        resource.setrlimit(resource.RLIMIT_FSIZE, (file_limit, file_limit))
    with Ledger.open(place) as ledger:
        for number in range(4000):
            try:
                ledger.store(*pair(number, 400))
            except LedgerFull as error:
                print(f"full: {error}")
                return
            print(f"d{number}")


def filled(place: str, file_limit: int = 0) -> tuple[list[str], str]:
    package = str(Path(hearsay.__path__[0]).parent)
    done = subprocess.run(
        [sys.executable, "-c", FILL, str(Path(__file__).parent), place, str(file_limit)],
        capture_output=True,
        text=True,
        check=True,
        env={**os.environ, "PYTHONPATH": package},
    )
    *acknowledged, last = done.stdout.splitlines()
    assert last.startswith("full: ")
    assert "run the same command again" in last
    assert len(acknowledged) > 5
    return acknowledged, last


@pytest.mark.skipif(sys.platform == "win32", reason="needs a limit on the size of files")
def test_a_file_that_may_not_grow_loses_nothing_stored(tmp_path: Path) -> None:
    place = str(tmp_path / "a.db")
    acknowledged, _ = filled(place, 1_000_000)
    with Ledger.open(place) as ledger:
        assert {row.id for row in ledger.documents()} == set(acknowledged)
        assert ledger.check() == []
        assert ledger.store(*pair(4000)) is None


@pytest.fixture
def tiny_disk(tmp_path: Path) -> Iterator[Path]:
    """A file system of 1.5 MB of its own."""
    folder = tmp_path / "disk"
    folder.mkdir()
    try:
        mounted = subprocess.run(
            ["mount", "-t", "tmpfs", "-o", "size=1500k", "tmpfs", str(folder)],
            capture_output=True,
            check=False,
        )
    except FileNotFoundError:
        pytest.skip("there is no mount command here")
    if mounted.returncode:
        pytest.skip(f"mounting is not permitted here: {mounted.stderr.decode().strip()}")
    yield folder
    subprocess.run(["umount", str(folder)], check=True)


def test_a_full_disk_loses_nothing_stored(tiny_disk: Path) -> None:
    place = str(tiny_disk / "a.db")
    acknowledged, _ = filled(place)
    with Ledger.open(place) as ledger:
        assert {row.id for row in ledger.documents()} == set(acknowledged)
        assert ledger.check() == []
        with pytest.raises(LedgerFull):
            ledger.store_many(pair(number, 4000) for number in range(4000, 4100))
    # With room again, the run goes on.
    subprocess.run(["mount", "-o", "remount,size=20m", str(tiny_disk)], check=True)
    with Ledger.open(place) as ledger:
        assert ledger.store(*pair(9000, 4000)) is None
        assert ledger.check() == []


def test_a_ledger_cannot_be_made_on_a_full_disk(tiny_disk: Path) -> None:
    free = os.statvfs(tiny_disk).f_bfree * os.statvfs(tiny_disk).f_frsize
    (tiny_disk / "ballast").write_bytes(b"x" * (free - 20_000))
    with pytest.raises(LedgerFull):
        Ledger.open(str(tiny_disk / "a.db"))


def test_a_ledger_on_a_medium_that_cannot_be_written_is_read(tiny_disk: Path) -> None:
    place = str(tiny_disk / "a.db")
    with Ledger.open(place) as ledger:
        ledger.store(*pair(1))
    subprocess.run(["mount", "-o", "remount,ro", str(tiny_disk)], check=True)
    with Ledger.open(place, read_only=True) as ledger:
        assert [row.id for row in ledger.documents()] == ["d1"]
        assert ledger.check() == []
    with pytest.raises(LedgerError, match="cannot be opened or written"):
        Ledger.open(place)
    with pytest.raises(LedgerError, match="cannot be opened or written"):
        Ledger.open(str(tiny_disk / "new.db"))


def test_whoever_opens_a_ledger_for_writing_where_nobody_can_reads_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    place = tmp_path / "a.db"
    with Ledger.open(str(place)) as ledger:
        ledger.store(*pair(1))
    # The rights of a file do not bind the superuser, who may run this.
    monkeypatch.setattr("hearsay.ledger.engines.sqlite.os.access", lambda path, mode: False)
    with Ledger.open(str(place), create=False) as ledger:
        assert ledger.counts().documents == 1
        assert list(tmp_path.iterdir()) == [place]
        with pytest.raises(LedgerError, match="cannot be opened or written"):
            ledger.store(*pair(2))
    with Ledger.open(str(place), create=False) as ledger:
        assert ledger.counts().documents == 1
