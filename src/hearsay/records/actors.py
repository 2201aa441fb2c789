"""Actors: one thing across documents."""

from __future__ import annotations

from hearsay.records.base import EntityType, Record


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
