"""The one normalisation of every text, and the decoding of bytes that do not name their encoding."""

from __future__ import annotations

import codecs
import re
import unicodedata

from hearsay.sources.base import Refused

_CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f]")
_SURROGATE = re.compile(r"[\ud800-\udfff]")


def normalise(text: str) -> str:
    """The text as it is stored, to which all offsets refer.

    Line ends become LF, a byte order mark at the start goes, C0 control characters other than tab and
    line feed become one space each, lone surrogates become U+FFFD, and the whole is NFC. Nothing else
    changes; doing it twice changes nothing.
    """
    text = text.lstrip("\ufeff").replace("\r\n", "\n").replace("\r", "\n")
    text = _SURROGATE.sub("\ufffd", _CONTROL.sub(" ", text))
    return unicodedata.normalize("NFC", text)


def line(text: str | None) -> str | None:
    """A piece of metadata: normalised, on one line, ``None`` when nothing is left."""
    return " ".join(normalise(text).split()) or None if text else None


# UTF-32 before UTF-16: the little-endian mark of the one begins with that of the other.
_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_UTF8_REMEDY = "Save it again in the encoding UTF-8."
_BINARY = bytes(sorted({*range(0x20)} - {*b"\t\n\r\f\v\x1b"}))


def decode(data: bytes) -> str:
    """The text in bytes of unknown encoding.

    In this order: a byte order mark; UTF-16 without one, known by its NULs at every second place;
    UTF-8; Windows-1252 when few letters are outside ASCII; the guess of a detector. One control
    character in 500 bytes (one at least) is a blemish that normalising mends; more make it binary.

    Raises:
        Refused: ``binary`` with the place of the first NUL, ``encoding`` with that of the first bad byte.
    """
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return _strict(data[len(mark) :], encoding, len(mark))
    if order := _utf16(data):
        return _strict(data, order, 0)
    _refuse_binary(data)
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError as error:
        return _legacy(data, error)


def _strict(data: bytes, encoding: str, skipped: int) -> str:
    try:
        return data.decode(encoding)
    except UnicodeDecodeError as error:
        raise Refused(
            "encoding",
            f"The text is marked as {encoding.upper()} but is not valid {encoding.upper()}: {error.reason}.",
            place=f"byte {skipped + error.start}",
            remedy=_UTF8_REMEDY,
        ) from None


def _utf16(data: bytes) -> str | None:
    """The byte order of UTF-16 without a mark, or ``None``."""
    sample = data[:65536]
    even, odd = sample[0::2].count(0), sample[1::2].count(0)
    if len(data) % 2 or even + odd < max(2, len(sample) // 40):
        return None
    if min(even, odd) * 20 > max(even, odd):
        return None
    encoding = "utf-16-le" if odd > even else "utf-16-be"
    try:
        text = data.decode(encoding)
    except UnicodeDecodeError:
        return None
    visible = sum(c.isalnum() or c.isspace() or unicodedata.category(c)[0] == "P" for c in text[:4096])
    return encoding if visible >= 0.9 * len(text[:4096]) else None


def _refuse_binary(data: bytes) -> None:
    controls = len(data) - len(data.translate(None, _BINARY))
    if controls <= max(1, len(data) // 500):
        return
    nul = data.find(0)
    raise Refused(
        "binary",
        "The file is not text: it holds NUL bytes." if nul >= 0 else "The file is not text but binary data.",
        place=f"byte {nul}" if nul >= 0 else None,
        remedy="Give the article as text, HTML, PDF or DOCX.",
    )


def _legacy(data: bytes, error: UnicodeDecodeError) -> str:
    """Bytes that are not UTF-8: those of an older encoding, or UTF-8 that was damaged."""
    repaired = data.decode("utf-8", "replace")
    bad = repaired.count("\ufffd")
    good = sum(c > "\x7f" for c in repaired) - bad
    if good >= bad:
        # Reading this as another encoding would turn every good letter outside ASCII into nonsense.
        raise Refused(
            "encoding",
            f"The text is UTF-8 but damaged: {error.reason} (0x{data[error.start]:02x}).",
            place=f"byte {error.start}",
            remedy=_UTF8_REMEDY,
        )
    letters = sum(c.isalpha() for c in repaired)
    if bad <= 0.2 * letters:
        try:
            return data.decode("cp1252")
        except UnicodeDecodeError:
            pass
    from charset_normalizer import from_bytes

    # A sample keeps the detector quick; the whole must still decode.
    best = from_bytes(data[error.start // 2 :][:100_000]).best()
    for encoding in (best.encoding if best else None, "cp1252"):
        if encoding:
            try:
                return data.decode(encoding)
            except UnicodeDecodeError:
                continue
    raise Refused(
        "encoding",
        f"The encoding of the text is unknown: byte 0x{data[error.start]:02x} is not UTF-8.",
        place=f"byte {error.start}",
        remedy=_UTF8_REMEDY,
    )
