"""How well attributions are found, by the scoring of docs/scoring.md. Pure: two lists in, counts out."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence

from hearsay.pipeline.scoring import Score, counted
from hearsay.records import ROLES, Attribution, Record, Spans

_TOKEN = re.compile(r"\w+|[^\w\s]")
Tokens = frozenset[int]


class AttributionScores(Record):
    """The scores of a folder: per role by token and by exact span, linked pairs, whole statements."""

    articles: int
    tokens: dict[str, Score]
    spans: dict[str, Score]
    linked: Score
    statements: Score

    def figures(self) -> dict[str, float]:
        """The F1 of everything by name, as the manifest of the weights and the gate keep it."""
        return {
            **{f"{role} token F1": score.f1 for role, score in self.tokens.items()},
            **{f"{role} exact-span F1": score.f1 for role, score in self.spans.items()},
            "linked pairs F1": self.linked.f1,
            "whole statements F1": self.statements.f1,
        }


class Tally:
    """Counts right, found and gold items of every kind, article by article.

    A span is its set of tokens (matches of ``\\w+|[^\\w\\s]`` that it touches). Within an article the tokens
    of a role, its spans, the linked (source token, content token) pairs and the whole statements are sets:
    what two statements share counts once.
    """

    def __init__(self) -> None:
        self.articles = 0
        self._right: Counter[str] = Counter()
        self._found: Counter[str] = Counter()
        self._gold: Counter[str] = Counter()

    def add(self, text: str, found: Iterable[Attribution], gold: Iterable[Attribution]) -> None:
        """Count one article."""
        self.articles += 1
        bounds = [match.span() for match in _TOKEN.finditer(text)]
        items_found = _items([_tokens(bounds, a) for a in found])
        items_gold = _items([_tokens(bounds, a) for a in gold])
        for kind in items_found:
            self._right[kind] += len(items_found[kind] & items_gold[kind])
            self._found[kind] += len(items_found[kind])
            self._gold[kind] += len(items_gold[kind])

    def scores(self) -> AttributionScores:
        """The scores of all articles counted so far, pooled (micro-averaged)."""
        return AttributionScores(
            articles=self.articles,
            tokens={role: self._score(f"token {role}") for role in ROLES},
            spans={role: self._score(f"span {role}") for role in ROLES},
            linked=self._score("linked"),
            statements=self._score("statement"),
        )

    def _score(self, kind: str) -> Score:
        return counted(self._right[kind], self._found[kind], self._gold[kind])


def _tokens(bounds: Sequence[tuple[int, int]], attribution: Attribution) -> dict[str, Tokens]:
    return {
        "source": _touched(bounds, attribution.source),
        "cue": _touched(bounds, attribution.cue),
        "content": _touched(bounds, attribution.content),
    }


def _touched(bounds: Sequence[tuple[int, int]], spans: Spans) -> Tokens:
    return frozenset(
        i for i, (a, b) in enumerate(bounds) if any(a < end and start < b for start, end in spans)
    )


def _items(statements: list[dict[str, Tokens]]) -> dict[str, set[object]]:
    items: dict[str, set[object]] = {}
    for role in ROLES:
        items[f"token {role}"] = {token for statement in statements for token in statement[role]}
        items[f"span {role}"] = {statement[role] for statement in statements if statement[role]}
    items["linked"] = {
        (source, content)
        for statement in statements
        for source in statement["source"]
        for content in statement["content"]
    }
    items["statement"] = {tuple(statement[role] for role in ROLES) for statement in statements}
    return items
