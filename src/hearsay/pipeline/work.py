"""From inputs to outcomes: what is read already is skipped, the rest is read and stored."""

from __future__ import annotations

import os
import sys
from collections import deque
from collections.abc import Generator, Iterable, Iterator, Sequence
from os import PathLike
from typing import BinaryIO

import msgspec

from hearsay import showing, sources
from hearsay.errors import UsageError
from hearsay.ledger import Ledger
from hearsay.pipeline import readers, views
from hearsay.pipeline.crew import Answer, hire
from hearsay.pipeline.readers import ReaderFactory
from hearsay.pipeline.stdin import Item, read_stdin
from hearsay.records import Document, Reading, Record, Rejection
from hearsay.sources import Limits

__all__ = ["Limits", "Outcome", "jobs_for", "read", "read_documents", "stream"]

BATCH_CHARACTERS = 60_000
"""Enough for the model to sort windows of like length together; a second or two of work."""
BATCH_ITEMS = 256
SMALL_BYTES = 8_000_000
"""Below this, starting workers costs more than they save."""


class Outcome(Record):
    """What became of one input: a Reading, or a Rejection, or nothing to do.

    ``id`` is the document's, or what the input itself says its id is, or None. ``already`` tells that the
    ledger held the Reading before; the Reading itself is then not given.
    """

    path: str
    id: str | None = None
    document: Document | None = None
    reading: Reading | None = None
    rejection: Rejection | None = None
    already: bool = False

    def _repr_html_(self) -> str | None:
        """The article with its statements marked, or why there is none, as a notebook shows it."""
        if self.rejection is not None:
            return showing.rejection(self.rejection)
        return showing.article(self.document, self.reading) if self.document else None


def read(
    inputs: Iterable[str | PathLike[str]],
    *,
    metadata: str | PathLike[str] | None = None,
    any_language: bool = False,
    limits: Limits | None = None,
    ledger: Ledger | None = None,
    jobs: int | None = None,
    factory: ReaderFactory | None = None,
) -> Generator[Outcome, None, None]:
    """Read files and folders; store what is found when a ledger is given.

    Args:
        inputs: paths, or ``-`` alone for standard input: JSON lines, or one document.
        metadata: a CSV with the columns file, outlet, published, author, title, url.
        any_language: read documents that are not in English, too.
        limits: on size, pages, nesting and time; past them an input is rejected.
        ledger: where to store; documents it already holds in this reader's version are skipped.
        jobs: how many processes read; None decides by the size of the inputs.
        factory: makes the reader; None is the one that comes with hearsay.

    Raises:
        UsageError: at once, when the metadata cannot be used or ``-`` stands beside other inputs.
        HearsayError: the model or the ledger cannot do its work. A single bad input raises nothing.
    """
    places = [os.fspath(place) for place in inputs]
    table = None if metadata is None else os.fspath(metadata)
    if "-" in places:
        items = _standard_input(places, table, any_language, limits or Limits())
    else:
        items = sources.gather(places, metadata=table, any_language=any_language, limits=limits or Limits())
    jobs = jobs_for(places) if jobs is None else jobs
    return read_documents(items, ledger=ledger, inputs=places, jobs=jobs, factory=factory)


def stream(
    lines: BinaryIO,
    *,
    any_language: bool = False,
    limits: Limits | None = None,
    factory: ReaderFactory | None = None,
) -> Generator[Outcome, None, None]:
    """Read JSON lines as they come: the Outcome of a line is given before the next line is asked for."""
    watched = _Watched(lines)
    items = sources.stream(watched, any_language=any_language, limits=limits or Limits())
    for outcome in read_documents(items, factory=factory, batch_characters=0):
        if outcome.id is None and outcome.rejection is not None:
            outcome = msgspec.structs.replace(outcome, id=watched.id)
        yield outcome


