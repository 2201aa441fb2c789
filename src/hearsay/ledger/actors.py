"""The book of actors: who the entities of all documents are, and who is known beforehand."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from itertools import chain
from typing import Any, NoReturn

import msgspec
from sqlalchemy import Connection, Table, delete, select

from hearsay.errors import UnknownActor
from hearsay.ledger import queries, schema, states
from hearsay.ledger.database import BATCH, Database, batches, fill
from hearsay.ledger.index import Row, fold, json_of, printable
from hearsay.ledger.rows import Filters
from hearsay.ledger.search.analysis import analysed
from hearsay.ledger.tables import Rows
from hearsay.records import Actor, Affiliation, EntityType, KnownActor, Member, Reason

STATE = "actors"
Pairs = tuple[tuple[str, str], ...]


class ActorBook(Database):
    """What linking made of the readings: actors with their members; and the lists of known actors."""

    def know(self, actors: Iterable[KnownActor], *, file: str = "") -> None:
        """Keep known actors in the place of those that ``file``, the list they come from, named before.

        An id that another list names is taken over from it. What is no text in them (half characters, NUL)
        is kept as an escape.
        """
        table = schema.known_actors
        rows = {actor.id: _known_row(actor, file) for actor in actors}
        with self._connection(write=True) as connection:
            connection.execute(delete(table).where(table.c.file == printable(file)))
            for ids in batches(rows):
                connection.execute(delete(table).where(table.c.id.in_(ids)))
            fill(connection, table, rows.values())

    def known_actors(self) -> list[KnownActor]:
        """All known actors, by id."""
        return [
            KnownActor(
                id=row.id,
                name=row.name,
                type=row.type,
                aliases=msgspec.json.decode(row.aliases, type=tuple[str, ...]),
                parent=row.parent,
                ids=msgspec.json.decode(row.ids, type=Pairs),
            )
            for row in self._stream(select(schema.known_actors).order_by(schema.known_actors.c.id))
        ]

    def store_actors(self, actors: Sequence[Actor], state: str) -> None:
        """Put these actors in the place of all there were, in one transaction.

        ``state`` is a fingerprint of what they were made from, for :meth:`actors_state`.
        """
        filled = (
            (schema.actors, _rows),
            (schema.actor_names, _name_rows),
            (schema.affiliations, _affiliation_rows),
            (schema.members, _member_rows),
        )
        with self._connection(write=True) as connection:
            for table, _ in reversed(filled):
                connection.execute(delete(table))
            for table, rows_of in filled:
                fill(connection, table, chain.from_iterable(map(rows_of, actors)))
            states.keep(connection, STATE, state)

    def actors_state(self) -> str | None:
        """What the actors were made from, or None where there are none yet."""
        with self._connection() as connection:
            return states.kept(connection, STATE)

    def actors(
        self, *, type: EntityType | None = None, contains: str | None = None, limit: int | None = None
    ) -> Rows[Actor]:
        """The actors, those of the most documents first.

        ``contains`` is looked for in all their names, upper and lower case alike.

        Raises:
            UsageError: the text to look for or the limit makes no sense.
        """
        queries.validate(Filters(contains=contains), limit)
        return Rows(Actor, lambda: self._actors(type, contains, limit))

    def _actors(self, type: EntityType | None, contains: str | None, limit: int | None) -> Iterator[Actor]:
        with self._connection() as connection:
            query = queries.actor_rows(type, contains, limit).execution_options(yield_per=BATCH)
            for batch in batches(connection.execute(query)):
                yield from _whole(connection, batch)

    def actor(self, name: str) -> Actor:
        """The actor of this id, beginning of an id (4 characters or more), name in any of its spellings, or
        part of a name, tried in this order.

        Raises:
            UnknownActor: there is none, or several answer to the first of these that any answers to.
        """
        name = printable(name)
        with self._connection() as connection:
            for query in queries.actors_called(name):
                found = connection.execute(query).all()
                if len(found) == 1:
                    row = connection.execute(
                        select(schema.actors).where(schema.actors.c.id == found[0].id)
                    ).one()
                    return next(_whole(connection, [row]))
                if found:
                    _ambiguous(name, found, self.place)
        raise UnknownActor(
            f"The ledger holds no actor called “{name}”.",
            where=self.place,
            remedy="`hearsay actors` lists all. Give an id, a name, or part of a name.",
        )

    def actor_of(self, document: str, entity: int) -> Actor | None:
        """The actor that an entity of a document belongs to, if it belongs to one."""
        key = (schema.members.c.document == document) & (schema.members.c.entity == entity)
        query = select(schema.actors).where(schema.actors.c.id.in_(select(schema.members.c.actor).where(key)))
        with self._connection() as connection:
            return next(_whole(connection, connection.execute(query).all()), None)

    def members(self, documents: Iterable[str] | None = None) -> Iterator[tuple[str, int, str, str]]:
        """Which actor each entity is: document, index of the entity, id and name of the actor.

        Of all documents, by document and entity, or of these.
        """
        table = schema.members
        query = select(table.c.document, table.c.entity, table.c.actor, schema.actors.c.name).join(
            schema.actors, schema.actors.c.id == table.c.actor
        )
        query = query.order_by(table.c.document, table.c.entity)
        found = (
            self._stream(query) if documents is None else self._stream_of(query, table.c.document, documents)
        )
        return map(tuple, found)

    def outlet_actors(self) -> dict[str, str]:
        """The id of the organization that bears the name of an outlet, by that name, with or without *the*.

        Of several the one in the most documents.
        """
        with self._connection() as connection:
            outlets = connection.execute(
                select(schema.documents.c.outlet).where(schema.documents.c.outlet.is_not(None)).distinct()
            ).scalars()
            wanted: dict[str, list[str]] = {}
            for outlet in filter(None, outlets):
                folded = fold(outlet) or ""
                for name in {folded, folded.removeprefix("the "), f"the {folded}"}:
                    wanted.setdefault(name, []).append(outlet)
            names, actors = schema.actor_names, schema.actors
            found: dict[str, tuple[int, str]] = {}
            for some in batches(sorted(wanted)):
                query = (
                    select(names.c.folded, actors.c.id, actors.c.documents)
                    .join(actors, actors.c.id == names.c.actor)
                    .where(names.c.folded.in_(some), actors.c.type == "organization")
                    .order_by(actors.c.id)
                )
                for row in connection.execute(query):
                    for outlet in wanted[row.folded]:
                        if row.documents > found.get(outlet, (0, ""))[0]:
                            found[outlet] = (row.documents, row.id)
        return {outlet: actor for outlet, (_, actor) in sorted(found.items())}


def _whole(connection: Connection, rows: Sequence[Any]) -> Iterator[Actor]:
    """The actors of these rows, with everything that belongs to them."""
    ids = [row.id for row in rows]
    names = _by_actor(connection, schema.actor_names, "actor", ids)
    belongings = _by_actor(connection, schema.affiliations, "member", ids)
    seen = _by_actor(connection, schema.members, "actor", ids)
    for row in rows:
        yield Actor(
            id=row.id,
            type=row.type,
            name=row.name,
            names=tuple(one.name for one in names[row.id]),
            roles=msgspec.json.decode(row.roles, type=tuple[str, ...]),
            ids=msgspec.json.decode(row.ids, type=Pairs),
            known=row.known,
            members=tuple(
                Member(
                    document=one.document,
                    entity=one.entity,
                    why=msgspec.json.decode(one.why, type=tuple[Reason, ...]),
                )
                for one in seen[row.id]
            ),
            affiliations=tuple(
                Affiliation(
                    actor=one.actor,
                    name=one.name,
                    role=one.role,
                    by=msgspec.json.decode(one.by, type=tuple[str, ...]),
                )
                for one in belongings[row.id]
            ),
        )


def _by_actor(connection: Connection, table: Table, key: str, ids: Sequence[str]) -> dict[str, list[Any]]:
    groups: defaultdict[str, list[Any]] = defaultdict(list)
    query = select(table).where(table.c[key].in_(ids)).order_by(table.c[key], table.c.position)
    for row in connection.execute(query):
        groups[row._mapping[key]].append(row)
    return groups


def _rows(actor: Actor) -> Iterator[Row]:
    yield {
        "id": actor.id,
        "type": actor.type,
        "name": actor.name,
        "folded": fold(actor.name),
        "documents": len({member.document for member in actor.members}),
        "known": actor.known,
        "roles": json_of(actor.roles),
        "ids": json_of(actor.ids),
    }


def _name_rows(actor: Actor) -> Iterator[Row]:
    for position, name in enumerate(actor.names):
        yield {
            "actor": actor.id,
            "position": position,
            "name": name,
            "folded": fold(name),
            "words": analysed(name),
        }


def _member_rows(actor: Actor) -> Iterator[Row]:
    for position, member in enumerate(actor.members):
        yield {
            "document": member.document,
            "entity": member.entity,
            "actor": actor.id,
            "position": position,
            "why": json_of(member.why),
        }


def _affiliation_rows(actor: Actor) -> Iterator[Row]:
    for position, belonging in enumerate(actor.affiliations):
        yield {
            "member": actor.id,
            "position": position,
            "actor": belonging.actor,
            "name": belonging.name,
            "role": belonging.role,
            "by": json_of(belonging.by),
        }


def _known_row(actor: KnownActor, file: str) -> Row:
    return {
        "id": printable(actor.id),
        "file": printable(file),
        "name": printable(actor.name),
        "type": actor.type,
        "aliases": json_of([printable(alias) for alias in actor.aliases]),
        "parent": actor.parent and printable(actor.parent),
        "ids": json_of([(printable(name), printable(value)) for name, value in actor.ids]),
    }


def _ambiguous(name: str, found: Sequence[Any], place: str) -> NoReturn:
    named = [
        f"{row.name} ({row.type}, {row.documents:,} document{'' if row.documents == 1 else 's'}, id {row.id})"
        for row in found[: queries.CANDIDATES]
    ]
    more = " and more" if len(found) > len(named) else ""
    raise UnknownActor(
        f"Several actors are called “{name}”: {'; '.join(named)}{more}.",
        where=place,
        remedy="Give the id of the one you mean.",
    )
