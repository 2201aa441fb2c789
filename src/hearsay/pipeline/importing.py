"""What others know, taken into the ledger: what a file holds is seen from its content, or said."""

from __future__ import annotations

import os
from collections.abc import Generator, Iterable, Iterator
from itertools import islice
from os import PathLike
from typing import BinaryIO, Literal, get_args

import msgspec

from hearsay.errors import UsageError
from hearsay.ledger import Ledger
from hearsay.pipeline import views, work
from hearsay.pipeline.checking import import_checks
from hearsay.pipeline.link import learn
from hearsay.pipeline.readers import ReaderFactory
from hearsay.pipeline.work import Limits, Outcome
from hearsay.records import Record, Rejection
from hearsay.sources import read_judgements, refusal, shown

Kind = Literal["ftm", "articledata", "fact-checks", "judgements", "actors"]
KINDS: tuple[Kind, ...] = get_args(Kind)
READ: tuple[Kind, ...] = ("ftm", "articledata")
"""The kinds whose documents are read."""
LINES = 20
"""So many lines are looked at to see what a file holds."""
LONGEST_LINE = 50_000_000
SAMPLE = 1 << 16
_MARKUP = (b"{", b"[", b"<")
_FIELDS: tuple[tuple[Kind, frozenset[str]], ...] = (
    ("ftm", frozenset(("schema", "properties"))),
    ("judgements", frozenset(("at", "author", "about", "verdict"))),
    ("articledata", frozenset(("bylines", "site", "text"))),
)


class Imported(Record):
    """What came of one file, the documents in it apart: how many of each thing, and what cannot be used.

    ``kind`` is None where the file cannot be read, or it does not show what it holds.
    """

    path: str
    kind: Kind | None
    counts: tuple[tuple[str, int], ...] = ()
    rejections: tuple[Rejection, ...] = ()


def take(ledger: Ledger, path: str | PathLike[str], kind: Kind | None = None) -> Imported:
    """Take in what a file holds but its documents: known actors, fact checks, judgements.

    ``kind`` says what it holds; without it, its content does. Whatever is wrong with it is a Rejection, also
    in the ledger. What the same file named before is replaced; judgements are only ever added.

    Raises:
        LedgerError: the ledger cannot be written.
    """
    where = shown(os.fspath(path))
    try:
        if os.path.exists(path) and not os.path.isfile(path):
            raise UsageError("This is no file but a folder, a device or a pipe.", remedy="Name files.")
        kind = kind or recognised(path)
        found = _taken(ledger, path, kind)
    except UsageError as error:
        rejection = Rejection(
            path=where, code="import", reason=error.what, place=_place(error, where), remedy=error.remedy
        )
        found = Imported(path=where, kind=kind, rejections=(rejection,))
    for rejection in found.rejections:
        ledger.reject(rejection)
    return found


def documents(
    ledger: Ledger,
    path: str | PathLike[str],
    *,
    any_language: bool = False,
    limits: Limits | None = None,
    jobs: int | None = None,
    factory: ReaderFactory | None = None,
) -> Generator[Outcome, None, None]:
    """Read the documents of a file that holds some, as :func:`hearsay.pipeline.work.read` does."""
    return work.read(
        [path], any_language=any_language, limits=limits, ledger=ledger, jobs=jobs, factory=factory
    )


def recognised(path: str | PathLike[str]) -> Kind:
    """What a file holds, by its content.

    Raises:
        UsageError: it cannot be read, or it is nothing that can be imported.
    """
    location = os.fspath(path)
    try:
        with open(location, "rb") as file:
            head = file.read(SAMPLE).removeprefix(b"\xef\xbb\xbf")
            file.seek(0)
            kind = _kind(head, islice(iter(lambda: file.readline(LONGEST_LINE), b""), LINES))
            file.seek(0)
            if kind is None and head.lstrip()[:1] in _MARKUP:
                kind = "fact-checks" if any(b"ClaimReview" in chunk for chunk in _overlapping(file)) else None
    except OSError as error:
        refused = refusal(error)
        raise UsageError(refused.reason, where=shown(location), remedy=refused.remedy) from error
    except ValueError as error:
        raise UsageError("This is not a path.", where=shown(location), remedy="Check the path.") from error
    if kind is None:
        what = "The file is empty." if not head.strip() else "It does not show what it holds."
        raise UsageError(
            what,
            where=shown(location),
            remedy=f"Say it with --as ({', '.join(KINDS)}); articles and pages are for `hearsay read`.",
        )
    return kind


def _kind(head: bytes, rows: Iterable[bytes]) -> Kind | None:
    """What a file holds by its first lines, if they show it."""
    if head.lstrip()[:1] in _MARKUP:
        for row in rows:
            try:
                fields = msgspec.json.decode(
                    row.removeprefix(b"\xef\xbb\xbf"), type=dict[str, msgspec.Raw]
                ).keys()
            except (msgspec.MsgspecError, UnicodeError, RecursionError):
                continue
            for kind, own in _FIELDS:
                if own <= fields:
                    return kind
        return None
    header = head.partition(b"\n")[0].lower()
    columns = {
        cell.strip(b" \r\t\"'") for cell in header.replace(b";", b",").replace(b"\t", b",").split(b",")
    }
    if b"claim" in columns:
        return "fact-checks"
    return "actors" if {b"name", b"type"} <= columns else None


def _overlapping(file: BinaryIO) -> Iterator[bytes]:
    """A file in chunks, each with the end of the one before."""
    last = b""
    while chunk := file.read(1 << 20):
        yield last + chunk
        last = chunk[-32:]


def _taken(ledger: Ledger, path: str | PathLike[str], kind: Kind) -> Imported:
    where = shown(os.fspath(path))
    if kind == "fact-checks":
        checks = import_checks(ledger, path)
        return Imported(
            path=where, kind=kind, counts=(("fact checks", checks.checks),), rejections=checks.rejections
        )
    if kind in ("actors", "ftm"):
        learnt = learn(ledger, path)
        return Imported(
            path=where, kind=kind, counts=(("known actors", learnt.actors),), rejections=learnt.rejections
        )
    return _judged(ledger, path) if kind == "judgements" else Imported(path=where, kind=kind)


def _judged(ledger: Ledger, path: str | PathLike[str]) -> Imported:
    found = read_judgements(path)
    added, known = ledger.take_judgements(one for _, one in found.judgements)
    views.refresh(ledger)  # what others judged of statements holds at once
    differing = (
        Rejection(
            path=found.path,
            code="judgement",
            place=place,
            reason=f"The ledger holds another judgement with the same id {one.id}.",
            remedy="A judgement is never changed; `hearsay judgements --undo` takes one back.",
        )
        for place, one in found.judgements
        if one.id not in added and one.id not in known
    )
    return Imported(
        path=found.path,
        kind="judgements",
        counts=(("judgements", len(added)), ("judgements known before", len(known))),
        rejections=(*found.rejections, *differing),
    )


def _place(error: UsageError, where: str) -> str | None:
    """Where in the file it is, if the error says more than which file."""
    rest = (error.where or "").removeprefix(where).removeprefix(", ")
    return rest or None
