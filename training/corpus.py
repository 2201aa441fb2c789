"""PolNeAR, and what people judged, as training examples: word pieces with the roles that each attribution
gives them."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, replace
from pathlib import Path

import msgspec
import numpy as np
from numpy.typing import NDArray

from hearsay.model.pieces import PieceCutter, Pieces
from hearsay.records import Attribution, Span, Spans
from hearsay.sources.polnear import AnnotatedArticle, articles

ANNOTATORS = ("4b22", "4e07", "5fec", "6b86", "d473", "ef2d")
"""The annotators of PolNeAR by their ids; 0 stands for nobody in particular."""


@dataclass(frozen=True)
class Marked:
    """One attribution in piece indexes: the anchor (first piece of its cue) and the pieces of each role."""

    anchor: int
    roles: tuple[NDArray[np.int64], NDArray[np.int64], NDArray[np.int64]]


@dataclass(frozen=True)
class Example:
    """One article cut into pieces, with one list of marked attributions for each annotator.

    ``known`` tells of which pieces it is known what is marked there; None: of all.
    """

    name: str
    text: str
    pieces: Pieces
    annotations: tuple[tuple[int, tuple[Marked, ...]], ...]
    known: NDArray[np.bool_] | None = None


def examples(folder: Path, cutter: PieceCutter) -> list[Example]:
    """All articles of a split."""
    return [_example(article, cutter) for article in articles(folder)]


def judged_examples(folder: Path, cutter: PieceCutter) -> list[Example]:
    """The articles of ``hearsay judgements export --training``, of which only what people judged is known:
    the sentences of statements that are right, were put right or are none, without others not judged."""
    sentences: defaultdict[str, list[Span]] = defaultdict(list)
    unjudged: defaultdict[str, list[Span]] = defaultdict(list)
    for line in (folder / "judgements.jsonl").read_bytes().splitlines():
        lesson = msgspec.json.decode(line)
        if lesson["about"] == "statement" and lesson["placed"] and lesson["verdict"] != "unsure":
            article = lesson["left"]["article"]
            sentences[article].append(tuple(lesson["left"]["within"]))
            unjudged[article] += map(tuple, lesson["unjudged"])
    found = []
    judged = any((folder / "attributions").glob("*.ann"))
    for example in examples(folder, cutter) if judged else ():
        known = np.zeros(len(example.pieces), dtype=bool)
        known[_covered(example.pieces, tuple(sentences[example.name]))] = True
        known[_covered(example.pieces, tuple(unjudged[example.name]))] = False
        for _, marks in example.annotations:
            for mark in marks:
                known[np.concatenate(mark.roles)] = True
        if known.any():
            found.append(replace(example, known=known))
    return found


def _example(article: AnnotatedArticle, cutter: PieceCutter) -> Example:
    pieces = cutter.cut(article.text)
    annotations = []
    for annotator, attributions in article.annotations:
        number = ANNOTATORS.index(annotator) + 1 if annotator in ANNOTATORS else 0
        marked = [_mark(pieces, attribution) for attribution in attributions]
        annotations.append((number, tuple(m for m in marked if m is not None)))
    return Example(article.name, article.text, pieces, tuple(annotations))


def _mark(pieces: Pieces, attribution: Attribution) -> Marked | None:
    source, cue, content = (
        _covered(pieces, spans) for spans in (attribution.source, attribution.cue, attribution.content)
    )
    return Marked(int(cue[0]), (source, cue, content)) if len(cue) and len(content) else None


def _covered(pieces: Pieces, spans: Spans) -> NDArray[np.int64]:
    """The pieces that touch any of the spans."""
    hit = np.zeros(len(pieces), dtype=bool)
    for start, end in spans:
        first = np.searchsorted(pieces.ends, start, side="right")
        last = np.searchsorted(pieces.starts, end, side="left")
        hit[first:last] = True
    return np.flatnonzero(hit)
