"""Where the words of a query stand in a text that is shown."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hearsay.errors import UsageError
from hearsay.ledger.search import analysed, matches, snippet


@pytest.mark.parametrize(
    ("query", "text", "marked"),
    [
        ("bridge", "The Bridge, a bridge.", ["Bridge", "bridge"]),
        ("minist*", "two ministers and a ministry", ["ministers", "ministry"]),
        ('"the bridge"', "On the bridge; the old bridge", ["the bridge"]),
        ("strasse", "Die STRAẞE, die Straße", ["STRAẞE", "Straße"]),
        ("fine", "a ﬁne ½", ["ﬁne"]),
        ("2", "½ or 2", ["½", "2"]),
        ("orenko", "O\u0308renko’s", ["O\u0308renko"]),
        ("vice-president", "the Vice President", ["Vice President"]),
        ("政府", "北京市政府", ["政府"]),
        ("a OR b -c", "a b c", ["a", "b"]),
        ("NOT (a NOT b)", "a b", []),
        ('"a b" "b c"', "a b c d", ["a b c"]),
        ("act:deny date:2031", "deny 2031", []),
        ("", "anything", []),
        ("zebra", "", []),
    ],
)
def test_marks(query: str, text: str, marked: list[str]) -> None:
    assert [text[start:end] for start, end in matches(query, text)] == marked


def test_fields() -> None:
    query = "bridge title:ferry outlet:post speaker:lisle"
    assert matches(query, "ferry bridge post lisle", "title") == ((0, 5), (6, 12))
    assert matches(query, "ferry bridge post lisle", "content") == ((6, 12),)
    assert matches(query, "ferry bridge post lisle", "outlet") == ((13, 17),)
    assert matches(query, "ferry bridge post lisle") == ((0, 5), (6, 12), (13, 17), (18, 23))


def test_a_query_that_cannot_be_understood_is_refused() -> None:
    with pytest.raises(UsageError):
        matches("(bridge", "bridge")


pieces = st.lists(
    st.sampled_from(["bridge", "Brídge", "BRIDGES", "ﬁne", "½", "🦉", "–", "the", "x" * 9, "\n"]), max_size=20
)


@given(some=pieces)
def test_what_is_marked_is_what_was_looked_for(some: list[str]) -> None:
    text = " ".join(some)
    spans = matches("bridge fine 1", text)
    firsts = [analysed(piece).split()[:1] for piece in some]
    expected = [first for first in firsts if first in (["bridge"], ["fine"], ["1"])]
    assert [analysed(text[start:end]).split()[:1] for start, end in spans] == expected
    assert all(first < last for first, last in spans)
    assert all(one[1] <= other[0] for one, other in pairwise(spans))


@given(some=pieces, width=st.integers(12, 60))
def test_a_snippet_shows_a_match_as_it_stands(some: list[str], width: int) -> None:
    text = " ".join(some)
    spans = matches("bridge", text)
    part, inside = snippet(text, spans, width)
    assert len(part) <= width
    assert "\n" not in part
    assert part.strip("…").strip() in text.replace("\n", " ")
    assert bool(inside) == bool(spans)
    # One stands there whole; others may be cut by the end of the room.
    shown = [analysed(part[start:end]).strip() for start, end in inside]
    assert not shown or "bridge" in shown
    assert all(one in "bridge" for one in shown)


def test_a_snippet_shows_where_most_is() -> None:
    text = "bridge " + "word " * 40 + "the bridge and the ferry meet here " + "word " * 40
    part, inside = snippet(text, matches("bridge ferry", text), 40)
    assert [part[start:end] for start, end in inside] == ["bridge", "ferry"]
    assert part.startswith("…")
    assert part.endswith("…")
