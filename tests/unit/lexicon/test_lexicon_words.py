"""Titles, roles, organizations, documents, pronouns, outlets and anonymous sources."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hearsay.lexicon import (
    document_nouns,
    is_anonymous,
    organization_nouns,
    outlets,
    pronouns,
    role_nouns,
    title_words,
)


def test_the_lists_hold_what_they_should() -> None:
    assert {"Mr", "Mrs", "Dr", "Gen.", "President", "Prime Minister", "Sheikh", "Ayatollah"} <= set(
        title_words()
    )
    roles = {"spokesman", "spokeswoman", "official", "senator", "lawyer", "witness", "resident", "police"}
    assert roles <= set(role_nouns())
    assert {"ministry", "party", "army", "court", "university", "newspaper"} <= set(organization_nouns())
    assert {"report", "statement", "poll", "lawsuit", "tweet", "surveys", "studies"} <= document_nouns()
    assert (title_words()["Ayatollah"], pronouns()["she"], pronouns()["whose"]) == (
        "religious",
        "personal",
        "relative",
    )


def test_the_lists_are_long() -> None:
    assert len(role_nouns()) >= 800  # singular and plural
    assert len(organization_nouns()) >= 400
    assert len(document_nouns()) >= 200


@pytest.mark.parametrize(
    ("singular", "plural"),
    [
        ("spokeswoman", "spokeswomen"),
        ("witness", "witnesses"),
        ("attorney general", "attorney generals"),
        ("member of parliament", "members of parliament"),
        ("deputy", "deputies"),
    ],
)
def test_roles_have_plurals_of_the_same_kind(singular: str, plural: str) -> None:
    assert role_nouns()[singular] == role_nouns()[plural]


def test_an_outlet_is_found_by_any_of_its_names() -> None:
    by_abbreviation = outlets()["afp"]
    assert by_abbreviation is outlets()["agence france-presse"]
    assert by_abbreviation.kind == "agency"
    assert outlets()["hindu"] is outlets()["the hindu"]


@pytest.mark.parametrize(
    "source",
    [
        "sources",
        "officials",
        "two senior officials",
        "a person familiar with the matter",
        "a source close to the talks",
        "Officials at the harbour ministry",
        "an aide who asked not to be named",
        "a harbour official, speaking on condition of anonymity,",
        "residents",
        "the source",
        "some",
        "unnamed diplomats",
        "people briefed on the plan",
        "several witnesses",
        "a former adviser",
        "an unidentified man",
    ],
)
def test_an_anonymous_source(source: str) -> None:
    assert is_anonymous(source)


@pytest.mark.parametrize(
    "source",
    [
        "",
        "Ivo Kell",
        "official Ivo Kell",
        "the lawyer",
        "she",
        "the ministry",
        "Marta Oss, an aide to the mayor",
        "the Tern Gazette",
        "his friend",
        "the president",
    ],
)
def test_a_source_that_is_not_anonymous(source: str) -> None:
    assert not is_anonymous(source)


@given(st.text(max_size=80))
def test_any_text_can_be_asked(source: str) -> None:
    assert is_anonymous(source) in (True, False)
