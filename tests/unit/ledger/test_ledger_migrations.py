"""From every schema that ever was to the newest one."""

from __future__ import annotations

import os
import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from ledger_asked import of_schema

import hearsay
from hearsay.errors import LedgerError, LedgerNewer
from hearsay.ledger import Filters, Ledger, migrate
from hearsay.ledger.engines.sqlite import Sqlite
from hearsay.ledger.schema import metadata
from hearsay.records import Actor, Claim, FactCheck, Member, Part

# A ledger of the first schema holds these rows; written as SQL, because the code will move on.
FIRST_ROWS = """
INSERT INTO documents VALUES ('d1', '9c56cc51b374c3ba189210d5b6d4bf57790d351c96c47c02190ecf1e430635ab',
  '2031-03-04', 'The Lantern', 'the lantern', 'Ferry', 'ferry', 'in/a.txt', 'a.txt', NULL, 'en', '[]', 8,
  'abcdefgh');
INSERT INTO readings VALUES ('d1', '0.1.0+dddd', 1,
  '9c56cc51b374c3ba189210d5b6d4bf57790d351c96c47c02190ecf1e430635ab',
  '{"id":"d1","reader":"0.1.0+dddd","document":{"title":"Ferry","outlet":"The Lantern","authors":[],'
  || '"published":"2031-03-04","url":null,"language":"en","length":8}}');
INSERT INTO documents VALUES ('d2', 'd4051959673f37cf6fbdcd2b6b158f0f591321a84d7f523b29522c6a3e34e901',
  '2031-03-05', NULL, NULL, NULL, NULL, NULL, NULL, NULL, 'en', '[]', 12, 'Ana said ab.');
INSERT INTO readings VALUES ('d2', '0.1.0+dddd', 1,
  'd4051959673f37cf6fbdcd2b6b158f0f591321a84d7f523b29522c6a3e34e901',
  '{"id":"d2","reader":"0.1.0+dddd","document":{"title":null,"outlet":null,"authors":[],'
  || '"published":"2031-03-05","url":null,"language":"en","length":12},'
  || '"entities":[{"type":"other","name":"rain"},{"type":"person","name":"Ana","names":["Ana"]}],'
  || '"statements":[{"source":[],"cue":[],"content":[[0,3]],"form":"narration","act":"report",'
  || '"certainty":"certain","polarity":"positive","speaker":null},'
  || '{"source":[[0,3]],"cue":[[4,8]],"content":[[9,11]],"form":"indirect","act":"say",'
  || '"certainty":"certain","polarity":"positive","speaker":1}]}');
INSERT INTO statements VALUES ('d2', '0.1.0+dddd', 0, '037908eff3214c7c3256a20a', 'narration', 'report',
  'certain', 'positive', 1.0, NULL, NULL, NULL, '[]', '', '', '', 'Ana', 'ana');
INSERT INTO statements VALUES ('d2', '0.1.0+dddd', 1, '96ca10c9befff043b36a0a28', 'indirect', 'say',
  'certain', 'positive', 1.0, NULL, 'Ana', 'ana', '[]', 'Ana', 'ana', 'said', 'ab', 'ab');
INSERT INTO spans VALUES ('d2', '0.1.0+dddd', 0, 'content', 0, 0, 3);
INSERT INTO spans VALUES ('d2', '0.1.0+dddd', 1, 'source', 0, 0, 3);
INSERT INTO spans VALUES ('d2', '0.1.0+dddd', 1, 'cue', 0, 4, 8);
INSERT INTO spans VALUES ('d2', '0.1.0+dddd', 1, 'content', 0, 9, 11);
INSERT INTO rejections VALUES ('r1', 'b.bin', 'binary', 'It is no text.', NULL, NULL);
"""

# An invented next schema, to see that older ledgers are brought to it.
NEXT = f"""
import sqlalchemy as sa
from alembic import op
revision = "{int(migrate.VERSION) + 1:04}"
down_revision = "{migrate.VERSION}"
def upgrade():
    op.create_table("notes", sa.Column("id", sa.Text, primary_key=True))
    op.add_column("documents", sa.Column("shelf", sa.Text))
"""


