"""An open database: opened, brought to the newest schema, and asked in transactions."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from itertools import islice
from threading import local
from typing import Any, Self, TypeVar

from sqlalchemy import ColumnElement, Connection, Select, Table, insert, inspect

from hearsay.errors import LedgerError, LedgerNotFound
from hearsay.ledger import migrate
from hearsay.ledger.engines import Backend, backend_at, locate
from hearsay.ledger.index import Row

T = TypeVar("T")
BATCH = 200  # rows fetched, or ids asked for, at a time


class Database:
    """One open database of the newest schema, with its transactions.

    What the books of a ledger have in common: they run their statements through it, and nothing foreign is
    raised.
    """

    def __init__(self, backend: Backend) -> None:
        self._backend = backend
        self._open = True
        self._linking = local()

    @classmethod
    def open(
        cls,
        place: str | None = None,
        *,
        create: bool = True,
        read_only: bool = False,
        timeout: float = 30.0,
    ) -> Self:
        """Open the ledger at a path or URL, by default ``HEARSAY_LEDGER`` or ``hearsay.db``.

        An older ledger is brought to the newest schema, in one transaction. ``timeout`` is how many seconds
        to wait for other processes that write.

        Raises:
            LedgerNotFound: there is none, and ``create`` is false or ``read_only`` true.
            LedgerNewer: a newer hearsay made it.
            LedgerBusy, LedgerFull: as the names say.
            LedgerError: it is no ledger, is damaged, cannot be written, or is older and ``read_only``.
        """
        place = locate(place)
        create = create and not read_only
        backend = backend_at(place, create=create, read_only=read_only, timeout=timeout)
        ledger = cls(backend)
        try:
            if not backend.exists() and not create:
                raise not_found(backend.place)
            if not read_only:
                backend.prepare()
            ledger._migrate(create=create, read_only=read_only)
        except BaseException:
            ledger.close()
            raise
        return ledger

    def _migrate(self, *, create: bool, read_only: bool) -> None:
        with self._connection() as connection:
            found = migrate.version(connection, self.place)
        if found == migrate.VERSION:
            return
        if found is None and not create:
            raise not_found(self.place)
        if read_only:
            raise LedgerError(
                f"The ledger has the older schema {found}, and opened for reading only it cannot be updated.",
                where=self.place,
                remedy="Open it once for writing (`hearsay read` does), or work on a copy.",
            )
        with self._connection(write=True) as connection:
            # Another process may have been faster.
            if migrate.version(connection, self.place) != migrate.VERSION:
                self._backend.freeze(connection, inspect(connection).get_table_names())
                migrate.upgrade(connection, migrate.VERSION)

    @property
    def place(self) -> str:
        """The path or URL, as it was given but for a password."""
        return self._backend.place

    def close(self) -> None:
        """Let go of the database; closing twice is fine."""
        self._open = False
        self._backend.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    @contextmanager
    def linking_alone(self, timeout: float | None = None) -> Iterator[None]:
        """Be the only process that links this ledger; whoever does already goes on.

        Another one is waited for, ``timeout`` seconds at most, by default as long as for one that writes.

        Raises:
            LedgerBusy: it links still.
            LedgerError: the ledger is closed, or cannot be locked.
        """
        self._check_open()
        if getattr(self._linking, "alone", False):
            yield
            return
        wait = self._backend.timeout if timeout is None else timeout
        with self._backend.linking_alone(wait):
            self._linking.alone = True
            try:
                yield
            finally:
                self._linking.alone = False

    @contextmanager
    def _connection(
        self, *, write: bool = False, durable: bool = False, beside: bool = False
    ) -> Iterator[Connection]:
        """A transaction: one that reads, unless it is to ``write``.

        One that writes is the only one to do so, as far as the database takes care of it, unless it may stand
        ``beside`` others: if it adds things, or locks what it changes. What a ``durable`` one writes survives
        a power failure, too.
        """
        with self._backend.guard():
            self._check_open()
            backend = self._backend
            engine = backend.keeper if durable else backend.writer if write else backend.engine
            with engine.begin() as connection:
                if write and not beside:
                    backend.be_alone(connection)
                try:
                    yield connection
                except GeneratorExit:
                    # Whoever asks for no more need not hear that the connection is gone.
                    with suppress(*backend.foreign):
                        connection.rollback()
                    raise

    def _check_open(self) -> None:
        if not self._open:
            raise LedgerError("The ledger is closed.", where=self.place, remedy="Open it again.")

    def _insert_new(self, connection: Connection, table: Table, row: Row) -> bool:
        counted = self._backend.insert_new(table).execution_options(preserve_rowcount=True)
        return connection.execute(counted, row).rowcount > 0

    def _stream(self, query: Select[Any], size: int = BATCH) -> Iterator[Any]:
        with self._connection() as connection:
            yield from connection.execute(query.execution_options(yield_per=size))

    def _stream_of(self, query: Select[Any], key: ColumnElement[Any], ids: Iterable[str]) -> Iterator[Any]:
        """The rows that have one of these ids in the column, however many these are.

        Batches of ids in their order, and in each the order of the query.
        """
        with self._connection() as connection:
            for some in batches(sorted(set(ids))):
                yield from connection.execute(query.where(key.in_(some)))


def batches(items: Iterable[T], size: int = BATCH) -> Iterator[list[T]]:
    """Cut a stream into lists, in order."""
    iterator = iter(items)
    while batch := list(islice(iterator, size)):
        yield batch


def fill(connection: Connection, table: Table, rows: Iterable[Row]) -> None:
    """Insert a stream of rows."""
    for batch in batches(rows, size=1000):
        connection.execute(insert(table), batch)


def not_found(place: str) -> LedgerNotFound:
    """The error of a place where there is no ledger."""
    return LedgerNotFound(
        "There is no ledger here yet.",
        where=place,
        remedy="Run `hearsay read` first, or name another with --ledger.",
    )
