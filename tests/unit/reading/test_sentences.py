"""Sentences of edited prose, and that nothing of a text is lost between them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hearsay.reading.sentences import sentences


def cut(text: str) -> list[str]:
    return [text[start:end] for start, end in sentences(text)]


@pytest.mark.parametrize(
    "parts",
    [
        ["The bridge is shut.", "Lorries turn back."],
        ["Mr. Valk met Gen. Orrel on Feb. 3 at 9 a.m. in St. Calder.", "Nothing came of it."],
        ["The firm, Oskeld Ltd. of Calder, declined."],
        ["He works for Oskeld Inc.", "The firm declined."],
        ["“Was it safe?” she asked.", "“It was never safe.”", "He left."],
        ["“It is safe,” he said.", "“We looked at it twice.”"],
        ["It cost 3.5 million U.S. dollars.", "J. R. Lisle paid."],
        ["They waited … and waited.", "Then it fell!", "Did it?"],
        ["She lives in the U.S.", "The others stayed."],
        ["He was ill.", "Orrel moved to Calder, Ill. in May."],
        ["Prices rose 4.2 percent.", "“So what?”", "Nobody knew."],
    ],
)
def test_sentences_are_told_apart(parts: list[str]) -> None:
    assert cut(" ".join(parts)) == parts


def test_a_blank_line_ends_a_sentence_whatever_stands_before_it() -> None:
    assert cut("Bridge never safe\n\nBy Imre Valk\n\nThe bridge is shut") == [
        "Bridge never safe",
        "By Imre Valk",
        "The bridge is shut",
    ]


def test_a_wrapped_line_goes_on() -> None:
    assert cut("The bridge\nis shut. It\nwas old.") == ["The bridge\nis shut.", "It\nwas old."]


@given(st.text(alphabet=st.sampled_from("aB .!?\n“”\"'…1éß\u202e😀")))
def test_all_that_is_no_white_space_is_in_exactly_one_sentence(text: str) -> None:
    spans = sentences(text)
    covered = [i for start, end in spans for i in range(start, end)]
    assert covered == sorted(set(covered))
    assert {i for i, c in enumerate(text) if not c.isspace()} <= set(covered)
    assert all(not text[start].isspace() and not text[end - 1].isspace() for start, end in spans)
