"""How long gathering takes and how much memory, as tellings grow in number; and what one document more costs.

    python bench/claims.py 1000 10000 100000

Tellings are made up by a seeded generator: claims of two to forty tellings in documents of twenty, each
telling a sentence of its claim with two words of twelve exchanged; about half of all tellings stand alone.
Vectors are the mean of a direction for each word, so that no model is needed.
"""

from __future__ import annotations

import platform
import resource
import sys
import time

import msgspec
import numpy as np

from hearsay.linking.claims import gather, regather
from hearsay.linking.tellings import Telling

WORDS = 30_000
WIDTH = 384
IN_DOCUMENT = 20


def make(count: int, seed: int = 1) -> tuple[list[Telling], np.ndarray]:
    """So many tellings and their vectors."""
    dice = np.random.default_rng(seed)
    syllables = [a + b for a in "bdfgklmnprstvz" for b in "aeiou"]
    names = ["".join(dice.choice(syllables, 4)) for _ in range(WORDS)]
    directions = dice.standard_normal((WORDS, WIDTH)).astype(np.float32)
    topics = dice.integers(0, WORDS, (max(20, count // 50), 40))
    tellings: list[Telling] = []
    rows = np.zeros((count, WIDTH), dtype=np.float32)
    while len(tellings) < count:
        topic = topics[dice.integers(0, len(topics))]
        claim = dice.choice(topic, 12, replace=False)
        size = 1 if dice.random() < 0.9 else int(min(2 + dice.geometric(0.1), 40))
        for _ in range(min(size, count - len(tellings))):
            words = claim.copy()
            words[dice.integers(0, 12, 2)] = dice.integers(0, WORDS, 2)
            at = len(tellings)
            text = " ".join(names[word] for word in words)
            vector = directions[words].sum(0)
            rows[at] = vector / np.linalg.norm(vector)
            tellings.append(_telling(at, text))
    mixed = dice.permutation(count)
    placed = [
        msgspec.structs.replace(tellings[number], document=f"d{at // IN_DOCUMENT}", position=at % IN_DOCUMENT)
        for at, number in enumerate(mixed)
    ]
    return placed, rows[mixed]


def _telling(at: int, text: str) -> Telling:
    span = (0, len(text))
    return Telling(
        id=f"t{at}", document="", position=0, text=text, resolved=text, content=(span,), evidence=span,
        form="indirect", act="say", certainty="certain", polarity="positive", published="2031-05-09",
    )  # fmt: skip


def main() -> None:
    """Measure each size in turn; memory is the peak of the process so far."""
    for count in map(int, sys.argv[1:] or ("1000", "10000")):
        tellings, vectors = make(count + IN_DOCUMENT)
        known, rows = tellings[:count], vectors[:count]
        start = time.perf_counter()
        before = gather(known, rows)
        whole = time.perf_counter() - start
        start = time.perf_counter()
        after = regather(before, tellings, vectors, changed=())
        more = time.perf_counter() - start
        memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
        print(
            f"{count:>9,} tellings: {whole:8.2f} s, {whole / count * 1e3:.2f} ms each, "
            f"{len(before.groups):,} groups, {len(before.edges):,} edges; one document more: {more:.2f} s "
            f"({more / whole:.1%}), {len(after.groups):,} groups; peak {memory:,.0f} MiB",
            flush=True,
        )
    print(platform.platform(), platform.processor())


if __name__ == "__main__":
    main()
