"""What a word is."""

from __future__ import annotations

import unicodedata
from typing import Literal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hearsay.ledger.search.analysis import LONGEST_WORD, analysed, places, words

texts = st.text(
    st.characters() | st.sampled_from("aé́ßŁıİǅﬁ½㎏ﷺ्ि゙่ﾞ㍿北か\u00ad\u200b\u200d\ufe0f\u20e3_-'’. 🦉\ud800\0"),
    max_size=30,
)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The Vice-President's bridge", "the vice president s bridge"),
        ("Łódź ŁÓDŹ lodz", "lodz lodz lodz"),
        ("STRAẞE Straße strasse", "strasse strasse strasse"),
        ("nai\u0308ve naïve NAÏVE", "naive naive naive"),
        ("İstanbul ıstanbul ISTANBUL", "istanbul istanbul istanbul"),
        ("ﬁne Ｆｉｎｅ", "fine fine"),
        ("½ m² 1️⃣ Foo™", "1 2 m2 1 foo"),
        ("min\u00adister me\u200ddia zero\u200bwidth", "minister media zero width"),
        ("北京市 カタカナ ｶﾞ", "北 京 市 カ タ カ ナ ガ"),
        ("がき かき", "が き か き"),
        ("हिन्दी में", "हिन्दी में"),
        ("ที่นี่", "ที่ นี่"),
        ("окна́ Ёж Йод", "окна еж иод"),
        ("שָׁלוֹם שלום", "שלום שלום"),
        ("مُحَمَّد محمد", "محمد محمد"),
        ("1,200.50 a_b U.S.", "1 200 50 a_b u s"),
        ("“Yes” — 👩‍🚀!", "yes"),
        ("", ""),
    ],
)
def test_words_as_they_are_compared(text: str, expected: str) -> None:
    assert analysed(text).split() == expected.split()


def test_every_character_stays_what_it_is_when_analysed_again() -> None:
    for code in (*range(0x1F000), *range(0xE0000, 0xE0200)):
        for text in (chr(code), f"x{chr(code)}y"):
            once = analysed(text)
            assert analysed(once) == once, hex(code)


@given(text=texts)
def test_analysis_is_one_thing(text: str) -> None:
    found = words(text)
    assert analysed(text).split(" ") == (["", *(word.text for word in found), ""] if found else [""])
    assert analysed(analysed(text)) == analysed(text)
    assert all(0 <= word.start < word.end <= len(text) for word in found)
    assert [word.start for word in found] == sorted(word.start for word in found)
    assert all(0 < len(word.text) <= LONGEST_WORD and not word.text.isspace() for word in found)


@given(text=texts)
def test_a_word_is_found_in_the_characters_it_stands_at(text: str) -> None:
    for word in words(text):
        assert word.text in [other.text for other in words(text[word.start : word.end])]


@given(text=st.text(max_size=20), form=st.sampled_from(["NFC", "NFD"]))
def test_how_accents_are_written_does_not_matter(text: str, form: Literal["NFC", "NFD"]) -> None:
    assert analysed(unicodedata.normalize(form, text)) == analysed(text)


@given(text=st.text(st.characters(codec="latin-1"), max_size=20))
def test_case_does_not_matter(text: str) -> None:
    assert analysed(text.upper()) == analysed(text.lower()) == analysed(text)


@given(words_=st.lists(st.text(), max_size=5), gap=st.sampled_from([" ", "-", " – ", "\n", "\u200b", "’"]))
def test_marks_and_spaces_only_part_words(words_: list[str], gap: str) -> None:
    parts = [part for part in words_ if part.isalpha()]
    assert analysed(gap.join(parts)) == analysed(" ".join(parts))


def test_places_of_a_phrase() -> None:
    found = words("the bridge, the bridges; the Bridge")
    assert list(places(found, ["the", "bridge"])) == [(0, 1), (4, 5)]
    assert list(places(found, ["the", "bridge"], prefix=True)) == [(0, 1), (2, 3), (4, 5)]
    assert list(places(found, ["bridge", "bridge"])) == []
    assert list(places([], ["bridge"])) == []


def test_long_words_count_by_their_beginning() -> None:
    assert analysed("a" * 300) == f" {'a' * LONGEST_WORD} "
    assert analysed("é" * 300) == f" {'e' * LONGEST_WORD} "
