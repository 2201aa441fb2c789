"""What is compared of a text: numbers as said, dates, names, content words."""

from __future__ import annotations

import pytest

from hearsay.linking.claims.facts import facts
from hearsay.linking.claims.numbers import numbers
from hearsay.linking.claims.wording import is_empty, rarity, stem


@pytest.mark.parametrize(
    ("text", "low", "high", "unit"),
    [
        ("forty lorries a night", 40, 40, "lorries"),
        ("sixty-five inspectors", 65, 65, "inspectors"),
        ("between 38 and 44 lorries", 38, 44, "lorries"),
        ("38 to 44 lorries a night", 38, 44, "lorries"),
        ("2 to 3 million crowns", 2e6, 3e6, "crowns"),
        ("a dozen vehicles", 12, 12, "vehicles"),
        ("some 1,200 troops", 1200, 1200, "troops"),
        ("30 per cent", 30, 30, "percent"),
        ("12%", 12, 12, "percent"),
        ("$4.3 million", 4.3e6, 4.3e6, "dollar"),
        ("26 northern smugglers", 26, 26, "smugglers"),
        ("a third of the hangers", 1 / 3, 1 / 3, ""),
    ],
)
def test_numbers_are_read_as_they_are_said(text: str, low: float, high: float, unit: str) -> None:
    (found,) = numbers(text)
    assert (found.low, found.high) == pytest.approx((low, high))
    assert not unit or (unit if unit in ("percent", "dollar") else stem(unit)) in found.unit


def test_dates_and_a_pronoun_are_no_numbers() -> None:
    assert numbers("On 5 May 2031 one of them left at 6 pm, as in 2029.") == ()


def test_numbers_meet_when_their_ranges_touch() -> None:
    (forty,), (span,), (sixty,) = (
        numbers(text) for text in ("forty lorries", "38 to 44 lorries", "60 lorries")
    )
    assert forty.meets(span)
    assert not sixty.meets(span)
    assert sixty.counts_like(span)


def test_dates_meet_as_far_as_both_are_said() -> None:
    march, other, october = (
        facts(text).dates[0] for text in ("on 14 March 2030", "on 14 March", "October 2030")
    )
    assert march.meets(other)
    assert march.compares(other)
    assert not march.meets(october)


def test_names_are_what_is_capital_inside_a_sentence_and_what_is_known() -> None:
    found = facts("Letters reached the Roads Authority in spring.", ("Dorota Lisle",))
    assert {stem("roads"), stem("authority"), "dorota"} <= found.names
    assert stem("letters") not in found.names


def test_a_heading_shows_no_names() -> None:
    assert facts("Union Warned Authority Twice In Writing").names == frozenset()


def test_forms_of_a_word_meet() -> None:
    assert len({stem(word) for word in ("close", "closed", "closes", "closing")}) == 1
    assert stem("sent") == stem("send")
    assert stem("lorries") == stem("lorry")


def test_rare_words_weigh_more_than_common_ones() -> None:
    assert rarity(stem("said")) < rarity(stem("bridge")) < rarity(stem("weighbridge"))
    assert is_empty("they")
    assert not is_empty("bridge")


def test_whoever_asks_whether_asks() -> None:
    assert facts("whether the bridge is safe").question
    assert facts("“Is the bridge safe?”").question
    assert not facts("The bridge is safe.").question
