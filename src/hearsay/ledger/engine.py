"""Everything that differs between databases, for SQLite.

Another backend is another class with the members of :class:`Sqlite`; nothing outside this file and the
migrations knows which one it talks to.
"""

from __future__ import annotations

import errno
import os
import sqlite3
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import msgspec
import sqlalchemy
from sqlalchemy import Connection, Engine, Table, event
from sqlalchemy.dialects.sqlite import insert
from sqlalchemy.engine import make_url
from sqlalchemy.pool import NullPool, QueuePool

from hearsay.errors import HearsayError, LedgerBusy, LedgerError, LedgerFull, UsageError
from hearsay.ledger.index import printable

DEFAULT = "hearsay.db"
ANOTHER = "Name another place with --ledger."


def locate(place: str | None) -> str:
    """The place given, else the one in ``HEARSAY_LEDGER``, else ``hearsay.db`` in the working folder."""
    return place or os.environ.get("HEARSAY_LEDGER") or DEFAULT


class Sqlite:
    """One SQLite file in write-ahead mode: any number of processes read it while one writes.

    Every write transaction takes the write lock at its beginning (``BEGIN IMMEDIATE``), waiting ``timeout``
    seconds for it, so that none fails half-way because another was faster. The ``keeper`` waits for the disk
    after each transaction: it writes what no machine could make again.
    """

    def __init__(self, place: str, *, create: bool, read_only: bool, timeout: float) -> None:
        self.place = printable(place)
        self._timeout = timeout
        self._synchronous = "NORMAL"
        with self.guard():
            self.path = _path(place)
            self._mode = "mode=ro" if read_only else "mode=rwc" if create else "mode=rw"
            if read_only and self.path.is_file() and _frozen(self.path):
                self._mode = "immutable=1"
            engine = sqlalchemy.create_engine(
                "sqlite://", creator=self._connect, poolclass=QueuePool, max_overflow=-1
            )
            keeper = sqlalchemy.create_engine(
                "sqlite://", creator=lambda: self._connect("FULL"), poolclass=NullPool
            )
            for one in (engine, keeper):
                event.listen(one, "begin", _begin)
            self.engine: Engine = engine
            self.writer: Engine = engine.execution_options(hearsay_writes=True)
            self.keeper: Engine = keeper.execution_options(hearsay_writes=True)

    def exists(self) -> bool:
        """Is there a file at this place?

        Raises:
            LedgerError: there is something else, or no folder that could hold one.
        """
        with self.guard():
            if self.path.is_dir():
                raise LedgerError("This is a folder, not a ledger.", where=self.place, remedy=ANOTHER)
            if not self.path.parent.is_dir():
                raise LedgerError(
                    "The folder for the ledger does not exist.",
                    where=printable(str(self.path.parent)),
                    remedy="Create it, or name another place with --ledger.",
                )
            return self.path.exists()

    def prepare(self) -> None:
        """Turn write-ahead mode on, which the file then remembers.

        Raises:
            LedgerError: the file cannot be written or is no database.
        """
        with self.guard():
            deadline = time.monotonic() + self._timeout
            connection = self._connect()
            try:
                while (mode := _write_ahead(connection)) is None:
                    # SQLite does not wait by itself where two processes switch the mode at once.
                    if time.monotonic() > deadline:
                        raise self._busy()
                    time.sleep(0.02)
            finally:
                connection.close()
            if mode != "wal":
                # A file system without shared memory keeps the old journal, which NORMAL does not protect.
                self._synchronous = "FULL"

    def insert_new(self, table: Table) -> sqlalchemy.Insert:
        """An insert that leaves an existing row with the same key alone."""
        return insert(table).on_conflict_do_nothing()

    def damage(self, connection: Connection) -> Iterator[str]:
        """What the database itself finds wrong with its file."""
        for (message,) in connection.exec_driver_sql("PRAGMA integrity_check(20)"):
            if message != "ok":
                yield f"The database file is damaged: {message}"
        for table, row, parent, _ in connection.exec_driver_sql("PRAGMA foreign_key_check"):
            yield f"A row of {table} ({row}) belongs to a row of {parent} that is not there."

    @contextmanager
    def guard(self) -> Iterator[None]:
        """Let no foreign error out: each becomes a LedgerError that says what to do."""
        try:
            yield
        except HearsayError:
            raise
        except UnicodeEncodeError as error:
            raise UsageError(
                "The request holds half a character or one that no text holds.",
                where=repr(error.object[error.start : error.end]),
                remedy="Leave it out.",
            ) from error
        except (
            sqlalchemy.exc.SQLAlchemyError,
            sqlite3.Error,
            msgspec.MsgspecError,
            OSError,
            ValueError,
            OverflowError,
        ) as error:
            raise self._translate(error) from error

    def _translate(self, error: Exception) -> LedgerError:
        cause = error.orig if isinstance(error, sqlalchemy.exc.DBAPIError) and error.orig else error
        code = getattr(cause, "sqlite_errorcode", 0)
        reading = code in (sqlite3.SQLITE_IOERR_READ, sqlite3.SQLITE_IOERR_SHORT_READ)
        kind = code & 0xFF
        if kind == sqlite3.SQLITE_FULL or (kind == sqlite3.SQLITE_IOERR and not reading) or _no_space(cause):
            return LedgerFull(
                "The disk under the ledger is full, or does not take what is written to it.",
                where=self.place,
                remedy="What was stored is safe. Make room, then run the same command again to go on.",
            )
        if kind in (sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED):
            return self._busy()
        if kind == sqlite3.SQLITE_NOTADB:
            what, remedy = "This file is not a ledger; it was left as it is.", ANOTHER
        elif kind == sqlite3.SQLITE_CORRUPT or reading or isinstance(cause, msgspec.MsgspecError):
            what = f"The ledger is damaged: {cause}."
            remedy = "Bring it back from a backup, or read the documents again into a new ledger (--ledger)."
        elif kind in (sqlite3.SQLITE_READONLY, sqlite3.SQLITE_CANTOPEN, sqlite3.SQLITE_PERM) or isinstance(
            cause, OSError
        ):
            what = f"The ledger cannot be opened or written here: {cause}."
            remedy = "Check the permissions of the file and its folder, or name another place with --ledger."
        else:
            what = f"The database under the ledger refused: {cause}."
            remedy = "Try again; if it happens again, please report it with this message."
        return LedgerError(what, where=self.place, remedy=remedy)

    def _busy(self) -> LedgerBusy:
        return LedgerBusy(
            f"Another process has been writing to the ledger for more than {self._timeout:g} seconds.",
            where=self.place,
            remedy="Wait until it is done, then run the same command again to go on.",
        )

    def _connect(self, synchronous: str | None = None) -> sqlite3.Connection:
        connection = sqlite3.connect(
            f"{self.path.as_uri()}?{self._mode}",
            uri=True,
            timeout=self._timeout,
            isolation_level=None,
            check_same_thread=False,
        )
        try:
            connection.execute("PRAGMA foreign_keys = ON")
            connection.execute(f"PRAGMA synchronous = {synchronous or self._synchronous}")
            # Folding the log back waits for the disk; every 16 MB instead of every 4 is a third faster.
            connection.execute("PRAGMA wal_autocheckpoint = 4000")
        except sqlite3.Error:
            connection.close()
            raise
        return connection


