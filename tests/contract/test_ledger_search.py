"""Search finds the same on every backend: what a definition in Python says."""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Callable, Iterator

import invented
import pytest
import searched
from backends import Places
from hypothesis import given, settings
from hypothesis import strategies as st

from hearsay.errors import UsageError
from hearsay.ledger import Ledger, StatementRow
from hearsay.ledger.search import FIELDS, Facet, analysed, parse
from hearsay.ledger.search.syntax import DEEPEST
from hearsay.records import quote


@pytest.fixture(scope="session")
def ledger(places: Places) -> Iterator[Ledger]:
    """A ledger of all the statements."""
    with Ledger.open(places.lasting()) as filled:
        searched.fill(filled)
        yield filled


QUERIES = (
    "",
    "bridge",
    "BRIDGE",
    "the bridge",
    '"the bridge"',
    '"bridge the"',
    "bridge-builder",
    "bridge -builder",
    "grain*",
    "grain",
    "gr*",
    "naive",
    "NAÏVE",
    "nai\u0308ve",
    "cafe",
    "café*",
    "minister",
    '"the minister"',
    "“the minister”",
    "strasse",
    "STRAẞE OR straße",
    "שלום",
    '"שלום עולם"',
    "北京",
    "政府",
    "京市*",
    "カナ",
    "がき",
    "かき",
    "हिन्दी",
    "ไทย",
    "1",
    "m2",
    "fine",
    "istanbul",
    "10:30",
    '"10 30"',
    "u.s.",
    "us",
    "email",
    "e-mail",
    "and",
    '"or"',
    '"NOT"',
    "foo",
    "x2",
    searched.LONG,
    searched.LONG[:100],
    searched.LONG[:50] + "*",
    searched.LONG + "y",
    "zebra",
    "z*",
    "_",
    "a_b",
    "a b",
    "ab",
    "окна",
    "dz*",
    "100",
    "100%",
    "NOT bridge",
    "-bridge -grain",
    "bridge OR grain",
    "bridge grain OR minister",
    "bridge (grain OR minister)",
    "NOT (bridge OR NOT grain)",
    "(bridge OR -grain) -minister",
    "bridge AND NOT (act:deny OR grain)",
    "content:bridge",
    "source:harbour",
    "cue:denied",
    'cue:"did not"',
    "speaker:orenko",
    "speaker:Örenko",
    'speaker:"mila orenko"',
    "speaker:jean*",
    "content:(bridge OR grain)",
    "title:bridge",
    "text:bridge",
    "text:report",
    "title:(ferry OR oil)",
    "-title:ferry",
    "title:ol",
    "text:the -bridge",
    "text:harb*",
    'text:"report orenko"',
    "outlet:lantern",
    "outlet:Lüttau",
    'outlet:"harbour gazette"',
    "outlet:gaz*",
    "outlet:100%",
    "outlet:news_",
    "-outlet:gazette",
    "outlet:(lantern OR news_)",
    "outlet:zebra",
    "outlet:日報",
    "act:deny",
    "act:DENY",
    "act:(deny OR say) form:direct",
    "form:narration",
    "-form:narration",
    "certainty:possible",
    "polarity:negative bridge",
    "act:ask",
    "act:agree",
    "actor:orenko",
    "actor:kaya",
    'actor:"şirin kaya"',
    "actor:actor-00",
    "actor:actor-0003",
    "actor:q",
    "-actor:kaya",
    "actor:левая act:claim",
    "actor:陳",
    "actor:finch bridge",
    "actor:zebra",
    "document:17.txt",
    'document:"folder/17.txt"',
    f"document:{searched.PAIRS[3][0].id}",
    f"document:{searched.PAIRS[3][0].id[:9]}",
    "document:03",
    "-document:17.txt",
    "date:2031",
    "date:2031-02",
    "date:2031-02-14",
    "date:2031-01..2031-02",
    "date:2031..",
    "date:..2031-02-14",
    "since:2031-03",
    "until:2030",
    "since:2031-02 until:2031-02",
    "-date:2031",
    "date:1999",
    "date:2031-02..2031",
    "actor:ACTOR-0003",
    f"document:{searched.PAIRS[3][0].id[:9].upper()}X",
    "document:FOLDER/17.txt",
)


