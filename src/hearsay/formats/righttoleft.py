"""Right-to-left words as a page of paper shows them: in the order of the eye, letters joined."""

from __future__ import annotations

import re
import unicodedata
from functools import cache

_RTL = "\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc"
_RUN = re.compile(f"[{_RTL}]+(?:[^{_RTL}A-Za-z\u00c0-\u052f]+[{_RTL}]+)*")
_MIRRORED = str.maketrans("()[]{}<>«»", ")(][}{><»«")
_NUMBER = re.compile(r"\d[\d.,:/]*")
_MARKED = re.compile("([\u0300-\u036f\u0591-\u05c7\u0610-\u061a\u064b-\u065f\u0670]+)(.)")
MOST = 48  # characters: longer runs are cut into lines of their own, or their lines would be out of order


def is_rtl(text: str) -> bool:
    """Whether there is anything to turn round in a text."""
    return re.search(f"[{_RTL}]", text) is not None


def visual(text: str) -> str:
    """The text with its right-to-left words in the order of the eye; numbers stay as they are."""
    return _RUN.sub(lambda found: "\n".join(map(_turned, _cut(found[0]))), text)


def _cut(run: str) -> list[str]:
    lines = [""]
    for word in run.split():
        if lines[-1] and len(lines[-1]) + len(word) >= MOST:
            lines.append("")
        lines[-1] = f"{lines[-1]} {word}".strip()
    return lines


def _turned(run: str) -> str:
    turned = _shaped(run)[::-1].translate(_MIRRORED)
    turned = _NUMBER.sub(lambda found: found[0][::-1], turned)
    # Marks follow the letter they belong to, whichever way the letters run.
    turned = _MARKED.sub(lambda found: found[2] + found[1][::-1], turned)
    return turned.replace(" ", "\u00a0")


def _shaped(run: str) -> str:
    """Arabic letters in the forms that they have beside their neighbours."""
    forms = _forms()
    letters = list(run)
    shaped: list[str] = []
    for at, char in enumerate(letters):
        if char not in forms:
            shaped.append(char)
            continue
        before = _neighbour(letters, at, -1)
        after = _neighbour(letters, at, 1)
        joins_before = bool(before) and "initial" in forms.get(before, {}) and "final" in forms[char]
        joins_after = bool(after) and "initial" in forms[char] and "final" in forms.get(after, {})
        kind = ("medial" if joins_after else "final") if joins_before else (
            "initial" if joins_after else "isolated"
        )  # fmt: skip
        shaped.append(forms[char].get(kind, char))
    return "".join(shaped)


def _neighbour(letters: list[str], at: int, step: int) -> str:
    at += step
    while 0 <= at < len(letters) and unicodedata.category(letters[at]) == "Mn":
        at += step
    return letters[at] if 0 <= at < len(letters) else ""


@cache
def _forms() -> dict[str, dict[str, str]]:
    """The presentation forms of each Arabic letter, as Unicode's own table has them."""
    found: dict[str, dict[str, str]] = {}
    for code in (*range(0xFB50, 0xFE00), *range(0xFE70, 0xFEFD)):
        kind, _, base = unicodedata.decomposition(chr(code)).partition("> ")
        if kind.startswith("<") and base and " " not in base:
            found.setdefault(chr(int(base, 16)), {})[kind[1:]] = chr(code)
    return found
