"""What a word is to the search, in one place, so that every database finds the same. Pure.

A word is a run of letters, digits and underscores. It is compared without case, width and accents:
*Łódź*, *ŁÓDŹ* and *lodz* are one word. Hyphens, apostrophes and all other marks end a word. In scripts that
leave no space between words (Chinese, Japanese, Thai …) every letter is a word, and what is looked for is
found as a phrase.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence
from functools import cache, lru_cache
from typing import NamedTuple

LONGEST_WORD = 100
"""Of longer words only the beginning counts: databases limit what they index, and nobody types as much."""

# Thai, Lao, Tibetan, Burmese, Khmer; kana, Han; their rarer blocks.
_ALONE = re.compile(
    "[\u0e00-\u0eff\u0f00-\u0fff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u31f0-\u31ff\u3400-\u4dbf\u4e00-\u9fff"
    "\uf900-\ufaff\uff66-\uff9d\U0001b000-\U0001b16f\U00020000-\U0003ffff]"
)
_ASCII = re.compile(r"\w+", re.ASCII)
# Strokes and ligatures are no accents to Unicode, but they are to whoever has no key for them.
_PLAIN = str.maketrans(
    {"ł": "l", "ø": "o", "đ": "d", "ð": "d", "ħ": "h", "ı": "i", "ŧ": "t", "æ": "ae", "œ": "oe", "þ": "th"}
)
# Combining classes of what is an accent or a vowel point. The others (0: vowel signs, 7 to 9: nukta, voicing,
# virama, 84 to 132: vowels of Thai, Lao, Tibetan) make another letter.
_POINTS = (10, 36)
_ACCENTS = 200
_ZERO_WIDTH_SPACE = "\u200b"


class Word(NamedTuple):
    """A word as it is compared, with the characters it stands at: ``[start, end)`` in code points."""

    text: str
    start: int
    end: int


def words(text: str) -> list[Word]:
    """The words of a text, in order; one run of letters may stand for several (*½* for *1* and *2*)."""
    return [Word(word, start, end) for start, end in _runs(text) for word in _compared(text[start:end])]


def analysed(text: str | None) -> str:
    """The words of a text with a space before, between and after them; empty where it has none."""
    if not text:
        return ""
    found: list[str] = []
    if text.isascii():
        found = [word[:LONGEST_WORD] for word in _ASCII.findall(text.lower())]
    else:
        for run in _run().findall(text):
            if run.isascii():
                found.append(run.lower()[:LONGEST_WORD])
            else:
                found += (word for piece in _pieces(run) for word in _compared(run[slice(*piece)]))
    return f" {' '.join(found)} " if found else ""


def places(
    found: Sequence[Word], wanted: Sequence[str], *, prefix: bool = False
) -> Iterator[tuple[int, int]]:
    """Where a phrase stands among words, as ``[first, last]`` indexes; with ``prefix`` its last word may be
    the beginning of one."""
    size = len(wanted)
    for first in range(len(found) - size + 1):
        if all(found[first + at].text == wanted[at] for at in range(size - 1)):
            last = found[first + size - 1].text
            if last.startswith(wanted[-1]) if prefix else last == wanted[-1]:
                yield first, first + size - 1


def _runs(text: str) -> Iterator[tuple[int, int]]:
    for match in _run().finditer(text):
        for first, last in _pieces(match[0]):
            yield match.start() + first, match.start() + last


def _pieces(run: str) -> list[tuple[int, int]]:
    """Where a run of letters is to be cut into words."""
    if run.isascii() or not _ALONE.search(run):
        return [(0, len(run))]
    return [match.span() for match in _piece().finditer(run)]


@lru_cache(maxsize=1 << 16)
def _compared(run: str) -> tuple[str, ...]:
    """The words that a run of letters stands for."""
    if run.isascii():
        return (run.lower()[:LONGEST_WORD],)
    folded = unicodedata.normalize("NFKC", unicodedata.normalize("NFKC", run).casefold())
    letters = "".join(filter(_is_letter, unicodedata.normalize("NFD", folded.casefold())))
    plain = unicodedata.normalize("NFC", letters.translate(_PLAIN))
    return tuple(plain[start:end][:LONGEST_WORD] for start, end in _runs(plain))


def _is_letter(character: str) -> bool:
    """Whether a character remains when accents and what nobody sees are taken off."""
    kind = unicodedata.category(character)
    if kind == "Mn":
        placed = unicodedata.combining(character)
        accent = placed >= _ACCENTS or _POINTS[0] <= placed <= _POINTS[1]
        return not accent and not _selects(character)
    return kind not in ("Me", "Cf") or character == _ZERO_WIDTH_SPACE


def _selects(character: str) -> bool:
    return "\ufe00" <= character <= "\ufe0f" or "\U000e0100" <= character <= "\U000e01ef"


@cache
def _run() -> re.Pattern[str]:
    """A run of letters: Python's ``\\w`` with the marks on them, and what is invisible between them."""
    return re.compile(rf"\w[\w{_marks()}]*(?:[{_unseen()}]+[\w{_marks()}]+)*")


@cache
def _piece() -> re.Pattern[str]:
    """A letter that is a word by itself, or a run of others."""
    alone = f"(?![{_marks()}]){_ALONE.pattern}"
    others = rf"(?:(?!{alone})[\w{_marks()}{_unseen()}])"
    return re.compile(rf"{alone}[{_marks()}{_unseen()}]*|{others}+")


@cache
def _marks() -> str:
    return _class(("Mn", "Mc", "Me")) + "\uff9e\uff9f"  # half-width voicing, which Unicode calls letters


@cache
def _unseen() -> str:
    return _class(("Cf",), without=_ZERO_WIDTH_SPACE)


def _class(kinds: tuple[str, ...], without: str = "") -> str:
    """The characters of these kinds, as ranges inside the brackets of a regular expression."""
    # No mark stands between the end of the first range and the beginning of the second.
    codes = [*range(0x80, 0x1F000), *range(0xE0000, 0xE0200)]
    of_kind = [c for c in codes if unicodedata.category(chr(c)) in kinds and chr(c) not in without]
    ranges: list[list[int]] = []
    for code in of_kind:
        if ranges and ranges[-1][1] == code - 1:
            ranges[-1][1] = code
        else:
            ranges.append([code, code])
    return "".join(f"\\U{first:08x}-\\U{last:08x}" for first, last in ranges)
