"""The backends that the contract holds for: each gives places for ledgers.

Another backend is another class with these methods, and another entry of ``BACKENDS``.
"""

from __future__ import annotations

from itertools import count
from pathlib import Path

import postgres


class SqlitePlaces:
    """Files in a folder."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._numbers = count()

    def __call__(self) -> str:
        """A place for a ledger that holds nothing yet."""
        return str(self._folder / f"{next(self._numbers)}.db")

    empty = __call__

    def lasting(self) -> str:
        """The same, for the tests to come as well."""
        return self()

    def tidy(self) -> None:
        """Take back what was given to the test that has ended; pytest clears the folder."""


class PostgresPlaces:
    """Databases of a throw-away cluster."""

    def __init__(self, folder: Path) -> None:
        self._cluster = postgres.cluster()
        self._given: list[str] = []
        self._made: list[str] = []

    def __call__(self) -> str:
        """A place for a ledger that holds nothing yet; its tables are there, which is quicker."""
        self._given.append(self._cluster.fresh())
        return self._given[-1]

    def empty(self) -> str:
        """A place without a ledger."""
        self._made.append(self._cluster.empty())
        return self._made[-1]

    def lasting(self) -> str:
        """A place for the tests to come as well."""
        return self._cluster.fresh()

    def tidy(self) -> None:
        """Take back what was given to the test that has ended."""
        while self._given:
            self._cluster.clean(self._given.pop())
        while self._made:
            self._cluster.drop(self._made.pop())


Places = SqlitePlaces | PostgresPlaces
BACKENDS = {"sqlite": SqlitePlaces, "postgresql": PostgresPlaces}
