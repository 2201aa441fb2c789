"""hearsay read: what it stores, prints and exits with."""

from __future__ import annotations

import json
from pathlib import Path

import equipment
import pytest
from equipment import Run

from hearsay.ledger import Ledger


def test_articles_go_into_the_ledger_of_this_folder(run: Run, articles: Path) -> None:
    result = run("read", articles)
    assert result.exit_code == 0
    assert result.stdout == ""
    assert "Read: 5 documents with" in result.stderr
    assert "0 rejections" in result.stderr
    assert "documents/s" in result.stderr
    assert "Ledger: hearsay.db" in result.stderr
    with Ledger.open("hearsay.db", create=False) as ledger:
        assert ledger.counts().documents == 5


def test_reading_again_skips(run: Run, articles: Path) -> None:
    run("read", articles)
    result = run("read", articles)
    assert result.exit_code == 0
    assert "5 documents (5 of them before)" in result.stderr


def test_what_is_rejected_is_listed_and_the_rest_is_read(run: Run, articles: Path) -> None:
    (articles / "0001.txt").write_bytes(b"")
    result = run("read", articles, "none.html", "--ledger", "other.db")
    assert result.exit_code == 3
    assert f"Rejected {articles}/0001.txt: There is no text in it. Leave it out." in result.stderr
    assert "Rejected none.html: There is no such file or folder. Check the path." in result.stderr
    assert "Read: 4 documents" in result.stderr
    with Ledger.open("other.db", create=False) as ledger:
        assert [rejection.code for rejection in ledger.rejections()] == ["empty", "missing"]


def test_a_limit_is_named_by_the_rejection_that_it_causes(run: Run, articles: Path) -> None:
    result = run("read", articles, "--max-chars", 20)
    assert result.exit_code == 3
    assert result.stderr.count("--max-chars") == 5


def test_metadata_describes_the_files(run: Run, articles: Path) -> None:
    Path("about.csv").write_text(
        f"file,outlet,published\n{articles}/0000.txt,The Calder Post,2031-05-09\n", encoding="utf-8"
    )
    assert run("read", articles, "--metadata", "about.csv").exit_code == 0
    with Ledger.open(None, create=False) as ledger:
        assert ledger.find("0000.txt").outlet == "The Calder Post"


def test_jsonl_writes_readings_and_stores_nothing(run: Run, articles: Path) -> None:
    result = run("read", articles, "--jsonl")
    readings = [json.loads(line) for line in result.stdout.splitlines()]
    assert result.exit_code == 0
    assert len(readings) == 5
    assert set(readings[0]) == {
        "id", "reader", "document", "sentences", "entities", "mentions", "times", "statements",
        "relations", "events", "labels",
    }  # fmt: skip
    assert not Path("hearsay.db").exists()


def test_jsonl_with_a_ledger_stores_and_writes_what_was_read_before(run: Run, articles: Path) -> None:
    first = run("read", articles, "--jsonl", "--ledger", "kept.db")
    second = run("read", articles, "--jsonl", "--ledger", "kept.db")
    assert first.stdout == second.stdout
    assert len(first.stdout.splitlines()) == 5


def test_standard_input_is_one_document(run: Run) -> None:
    result = run("read", "-", input=equipment.text(7))
    assert result.exit_code == 0
    with Ledger.open(None, create=False) as ledger:
        assert [row.path for row in ledger.documents()] == ["-"]


def test_standard_input_is_json_lines_by_its_brace(run: Run) -> None:
    lines = [json.dumps({"id": f"line-{n}", "text": equipment.text(n)}) for n in range(3)]
    result = run("read", "-", input="\n".join([lines[0], "{broken", *lines[1:]]))
    assert result.exit_code == 3
    assert "Rejected -, line 2" in result.stderr
    with Ledger.open(None, create=False) as ledger:
        assert sorted(row.id for row in ledger.documents()) == ["line-0", "line-1", "line-2"]


def test_a_stream_gives_a_line_for_a_line(run: Run) -> None:
    lines = [json.dumps({"id": f"line-{n}", "text": equipment.text(n)}) for n in range(3)]
    result = run("read", "-", "--jsonl", input="\n".join([lines[0], "{broken", lines[1], "", lines[2]]))
    answers = [json.loads(line) for line in result.stdout.splitlines()]
    assert result.exit_code == 3
    assert [answer["id"] for answer in answers] == ["line-0", None, "line-1", "line-2"]
    assert set(answers[1]["rejection"]) == {"path", "code", "reason", "place", "remedy"}
    assert answers[1]["rejection"]["place"].startswith("line 2")
    assert not Path("hearsay.db").exists()


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        ((), "hearsay read articles/"),
        (("-", "--jsonl", "--ledger", "x.db"), "stores nothing"),
        (("-", "articles"), "together"),
        (("articles", "--metadata", "none.csv"), "none.csv"),
        (("articles", "--jobs", "0"), "--jobs"),
    ],
)
def test_wrong_usage_is_explained(run: Run, arguments: tuple[str, ...], message: str) -> None:
    result = run("read", *arguments, input="")
    assert result.exit_code == 2
    assert message in result.stderr
    assert "Traceback" not in result.stderr


def test_without_weights_it_says_what_to_do(
    run: Run, articles: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("hearsay.pipeline.readers.make_reader", equipment.make_no_reader)
    result = run("read", articles)
    assert result.exit_code == 1
    assert "The weights are missing." in result.stderr
    assert "what to do: Reinstall hearsay." in result.stderr


def test_debugging_shows_the_traceback(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HEARSAY_DEBUG", "1")
    assert type(run("read").exception).__name__ == "UsageError"


def test_a_file_name_cannot_command_the_terminal(run: Run) -> None:
    result = run("read", "evil\x1b[2J.txt")
    assert "\x1b" not in result.stderr
    assert "evil␛[2J.txt" in result.stderr
