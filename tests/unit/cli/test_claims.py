"""hearsay link, claims, claim, trace, copies and affiliate, as one types them."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import lorries
import networkx
import people
import pytest
from equipment import Run

from hearsay.cli.claims import COLUMNS
from hearsay.ledger import Ledger

CLAIM = [
    "id", "proposition", "first", "documents", "outlets", "echo", "statements", "origins", "independence",
    "hinges_on", "rests", "denied", "hardened", "hardenings", "drifts", "contradictions",
    "fact_checks",
]  # fmt: skip
TOLD = [
    "id", "document", "content", "text", "form", "act", "certainty", "stance", "speaker", "voice", "score",
    "why",
]  # fmt: skip
DOCUMENT = ["id", "path", "outlet", "title", "published", "url"]
REPRINT = (
    "The mayor of Stennby opened the new ferry landing on Tuesday after months of delay. "
    "Builders had found old piles under the quay, and nobody knew who had driven them. "
    "The town paid for the work itself and will ask the county for half of the money. "
    "Ferries leave every twenty minutes from six in the morning until midnight."
)


@pytest.fixture
def filled(run: Run, monkeypatch: pytest.MonkeyPatch) -> Run:
    """A command over a ledger in which the same is claimed again and again."""
    monkeypatch.setenv("HEARSAY_AUTHOR", "Ed")
    with Ledger.open() as ledger:
        people.store(ledger, lorries.ALL)
        first = lorries.told("f-ferry", 3, "Stennby Gazette", [("", "", REPRINT)])
        credited = f"{REPRINT} First published by the Stennby Gazette."
        second = lorries.told("g-ferry", 4, "Far Bank", [("", "", credited)])
        people.store(ledger, [first, second])
    return run


def lines(filled: Run, *arguments: str) -> list[dict[str, Any]]:
    result = filled(*arguments, "--json")
    assert result.exit_code == 0, result.stderr
    return [json.loads(line) for line in result.stdout.splitlines()]


def lorry_claim(filled: Run) -> dict[str, Any]:
    (found,) = lines(filled, "claims", "--contains", "lorries")
    return found


def test_link_says_what_it_did_and_does_it_once(filled: Run) -> None:
    first = filled("link")
    assert "Linked 7 documents" in first.stderr
    (again,) = lines(filled, "link")
    assert (again["documents"], again["copies"]) == (0, 1)
    (anew,) = lines(filled, "link", "--rebuild")
    assert (anew["documents"], anew["claims"]) == (7, again["claims"])


def test_claims_as_json_are_what_the_contract_says(filled: Run) -> None:
    claim = lorry_claim(filled)
    assert list(claim) == CLAIM
    assert (claim["documents"], claim["outlets"], claim["independence"], claim["echo"]) == (4, 3, 2, 2.0)
    for told in claim["statements"]:
        assert list(told) == TOLD
        assert list(told["document"]) == DOCUMENT
    first, narrated = claim["statements"][0], claim["statements"][2]
    assert first["speaker"]["name"] == "Dorota Lisle"
    assert (narrated["form"], narrated["speaker"], narrated["voice"]) == ("narration", None, [])
    assert sorted(origin["name"] for origin in claim["origins"]) == ["Inspectors' Union", "Oda Merrin"]
    assert claim["hardened"]["document"]["id"] == "c-mirror"
    assert (claim["hardened"]["from"], claim["hardened"]["to"]) == ("attributed", "narrated")
    assert claim["denied"] == {"origins": [], "independence": 0, "hinges_on": [], "rests": []}


def test_filters_and_orders(filled: Run) -> None:
    assert [len(c["statements"]) for c in lines(filled, "claims", "--sort", "spread", "--limit", "1")] == [4]
    assert lines(filled, "claims", "--contains", "lorries", "--at-most", "1") == []
    assert lines(filled, "claims", "--at-least", "5") == []
    assert len(lines(filled, "claims", "--hardened", "--contains", "lorries")) == 1
    assert [c["id"] for c in lines(filled, "claims", "--actor", "Oda Merrin")] == [lorry_claim(filled)["id"]]
    wrong = filled("claims", "--sort", "size")
    assert wrong.exit_code == 2
    assert "spread, independence, echo, first" in wrong.stderr
    assert filled("claims", "--json", "--csv").exit_code == 2


def test_claims_as_table_and_csv(filled: Run) -> None:
    table = filled("claims", "--contains", "lorries")
    assert "Hinges on" in table.stdout
    assert "orty overloaded lorries" in table.stdout
    assert "No claim matches" in filled("claims", "--contains", "unicorns").stderr
    rows = list(csv.DictReader(io.StringIO(filled("claims", "--csv").stdout)))
    assert tuple(rows[0]) == COLUMNS
    assert {row["independence"] for row in rows if "lorries" in row["proposition"]} == {"2"}


def test_a_claim_with_all_its_evidence(filled: Run) -> None:
    shown = filled("claim", "lorries", "--why")
    for words in ("2 independent origins", "Hardened: attributed → narrated", "Oda Merrin (actor)", "words"):
        assert words in shown.stdout
    (alone,) = lines(filled, "claim", lorry_claim(filled)["id"][:8])
    assert alone == lorry_claim(filled)
    missing = filled("claim", "unicorns")
    assert missing.exit_code == 2
    assert "hearsay claims" in missing.stderr


def test_a_statement_is_taken_out_and_put_back(filled: Run) -> None:
    water = lorry_claim(filled)["statements"][3]["id"]
    out = filled("claim", "lorries", "--without", water[:8], "--note", "another bridge")
    assert out.exit_code == 0, out.stderr
    assert len(lorry_claim(filled)["statements"]) == 3
    judged = lines(filled, "judgements")
    assert {(one["about"], one["verdict"], one["note"]) for one in judged} == {
        ("same-claim", "no", "another bridge")
    }
    back = filled("claim", "lorries", "--with", water)
    assert back.exit_code == 0, back.stderr
    assert len(lorry_claim(filled)["statements"]) == 4
    assert filled("claim", "lorries", "--without", water, "--json").exit_code == 2


def test_trace_in_words_and_as_it_looked_before(filled: Run) -> None:
    shown = filled("trace", "lorries")
    assert "as said by Dorota Lisle" in shown.stdout
    assert "speaking for Inspectors' Union" in shown.stdout
    assert "◆ origin" in shown.stdout
    assert "2 independent of 2 origins" in shown.stdout
    assert "3 independent of 3 origins" in filled("trace", "lorries", "--until", "2031-05-15").stdout


def test_trace_as_svg_and_graphml(filled: Run, tmp_path: Path) -> None:
    chart, graph = tmp_path / "claim.svg", tmp_path / "claim.graphml"
    done = filled("trace", "lorries", "--svg", str(chart), "--graphml", str(graph))
    assert done.exit_code == 0, done.stderr
    assert ElementTree.parse(chart).getroot().tag.endswith("svg")
    read = networkx.read_graphml(graph)
    assert {data["name"] for _, data in read.nodes(data=True)} >= {"Inspectors' Union", "Oda Merrin"}
    nowhere = filled("trace", "lorries", "--svg", str(tmp_path / "no" / "claim.svg"))
    assert nowhere.exit_code == 2


def test_copies(filled: Run) -> None:
    (copy,) = lines(filled, "copies")
    keys = ["from", "to", "kind", "credited", "share_from", "share_to", "passages", "why"]
    assert list(copy) == keys
    assert (copy["from"]["id"], copy["to"]["id"], copy["kind"]) == ("f-ferry", "g-ferry", "reprint")
    assert copy["credited"] is True
    with Ledger.open() as ledger:
        earlier, later = ledger.find("f-ferry").text, ledger.find("g-ferry").text
    for passage in copy["passages"]:
        assert earlier[slice(*passage["from"])].split()[:3] == later[slice(*passage["to"])].split()[:3]
    assert "reprint" in filled("copies").stdout
    assert "The mayor of Stennby" in filled("copies", "--passages", "--document", "g-ferry").stdout
    assert "No document took" in filled("copies", "--kind", "update").stderr
    assert filled("copies", "--kind", "theft").exit_code == 2


def test_affiliate_makes_one_of_two_origins(filled: Run) -> None:
    said = filled("affiliate", "Oda Merrin", "Inspectors' Union", "--note", "a member")
    assert "Oda Merrin belongs to Inspectors' Union" in said.stderr
    assert lorry_claim(filled)["independence"] == 1
    assert [one["about"] for one in lines(filled, "judgements")] == ["affiliation"]
    filled("affiliate", "Oda Merrin", "Inspectors' Union", "--remove")
    assert lorry_claim(filled)["independence"] == 2


def test_check_shows_claims_statements_and_fact_checks(filled: Run, tmp_path: Path) -> None:
    listed = tmp_path / "checks.csv"
    listed.write_text(
        "claim,claimant,verdict,author,published,url\n"
        "Forty lorries crossed Harrow Bridge every night.,The union,Unproven,Kestrian Checkers,2031-06-01,\n"
        "The ferry never leaves on time.,A passenger,False,Kestrian Checkers,2031-06-02,\n"
        "The moon is made of planks.,,False,,yesterday,\n",
        encoding="utf-8",
    )
    shown = filled("check", "Forty lorries crossed Harrow Bridge each night", "--fact-checks", str(listed))
    assert shown.exit_code == 3
    assert "Fact checks: 2" in shown.stderr
    assert "Unproven, Kestrian Checkers" in shown.stdout
    assert "2 independent origins" in shown.stdout
    (held,) = lines(filled, "check", "Forty lorries crossed Harrow Bridge each night")
    assert list(held) == ["text", "claims", "statements", "fact_checks"]
    assert held["claims"][0]["id"] == lorry_claim(filled)["id"]
    assert held["fact_checks"][0]["check"]["verdict"] == "Unproven"
    (ferry,) = lines(filled, "check", "Ferries leave every twenty minutes from six in the morning")
    assert any("Ferries leave" in one["text"] for one in (*ferry["claims"], *ferry["statements"]))
    shown = filled("claim", "lorries")
    assert "Fact check: Unproven, Kestrian Checkers" in shown.stdout
    assert [one["check"]["verdict"] for one in lorry_claim(filled)["fact_checks"]] == ["Unproven"]


def test_check_refuses_what_is_no_sentence(filled: Run) -> None:
    assert filled("check", " ").exit_code == 2
    assert filled("check", "word " * 500).exit_code == 2
    assert "Nothing in the ledger is like it" in filled("check", "Xylophone tuning in zero gravity").stderr
