"""Rows of words as numbers, the same on every machine and in every run."""

from __future__ import annotations

from collections.abc import Sequence
from zlib import crc32

import numpy as np
from numpy.typing import NDArray

Hashes = NDArray[np.uint64]


def rows(words: Sequence[str], length: int) -> Hashes:
    """A 64-bit hash of each row of so many words that stand one after another."""
    count = len(words) - length + 1
    if count <= 0:
        return np.empty(0, dtype=np.uint64)
    of_words = np.fromiter(
        (crc32(word.encode("utf-8", "surrogatepass")) for word in words), np.uint64, len(words)
    )
    mixed = np.zeros(count, dtype=np.uint64)
    for place in range(length):
        mixed = _scattered(mixed ^ of_words[place : place + count])
    return mixed


def _scattered(values: Hashes) -> Hashes:
    """Each value scattered over all numbers of 64 bits (the finalizer of SplitMix64, Steele et al., 2014)."""
    values = values + np.uint64(0x9E3779B97F4A7C15)
    values = (values ^ (values >> np.uint64(30))) * np.uint64(0xBF58476D1CE4E5B9)
    values = (values ^ (values >> np.uint64(27))) * np.uint64(0x94D049BB133111EB)
    return values ^ (values >> np.uint64(31))
