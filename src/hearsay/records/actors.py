"""Actors: one thing across documents; and what people judge about them."""

from __future__ import annotations

from typing import Literal

from hearsay.records.base import EntityType, Record, Span


class Reason(Record):
    """One ground for a decision: what was compared, the two values, and how far it speaks for (0 to 1)."""

    what: str
    left: str
    right: str
    score: float


class Member(Record):
    """One entity of one document that belongs to an actor, and why."""

    document: str
    entity: int
    why: tuple[Reason, ...] = ()


class Affiliation(Record):
    """That an actor belongs to another, and which documents say so."""

    actor: str
    name: str
    role: str | None
    by: tuple[str, ...]


class Actor(Record):
    """One thing across documents, with its names in all spellings and the entities that it was seen as.

    ``names`` is in the order of how often each is used, ``ids`` holds what it is called elsewhere
    (``wikidata``, ``opensanctions`` …), ``known`` tells that a list of known actors names it.
    """

    id: str
    type: EntityType
    name: str
    names: tuple[str, ...]
    roles: tuple[str, ...] = ()
    ids: tuple[tuple[str, str], ...] = ()
    known: bool = False
    members: tuple[Member, ...] = ()
    affiliations: tuple[Affiliation, ...] = ()


class KnownActor(Record):
    """An actor that the user knows beforehand, from a table or from FollowTheMoney entities."""

    id: str
    name: str
    type: EntityType
    aliases: tuple[str, ...] = ()
    parent: str | None = None
    ids: tuple[tuple[str, str], ...] = ()


class Anchor(Record):
    """A place in a document that a judgement points at, whatever later readings make of it.

    ``span`` are the characters of the first name (or first mention) of the entity meant, ``words`` what
    stands there.
    """

    document: str
    span: Span
    words: str


class Judgement(Record):
    """A person's verdict on something the machine proposed; a row that is never changed.

    ``about`` says what is judged: ``same-actor`` (left and right are one actor: yes, no, unsure),
    ``actor-name`` (left's actor is to be called ``value``: edit), ``affiliation`` (left's actor belongs to
    right's: yes, no) or ``same-claim`` (the statements at left and right put forward the same: yes, no).
    ``undoes`` is the id of an earlier judgement that this one takes back. ``at`` is ISO 8601 in UTC.
    """

    id: str
    at: str
    author: str
    about: Literal["same-actor", "actor-name", "affiliation", "same-claim"]
    verdict: Literal["yes", "no", "unsure", "edit"]
    left: Anchor | None = None
    right: Anchor | None = None
    value: str | None = None
    note: str | None = None
    undoes: str | None = None
