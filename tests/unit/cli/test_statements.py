"""hearsay statements and hearsay documents: what they list, and in which shape."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Sequence
from typing import Any

import equipment
import pytest
from equipment import Run

from hearsay.cli.statements import COLUMNS
from hearsay.ledger import Ledger
from hearsay.pipeline.work import read_documents

FORMULA = "“=SUM(A1)” the clerk said. “-5 degrees,” the ferryman said."


@pytest.fixture
def filled(run: Run) -> Run:
    """A command over a ledger of four documents from two outlets."""
    given: Sequence[dict[str, Any]] = (
        {"outlet": "The Calder Post", "published": "2031-05-09", "title": "Bridge\x1b[31m closed"},
        {"outlet": "Far Bank", "published": "2031-05-10"},
        {"outlet": "Far Bank", "published": "2031-06-01"},
        {"outlet": "Far Bank", "text": FORMULA},
    )
    documents = [equipment.document(number, **fields) for number, fields in enumerate(given)]
    with Ledger.open() as ledger:
        for outcome in read_documents(documents, ledger=ledger, factory=equipment.make_reader):
            assert outcome.rejection is None
    return run


def _rows(filled: Run, *arguments: str) -> list[dict[str, Any]]:
    result = filled("statements", "--json", *arguments)
    assert result.exit_code == 0, result.stderr
    return [json.loads(line) for line in result.stdout.splitlines()]


def test_the_table_says_who_said_what_where(filled: Run) -> None:
    result = filled("statements")
    assert result.exit_code == 0
    lines = result.stdout.splitlines()
    assert lines[0].split() == ["Date", "Outlet", "Source", "Act", "Content"]
    assert any(
        "2031-05-09" in line and "lock-keeper" in line and "“We counted 0 lorries,”" in line for line in lines
    )
    assert all(len(line) <= 120 for line in lines)
    assert "\x1b" not in result.stdout


def test_the_table_leaves_narration_out_and_says_so(filled: Run) -> None:
    assert "carried little water" not in filled("statements").stdout
    assert "--narration shows it" in filled("statements").stderr
    assert "carried little water" in filled("statements", "--narration").stdout
    assert "carried little water" in filled("statements", "--form", "narration").stdout


def test_json_and_csv_have_narration_unless_told_otherwise(filled: Run) -> None:
    assert "narration" in {row["form"] for row in _rows(filled)}
    assert "narration" not in {row["form"] for row in _rows(filled, "--no-narration")}
    assert "narration" in filled("statements", "--csv").stdout


@pytest.mark.parametrize(
    ("arguments", "expected"),
    [
        (("--source", "MINISTER"), 3),
        (("--contains", "letter 1"), 1),
        (("--act", "claim"), 3),
        (("--act", "claim", "--act", "say", "--no-narration"), 8),
        (("--form", "direct"), 5),
        (("--outlet", "far bank", "--form", "direct"), 4),
        (("--since", "2031-05-10", "--form", "direct"), 2),
        (("--until", "2031-05", "--form", "direct"), 2),
        (("--since", "2031-05-09", "--until", "2031-05-09", "--act", "claim"), 1),
        (("--document", "0001.txt", "--form", "direct"), 1),
        (("--limit", "2"), 2),
    ],
    ids=lambda value: " ".join(value) if isinstance(value, tuple) else "",
)
def test_filters_narrow(filled: Run, arguments: tuple[str, ...], expected: int) -> None:
    assert len(_rows(filled, *arguments)) == expected


@pytest.mark.parametrize(
    ("arguments", "messages"),
    [
        (("--act", "grumble"), ("no act “grumble”", "accuse", "deny")),
        (("--form", "sung"), ("no form “sung”", "direct, indirect, mixed, narration")),
        (("--certainty", "sure"), ("no certainty “sure”", "certain, probable, possible")),
        (("--since", "last week"), ("“last week”", "2020-01-17")),
        (("--until", "2031-02-30"), ("“2031-02-30”",)),
        (("--json", "--csv"), ("exclude each other",)),
        (("--form", "narration", "--no-narration"), ("leave nothing",)),
        (("--document", "nothing.txt"), ("nothing.txt", "hearsay documents")),
        (("--limit", "0"), ("--limit",)),
    ],
    ids=" ".join,
)
def test_wrong_filters_are_explained(
    filled: Run, arguments: tuple[str, ...], messages: tuple[str, ...]
) -> None:
    result = filled("statements", *arguments)
    assert result.exit_code == 2
    assert [message for message in messages if message not in result.stderr] == []


def test_csv_has_full_texts_and_no_formulas(filled: Run) -> None:
    with Ledger.open() as ledger:
        texts = [row.content for row in ledger.statements()]
    result = filled("statements", "--csv")
    rows = list(csv.DictReader(io.StringIO(result.stdout)))
    assert tuple(rows[0]) == COLUMNS
    assert [row["content"].removeprefix("'") for row in rows] == texts
    assert not [cell for row in rows for cell in row.values() if cell.startswith(("=", "+", "-", "@"))]


def test_nothing_found_is_said(filled: Run) -> None:
    result = filled("statements", "--contains", "zebra")
    assert result.exit_code == 0
    assert "No statement matches." in result.stderr


@pytest.mark.parametrize("command", [("statements",), ("documents",), ("show", "x")])
def test_without_a_ledger_it_says_how_to_make_one(run: Run, command: tuple[str, ...]) -> None:
    result = run(*command, "--ledger", "none.db")
    assert result.exit_code == 1
    assert "no ledger" in result.stderr
    assert "none.db" in result.stderr
    assert "hearsay read" in result.stderr


def test_documents_are_listed_with_their_ids(filled: Run) -> None:
    listed = [json.loads(line) for line in filled("documents", "--json").stdout.splitlines()]
    table = filled("documents").stdout
    assert len(listed) == 4
    assert all(document["id"][:12] in table for document in listed)
    assert "\x1b" not in table
    assert len(filled("documents", "--json", "--limit", "2").stdout.splitlines()) == 2


def test_rejections_are_listed(run: Run) -> None:
    run("read", "none.txt")
    assert "missing" in run("documents", "--rejected").stdout
    assert json.loads(run("documents", "--rejected", "--json").stdout)["path"] == "none.txt"
