"""Tables that a user gives beside the documents: CSV with a header, of any encoding and delimiter."""

from __future__ import annotations

import csv
import io
import os
from collections.abc import Iterator, Sequence

from hearsay.errors import UsageError
from hearsay.sources.base import Refused
from hearsay.sources.normal import decode
from hearsay.sources.walk import shown

MAX_BYTES = 200_000_000
LONGEST_CELL = 131_072
"""Characters of one cell: as many as the csv module allows, unless some library changed that for all."""


def text_of(location: str, *, what: str, option: str) -> str:
    """The text of a whole file; ``what`` and ``option`` say in messages what it is and how it was given.

    Raises:
        UsageError: it is missing, unreadable, too large or no text.
    """
    try:
        if not os.path.isfile(location):
            raise FileNotFoundError(2, "There is no such file")
        with open(location, "rb") as file:
            data = file.read(MAX_BYTES + 1)
    except (OSError, ValueError) as error:
        why = error.strerror if isinstance(error, OSError) and error.strerror else str(error)
        raise UsageError(
            f"The {what} cannot be read: {why}.",
            where=shown(location),
            remedy=f"Give an existing file with {option}.",
        ) from error
    if len(data) > MAX_BYTES:
        raise UsageError(
            f"The {what} has more than {MAX_BYTES:,} bytes.", where=shown(location), remedy="Split it."
        )
    try:
        return decode(data).removeprefix("\ufeff")
    except Refused as refused:
        where = f"{shown(location)}, {refused.place}" if refused.place else shown(location)
        raise UsageError(
            f"The {what} cannot be read: {refused.reason}", where=where, remedy="Save it as CSV in UTF-8."
        ) from refused


def rows_of(
    text: str, *, required: Sequence[str], columns: Sequence[str], what: str, where: str
) -> Iterator[tuple[int, dict[str, str]]]:
    """Every row that is not blank, as its line and its cells by column in lower case, without blanks around.

    Raises:
        UsageError: the header lacks a required column, or a line is no CSV; ``columns`` are named as those
            that there may be.
    """
    header = text.partition("\n")[0]
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=max(",;\t", key=header.count))
    try:
        names = [name.strip().lower() for name in next(reader, [])]
        if missing := [name for name in required if name not in names]:
            needed = " and ".join(f"`{name}`" for name in required)
            raise UsageError(
                f"The {what} has no column `{missing[0]}`.",
                where=where,
                remedy=f"Its first line must name the columns: {', '.join(columns)}; {needed} must be there.",
            )
        start = reader.line_num
        for cells in reader:
            number, start = start + 1, reader.line_num
            if any(len(cell) > LONGEST_CELL for cell in cells):
                raise csv.Error(f"a cell has more than {LONGEST_CELL:,} characters")
            if any(cell.strip() for cell in cells):
                yield number, {name: cell.strip() for name, cell in zip(names, cells, strict=False)}
    except csv.Error as error:
        raise UsageError(
            f"The {what} cannot be read: {error}.",
            where=f"{where}, line {reader.line_num}",
            remedy="Save it as CSV in UTF-8.",
        ) from error
