"""Plain text."""

from __future__ import annotations

from collections.abc import Iterator
from typing import BinaryIO

from hearsay.sources.base import Draft, Limits, Refused, whole
from hearsay.sources.normal import decode


class PlainText:
    """A file that is one article and nothing else; also what any unknown text is read as."""

    name = "text"
    extensions = (".txt", ".text")

    def sniff(self, head: bytes) -> bool:
        """Never sure: everything might be a text."""
        return False

    def read(self, file: BinaryIO, limits: Limits) -> Iterator[Draft | Refused]:
        """The whole file as one text, without title or date."""
        yield Draft(text=decode(whole(file, limits)))


SOURCE = PlainText()
