"""What PostgreSQL and its driver may answer, in our words, with what to do. Passwords are left out."""

from __future__ import annotations

import re

import msgspec
import sqlalchemy
from sqlalchemy.engine import make_url

from hearsay.errors import HearsayError, LedgerBusy, LedgerError, LedgerFull, LedgerNotFound
from hearsay.ledger.engines.base import ON, Backend, no_text, original
from hearsay.ledger.index import printable

try:
    import psycopg
except ImportError as error:
    raise LedgerError(
        f"A ledger in PostgreSQL needs the driver psycopg: {error}.",
        remedy="Run: pip install 'hearsay[postgres]'",
    ) from error

__all__ = ["check_server", "not_connected", "parsed", "passes", "psycopg", "translated", "without_password"]

OLDEST = 15

# Errors met while connecting carry no code, only a message of the server in its language: where it is
# another than English, the last of these remedies has to do.
_MOMENT = re.compile(r"starting up|shutting down|in recovery mode|not yet accepting connections")
_CROWDED = re.compile(r"too many (clients|connections)|connection slots are reserved")
_NO_DATABASE = re.compile(r'database "(.*?)" does not exist')
_NO_ENTRY = re.compile(
    r"authentication failed|no password supplied|no pg_hba\.conf entry|role \".*\" does not exist"
    r"|not permitted to log in|permission denied for database"
)
_LOST = ("08", "57P")
_BUSY = ("40P01", "40001", "55P03")


def without_password(place: str) -> str:
    """A URL as people may see it."""
    # A password may hold any character, an @ too, and somebody may have forgotten to escape it.
    shown = re.sub(r"(://[^:/@?]*):.*@", r"\1:***@", printable(place))
    return re.sub(r"(?<=[?&])((?:ssl)?password)=[^&]*", r"\1=***", shown)


def parsed(place: str, shown: str) -> sqlalchemy.URL:
    """The parts of a URL.

    Raises:
        LedgerError: it has none that make sense.
    """
    try:
        if place.partition("?")[0].count("@") > 1:
            raise ValueError("which part is the password, and which the host?")
        return make_url(place).set(drivername="postgresql+psycopg")
    except (sqlalchemy.exc.ArgumentError, ValueError):
        raise LedgerError(
            "This is no URL of a database.",
            where=shown,
            remedy="Write postgresql://USER@HOST:PORT/DATABASE, and an @ or / in a password as %40 or %2F.",
        ) from None


def passes(error: Exception) -> bool:
    """Does the server only need a moment?"""
    return _MOMENT.search(str(error)) is not None


def check_server(version: int, encoding: str | None, place: str) -> None:
    """Refuse a server that is too old, or a database that cannot hold every text.

    Raises:
        LedgerError: as said.
    """
    if version // 10000 < OLDEST:
        raise LedgerError(
            f"This server is PostgreSQL {version // 10000}.",
            where=place,
            remedy=f"Use PostgreSQL {OLDEST} or newer.",
        )
    if encoding != "UTF8":
        raise LedgerError(
            f"This database keeps its texts as {encoding}, which cannot hold every character.",
            where=place,
            remedy="Make another one: createdb --encoding UTF8 --template template0 NAME",
        )


def not_connected(backend: Backend, error: Exception, password: str | None) -> LedgerError:
    """The error of a connection that could not be made."""
    why = _why(error, password)
    if passes(error):
        return LedgerBusy(
            f"The database server is starting or stopping: {why}.",
            where=backend.place,
            remedy="Wait a moment, then run the same command again.",
        )
    if _CROWDED.search(why):
        return LedgerBusy(
            f"The database server takes no more connections: {why}.",
            where=backend.place,
            remedy="Wait until others are done, or raise max_connections on the server.",
        )
    if found := _NO_DATABASE.search(why):
        return LedgerNotFound(
            f"There is no database “{found[1]}” on this server.",
            where=backend.place,
            remedy=f"Make it (createdb {found[1]}), or name another with --ledger.",
        )
    if _NO_ENTRY.search(why):
        return LedgerError(
            f"The database server does not let you in: {why}.",
            where=backend.place,
            remedy="Check the user and password in the URL, in PGPASSWORD or in the file ~/.pgpass.",
        )
    return LedgerError(
        f"The database server cannot be reached: {why}.",
        where=backend.place,
        remedy="Check that it runs, and the host, port, user and database in the URL.",
    )


def translated(backend: Backend, error: Exception, password: str | None) -> HearsayError:
    """Any other error, as one of ours."""
    cause = original(error)
    why = _why(cause, password)
    code = getattr(cause, "sqlstate", None) or ""
    place = backend.place
    if isinstance(cause, msgspec.MsgspecError) or code.startswith("XX"):
        return backend.damaged(why)
    if isinstance(cause, psycopg.DataError) and "NUL" in why:
        return no_text("'\\x00'")
    cut = isinstance(cause, psycopg.OperationalError | psycopg.InterfaceError) and not code
    if cut or code.startswith(_LOST):
        return LedgerError(
            f"The connection to the database was lost: {why}.",
            where=place,
            remedy=ON.format("Wait until the server answers."),
        )
    if code in _BUSY:
        return backend.busy()
    if code == "53100" or "No space left on device" in why:
        return LedgerFull(
            f"The disk under the database is full: {why}.", where=place, remedy=ON.format("Make room.")
        )
    if code == "42501":
        return LedgerError(
            f"You lack a right in this database: {why}.",
            where=place,
            remedy="Ask its owner: reading needs SELECT on its tables, writing INSERT, UPDATE and DELETE, "
            "a new ledger or a newer hearsay CREATE on its schema.",
        )
    if code == "25006":
        return LedgerError(
            f"The ledger can only be read: {why}.",
            where=place,
            remedy="Open it for writing, too; if the server is a standby, name the one that takes writes.",
        )
    if code == "54000":
        return LedgerError(
            f"A name is longer than PostgreSQL can look up: {why}.",
            where=place,
            remedy="Shorten it, or keep this ledger in an SQLite file.",
        )
    return backend.refused(why)


def _why(error: BaseException, password: str | None) -> str:
    """The first line of a message, without the password."""
    lines = str(error).strip().splitlines() or [type(error).__name__]
    line = re.sub(r"^(connection failed: )?", "", lines[0].strip()).rstrip(".:")
    if password and len(password) > 2:
        line = line.replace(password, "***")
    return re.sub(r"\s+", " ", line)
