"""Names as training examples: tagged sentences set as running text, cut into pieces with a label each."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import torch
from torch import Tensor

from hearsay.model.labels import name_label
from hearsay.model.pieces import PieceCutter, Pieces
from hearsay.records import EntityType, Span
from hearsay.sources.conll import TaggedSentence, detokenize, entity_ranges, entity_type, sentences
from training.batches import SIZE, grouped, stacked

IGNORED = -100
COPIES = {"conll2003": 1, "crossner-politics": 10}
"""How often a corpus is gone through in one pass: the small one of politics more often."""
SWAPPED = 0.4
"""In the small corpus, the share of names that trade places with another of their finer type."""


@dataclass
class NameBatch:
    """Windows with the label of each piece's word, IGNORED for pieces inside words and padding."""

    inputs: tuple[Tensor, ...]
    names: Tensor


def name_corpora(data: Path) -> dict[str, list[TaggedSentence]]:
    """The training sentences of each corpus."""
    return {name: list(sentences(data / name / "train.txt")) for name in COPIES}


def name_batches(
    corpora: dict[str, list[TaggedSentence]],
    cutter: PieceCutter,
    random: np.random.Generator,
    *,
    masked: float,
    pieces: int = 2048,
) -> Iterator[NameBatch]:
    """One pass over the corpora: neighbouring sentences together in windows, set in various ways."""
    windows: list[tuple[Pieces, np.ndarray]] = []
    for name, some in corpora.items():
        small = COPIES[name] > 1
        for _ in range(COPIES[name]):
            told = _swapped(some, random) if small else some
            windows += _windows(told, cutter, random, shuffled=small)
    for group in grouped([len(cut) for cut, _ in windows], random, pieces):
        yield _batch([windows[i] for i in group], random, masked)


def _swapped(some: list[TaggedSentence], random: np.random.Generator) -> list[TaggedSentence]:
    """The sentences with some of their names replaced by others of the same type in the corpus."""
    names: dict[str, list[tuple[str, ...]]] = {}
    for sentence in some:
        for first, last, kind in entity_ranges(sentence.tags):
            names.setdefault(kind, []).append(sentence.tokens[first:last])
    found = []
    for sentence in some:
        tokens: list[str] = []
        tags: list[str] = []
        at = 0
        for first, last, kind in entity_ranges(sentence.tags):
            name = sentence.tokens[first:last]
            if random.random() < SWAPPED:
                name = names[kind][random.integers(len(names[kind]))]
            tokens += [*sentence.tokens[at:first], *name]
            tags += [*sentence.tags[at:first], f"B-{kind}", *[f"I-{kind}"] * (len(name) - 1)]
            at = last
        found.append(
            TaggedSentence(tokens=(*tokens, *sentence.tokens[at:]), tags=(*tags, *sentence.tags[at:]))
        )
    return found


def _windows(
    some: list[TaggedSentence], cutter: PieceCutter, random: np.random.Generator, *, shuffled: bool
) -> Iterator[tuple[Pieces, np.ndarray]]:
    """Runs of sentences that fill a window; a run may also be short, as texts are."""
    order = random.permutation(len(some)) if shuffled else np.arange(len(some))
    at = 0
    while at < len(order):
        most = int(random.integers(20, 190))
        taken: list[TaggedSentence] = []
        count = 0
        while at < len(order) and (not taken or count + len(some[order[at]].tokens) <= most):
            taken.append(some[order[at]])
            count += len(taken[-1].tokens)
            at += 1
        yield _labelled(taken, cutter, random)


def _labelled(
    some: list[TaggedSentence], cutter: PieceCutter, random: np.random.Generator
) -> tuple[Pieces, np.ndarray]:
    natural = bool(random.random() < 0.75)
    between = str(random.choice(["\n", " ", "\n\n"]))
    text = ""
    found: list[tuple[Span, EntityType]] = []
    for sentence in some:
        text += between if text else ""
        written, tokens = (detokenize if natural else _spaced)(sentence.tokens)
        found += [
            ((tokens[first][0] + len(text), tokens[last - 1][1] + len(text)), entity_type(kind))
            for first, last, kind in entity_ranges(sentence.tags)
        ]
        text += written
    pieces = cutter.cut(text)
    labels = np.zeros(len(pieces), dtype=np.int64)
    for (start, end), kind in found:
        inside = np.flatnonzero((pieces.ends > start) & (pieces.starts < end) & (pieces.inner == 0))
        for i, piece in enumerate(inside):
            last = i == len(inside) - 1
            labels[piece] = name_label(kind, ("U" if last else "B") if i == 0 else ("L" if last else "I"))
    labels[pieces.inner == 1] = IGNORED
    return pieces.cut(0, SIZE), labels[:SIZE]


def _spaced(words: Sequence[str]) -> tuple[str, list[Span]]:
    """The words with a space after each: some texts come so."""
    ends = np.cumsum([len(word) + 1 for word in words]) - 1
    return " ".join(words), [(int(end) - len(word), int(end)) for word, end in zip(words, ends, strict=True)]


def _batch(some: list[tuple[Pieces, np.ndarray]], random: np.random.Generator, masked: float) -> NameBatch:
    inputs = stacked([pieces for pieces, _ in some], random, masked)
    names = np.full(tuple(inputs[0].shape), IGNORED, dtype=np.int64)
    for row, (pieces, labels) in enumerate(some):
        names[row, : len(pieces)] = labels
    return NameBatch(inputs, torch.from_numpy(names))
