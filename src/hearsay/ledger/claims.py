"""The book of claims: who put forward the same, who took it over from whom, and where it comes from."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import chain
from typing import Any, NoReturn

import msgspec
from sqlalchemy import Connection, Table, delete, func, insert, select

from hearsay.errors import UnknownClaim
from hearsay.ledger import claim_queries, claim_rows, queries, schema, states
from hearsay.ledger.claim_queries import ClaimOrder
from hearsay.ledger.database import Database, batches, fill
from hearsay.ledger.index import printable
from hearsay.ledger.rows import ClaimFilters, Filters, ToldRow
from hearsay.ledger.tables import Rows
from hearsay.records import Claim, Copy, CopyKind

STATE = "claims"
BODIES = 50  # claims may be large: fetched this many at a time


class ClaimBook(Database):
    """What linking made of the statements and texts: copies, and claims with what they rest on."""

    def store_copies(self, copies: Iterable[Copy], *, of: Iterable[str] | None = None) -> None:
        """Put these copies in the place of all into the documents ``of``, in one transaction.

        Without ``of`` they take the place of all copies. Those given must go into these documents.
        """
        table = schema.copies
        with self._connection(write=True) as connection:
            if of is None:
                connection.execute(delete(table))
            for ids in batches(sorted(set(of or ()))):
                connection.execute(delete(table).where(table.c.later.in_(ids)))
            fill(connection, table, map(claim_rows.copy_row, copies))

    def copies(
        self,
        *,
        document: str | None = None,
        kind: CopyKind | None = None,
        outlet: str | None = None,
        limit: int | None = None,
    ) -> Rows[Copy]:
        """The copies, by the published date of the later document (undated first).

        ``document`` (whole id) and ``outlet`` (whole name, upper and lower case alike) may be on either side.

        Raises:
            UsageError: the outlet's name is too long, or the limit makes no sense.
        """
        queries.validate(Filters(outlet=outlet), limit)
        query = claim_queries.copies_found(document, kind, outlet, limit)
        return Rows(Copy, lambda: map(claim_rows.copy_of, self._stream(query)))

    def store_claims(
        self,
        remove: Iterable[str] = (),
        add: Iterable[Claim] = (),
        *,
        linked: Mapping[str, str] | None = None,
        state: str | None = None,
        memory: Mapping[str, bytes] | None = None,
    ) -> None:
        """Take claims away by their ids and put claims in, in one transaction.

        A claim that is put in takes the place of the one with its id. ``linked`` are fingerprints of the
        documents that were now linked, ``state`` one of everything the claims were made from, ``memory``
        what linking keeps for itself, by name: what :meth:`linked`, :meth:`claims_state` and
        :meth:`remembered` give then changes together with the claims.

        Raises:
            LedgerError: a statement would be part of two claims, or a document is not there.
        """
        new = list(add)
        with self._connection(write=True) as connection:
            # All go before any comes: a statement may pass from one claim to another.
            for ids in batches(sorted({*remove, *(claim.id for claim in new)})):
                for table, _ in _INDEX:
                    connection.execute(delete(table).where(table.c.claim.in_(ids)))
                connection.execute(delete(schema.claims).where(schema.claims.c.id.in_(ids)))
            fill(connection, schema.claims, map(claim_rows.claim_row, new))
            for table, rows_of in _INDEX:
                fill(connection, table, chain.from_iterable(map(rows_of, new)))
            _link(connection, linked or {})
            if state is not None:
                states.keep(connection, STATE, state)
            for name, body in (memory or {}).items():
                connection.execute(delete(schema.memories).where(schema.memories.c.name == name))
                connection.execute(insert(schema.memories), {"name": name, "body": body})

    def claims_state(self) -> str | None:
        """What the claims were made from, or None where there are none yet."""
        with self._connection() as connection:
            return states.kept(connection, STATE)

    def claims(
        self,
        *,
        sort: ClaimOrder = "spread",
        contains: str | None = None,
        actor: str | None = None,
        outlet: str | None = None,
        document: str | None = None,
        since: str | None = None,
        until: str | None = None,
        hardened: bool | None = None,
        least_documents: int | None = None,
        most_independence: int | None = None,
        limit: int | None = None,
    ) -> Rows[Claim]:
        """The claims that pass the filters (:class:`ClaimFilters` says what they mean), streamed.

        ``spread`` gives those of the most documents first, ``independence`` those of the most independent
        origins, ``echo`` those of the most documents per origin, ``first`` the oldest, undated ones last.

        Raises:
            UsageError: a filter or the limit makes no sense.
        """
        filters = ClaimFilters(
            contains=contains,
            actor=actor,
            outlet=outlet,
            document=document,
            since=since,
            until=until,
            hardened=hardened,
            least_documents=least_documents,
            most_independence=most_independence,
        )
        queries.validate(Filters(contains=contains, outlet=outlet, since=since, until=until), limit)
        query = claim_queries.claim_bodies(filters, sort, limit)
        return Rows(Claim, lambda: map(claim_rows.claim_of, self._stream(query, size=BODIES)))

    def claim(self, name: str) -> Claim:
        """The claim of this id, beginning of an id (4 characters or more), proposition, part of one, or
        words that all stand in one, tried in this order.

        Raises:
            UnknownClaim: there is none, or several answer to the first of these that any answers to.
        """
        name = printable(name)
        with self._connection() as connection:
            for query in claim_queries.claims_called(name):
                found = connection.execute(query).all()
                if len(found) == 1:
                    whole = select(schema.claims.c.body).where(schema.claims.c.id == found[0].id)
                    return msgspec.json.decode(connection.execute(whole).scalar_one(), type=Claim)
                if found:
                    _ambiguous(name, found, self.place)
        raise UnknownClaim(
            f"The ledger holds no claim called “{_short(name)}”.",
            where=self.place,
            remedy="`hearsay claims` lists all. Give an id, or words of the proposition.",
        )

    def claim_of(self, statement: str) -> Claim | None:
        """The claim that a statement (whole id) is a part of, if it is part of one."""
        with self._connection() as connection:
            body = connection.execute(claim_queries.body_of_statement(statement)).scalar()
            return None if body is None else msgspec.json.decode(body, type=Claim)

    def claim_ids(self, statements: Iterable[str] | None = None) -> dict[str, str]:
        """The id of its claim by statement, of these statements or of all; those of no claim are left out."""
        columns = select(schema.parts.c.statement, schema.parts.c.claim)
        with self._connection() as connection:
            if statements is None:
                return dict(map(tuple, connection.execute(columns.order_by(schema.parts.c.statement))))
            found: dict[str, str] = {}
            for ids in batches(statements):
                rows = connection.execute(columns.where(schema.parts.c.statement.in_(ids)))
                found.update(map(tuple, rows))
            return found

    def claims_touched(self, *, parties: Iterable[str] = (), documents: Iterable[str] = ()) -> set[str]:
        """The ids of the claims that pass through one of these parties, or have a statement in one of these
        documents."""
        found: set[str] = set()
        for column, ids in ((schema.parties.c.party, parties), (schema.parts.c.document, documents)):
            query = select(column.table.c.claim).distinct()
            found |= {row.claim for row in self._stream_of(query, column, ids)}
        return found

    def claim_count(self) -> int:
        """How many claims there are."""
        with self._connection() as connection:
            return connection.execute(select(func.count()).select_from(schema.claims)).scalar_one()

    def copy_count(self) -> int:
        """How many copies there are."""
        with self._connection() as connection:
            return connection.execute(select(func.count()).select_from(schema.copies)).scalar_one()

    def publications(self) -> list[tuple[str, str | None, str | None]]:
        """The id, outlet and published date of every document, by id."""
        table = schema.documents
        query = select(table.c.id, table.c.outlet, table.c.published).order_by(table.c.id)
        return list(map(tuple, self._stream(query)))

    def linked(self) -> dict[str, str]:
        """What each document was last linked from, as a fingerprint by its id."""
        with self._connection() as connection:
            table = schema.linked
            known = select(table.c.document, table.c.fingerprint).where(table.c.fingerprint != "")
            return dict(map(tuple, connection.execute(known.order_by(table.c.document))))

    def store_told(self, documents: Iterable[ToldRow]) -> None:
        """Keep what linking is told of documents, in the place of what it was told of them before.

        Until :meth:`store_claims` or :meth:`store_linked` gives their fingerprints they count as not linked.
        """
        with self._connection(write=True) as connection:
            for some in batches(documents):
                ids = [one.document for one in some]
                for table in (schema.linked, schema.ties):
                    connection.execute(delete(table).where(table.c.document.in_(ids)))
                rows = ({"document": one.document, "fingerprint": "", "told": one.told} for one in some)
                fill(connection, schema.linked, rows)
                ties = (
                    {
                        "document": one.document,
                        "position": position,
                        "upper": upper,
                        "lower": lower,
                        "body": body,
                    }
                    for one in some
                    for position, (upper, lower, body) in enumerate(one.ties)
                )
                fill(connection, schema.ties, ties)

    def told(self, documents: Iterable[str] | None = None) -> Iterator[tuple[str, str]]:
        """What linking was told of all documents or of these: id and body, by id."""
        table = schema.linked
        query = select(table.c.document, table.c.told).order_by(table.c.document)
        if documents is None:
            return map(tuple, self._stream(query))
        return map(tuple, self._stream_of(query, table.c.document, documents))

    def ties(self) -> Iterator[tuple[str, str]]:
        """Who depends on whom: the document that says so, and the body, by document and place in it."""
        table = schema.ties
        query = select(table.c.document, table.c.body).order_by(table.c.document, table.c.position)
        return map(tuple, self._stream(query))

    def documents_of(self, statements: Iterable[str]) -> dict[str, str]:
        """The document of each of these statements, by statement."""
        table = schema.statements
        query = select(table.c.id, table.c.document).order_by(table.c.id)
        return dict(map(tuple, self._stream_of(query, table.c.id, statements)))

    def store_linked(self, fingerprints: Mapping[str, str]) -> None:
        """Keep what these documents were linked from; other documents keep theirs."""
        with self._connection(write=True) as connection:
            _link(connection, fingerprints)

    def forget_links(self, *, vectors: bool = False) -> None:
        """Forget all copies and claims, and what they were made from, in one transaction.

        Sketches and vectors, which only a text and a version decide, stay unless ``vectors`` is true.
        Actors, fact checks and judgements stay.
        """
        made = [
            schema.copies,
            schema.memories,
            schema.parties,
            schema.parts,
            schema.claims,
            schema.linked,
            schema.ties,
        ]
        made += [schema.sketches, schema.vectors] if vectors else []
        with self._connection(write=True) as connection:
            for table in made:
                connection.execute(delete(table))
            states.forget(connection, STATE)


_INDEX: tuple[tuple[Table, Any], ...] = (
    (schema.parts, claim_rows.part_rows),
    (schema.parties, claim_rows.party_rows),
)


def _link(connection: Connection, fingerprints: Mapping[str, str]) -> None:
    table = schema.linked
    for ids in batches(sorted(fingerprints)):
        query = select(table.c.document, table.c.told).where(table.c.document.in_(ids))
        told: dict[str, str] = dict(map(tuple, connection.execute(query)))
        connection.execute(delete(table).where(table.c.document.in_(ids)))
        rows = [{"document": id, "fingerprint": fingerprints[id], "told": told.get(id, "[]")} for id in ids]
        connection.execute(insert(table), rows)


def _ambiguous(name: str, found: Sequence[Any], place: str) -> NoReturn:
    named = [
        f"“{_short(row.proposition)}” ({row.documents:,} document{'' if row.documents == 1 else 's'},"
        f" id {row.id})"
        for row in found[: queries.CANDIDATES]
    ]
    more = " and more" if len(found) > len(named) else ""
    raise UnknownClaim(
        f"Several claims answer to “{_short(name)}”: {'; '.join(named)}{more}.",
        where=place,
        remedy="Give the id of the one you mean.",
    )


def _short(text: str, most: int = 120) -> str:
    return text if len(text) <= most else text[: most - 1].rstrip() + "…"
