"""Coreference as training examples: documents cut into pieces, with the head words of their mentions."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import torch
from torch import Tensor

from hearsay.model.pieces import PieceCutter, Pieces, cores, windows
from hearsay.model.words import Words, words_of
from hearsay.sources.conllu import CorefDocument, documents
from training.batches import stacked

SIZE, OVERLAP = 256, 64
LONGEST = 6
"""Windows of one document that are read together; longer ones are cut at random."""


@dataclass(frozen=True)
class CorefExample:
    """One document: its pieces and words, and for each mention the head's piece, first and last, cluster."""

    name: str
    pieces: Pieces
    words: Words
    heads: np.ndarray
    bounds: np.ndarray
    clusters: np.ndarray


@dataclass
class CorefBatch:
    """The windows of one document, with which of their pieces to take, and the mentions inside.

    ``inputs`` are (windows, SIZE); ``taken`` flat indexes of the pieces of the part, in order; ``heads``
    (mentions,) and ``bounds`` (mentions, 2) are places in the part, ``start`` where the part begins.
    """

    inputs: tuple[Tensor, ...]
    taken: Tensor
    example: CorefExample
    start: int
    end: int
    heads: np.ndarray
    bounds: np.ndarray
    clusters: np.ndarray


def coref_examples(folder: Path, cutter: PieceCutter) -> list[CorefExample]:
    """All documents of a folder in OntoGUM's layout."""
    return [_example(document, cutter) for document in documents(folder)]


def _example(document: CorefDocument, cutter: PieceCutter) -> CorefExample:
    pieces = cutter.cut(document.text)
    token_at = {start: number for number, (start, _) in enumerate(document.tokens)}
    end_at = {end: number for number, (_, end) in enumerate(document.tokens)}
    piece_at = [int(np.searchsorted(pieces.starts, start)) for start, _ in document.tokens]
    found: dict[int, tuple[int, int, int]] = {}
    clusters: dict[str, int] = {}
    wide_first = sorted(document.mentions, key=lambda mention: mention[0][0] - mention[0][1])
    for (start, end), cluster in wide_first:
        first, last = token_at[start], end_at[end]
        head = head_of(document, first, last)
        piece = piece_at[head]
        if piece in found or piece >= len(pieces):
            continue
        inside = np.flatnonzero((pieces.ends > start) & (pieces.starts < end))
        if len(inside):
            number = clusters.setdefault(cluster, len(clusters))
            found[piece] = (int(inside[0]), int(inside[-1]), number)
    order = sorted(found)
    return CorefExample(
        document.name,
        pieces,
        words_of(document.text, pieces),
        np.array(order, dtype=np.int64),
        np.array([found[p][:2] for p in order], dtype=np.int64).reshape(-1, 2),
        np.array([found[p][2] for p in order], dtype=np.int64),
    )


def head_of(document: CorefDocument, first: int, last: int) -> int:
    """The token that a mention hangs by: the one whose own head is outside; of a coordination its *and*."""
    inside = range(first, last + 1)
    head = next((i for i in inside if not first <= document.heads[i] <= last), last)
    coordinators = [i for i in inside if document.relations[i] == "cc" and document.heads[i] in inside]
    if coordinators:
        conjunct = document.heads[coordinators[0]]
        if document.relations[conjunct] == "conj" and document.heads[conjunct] == head:
            return coordinators[0]
    return head


def coref_batches(
    examples: list[CorefExample], random: np.random.Generator, *, masked: float
) -> Iterator[CorefBatch]:
    """One pass over the documents, in random order, each as a batch of its own."""
    for index in random.permutation(len(examples)):
        yield coref_batch(examples[index], random, masked=masked)


def coref_batch(
    example: CorefExample, random: np.random.Generator | None = None, *, masked: float = 0.0
) -> CorefBatch:
    """The windows of a document; with ``random``, of a random part of a long one."""
    spans = windows(len(example.pieces), SIZE, OVERLAP)
    middle = cores(spans)
    if random is not None and len(spans) > LONGEST:
        first = int(random.integers(0, len(spans) - LONGEST + 1))
        spans, middle = spans[first : first + LONGEST], middle[first : first + LONGEST]
    length = spans[0][1] - spans[0][0]
    taken = [
        row * length + np.arange(a - start, b - start)
        for row, ((start, _), (a, b)) in enumerate(zip(spans, middle, strict=True))
    ]
    begin, finish = middle[0][0], middle[-1][1]
    inside = (example.heads >= begin) & (example.heads < finish)
    return CorefBatch(
        stacked([example.pieces.cut(*span) for span in spans], random, masked),
        torch.from_numpy(np.concatenate(taken)),
        example,
        begin,
        finish,
        example.heads[inside] - begin,
        example.bounds[inside] - begin,
        example.clusters[inside],
    )
