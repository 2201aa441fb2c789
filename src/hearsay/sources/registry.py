"""The formats that documents may come in, ours and those of other packages, and the choice among them."""

from __future__ import annotations

from functools import cache
from importlib import import_module
from importlib.metadata import entry_points
from pathlib import PurePath

from hearsay.errors import UsageError
from hearsay.sources.base import Refused, Source

GROUP = "hearsay.sources"

# The same as in pyproject.toml, so that a source tree that is not installed reads them too.
OURS = {
    "pdf": "hearsay.sources.pdf:SOURCE",
    "docx": "hearsay.sources.docx:SOURCE",
    "timeml": "hearsay.sources.timeml:SOURCE",
    "html": "hearsay.sources.html:SOURCE",
    "articledata": "hearsay.sources.articledata:SOURCE",
    "followthemoney": "hearsay.sources.followthemoney:SOURCE",
    "jsonl": "hearsay.sources.jsonlines:LINES",
    "json": "hearsay.sources.jsonlines:SOURCE",
    "markdown": "hearsay.sources.markdown:SOURCE",
    "text": "hearsay.sources.plain:SOURCE",
}

# First bytes of formats that people have, and cannot give.
_KNOWN = (
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "an old Office document (DOC, XLS, PPT)"),
    (b"{\\rtf", "an RTF document"),
    (b"PK\x03\x04", "a ZIP archive"),
    (b"\x1f\x8b", "a gzip archive"),
    (b"\x89PNG", "a picture"),
    (b"\xff\xd8\xff", "a picture"),
    (b"GIF8", "a picture"),
    (b"SQLite format 3\x00", "a database"),
    (b"%!PS", "a PostScript file"),
)
_NOT_ARTICLES = {
    ".csv": "a table",
    ".tsv": "a table",
    ".ann": "annotations",
    ".css": "a style sheet",
    ".js": "a script",
}
_BINARY_SAMPLE = 512


@cache
def sources() -> tuple[Source, ...]:
    """Every format, those of other packages first; one registered under our name replaces ours.

    Raises:
        UsageError: a package registers a format that cannot be loaded.
    """
    found = {point.name: point for point in entry_points(group=GROUP)}
    loaded: list[Source] = []
    for name, point in found.items():
        if OURS.get(name) == point.value:
            continue
        try:
            loaded.append(point.load())
        except Exception as error:
            raise UsageError(
                f"The format “{name}” of an installed package cannot be loaded: {error}.",
                where=point.value,
                remedy="Update or uninstall the package that brings it.",
            ) from error
    for name, spec in OURS.items():
        if name not in found or found[name].value == spec:
            module, _, attribute = spec.partition(":")
            loaded.append(getattr(import_module(module), attribute))
    return tuple(loaded)


def choose(name: str, head: bytes) -> Source:
    """The format of the file with this name and these first bytes.

    What the content surely is wins over the extension, the extension over reading it as text. A format that
    has no extension of its own is known by its content alone, and then comes first.

    Raises:
        Refused: ``unknown-format``.
    """
    for source in sources():
        if not source.extensions and source.sniff(head):
            return source
    extension = PurePath(name).suffix.lower()
    by_name = next((source for source in sources() if extension in source.extensions), None)
    if by_name and by_name.sniff(head):
        return by_name
    by_content = next((source for source in sources() if source.sniff(head)), None)
    if by_content:
        return by_content
    kind = next((kind for start, kind in _KNOWN if head.startswith(start)), None)
    text = next(source for source in sources() if source.name == "text")
    if by_name and (by_name is not text or kind is None or b"\0" in head):
        return by_name  # which says what is wrong with its content
    if kind is None:
        kind = _NOT_ARTICLES.get(extension)
    if kind is None and head.lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"<?xml"):
        kind = "XML of an unknown kind"
    if kind is None and b"\0" in head[:_BINARY_SAMPLE] and not head.startswith((b"\xff\xfe", b"\xfe\xff")):
        kind = "not text" if not _maybe_utf16(head) else None
    if kind is not None:
        raise Refused(
            "unknown-format",
            f"The file is {kind}, which holds no article that can be read.",
            remedy=(
                "If it describes the articles, name it with --metadata."
                if kind == "a table"
                else "Save the article as text, HTML, PDF or DOCX, or leave the file out."
            ),
        )
    return text


def _maybe_utf16(head: bytes) -> bool:
    even, odd = head[0::2].count(0), head[1::2].count(0)
    return min(even, odd) * 20 <= max(even, odd) and even + odd > len(head) // 40
