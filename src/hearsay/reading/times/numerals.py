"""Numbers as they stand before units of time: in figures, in words, and vague ones."""

from __future__ import annotations

_UNITS = (
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen "
    "seventeen eighteen nineteen"
).split()
_TENS = "twenty thirty forty fifty sixty seventy eighty ninety".split()
_ORDINALS = (
    "first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth fourteenth "
    "fifteenth sixteenth seventeenth eighteenth nineteenth twentieth"
).split()
_WORDS: dict[str, float] = {
    **{word: number for number, word in enumerate(_UNITS)},
    **{word: 10 * (number + 2) for number, word in enumerate(_TENS)},
}
_WORDS |= {"a": 1, "an": 1, "dozen": 12, "hundred": 100, "thousand": 1000, "couple": 2, "half": 0.5}

WORD = "|".join(sorted((*_UNITS[1:], *_TENS), key=len, reverse=True))
NUMBER = (
    rf"(?:\d{{1,3}}(?:,\d{{3}})+|\d+(?:\.\d+)?(?: \d/\d)?|(?:{WORD})(?:[- ](?:{WORD}))?"
    rf"(?: hundred| thousand)?|a hundred|a thousand|a dozen|half a|a half|a couple(?: of)?|an?)"
)
VAGUE = r"(?:a few|several|many|some|a number of|recent|dozens of|hundreds of|thousands of|numerous|few)"
ORDINAL = "|".join(sorted(_ORDINALS, key=len, reverse=True)) + r"|\d{1,2}(?:st|nd|rd|th)"


def number(words: str) -> float | None:
    """The number that some words mean, None where they mean no certain one."""
    text = words.lower().replace(",", "").strip()
    text = text.removesuffix(" of").strip()
    head, _, fraction = text.partition(" ")
    if "/" in fraction and head.replace(".", "").isdigit():
        over, under = fraction.split("/")
        return float(head) + int(over) / max(1, int(under))
    try:
        return float(text)
    except ValueError:
        pass
    total = 0.0
    parts = text.replace("-", " ").split()
    if parts[:1] == ["half"] or parts == ["a", "half"]:
        return 0.5
    for word in parts:
        value = _WORDS.get(word)
        if value is None:
            return None
        if word in ("hundred", "thousand", "dozen", "couple"):
            total = (total or 1) * value
        else:
            total += value
    return total if parts else None


def ordinal(word: str) -> int | None:
    """The place that an ordinal names: 3 for *third* and *3rd*."""
    text = word.lower()
    if text in _ORDINALS:
        return _ORDINALS.index(text) + 1
    digits = text[:-2]
    return int(digits) if digits.isdigit() else None


def year_in_words(words: str) -> int | None:
    """The year that somebody reads out: *nineteen ninety-six*, *two thousand*."""
    parts = words.lower().replace("-", " ").replace(" and ", " ").split()
    if parts[:2] == ["two", "thousand"]:
        rest = number(" ".join(parts[2:])) if parts[2:] else 0
        return None if rest is None else 2000 + int(rest)
    if len(parts) >= 2 and parts[0] in ("eighteen", "nineteen", "twenty"):
        rest = number(" ".join(parts[1:]))
        if rest is not None and 10 <= rest <= 99:
            return int(100 * _WORDS[parts[0]] + rest)
    return None
