"""Hedges and negations as tables: the phrases that say how sure, and the ones that negate."""

from __future__ import annotations

from functools import cache
from typing import Literal, NamedTuple, cast

from hearsay.lexicon import tables
from hearsay.lexicon.text import Match, Phrases, Word, longest
from hearsay.records import Certainty

HedgeKind = Literal["modal", "evidential", "adverb", "verb", "adjective", "conditional", "raiser"]
NegationKind = Literal["not", "none", "verb", "neutral"]

_RANK: dict[Certainty, int] = {"possible": 0, "probable": 1, "certain": 2}


class Hedge(NamedTuple):
    """How sure a word or phrase makes its clause."""

    certainty: Certainty
    kind: HedgeKind


@cache
def hedges() -> tuple[tuple[str, Hedge], ...]:
    """Every hedge and raiser as a phrase, with the certainty it gives."""
    return tuple(
        (row[0], Hedge(cast(Certainty, row[1]), cast(HedgeKind, row[2]))) for row in tables.rows("hedges")
    )


@cache
def negations() -> tuple[tuple[str, NegationKind], ...]:
    """Every negating phrase, and the ones that only look like it."""
    return tuple((row[0], cast(NegationKind, row[1])) for row in tables.rows("negations"))


@cache
def hedge_phrases() -> Phrases[Hedge]:
    """The hedges, ready to be found."""
    return Phrases(hedges())


@cache
def negation_phrases() -> Phrases[NegationKind]:
    """The negations, ready to be found."""
    return Phrases(negations())


def find_hedges(sequence: list[Word]) -> list[Match[Hedge]]:
    """The hedges among the words, the longest where several overlap."""
    return longest(hedge_phrases().find(sequence))


def find_negations(sequence: list[Word]) -> list[Match[NegationKind]]:
    """The negations among the words, the longest where several overlap.

    A negating verb counts only before another verb (*failed to stop*, *avoided saying*), and *no* not as
    an answer (*No, he left*).
    """
    return [match for match in longest(negation_phrases().find(sequence)) if _applies(sequence, match)]


def _applies(sequence: list[Word], match: Match[NegationKind]) -> bool:
    after = sequence[match.stop].text if match.stop < len(sequence) else ""
    if match.value == "verb":
        return sequence[match.stop - 1].text in ("to", "of", "from") or after.endswith("ing")
    return not (sequence[match.first].text == "no" and after in (",", ".", "!"))


def least(*found: Certainty | None) -> Certainty | None:
    """The least sure of the certainties given, or None where there is none."""
    return min((level for level in found if level), key=lambda level: _RANK[level], default=None)
