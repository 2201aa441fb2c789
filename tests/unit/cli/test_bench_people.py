"""hearsay bench entities and hearsay bench coreference."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
import typer
from typer.testing import CliRunner

from hearsay.cli.bench_people import coreference, entities
from hearsay.cli.terminal import Guarded
from hearsay.records import About, Document, Entity, Mention, Reading


class Twice:
    """A reader that takes each Ana for the one person of its document."""

    version = "twice"

    def read(self, documents: list[Document]) -> list[Reading]:
        about = About(title=None, outlet=None, authors=(), published=None, url=None, language=None, length=0)
        mentions = tuple(
            Mention(span=(at, at + 3), type="person", form="name", entity=0, score=1.0) for at in (0, 4)
        )
        entity = Entity(type="person", name="Ana")
        return [
            Reading(id=d.id, reader=self.version, document=about, entities=(entity,), mentions=mentions)
            for d in documents
        ]


@pytest.fixture
def app(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> typer.Typer:
    monkeypatch.setattr("hearsay.pipeline.readers.make_reader", Twice)
    (tmp_path / "dev.txt").write_text("Ana\tB-PER\nAna\tB-PER\nleft\tO\nCalder\tB-LOC\n", encoding="utf-8")
    rows = [f"{n}\tAna" + "\t_" * 7 + "\tEntity=(1)" for n in (1, 2)]
    (tmp_path / "INV_news_a.conllu").write_text("\n".join(rows), encoding="utf-8")
    bench = typer.Typer(cls=Guarded)
    bench.command()(entities)
    bench.command()(coreference)
    return bench


def test_names_are_scored(app: typer.Typer, tmp_path: Path) -> None:
    scores = json.loads(CliRunner().invoke(app, ["entities", str(tmp_path), "--json"]).stdout)
    assert (scores["precision"], scores["recall"], scores["f1"]) == (100, 66.67, 80)
    assert scores["types"]["place"]["gold"] == 1
    table = CliRunner().invoke(app, ["entities", str(tmp_path)]).stdout
    assert "1 passages" in table
    assert [line.split()[1:4] for line in table.splitlines() if line.startswith("all ")] == [
        ["100.0", "66.7", "80.0"]
    ]


def test_coreference_is_scored(app: typer.Typer, tmp_path: Path) -> None:
    scores = json.loads(CliRunner().invoke(app, ["coreference", str(tmp_path), "--json"]).stdout)
    assert (scores["documents"], scores["conll_f1"], scores["muc"]["f1"]) == (1, 100, 100)
    assert scores["genres"]["news_and_interview"]["conll_f1"] == 100
    table = CliRunner().invoke(app, ["coreference", str(tmp_path)]).stdout
    assert "CEAF φ4" in table
    assert "news and interview" in table


def test_a_corpus_of_another_layout_is_refused(app: typer.Typer, tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()
    for command in ("entities", "coreference"):
        result = CliRunner().invoke(app, [command, str(tmp_path / "empty")])
        assert result.exit_code == 2
        assert "what to do" in result.stderr