def found(ledger: Ledger, query: str) -> list[tuple[str, int]]:
    return [(row.document, row.position) for row in ledger.search(query)]


@pytest.mark.parametrize("query", QUERIES)
def test_a_query_finds_what_it_means(ledger: Ledger, query: str) -> None:
    expected = searched.statements(query)
    assert found(ledger, query) == expected
    assert ledger.search_count(query) == len(expected)
    expected_documents = searched.documents(query)
    assert [row.id for row in ledger.search_documents(query)] == expected_documents
    assert ledger.search_documents_count(query) == len(expected_documents)


def test_the_queries_are_worth_asking() -> None:
    sizes = [len(searched.statements(query)) for query in QUERIES]
    assert sizes.count(0) < len(QUERIES) / 6
    assert sum(0 < size < 100 for size in sizes) > len(QUERIES) / 2


words = st.sampled_from(
    [*searched.WORDS, "bridge", "zebra", "orenko", "the", "said", "deny", "ﬀ", "İ", "ß", "é", "100"]
)
values = {
    "act": st.sampled_from(["say", "deny", "warn", "report", "Deny"]),
    "form": st.sampled_from(["direct", "indirect", "mixed", "narration"]),
    "certainty": st.sampled_from(["certain", "probable", "possible"]),
    "polarity": st.sampled_from(["positive", "negative"]),
    "date": st.sampled_from(["2031", "2031-02", "2031-02-14", "2030-12..2031-02", "..2031", "2032.."]),
    "since": st.sampled_from(["2031", "2031-02-14"]),
    "until": st.sampled_from(["2031", "2031-02-14"]),
    "document": st.sampled_from(["17.txt", "folder/3.txt", searched.PAIRS[5][0].id]),
}
quoted = st.lists(words, min_size=1, max_size=2).map(lambda some: f'"{" ".join(some)}"')
leaves = (
    words.map(lambda word: word.replace("“", "").replace("”", ""))
    | quoted
    | words.map(lambda word: f"{analysed(word).strip()[:3].strip() or 'x'}*")
    | st.sampled_from(FIELDS).flatmap(
        lambda name: values.get(name, quoted).map(lambda value: f"{name}:{value}")
    )
)
made = st.recursive(
    leaves,
    lambda inner: (
        inner.map(lambda one: f"NOT ({one})")
        | inner.map(lambda one: f"-({one})")
        | st.lists(inner, min_size=2, max_size=3).map(lambda some: f"({' OR '.join(some)})")
        | st.lists(inner, min_size=2, max_size=3).map(" ".join)
    ),
    max_leaves=6,
)


@settings(max_examples=150, deadline=None)
@given(query=made)
def test_any_query_finds_what_it_means(ledger: Ledger, query: str) -> None:
    try:
        expected = searched.statements(query)
    except UsageError:  # quotation marks around an emoji, for instance
        return
    assert found(ledger, query) == expected
    assert [row.id for row in ledger.search_documents(query)] == searched.documents(query)


@settings(max_examples=200, deadline=None)
@given(query=st.text(max_size=40) | st.text(alphabet='abß"“”()*:-. ANDORT\0\ud800\u0301', max_size=40))
def test_any_text_is_a_query_or_refused(ledger: Ledger, query: str) -> None:
    try:
        parse(query)
    except UsageError:
        return
    assert found(ledger, query) == searched.statements(query)


@pytest.mark.parametrize(
    "level", ["(a ", "(a OR ", "NOT (a ", "NOT (act:say OR ", "(title:x OR NOT (a OR b) ", "(a OR act:say "]
)
@pytest.mark.parametrize("leaf", ["bridge", "title:bridge", "act:say"])
def test_the_deepest_parentheses_are_understood(ledger: Ledger, level: str, leaf: str) -> None:
    depth = DEEPEST + 1 - level.count("(")
    query = level * depth + leaf + ")" * depth
    assert found(ledger, query) == searched.statements(query)
    assert [row.id for row in ledger.search_documents(query)] == searched.documents(query)
    assert ledger.facets(query).statements == ledger.search_count(query)


