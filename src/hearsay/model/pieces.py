"""Texts cut into word pieces, with what the lower-cased vocabulary forgets, and pieces into windows."""

from __future__ import annotations

from itertools import pairwise
from pathlib import Path
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray
from tokenizers import Tokenizer

Ints = NDArray[np.int64]

#: Word shapes: no letter or digit, lower, Title, UPPER, mIxed, digits.
SHAPES = 6
#: What stands before a piece: nothing, space, one line end, a blank line (or the start of the text).
GAPS = 4
#: Where a piece stands towards double quotation marks: outside, inside, opening mark, closing mark.
QUOTES = 4

OPENING = ("“", "«", "„", "``")
CLOSING = ("”", "»")


class Pieces(NamedTuple):
    """The n word pieces of one text: vocabulary ids, three features, and offsets into the text.

    All are arrays of shape ``(n,)``; ``starts`` and ``ends`` are half-open, in code points; ``inner`` is 1
    for the pieces that go on a word which an earlier piece began.
    """

    ids: Ints
    shapes: Ints
    gaps: Ints
    quotes: Ints
    starts: Ints
    ends: Ints
    inner: Ints

    def __len__(self) -> int:
        return len(self.ids)

    def cut(self, start: int, end: int) -> Pieces:
        """The pieces from ``start`` up to ``end``."""
        return Pieces(*(array[start:end] for array in self))


class PieceCutter:
    """Cuts texts into Pieces with the vocabulary of the encoder."""

    def __init__(self, tokenizer: Path) -> None:
        self._tokenizer = Tokenizer.from_file(str(tokenizer))
        self._tokenizer.no_truncation()
        self._tokenizer.no_padding()

    def cut(self, text: str) -> Pieces:
        """The pieces of a text, without the special tokens of the encoder."""
        encoding = self._tokenizer.encode(text, add_special_tokens=False)
        offsets = np.array(encoding.offsets, dtype=np.int64).reshape(-1, 2)
        starts, ends = offsets[:, 0].copy(), offsets[:, 1].copy()
        bounds = list(zip(starts.tolist(), ends.tolist(), strict=True))
        continued = [token.startswith("##") for token in encoding.tokens]
        return Pieces(
            np.array(encoding.ids, dtype=np.int64),
            _shapes(text, bounds, continued),
            _gaps(text, bounds),
            _quotes(text, bounds),
            starts,
            ends,
            np.array(continued, dtype=np.int64),
        )


def _shapes(text: str, bounds: list[tuple[int, int]], continued: list[bool]) -> Ints:
    """The shape of the word that each piece belongs to."""
    shapes = np.zeros(len(bounds), dtype=np.int64)
    first = 0
    for i in range(1, len(bounds) + 1):
        if i < len(bounds) and continued[i]:
            continue
        shapes[first:i] = _shape(text[bounds[first][0] : bounds[i - 1][1]])
        first = i
    return shapes


def _shape(word: str) -> int:
    if word.islower():
        return 1
    if not word.isalnum():
        return 0
    if word.isdigit():
        return 5
    if word.istitle():
        return 2
    return 3 if word.isupper() else 4


def _gaps(text: str, bounds: list[tuple[int, int]]) -> Ints:
    gaps = np.zeros(len(bounds), dtype=np.int64)
    previous = 0
    for i, (start, end) in enumerate(bounds):
        if start > previous:
            gaps[i] = 1 + min(text.count("\n", previous, start), 2)
        previous = end
    if len(gaps):
        gaps[0] = 3
    return gaps


def _quotes(text: str, bounds: list[tuple[int, int]]) -> Ints:
    """Follow double quotation marks through each paragraph; a line end closes what is open.

    Straight marks and doubled apostrophes alternate, doubled backticks open; single marks do not count.
    """
    quotes = np.zeros(len(bounds), dtype=np.int64)
    inside = False
    previous = 0
    for i, (start, end) in enumerate(bounds):
        if inside and start > previous and "\n" in text[previous:start]:
            inside = False
        previous = end
        mark = text[start:end]
        if mark in ("'", "`"):
            if i and start == bounds[i - 1][1] and text[start - 1] == mark and quotes[i - 1] > 1:
                quotes[i] = quotes[i - 1]
                continue
            mark = text[start : end + 1]
        if mark in ('"', "''"):
            inside = not inside
            quotes[i] = 2 if inside else 3
        elif mark in OPENING:
            inside = True
            quotes[i] = 2
        elif mark in CLOSING:
            inside = False
            quotes[i] = 3
        else:
            quotes[i] = int(inside)
    return quotes


def windows(length: int, size: int, overlap: int) -> list[tuple[int, int]]:
    """Cut ``length`` pieces into windows of at most ``size`` that overlap by at least ``overlap``.

    The windows are spread evenly and cover every piece; a short text is one window.
    """
    if length <= size:
        return [(0, length)] if length else []
    count = -(-(length - overlap) // (size - overlap))
    starts = np.linspace(0, length - size, count).round().astype(int)
    return [(int(start), int(start) + size) for start in starts]


def cores(spans: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """For each window the part in which it is the most central: a partition of all pieces."""
    edges = [spans[0][0]] if spans else []
    edges += [(left[1] + right[0]) // 2 for left, right in pairwise(spans)]
    edges += [spans[-1][1]] if spans else []
    return list(pairwise(edges))
