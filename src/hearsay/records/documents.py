"""Documents, and the inputs that could not become one."""

from __future__ import annotations

import hashlib

from hearsay.records.base import Record, digest


class Document(Record):
    """One article or file: its normalised text with what is known about its publication.

    ``published`` is an ISO 8601 date or date and time; ``path`` is the place it was read from, as the
    user gave it; ``language`` is an ISO 639-1 code.
    """

    id: str
    text: str
    title: str | None = None
    outlet: str | None = None
    authors: tuple[str, ...] = ()
    published: str | None = None
    url: str | None = None
    language: str | None = None
    path: str | None = None

    @property
    def text_sha256(self) -> str:
        """SHA-256 of the text in UTF-8, in hexadecimal."""
        return hashlib.sha256(self.text.encode("utf-8", "surrogatepass")).hexdigest()

    def _repr_html_(self) -> str:
        from hearsay import showing  # which draws records, and so imports them

        return showing.article(self)


def document_id(
    text: str,
    *,
    title: str | None = None,
    outlet: str | None = None,
    published: str | None = None,
    url: str | None = None,
) -> str:
    """The id of a document that brings none of its own: a hash of its text and publication.

    The path is left out, so a file that is moved stays the same document; the outlet and the date are
    in, so that a reprint is a document of its own.
    """
    return digest("document", text, title, outlet, published, url)


class Rejection(Record):
    """An input that could not become a Document, with the reason.

    ``code`` is a stable slug for scripts (``empty``, ``binary``, ``encoding``, ``language``,
    ``too-large``, ``encrypted``, ``damaged``, ``permission``, ``no-text``, ``bad-json``, ``missing``,
    ``id-taken``, ``unknown-format`` …); ``reason`` says what is wrong, ``place`` where in the input
    (*line 3*, *page 2*), ``remedy`` what to do, naming the option where one helps.
    """

    path: str
    code: str
    reason: str
    place: str | None = None
    remedy: str | None = None

    @property
    def id(self) -> str:
        """A hash of the whole rejection: the same failure is recorded once."""
        return digest("rejection", self.path, self.code, self.place, self.reason)
