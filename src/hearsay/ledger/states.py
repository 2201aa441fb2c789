"""Fingerprints of what a part of the ledger was made from, by the part's name."""

from __future__ import annotations

from sqlalchemy import Connection, delete, insert, select

from hearsay.ledger.schema import states


def kept(connection: Connection, name: str) -> str | None:
    """The fingerprint kept for this part, if one is."""
    value = connection.execute(select(states.c.value).where(states.c.name == name)).scalar()
    return None if value is None else str(value)


def keep(connection: Connection, name: str, value: str) -> None:
    """Keep a fingerprint in the place of the one there was."""
    forget(connection, name)
    connection.execute(insert(states), {"name": name, "value": value})


def forget(connection: Connection, name: str) -> None:
    """Keep no fingerprint for this part any more."""
    connection.execute(delete(states).where(states.c.name == name))
