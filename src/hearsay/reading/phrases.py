"""Noun phrases: where the head word of a source or a mention stands, and what determines it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache
from typing import NamedTuple

from hearsay.lexicon import organization_nouns, pronouns, role_nouns, title_words
from hearsay.records import EntityType, Span

WORD = re.compile(r"[^\W_]+(?:[-'’&./][^\W_]+)*[.’']?|[^\w\s]")
_BREAKS = frozenset(
    "for of at from in with to by who that which on near whose as about after before against among around "
    "into over under inside within during including while where when were was is are had has have".split()
)
_ADDED = re.compile(
    r"[a-z]+ly|[a-z]+sel(?:f|ves)|also|alike|both|too|then|now|once|again|later|earlier|yesterday|today"
)
_STOPS = frozenset(",;:—–()[]“”\"'‘`-")
_DEFINITE = frozenset("the this that these those his her its their our my your both".split())
_INDEFINITE = frozenset(
    "a an another some many several most few all any no one two three four five six seven eight nine ten "
    "each every other others more dozens hundreds thousands either neither certain various numerous".split()
)


class Word(NamedTuple):
    """One word or mark of a text with its place."""

    text: str
    start: int
    end: int

    @property
    def bare(self) -> str:
        """Lower case, without a possessive or a closing stop."""
        return re.sub(r"[’']s?$", "", self.text).rstrip(".").lower()

    @property
    def possessive(self) -> bool:
        """Whether it owns what follows: *Ruiz's*, *inspectors'*."""
        return bool(re.search(r"[’']s?$", self.text)) and len(self.text) > 1


class Phrase(NamedTuple):
    """A noun phrase: its words up to the head, the head, and the span of the whole."""

    before: tuple[Word, ...]
    head: Word
    span: Span

    @property
    def definite(self) -> bool:
        """Whether it points at something known: *the minister*, *his lawyer*, *the union's secretary*."""
        first = self.before[0] if self.before else self.head
        return first.bare in _DEFINITE or any(word.possessive for word in self.before)

    @property
    def indefinite(self) -> bool:
        """Whether it brings up something new, or several: *a spokesman*, *many of them*, *officials*."""
        first = self.before[0] if self.before else self.head
        return first.bare in _INDEFINITE or (not self.definite and is_plural(self.head.bare))

    @property
    def plain(self) -> bool:
        """Whether it is *the*, *this* or *that* and a noun for one thing: what points back without adding."""
        words = [word.bare for word in self.before]
        return words in (["the"], ["this"], ["that"]) and not is_plural(self.head.bare)

    @property
    def coordinated(self) -> bool:
        """Whether it joins several: *the mayor and the minister*."""
        return any(word.bare in ("and", "or") for word in self.before)


def words_in(text: str, span: Span) -> list[Word]:
    """The words and marks of a span."""
    return [Word(found[0], found.start(), found.end()) for found in WORD.finditer(text, *span)]


def phrase_of(text: str, span: Span, names: Sequence[Span] = ()) -> Phrase | None:
    """The first noun phrase of a span: up to a preposition, a relative or a mark outside of names."""
    words = words_in(text, span)
    while words and words[0].text in _STOPS:
        words.pop(0)
    kept: list[Word] = []
    for word in words:
        inside = any(start <= word.start < end for start, end in names)
        joined = any(start < word.start and word.end < end for start, end in names)
        if not joined and kept and (word.bare in _BREAKS or word.text in _STOPS):
            break
        if word.text not in _STOPS or inside:
            kept.append(word)
    while len(kept) > 1 and _ADDED.fullmatch(kept[-1].text):
        kept.pop()
    if not kept:
        return None
    return Phrase(tuple(kept[:-1]), kept[-1], span)


def is_plural(noun: str) -> bool:
    """Whether a noun in lower case looks like more than one."""
    if noun in ("people", "men", "women", "police", "children", "others", "many", "some"):
        return True
    return noun.endswith(("men", "women")) or (
        len(noun) > 3 and noun.endswith("s") and not noun.endswith(("ss", "us", "is", "ics"))
    )


def type_of_noun(noun: str) -> EntityType:
    """The type of what a noun in lower case names, ``other`` where the lexicon does not know it."""
    if noun in role_nouns() or noun in ("man", "woman", "boy", "girl", "person", "people", "men", "women"):
        return "person"
    return "organization" if noun in organization_nouns() else "other"


def gender_of(words: Sequence[str]) -> str | None:
    """``m`` or ``f`` where one of the words (lower case, no stop) tells: a title, a pronoun, a noun."""
    for word in words:
        if word in _MALE or (word.endswith("man") and word not in ("woman", "human", "german", "roman")):
            return "f" if word.endswith("woman") else "m"
        if word in _FEMALE:
            return "f"
    return None


_MALE = frozenset(
    "mr he him his himself sir lord king prince father son husband brother man boy uncle grandfather sheikh "
    "widower businessman".split()
)
_FEMALE = frozenset(
    "mrs ms miss she her hers herself lady queen princess mother daughter wife sister woman girl aunt "
    "grandmother actress widow madam spokeswoman chairwoman congresswoman businesswoman policewoman".split()
)


def is_pronoun(word: str) -> bool:
    """Whether a word as written points at somebody (*US*, *many*, *one* and a *mine* do not)."""
    kind = pronouns().get(word.lower())
    if kind is None or kind in ("indefinite", "reciprocal") or word.lower() in ("mine", "one"):
        return False
    return not (word.isupper() and len(word) > 1)


def is_title(word: Word) -> bool:
    """Whether a word is a title or a role before a name."""
    return word.bare in _titles() or word.bare in role_nouns()


@cache
def _titles() -> frozenset[str]:
    return frozenset(title.rstrip(".").lower() for title in title_words() if " " not in title)
