"""Documents among FollowTheMoney entities, as Aleph and its tools write them, one a line."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any, BinaryIO

from hearsay.sources.base import Draft, Limits, Refused
from hearsay.sources.dates import iso
from hearsay.sources.jsonlines import drafts, usable

_SHAPE = 'Write one entity a line: {"id": "…", "schema": "Article", "properties": {"bodyText": ["…"]}}.'
_DOCUMENTS = frozenset(("article", "document", "hypertext", "plaintext", "pages", "email"))
_OWN = (rb'"schema"\s*:\s*"', rb'"properties"\s*:\s*\{')


class FollowTheMoney:
    """A file of entities, of which those that are documents are read, and the rest is left alone."""

    name = "followthemoney"
    extensions = ()

    def sniff(self, head: bytes) -> bool:
        """An object whose first line, as far as it is there, has a schema and properties."""
        first, _, _ = head.removeprefix(b"\xef\xbb\xbf").lstrip().partition(b"\n")
        return re.match(rb'\{\s*"', first) is not None and all(re.search(own, first) for own in _OWN)

    def read(self, file: BinaryIO, limits: Limits) -> Iterator[Draft | Refused]:
        """The documents in order; a bad line is refused, the rest is read."""
        return drafts(file, limits, document)


def document(value: Any, place: str | None) -> Draft | None:
    """The document that an entity is, None where it is something else.

    A text of several values is joined with blank lines. Dates without a time zone are in UTC there; a year or
    month alone is no date here, and left out.

    Raises:
        Refused: it is no entity, or a document without a text.
    """

    def bad(code: str, reason: str, remedy: str = _SHAPE) -> Refused:
        return Refused(code, reason, place=place, remedy=remedy)

    if not isinstance(value, dict) or not isinstance(value.get("schema"), str):
        raise bad("bad-json", "This is no FollowTheMoney entity: it has no `schema`.")
    properties = value.get("properties", {})
    if not isinstance(properties, dict):
        raise bad("bad-json", "The `properties` must be an object of lists.")
    schema = value["schema"].lower()
    if schema == "page" and properties.get("bodyText"):
        raise bad(
            "no-text",
            "This is one page of a document, which hearsay does not put together.",
            "Read the PDF itself with `hearsay read`.",
        )
    if schema not in _DOCUMENTS:
        return None
    texts = _texts(properties, "bodyText")
    if not texts:
        raise bad(
            "no-text", "The document has no text.", "Give it one in `properties.bodyText`, or leave it out."
        )
    id = value.get("id")
    if id is not None and (not isinstance(id, str) or not usable(id)):
        raise bad("bad-json", "The `id` must be a string, and neither empty nor hold control characters.")
    return Draft(
        text="\n\n".join(texts),
        id=id,
        title=_first(properties, "title", "name"),
        outlet=_first(properties, "publisher"),
        authors=tuple(_texts(properties, "author")),
        published=_date(_first(properties, "publishedAt", "date", "authoredAt")),
        url=_first(properties, "sourceUrl"),
        place=place,
    )


def _texts(properties: dict[str, Any], name: str) -> list[str]:
    values = properties.get(name)
    return [value for value in values if isinstance(value, str) and value] if isinstance(values, list) else []


def _first(properties: dict[str, Any], *names: str) -> str | None:
    return next((text for name in names for text in _texts(properties, name)), None)


def _date(text: str | None) -> str | None:
    found = iso(text) if text else None
    # Their times are in UTC and say nothing of it.
    return f"{found}+00:00" if found and re.search(r"T\d{2}:\d{2}(:\d{2}(\.\d+)?)?$", found) else found


SOURCE = FollowTheMoney()
