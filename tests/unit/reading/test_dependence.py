"""What a text says of who pays whom, and who has what they know from whom."""

from __future__ import annotations

import pytest
from seen import names_in

from hearsay.reading.dependence import INFORMED, OWNED, PAID, PART, dependences
from hearsay.reading.spots import Spots
from hearsay.records import Sight


def told(text: str) -> list[tuple[str, str, str]]:
    spots = Spots(text, Sight(names=names_in(text)))
    found = dependences(text, spots)
    for said in found:
        assert said.to is not None
        assert text[slice(*said.evidence)].startswith(said.whose.words)
        assert text[slice(*said.evidence)].endswith(said.to.words)
    return [(said.whose.words, said.role, said.to.words) for said in found if said.to]


def told_of(text: str) -> list[tuple[str, str, str]]:
    """The same where the sentence names who is depended on first."""
    found = dependences(text, Spots(text, Sight(names=names_in(text))))
    return [(said.whose.words, said.role, said.to.words) for said in found if said.to]


@pytest.mark.parametrize(
    "text",
    [
        "Ana Ruiz was paid 18,000 crowns by the Roads Authority.",
        "Ana Ruiz, whom nobody had asked before, received 18,000 crowns from the Roads Authority.",
        "Ana Ruiz was on the payroll of the Roads Authority.",
        "Ana Ruiz had secretly been hired in May by the Roads Authority.",
        "Ana Ruiz accepted fees from the Roads Authority in spring.",
    ],
)
def test_money(text: str) -> None:
    assert told(text) == [("Ana Ruiz", PAID, "Roads Authority")]


@pytest.mark.parametrize(
    "text",
    [
        "Valk said that Ana Ruiz had it from Jonas Kell.",
        "They say that all this Ana Ruiz had from Jonas Kell.",
        "Ana Ruiz was told so by Jonas Kell.",
        "Ana Ruiz heard this only from Jonas Kell, who saw it.",
    ],
)
def test_knowledge(text: str) -> None:
    assert told(text) == [("Ana Ruiz", INFORMED, "Jonas Kell")]


@pytest.mark.parametrize(
    "text",
    [
        "Ana Ruiz received a letter from the Roads Authority.",
        "Ana Ruiz had a loan. From the Roads Authority came no word.",
        "Ana Ruiz was invited by the Roads Authority.",
        "Ana Ruiz learned of the book from the Calder Post.",
        "Ana Ruiz spoke, and a bill was paid by the Roads Authority.",
        "If Ana Ruiz was paid by the Roads Authority, nobody told.",
        "Valk asked whether Ana Ruiz was paid by the Roads Authority.",
        "Valk denied that Ana Ruiz had been hired by the Roads Authority.",
    ],
)
def test_neither(text: str) -> None:
    assert told(text) == []


@pytest.mark.parametrize(
    ("text", "role"),
    [
        ("The Roads Authority is part of the Transport Ministry.", PART),
        ("The Roads Authority, which nobody likes, belongs to the Transport Ministry.", PART),
        ("The Roads Authority is owned by the Transport Ministry.", OWNED),
    ],
)
def test_bodies_of_bodies(text: str, role: str) -> None:
    assert told(text) == [("Roads Authority", role, "Transport Ministry")]


def test_owners() -> None:
    assert told_of("The Transport Ministry is the owner of the Roads Authority.") == [
        ("Roads Authority", OWNED, "Transport Ministry")
    ]
    assert told_of("Ana Ruiz owns the Roads Authority.") == [("Roads Authority", OWNED, "Ana Ruiz")]
    assert told_of("Ana Ruiz owns a bicycle.") == []


def test_a_person_is_no_part_of_a_body() -> None:
    assert told("Ana Ruiz is part of the Roads Authority.") == []
    assert told("Ana Ruiz has been paid by the Roads Authority since last year.") != []
    assert told("Ana Ruiz took eight thousand crowns from the Roads Authority.") != []
