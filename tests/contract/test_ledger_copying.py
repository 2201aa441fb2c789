"""A ledger is copied whole from any database to any other, or not at all."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import invented
import lorries
import people
import postgres
import pytest
from backends import Places
from sqlalchemy import insert

from hearsay.errors import LedgerError, LedgerNotFound
from hearsay.ledger import Ledger, copying, upkeep
from hearsay.ledger.schema import documents, metadata, vectors
from hearsay.pipeline.claims import link_claims
from hearsay.pipeline.link import link
from hearsay.records import Anchor, Document, FactCheck, Judgement, KnownActor, Rejection

Everything = Callable[[str], dict[str, list[Any]]]


@pytest.fixture(params=["sqlite", "postgresql"])
def target(request: pytest.FixtureRequest, tmp_path: Path) -> Any:
    """Another place for a ledger, in either database."""
    if request.param == "sqlite":
        yield str(tmp_path / "copy.db")
        return
    cluster = postgres.cluster()
    url = cluster.empty()
    yield url
    cluster.drop(url)


@pytest.fixture(scope="module")
def filled(places: Places) -> str:
    """A ledger with rows in every table that a user can fill without judging a statement."""
    place = places.lasting()
    with Ledger.open(place) as ledger:
        run = ledger.start_run(invented.READER, ["in"])
        people.store(ledger, lorries.ALL)
        ledger.reject(Rejection(path="b.bin", code="binary", reason="It is no text."))
        ledger.know([KnownActor(id="k1", name="Inspectors' Union", type="organization")])
        ledger.know_fact_checks([FactCheck(id="f1", claim="It rained.")])
        place_of = Anchor(document="a-post", span=(0, 5), words="Dorot")
        ledger.judge(
            Judgement(id="j1", at="2031", author="Ed", about="same-actor", verdict="unsure", left=place_of)
        )
        link(ledger)
        link_claims(ledger, embedding=lorries.WordVectors)
        ledger.store_many(invented.document(number) for number in range(42))
        ledger.finish_run(run, documents=50, rejections=1)
    return place


def test_a_copy_is_the_same_row_for_row_and_there_and_back(
    filled: str, target: str, tmp_path: Path, everything: Everything
) -> None:
    told: list[tuple[str, int, int]] = []
    done = upkeep.copy(filled, target, lambda *words: told.append(words))
    back = str(tmp_path / "back.db")
    upkeep.copy(target, back)
    empty = {name for name, rows in done.source.rows.items() if not rows}
    assert empty <= {"views", "copies"}
    assert done.target.rows == done.source.rows
    assert everything(target) == everything(filled) == everything(back)
    with Ledger.open(filled) as one, Ledger.open(target) as other, Ledger.open(back) as third:
        assert list(copying.differences(one, other)) == list(copying.differences(one, third)) == []
        assert other.check() == third.check() == []
        found = [[row.id for row in ledger.statements()] for ledger in (one, other, third)]
        assert found[0] == found[1] == found[2]
        assert list(one.runs()) == list(other.runs())
    assert {words for words, _, _ in told} == {"Copying", "Making the index of words", "Comparing"}
    assert all(number <= whole for _, number, whole in told)
    assert told[-1][1] == told[-1][2] == sum(done.source.rows.values())


def test_a_copy_goes_on_like_the_ledger_it_was_made_of(filled: str, target: str) -> None:
    upkeep.copy(filled, target)
    with Ledger.open(filled) as one, Ledger.open(target) as other:
        assert other.actors_state() == one.actors_state() is not None
        assert other.claims_state() == one.claims_state() is not None
        assert other.linked() == one.linked() != {}
        other.store(*invented.document(99))
        assert other.check() == []


def test_nothing_is_copied_into_a_ledger_that_holds_something(
    filled: str, target: str, everything: Everything
) -> None:
    with Ledger.open(target) as ledger:
        ledger.store(*invented.document(1))
    before = everything(target)
    with pytest.raises(LedgerError, match="not empty") as caught:
        upkeep.copy(filled, target)
    assert caught.value.remedy
    assert everything(target) == before


def test_nothing_is_copied_onto_itself_or_from_nowhere(filled: str, empty_place: str, target: str) -> None:
    with pytest.raises(LedgerError, match="onto itself"):
        upkeep.copy(filled, filled)
    with pytest.raises(LedgerNotFound):
        upkeep.copy(empty_place, target)


def test_a_copy_that_breaks_off_leaves_nothing(
    filled: str, target: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    def stop(words: str, done: int, whole: int) -> None:
        if words == "Comparing":
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        upkeep.copy(filled, target, stop)
    with Ledger.open(target) as ledger:
        assert not any(upkeep.info(ledger).rows.values())
        assert ledger.check() == []
    upkeep.copy(filled, target)


def test_a_copy_that_would_differ_is_not_kept(
    filled: str, target: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    from hearsay.ledger.copying import fill

    def careless(connection: Any, table: Any, rows: Any) -> None:
        fill(connection, table, (spoilt(table.name, row) for row in rows if row.get("id") != "f1"))

    def spoilt(table: str, row: dict[str, Any]) -> dict[str, Any]:
        return {**row, "verdict": "yes"} if table == "judgements" else row

    monkeypatch.setattr(copying, "fill", careless)
    with pytest.raises(LedgerError, match="differs") as caught:
        upkeep.copy(filled, target)
    assert "fact_checks f1 is only in the source." in str(caught.value)
    assert "judgements j1 differs in verdict." in str(caught.value)
    with Ledger.open(target) as ledger:
        assert not any(upkeep.info(ledger).rows.values())


def test_odd_texts_bytes_and_numbers_come_along(places: Places, target: str) -> None:
    odd = ["", " ", "\x01\x1f", "'\";--", "\\N", "\\.", "\t", "\r\n", "\u2028", "e\u0301", "\U0001f989", "%s"]
    place = places()
    with Ledger.open(place) as ledger:
        for number, text in enumerate(odd):
            made = Document(id=f"o{number}{text}", text=text, title=text, outlet=text, authors=(text,))
            ledger.store(made, invented.reading(made, ["A"], []))
        with ledger._connection(write=True) as connection:
            rows = [
                {"id": f"v{number}", "kind": "statement", "embedder": "e", "digest": "d", "vector": blob}
                for number, blob in enumerate((b"", b"\x00", bytes(range(256)), b"\\x41"))
            ]
            connection.execute(insert(vectors), rows)
    upkeep.copy(place, target)
    with Ledger.open(place) as one, Ledger.open(target) as other:
        assert list(copying.differences(one, other)) == []
        assert {row.title for row in other.documents()} == set(odd)


def test_what_differs_is_named(places: Places) -> None:
    first, second = places(), places()
    for place in (first, second):
        with Ledger.open(place) as ledger:
            ledger.store_many(invented.document(number) for number in range(50))
    with Ledger.open(first) as one, Ledger.open(second) as other:
        assert list(copying.differences(one, other)) == []
        ids = sorted(row.id for row in one.documents())
        with other._connection(write=True) as connection:
            change = documents.update().where(documents.c.id == ids[30])
            connection.execute(change.values(title="Altered", outlet=None))
        other.reject(Rejection(path="b.bin", code="binary", reason="It is no text."))
        found = list(copying.differences(one, other))
        assert len(found) == 2
        assert any(text.startswith(f"documents {ids[30]} differs in ") and "title" in text for text in found)
        assert any(text.startswith("rejections ") and "only in the copy" in text for text in found)


def test_every_table_is_copied_in_an_order_that_keys_allow() -> None:
    done: set[str] = set()
    for table in metadata.sorted_tables:
        assert {key.column.table.name for key in table.foreign_keys} <= done | {table.name}
        done.add(table.name)
    assert done >= copying.WIDE
