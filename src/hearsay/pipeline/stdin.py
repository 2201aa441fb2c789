"""Standard input as documents: JSON lines, or one document in any format that a file may have."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Iterable, Iterator
from itertools import chain
from pathlib import Path
from typing import BinaryIO

import msgspec

from hearsay.records import Document, Rejection
from hearsay.sources import Limits, gather, stream

Item = Document | Rejection


def read_stdin(
    given: BinaryIO, *, any_language: bool = False, limits: Limits | None = None
) -> Iterator[Item]:
    """The documents in a binary stream: JSON lines if it begins with ``{``, otherwise one document."""
    limits = limits or Limits()
    skipped, first = _first_line(given, limits.max_bytes)
    if first.lstrip(b"\xef\xbb\xbf \t").startswith(b"{"):
        lines: Iterable[bytes] = chain([*skipped, first], given)
        yield from stream(lines, any_language=any_language, limits=limits)
        return
    # A file on the disk, because every format may look at its input twice.
    with tempfile.TemporaryDirectory(prefix="hearsay-") as folder:
        place = Path(folder) / "standard-input"
        with place.open("wb") as copy:
            copy.writelines([*skipped, first])
            shutil.copyfileobj(_Bounded(given, limits.max_bytes + 1), copy)
        for item in gather([str(place)], any_language=any_language, limits=limits):
            yield msgspec.structs.replace(item, path="-")


def _first_line(given: BinaryIO, size: int) -> tuple[list[bytes], bytes]:
    """The first line that is not blank, or its first bytes, and the blank ones before it."""
    skipped: list[bytes] = []
    while line := given.readline(size + 2):
        if line.strip():
            return skipped, line
        skipped.append(line)
    return skipped, b""


class _Bounded:
    """Reads no more of a stream than it may."""

    def __init__(self, given: BinaryIO, size: int) -> None:
        self._given = given
        self._left = size

    def read(self, size: int = -1) -> bytes:
        data = self._given.read(self._left if size < 0 else min(size, self._left))
        self._left -= len(data)
        return data
