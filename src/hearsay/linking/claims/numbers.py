"""Numbers as they are said: *forty*, *38 to 44*, *some 1,200 troops*, *$4.3 million*, *three times*."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from hearsay.lexicon import pronouns
from hearsay.linking.claims.wording import stem
from hearsay.records import Record

_UNITS = {
    word: value
    for value, word in enumerate(
        "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen"
        " sixteen seventeen eighteen nineteen".split()
    )
}
_TENS = {
    word: 10 * value
    for value, word in enumerate("twenty thirty forty fifty sixty seventy eighty ninety".split(), start=2)
}
_SCALES = {
    "hundred": 1e2, "thousand": 1e3, "million": 1e6, "billion": 1e9, "trillion": 1e12, "dozen": 12.0,
    "score": 20.0, "bn": 1e9, "mn": 1e6, "m": 1e6, "k": 1e3,
}  # fmt: skip
_SHARES = {"half": 0.5, "third": 1 / 3, "quarter": 0.25, "fifth": 0.2, "tenth": 0.1}
_SPELLED = {**_UNITS, **_TENS}
NUMERALS = frozenset((*_SPELLED, *_SCALES))
"""Words that are part of a number."""
_FIGURE = re.compile(r"\d+(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?")
_TOKEN = re.compile(r"[$€£¥]|\d+(?:,\d{3})*(?:\.\d+)?|%|[^\W\d_]+|[-–—]|[^\w\s]")
_MONEY = {"$": "dollar", "€": "euro", "£": "pound", "¥": "yen"}
_SAME_UNIT = {
    "%": "percent",
    "percent": "percent",
    "percentag": "percent",
    "cent": "percent",
    "pc": "percent",
}
_ENDING = frozenset(
    "a an the and or but of to in on at by for from with into over under after before during since until than"
    " as was were is are be been has had have do did does will would could may might can that who which when"
    " where while if because about around near not".split()
)
_MONTHS = frozenset(
    "january february march april may june july august september october november december jan feb mar apr"
    " jun jul aug sep sept oct nov dec".split()
)


class Number(Record):
    """A number as said: the least and most it allows, the stems of the words that say of what, its own words.

    *23 Somali pirates* counts *somal* and *pirat*; money and shares have one unit: *dollar*, *percent*.
    """

    low: float
    high: float
    unit: frozenset[str]
    text: str

    def meets(self, other: Number) -> bool:
        """Whether both may be the same number: their ranges, each wider by a twentieth, touch."""
        slack = 1.05 if min(self.low, other.low) >= 10 else 1.0
        return self.low <= other.high * slack and other.low <= self.high * slack

    def counts_like(self, other: Number) -> bool:
        """Whether both say what they count, and it is the same."""
        return bool(self.unit & other.unit)


def numbers(text: str) -> tuple[Number, ...]:
    """The numbers of a text in its order, without years, days of a month, and *one* as a pronoun."""
    tokens = [(match[0].lower(), match.start(), match.end()) for match in _TOKEN.finditer(text)]
    return tuple(_found(text, tokens))


def _found(text: str, tokens: Sequence[tuple[str, int, int]]) -> Iterator[Number]:
    at = 0
    while at < len(tokens):
        parsed = _value(tokens, at)
        if parsed is None:
            at += 1
            continue
        first, (value, stop) = at, parsed
        low = high = value
        if stop + 1 < len(tokens) and tokens[stop][0] in ("to", "-", "–", "or", "and"):
            joined = tokens[stop][0] != "and" or (first and tokens[first - 1][0] == "between")
            upper = _value(tokens, stop + 1) if joined else None
            if upper is not None and upper[0] > value:
                low, high, stop = value, upper[0], upper[1]
                if low < 1000 <= high and high / low >= 1000:  # 2 to 3 million
                    low *= 10 ** (len(str(int(high))) - len(str(int(low))))
        at = stop
        if _is_date(tokens, first, stop, low):
            continue
        money = _MONEY.get(tokens[first - 1][0], "") if first else ""
        unit, after = (frozenset((money,)), stop) if money else _unit(tokens, stop)
        if low == high == 1 and tokens[first][0] == "one" and not unit:
            continue
        start = tokens[first - 1][1] if money else tokens[first][1]
        yield Number(low=low, high=high, unit=unit, text=text[start : tokens[max(after, stop) - 1][2]])


def _value(tokens: Sequence[tuple[str, int, int]], at: int) -> tuple[float, int] | None:
    """The number that begins at a token and the token after it; None where none does."""
    word = tokens[at][0]
    if _FIGURE.fullmatch(word):
        return _scaled(tokens, float(word.replace(",", "")), at + 1)
    if word in _SPELLED:
        total: float = _SPELLED[word]
        at += 1
        if at + 1 < len(tokens) and tokens[at][0] == "-" and tokens[at + 1][0] in _UNITS:
            at += 1
        if total >= 20 and at < len(tokens) and tokens[at][0] in _UNITS:
            total, at = total + _UNITS[tokens[at][0]], at + 1
        return _scaled(tokens, total, at)
    if word in ("a", "an") and at + 1 < len(tokens):
        following = tokens[at + 1][0]
        if following in ("hundred", "thousand", "million", "billion", "trillion", "dozen"):
            return _scaled(tokens, 1.0, at + 1)
        if following in _SHARES and at + 2 < len(tokens) and tokens[at + 2][0] == "of":
            return _SHARES[following], at + 2
    if word == "half" and at + 1 < len(tokens) and tokens[at + 1][0] in ("of", "the"):
        return 0.5, at + 1
    return None


def _scaled(tokens: Sequence[tuple[str, int, int]], value: float, at: int) -> tuple[float, int]:
    while at < len(tokens) and tokens[at][0] in _SCALES:
        word, start, _ = tokens[at]
        if len(word) == 1 and start != tokens[at - 1][2]:  # 5m, but not: 5 m
            break
        value, at = value * _SCALES[word], at + 1
    return value, at


def _is_date(tokens: Sequence[tuple[str, int, int]], first: int, stop: int, value: float) -> bool:
    """Whether the number is a year, the day of a month, a time of day or an ordinal's figure."""
    before = tokens[first - 1][0] if first else ""
    after = tokens[stop][0] if stop < len(tokens) else ""
    figure = stop == first + 1 and tokens[first][0].isdigit()
    if before in _MONTHS or after in _MONTHS:
        return True
    if figure and len(tokens[first][0]) == 4 and 1800 <= value <= 2100:
        return before not in _MONEY and after not in _SCALES
    return after in ("st", "nd", "rd", "th", "am", "pm") or (after == "s" and figure)


def _unit(tokens: Sequence[tuple[str, int, int]], at: int) -> tuple[frozenset[str], int]:
    """The stems of the up to three words that say what is counted, and the token after them."""
    if at < len(tokens) and tokens[at][0] == "%":
        return frozenset(("percent",)), at + 1
    found: list[str] = []
    stop = at
    for place in range(at, min(at + 5, len(tokens))):
        word = tokens[place][0]
        if word in ("of", "the", "-", "–", "more", "other", "fewer", "less") and not found:
            continue
        if not word.isalpha() or word in _ENDING or word in pronouns() or len(found) == 3:
            break
        share = _SAME_UNIT.get(stem(word))
        if share:
            return frozenset((share,)), place + 1
        found.append(stem(word))
        stop = place + 1
    return frozenset(found), stop