# What the second schema added.
SECOND_ROWS = """
UPDATE statements SET speaker = 1 WHERE position = 1;
INSERT INTO actors VALUES ('a1', 'person', 'Ana', 'ana', 1, 0, '[]', '[]');
INSERT INTO actor_names VALUES ('a1', 0, 'Ana', 'ana');
INSERT INTO members VALUES ('d2', 1, 'a1', 0, '[]');
INSERT INTO affiliations VALUES ('a1', 0, 'k1', 'The Lantern', 'reporter', '["d2"]');
INSERT INTO states VALUES ('actors', 'made from this');
INSERT INTO known_actors VALUES ('k1', 'known.csv', 'The Lantern', 'organization', '[]', NULL, '[]');
INSERT INTO judgements VALUES ('j1', '2031-05-01T00:00:00+00:00', 'Ed', 'same-actor', 'no',
  '{"document":"d2","span":[0,3],"words":"Ana"}', '{"document":"d1","span":[0,3],"words":"abc"}', NULL, NULL,
  NULL);
"""


def older_ledger(place: Path, version: str, rows: str) -> None:
    """Make a ledger of an older schema, by running the migrations up to it."""
    backend = Sqlite(str(place), create=True, read_only=False, timeout=5)
    backend.prepare()
    with backend.writer.begin() as connection:
        migrate.upgrade(connection, "0001")
    with closing(sqlite3.connect(place)) as raw:
        raw.executescript(FIRST_ROWS)
    with backend.writer.begin() as connection:
        migrate.upgrade(connection, version)
    backend.engine.dispose()
    with closing(sqlite3.connect(place)) as raw:
        raw.executescript(rows)


def first_ledger(place: Path) -> None:
    """Make a ledger of the first schema."""
    older_ledger(place, "0001", "")


