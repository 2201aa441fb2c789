"""What a text says that can be compared: its content words, names, numbers and dates."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from functools import lru_cache

from hearsay.linking.claims.numbers import NUMERALS, Number, numbers
from hearsay.linking.claims.wording import WORD, is_empty, rarity, stem
from hearsay.linking.spelling import fold
from hearsay.records import Record

_MONTHS = {
    name: number
    for number, names in enumerate(
        ("january jan", "february feb", "march mar", "april apr", "may", "june jun", "july jul", "august aug",
         "september sep sept", "october oct", "november nov", "december dec"),
        start=1,
    )
    for name in names.split()
}  # fmt: skip
_WEEKDAYS = frozenset("monday tuesday wednesday thursday friday saturday sunday".split())
_MONTH = "|".join(sorted(_MONTHS, key=len, reverse=True))
_DATE = re.compile(
    rf"(?:\b(?P<day1>\d{{1,2}})(?:st|nd|rd|th)?\s+(?:of\s+)?)?\b(?P<month>{_MONTH})\b\.?"
    r"(?:\s+(?P<day2>\d{1,2})(?:st|nd|rd|th)?\b(?!\s*(?:million|billion|percent|%)))?"
    r"(?:,?\s+(?P<year>(?:1[89]|20)\d\d)\b)?|\b(?P<only>(?:1[89]|20)\d\d)\b(?!\s*(?:people|troops|dollars))",
    re.IGNORECASE,
)
_QUESTION = re.compile(r"\?[\"”’)\]]*\s*$|^\W*(?:whether|if)\b", re.IGNORECASE)
_SENTENCE_START = re.compile(r"(?:^|[.!?:;“\"(…]\s*|\n)\W*$")


class Date(Record):
    """A date as far as it is said: year, month, day; 0 stands for what is not said."""

    year: int
    month: int
    day: int
    text: str

    def meets(self, other: Date) -> bool:
        """Whether both may be the same date: nothing that both say differs."""
        return all(
            not left or not right or left == right
            for left, right in ((self.year, other.year), (self.month, other.month), (self.day, other.day))
        )

    def compares(self, other: Date) -> bool:
        """Whether both say enough of the same to be compared."""
        return bool((self.month and other.month) or (self.year and other.year))


class Facts(Record):
    """What one text says: the rarity of each content stem, the stems of names among them, numbers, dates.

    ``weekdays`` are those it names; ``question`` tells that it asks rather than says.
    """

    words: Mapping[str, float]
    names: frozenset[str]
    numbers: tuple[Number, ...]
    dates: tuple[Date, ...]
    weekdays: frozenset[str]
    question: bool

    @property
    def weight(self) -> float:
        """How much content there is: the rarities of all content stems added up."""
        return sum(self.words.values())


@lru_cache(maxsize=20_000)
def facts(text: str, names: tuple[str, ...] = ()) -> Facts:
    """The facts of a text; ``names`` are those it is known to mention, beside what looks like a name."""
    words: dict[str, float] = {}
    named: set[str] = set()
    weekdays: set[str] = set()
    heading = _is_heading(text)
    for match in WORD.finditer(text):
        word = match[0]
        lower = word.lower()
        if lower in _WEEKDAYS:
            weekdays.add(lower)
            continue
        if lower[0].isdigit() or is_empty(lower) or lower in NUMERALS:
            continue
        stemmed = stem(_plain(lower))
        words[stemmed] = rarity(stemmed)
        if word[0].isupper() and not heading and not _SENTENCE_START.search(text, 0, match.start()):
            named.add(stemmed)
    for stemmed in _stems(names):
        named.add(stemmed)
        words.setdefault(stemmed, rarity(stemmed))
    return Facts(
        words=words,
        names=frozenset(named),
        numbers=numbers(text),
        dates=tuple(_dates(text)),
        weekdays=frozenset(weekdays),
        question=bool(_QUESTION.search(text)),
    )


def _is_heading(text: str) -> bool:
    """Whether most words have a capital, so that it shows no name."""
    words = [word for word in WORD.findall(text) if len(word) > 3 and word[0].isalpha()]
    return len(words) > 3 and 4 * sum(word[0].isupper() for word in words) > 3 * len(words)


def _stems(names: Iterable[str]) -> Iterable[str]:
    for name in names:
        for match in WORD.finditer(name):
            lower = match[0].lower()
            if not is_empty(lower) and not lower[0].isdigit():
                yield stem(_plain(lower))


def _plain(word: str) -> str:
    return word if word.isascii() else fold(word)


def _dates(text: str) -> Iterable[Date]:
    for match in _DATE.finditer(text):
        month = _MONTHS[match["month"].lower()] if match["month"] else 0
        day = int(match["day1"] or match["day2"] or 0)
        year = int(match["year"] or match["only"] or 0)
        # "may" and "march" are words, too, unless a day or a year stands by them.
        if month and not day and not year and match["month"].lower() in ("may", "march", "mar"):
            continue
        yield Date(year=year, month=month, day=day if 0 < day < 32 else 0, text=match[0].strip())
