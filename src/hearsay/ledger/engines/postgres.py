"""The ledger in a PostgreSQL database. Loaded only where a place names one."""

from __future__ import annotations

import logging
import math
import time
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from typing import Any, ClassVar

import sqlalchemy
from sqlalchemy import Connection, Table, event, inspect, text
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.pool import QueuePool

from hearsay.errors import HearsayError, LedgerError
from hearsay.ledger.engines import postgres_errors as errors
from hearsay.ledger.engines.base import FOREIGN, Backend
from hearsay.ledger.engines.postgres_errors import psycopg

# Keys of advisory locks, which PostgreSQL keeps apart by database.
REPLACING = (0x68656172, 1)
LINKING = (0x68656172, 2)

# What is acknowledged must survive a crash of the server, whatever its owner thought good enough for others.
SETTINGS = """
SELECT set_config('lock_timeout', %s, false),
  CASE current_setting('synchronous_commit') WHEN 'off' THEN set_config('synchronous_commit', 'on', false) END
"""
INVALID_INDEXES = """
SELECT c.relname FROM pg_index i JOIN pg_class c ON c.oid = i.indexrelid
WHERE c.relnamespace = current_schema()::regnamespace AND NOT (i.indisvalid AND i.indisready) ORDER BY 1
"""
FOREIGN_KEYS = """
SELECT conrelid::regclass::text AS child, confrelid::regclass::text AS parent,
  (SELECT string_agg(format('child.%I = parent.%I', a.attname, b.attname), ' AND ')
   FROM unnest(conkey, confkey) AS k(own, other)
   JOIN pg_attribute a ON a.attrelid = conrelid AND a.attnum = k.own
   JOIN pg_attribute b ON b.attrelid = confrelid AND b.attnum = k.other) AS alike
FROM pg_constraint WHERE contype = 'f' AND connamespace = current_schema()::regnamespace ORDER BY 1, 2, 3
"""

# They write about lost connections into the terminal of whoever has set up no log; we raise an error.
for library in ("psycopg", "sqlalchemy.pool"):
    logging.getLogger(library).addHandler(logging.NullHandler())


