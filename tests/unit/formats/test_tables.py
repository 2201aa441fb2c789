"""CSV, XLSX, JSON lines and Parquet: each read back whole by the library that people read it with."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import Any

import hoard
import msgspec
import openpyxl
import pandas
import polars
import pyarrow.parquet
import pytest
from openpyxl.utils.escape import unescape

from hearsay.errors import UsageError
from hearsay.formats import registry, table_parquet
from hearsay.formats.base import Format, Wanted, Written
from hearsay.formats.cells import unharmed
from hearsay.formats.lines import FORMAT as LINES
from hearsay.formats.lines import KINDS
from hearsay.formats.table_csv import FORMAT as CSV
from hearsay.formats.table_parquet import FORMAT as PARQUET
from hearsay.formats.table_xlsx import FORMAT as XLSX
from hearsay.formats.table_xlsx import GOES_ON, MOST_UNITS, Xlsx
from hearsay.formats.tables import TABLES, cells, header, table
from hearsay.ledger import Filters, Ledger


@pytest.fixture(scope="module")
def ledger(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Ledger]:
    """A ledger with hostile texts in every column."""
    with Ledger.open(str(tmp_path_factory.mktemp("hoard") / "hearsay.db")) as made:
        hoard.fill(made)
        yield made


def written(format: Format, ledger: Ledger, what: str | None, **narrowed: Any) -> tuple[bytes, Written]:
    """What a format writes."""
    to = io.BytesIO()
    counts = format.write(ledger, Wanted(what=what, **narrowed), to)
    return to.getvalue(), counts


def rows(ledger: Ledger, what: str) -> list[Any]:
    """The records of a table."""
    return list(table(ledger, what, Wanted()))


def read_csv(data: bytes) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(data.decode(), newline="")))


@pytest.mark.parametrize("what", CSV.holds)
def test_csv_is_read_back_cell_by_cell(ledger: Ledger, what: str) -> None:
    data, counts = written(CSV, ledger, what)
    expected = [
        dict(zip(header(what), map(_csv_text, cells(what, row)), strict=True)) for row in rows(ledger, what)
    ]
    found = [{name: unharmed(cell) for name, cell in row.items()} for row in read_csv(data)]
    assert found == expected
    assert counts.counts == ((what, len(expected)),)
    assert data.endswith(b"\r\n")
    assert data.count(b"\r\n") >= len(expected) + 1


def _csv_text(cell: object) -> str:
    return str(cell).lower() if isinstance(cell, bool) else "" if cell is None else str(cell)


def test_no_cell_of_csv_is_a_formula(ledger: Ledger) -> None:
    for what in CSV.holds:
        for row in csv.reader(io.StringIO(written(CSV, ledger, what)[0].decode(), newline="")):
            assert [
                cell for cell in row if cell.startswith(("=", "+", "-", "@", "\t", "\r", "\n", "＝"))
            ] == []


def test_pandas_and_polars_read_csv(ledger: Ledger) -> None:
    data, _ = written(CSV, ledger, "statements")
    expected = [row.content for row in rows(ledger, "statements")]
    by_pandas = pandas.read_csv(io.BytesIO(data), dtype=str, keep_default_na=False)
    assert [unharmed(text) for text in by_pandas["content"]] == expected
    by_polars = polars.read_csv(data, infer_schema=False)
    assert [unharmed(text) for text in by_polars["content"].to_list()] == expected


@pytest.mark.parametrize("what", LINES.holds)
def test_json_lines_are_the_records(ledger: Ledger, what: str) -> None:
    data, counts = written(LINES, ledger, what)
    lines = data.splitlines(keepends=False)
    found = [msgspec.json.decode(line, type=KINDS[what]) for line in lines]
    if what in TABLES:
        assert found == rows(ledger, what)
    elif what == "texts":
        assert found == [hoard.pair(n, text)[0] for n, text in _in_time()]
    else:
        assert found == [hoard.pair(n, text)[1] for n, text in _in_time()]
    assert counts.counts == ((what, len(found)),)
    assert found
    assert [json.loads(line) for line in lines]


def _in_time() -> list[tuple[int, str]]:
    texts = list(enumerate(hoard.HOSTILE))
    return texts[1::2] + texts[::2]  # undated first


@pytest.mark.parametrize("what", PARQUET.holds)
def test_parquet_has_every_value_in_its_type(ledger: Ledger, what: str) -> None:
    data, counts = written(PARQUET, ledger, what)
    found = pyarrow.parquet.read_table(io.BytesIO(data))
    records = rows(ledger, what)
    assert counts.counts == ((what, len(records)),)
    fields = msgspec.structs.fields(TABLES[what].kind)
    for field in fields:
        values = [_plain(getattr(record, field.name)) for record in records]
        assert found[field.name].to_pylist() == values, field.name
    made = set(found.column_names) - {field.name for field in fields}
    assert made == {
        "actors": {"documents"},
        "claims": {"statements", "independence", "denied_independence", "echo", "origins", "hinges_on"},
    }.get(what, set())
    assert len(pandas.read_parquet(io.BytesIO(data))) == len(records)
    assert len(polars.read_parquet(io.BytesIO(data))) == len(records)


def _plain(value: Any) -> Any:
    """A value as Arrow gives it back."""
    if isinstance(value, tuple):
        if len(value) == 2 and all(type(one) is int for one in value):
            return {"start": value[0], "end": value[1]}
        return [_plain(one) for one in value]
    if isinstance(value, msgspec.Struct):
        return {name: _plain(getattr(value, name)) for name in value.__struct_fields__}
    return value


def test_parquet_is_written_in_groups(ledger: Ledger, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(table_parquet, "GROUP_ROWS", 10)
    whole = pyarrow.parquet.ParquetFile(io.BytesIO(written(PARQUET, ledger, "statements")[0]))
    assert whole.metadata.num_rows == 48
    assert whole.metadata.num_row_groups == 5
    assert whole.schema_arrow.field("voice").type == pyarrow.list_(
        pyarrow.field("item", pyarrow.string(), nullable=False)
    )


@pytest.fixture(scope="module")
def workbook(ledger: Ledger) -> dict[str, list[tuple[Any, ...]]]:
    """The rows of each sheet of the whole ledger, the header first."""
    return sheets(written(XLSX, ledger, None)[0])


def sheets(data: bytes) -> dict[str, list[tuple[Any, ...]]]:
    """The rows of each sheet as openpyxl has them, escapes of control characters undone."""
    book = openpyxl.load_workbook(io.BytesIO(data), read_only=True)
    return {
        sheet.title: [
            tuple(unescape(cell) if isinstance(cell, str) else cell for cell in row)
            for row in sheet.iter_rows(values_only=True)
        ]
        for sheet in book
    }


def whole(workbook: dict[str, list[tuple[Any, ...]]], name: str) -> list[list[Any]]:
    """The rows of a sheet below its header, with what goes on elsewhere put behind."""
    head, *body = workbook[name]
    found = [list(row) for row in body]
    for sheet, row, _, column, _, text in sorted(
        workbook.get("long texts", [()])[1:], key=lambda one: one[4]
    ):
        if sheet == name:
            cell = found[row - 2]
            at = head.index(column)
            cell[at] = cell[at].removesuffix(GOES_ON) + text
    return found


@pytest.mark.parametrize("what", TABLES)
def test_a_workbook_has_a_sheet_for_every_table(
    ledger: Ledger, workbook: dict[str, list[tuple[Any, ...]]], what: str
) -> None:
    assert workbook[what][0] == header(what)
    found = whole(workbook, what)
    expected = [list(cells(what, row)) for row in rows(ledger, what)]
    assert len(found) == len(expected)
    for one, other in zip(found, expected, strict=True):
        assert [_same_ends(cell) for cell in one] == [_same_ends(cell) for cell in other]


def _same_ends(cell: Any) -> Any:
    return cell or None if isinstance(cell, str) or cell is None else cell


def test_a_workbook_counts_its_rows_and_holds_no_formula(ledger: Ledger) -> None:
    data, counts = written(XLSX, ledger, None)
    about = {row[0]: row[1] for row in sheets(data)["about"][1:]}
    assert {name: number for name, number in about.items() if name != "long texts"} == dict(counts.counts)
    assert about["long texts"] > 0
    book = openpyxl.load_workbook(io.BytesIO(data))
    types = {cell.data_type for sheet in book for row in sheet.iter_rows() for cell in row}
    assert types <= {"s", "inlineStr", "n", "b"}
    assert not any(sheet._hyperlinks for sheet in book)


def test_no_cell_of_a_workbook_holds_more_than_excel_shows(
    workbook: dict[str, list[tuple[Any, ...]]],
) -> None:
    texts = [cell for body in workbook.values() for row in body for cell in row if isinstance(cell, str)]
    assert max(len(text.encode("utf-16-le")) // 2 for text in texts) <= MOST_UNITS
    assert sum(text.endswith(GOES_ON) for text in texts) >= 2


def test_rows_beyond_a_sheet_go_on_in_another(ledger: Ledger) -> None:
    small = sheets(written(Xlsx(most_rows=21), ledger, "statements")[0])
    assert [len(small[name]) for name in ("statements", "statements 2", "statements 3")] == [21, 21, 9]
    assert small["statements 2"][0] == header("statements")
    ids = [row[0] for name in small if name.startswith("statements") for row in small[name][1:]]
    assert ids == [row.id for row in rows(ledger, "statements")]
    assert small["about"][1][:2] == ("statements", 48)
    aside = {row[0] for row in small["long texts"][1:]}
    assert aside <= {"statements", "statements 2", "statements 3"}


def test_statements_are_narrowed_by_filters_actor_and_claim(ledger: Ledger) -> None:
    def ids(**narrowed: Any) -> list[str]:
        return [row["document"] for row in read_csv(written(CSV, ledger, "statements", **narrowed)[0])]

    assert set(ids(filters=Filters(form=("narration",), since="2031"))) == {
        f"doc-{n:03}" for n in range(0, 24, 2)
    }
    assert ids(actor="actor-003") == ["doc-003"]
    assert ids(claim="claim-004") == ["doc-004", "doc-005"]
    assert ids(claim="claim-004", filters=Filters(document="doc-005")) == ["doc-005"]
    assert ids(claim="claim-004", filters=Filters(document="doc-006")) == []
    parts = read_csv(written(CSV, ledger, "parts", claim="claim-004")[0])
    assert [row["stance"] for row in parts] == ["supports", "denies"]
    assert len(written(LINES, ledger, "readings", actor="actor-003")[0].splitlines()) == 1


@pytest.mark.parametrize(
    ("format", "what", "narrowed", "told"),
    [
        (CSV, "documents", {"filters": Filters(act=("say",))}, "Documents cannot be narrowed by filters"),
        (CSV, "copies", {"actor": "actor-001", "claim": "claim-000"}, "--actor and --claim"),
        (PARQUET, "actors", {"claim": "claim-000"}, "They can be by --actor."),
        (LINES, "texts", {"claim": "claim-000"}, "cannot narrow texts"),
        (XLSX, None, {"actor": "actor-001"}, "whole ledger cannot be narrowed"),
        (CSV, "texts", {}, "csv holds no “texts”. Choose from: statements, documents"),
        (LINES, "cats", {}, "jsonl holds no “cats”"),
    ],
)
def test_what_makes_no_sense_is_refused(
    ledger: Ledger, format: Format, what: str | None, narrowed: dict[str, Any], told: str
) -> None:
    with pytest.raises(UsageError) as error:
        written(format, ledger, what, **narrowed)
    assert told in str(error.value)


@pytest.mark.parametrize(("format", "library"), [(PARQUET, "pyarrow"), (XLSX, "xlsxwriter")])
def test_a_missing_library_is_named(
    ledger: Ledger, format: Format, library: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(__import__("sys").modules, library, None)
    monkeypatch.setitem(__import__("sys").modules, f"{library}.parquet", None)
    with pytest.raises(UsageError, match=rf"needs the library {library}.*hearsay\[{format.extra}\]"):
        written(format, ledger, "statements")


@pytest.mark.parametrize("format", [CSV, LINES, PARQUET, XLSX])
def test_an_empty_ledger_gives_an_empty_table(format: Format, tmp_path: Path) -> None:
    with Ledger.open(str(tmp_path / "empty.db")) as empty:
        for what in format.holds:
            _, counts = written(format, empty, what)
            assert {number for _, number in counts.counts} == {0}


def test_the_suffix_tells_the_format_if_it_tells_one(monkeypatch: pytest.MonkeyPatch) -> None:
    assert registry.by_suffix("Ledger.XLSX") is XLSX
    assert registry.by_suffix("a.b.csv") is CSV
    assert registry.by_suffix("a.nothing") is None

    class Other:
        name, suffix, holds, extra = "other", ".csv", ("statements",), None

    formats: dict[str, Any] = {"csv": CSV, "other": Other(), "jsonl": LINES}
    monkeypatch.setattr(registry, "places", lambda: formats)
    monkeypatch.setattr(registry, "named", formats.__getitem__)
    assert registry.by_suffix("a.csv") is None
    assert registry.by_suffix("a.jsonl") is LINES
    Other.suffix = ".special.jsonl"
    assert registry.by_suffix("a.special.jsonl") is formats["other"]


def test_our_formats_keep_the_protocol() -> None:
    checked: Iterable[Callable[[], Format]] = [lambda: CSV, lambda: LINES, lambda: PARQUET, lambda: XLSX]
    for made in checked:
        assert made().suffix == f".{made().name}"
        assert registry.named(made().name) is made()
