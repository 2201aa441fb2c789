"""PDF: the text layer of each page, put back into paragraphs."""

from __future__ import annotations

import re
import threading
from collections.abc import Iterator
from typing import Any, BinaryIO

from hearsay.sources.base import Draft, Limits, Refused, whole
from hearsay.sources.dates import iso
from hearsay.sources.layout import Line, paragraphs
from hearsay.sources.properties import authors, title

# PDFium keeps state of its own and must be called by one thread at a time.
_PDFIUM = threading.Lock()
_DAMAGED = "Download or export the PDF again; if it opens in a viewer, print it to a new PDF."
_LINE_END = 10
# What PDFium puts for a hyphen at the end of a line, and for the end of that line.
_HYPHENATED = (0x02, 0xFFFE)
_DATE = re.compile(r"(?:D:)?(\d{4})(\d{2})(\d{2})")


class PDF:
    """A PDF with a text layer."""

    name = "pdf"
    extensions = (".pdf",)

    def sniff(self, head: bytes) -> bool:
        """The signature within the first kilobyte."""
        return b"%PDF-" in head[:1024]

    def read(self, file: BinaryIO, limits: Limits) -> Iterator[Draft | Refused]:
        """One document: the text of all pages, running headers, footers and page numbers left out."""
        data = whole(file, limits)
        if b"%PDF-" not in data[:1024]:
            raise Refused("damaged", "The file is not a PDF.", remedy=_DAMAGED)
        if b"%%EOF" not in data[-4096:]:
            raise Refused("damaged", "The PDF is cut off: its end is missing.", remedy=_DAMAGED)
        with _PDFIUM:
            about, pages = _open(data, limits)
        text = "\n\n".join(paragraphs(pages))
        if not text.strip():
            raise Refused(
                "no-text",
                "The PDF holds pictures of pages but no text.",
                remedy="Run text recognition (OCR) on it first.",
            )
        yield Draft(text=text, title=about["title"], authors=about["authors"], published=about["published"])


def _open(data: bytes, limits: Limits) -> tuple[dict[str, Any], list[list[Line]]]:
    import pypdfium2

    try:
        pdf = pypdfium2.PdfDocument(data)
    except pypdfium2.PdfiumError as error:
        if "password" in str(error).lower():
            raise Refused(
                "encrypted",
                "The PDF is encrypted and needs a password.",
                remedy="Open it with its password and save it without a password.",
            ) from None
        raise Refused("damaged", "The PDF is damaged and cannot be opened.", remedy=_DAMAGED) from None
    try:
        count = len(pdf)
        if count > limits.max_pages:
            raise Refused(
                "too-large",
                f"The PDF has {count:,} pages; the limit is {limits.max_pages:,}.",
                remedy="Raise the limit with --max-pages, or split the file.",
            )
        if count == 0:
            raise Refused("damaged", "The PDF has no pages that can be read.", remedy=_DAMAGED)
        pages: list[list[Line]] = []
        chars = 0
        for number in range(count):
            try:
                pages.append(_lines(pdf[number]))
            except pypdfium2.PdfiumError:
                raise Refused(
                    "damaged", "A page of the PDF is damaged.", place=f"page {number + 1}", remedy=_DAMAGED
                ) from None
            chars += sum(len(row.text) for row in pages[-1])
            if chars > limits.max_chars:
                break  # the text is refused for its length, which is known by now
        return _about(pdf.get_metadata_dict()), pages
    finally:
        pdf.close()


def _lines(page: Any) -> list[Line]:
    """The lines of a page in the order of the file, each with its place on the page in points."""
    from pypdfium2 import raw

    text_page = page.get_textpage()
    try:
        count = raw.FPDFText_CountChars(text_page)
        codes = [raw.FPDFText_GetUnicode(text_page, index) for index in range(count)]
        lines: list[Line] = []
        start = 0
        for index, code in enumerate([*codes, _LINE_END]):
            if code in (_LINE_END, 13) or code in _HYPHENATED:
                if row := _line(text_page, codes, start, index, "-" if code in _HYPHENATED else ""):
                    lines.append(row)
                start = index + 1
        return lines
    finally:
        text_page.close()
        page.close()


def _line(text_page: Any, codes: list[int], start: int, end: int, hyphen: str) -> Line | None:
    visible = [index for index in range(start, end) if codes[index] > 32]
    if not visible:
        return None
    left, bottom, _, top = text_page.get_charbox(visible[0], loose=True)
    _, _, right, _ = text_page.get_charbox(visible[-1], loose=True)
    units = b"".join(
        code.to_bytes(2, "little") if code < 0x10000 else chr(code).encode("utf-16-le")
        for code in codes[start:end]
    )
    text = units.decode("utf-16-le", "replace")
    return Line(text=" ".join(text.split()) + hyphen, left=left, right=right, bottom=bottom, top=top)


def _about(info: dict[str, str]) -> dict[str, Any]:
    """Title, authors and date of the file, where they look like a person's words and not a program's."""
    created = _DATE.match(info.get("CreationDate") or "")
    return {
        "title": title(info.get("Title")),
        "authors": authors(info.get("Author")),
        "published": iso("-".join(created.groups())) if created else None,
    }


SOURCE = PDF()
