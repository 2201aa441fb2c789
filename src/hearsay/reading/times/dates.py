"""Rules for days with their dates, months, seasons, quarters, years, decades and centuries."""

from __future__ import annotations

import re
from datetime import date

from hearsay.reading.times import calendar
from hearsay.reading.times.numerals import ORDINAL, ordinal, year_in_words
from hearsay.reading.times.patterns import EARLY, MONTH, WEEKDAY, YEAR, Found, before, dated, on, rule
from hearsay.reading.times.setting import Setting

_NOT_A_DAY = r"(?![:,]?\d|%| (?:percent|million|billion))"
_COUNTED = (
    "people miles feet km kilometers shares points dollars pounds percent troops soldiers employees workers "
    "jobs tons votes students members homes units million billion rubles yen men"
).replace(" ", "|")
_BEFORE_A_MONTH = re.compile(
    r"\b(?:in|since|of|until|by|and|to|through|from|for|during|after|before|between|last|this|till|a|the|or)\s$"
    r"|[,(]\s?$"
)
_BEFORE_A_NUMBER = re.compile(
    r"[\d$£€]\s?$|\d[,.]$|\b(?:No\.|number|flight|room|some|about|than|nearly|over) $"
)


@rule(rf"(?:{WEEKDAY},? )?(?P<m>{MONTH}) (?P<d>\d{{1,2}})(?:st|nd|rd|th)?,? (?P<y>{YEAR})", case=True)
@rule(
    rf"(?:{WEEKDAY},? )?(?:the )?(?P<d>\d{{1,2}})(?:st|nd|rd|th)? (?:of )?(?P<m>{MONTH}),? (?P<y>{YEAR})",
    case=True,
)
def _whole(found: re.Match[str], at: Setting) -> Found:
    return _day(int(found["y"]), calendar.month_number(found["m"]) or 0, int(found["d"]))


@rule(rf"(?P<y>{YEAR})-(?P<m>\d\d)-(?P<d>\d\d)")
def _iso(found: re.Match[str], at: Setting) -> Found:
    return _day(int(found["y"]), int(found["m"]), int(found["d"]))


@rule(r"(?P<m>\d{1,2})[/-](?P<d>\d{1,2})[/-](?P<y>\d{4}|\d\d)")
def _slashed(found: re.Match[str], at: Setting) -> Found:
    year = int(found["y"])
    if len(found["y"]) == 2:
        century = at.published.year // 100 * 100
        year += century if century + year <= at.published.year + 10 else century - 100
    return _day(year, int(found["m"]), int(found["d"]))


def _day(year: int, month: int, day: int) -> Found:
    try:
        return on(date(year, month, day))
    except ValueError:
        return None


@rule(
    rf"(?:{WEEKDAY},? (?:the )?)?(?P<m>{MONTH}) (?P<d>\d{{1,2}})(?:st|nd|rd|th)?",
    _NOT_A_DAY,
    case=True,
)
@rule(rf"(?:{WEEKDAY},? )?(?:the )?(?P<d>\d{{1,2}})(?:st|nd|rd|th)? (?:of )?(?P<m>{MONTH})", case=True)
def _month_day(found: re.Match[str], at: Setting) -> Found:
    return on(at.day(calendar.month_number(found["m"]) or 0, int(found["d"])))


@rule(
    r"(?P<h>Christmas(?: Eve| Day)?|Thanksgiving(?: Day)?|New Year['’]s(?: Eve| Day)?|Easter(?: Sunday)?",
    r"|Good Friday|Halloween|Valentine['’]s Day|Independence Day|Labor Day|Memorial Day|Boxing Day)",
    r"(?:,? (?P<y>19\d\d|20\d\d))?",
    case=True,
)
def _holiday(found: re.Match[str], at: Setting) -> Found:
    years = [int(found["y"])] if found["y"] else [at.published.year + step for step in (-1, 0, 1)]
    days = [day for year in years if (day := calendar.holiday(found["h"], year))]
    return on(min(days, key=lambda day: abs((day - at.published).days), default=None))


@rule(rf"{EARLY}?(?P<m>{MONTH})(?:,| of)? (?P<y>{YEAR})", case=True)
def _month_year(found: re.Match[str], at: Setting) -> Found:
    return dated(f"{found['y']}-{calendar.month_number(found['m']) or 0:02}")


@rule(rf"{EARLY}?(?P<m>{MONTH})(?: of)? (?P<w>last|this|next) year", case=True)
def _month_of_year(found: re.Match[str], at: Setting) -> Found:
    year = at.published.year + {"last": -1, "this": 0, "next": 1}[found["w"]]
    return dated(f"{year}-{calendar.month_number(found['m']) or 0:02}")


@rule(rf"(?P<e>{EARLY})?(?:(?P<w>last|this|next|past|this past|this coming) )?(?P<m>{MONTH})", case=True)
def _month(found: re.Match[str], at: Setting) -> Found:
    month = calendar.month_number(found["m"]) or 0
    alone = not (found["w"] or found["e"])
    doubtful = found["m"] in ("May", "March", "Mar.", "Jun.", "Jul.")
    if doubtful and alone and not _BEFORE_A_MONTH.search(before(found, at)):
        return None  # a verb, a name, or the beginning of a sentence
    which = found["w"] or ""
    ahead: bool | None = None
    if which:
        ahead = True if which in ("next", "this coming") else False if which != "this" else None
    elif at.ahead(found.start(), found.end()):
        ahead = True
    elif month != at.published.month:
        ahead = False
    year = at.published.year if which == "this" else at.month(month, ahead=ahead)
    if which == "last" and (year, month) == (at.published.year, at.published.month):
        year -= 1
    return dated(f"{year}-{month:02}")