class Postgres(Backend):
    """One PostgreSQL database that any number of processes read and write at once.

    Reading transactions are REPEATABLE READ, so that an iterator sees the ledger as it was when it began.
    Writing ones are READ COMMITTED: those that store one thing lock what they store; those that replace
    things as a whole take an advisory lock (:meth:`be_alone`). ``timeout`` is how many seconds any of them
    waits for a lock, and a new connection for a server that is starting.
    """

    name = "PostgreSQL"
    foreign: ClassVar[tuple[type[Exception], ...]] = (*FOREIGN, psycopg.Error)

    def __init__(self, place: str, *, read_only: bool, timeout: float) -> None:
        super().__init__(errors.without_password(place), timeout)
        self._sentry: psycopg.Connection[Any] | None = None
        self._password: str | None = None
        with self.guard():
            url = errors.parsed(place, self.place)
            self._password = None if url.password is None else str(url.password)
            # Connections are asked whether they still live before they are used: a server may restart.
            pool = sqlalchemy.create_engine(
                url,
                poolclass=QueuePool,
                max_overflow=-1,
                pool_pre_ping=True,
                use_native_hstore=False,
            )
            event.listen(pool, "do_connect", self._connect_to)
            self.engine = pool.execution_options(isolation_level="REPEATABLE READ", postgresql_readonly=True)
            self.writer = pool.execution_options(
                isolation_level="READ COMMITTED", postgresql_readonly=read_only
            )
            self.keeper = self.writer
            self._outside = pool.execution_options(isolation_level="AUTOCOMMIT")
            self._arguments = pool.dialect.create_connect_args(url)[1]

    def exists(self) -> bool:
        """Is there a database at this place?

        Raises:
            LedgerNotFound: there is no such database.
            LedgerError: it cannot be reached or entered, or is none that can hold a ledger.
        """
        with self.guard(), self._outside.connect() as connection:
            info = connection.connection.driver_connection.info  # type: ignore[union-attr]
            errors.check_server(info.server_version, info.parameter_status("server_encoding"), self.place)
            if connection.execute(text("SELECT current_schema()")).scalar() is None:
                raise LedgerError(
                    "No schema of this database can be used.",
                    where=self.place,
                    remedy="Set a search_path for this user, such as public, or grant USAGE on the schema.",
                )
        return True

    def prepare(self) -> None:
        """Nothing to make ready."""

    def insert_new(self, table: Table) -> sqlalchemy.Insert:
        """An insert that leaves an existing row with the same key alone."""
        return insert(table).on_conflict_do_nothing()

    def be_alone(self, connection: Connection) -> None:
        """Wait until no other transaction replaces anything as a whole; until this one ends none will.

        Raises:
            LedgerError: this ledger links, and the connection that held the lock for it was lost.
        """
        if self._sentry is not None:
            self._sentry.execute("SELECT 1")
        connection.execute(text("SELECT pg_advisory_xact_lock(:kind, :key)"), _named(REPLACING))

    def freeze(self, connection: Connection, tables: Iterable[str]) -> None:
        """Wait until nobody writes into these tables; until the transaction ends nobody will."""
        names = ", ".join(map(_quoted(connection), tables))
        if names:
            connection.execute(text(f"LOCK TABLE {names} IN EXCLUSIVE MODE"))

    @contextmanager
    def linking_alone(self, timeout: float) -> Iterator[None]:
        """Hold an advisory lock of a connection of its own, which the end of the process lets go of.

        Where that connection is lost, this ledger replaces nothing any more until it links again.
        """
        with self.guard():
            sentry = self._connect(timeout)
            sentry.autocommit = True
        try:
            try:
                with self.guard():
                    sentry.execute("SELECT pg_advisory_lock(%s, %s)", LINKING)
            except HearsayError as error:
                if isinstance(error.__cause__, psycopg.errors.LockNotAvailable):
                    raise self.linked_by_another(timeout) from error
                raise
            self._sentry = sentry
            yield
        finally:
            self._sentry = None
            sentry.close()

    def damage(self, connection: Connection) -> Iterator[str]:
        """Indexes that were never finished, and rows that belong to nothing."""
        for (name,) in connection.execute(text(INVALID_INDEXES)):
            yield f"The index {name} is not valid: `REINDEX INDEX {name}` makes it anew."
        for child, parent, alike in connection.execute(text(FOREIGN_KEYS)).all():
            query = (
                f"SELECT count(*) FROM {child} child"
                f" WHERE NOT EXISTS (SELECT FROM {parent} parent WHERE {alike})"
            )
            if lost := connection.execute(text(query)).scalar_one():
                rows = "row belongs to a row" if lost == 1 else "rows belong to rows"
                yield f"{lost:,} {rows} of {parent} that {'is' if lost == 1 else 'are'} not there: {child}."

    def vacuum(self) -> None:
        """Give room inside the tables back, and count what the planner wants to know."""
        with self.guard(), self._outside.connect() as connection:
            names = ", ".join(map(_quoted(connection), inspect(connection).get_table_names()))
            connection.execute(text(f"VACUUM (ANALYZE) {names}"))

    def settle(self) -> None:
        """Let the planner know what there is."""
        self.vacuum()

    def size(self) -> int:
        """How many bytes the database takes."""
        with self.guard(), self._outside.connect() as connection:
            query = text("SELECT pg_database_size(current_database())")
            return int(connection.execute(query).scalar_one())

    def version(self) -> str:
        """Of the server."""
        with self.guard(), self._outside.connect() as connection:
            return str(connection.execute(text("SHOW server_version")).scalar_one())

    def translate(self, error: Exception) -> HearsayError:
        """A foreign error as one of ours that says what to do."""
        return errors.translated(self, error, self._password)

    def _connect_to(
        self, dialect: object, record: object, arguments: object, options: dict[str, Any]
    ) -> psycopg.Connection[Any]:
        return self._connect(self.timeout)

    def _connect(self, lock_timeout: float) -> psycopg.Connection[Any]:
        """A connection whose statements wait for locks no longer than so many seconds."""
        waits = {"connect_timeout": max(2, math.ceil(self.timeout))}
        named = {"fallback_application_name": "hearsay"}
        deadline = time.monotonic() + self.timeout
        while True:
            try:
                connection = psycopg.connect(**{**waits, **named, **self._arguments})
                break
            except psycopg.Error as error:
                if errors.passes(error) and time.monotonic() < deadline:
                    time.sleep(0.1)
                    continue
                raise errors.not_connected(self, error, self._password) from error
        try:
            connection.autocommit = True
            milliseconds = max(1, min(round(lock_timeout * 1000), 2**31 - 1))
            connection.execute(SETTINGS, (f"{milliseconds}ms",))
            connection.autocommit = False
        except BaseException:
            connection.close()
            raise
        return connection


def _named(key: tuple[int, int]) -> dict[str, int]:
    return {"kind": key[0], "key": key[1]}


def _quoted(connection: Connection) -> Any:
    return connection.dialect.identifier_preparer.quote
