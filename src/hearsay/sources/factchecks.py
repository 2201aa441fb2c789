"""Claims that others checked: ClaimReview as JSON-LD, in a page or a feed of its own, or a table."""

from __future__ import annotations

import html
import json
import os
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from os import PathLike
from typing import Any

from hearsay.errors import UsageError
from hearsay.records import FactCheck, Record, Rejection, digest
from hearsay.sources.base import Refused
from hearsay.sources.claimreview import reviews
from hearsay.sources.dates import iso
from hearsay.sources.html import tree_of
from hearsay.sources.htmlmeta import scripts
from hearsay.sources.normal import line
from hearsay.sources.tables import rows_of, text_of
from hearsay.sources.walk import shown

COLUMNS = ("claim", "claimant", "verdict", "author", "published", "url")
OPTION = "--fact-checks"
WHAT = "list of fact checks"
LONGEST = 5_000  # characters of one field: a claim is a sentence or a few

_CODE = "fact-check"
_SHAPE = (
    'Give ClaimReview as JSON-LD ({"@type": "ClaimReview", "claimReviewed": "…"}), a page or feed that holds'
    " it, or a table with the column `claim`."
)
Found = tuple[str, FactCheck | Refused]
"""Where in the file something stands, and the fact check it is, or why it is none."""


class FactCheckList(Record):
    """What a file of fact checks holds: the checks, and the places that cannot be used.

    ``path`` is the whole path of the file, by which it is known again.
    """

    path: str
    checks: tuple[FactCheck, ...]
    rejections: tuple[Rejection, ...]


def fact_checks(path: str | PathLike[str]) -> FactCheckList:
    """Read a list of fact checks.

    ClaimReview (schema.org) is found wherever it stands in JSON-LD: an object, a list, a ``@graph``, a
    ``DataFeed``, one object a line, or the scripts of a web page. A table has a header with the column
    ``claim`` and, where known, ``claimant`` (who said it), ``verdict``, ``author`` (who checked it),
    ``published`` (when it was checked) and ``url``. The same check is taken once.

    What must be right in a table, which is the user's own, is mended in ClaimReview, which is not: there an
    address that no browser opens or a date with two readings is left out.

    Raises:
        UsageError: the file is missing, unreadable, no JSON although it begins like it, has no column
            ``claim``, or holds no ClaimReview at all.
    """
    location = os.fspath(path)
    where = shown(location)
    text = text_of(location, what=WHAT, option=OPTION)
    kept = _Kept(where)
    start = text.lstrip()[:1]
    given = (
        _page(text) if start == "<" else _json(text, where) if start in ("{", "[") else _table(text, where)
    )
    for place, one in given:
        kept.add(place, one)
    if start in ("<", "{", "[") and not kept.checks and not kept.rejections:
        raise UsageError(f"The {WHAT} holds no ClaimReview.", where=where, remedy=_SHAPE)
    return FactCheckList(
        path=shown(os.path.realpath(location)),
        checks=tuple(kept.checks.values()),
        rejections=tuple(kept.rejections),
    )


@dataclass
class _Kept:
    """Fact checks by id, and what is wrong with the places that give none."""

    path: str
    checks: dict[str, FactCheck] = field(default_factory=dict)
    rejections: list[Rejection] = field(default_factory=list)

    def add(self, place: str, one: FactCheck | Refused) -> None:
        if isinstance(one, Refused):
            self.rejections.append(one.rejection(self.path, line(place)))
        else:
            self.checks.setdefault(one.id, one)


def _table(text: str, where: str) -> Iterator[Found]:
    for number, cells in rows_of(text, required=("claim",), columns=COLUMNS, what=WHAT, where=where):
        fields = {name: line(cells.get(name)) for name in COLUMNS}
        place = f"line {number}"
        published, url = fields["published"], fields["url"]
        if published and (date := iso(published)) is None:
            yield (
                f"{place}, column published",
                Refused(
                    _CODE,
                    f"“{_short(published)}” is no date, or one that can be read in two ways.",
                    remedy="Write it as year, month and day: 2031-03-04.",
                ),
            )
        elif url and not _is_address(url):
            yield (
                f"{place}, column url",
                Refused(
                    _CODE, f"“{_short(url)}” is no address.", remedy="Begin it with https:// or http://."
                ),
            )
        else:
            yield _checked(place, {**fields, "published": date if published else None}, "column ")


def _page(text: str) -> Iterator[Found]:
    try:
        tree = tree_of(text)
    except Refused as refusal:
        yield "the page", refusal
        return
    for number, source in enumerate(scripts(tree), start=1):
        place = f"script {number}"
        try:
            value = json.loads(source, strict=False)
        except (ValueError, RecursionError) as error:
            # Pages hold other scripts of other tools; a broken one of those is not our business.
            if "ClaimReview" in source:
                yield place, _no_json(error)
            continue
        yield from _reviews(value, place)


def _json(text: str, where: str) -> Iterator[Found]:
    try:
        value = json.loads(text, strict=False)
    except (ValueError, RecursionError) as error:
        rows = text.split("\n")
        if not any(_is_object(row) for row in rows[:20]):
            place = f"{where}, line {error.lineno}" if isinstance(error, json.JSONDecodeError) else where
            raise UsageError(
                f"The {WHAT} cannot be read: {_why(error)}.", where=place, remedy=_SHAPE
            ) from error
        for number, row in enumerate(rows, start=1):
            if row.strip():
                yield from _row(row, f"line {number}")
        return
    yield from _reviews(value, "")


def _row(row: str, place: str) -> Iterator[Found]:
    try:
        value = json.loads(row, strict=False)
    except (ValueError, RecursionError) as error:
        yield place, _no_json(error)
        return
    yield from _reviews(value, place)


def _reviews(value: Any, outer: str) -> Iterator[Found]:
    for inner, fields in reviews(value):
        place = ", ".join(filter(None, (outer, inner))) or "the whole file"
        tidy = {name: line(html.unescape(text)) if text else None for name, text in fields.items()}
        published, url = tidy["published"], tidy["url"]
        tidy["published"] = iso(published) if published else None
        tidy["url"] = url if url and _is_address(url) else None
        yield _checked(place, tidy, "")


def _checked(place: str, fields: dict[str, str | None], called: str) -> Found:
    claim = fields["claim"]
    if not claim:
        name = f"{called}claim" if called else "claimReviewed"
        return f"{place}, {name}", Refused(
            _CODE, "It does not say what was claimed.", remedy=f"Fill in {name}, or leave it out."
        )
    for name, text in fields.items():
        if text and len(text) > LONGEST:
            return f"{place}, {called}{name}", Refused(
                _CODE,
                f"It has {len(text):,} characters; {LONGEST:,} are allowed.",
                remedy="Shorten it to the claim itself.",
            )
    rest = {name: text for name, text in fields.items() if name != "claim"}
    return place, FactCheck(id=digest(_CODE, *(fields[name] for name in COLUMNS)), claim=claim, **rest)


def _no_json(error: Exception) -> Refused:
    return Refused(_CODE, f"This is no JSON: {_why(error)}.", remedy=_SHAPE)


def _why(error: Exception) -> str:
    return "it is nested too deeply" if isinstance(error, RecursionError) else str(error)


def _is_object(row: str) -> bool:
    try:
        return isinstance(json.loads(row), dict)
    except (ValueError, RecursionError):
        return False


def _is_address(text: str) -> bool:
    return re.match(r"https?://[^\s/]", text, re.IGNORECASE) is not None


def _short(text: str) -> str:
    return text if len(text) <= 60 else text[:59] + "…"