def test_order_limit_and_offset(ledger: Ledger) -> None:
    newest = found(ledger, "bridge")
    assert len(newest) > 20
    oldest = [(row.document, row.position) for row in ledger.search("bridge", order="oldest")]
    documents = list(dict.fromkeys(document for document, _ in newest))
    assert list(dict.fromkeys(document for document, _ in oldest)) == documents[::-1]
    assert sorted(oldest) == sorted(newest)
    page = [(row.document, row.position) for row in ledger.search("bridge", limit=7, offset=5)]
    assert page == newest[5:12]
    assert list(ledger.search("bridge", limit=0)) == []
    assert list(ledger.search("bridge", offset=10_000)) == []
    assert [row.id for row in ledger.search_documents("", limit=3, offset=2, order="oldest")] == [
        row.id for row in ledger.documents()
    ][2:5]


def test_a_row_is_the_row_that_the_ledger_lists(ledger: Ledger) -> None:
    listed = {(row.document, row.position): row for row in ledger.statements()}
    rows = list(ledger.search(""))
    assert {(row.document, row.position): row for row in rows} == listed
    assert all(isinstance(row, StatementRow) for row in rows)
    assert [row.id for row in ledger.search_documents("", order="oldest")] == [
        r.id for r in ledger.documents()
    ]
    assert sorted(map(repr, ledger.search_documents(""))) == sorted(map(repr, ledger.documents()))


def counted(facet: Facet) -> dict[str | None, int]:
    return {bucket.value: bucket.count for bucket in facet.buckets}


@pytest.mark.parametrize("query", ["", "bridge", "zebra", "act:deny -bridge", "date:2031"])
def test_facets_count_what_is_found(ledger: Ledger, query: str) -> None:
    facets = ledger.facets(query, limit=1000)
    rows = list(ledger.search(query))
    speakers = {
        (document.id, position): statement.speaker
        for document, reading in searched.PAIRS
        for position, statement in enumerate(reading.statements)
    }
    assert facets.statements == len(rows)
    assert counted(facets.outlet) == Counter(row.outlet for row in rows)
    assert counted(facets.act) == Counter(row.act for row in rows)
    assert counted(facets.form) == Counter(row.form for row in rows)
    assert counted(facets.certainty) == Counter(row.certainty for row in rows)
    assert counted(facets.year) == Counter((row.published or "")[:4] or None for row in rows)
    spoken = [(row.document, speakers[row.document, row.position]) for row in rows]
    by = [None if one is None else searched.ACTOR_OF.get((document, one)) for document, one in spoken]
    assert counted(facets.speaker) == Counter(None if actor is None else actor.id for actor in by)
    names = {actor.id: actor.name for actor in searched.ACTORS}
    assert all(one.name == (one.value and names[one.value]) for one in facets.speaker.buckets)


def test_facets_name_the_largest_and_count_the_others(ledger: Ledger) -> None:
    whole, some = ledger.facets("", limit=100).speaker, ledger.facets("", limit=3).speaker
    assert some.buckets == whole.buckets[:3]
    assert some.others == len(whole.buckets) - 3 > 0
    counts = [bucket.count for bucket in whole.buckets]
    assert counts == sorted(counts, reverse=True)


def test_what_makes_no_sense_is_refused(ledger: Ledger) -> None:
    for call in (
        lambda: ledger.search("bridge", limit=-1),
        lambda: ledger.search("bridge", offset=-1),
        lambda: ledger.search("(bridge"),
        lambda: ledger.search_documents("nofield:x"),
        lambda: ledger.search_count("bridge OR"),
        lambda: ledger.facets("act:sing"),
        lambda: ledger.facets("", limit=-1),
    ):
        with pytest.raises(UsageError):
            call()


