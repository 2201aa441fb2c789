"""Compare two names: pair their words, weigh what is left over, say why."""

from __future__ import annotations

from collections.abc import Sequence

from hearsay.linking.names.pairing import (
    INITIAL,
    SOUND,
    SPELLING,
    Pair,
    pair_joined,
    pair_short,
    pair_words,
    together,
)
from hearsay.linking.names.prepared import Prepared, Word
from hearsay.records import Reason, Record

SAME = 0.7  # from this score on, two names are taken for names of one thing
CERTAIN = 0.85  # from this score on, not by a likely slip of the pen: forms, order, habits of spelling


class NameMatch(Record):
    """How alike two names are, and why.

    ``score`` is from 0 to 1; ``same`` says whether one thing may go by both names, which is so from
    :data:`SAME` on. ``partial`` says that a name alone decides nothing here: a person goes by a single word
    (*surname only*), or one name holds the other and more. Then other evidence must speak.
    """

    score: float
    same: bool
    reasons: tuple[Reason, ...]
    partial: bool = False


def compare(left: Prepared, right: Prepared) -> NameMatch:
    """How alike two names are; the order of the two makes no difference."""
    if left.type != right.type:
        return _apart(_reason("another kind of thing", left.type, right.type, 0.0))
    if not (left.others or right.others):
        return _compare(left, right)
    matches = [_compare(a, b) for a in (left, *left.others) for b in (right, *right.others)]
    return max(matches, key=lambda match: (match.same, match.score))


def _compare(left: Prepared, right: Prepared) -> NameMatch:
    if left.same == right.same and left.line == right.line:
        partial = left.type == "person" and len(left.words) == 1
        reason = _reason("same words", left.name, right.name, 1.0)
        return NameMatch(score=1.0, same=True, reasons=(reason,), partial=partial)
    if left.type == "person":
        return _persons(left, right)
    return _things(left, right)


# -- Persons


def _persons(left: Prepared, right: Prepared) -> NameMatch:
    if left.generation != right.generation and left.generation and right.generation:
        return _apart(_reason("another generation", left.generation, right.generation, 0.0))
    if _turned(left, right):
        return _apart(_reason("child and father the other way round", left.name, right.name, 0.0))
    pairs, here, there = pair_words(left.words, right.words)
    if here and there:
        here, there = pair_joined(pairs, here, there)
    for _, what, one, other in pairs:
        if one is left.words[0] and other is right.words[0] and _gendered(what, one, other):
            return _apart(_reason("a woman's and a man's name", one.form, other.form, 0.2))
    if len(pairs) > 1:  # beside one word alone, nothing may be left out
        here = [word for word in here if not word.optional]
        there = [word for word in there if not word.optional]
    if here and there:
        here, there = pair_short(pairs, here, there)
    if here and there:
        return _conflict(pairs, here, there)
    for pair in pairs:
        if pair[1] == INITIAL and _misplaced(left.words, right.words, pair):
            return _conflict([p for p in pairs if p is not pair], [pair[2]], [pair[3]])
    full = sum(not (pair[2].initial or pair[3].initial) for pair in pairs)
    if not full:
        return _conflict(pairs, here or left.words, there or right.words)
    reasons = [_because(pair) for pair in pairs]
    score = together(pairs)
    if left.generation != right.generation:
        score -= 0.05
        reasons.append(_reason("generation on one side", left.generation, right.generation, 0.7))
    extra = here or there
    if extra:
        only = len(pairs) == 1
        words = " ".join(word.form for word in extra)
        what = "more names on one side"
        if only:
            longer = left.words if here else right.words
            paired = pairs[0][2] if here else pairs[0][3]
            what = "surname only" if paired is longer[-1] and not longer[0].optional else "one name only"
        reasons.append(_reason(what, words if here else "", words if there else "", 0.5 if only else 0.8))
        if only:
            return NameMatch(
                score=round(min(score, 0.5), 3), same=False, reasons=tuple(reasons), partial=True
            )
        score -= min(0.03 * len(extra), 0.12)
    score = round(max(score, 0.0), 3)
    return NameMatch(
        score=score,
        same=score >= SAME,
        reasons=tuple(reasons),
        partial=len(left.words) == 1 or len(right.words) == 1,
    )


