"""Articles as JSON: one object a line, or one object or list a file."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterable, Iterator
from typing import Any, BinaryIO, Protocol, runtime_checkable

from hearsay.sources.base import Draft, Limits, Refused, whole
from hearsay.sources.dates import iso
from hearsay.sources.normal import decode

_STRINGS = ("id", "text", "title", "outlet", "published", "url")
_SHAPE = (
    'Write one object a line: {"id": "…", "text": "…"}, '
    'with "title", "outlet", "published", "url", "authors" where known.'
)


@runtime_checkable
class _Readable(Protocol):
    def readline(self, size: int = ..., /) -> bytes: ...


class JSONLines:
    """One article a line, each a JSON object; read line by line, so a file may be of any size."""

    name = "jsonl"
    extensions = (".jsonl", ".ndjson")

    def sniff(self, head: bytes) -> bool:
        """An object whose first field is on the first line."""
        first, _, _ = head.removeprefix(b"\xef\xbb\xbf").lstrip().partition(b"\n")
        return re.match(rb'\{\s*"[^"]+"\s*:', first) is not None

    def read(self, file: BinaryIO, limits: Limits) -> Iterator[Draft | Refused]:
        """The articles in order; a bad line is refused, the rest is read."""
        return drafts(file, limits)


class JSON:
    """A file that is one JSON object, a list of them, or JSON lines under the name ``.json``."""

    name = "json"
    extensions = (".json",)

    def sniff(self, head: bytes) -> bool:
        """An object with a name in it, or a list that begins with an object."""
        return re.match(rb'(?:\xef\xbb\xbf)?\s*(?:\[\s*\{\s*"|\{\s*"[^"]+"\s*:)', head) is not None

    def read(self, file: BinaryIO, limits: Limits) -> Iterator[Draft | Refused]:
        """The articles in order; places are counted as items, or as lines when it is JSON lines."""
        text = decode(whole(file, limits)).removeprefix("\ufeff")
        try:
            value = _loads(text)
        except Refused as refusal:
            rows = text.split("\n")
            if not any(_is_object(row) for row in rows[:20]):
                raise refusal from None
            yield from drafts((row.encode() for row in rows), limits)
            return
        if isinstance(value, dict) and "text" in value:
            yield draft(value, None)
        elif isinstance(value, list) and any(isinstance(item, dict) and "text" in item for item in value):
            for number, item in enumerate(value, 1):
                try:
                    yield draft(item, f"item {number}")
                except Refused as refusal:
                    yield refusal
        else:
            raise Refused(
                "unknown-format", "The JSON holds no article: nothing has a field `text`.", remedy=_SHAPE
            )


def draft(value: Any, place: str | None) -> Draft:
    """The article in one JSON value; fields it does not know are left alone."""

    def bad(reason: str) -> Refused:
        return Refused("bad-json", reason, place=place, remedy=_SHAPE)

    if not isinstance(value, dict):
        raise bad("This is not a JSON object.")
    for name in _STRINGS:
        if value.get(name) is not None and not isinstance(value[name], str):
            raise bad(f"The field `{name}` must be a string.")
    if value.get("text") is None:
        raise bad("The field `text` is missing.")
    authors = value.get("authors") or []
    if not isinstance(authors, list) or not all(isinstance(author, str) for author in authors):
        raise bad("The field `authors` must be a list of strings.")
    identity = value.get("id")
    if identity is not None and not usable(identity):
        raise bad("The field `id` must not be empty or hold control characters.")
    published = value.get("published")
    date = iso(published) if published else None
    if published and published.strip() and date is None:
        raise bad("The field `published` must be a date such as 2031-03-04 that can be read in one way only.")
    return Draft(
        text=value["text"],
        id=identity,
        title=value.get("title"),
        outlet=value.get("outlet"),
        authors=tuple(authors),
        published=date,
        url=value.get("url"),
        place=place,
    )


Make = Callable[[Any, str | None], Draft | None]
"""Makes the article in a JSON value at a place; None where it is something else; raises Refused."""


def drafts(lines: Iterable[bytes], limits: Limits, make: Make = draft) -> Iterator[Draft | Refused]:
    """The article in each line that is not blank, or why there is none."""
    for number, row in enumerate(_bounded(lines, limits.max_bytes), 1):
        place = f"line {number}"
        if number == 1:
            row = row.removeprefix(b"\xef\xbb\xbf")
        if len(row.rstrip(b"\r\n")) > limits.max_bytes:
            yield Refused(
                "too-large",
                f"The line has more than {limits.max_bytes:,} bytes.",
                place=place,
                remedy="Raise the limit with --max-bytes, or leave the line out.",
            )
        elif row.strip():
            try:
                if made := make(_loads(_utf8(row)), place):
                    yield made
            except Refused as refusal:
                yield Refused(
                    refusal.code, refusal.reason, place=_within(place, refusal.place), remedy=refusal.remedy
                )


def _bounded(lines: Iterable[bytes], size: int) -> Iterator[bytes]:
    """Lines of which no more than a little over ``size`` bytes is ever held, if they come from a file."""
    if not isinstance(lines, _Readable):
        yield from lines
        return
    while row := lines.readline(size + 2):
        yield row
        while len(row) > size and not row.endswith(b"\n") and (row := lines.readline(size + 2)):
            pass


def _within(line: str, place: str | None) -> str:
    return f"{line}, {place}" if place and place != line else line


def _utf8(row: bytes) -> str:
    try:
        return row.decode("utf-8")
    except UnicodeDecodeError as error:
        raise Refused(
            "encoding",
            f"The line is not UTF-8: {error.reason}.",
            place=f"byte {error.start}",
            remedy="JSON lines must be UTF-8: save the file again in that encoding.",
        ) from None


def _loads(text: str) -> Any:
    try:
        return json.loads(text)
    except RecursionError:
        raise Refused("bad-json", "The JSON is nested too deeply.", remedy=_SHAPE) from None
    except json.JSONDecodeError as error:
        place = f"line {error.lineno}" if error.lineno > 1 else None
        where = f"column {error.colno}" if place is None else place
        raise Refused("bad-json", f"This is not JSON: {error.msg}.", place=where, remedy=_SHAPE) from None
    except ValueError as error:
        raise Refused("bad-json", f"This is not JSON: {error}.", remedy=_SHAPE) from None


def _is_object(text: str) -> bool:
    try:
        return isinstance(_loads(text), dict)
    except Refused:
        return False


def usable(id: str) -> bool:
    """Whether a document may have this id: it is not blank and holds no control characters."""
    return bool(id.strip()) and not re.search(r"[\x00-\x1f\ud800-\udfff]", id)


LINES = JSONLines()
SOURCE = JSON()
