"""Words that name kinds of things: titles, roles, organizations, documents, pronouns, outlets."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache, lru_cache
from typing import Literal, cast

from hearsay.lexicon import tables
from hearsay.lexicon.morphology import plural
from hearsay.records import Record

OutletKind = Literal["agency", "newspaper", "broadcaster", "magazine", "online"]
PronounType = Literal[
    "personal", "possessive", "reflexive", "relative", "demonstrative", "indefinite", "reciprocal"
]


class KnownOutlet(Record, frozen=True):
    """A news agency or outlet known by name; ``names`` are other names and abbreviations."""

    name: str
    kind: OutletKind
    names: tuple[str, ...] = ()


@cache
def title_words() -> Mapping[str, str]:
    """Titles and honorifics as they are written before a name, with their kind."""
    return {row[0]: row[1] for row in tables.rows("titles")}


@cache
def role_nouns() -> Mapping[str, str]:
    """Nouns for persons by what they are or do, singular and plural in lower case, with their kind."""
    return _with_plurals("roles")


@cache
def organization_nouns() -> Mapping[str, str]:
    """Head nouns of organizations, singular and plural in lower case, with their kind."""
    return _with_plurals("organizations")


@cache
def forenames() -> Mapping[str, str]:
    """Forenames in lower case that tell, with ``m`` or ``f``."""
    return {row[0]: row[1] for row in tables.rows("forenames")}


@cache
def document_nouns() -> frozenset[str]:
    """Nouns for documents and records that can be a source, singular and plural in lower case."""
    nouns = [row[0] for row in tables.rows("documents")]
    return frozenset({*nouns, *map(_plural_noun, nouns)})


@cache
def pronouns() -> Mapping[str, PronounType]:
    """Pronouns in lower case, with their type."""
    return {word: cast(PronounType, kind) for word, kind in tables.rows("pronouns")}


@cache
def outlets() -> Mapping[str, KnownOutlet]:
    """Known outlets by each of their names in lower case, with and without a leading *the* of the name."""
    found = {}
    for name, kind, others in tables.rows("outlets"):
        names = tuple(filter(None, others.split(" | ")))
        outlet = KnownOutlet(name=name, kind=cast(OutletKind, kind), names=names)
        for known in (*names, name):
            found[known.lower()] = outlet
            found.setdefault(known.lower().removeprefix("the "), outlet)
    return found


_ALWAYS = ("source", "insider", "informant", "whistleblower")
_AFTER_HEAD = re.compile(
    r"\s*(?:[,(–—-]\s|\b(?:of|in|at|from|with|within|inside|on|for|to|who|whom|whose|that|near|across|around"
    r"|close|familiar|briefed|speaking|involved|there|here|like|including)\b)",
    re.IGNORECASE,
)
_WORD = re.compile(r"[^\W\d_]+(?:[-'’][^\W\d_]+)*")


@lru_cache(maxsize=10_000)
def is_anonymous(source_text: str) -> bool:
    """Whether a source is given without a name: *officials*, *a source close to the talks*.

    A singular with a definite article (*the lawyer*) is not anonymous: it points to somebody the text
    has told of. A name after the noun (*official Ivo Kell*) makes it a name.
    """
    text = " ".join(source_text.lower().replace("’", "'").split())
    heads, phrase = _anonymous()
    if phrase.search(text):
        return True
    found = [match.group().lower() for match in _WORD.finditer(_before_modifier(source_text))]
    if not found or found[-1] not in heads:
        return False
    head = heads[found[-1]]
    definite_singular = found[-1] == head and found[0] in tables.word_class("definite")
    return not definite_singular or head in _ALWAYS


def _before_modifier(source_text: str) -> str:
    """The noun phrase up to its head: what stands before the first preposition, comma or relative."""
    match = next((m for m in _AFTER_HEAD.finditer(source_text) if source_text[: m.start()].strip()), None)
    return source_text[: match.start()] if match else source_text


@cache
def _anonymous() -> tuple[Mapping[str, str], re.Pattern[str]]:
    heads: dict[str, str] = {}
    phrases = []
    for text, kind in tables.rows("anonymous"):
        if kind == "phrase":
            phrases.append(re.escape(text))
        else:
            heads.setdefault(_plural_noun(text), text)
            heads[text] = text
    for quantity in ("some", "many", "others", "several", "people", "reports", "voices", "circles"):
        heads.setdefault(quantity, quantity + "-")
    return heads, re.compile(rf"(?<!\w)(?:{'|'.join(phrases)})(?!\w)")


_IRREGULAR_PLURALS = {
    "child": "children",
    "wife": "wives",
    "thief": "thieves",
    "person": "people",
    "police": "police",
}


def _with_plurals(name: str) -> Mapping[str, str]:
    kinds = {row[0]: row[1] for row in tables.rows(name)}
    return {_plural_noun(noun): kind for noun, kind in kinds.items()} | kinds


def _plural_noun(noun: str) -> str:
    """The plural of a noun, its last word or the one before *of*, *in* or *to* changed."""
    for link in (" of ", " in ", " to ", " familiar "):
        if link in noun:
            first, rest = noun.split(link, 1)
            return _plural_noun(first) + link + rest
    if noun.endswith("man"):
        return noun.removesuffix("man") + "men"
    for singular, many in _IRREGULAR_PLURALS.items():
        if noun == singular or noun.endswith((" " + singular, "-" + singular)):
            return noun.removesuffix(singular) + many
    return plural(noun) if not noun.endswith(("people", "troops", "forces", "media")) else noun
