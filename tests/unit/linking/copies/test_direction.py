"""Which document is the earlier one."""

from __future__ import annotations

import pytest
from copied import FLOOD, paper

from hearsay.linking.copies.direction import in_order
from hearsay.linking.copies.pages import Page
from hearsay.linking.tellings import Paper


def order(one: Paper, other: Paper) -> tuple[str, str, str]:
    earlier, later, reason = in_order(Page(one), Page(other))
    again = in_order(Page(other), Page(one))
    assert (again[0].paper, again[1].paper, again[2]) == (earlier.paper, later.paper, reason)
    return earlier.paper.id, later.paper.id, reason.what


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("2031-05-04", "2031-05-05"),
        ("2031-05-04T10:00:00+02:00", "2031-05-04T09:30:00+00:00"),
        ("2031-05-04T23:00:00+02:00", "2031-05-05"),
        ("2031-05-04T08:00:00", "2031-05-04T09:00:00+02:00"),
    ],
)
def test_dates_tell_where_they_differ(first: str, second: str) -> None:
    assert order(paper("b", *FLOOD, day=first), paper("a", *FLOOD, day=second)) == ("b", "a", "published")


@pytest.mark.parametrize(
    "line",
    [
        "This article first appeared in The Calder Post on 9 May.",
        "First published by the Calder Post.",
        "(The Calder Post)",
        "The Calder Post reported this on Monday.",
        "according to the Calder Post",
        "Source: The Calder Post",
    ],
)
@pytest.mark.parametrize("days", [(None, None), ("2031-05-04", None), ("2031-05-04", "2031-05-04T10:00:00")])
def test_credit_lines_tell_where_dates_do_not(line: str, days: tuple[str | None, str | None]) -> None:
    source = paper("b", *FLOOD, outlet="The Calder Post", day=days[0])
    assert order(source, paper("a", *FLOOD, line, outlet="Far Bank", day=days[1])) == ("b", "a", "credit")


def test_an_agency_is_known_by_its_abbreviation() -> None:
    source = paper("b", *FLOOD, outlet="Agence France-Presse")
    assert order(source, paper("a", "LOWEN (AFP) – " + FLOOD[0], outlet="Far Bank"))[2] == "credit"


def test_an_outlet_does_not_credit_itself() -> None:
    source = paper("b", "OSTERMOOR (KTA) – " + FLOOD[0], outlet="KTA")
    assert order(source, paper("a", FLOOD[0], outlet="Far Bank"))[2] == "length in words"


def test_headlines_of_one_outlet_tell_which_version_it_is() -> None:
    second = paper("a", *FLOOD[:2], outlet="KTA", title="UPDATE 2: River floods Stennby")
    first = paper("b", *FLOOD, outlet="KTA", title="River floods Stennby")
    assert order(first, second) == ("b", "a", "version")


def test_a_story_grows_but_what_another_takes_over_is_cut() -> None:
    assert order(paper("a", *FLOOD, outlet="KTA"), paper("b", FLOOD[0], outlet="KTA"))[:2] == ("b", "a")
    assert order(paper("b", *FLOOD, outlet="KTA"), paper("a", FLOOD[0], outlet="Far Bank"))[:2] == ("b", "a")


def test_ids_tell_where_nothing_else_does() -> None:
    assert order(paper("b", *FLOOD), paper("a", *FLOOD)) == ("a", "b", "id")
