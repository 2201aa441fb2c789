"""Tables as a workbook for Excel and LibreOffice: one sheet a table, texts as texts, nothing cut."""

from __future__ import annotations

from collections.abc import Iterator
from importlib import import_module
from tempfile import TemporaryDirectory
from typing import Any, BinaryIO

from hearsay.errors import UsageError
from hearsay.formats.base import Wanted, Written
from hearsay.formats.registry import needed
from hearsay.formats.tables import TABLES, Cell, cells, chosen, header, table
from hearsay.ledger import Filters, Ledger

MOST_ROWS = 1_048_576
MOST_UNITS = 32_767
"""What a cell holds, in UTF-16 units: an emoji counts twice."""
GOES_ON = " [… goes on in the sheet “long texts”]"
SHEETS = ("documents", "statements", *(name for name in TABLES if name not in ("documents", "statements")))
WIDE = {"content": 70, "proposition": 70, "title": 40, "path": 30, "source": 30, "names": 30, "id": 26}
LONG = ("sheet", "row", "id", "column", "part", "text")
ABOUT = {
    "statements": "one source putting forward one content in one document",
    "documents": "an article, without its text",
    "actors": "a person, organization or place across documents, in all spellings",
    "members": "an entity of a document that is an actor",
    "claims": "statements that put forward the same proposition, or deny it",
    "parts": "a statement that is a part of a claim",
    "origins": "where one side of a claim comes from, and what it hinges on",
    "trails": "one step of what a claim rests on",
    "copies": "passages of one document taken over from an earlier one",
    "judgements": "a person’s verdict on something the machine proposed",
    "long texts": "what did not fit in a cell of another sheet, in parts to be put behind it",
}


class Xlsx:
    """A workbook with a sheet for each table, or for one.

    No text becomes a formula, number or link. A text longer than a cell holds goes on in the sheet
    ``long texts``, rows beyond what a sheet holds go on in a sheet *statements 2*; the last sheet, ``about``,
    counts them all.
    """

    name = "xlsx"
    suffix = ".xlsx"
    holds = ("ledger", *TABLES)
    extra: str | None = "xlsx"

    def __init__(self, most_rows: int = MOST_ROWS) -> None:
        self._most_rows = most_rows

    def write(self, ledger: Ledger, wanted: Wanted, to: BinaryIO) -> Written:
        """Write the sheets, row by row; the rows wait on disk until all are there."""
        what = chosen(wanted.what, self.holds, self.name)
        try:
            xlsxwriter = import_module("xlsxwriter")
        except ImportError as error:
            raise needed("xlsxwriter", "xlsx", "XLSX") from error
        narrowed = wanted.filters != Filters() or wanted.actor is not None or wanted.claim is not None
        if what == "ledger" and narrowed:
            raise UsageError(
                "A whole ledger cannot be narrowed.", remedy="Ask for one table, such as statements."
            )
        found = [(name, table(ledger, name, wanted)) for name in (SHEETS if what == "ledger" else (what,))]
        options = {"constant_memory": True, "strings_to_urls": False, "strings_to_formulas": False}
        with TemporaryDirectory(prefix="hearsay-") as folder:
            book = _Book(xlsxwriter.Workbook(to, {**options, "tmpdir": folder}), self._most_rows)
            for name, rows in found:
                sheet = _Sheet(book, name, header(name))
                for record in rows:
                    sheet.add(cells(name, record))
            counts = tuple((sheet.name, sheet.count) for sheet in book.sheets)
            book.close()
        return Written(counts=counts)


class _Book:
    """A workbook being written."""

    def __init__(self, workbook: Any, most_rows: int) -> None:
        workbook.use_zip64()
        self.workbook = workbook
        self.most_rows = most_rows
        self.bold = workbook.add_format({"bold": True, "bottom": 1})
        self.sheets: list[_Sheet] = []
        self._long: _Sheet | None = None

    def put_aside(self, sheet: str, row: int, id: Cell, column: str, parts: Iterator[str]) -> None:
        """Keep the rest of a text that did not fit, part by part; rows and parts count from 1."""
        if self._long is None:
            self._long = _Sheet(self, "long texts", LONG)
            self.sheets.pop()  # what it holds belongs to rows that are counted already
        for number, part in enumerate(parts, 2):
            self._long.add((sheet, row, id, column, number, part))

    def close(self) -> None:
        """Write the sheet that tells of the others, and the file."""
        counted = [*self.sheets, *([self._long] if self._long else [])]
        about = _Sheet(self, "about", ("sheet", "rows", "a row is"))
        for sheet in counted:
            about.add((sheet.name, sheet.count, ABOUT[sheet.name]))
        self.workbook.close()


class _Sheet:
    """A table being written, over as many sheets as it needs."""

    def __init__(self, book: _Book, name: str, columns: tuple[str, ...]) -> None:
        self.name = name
        self.count = 0
        self._book = book
        self._columns = columns
        self._pages = 0
        self._turn()
        book.sheets.append(self)

    def _turn(self) -> None:
        self._pages += 1
        self._title = self.name if self._pages == 1 else f"{self.name} {self._pages}"
        self._sheet = self._book.workbook.add_worksheet(self._title)
        self._sheet.freeze_panes(1, 0)
        for number, column in enumerate(self._columns):
            self._sheet.set_column(number, number, WIDE.get(column, 16))
            self._sheet.write_string(0, number, column, self._book.bold)
        self._row = 0

    def add(self, row: tuple[Cell, ...]) -> None:
        """Write one row."""
        if self._row + 1 >= self._book.most_rows:
            self._turn()
        self._row += 1
        self.count += 1
        for number, cell in enumerate(row):
            if isinstance(cell, bool):
                self._sheet.write_boolean(self._row, number, cell)
            elif isinstance(cell, str):
                self._text(number, cell, row[0])
            elif cell is not None:
                self._sheet.write_number(self._row, number, cell)

    def _text(self, number: int, text: str, id: Cell) -> None:
        if len(text) > MOST_UNITS // 2 and _units(text) > MOST_UNITS:
            parts = _cut(text, MOST_UNITS - len(GOES_ON))
            text = next(parts) + GOES_ON
            self._book.put_aside(self._title, self._row + 1, id, self._columns[number], parts)
        self._sheet.write_string(self._row, number, text)


def _units(text: str) -> int:
    return len(text.encode("utf-16-le")) // 2


def _cut(text: str, most: int) -> Iterator[str]:
    """The text in parts of at most so many UTF-16 units, none of which splits a character."""
    begin = units = 0
    for place, character in enumerate(text):
        size = 1 + (character > "\uffff")
        if units + size > most:
            yield text[begin:place]
            begin, units = place, 0
        units += size
    yield text[begin:]


FORMAT = Xlsx()
