"""What a search found, counted."""

from __future__ import annotations

from collections import defaultdict
from typing import Any

from sqlalchemy import CTE, ColumnElement, Connection, Select, func, literal, select, union_all

from hearsay.ledger import schema
from hearsay.ledger.search.tables import STATEMENTS
from hearsay.records import Record


class Bucket(Record, frozen=True, kw_only=True):
    """Some of what was found that have something in common, and how many they are.

    ``value`` is what they have in common: a name, a year, of a speaker the id of the actor; None where there
    is none: no outlet, no date, nobody known who speaks. ``name`` is how people call it.
    """

    value: str | None
    name: str | None
    count: int


class Facet(Record, frozen=True, kw_only=True):
    """The buckets of one kind, the largest first; ``others`` is how many more there are."""

    buckets: tuple[Bucket, ...]
    others: int


class Facets(Record, frozen=True, kw_only=True):
    """How many statements a search found in all, and how many by each of these."""

    statements: int
    outlet: Facet
    speaker: Facet
    act: Facet
    form: Facet
    certainty: Facet
    year: Facet


def count(connection: Connection, condition: ColumnElement[bool], limit: int) -> Facets:
    """The facets of the statements that a condition holds for, with so many buckets each."""
    found = select(STATEMENTS.of).where(condition).cte("found")
    keys: dict[str, ColumnElement[Any]] = {
        "outlet": found.c.outlet,
        "act": found.c.act,
        "form": found.c.form,
        "certainty": found.c.certainty,
        "year": func.nullif(func.substr(found.c.published, 1, 4), ""),
    }
    counted = [_counted(field, key).select_from(found) for field, key in keys.items()]
    rows = connection.execute(union_all(*counted, _speakers(found))).all()
    groups: defaultdict[str, list[tuple[str | None, int]]] = defaultdict(list)
    for row in rows:
        groups[row.field].append((row.value, row.many))
    largest = {field: sorted(groups[field], key=_largest)[:limit] for field in (*keys, "speaker")}
    names = _names(connection, [value for value, _ in largest["speaker"] if value is not None])
    facets = {
        field: Facet(
            buckets=tuple(
                Bucket(value=value, name=names.get(value or "", value), count=many) for value, many in chosen
            ),
            others=len(groups[field]) - len(chosen),
        )
        for field, chosen in largest.items()
    }
    return Facets(statements=sum(many for _, many in groups["form"]), **facets)


def _counted(field: str, key: ColumnElement[Any]) -> Select[Any]:
    columns = (literal(field).label("field"), key.label("value"), func.count().label("many"))
    return select(*columns).group_by(key)


def _speakers(found: CTE) -> Select[Any]:
    members = schema.members.c
    of = (members.document == found.c.document) & (members.entity == found.c.entity)
    return _counted("speaker", members.actor).select_from(found.outerjoin(schema.members, of))


def _largest(bucket: tuple[str | None, int]) -> tuple[int, bool, str]:
    value, many = bucket
    return -many, value is None, value or ""


def _names(connection: Connection, actors: list[str]) -> dict[str, str]:
    columns = schema.actors.c
    query = select(columns.id, columns.name).where(columns.id.in_(actors))
    return {row.id: row.name for row in connection.execute(query)}
