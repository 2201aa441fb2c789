"""Word documents (DOCX)."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator
from datetime import datetime
from typing import Any, BinaryIO

from hearsay.sources.base import Draft, Limits, Refused, whole
from hearsay.sources.properties import authors, title

_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_TEMPLATE = datetime(2013, 12, 23, 23, 15)
_DAMAGED = "Open it in a word processor and save it again as DOCX."
_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
_LEFT_OUT = frozenset({f"{_W}del", f"{_W}moveFrom", f"{_W}instrText", _FALLBACK})
_AS_TEXT = {f"{_W}tab": "\t", f"{_W}br": "\n", f"{_W}cr": "\n", f"{_W}noBreakHyphen": "-"}


class DOCX:
    """A Word document in the format of Word 2007 and later."""

    name = "docx"
    extensions = (".docx",)

    def sniff(self, head: bytes) -> bool:
        """A ZIP archive whose first entries are those of an Office document of words."""
        return head.startswith(b"PK\x03\x04") and (b"word/" in head or b"[Content_Types].xml" in head)

    def read(self, file: BinaryIO, limits: Limits) -> Iterator[Draft | Refused]:
        """One document: paragraphs, those inside tables and text boxes too; text deleted by a reviewer
        is left out, text added is in; no headers, footers or notes."""
        data = whole(file, limits)
        _check(data, limits)
        import docx
        from docx.opc.exceptions import PackageNotFoundError

        try:
            document = docx.Document(io.BytesIO(data))
        except (PackageNotFoundError, KeyError, ValueError, zipfile.BadZipFile, NotImplementedError):
            raise Refused("damaged", "The Word document is damaged.", remedy=_DAMAGED) from None
        text = "\n\n".join(paragraph for paragraph in _paragraphs(document.element.body) if paragraph.strip())
        core = document.core_properties
        yield Draft(
            text=text,
            title=title(core.title),
            authors=authors(core.author),
            published=_created(core),
        )


def _check(data: bytes, limits: Limits) -> None:
    """Refuse what is no archive, needs a password, or would unpack to more than the limit."""
    if data.startswith(_OLE):
        if "EncryptedPackage".encode("utf-16-le") in data:
            raise Refused(
                "encrypted",
                "The Word document is encrypted and needs a password.",
                remedy="Open it with its password and save it without a password.",
            )
        raise Refused(
            "unknown-format", "This is a Word document of the old format (DOC).", remedy="Save it as DOCX."
        )
    try:
        entries = zipfile.ZipFile(io.BytesIO(data)).infolist()
    except (zipfile.BadZipFile, ValueError, NotImplementedError, EOFError):
        raise Refused(
            "damaged", "The Word document is damaged: it is no ZIP archive.", remedy=_DAMAGED
        ) from None
    if any(entry.flag_bits & 1 for entry in entries):
        raise Refused("encrypted", "The Word document is encrypted.", remedy="Save it without a password.")
    # The archive never gives more than the sizes it declares, so their sum bounds what unpacking costs.
    size = sum(entry.file_size for entry in entries)
    if size > limits.max_bytes:
        raise Refused(
            "too-large",
            f"The Word document unpacks to {size:,} bytes; the limit is {limits.max_bytes:,}.",
            remedy="Raise the limit with --max-bytes if you trust the file.",
        )
    if not any(entry.filename.startswith("word/") for entry in entries):
        raise Refused(
            "unknown-format",
            "The file is an archive, not a Word document.",
            remedy="Unpack it, or save the text as DOCX, PDF or plain text.",
        )


def _paragraphs(element: Any) -> Iterator[str]:
    """The text of every paragraph below the element, in the order of the file.

    python-docx itself passes over insertions, content controls and text boxes.
    """
    for child in element:
        if child.tag in _LEFT_OUT:
            continue
        if child.tag == f"{_W}p":
            boxes: list[Any] = []
            yield "".join(_runs(child, boxes))
            for box in boxes:
                yield from _paragraphs(box)
        else:
            yield from _paragraphs(child)


def _runs(element: Any, boxes: list[Any]) -> Iterator[str]:
    for child in element:
        if child.tag == f"{_W}t":
            yield child.text or ""
        elif child.tag in _AS_TEXT:
            yield _AS_TEXT[child.tag]
        elif child.tag == f"{_W}txbxContent":
            boxes.append(child)
        elif child.tag not in _LEFT_OUT and child.tag != f"{_W}pPr":
            yield from _runs(child, boxes)


def _created(core: Any) -> str | None:
    """The date the document was begun; the one that python-docx's own template carries says nothing."""
    created = core.created
    if not isinstance(created, datetime) or created.replace(tzinfo=None) == _TEMPLATE:
        return None
    return created.date().isoformat()


SOURCE = DOCX()
