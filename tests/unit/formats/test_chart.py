"""The origin chart: every document has its mark, every trail its line, and nothing breaks the page."""

from __future__ import annotations

import random
import re
from datetime import date
from itertools import combinations
from typing import get_args
from xml.etree import ElementTree

import charts
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from hearsay.formats.chart import Dot, described, svg
from hearsay.formats.lanes import MOST_LANES, plan, ticks
from hearsay.formats.trails import trails
from hearsay.records import Claim, Form, Origin, Party, Side, Stance

SVG = "{http://www.w3.org/2000/svg}"


def drawn(text: str) -> ElementTree.Element:
    return ElementTree.fromstring(text)


def marks(root: ElementTree.Element) -> dict[str, ElementTree.Element]:
    """The links of the marks, by their address."""
    return {link.get("href", ""): link for link in root.iter(f"{SVG}a")}


def texts(root: ElementTree.Element) -> list[str]:
    return [one.text or "" for one in root.iter(f"{SVG}text")]


def test_the_chart_of_the_bridge_shows_what_happened() -> None:
    claim, dots = charts.bridge()
    root = drawn(svg(claim, dots))
    looks = {
        address.removeprefix("#statement-"): link.find(f"{SVG}circle").get("class")  # type: ignore[union-attr]
        for address, link in marks(root).items()
    }
    assert looks == {
        **dict.fromkeys(("s0", "s1", "s4", "s6"), "mark attributed"),
        **dict.fromkeys(("s2", "s3"), "mark copied"),
        **dict.fromkeys(("s5", "s7", "s8", "s9"), "mark fact"),
    }
    shown = texts(root)
    lanes = ["Calder Post", "Northern Wire", "Vale Herald", "bridgewatch.example", "Northern Mirror"]
    assert [name for name in shown if name in lanes] == lanes
    assert "Dorota Lisle, Inspectors’ Union" in shown
    assert "the only origin: all 9 documents rest on this" in shown
    assert {"attributed", "copied passage", "told as fact", "denies"} <= set(shown)
    assert "queries" not in shown
    assert "9 May 2031" in shown
    curves = [path.get("class") for path in root.iter(f"{SVG}path")]
    assert (curves.count("curve"), curves.count("curve red"), curves.count("end hinge")) == (9, 1, 1)
    label = marks(root)["#statement-s2"].get("aria-label")
    assert label == "2031-05-09, Northern Wire: copied passage, Dorota Lisle"
    assert [name for name in root.iter() if "script" in name.tag] == []


def test_the_chart_is_told_in_words() -> None:
    claim, dots = charts.bridge()
    words = (
        "Told in 9 documents of 5 outlets, first on 2031-05-09; 1 independent origin."
        " Everything rests on Dorota Lisle, Inspectors’ Union. It is denied by Roads Authority."
    )
    assert described(claim) == words
    root = drawn(svg(claim, dots))
    named = [root.find(f"{SVG}{tag}") for tag in ("title", "desc")]
    assert (root.get("aria-labelledby") or "").split() == [one.get("id") for one in named if one is not None]
    assert named[1] is not None
    assert named[1].text == words


def test_time_runs_across_and_every_outlet_keeps_its_lane() -> None:
    _, dots = charts.bridge()
    made = plan(dots, 964)
    supporting = [mark for mark in made.marks if mark.stance == "supports"]
    in_time = sorted(supporting, key=lambda mark: mark.x)
    assert [mark.dots[0].statement for mark in in_time] == [f"s{number}" for number in range(1, 10)]
    heights = {lane.name: (lane.y, lane.rows) for lane in made.lanes}
    for mark in made.marks:
        top, rows = heights[mark.lane]
        assert top <= mark.y <= top + (rows - 1) * 18


def test_lines_follow_the_trails() -> None:
    claim, dots = charts.bridge()
    made = plan(dots, 964)
    found = trails(claim, made.marks)
    joined = {(upper.dots[0].statement, lower.dots[0].statement) for upper, lower in found.curves}
    assert joined == {
        ("s2", "s1"), ("s3", "s2"), ("s4", "s1"), ("s5", "s2"), ("s6", "s1"), ("s7", "s5"), ("s8", "s5"),
        ("s9", "s5"),
    }  # fmt: skip
    assert [(end.party, end.hinge, end.denied) for end in found.ends] == [
        (charts.LISLE, True, False),
        (charts.AUTHORITY, True, True),
    ]
    assert [mark.dots[0].statement for mark in found.ends[0].marks] == ["s1"]


@pytest.mark.parametrize("width", [390, 964])
@pytest.mark.parametrize("number", [1, 2, 30, 200])
def test_marks_of_any_number_neither_touch_nor_leave_the_chart(number: int, width: int) -> None:
    claim, dots = charts.rumour(number)
    made = plan(dots, width)
    for one, other in combinations(made.marks, 2):
        assert abs(one.x - other.x) >= 17 or abs(one.y - other.y) >= 17
    assert all(made.left < mark.x < width - 8 and 0 < mark.y < made.bottom for mark in made.marks)
    assert sorted(dot.statement for mark in made.marks for dot in mark.dots) == sorted(
        dot.statement for dot in dots
    )
    root = drawn(svg(claim, dots, width=width))
    height = float(root.get("height", "0"))
    for shape in root.iter():
        if (y := shape.get("y") or shape.get("cy")) and y != "0":
            assert 0 < float(y) < height
    assert len(texts(root)) < 700


