"""Words of a text with their places, and phrases found among them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from typing import Generic, NamedTuple, TypeVar

from hearsay.lexicon.morphology import lemmas
from hearsay.lexicon.tables import word_class

Value = TypeVar("Value")

_WORD = re.compile(
    r"(?:ca|wo|sha)(?=n['’]t)|[^\W\d_]+?(?=n['’]t(?!\w))|n['’]t(?!\w)|['’](?:s|re|m|ve|d|ll)(?!\w)"
    r"|cannot|[^\W_]+(?:[-‐‑][^\W_]+)*-?|[^\w\s]",
    re.IGNORECASE,
)
_SPELLED = {"n't": "not", "ca": "can", "wo": "will", "sha": "shall", "'d": "would", "'ll": "will"}
GAP = "…"
_GAP_WORDS = 5
_LOOSE_WORDS = 3


class Word(NamedTuple):
    """One word or mark: as it is compared (lower case, *n't* as *not*), and where it stands."""

    text: str
    start: int
    end: int


def words(text: str) -> list[Word]:
    """The words and marks of a text; offsets are half-open code points of that text."""
    found = []
    for match in _WORD.finditer(text):
        word = match.group().lower().replace("’", "'").replace("‐", "-").replace("‑", "-")
        if word == "cannot":
            found.append(Word("can", match.start(), match.start() + 3))
            found.append(Word("not", match.start() + 3, match.end()))
        else:
            found.append(Word(_SPELLED.get(word, word), match.start(), match.end()))
    return found


class Match(NamedTuple, Generic[Value]):
    """A phrase found: the index of its first word and of the word after its last, its parts, its value."""

    first: int
    stop: int
    parts: int
    value: Value


class Phrases(Generic[Value]):
    """Phrases to be found in a text. A part in base form stands for all its forms, another for itself.

    A part that is :data:`GAP` stands for up to five words of any kind. Between the parts, articles,
    possessives and adverbs may stand in the text.
    """

    def __init__(self, entries: Iterable[tuple[str, Value]]) -> None:
        self._by_first: dict[str, list[tuple[tuple[str, ...], Value]]] = {}
        for phrase, value in entries:
            parts = tuple(phrase.split())
            self._by_first.setdefault(parts[0], []).append((parts[1:], value))

    def find(self, sequence: Sequence[Word]) -> Iterator[Match[Value]]:
        """Every phrase in the words, by where it begins; the matches may overlap."""
        for first, word in enumerate(sequence):
            for base in lemmas(word.text):
                for parts, value in self._by_first.get(base, ()):
                    stop = _follow(sequence, first + 1, parts)
                    if stop is not None:
                        yield Match(first, stop, len(parts) + 1, value)


def longest(matches: Iterable[Match[Value]]) -> list[Match[Value]]:
    """The matches without those that overlap a longer one, or an earlier one as long; in text order."""
    kept: list[Match[Value]] = []
    for match in sorted(matches, key=lambda m: (m.first - m.stop, -m.parts, m.first)):
        if all(match.stop <= other.first or match.first >= other.stop for other in kept):
            kept.append(match)
    return sorted(kept, key=lambda m: m.first)


def _follow(sequence: Sequence[Word], at: int, parts: tuple[str, ...]) -> int | None:
    """Where the parts end when they are read from ``at``, or None where they are not there."""
    reach = _LOOSE_WORDS
    loose = True
    for part in parts:
        if part == GAP:
            reach, loose = _GAP_WORDS, False
            continue
        for place in range(at, min(at + reach + 1, len(sequence))):
            if part in lemmas(sequence[place].text):
                at = place + 1
                break
            if loose and not is_filler(sequence[place].text):
                return None
        else:
            return None
        reach, loose = _LOOSE_WORDS, True
    return at


@lru_cache(maxsize=20_000)
def is_filler(word: str) -> bool:
    """Whether the word can stand inside a phrase without changing it: an article, a possessive, an adverb."""
    return word in word_class("article") or is_adverb(word)


@lru_cache(maxsize=20_000)
def is_adverb(word: str) -> bool:
    """Whether the word is an adverb, as far as its ending or the table of classes tells."""
    return word in word_class("adverb") or (word.endswith("ly") and len(word) > 4)
