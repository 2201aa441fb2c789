"""Invented articles in which the same is claimed again and again, as Documents with Readings."""

from __future__ import annotations

import zlib
from collections.abc import Sequence

import numpy as np
import people
from msgspec.structs import replace
from numpy.typing import NDArray

from hearsay.records import Document, Reading

Pair = tuple[Document, Reading]

COUNT = "that forty overloaded lorries crossed Harrow Bridge every night last winter"
NARRATED = "Forty overloaded lorries crossed Harrow Bridge every night last winter"
BOOK = "that forty overloaded lorries crossed Harrow Bridge every night last winter, as her book shows"
SOUND = "that engineers found cracked bolts in the hangers of the Stennby viaduct in March"


class WordVectors:
    """Vectors made of the longest word of a text, and a little of the others: alike as far as these are."""

    version = "words"

    def vectors(self, texts: Sequence[str]) -> NDArray[np.float32]:
        found = np.full((len(texts), 384), 1e-3, dtype=np.float32)
        for row, text in enumerate(texts):
            words = text.lower().replace(",", " ").replace(".", " ").split()
            for word in (*words, *[max(words, key=len)] * 12):
                found[row, zlib.crc32(word.encode()) % 384] += 1
        return np.asarray(found / np.linalg.norm(found, axis=1, keepdims=True), dtype=np.float32)


def told(
    id: str, day: int, outlet: str, lines: Sequence[people.Line], *, heads: Sequence[tuple[str, str]] = ()
) -> Pair:
    """An article in which every speaker speaks for himself; ``heads`` are heads of bodies."""
    document, reading = people.article(
        id, lines, published=f"2031-05-{day:02}", outlet=outlet,
        belongs=[(head, "secretary", body) for head, body in heads],
    )  # fmt: skip
    statements = tuple(
        replace(one, voice=() if one.speaker is None else (one.speaker,)) for one in reading.statements
    )
    relations = tuple(replace(one, type="manager") for one in reading.relations)
    return document, replace(reading, statements=statements, relations=relations)


POST = told(
    "a-post", 9, "The Calder Post",
    [
        ("[Dorota Lisle]", "said", COUNT),
        ("[Dorota Lisle]", "said", SOUND),
        ("", "", "Here [Dorota Lisle] of the [Inspectors' Union] works"),
    ],
    heads=[("Dorota Lisle", "Inspectors' Union")],
)  # fmt: skip
BANK = told("b-bank", 10, "Far Bank", [("[Greta Pohl]", "said", COUNT)])
MIRROR = told(
    "c-mirror", 12, "Northern Mirror",
    [("", "", NARRATED), ("", "", "It rained")],
)  # fmt: skip
WATER = told("d-water", 14, "The Calder Post", [("[Oda Merrin]", "said", BOOK)])
UNION = told(
    "e-union", 15, "Vale Herald",
    [("[Greta Pohl]", "said", SOUND), ("", "", "She of the [Inspectors' Union] is [Greta Pohl]")],
    heads=[("Greta Pohl", "Inspectors' Union")],
)  # fmt: skip
ALL = (POST, BANK, MIRROR, WATER, UNION)
