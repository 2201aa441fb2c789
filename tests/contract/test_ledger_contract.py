"""What every ledger promises, whatever database is under it."""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator
from typing import Any

import invented
import msgspec
import pytest

from hearsay.errors import LedgerError, LedgerNotFound, UnknownDocument, UsageError
from hearsay.ledger import Filters, Ledger
from hearsay.records import Document, Reading, Rejection, quote, statement_id

Everything = Callable[[str], dict[str, list[Any]]]


@pytest.fixture
def ledger(place: str) -> Iterator[Ledger]:
    with Ledger.open(place) as opened:
        yield opened


def by(reader: str, reading: Reading) -> Reading:
    return msgspec.structs.replace(reading, reader=reader)


def named(document: Document, reading: Reading, **changes: Any) -> tuple[Document, Reading]:
    changed = msgspec.structs.replace(document, **changes)
    about = msgspec.structs.replace(reading.document, length=len(changed.text))
    return changed, msgspec.structs.replace(reading, id=changed.id, document=about)


def test_a_reading_comes_back_as_it_was_stored(ledger: Ledger) -> None:
    document, reading = invented.document(1)
    assert ledger.store(document, reading) is None
    assert ledger.reading(document.id) == reading
    assert ledger.find(document.id) == document


def test_a_statement_row_shows_its_evidence(ledger: Ledger) -> None:
    document, reading = invented.document(2, statements=8)
    ledger.store(document, reading)
    rows = list(ledger.statements())
    assert [row.position for row in rows] == list(range(8))
    for row, statement in zip(rows, reading.statements, strict=True):
        assert (row.source_spans, row.cue_spans, row.content_spans) == (
            statement.source,
            statement.cue,
            statement.content,
        )
        assert row.content == quote(document.text, statement.content)
        assert row.source == quote(document.text, statement.source)
        assert row.cue == quote(document.text, statement.cue)
        assert row.id == statement_id(document.id, statement)
        assert row.score == statement.score
        assert row.path == document.path
        name = None if statement.speaker is None else reading.entities[statement.speaker].name
        assert row.speaker == name
        assert row.voice == (() if name is None else (name,))
        enclosing = None if statement.within is None else reading.statements[statement.within]
        assert row.within == (None if enclosing is None else statement_id(document.id, enclosing))


def test_storing_again_changes_nothing(place: str, everything: Everything) -> None:
    pairs = [invented.document(number) for number in range(4)]
    with Ledger.open(place) as ledger:
        assert ledger.store_many(pairs) == [None] * 4
    before = everything(place)
    with Ledger.open(place) as ledger:
        assert ledger.store_many(pairs) == [None] * 4
    assert everything(place) == before


def test_an_id_that_names_another_text_is_taken(place: str, everything: Everything) -> None:
    document, reading = invented.document(1)
    other = named(document, reading, text=document.text + "More.", path="other.txt")
    with Ledger.open(place) as ledger:
        ledger.store(document, reading)
    before = everything(place)
    with Ledger.open(place) as ledger:
        rejection = ledger.store(*other)
        assert rejection is not None
        assert (rejection.code, rejection.path) == ("id-taken", "other.txt")
        assert document.id in rejection.reason
        assert rejection.remedy
        # Another reader's turn changes nothing about it.
        assert ledger.store(other[0], by(invented.NEWER, other[1])) == rejection
    assert everything(place) == before


def test_what_is_still_to_be_read(ledger: Ledger) -> None:
    pairs = [invented.document(number, statements=1) for number in range(450)]
    ledger.store_many(pairs[::2])
    taken, _ = named(*pairs[0], text="Another text under the same id.")
    candidates = [document for document, _ in pairs] + [taken]
    left = ledger.unread(iter(candidates), invented.READER)
    assert left == [document for document, _ in pairs[1::2]] + [taken]
    assert ledger.unread(candidates, invented.NEWER) == candidates


def test_a_newer_reading_lives_beside_the_older(ledger: Ledger) -> None:
    document, old = invented.document(1, statements=6)
    new = msgspec.structs.replace(by(invented.NEWER, old), statements=old.statements[:2])
    ledger.store(document, old)
    ledger.store(document, new)
    assert ledger.reading(document.id) == new
    assert ledger.reading(document.id, invented.READER) == old
    assert len(list(ledger.statements())) == 2
    assert len(list(ledger.statements(reader=invented.READER))) == 6
    assert list(ledger.statements(reader="0.0.0+none")) == []
    counts = ledger.counts()
    assert (counts.documents, counts.readings, counts.statements) == (1, 2, 2)
    # The older reader read it before: nothing happens, and the newer reading stays current.
    ledger.store(document, old)
    assert ledger.reading(document.id) == new
    assert ledger.check() == []