def test_what_a_ledger_is_told_is_found_at_once(place: str) -> None:
    document, reading = searched.PAIRS[0]
    with Ledger.open(place) as ledger:
        assert ledger.search_count("") == 0
        assert ledger.search_documents_count("") == 0
        ledger.store(document, reading)
        assert ledger.search_count("") == len(reading.statements)
        # A newer reading takes the place of the older one; the document stays.
        other = invented.statement((), (), ((0, len(document.text)),), "direct", "ask", random.Random(2))
        ledger.store(document, invented.reading(document, ["Nobody"], [other], invented.NEWER))
        assert [(row.act, row.position) for row in ledger.search("")] == [("ask", 0)]
        assert ledger.search_documents_count("") == 1
        assert ledger.check() == []


def test_a_view_is_what_is_searched(place: str) -> None:
    document, reading = searched.PAIRS[0]
    judged = invented.statement((), (), ((0, len(document.text)),), "direct", "promise", random.Random(2))
    with Ledger.open(place) as ledger:
        ledger.store(document, reading)
        view = invented.reading(document, ["Nobody"], [judged], f"{invented.READER} judged x")
        ledger.store_view(document, view, invented.READER)
        assert [row.act for row in ledger.search("")] == ["promise"]
        ledger.drop_view(document.id)
        assert ledger.search_count("") == len(reading.statements)
        assert ledger.check() == []


def test_an_index_made_anew_is_the_same(place: str) -> None:
    with Ledger.open(place) as ledger:
        searched.fill(ledger)
        before = [found(ledger, query) for query in QUERIES[::9]]
        ledger.rebuild_search()
        assert [found(ledger, query) for query in QUERIES[::9]] == before
        assert ledger.check() == []


def test_a_damaged_index_is_noticed(place: str) -> None:
    with Ledger.open(place) as ledger:
        searched.fill(ledger)
        with ledger._connection(write=True) as connection:
            connection.exec_driver_sql("UPDATE words_statements SET act = 'sing' WHERE position = 1")
            connection.exec_driver_sql("DELETE FROM words_documents WHERE outlet IS NULL")
        problems = ledger.check()
        assert len(ledger.check(sample=20)) == 2
        assert len(problems) == 2
        assert all("hearsay search --rebuild" in problem for problem in problems)
        ledger.rebuild_search()
        assert ledger.check() == []


def test_a_text_of_very_many_words_is_stored_and_found(place: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """What does not fit into a vector of PostgreSQL is found in the text."""
    monkeypatch.setattr("hearsay.ledger.search.engines.TsVector.LARGEST", 2000)
    text = " ".join(f"word{number}" for number in range(1000)) + " the end"
    statement = invented.statement((), (), ((0, len(text)),), "direct", "say", random.Random(1))
    document = searched.PAIRS[0][0].__class__(id="long", text=text, title="all words")
    with Ledger.open(place) as ledger:
        ledger.store(document, invented.reading(document, ["Nobody"], [statement]))
        for query in (
            "word3",
            "word999",
            '"the end"',
            "word99*",
            '"word998 word999"',
            "content:word999",
            "text:end",
        ):
            assert (ledger.search_count(query), ledger.search_documents_count(query)) == (1, 1), query
        for query in ("word1000", '"end the"', "source:word999", "title:word999", "ord9*"):
            assert (ledger.search_count(query), ledger.search_documents_count(query)) == (0, 0), query
        assert ledger.check() == []


def test_rows_show_their_evidence(ledger: Ledger) -> None:
    texts = {document.id: document.text for document, _ in searched.PAIRS}
    for row in ledger.search("bridge", limit=50):
        assert row.content == quote(texts[row.document], row.content_spans)


def test_nothing_is_written_twice_for_one_statement(place: str, everything: Callable[[str], object]) -> None:
    with Ledger.open(place) as ledger:
        ledger.store(*searched.PAIRS[1])
        before = everything(place), found(ledger, "")
        ledger.store(*searched.PAIRS[1])
        assert (everything(place), found(ledger, "")) == before
