"""Copies among invented articles: which, of what kind, which way, and where."""

from __future__ import annotations

import pytest
from copied import COUNCIL, FLOOD, MARKET, SPEECH, changed, paper, text

from hearsay.linking.copies import Entry, Shelf, copies_into, find_copies, signature
from hearsay.linking.tellings import Paper
from hearsay.records import Copy

POST = paper("post", *FLOOD, outlet="The Calder Post", day="2031-05-04")


def one(*papers: Paper) -> Copy:
    (copy,) = find_copies(papers)
    return copy


def told(copy: Copy) -> dict[str, tuple[str, str]]:
    return {reason.what: (reason.left, reason.right) for reason in copy.why}


def test_a_reprint_has_its_passages_shares_and_reasons() -> None:
    later = paper("bank", MARKET[0], *FLOOD[1:], outlet="Far Bank", day="2031-05-06")
    copy = one(later, POST)
    assert (copy.earlier, copy.later, copy.kind, copy.credited) == ("post", "bank", "reprint", False)
    (passage,) = copy.passages
    assert POST.text[slice(*passage.earlier)] == later.text[slice(*passage.later)] == text(*FLOOD[1:])
    assert copy.share_earlier == pytest.approx(0.8, abs=0.05)
    assert told(copy)["published"] == ("2031-05-04", "2031-05-06")
    assert told(copy)["words in common"][0] == "121 of 151"


@pytest.mark.parametrize("every", [5, 10, 20])
def test_changed_words_are_tolerated(every: int) -> None:
    later = paper("bank", *(changed(p, every) for p in FLOOD), outlet="Far Bank", day="2031-05-06")
    copy = one(POST, later)
    assert copy.kind == "reprint"
    assert copy.share_later > 0.9


def test_paragraphs_in_another_order_are_found_each_in_its_place() -> None:
    later = paper("bank", FLOOD[3], MARKET[1], FLOOD[0], FLOOD[2], outlet="Far Bank", day="2031-05-06")
    copy = one(POST, later)
    found = [POST.text[slice(*passage.earlier)] for passage in copy.passages]
    assert found == [FLOOD[3], text(FLOOD[0]), text(FLOOD[2])]
    assert [later.text[slice(*passage.later)] for passage in copy.passages] == found


def test_a_small_part_of_a_long_text_is_an_excerpt() -> None:
    long = paper(
        "long", *MARKET, *COUNCIL, *FLOOD, *COUNCIL[::-1], outlet="The Calder Post", day="2031-05-04"
    )
    later = paper(
        "bank", "Sheep are dear this year, and so is hay, says everybody.", FLOOD[1], outlet="Far Bank"
    )
    copy = one(long, later)
    assert copy.kind == "excerpt"
    assert later.text[slice(*copy.passages[0].later)] == FLOOD[1]


def test_the_next_version_of_an_own_story_is_an_update() -> None:
    alert = paper("a.0001", FLOOD[0], outlet="KTA", day="2031-05-04")
    whole = paper("a.0002", *FLOOD, outlet="KTA", day="2031-05-04")
    copy = one(whole, alert)
    assert (copy.earlier, copy.later, copy.kind) == ("a.0001", "a.0002", "update")
    assert told(copy)["number in the id"] == ("a.0001", "a.0002")


def test_background_that_an_outlet_tells_again_is_no_copy() -> None:
    first = paper("a", *FLOOD, COUNCIL[0], outlet="KTA", day="2031-05-04")
    second = paper("b", *MARKET, COUNCIL[0], outlet="KTA", day="2031-05-05")
    assert find_copies([first, second]) == []


def test_the_statement_of_a_body_that_is_written_about_is_a_release() -> None:
    release = paper(
        "r", "The Mill Authority regrets the flood.", *FLOOD[1:4], outlet="Mill Authority", day="2031-05-04"
    )
    report = paper(
        "k",
        "The Mill Authority was blamed on Tuesday.",
        FLOOD[1],
        *MARKET[1:],
        outlet="KTA",
        day="2031-05-06",
    )
    copy = one(release, report)
    assert (copy.kind, copy.credited) == ("release", False)
    assert told(copy)["body written about"][0] == "Mill Authority"


def test_a_reprint_that_names_the_newspaper_is_no_release() -> None:
    later = paper("b", *FLOOD, "This first appeared in Lock Nine.", outlet="Far Bank", day="2031-05-06")
    copy = one(paper("a", *FLOOD, outlet="Lock Nine", day="2031-05-04"), later)
    assert (copy.kind, copy.credited) == ("reprint", True)


def test_a_quotation_that_two_reporters_heard_is_no_copy() -> None:
    first = paper("a", *MARKET, f"{SPEECH}, the mayor said.", outlet="The Calder Post", day="2031-05-04")
    second = paper("b", *COUNCIL, f"{SPEECH}, she told reporters.", outlet="Far Bank", day="2031-05-05")
    assert find_copies([first, second]) == []


def test_quotations_that_the_reader_found_need_no_marks() -> None:
    bare = SPEECH.strip("“”")
    papers = []
    for id, own in (("a", MARKET), ("b", COUNCIL)):
        whole = text(*own, bare)
        papers.append(Paper(id=id, text=whole, quotations=((whole.index(bare), len(whole)),), outlet=id))
    assert find_copies(papers) == []
    assert len(find_copies([Paper(id=p.id, text=p.text, outlet=p.outlet) for p in papers])) == 1


