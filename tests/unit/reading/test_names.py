"""The name a source is, and the ones that are only in it."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hearsay.reading.names import name_in, type_of_description


@pytest.mark.parametrize(
    ("source", "name", "kind"),
    [
        ("Ana Ruiz, head of the union", "Ana Ruiz", "person"),
        ("the union's secretary, Ana Ruiz", "Ana Ruiz", "person"),
        ("the ministry's spokesman Igor Petrel", "Igor Petrel", "person"),
        ("Ana Ruiz’s", "Ana Ruiz", "person"),
        ("Mr. Valk", "Valk", "person"),
        ("Prime Minister Ali al-Sadrin", "Ali al-Sadrin", "person"),
        ("Former Secretary of State and presidential frontrunner Hilda Clamp", "Hilda Clamp", "person"),
        ("Calder police chief Harro Nole", "Harro Nole", "person"),
        ("Gov. Mika Spent of Lower Calder", "Mika Spent", "person"),
        ("Far Bank’s Ana Ruiz", "Ana Ruiz", "person"),
        ("Ludo van Bethen, 45,", "Ludo van Bethen", "person"),
        ("a lawyer for Valk, Ann Lee,", "Ann Lee", "person"),
        ("The Inspectors’ Union", "The Inspectors’ Union", "organization"),
        ("the Roads Authority", "Roads Authority", "organization"),
        ("Bank of Calder", "Bank of Calder", "organization"),
        ("the country's Foreign Ministry", "Foreign Ministry", "organization"),
        ("KTA", "KTA", "organization"),
    ],
)
def test_a_named_source_gives_its_name(source: str, name: str, kind: str) -> None:
    found = name_in(f"x {source}", (2, 2 + len(source)))
    assert found is not None
    assert (found.name, found.type) == (name, kind)
    assert f"x {source}"[slice(*found.span)] == name


@pytest.mark.parametrize(
    "source",
    [
        "a spokesman for the Roads Authority",
        "Ruiz's lawyer",
        "Calder reporters",
        "the Valk campaign",
        "He",
        "a senior official who asked not to be named",
        "Mayor Valk, Ana Ruiz, and other councillors",
        "he and Mr. Valk",
        "many Calderians in the north",
        "the minister",
        "One Republican",
        "Other large unions, including the Lock-Keepers of Calder",
        "the test made by the northern republic (DKR)",
        "Several judges handling federal Freedom of Records cases",
        "",
    ],
)
def test_a_source_that_is_not_named_gives_none(source: str) -> None:
    assert name_in(source, (0, len(source))) is None


@pytest.mark.parametrize(
    ("words", "kind"),
    [
        ("a senior official", "person"),
        ("the ministry", "organization"),
        ("two witnesses", "person"),
        ("the report", "other"),
        ("A senior official at the Ministry of Transport", "person"),
        ("Drivers who had waited", "person"),
    ],
)
def test_a_description_has_the_type_of_its_head(words: str, kind: str) -> None:
    assert type_of_description(words) == kind


@given(st.text())
def test_any_text_can_be_asked_for_a_name(source: str) -> None:
    found = name_in(source, (0, len(source)))
    if found:
        assert 0 <= found.span[0] < found.span[1] <= len(source)
