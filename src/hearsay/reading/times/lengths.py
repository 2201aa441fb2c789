"""Rules for durations, for what happens again and again, and for times that no calendar has."""

from __future__ import annotations

import re

from hearsay.reading.times import calendar
from hearsay.reading.times.numerals import NUMBER, VAGUE, WORD, number
from hearsay.reading.times.patterns import ABOUT, BIG, UNIT, Found, before, dated, rule
from hearsay.reading.times.setting import Setting

_PRICED = re.compile(
    r"(?:\d(?: \w+)?|million|billion|percent|cents?|times?|once|twice|%|dollars|barrels|tons|hours|days)\s$"
)
_NOT_A_LENGTH = re.compile(
    r"\b(?:these|those|of|his|her|their|early|late|all|\w+th|other|two|our)\s$", re.IGNORECASE
)
_EACH = {"daily": "P1D", "weekly": "P1W", "monthly": "P1M", "hourly": "PT1H", "nightly": "XXXX-XX-XXTNI"}


@rule(
    r"(?:in |over |for |during |within )?(?:the )?",
    r"(?:last|past|next|coming|previous|following|first|latest|final) ",
    rf"(?P<n>{NUMBER}|{VAGUE})[- ](?P<u>{UNIT})s",
)
def _span_of_units(found: re.Match[str], at: Setting) -> Found:
    return "DURATION", calendar.duration(found["u"], number(found["n"]))


@rule(
    rf"{ABOUT}?(?:the (?=\w+ \w+s))?(?P<n>{NUMBER}|{VAGUE})",
    r"(?: more| full| straight| consecutive| long| short| whole)?",
    rf"[- ](?P<u>{UNIT})(?P<s>s?)(?P<o>[- ]old|[- ]long)?",
)
def _duration(found: re.Match[str], at: Setting) -> Found:
    words, unit = found["n"].lower(), found["u"].lower()
    if (found["o"] or "").endswith("old") or (words == "some" and not found["s"]):
        return None
    if words in ("a", "an") and re.search(r"-$", before(found, at, 1)):
        return None  # *two-million-a-year*
    if words in ("a", "an") and _PRICED.search(before(found, at, 20)):
        return "SET", calendar.duration(unit, 1)
    return "DURATION", calendar.duration(unit, number(words))


@rule(rf"(?P<u>{UNIT})s(?:[- ]long)?(?![- ]old)")
def _units(found: re.Match[str], at: Setting) -> Found:
    unit = found["u"].lower()
    if unit in ("second", "quarter", "weekend") or _NOT_A_LENGTH.search(before(found, at)):
        return None
    return "DURATION", calendar.duration(unit, None)


@rule(r"(?P<u>day|week|month|year|hour|decade)[- ]long")
@rule(rf"(?:the )?(?:entire|whole|full) (?P<u>{BIG})")
def _one(found: re.Match[str], at: Setting) -> Found:
    return "DURATION", calendar.duration(found["u"], 1)


@rule(r"the fiscal year")
def _fiscal_year(found: re.Match[str], at: Setting) -> Found:
    return "DURATION", "P1Y"


@rule(r"(?P<w>daily|weekly|monthly|yearly|hourly|nightly)")
def _adverb(found: re.Match[str], at: Setting) -> Found:
    return "SET", _EACH.get(found["w"].lower(), "P1Y")


@rule(rf"(?:every|each|per) (?:other )?(?:(?P<n>{WORD}|\d+) )?(?P<u>{UNIT}|morning|night|evening)s?")
def _every(found: re.Match[str], at: Setting) -> Found:
    unit = found["u"].lower()
    if unit in ("morning", "night", "evening"):
        return "SET", f"XXXX-XX-XXT{calendar.PARTS_OF_DAY[unit]}"
    return "SET", calendar.duration(unit, number(found["n"]) if found["n"] else 1)


@rule(
    r"(?:right |just |until |till )?",
    r"(?:now|currently|presently|nowadays|these days|at the moment|at present|the present)",
)
def _now(found: re.Match[str], at: Setting) -> Found:
    return dated("PRESENT_REF")


@rule(
    r"(?:most |more |just )?(?:recently|formerly|lately|in the past|the past|(?:not )?long ago",
    r"|(?:in )?recent (?:years|months|weeks|days))",
)
def _past(found: re.Match[str], at: Setting) -> Found:
    return dated("PAST_REF")


@rule(r"(?:in )?(?:the (?:near )?future|soon|the foreseeable future)(?! as| after)")
def _future(found: re.Match[str], at: Setting) -> Found:
    return dated("FUTURE_REF")
