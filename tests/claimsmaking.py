"""Tellings and vectors for the tests of claims: invented sentences, and vectors made of their words."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from hearsay.linking.claims.wording import WORD, is_empty, stem
from hearsay.linking.tellings import Telling
from hearsay.records import Polarity


def telling(
    text: str,
    *,
    id: str = "",
    document: str = "",
    position: int = 0,
    act: str = "say",
    polarity: Polarity = "positive",
    published: str | None = "2031-05-09",
    names: tuple[str, ...] = (),
    within: str | None = None,
) -> Telling:
    """A telling of a text, in a document of its own where none is named."""
    span = (0, len(text))
    return Telling(
        id=id or text,
        document=document or f"document of {id or text}",
        position=position,
        text=text,
        resolved=text,
        content=(span,),
        evidence=span,
        form="indirect",
        act=act,
        certainty="certain",
        polarity=polarity,
        published=published,
        names=names,
        within=within,
    )


def vectors(tellings: Sequence[Telling]) -> NDArray[np.float32]:
    """A direction for each telling: the mean of one for each of its content words."""
    rows = [_direction(one.resolved) for one in tellings]
    return np.array(rows, dtype=np.float32).reshape(len(rows), 384)


def _direction(text: str) -> NDArray[np.float64]:
    words = [stem(word) for word in WORD.findall(text.lower()) if not is_empty(word)] or [text]
    total = sum((_word(word) for word in words), np.zeros(384))
    return np.asarray(total / np.linalg.norm(total))


def _word(word: str) -> NDArray[np.float64]:
    seed = int.from_bytes(hashlib.sha256(word.encode()).digest()[:8], "big")
    return np.random.default_rng(seed).standard_normal(384)
