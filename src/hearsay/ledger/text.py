"""The type of text columns: sorted and compared by bytes in every database."""

from __future__ import annotations

import sqlalchemy

Text = sqlalchemy.Text().with_variant(sqlalchemy.Text(collation="C"), "postgresql")
"""SQLite compares texts by their bytes; PostgreSQL would by the language of the server."""
