"""Tables as CSV (RFC 4180, UTF-8), which no spreadsheet takes for formulas."""

from __future__ import annotations

import csv
import io
from typing import BinaryIO

from hearsay.formats.base import Wanted, Written
from hearsay.formats.cells import harmless
from hearsay.formats.tables import TABLES, Cell, cells, chosen, header, table
from hearsay.ledger import Ledger


class Csv:
    """One table with a header: lists of names joined, other lists as JSON, what is missing empty."""

    name = "csv"
    suffix = ".csv"
    holds = tuple(TABLES)
    extra: str | None = None

    def write(self, ledger: Ledger, wanted: Wanted, to: BinaryIO) -> Written:
        """Write one table, row by row."""
        what = chosen(wanted.what, self.holds, self.name)
        found = table(ledger, what, wanted)
        text = io.TextIOWrapper(to, encoding="utf-8", newline="")
        try:
            writer = csv.writer(text)
            writer.writerow(header(what))
            count = 0
            for record in found:
                writer.writerow(map(_cell, cells(what, record)))
                count += 1
        finally:
            text.detach()  # flushes; closing it is not ours to do
        return Written(counts=((what, count),))


def _cell(value: Cell) -> object:
    if isinstance(value, bool):
        return "true" if value else "false"
    return harmless(value) if isinstance(value, str) else value


FORMAT = Csv()
