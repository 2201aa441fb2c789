"""Rules for days of the week, parts of the day, hours, and units counted from the day of publication."""

from __future__ import annotations

import re
from datetime import date, timedelta

from hearsay.reading.times import calendar
from hearsay.reading.times.dates import quarter_before
from hearsay.reading.times.numerals import NUMBER, VAGUE, number
from hearsay.reading.times.patterns import ABOUT, BIG, UNIT, WEEKDAY, Found, dated, on, part_of, rule
from hearsay.reading.times.setting import Setting

_CLOCK = r"(?P<h>\d{1,2})(?::(?P<min>\d\d))?\s?(?P<ap>[ap]\.?\s?m\.?)(?: (?:E[SD]T|GMT|local time))?"
_STEPS = {"last": -1, "past": -1, "previous": -1, "next": 1, "coming": 1, "following": 1}
_NAMED = {"today": 0, "yesterday": -1, "tomorrow": 1}


@rule(
    r"(?:(?P<w>last|this|next|this past|this coming|early|late|every|each) )?",
    rf"(?P<d>{WEEKDAY})(?P<p> (?:morning|afternoon|evening|night))?",
    case=True,
)
def _weekday(found: re.Match[str], at: Setting) -> Found:
    place = calendar.weekday_number(found["d"]) or 0
    which = found["w"] or ""
    if which in ("every", "each"):
        return "SET", f"XXXX-WXX-{place + 1}"
    ahead = at.direction(found.start(), found.end())
    if which not in ("", "early", "late"):
        ahead = "next" in which or "coming" in which
    day = at.weekday(place, ahead=ahead)
    if which in ("last", "next") and day == at.published:
        day += timedelta(days=7 if which == "next" else -7)
    return part_of(day, (found["p"] or "").strip())


@rule(rf"(?P<d>{WEEKDAY})(?: of)? (?P<w>last|this|next) week", case=True)
def _weekday_of_week(found: re.Match[str], at: Setting) -> Found:
    weeks = {"last": -1, "this": 0, "next": 1}[found["w"]]
    days = (calendar.weekday_number(found["d"]) or 0) - at.published.weekday() + 7 * weeks
    return on(at.published + timedelta(days=days))


@rule(rf"{_CLOCK},? (?:on )?(?P<d>{WEEKDAY}|today|yesterday|tomorrow)")
def _clock_on(found: re.Match[str], at: Setting) -> Found:
    return "TIME", f"{_named(found, at).isoformat()}T{_hour(found)}"


@rule(_CLOCK)
def _clock(found: re.Match[str], at: Setting) -> Found:
    return "TIME", f"{at.published.isoformat()}T{_hour(found)}"


def _named(found: re.Match[str], at: Setting) -> date:
    word = found["d"].lower()
    if word in _NAMED:
        return at.published + timedelta(days=_NAMED[word])
    return at.weekday(calendar.weekday_number(word) or 0, ahead=at.direction(*found.span()))


def _hour(found: re.Match[str]) -> str:
    return f"{int(found['h']) % 12 + (12 if found['ap'][0] in 'pP' else 0):02}:{found['min'] or '00'}"


@rule(r"(?P<w>midnight|noon|midday)")
def _noon(found: re.Match[str], at: Setting) -> Found:
    hour = "24:00" if found["w"].lower() == "midnight" else "12:00"
    return "TIME", f"{at.published.isoformat()}T{hour}"


@rule(
    r"(?:(?:early|late|later|earlier) )?(?P<d>today|yesterday|tomorrow)",
    r"(?: (?P<p>morning|afternoon|evening|night))?",
)
def _today(found: re.Match[str], at: Setting) -> Found:
    return part_of(_named(found, at), found["p"])


@rule(r"(?:the )?day (?P<w>after tomorrow|before yesterday)")
def _day_after(found: re.Match[str], at: Setting) -> Found:
    return on(at.published + timedelta(days=2 if found["w"].lower().startswith("after") else -2))


@rule(r"(?:early |late )?(?P<w>tonight|last night|this (?P<p>morning|afternoon|evening))")
def _tonight(found: re.Match[str], at: Setting) -> Found:
    last = found["w"].lower() == "last night"
    return part_of(at.published - timedelta(days=1) if last else at.published, found["p"] or "night")


@rule(
    r"(?:(?:earlier|later|early|late|sometime|at the end of|the end of|the beginning of|by the end of) )?",
    r"(?:in )?(?:the )?(?P<w>last|past|this|next|coming|current|previous|the same|latest|following) ",
    rf"(?P<u>{BIG})",
)
def _relative(found: re.Match[str], at: Setting) -> Found:
    which, unit = found["w"].lower(), found["u"].lower()
    if which == "past" and unit != "day":
        return "DURATION", calendar.duration(unit, 1)
    if unit == "day" and which not in ("next", "previous", "following"):
        return None
    latest = which == "latest" and unit in ("quarter", "month", "week")
    return dated(calendar.moved(at.published, unit, -1 if latest else _STEPS.get(which, 0)))


@rule(
    rf"{ABOUT}?(?P<n>{NUMBER}|{VAGUE}) (?P<u>{UNIT})s? ",
    r"(?P<w>ago|earlier|before|previously|later|from now|hence)",
)
def _ago(found: re.Match[str], at: Setting) -> Found:
    unit, many = found["u"].lower(), number(found["n"])
    back = found["w"].lower() in ("ago", "earlier", "before", "previously")
    if many is None:
        return dated("PAST_REF" if back else "FUTURE_REF")
    if unit in ("second", "minute", "hour"):
        return "TIME", at.published.isoformat()
    if unit == "year" and many == 1 and back and (named := quarter_before(found, at)):
        return dated(f"{named[0] - 1}-Q{named[1]}")
    return dated(calendar.moved(at.published, unit, -many if back else many))


@rule(
    r"(?:the )?(?P<u>year|month|week|quarter|day|decade)(?P<s>s)?[- ](?:ago|earlier)",
    r"(?: (?P<n>quarter|period|month|week|level|figure))?",
)
def _year_earlier(found: re.Match[str], at: Setting) -> Found:
    unit = found["u"].lower()
    if found["s"]:
        return dated("PAST_REF")
    if unit == "year" and (named := quarter_before(found, at)):
        return dated(f"{named[0] - 1}-Q{named[1]}")
    if unit == "year" and (found["n"] or "").lower() in ("quarter", "period"):
        return dated(calendar.quarter_value(at.published, -5))
    return dated(calendar.moved(at.published, unit, -1))


@rule(r"the (?:(?:latest|fiscal|current|same) )?(?P<u>quarter|period)")
def _the_quarter(found: re.Match[str], at: Setting) -> Found:
    named = quarter_before(found, at, within=len(at.text))
    if named is None and found["u"].lower() == "period":
        return None
    return dated(f"{named[0]}-Q{named[1]}" if named else calendar.quarter_value(at.published, -1))


@rule(r"the weekend")
def _the_weekend(found: re.Match[str], at: Setting) -> Found:
    return dated(calendar.moved(at.published, "weekend", 0 if at.published.weekday() > 4 else -1))
