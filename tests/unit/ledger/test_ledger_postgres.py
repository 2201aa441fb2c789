"""What is special about PostgreSQL: how texts sort, what is locked, and what happens when the server goes."""

from __future__ import annotations

import os
import random
import subprocess
import sys
import threading
from collections.abc import Iterator
from pathlib import Path

import postgres
import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from ledger_asked import READER, everything_asked, judgement, name, of_schema, pair
from msgspec.structs import replace as replaced

from hearsay.errors import (
    HearsayError,
    LedgerBusy,
    LedgerError,
    LedgerFull,
    UsageError,
)
from hearsay.ledger import Ledger, migrate, upkeep
from hearsay.ledger.schema import metadata
from hearsay.records import Actor, Document, Member, Reading


def test_a_ledger_is_kept_and_checked(database: str) -> None:
    with Ledger.open(database) as ledger:
        for number in range(5):
            assert ledger.store(*pair(number)) is None
        ledger.judge(judgement("j1"))
        assert ledger.check() == []
    with Ledger.open(database, create=False, read_only=True) as ledger:
        assert ledger.counts().documents == 5
        with pytest.raises(LedgerError, match="can only be read") as caught:
            ledger.store(*pair(9))
        assert caught.value.remedy


def test_the_migrations_lead_to_the_schema_in_use(database: str) -> None:
    """But for indexes, which PostgreSQL has without long names."""
    with Ledger.open(database) as ledger, ledger._connection() as connection:
        options = {
            "version_table": migrate.VERSION_TABLE,
            "compare_type": True,
            "include_object": of_schema,
        }
        context = MigrationContext.configure(connection, opts=options)
        assert [one for one in compare_metadata(context, metadata) if "index" not in one[0]] == []


def test_every_text_sorts_by_bytes(cluster: postgres.Cluster, database: str) -> None:
    Ledger.open(database).close()
    others = cluster.execute(
        "SELECT table_name, column_name FROM information_schema.columns WHERE table_schema = 'public'"
        " AND data_type = 'text' AND collation_name IS DISTINCT FROM 'C'",
        name(database),
    )
    assert others == []
    with Ledger.open(database) as ledger:
        for id in ("é", "a", "B", "z", "Z", "\U0001f989", "ﬀ"):
            document, reading = pair(1)
            ledger.store(replaced(document, id=id), replaced(reading, id=id))
        assert [row.id for row in ledger.documents()] == ["B", "Z", "a", "z", "é", "ﬀ", "\U0001f989"]


