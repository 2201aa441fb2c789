"""The ledger in an SQLite file."""

from __future__ import annotations

import errno
import os
import sqlite3
import time
from collections.abc import Iterable, Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import ClassVar

import msgspec
import sqlalchemy
from sqlalchemy import Connection, Table, event
from sqlalchemy.dialects.sqlite import insert
from sqlalchemy.engine import make_url
from sqlalchemy.pool import NullPool, QueuePool

from hearsay.errors import HearsayError, LedgerError, LedgerFull
from hearsay.ledger.engines.base import ANOTHER, FOREIGN, ON, Backend, original
from hearsay.ledger.engines.filelock import FileLock
from hearsay.ledger.index import printable

BESIDE = ("", "-wal", "-shm")
FROZEN = "immutable=1"


class Sqlite(Backend):
    """One SQLite file in write-ahead mode: any number of processes read it while one writes.

    Every write transaction takes the write lock at its beginning (``BEGIN IMMEDIATE``), waiting ``timeout``
    seconds for it, so that none fails half-way because another was faster. The ``keeper`` waits for the disk
    after each transaction.
    """

    name = "SQLite"
    foreign: ClassVar[tuple[type[Exception], ...]] = (*FOREIGN, sqlite3.Error)

    def __init__(self, place: str, *, create: bool, read_only: bool, timeout: float) -> None:
        super().__init__(printable(place), timeout)
        self._synchronous = "NORMAL"
        with self.guard():
            self.path = _path(place)
            self._mode = "mode=ro" if read_only else "mode=rwc" if create else "mode=rw"
            # What lies on a disc or in an archive can be read by whoever opens it for writing, too.
            reads = read_only or not (create or os.access(self.path, os.W_OK))
            if reads and self.path.is_file() and _frozen(self.path):
                self._mode = FROZEN
            engine = sqlalchemy.create_engine(
                "sqlite://", creator=self._connect, poolclass=QueuePool, max_overflow=-1
            )
            keeper = sqlalchemy.create_engine(
                "sqlite://", creator=lambda: self._connect("FULL"), poolclass=NullPool
            )
            for one in (engine, keeper):
                event.listen(one, "begin", _begin)
            self.engine = engine
            self.writer = engine.execution_options(hearsay_writes=True)
            self.keeper = keeper.execution_options(hearsay_writes=True)

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
        """Turn write-ahead mode on, which the file then remembers, unless nobody can write it.

        Raises:
            LedgerError: the file cannot be written or is no database.
        """
        if self._mode == FROZEN:
            return
        with self.guard(), closing(self._connect()) as connection:
            deadline = time.monotonic() + self.timeout
            while (mode := _write_ahead(connection)) is None:
                # SQLite does not wait by itself where two processes switch the mode at once.
                if time.monotonic() > deadline:
                    raise self.busy()
                time.sleep(0.02)
            if mode != "wal":
                # A file system without shared memory keeps the old journal, which NORMAL does not protect.
                self._synchronous = "FULL"

    def insert_new(self, table: Table) -> sqlalchemy.Insert:
        """An insert that leaves an existing row with the same key alone."""
        return insert(table).on_conflict_do_nothing()

    def be_alone(self, connection: Connection) -> None:
        """Nothing to wait for: whoever writes holds the one write lock."""

    def freeze(self, connection: Connection, tables: Iterable[str]) -> None:
        """Nothing to wait for: whoever writes holds the one write lock."""

    @contextmanager
    def linking_alone(self, timeout: float) -> Iterator[None]:
        """Hold a lock on a file beside the ledger, which the end of the process lets go of."""
        lock = FileLock(Path(f"{self.path}-linking"))
        with self.guard():
            deadline = time.monotonic() + timeout
            while not lock.acquire():
                if time.monotonic() > deadline:
                    raise self.linked_by_another(timeout)
                time.sleep(0.05)
        try:
            yield
        finally:
            with self.guard():
                lock.release()

    def damage(self, connection: Connection) -> Iterator[str]:
        """What the database itself finds wrong with its file."""
        for (message,) in connection.exec_driver_sql("PRAGMA integrity_check(20)"):
            if message != "ok":
                yield f"The database file is damaged: {message}"
        for table, row, parent, _ in connection.exec_driver_sql("PRAGMA foreign_key_check"):
            yield f"A row of {table} ({row}) belongs to a row of {parent} that is not there."

    def vacuum(self) -> None:
        """Write the file anew without gaps, and fold the log back."""
        with self.guard(), closing(self._connect()) as connection:
            connection.execute("VACUUM")
        self.settle()

    def settle(self) -> None:
        """Fold the log back into the file."""
        with self.guard(), closing(self._connect()) as connection:
            connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()

    def size(self) -> int:
        """How many bytes the file takes, with the log beside it."""
        with self.guard():
            files = (Path(f"{self.path}{suffix}") for suffix in BESIDE)
            return sum(file.stat().st_size for file in files if file.exists())

    def version(self) -> str:
        """Of SQLite."""
        return sqlite3.sqlite_version

    def translate(self, error: Exception) -> HearsayError:
        """A foreign error as one of ours that says what to do."""
        cause = original(error)
        code = getattr(cause, "sqlite_errorcode", 0)
        reading = code in (sqlite3.SQLITE_IOERR_READ, sqlite3.SQLITE_IOERR_SHORT_READ)
        kind = code & 0xFF
        if kind == sqlite3.SQLITE_FULL or (kind == sqlite3.SQLITE_IOERR and not reading) or _no_space(cause):
            return LedgerFull(
                "The disk under the ledger is full, or does not take what is written to it.",
                where=self.place,
                remedy=ON.format("Make room."),
            )
        if kind in (sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED):
            return self.busy()
        if kind == sqlite3.SQLITE_CORRUPT or reading or isinstance(cause, msgspec.MsgspecError):
            return self.damaged(cause)
        if kind == sqlite3.SQLITE_NOTADB:
            what, remedy = "This file is not a ledger; it was left as it is.", ANOTHER
        elif kind in (sqlite3.SQLITE_READONLY, sqlite3.SQLITE_CANTOPEN, sqlite3.SQLITE_PERM) or isinstance(
            cause, OSError
        ):
            what = f"The ledger cannot be opened or written here: {cause}."
            remedy = "Check the permissions of the file and its folder, or name another place with --ledger."
        else:
            return self.refused(cause)
        return LedgerError(what, where=self.place, remedy=remedy)

    def _connect(self, synchronous: str | None = None) -> sqlite3.Connection:
        connection = sqlite3.connect(
            f"{self.path.as_uri()}?{self._mode}",
            uri=True,
            timeout=self.timeout,
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


def _no_space(cause: BaseException) -> bool:
    return isinstance(cause, OSError) and cause.errno in (errno.ENOSPC, errno.EDQUOT)
