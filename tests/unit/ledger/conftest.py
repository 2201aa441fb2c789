"""What the tests of the ledger share: a PostgreSQL database, and the folder of helpers on the path."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path

import postgres
import pytest

sys.path.insert(0, str(Path(__file__).parent))  # for `ledger_asked`, in every import mode


@pytest.fixture(scope="module")
def cluster() -> postgres.Cluster:
    return postgres.cluster()


@pytest.fixture
def database(cluster: postgres.Cluster) -> Iterator[str]:
    url = cluster.empty()
    yield url
    cluster.drop(url)