def _path(place: str) -> Path:
    if "://" in place:
        scheme = place.partition("://")[0]
        if scheme.partition("+")[0] != "sqlite":
            raise LedgerError(
                f"This version keeps its ledger in an SQLite file and cannot use {scheme}.",
                remedy="Name a file with --ledger.",
            )
        place = make_url(place).database or ""
    if not place or place == ":memory:" or "\0" in place:
        raise LedgerError("A ledger needs a file to live in.", remedy="Name one with --ledger.")
    return Path(place).expanduser().absolute()


def _begin(connection: Connection) -> None:
    writes = connection.get_execution_options().get("hearsay_writes")
    connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")


def _write_ahead(connection: sqlite3.Connection) -> str | None:
    """The journal mode after asking for write-ahead, or None where another process is in the way."""
    try:
        (mode,) = connection.execute("PRAGMA journal_mode").fetchone()
        if mode != "wal":
            (mode,) = connection.execute("PRAGMA journal_mode = WAL").fetchone()
        return str(mode)
    except sqlite3.OperationalError as error:
        if error.sqlite_errorcode & 0xFF in (sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED):
            return None
        raise


def _frozen(path: Path) -> bool:
    """Can nobody write here, so that the file can be read without its shared-memory companion?"""
    return not os.access(path.parent, os.W_OK) and not Path(f"{path}-wal").exists()


def _no_space(cause: Any) -> bool:
    return isinstance(cause, OSError) and cause.errno in (errno.ENOSPC, errno.EDQUOT)
