"""Examples cut into windows and put together into batches of tensors."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
import torch
from torch import Tensor

from hearsay.model.labels import LEFT, REACH, label
from hearsay.model.pieces import Pieces, windows
from training.corpus import Example, Marked

SIZE, OVERLAP = 256, 32
CLS, SEP, MASK = 101, 102, 103


@dataclass
class Batch:
    """Windows of about the same length, with what is to be learned from them.

    ``inputs`` are ids, shapes, gaps, quotes and mask, each (batch, length); ``anchors`` and ``tags`` are the
    targets of the encoder, -1 where nothing is to be learned. Each statement has its window, the place of
    its anchor and its labels (statements, REACH), -100 outside the window.
    """

    inputs: tuple[Tensor, ...]
    annotators: Tensor
    anchors: Tensor
    tags: Tensor
    window: Tensor
    place: Tensor
    labels: Tensor


def batches(
    examples: list[Example], random: np.random.Generator, *, masked: float, pieces: int = 2048
) -> Iterator[Batch]:
    """One pass over the examples in random order, windows of similar length together.

    Each article takes part with the marks of one of its annotators; windows begin at a random offset, and
    a share ``masked`` of the pieces is hidden.
    """
    cut = []
    for index in random.permutation(len(examples)):
        example = examples[index]
        annotator, marks = example.annotations[random.integers(len(example.annotations))]
        for start, end in _shifted(len(example.pieces), random):
            if example.known is None or example.known[start:end].any():
                cut.append((example, annotator, marks, start, end))
    for group in grouped([end - start for *_, start, end in cut], random, pieces):
        yield _batch([cut[i] for i in group], random, masked)


def grouped(lengths: Sequence[int], random: np.random.Generator, pieces: int) -> Iterator[list[int]]:
    """Indexes of windows in groups of at most so many pieces, like lengths together, in random order."""
    groups: list[list[int]] = [[]]
    for i in sorted(range(len(lengths)), key=lambda i: (lengths[i], random.random())):
        if groups[-1] and (len(groups[-1]) + 1) * lengths[i] > pieces:
            groups.append([])
        groups[-1].append(i)
    for g in random.permutation(len(groups)):
        if groups[g]:
            yield groups[g]


def stacked(parts: Sequence[Pieces], random: np.random.Generator | None, masked: float) -> tuple[Tensor, ...]:
    """Windows as ids, shapes, gaps, quotes and mask, each (windows, length); a share ``masked`` is hidden."""
    arrays = np.zeros((5, len(parts), max(map(len, parts))), dtype=np.int64)
    for row, part in enumerate(parts):
        here = slice(0, len(part))
        for k, values in enumerate((part.ids, part.shapes, part.gaps, part.quotes)):
            arrays[k, row, here] = values
        arrays[4, row, here] = 1
        if masked and random is not None:
            arrays[0, row, here][random.random(len(part)) < masked] = MASK
    return (*map(torch.from_numpy, arrays[:4]), torch.from_numpy(arrays[4] > 0))


def _shifted(length: int, random: np.random.Generator) -> list[tuple[int, int]]:
    if length <= SIZE:
        return windows(length, SIZE, OVERLAP)
    shift = int(random.integers(0, SIZE - OVERLAP))
    first = [(0, shift)] if shift > 32 else []
    rest = windows(length - shift, SIZE, OVERLAP)
    return [*first, *((a + shift, b + shift) for a, b in rest)]


def _batch(
    cut: list[tuple[Example, int, tuple[Marked, ...], int, int]], random: np.random.Generator, masked: float
) -> Batch:
    inputs = stacked([example.pieces.cut(start, end) for example, *_, start, end in cut], random, masked)
    length = inputs[0].shape[1]
    anchors = np.full((len(cut), length), -1.0, dtype=np.float32)
    tags = np.full((len(cut), length), -1, dtype=np.int64)
    window, place, labels = [], [], []
    for row, (example, _, marks, start, end) in enumerate(cut):
        here = slice(0, end - start)
        known = True if example.known is None else example.known[start:end]
        anchors[row, here] = np.where(known, 0, -1)
        tags[row, here] = np.where(known, 0, -1)
        for mark in marks:
            for role, covered in enumerate(mark.roles):
                inside = covered[(covered >= start) & (covered < end)] - start
                tags[row, inside] = 2 + 2 * role
                tags[row, inside[np.diff(inside, prepend=-2) > 1]] = 1 + 2 * role
            if start <= mark.anchor < end:
                anchors[row, mark.anchor - start] = 1
                window.append(row)
                place.append(mark.anchor - start)
                labels.append(_labels(mark, start, end))
    annotators = [annotator if random.random() < 0.5 else 0 for _, annotator, *_ in cut]
    return Batch(
        inputs,
        torch.tensor(annotators),
        torch.from_numpy(anchors),
        torch.from_numpy(tags),
        torch.tensor(window, dtype=torch.long),
        torch.tensor(place, dtype=torch.long),
        torch.from_numpy(np.stack(labels) if labels else np.zeros((0, REACH), dtype=np.int64)),
    )


def _labels(mark: Marked, start: int, end: int) -> np.ndarray:
    """The label of each piece within reach of the anchor; -100 for pieces outside the window."""
    labels = np.full(REACH, -100, dtype=np.int64)
    first = mark.anchor - LEFT
    labels[max(0, start - first) : min(REACH, end - first)] = 0
    for role, covered in enumerate(mark.roles):
        runs = np.split(covered, np.flatnonzero(np.diff(covered) > 1) + 1)
        for run in runs:
            for i, piece in enumerate(run):
                at = int(piece) - first
                if 0 <= at < REACH and labels[at] != -100:
                    last = i == len(run) - 1
                    part = ("U" if last else "B") if i == 0 else ("L" if last else "I")
                    labels[at] = label(role, part)
    return labels


def around(views: Tensor, mask: Tensor, window: Tensor, place: Tensor) -> tuple[Tensor, Tensor]:
    """The views within reach of each anchor, (statements, REACH, width), and where there are pieces."""
    padded = torch.nn.functional.pad(views, (0, 0, LEFT, REACH - LEFT))
    where = place[:, None] + torch.arange(REACH)[None, :]
    filled = torch.nn.functional.pad(mask, (LEFT, REACH - LEFT))
    return padded[window[:, None], where], filled[window[:, None], where]
