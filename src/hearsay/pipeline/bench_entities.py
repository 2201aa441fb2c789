"""``hearsay bench entities``: read texts in which people marked the names, and score the names found."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import get_args

from msgspec.structs import asdict

from hearsay.pipeline.readers import ReaderLike
from hearsay.pipeline.scoring import Score, counted, touched
from hearsay.records import Document, EntityType, Reading, Span, Spans
from hearsay.sources.conll import passages

TYPES: tuple[EntityType, ...] = get_args(EntityType)
Name = tuple[Span, EntityType]


class EntityScores(Score):
    """How well names are found, by exact span and type, over the names of all passages pooled.

    ``types`` has the same for each type, and ``spans`` for the spans whatever their type.
    """

    passages: int
    types: dict[str, Score]
    spans: Score

    def figures(self) -> dict[str, float]:
        """The F1 of everything by name, as the gate keeps it."""
        return {
            "f1": self.f1,
            **{f"{name} f1": score.f1 for name, score in self.types.items()},
            "span f1": self.spans.f1,
        }


class EntityTally:
    """Counts right, found and gold names, passage by passage."""

    def __init__(self) -> None:
        self.passages = 0
        self._right: Counter[str] = Counter()
        self._found: Counter[str] = Counter()
        self._gold: Counter[str] = Counter()

    def add(self, tokens: Spans, found: Iterable[Name], gold: Iterable[Name]) -> None:
        """Count one passage: names as spans of characters, compared by the tokens that they touch."""
        self.passages += 1
        found_names, gold_names = _on(tokens, found), _on(tokens, gold)
        found_spans, gold_spans = ({span for span, _ in names} for names in (found_names, gold_names))
        for counts, names, spans in (
            (self._right, found_names & gold_names, found_spans & gold_spans),
            (self._found, found_names, found_spans),
            (self._gold, gold_names, gold_spans),
        ):
            counts.update(kind for _, kind in names)
            counts["span"] += len(spans)

    def scores(self) -> EntityScores:
        """The scores of all passages counted so far, pooled (micro-averaged)."""
        everything = counted(*(sum(counts[kind] for kind in TYPES) for counts in self._counts))
        return EntityScores(
            **asdict(everything),
            passages=self.passages,
            types={kind: self._score(kind) for kind in TYPES},
            spans=self._score("span"),
        )

    @property
    def _counts(self) -> tuple[Counter[str], Counter[str], Counter[str]]:
        return self._right, self._found, self._gold

    def _score(self, kind: str) -> Score:
        return counted(*(counts[kind] for counts in self._counts))


def score_names(
    path: Path, reader: ReaderLike, progress: Callable[[int], None] | None = None
) -> EntityScores:
    """The scores of a reader on a file or folder in CoNLL-2003's layout; of splits, on their ``dev``.

    The sentences are read 25 at a time, as one text. ``progress`` is called with the number of texts read
    so far.

    Raises:
        CorpusError: the corpus is not in that layout.
    """
    tally = EntityTally()
    for number, passage in enumerate(passages(path), 1):
        (reading,) = reader.read([Document(id=f"passage {number}", text=passage.text)])
        tally.add(passage.tokens, names_of(reading), passage.entities)
        if progress:
            progress(number)
    return tally.scores()


def names_of(reading: Reading) -> list[Name]:
    """The mentions that are names, with their types."""
    return [(mention.span, mention.type) for mention in reading.mentions if mention.form == "name"]


def _on(tokens: Spans, names: Iterable[Name]) -> set[Name]:
    """Names by the tokens that they touch, rather than by their characters."""
    placed = ((touched(tokens, span), kind) for span, kind in names)
    return {(span, kind) for span, kind in placed if span}
