"""Signatures: what is kept of a text to find those that may share passages with it."""

from __future__ import annotations

import numpy as np

from hearsay.linking.copies.hashing import rows
from hearsay.linking.copies.pages import Page
from hearsay.linking.tellings import Paper

SHINGLE = 4
"""Words in a shingle: 41 % of them outlive a change of every fifth word, and few are shared by chance."""
_KEPT = 2
"""One shingle of so many is kept."""


def signature(paper: Paper) -> bytes:
    """What is kept of a paper's text: hashes of its shingles as little-endian 32-bit numbers, sorted.

    Every second shingle is kept, chosen by its hash, so two texts keep the same of what they share: MinHash
    for containment (Broder, 1997, *On the resemblance and containment of documents*, there *mod m*), which
    also finds a short passage of a long text. About two bytes a word.
    """
    hashes = rows(Page(paper).words, SHINGLE)
    kept = hashes[(hashes >> np.uint64(32)) % np.uint64(_KEPT) == 0]
    return np.unique(kept.astype("<u4")).tobytes()
