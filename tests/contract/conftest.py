"""What the tests of the contract share: each runs on every backend."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

sys.path.insert(0, str(Path(__file__).parent))  # for `invented` and `backends`, in every import mode

from backends import BACKENDS, Places

MADE: list[Places] = []


@pytest.fixture(scope="session", params=list(BACKENDS))
def places(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Places:
    """Calls for a place for a ledger, a new one each time."""
    made = BACKENDS[request.param](tmp_path_factory.mktemp("ledgers"))
    MADE.append(made)
    return made


@pytest.fixture
def place(places: Places) -> str:
    """A place for a ledger."""
    return places()


@pytest.fixture
def empty_place(places: Places) -> str:
    """A place without a ledger."""
    return places.empty()


@pytest.hookimpl(hookwrapper=True)
def pytest_runtest_teardown() -> Iterator[None]:
    """When all is closed, take the places back."""
    yield
    for made in MADE:
        made.tidy()


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
