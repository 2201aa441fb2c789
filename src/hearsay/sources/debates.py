"""Debates whose sentences were fact-checked, in the layout of PolitiFact's part of *That is a Known Lie*."""

from __future__ import annotations

import csv
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path

from hearsay.errors import CorpusError
from hearsay.records import Record

CHECKED, VERIFIED, TRANSCRIPTS = "fact-checking", "verified-claims", "transcripts"
_COLUMNS = ("line_number", "sentence", "verified_claim", "verified_claim_url")
_BESIDE = 1


class CheckedSentence(Record):
    """A sentence of a debate, the sentences around it (itself included), and the checks that it repeats."""

    debate: str
    text: str
    before: tuple[str, ...]
    after: tuple[str, ...]
    checks: frozenset[str]


class Debates(Record):
    """All sentences with checks, and all verified claims, by the id of the check."""

    sentences: tuple[CheckedSentence, ...]
    claims: dict[str, str]


def debates(path: Path) -> Debates:
    """Read a folder with ``fact-checking``, ``verified-claims`` and ``transcripts``.

    A sentence of several rows is one, with all their checks. Where a transcript lacks the sentence nothing
    stands around it.

    Raises:
        CorpusError: the folder is not in that layout.
    """
    claims: dict[str, str] = {}
    checks: dict[tuple[str, str], set[str]] = defaultdict(set)
    for file in _files(path / CHECKED, "*.csv"):
        for row in _rows(file):
            id = _check(row["verified_claim_url"])
            claims.setdefault(id, _mended(row["verified_claim"]))
            checks[file.stem, _mended(row["sentence"])].add(id)
    for file in _files(path / VERIFIED, "*.csv"):
        for cells in _cells(file):
            if len(cells) < 4:
                raise _not_debates(str(file), "A line has fewer than four columns.")
            claims.setdefault(_check(cells[3]), _mended(cells[1]))
    lines = {file.stem: _lines(file) for file in _files(path / TRANSCRIPTS, "*.tsv")}
    return Debates(
        sentences=tuple(
            _placed(debate, text, found, lines.get(debate, []))
            for (debate, text), found in sorted(checks.items())
        ),
        claims=dict(sorted(claims.items())),
    )


def _placed(debate: str, text: str, found: set[str], lines: list[str]) -> CheckedSentence:
    at = lines.index(text) if text in lines else -1
    return CheckedSentence(
        debate=debate,
        text=text,
        before=tuple(lines[max(0, at - _BESIDE) : at]) if at >= 0 else (),
        after=tuple(lines[at + 1 : at + 1 + _BESIDE]) if at >= 0 else (),
        checks=frozenset(found),
    )


def _check(url: str) -> str:
    """The part of a check's address that its several addresses share."""
    return url.strip().split("politifact.com")[-1].replace("/truth-o-meter", "").strip("/")


def _mended(text: str) -> str:
    """The text, with UTF-8 that was taken for Mac Roman put right."""
    text = text.strip()
    if "‚Ä" in text:
        try:
            return text.encode("mac_roman").decode("utf-8")
        except UnicodeError:
            return text
    return text


def _files(folder: Path, pattern: str) -> list[Path]:
    found = sorted(folder.glob(pattern))
    if not found:
        raise _not_debates(str(folder), f"It holds no {pattern} file.")
    return found


def _rows(file: Path) -> Iterator[dict[str, str]]:
    lines = _cells(file)
    header = next(lines, [])
    missing = [name for name in _COLUMNS if name not in header]
    if missing:
        raise _not_debates(str(file), f"It has no column {', '.join(missing)}.")
    for cells in lines:
        yield dict(zip(header, cells, strict=False))


def _cells(file: Path) -> Iterator[list[str]]:
    try:
        with file.open(encoding="utf-8-sig", newline="") as stream:
            yield from csv.reader(stream)
    except (OSError, UnicodeDecodeError, csv.Error) as error:
        raise _not_debates(str(file), f"It cannot be read: {error}.") from error


def _lines(file: Path) -> list[str]:
    try:
        lines = file.read_text(encoding="utf-8").splitlines()
    except (OSError, UnicodeDecodeError) as error:
        raise _not_debates(str(file), f"It cannot be read: {error}.") from error
    return [cells[2].strip() for line in lines if len(cells := line.split("\t")) > 2]


def _not_debates(where: str, what: str) -> CorpusError:
    return CorpusError(
        f"These are no fact-checked debates. {what}",
        where=where,
        remedy=f"Give the folder that holds {CHECKED}, {VERIFIED} and {TRANSCRIPTS}.",
    )