def test_a_statement_found_twice_is_one_row(ledger: Ledger) -> None:
    document, reading = invented.document(1, statements=3)
    first = reading.statements[0]
    inner = msgspec.structs.replace(first, within=0)
    below = msgspec.structs.replace(reading.statements[2], within=3)
    doubled = msgspec.structs.replace(reading, statements=(*reading.statements[:2], below, inner))
    ledger.store(document, doubled)
    rows = list(ledger.statements())
    assert [row.position for row in rows] == [0, 1, 2]
    assert rows[2].within == rows[0].id
    assert ledger.reading(document.id) == doubled
    assert ledger.check() == []


def test_a_reading_that_does_not_fit_is_refused_whole(place: str, everything: Everything) -> None:
    document, reading = invented.document(1)
    first = reading.statements[0]
    beyond = len(document.text) + 1
    misfits = [
        msgspec.structs.replace(reading, id="another"),
        msgspec.structs.replace(reading, document=msgspec.structs.replace(reading.document, length=3)),
    ]
    for wrong in (
        msgspec.structs.replace(first, content=((0, beyond),)),
        msgspec.structs.replace(first, content=((5, 2),)),
        msgspec.structs.replace(first, speaker=99),
        msgspec.structs.replace(first, voice=(-1,)),
        msgspec.structs.replace(first, within=99),
    ):
        misfits.append(msgspec.structs.replace(reading, statements=(wrong,)))
    with Ledger.open(place) as ledger:
        for misfit in misfits:
            with pytest.raises(LedgerError, match="does not fit"):
                ledger.store(document, misfit)
    assert not any(everything(place).values())


@pytest.mark.parametrize("character", ["\ud83d", "\0"])
@pytest.mark.parametrize("field", ["text", "title", "outlet", "url", "published", "id"])
def test_what_is_no_text_is_rejected(ledger: Ledger, character: str, field: str) -> None:
    document, reading = invented.document(1)
    broken = named(document, reading, **{field: f"ab{character}c"})
    rejection = ledger.store(*broken)
    assert rejection is not None
    assert rejection.code == "encoding"
    assert rejection.place == f"{field}, character 2"
    ledger.reject(rejection)
    assert list(ledger.rejections()) == [rejection]
    assert ledger.counts().documents == 0


@pytest.mark.parametrize(("field", "most"), [("id", 500), ("outlet", 500), ("published", 100)])
def test_what_is_looked_up_may_be_long_but_not_endless(ledger: Ledger, field: str, most: int) -> None:
    document, reading = invented.document(1)
    chance = random.Random(1)
    # Nothing that a database could pack into less, and as many bytes as there can be.
    long = "".join(chr(chance.randrange(0x20000, 0x2A6DF)) for _ in range(most))
    assert ledger.store(*named(document, reading, **{field: long})) is None
    assert getattr(ledger.find(long if field == "id" else document.id), field) == long
    rejection = ledger.store(*named(document, reading, **{"id": "another", field: f"{long}x"}))
    assert rejection is not None
    assert (rejection.code, rejection.place) == ("too-long", field)
    assert str(most) in rejection.reason
    ledger.reject(rejection)
    assert ledger.check() == []


def test_a_file_name_that_is_no_text_is_kept_readable(ledger: Ledger) -> None:
    document, reading = invented.document(1)
    ledger.store(msgspec.structs.replace(document, path="folder/\udcff.txt"), reading)
    assert ledger.find(document.id).path == "folder/\\udcff.txt"
    assert ledger.find("folder/\udcff.txt").id == document.id
    ledger.reject(Rejection(path="\udcfe.pdf", code="binary", reason="It is no text."))
    assert [rejection.path for rejection in ledger.rejections()] == ["\\udcfe.pdf"]
    assert ledger.check() == []


def test_rejections_are_kept_once_and_in_order(ledger: Ledger) -> None:
    rejections = [
        Rejection(path=path, code="empty", reason="It is empty.", place=place, remedy="Remove it.")
        for path in ("b.txt", "a.txt")
        for place in ("line 2", None)
    ]
    for rejection in rejections + rejections:
        ledger.reject(rejection)
    assert list(ledger.rejections()) == [rejections[3], rejections[2], rejections[1], rejections[0]]
    assert ledger.counts().rejections == 4


