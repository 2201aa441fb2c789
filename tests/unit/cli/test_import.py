"""``hearsay import`` as its users meet it."""

from __future__ import annotations

import json
import os
from collections.abc import Callable
from pathlib import Path
from typing import Any

import equipment
import exchange
import msgspec
import pytest
import typer
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from typer.testing import CliRunner

from hearsay.cli.import_ import counted_as, import_
from hearsay.cli.terminal import Guarded, taught
from hearsay.formats.base import Wanted
from hearsay.formats.registry import named
from hearsay.ledger import Ledger
from hearsay.pipeline.importing import KINDS, recognised, take
from hearsay.records import Judgement, to_json

Import = Callable[..., tuple[Any, list[dict[str, Any]]]]


@pytest.fixture
def importing(fake_reader: None, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Import:
    """Calls the command with ``--json`` in an empty folder; gives its result, and the figures it printed."""
    app = typer.Typer(cls=Guarded)
    app.callback()(lambda: None)
    app.command("import", help=taught(import_))(import_)
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("HEARSAY_LEDGER", raising=False)

    def call(*arguments: object) -> tuple[Any, list[dict[str, Any]]]:
        done = CliRunner().invoke(app, ["import", "--json", *map(str, arguments)])
        return done, [json.loads(line) for line in done.stdout.splitlines() if line.startswith("{")]

    return call


def entities(*rows: dict[str, Any]) -> bytes:
    return b"".join(msgspec.json.encode(row) + b"\n" for row in rows)


PERSON = {"id": "p" * 20, "schema": "Person", "properties": {"name": ["Dorota Lisle"]}}
ARTICLE = {"id": "a" * 20, "schema": "Article", "properties": {"bodyText": [equipment.text(1)]}}
CHECKS = b"claim,verdict,url\nForty lorries crossed,Unproven,https://checkers.example/1\n"
ACTORS = b"name;type;aliases\nDorota Lisle;person;Lisle\n"
ARTICLEDATA = msgspec.json.encode(
    {"id": "x1", "title": "T", "url": "https://a.example/1", "site": "Post", "bylines": [],
     "text": equipment.text(2)}
)  # fmt: skip
JUDGED = to_json(
    Judgement(id="1", at="2031-05-09T10:00:00Z", author="Ilka", about="statement", verdict="yes")
)


def test_each_kind_is_known_by_its_content(importing: Import, tmp_path: Path) -> None:
    files = {
        "one": entities(PERSON, ARTICLE),
        "two": CHECKS,
        "three": ACTORS,
        "four": ARTICLEDATA,
        "five": JUDGED,
        "six": b'<html><script type="application/ld+json">'
        b'{"@type": "ClaimReview", "claimReviewed": "It rained"}</script></html>',
    }
    for name, content in files.items():
        (tmp_path / name).write_bytes(content)
    done, figures = importing(*files)
    assert done.exit_code == 0, done.output
    assert {one["path"]: one["kind"] for one in figures} == {
        "one": "ftm", "two": "fact-checks", "three": "actors", "four": "articledata", "five": "judgements",
        "six": "fact-checks",
    }  # fmt: skip
    assert [one["counts"] for one in figures] == [
        {"known actors": 1, "documents read": 1, "documents read before": 0},
        {"fact checks": 1},
        {"known actors": 1},
        {"documents read": 1, "documents read before": 0},
        {"judgements": 1, "judgements known before": 0},
        {"fact checks": 1},
    ]
    with Ledger.open(str(tmp_path / "hearsay.db"), create=False) as books:
        assert {one.claim for one in books.fact_checks()} == {"Forty lorries crossed", "It rained"}
        assert books.counts().documents == 2
        assert [one.id for one in books.judgements()] == ["1"]
        assert {one.id for one in books.known_actors()} >= {"p" * 20}


def test_importing_again_adds_nothing(importing: Import, tmp_path: Path) -> None:
    (tmp_path / "one").write_bytes(entities(PERSON, ARTICLE))
    (tmp_path / "two").write_bytes(JUDGED)
    importing("one", "two")
    done, figures = importing("one", "two")
    assert done.exit_code == 0
    assert figures[0]["counts"] == {"known actors": 1, "documents read": 0, "documents read before": 1}
    assert figures[1]["counts"] == {"judgements": 0, "judgements known before": 1}


def test_a_judgement_that_differs_is_rejected_with_its_line(importing: Import, tmp_path: Path) -> None:
    (tmp_path / "one").write_bytes(JUDGED)
    (tmp_path / "two").write_bytes(b"\n" + JUDGED.replace(b'"yes"', b'"no"'))
    importing("one")
    done, ((figures),) = importing("two")
    assert done.exit_code == 3
    (rejection,) = figures["rejections"]
    assert rejection["place"] == "line 2"
    assert "another judgement with the same id 1" in rejection["reason"]
    assert rejection["remedy"]
    with Ledger.open(str(tmp_path / "hearsay.db"), create=False) as books:
        assert [one.verdict for one in books.judgements()] == ["yes"]


def test_what_cannot_be_used_is_told_by_line_and_kept(importing: Import, tmp_path: Path) -> None:
    (tmp_path / "mixed").write_bytes(
        entities(PERSON, ARTICLE, {"id": "n", "schema": "Person", "properties": {}}) + b'{"id": "x", "sch'
    )
    done, (figures,) = importing("mixed")
    assert done.exit_code == 3
    assert figures["counts"]["known actors"] == figures["counts"]["documents read"] == 1
    # The line that is no JSON at all is told once, although actors and documents are looked for in it.
    assert [one["place"] for one in figures["rejections"]] == ["line 3", "line 4"]
    with Ledger.open(str(tmp_path / "hearsay.db"), create=False) as books:
        assert {one.place for one in books.rejections()} >= {"line 3", "line 4"}
    assert "2 rejections" in done.stderr


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (b"", "The file is empty."),
        (b" \n\n", "The file is empty."),
        (b"\x00\x01\x02" * 50, "It does not show what it holds."),
        (b'{"id": "x", "schema": "Per', "It does not show what it holds."),
        (b"An article about a bridge.", "It does not show what it holds."),
        (b"[" * 100_000, "It does not show what it holds."),
        (b'{"a": "' + b"x" * 2_000_000, "It does not show what it holds."),
        ("claim\n".encode("utf-16"), "It does not show what it holds."),
    ],
)
def test_a_file_that_is_nothing_is_rejected_and_the_rest_imported(
    importing: Import, tmp_path: Path, content: bytes, reason: str
) -> None:
    (tmp_path / "bad").write_bytes(content)
    (tmp_path / "good").write_bytes(CHECKS)
    done, (bad, good) = importing("bad", "good")
    assert done.exit_code == 3
    assert bad["kind"] is None
    assert [one["reason"] for one in bad["rejections"]] == [reason]
    assert "--as" in bad["rejections"][0]["remedy"]
    assert good["counts"] == {"fact checks": 1}


