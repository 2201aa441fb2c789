"""Actors that the user knows beforehand: a table, or FollowTheMoney entities as JSON lines."""

from __future__ import annotations

import os
from collections.abc import Iterator
from dataclasses import dataclass, field
from os import PathLike
from typing import Any

import msgspec

from hearsay.records import EntityType, KnownActor, Record, Rejection, digest
from hearsay.sources.base import Refused
from hearsay.sources.normal import line
from hearsay.sources.tables import rows_of, text_of
from hearsay.sources.walk import shown

COLUMNS = ("name", "type", "aliases", "parent")
OPTION = "--actors"
WHAT = "list of known actors"

_TYPES: dict[str, EntityType] = {
    "person": "person",
    "organization": "organization",
    "organisation": "organization",
    "place": "place",
    "other": "other",
    # Schemata of FollowTheMoney; the others say something about these, or are things.
    "company": "organization",
    "publicbody": "organization",
    "legalentity": "organization",
    "address": "place",
}
_LINKS = {
    "membership": ("member", "organization"),
    "employment": ("employee", "employer"),
    "directorship": ("director", "organization"),
}
_NAMES = ("name", "alias", "weakAlias", "previousName", "abbreviation")
_IDS = {"wikidataId": "wikidata", "opensanctionsId": "opensanctions", "leiCode": "lei"}
_SHAPE = 'Write one entity a line: {"id": "…", "schema": "Person", "properties": {"name": ["…"]}}.'


class KnownList(Record):
    """What a file of known actors holds: the actors, and the lines that cannot be used.

    ``path`` is the whole path of the file, by which it is known again.
    """

    path: str
    actors: tuple[KnownActor, ...]
    rejections: tuple[Rejection, ...]


def known_actors(path: str | PathLike[str]) -> KnownList:
    """Read a list of known actors.

    A table has a header with the columns ``name``, ``type`` (person, organization, place, other), ``aliases``
    (separated by semicolons) and ``parent`` (the name of the organization it belongs to); ``id`` and every
    further column is what the actor is called elsewhere, under the column's name. A file that begins with a
    brace holds FollowTheMoney entities, of which persons, organizations and addresses are taken, and what
    they belong to where the file itself says so: a link that has a proof is what some document says.

    Raises:
        UsageError: the file is missing, unreadable, or has no column ``name`` or ``type``.
    """
    location = os.fspath(path)
    text = text_of(location, what=WHAT, option=OPTION)
    found = _Found(shown(location))
    given = _entities(text) if text.lstrip().startswith("{") else _rows(text, found.path)
    for number, one in given:
        found.add(number, one)
    return KnownList(
        path=shown(os.path.realpath(location)),
        actors=tuple(found.actors.values()),
        rejections=tuple(found.rejections),
    )


@dataclass
class _Found:
    """Actors by id, and what is wrong with the lines that give none."""

    path: str
    actors: dict[str, KnownActor] = field(default_factory=dict)
    rejections: list[Rejection] = field(default_factory=list)

    def add(self, number: int, one: KnownActor | Refused) -> None:
        if isinstance(one, KnownActor) and one.id in self.actors:
            one = Refused(
                "known-actor",
                f"“{one.name}” ({one.id}) stands in the list twice; the first line holds.",
                remedy="Leave one of the lines out, or give them ids of their own.",
            )
        if isinstance(one, Refused):
            self.rejections.append(one.rejection(self.path, f"line {number}"))
        else:
            self.actors[one.id] = one


