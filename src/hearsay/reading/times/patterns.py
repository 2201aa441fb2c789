"""What the rules are made of: pieces of patterns, and how a rule is registered.

A rule is a pattern and a function of the match and the setting, which gives a TIMEX3 type and value or None.
Values follow TIMEX3 (ISO-TimeML): ``2031-05-09``, ``2031-W19``, ``2031-05``, ``2031-Q2``, ``2031``, ``203X``,
``P3D``, ``PXY``, ``PRESENT_REF``, ``PAST_REF``, ``FUTURE_REF``; of a part of a day ``2031-05-09TMO``.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date
from typing import Literal

from hearsay.reading.times import calendar
from hearsay.reading.times.setting import Setting

Kind = Literal["DATE", "TIME", "DURATION", "SET"]
Found = tuple[Kind, str] | None
Made = Callable[[re.Match[str], Setting], Found]

RULES: list[tuple[re.Pattern[str], Made]] = []

MONTH = (
    r"(?:January|February|March|April|May|June|July|August|September|October|November|December"
    r"|Jan\.?|Feb\.?|Mar\.|Apr\.?|Jun\.|Jul\.|Aug\.?|Sept?\.?|Oct\.?|Nov\.?|Dec\.?)"
)
WEEKDAY = (
    r"(?:Monday|Tuesday|Wednesday|Thursday|Friday|Saturday|Sunday"
    r"|Mon\.|Tues?\.|Wed\.|Thurs?\.|Fri\.|Sat\.|Sun\.)"
)
YEAR = r"(?:1[5-9]\d\d|20\d\d)"
EARLY = r"(?:(?:very )?(?:early|late|mid|the (?:early|late|middle|end|beginning|start) (?:in|of))[- ])"
UNIT = r"(?:second|minute|hour|day|week|fortnight|month|quarter|year|decade|century|centurie|weekend)"
BIG = r"(?:day|week|month|quarter|year|decade|century|weekend)"
ABOUT = (
    r"(?:(?:almost|nearly|roughly|approximately|more than|less than|at least|at most|over|fewer than"
    r"|no more than) )"
)


def rule(*parts: str, case: bool = False) -> Callable[[Made], Made]:
    """Register a function for a pattern, given in parts, that stands between words.

    A space stands for any white space: lines may break anywhere. Capitals count only with ``case``.
    """
    pattern = rf"(?<![\w$£€#]){_spaced(''.join(parts))}(?![\w])"
    compiled = re.compile(pattern, 0 if case else re.IGNORECASE)

    def register(made: Made) -> Made:
        RULES.append((compiled, made))
        return made

    return register


def _spaced(pattern: str) -> str:
    made, inside = "", False
    for at, character in enumerate(pattern):
        escaped = at > 0 and pattern[at - 1] == "\\"
        if character in "[]" and not escaped:
            inside = character == "["
        made += (r"\s" if inside else r"\s+") if character == " " else character
    return made.replace(r"\s+?", r"\s*")


def on(day: date | None) -> Found:
    """A day."""
    return None if day is None else ("DATE", day.isoformat())


def dated(value: str | None) -> Found:
    """A week, month, quarter, year or longer, or what no calendar has."""
    return None if value is None else ("DATE", value)


def part_of(day: date, words: str | None) -> Found:
    """A day, or the part of it that some words name."""
    letters = calendar.PARTS_OF_DAY.get(words.lower()) if words else None
    return ("DATE", day.isoformat()) if letters is None else ("TIME", f"{day.isoformat()}T{letters}")


def before(found: re.Match[str], at: Setting, characters: int = 16) -> str:
    """The characters before a match."""
    return at.text[max(0, found.start() - characters) : found.start()]