def test_missing_files_and_folders_are_rejected(importing: Import, tmp_path: Path) -> None:
    (tmp_path / "folder").mkdir()
    os.mkfifo(tmp_path / "pipe")
    done, figures = importing("folder", "nowhere", "as\x00such", "--as", "actors")
    assert done.exit_code == 3
    assert all(one["rejections"] and not one["counts"] for one in figures)
    done, figures = importing("folder", "pipe", "nowhere")
    assert [one["rejections"][0]["reason"] for one in figures] == [
        "This is no file but a folder, a device or a pipe.",
        "This is no file but a folder, a device or a pipe.",
        "There is no such file or folder.",
    ]


def test_what_it_holds_can_be_said(importing: Import, tmp_path: Path) -> None:
    (tmp_path / "bad").write_bytes(b"claim\nIt rained\n")
    done, (figures,) = importing("bad", "--as", "actors")
    assert done.exit_code == 3
    assert "no column `name`" in figures["rejections"][0]["reason"]
    done, _ = importing("bad", "--as", "nonsense")
    assert done.exit_code == 2
    assert all(kind in done.stderr for kind in KINDS)


def test_nothing_to_import_is_wrong_usage(importing: Import) -> None:
    done, _ = importing()
    assert done.exit_code == 2
    assert "Name files" in done.stderr


def test_what_was_exported_comes_in_again(importing: Import, tmp_path: Path) -> None:
    pytest.importorskip("followthemoney")
    with Ledger.open(str(tmp_path / "first.db")) as books:
        exchange.fill(books)
        books.know_fact_checks([exchange.CHECK])
        for name in ("ftm", "claimreview"):
            with open(tmp_path / name, "wb") as file:
                named(name).write(books, Wanted(), file)
    done, (ftm, checks) = importing("ftm", "claimreview")
    assert done.exit_code == 0, done.stderr
    assert ftm["counts"] == {"known actors": 5, "documents read": 2, "documents read before": 0}
    assert checks["counts"] == {"fact checks": 1}
    with Ledger.open(str(tmp_path / "hearsay.db"), create=False) as books:
        texts = {document.text for document, _ in books.readings()}
        assert {row.id for row in books.documents()} == {exchange.POST[0].id, exchange.MIRROR[0].id}
    assert texts == {exchange.POST[0].text, exchange.MIRROR[0].text}


def test_figures_in_words() -> None:
    said = [
        counted_as(1, "known actors"),
        counted_as(1, "documents read"),
        counted_as(1, "documents read before"),
        counted_as(1200, "fact checks"),
    ]
    assert said == ["1 known actor", "1 document read", "1 document read before", "1,200 fact checks"]


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(content=st.one_of(st.binary(max_size=300), st.text(max_size=200).map(lambda text: text.encode())))
@pytest.mark.parametrize("said", [None, "judgements", "actors", "fact-checks"])
def test_whatever_a_file_holds_no_error_escapes(tmp_path: Path, content: bytes, said: Any) -> None:
    file = tmp_path / "any"
    file.write_bytes(content)
    with Ledger.open(str(tmp_path / "hearsay.db")) as books:
        found = take(books, file, said)
    assert found.rejections or found.counts
    assert all(one.reason and one.remedy for one in found.rejections)


def test_a_fact_check_far_into_a_file_is_found(tmp_path: Path) -> None:
    file = tmp_path / "feed.json"
    file.write_bytes(
        b'{"x": "' + b"y" * (2 << 20) + b'", "d": {"@type": "ClaimReview", "claimReviewed": "A"}}'
    )
    assert recognised(file) == "fact-checks"
