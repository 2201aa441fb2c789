"""``hearsay bench coreference``: read documents in which people marked what means the same, and score it."""

from __future__ import annotations

import re
from collections.abc import Callable, Hashable, Iterable
from pathlib import Path

from msgspec.structs import asdict

from hearsay.pipeline.coreference_scores import CoreferenceScores, Tally
from hearsay.pipeline.readers import ReaderLike
from hearsay.pipeline.scoring import touched
from hearsay.records import Document, Reading, Span, Spans
from hearsay.sources.conllu import documents

_BEFORE_NOUN = re.compile(r"[ -][a-z]")
GROUPS = {"news": "news_and_interview", "interview": "news_and_interview"}
"""Genres that are scored together: what hearsay is for."""


class CoreferenceBench(CoreferenceScores):
    """The scores over all documents, with those of each genre."""

    genres: dict[str, CoreferenceScores]

    def figures(self) -> dict[str, float]:
        """Everything that is to be high by name, as the gate keeps it."""
        groups = {f"{name} conll_f1": scores.conll_f1 for name, scores in self.genres.items()}
        return {**super().figures(), **groups}


def score_chains(
    path: Path, reader: ReaderLike, progress: Callable[[int], None] | None = None
) -> CoreferenceBench:
    """The scores of a reader on CoNLL-U files like OntoGUM's; of a folder of splits, on its ``dev``.

    The mentions are the reader's own; entities with a single mention do not count, as the corpus has none.
    ``progress`` is called with the number of documents read so far.

    Raises:
        CorpusError: the corpus is not in that layout.
    """
    everything = Tally()
    groups: dict[str, Tally] = {}
    for document in documents(path):
        (reading,) = reader.read([Document(id=document.name, text=document.text)])
        key = chains(document.tokens, document.mentions)
        response = chains(document.tokens, mentions_of(reading, document.text))
        group = GROUPS.get(document.genre, document.genre or "unknown")
        for tally in (everything, groups.setdefault(group, Tally())):
            tally.add(key, response)
        if progress:
            progress(everything.documents)
    return CoreferenceBench(
        **asdict(everything.scores()), genres={name: groups[name].scores() for name in sorted(groups)}
    )


def mentions_of(reading: Reading, text: str) -> list[tuple[Span, int]]:
    """The mentions of a reading as the corpus would mark them, each with its entity.

    A name inside the phrase around it is one mention with it. Nationalities before a noun (*Calderian roads*)
    are names for hearsay, and no mentions in OntoNotes' scheme.
    """
    found: list[tuple[Span, int]] = []
    widest: dict[int, int] = {}
    for mention in reading.mentions:  # in text order, wider ones first
        if mention.form == "name" and mention.span[1] <= widest.get(mention.entity, 0):
            continue
        if mention.type == "other" and mention.form == "name" and _BEFORE_NOUN.match(text, mention.span[1]):
            continue
        found.append((mention.span, mention.entity))
        widest[mention.entity] = max(widest.get(mention.entity, 0), mention.span[1])
    return found


def chains(tokens: Spans, mentions: Iterable[tuple[Span, Hashable]]) -> list[set[Span]]:
    """The mentions of each thing, as ranges of the tokens that they touch, in the order of first mention."""
    found: dict[Hashable, set[Span]] = {}
    for span, thing in mentions:
        if place := touched(tokens, span):
            found.setdefault(thing, set()).add(place)
    return list(found.values())
