"""Signatures and the shelf."""

from __future__ import annotations

from copied import COUNCIL, FLOOD, MARKET, changed, paper

from hearsay.linking.copies import Entry, Shelf, signature
from hearsay.linking.copies.shelf import CAP
from hearsay.linking.tellings import Paper


def entry(given: Paper) -> Entry:
    return Entry(given.id, given.published, signature(given))


def near(shelf: Shelf, *ids: str) -> dict[str, list[str]]:
    return dict(shelf.candidates(ids or None))


def test_a_signature_is_small_and_always_the_same() -> None:
    given = paper("a", *FLOOD)
    assert signature(given) == signature(paper("b", *FLOOD, day="2031-05-04"))
    assert len(signature(given)) < 3 * len(given.text.split())
    assert signature(paper("a", "too short")) == b""
    assert signature(paper("a", FLOOD[0])).hex()[:16] == "67bf9e0c9a11ed3d"


def test_those_that_share_text_are_candidates_of_each_other() -> None:
    papers = (
        paper("a", *MARKET, *FLOOD[:2], *COUNCIL),
        paper("b", *(changed(p, 6) for p in FLOOD)),
        paper("c", *COUNCIL[:1]),
    )
    shelf = Shelf(map(entry, papers))
    assert near(shelf) == {"a": ["b", "c"], "b": ["a"], "c": ["a"]}
    assert near(shelf, "c", "nobody") == {"c": ["a"]}
    assert shelf.followers(["c"]) == {"a", "c"}
    assert "b" in shelf
    assert len(shelf) == 3


def test_the_order_of_entries_does_not_matter_and_the_last_of_one_id_stays() -> None:
    papers = [paper("b", *FLOOD), paper("a", *FLOOD), paper("a", *MARKET)]
    assert near(Shelf(map(entry, papers))) == {"a": [], "b": []}
    assert near(Shelf(map(entry, papers[:2]))) == near(Shelf(map(entry, papers[1::-1])))


def test_of_many_with_the_same_text_the_earliest_are_candidates() -> None:
    papers = [
        paper(f"{n:03d}", *FLOOD, day=f"2031-{1 + n // 28:02d}-{1 + n % 28:02d}") for n in range(3 * CAP)
    ]
    shelf = Shelf(map(entry, papers))
    last = near(shelf, papers[-1].id)[papers[-1].id]
    assert last == [p.id for p in papers[: len(last)]]
    assert 10 < len(last) <= CAP
    assert shelf.followers([papers[0].id]) == {p.id for p in papers}
    assert shelf.followers([papers[-1].id]) == {papers[-1].id}


def test_an_empty_shelf_has_no_candidates() -> None:
    assert near(Shelf([])) == {}
    assert Shelf([]).followers(["a"]) == frozenset()
    assert near(Shelf([Entry("a", None, b"")]), "a") == {"a": []}
