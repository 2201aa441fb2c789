"""Who is let into a PostgreSQL ledger, and what those are told who are not."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import postgres
import pytest
from ledger_asked import name, pair

from hearsay.errors import LedgerBusy, LedgerError, LedgerNotFound
from hearsay.ledger import Ledger
from hearsay.ledger.engines.postgres_errors import without_password

PASSWORD = "s@:/e?c#r&e%t"


@pytest.fixture
def user(cluster: postgres.Cluster, database: str) -> Iterator[str]:
    """Somebody who needs a password and has no rights yet."""
    cluster.execute(f"CREATE USER clerk PASSWORD '{PASSWORD}'")
    yield "clerk"
    cluster.execute("DROP OWNED BY clerk CASCADE", name(database))
    cluster.execute("DROP USER clerk")


def refused(place: str, kind: type[LedgerError] = LedgerError, **options: object) -> str:
    """What opening a ledger here says; it must say what to do, too, and no password."""
    with pytest.raises(kind) as caught:
        Ledger.open(place, **{"timeout": 5, **options})
    assert caught.value.remedy
    assert PASSWORD not in str(caught.value)
    assert "s%40" not in str(caught.value)
    return str(caught.value)


@pytest.mark.parametrize(
    ("place", "shown"),
    [
        ("postgresql://desk@archive/news", "postgresql://desk@archive/news"),
        ("postgresql://desk:secret@archive:5433/news", "postgresql://desk:***@archive:5433/news"),
        ("postgresql://desk:se@cr/et@archive/news", "postgresql://desk:***@archive/news"),
        ("postgres:///news?password=secret&user=desk", "postgres:///news?password=***&user=desk"),
        ("postgresql://a/b?sslpassword=secret", "postgresql://a/b?sslpassword=***"),
        ("postgresql://:secret@/news", "postgresql://:***@/news"),
    ],
)
def test_a_place_is_shown_without_its_password(place: str, shown: str) -> None:
    assert without_password(place) == shown


def test_whoever_has_the_password_and_the_rights_gets_in(
    cluster: postgres.Cluster, database: str, user: str
) -> None:
    cluster.execute(f"GRANT CREATE ON SCHEMA public TO {user}", name(database))
    url = cluster.url_with_password(name(database), user, PASSWORD)
    with Ledger.open(url) as ledger:
        assert ledger.store(*pair(1)) is None
        assert PASSWORD not in ledger.place
        assert "s%40" not in ledger.place


def test_a_wrong_password_a_missing_one_and_an_unknown_user(
    cluster: postgres.Cluster, database: str, user: str
) -> None:
    wrong = cluster.url_with_password(name(database), user, "guess")
    assert "does not let you in" in refused(wrong)
    assert "guess" not in refused(wrong)
    assert "does not let you in" in refused(wrong.replace(":guess@", "@"))
    assert "does not let you in" in refused(cluster.url(name(database), "nobody-here"))


def test_a_missing_database_says_how_to_make_one(cluster: postgres.Cluster) -> None:
    assert "createdb no_such" in refused(cluster.url("no_such"), LedgerNotFound)


def test_missing_rights_are_named(cluster: postgres.Cluster, database: str, user: str) -> None:
    url = cluster.url(name(database), user)
    assert "You lack a right" in refused(url)
    Ledger.open(database).close()
    assert "You lack a right" in refused(url, create=False)
    cluster.execute(f"GRANT SELECT ON ALL TABLES IN SCHEMA public TO {user}", name(database))
    with Ledger.open(url) as ledger:
        assert ledger.counts().documents == 0
        with pytest.raises(LedgerError, match="lack a right") as caught:
            ledger.store(*pair(1))
        assert caught.value.remedy


@pytest.mark.parametrize(
    ("place", "says"),
    [
        ("postgresql://127.0.0.1:1/news", "cannot be reached"),
        ("postgresql:///news?host=/no/such/folder", "cannot be reached"),
        ("postgresql://desk@nowhere.invalid/news", "cannot be reached"),
        ("postgresql://desk@host:port/news", "no URL of a database"),
        ("postgresql://desk:p@ss@host/news", "no URL of a database"),
        ("postgresql://desk@host/news?no_such_option=1", "cannot be reached"),
        ("postgresql+asyncpg://desk@host/news", "cannot use postgresql"),
    ],
)
def test_a_place_that_cannot_be_reached(place: str, says: str) -> None:
    if reason := postgres.missing():
        pytest.skip(reason)
    assert says in refused(place)
    assert says in refused(place, read_only=True)


def test_the_driver_that_is_missing_is_named(tmp_path: Path) -> None:
    script = (
        "import sys; sys.modules['psycopg'] = None\n"
        "from hearsay.errors import LedgerError\n"
        "from hearsay.ledger import Ledger\n"
        "try: Ledger.open('postgresql://desk@archive/news')\n"
        "except LedgerError as error: print(error)\n"
        "Ledger.open(sys.argv[1]).close()\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", script, str(tmp_path / "a.db")], capture_output=True, text=True, check=True
    )
    assert "pip install 'hearsay[postgres]'" in done.stdout


def test_a_database_of_something_else_is_left_alone(cluster: postgres.Cluster, database: str) -> None:
    cluster.execute("CREATE TABLE bookmarks (id text)", name(database))
    for options in ({}, {"create": False}, {"read_only": True}):
        assert "not a ledger" in refused(database, **options)
    tables = cluster.execute("SELECT tablename FROM pg_tables WHERE schemaname = 'public'", name(database))
    assert tables == [("bookmarks",)]


def test_a_database_that_cannot_hold_every_text_is_refused(cluster: postgres.Cluster) -> None:
    cluster.execute(
        "CREATE DATABASE narrow TEMPLATE template0 ENCODING 'LATIN1' LOCALE 'C' LOCALE_PROVIDER libc"
    )
    try:
        assert "--encoding UTF8" in refused(cluster.url("narrow"))
    finally:
        cluster.execute("DROP DATABASE narrow")


def test_too_many_connections_are_told(cluster: postgres.Cluster, database: str, user: str) -> None:
    cluster.execute(f"ALTER USER {user} CONNECTION LIMIT 0")
    assert "no more connections" in refused(cluster.url(name(database), user), LedgerBusy)
