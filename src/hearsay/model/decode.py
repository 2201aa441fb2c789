"""From scores to attributions: anchors are chosen, statements decoded, conflicts settled. Pure numpy."""

from __future__ import annotations

from functools import cache
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from hearsay.model.labels import LABELS, transitions

Floats = NDArray[np.float32]
Ints = NDArray[np.int64]
#: A statement with a piece this close to the edge of what was looked at may go on beyond it.
MARGIN = 3


class _Grammar(NamedTuple):
    """What a sequence of labels costs beside its scores: steps, its first label, its last. 0 is free."""

    steps: Floats
    first: Floats
    last: Floats


@cache
def _grammar(labels: tuple[str, ...]) -> _Grammar:
    first, last = (
        np.array([0.0 if name[0] in allowed else -1e4 for name in labels], dtype=np.float32)
        for allowed in ("OBU", "OLU")
    )
    return _Grammar(np.where(transitions(labels), 0.0, -1e4).astype(np.float32), first, last)


def probabilities(scores: Floats) -> Floats:
    """Softmax over the last axis."""
    shifted = np.exp(scores - scores.max(axis=-1, keepdims=True))
    return np.asarray(shifted / shifted.sum(axis=-1, keepdims=True), dtype=np.float32)


def viterbi(scores: Floats, names: tuple[str, ...] = LABELS) -> Ints:
    """The best sequence of labels that leaves no span unfinished (Viterbi, 1967).

    ``scores`` has shape (sequences, length, labels) and holds log probabilities of the labels ``names``; the
    result has shape (sequences, length). All sequences are decoded side by side.
    """
    grammar = _grammar(names)
    labels: Ints = scores.argmax(axis=-1)
    broken = ~_grammatical(labels, grammar)
    if broken.any():
        labels[broken] = _search(scores[broken], grammar)
    return labels


def _grammatical(labels: Ints, grammar: _Grammar) -> NDArray[np.bool_]:
    """Whether each sequence keeps to the grammar as it is: then it is the best without any search."""
    steps = grammar.steps[labels[:, :-1], labels[:, 1:]] == 0
    return np.asarray(
        steps.all(axis=1) & (grammar.first[labels[:, 0]] == 0) & (grammar.last[labels[:, -1]] == 0),
        dtype=bool,
    )


def _search(scores: Floats, grammar: _Grammar) -> Ints:
    count, length, size = scores.shape
    best = scores[:, 0] + grammar.first
    back = np.zeros((count, length, size), dtype=np.int8)
    for step in range(1, length):
        through = best[:, :, None] + grammar.steps
        back[:, step] = through.argmax(axis=1)
        best = through.max(axis=1) + scores[:, step]
    labels = np.zeros((count, length), dtype=np.int64)
    labels[:, -1] = (best + grammar.last).argmax(axis=1)
    for step in range(length - 1, 0, -1):
        labels[:, step - 1] = back[np.arange(count), step, labels[:, step]]
    return labels


def runs_of(labels: Ints, group: int) -> list[tuple[int, int]]:
    """The spans of one group of labels (a role, a type) in a decoded sequence, half-open."""
    spans = []
    start = None
    begin, _, last, unit = range(1 + 4 * group, 5 + 4 * group)
    for i in np.flatnonzero((labels >= begin) & (labels <= unit)).tolist():
        part = labels[i]
        if part in (begin, unit):
            start = i
        if part in (last, unit) and start is not None:
            spans.append((start, i + 1))
            start = None
    return spans


def window_of(views: Floats, anchors: Ints, reach: tuple[int, int]) -> tuple[Floats, NDArray[np.bool_]]:
    """The views around each anchor, (anchors, length, width), and where the text goes on.

    ``reach`` is how many pieces before the anchor and how many from it on.
    """
    left, right = reach
    padded = np.pad(views, ((left, right), (0, 0)))
    where = anchors[:, None] + np.arange(left + right)[None, :]
    inside = (where >= left) & (where < left + len(views))
    return padded[where], inside


class Decoded(NamedTuple):
    """One statement in pieces: its anchor, the spans of source, cue and content, and its score.

    ``open`` tells that it comes close to the edge of what was looked at and may go on beyond.
    """

    anchor: int
    source: list[tuple[int, int]]
    cue: list[tuple[int, int]]
    content: list[tuple[int, int]]
    score: float
    open: bool = False


def candidates(anchor: Floats, threshold: float) -> Ints:
    """The pieces that may be anchors: at least as probable as the threshold."""
    return np.flatnonzero(anchor >= threshold)


def decode(
    anchors: Ints, anchor: Floats, scores: Floats, inside: NDArray[np.bool_], left: int
) -> list[Decoded]:
    """Decode the statement of each anchor.

    ``anchor`` is the probability of every piece of the text to be one, ``scores`` (anchors, length, labels)
    what the statement reader says from ``left`` pieces before each, ``inside`` where the text goes on. A
    statement without a cue or a content is none.
    """
    if not len(anchors):
        return []
    chances = probabilities(scores)
    logs = np.log(chances + 1e-9)
    logs[~inside] = -1e4
    logs[~inside, 0] = 0.0
    paths = viterbi(logs)
    sure = np.take_along_axis(chances, paths[..., None], axis=-1)[..., 0]
    found = []
    edge = np.zeros(paths.shape[1], dtype=bool)
    edge[:MARGIN] = edge[-MARGIN:] = True
    for place, path, certain in zip(anchors.tolist(), paths, sure, strict=True):
        source, cue, content = (
            [(a + place - left, b + place - left) for a, b in runs_of(path, role)] for role in range(3)
        )
        marked = path > 0
        if cue and content and marked.any():
            score = float(anchor[place]) * float(np.exp(np.log(certain[marked] + 1e-9).mean()))
            found.append(Decoded(place, source, cue, content, score, bool((marked & edge).any())))
    return found


def settle(statements: list[Decoded], anchor: Floats) -> list[Decoded]:
    """Settle conflicts in favour of the more probable anchor; the result is in text order.

    A statement gives way when its cue is part of another's cue, source or content (one layer of statements
    is decoded; what is nested is found by reading contents again), or its content of another's cue.
    """
    kept: list[Decoded] = []
    for statement in sorted(statements, key=lambda s: (-float(anchor[s.anchor]), s.anchor)):
        if not any(_clash(statement, other) for other in kept):
            kept.append(statement)
    return sorted(kept, key=lambda s: s.anchor)


def _clash(one: Decoded, other: Decoded) -> bool:
    return _touch(one.cue, other.cue + other.source + other.content) or _touch(one.content, other.cue)


def _touch(some: list[tuple[int, int]], others: list[tuple[int, int]]) -> bool:
    return any(a < d and c < b for a, b in some for c, d in others)
