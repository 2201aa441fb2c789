"""The table given with ``--metadata``: what the user knows about the files."""

from __future__ import annotations

import os
from collections.abc import Iterator

from hearsay.records import Record, Rejection
from hearsay.sources.base import Refused
from hearsay.sources.dates import iso
from hearsay.sources.normal import line
from hearsay.sources.tables import rows_of, text_of
from hearsay.sources.walk import shown

_COLUMNS = ("file", "outlet", "published", "author", "title", "url")


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
        what = "metadata table"
        text = text_of(location, what=what, option="--metadata")
        for number, cells in rows_of(text, required=("file",), columns=_COLUMNS, what=what, where=self.path):
            if cells.get("file"):
                yield self._row(number, cells)
            elif any(cells.get(name) for name in _COLUMNS):
                self._complain(
                    Row(number=number, file=""),
                    "metadata",
                    "The line names no file.",
                    "Fill in the column `file`.",
                )

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
