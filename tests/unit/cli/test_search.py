"""hearsay search, as one types it; and the examples of docs/search.md."""

from __future__ import annotations

import csv
import io
import json
import re
from contextlib import redirect_stdout
from pathlib import Path

import lorries
import people
import pytest
from equipment import Run

from hearsay.cli.search import DOCUMENT_COLUMNS, STATEMENT_COLUMNS
from hearsay.ledger import DocumentRow, Ledger, StatementRow
from hearsay.ledger.search import FIELDS, Facets
from hearsay.pipeline.similar import Similar

DOCS = Path(__file__).parents[3] / "docs" / "search.md"


@pytest.fixture
def filled(run: Run) -> Run:
    """A command over a ledger in which the same is claimed again and again."""
    with Ledger.open() as ledger:
        people.store(ledger, lorries.ALL)
    return run


def examples(kind: str) -> list[str]:
    return re.findall(f"```{kind}\n(.*?)```", DOCS.read_text(encoding="utf-8"), re.DOTALL)


def test_every_query_of_the_docs_runs(filled: Run) -> None:
    queries = [line for block in examples("query") for line in block.splitlines()]
    assert len(queries) > 20
    with Ledger.open() as ledger:
        found = {query: ledger.search_count(query) for query in queries}
        assert all(len(list(ledger.search(query))) == many for query, many in found.items())
        assert sum(ledger.search_documents_count(query) > 0 for query in queries) > 10
    assert sum(many > 0 for many in found.values()) > 10


def test_the_docs_and_the_help_know_every_field(filled: Run) -> None:
    table = re.findall(r"^\| `(\w+)` \|", DOCS.read_text(encoding="utf-8"), re.MULTILINE)
    assert sorted(table) == sorted(FIELDS)
    help_text = filled("search", "--help").stdout
    assert all(field in help_text for field in FIELDS)


def test_the_python_of_the_docs_runs(filled: Run) -> None:
    (code,) = examples("python")
    printed = io.StringIO()
    with redirect_stdout(printed):
        exec(compile(code, "docs/search.md", "exec"), {})
    assert "2031-05-09 Dorota Lisle ['Bridge']" in printed.getvalue()


def test_a_table_with_the_number_of_all_matches(filled: Run) -> None:
    result = filled("search", "lorries", "crossed")
    assert result.exit_code == 0
    assert len(result.stdout.splitlines()) == 1 + 4
    assert "Dorota Lisle" in result.stdout
    assert "(narration)" in result.stdout
    assert result.stderr == "4 statements.\n"
    some = filled("search", "lorries", "--limit", 2)
    assert len(some.stdout.splitlines()) == 1 + 2
    assert some.stderr.startswith("4 statements; the newest 2 are shown.")
    oldest = filled("search", "lorries", "--limit", 1, "--oldest")
    assert "2031-05-09" in oldest.stdout


def test_matches_are_bold(filled: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("FORCE_COLOR", "1")
    shown = filled("search", '"harrow bridge" speaker:lisle').stdout
    assert "\x1b[1mHarrow Bridge\x1b[0m" in shown
    assert "\x1b[1mLisle\x1b[0m" in shown


def test_documents(filled: Run) -> None:
    result = filled("search", "--documents", "viaduct", "act:say")
    assert result.stderr == "2 documents.\n"
    assert "The Calder Post" in result.stdout
    assert "viaduct" in result.stdout
    rows = [
        json.loads(line) for line in filled("search", "--documents", "viaduct", "--json").stdout.splitlines()
    ]
    assert [row["id"] for row in rows] == ["e-union", "a-post"]
    assert list(rows[0]) == list(DocumentRow.__struct_fields__)


def test_json_and_csv_have_all(filled: Run) -> None:
    rows = [json.loads(line) for line in filled("search", "", "--json").stdout.splitlines()]
    with Ledger.open() as ledger:
        assert len(rows) == ledger.counts().statements
    assert list(rows[0]) == list(StatementRow.__struct_fields__)
    table = list(csv.reader(io.StringIO(filled("search", "", "--csv").stdout)))
    assert table[0] == list(STATEMENT_COLUMNS)
    assert [row[0] for row in table[1:]] == [row["id"] for row in rows]
    table = list(csv.reader(io.StringIO(filled("search", "--documents", "", "--csv").stdout)))
    assert table[0] == list(DOCUMENT_COLUMNS)
    assert len(table) == 1 + len(lorries.ALL)


def test_facets(filled: Run) -> None:
    result = filled("search", "--facets", "lorries")
    assert result.exit_code == 0
    assert "The Calder Post" in result.stdout
    assert "Dorota Lisle" in result.stdout
    assert "(nobody known)" in result.stdout
    assert result.stderr.endswith("4 statements.\n")
    facets = json.loads(filled("search", "--facets", "lorries", "--json", "--limit", 1).stdout)
    assert list(facets) == list(Facets.__struct_fields__)
    assert facets["outlet"]["buckets"] == [
        {"value": "The Calder Post", "name": "The Calder Post", "count": 2}
    ]
    assert facets["outlet"]["others"] == 2


def test_actors_are_linked_before_they_are_asked_for(filled: Run) -> None:
    result = filled("search", "actor:lisle lorries")
    assert result.exit_code == 0
    assert "1 statement." in result.stderr


def test_similar_statements(filled: Run) -> None:
    result = filled("search", "--similar", "overloaded lorries crossed the bridge")
    assert result.exit_code == 0, result.stderr
    assert "overloaded lorries" in result.stdout
    rows = [
        json.loads(line)
        for line in filled("search", "--similar", "overloaded lorries", "--json").stdout.splitlines()
    ]
    assert list(rows[0]) == list(Similar.__struct_fields__)
    like = filled("search", "--similar", rows[0]["statement"]["id"], "--json").stdout.splitlines()
    assert rows[0]["statement"]["id"] not in [json.loads(line)["statement"]["id"] for line in like]
    assert filled("search", "--similar", "00000000").exit_code == 2


def test_the_index_can_be_made_anew(filled: Run) -> None:
    with Ledger.open() as ledger, ledger._connection(write=True) as connection:
        connection.exec_driver_sql("DELETE FROM words_statement_texts")
    assert "Nothing is found" in filled("search", "lorries").stderr
    assert (
        filled("search", "lorries", "--rebuild").stderr
        == "The index of words was made anew.\n4 statements.\n"
    )
    assert filled("search", "--rebuild").exit_code == 0


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        ((), "nothing to look for"),
        (("(bridge",), "not closed"),
        (("foo:bar",), "no field “foo”"),
        (("bridge", "--similar", "x"), "exclude each other"),
        (("--similar", " "), "needs a sentence"),
        (("bridge", "--json", "--csv"), "exclude each other"),
        (("bridge", "--facets", "--csv"), "exclude each other"),
        (("bridge", "--facets", "--documents"), "exclude each other"),
        (("bridge", "--facets", "--oldest"), "exclude each other"),
        (("--similar", "x", "--csv"), "exclude each other"),
        (("--similar", "x", "--oldest"), "exclude each other"),
    ],
)
def test_wrong_usage_is_explained(filled: Run, arguments: tuple[str, ...], told: str) -> None:
    result = filled("search", *arguments)
    assert result.exit_code == 2
    assert told in result.stderr
    assert "what to do:" in result.stderr


def test_a_wrong_query_is_shown_with_a_caret(filled: Run) -> None:
    assert "\n    bridge foo:bar\n           ^\n" in filled("search", "bridge foo:bar").stderr
