"""Rows of the lexicon's data files, with what other packages add to them."""

from __future__ import annotations

import tomllib
from collections.abc import Callable, Iterable, Mapping
from functools import cache
from importlib import resources
from importlib.metadata import EntryPoint, entry_points
from typing import Any

from hearsay.errors import UsageError

Row = tuple[str, ...]
ENTRY_POINT_GROUP = "hearsay.lexicons"


@cache
def rows(name: str) -> tuple[Row, ...]:
    """The rows of ``data/<name>.tsv``, then those of other packages, all as wide as the widest in the file.

    A package adds rows through an entry point in the group ``hearsay.lexicons``: a callable that takes
    the name of the file (``"verbs"``) and returns rows of strings in that file's columns.

    Raises:
        UsageError: a package's entry point cannot be loaded, or adds what is no row of this file.
    """
    own = [tuple(cell.strip() for cell in line.split("\t")) for line in _lines(name)]
    width = max(map(len, own), default=0)
    return tuple(row + ("",) * (width - len(row)) for row in (*own, *_added(name, width)))


@cache
def toml(name: str) -> Mapping[str, Any]:
    """The tables of ``data/<name>.toml``."""
    return tomllib.loads(_read(f"{name}.toml"))


@cache
def word_class(name: str) -> frozenset[str]:
    """A closed class of words (``"auxiliary"``), in lower case.

    Raises:
        KeyError: there is no class of this name.
    """
    return _classes()[name]


@cache
def _classes() -> Mapping[str, frozenset[str]]:
    found: dict[str, frozenset[str]] = {}
    for name, members in rows("classes"):
        found[name] = found.get(name, frozenset()) | frozenset(members.split())
    return found


def forget() -> None:
    """Drop what is cached here, so that a newly installed package is seen; for tests."""
    rows.cache_clear()
    toml.cache_clear()
    word_class.cache_clear()
    _classes.cache_clear()
    _additions.cache_clear()


def _read(file: str) -> str:
    return resources.files(__package__).joinpath("data", file).read_text(encoding="utf-8")


def _lines(name: str) -> Iterable[str]:
    return (line for line in _read(f"{name}.tsv").splitlines() if line.strip() and not line.startswith("#"))


@cache
def _additions() -> tuple[tuple[EntryPoint, Callable[[str], Iterable[Row]]], ...]:
    return tuple((point, _load(point)) for point in entry_points(group=ENTRY_POINT_GROUP))


def _load(point: EntryPoint) -> Callable[[str], Iterable[Row]]:
    try:
        add: Callable[[str], Iterable[Row]] = point.load()
    except (ImportError, AttributeError) as error:
        raise UsageError(
            f"The lexicon {point.name!r} cannot be loaded: {error}.",
            where=point.value,
            remedy="Reinstall or remove the package that brings it.",
        ) from error
    return add


def _added(name: str, width: int) -> Iterable[Row]:
    for point, add in _additions():
        for row in add(name):
            if isinstance(row, str) or len(row) > width or not all(isinstance(cell, str) for cell in row):
                raise UsageError(
                    f"The lexicon {point.name!r} adds to {name!r} no row of {width} strings: {row!r}.",
                    where=point.value,
                    remedy=f"Return rows with the columns named at the top of {name}.tsv.",
                )
            yield tuple(row)
