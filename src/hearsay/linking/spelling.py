"""The shape of a name: how it is folded, whether it is bare, whether it is an acronym."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from functools import cache, lru_cache

from hearsay.lexicon import organization_nouns, title_words
from hearsay.records import EntityType

_POSSESSIVE = re.compile(r"[’']s?$")
_APOSTROPHES = re.compile(r"[’'‘`ʿʾ.]")
_OTHER = re.compile(r"[\W_]+")
_SMALL = frozenset("of the for and on in de des du la le et y und der".split())
_PARTICLES = frozenset("al el bin ibn bint abu umm von van der den de da di du la le".split())
_GIVEN = frozenset(("Al", "Van"))
"""Particles that are given names too, where they come first, with a capital and no hyphen: *Al Marsh*."""
_NO_TITLES = frozenset("dean earl don khan shah guru elder canon duke baron".split())
"""Titles that are given names too: *Dean Marsh* has both his names."""
_UNIQUE = frozenset(
    ("white house", "kremlin", "pentagon", "downing street", "state department", "federal reserve")
)
_MODIFIERS = frozenset(
    (
        "foreign external internal interior home defense defence justice finance financial economic "
        "health education labor labour agriculture trade commerce transport energy environment culture "
        "sports sport information national federal supreme central state local regional provincial "
        "municipal public people peoples popular democratic republican liberal conservative socialist "
        "communist nationalist radical social workers christian green progressive unity independence "
        "freedom liberation reform ruling royal imperial general constitutional high upper lower first "
        "joint special military naval criminal civil political electoral legislative executive permanent "
        "standing affairs relations security human rights development planning statistics science "
        "technology industry investment immigration customs police air sea land water road railway press "
        "new revolutionary interim transitional provisional caretaker outgoing main islamic muslim "
        "catholic orthodox armed corruption terrorism investigation"
    ).split()
)


@lru_cache(maxsize=500_000)
def fold(name: str) -> str:
    """A name as it is looked up: no case, accents, stops, possessive or leading *the*; single spaces.

    A name of nothing but signs stays as it is.
    """
    plain = unicodedata.normalize("NFKD", _POSSESSIVE.sub("", name.strip()))
    plain = "".join(sign for sign in plain if not unicodedata.combining(sign)).casefold()
    plain = _OTHER.sub(" ", _APOSTROPHES.sub("", plain)).strip()
    return plain.removeprefix("the ") or name.strip()


@lru_cache(maxsize=200_000)
def untitled(name: str) -> tuple[str, str]:
    """The titles in front of a person's name and the rest: *("President", "Clinton")*."""
    words = name.split()
    at = 0
    while at < len(words) - 1:
        sizes = range(min(3, len(words) - 1 - at), 0, -1)
        size = next((size for size in sizes if _plain(words[at : at + size]) in _titles()), 0)
        if not size:
            break
        at += size
    return " ".join(words[:at]), " ".join(words[at:])


@lru_cache(maxsize=500_000)
def folded(name: str, type: EntityType) -> str:
    """A name of this type, folded: a person's without titles."""
    return fold(untitled(name)[1]) if type == "person" else fold(name)


@lru_cache(maxsize=200_000)
def is_bare(name: str, type: EntityType) -> bool:
    """Whether a name alone is too little to tell its bearer across documents.

    For a person, a surname or given name alone, also with particles or one initial (*al-Haddad*, *J. Marsh*);
    for an organization, common nouns alone, as every country has them (*Foreign Ministry*, *Labour Party*).
    """
    if type == "person":
        words = untitled(name)[1].split()
        content = [fold(word) for word in words if fold(word) not in _PARTICLES]
        content += [word for word in words[:1] if word in _GIVEN]
        initials = sum(len(word) == 1 for word in content)
        return len(content) - initials < 2 and not (initials >= 2 and len(content) - initials == 1)
    if type == "organization":
        words = fold(name).split()
        return fold(name) not in _unique() and all(word in _generic() or word in _SMALL for word in words)
    return False


@lru_cache(maxsize=200_000)
def is_acronym(name: str) -> bool:
    """Whether a name is written as an acronym: one word of two to seven letters, most of them capitals."""
    letters = name.replace(".", "")
    capitals = sum(letter.isupper() for letter in letters)
    return 2 <= len(letters) <= 7 and letters.isalnum() and capitals >= 2 and 3 * capitals >= 2 * len(letters)


def initials(name: str) -> frozenset[str]:
    """What a name of several words may be shortened to by its first letters, folded."""
    words = fold(name).split()
    if len(words) < 2:
        return frozenset()
    whole = "".join(word[0] for word in words)
    return frozenset((whole, "".join(word[0] for word in words if word not in _SMALL)))


def abbreviates(short: str, long: str) -> bool:
    """Whether an acronym can stand for a longer name: its letters come in order, from the first on."""
    letters, rest = fold(short).replace(" ", ""), fold(long)
    if len(rest.split()) < 2 or not letters or letters[0] not in {word[0] for word in initials(long)}:
        return False
    signs = iter(rest)
    return all(letter in signs for letter in letters)


def fullest(names: Iterable[str], type: EntityType) -> str:
    """The name that tells most: none that is bare or an acronym where there is another, then the longest."""

    def rank(name: str) -> tuple[bool, bool, int, int, str]:
        words = fold(untitled(name)[1] if type == "person" else name)
        return (not is_bare(name, type), not is_acronym(name), len(words.split()), len(words), name)

    return max(names, key=rank)


def _plain(words: list[str]) -> str:
    return " ".join(word.rstrip(".").lower() for word in words)


@cache
def _titles() -> frozenset[str]:
    return frozenset(_plain(title.split()) for title in title_words()) - _NO_TITLES


@cache
def _unique() -> frozenset[str]:
    return _UNIQUE | {noun for noun, kind in organization_nouns().items() if kind == "world" and " " in noun}


@cache
def _generic() -> frozenset[str]:
    nouns = (noun for noun, kind in organization_nouns().items() if kind != "world")
    return _MODIFIERS | {word for noun in nouns if noun not in _UNIQUE for word in fold(noun).split()}
