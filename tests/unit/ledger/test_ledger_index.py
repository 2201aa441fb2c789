"""Records to rows."""

from __future__ import annotations

import pytest

from hearsay.ledger.index import document_row, fold, printable, unstorable
from hearsay.records import Document


@pytest.mark.parametrize(
    ("one", "other"),
    [("STRASSE", "straße"), ("ШАЯ", "шая"), ("cafe\u0301", "CAFÉ"), ("ΣΊΣΥΦΟΣ", "σίσυφος"), ("ﬁsh", "FISH")],
)
def test_folding_makes_alike_what_differs_in_case_or_composition(one: str, other: str) -> None:
    assert fold(one) == fold(other)


def test_folding_nothing_is_nothing() -> None:
    assert fold(None) is None
    assert fold("") == ""


def test_printable_writes_out_what_cannot_be_kept() -> None:
    assert printable("a\udcff\0é🦉") == "a\\udcff\\x00é🦉"


@pytest.mark.parametrize(
    ("path", "name"),
    [("a/b/c.txt", "c.txt"), ("C:\\news\\c.txt", "c.txt"), ("c.txt", "c.txt"), ("a/", ""), (None, None)],
)
def test_the_file_name_is_the_last_part_of_the_path(path: str | None, name: str | None) -> None:
    assert document_row(Document(id="d", text="", path=path))["file_name"] == name


def test_a_rejection_of_no_text_says_where_it_is() -> None:
    rejection = unstorable(Document(id="d", text="ab\ud800", path="a.txt"))
    assert rejection is not None
    assert (rejection.path, rejection.place) == ("a.txt", "text, character 2")
    assert "U+D800" in rejection.reason
    assert unstorable(Document(id="d", text="ab\u202e🦉\ufffd", authors=("é",))) is None
