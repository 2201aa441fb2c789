"""Ledgers that earlier versions of hearsay made are brought to the newest schema, and nothing is missing."""

from __future__ import annotations

import gzip
import json
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

import postgres
import pytest
import sqlalchemy

from hearsay.ledger import Ledger, copying, migrate, upkeep
from hearsay.ledger.engines.postgres import Postgres
from hearsay.records import quote

LEDGERS = Path(__file__).with_name("ledgers")
SCHEMAS = sorted(file.name.partition(".")[0] for file in LEDGERS.glob("*.sql.gz"))


@pytest.fixture(params=SCHEMAS)
def schema(request: pytest.FixtureRequest) -> str:
    return str(request.param)


@pytest.fixture
def place(schema: str, tmp_path: Path) -> str:
    """An SQLite file that holds the ledger of this schema."""
    file = tmp_path / "hearsay.db"
    with closing(sqlite3.connect(file)) as connection:
        connection.executescript(gzip.decompress((LEDGERS / f"{schema}.sql.gz").read_bytes()).decode())
    return str(file)


@pytest.fixture
def server_place(schema: str, place: str) -> Iterator[str]:
    """A PostgreSQL database of this schema that holds the same rows."""
    cluster = postgres.cluster()
    url = cluster.empty()
    backend = Postgres(url, read_only=False, timeout=10)
    with backend.writer.begin() as there:
        migrate.upgrade(there, schema)
    source = sqlalchemy.create_engine(f"sqlite:///{place}")
    ours, theirs = sqlalchemy.MetaData(), sqlalchemy.MetaData()
    with source.connect() as here, backend.writer.begin() as there:
        ours.reflect(here)
        theirs.reflect(there)
        for table in theirs.sorted_tables:
            rows = [dict(row._mapping) for row in here.execute(ours.tables[table.name].select())]
            if rows and table.name != migrate.VERSION_TABLE:
                there.execute(table.insert(), rows)
    source.dispose()
    backend.close()
    yield url
    cluster.drop(url)


def asked(place: str, table: str) -> list[dict[str, Any]]:
    """The rows of a table as they are in the file, however it was made; none where there is no such table."""
    with closing(sqlite3.connect(place)) as connection:
        connection.row_factory = sqlite3.Row
        if not connection.execute("SELECT 1 FROM sqlite_master WHERE name = ?", [table]).fetchall():
            return []
        return [dict(row) for row in connection.execute(f"SELECT * FROM {table}")]


def test_there_is_a_ledger_of_every_schema_but_the_last_ones() -> None:
    steps = sorted(file.name[1:5] for file in (migrate.MIGRATIONS / "versions").glob("v0*.py"))
    assert SCHEMAS[:3] == steps[:3] == ["0001", "0002", "0003"]


def test_everything_is_found_again(place: str, schema: str) -> None:
    before = {
        table: asked(place, table)
        for table in (
            "documents", "readings", "statements", "spans", "rejections", "runs", "actors", "actor_names",
            "members", "known_actors", "judgements", "claims", "copies", "fact_checks", "vectors",
        )
    }  # fmt: skip
    assert upkeep.upgrade(place) == upkeep.Upgraded(before=schema, after=migrate.VERSION)
    with Ledger.open(place, create=False, read_only=True) as ledger:
        assert ledger.check() == []
        for row in before["documents"]:
            found = ledger.find(row["id"])
            assert (found.text, found.title, found.path) == (row["text"], row["title"], row["path"])
        for row in before["readings"]:
            reading = ledger.reading(row["document"], row["reader"])
            assert len(reading.statements) == len(json.loads(row["body"])["statements"])
        current = {row["document"]: row["reader"] for row in before["readings"] if row["current"]}
        assert dict(ledger.current_readers()) == current
        for reader in {row["reader"] for row in before["readings"]}:
            rows = list(ledger.statements(reader=reader))
            assert {(row.id, row.content, row.speaker) for row in rows} == {
                (row["id"], row["content_text"], row["speaker_name"])
                for row in before["statements"]
                if row["reader"] == reader
            }
            for row in rows:
                assert row.content == quote(ledger.find(row.document).text, row.content_spans)
        assert len(list(ledger.rejections())) == len(before["rejections"]) > 0
        assert [run.id for run in ledger.runs()] == [row["id"] for row in before["runs"]]
        assert {actor.id: set(actor.names) for actor in ledger.actors()} == {
            row["id"]: {one["name"] for one in before["actor_names"] if one["actor"] == row["id"]}
            for row in before["actors"]
        }
        assert {(document, entity, actor) for document, entity, actor, _ in ledger.members()} == {
            (row["document"], row["entity"], row["actor"]) for row in before["members"]
        }
        assert {one.id for one in ledger.known_actors()} == {row["id"] for row in before["known_actors"]}
        assert [(one.id, one.verdict, one.left and one.left.words) for one in ledger.judgements()] == [
            (row["id"], row["verdict"], json.loads(row["left"])["words"])
            for row in sorted(before["judgements"], key=lambda row: (row["at"], row["id"]))
        ]
        assert {one.id: len(one.parts) for one in ledger.claims()} == {
            row["id"]: len(json.loads(row["body"])["parts"]) for row in before["claims"]
        }
        assert [(one.earlier, one.later) for one in ledger.copies()] == [
            (row["earlier"], row["later"]) for row in before["copies"]
        ]
        assert {one.id for one in ledger.fact_checks()} == {row["id"] for row in before["fact_checks"]}
        assert upkeep.info(ledger).rows["vectors"] == len(before["vectors"])
    assert upkeep.upgrade(place) == upkeep.Upgraded(before=migrate.VERSION, after=migrate.VERSION)


def test_the_ledgers_hold_what_their_schema_had(place: str, schema: str) -> None:
    """So that the test above compares something."""
    tables = ["documents", "readings", "statements", "spans", "rejections", "runs"]
    tables += ["actors", "actor_names", "members", "known_actors", "judgements"] if schema >= "0002" else []
    tables += ["claims", "parts", "copies", "fact_checks", "vectors", "linked"] if schema >= "0003" else []
    assert [table for table in tables if not asked(place, table)] == []


def test_both_databases_come_to_the_same(place: str, server_place: str) -> None:
    with Ledger.open(place) as one, Ledger.open(server_place, create=False) as other:
        assert other.check() == []
        assert list(copying.differences(one, other)) == []
