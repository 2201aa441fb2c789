"""What is known about names: forms of one given name, and the small words in names."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from typing import Literal

from hearsay.lexicon import tables

NamePart = Literal[
    "particle",
    "filial",
    "generation",
    "honour",
    "degree",
    "given-title",
    "title",
    "legal",
    "generic",
    "place",
]


@cache
def name_forms() -> Mapping[str, frozenset[str]]:
    """Forms of given names in lower case, each with the full forms that it may stand for."""
    found: dict[str, frozenset[str]] = {}
    for (forms,) in tables.rows("name_forms"):
        full, *_ = words = forms.split()
        for word in words:
            found[word] = found.get(word, frozenset()) | {full}
    return found


@cache
def name_parts(kind: NamePart) -> frozenset[str]:
    """The small words of names that do one thing, in lower case and without accents."""
    return frozenset(
        word for words, what in tables.rows("name_parts") if what == kind for word in words.split()
    )
