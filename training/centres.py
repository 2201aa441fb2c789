"""Make the centres by which tellings are blocked, in one command: ``linking/claims/centres.i8``.

    python -m training.centres --data ../shared/data

Spherical k-means over the vectors of sentences of the newswire and of PolNeAR's train part, seeded.
"""

from __future__ import annotations

import argparse
import re
from pathlib import Path

import numpy as np

from hearsay.linking.claims.blocking import CENTRES
from hearsay.model import load_vectors
from training.rarity import texts

OUT = Path("src/hearsay/linking/claims/centres.i8")
MOST = 40_000
ROUNDS = 25
_SENTENCE = re.compile(r"(?<=[.!?”\"])\s+(?=[A-Z“\"])")


def main() -> None:
    """Draw sentences, make vectors, cluster, write."""
    parser = argparse.ArgumentParser(prog="python -m training.centres", description=__doc__)
    parser.add_argument("--data", type=Path, default=Path("../shared/data"), help="folder of the corpora")
    parser.add_argument("--out", type=Path, default=OUT, help="where the centres go")
    given = parser.parse_args()
    dice = np.random.default_rng(1)
    sentences = sorted(
        {
            sentence
            for text in texts(given.data)
            for sentence in _SENTENCE.split(" ".join(text.split()))
            if 30 < len(sentence) < 300
        }
    )
    drawn = dice.permutation(len(sentences))[:MOST]
    vectors = load_vectors().vectors([sentences[at] for at in drawn])
    centres = vectors[dice.permutation(len(vectors))[:CENTRES]]
    for _ in range(ROUNDS):
        nearest = np.concatenate(
            [np.argmax(vectors[at : at + 4096] @ centres.T, axis=1) for at in range(0, len(vectors), 4096)]
        )
        total = np.zeros_like(centres)
        np.add.at(total, nearest, vectors)
        length = np.linalg.norm(total, axis=1, keepdims=True)
        centres = np.where(length > 0, total / np.maximum(length, 1e-6), centres)
    scaled = np.round(centres / np.abs(centres).max(axis=1, keepdims=True) * 127).astype(np.int8)
    given.out.write_bytes(scaled.tobytes())
    sizes = np.bincount(nearest, minlength=CENTRES)
    print(f"{len(vectors)} sentences, {CENTRES} cells of {sizes.min()} to {sizes.max()}")


if __name__ == "__main__":
    main()
