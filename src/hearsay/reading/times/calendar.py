"""Days, weeks, months, quarters and years as TIMEX3 writes them, and steps from one to another."""

from __future__ import annotations

import re
from datetime import date, timedelta

WEEKDAYS = "monday tuesday wednesday thursday friday saturday sunday".split()
MONTHS = "january february march april may june july august september october november december".split()
SEASONS = {"spring": "SP", "summer": "SU", "autumn": "FA", "fall": "FA", "winter": "WI"}
PARTS_OF_DAY = {
    "morning": "MO",
    "afternoon": "AF",
    "evening": "EV",
    "night": "NI",
    "midday": "MI",
    "day": "DT",
}
UNITS = {
    "second": "S", "minute": "M", "hour": "H", "day": "D", "week": "W", "fortnight": "W", "month": "M",
    "quarter": "Q", "year": "Y", "decade": "E", "century": "C", "centurie": "C", "weekend": "WE",
}  # fmt: skip
_CLOCK = frozenset(("second", "minute", "hour"))
_DAY = re.compile(r"(\d{4})-(\d{2})-(\d{2})")


def parsed(value: str | None) -> date | None:
    """The day that an ISO date or date and time begins with; of a month or year its first."""
    found = re.match(r"(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?", value or "")
    if not found:
        return None
    try:
        return date(int(found[1]), int(found[2] or 1), int(found[3] or 1))
    except ValueError:
        return None


def month_number(word: str) -> int | None:
    """1 to 12 for the name of a month or its usual short form."""
    text = word.lower().rstrip(".")
    if len(text) < 3:
        return None
    return next((at + 1 for at, name in enumerate(MONTHS) if name.startswith(text)), None)


def weekday_number(word: str) -> int | None:
    """0 (Monday) to 6 for the name of a day or its usual short form."""
    text = word.lower().rstrip(".")
    if len(text) < 3:
        return None
    return next((at for at, name in enumerate(WEEKDAYS) if name.startswith(text)), None)


def week(day: date) -> str:
    """The ISO week of a day."""
    year, number, _ = day.isocalendar()
    return f"{year}-W{number:02}"


def quarter(day: date) -> int:
    """1 to 4."""
    return (day.month - 1) // 3 + 1


def quarter_value(day: date, steps: int = 0) -> str:
    """The quarter of a day, or one so many quarters later."""
    index = 4 * day.year + quarter(day) - 1 + steps
    return f"{index // 4}-Q{index % 4 + 1}"


def month_value(day: date, steps: int = 0) -> str:
    """The month of a day, or one so many months later."""
    index = 12 * day.year + day.month - 1 + steps
    return f"{index // 12:04}-{index % 12 + 1:02}"


def moved(day: date, unit: str, steps: float) -> str | None:
    """The day, week, month, quarter, year or decade so many units away, as exact as the unit is."""
    try:
        if unit == "day":
            return (day + timedelta(days=steps)).isoformat()
        if unit == "weekend":
            return week(day + timedelta(weeks=steps)) + "-WE"
        if unit in ("week", "fortnight"):
            return week(day + timedelta(weeks=steps * (2 if unit == "fortnight" else 1)))
        if unit == "month":
            return month_value(day, round(steps))
        if unit == "quarter":
            return quarter_value(day, round(steps))
        if unit == "year":
            return f"{day.year + round(steps):04}"
        if unit == "decade":
            return f"{(day.year + 10 * round(steps)) // 10:03}X"
        if unit.startswith("centur"):
            return f"{(day.year + 100 * round(steps)) // 100:02}"
    except (OverflowError, ValueError):
        return None
    return None


def duration(unit: str, many: float | None) -> str:
    """A TIMEX3 duration of so many units, ``X`` where nobody knows how many."""
    plain = unit.lower()
    if plain == "decade":
        return "PXE" if many is None else f"P{_figure(10 * many)}Y"
    if plain.startswith("centur"):
        return "PXC" if many is None else f"P{_figure(100 * many)}Y"
    if plain == "quarter":
        return "PXQ" if many is None else f"P{_figure(many)}Q"
    if plain == "weekend":
        return "PXWE" if many is None else f"P{_figure(many)}WE"
    if plain == "fortnight":
        return "PXW" if many is None else f"P{_figure(2 * many)}W"
    letter = UNITS[plain]
    clock = "T" if plain in _CLOCK else ""
    if many is None:
        return f"P{clock}X{letter}"
    return f"P{clock}{_parts(plain, many)}"


_SMALLER = {"hour": ("minute", 60), "minute": ("second", 60), "day": ("hour", 24), "year": ("month", 12)}


def _parts(unit: str, many: float) -> str:
    whole, rest = int(many), many - int(many)
    if rest and unit in _SMALLER:
        smaller, size = _SMALLER[unit]
        first = f"{whole}{UNITS[unit]}" if whole else ""
        second = f"{round(rest * size)}{UNITS[smaller]}"
        return f"{first}{'T' if unit == 'day' else ''}{second}"
    return f"{_figure(many)}{UNITS[unit]}"


def _figure(many: float) -> str:
    return str(int(many)) if many == int(many) else f"{many:g}"


def easter(year: int) -> date:
    """Easter Sunday in the Gregorian calendar (the algorithm of Meeus, Jones and Butcher)."""
    a, b, c = year % 19, year // 100, year % 100
    d, e = divmod(b, 4)
    g = (8 * b + 13) // 25
    h = (19 * a + b - d - g + 15) % 30
    i, k = divmod(c, 4)
    m = (32 + 2 * e + 2 * i - h - k) % 7
    n = (a + 11 * h + 22 * m) // 451
    month, day = divmod(h + m - 7 * n + 114, 31)
    return date(year, month, day + 1)


def holiday(name: str, year: int) -> date | None:
    """The day of a holiday in a year."""
    text = re.sub(r"['’]s?\b", "", name.lower()).replace(" day", "").strip()
    fixed = {
        "christmas": (12, 25), "christmas eve": (12, 24), "new year": (1, 1), "new year eve": (12, 31),
        "halloween": (10, 31), "valentine": (2, 14), "independence": (7, 4), "boxing": (12, 26),
    }  # fmt: skip
    if text in fixed:
        return date(year, *fixed[text])
    if text in ("easter", "easter sunday"):
        return easter(year)
    if text == "good friday":
        return easter(year) - timedelta(days=2)
    if text == "thanksgiving":
        return _nth(year, 11, 3, 4)
    if text == "labor":
        return _nth(year, 9, 0, 1)
    if text == "memorial":
        last = date(year, 5, 31)
        return last - timedelta(days=last.weekday())
    return None


def _nth(year: int, month: int, weekday: int, number: int) -> date:
    first = date(year, month, 1)
    return first + timedelta(days=(weekday - first.weekday()) % 7 + 7 * (number - 1))
