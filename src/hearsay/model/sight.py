"""Looking at texts: pieces, windows, one pass of the encoder, then statements, names and mentions."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple, Protocol

import numpy as np
from numpy.typing import NDArray

from hearsay.model.decode import Decoded, Floats, Ints, candidates, decode, settle, window_of
from hearsay.model.labels import LEFT, NAME_LABELS, RIGHT
from hearsay.model.links import Linker, mentions, names, types_of
from hearsay.model.pieces import PieceCutter, Pieces, cores, windows
from hearsay.model.words import words_of
from hearsay.records import Attribution, SeenMention, SeenName, Sight, Span, Spans

#: Windows of 256 pieces keep the attention short; half of the overlap is context on either side.
SIZE, OVERLAP = 256, 64
#: Pieces that pass through the encoder at once, and statements through the statement reader: what keeps
#: two cores busy without taking much memory.
PIECES, STATEMENTS = 2048, 32
#: Pieces before and after an anchor: what most statements lie in, and all that the network was trained for.
NEAR, FAR = (48, 80), (LEFT, RIGHT)


class Network(Linker, Protocol):
    """The forward passes; arrays in, arrays out."""

    def encode(self, features: NDArray[np.int64], mask: NDArray[np.bool_]) -> tuple[Floats, Floats]:
        """Features (4, windows, length) and mask to views (windows, length, width) and scores (…, 2 + 17).

        The scores are those of being an anchor, of being a mention's head, and of each name label.
        """
        ...

    def label(self, views: Floats, mask: NDArray[np.bool_], first: int) -> Floats:
        """Views around anchors (statements, length, width) to label scores (statements, length, labels).

        The views begin ``first`` pieces into the whole reach of a statement.
        """
        ...


class _Encoded(NamedTuple):
    """What the encoder says of one text: views (pieces, width) and scores (pieces, 2 + 17)."""

    views: Floats
    scores: Floats

    @property
    def anchor(self) -> Floats:
        """How probable it is that a cue begins at each piece."""
        return _sigmoid(self.scores[:, 0])

    @property
    def head(self) -> Floats:
        """How probable it is that each piece begins the head word of a mention."""
        return _sigmoid(self.scores[:, 1])

    @property
    def names(self) -> Floats:
        """The scores of the name labels."""
        return self.scores[:, 2:]


class TextModel:
    """A Model (see :class:`hearsay.records.Model`) made of a vocabulary, a network and a threshold."""

    def __init__(self, cutter: PieceCutter, network: Network, threshold: float, version: str) -> None:
        self._cutter = cutter
        self._network = network
        self._threshold = threshold
        self._version = version

    @property
    def version(self) -> str:
        """A short digest that changes whenever the weights do."""
        return self._version

    def see(self, texts: Sequence[str]) -> list[Sight]:
        """All that is to be seen in each text.

        Texts given together share a pass; as the weights are quantized by the range of a whole pass, the
        same list of texts always gives the same result, but another list may round differently.
        """
        pieces = [self._cutter.cut(text) for text in texts]
        return [
            self._sight(text, cut, encoded)
            for text, cut, encoded in zip(texts, pieces, self._encode(pieces), strict=True)
        ]

    def attributions(self, texts: Sequence[str]) -> list[tuple[Attribution, ...]]:
        """The attributions of each text alone, at less cost."""
        pieces = [self._cutter.cut(text) for text in texts]
        return [
            self._attributions(cut, encoded)
            for cut, encoded in zip(pieces, self._encode(pieces), strict=True)
        ]

    def encode_only(self, texts: Sequence[str]) -> int:
        """Run the encoder over the texts and forget what it says: pieces passed, for speed measurements."""
        pieces = [self._cutter.cut(text) for text in texts]
        self._encode(pieces)
        return sum(len(cut) for cut in pieces)

    def _sight(self, text: str, pieces: Pieces, encoded: _Encoded) -> Sight:
        types = types_of(encoded.names)
        found = mentions(self._network, pieces, words_of(text, pieces), encoded.views, encoded.head, types)
        return Sight(
            attributions=self._attributions(pieces, encoded),
            names=tuple(
                SeenName(span=_span(pieces, n.first, n.last), type=n.type, score=round(n.score, 4))
                for n in names(pieces, encoded.names)
            ),
            mentions=tuple(
                SeenMention(
                    span=_span(pieces, m.first, m.last),
                    head=_characters(pieces, [(m.head, m.head + 1)])[0],
                    score=round(m.score, 4),
                    antecedents=tuple((index, round(chance, 4)) for index, chance in m.antecedents),
                )
                for m in found
            ),
        )

    def _attributions(self, pieces: Pieces, encoded: _Encoded) -> tuple[Attribution, ...]:
        return tuple(_attribution(pieces, s) for s in self._statements(pieces, encoded.views, encoded.anchor))

    def _encode(self, texts: list[Pieces]) -> list[_Encoded]:
        """Views and scores of every piece of each text, put together from its windows."""
        jobs = [
            (number, window, core)
            for number, pieces in enumerate(texts)
            for window, core in _windows(len(pieces))
        ]
        jobs.sort(key=lambda job: (job[1][0] - job[1][1], job[0], job[1]))
        views: list[Floats] = [np.zeros((0, 0), dtype=np.float32)] * len(texts)
        scores = [np.zeros((0, 2 + len(NAME_LABELS)), dtype=np.float32)] * len(texts)
        while jobs:
            length = jobs[0][1][1] - jobs[0][1][0]
            now, jobs = jobs[: max(1, PIECES // length)], jobs[max(1, PIECES // length) :]
            features = np.zeros((4, len(now), length), dtype=np.int64)
            mask = np.zeros((len(now), length), dtype=bool)
            for row, (number, (start, end), _) in enumerate(now):
                part = texts[number].cut(start, end)
                features[:, row, : end - start] = part.ids, part.shapes, part.gaps, part.quotes
                mask[row, : end - start] = True
            seen, said = self._network.encode(features, mask)
            for row, (number, (start, _), (first, last)) in enumerate(now):
                if not len(views[number]):
                    views[number] = np.zeros((len(texts[number]), seen.shape[2]), dtype=np.float32)
                    scores[number] = np.zeros((len(texts[number]), said.shape[2]), dtype=np.float32)
                views[number][first:last] = seen[row, first - start : last - start]
                scores[number][first:last] = said[row, first - start : last - start]
        return [_Encoded(view, score) for view, score in zip(views, scores, strict=True)]

    def _statements(self, pieces: Pieces, views: Floats, anchor: Floats) -> list[Decoded]:
        anchor = np.where(pieces.inner, np.float32(0), anchor)  # a cue begins where a word does
        places = candidates(anchor, self._threshold)
        found: list[Decoded] = []
        for first in range(0, len(places), STATEMENTS):
            some = places[first : first + STATEMENTS]
            found += self._decoded(views, anchor, some)
        return settle(found, anchor)

    def _decoded(self, views: Floats, anchor: Floats, places: Ints) -> list[Decoded]:
        """Read closely around each anchor; where a statement may go on beyond, again with the whole reach."""
        near = self._within(views, anchor, places, NEAR)
        far = np.array([s.anchor for s in near if s.open], dtype=np.int64)
        if not len(far):
            return near
        again = {s.anchor: s for s in self._within(views, anchor, far, FAR)}
        return [again.get(s.anchor, s) for s in near if not s.open or s.anchor in again]

    def _within(self, views: Floats, anchor: Floats, places: Ints, reach: tuple[int, int]) -> list[Decoded]:
        around, inside = window_of(views, places, reach)
        scores = self._network.label(around, inside, LEFT - reach[0])
        return decode(places, anchor, scores, inside, reach[0])


def _sigmoid(scores: Floats) -> Floats:
    return np.asarray(1 / (1 + np.exp(-scores)), dtype=np.float32)


def _windows(length: int) -> list[tuple[tuple[int, int], tuple[int, int]]]:
    spans = windows(length, SIZE, OVERLAP)
    return list(zip(spans, cores(spans), strict=True))


def _attribution(pieces: Pieces, statement: Decoded) -> Attribution:
    """The statement in characters of the text."""
    source, cue, content = (
        _characters(pieces, spans) for spans in (statement.source, statement.cue, statement.content)
    )
    return Attribution(source=source, cue=cue, content=content, score=round(statement.score, 4))


def _span(pieces: Pieces, first: int, last: int) -> Span:
    """Whole words in characters."""
    return int(pieces.starts[first]), int(pieces.ends[last - 1])


def _characters(pieces: Pieces, spans: list[tuple[int, int]]) -> Spans:
    """Spans of pieces as characters, widened to whole words."""
    found: list[tuple[int, int]] = []
    for first, last in spans:
        while first and pieces.inner[first]:
            first -= 1
        while last < len(pieces) and pieces.inner[last]:
            last += 1
        start, end = int(pieces.starts[first]), int(pieces.ends[last - 1])
        if found and start < found[-1][1]:
            start = found.pop()[0]
        found.append((start, end))
    return tuple(found)
