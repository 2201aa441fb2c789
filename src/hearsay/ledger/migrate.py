"""Bring a ledger to the newest schema. Alembic is loaded only when there is something to do."""

from __future__ import annotations

import threading
from pathlib import Path

from sqlalchemy import Connection, inspect, text

from hearsay.errors import LedgerError, LedgerNewer

VERSION = "0005"  # the newest revision; versions are numbers of four digits, so they sort
VERSION_TABLE = "hearsay_version"
MIGRATIONS = Path(__file__).with_name("migrations")

_one_at_a_time = threading.Lock()  # Alembic's context is global


def version(connection: Connection, place: str) -> str | None:
    """The schema version of a ledger; None for an empty database.

    Raises:
        LedgerError: the database holds something else.
        LedgerNewer: the version is one that this hearsay does not know.
    """
    tables = inspect(connection).get_table_names()
    if VERSION_TABLE not in tables:
        if not tables:
            return None
        raise LedgerError(
            "This database is not a ledger; it was left as it is.",
            where=place,
            remedy="Name another place with --ledger.",
        )
    found = str(connection.execute(text(f"SELECT version_num FROM {VERSION_TABLE}")).scalar())
    if found > VERSION:
        raise LedgerNewer(
            f"The ledger has schema {found}; this hearsay knows schemas up to {VERSION}.",
            where=place,
            remedy="Update hearsay, or name another ledger with --ledger.",
        )
    return found


def upgrade(connection: Connection, to: str) -> None:
    """Run the migrations up to a version inside the connection's transaction."""
    from alembic import command
    from alembic.config import Config

    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS).replace("%", "%%"))
    config.attributes.update(connection=connection, version_table=VERSION_TABLE)
    with _one_at_a_time:
        command.upgrade(config, to)
