"""Roles and places of belonging: who is spokesman for whom, director of what, of which nation or party.

They are read off the words right before a name (*Interior Ministry spokesman Ivan Kell*, *French minister
…*), the apposition after it (*Ana Ruiz, head of the union,*), the one before it (*the union's secretary, Ana
Ruiz*), and the words of a description (*a spokesman for the ministry*).
"""

from __future__ import annotations

import re
from typing import NamedTuple

from hearsay.lexicon import organization_nouns, role_nouns
from hearsay.reading.phrases import Phrase, Word, is_title, phrase_of, words_in
from hearsay.reading.spots import Spot, Spots
from hearsay.records import Span

FAMILY = frozenset(
    "son daughter wife husband father mother brother sister widow widower uncle aunt nephew niece cousin "
    "parents grandson grandfather grandmother granddaughter fiancee stepfather stepmother".split()
)
_OWNERS = frozenset("owner co-owner proprietor shareholder".split())
_MEMBERS = frozenset(
    "member supporter activist fighter militant voter delegate candidate nominee follower".split()
)
_MANAGERS = frozenset(
    "director head chief president chairman chairwoman chair leader minister chancellor secretary governor "
    "mayor commander boss premier manager ceo executive founder king queen prince emir sultan dean "
    "rector".split()
)
VOICES = frozenset("spokesman spokeswoman spokesperson spokesmen spokespeople spokespersons".split())
_QUALIFIERS = frozenset(
    "former ex-president ex-minister deputy vice assistant acting interim senior chief top lead leading "
    "veteran longtime late new outgoing incoming onetime then-president foreign prime general executive "
    "managing press national regional local state federal military political co-founder founding first "
    "second associate".split()
)
_OWNING = frozenset("his her its their".split())
_LINKS = ("of", "for", "at", "with", "in", "to", "from", "on")
_APPOSITION = re.compile(r",\s+|\s+[(–—-]\s*")
_END = re.compile(r"[,;:()–—”\"“\n]|[.!?](?=\s|$)|\s-\s")
_PARTIES = frozenset(
    "republican democrat democratic conservative liberal labour socialist communist green".split()
)


class Belonging(NamedTuple):
    """That somebody is something, to somebody: the role's words, the evidence, and to whom if it is said."""

    whose: Spot
    role: str
    evidence: Span
    to: Spot | None
    kind: str


_VERBS = ("accused", "suspect")
_DETERMINERS = frozenset("the an a this that main chief prime alleged former fellow another one".split())


def belongings(text: str, spots: Spots) -> list[Belonging]:
    """All that the text says of the people it names, and of those it describes, in text order."""
    found: list[Belonging] = []
    for spot in spots.ordered():
        if spot.form == "name" and spot.type == "person":
            found += _before(text, spot, spots)
            found += _after(text, spot, spots)
        elif spot.form == "nominal" and spot.phrase is not None:
            found += _of_description(text, spot, spots)
    return found


def _before(text: str, name: Spot, spots: Spots) -> list[Belonging]:
    """*Interior Ministry spokesman* Ivan Kell; *the union's secretary,* Ana Ruiz."""
    line = max(text.rfind("\n", 0, name.start), text.rfind(". ", 0, name.start), name.start - 160) + 1
    words = words_in(text, (line, name.start))
    comma = bool(words) and words[-1].text == ","
    if comma:
        words = words[:-1]
    role: list[Word] = []
    while words and (_is_role(words[-1]) or (role and _joins(words, role))):
        role.insert(0, words.pop())
    while role and role[0].bare in ("of", "and", "for"):
        role.pop(0)
    preceding = (role[-2:-1] or words[-1:]) if role else []
    if role and role[-1].bare in _VERBS and preceding and preceding[0].bare not in _DETERMINERS:
        return []  # *the union accused Ana Ruiz*
    if not role or not any(_is_role_noun(word) for word in role):
        return [] if comma else _nation(text, name, words, spots)
    if comma and not any(_is_role_noun(word) for word in role[-1:]):
        return []
    to = spots.name_at(words[-1].start) if words else None
    if to is not None and (to.type == "person" and not words[-1].possessive):
        to = None
    inner = spots.names_in((role[0].start, role[-1].end))
    to = to or (inner[-1] if inner else None)
    start = to.start if to is not None and to.start < role[0].start else role[0].start
    written = " ".join(text[role[0].start : role[-1].end].split())
    if to is not None and to.type == "other" and to.words.lower() in _PARTIES:
        return [Belonging(name, written, (start, name.span[1]), to, "member")]
    return [Belonging(name, written, (start, name.span[1]), to, _kind(role))]


