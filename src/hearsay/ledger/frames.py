"""Records as Arrow: the schema follows the records. pyarrow is imported when it is asked for, not before."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import cache
from importlib import import_module
from typing import TYPE_CHECKING, Any

from hearsay.errors import UsageError
from hearsay.ledger.columns import columns, shape
from hearsay.records import Record

if TYPE_CHECKING:
    import pyarrow


def library(name: str) -> Any:
    """An optional library of tables.

    Raises:
        UsageError: it is not installed.
    """
    try:
        return import_module(name)
    except ImportError as error:
        raise UsageError(
            f"A table needs the library {name}, which is not installed.",
            remedy="Install it: pip install 'hearsay[tables]'",
        ) from error


@cache
def schema(kind: type[Record]) -> pyarrow.Schema:
    """The Arrow schema of a table of these records.

    Texts are strings, dates as they are written (``2031-05`` stays ``2031-05``); a span is a struct of
    ``start`` and ``end``, a record a struct of its fields, a tuple a list. Only what may be missing is
    nullable.
    """
    arrow = library("pyarrow")
    return arrow.schema([_field(column.name, column.type) for column in columns(kind)])


def batch(kind: type[Record], records: Sequence[Record]) -> pyarrow.RecordBatch:
    """These records as one Arrow batch."""
    arrow = library("pyarrow")
    wanted = schema(kind)
    arrays = [
        arrow.array([put(of(record)) for record in records], type=field.type)
        for (_, type_, of), field in zip(columns(kind), wanted, strict=True)
        for put in (_putter(type_),)
    ]
    return arrow.RecordBatch.from_arrays(arrays, schema=wanted)


def _field(name: str, type_: Any) -> Any:
    return library("pyarrow").field(name, _type(type_), nullable=shape(type_).optional)


def _type(type_: Any) -> Any:
    arrow = library("pyarrow")
    kind, inner, _ = shape(type_)
    if kind == "list":
        return arrow.list_(_field("item", inner))
    if kind == "span":
        return arrow.struct([_field("start", int), _field("end", int)])
    if kind == "record":
        return arrow.struct([_field(column.name, column.type) for column in columns(inner)])
    return {"text": arrow.string, "int": arrow.int64, "float": arrow.float64, "bool": arrow.bool_}[kind]()


@cache
def _putter(type_: Any) -> Callable[[Any], Any]:
    """What turns a value of a record into what pyarrow takes."""
    kind, inner, _ = shape(type_)
    if kind == "span":
        return _optional(lambda span: {"start": span[0], "end": span[1]})
    if kind == "list":
        put = _putter(inner)
        return _optional(lambda items: [put(item) for item in items])
    if kind == "record":
        fields = [(column.name, column.of, _putter(column.type)) for column in columns(inner)]
        return _optional(lambda record: {name: put(of(record)) for name, of, put in fields})
    return lambda value: value


def _optional(put: Callable[[Any], Any]) -> Callable[[Any], Any]:
    return lambda value: None if value is None else put(value)
