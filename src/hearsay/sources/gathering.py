"""The two ways in: ``gather`` for files and folders, ``stream`` for JSON lines."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterable, Iterator, Sequence

from hearsay.errors import HearsayError
from hearsay.records import Document, Rejection, document_id
from hearsay.sources.base import HEAD, Draft, Limits, Refused
from hearsay.sources.clock import TimeUp, time_limit
from hearsay.sources.jsonlines import drafts
from hearsay.sources.language import NAMES, detect
from hearsay.sources.metadata import Row, Table
from hearsay.sources.normal import line, normalise
from hearsay.sources.registry import choose
from hearsay.sources.walk import File, files, refusal

DEFAULTS = Limits()


def gather(
    inputs: Sequence[str],
    *,
    metadata: str | os.PathLike[str] | None = None,
    any_language: bool = False,
    limits: Limits = DEFAULTS,
) -> Iterator[Document | Rejection]:
    """The documents in files and folders, one at a time, in the order given and sorted within a folder.

    ``-`` stands for JSON lines on standard input. ``metadata`` names a table (CSV, also with semicolons
    or tabs) with the columns ``file, outlet, published, author, title, url``; what it says wins over
    what a file says of itself, and what is wrong with its lines comes as Rejections at the end.
    ``any_language`` lets through what is not in English.

    Raises:
        UsageError: at once, when the table cannot be used.
    """
    table = Table(os.fspath(metadata)) if metadata is not None else None
    return _gather(inputs, table, any_language, limits)


def _gather(
    inputs: Sequence[str], table: Table | None, any_language: bool, limits: Limits
) -> Iterator[Document | Rejection]:
    for given in inputs:
        if given == "-":
            yield from stream(sys.stdin.buffer, any_language=any_language, limits=limits)
            continue
        for found in files(given, limits):
            if isinstance(found, Rejection):
                yield found
            elif table is None:
                yield from _read(found, None, any_language, limits)
            elif not table.is_at(found.location):
                yield from _read(found, table.row(found.location), any_language, limits)
    if table is not None:
        yield from table.complaints()


def stream(
    lines: Iterable[bytes], *, any_language: bool = False, limits: Limits = DEFAULTS, path: str = "-"
) -> Iterator[Document | Rejection]:
    """The document in each line ``{"id", "text", "title"?, "outlet"?, "published"?, "url"?, "authors"?}``.

    One line is read at a time and answered before the next; blank lines are skipped. ``lines`` may be an
    open binary file, of which no line longer than the limit is held in memory.
    """
    for draft in drafts(lines, limits):
        yield _finish(draft, path, None, any_language, limits)


def _read(file: File, row: Row | None, any_language: bool, limits: Limits) -> Iterator[Document | Rejection]:
    """The documents in one file. Whatever its parser raises becomes a Rejection."""
    try:
        # A file that has become a pipe since it was looked at must not block the run.
        descriptor = os.open(
            file.location, os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0)
        )
        with open(descriptor, "rb") as opened:
            head = opened.read(HEAD)
            opened.seek(0)
            found = choose(file.location, head).read(opened, limits)
            while True:
                with time_limit(limits.seconds):
                    draft = next(found, None)
                if draft is None:
                    return
                yield _finish(draft, file.path, row, any_language, limits)
    except Refused as refused:
        yield refused.rejection(file.path)
    except HearsayError:
        raise
    except OSError as error:
        yield refusal(error).rejection(file.path)
    except TimeUp:
        yield Refused(
            "too-slow",
            f"Reading it took longer than {limits.seconds:g} seconds.",
            remedy="Raise the limit with --seconds, or give the article in another format.",
        ).rejection(file.path)
    except MemoryError:
        yield Refused(
            "too-large", "Reading it took more memory than there is.", remedy="Split the file."
        ).rejection(file.path)
    except Exception as error:
        yield Refused(
            "damaged",
            f"The file is damaged: its parser failed with {type(error).__name__}.",
            remedy="Open the file in its own program and save it again, or give the article as plain text.",
        ).rejection(file.path)


def _finish(
    draft: Draft | Refused, path: str, row: Row | None, any_language: bool, limits: Limits
) -> Document | Rejection:
    """The draft normalised, checked and given its id; the table's word wins over the file's."""
    if isinstance(draft, Refused):
        return draft.rejection(path)
    text = normalise(draft.text)
    try:
        language = _check(text, any_language, limits)
    except Refused as refused:
        return refused.rejection(path, draft.place)
    said = row or Row(number=0, file=path)
    title = said.title or line(draft.title)
    outlet = said.outlet or line(draft.outlet)
    published = said.published or draft.published
    url = said.url or line(draft.url)
    return Document(
        id=draft.id or document_id(text, title=title, outlet=outlet, published=published, url=url),
        text=text,
        title=title,
        outlet=outlet,
        authors=said.authors or tuple(name for author in draft.authors if (name := line(author))),
        published=published,
        url=url,
        language=language,
        path=path,
    )


def _check(text: str, any_language: bool, limits: Limits) -> str:
    """The language of a text that may pass."""
    if not text.strip():
        raise Refused("empty", "There is no text in it.", remedy="Leave it out.")
    if len(text) > limits.max_chars:
        raise Refused(
            "too-large",
            f"The text has {len(text):,} characters; the limit is {limits.max_chars:,}.",
            remedy="Raise the limit with --max-chars, or split the text.",
        )
    language = detect(text)
    if language != "en" and not any_language:
        name = NAMES.get(language)
        raise Refused(
            "language",
            f"The text is in {name}." if name else "The text is not in English.",
            remedy="hearsay reads English; read it anyway with --any-language.",
        )
    return language
