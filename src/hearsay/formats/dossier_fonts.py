"""Fonts for a dossier on paper: found on the system, and no character left blank."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from hearsay.errors import UsageError
from hearsay.formats.markup import clean
from hearsay.formats.registry import needed
from hearsay.formats.righttoleft import is_rtl, visual

VARIABLE = "HEARSAY_FONTS"
"""Font files (TrueType) or folders of them, tried first; separated like the folders of PATH."""

FOLDERS = (
    "/usr/share/fonts",
    "/usr/local/share/fonts",
    "~/.local/share/fonts",
    "~/.fonts",
    "/Library/Fonts",
    "~/Library/Fonts",
    "/System/Library/Fonts/Supplemental",
    "C:/Windows/Fonts",
)
# Regular and bold; what reportlab brings itself comes last, so there is always one.
SERIFS = (
    ("NotoSerif-Regular.ttf", "NotoSerif-Bold.ttf"),
    ("DejaVuSerif.ttf", "DejaVuSerif-Bold.ttf"),
    ("LiberationSerif-Regular.ttf", "LiberationSerif-Bold.ttf"),
    ("Georgia.ttf", "Georgia Bold.ttf"),
    ("georgia.ttf", "georgiab.ttf"),
    ("Times New Roman.ttf", "Times New Roman Bold.ttf"),
    ("times.ttf", "timesbd.ttf"),
)
SANS = (
    ("NotoSans-Regular.ttf", "NotoSans-Bold.ttf"),
    ("DejaVuSans.ttf", "DejaVuSans-Bold.ttf"),
    ("LiberationSans-Regular.ttf", "LiberationSans-Bold.ttf"),
    ("Arial.ttf", "Arial Bold.ttf"),
    ("arial.ttf", "arialbd.ttf"),
)
OWN = ("Vera.ttf", "VeraBd.ttf")
# Tried in this order for what the text's own font lacks.
OTHERS = (
    "DejaVuSans.ttf",
    "DejaVuSerif.ttf",
    "NotoSansHebrew-Regular.ttf",
    "NotoNaskhArabic-Regular.ttf",
    "NotoSansArabic-Regular.ttf",
    "NotoSansArmenian-Regular.ttf",
    "NotoSansGeorgian-Regular.ttf",
    "NotoSansDevanagari-Regular.ttf",
    "NotoSansSymbols-Regular.ttf",
    "NotoSansSymbols2-Regular.ttf",
    "FreeSerif.ttf",
    "FreeSans.ttf",
    "arial.ttf",
    "tahoma.ttf",
    "Arial Unicode.ttf",
    "unifont.ttf",
)


@dataclass
class Fonts:
    """The fonts of one document, registered as they are needed.

    ``serif``, ``serif_bold``, ``sans`` and ``sans_bold`` are names for reportlab; ``missing`` are the
    characters that no font has, which :meth:`runs` writes as *U+4E2D*.
    """

    serif: str
    serif_bold: str
    sans: str
    sans_bold: str
    others: list[Path]
    missing: set[str] = field(default_factory=set)
    _has: dict[str, dict[int, Any]] = field(default_factory=dict)
    _for: dict[tuple[str, str], str | None] = field(default_factory=dict)

    def runs(self, text: str, font: str) -> Iterator[tuple[str, str]]:
        """The text in pieces of one font each: this one where it can, else another."""
        text = clean(text)
        if is_rtl(text):
            text = visual(text)
        last, piece = font, ""
        for char in text:
            using = font if char.isspace() else self._font_of(char, font)
            if using is None:
                self.missing.add(char)
                using, char = font, f"U+{ord(char):04X}"
            if char.isspace() and char != "\n":
                using = last
            if using != last and piece:
                yield last, piece
                piece = ""
            last, piece = using, piece + char
        if piece:
            yield last, piece

    def _font_of(self, char: str, font: str) -> str | None:
        key = (char, font)
        if key not in self._for:
            self._for[key] = next((name for name in self._names(font) if self._holds(name, char)), None)
        return self._for[key]

    def _names(self, font: str) -> Iterator[str]:
        yield font
        for path in self.others:
            if (name := _registered(path)) is not None:
                yield name

    def _holds(self, name: str, char: str) -> bool:
        if name not in self._has:
            from reportlab.pdfbase import pdfmetrics

            self._has[name] = pdfmetrics.getFont(name).face.charToGlyph
        return ord(char) in self._has[name]


def fonts() -> Fonts:
    """The fonts of this system.

    Raises:
        UsageError: reportlab is missing, or ``HEARSAY_FONTS`` names what is no font.
    """
    try:
        from reportlab import rl_config
    except ImportError as error:
        raise needed("reportlab", "pdf", "A dossier as PDF") from error
    given = list(_given())
    known = {path.name: path for path in reversed([*given, *_installed()])}
    own = [Path(folder) for folder in rl_config.TTFSearchPath if Path(folder).is_dir()]
    known.update({name: folder / name for folder in own for name in OWN if (folder / name).is_file()})
    serif, sans = (_pair(known, (*pairs, OWN)) for pairs in (SERIFS, SANS))
    return Fonts(
        serif=serif[0],
        serif_bold=serif[1],
        sans=sans[0],
        sans_bold=sans[1],
        others=[*given, *(known[name] for name in OTHERS if name in known)],
    )


def _given() -> Iterator[Path]:
    for place in filter(None, os.environ.get(VARIABLE, "").split(os.pathsep)):
        path = Path(place).expanduser()
        found = sorted(path.rglob("*.[to]tf")) if path.is_dir() else [path]
        if not found or not all(one.is_file() for one in found):
            raise UsageError(
                "There is no font here.",
                where=f"{VARIABLE}: {place}",
                remedy="Name TrueType files or folders.",
            )
        for one in found:
            if _registered(one) is None and not path.is_dir():
                raise UsageError(
                    "This is no TrueType font that a PDF can hold.",
                    where=f"{VARIABLE}: {one}",
                    remedy="Name a .ttf file; .otf files with PostScript outlines will not do.",
                )
            yield one


def _installed() -> Iterator[Path]:
    wanted = {name for pair in (*SERIFS, *SANS) for name in pair} | set(OTHERS)
    for folder in FOLDERS:
        for at, _, names in os.walk(Path(folder).expanduser()):
            yield from (Path(at) / name for name in sorted(wanted.intersection(names)))


def _pair(known: dict[str, Path], pairs: Iterable[tuple[str, str]]) -> tuple[str, str]:
    for regular, bold in pairs:
        if regular in known and (name := _registered(known[regular])) is not None:
            heavy = _registered(known[bold]) if bold in known else None
            return name, heavy or name
    raise UsageError(
        "There is no font to write a PDF with.",
        remedy=f"Install the DejaVu or Noto fonts, or name TrueType files in {VARIABLE}.",
    )


def _registered(path: Path) -> str | None:
    """A font under its name for reportlab; None where it cannot be embedded."""
    from reportlab.pdfbase import pdfmetrics
    from reportlab.pdfbase.ttfonts import TTFError, TTFont

    name = f"hearsay {path}"
    if name not in pdfmetrics.getRegisteredFontNames():
        try:
            pdfmetrics.registerFont(TTFont(name, str(path)))
        except (TTFError, OSError):
            return None
    return name
