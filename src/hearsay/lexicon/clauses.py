"""How sure a clause is told, and whether it is negated, with the words that show it.

No parse is made. The main clause is what simple rules leave of the first sentence: relative and
subordinate clauses are cut out, its verb is the first finite one, and what stands after the next
conjunction is another clause.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import NamedTuple

from hearsay.lexicon.cues import reporting_words
from hearsay.lexicon.hedging import Hedge, NegationKind, find_hedges, find_negations, least
from hearsay.lexicon.morphology import irregular_pasts
from hearsay.lexicon.tables import word_class
from hearsay.lexicon.text import Match, Word, is_adverb, is_filler, words
from hearsay.records import Certainty, Polarity, Span

_STOP = re.compile(r"[.!?…]+[\"”’)]*\s+(?=[\"“‘(]*[A-Z])")
_SHORT = re.compile(r"(?:\b(?:Mr|Mrs|Ms|Dr|Gen|Sen|Rep|Gov|Lt|Col|Sgt|St|No|vs|Jr|Sr|[A-Z]))\.$")
_NEAR = 4
_FAR = 7


class _Clause(NamedTuple):
    """The main clause: its words, the ones of other clauses taken out, and where its verb group lies."""

    words: list[Word]
    first: int
    stop: int
    finite: bool


@lru_cache(maxsize=20_000)
def certainty(text: str) -> tuple[Certainty, tuple[Span, ...]]:
    """How sure a clause is told, with the spans of the words that show it, in text order.

    ``certain`` without spans is the default: a plain assertion. The least sure hedge of the main clause
    decides; a raiser (*certainly*) counts only where there is no hedge.
    """
    clause = _main_clause(text)
    found = [match for match in find_hedges(clause.words) if _hedges(clause, match)]
    weak = [match for match in found if match.value.certainty != "certain"]
    level = least(*(match.value.certainty for match in weak)) or "certain"
    return level, tuple(_span(clause, match.first, match.stop) for match in weak or found)


@lru_cache(maxsize=20_000)
def polarity(text: str) -> tuple[Polarity, tuple[Span, ...]]:
    """Whether the main clause is negated, with the spans of the words that negate it.

    Two negations undo each other (*did not deny*): the polarity is positive, and both are shown.
    """
    clause = _main_clause(text)
    found = [match for match in find_negations(clause.words) if _negates(clause, match)]
    return ("negative" if len(found) % 2 else "positive"), tuple(
        _span(clause, match.first, match.stop) for match in found
    )


@lru_cache(maxsize=20_000)
def is_clause(text: str) -> bool:
    """Whether the text has a finite verb, as far as that can be told: *the bird flu* puts nothing forward."""
    return _main_clause(text).finite


def _span(clause: _Clause, first: int, stop: int) -> Span:
    return clause.words[first].start, clause.words[stop - 1].end


def _main_clause(text: str) -> _Clause:
    sequence = [word for word in words(text[: _first_sentence(text)]) if word.text not in word_class("quote")]
    kept = _without_relatives(_without_leading_clause(sequence))
    verb = _finite_verb(kept, 0)
    if verb is None:
        return _Clause(kept, 0, len(kept), False)
    stop = verb + 1
    if kept[verb].text in word_class("auxiliary"):
        while stop < len(kept) and (kept[stop].text in word_class("auxiliary") or is_adverb(kept[stop].text)):
            stop += 1
        stop = min(stop + 1, len(kept))
    return _Clause(kept, verb, stop, True)


def _first_sentence(text: str) -> int:
    for match in _STOP.finditer(text):
        if not _SHORT.search(text[: match.start() + 1]):
            return match.end()
    return len(text)


def _without_leading_clause(sequence: list[Word]) -> list[Word]:
    """The words without a subordinate clause at their head; a short one stays, as a hedge (*if true*)."""
    begin = 1 if sequence and sequence[0].text in ("that", ",") else 0
    if begin < len(sequence) and sequence[begin].text in word_class("leading"):
        comma = next((at for at, word in enumerate(sequence) if word.text == "," and at > begin), None)
        if comma is not None and comma > begin + 3:
            return sequence[comma + 1 :]
    return sequence[begin:]


def _without_relatives(sequence: list[Word]) -> list[Word]:
    """The words without relative clauses: from *who* to the next comma, or past one verb to the next."""
    kept: list[Word] = []
    at = 0
    while at < len(sequence):
        if at and _opens_relative(sequence, at):
            at = _end_of_relative(sequence, at)
            continue
        kept.append(sequence[at])
        at += 1
    return kept


def _opens_relative(sequence: list[Word], at: int) -> bool:
    word, before = sequence[at].text, sequence[at - 1].text
    if word in word_class("relative"):
        return _finite_verb(sequence, at + 1) is not None
    if word != "that" or at + 1 >= len(sequence):
        return False
    after = sequence[at + 1].text
    finite = after in word_class("auxiliary") or _is_finite(after)
    return finite and before.isalpha() and before not in reporting_words()


def _end_of_relative(sequence: list[Word], at: int) -> int:
    parenthetic = sequence[at - 1].text == ","
    if parenthetic:
        comma = next((i for i in range(at, len(sequence)) if sequence[i].text == ","), len(sequence))
        return min(comma + 1, len(sequence))
    inner = _finite_verb(sequence, at + 1)
    if inner is None:
        return len(sequence)
    past = inner + 1
    while past < len(sequence) and (
        sequence[past - 1].text in word_class("auxiliary") or is_adverb(sequence[past - 1].text)
    ):
        past += 1
    outer = _finite_verb(sequence, past)
    return len(sequence) if outer is None else outer


def _finite_verb(sequence: list[Word], start: int) -> int | None:
    return next((at for at in range(start, len(sequence)) if _is_verb_at(sequence, at, start)), None)


def _is_verb_at(sequence: list[Word], at: int, start: int) -> bool:
    word, before = sequence[at].text, sequence[at - 1].text if at else ""
    if word in word_class("auxiliary"):
        apart = word in ("be", "been", "being") or _is_possessive(sequence, at)
        return not apart and not (word == "may" and _is_month(sequence, at))
    after = sequence[at + 1].text if at + 1 < len(sequence) else ""
    if after in word_class("modal") or (at == 0 and word.endswith("ed")):
        return False  # prices could rise; alleged fraud
    if _is_finite(word) and not _before_noun(before) and before not in word_class("degree"):
        return True
    return at > start and word.isalpha() and not is_filler(word) and _subject(sequence, at)


def _subject(sequence: list[Word], at: int) -> bool:
    while at and is_adverb(sequence[at - 1].text):
        at -= 1
    return at > 0 and sequence[at - 1].text in word_class("subject")


def _is_finite(word: str) -> bool:
    return (
        word in irregular_pasts()
        or (len(word) > 4 and word.endswith("ed"))
        or (word.endswith("s") and not word.endswith(("ss", "ions", "ents")) and word in reporting_words())
    )


def _before_noun(word: str) -> bool:
    return word in word_class("before-noun")


def _is_possessive(sequence: list[Word], at: int) -> bool:
    return (
        sequence[at].text == "'s"
        and at > 0
        and sequence[at - 1].text not in word_class("subject") | {"that", "what", "here"}
    )


def _is_month(sequence: list[Word], at: int) -> bool:
    """Whether *may* is the month: after a preposition, or before a number."""
    before = sequence[at - 1].text if at else ""
    after = sequence[at + 1].text if at + 1 < len(sequence) else ""
    return before in word_class("before-month") or after[:1].isdigit() or before[:1].isdigit()


def _hedges(clause: _Clause, match: Match[Hedge]) -> bool:
    """Whether a hedge found in the words is one, and belongs to the main clause."""
    sequence, kind = clause.words, match.value.kind
    word = sequence[match.first].text
    before = sequence[match.first - 1].text if match.first else ""
    after = sequence[match.stop].text if match.stop < len(sequence) else ""
    if (
        (word == "may" and _is_month(sequence, match.first))
        or (word == "could" and (after == "not" or _is_question(sequence, match.first)))
        or (word == "would" and not _is_participle(after, clause.words[match.stop - 1].text))
        or (
            word == "likely"
            and not (after in ("to", "that") or not before or before in word_class("before-likely"))
        )
    ):
        return False
    if not clause.finite:
        return kind != "adjective" or match.first <= 1
    if kind == "adjective":
        return clause.first < match.first <= clause.stop + 1 and not _before_noun(before)
    reach = clause.stop + (_FAR if kind in ("adverb", "evidential") else 0)
    return match.first < reach and not _another_clause(sequence, clause.stop, match.first)


def _is_participle(after: str, last: str) -> bool:
    return last == "been" or after in irregular_pasts() or after.endswith("ed") or is_adverb(after)


def _is_question(sequence: list[Word], at: int) -> bool:
    return sequence[-1].text == "?" and at == 0


def _negates(clause: _Clause, match: Match[NegationKind]) -> bool:
    sequence = clause.words
    if match.value == "neutral":
        return False
    before = sequence[match.first - 1].text if match.first else ""
    if before in (",", "but", "and", "or") and match.value == "not" and match.first != clause.first + 1:
        return False  # religion, not money
    if not clause.finite:
        return match.first <= 3 and not _before_noun(before)
    if match.value == "verb":
        return match.first <= clause.stop and match.first >= clause.first
    if match.first > clause.stop + _NEAR - 1:
        return False
    if sequence[match.first].text == "without":
        return False
    if match.value == "none" and match.first < clause.first:
        return match.first <= 2
    return not _another_clause(sequence, clause.stop, match.first)


def _another_clause(sequence: list[Word], start: int, stop: int) -> bool:
    """Whether a conjunction or a relative stands between two places, so that they are in two clauses."""
    return any(word.text in word_class("boundary") for word in sequence[start:stop])
