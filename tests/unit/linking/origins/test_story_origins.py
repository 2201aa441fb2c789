"""The example story gives its written truth, claim by claim."""

from __future__ import annotations

from typing import Any

import origins
import pytest

from hearsay.linking.origins import Figure, drifts, harden, quoted, trace
from hearsay.linking.tellings import Tie
from hearsay.records import Side

each_claim = pytest.mark.parametrize("claim", origins.claims(), ids=lambda claim: claim["id"])


def ties(claim: dict[str, Any]) -> list[Tie]:
    """What the articles say, and on one claim what only an editor knows: *Oskeld has it from the Post*."""
    said = origins.ties()
    if claim["id"] == "paid":
        said.append(origins.tie("Bram Oskeld", "The Calder Post", "has-it-from"))
    return said


def sides(claim: dict[str, Any], **asked: Any) -> tuple[Side, Side]:
    return trace(origins.tellings(), origins.stances(claim), origins.copies(), ties(claim), **asked)


def named(side: Side) -> list[tuple[str, str]]:
    return [(origin.party.kind, origin.party.name) for origin in side.origins]


@each_claim
def test_origins_and_independence(claim: dict[str, Any]) -> None:
    for stance, side in zip(("supports", "denies"), sides(claim), strict=True):
        assert named(side) == [(o["kind"], o["name"]) for o in claim["origins"][stance]]
        assert side.independence == claim["independence"][stance]
        assert {party.name for party in side.hinges_on} == {o["name"] for o in claim["origins"][stance]}


@each_claim
def test_every_statement_leads_to_an_origin(claim: dict[str, Any]) -> None:
    for stance, side in zip(("supports", "denies"), sides(claim), strict=True):
        assert {id for origin in side.origins for id in origin.statements} == set(claim[stance])


@each_claim
def test_hardening(claim: dict[str, Any]) -> None:
    found = harden(origins.tellings(), origins.stances(claim), origins.copies(), ties(claim))
    assert {(row.earlier, row.later, f"{row.was} to {row.became}") for row in found} == {
        (row["from"], row["to"], change) for row in claim["hardening"] for change in row["change"].split(", ")
    }


def test_what_it_looked_like_before_the_consultant_was_found_out() -> None:
    claim = next(claim for claim in origins.claims() if "apparent" in claim)
    apparent = claim["apparent"]
    before, _ = sides(claim, until=apparent["until"])
    assert before.independence == apparent["independence"]
    assert [name for _, name in named(before)] == apparent["names"]
    assert sides(claim, until=apparent["from"])[0].independence == 0
    assert sides(claim, until="2031-05-21")[0].independence == 1


def test_the_number_grows_with_nobody_new_to_count() -> None:
    claim = next(claim for claim in origins.claims() if claim["id"] == "lorries")
    counted = {"02.9": 40, "04.8": 40, "05.3": 60, "06.1": 44, "06.15": 40, "07.0": 60, "07.1": 100}
    numbers = {id: [Figure(value=n, unit="lorries a night", words=str(n))] for id, n in counted.items()}
    found = drifts(origins.tellings(), sides(claim), numbers)
    assert [(row.earlier, row.later, row.was, row.became) for row in found] == [
        ("02.9", "05.3", "40", "60"),
        ("05.3", "07.1", "60", "100"),
    ]


def test_the_order_in_which_records_come_does_not_matter() -> None:
    for claim in origins.claims():
        backwards = trace(
            origins.tellings()[::-1], origins.stances(claim), origins.copies()[::-1], ties(claim)[::-1]
        )
        assert backwards == sides(claim)


def test_every_edge_that_the_text_shows_has_its_words() -> None:
    texts = {a["file"]: "\n\n".join(a["paragraphs"]) for a in origins.truth()["articles"]}
    for claim in origins.claims():
        for side in sides(claim):
            for rest in quoted(side, texts.get).rests:
                if rest.kind in ("says", "passes-on", "copies", "cites"):
                    assert rest.evidence
                for anchor in rest.evidence:
                    assert anchor.words
                    assert anchor.words == texts[anchor.document][slice(*anchor.span)]
