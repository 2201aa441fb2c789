"""What holds for all documents, orders and filters."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable
from typing import Any, get_args

import invented
import msgspec
from backends import Places
from hypothesis import given, settings
from hypothesis import strategies as st

from hearsay.ledger import Filters, Ledger, StatementRow
from hearsay.records import Certainty, Document, Form, Reading, Statement, quote

Everything = Callable[[str], dict[str, list[Any]]]

PAIRS = [invented.document(number) for number in range(24)]
texts = st.text(
    st.one_of(
        st.characters(exclude_categories=["Cs"], exclude_characters="\0"),
        st.sampled_from("\u202e\u2066\u200f\ufeff\U0001f469\u200d\U0001f680אبİßﬁ%_\\/'\"\n"),
    ),
    max_size=60,
)


@st.composite
def readings(draw: st.DrawFn) -> tuple[Document, Reading]:
    """A document of any text, with spans anywhere in it."""
    text = draw(texts)
    position = st.integers(0, len(text))
    span = st.tuples(position, position).map(lambda pair: (min(pair), max(pair)))
    spans = st.lists(span, max_size=3).map(tuple)
    names = draw(st.lists(texts, min_size=1, max_size=3))
    entity = st.integers(0, len(names) - 1)
    statement = st.builds(
        Statement,
        source=spans,
        cue=spans,
        content=spans,
        form=st.sampled_from(get_args(Form)),
        act=st.sampled_from(["say", "deny"]),
        certainty=st.sampled_from(get_args(Certainty)),
        polarity=st.sampled_from(["positive", "negative"]),
        speaker=st.none() | entity,
        within=st.just(0) | st.none(),
        voice=st.lists(entity, max_size=2).map(tuple),
        score=st.floats(0, 1),
    )
    document = Document(
        id=draw(st.sampled_from("abcdef")) + draw(texts),
        text=text,
        title=draw(st.none() | texts),
        outlet=draw(st.none() | texts),
        authors=tuple(draw(st.lists(texts, max_size=2))),
        path=draw(st.none() | texts),
    )
    return document, invented.reading(document, names, draw(st.lists(statement, max_size=5)))


@settings(max_examples=60, deadline=None)
@given(pair=readings())
def test_any_reading_comes_back_and_every_row_shows_its_evidence(
    places: Callable[[], str], pair: tuple[Document, Reading]
) -> None:
    document, reading = pair
    with Ledger.open(places()) as ledger:
        assert ledger.store(document, reading) is None
        assert ledger.find(document.id) == document
        assert ledger.reading(document.id) == reading
        for row in ledger.statements():
            assert row.content == quote(document.text, row.content_spans)
            statement = reading.statements[row.position]
            assert (row.source_spans, row.cue_spans, row.content_spans) == (
                statement.source,
                statement.cue,
                statement.content,
            )
        assert ledger.check() == []


@settings(max_examples=15, deadline=None)
@given(numbers=st.permutations(range(12)), again=st.lists(st.integers(0, 11), max_size=10))
def test_neither_order_nor_repetition_leaves_a_trace(
    places: Callable[[], str], everything: Everything, numbers: list[int], again: list[int]
) -> None:
    straight, shuffled = places(), places()
    with Ledger.open(straight) as ledger:
        ledger.store_many(PAIRS[number] for number in range(12))
    with Ledger.open(shuffled) as ledger:
        ledger.store_many(PAIRS[number] for number in [*numbers, *again])
    assert everything(shuffled) == everything(straight)


needles = st.sampled_from(
    [
        "grain",
        "GRAIN",
        "straße",
        "STRASSE",
        "анна",
        "ШАЯ",
        "ş",
        "i̇",
        "%",
        "_",
        "/",
        "\\",
        "a_b",
        "0%",
        "🦉",
        "שלום",
        "x",
    ]
) | st.text(max_size=2)
filters = st.builds(
    Filters,
    source=st.none() | needles,
    contains=st.none() | needles,
    act=st.lists(st.sampled_from(["say", "deny", "report", "none"]), max_size=2).map(tuple),
    form=st.lists(st.sampled_from(get_args(Form)), max_size=2).map(tuple),
    outlet=st.none()
    | st.sampled_from(["harbour gazette", "The Lüttau Lantern", "THE LÜTTAU LANTERN", "Harbour"]),
    since=st.none() | st.sampled_from(["2031", "2031-02", "2031-02-14", "2031-04-19"]),
    until=st.none() | st.sampled_from(["2031", "2031-02", "2031-02-14", "2030-12-31"]),
    certainty=st.none() | st.sampled_from(get_args(Certainty)),
    document=st.none() | st.sampled_from([document.id for document, _ in PAIRS[:3]]),
)


def alike(text: str) -> str:
    return unicodedata.normalize("NFC", text.casefold())


def passes(filters: Filters, document: Document, reading: Reading, statement: Statement) -> bool:
    """The meaning of the filters, said in Python."""
    source = quote(document.text, statement.source)
    name = "" if statement.speaker is None else reading.entities[statement.speaker].name
    wanted = alike(filters.source or "")
    day = (document.published or "")[:10]
    since, until = filters.since or "", filters.until or "9999"
    return (
        (wanted in alike(source) or wanted in alike(name))
        and alike(filters.contains or "") in alike(quote(document.text, statement.content))
        and statement.act in (filters.act or (statement.act,))
        and statement.form in (filters.form or (statement.form,))
        and (filters.outlet is None or alike(filters.outlet) == alike(document.outlet or ""))
        and (bool(day) or (filters.since is None and filters.until is None))
        and since <= day[: len(since)]
        and day[: len(until)] <= until
        and filters.certainty in (None, statement.certainty)
        and filters.document in (None, document.id)
    )


@settings(max_examples=150, deadline=None)
@given(filters=filters, limit=st.none() | st.integers(0, 20))
def test_filters_mean_what_python_says(
    places: Callable[[], str], filters: Filters, limit: int | None
) -> None:
    with Ledger.open(filled(places)) as ledger:
        found = list(ledger.statements(filters, limit=limit))
    ordered = sorted(PAIRS, key=lambda pair: (pair[0].published or "", pair[0].id))
    expected = [
        (document.id, position)
        for document, reading in ordered
        for position, statement in enumerate(reading.statements)
        if passes(filters, document, reading, statement)
    ]
    assert [(row.document, row.position) for row in found] == expected[:limit]


FILLED: dict[Places, str] = {}


def filled(places: Places) -> str:
    """The place of a ledger with all the documents, made once a backend."""
    if places not in FILLED:
        FILLED[places] = places.lasting()
        with Ledger.open(FILLED[places]) as ledger:
            ledger.store_many(PAIRS)
    return FILLED[places]


def test_rows_are_json(places: Callable[[], str]) -> None:
    with Ledger.open(filled(places)) as ledger:
        for row in ledger.statements(limit=20):
            assert msgspec.json.decode(msgspec.json.encode(row), type=StatementRow) == row