def test_two_borrowed_sentences_are_too_short() -> None:
    borrowed = "The bakery lost its oven together with the week's flour."
    first = paper("a", *FLOOD, outlet="The Calder Post", day="2031-05-04")
    assert find_copies([first, paper("b", *MARKET, borrowed, outlet="Far Bank", day="2031-05-05")]) == []


def test_tables_and_contact_lines_are_no_copy() -> None:
    table = "Herring 11.20 12.40 10.90 Cod 14.10 15.00 13.90 Plaice 9.80 10.20 9.10 Sole 21.00 22.50 20.80"
    contact = "Contact: " + " ".join(COUNCIL[0].split()[:25])
    first = paper("a", *MARKET, table, contact, outlet="The Calder Post")
    assert find_copies([first, paper("b", *FLOOD, table, contact, outlet="Far Bank")]) == []


def test_headlines_under_a_heading_are_no_copy() -> None:
    headlines = [
        "Related:",
        "Ferry runs again from Thursday noon, harbour master says",
        *[f"{' '.join(p.split()[:14])}" for p in COUNCIL],
    ]
    first = paper("a", *MARKET, *headlines, outlet="Far Bank", day="2031-05-04")
    assert (
        find_copies([first, paper("b", *FLOOD, *headlines, outlet="The Calder Post", day="2031-05-05")]) == []
    )


def test_a_formula_with_other_numbers_is_no_copy() -> None:
    formula = (
        "The index of the Ostermoor exchange closed at {} points on Monday, {} points up on the day before, "
        "after {} shares worth {} crowns had changed hands in a session of {} hours."
    )
    first = paper("a", formula.format(812, 14, 3300, 90000, 6), outlet="KTA")
    assert find_copies([first, paper("b", formula.format(799, 22, 4100, 87000, 5), outlet="Far Bank")]) == []


def test_a_document_is_no_copy_of_itself() -> None:
    assert find_copies([POST, POST]) == []


def test_whoever_copied_a_copy_has_it_from_the_copy_where_the_text_shows_it() -> None:
    copy = paper("copy", *FLOOD[:4], COUNCIL[1], outlet="Far Bank", day="2031-05-05")
    third = paper("third", *FLOOD[:3], COUNCIL[1], outlet="Northern Mirror", day="2031-05-06")
    found = [(c.earlier, c.later) for c in find_copies([POST, copy, third])]
    assert found == [("post", "copy"), ("copy", "third")]


def test_it_has_it_from_the_first_where_the_text_does_not_show_it() -> None:
    papers = [
        paper(id, *FLOOD, outlet=id, day=f"2031-05-0{n}") for n, id in enumerate(("one", "two", "three"), 1)
    ]
    assert [(c.earlier, c.later) for c in find_copies(papers)] == [("one", "three"), ("one", "two")]


def test_a_text_can_be_made_of_two() -> None:
    market = paper("market", *MARKET, outlet="Northern Mirror", day="2031-05-04")
    mixed = paper("mixed", *FLOOD[:3], *MARKET, outlet="Far Bank", day="2031-05-06")
    assert [(c.earlier, c.later) for c in find_copies([POST, market, mixed])] == [
        ("market", "mixed"),
        ("post", "mixed"),
    ]


def test_a_story_that_goes_round_the_world_rests_on_the_first() -> None:
    first = paper("first", *FLOOD, outlet="KTA", day="2031-05-01")
    others = [paper(f"p{n:03d}", *FLOOD, outlet=f"Outlet {n}", day="2031-05-02") for n in range(80)]
    found = find_copies([*others, first])
    assert [(c.earlier, c.later) for c in found] == [("first", other.id) for other in others]


def test_texts_that_are_all_alike_take_no_time() -> None:
    papers = [Paper(id=str(n), text="na " * 3000 + "\n" + "0 1 " * 2000, outlet=str(n)) for n in range(5)]
    assert find_copies(papers) == []


@pytest.mark.parametrize("empty", ["", "   \n\n", "…", "one two three", "\ud800 \x00"])
def test_empty_and_odd_texts_are_no_copies(empty: str) -> None:
    assert find_copies([Paper(id="a", text=empty), Paper(id="b", text=empty), POST]) == []


def test_one_more_document_is_compared_with_its_candidates_alone() -> None:
    others = [
        paper("m", *MARKET, outlet="x", day="2031-05-01"),
        paper("c", *COUNCIL, outlet="y", day="2031-05-02"),
    ]
    new = paper("new", *FLOOD, outlet="Far Bank", day="2031-05-06")
    papers = {p.id: p for p in (*others, POST, new)}
    shelf = Shelf(Entry(p.id, p.published, signature(p)) for p in papers.values())
    loaded: list[str] = []

    def load(id: str) -> Paper:
        loaded.append(id)
        return papers[id]

    (copy,) = copies_into(shelf, load, shelf.followers(["new"]))
    assert (copy.earlier, copy.later) == ("post", "new")
    assert set(loaded) == {"post", "new"}


def test_an_earlier_document_that_comes_late_takes_over_its_copies() -> None:
    first = paper("first", *FLOOD, outlet="KTA", day="2031-05-01")
    later = paper("bank", *FLOOD, outlet="Far Bank", day="2031-05-06")
    found = find_copies([POST, later, first], changed=frozenset({"first"}))
    assert [(c.earlier, c.later) for c in found] == [("first", "bank"), ("first", "post")]