def _misplaced(left: Sequence[Word], right: Sequence[Word], pair: Pair) -> bool:
    """Whether a first initial would have to stand for a last name: *K. Ahmed* is not Ahmed Karimov."""
    _, _, one, other = pair
    if one.initial:
        return one is left[0] and other is right[-1] and len(left) > 1
    return other is right[0] and one is left[-1] and len(right) > 1


def _turned(left: Prepared, right: Prepared) -> bool:
    if left.line is None or right.line is None or left.line == right.line:
        return False
    return left.line == right.line[::-1]


def _gendered(what: str, left: Word, right: Word) -> bool:
    """Whether two given names differ in the ending that makes one a woman's: *Mario* and *Maria*."""
    if what not in (SPELLING, SOUND) or not (left.symbols and right.symbols):
        return False
    short, long = sorted((left.text, right.text), key=lambda text: (len(text), text))
    if len(short) == len(long):
        return short[:-1] == long[:-1] and {short[-1], long[-1]} == {"o", "a"}
    return long in (short + "a", short + "e", short + short[-1] + "e")


# -- Organizations, places and other things


def _things(left: Prepared, right: Prepared) -> NameMatch:
    if left.territory and right.territory:
        same = left.territory == right.territory
        reason = _reason(
            "same territory" if same else "another territory", left.name, right.name, 0.97 if same else 0.0
        )
        return NameMatch(score=0.97, same=True, reasons=(reason,)) if same else _apart(reason)
    if left.numbers != right.numbers:
        return _apart(
            _reason("other numbers", " ".join(sorted(left.numbers)), " ".join(sorted(right.numbers)), 0.0),
            score=0.3,
        )
    shared = left.acronyms & right.acronyms
    if shared and (len(left.words) == 1 or len(right.words) == 1):
        reason = _reason("acronym", left.name, right.name, 0.8)
        return NameMatch(score=0.8, same=True, reasons=(reason,))
    pairs, here, there = pair_words(left.words, right.words, things=True)
    if here and there:
        here, there = pair_joined(pairs, here, there)
    if here or there:
        here, there = pair_short(pairs, here, there)
    dropped = sum(word.optional for word in here) + sum(word.optional for word in there)
    here = [word for word in here if not word.optional]
    there = [word for word in there if not word.optional]
    telling = [pair for pair in pairs if not (pair[2].optional or pair[3].optional)]
    if (here and there) or not telling:
        return _conflict(telling, here or left.words, there or right.words)
    reasons = [_because(pair) for pair in pairs]
    if dropped and bool(left.territory) != bool(right.territory):
        what = "only one is a territory"
        reasons.append(_reason(what, left.territory, right.territory, 0.3))
        return NameMatch(score=0.5, same=False, reasons=tuple(reasons), partial=True)
    if here or there:
        words = " ".join(word.form for word in here or there)
        reasons.append(_reason("more words on one side", words if here else "", words if there else "", 0.5))
        return NameMatch(score=0.5, same=False, reasons=tuple(reasons), partial=True)
    score = together(telling) - min(0.02 * dropped, 0.06)
    if left.legal and right.legal and left.legal.isdisjoint(right.legal):
        score -= 0.08
        reasons.append(
            _reason("other legal form", " ".join(sorted(left.legal)), " ".join(sorted(right.legal)), 0.6)
        )
    score = round(max(score, 0.0), 3)
    return NameMatch(score=score, same=score >= SAME, reasons=tuple(reasons))


# -- What it comes to


def _reason(what: str, left: str, right: str, score: float) -> Reason:
    return Reason(what=what, left=left, right=right, score=score)


def _because(pair: Pair) -> Reason:
    score, what, left, right = pair
    return Reason(what=what, left=left.form, right=right.form, score=score)


def _apart(reason: Reason, score: float = 0.0) -> NameMatch:
    return NameMatch(score=score, same=False, reasons=(reason,))


def _conflict(pairs: Sequence[Pair], here: Sequence[Word], there: Sequence[Word]) -> NameMatch:
    """Both sides have words that the other cannot account for: two names, however much they share."""
    clash = _reason(
        "other words", " ".join(word.form for word in here), " ".join(word.form for word in there), 0.0
    )
    letters = sum(len(word.text) for word in here) + sum(len(word.text) for word in there)
    shared = sum(pair[0] * (len(pair[2].text) + len(pair[3].text)) for pair in pairs)
    score = round(0.6 * shared / (shared + letters), 3) if shared else 0.0
    return NameMatch(score=score, same=False, reasons=(*map(_because, pairs), clash))
