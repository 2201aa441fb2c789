"""A name made ready for comparing, and its words."""

from __future__ import annotations

import re
from collections.abc import Iterable

from rigour.text.translit import ascii_text

from hearsay.records import EntityType, Record


class Word(Record):
    """One word of a name.

    ``form`` is the word as written, in lower case; ``text`` the same in ASCII letters; ``sound`` what habits
    of transliteration leave of it. ``symbols`` says what the word is known to stand for; words that share one
    are forms of each other. ``edits`` is how many letters may be mistaken before it is another word.
    ``bare`` tells that its script writes no vowels, ``optional`` that a name may leave it out.
    """

    form: str
    text: str
    sound: str
    symbols: frozenset[str] = frozenset()
    edits: int = 0
    initial: bool = False
    bare: bool = False
    optional: bool = False
    short: bool = False


class Prepared(Record):
    """A name made ready for comparing.

    ``words`` are what a comparison goes by, given names first where the order is known. ``same`` is equal for
    names that differ in nothing that matters. ``generation`` tells namesakes apart (*Jr*, *III*), ``numbers``
    units and series, ``legal`` companies (classes of legal forms), ``line`` is (child, father) where a name
    says so (*X bin Y*), ``acronyms`` are the abbreviations that its initials make. ``others`` are more names
    given in the same breath (*A, also known as B*).
    """

    name: str
    type: EntityType
    words: tuple[Word, ...]
    same: tuple[str, ...]
    generation: str = ""
    numbers: frozenset[str] = frozenset()
    legal: frozenset[str] = frozenset()
    line: tuple[str, str] | None = None
    acronyms: frozenset[str] = frozenset()
    territory: str = ""
    others: tuple[Prepared, ...] = ()


def sorted_words(words: Iterable[Word], *more: str) -> tuple[str, ...]:
    return (*sorted(word.text for word in words), *(m for m in more if m))


def latin_pieces(form: str) -> list[str]:
    """The words that a word in another script makes in ASCII; none where nothing is known of the script."""
    return re.findall(r"[a-z0-9]+", ascii_text(form).casefold().replace("?", ""))


_NO_VOWELS = re.compile(r"[\u0590-\u06ff]")  # Hebrew and Arabic


def writes_no_vowels(form: str) -> bool:
    """Whether a word is in a script that leaves short vowels out."""
    return bool(_NO_VOWELS.search(form))


def is_foreign(form: str) -> bool:
    """Whether a word is in another script than ours, whose letters, put into ours, become several."""
    return any(character > "\u024f" for character in form)
