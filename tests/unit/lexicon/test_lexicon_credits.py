"""Credit lines, names of outlets, versions of a story, boilerplate."""

from __future__ import annotations

import time

import pytest

from hearsay.lexicon import tables
from hearsay.lexicon.credits import boilerplate, credits, is_outlet_name, outlet_names, version


@pytest.mark.parametrize(
    ("text", "name", "strength"),
    [
        ("This article first appeared in The Calder Post on 9 May.", "Calder Post", "origin"),
        ("A version of this story first appeared in the Quarry Times.", "Quarry Times", "origin"),
        ("First published by Far Bank.", "Far Bank", "origin"),
        ("Reprinted with the permission of Lock Nine", "Lock Nine", "origin"),
        ("LOWEN (KTA) – The river rose.", "KTA", "origin"),
        ("The river rose. (KTA)\nMore", "KTA", "origin"),
        ("Source: Far Bank", "Far Bank", "origin"),
        ("\nNorthern Mirror\n", "Northern Mirror", "origin"),
        ("The river rose, KTA reported on Sunday.", "KTA", "mention"),
        ("The river rose, according to the Voice of Stennby.", "Voice of Stennby", "mention"),
        ("“It rose,” she told KTA.", "KTA", "mention"),
        ("The Roads Authority said in a statement that", "Roads Authority", "mention"),
    ],
)
def test_credits_name_an_outlet_and_say_how(text: str, name: str, strength: str) -> None:
    found = [credit for credit in credits(text) if credit.is_of(outlet_names(name))]
    assert strength in {credit.strength for credit in found}
    assert all(text[slice(*credit.span)] == credit.name for credit in found)


@pytest.mark.parametrize(
    "text", ["The river rose (see map).", "first published by nobody", "He told her.", ""]
)
def test_no_name_is_no_credit(text: str) -> None:
    assert not [credit for credit in credits(text) if credit.strength == "mention"]
    assert not [credit for credit in credits(text) if credit.is_of(outlet_names("KTA"))]


def test_every_pattern_is_found_in_a_text_that_follows_it() -> None:
    for pattern, strength in tables.rows("credits"):
        text = (
            pattern.replace("X", "Far Bank")
            .replace("^ ", "")
            .replace(" $", "")
            .replace("^", "")
            .replace("$", "")
        )
        found = [c for c in credits(f"\n{text}\n") if c.is_of(outlet_names("Far Bank"))]
        assert found, pattern
        assert strength == "mention" or found[0].strength == "origin", pattern


def test_names_begin_a_credit_and_are_whole_words() -> None:
    (credit,) = [c for c in credits("according to Far Bank News on Monday") if c.strength == "mention"]
    assert credit.is_of(outlet_names("The Far Bank"))
    assert not credit.is_of(outlet_names("Far"[:2]))


def test_agencies_have_their_abbreviations() -> None:
    assert {"afp", "agence france-presse"} <= outlet_names("AFP")
    assert outlet_names("The Calder Post") == {"calder post"}
    assert outlet_names("") == frozenset()


@pytest.mark.parametrize("name", ["The Calder Post", "Northern Mirror", "Reuters", "Radio Lowen"])
def test_outlets_are_known_by_name_or_by_their_words(name: str) -> None:
    assert is_outlet_name(name)


@pytest.mark.parametrize("name", ["Roads Authority", "Ministry of Transport", "Far Bank"])
def test_bodies_are_no_outlets(name: str) -> None:
    assert not is_outlet_name(name)


@pytest.mark.parametrize(
    ("title", "number"),
    [
        ("River floods Stennby", 0),
        ("1st LD: River floods Stennby", 2),
        ("UPDATE 3-River floods Stennby", 4),
        ("River floods Stennby (updated 2)", 3),
        ("ATTENTION - ADDS quotes", 1),
        ("Mayor leads update of map", 0),
    ],
)
def test_headlines_tell_their_version(title: str, number: int) -> None:
    assert version(title) == number


def test_boilerplate_is_known_by_its_words() -> None:
    assert boilerplate("Enquiries: Bram Oskeld, spokesman")
    assert boilerplate("© 2031 Far Bank. All rights reserved.")
    assert not boilerplate("The contact between the two banks was lost.")


def test_long_lines_of_capitals_take_no_time() -> None:
    start = time.process_time()
    credits("Aa " * 20_000 + "(" * 5_000 + "told The " * 5_000)
    assert time.process_time() - start < 10