def _rows(text: str, where: str) -> Iterator[tuple[int, KnownActor | Refused]]:
    columns = (*COLUMNS, "wikidata")
    for number, cells in rows_of(text, required=("name", "type"), columns=columns, what=WHAT, where=where):
        name = line(cells.get("name"))
        type = _TYPES.get(cells.get("type", "").lower().replace(" ", ""))
        if name is None:
            yield number, Refused("known-actor", "The line has no name.", remedy="Fill in the column `name`.")
        elif type is None:
            yield (
                number,
                Refused(
                    "known-actor",
                    f"“{cells.get('type', '')}” is no type of an actor.",
                    remedy="Write person, organization, place or other into the column `type`.",
                ),
            )
        else:
            ids = tuple(
                (column, value)
                for column, cell in cells.items()
                if column and column not in (*COLUMNS, "id") and (value := line(cell))
            )
            yield (
                number,
                KnownActor(
                    id=line(cells.get("id")) or digest("known", type, name, ids),
                    name=name,
                    type=type,
                    aliases=_unique(cells.get("aliases", "").split(";"), name),
                    parent=line(cells.get("parent")),
                    ids=ids,
                ),
            )


class _Entity(msgspec.Struct):
    """As much of a FollowTheMoney entity as is used."""

    id: str
    schema: str
    properties: dict[str, list[Any]] = {}
    caption: str | None = None


def _entities(text: str) -> Iterator[tuple[int, KnownActor | Refused]]:
    entities: list[tuple[int, _Entity | Refused]] = []
    for number, row in enumerate(text.split("\n"), start=1):
        if row.strip():
            try:
                found = msgspec.json.decode(row, type=_Entity)
                if found.schema.lower() in _TYPES or found.schema.lower() in _LINKS:
                    entities.append((number, found))  # and not a document with all its text
            except (msgspec.MsgspecError, UnicodeError, RecursionError) as error:
                reason = f"This is no FollowTheMoney entity: {error}."
                entities.append((number, Refused("known-actor", reason, remedy=_SHAPE)))
    # A parent is given as the id of another entity of the file.
    names = {entity.id: _names(entity) for _, entity in entities if isinstance(entity, _Entity)}
    parents = dict(
        pair
        for _, entity in reversed(entities)
        if isinstance(entity, _Entity)
        for pair in _membership(entity)
    )
    for number, entity in entities:
        if isinstance(entity, Refused):
            yield number, entity
        elif type := _TYPES.get(entity.schema.lower()):
            yield number, _known(entity, type, names, parents.get(entity.id))


def _membership(entity: _Entity) -> list[tuple[str, str]]:
    """Who belongs to whom by a link; one that has a proof is what some document says, and known to nobody."""
    ends = _LINKS.get(entity.schema.lower())
    if ends is None or entity.properties.get("proof"):
        return []
    return [(member, whole) for member in _texts(entity, ends[0]) for whole in _texts(entity, ends[1])]


def _known(
    entity: _Entity, type: EntityType, names: dict[str, tuple[str, ...]], parent: str | None
) -> KnownActor | Refused:
    if not names[entity.id]:
        reason = f"The entity {entity.id} has no name."
        return Refused("known-actor", reason, remedy="Give it one in `properties.name`.")
    name, *aliases = names[entity.id]
    given = [*_texts(entity, "parent"), *([parent] if parent else [])]
    parents = [one for id in given for one in (names.get(id) or (id,))[:1]]
    ids = [(called, value) for key, called in _IDS.items() for value in _texts(entity, key)]
    return KnownActor(
        id=entity.id,
        name=name,
        type=type,
        aliases=tuple(aliases),
        parent=parents[0] if parents else None,
        ids=(*ids, ("followthemoney", entity.id)),
    )


def _names(entity: _Entity) -> tuple[str, ...]:
    """All names, the caption first where it is one of them."""
    found = [name for key in _NAMES for name in _texts(entity, key)]
    caption = line(entity.caption)
    return _unique([caption, *found] if caption in found else found)


def _texts(entity: _Entity, key: str) -> list[str]:
    values = entity.properties.get(key, [])
    return [text for value in values if isinstance(value, str) and (text := line(value))]


def _unique(names: list[Any], but: str | None = None) -> tuple[str, ...]:
    tidy = (line(name) for name in names)
    return tuple(dict.fromkeys(name for name in tidy if name and name != but))
