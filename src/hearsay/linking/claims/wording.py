"""Words as claims are compared by them: reduced to a stem, and weighed by how rare they are in news."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache, lru_cache

from hearsay.lexicon import pronouns
from hearsay.lexicon.morphology import irregular_lemma
from hearsay.lexicon.tables import rows, word_class

WORD = re.compile(r"[^\W_]+(?:[.,:]\d+)*(?:['’](?!s\b)[^\W\d_]+)?", re.UNICODE)
"""A word or a number, without a possessive *'s*."""

COMMON = 1.5
"""Words that are at most so rare carry no content: *the*, *said*, *would*."""
RAREST = 8.0
"""Beyond this, rarer says no more: such words are names, numbers and slips of the pen."""
_ENDINGS = (
    ("ational", "at"), ("ization", "iz"), ("isation", "iz"), ("fulness", "ful"), ("ousness", "ous"),
    ("iveness", "iv"), ("ements", ""), ("ement", ""), ("ments", ""), ("ment", ""), ("ations", "at"),
    ("ation", "at"), ("ators", "at"), ("ator", "at"), ("ings", ""), ("ing", ""), ("ions", ""), ("ion", ""),
    ("ies", "y"), ("ied", "y"), ("ers", ""), ("ors", ""), ("er", ""), ("or", ""), ("edly", ""), ("ed", ""),
    ("sses", "ss"), ("es", ""), ("ly", ""), ("ness", ""), ("al", ""), ("s", ""), ("e", ""), ("y", ""),
)  # fmt: skip


@lru_cache(maxsize=100_000)
def stem(word: str) -> str:
    """What a lower-case word shares with its other forms: *closed*, *closing*, *closure* and *close* meet.

    At least four letters stay, so that short words are not confused; irregular verbs go back to their base.
    """
    word = irregular_lemma(word)
    for _ in range(2):
        for ending, instead in _ENDINGS:
            if word.endswith(ending) and len(word) - len(ending) + len(instead) >= 4:
                if ending == "s" and word[-2] in "su":
                    continue
                word = word[: -len(ending)] + instead
                break
        else:
            break
    if len(word) > 4 and word[-1] == word[-2] and word[-1] in "bdgklmnprt":
        word = word[:-1]
    return word.removesuffix("i") if len(word) > 4 else word


@cache
def _rarities() -> Mapping[str, float]:
    return {word: int(level) / 2 for level, members in rows("rarity") for word in members.split()}


def rarity(stemmed: str) -> float:
    """How rare a stem is in news, in bits: log2 of how many texts there are for each that has it.

    At most :data:`RAREST`, which is what a stem gets that was never met. Source: counted over news text by
    ``training/rarity.py``.
    """
    return min(_rarities().get(stemmed, RAREST), RAREST)


@lru_cache(maxsize=100_000)
def is_empty(word: str) -> bool:
    """Whether a lower-case word says nothing by itself: a function word, a negation, or as common as one."""
    return (
        word in word_class("auxiliary")
        or word in word_class("article")
        or word in word_class("no-verb")
        or word in pronouns()
        or rarity(stem(word)) <= COMMON
    )
