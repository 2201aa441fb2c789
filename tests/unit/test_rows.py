"""What a ledger answers with: an iterator that becomes an Arrow, pandas or polars table."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, Literal

import hoard
import pyarrow
import pytest

from hearsay.errors import LedgerError, UsageError
from hearsay.ledger import Filters, Ledger, Rows
from hearsay.ledger.columns import columns, shape, worth_showing
from hearsay.ledger.frames import schema
from hearsay.records import Actor, Claim, Copy, Record


@pytest.fixture(scope="module")
def ledger(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Ledger]:
    with Ledger.open(str(tmp_path_factory.mktemp("hoard") / "hearsay.db")) as made:
        hoard.fill(made)
        yield made


ANSWERS: dict[str, Callable[[Ledger], Rows[Any]]] = {
    "statements": lambda ledger: ledger.statements(),
    "documents": lambda ledger: ledger.documents(),
    "actors": lambda ledger: ledger.actors(),
    "claims": lambda ledger: ledger.claims(),
    "copies": lambda ledger: ledger.copies(),
}


@pytest.mark.parametrize("what", ANSWERS)
def test_a_table_has_what_iterating_gives(ledger: Ledger, what: str) -> None:
    ask = ANSWERS[what]
    records = list(ask(ledger))
    assert len(records) >= 2
    table = ask(ledger).arrow()
    assert table.schema == schema(type(records[0]))
    assert table.column_names == [column.name for column in columns(type(records[0]))]
    for column in columns(type(records[0])):
        if column.type in (str, int, float, bool, str | None):
            assert table[column.name].to_pylist() == [column.of(record) for record in records]
    assert len(ask(ledger).pandas()) == len(ask(ledger).polars()) == len(records)


def test_types_are_worth_having(ledger: Ledger) -> None:
    types = {field.name: field for field in ledger.statements().arrow().schema}
    assert types["published"].type == pyarrow.string()
    assert types["published"].nullable
    assert not types["content"].nullable
    assert types["score"].type == pyarrow.float64()
    assert str(types["content_spans"].type) == (
        "list<item: struct<start: int64 not null, end: int64 not null> not null>"
    )
    assert str(types["voice"].type) == "list<item: string not null>"
    claims = schema(Claim)
    assert claims.field("independence").type == pyarrow.int64()
    assert schema(Copy).field("credited").type == pyarrow.bool_()


def test_values_keep_their_spans_dates_and_nulls(ledger: Ledger) -> None:
    frame = ledger.statements(Filters(document="doc-004")).polars()
    assert frame["published"].to_list() == ["2031-05", "2031-05"]
    assert frame["content_spans"].to_list()[0][0] == {"start": 15, "end": 15 + len(hoard.HOSTILE[4])}
    assert frame["speaker"].to_list() == [hoard.HOSTILE[4], None]
    assert frame["voice"].to_list() == [["Roads Authority", hoard.HOSTILE[4]], []]
    undated = ledger.statements(Filters(document="doc-005")).pandas()
    assert undated["published"].isna().all()
    assert list(undated["score"]) == [0.123456789, 1.0]


def test_a_table_is_of_what_is_left(ledger: Ledger) -> None:
    found = ledger.statements()
    first = next(found)
    assert first.id not in found.arrow()["id"].to_pylist()
    assert list(found) == []
    assert found.arrow().num_rows == 0


def test_batches_stream(ledger: Ledger) -> None:
    found = ledger.statements(limit=25)
    batches = found.batches(10)
    assert next(batches).num_rows == 10
    assert next(found).position == 0
    assert [batch.num_rows for batch in batches] == [10, 4]
    with pytest.raises(UsageError, match="batch of 0 rows"):
        found.batches(0)


def test_nothing_is_asked_before_it_is_needed_and_close_lets_go(tmp_path: Path) -> None:
    asked: list[int] = []

    def start() -> Iterator[Actor]:
        asked.append(1)
        yield from hoard.actors()

    found = Rows(Actor, start)
    assert asked == []
    next(found)
    assert asked == [1]
    found.close()
    assert list(found) == []
    with Ledger.open(str(tmp_path / "closed.db")) as ledger:
        late = ledger.documents()
    with pytest.raises(LedgerError, match="closed"):
        next(late)


@pytest.mark.parametrize("library", ["pyarrow", "pandas", "polars"])
def test_a_missing_library_is_named_and_no_row_is_lost(
    ledger: Ledger, library: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    found = ledger.documents()
    schema.cache_clear()
    monkeypatch.setitem(sys.modules, library, None)
    with pytest.raises(UsageError, match=rf"needs the library {library}.*pip install 'hearsay\[tables\]'"):
        (found.arrow if library == "pyarrow" else getattr(found, library))()
    assert len(list(found)) == len(hoard.HOSTILE)


def test_looking_at_rows_loses_none_and_holds_nothing(ledger: Ledger) -> None:
    found = ledger.statements()
    page = found._repr_html_()
    assert "The first 10 rows; there are more · 7 of 22 columns." in page
    assert page.count("<tr>") == 11
    assert found._left is None
    taken = [next(found) for _ in range(40)]
    assert "All that is left: 8" in found._repr_html_()
    assert [row.id for row in (*taken, *found)] == [row.id for row in ledger.statements()]
    assert "All that is left: 0" in found._repr_html_()
    assert repr(found) == "<Rows of StatementRow: iterate, or ask for .arrow(), .pandas() or .polars()>"


@pytest.mark.parametrize("what", ANSWERS)
def test_every_answer_can_be_looked_at(ledger: Ledger, what: str) -> None:
    found = ANSWERS[what](ledger)
    page = found._repr_html_()
    kind = type(next(found))
    assert [column.name for column in worth_showing(kind) if f"<th>{column.name}</th>" not in page] == []
    assert "<script" not in page
    assert page.count("<tr>") == 1 + min(10, 1 + len(list(found)))


class Odd(Record):
    what: dict[str, str]


class Choice(Record):
    what: Literal["a", "b"] | None


def test_a_shape_is_known_or_refused() -> None:
    assert shape(columns(Choice)[0].type).optional
    assert [column.name for column in worth_showing(Choice)] == ["what"]
    with pytest.raises(TypeError, match="no column can hold"):
        shape(columns(Odd)[0].type)