def test_a_run_that_goes_on_is_the_same_run(ledger: Ledger) -> None:
    run = ledger.start_run(invented.READER, ["folder", "b\udcff.txt"])
    (started,) = ledger.runs()
    assert (started.id, started.inputs, started.finished) == (run, ("folder", "b\\udcff.txt"), None)
    assert ledger.start_run(invented.READER, ["folder", "b\udcff.txt"]) == run
    ledger.finish_run(run, documents=3, rejections=1)
    (done,) = ledger.runs()
    assert (done.documents, done.rejections, done.started) == (3, 1, started.started)
    assert done.finished is not None
    assert ledger.start_run(invented.NEWER, ["folder", "b\udcff.txt"]) != run
    assert ledger.start_run(invented.READER, ["folder", "b\udcff.txt"]) == run
    assert {row.id: row.finished for row in ledger.runs()}[run] is None
    with pytest.raises(LedgerError, match="no run"):
        ledger.finish_run("none", documents=0, rejections=0)


def test_documents_are_listed_with_their_current_reading(ledger: Ledger) -> None:
    pairs = [invented.document(number, statements=number) for number in range(6)]
    ledger.store_many(pairs)
    expected = sorted((document for document, _ in pairs), key=lambda d: (d.published or "", d.id))
    rows = list(ledger.documents())
    assert [row.id for row in rows] == [document.id for document in expected]
    assert {row.id: row.statements for row in rows} == {d.id: len(r.statements) for d, r in pairs}
    assert {row.reader for row in rows} == {invented.READER}
    assert rows[0].length == len(expected[0].text)
    assert rows[0].authors == ("A. Penn",)
    assert [row.id for row in ledger.documents(limit=2)] == [document.id for document in expected[:2]]


@pytest.fixture
def shelf(ledger: Ledger) -> Ledger:
    _, reading = invented.document(1)
    for id, path, title in (
        ("abcd1111", "in/one.txt", "Grain at the HARBOUR"),
        ("abcd2222", "in/two.txt", "Größe der Fähre"),
        ("abzz3333", "out/two.txt", "Grain again 100%"),
        ("one.txt-of-old", None, None),
    ):
        ledger.store(*named(invented.document(1)[0], reading, id=id, path=path, title=title))
    return ledger


@pytest.mark.parametrize(
    ("name", "id"),
    [
        ("abcd1111", "abcd1111"),
        ("abcd2", "abcd2222"),
        ("abzz", "abzz3333"),
        ("in/two.txt", "abcd2222"),
        ("one.t", "one.txt-of-old"),
        ("GRÖSSE", "abcd2222"),
        ("0%", "abzz3333"),
        ("harbour", "abcd1111"),
    ],
)
def test_a_document_is_found_by_what_people_call_it(shelf: Ledger, name: str, id: str) -> None:
    assert shelf.find(name).id == id


@pytest.mark.parametrize(
    ("name", "candidates"),
    [
        ("abcd", ["abcd1111", "abcd2222"]),
        ("two.txt", ["abcd2222", "abzz3333"]),
        ("grain", ["abcd1111", "abzz3333"]),
    ],
)
def test_a_name_of_several_documents_names_them(shelf: Ledger, name: str, candidates: list[str]) -> None:
    with pytest.raises(UnknownDocument) as caught:
        shelf.find(name)
    assert all(candidate in str(caught.value) for candidate in candidates)
    assert caught.value.exit_code == 2


@pytest.mark.parametrize("name", ["abz", "nothing", "", "%%", "_", "\udcff", "a" * 5000])
def test_an_unknown_name_says_how_to_list(shelf: Ledger, name: str) -> None:
    with pytest.raises(UnknownDocument, match="hearsay documents") as caught:
        shelf.find(name)
    assert str(caught.value).isprintable()


def test_no_more_than_five_candidates_are_named(ledger: Ledger) -> None:
    document, reading = invented.document(1)
    for number in range(8):
        ledger.store(*named(document, reading, id=f"same{number}"))
    with pytest.raises(UnknownDocument, match="and more") as caught:
        ledger.find("same")
    assert sum(f"same{number}" in str(caught.value) for number in range(8)) == 5


def test_unknown_readings_are_told_apart(ledger: Ledger) -> None:
    document, reading = invented.document(1)
    ledger.store(document, reading)
    with pytest.raises(UnknownDocument):
        ledger.reading("nothing")
    with pytest.raises(LedgerError, match="has no reading by") as caught:
        ledger.reading(document.id, invented.NEWER)
    assert invented.READER in str(caught.value)


@pytest.mark.parametrize(
    "filters",
    [
        Filters(since="yesterday"),
        Filters(until="2031-02-30"),
        Filters(until="17.01.2031"),
        Filters(since="2031-1"),
        Filters(since=""),
        Filters(contains="a" * 1001),
    ],
)
def test_a_filter_that_makes_no_sense_is_refused_at_once(ledger: Ledger, filters: Filters) -> None:
    with pytest.raises(UsageError):
        ledger.statements(filters)