@pytest.fixture
def next_schema(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Migrations with one more step than there is; returns the file of that step."""
    folder = tmp_path / "migrations"
    (folder / "versions").mkdir(parents=True)
    for file in (migrate.MIGRATIONS / "env.py", *(migrate.MIGRATIONS / "versions").glob("v*.py")):
        copied = folder / file.relative_to(migrate.MIGRATIONS)
        copied.write_text(file.read_text(encoding="utf-8"), encoding="utf-8")
    step = folder / "versions" / "next.py"
    step.write_text(NEXT)
    monkeypatch.setattr(migrate, "MIGRATIONS", folder)
    monkeypatch.setattr(migrate, "VERSION", f"{int(migrate.VERSION) + 1:04}")
    return step


def tables(place: Path) -> set[str]:
    with sqlite3.connect(place) as connection:
        return {name for (name,) in connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'")}


def test_the_migrations_lead_to_the_schema_in_use(tmp_path: Path) -> None:
    with Ledger.open(str(tmp_path / "a.db")) as ledger, ledger._connection() as connection:
        context = MigrationContext.configure(
            connection,
            opts={
                "version_table": migrate.VERSION_TABLE,
                "compare_type": True,
                "include_object": of_schema,
            },
        )
        assert compare_metadata(context, metadata) == []


def test_the_newest_version_is_the_last_step_and_all_steps_are_in_the_package() -> None:
    config = Config()
    config.set_main_option("script_location", str(migrate.MIGRATIONS))
    assert ScriptDirectory.from_config(config).get_heads() == [migrate.VERSION]
    assert migrate.MIGRATIONS.parent.name == "ledger"
    assert (migrate.MIGRATIONS / "env.py").is_file()


def test_a_first_ledger_opens_with_all_it_holds(tmp_path: Path) -> None:
    place = tmp_path / "a.db"
    first_ledger(place)
    with Ledger.open(str(place), create=False) as ledger:
        assert ledger.find("a.txt").text == "abcdefgh"
        assert ledger.reading("d1").document.length == 8
        assert [row.speaker for row in ledger.statements()] == [None, "Ana"]
        assert [rejection.path for rejection in ledger.rejections()] == ["b.bin"]
        assert ledger.check() == []


def test_the_speakers_of_a_first_ledger_are_known_as_members_of_actors(tmp_path: Path) -> None:
    place = tmp_path / "a.db"
    first_ledger(place)
    with Ledger.open(str(place)) as ledger:
        assert (ledger.actors_state(), list(ledger.actors()), list(ledger.judgements())) == (None, [], [])
        member = Member(document="d2", entity=1)
        ledger.store_actors(
            [Actor(id="a1", type="person", name="Ana", names=("Ana",), members=(member,))], "state"
        )
        assert [row.content for row in ledger.statements(Filters(actor="a1"))] == ["ab"]


def test_a_second_ledger_keeps_what_it_has_and_takes_claims(tmp_path: Path) -> None:
    place = tmp_path / "a.db"
    older_ledger(place, "0002", SECOND_ROWS)
    with pytest.raises(LedgerError, match="older schema 0002"):
        Ledger.open(str(place), read_only=True)
    with Ledger.open(str(place), create=False) as ledger:
        assert ledger.actors_state() == "made from this"
        assert [(one.name, one.affiliations[0].name) for one in ledger.actors()] == [("Ana", "The Lantern")]
        assert [one.id for one in ledger.judgements()] == ["j1"]
        assert [one.id for one in ledger.known_actors()] == ["k1"]
        assert [row.content for row in ledger.statements(Filters(actor="a1"))] == ["ab"]
        nothing = (list(ledger.claims()), list(ledger.copies()), ledger.linked(), ledger.claims_state())
        assert nothing == ([], [], {}, None)
        part = Part(
            statement="96ca10c9befff043b36a0a28", document="d2", position=1, stance="supports", score=1.0
        )
        claim = Claim(id="c1", proposition="Ab.", first="2031-03-05", documents=1, outlets=0, parts=(part,))
        ledger.store_claims(add=[claim], state="now")
        ledger.know_fact_checks([FactCheck(id="f1", claim="Ab.")])
        assert ledger.claim("ab") == claim
        assert ledger.check() == []


def test_an_older_ledger_is_brought_up_when_opened(tmp_path: Path, request: pytest.FixtureRequest) -> None:
    place = tmp_path / "a.db"
    first_ledger(place)
    request.getfixturevalue("next_schema")
    with pytest.raises(LedgerError, match="older schema 0001"):
        Ledger.open(str(place), read_only=True)
    assert "notes" not in tables(place)
    with Ledger.open(str(place), create=False) as ledger:
        assert ledger.counts().documents == 2
    assert "notes" in tables(place)
    Ledger.open(str(place), read_only=True).close()


def test_a_step_that_fails_leaves_the_ledger_as_it_was(tmp_path: Path, next_schema: Path) -> None:
    place = tmp_path / "a.db"
    first_ledger(place)
    before = tables(place)
    good = next_schema.read_text()
    next_schema.write_text(good + "    op.execute('SELECT * FROM nowhere')\n")
    with pytest.raises(LedgerError, match="nowhere"):
        Ledger.open(str(place))
    assert tables(place) == before
    next_schema.write_text(good)
    with Ledger.open(str(place)) as ledger:
        assert ledger.counts().rejections == 1


def test_a_newer_ledger_is_refused(tmp_path: Path) -> None:
    place = tmp_path / "a.db"
    first_ledger(place)
    with sqlite3.connect(place) as connection:
        connection.execute(f"UPDATE {migrate.VERSION_TABLE} SET version_num = '0917'")
    for options in ({}, {"read_only": True}):
        with pytest.raises(LedgerNewer, match="Update hearsay") as caught:
            Ledger.open(str(place), **options)
        assert "0917" in str(caught.value)


def test_opening_an_up_to_date_ledger_needs_no_alembic_and_importing_no_database(tmp_path: Path) -> None:
    place = str(tmp_path / "a.db")
    Ledger.open(place).close()
    script = (
        "import sys, hearsay.ledger\n"
        "assert 'sqlalchemy' not in sys.modules\n"
        "hearsay.ledger.Ledger.open(sys.argv[1]).close()\n"
        "assert 'sqlalchemy' in sys.modules and 'alembic' not in sys.modules\n"
    )
    package = str(Path(hearsay.__path__[0]).parent)
    done = subprocess.run(
        [sys.executable, "-c", script, place],
        env={**os.environ, "PYTHONPATH": package},
        capture_output=True,
        check=False,
    )
    assert done.stderr == b""


def test_processes_that_migrate_at_once_do_it_once(tmp_path: Path) -> None:
    place = tmp_path / "a.db"
    script = "import sys\nfrom hearsay.ledger import Ledger\nprint(Ledger.open(sys.argv[1]).check())"
    package = str(Path(hearsay.__path__[0]).parent)
    processes = [
        subprocess.Popen(
            [sys.executable, "-c", script, str(place)],
            env={**os.environ, "PYTHONPATH": package},
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
        )
        for _ in range(4)
    ]
    assert [process.communicate() for process in processes] == [(b"[]\n", b"")] * 4
