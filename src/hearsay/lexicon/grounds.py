"""How it is said who an unnamed source is, and that an outlet has found out for itself."""

from __future__ import annotations

import re
from functools import cache, lru_cache

from hearsay.lexicon import tables
from hearsay.records import Record

_WORD = re.compile(r"[^\W\d_]+(?:[-'’][^\W\d_]+)*")
_BELONGING = frozenset("of at in from for within inside with by".split())
_SMALL = frozenset("the a an of and for in at on by to 's his her its their our my".split())
_OUTLET = "◊"
"""Stands for the name of the outlet."""
_PEOPLE = re.compile(r"(?:people|men|women)$")


class Description(Record):
    """An unnamed source by its words: the noun that says what it is, and the words for whom it belongs to.

    ``head`` is in the singular and in lower case, ``words`` are those of whatever it is said to be of, at or
    from, without its rank: *a senior official at the Ministry of Transport* is an ``official`` with
    ``{ministry, transport}``.
    """

    head: str
    words: frozenset[str]


@lru_cache(maxsize=10_000)
def description(text: str) -> Description:
    """What the words for an unnamed source say of who it is."""
    words = [match.group().lower().replace("’", "'") for match in _WORD.finditer(text)]
    cut = next((at for at, word in enumerate(words) if at and word in _kind("after")), len(words))
    words = words[:cut]
    at = next((at for at, word in enumerate(words) if at and word in _BELONGING), len(words))
    before, after = words[:at], words[at + 1 :]
    if not before:
        return Description(head="", words=frozenset())
    telling = {_bare(word) for word in (*before[:-1], *after)}
    return Description(head=_singular(before[-1]), words=frozenset(telling - _SMALL - _kind("rank") - {""}))


def is_nobody(text: str) -> bool:
    """Whether a source is nobody in particular: *people in town*, *rumours*, *they*.

    Those of whom it is said what they know or whom they are close to (*people familiar with the talks*) are
    somebody.
    """
    words = [match.group().lower() for match in _WORD.finditer(text)]
    if any(word in ("familiar", "briefed", "close", "knowledge", "involved", "present") for word in words):
        return False
    at = next((at for at, word in enumerate(words) if at and word in _BELONGING | _kind("after")), len(words))
    return not words or words[at - 1] in _kind("nobody") | tables.word_class("auxiliary")


def is_anybody(head: str) -> bool:
    """Whether the head of a description says nothing of who somebody is: *source*, *person*."""
    return head in _kind("anybody")


def is_staff(head: str) -> bool:
    """Whether the head of a description is one for those who report for an outlet, or for an outlet."""
    return head in _kind("staff")


@lru_cache(maxsize=10_000)
def saw_for_itself(text: str, outlet: str | None) -> bool:
    """Whether words of an outlet's own say that it found out for itself.

    *a Post reporter counted …*, *documents seen by this newspaper*; not *the Post has not seen …*.
    """
    plain = " ".join(text.replace("’", "'").split())
    if outlet:
        names = "|".join(map(re.escape, _names(outlet)))
        plain = re.sub(rf"(?<!\w)(?:{names})(?!\w)", _OUTLET, plain, flags=re.IGNORECASE)
    found = _finding().search(plain)
    return found is not None and not re.search(r"\b(?:not|never|no)\b|n't\b", found.group(), re.IGNORECASE)


@cache
def _finding() -> re.Pattern[str]:
    """How an outlet says so, with a mark in place of its name."""
    itself = "|".join(re.escape(phrase).replace(r"\{outlet\}", _OUTLET) for phrase in _ordered("self"))
    who = rf"(?<!\w)(?:{itself})(?!\w)"
    saw, seen = ("|".join(map(re.escape, _ordered(kind))) for kind in ("saw", "seen"))
    between = r"(?:\s+(?:[\w-]+|n't)){0,4}?"
    return re.compile(
        rf"{who},?{between}\s+(?:{saw})\b|\b(?:not\s+|never\s+)?(?:{seen})(?:\s+by)?\s+{who}",
        re.IGNORECASE,
    )


def _names(outlet: str) -> list[str]:
    """An outlet's name with and without its article, and *the* with its last word, longest first."""
    full = outlet.replace("’", "'")
    bare = re.sub(r"^the\s+", "", full, flags=re.IGNORECASE)
    last = bare.split()[-1:]
    names = {full, bare, f"the {bare}", *(name for word in last for name in (f"the {word}", word))}
    return sorted(names, key=lambda name: (-len(name), name))


def _bare(word: str) -> str:
    return word.removesuffix("'s").removesuffix("'")


def _singular(noun: str) -> str:
    if noun == "people":
        return "person"
    if _PEOPLE.search(noun):
        return _PEOPLE.sub(
            lambda found: {"people": "person", "men": "man", "women": "woman"}[found.group()], noun
        )
    if noun.endswith("ies") and len(noun) > 4:
        return noun[:-3] + "y"
    return (
        noun[:-1] if noun.endswith("s") and not noun.endswith(("ss", "us", "is")) and len(noun) > 3 else noun
    )


@cache
def _ordered(kind: str) -> tuple[str, ...]:
    found = {
        phrase for of, phrases in tables.rows("grounds") if of == kind for phrase in phrases.split(" | ")
    }
    return tuple(sorted(found, key=lambda phrase: (-len(phrase), phrase)))


@cache
def _kind(kind: str) -> frozenset[str]:
    return frozenset(_ordered(kind))
