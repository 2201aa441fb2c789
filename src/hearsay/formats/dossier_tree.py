"""The tree of a dossier: sections of lines with numbered notes; what every way of writing it is given."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime
from typing import Literal

from msgspec.structs import replace

from hearsay.records import Record

Style = Literal["plain", "strong", "quiet", "quote", "source", "cue", "content"]
"""How words look: what the dossier says plainly, strongly or quietly; what a document says; in a document the
parts of a statement."""

_MONTHS = (
    "January February March April May June July August September October November December".split()
)  # fmt: skip


_PAST = {"say": "said", "know": "knew", "admit": "admitted"}


class Run(Record):
    """Words of one style."""

    text: str
    style: Style = "plain"


Line = tuple[Run, ...]


class Row(Record):
    """One thing that is held: a date before it, what it says, details, its evidence.

    ``anchor`` is the id of the statement that it tells, for what points at it.
    """

    line: Line
    when: str = ""
    detail: Line = ()
    notes: tuple[int, ...] = ()
    anchor: str = ""


class Section(Record):
    """Rows under a title; ``lead`` says what they are, or that there are none."""

    title: str
    lead: str = ""
    rows: tuple[Row, ...] = ()


class Note(Record):
    """Evidence: characters of a document in their context.

    ``context`` are whole sentences, the evidence styled in them; ``document`` names title, outlet and date,
    ``characters`` the spans, ``place`` the URL or path, ``link`` the URL where it can be followed.
    """

    number: int
    context: Line
    document: str
    characters: str
    place: str
    link: str | None = None


class Figure(Record):
    """One figure with what it counts; ``hinge`` where it is what matters most."""

    value: str
    label: str
    hinge: bool = False


class Chart(Record):
    """The origin chart: as SVG for a screen, for a narrow one and for a page of paper, and in words."""

    wide: str
    page: str
    narrow: str
    words: str


class Dossier(Record):
    """Everything about one actor or claim, ready to be written."""

    kind: Literal["actor", "claim"]
    kicker: str
    title: str
    preface: tuple[str, ...]
    figures: tuple[Figure, ...]
    sections: tuple[Section, ...]
    notes: tuple[Note, ...]
    chart: Chart | None = None
    statements: int = 0


def plain(text: str) -> Run:
    """Words of the dossier itself."""
    return Run(text=text)


def strong(text: str) -> Run:
    """Words that stand out."""
    return Run(text=text, style="strong")


def quiet(text: str) -> Run:
    """Words in the background."""
    return Run(text=text, style="quiet")


def quoted(text: str) -> Run:
    """Words of a document."""
    return Run(text=spaced(text), style="quote")


def spaced(text: str) -> str:
    """A text with single blanks between its words."""
    return " ".join(text.split())


def words_of(line: Iterable[Run]) -> str:
    """The words of a line without their styles."""
    return "".join(run.text for run in line)


def counted(number: int, name: str) -> str:
    """So many of something: *1 document*, *1,200 documents*."""
    return f"{number:,} {name}{'' if number == 1 else 's'}"


def day(published: str | None) -> str:
    """A date as it is read, *9 May 2031*: as much of it as is known."""
    if not published:
        return "undated"
    try:
        if len(published) == 7:
            at = date.fromisoformat(f"{published}-01")
            return f"{_MONTHS[at.month - 1]} {at.year}"
        at = (
            datetime.fromisoformat(published).date() if len(published) > 10 else date.fromisoformat(published)
        )
    except ValueError:
        return published
    return f"{at.day} {_MONTHS[at.month - 1]} {at.year}"


def joined(names: Iterable[str]) -> str:
    """Names as they are told: *a*, *a and b*, *a, b and c*."""
    found = list(names)
    return " and ".join(filter(None, (", ".join(found[:-1]), found[-1]))) if found else ""


def done(act: str) -> str:
    """An act in the past, which goes with one speaker and with many: *said*, *denied*, *warned*."""
    if act in _PAST:
        return _PAST[act]
    if act.endswith("y") and act[-2:-1] not in "aeiou":
        return f"{act[:-1]}ied"
    return f"{act}d" if act.endswith("e") else f"{act}ed"


def renumbered(sections: Iterable[Section], notes: Iterable[Note]) -> tuple[list[Section], list[Note]]:
    """The same with the notes numbered in the order in which the sections point at them."""
    found = list(sections)
    numbers: dict[int, int] = {}
    for number in (number for section in found for row in section.rows for number in row.notes):
        numbers.setdefault(number, len(numbers) + 1)
    by_number = {note.number: note for note in notes}
    return (
        [
            replace(
                section,
                rows=tuple(
                    replace(row, notes=tuple(sorted(numbers[one] for one in row.notes)))
                    for row in section.rows
                ),
            )
            for section in found
        ],
        [replace(by_number[old], number=new) for old, new in numbers.items()],
    )
