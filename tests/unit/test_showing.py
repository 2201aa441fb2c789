"""What a notebook shows: whole, well-formed, escaped, and with every statement marked where it stands."""

from __future__ import annotations

import re
from html.parser import HTMLParser
from pathlib import Path

import equipment
import hoard
import pytest
from hypothesis import given
from hypothesis import strategies as st

from hearsay import showing
from hearsay.pipeline.work import Outcome, read
from hearsay.records import Document, Rejection
from hearsay.records.marking import Mark, marks, numbered, stretches

VOID = {"br", "hr", "meta"}


class Page(HTMLParser):
    """A page taken apart: its tags must balance; texts are gathered by the class of the tag around them."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.open: list[str] = []
        self.texts: list[tuple[str, str]] = []
        self.tags: set[str] = set()
        self.feed(page)
        self.close()
        assert self.open == []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.add(tag)
        assert not [name for name, _ in attrs if name.startswith("on") or name in ("src", "href")]
        if tag not in VOID:
            self.open.append(f"{tag} {dict(attrs).get('class') or ''}")

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop().split()[0] == tag

    def handle_data(self, data: str) -> None:
        self.texts.append((self.open[-1] if self.open else "", data))

    def of(self, where: str) -> list[str]:
        """The texts directly inside such a tag."""
        return [text for place, text in self.texts if place.strip() == where]


@pytest.fixture
def outcome(fake_reader: None, tmp_path: Path) -> Outcome:
    """What becomes of one article of three statements and a narration."""
    file = tmp_path / "bridge.txt"
    file.write_text(equipment.text(7), encoding="utf-8")
    (found,) = read([file])
    return found


def test_an_outcome_shows_the_article_with_its_statements_marked(outcome: Outcome) -> None:
    assert outcome.document
    assert outcome.reading
    page = Page(outcome._repr_html_() or "")
    shown = numbered(outcome.reading.statements, narration=False)
    assert len(shown) == 2
    for role in ("source", "cue", "content"):
        words = [
            outcome.document.text[slice(*span)] for one in shown for span in getattr(one.statement, role)
        ]
        assert sorted(page.of(f"span {role}")) == sorted([*words, role])  # the legend names it once more
    assert page.of("sup") == ["1", "2"]
    notes = page.of("b")
    assert [note.split()[0] for note in notes] == ["1", "2"]
    assert page.tags <= {"style", "div", "span", "sup", "b"}
    told = " ".join(page.of("div"))
    assert "say · direct · certain" in told
    assert "claim · indirect" in told


def test_the_words_of_the_article_are_all_there_in_order(outcome: Outcome) -> None:
    assert outcome.document
    page = Page(outcome._repr_html_() or "")
    roles = {"div text", "span source", "span cue", "span content", "span nested"}
    words = "".join(text for place, text in page.texts if place.strip() in roles)
    assert words.startswith(outcome.document.text.replace("\n", ""))


def test_an_input_that_was_rejected_says_why() -> None:
    rejection = Rejection(
        path="<a>.txt", code="empty", reason="Nothing & nobody.", place="line 1", remedy="Go."
    )
    page = Page(Outcome(path="a", rejection=rejection)._repr_html_() or "")
    assert "Rejected: <a>.txt" in page.of("div title")
    assert "Nothing & nobody. (line 1)" in page.of("div app")
    assert Outcome(path="a")._repr_html_() is None


def test_a_document_and_a_reading_alone(outcome: Outcome) -> None:
    assert outcome.document
    assert outcome.reading
    assert "bridge.txt" in "".join(Page(outcome.document._repr_html_()).of("div title"))
    page = Page(outcome.reading._repr_html_())
    assert "statements" in "".join(page.of("div app dim"))
    spans = [text for text in page.of("td short") if text.startswith("[")]
    first = outcome.reading.statements[0].content
    assert spans[0] == ", ".join(f"[{start}, {end})" for start, end in first)


def test_a_long_text_says_how_much_is_shown() -> None:
    page = Document(id="x", text="word " * 20_000)._repr_html_()
    assert "The first 50,000 of 100,000 characters are shown." in page
    assert len(page) < 60_000


@pytest.mark.parametrize("number", range(len(hoard.HOSTILE)))
def test_hostile_texts_stay_texts(number: int) -> None:
    document, reading = hoard.pair(number, hoard.HOSTILE[number])
    page = Page(showing.article(document, reading))
    assert "script" not in page.tags
    assert page.of("b") == [f"1 {showing._NEVER.sub(chr(0xFFFD), reading.entities[0].name)}"]
    showing.article(document, reading).encode("utf-8")
    Page(showing.table(["=a<b>"], [[hoard.HOSTILE[number]], [None], [True], [1234], [0.5]], "note"))


def test_what_would_turn_the_line_around_or_is_no_character_is_replaced() -> None:
    assert showing.escaped("a\u202eb\x00c\ud800d<\u05d0>") == "a\ufffdb\ufffdc\ufffdd&lt;\u05d0&gt;"


def test_a_cut_cell_is_marked() -> None:
    page = showing.table(["a"], [["word " * 100]], "")
    assert re.search(r"word…</td>", page)


spans = st.tuples(st.integers(0, 30), st.integers(0, 30)).map(lambda ends: (min(ends), max(ends)))
some_marks = st.lists(
    st.builds(Mark, spans, st.sampled_from(["source", "cue", "content", "nested"]), st.integers(0, 2)),
    max_size=8,
)


@given(some_marks, st.sets(st.integers(0, 30)))
def test_stretches_cover_the_text_once_and_show_the_last_mark_over_them(
    given_marks: list[Mark], cuts: set[int]
) -> None:
    found = list(stretches(given_marks, {*cuts, 0, 31}))
    assert [start for (start, _), _ in found] == [0, *(end for (_, end), _ in found[:-1])]
    assert found[-1][0][1] == 31
    for (start, end), role in found:
        covering = [mark.role for mark in given_marks if mark.span[0] <= start and end <= mark.span[1]]
        assert role == (covering[-1] if covering else None)


def test_marks_of_inner_statements_come_last() -> None:
    _, reading = hoard.pair(0, "so")
    found = marks(numbered(reading.statements, narration=True))
    assert [mark.depth for mark in found] == sorted(mark.depth for mark in found)
    assert {mark.role for mark in found} == {"content", "source", "cue", "nested"}