def test_two_hundred_documents_of_one_day_become_few_marks_with_numbers() -> None:
    claim, dots = charts.rumour(200, outlets=1)
    same = [replace(dot, published="2031-01-01", outlet="A", stance="supports") for dot in dots]
    made = plan(same, 964)
    assert {mark.look for mark in made.marks} == {"attributed", "copied", "fact"}
    assert len(made.marks) <= 5
    assert sum(mark.documents for mark in made.marks) == 200
    numbers = [mark.documents for mark in made.marks if mark.documents > 1]
    root = drawn(svg(claim, same))
    assert sorted(int(one) for one in texts(root) if one.isdigit()) == sorted(numbers)


def test_many_outlets_share_the_last_lane() -> None:
    _, dots = charts.rumour(200, outlets=90)
    made = plan(dots, 964)
    assert len(made.lanes) == MOST_LANES
    assert re.fullmatch(r"\d+ more outlets", made.lanes[-1].name)


def test_the_order_in_which_statements_come_changes_nothing() -> None:
    claim, dots = charts.rumour(80)
    shuffled = list(dots)
    random.Random(3).shuffle(shuffled)
    assert svg(claim, shuffled) == svg(claim, dots)


def test_hostile_texts_stay_texts() -> None:
    claim, dots = charts.bridge()
    name = '</svg><script>alert(1)</script>"\0\ud800' + "x" * 5000
    odd = [replace(dot, outlet=name, speaker=name, statement=f'"><b>{dot.statement}') for dot in dots]
    party = Party(kind="actor", id="x", name=name)
    side = Side(origins=(Origin(party=party, statements=()),), independence=1, hinges_on=(party,))
    root = drawn(svg(replace(claim, id='"<', proposition=name, supported=side), odd))
    assert [one.tag for one in root.iter() if one.tag.endswith(("script", "}b"))] == []
    assert max(map(len, texts(root))) < 150


def test_colours_are_variables_that_a_page_may_set() -> None:
    claim, dots = charts.bridge()
    text = svg(claim, dots)
    style = text[text.index("<style>") : text.index("</style>")]
    assert "prefers-color-scheme:dark" in style
    assert re.search(r"(fill|stroke)[=:]\"?#", text) is None
    for name in ("--ink", "--paper", "--hinge"):
        assert style.count(f"var({name},") == 2


@pytest.mark.parametrize(
    ("first", "last", "expected"),
    [
        ("2031-05-09", "2031-05-12", ["9 May 2031", "10 May", "11 May", "12 May"]),
        ("2030-12-30", "2031-01-02", ["30 Dec 2030", "31 Dec", "1 Jan 2031", "2 Jan"]),
        ("2031-01-15", "2031-06-20", ["Feb 2031", "Mar", "Apr", "May", "Jun"]),
        ("2029-11-20", "2033-02-01", ["Jan 2030", "Jul", "Jan 2031", "Jul", "Jan 2032", "Jul", "Jan 2033"]),
    ],
)
def test_ticks_are_round_days(first: str, last: str, expected: list[str]) -> None:
    days = (float(date.fromisoformat(day).toordinal()) for day in (first, last))
    assert [name for _, name in ticks(*days, 9)] == expected


@pytest.mark.parametrize(
    "published", ["0001-01-01", "9999-12-31", "2031", "2031-05", "soon", "2031-05-09T10:00:00Z"]
)
def test_any_date_has_a_place(published: str) -> None:
    claim, dots = charts.bridge()
    one = [replace(dots[0], published=published)]
    assert marks(drawn(svg(claim, one))).keys() == {"#statement-s1"}
    both = [replace(dots[0], published="0001-01-01"), replace(dots[1], published="9999-12-31")]
    assert len(marks(drawn(svg(claim, both)))) == 2


words = st.text(max_size=12)
dots_of = st.lists(
    st.builds(
        Dot,
        statement=words,
        document=words,
        outlet=st.none() | words,
        published=st.none() | st.dates().map(str) | st.datetimes().map(str) | words,
        form=st.sampled_from(get_args(Form)),
        stance=st.sampled_from(get_args(Stance)),
        copied=st.booleans(),
        speaker=st.none() | words,
    ),
    max_size=30,
)


@settings(max_examples=150, deadline=None)
@given(dots=dots_of, width=st.sampled_from([390, 964]), proposition=words)
def test_whatever_is_told_the_chart_is_well_formed(dots: list[Dot], width: int, proposition: str) -> None:
    claim = Claim(id="c", proposition=proposition, first=None, documents=0, outlets=0, parts=())
    root = drawn(svg(claim, dots, width=width))
    assert (len(marks(root)) > 0) == bool(dots)
