"""Noun phrases: their heads, and what determines them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from seen import span

from hearsay.reading.phrases import is_plural, phrase_of, type_of_noun


@pytest.mark.parametrize(
    ("words", "head"),
    [
        ("the union's secretary", "secretary"),
        ("a spokesman for the Roads Authority", "spokesman"),
        ("a senior official who asked not to be named", "official"),
        ("Drivers who had waited for an hour", "Drivers"),
        ("“The report", "report"),
        ("officials, most of them new", "officials"),
        ("He", "He"),
        ("the lock keeper himself", "keeper"),
    ],
)
def test_the_head_is_the_last_word_before_what_is_added(words: str, head: str) -> None:
    phrase = phrase_of(words, (0, len(words)))
    assert phrase is not None
    assert phrase.head.text == head


def test_a_preposition_inside_a_name_ends_nothing() -> None:
    text = "the Bank of Calder director"
    phrase = phrase_of(text, (0, len(text)), [span(text, "Bank of Calder")])
    assert phrase is not None
    assert phrase.head.text == "director"


@pytest.mark.parametrize(
    ("words", "definite", "indefinite", "plain"),
    [
        ("the minister", True, False, True),
        ("a spokesman", False, True, False),
        ("officials", False, True, False),
        ("many of them", False, True, False),
        ("the union’s secretary", True, False, False),
        ("his lawyer", True, False, False),
        ("the officials", True, False, False),
    ],
)
def test_what_a_phrase_points_at(words: str, definite: bool, indefinite: bool, plain: bool) -> None:
    phrase = phrase_of(words, (0, len(words)))
    assert phrase is not None
    assert (phrase.definite, phrase.indefinite, phrase.plain) == (definite, indefinite, plain)


def test_several_joined_are_no_single_one() -> None:
    phrase = phrase_of("the mayor and the minister", (0, 26))
    assert phrase is not None
    assert phrase.coordinated


@pytest.mark.parametrize(
    ("noun", "many"), [("men", True), ("officials", True), ("boss", False), ("crisis", False)]
)
def test_plurals(noun: str, many: bool) -> None:
    assert is_plural(noun) is many


@pytest.mark.parametrize(
    ("noun", "kind"), [("official", "person"), ("ministry", "organization"), ("report", "other")]
)
def test_a_noun_has_the_type_of_what_it_names(noun: str, kind: str) -> None:
    assert type_of_noun(noun) == kind


@given(st.text())
def test_any_text_may_be_asked_for_its_phrase(text: str) -> None:
    phrase = phrase_of(text, (0, len(text)))
    if phrase is not None:
        assert text[phrase.head.start : phrase.head.end] == phrase.head.text
