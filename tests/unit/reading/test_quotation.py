"""Quotations and the form of a statement."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hearsay.reading.quotation import form, quotations


@pytest.mark.parametrize(
    ("text", "quoted"),
    [
        ("He said “no” and “never”.", ["“no”", "“never”"]),
        ('He said "no" and left.', ['"no"']),
        ("He said ''no'' and ``never''.", ["''no''", "``never''"]),
        ("“We warned them.\n\n“Nobody listened.” He left.", ["“We warned them.", "“Nobody listened.”"]),
        ("Nothing ” here", []),
        ("The ‘independent’ report isn't ours", []),
        ("„Nein“, sagte er", ["„Nein“, sagte er"]),
    ],
)
def test_quotations_are_found(text: str, quoted: list[str]) -> None:
    assert [text[start:end] for start, end in quotations(text)] == quoted


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        ("“It was never safe”", "direct"),
        ("that it was never safe", "indirect"),
        ("that it was “never safe”", "mixed"),
    ],
)
def test_the_form_follows_from_what_is_quoted(content: str, expected: str) -> None:
    text = f"The union said {content}, and left."
    start = text.index(content)
    assert form(text, ((start, start + len(content)),), quotations(text)) == expected


def test_a_content_in_two_quoted_parts_is_direct() -> None:
    text = "“We knew,” she said, “for years.”"
    assert form(text, ((0, 10), (21, 33)), quotations(text)) == "direct"


@given(st.text(alphabet=st.sampled_from("ab “”\"'`«»\n")))
def test_quotations_are_apart_and_inside_the_text(text: str) -> None:
    spans = quotations(text)
    flat = [at for span in spans for at in span]
    assert flat == sorted(flat)
    assert all(0 <= start < end <= len(text) for start, end in spans)
