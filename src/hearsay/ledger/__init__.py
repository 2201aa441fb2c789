"""The books: documents, readings and their statements in one database. The only room with SQL.

:class:`Ledger` is loaded on first use, so that importing this package costs nothing when no ledger is opened.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from hearsay.ledger.index import fold
from hearsay.ledger.rows import (
    ClaimFilters,
    Counts,
    DocumentRow,
    Filters,
    RunRow,
    Sketch,
    StatementRow,
    ToldRow,
    known_acts,
)
from hearsay.ledger.tables import Rows

if TYPE_CHECKING:
    from hearsay.ledger.ledger import Ledger

__all__ = [
    "ClaimFilters",
    "Counts",
    "DocumentRow",
    "Filters",
    "Ledger",
    "Rows",
    "RunRow",
    "Sketch",
    "StatementRow",
    "ToldRow",
    "fold",
    "known_acts",
]


def __getattr__(name: str) -> Any:
    if name == "Ledger":
        from hearsay.ledger.ledger import Ledger

        return Ledger
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