def test_a_negative_limit_is_refused(ledger: Ledger) -> None:
    with pytest.raises(UsageError):
        ledger.statements(limit=-1)
    with pytest.raises(UsageError):
        list(ledger.documents(limit=-1))


def test_composed_and_decomposed_letters_are_the_same(ledger: Ledger) -> None:
    document, reading = invented.document(1, statements=1)
    text = document.text + "a cafe\u0301"
    first = msgspec.structs.replace(reading.statements[0], content=((len(document.text), len(text)),))
    ledger.store(*named(document, msgspec.structs.replace(reading, statements=(first,)), text=text))
    assert [row.content for row in ledger.statements(Filters(contains="CAF\u00c9"))] == ["a cafe\u0301"]


def test_an_iterator_may_be_left_and_the_ledger_written_meanwhile(ledger: Ledger) -> None:
    pairs = [invented.document(number) for number in range(60)]
    ledger.store_many(pairs[:50])
    seen = 0
    for seen, row in enumerate(ledger.statements(), start=1):
        if seen == 1:
            ledger.store_many(pairs[50:])
        assert ledger.reading(row.document).id == row.document
    assert seen == 250
    for _ in range(40):
        next(ledger.statements())
    assert ledger.counts().documents == 60


def test_an_iterator_sees_the_ledger_as_it_was_when_it_began(place: str) -> None:
    with Ledger.open(place) as ledger, Ledger.open(place) as other:
        ledger.store_many(invented.document(number) for number in range(40))
        rows = ledger.statements()
        first = next(rows)
        for number in range(40):
            document, reading = invented.document(number)
            other.store(document, by(invented.NEWER, msgspec.structs.replace(reading, statements=())))
        other.store(*invented.document(40))
        assert {row.document for row in (first, *rows)} == {invented.document(n)[0].id for n in range(40)}
        assert [row.document for row in ledger.statements()] == [invented.document(40)[0].id] * 5


def test_a_closed_ledger_says_so(place: str) -> None:
    ledger = Ledger.open(place)
    ledger.close()
    ledger.close()
    with pytest.raises(LedgerError, match="closed"):
        ledger.counts()
    with pytest.raises(LedgerError, match="closed"):
        next(ledger.statements())


def test_where_there_is_no_ledger(empty_place: str) -> None:
    for options in ({"create": False}, {"read_only": True}):
        with pytest.raises(LedgerNotFound, match="hearsay read") as caught:
            Ledger.open(empty_place, **options)
        assert "--ledger" in str(caught.value)
    with Ledger.open(empty_place) as ledger:
        assert ledger.place == empty_place


def test_reading_only_changes_nothing(place: str, everything: Everything) -> None:
    document, reading = invented.document(1)
    with Ledger.open(place) as ledger:
        ledger.store(document, reading)
    before = everything(place)
    with Ledger.open(place, read_only=True) as ledger:
        assert ledger.reading(document.id) == reading
        assert ledger.check() == []
        with pytest.raises(LedgerError):
            ledger.store(*invented.document(2))
    assert everything(place) == before


def test_check_finds_what_was_altered(place: str) -> None:
    from sqlalchemy import text

    alterations = {
        "UPDATE documents SET text = 'X' || substr(text, 2)": "not what was stored",
        "UPDATE statements SET content_text = 'altered' WHERE position = 1": "its statements do not match",
        "UPDATE statements SET speaker = 17 WHERE position = 1": "its statements do not match",
        'UPDATE spans SET "end" = "end" + 1 WHERE statement = 2': "its spans do not match",
        "DELETE FROM spans WHERE statement = 0": "its spans do not match",
        "UPDATE readings SET current = false": "not exactly one is the current",
        "UPDATE readings SET body = '{}'": "cannot be checked",
    }
    with Ledger.open(place) as ledger:
        for number in range(3):
            ledger.store(*invented.document(number))
        assert ledger.check() == []
        for alteration, problem in alterations.items():
            with ledger._connection(write=True) as connection:
                stored = {
                    table: connection.execute(text(f"SELECT * FROM {table}")).mappings().all()
                    for table in ("documents", "readings", "statements", "spans")
                }
                connection.execute(text(alteration))
            assert any(problem in found for found in ledger.check()), alteration
            assert any(problem in found for found in ledger.check(sample=3)), alteration
            assert ledger.check(sample=0) == []
            restore(ledger, stored)
        assert ledger.check() == []


def restore(ledger: Ledger, stored: dict[str, Any]) -> None:
    from hearsay.ledger.schema import metadata

    with ledger._connection(write=True) as connection:
        for name in reversed(stored):
            connection.execute(metadata.tables[name].delete())
        for name, rows in stored.items():
            connection.execute(metadata.tables[name].insert(), [dict(row) for row in rows])
