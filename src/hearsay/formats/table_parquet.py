"""Tables as Parquet, with the types that the records have: spans and reasons are structs, not texts."""

from __future__ import annotations

from importlib import import_module
from typing import Any, BinaryIO

from hearsay.formats.base import Wanted, Written
from hearsay.formats.registry import needed
from hearsay.formats.tables import TABLES, chosen, table
from hearsay.ledger import Ledger
from hearsay.ledger.frames import schema
from hearsay.ledger.tables import BATCH_ROWS

GROUP_ROWS = 20_000
GROUP_BYTES = 32_000_000


class Parquet:
    """One table in row groups, each column as its records have it; see :mod:`hearsay.ledger.frames`."""

    name = "parquet"
    suffix = ".parquet"
    holds = tuple(TABLES)
    extra: str | None = "tables"

    def write(self, ledger: Ledger, wanted: Wanted, to: BinaryIO) -> Written:
        """Write one table, a row group at a time."""
        what = chosen(wanted.what, self.holds, self.name)
        try:
            parquet, arrow = import_module("pyarrow.parquet"), import_module("pyarrow")
        except ImportError as error:
            raise needed("pyarrow", "tables", "Parquet") from error
        found = table(ledger, what, wanted)
        count = rows = size = 0
        waiting: list[Any] = []
        with parquet.ParquetWriter(to, schema(TABLES[what].kind), compression="zstd") as writer:
            for batch in found.batches(min(BATCH_ROWS, GROUP_ROWS)):
                waiting.append(batch)
                count, rows, size = count + batch.num_rows, rows + batch.num_rows, size + batch.nbytes
                if rows >= GROUP_ROWS or size >= GROUP_BYTES:
                    writer.write_table(arrow.Table.from_batches(waiting), row_group_size=rows)
                    waiting, rows, size = [], 0, 0
            if waiting:
                writer.write_table(arrow.Table.from_batches(waiting), row_group_size=rows)
        return Written(counts=((what, count),))


FORMAT = Parquet()
