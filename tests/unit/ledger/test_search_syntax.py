"""The language of queries: what it means, and how it refuses."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hearsay.errors import UsageError
from hearsay.ledger.search import FIELDS, Tree, asks_for_actors, parse
from hearsay.ledger.search.syntax import DEEPEST
from hearsay.ledger.search.tree import All, Any, Between, By, In, Is, Not, Words


def word(*words: str, field: str | None = None, prefix: bool = False) -> Words:
    return Words(words=words, field=field, prefix=prefix)


def both(*parts: Tree) -> All:
    return All(parts=parts)


def either(*parts: Tree) -> Any:
    return Any(parts=parts)


A, B, C = word("a"), word("b"), word("c")


@pytest.mark.parametrize(
    ("query", "tree"),
    [
        ("", All()),
        (" \n\t", All()),
        ("a", A),
        ("a b", both(A, B)),
        ("a AND b", both(A, B)),
        ("a OR b c", either(A, both(B, C))),
        ("(a OR b) c", both(either(A, B), C)),
        ("a b OR c", either(both(A, B), C)),
        ("NOT a b", both(Not(part=A), B)),
        ("NOT (a b)", Not(part=both(A, B))),
        ("a -b", both(A, Not(part=B))),
        ("-(a b)", Not(part=both(A, B))),
        ("NOT -a", A),
        ("a AND NOT b", both(A, Not(part=B))),
        ("and or not", both(word("and"), word("or"), word("not"))),
        ('"AND"', word("and")),
        ('"a b"', word("a", "b")),
        ("“a b” «c»", both(word("a", "b"), C)),
        ("a-b", word("a", "b")),
        ("don’t", word("don", "t")),
        ("a — b", both(A, B)),
        ("a , b 🦉", both(A, B)),
        ("10:30", word("10", "30")),
        ("minist*", word("minist", prefix=True)),
        ('"prime minist"*', word("prime", "minist", prefix=True)),
        ("Örenko", word("orenko")),
        ("f(a)", both(word("f"), A)),
        ("title:a", word("a", field="title")),
        ("TITLE:A", word("a", field="title")),
        ('source:"a b"', word("a", "b", field="source")),
        ("cue:(a OR b)", either(word("a", field="cue"), word("b", field="cue"))),
        ("outlet:po*", word("po", field="outlet", prefix=True)),
        ("-outlet:a", Not(part=word("a", field="outlet"))),
        ("title:AND", word("and", field="title")),
        ("act:deny", Is(field="act", value="deny")),
        ("act:(deny OR admit)", either(Is(field="act", value="deny"), Is(field="act", value="admit"))),
        ("form:Direct", Is(field="form", value="direct")),
        ("certainty:possible", Is(field="certainty", value="possible")),
        ("polarity:negative", Is(field="polarity", value="negative")),
        ('actor:"Dorota Lisle"', By(words=("dorota", "lisle"), id="Dorota Lisle")),
        ("actor:Lisle", By(words=("lisle",), id=None)),
        ("document:bridge.txt", In(name="bridge.txt")),
        ('document:"a b.txt"', In(name="a b.txt")),
        ("date:2031", Between(since="2031", until="2031")),
        ("date:2031-05-09", Between(since="2031-05-09", until="2031-05-09")),
        ("date:2031-01..2031-05", Between(since="2031-01", until="2031-05")),
        ("date:2031..", Between(since="2031")),
        ("date:..2031", Between(until="2031")),
        ("since:2031-05", Between(since="2031-05")),
        ("until:2031-05", Between(until="2031-05")),
    ],
)
def test_what_a_query_means(query: str, tree: Tree) -> None:
    assert parse(query) == tree


@pytest.mark.parametrize(
    ("query", "at", "part"),
    [
        ("(a", 0, "not closed"),
        ("a)", 1, "closes nothing"),
        ("()", 1, "hold nothing"),
        ("a (b OR )", 8, "After OR"),
        ('a "b', 2, "not closed"),
        ("a AND", 5, "After AND"),
        ("a OR OR b", 5, "After OR"),
        ("OR a", 0, "Before OR"),
        ("AND", 0, "Before AND"),
        ("NOT", 3, "After NOT"),
        ("a foo:b", 2, "no field “foo”"),
        ("http://example.org", 0, "no field “http”"),
        ("title: a", 6, "without a space"),
        ("title:", 6, "without a space"),
        ("a f*o", 3, "A star"),
        ("*", 0, "A star"),
        ("-*", 1, "A star"),
        ("!!!", 0, "no word"),
        ('a "🦉"', 2, "no word here"),
        ("title:🦉", 6, "no word here"),
        ("act:sing", 4, "no act “sing”"),
        ("form:loud", 5, "no form"),
        ("act:den*", 4, "no star"),
        ("date:soon", 5, "not a date"),
        ("date:2031-13", 5, "not a date"),
        ("date:2031..2030", 5, "ends before"),
        ("date:..", 5, "neither"),
        ("since:2031..2032", 6, "one date"),
        ("title:(a cue:b)", 9, "cannot stand inside title"),
        ("document:\" \"", 9, "needs a name"),
    ],
)  # fmt: skip
def test_a_refusal_points_at_the_place(query: str, at: int, part: str) -> None:
    with pytest.raises(UsageError) as caught:
        parse(query)
    error = caught.value
    assert part in error.what
    assert error.remedy
    place, line, caret = (error.where or "").split("\n")
    assert place == f"character {at + 1}"
    assert line == f"    {query}"
    assert caret.index("^") == 4 + at


def test_parentheses_inside_each_other_have_an_end() -> None:
    parse("(" * DEEPEST + "a" + ")" * DEEPEST)
    with pytest.raises(UsageError, match="inside each other"):
        parse("(" * (DEEPEST + 1) + "a" + ")" * (DEEPEST + 1))


def test_the_caret_stays_in_sight_of_a_long_query() -> None:
    with pytest.raises(UsageError) as caught:
        parse("word " * 100 + "foo:bar " + "word " * 50)
    _, line, caret = (caught.value.where or "").split("\n")
    assert len(line) < 110
    assert line[caret.index("^") :].startswith("foo:bar")


def test_a_caret_stands_under_wide_letters() -> None:
    with pytest.raises(UsageError) as caught:
        parse("北京 foo:bar")
    assert (caught.value.where or "").endswith("\n    \u3000\u3000 ^")


def test_unknown_fields_name_the_known_ones_and_the_nearest() -> None:
    with pytest.raises(UsageError) as caught:
        parse("speeker:lisle")
    remedy = caught.value.remedy or ""
    assert "Did you mean speaker?" in remedy
    assert all(field in remedy for field in FIELDS)


def test_unknown_acts_name_the_known_ones() -> None:
    with pytest.raises(UsageError, match="accuse, admit"):
        parse("act:sing")


def test_too_long_a_query_is_refused() -> None:
    with pytest.raises(UsageError, match="1,001 characters"):
        parse("a" * 1001)


@given(query=st.text() | st.text(alphabet='ab:"“”()*- \u3000ANDORTtitle.,é🦉北\0\ud800'))
def test_every_string_is_a_query_or_refused_with_a_remedy(query: str) -> None:
    try:
        parse(query)
    except UsageError as error:
        refused = error
    else:
        return
    assert refused.remedy
    assert "^" in (refused.where or "")


def test_which_queries_ask_for_actors() -> None:
    assert asks_for_actors(parse("a (b OR -actor:lisle)"))
    assert not asks_for_actors(parse("a (b OR -speaker:lisle)"))
