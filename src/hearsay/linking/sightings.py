"""What linking is given: one entity of one document, and what people have judged about two of them."""

from __future__ import annotations

from hearsay.records import EntityType, Record

Key = tuple[str, int]
"""An entity of a document: the document's id, and the entity's index in its current Reading."""


class Sighting(Record):
    """One entity of one document, with what the document shows of it.

    ``names`` are its names there (an entity that is never named has none), ``company`` the names of the other
    named entities of the document, ``context`` the content words around its mentions in lower case,
    ``affiliations`` what it belongs to as (role, name), ``mentions`` how often it is mentioned.
    """

    document: str
    entity: int
    type: EntityType
    name: str
    names: tuple[str, ...] = ()
    roles: tuple[str, ...] = ()
    company: tuple[str, ...] = ()
    context: tuple[str, ...] = ()
    affiliations: tuple[tuple[str, str], ...] = ()
    mentions: int = 1

    @property
    def key(self) -> Key:
        """Document and entity."""
        return (self.document, self.entity)


class Constraint(Record):
    """A person's word on two sightings: the same actor, or not."""

    left: Key
    right: Key
    same: bool
