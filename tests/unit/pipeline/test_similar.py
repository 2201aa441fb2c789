"""Statements that mean nearly the same."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import lorries
import people
import pytest
from lorries import WordVectors

from hearsay.ledger import Ledger
from hearsay.pipeline.claims import link_claims
from hearsay.pipeline.link import link
from hearsay.pipeline.similar import similar


@pytest.fixture
def ledger(tmp_path: Path) -> Iterator[Ledger]:
    with Ledger.open(str(tmp_path / "hearsay.db")) as opened:
        people.store(opened, lorries.ALL)
        link(opened)
        link_claims(opened, embedding=WordVectors)
        yield opened


def test_a_sentence_finds_what_is_like_it_best_first(ledger: Ledger) -> None:
    found = similar(ledger, lorries.COUNT, load=WordVectors)
    assert [one.meaning for one in found] == sorted((one.meaning for one in found), reverse=True)
    assert found[0].meaning == pytest.approx(1, abs=0.01)
    assert found[0].statement.content == lorries.COUNT
    assert lorries.SOUND not in [one.statement.content for one in found[:2]]


def test_the_same_words_are_listed_once(ledger: Ledger) -> None:
    found = similar(ledger, lorries.COUNT, load=WordVectors)
    contents = [one.statement.content for one in found]
    assert len(set(contents)) == len(contents)
    first = found[0]
    twice = {row.id for row in ledger.statements() if row.content == lorries.COUNT}
    assert len(twice) == 2
    assert {first.statement.id, *first.repeated} == twice


def test_a_statement_is_not_like_itself(ledger: Ledger) -> None:
    row = next(row for row in ledger.statements() if row.content == lorries.NARRATED)
    found = similar(ledger, row, load=WordVectors)
    assert found
    assert row.id not in {id for one in found for id in (one.statement.id, *one.repeated)}
    assert found[0].statement.content.removeprefix("that ").startswith("forty overloaded lorries")


def test_no_more_than_asked_for(ledger: Ledger) -> None:
    assert len(similar(ledger, lorries.COUNT, limit=1, load=WordVectors)) == 1


def test_what_is_like_nothing_finds_nothing(ledger: Ledger, tmp_path: Path) -> None:
    assert similar(ledger, "xylophone", load=WordVectors) == []
    with Ledger.open(str(tmp_path / "new.db")) as empty:
        assert similar(empty, "xylophone", load=WordVectors) == []


def test_statements_come_in_the_order_of_their_ids(ledger: Ledger) -> None:
    rows = list(ledger.statements())
    ids = [row.id for row in reversed(rows)]
    assert list(ledger.statements_with([ids[0], "unknown", *ids[1:]])) == rows[::-1]
    assert list(ledger.statements_with([])) == []
