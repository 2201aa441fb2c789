"""hearsay export: what is written where, and what is refused before anything is."""

from __future__ import annotations

import csv
import json
import os
import stat
from pathlib import Path
from typing import BinaryIO

import lorries
import openpyxl
import people
import polars
import pytest
from equipment import Run

from hearsay.cli import export as command
from hearsay.cli.files import replacing
from hearsay.errors import HearsayError, UsageError
from hearsay.formats import registry
from hearsay.formats.base import Wanted, Written
from hearsay.formats.lines import FORMAT as LINES
from hearsay.ledger import Ledger


@pytest.fixture
def filled(run: Run) -> Run:
    """A command over a ledger in which the same is claimed again and again, with nothing linked yet."""
    with Ledger.open() as ledger:
        people.store(ledger, lorries.ALL)
    return run


def rows(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def test_a_table_goes_to_a_file_and_the_counts_are_told(filled: Run, tmp_path: Path) -> None:
    result = filled("export", "csv", "statements", "--to", "out.csv")
    assert result.exit_code == 0, result.stderr
    assert result.stdout == ""
    written = rows(tmp_path / "out.csv")
    assert len(written) > 5
    assert f"Written: out.csv, {(tmp_path / 'out.csv').stat().st_size:,} bytes in" in result.stderr
    assert f"statements {len(written)}." in result.stderr
    assert [name for name in os.listdir(tmp_path) if name.endswith(".part")] == []


@pytest.mark.parametrize("to", [(), ("--to", "-")])
def test_text_goes_to_standard_output(filled: Run, to: tuple[str, ...]) -> None:
    result = filled("export", "jsonl", "documents", *to)
    assert [json.loads(line)["id"] for line in result.stdout.splitlines()] == [
        one.id for one, _ in lorries.ALL
    ]
    assert "documents 5." in result.stderr


def test_what_is_not_text_needs_a_file(filled: Run) -> None:
    for name in ("xlsx", "parquet"):
        result = filled("export", name)
        assert result.exit_code == 2
        assert f"{name} is no text" in result.stderr
        assert result.stdout == ""


def test_the_name_of_the_file_tells_the_format(filled: Run, tmp_path: Path) -> None:
    assert filled("export", "--to", "all.xlsx").exit_code == 0
    book = openpyxl.load_workbook(tmp_path / "all.xlsx", read_only=True)
    assert book.sheetnames[0] == "documents"
    assert book.sheetnames[-1] == "about"
    assert filled("export", "claims", "--to", "claims.parquet").exit_code == 0
    assert polars.read_parquet(tmp_path / "claims.parquet")["documents"].to_list()[0] >= 2
    result = filled("export", "claims", "--to", "claims.cat")
    assert result.exit_code == 2
    assert "does not tell one format" in result.stderr
    assert "No format is given" in filled("export").stderr


def test_filters_are_those_of_statements(filled: Run) -> None:
    wanted = ("--source", "greta", "--since", "2031-05-10", "--outlet", "far bank", "--act", "say")
    listed = filled("statements", *wanted, "--json")
    exported = filled("export", "jsonl", "statements", *wanted)
    assert exported.stdout == listed.stdout
    assert len(exported.stdout.splitlines()) == 1
    assert "narration" in filled("export", "csv").stdout
    assert "narration" not in filled("export", "csv", "--no-narration").stdout
    assert filled("export", "csv", "--form", "narration", "--no-narration").exit_code == 2
    assert "There is no act “sing”" in filled("export", "csv", "--act", "sing").stderr
    documents = filled("export", "csv", "documents", "--act", "say")
    assert documents.exit_code == 2
    assert "Documents cannot be narrowed by filters" in documents.stderr


def test_actors_and_claims_are_brought_up_to_date_and_found_by_name(filled: Run, tmp_path: Path) -> None:
    actors = filled("export", "jsonl", "actors")
    assert actors.exit_code == 0, actors.stderr
    named = {json.loads(line)["name"] for line in actors.stdout.splitlines()}
    assert {"Dorota Lisle", "Greta Pohl"} <= named
    said = filled("export", "csv", "statements", "--actor", "Dorota Lisle", "--to", "lisle.csv")
    assert said.exit_code == 0, said.stderr
    assert {row["speaker"] for row in rows(tmp_path / "lisle.csv")} == {"Dorota Lisle"}
    parts = filled("export", "csv", "parts", "--claim", "lorries", "--to", "parts.csv")
    assert parts.exit_code == 0, parts.stderr
    with Ledger.open() as ledger:
        claim = ledger.claim("lorries")
    assert [row["statement"] for row in rows(tmp_path / "parts.csv")] == [
        part.statement for part in claim.parts
    ]
    assert filled("export", "csv", "--actor", "Nobody").exit_code == 2
    assert filled("export", "csv", "--claim", "zebras").exit_code == 2


def test_what_needs_no_linking_is_not_linked(filled: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    def linked(*_: object) -> None:
        raise AssertionError

    monkeypatch.setattr(command, "bring_up_to_date", linked)
    assert filled("export", "csv").exit_code == 0
    assert filled("export", "jsonl", "texts").exit_code == 0
    assert isinstance(filled("export", "jsonl", "actors").exception, AssertionError)


def test_texts_can_be_read_again(filled: Run) -> None:
    lines = filled("export", "jsonl", "texts").stdout
    read = filled("read", "-", "--jsonl", input=lines)
    assert [json.loads(line)["id"] for line in read.stdout.splitlines()] == [one.id for one, _ in lorries.ALL]


def test_a_file_is_replaced_only_when_that_is_wanted(filled: Run, tmp_path: Path) -> None:
    target = tmp_path / "out.csv"
    target.write_text("mine")
    target.chmod(0o640)
    result = filled("export", "csv", "--to", "out.csv")
    assert result.exit_code == 2
    assert "there already" in result.stderr
    assert "--force" in result.stderr
    assert target.read_text() == "mine"
    assert filled("export", "csv", "--to", "out.csv", "--force").exit_code == 0
    assert rows(target)
    assert stat.S_IMODE(target.stat().st_mode) == 0o640


def test_the_ledger_is_never_the_target(filled: Run, tmp_path: Path) -> None:
    before = (tmp_path / "hearsay.db").read_bytes()
    result = filled("export", "csv", "--to", "hearsay.db", "--force")
    assert result.exit_code == 2
    assert "the ledger itself" in result.stderr
    assert (tmp_path / "hearsay.db").read_bytes() == before


class Broken:
    """A format that stops in the middle."""

    name, suffix, holds, extra = "broken", ".broken", ("statements",), None

    def write(self, ledger: Ledger, wanted: Wanted, to: BinaryIO) -> Written:
        to.write(b"half")
        raise UsageError("It does not fit.")


@pytest.fixture
def broken(monkeypatch: pytest.MonkeyPatch) -> None:
    known, named = registry.places(), registry.named
    monkeypatch.setattr(registry, "places", lambda: {**known, "broken": "x:Y", "lost": "no.such:THING"})
    monkeypatch.setattr(registry, "named", lambda name: Broken() if name == "broken" else named(name))


def test_what_fails_leaves_nothing_behind(filled: Run, broken: None, tmp_path: Path) -> None:
    before = set(os.listdir(tmp_path))
    result = filled("export", "broken", "--to", "x.broken")
    assert result.exit_code == 2
    assert "It does not fit." in result.stderr
    assert set(os.listdir(tmp_path)) <= before | {"hearsay.db-wal", "hearsay.db-shm"}
    (tmp_path / "x.broken").write_text("mine")
    assert filled("export", "broken", "--to", "x.broken", "--force").exit_code == 2
    assert (tmp_path / "x.broken").read_text() == "mine"


def test_the_list_names_every_format_and_what_is_missing(
    filled: Run, broken: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(command, "find_spec", lambda name: None if name == "xlsxwriter" else name)
    lines = [json.loads(line) for line in filled("export", "--list", "--json").stdout.splitlines()]
    by_name = {line["name"]: line for line in lines}
    assert set(by_name) >= {"csv", "jsonl", "parquet", "xlsx", "broken", "lost"}
    assert by_name["csv"] == {
        "name": "csv", "suffix": ".csv", "holds": list(registry.named("csv").holds), "library": None,
        "error": None,
    }  # fmt: skip
    assert by_name["parquet"]["library"] == "pyarrow"
    assert by_name["xlsx"]["error"] == "not installed: pip install 'hearsay[xlsx]'"
    told = filled("export", "--list").stdout
    assert "needs pyarrow, which is installed" in told
    assert "pip install 'hearsay[xlsx]'" in told
    assert "statements, documents, texts, readings" in told
    refused = filled("export", "--to", "x.xlsx")
    assert refused.exit_code == 2
    assert "xlsx needs the library xlsxwriter" in refused.stderr
    lost = filled("export", "lost", "--to", "x")
    assert lost.exit_code == 2
    assert "The format lost cannot be loaded" in lost.stderr
    assert filled("export", "csv", "--json").exit_code == 2


def test_every_extra_is_known() -> None:
    extras = set()
    for name in registry.OURS:
        try:
            extras.add(registry.named(name).extra)
        except UsageError:
            continue
    assert extras - {None} <= set(command.LIBRARIES)
    assert LINES.name in command.TABLES


def test_long_work_tells_how_far_it_is(filled: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(command, "EVERY_SECONDS", 0.0)
    assert "Writing out.jsonl … " in filled("export", "jsonl", "texts", "--to", "out.jsonl").stderr


def test_a_target_that_cannot_be_written_is_refused(tmp_path: Path) -> None:
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    for path, told in (
        (tmp_path / "no" / "x", "no such folder"),
        (tmp_path, "a folder"),
        (pipe, "no regular file"),
    ):
        with pytest.raises(UsageError, match=told), replacing(path, force=True):
            raise AssertionError


def test_a_link_stays_and_the_file_behind_it_is_replaced(tmp_path: Path) -> None:
    real, link = tmp_path / "real", tmp_path / "link"
    real.write_text("old")
    link.symlink_to(real)
    with replacing(link, force=True) as file:
        file.write(b"new")
        assert real.read_text() == "old"
    assert link.is_symlink()
    assert real.read_text() == "new"


def test_who_is_faster_wins(tmp_path: Path) -> None:
    path = tmp_path / "x"
    with pytest.raises(UsageError, match="there already"), replacing(path, force=False):
        path.write_text("faster")
    assert path.read_text() == "faster"
    assert os.listdir(tmp_path) == ["x"]


def test_a_full_disk_is_told(tmp_path: Path) -> None:
    with pytest.raises(HearsayError, match="No space left") as error, replacing(tmp_path / "x", force=False):
        raise OSError(28, "No space left on device")
    assert error.value.exit_code == 1
    assert os.listdir(tmp_path) == []
