"""Where the marks of an origin chart stand: outlets are lanes, time runs across. Pure geometry, in pixels."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from math import ceil
from typing import Literal

from hearsay.records import Form, Record, Stance

Look = Literal["attributed", "copied", "fact"]

RADIUS = 7.0
ROW = 18.0  # between marks that stand one above the other
MOST_ROWS = 3
MOST_LANES = 24
NARROW = 600  # below this width names stand above their lanes
_MONTHS = (1, 2, 3, 6, 12, 24, 60, 120, 600, 1200, 12_000, 120_000)
_NAMES = "Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec".split()
NO_OUTLET = "no outlet named"


class Dot(Record, frozen=True):
    """A statement as the chart needs it.

    ``copied`` tells that it stands in a passage taken over; ``speaker`` is who says it, in words.
    """

    statement: str
    document: str
    outlet: str | None
    published: str | None
    form: Form
    stance: Stance
    copied: bool = False
    speaker: str | None = None


@dataclass
class Mark:
    """A circle: what documents have to say on one side, mostly one; several where there is no room."""

    lane: str
    day: float | None
    stance: Stance
    dots: list[Dot]
    x: float = 0.0
    y: float = 0.0
    row: int = 0

    @property
    def documents(self) -> int:
        """How many documents it stands for."""
        return len({dot.document for dot in self.dots})

    @property
    def look(self) -> Look:
        """What its documents do: a document that has it from somebody else and then tells it as a fact,
        tells it as a fact."""
        own = [dot for dot in self.dots if not dot.copied]
        if any(dot.form == "narration" for dot in own):
            return "fact"
        return "attributed" if own else "copied"


@dataclass
class Lane:
    """The line of one outlet, at ``y``, with so many rows of marks under each other."""

    name: str
    outlets: set[str | None]
    y: float = 0.0
    rows: int = 1


@dataclass
class Plan:
    """Everything in its place; ``bottom`` is where the lanes end."""

    width: float
    left: float
    lanes: list[Lane] = field(default_factory=list)
    marks: list[Mark] = field(default_factory=list)
    ticks: list[tuple[float, str]] = field(default_factory=list)
    bottom: float = 0.0

    @property
    def narrow(self) -> bool:
        """Whether names stand above their lanes."""
        return self.width < NARROW


def plan(dots: Iterable[Dot], width: float) -> Plan:
    """Give every document its place; the same for the same dots in any order."""
    made = Plan(width=width, left=14.0 if width < NARROW else 172.0)
    ordered = sorted(dots, key=lambda dot: (dot.published or "", dot.document, dot.statement))
    made.lanes = _lanes(ordered)
    lane_of = {outlet: lane for lane in made.lanes for outlet in lane.outlets}
    marks = _marks(ordered, lane_of)
    _across(made, marks)
    for lane in made.lanes:
        of_lane = [mark for mark in marks if mark.lane == lane.name]
        made.marks += _stacked(lane, sorted(of_lane, key=lambda mark: mark.x))
    _down(made)
    return made


def _lanes(dots: Sequence[Dot]) -> list[Lane]:
    """A lane an outlet, in the order in which they came in; the rest, where there are many, share one."""
    counts: dict[str | None, int] = {}
    for dot in dots:
        counts[dot.outlet] = counts.get(dot.outlet, 0) + 1
    if len(counts) <= MOST_LANES:
        return [Lane(outlet or NO_OUTLET, {outlet}) for outlet in counts]
    first = list(counts)
    kept = set(sorted(first, key=lambda one: (-counts[one], first.index(one)))[: MOST_LANES - 1])
    rest = {outlet for outlet in counts if outlet not in kept}
    lanes = [Lane(outlet or NO_OUTLET, {outlet}) for outlet in counts if outlet in kept]
    return [*lanes, Lane(f"{len(rest)} more outlets", rest)]


def _marks(dots: Sequence[Dot], lane_of: dict[str | None, Lane]) -> list[Mark]:
    groups: defaultdict[tuple[str, str, Stance], list[Dot]] = defaultdict(list)
    for dot in dots:
        groups[lane_of[dot.outlet].name, dot.document, dot.stance].append(dot)
    return [Mark(lane, _day(of[0].published), stance, of) for (lane, _, stance), of in groups.items()]


def _day(published: str | None) -> float | None:
    """The day as a number, with the time of day as its fraction; None where there is none."""
    try:
        if not published:
            return None
        if len(published) <= 10:
            return float(date.fromisoformat(f"{published}-01-01"[: max(10, len(published))]).toordinal())
        at = datetime.fromisoformat(published)
        return at.toordinal() + (at.hour * 60 + at.minute) / 1440
    except ValueError:
        return None


def _across(made: Plan, marks: Sequence[Mark]) -> None:
    """Place marks and ticks along the time; undated ones stand before it."""
    left, right = made.left + 16, made.width - 24
    if any(mark.day is None for mark in marks):
        made.ticks.append((made.left + 30, "no date"))
        left += 90
    days = [mark.day for mark in marks if mark.day is not None]
    first, last = (min(days), max(days)) if days else (0.0, 1.0)
    if last - first < 1:
        middle = (first + last) / 2
        first, last = middle - 1, middle + 1
    margin = (last - first) * 0.03
    scale = (right - left) / (last - first + 2 * margin)
    for mark in marks:
        mark.x = made.left + 30 if mark.day is None else left + (mark.day - first + margin) * scale
    if days:
        most = max(2, int((right - left) // 88))
        made.ticks += [
            (left + (day - first + margin) * scale, label) for day, label in ticks(first, last, most)
        ]


def ticks(first: float, last: float, most: int) -> Iterator[tuple[float, str]]:
    """Round days from the first to the last, about so many at most, with their names; the year is named where
    it changes."""
    start, end = max(1, ceil(first)), min(int(last), date.max.toordinal())
    days = next((days for days in (1, 2, 7, 14) if (end - start) / days < most), None)
    if days:
        chosen = list(range(start, end + 1, days))
    else:
        step = next(one for one in _MONTHS if (end - start) / (30.4 * one) < most - 1)
        months = range(-(-_month(start) // step) * step, _month(end) + 1, step)
        firsts = (date(month // 12 + 1, month % 12 + 1, 1).toordinal() for month in months)
        chosen = [day for day in firsts if day >= start]
    year = None
    for number in chosen:
        day = date.fromordinal(number)
        name = f"{day.day} {_NAMES[day.month - 1]}" if days else _NAMES[day.month - 1]
        yield number, f"{name} {day.year}" if day.year != year else name
        year = day.year


def _month(day: float) -> int:
    at = date.fromordinal(int(day))
    return (at.year - 1) * 12 + at.month - 1


def _stacked(lane: Lane, marks: Iterable[Mark]) -> Iterator[Mark]:
    """Marks that would touch stand under each other, and where rows run out, those alike become one."""
    ends: list[Mark] = []
    for mark in marks:
        row = next((n for n, end in enumerate(ends) if mark.x - end.x >= 2 * RADIUS + 5), len(ends))
        alike = [end for end in ends if (end.stance, end.look) == (mark.stance, mark.look)]
        if row >= MOST_ROWS and alike:
            alike[-1].dots += mark.dots
            continue
        mark.row = row
        ends[row : row + 1] = [mark]
        lane.rows = max(lane.rows, row + 1)
        yield mark


def _down(made: Plan) -> None:
    gap = 53.0 if len(made.lanes) <= 8 else 38.0
    y = 66.0 if made.narrow else 44.0
    for lane in made.lanes:
        lane.y = y
        y += gap + (lane.rows - 1) * ROW
    made.bottom = y - gap + 24
    heights = {lane.name: lane.y for lane in made.lanes}
    for mark in made.marks:
        mark.y = heights[mark.lane] + mark.row * ROW
