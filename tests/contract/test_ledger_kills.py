"""Kill -9 and a database that restarts: nothing acknowledged is lost, nothing is half written.

A few random moments; ``bench/kills.py`` tries many.
"""

from __future__ import annotations

import random
import sys
from collections.abc import Iterator

import kills
import postgres
import pytest
from backends import Places, PostgresPlaces

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="signals and forks as Unix has them")


@pytest.fixture(scope="module")
def nursery() -> Iterator[kills.Nursery]:
    made = kills.Nursery()
    yield made
    made.close()


@pytest.mark.parametrize("work", kills.WORKS)
@pytest.mark.parametrize("blow", ["kill", "restart"])
def test_whatever_strikes_nothing_is_lost_or_half(
    places: Places, nursery: kills.Nursery, work: str, blow: str
) -> None:
    if blow == "restart" and not isinstance(places, PostgresPlaces):
        pytest.skip("a file has no server that could restart")
    straight, seconds = kills.undisturbed(nursery, work, places())
    chance = random.Random(f"{work} {blow}")
    for _ in range(2):
        place = places()
        restart = postgres.cluster().restart if blow == "restart" else None
        struck = kills.strike(nursery, work, place, restart, kills.moment(chance, seconds))
        assert list(kills.problems(work, place, struck, straight)) == []
