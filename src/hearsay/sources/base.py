"""What every format shares: the limits, the draft it makes, the way it refuses, the protocol it fulfils."""

from __future__ import annotations

import os
from collections.abc import Iterator
from typing import BinaryIO, Protocol

from hearsay.records import Record, Rejection


class Limits(Record, frozen=True):
    """How much one input may cost before it is rejected.

    ``max_bytes`` bounds one file, or one line of a file of JSON lines; ``max_chars`` the text of one
    document; ``max_pages`` the pages of one PDF; ``max_depth`` the nesting of folders; ``seconds`` the
    time one document may take in a parser.
    """

    max_bytes: int = 50_000_000
    max_chars: int = 2_000_000
    max_pages: int = 2_000
    max_depth: int = 32
    seconds: float = 60.0


class Draft(Record, frozen=True):
    """A document as its format found it: text and metadata, neither normalised nor checked.

    ``place`` says where in the file it stands (*line 3*) when the file holds several.
    """

    text: str
    id: str | None = None
    title: str | None = None
    outlet: str | None = None
    authors: tuple[str, ...] = ()
    published: str | None = None
    url: str | None = None
    place: str | None = None


class Refused(Exception):
    """A Rejection that does not know its path yet.

    A source yields it for one of several documents and raises it for the whole file; it never leaves
    this room. The fields are those of :class:`hearsay.records.Rejection`.
    """

    def __init__(
        self, code: str, reason: str, *, place: str | None = None, remedy: str | None = None
    ) -> None:
        super().__init__(reason)
        self.code = code
        self.reason = reason
        self.place = place
        self.remedy = remedy

    def rejection(self, path: str, place: str | None = None) -> Rejection:
        """The Rejection of the input at this path; ``place`` stands in where the refusal named none."""
        return Rejection(
            path=path, code=self.code, reason=self.reason, place=self.place or place, remedy=self.remedy
        )


class Source(Protocol):
    """One format that documents come in.

    ``extensions`` are lower-case, with the dot. ``sniff`` looks at the first bytes of a file (up to
    :data:`HEAD`) and says whether they are surely this format. ``read`` takes a file at its start and
    yields its documents; what it cannot read it yields or raises as :class:`Refused`.
    """

    @property
    def name(self) -> str: ...

    @property
    def extensions(self) -> tuple[str, ...]: ...

    def sniff(self, head: bytes) -> bool: ...

    def read(self, file: BinaryIO, limits: Limits) -> Iterator[Draft | Refused]: ...


HEAD = 4096


def whole(file: BinaryIO, limits: Limits) -> bytes:
    """All bytes of a file, refused by its size before anything is read."""
    size = os.fstat(file.fileno()).st_size
    data = b"" if size > limits.max_bytes else file.read(limits.max_bytes + 1)
    if size > limits.max_bytes or len(data) > limits.max_bytes:
        raise Refused(
            "too-large",
            f"The file has {max(size, len(data)):,} bytes; the limit is {limits.max_bytes:,}.",
            remedy="Raise the limit with --max-bytes, or split the file.",
        )
    return data
