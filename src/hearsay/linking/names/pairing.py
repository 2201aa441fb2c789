"""Pair the words of two names: the same, forms of one name, initials, slips of the pen."""

from __future__ import annotations

from collections.abc import Sequence

from rigour.text.distance import levenshtein

from hearsay.linking.names.prepared import Word
from hearsay.linking.names.sound import skeleton

Pair = tuple[float, str, Word, Word]  # how far they are one, by what, the word on the left, on the right

EXACT = "same word"
INITIAL = "initial"
FORMS = "forms of one name"
SOUND = "same sound"
SPELLING = "spelling"
_ONE_SLIP = (0.85, 0.88)  # in a short word, in a long one
_TWO_SLIPS = (0.72, 0.78)
_TWO_NAMES = 0.76  # one letter makes another known name of it
_LONG = 8  # letters of a long word
_MUCH = 12  # letters that agree


def pair_words(
    left: Sequence[Word], right: Sequence[Word], things: bool = False
) -> tuple[list[Pair], list[Word], list[Word]]:
    """The words that go together, best first chosen, and what each side has left."""
    there = list(right)
    here: list[Word] = []
    pairs: list[Pair] = []
    for word in left:
        text = word.text
        for k, other in enumerate(there):
            if other.text == text:
                pairs.append((1.0, EXACT, word, other))
                del there[k]
                break
        else:
            here.append(word)
    if not (here and there):
        return pairs, here, there
    found = []
    for i, word in enumerate(here):
        for j, other in enumerate(there):
            score, what = _alike(word, other, things)
            if score:
                found.append((-score, abs(i - j), min(i, j), i, j, what))
    if not found:
        return pairs, here, there
    found.sort()
    used_here: set[int] = set()
    used_there: set[int] = set()
    for negative, _, _, i, j, what in found:
        if i not in used_here and j not in used_there:
            used_here.add(i)
            used_there.add(j)
            pairs.append((-negative, what, here[i], there[j]))
    return (
        pairs,
        [word for i, word in enumerate(here) if i not in used_here],
        [word for j, word in enumerate(there) if j not in used_there],
    )


def _alike(left: Word, right: Word, things: bool) -> tuple[float, str]:
    """How far two words of other letters may be one, and what makes them so; 0.0 if nothing does."""
    if left.initial or right.initial:
        if left.text[0] == right.text[0] and left.initial != right.initial:
            return 0.75, INITIAL
        return 0.0, ""
    if left.sound == right.sound:
        return 0.95, SOUND
    if not left.symbols.isdisjoint(right.symbols):
        return 0.92, FORMS
    if left.bare or right.bare:
        bones = skeleton(left.sound)
        if len(bones) > 2 and bones == skeleton(right.sound):
            return 0.86, "same consonants"
    edits = min(left.edits, right.edits)
    known = bool(left.symbols and right.symbols)
    if not edits or (things and known):
        return 0.0, ""
    if known:
        edits = 1
    one, other = left.sound, right.sound
    if abs(len(one) - len(other)) > edits:
        return 0.0, ""
    distance = levenshtein(one, other, max_edits=2)
    if distance > edits:
        if distance != 2 or known or not _swapped(one, other):
            return 0.0, ""
        distance = 1
    if known:  # each is a name of its own
        return _TWO_NAMES, SPELLING
    return (_ONE_SLIP if distance < 2 else _TWO_SLIPS)[min(len(one), len(other)) >= _LONG], SPELLING


def _swapped(left: str, right: str) -> bool:
    """Whether two letters have changed places, which is one slip of the pen."""
    return left[0] == right[0] and len(left) == len(right) and sorted(left) == sorted(right)


def pair_short(pairs: list[Pair], here: list[Word], there: list[Word]) -> tuple[list[Word], list[Word]]:
    """Pair the last two words although they are short, if one letter differs and much else is the same."""
    if len(here) != 1 or len(there) != 1:
        return here, there
    left, right = here[0], there[0]
    length = len(left.text)
    if not 2 < length < 5 or len(right.text) != length or (left.symbols and right.symbols):
        return here, there
    exact = sum(len(pair[2].text) for pair in pairs if pair[1] == EXACT)
    if exact < _MUCH or levenshtein(left.text, right.text, max_edits=1) > 1:
        return here, there
    pairs.append((_TWO_SLIPS[0], SPELLING, left, right))
    return [], []


def pair_joined(pairs: list[Pair], here: list[Word], there: list[Word]) -> tuple[list[Word], list[Word]]:
    """Pair what both sides have left when it is the same letters with other gaps: *Good Will*, *Goodwill*."""
    if len(here) == len(there) == 1:
        return here, there
    if "".join(word.text for word in here) == "".join(word.text for word in there):
        distance = 0
    else:
        one, other = "".join(word.sound for word in here), "".join(word.sound for word in there)
        if abs(len(one) - len(other)) > 1 or min(len(one), len(other)) < 4:
            return here, there
        distance = levenshtein(one, other, max_edits=1)
        if distance > 1 or (distance and min(len(one), len(other)) < _LONG - 1):
            return here, there
    pairs.append((0.85 if distance else 0.95, "other gaps", _as_one(here), _as_one(there)))
    return [], []


def _as_one(words: Sequence[Word]) -> Word:
    if len(words) == 1:
        return words[0]
    text = "".join(word.text for word in words)
    return Word(form=" ".join(word.form for word in words), text=text, sound=text)


def together(pairs: Sequence[Pair]) -> float:
    """The score of the pairs together: between the mean and the worst, less where much must be excused."""
    scores = [pair[0] for pair in pairs]
    score = 0.5 * (min(scores) + sum(scores) / len(scores))
    slipped = [pair for pair in pairs if pair[1] == SPELLING]
    if not slipped:
        return score
    if len(pairs) == 1:
        return _alone(pairs[0])
    kinds = {pair[1] for pair in pairs}
    if INITIAL in kinds:  # M. Ferrick is no Marvin Verrick
        score -= 0.15
    elif FORMS in kinds and min(scores) <= _TWO_NAMES:
        score -= 0.1
    slips = sum(2 if pair[0] in _TWO_SLIPS else 1 for pair in slipped)
    return score - 0.1 * max(slips - 2, 0)


def _alone(pair: Pair) -> float:
    """The score of two single words that differ in their letters: nothing else says that it is a slip."""
    score, _, left, right = pair
    if score in _TWO_SLIPS and min(len(left.text), len(right.text)) <= _LONG:
        return 0.5
    return min(score, _TWO_NAMES)
