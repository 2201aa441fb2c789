"""The table given with ``--metadata``: what the user knows about the files."""

from __future__ import annotations

import csv
import io
import os
from collections.abc import Iterator

from hearsay.errors import UsageError
from hearsay.records import Record, Rejection
from hearsay.sources.base import Refused
from hearsay.sources.dates import iso
from hearsay.sources.normal import decode, line
from hearsay.sources.walk import shown

_COLUMNS = ("file", "outlet", "published", "author", "title", "url")
_MAX_BYTES = 200_000_000


class Row(Record, frozen=True):
    """What one line of the table says about a file; ``None`` and ``()`` leave the file's own word."""

    number: int
    file: str
    outlet: str | None = None
    published: str | None = None
    authors: tuple[str, ...] = ()
    title: str | None = None
    url: str | None = None


class Table:
    """The rows of one table, found by file, and the complaints about them."""

    def __init__(self, location: str) -> None:
        """Read the table at this path.

        Raises:
            UsageError: it is missing, unreadable, no table, or has no column ``file``.
        """
        self.path = shown(location)
        self.location = os.path.realpath(location)
        self._complaints: list[Rejection] = []
        self._by_path: dict[str, Row] = {}
        self._by_name: dict[str, Row | None] = {}
        self._used: dict[int, str] = {}
        folder = os.path.dirname(os.path.abspath(location))
        for row in self._rows(location):
            place = os.path.normpath(os.path.join(folder, row.file))
            if place in self._by_path:
                self._complain(
                    row,
                    "metadata",
                    f"“{row.file}” stands in the table twice; the first line holds.",
                    "Leave one of the lines out.",
                )
                continue
            self._by_path[place] = row
            # The bare name may only stand for a file that is not where the row says.
            if not os.path.lexists(place):
                name = os.path.basename(row.file)
                self._by_name[name] = None if name in self._by_name else row

    def is_at(self, location: str) -> bool:
        """Whether the file at this path is the table itself."""
        return os.path.realpath(location) == self.location

    def row(self, location: str) -> Row | None:
        """The row about the file at this path: by its path from the table's folder, else by its name."""
        absolute = os.path.abspath(location)
        row = self._by_path.get(absolute) or self._by_path.get(os.path.realpath(location))
        if row is None:
            row = self._by_name.get(os.path.basename(location))
            if row and self._used.get(row.number, absolute) != absolute:
                self._complain(
                    row,
                    "metadata",
                    f"“{row.file}” fits several files: {shown(self._used[row.number])}, which got the line, "
                    f"and {shown(location)}, which did not.",
                    "Write the file with its folder, as seen from the table.",
                )
                return None
        if row:
            self._used.setdefault(row.number, absolute)
        return row

    def complaints(self) -> Iterator[Rejection]:
        """What is wrong with the rows, once every file has been asked for, in the order of the lines."""
        for place, row in self._by_path.items():
            if row.number not in self._used and not os.path.exists(place):
                self._complain(
                    row,
                    "missing",
                    f"The table names a file that is not there: “{row.file}”.",
                    "Correct the name, as seen from the table's folder, or leave the line out.",
                )
        yield from self._complaints

    def _complain(self, row: Row, code: str, reason: str, remedy: str) -> None:
        refused = Refused(code, reason, place=f"line {row.number}", remedy=remedy)
        self._complaints.append(refused.rejection(self.path))

    def _rows(self, location: str) -> Iterator[Row]:
        text = self._text(location)
        header = text.partition("\n")[0]
        delimiter = max(",;\t", key=header.count)
        reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter)
        names = [name.strip().lower() for name in next(reader, [])]
        if "file" not in names:
            raise UsageError(
                "The metadata table has no column `file`.",
                where=self.path,
                remedy=f"Its first line must name the columns: {', '.join(_COLUMNS)}; only `file` is needed.",
            )
        try:
            start = reader.line_num
            for cells in reader:
                number, start = start + 1, reader.line_num
                values = {
                    name: cell.strip() for name, cell in zip(names, cells, strict=False) if name in _COLUMNS
                }
                if values.get("file"):
                    yield self._row(number, values)
                elif any(cell.strip() for cell in cells):
                    self._complain(
                        Row(number=number, file=""),
                        "metadata",
                        "The line names no file.",
                        "Fill in the column `file`.",
                    )
        except csv.Error as error:
            raise UsageError(
                f"The metadata table cannot be read: {error}.",
                where=f"{self.path}, line {reader.line_num}",
                remedy="Save it as CSV in UTF-8.",
            ) from error

    def _text(self, location: str) -> str:
        try:
            if not os.path.isfile(location):
                raise FileNotFoundError(2, "There is no such file")
            with open(location, "rb") as file:
                data = file.read(_MAX_BYTES + 1)
        except (OSError, ValueError) as error:
            why = error.strerror if isinstance(error, OSError) and error.strerror else str(error)
            raise UsageError(
                f"The metadata table cannot be read: {why}.",
                where=self.path,
                remedy="Give an existing CSV file with --metadata.",
            ) from error
        if len(data) > _MAX_BYTES:
            raise UsageError(
                f"The metadata table has more than {_MAX_BYTES:,} bytes.",
                where=self.path,
                remedy="Split the files and the table.",
            )
        try:
            return decode(data).removeprefix("\ufeff")
        except Refused as refused:
            where = f"{self.path}, {refused.place}" if refused.place else self.path
            raise UsageError(
                f"The metadata table cannot be read: {refused.reason}",
                where=where,
                remedy="Save it as CSV in UTF-8.",
            ) from refused

    def _row(self, number: int, values: dict[str, str]) -> Row:
        date = values.get("published") or None
        row = Row(
            number=number,
            file=values["file"].replace("\\", "/") if os.sep == "/" else values["file"],
            outlet=line(values.get("outlet")),
            published=iso(date) if date else None,
            authors=tuple(name for part in values.get("author", "").split(";") if (name := line(part))),
            title=line(values.get("title")),
            url=line(values.get("url")),
        )
        if date and row.published is None:
            self._complain(
                row,
                "bad-date",
                f"“{date}” is no date that can be read in one way only; the file was read without it.",
                "Write the date as year-month-day, such as 2031-03-04.",
            )
        return row
