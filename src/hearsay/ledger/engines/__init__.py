"""Everything that differs between databases: one backend each, opened by place.

Nothing outside this package, the search and the migrations knows which database it talks to.
"""

from __future__ import annotations

import os

from hearsay.ledger.engines.base import ANOTHER, Backend, not_usable

__all__ = ["ANOTHER", "DEFAULT", "Backend", "backend_at", "locate"]

DEFAULT = "hearsay.db"
POSTGRESQL = ("postgresql", "postgres", "postgresql+psycopg")


def locate(place: str | None) -> str:
    """The place given, else the one in ``HEARSAY_LEDGER``, else ``hearsay.db`` in the working folder."""
    return place or os.environ.get("HEARSAY_LEDGER") or DEFAULT


def backend_at(place: str, *, create: bool, read_only: bool, timeout: float) -> Backend:
    """The backend for a path or URL; nothing is opened yet.

    Raises:
        LedgerError: no ledger can be at this place, or the driver of its database is not installed.
    """
    scheme = place.partition("://")[0] if "://" in place else "sqlite"
    if scheme in POSTGRESQL:
        from hearsay.ledger.engines.postgres import Postgres

        return Postgres(place, read_only=read_only, timeout=timeout)
    if scheme.partition("+")[0] == "sqlite":
        from hearsay.ledger.engines.sqlite import Sqlite

        return Sqlite(place, create=create, read_only=read_only, timeout=timeout)
    raise not_usable(scheme)
