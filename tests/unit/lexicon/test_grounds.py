"""Who an unnamed source is by its words, and when an outlet says that it found out for itself."""

from __future__ import annotations

import pytest

from hearsay.lexicon.grounds import description, is_anybody, is_nobody, saw_for_itself


@pytest.mark.parametrize(
    ("words", "head", "of"),
    [
        ("a senior official at the Ministry of Transport", "official", {"ministry", "transport"}),
        ("ministry officials", "official", {"ministry"}),
        ("the contractor’s report", "report", {"contractor"}),
        ("an engineer on the site", "engineer", set()),
        ("a person familiar with the weighbridge contract", "person", set()),
        ("Invoices seen by the Post", "invoice", set()),
        ("two policemen", "policeman", set()),
        ("officials who asked not to be named", "official", set()),
        ("", "", set()),
    ],
)
def test_descriptions(words: str, head: str, of: set[str]) -> None:
    found = description(words)
    assert (found.head, found.words) == (head, of)


@pytest.mark.parametrize(
    ("words", "nobody"),
    [
        ("people in Calderfoot", True),
        ("Experts", True),
        ("rumours", True),
        ("they", True),
        ("people familiar with the talks", False),
        ("officials", False),
        ("residents of the quarter", False),
    ],
)
def test_nobody_in_particular(words: str, nobody: bool) -> None:
    assert is_nobody(words) == nobody


def test_a_source_may_be_anybody() -> None:
    assert is_anybody("source")
    assert not is_anybody("official")


@pytest.mark.parametrize(
    ("text", "outlet", "saw"),
    [
        ("the water book, which the Post has seen", "The Calder Post", True),
        ("documents seen by The Calder Post show it", "The Calder Post", True),
        ("a reporter for Calder Post watched the lorries", "The Calder Post", True),
        ("our correspondent saw the wreck", "KTA", True),
        ("this newspaper’s editor slept", "KTA", False),
        ("The Post has not seen them", "The Calder Post", False),
        ("The Post hasn’t seen them", "The Calder Post", False),
        ("documents seen by the Mirror", "The Calder Post", False),
        ("the minister saw the wreck", None, False),
    ],
)
def test_what_an_outlet_found_out_for_itself(text: str, outlet: str | None, saw: bool) -> None:
    assert saw_for_itself(text, outlet) == saw
