"""What every backend can do, and what they have in common: no foreign error gets out."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Iterable, Iterator
from contextlib import AbstractContextManager, contextmanager
from typing import ClassVar

import msgspec
import sqlalchemy
from sqlalchemy import Connection, Engine, Table

from hearsay.errors import HearsayError, LedgerBusy, LedgerError, UsageError

ANOTHER = "Name another place with --ledger."
ON = "What was stored is safe. {} Then run the same command again to go on."
REPORT = "Try again; if it happens again, please report it with this message."

FOREIGN: tuple[type[Exception], ...] = (
    sqlalchemy.exc.SQLAlchemyError,
    msgspec.MsgspecError,
    OSError,
    ValueError,
    OverflowError,
)


class Backend(ABC):
    """One database that holds, or may hold, a ledger.

    Transactions of ``engine`` only read and see the database as it was when they began; those of ``writer``
    write; those of ``keeper`` write what no machine could make again, and survive a power failure.
    """

    name: ClassVar[str]
    """Of the kind of database, for people."""
    foreign: ClassVar[tuple[type[Exception], ...]]
    """What is translated: :data:`FOREIGN` and the errors of the driver."""

    engine: Engine
    writer: Engine
    keeper: Engine

    def __init__(self, place: str, timeout: float) -> None:
        self.place = place
        """Where the database is, as people may see it: without a password."""
        self.timeout = timeout

    @abstractmethod
    def exists(self) -> bool:
        """Is there a database at this place?

        Raises:
            LedgerError: there is something else, or nothing that could hold one.
        """

    @abstractmethod
    def prepare(self) -> None:
        """Make the database ready to be written.

        Raises:
            LedgerError: it cannot be.
        """

    @abstractmethod
    def insert_new(self, table: Table) -> sqlalchemy.Insert:
        """An insert that leaves an existing row with the same key alone."""

    @abstractmethod
    def be_alone(self, connection: Connection) -> None:
        """Wait until no other transaction replaces anything as a whole; until this one ends none will."""

    @abstractmethod
    def freeze(self, connection: Connection, tables: Iterable[str]) -> None:
        """Wait until nobody writes into these tables; until the transaction ends nobody will."""

    @abstractmethod
    def linking_alone(self, timeout: float) -> AbstractContextManager[None]:
        """Be the only process that links.

        Raises:
            LedgerBusy: another one still does after so many seconds.
        """

    @abstractmethod
    def damage(self, connection: Connection) -> Iterator[str]:
        """What the database itself finds wrong with what it keeps."""

    @abstractmethod
    def vacuum(self) -> None:
        """Give room that is not needed back."""

    @abstractmethod
    def settle(self) -> None:
        """After a great deal was written at once, do what the database would do later by itself."""

    @abstractmethod
    def size(self) -> int:
        """How many bytes the database takes."""

    @abstractmethod
    def version(self) -> str:
        """Of the database's own program."""

    @abstractmethod
    def translate(self, error: Exception) -> HearsayError:
        """A foreign error as one of ours that says what to do."""

    def close(self) -> None:
        """Let go of all connections."""
        with self.guard():
            self.engine.dispose()
            self.keeper.dispose()

    @contextmanager
    def guard(self) -> Iterator[None]:
        """Let no foreign error out: each becomes a LedgerError that says what to do."""
        try:
            yield
        except HearsayError:
            raise
        except UnicodeEncodeError as error:
            raise no_text(repr(error.object[error.start : error.end])) from error
        except self.foreign as error:
            raise self.translate(error) from error

    def busy(self) -> LedgerBusy:
        """Somebody else writes, and does not come to an end."""
        return LedgerBusy(
            f"Another process has been writing to the ledger for more than {self.timeout:g} seconds.",
            where=self.place,
            remedy="Wait until it is done, then run the same command again to go on.",
        )

    def linked_by_another(self, timeout: float) -> LedgerBusy:
        """Somebody else links, and does not come to an end."""
        return LedgerBusy(
            f"Another process has been linking this ledger for more than {timeout:g} seconds.",
            where=self.place,
            remedy="Wait until it is done, then run the same command again.",
        )

    def damaged(self, cause: object) -> LedgerError:
        """What is kept is not what was stored."""
        return LedgerError(
            f"The ledger is damaged: {cause}.",
            where=self.place,
            remedy="Bring it back from a backup, or read the documents again into a new ledger (--ledger).",
        )

    def refused(self, cause: object) -> LedgerError:
        """The database refuses for a reason that we did not think of."""
        return LedgerError(
            f"The database under the ledger refused: {cause}.", where=self.place, remedy=REPORT
        )


def no_text(where: str) -> UsageError:
    """What was asked for is no text."""
    return UsageError(
        "The request holds half a character or one that no text holds.", where=where, remedy="Leave it out."
    )


def not_usable(scheme: str) -> LedgerError:
    """The error of a URL that names no database we know."""
    return LedgerError(
        f"A ledger is kept in an SQLite file or in PostgreSQL; hearsay cannot use {scheme}.",
        remedy="Name a file, or a URL that begins with postgresql://, with --ledger.",
    )


def original(error: Exception) -> BaseException:
    """The driver's error inside one of SQLAlchemy's."""
    return error.orig if isinstance(error, sqlalchemy.exc.DBAPIError) and error.orig else error
