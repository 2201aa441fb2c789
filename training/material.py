"""What each stage of training learns from."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from hearsay.model.pieces import PieceCutter
from hearsay.sources.conll import TaggedSentence
from training.batches import batches
from training.coreference import CorefExample, coref_batches
from training.corpus import Example
from training.losses import AnyBatch
from training.names import name_batches


@dataclass(frozen=True)
class Attributions:
    """The first stage: PolNeAR alone."""

    examples: list[Example]
    masked: float
    pieces: int

    def one_pass(self, random: np.random.Generator) -> Iterator[AnyBatch]:
        """Every article once."""
        return iter(batches(self.examples, random, masked=self.masked, pieces=self.pieces))


@dataclass(frozen=True)
class Everything:
    """The second stage: half of the attributions, all names, each coreference document twice, mixed."""

    attributions: Attributions
    names: dict[str, list[TaggedSentence]]
    documents: list[CorefExample]
    cutter: PieceCutter

    def one_pass(self, random: np.random.Generator) -> Iterator[AnyBatch]:
        """All of it once, in random order."""
        masked, pieces = self.attributions.masked, self.attributions.pieces
        mixed: list[AnyBatch] = list(self.attributions.one_pass(random))
        mixed = [mixed[i] for i in random.permutation(len(mixed))[: len(mixed) // 2]]
        mixed += name_batches(self.names, self.cutter, random, masked=masked, pieces=pieces)
        for _ in range(2):
            mixed += coref_batches(self.documents, random, masked=masked)
        for i in random.permutation(len(mixed)):
            yield mixed[i]
