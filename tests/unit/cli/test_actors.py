"""hearsay actors, who, merge, split, rename and judgements, as one types them."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path
from typing import Any

import people
import pytest
from equipment import Run

from hearsay.cli.actors import COLUMNS
from hearsay.ledger import Ledger

KEYS = ["id", "type", "name", "names", "roles", "documents", "affiliations"]


@pytest.fixture
def filled(run: Run, monkeypatch: pytest.MonkeyPatch) -> Run:
    """A command over a ledger of three articles about a bridge."""
    monkeypatch.setenv("HEARSAY_AUTHOR", "Ed")
    with Ledger.open() as ledger:
        people.store(ledger)
    return run


def lines(filled: Run, *arguments: str) -> list[dict[str, Any]]:
    result = filled(*arguments, "--json")
    assert result.exit_code == 0, result.stderr
    return [json.loads(line) for line in result.stdout.splitlines()]


def named(filled: Run, *arguments: str) -> list[str]:
    return [line["name"] for line in lines(filled, "actors", *arguments)]


def test_actors_as_json_are_what_the_contract_says(filled: Run) -> None:
    first, *rest = lines(filled, "actors")
    assert list(first) == KEYS
    assert {tuple(line) for line in rest} == {tuple(KEYS)}
    (union,) = (line for line in rest if line["name"] == "Inspectors' Union")
    assert first == {
        "id": first["id"],
        "type": "person",
        "name": "Dorota Lisle",
        "names": ["Dorota Lisle", "Lisle"],
        "roles": ["secretary", "former inspector"],
        "documents": 2,
        "affiliations": [{"actor": union["id"], "name": "Inspectors' Union", "by": ["post"]}],
    }
    assert lines(filled, "actors") == [first, *rest]


@pytest.mark.parametrize(
    ("arguments", "names"),
    [
        (("--type", "organization"), ["Inspectors' Union", "Roads Authority"]),
        (("--contains", "MORROW"), ["Ilka Morrow"]),
        (("--limit", "1"), ["Dorota Lisle"]),
        (("--type", "place"), []),
    ],
    ids=lambda value: " ".join(value),
)
def test_actors_are_narrowed(filled: Run, arguments: tuple[str, ...], names: list[str]) -> None:
    assert named(filled, *arguments) == names


def test_the_table_says_who_is_who(filled: Run) -> None:
    result = filled("actors")
    assert result.exit_code == 0
    header, first, *_ = result.stdout.splitlines()
    assert header.split() == ["Id", "Name", "Type", "Docs", "Also", "called", "Roles", "and", "belonging"]
    assert all(word in first for word in ("Dorota Lisle", "person", "2", "Lisle", "secretary"))
    assert all(len(line) <= 120 for line in result.stdout.splitlines())
    assert "No actor matches" in filled("actors", "--contains", "zebra").stderr


def test_csv_has_the_same_columns_and_no_formulas(filled: Run) -> None:
    with Ledger.open() as ledger:
        people.store(ledger, [people.article("odd", [("[=Cmd Lisle]", "said", "nothing")])])
    rows = list(csv.DictReader(io.StringIO(filled("actors", "--csv").stdout)))
    assert tuple(rows[0]) == COLUMNS
    assert rows[0]["names"] == "Dorota Lisle; Lisle"
    assert (rows[0]["documents"], rows[0]["affiliations"]) == ("2", "Inspectors' Union")
    assert not [cell for row in rows for cell in row.values() if cell.startswith(("=", "+", "-", "@"))]


@pytest.mark.parametrize(
    ("arguments", "messages"),
    [
        (("actors", "--type", "planet"), ("no type “planet”", "person, organization, place, other")),
        (("actors", "--json", "--csv"), ("exclude each other",)),
        (("actors", "--actors", "none.csv"), ("none.csv", "--actors")),
        (("who", "zebra"), ("no actor called “zebra”", "hearsay actors")),
        (("who", "o"), ("Several actors", "Dorota Lisle", "Ilka Morrow", "Give the id")),
        (("merge", "ilka", "nobody"), ("no actor called “nobody”",)),
        (("merge", "ilka", "morrow"), ("one actor already", "hearsay split")),
        (("split", "dorota", "zebra"), ("never called “zebra”", "Lisle")),
        (("rename", "ilka", " "), ("makes no sense",)),
        (("judgements", "--undo", "zebra"), ("No judgement is “zebra”", "hearsay judgements")),
        (("judgements", "--undo", "zebra", "--json"), ("--undo lists nothing",)),
    ],
    ids=" ".join,
)
def test_what_cannot_be_done_is_explained(
    filled: Run, arguments: tuple[str, ...], messages: tuple[str, ...]
) -> None:
    result = filled(*arguments)
    assert result.exit_code == 2
    assert [message for message in messages if message not in result.stderr] == []
    with Ledger.open() as ledger:
        assert list(ledger.judgements()) == []


@pytest.mark.parametrize("command", [("actors",), ("who", "x"), ("merge", "x", "y"), ("judgements",)])
def test_without_a_ledger_it_says_how_to_make_one(run: Run, command: tuple[str, ...]) -> None:
    result = run(*command, "--ledger", "none.db", env={"HEARSAY_AUTHOR": "Ed"})
    assert result.exit_code == 1
    assert "hearsay read" in result.stderr


def test_who_shows_everything_about_one(filled: Run) -> None:
    page = filled("who", "dorota").stdout
    for words in (
        "Dorota Lisle, person",
        "Dorota Lisle: 3× in 2 documents; name",
        "secretary: Report post; Report bank",
        "Inspectors' Union as secretary: Report post",
        "from 2031-05-09 to 2031-05-10",
        "that two letters about the bridge were sent",
        "the ministry",
        "that Lisle had written no letter",
        "Report bank",
    ):
        assert words in page
    assert page.index("2031-05-10  Far Bank") < page.index("2031-05-09  The Calder Post")
    assert "met on Monday" not in page
    assert "met on Monday" in filled("who", "dorota", "--narration").stdout
    assert all(len(line) <= 120 for line in page.splitlines())


def test_who_as_json_has_the_statements_with_their_spans(filled: Run) -> None:
    (found,) = lines(filled, "who", "dorota", "--limit", "1")
    assert (found["said_count"], len(found["said"]), len(found["about"])) == (2, 1, 1)
    assert found["said"][0]["content_spans"]
    assert [one["id"] for one in found["documents"]] == ["post", "bank"]
    assert set(found["documents"][0]) == {"id", "path", "outlet", "title", "published", "url"}


def test_a_name_that_a_terminal_would_obey_is_shown_harmless(filled: Run) -> None:
    with Ledger.open() as ledger:
        people.store(ledger, [people.article("odd", [("[Mal\x1b[31mory Pohl]", "said", "nothing")])])
    for command in (("actors",), ("who", "pohl")):
        result = filled(*command)
        assert "ory Pohl" in result.stdout
        assert "\x1b" not in result.stdout


def test_two_actors_are_merged_split_and_named(filled: Run) -> None:
    result = filled("merge", "ilka", "teshkov", "--note", "one office")
    assert result.exit_code == 0, result.stderr
    assert "One actor now" in result.stderr
    assert "by Ed" in result.stderr
    assert len(named(filled)) == 4
    result = filled("split", "ilka", "mirror.txt", "--author", "Ana")
    assert "Two actors now" in result.stderr
    assert "by Ana" in result.stderr
    assert len(named(filled)) == 5
    assert "Renamed: Minister Morrow, also Ilka Morrow" in filled("rename", "ilka", "Minister Morrow").stderr
    assert "Minister Morrow" in named(filled)


def test_judgements_are_listed_and_taken_back(filled: Run) -> None:
    assert "Nobody has judged" in filled("judgements").stderr
    filled("merge", "ilka", "teshkov", "--note", "one office")
    (merged,) = lines(filled, "judgements")
    assert (merged["author"], merged["verdict"], merged["note"]) == ("Ed", "yes", "one office")
    table = filled("judgements").stdout
    assert all(words in table for words in (merged["id"][:12], "Ed", "holds", "“Ilka Morrow” in mirror is"))
    result = filled("judgements", "--undo", merged["id"][:6])
    assert "Taken back: “Ilka Morrow” in mirror is “Yaromir Teshkov” in post" in result.stderr
    assert len(named(filled)) == 5
    table = filled("judgements").stdout
    assert "taken back" in table
    assert "takes back" in table
    assert [line["undoes"] for line in lines(filled, "judgements")] == [None, merged["id"]]


def test_people_overrule_the_list_of_known_actors(filled: Run, tmp_path: Path) -> None:
    (tmp_path / "known.csv").write_text("name,type\nIlka Morrow,person\nYaromir Teshkov,person\n")
    filled("actors", "--actors", "known.csv")
    assert "One actor now" in filled("merge", "ilka", "teshkov").stderr
    assert len(named(filled)) == 4


def test_a_judgement_without_effect_is_said_to_have_none(
    filled: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    from hearsay.pipeline.link import link_actors

    monkeypatch.setattr("hearsay.pipeline.link.link_actors", lambda found, **_: link_actors(found))
    assert "Ilka Morrow and Yaromir Teshkov are still two" in filled("merge", "ilka", "teshkov").stderr
    assert "Dorota Lisle is still one actor" in filled("split", "dorota", "bank.txt").stderr
    assert [line["verdict"] for line in lines(filled, "judgements")] == ["yes", "no"]


def test_what_is_lost_is_told(filled: Run) -> None:
    filled("merge", "ilka", "teshkov")
    blind = people.read_by("0.2.0+blind", people.BRIDGE[2], entities=(), mentions=(), statements=())
    with Ledger.open() as ledger:
        people.store(ledger, [blind])
    assert "1 judgement cannot be placed" in filled("actors").stderr
    assert "lost" in filled("judgements").stdout


def test_the_author_is_asked_for_where_nobody_says_who_it_is(
    filled: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    def nobody() -> str:
        raise OSError("No username set in the environment")

    monkeypatch.setattr("getpass.getuser", nobody)
    monkeypatch.delenv("HEARSAY_AUTHOR")
    result = filled("rename", "ilka", "Morrow")
    assert result.exit_code == 2
    assert "--author" in result.stderr
    monkeypatch.setattr("getpass.getuser", lambda: "ana")
    assert "by ana" in filled("rename", "ilka", "Morrow").stderr


def test_known_actors_are_kept_and_bad_lines_reported(filled: Run, tmp_path: Path) -> None:
    (tmp_path / "known.csv").write_text("name,type,aliases\nI. Morrow,person,Ilka Morrow\n,person,\n")
    result = filled("actors", "--actors", "known.csv")
    assert result.exit_code == 3
    assert "I. Morrow" in result.stdout
    assert "Rejected known.csv, line 3" in result.stderr
    assert "Known actors: 1 from known.csv." in result.stderr
    assert filled("actors").exit_code == 0
    assert "I. Morrow, person, known beforehand" in filled("who", "ilka").stdout
    assert "known-actor" in filled("documents", "--rejected").stdout


def test_articles_are_read_together_with_known_actors(run: Run, articles: Path, tmp_path: Path) -> None:
    (tmp_path / "known.csv").write_text("name,type\nIlka Morrow,person\nsomebody,alien\n")
    result = run("read", articles, "--actors", "known.csv")
    assert result.exit_code == 3
    assert "no type" in result.stderr
    with Ledger.open() as ledger:
        assert [actor.name for actor in ledger.known_actors()] == ["Ilka Morrow"]
        assert ledger.counts().documents == 5
    result = run("read", articles, "--jsonl", "--actors", "known.csv")
    assert result.exit_code == 2
    assert "--ledger" in result.stderr
