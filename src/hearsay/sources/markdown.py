"""Markdown, read as the text that a reader of the page would see."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import BinaryIO

from hearsay.sources.base import Draft, Limits, Refused, whole
from hearsay.sources.dates import iso
from hearsay.sources.normal import decode, normalise

_FRONT = re.compile(r"\A---[ \t]*\n(.*?)^(?:---|\.\.\.)[ \t]*$\n?", re.DOTALL | re.MULTILINE)
_FIELD = re.compile(r"^([A-Za-z_]+):[ \t]*(.*)$")
_ITEM = re.compile(r"^\s*-\s+(.*)$")
_FENCE = re.compile(r"^\s{0,3}(?:```|~~~)")
_HEADING = re.compile(r"^\s{0,3}(#{1,6})[ \t]+(.*?)[ \t]*#*[ \t]*$")
_UNDERLINE = re.compile(r"^\s{0,3}(?:=+|-{2,})\s*$")
_RULE = re.compile(r"^\s{0,3}(?:(?:\*\s*){3,}|(?:-\s*){3,}|(?:_\s*){3,})$")
_DEFINITION = re.compile(r"^\s{0,3}\[[^\]\n]+\]:\s*\S+.*$")
_QUOTE = re.compile(r"^\s{0,3}(?:>[ \t]?)+")

# Patterns are bounded so that no line, however odd, takes more than linear time.
_INLINE: tuple[tuple[re.Pattern[str], str], ...] = (
    (re.compile(r"!\[[^\]\n]{0,500}\]\([^()\n]{0,2000}\)"), ""),
    (re.compile(r"\[([^\[\]\n]{1,500})\]\([^()\n]{0,2000}(?:\([^()\n]{0,500}\)[^()\n]{0,500})?\)"), r"\1"),
    (re.compile(r"\[([^\[\]\n]{1,500})\]\[[^\]\n]{0,200}\]"), r"\1"),
    (re.compile(r"<(https?://[^<>\s]{1,2000})>"), r"\1"),
    (re.compile(r"(?<![\\*\w])\*\*(?=\S)([^*\n]{1,2000})(?<=\S)\*\*"), r"\1"),
    (re.compile(r"(?<![\\_\w])__(?=\S)([^_\n]{1,2000})(?<=\S)__(?!\w)"), r"\1"),
    (re.compile(r"(?<![\\*\w])\*(?=\S)([^*\n]{1,2000})(?<=\S)\*"), r"\1"),
    (re.compile(r"(?<![\\_\w])_(?=\S)([^_\n]{1,2000})(?<=\S)_(?!\w)"), r"\1"),
    (re.compile(r"(?<!`)`([^`\n]{1,2000})`(?!`)"), r"\1"),
    (re.compile(r"\\([\\`*_{}\[\]()#+\-.!>~|])"), r"\1"),
)


class Markdown:
    """An article in Markdown, with or without front matter."""

    name = "markdown"
    extensions = (".md", ".markdown")

    def sniff(self, head: bytes) -> bool:
        """Never sure: every text is valid Markdown."""
        return False

    def read(self, file: BinaryIO, limits: Limits) -> Iterator[Draft | Refused]:
        """One article; the title is that of the front matter, else the first heading."""
        text = normalise(decode(whole(file, limits)))
        fields, body = _front_matter(text)
        plain, heading = _plain(body)
        authors = fields.get("authors") or fields.get("author") or []
        yield Draft(
            text=plain,
            title=_first(fields, "title") or heading,
            outlet=_first(fields, "outlet", "publisher", "publication"),
            authors=tuple(authors),
            published=iso(_first(fields, "published", "date") or ""),
            url=_first(fields, "url", "canonical_url"),
        )


def _front_matter(text: str) -> tuple[dict[str, list[str]], str]:
    """The fields between the ``---`` lines, each a list, and the text after them."""
    match = _FRONT.match(text)
    if not match:
        return {}, text
    fields: dict[str, list[str]] = {}
    last: list[str] = []
    for row in match[1].splitlines():
        if field := _FIELD.match(row):
            last = fields.setdefault(field[1].lower(), [])
            value = field[2].strip()
            inner = value[1:-1].split(",") if value.startswith("[") and value.endswith("]") else [value]
            last += [bare for part in inner if (bare := part.strip().strip("\"'"))]
        elif (item := _ITEM.match(row)) and (bare := item[1].strip().strip("\"'")):
            last.append(bare)
        elif row.strip() and not row.lstrip().startswith("#"):
            return ({}, text) if not fields else (fields, text[match.end() :])
    return (fields, text[match.end() :]) if fields else ({}, text)


def _first(fields: dict[str, list[str]], *names: str) -> str | None:
    return next((fields[name][0] for name in names if fields.get(name)), None)


def _plain(text: str) -> tuple[str, str | None]:
    """The text without its markup, and the first heading."""
    lines: list[str] = []
    title: str | None = None
    fenced = False
    for row in re.sub(r"<!--.*?(?:-->|\Z)", "", text, flags=re.DOTALL).split("\n"):
        if _FENCE.match(row):
            fenced = not fenced
        elif fenced:
            lines.append(row)
        elif heading := _HEADING.match(row):
            lines.append(_inline(heading[2]))
            title = title or lines[-1]
        elif _UNDERLINE.match(row) and lines and lines[-1].strip():
            title = title or lines[-1].strip()
        elif not _RULE.match(row) and not _DEFINITION.match(row):
            lines.append(_inline(_QUOTE.sub("", row)))
    return "\n".join(lines).strip("\n"), title


def _inline(row: str) -> str:
    for pattern, replacement in _INLINE:
        row = pattern.sub(replacement, row)
    return row


SOURCE = Markdown()
