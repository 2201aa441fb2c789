"""Whatever the texts are, what was written is read back."""

from __future__ import annotations

import csv
import io
from typing import Any

import openpyxl
import pyarrow.parquet
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl.utils.escape import unescape

from hearsay.formats.base import Wanted
from hearsay.formats.cells import harmless, unharmed
from hearsay.formats.table_csv import FORMAT as CSV
from hearsay.formats.table_parquet import FORMAT as PARQUET
from hearsay.formats.table_xlsx import FORMAT as XLSX
from hearsay.formats.table_xlsx import _cut, _units
from hearsay.formats.tables import cells, header
from hearsay.ledger import Rows, StatementRow
from hearsay.ledger.frames import batch

# What a ledger can hold: any character but NUL and halves of one.
texts = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"), max_size=30)
odd = st.text(st.sampled_from("='+-@\t\r\n\"', ;_x0041→“𝔘\u202eא"), max_size=12)
spans = st.lists(st.tuples(st.integers(0, 2**40), st.integers(0, 2**40)), max_size=3).map(tuple)
rows: st.SearchStrategy[StatementRow] = st.builds(
    StatementRow,
    **dict.fromkeys(("id", "document", "source", "cue", "content", "act"), texts | odd),
    **dict.fromkeys(
        ("path", "title", "outlet", "published", "url", "speaker", "within"), st.none() | texts | odd
    ),
    position=st.integers(0, 2**31),
    **dict.fromkeys(("source_spans", "cue_spans", "content_spans"), spans),
    voice=st.lists(texts, max_size=3).map(tuple),
    score=st.floats(0, 1),
)  # fmt: skip


class Books:
    """As much of a ledger as a table of statements asks for."""

    def __init__(self, given: list[StatementRow]) -> None:
        self._given = given

    def statements(self, filters: object) -> Rows[StatementRow]:
        return Rows(StatementRow, lambda: self._given)


def written(format: Any, given: list[StatementRow]) -> io.BytesIO:
    to = io.BytesIO()
    assert format.write(Books(given), Wanted(what="statements"), to).counts[0] == ("statements", len(given))
    to.seek(0)
    return to


@given(texts | odd)
def test_a_harmless_cell_is_no_formula_and_gives_its_text_back(text: str) -> None:
    cell = harmless(text)
    assert not cell.startswith(("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠"))
    assert unharmed(cell) == text
    assert cell in (text, f"'{text}")


@given(st.lists(rows, max_size=4))
def test_csv_gives_every_cell_back(given_rows: list[StatementRow]) -> None:
    text = written(CSV, given_rows).getvalue().decode()
    head, *body = csv.reader(io.StringIO(text, newline=""))
    assert tuple(head) == header("statements")
    expected = [
        ["" if cell is None else str(cell) for cell in cells("statements", row)] for row in given_rows
    ]
    assert [[unharmed(cell) for cell in row] for row in body] == expected


@settings(deadline=None)
@given(st.lists(rows, max_size=4))
def test_parquet_gives_every_record_back(given_rows: list[StatementRow]) -> None:
    found = pyarrow.parquet.read_table(written(PARQUET, given_rows)).to_pylist()
    assert [_record(row) for row in found] == given_rows
    assert batch(StatementRow, given_rows).to_pylist() == found


def _record(row: dict[str, Any]) -> StatementRow:
    def back(value: Any) -> Any:
        if not isinstance(value, list):
            return value
        return tuple((one["start"], one["end"]) if isinstance(one, dict) else one for one in value)

    return StatementRow(**{name: back(value) for name, value in row.items()})


@settings(max_examples=30, deadline=None)
@given(st.lists(rows, max_size=3))
def test_a_workbook_gives_every_cell_back(given_rows: list[StatementRow]) -> None:
    book = openpyxl.load_workbook(written(XLSX, given_rows))
    head, *body = book["statements"].iter_rows(values_only=True)
    assert head == header("statements")
    expected = [
        # A workbook keeps fifteen digits of a number, and no empty text.
        [pytest.approx(cell, rel=1e-14) if isinstance(cell, float) else cell or None for cell in kept]
        for kept in ([0.0 if cell == 0 else cell for cell in cells("statements", row)] for row in given_rows)
    ]
    found = [[unescape(cell) or None if isinstance(cell, str) else cell for cell in row] for row in body]
    assert found == expected


@given(st.text(max_size=60), st.integers(2, 20))
def test_a_cut_text_loses_nothing_and_every_part_fits(text: str, most: int) -> None:
    text = text.encode("utf-8", "replace").decode()
    parts = list(_cut(text, most))
    assert "".join(parts) == text
    assert all(_units(part) <= most for part in parts)
