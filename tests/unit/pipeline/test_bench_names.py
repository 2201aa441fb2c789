"""Pairs of names are read from a table, compared, and counted."""

from __future__ import annotations

from pathlib import Path

import msgspec
import pytest

from hearsay.errors import CorpusError
from hearsay.pipeline.bench_names import read_pairs, score_pairs
from hearsay.records import to_json

TABLE = """schema,name1,name2,is_match,category
Person,Tomas Verrick,"Verrick, Tomas",true,order
Person,Tomas Verrick,Lena Verrick,false,given
Person,Tomas Verrick,The Red Fox,true,nickname
Company,Northgate Bank Ltd,Northgate Bank,true,order
Vessel,Grey Heron 2,Grey Heron 3,false,number
"""


@pytest.fixture
def table(tmp_path: Path) -> Path:
    path = tmp_path / "pairs.csv"
    path.write_text(TABLE, encoding="utf-8")
    return path


def test_pairs_are_counted_and_wrong_ones_explained(table: Path) -> None:
    scores = score_pairs(table)
    assert (scores.right, scores.found, scores.gold, scores.pairs) == (2, 2, 3, 5)
    assert (scores.precision, scores.recall, scores.f1) == (100.0, 66.67, 80.0)
    assert scores.accuracy == 80.0
    assert scores.categories["order"].accuracy == 100.0
    assert scores.categories["nickname"].accuracy == 0.0
    (wrong,) = scores.wrong
    assert (wrong.left, wrong.right, wrong.same) == ("Tomas Verrick", "The Red Fox", True)
    assert wrong.reasons
    assert scores.microseconds > 0
    assert scores.figures()["f1"] == msgspec.json.decode(to_json(scores))["f1"] == 80.0


def test_a_schema_says_what_kind_of_thing_is_named(table: Path) -> None:
    assert [pair.type for pair in read_pairs(table)] == ["person"] * 3 + ["organization", "other"]


def test_the_halves_make_up_the_whole(table: Path) -> None:
    sizes = {}
    for half in ("tune", "report"):
        try:
            sizes[half] = score_pairs(table, half).pairs  # type: ignore[arg-type]
        except CorpusError:
            sizes[half] = 0
    assert sum(sizes.values()) == 5


def test_a_folder_is_read_by_its_table(table: Path) -> None:
    assert len(read_pairs(table.parent)) == 5


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("name1,name2\na,b\n", "is_match, schema"),
        ("schema,name1,name2,is_match\nPerson,a,b,maybe\n", "'maybe'"),
        ("", "no column"),
    ],
)
def test_another_layout_is_refused_with_the_reason(tmp_path: Path, text: str, words: str) -> None:
    path = tmp_path / "other.csv"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(CorpusError, match=words):
        read_pairs(path)


def test_no_file_and_no_pairs_are_refused(tmp_path: Path) -> None:
    with pytest.raises(CorpusError, match="cannot be read"):
        read_pairs(tmp_path / "missing.csv")
    empty = tmp_path / "empty.csv"
    empty.write_text("schema,name1,name2,is_match\n", encoding="utf-8")
    with pytest.raises(CorpusError, match="No pair"):
        score_pairs(empty)
