"""The columns of a table of records: their fields, and figures that are worth a column of their own. Pure."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from types import NoneType, UnionType
from typing import Any, Literal, NamedTuple, Union, get_args, get_origin

import msgspec

from hearsay.ledger.rows import DocumentRow, StatementRow
from hearsay.records import Actor, Claim, Copy, Party, Record, Side


class Column(NamedTuple):
    """One column: its name, the type of its values as records declare it, and how a record gives one."""

    name: str
    type: Any
    of: Callable[[Any], Any]


def _names(parties: tuple[Party, ...]) -> tuple[str, ...]:
    return tuple(party.name for party in parties)


def _origins(side: Side) -> tuple[str, ...]:
    return _names(tuple(origin.party for origin in side.origins))


_MADE: dict[type[Record], tuple[Column, ...]] = {
    Actor: (Column("documents", int, lambda actor: len({member.document for member in actor.members})),),
    Claim: (
        Column("statements", int, lambda claim: len(claim.parts)),
        Column("independence", int, lambda claim: claim.supported.independence),
        Column("denied_independence", int, lambda claim: claim.denied.independence),
        Column("echo", float, lambda claim: claim.echo),
        Column("origins", tuple[str, ...], lambda claim: _origins(claim.supported)),
        Column("hinges_on", tuple[str, ...], lambda claim: _names(claim.supported.hinges_on)),
    ),
}

_WORTH_SHOWING: dict[type[Record], tuple[str, ...]] = {
    StatementRow: ("published", "outlet", "source", "speaker", "act", "certainty", "content"),
    DocumentRow: ("published", "outlet", "title", "path", "statements", "id"),
    Actor: ("name", "type", "names", "roles", "documents", "id"),
    Claim: ("proposition", "first", "documents", "outlets", "independence", "hinges_on", "id"),
    Copy: ("kind", "earlier", "later", "credited", "share_earlier", "share_later"),
}


@cache
def columns(kind: type[Record]) -> tuple[Column, ...]:
    """All columns of a table of these records: each field in its order, then what is made of several.

    An actor has its number of ``documents`` beside its fields; a claim ``statements`` (how many),
    ``independence``, ``denied_independence``, ``echo``, and the names of the ``origins`` of its supporting
    side and of what that ``hinges_on``.
    """
    fields = (Column(one.name, one.type, _getter(one.name)) for one in msgspec.structs.fields(kind))
    return (*fields, *_MADE.get(kind, ()))


def worth_showing(kind: type[Record]) -> tuple[Column, ...]:
    """The few columns by which a person recognises these records; all where none are known."""
    known = {column.name: column for column in columns(kind)}
    return tuple(known[name] for name in _WORTH_SHOWING.get(kind, known))


def _getter(name: str) -> Callable[[Any], Any]:
    return lambda record: getattr(record, name)


class Shape(NamedTuple):
    """What a type of our records is made of.

    ``kind`` is ``text``, ``int``, ``float``, ``bool``, ``span``, ``list`` (``inner`` is the type of its
    items) or ``record`` (``inner`` is the record); ``optional`` tells that a value may be missing.
    """

    kind: Literal["text", "int", "float", "bool", "span", "list", "record"]
    inner: Any = None
    optional: bool = False


_SIMPLE: dict[Any, Shape] = {
    str: Shape("text"),
    int: Shape("int"),
    float: Shape("float"),
    bool: Shape("bool"),
    tuple[int, int]: Shape("span"),
}


def shape(type_: Any) -> Shape:
    """What a type that a record declares is made of."""
    if type_ in _SIMPLE:
        return _SIMPLE[type_]
    origin, arguments = get_origin(type_), get_args(type_)
    if origin in (Union, UnionType):
        (given,) = (one for one in arguments if one is not NoneType)
        return shape(given)._replace(optional=True)
    if origin is Literal:
        return Shape("text")
    if origin is tuple:
        # Pairs of texts are lists, too: what a table calls their halves would be invented.
        return Shape("list", arguments[0])
    if isinstance(type_, type) and issubclass(type_, Record):
        return Shape("record", type_)
    raise TypeError(f"no column can hold {type_}")
