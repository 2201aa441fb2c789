"""Articles as the package articledata writes them: one JSON object a line, with bylines and a site."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any, BinaryIO

from hearsay.sources.base import Draft, Limits, Refused
from hearsay.sources.dates import iso
from hearsay.sources.jsonlines import drafts, usable

_SHAPE = (
    'Write one article a line: {"id": "…", "title": "…", "date": "2031-03-04", "url": "…", "site": "…", '
    '"bylines": ["…"], "text": "…"}.'
)
_STRINGS = ("id", "title", "date", "url", "site", "text")
_OWN = (b'"bylines"', b'"site"')


class ArticleData:
    """A file of articles, known by the fields that no other format has."""

    name = "articledata"
    extensions = ()

    def sniff(self, head: bytes) -> bool:
        """An object whose first line, as far as it is there, has the format's own fields."""
        first, _, _ = head.removeprefix(b"\xef\xbb\xbf").lstrip().partition(b"\n")
        return re.match(rb'\{\s*"', first) is not None and all(name in first for name in _OWN)

    def read(self, file: BinaryIO, limits: Limits) -> Iterator[Draft | Refused]:
        """The articles in order; a bad line is refused, the rest is read."""
        return drafts(file, limits, article)


def article(value: Any, place: str | None) -> Draft:
    """The article in one JSON value.

    What describes it beside the text (section, tags, lede, description) is not part of it. A date that is
    none, or that can be read in two ways, is left out: whoever crawled the article took it from a page.
    """

    def bad(reason: str) -> Refused:
        return Refused("bad-json", reason, place=place, remedy=_SHAPE)

    if not isinstance(value, dict):
        raise bad("This is not a JSON object.")
    for name in _STRINGS:
        if value.get(name) is not None and not isinstance(value[name], str):
            raise bad(f"The field `{name}` must be a string.")
    for name in ("id", "text"):
        if value.get(name) is None:
            raise bad(f"The field `{name}` is missing.")
    bylines = value.get("bylines") or []
    if not isinstance(bylines, list) or not all(isinstance(line, str) for line in bylines):
        raise bad("The field `bylines` must be a list of strings.")
    if not usable(value["id"]):
        raise bad("The field `id` must not be empty or hold control characters.")
    return Draft(
        text=value["text"],
        id=value["id"],
        title=value.get("title"),
        outlet=value.get("site"),
        authors=tuple(bylines),
        published=iso(value["date"]) if value.get("date") else None,
        url=value.get("url"),
        place=place,
    )


SOURCE = ArticleData()
