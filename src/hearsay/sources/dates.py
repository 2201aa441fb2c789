"""Dates as people write them, turned into ISO 8601 only where there is one way to read them."""

from __future__ import annotations

import re
from datetime import date, datetime
from email.utils import parsedate_to_datetime

_MONTHS = {
    name: number
    for number, name in enumerate(
        ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"), 1
    )
}
_ISO = re.compile(r"\d{4}-\d{2}-\d{2}(?:[T ]\d{2}:\d{2}.*)?|\d{8}(?:T\d{4,}.*)?")
_MONTH = (
    r"(jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?"
    r"|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)\.?"
)
_DAY = r"(\d{1,2})(?:st|nd|rd|th)?"
_DAY_MONTH = re.compile(rf"\b{_DAY}(?: of)?[\s-]+{_MONTH},?[\s-]+(\d{{4}})\b", re.IGNORECASE)
_MONTH_DAY = re.compile(rf"\b{_MONTH}\s+{_DAY}\s*,?\s+(\d{{4}})\b", re.IGNORECASE)
_YEAR_FIRST = re.compile(r"(\d{4})[./-](\d{1,2})[./-](\d{1,2})")
_YEAR_LAST = re.compile(r"(\d{1,2})[./-](\d{1,2})[./-](\d{4})")


def iso(value: str) -> str | None:
    """The date as ISO 8601, with the time where ISO 8601 or RFC 2822 gave one.

    ``None`` when it is no date, a part of one (*March 2031*), or has two readings (*03/04/2031*): a date
    decides who copied whom, so none is better than a wrong one.
    """
    value = " ".join(value.split())
    if _ISO.fullmatch(value):
        return _fromisoformat(value.removesuffix(" UTC"))
    if re.match(r"(?:[A-Za-z]{3}, )?\d{1,2} [A-Za-z]{3} \d{4} \d{2}:\d{2}", value):
        try:
            return parsedate_to_datetime(value).isoformat()
        except ValueError:
            return None
    found = {
        *(_date(y, _MONTHS[m[:3].lower()], d) for d, m, y in _DAY_MONTH.findall(value)),
        *(_date(y, _MONTHS[m[:3].lower()], d) for m, d, y in _MONTH_DAY.findall(value)),
    }
    if match := _YEAR_FIRST.fullmatch(value):
        found.add(_date(*match.groups()))
    elif match := _YEAR_LAST.fullmatch(value):
        first, second, year = match.groups()
        found |= {_date(year, first, second), _date(year, second, first)} - {None}
    return found.pop() if len(found) == 1 else None


def _fromisoformat(value: str) -> str | None:
    try:
        return (datetime if len(value) > 10 else date).fromisoformat(value).isoformat()
    except ValueError:
        return None


def _date(year: str, month: str | int, day: str | int) -> str | None:
    try:
        return date(int(year), int(month), int(day)).isoformat()
    except ValueError:
        return None
