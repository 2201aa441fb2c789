"""The backends that the contract holds for, and what its tests share.

Another backend is another entry of ``BACKENDS``: a function that makes an empty place for a ledger.
"""

from __future__ import annotations

import sys
from collections.abc import Callable
from itertools import count
from pathlib import Path
from typing import Any

import pytest

sys.path.insert(0, str(Path(__file__).parent))  # for `invented`, in every import mode

Places = Callable[[], str]
numbers = count()

BACKENDS: dict[str, Callable[[Path], str]] = {
    "sqlite": lambda folder: str(folder / f"{next(numbers)}.db"),
}


@pytest.fixture(scope="session", params=sorted(BACKENDS))
def places(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Places:
    """Calls for an empty place, a new one each time."""
    folder = tmp_path_factory.mktemp("ledgers")
    return lambda: BACKENDS[request.param](folder)


@pytest.fixture
def place(places: Places) -> str:
    """An empty place for a ledger."""
    return places()


@pytest.fixture(scope="session")
def everything() -> Callable[[str], dict[str, list[Any]]]:
    """Calls for every row of a ledger but those of the runs, which hold the time."""

    def rows(place: str) -> dict[str, list[Any]]:
        from sqlalchemy import select

        from hearsay.ledger import Ledger
        from hearsay.ledger.schema import metadata

        with Ledger.open(place, create=False) as ledger, ledger._connection() as connection:
            return {
                table.name: sorted(map(tuple, connection.execute(select(table))), key=repr)
                for table in metadata.sorted_tables
                if table.name != "runs"
            }

    return rows