def _after(text: str, name: Spot, spots: Spots) -> list[Belonging]:
    """Ana Ruiz*, head of the union,* …"""
    opened = _APPOSITION.match(text, name.span[1])
    if opened is None:
        return []
    start = opened.end()
    closed = _END.search(text, start)
    end = closed.start() if closed else len(text)
    # A name with commas of its own does not end it.
    while closed and (name_over := spots.name_at(closed.start())) and name_over.span[1] > closed.end():
        closed = _END.search(text, closed.end())
        end = closed.start() if closed else len(text)
    if not 2 < end - start < 160 or (closed is None):
        return []
    written = re.sub(r"^(?:who (?:is|was|has been)|now|currently)\s+", "", text[start:end])
    start = end - len(written)
    phrase = phrase_of(text, (start, end), spots.name_spans)
    if phrase is None or not _is_role_noun(phrase.head) or spots.name_at(phrase.head.start):
        return []
    role, to = _role_of(text, phrase, (start, end), spots)
    return [Belonging(name, role, (start, end), to, _kind([phrase.head]))]


def _of_description(text: str, spot: Spot, spots: Spots) -> list[Belonging]:
    """*a spokesman for the ministry*, *ministry officials*, *Ruiz's lawyer*."""
    phrase = spot.phrase
    if phrase is None or not _is_role_noun(phrase.head) or phrase.coordinated:
        return []
    role, to = _role_of(text, phrase, spot.span, spots)
    return [] if to is None or to is spot else [Belonging(spot, role, spot.span, to, _kind([phrase.head]))]


def _role_of(text: str, phrase: Phrase, span: Span, spots: Spots) -> tuple[str, Spot | None]:
    """The role's words, and to whom: an owner or body before the head, or what follows *of*, *for*, *at*."""
    to: Spot | None = None
    first = phrase.before[0].start if phrase.before else phrase.head.start
    for word in reversed(phrase.before):
        over = spots.name_at(word.start)
        if over is not None and (over.type in ("organization", "place", "other") or word.possessive):
            to, first = over, word.end
            break
        if word.bare in _OWNING:
            to, first = spots.at((word.start, word.end)), word.end
            break
        if word.possessive or word.bare in organization_nouns():
            to = spots.at((phrase.before[0].start, word.end), make=word.bare in organization_nouns())
            if to is not None:
                first = word.end
                break
    after = re.compile(r"\s+(?:" + "|".join(_LINKS) + r")\s+").match(text, phrase.head.end, span[1])
    if after is not None and to is None:
        rest = (after.end(), span[1])
        to = spots.at(rest, make=_begins_with_body(text, rest, spots))
        whole = text[first : to.span[1] if to is not None else phrase.head.end]
    else:
        whole = text[first : phrase.head.end]
    written = " ".join(whole.split()).strip(" ,'’")
    return re.sub(r"(?i)^(?:s\s+)?(?:a|an|the|one|his|her|its|their)\s+", "", written), to


def _begins_with_body(text: str, span: Span, spots: Spots) -> bool:
    """Whether a span begins with a body, described or named, that is worth a spot of its own."""
    phrase = phrase_of(text, span, spots.name_spans)
    return phrase is not None and phrase.head.bare in organization_nouns()


def _nation(text: str, name: Spot, words: list[Word], spots: Spots) -> list[Belonging]:
    """*Republican* Ana Ruiz."""
    over = spots.name_at(words[-1].start) if words else None
    if over is None or over.type != "other" or over.words.lower() not in _PARTIES:
        return []
    return [Belonging(name, "party", (over.start, name.span[1]), over, "member")]


def _is_role_noun(word: Word) -> bool:
    if word.bare in role_nouns() or (is_title(word) and len(word.bare) > 3) or word.bare in FAMILY:
        return True
    return "-" in word.bare and any(part in role_nouns() for part in word.bare.split("-"))


def _is_role(word: Word) -> bool:
    return (_is_role_noun(word) or is_title(word) or word.bare in _QUALIFIERS) and not word.possessive


def _joins(words: list[Word], role: list[Word]) -> bool:
    """*Secretary of State*, *minister and party leader*: a link between two words of a role."""
    return (
        len(words) > 1
        and words[-1].bare in ("of", "and", "for", "general", "state")
        and (_is_role(words[-2]) or words[-2].bare == "of")
    )


def _kind(role: list[Word]) -> str:
    words = [part for word in role for part in (word.bare, *word.bare.split("-"))]
    if any(word in FAMILY for word in words):
        return "family"
    if any(word in _OWNERS for word in words):
        return "owner"
    if any(word in _MEMBERS for word in words):
        return "member"
    if any(word in VOICES for word in words):
        return "employee"
    return "manager" if any(word in _MANAGERS for word in words) else "employee"