def test_the_default_place_may_be_a_url(database: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HEARSAY_LEDGER", database.replace("postgresql://", "postgres://"))
    with Ledger.open() as ledger:
        assert ledger.counts().documents == 0


# Transactions


def test_what_is_stored_survives_a_crash_whatever_the_owner_set(
    cluster: postgres.Cluster, database: str
) -> None:
    cluster.execute(f"ALTER DATABASE {name(database)} SET synchronous_commit = off")
    with Ledger.open(database) as ledger, ledger._connection(write=True) as connection:
        assert connection.exec_driver_sql("SHOW synchronous_commit").scalar() == "on"


def test_no_connection_is_left_in_a_transaction(cluster: postgres.Cluster, database: str) -> None:
    with Ledger.open(database) as ledger:
        ledger.store_many(pair(number) for number in range(4))
        for ask in everything_asked(ledger):
            try:
                ask()
            except HearsayError:
                continue
        half = iter(ledger.statements())
        next(half)
        del half
        with ledger.linking_alone():
            states = cluster.execute(f"SELECT state FROM pg_stat_activity WHERE datname = '{name(database)}'")
            assert states
            assert {state for (state,) in states} == {"idle"}


def test_a_held_lock_is_waited_for_and_then_reported(database: str) -> None:
    with Ledger.open(database, timeout=0.2) as ledger, Ledger.open(database) as other:
        ledger.store(*pair(1))
        with other._connection(write=True):
            with pytest.raises(LedgerBusy, match=r"more than 0\.2 seconds") as caught:
                ledger.store_actors([], "state")
            assert caught.value.remedy
            # Whoever reads, or adds a thing of its own, is not held up.
            assert ledger.counts().documents == 1
            assert ledger.store(*pair(2)) is None
        ledger.store_actors([], "state")


def test_two_readers_of_one_document_leave_one_current_reading(database: str) -> None:
    document, reading = pair(1)
    others = [replaced(reading, reader=f"{READER}{number}") for number in range(6)]
    with Ledger.open(database) as ledger:
        ledger.store(document, reading)
        threads = [threading.Thread(target=ledger.store, args=(document, other)) for other in others]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        assert ledger.counts().readings == 7
        assert ledger.check() == []


def test_a_name_may_be_as_long_as_anybody_likes(database: str) -> None:
    long = "".join(random.Random(1).choices("abcdefghijklmnopqrstuvwxyz", k=9000))
    with Ledger.open(database) as ledger:
        ledger.store(*pair(1))
        member = Member(document="d1", entity=0)
        ledger.store_actors(
            [Actor(id="a1", type="person", name=long, names=(long, f"{long}b"), members=(member,))], "state"
        )
        assert [actor.name for actor in ledger.actors()] == [long]
        assert ledger.actor("a1").names == (long, f"{long}b")
        with pytest.raises(LedgerError, match="longer than PostgreSQL") as caught:
            ledger.store_actors([Actor(id=long, type="person", name="A", names=("A",))], "state")
        assert caught.value.remedy


def test_odd_requests_are_refused_in_our_words(database: str) -> None:
    with Ledger.open(database) as ledger:
        for odd in ("\ud800", "a\0b"):
            with pytest.raises(UsageError, match="character"):
                ledger.reading(odd)
        with pytest.raises(LedgerError):
            ledger.finish_run("a", documents=2**70, rejections=0)


# When the server goes


def test_after_a_restart_the_next_transaction_works(cluster: postgres.Cluster, database: str) -> None:
    with Ledger.open(database) as ledger:
        ledger.store_many(pair(number) for number in range(3))
        for mode in ("fast", "immediate"):
            cluster.restart(mode)
            assert ledger.counts().documents == 3
            ledger.judge(judgement(mode))
        assert ledger.check() == []


def test_a_connection_that_is_cut_is_told_and_nothing_is_half(
    cluster: postgres.Cluster, database: str
) -> None:
    with Ledger.open(database) as ledger:
        ledger.store(*pair(1))

        def lose() -> None:
            with ledger._connection(write=True) as connection:
                connection.exec_driver_sql("DELETE FROM spans")
                cluster.disconnect(database)
                connection.exec_driver_sql("DELETE FROM statements")

        with pytest.raises(LedgerError, match="connection to the database was lost") as caught:
            lose()
        assert "run the same command again" in str(caught.value)
        rows = ledger.statements()
        next(rows)
        assert ledger.check() == []


def test_a_stream_that_is_cut_is_told(cluster: postgres.Cluster, database: str) -> None:
    with Ledger.open(database) as ledger:
        ledger.store_many(pair(number) for number in range(100))
        rows = ledger.statements()
        next(rows)
        cluster.disconnect(database)
        with pytest.raises(LedgerError, match="connection to the database was lost"):
            list(rows)
        assert len(list(ledger.statements())) == 100


CUT = """
import sys
import psycopg
from ledger_asked import pair
from sqlalchemy import insert
from hearsay.errors import LedgerError
from hearsay.ledger import Ledger
from hearsay.ledger.schema import states

def cut():
    with psycopg.connect(sys.argv[1], autocommit=True) as other:
        ours = "FROM pg_stat_activity WHERE application_name = 'hearsay'"
        other.execute(f"SELECT pg_terminate_backend(pid, 5000) {ours}")

def stream():
    rows = ledger.statements()
    next(rows)
    cut()
    list(rows)

def write():
    with ledger._connection(write=True) as connection:
        cut()
        connection.execute(insert(states), [{"name": str(number), "value": ""} for number in range(9)])

with Ledger.open(sys.argv[1]) as ledger:
    ledger.store_many(pair(number) for number in range(100))
    for lost in (stream, write):
        try:
            lost()
        except LedgerError as error:
            print(error)
"""


def test_whoever_loses_the_connection_is_told_once_and_by_us(database: str) -> None:
    path = os.pathsep.join([str(Path(__file__).parent), *sys.path])
    done = subprocess.run(
        [sys.executable, "-c", CUT, database],
        capture_output=True,
        text=True,
        check=False,
        env={**os.environ, "PYTHONPATH": path},
    )
    assert (done.returncode, done.stderr) == (0, "")
    lines = done.stdout.splitlines()
    assert len(lines) == 2
    assert all(line.startswith("The connection to the database was lost") for line in lines)


def test_a_server_that_is_stopped_is_told(cluster: postgres.Cluster, database: str) -> None:
    ledger = Ledger.open(database, timeout=2)
    ledger.store(*pair(1))
    cluster.stop("fast")
    try:
        for ask in everything_asked(ledger):
            with pytest.raises(LedgerError) as caught:
                ask()
            assert caught.value.remedy
        assert ledger.check() != []
    finally:
        cluster.start()
    assert ledger.counts().documents == 1
    ledger.close()


def test_who_links_and_loses_the_lock_replaces_nothing_any_more(
    cluster: postgres.Cluster, database: str
) -> None:
    with Ledger.open(database) as ledger:
        ledger.store_actors([], "before")
        with ledger.linking_alone():
            cluster.disconnect(database)
            with (
                Ledger.open(database) as other,
                other.linking_alone(timeout=0.1),
                pytest.raises(LedgerError, match="lost"),
            ):
                ledger.store_actors([], "too late")
            assert ledger.actors_state() == "before"
        with ledger.linking_alone():
            ledger.store_actors([], "again")


def test_check_reports_rows_that_belong_to_nothing_and_broken_indexes(
    cluster: postgres.Cluster, database: str
) -> None:
    with Ledger.open(database) as ledger:
        ledger.store(*pair(1))
        cluster.execute(
            "UPDATE pg_index SET indisvalid = false WHERE indexrelid = 'statements_by_id'::regclass",
            name(database),
        )
        assert any("statements_by_id is not valid" in problem for problem in ledger.check())
        cluster.execute("REINDEX INDEX statements_by_id", name(database))
        cluster.execute("SET session_replication_role = replica; DELETE FROM documents", name(database))
        assert any("not there: readings" in problem for problem in ledger.check())


def test_no_foreign_error_escapes_when_the_tables_are_gone(cluster: postgres.Cluster, database: str) -> None:
    with Ledger.open(database) as ledger:
        tables = ", ".join(f'"{table}"' for table in metadata.tables)
        cluster.execute(f"DROP TABLE {tables} CASCADE", name(database))
        for ask in everything_asked(ledger):
            with pytest.raises(LedgerError):
                ask()
        assert ledger.check() != []


@pytest.fixture
def tiny_disk(cluster: postgres.Cluster, tmp_path: Path) -> Iterator[str]:
    """The URL of a database on a file system of 24 MB of its own."""
    folder = cluster.folder / "tiny"
    folder.mkdir()
    owner = f"uid={cluster.data.stat().st_uid},gid={cluster.data.stat().st_gid}"
    mount = ["mount", "-t", "tmpfs", "-o", f"size=24m,{owner}", "tmpfs", str(folder)]
    try:
        mounted = subprocess.run(mount, capture_output=True, check=False)
    except FileNotFoundError:
        pytest.skip("there is no mount command here")
    if mounted.returncode:
        pytest.skip(f"mounting is not permitted here: {mounted.stderr.decode().strip()}")
    try:
        cluster.execute(f"CREATE TABLESPACE tiny LOCATION '{folder}'")
        cluster.execute("CREATE DATABASE tiny TABLESPACE tiny")
        yield cluster.url("tiny")
        cluster.execute("DROP DATABASE tiny WITH (FORCE)")
        cluster.execute("DROP TABLESPACE tiny")
    finally:
        subprocess.run(["umount", str(folder)], check=True)
        folder.rmdir()


def bulky(number: int) -> tuple[Document, Reading]:
    """A document of which no database can make less than it is."""
    document, reading = pair(number)
    letters = "".join(random.Random(number).choices("abcdefghijklmnopqrstuvwxyz", k=60_000))
    text = f"{document.text[:40]} {letters}"
    about = replaced(reading.document, length=len(text))
    return replaced(document, text=text), replaced(reading, document=about)


def test_a_full_disk_loses_nothing_stored(cluster: postgres.Cluster, tiny_disk: str) -> None:
    stored: list[str] = []
    with Ledger.open(tiny_disk) as ledger:

        def fill() -> None:
            for number in range(4000):
                ledger.store(*bulky(number))
                stored.append(f"d{number}")

        with pytest.raises(LedgerFull, match="disk") as caught:
            fill()
        assert caught.value.remedy
        assert len(stored) > 5
        assert {row.id for row in ledger.documents()} == set(stored)
        subprocess.run(["mount", "-o", "remount,size=60m", str(cluster.folder / "tiny")], check=True)
        assert ledger.store(*pair(9000)) is None
        assert ledger.check() == []


# Upkeep


def test_vacuum_and_info_know_the_server(database: str) -> None:
    with Ledger.open(database) as ledger:
        ledger.store_many(pair(number) for number in range(20))
        found = upkeep.info(ledger)
        assert (found.engine, found.place, found.rows["documents"]) == ("PostgreSQL", database, 20)
        assert found.size > 1_000_000
        sizes = upkeep.vacuum(ledger)
        assert sizes.before > 0
        assert sizes.after > 0


def test_processes_that_migrate_at_once_do_it_once(database: str) -> None:
    script = "import sys\nfrom hearsay.ledger import Ledger\nprint(Ledger.open(sys.argv[1]).check())"
    processes = [
        subprocess.Popen(
            [sys.executable, "-c", script, database], stdout=subprocess.PIPE, stderr=subprocess.PIPE
        )
        for _ in range(4)
    ]
    assert [process.communicate() for process in processes] == [(b"[]\n", b"")] * 4