@rule(r"(?:the )?(?:early|late|mid)?[- ]?(?P<d>1[5-9]\d|20\d)0s")
def _decade(found: re.Match[str], at: Setting) -> Found:
    return dated(f"{found['d']}X")


@rule(r"(?:the )?(?:(?:early|late|mid)[- ])?['’](?P<d>\d)0s")
def _short_decade(found: re.Match[str], at: Setting) -> Found:
    return dated(f"19{found['d']}X")


_DECADES = "twenties thirties forties fifties sixties seventies eighties nineties".split()


@rule(rf"the (?:(?:early|late|mid)[- ])?(?P<d>{'|'.join(_DECADES)})")
def _named_decade(found: re.Match[str], at: Setting) -> Found:
    return dated(f"19{_DECADES.index(found['d'].lower()) + 2}X")


@rule(rf"(?:the )?(?:(?:early|late|mid)[- ])?(?P<c>{ORDINAL})[- ]century")
def _century(found: re.Match[str], at: Setting) -> Found:
    place = ordinal(found["c"])
    return None if place is None else dated(f"{place - 1:02}")


@rule(
    rf"(?:{EARLY}|(?:the )?(?:fiscal|academic|calendar)(?: year)? |the year )?(?P<y>{YEAR})",
    rf"(?![\d%]|[,.]\d|[-–]\d{{2,}}|[- ](?:{_COUNTED}))",
)
def _year(found: re.Match[str], at: Setting) -> Found:
    return None if _BEFORE_A_NUMBER.search(before(found, at)) else dated(found["y"])


@rule(
    r"(?P<n>the year )?(?P<y>(?:eighteen|nineteen|twenty) (?:ten|eleven|twelve|\w+teen",
    r"|(?:twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety)",
    r"(?:[- ](?:one|two|three|four|five|six|seven|eight|nine))?)|two thousand(?: and \w+)?)",
)
def _year_in_words(found: re.Match[str], at: Setting) -> Found:
    year = year_in_words(found["y"])
    if year is None or (found["y"].lower().startswith("two thousand") and not found["n"]):
        return None
    return dated(f"{year}")


@rule(
    rf"{EARLY}?(?:the )?(?:(?P<w>last|this|next|past|this past|this coming|coming|previous) )?",
    rf"(?P<s>spring|summer|autumn|fall|winter)(?:(?: of)? (?P<y>{YEAR}))?",
)
def _season(found: re.Match[str], at: Setting) -> Found:
    which, named = (found["w"] or "").lower(), found["s"].lower()
    letters = calendar.SEASONS[named]
    if found["y"]:
        return dated(f"{found['y']}-{letters}")
    alone = re.search(r"\b(?:in|during|since|by|until|of|over)\s$", before(found, at).lower())
    if not which and (named in ("fall", "spring") or not alone):
        return None
    begins = {"SP": 3, "SU": 6, "FA": 9, "WI": 12}[letters]
    year, month = at.published.year, at.published.month
    if "next" in which or "coming" in which:
        year += month >= begins
    elif which in ("last", "past", "this past", "previous"):
        year -= letters == "WI" or month < begins + 3
    elif month < begins - 3:
        year -= not at.ahead(found.start(), found.end())
    return dated(f"{year}-{letters}")


QUARTER = r"(?P<q>first|second|third|fourth|1st|2nd|3rd|4th)[- ]quarter"


@rule(
    r"(?:(?:the )(?!\w+-))?",
    r"(?:(?P<w>last year['’]s|this year['’]s|next year['’]s|fiscal|company['’]s|latest) )?",
    rf"(?:fiscal )?{QUARTER}(?: of)?(?:(?P<y>,? (?:fiscal )?{YEAR})|(?P<r> (?:last|this|next) year))?",
)
def _quarter(found: re.Match[str], at: Setting) -> Found:
    place = ordinal(found["q"]) or 0
    given = (found["w"] or found["r"] or "").lower()
    year = at.published.year
    if found["y"]:
        year = int(found["y"][-4:])
    elif "last year" in given or "next year" in given:
        year += 1 if "next" in given else -1
    elif "this year" not in given and place > calendar.quarter(at.published):
        year -= not at.ahead(found.start(), found.end())
    return dated(f"{year}-Q{place}")


_NAMED_QUARTER = re.compile(rf"\b{QUARTER}|\b(?:the|latest) (?:latest )?quarter".replace(" ", r"\s+"), re.I)


def quarter_before(found: re.Match[str], at: Setting, within: int = 250) -> tuple[int, int] | None:
    """The year and number of the quarter that a text named last before a match, within so many characters."""
    named = list(_NAMED_QUARTER.finditer(at.text, max(0, found.start() - within), found.start()))
    if not named:
        return None
    place = next((ordinal(one["q"]) for one in reversed(named) if one["q"]), None)
    if place is None:
        year, _, number = calendar.quarter_value(at.published, -1).partition("-Q")
        return int(year), int(number)
    return at.published.year - (place > calendar.quarter(at.published)), place
