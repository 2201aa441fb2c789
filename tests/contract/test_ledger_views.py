"""Views: readings as people judged them, beside the machine's, whatever the database."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from threading import Thread

import invented
import pytest
from msgspec.structs import replace

from hearsay.errors import LedgerError
from hearsay.ledger import Ledger
from hearsay.records import Document, Reading

VIEW = f"{invented.READER} judged 0a"


@pytest.fixture
def ledger(place: str) -> Iterator[Ledger]:
    with Ledger.open(place) as opened:
        opened.store_many(invented.document(number) for number in range(3))
        yield opened


def judged(reader: str = VIEW) -> tuple[Document, Reading, Reading]:
    """Document 0, its reading, and a view without its first statement that stands in no other."""
    made, found = invented.document(0)
    return made, found, replace(found, reader=reader, statements=found.statements[-1:])


def contents(ledger: Ledger, document: str) -> list[str]:
    return [row.content for row in ledger.statements() if row.document == document]


def test_a_view_is_current_until_it_is_dropped(ledger: Ledger) -> None:
    made, found, view = judged()
    before = contents(ledger, made.id)
    ledger.store_view(made, replace(view, statements=tuple(map(outermost, view.statements))), found.reader)
    assert contents(ledger, made.id) == before[-1:]
    assert ledger.views() == {made.id: VIEW}
    assert ledger.readers_of([made.id]) == {made.id: VIEW}
    assert [one for _, one in ledger.readings_of([made.id], machine=True)] == [found]
    assert [one.reader for _, one in ledger.readings_of([made.id])] == [VIEW]
    assert ledger.check() == []
    ledger.drop_view(made.id)
    assert contents(ledger, made.id) == before
    assert ledger.views() == {}
    assert ledger.check() == []
    ledger.drop_view(made.id)
    assert ledger.reading(made.id) == found


def outermost(statement: object) -> object:
    return replace(statement, within=None)  # type: ignore[type-var]


def test_another_view_takes_the_place_of_the_first(ledger: Ledger) -> None:
    made, found, view = judged()
    other = replace(view, reader=f"{invented.READER} judged 0b", statements=())
    ledger.store_view(made, replace(view, statements=()), found.reader)
    ledger.store_view(made, other, found.reader)
    assert ledger.views() == {made.id: other.reader}
    assert contents(ledger, made.id) == []
    with pytest.raises(LedgerError, match="no reading by"):
        ledger.reading(made.id, VIEW)
    assert ledger.check() == []


def test_a_newer_reading_is_current_and_the_view_goes(ledger: Ledger) -> None:
    made, found, view = judged()
    ledger.store_view(made, replace(view, statements=()), found.reader)
    ledger.store(made, replace(found, reader=invented.NEWER))
    assert ledger.readers_of([made.id]) == {made.id: invented.NEWER}
    ledger.drop_view(made.id)
    assert ledger.readers_of([made.id]) == {made.id: invented.NEWER}
    assert ledger.check() == []


def test_a_view_needs_the_reading_it_was_made_from(ledger: Ledger) -> None:
    made, _, view = judged()
    with pytest.raises(LedgerError, match="no reading by"):
        ledger.store_view(made, replace(view, statements=()), "9.9.9+none")
    assert ledger.views() == {}
    assert ledger.check() == []


def test_many_views_at_once(places: Callable[[], str]) -> None:
    place = places()
    made, found, view = judged()
    with Ledger.open(place) as ledger:
        ledger.store(made, found)

        def keep(number: int) -> None:
            for _ in range(5):
                ledger.store_view(made, replace(view, reader=f"{VIEW}{number}", statements=()), found.reader)
                ledger.drop_view(made.id)

        threads = [Thread(target=keep, args=(number,)) for number in range(4)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        ledger.drop_view(made.id)
        assert ledger.reading(made.id) == found
        assert ledger.check() == []


def test_versions_of_a_document_are_those_at_its_place(ledger: Ledger) -> None:
    made, found, _ = judged()
    moved = replace(made, id="moved", text=f"{made.text} ", path="elsewhere.txt", url=made.path)
    about = replace(found.document, url=made.path, length=len(moved.text))
    ledger.store(moved, replace(found, id="moved", document=about))
    assert ledger.versions({made.id: made.path, "gone": None}) == {made.id: (made.id, "moved"), "gone": ()}
    assert [one.id for one in ledger.texts([made.id, "moved", "gone"])] == sorted([made.id, "moved"])
