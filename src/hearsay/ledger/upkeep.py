"""What keeps a ledger in order: which schema it has, what it takes, and giving room back."""

from __future__ import annotations

from hearsay.errors import LedgerError
from hearsay.ledger import copying, migrate
from hearsay.ledger.database import Database, not_found
from hearsay.ledger.engines import backend_at, locate
from hearsay.records import Record


class Upgraded(Record):
    """The schema that a ledger had, and the one it has now."""

    before: str
    after: str


class Vacuumed(Record):
    """How many bytes a ledger took, and takes now."""

    before: int
    after: int


class Checked(Record):
    """How many documents were looked at, and what is wrong, one sentence each."""

    documents: int
    problems: tuple[str, ...]


class Info(Record):
    """What a ledger is: where, in which database, of which schema, how many bytes, and its rows by table."""

    place: str
    engine: str
    version: str
    schema: str
    size: int
    rows: dict[str, int]


class Copied(Record):
    """The ledger that was copied, and the one it was copied to."""

    source: Info
    target: Info


def upgrade(place: str | None = None) -> Upgraded:
    """Bring the ledger at a place to the newest schema, in one transaction.

    Raises:
        LedgerNotFound: there is none.
        LedgerError: as :meth:`Database.open`.
    """
    where = locate(place)
    backend = backend_at(where, create=False, read_only=True, timeout=30.0)
    try:
        before = None
        if backend.exists():
            with backend.guard(), backend.engine.begin() as connection:
                before = migrate.version(connection, backend.place)
    finally:
        backend.close()
    if before is None:
        raise not_found(backend.place)
    Database.open(where, create=False).close()
    return Upgraded(before=before, after=migrate.VERSION)


def info(ledger: Database) -> Info:
    """What an open ledger is."""
    backend = ledger._backend
    with ledger._connection() as connection:
        rows = copying.counted(connection)
    return Info(
        place=ledger.place,
        engine=backend.name,
        version=backend.version(),
        schema=migrate.VERSION,
        size=backend.size(),
        rows=dict(sorted(rows.items())),
    )


def vacuum(ledger: Database) -> Vacuumed:
    """Give room that is not needed back.

    Raises:
        LedgerBusy: others use the ledger.
        LedgerFull: there is no room for the work.
        LedgerError: it cannot be written.
    """
    before = ledger._backend.size()
    ledger._backend.vacuum()
    return Vacuumed(before=before, after=ledger._backend.size())


def copy(source: str, target: str, progress: copying.Progress | None = None) -> Copied:
    """Copy the ledger at one place to another, where there must be none yet.

    Raises:
        LedgerNotFound: there is no ledger to copy.
        LedgerError: the target holds something, or afterwards differs from the source.
    """
    with Database.open(source, create=False) as one, Database.open(target) as other:
        if one.place == other.place:
            raise LedgerError(
                "The ledger cannot be copied onto itself.",
                where=one.place,
                remedy="Name another place to copy it to.",
            )
        copying.copy(one, other, progress)
        other._backend.settle()
        return Copied(source=info(one), target=info(other))
