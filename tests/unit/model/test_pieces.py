"""Pieces keep their offsets and features; windows cover everything."""

from __future__ import annotations

from itertools import pairwise

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from hearsay.model import VOCABULARY, WEIGHTS
from hearsay.model.pieces import PieceCutter, cores, windows

CUTTER = PieceCutter(WEIGHTS / VOCABULARY)


def features(text: str) -> list[tuple[str, int, int, int]]:
    pieces = CUTTER.cut(text)
    return [
        (text[a:b], int(shape), int(gap), int(quote))
        for a, b, shape, gap, quote in zip(
            pieces.starts, pieces.ends, pieces.shapes, pieces.gaps, pieces.quotes, strict=True
        )
    ]


def test_shapes_gaps_and_quotes_are_those_of_the_words() -> None:
    assert features("The UN said: “No”\n\nIn 1990") == [
        ("The", 2, 3, 0),
        ("UN", 3, 1, 0),
        ("said", 1, 1, 0),
        (":", 0, 0, 0),
        ("“", 0, 1, 2),
        ("No", 2, 0, 1),
        ("”", 0, 0, 3),
        ("In", 2, 3, 0),
        ("1990", 5, 1, 0),
    ]


def test_the_pieces_of_one_word_share_its_shape() -> None:
    pieces = features("Vostrandia")
    assert len(pieces) > 1
    assert {shape for _, shape, _, _ in pieces} == {2}


@pytest.mark.parametrize(
    ("text", "inside"),
    [
        ('He said "yes" and left', "yes"),
        ("He said “yes” and left", "yes"),
        ("He said ``yes'' and left", "yes"),
        ('He said "yes\nand left', "yes"),
    ],
)
def test_quotation_marks_are_followed_and_end_with_the_paragraph(text: str, inside: str) -> None:
    assert [word for word, _, _, quote in features(text) if quote == 1] == [inside]


@given(st.text())
def test_offsets_stay_inside_any_text_and_go_forward(text: str) -> None:
    pieces = CUTTER.cut(text)
    assert np.all(pieces.starts >= 0)
    assert np.all(pieces.ends <= len(text))
    assert np.all(pieces.starts <= pieces.ends)
    assert np.all(np.diff(pieces.starts) >= 0)


@given(st.integers(0, 5000), st.integers(8, 300), st.integers(0, 7))
def test_windows_cover_all_pieces_and_cores_part_them(length: int, size: int, overlap: int) -> None:
    spans = windows(length, size, overlap)
    parts = cores(spans)
    assert [i for a, b in parts for i in range(a, b)] == list(range(length))
    for (start, end), (first, last) in zip(spans, parts, strict=True):
        assert start <= first <= last <= end
        assert end - start == min(size, length)
    for (_, end), (start, _) in pairwise(spans):
        assert end - start >= overlap
