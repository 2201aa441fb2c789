"""The invented story of ``examples/`` for tests: its documents, and a model that sees what its truth says."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache
from pathlib import Path
from typing import Any

import msgspec

from hearsay.reading.draft import Passage
from hearsay.records import Attribution, Document, EntityType, SeenName, Sight, Span, Spans
from hearsay.sources import gather

EXAMPLES = Path(__file__).parents[1] / "examples"


def documents() -> dict[str, Document]:
    """The articles by their file names, as they are read."""
    found = gather([str(EXAMPLES / "articles")], metadata=str(EXAMPLES / "metadata.csv"))
    read = [item for item in found if isinstance(item, Document)]
    return {Path(document.path or "").name: document for document in read}


def truth() -> dict[str, dict[str, Any]]:
    """What is true of each article, by file name."""
    whole = msgspec.json.decode((EXAMPLES / "truth.json").read_bytes())
    return {Path(article["file"]).name: article for article in whole["articles"]}


def spans(text: str, article: dict[str, Any], given: list[list[int]]) -> Spans:
    """Spans of the truth, counted in paragraphs, as spans of the text."""
    paragraphs = article["paragraphs"]
    return tuple((text.index(paragraphs[p]) + a, text.index(paragraphs[p]) + b) for p, a, b in given)


def attribution(text: str, article: dict[str, Any], statement: dict[str, Any]) -> Attribution:
    """A statement of the truth as an attribution of the text."""
    given = statement["spans"]
    source, cue, content = (spans(text, article, given[role]) for role in ("source", "cue", "content"))
    return Attribution(source=source, cue=cue, content=content, score=1.0)


def outermost(article: dict[str, Any]) -> list[dict[str, Any]]:
    """The statements of the truth that the scoring counts."""
    return [s for s in article["statements"] if s["within"] is None and s["form"] != "narration"]


class Seer:
    """A model that sees in one article, and in the contents of its statements, what the truth says."""

    version = "truth"

    def __init__(self, document: Document, article: dict[str, Any]) -> None:
        text = document.text
        self._known = {text: [attribution(text, article, s) for s in outermost(article)]}
        for number, outer in enumerate(article["statements"]):
            inner = [s for s in article["statements"] if s["within"] == number]
            if inner:
                content = spans(text, article, outer["spans"]["content"])
                passage = Passage.of(text, content, 0)
                self._known[passage.text] = [_inside(passage, attribution(text, article, s)) for s in inner]

    def see(self, texts: Sequence[str]) -> list[Sight]:
        return [
            Sight(attributions=seen, names=names(text))
            for text, seen in zip(texts, self.attributions(texts), strict=True)
        ]

    def attributions(self, texts: Sequence[str]) -> list[tuple[Attribution, ...]]:
        return [tuple(self._known.get(text, ())) for text in texts]


def actors() -> list[dict[str, Any]]:
    """The story's people, bodies and places, with all their names."""
    found: list[dict[str, Any]] = msgspec.json.decode((EXAMPLES / "truth.json").read_bytes())["actors"]
    return found


@cache
def _called() -> tuple[tuple[str, EntityType], ...]:
    """All names of the story's actors with their types, longer ones first."""
    found = {name: actor["type"] for actor in actors() for name in actor["names"] if name[0].isupper()}
    return tuple(sorted(found.items(), key=lambda pair: (-len(pair[0]), pair[0])))


def names(text: str) -> tuple[SeenName, ...]:
    """The names of the story's actors in a text, each as long as it can be."""
    taken: list[SeenName] = []
    for name, kind in _called():
        for found in re.finditer(rf"\b{re.escape(name)}\b", text):
            if not any(seen.span[0] < found.end() and found.start() < seen.span[1] for seen in taken):
                taken.append(SeenName(span=found.span(), type=kind, score=1.0))
    return tuple(sorted(taken, key=lambda seen: seen.span))


def _inside(passage: Passage, seen: Attribution) -> Attribution:
    """An attribution of the document in the offsets of a passage."""
    source, cue, content = (
        tuple(_moved(passage, span) for span in part) for part in (seen.source, seen.cue, seen.content)
    )
    return Attribution(source=source, cue=cue, content=content, score=1.0)


def _moved(passage: Passage, span: Span) -> Span:
    at = 0
    for start, end in passage.parts:
        if start <= span[0] and span[1] <= end:
            return at + span[0] - start, at + span[1] - start
        at += end - start + 1
    raise AssertionError(f"{span} lies in no part of {passage.parts}")