def read_documents(
    items: Iterable[Item],
    *,
    ledger: Ledger | None = None,
    inputs: Sequence[str] = (),
    jobs: int = 1,
    factory: ReaderFactory | None = None,
    batch_characters: int = BATCH_CHARACTERS,
) -> Generator[Outcome, None, None]:
    """Read documents and pass rejections on, in order; each is stored in a transaction of its own."""
    with hire(factory or readers.make_reader, jobs) as crew:
        run = None if ledger is None else ledger.start_run(crew.version, list(inputs))
        judged = None if ledger is None else views.concerned(ledger)
        pending: deque[tuple[list[Item], list[Document]]] = deque()

        def unread() -> Iterator[list[Document]]:
            for batch in batches(items, batch_characters):
                left = [item for item in batch if isinstance(item, Document)]
                if ledger is not None and left:
                    left = ledger.unread(left, crew.version)
                pending.append((batch, left))
                yield left

        read_count = rejected_count = 0
        for answers in crew.read(unread()):
            for outcome in _outcomes(*pending.popleft(), answers):
                kept = outcome if ledger is None else _keep(ledger, outcome)
                if ledger is not None and judged is not None and _bears_on(judged, kept):
                    views.refresh(ledger)
                read_count += kept.rejection is None
                rejected_count += kept.rejection is not None
                yield kept
        if ledger is not None and run is not None:
            ledger.finish_run(run, documents=read_count, rejections=rejected_count)


def batches(items: Iterable[Item], characters: int, most: int = BATCH_ITEMS) -> Iterator[list[Item]]:
    """Cut a stream of items into lists of about so many characters of text, in order."""
    batch: list[Item] = []
    size = 0
    for item in items:
        batch.append(item)
        size += len(item.text) if isinstance(item, Document) else 0
        if size >= characters or len(batch) >= most:
            yield batch
            batch, size = [], 0
    if batch:
        yield batch


def jobs_for(places: Iterable[str]) -> int:
    """One process for small inputs; up to four, and no more than the machine has, for large ones."""
    size = 0
    for place in places:
        for folder, _, names in os.walk(place) if os.path.isdir(place) else [("", [], [place])]:
            for name in names:
                try:
                    size += os.stat(os.path.join(folder, name)).st_size
                except OSError:
                    continue  # what cannot be looked at becomes a Rejection later
                if size > SMALL_BYTES:
                    return min(4, os.cpu_count() or 1)
    return 1


def _outcomes(
    batch: Iterable[Item], unread: Sequence[Document], answers: Sequence[Answer]
) -> Iterator[Outcome]:
    answer_to = {id(document): answer for document, answer in zip(unread, answers, strict=True)}
    for item in batch:
        if isinstance(item, Rejection):
            yield Outcome(path=item.path, rejection=item)
            continue
        path = item.path or item.id
        match answer_to.get(id(item)):
            case None:
                yield Outcome(path=path, id=item.id, document=item, already=True)
            case Rejection() as rejection:
                yield Outcome(path=path, id=item.id, document=item, rejection=rejection)
            case reading:
                yield Outcome(path=path, id=item.id, document=item, reading=reading)


def _bears_on(judged: views.Concerned, outcome: Outcome) -> bool:
    """Whether people judged what was just read: that holds for the new reading from now on."""
    new = outcome.document is not None and outcome.reading is not None
    return new and outcome.document is not None and judged.holds(outcome.document)


def _keep(ledger: Ledger, outcome: Outcome) -> Outcome:
    if outcome.document is not None and outcome.reading is not None:
        refused = ledger.store(outcome.document, outcome.reading)
        if refused is None:
            return outcome
        outcome = msgspec.structs.replace(outcome, reading=None, rejection=refused)
    if outcome.rejection is not None:
        ledger.reject(outcome.rejection)
    return outcome


def _standard_input(
    places: Sequence[str], metadata: str | None, any_language: bool, limits: Limits
) -> Iterator[Item]:
    if len(places) > 1 or metadata is not None:
        raise UsageError(
            "Standard input cannot be read together with other inputs or with metadata.",
            where="-",
            remedy="Read it in a run of its own.",
        )
    return read_stdin(sys.stdin.buffer, any_language=any_language, limits=limits)


class _Watched:
    """Lines of a binary stream, of which the latest is remembered for the id in it."""

    def __init__(self, given: BinaryIO) -> None:
        self._given = given
        self._latest = b""

    def readline(self, size: int = -1) -> bytes:
        row = self._given.readline(size)
        self._latest = row or self._latest
        return row

    def __iter__(self) -> Iterator[bytes]:
        return iter(self.readline, b"")

    @property
    def id(self) -> str | None:
        """The id that the latest line gives itself, if it can be made out."""
        try:
            given = msgspec.json.decode(self._latest)
        except (msgspec.DecodeError, UnicodeDecodeError):
            return None
        id = given.get("id") if isinstance(given, dict) else None
        return id if isinstance(id, str) else None
