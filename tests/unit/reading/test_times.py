"""Expressions of time: where they stand, and which day, week, month or length they mean."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hearsay.reading.times import calendar, expressions, parsed, said_when
from hearsay.reading.times.numerals import number, ordinal, year_in_words
from hearsay.records import Statement, Time

FRIDAY = date(2031, 5, 9)

CASES = [
    ("They met on July 9, 2017 in the town hall.", "July 9, 2017", "DATE", "2017-07-09"),
    ("They met on the 9th of July 2017.", "the 9th of July 2017", "DATE", "2017-07-09"),
    ("They met on Monday, Dec. 2, 2030.", "Monday, Dec. 2, 2030", "DATE", "2030-12-02"),
    ("The order of 2031-03-04 stands.", "2031-03-04", "DATE", "2031-03-04"),
    ("She left on March 30.", "March 30", "DATE", "2031-03-30"),
    ("He wrote it last December.", "last December", "DATE", "2030-12"),
    ("It opens in November next year.", "November next year", "DATE", "2032-11"),
    ("It was built in June 1998.", "June 1998", "DATE", "1998-06"),
    ("The bridge has been closed since 2003.", "2003", "DATE", "2003"),
    ("It was common in the 1990s.", "the 1990s", "DATE", "199X"),
    ("A tower of the 19th century.", "the 19th century", "DATE", "18"),
    ("It fell in the winter of 1994.", "the winter of 1994", "DATE", "1994-WI"),
    ("Profits rose in the first quarter.", "the first quarter", "DATE", "2031-Q1"),
    ("She said on Wednesday that it was over.", "Wednesday", "DATE", "2031-05-07"),
    ("The court will decide on Tuesday.", "Tuesday", "DATE", "2031-05-13"),
    ("They left on Tuesday last week.", "Tuesday last week", "DATE", "2031-04-29"),
    ("The court decided last Friday.", "last Friday", "DATE", "2031-05-02"),
    ("It burned on Wednesday night.", "Wednesday night", "TIME", "2031-05-07TNI"),
    ("The ferry sailed at 9 a.m. Tuesday.", "9 a.m. Tuesday", "TIME", "2031-05-06T09:00"),
    ("Yesterday nobody came.", "Yesterday", "DATE", "2031-05-08"),
    ("It rained last night.", "last night", "TIME", "2031-05-08TNI"),
    ("The union met last week.", "last week", "DATE", "2031-W18"),
    ("The union meets next month.", "next month", "DATE", "2031-06"),
    ("It will cost more next year.", "next year", "DATE", "2032"),
    ("The letter came two weeks ago.", "two weeks ago", "DATE", "2031-W17"),
    ("He resigned three days earlier.", "three days earlier", "DATE", "2031-05-06"),
    ("It was founded a decade ago.", "a decade ago", "DATE", "202X"),
    ("It happened decades ago.", "decades ago", "DATE", "PAST_REF"),
    ("It took five years.", "five years", "DURATION", "P5Y"),
    ("A two-hour meeting.", "two-hour", "DURATION", "PT2H"),
    ("It lasted 5 1/2 hours.", "5 1/2 hours", "DURATION", "PT5H30M"),
    ("They worked for several months.", "several months", "DURATION", "PXM"),
    ("In the past two months nobody died.", "the past two months", "DURATION", "P2M"),
    ("They waited for years.", "years", "DURATION", "PXY"),
    ("It is checked every day.", "every day", "SET", "P1D"),
    ("It costs 7,000 marks a year.", "a year", "SET", "P1Y"),
    ("Nobody lives there now.", "now", "DATE", "PRESENT_REF"),
    ("She recently moved.", "recently", "DATE", "PAST_REF"),
    ("It may end soon.", "soon", "DATE", "FUTURE_REF"),
    ("Prices rise before Christmas.", "Christmas", "DATE", "2030-12-25"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "words", "type", "value"), CASES)
def test_expressions(text: str, words: str, type: str, value: str) -> None:
    (time,) = [one for one in expressions(text, FRIDAY) if text[slice(*one.span)] == words]
    assert (time.type, time.value) == (type, value)


@pytest.mark.parametrize(
    "text",
    [
        "The mayor may resign.",
        "They march to the bridge.",
        "A 6-year-old girl was found.",
        "He paid $1990 for it.",
        "About 2000 people came.",
        "The second man fell.",
        "In her thirties she wrote.",
    ],
)
def test_what_is_no_time(text: str) -> None:
    assert expressions(text, FRIDAY) == ()


def test_a_line_may_break_inside_an_expression() -> None:
    (time,) = expressions("The letter came two\nweeks ago.", FRIDAY)
    assert (time.span, time.value) == ((16, 29), "2031-W17")


def test_without_a_date_only_what_needs_none_is_told() -> None:
    text = "On July 9, 2017 they waited three weeks; on Friday and last month they did not, and now they do."
    found = [text[slice(*one.span)] for one in expressions(text, None)]
    assert found == ["July 9, 2017", "three weeks", "now"]


def test_the_time_of_saying_stands_beside_the_cue() -> None:
    text = "Lisle told the council on Tuesday that the bridge failed in 2019. Teshkov denied it last year."
    times = expressions(text, FRIDAY)
    told = statement(text, "Lisle", "told", "the bridge failed in 2019")
    sentences = ((0, 65), (66, len(text)))
    at = said_when(told, times, sentences)
    assert at is not None
    assert times[at].value == "2031-05-06"
    inside = statement(text, "Teshkov", "denied", "it last year")
    assert said_when(inside, times, sentences) is None
    assert said_when(statement(text, "", "", "the bridge failed"), times, sentences) is None


def statement(text: str, *words: str) -> Statement:
    spans = [((text.index(one), text.index(one) + len(one)),) if one else () for one in words]
    return Statement(
        source=spans[0], cue=spans[1], content=spans[2], form="indirect", act="say",
        certainty="certain", polarity="positive",
    )  # fmt: skip


WORDS = (
    "on the last next two weeks ago May 2031 Friday third quarter 19th century every day now in 1990s a . ,"
).split()


@given(st.lists(st.sampled_from(WORDS), max_size=14), st.dates(date(1400, 1, 1), date(2300, 12, 31)))
def test_any_text_gives_times_in_order_that_do_not_overlap(words: list[str], published: date) -> None:
    text = " ".join(words)
    found = expressions(text, published)
    assert found == expressions(text, published)
    end = 0
    for time in found:
        assert end <= time.span[0] < time.span[1] <= len(text)
        assert text[slice(*time.span)].strip() == text[slice(*time.span)]
        assert time.value
        end = time.span[1]


@given(st.text(max_size=200))
def test_any_text_at_all(text: str) -> None:
    for time in expressions(text, FRIDAY):
        assert isinstance(time, Time)


def test_numbers_and_calendars() -> None:
    assert [number(one) for one in ("a", "twenty-two", "a hundred", "1,200", "2.5", "a couple of")] == [
        1, 22, 100, 1200, 2.5, 2,
    ]  # fmt: skip
    assert number("several") is None
    assert [ordinal(one) for one in ("third", "21st", "twentieth")] == [3, 21, 20]
    assert [year_in_words(one) for one in ("nineteen ninety-six", "two thousand and four")] == [1996, 2004]
    assert [calendar.easter(year).isoformat() for year in (2000, 2024, 2025)] == [
        "2000-04-23", "2024-03-31", "2025-04-20",
    ]  # fmt: skip
    assert parsed("2031-05") == date(2031, 5, 1)
    assert parsed("soon") is None
    assert calendar.moved(date(2031, 1, 31), "month", 1) == "2031-02"
    assert calendar.moved(date(9999, 12, 31), "day", 1) is None
