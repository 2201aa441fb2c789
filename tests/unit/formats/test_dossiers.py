"""Dossiers: everything that is held, each line with its evidence, as Markdown and HTML."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from datetime import date
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import lorries
import people
import pytest
import shelved
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from hearsay.errors import UnknownActor, UnknownClaim, UsageError
from hearsay.formats.base import Wanted
from hearsay.formats.dossier_markdown import line, text
from hearsay.formats.dossier_notes import Part, context
from hearsay.formats.dossier_tree import Dossier, Run, day, done, joined, words_of
from hearsay.formats.dossiers import HTML, MARKDOWN, dossier
from hearsay.formats.registry import named
from hearsay.ledger import Filters, Ledger, known_acts
from hearsay.pipeline.link import link

MADE = date(2031, 7, 1)


@pytest.fixture(scope="module")
def books(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Ledger]:
    with shelved.ledger(tmp_path_factory.mktemp("dossiers")) as ledger:
        yield ledger


@pytest.fixture(scope="module")
def of_actor(books: Ledger) -> Dossier:
    return dossier(books, Wanted(actor="Dorota Lisle"), MADE)


@pytest.fixture(scope="module")
def of_claim(books: Ledger) -> Dossier:
    return dossier(books, Wanted(claim="lorries"), MADE)


def section(found: Dossier, title: str) -> list[str]:
    return [words_of(row.line) for one in found.sections if one.title == title for row in one.rows]


def words(format: Any, books: Ledger, **wanted: str) -> str:
    to = io.BytesIO()
    format.write(books, Wanted(**wanted), to)
    return to.getvalue().decode("utf-8")


def test_the_first_lines_say_what_it_is(of_actor: Dossier, books: Ledger) -> None:
    first, _, made = of_actor.preface
    assert "Nothing in it is a fact" in first
    held = books.counts()
    assert f"Made on 1 July 2031 by hearsay from a ledger of {held.documents} documents" in made
    assert f"It tells of {of_actor.statements} statements. None is left out." in made


def test_all_that_an_actor_said_is_told_once(of_actor: Dossier, books: Ledger) -> None:
    said = list(books.statements(Filters(actor=books.actor("Dorota Lisle").id)))
    told = section(of_actor, "What it said")
    assert sorted(told) == sorted(f"Dorota Lisle said: {row.content}" for row in said)
    anchors = [row.anchor for one in of_actor.sections for row in one.rows if row.anchor]
    assert len(anchors) == len(set(anchors)) == of_actor.statements
    assert {row.id for row in said} <= set(anchors)


def test_what_others_and_outlets_say_about_it(of_actor: Dossier) -> None:
    others = section(of_actor, "What others say about it")
    assert "Yaromir Teshkov said: that Lisle had written no letter" in others
    assert "the ministry said: that Lisle was mistaken about the bridge" in others
    own = section(of_actor, "What outlets tell about it in their own voice")
    assert (
        "The Calder Post told in its own voice: The Inspectors' Union met on Monday, and Dorota Lisle spoke"
        in own
    )


def test_names_and_roles_say_where_they_stand(of_actor: Dossier) -> None:
    assert section(of_actor, "Names")[:2] == ["Dorota Lisle", "Lisle"]
    roles = section(of_actor, "Roles, and who gives them")
    assert "secretary, as The Calder Post and Far Bank have it" in roles
    assert "former inspector, as Far Bank has it" in roles
    assert section(of_actor, "Said to belong to") == [
        "Inspectors' Union, as secretary, as The Calder Post has it"
    ]


def test_what_stands_in_a_statement_is_said_by_its_speaker(tmp_path: Path) -> None:
    document, reading = people.article(
        "boss",
        [("[Ilka Morrow]", "denied", "that boss [Anton Resh] of the [Inspectors' Union] was the boss")],
        outlet="Far Bank",
        roles={"Anton Resh": ("boss",)},
        belongs=[("Anton Resh", "boss", "Inspectors' Union")],
    )
    denied = replace(reading.statements[0], act="deny")
    evidence = replace(reading.relations[0], evidence=denied.content[0])
    with Ledger.open(str(tmp_path / "boss.db")) as ledger:
        people.store(ledger, [(document, replace(reading, statements=(denied,), relations=(evidence,)))])
        link(ledger)
        found = dossier(ledger, Wanted(actor="Anton Resh"), MADE)
    by = "as Ilka Morrow, denying it, in Far Bank has it"
    assert section(found, "Roles, and who gives them") == [f"boss, {by}"]
    assert section(found, "Said to belong to") == [f"Inspectors' Union, as boss, {by}"]


@pytest.mark.parametrize("which", ["of_actor", "of_claim"])
def test_every_statement_has_evidence_that_is_the_text(
    which: str, books: Ledger, request: pytest.FixtureRequest
) -> None:
    found: Dossier = request.getfixturevalue(which)
    numbers = [number for one in found.sections for row in one.rows for number in row.notes]
    assert list(dict.fromkeys(numbers)) == [note.number for note in found.notes]
    assert [note.number for note in found.notes] == list(range(1, len(found.notes) + 1))
    assert all(row.notes for one in found.sections for row in one.rows if row.anchor)
    rows = {row.id: row for row in books.statements()}
    notes = {note.number: note for note in found.notes}
    seen = 0
    for row in (row for one in found.sections for row in one.rows if row.anchor):
        (number,) = row.notes
        statement = rows[row.anchor]
        evidence = words_of(run for run in notes[number].context if run.style == "content")
        assert evidence == " ".join(statement.content.split())
        start, end = statement.content_spans[0]
        assert f"[{start}, {end})" in notes[number].characters
        assert notes[number].place == statement.path
        seen += 1
    assert seen == found.statements > 2


def test_a_claim_is_told_with_what_it_rests_on(of_claim: Dossier, books: Ledger) -> None:
    claim = books.claim("lorries")
    told = section(of_claim, "Who puts it forward, and who denies it")
    assert len(told) == len(claim.parts) == of_claim.statements
    assert f"Northern Mirror told in its own voice: {lorries.NARRATED}" in told
    (rests,) = (one for one in of_claim.sections if one.title == "What it rests on")
    origins = [words_of(row.line) for row in rests.rows if "is an origin" in words_of(row.line)]
    assert len(origins) == len(claim.supported.origins)
    assert str(claim.supported.independence) in {figure.value for figure in of_claim.figures if figure.hinge}
    assert of_claim.chart is not None
    assert "independent origin" in of_claim.chart.words


def test_what_people_are_to_each_other_is_told_as_said(of_claim: Dossier) -> None:
    rests = section(of_claim, "What it rests on")
    assert "Dorota Lisle is said to speak for Inspectors' Union" in rests
    assert not [words for words in rests if re.search(r"\b(speaks for|belongs to|is paid by)\b", words)]


def test_fact_checks_say_what_they_share(of_claim: Dossier) -> None:
    (one,) = (one for one in of_claim.sections if one.title == "Fact checks to compare")
    (row,) = one.rows
    assert words_of(row.line).startswith("Calder Facts judged “unproven”: Forty overloaded lorries")
    assert "shares the words" in words_of(row.detail)
    assert "https://facts.example/1" in words_of(row.detail)


def test_copies_are_told_with_both_passages(books: Ledger) -> None:
    copy = next(iter(books.copies()))
    claim = next(one for one in books.claims(document=copy.later) if one.documents == 2)
    found = dossier(books, Wanted(claim=claim.id), MADE)
    (row,) = (row for one in found.sections if one.title == "Copies among its documents" for row in one.rows)
    assert "and credits it" in words_of(row.line)
    assert len(row.notes) == 2 * len(copy.passages)


def test_filters_narrow_and_say_so(books: Ledger) -> None:
    found = dossier(books, Wanted(actor="Dorota Lisle", filters=Filters(outlet="Far Bank")), MADE)
    assert len(section(found, "What it said")) == 1
    assert "Only statements with outlet Far Bank are in it." in found.preface[-1]


def test_it_is_the_same_each_time(books: Ledger, of_actor: Dossier, of_claim: Dossier) -> None:
    assert dossier(books, Wanted(actor="Dorota Lisle"), MADE) == of_actor
    assert dossier(books, Wanted(claim="lorries"), MADE) == of_claim


def test_one_thing_must_be_asked_for(books: Ledger) -> None:
    for wanted, message in (
        (Wanted(), "one actor or of one claim"),
        (Wanted(actor="Lisle", claim="lorries"), "one actor or of one claim"),
        (Wanted(claim="lorries", filters=Filters(act=("say",))), "all its statements"),
        (Wanted(what="statements"), "does not hold"),
    ):
        with pytest.raises(UsageError, match=message):
            MARKDOWN.write(books, wanted, io.BytesIO())
    with pytest.raises(UnknownActor):
        dossier(books, Wanted(actor="Nobody Known"), MADE)
    with pytest.raises(UnknownClaim):
        dossier(books, Wanted(claim="nothing of the kind"), MADE)


class Page(HTMLParser):
    """What a page is made of: ids, links, tags left open, and all its text."""

    VOID = ("meta", "br", "link", "img")

    def __init__(self, page: str) -> None:
        super().__init__()
        self.ids: list[str] = []
        self.links: list[str] = []
        self.loaded: list[str] = []
        self.tags: set[str] = set()
        self.open: list[str] = []
        self.text = ""
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.add(tag)
        given = dict(attrs)
        self.ids += [given["id"] or ""] if "id" in given else []
        self.links += [given["href"] or ""] if "href" in given else []
        self.loaded += [given["src"] or ""] if "src" in given else []
        if tag not in self.VOID:
            self.open.append(tag)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.handle_starttag(tag, attrs)
        self.open.pop()

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        self.text += data


@pytest.mark.parametrize(
    "wanted", [{"actor": "Dorota Lisle"}, {"claim": "lorries"}, {"actor": "Mila Örenko"}]
)
def test_the_page_is_whole_and_loads_nothing(books: Ledger, wanted: dict[str, str]) -> None:
    page = words(HTML, books, **wanted)
    found = Page(page)
    assert found.open == []
    assert len(found.ids) == len(set(found.ids))
    assert {link.removeprefix("#") for link in found.links if link.startswith("#")} <= set(found.ids)
    assert found.loaded == []
    assert not found.tags & {"script", "link", "img", "iframe"}
    assert "url(" not in page
    assert "@import" not in page
    told = dossier(books, Wanted(**wanted), MADE)
    flat = " ".join(found.text.split())
    for one in told.sections:
        for row in one.rows:
            assert " ".join(words_of(row.line).replace("\a", "\ufffd").split()) in flat
    for note in told.notes:
        assert note.characters in flat


def test_markdown_numbers_its_footnotes(books: Ledger, of_actor: Dossier) -> None:
    found = words(MARKDOWN, books, actor="Dorota Lisle")
    assert found.startswith("# Dorota Lisle\n\nDossier of a person")
    defined = re.findall(r"^\[\^(\d+)\]: ", found, re.MULTILINE)
    pointed = re.findall(r"\[\^(\d+)\](?!:)", found)
    assert [int(number) for number in defined] == [note.number for note in of_actor.notes]
    assert set(pointed) == set(defined)
    assert "**Dorota Lisle** said: *that the inspectors had warned Yaromir Teshkov about the bridge*" in found


def test_markdown_takes_no_word_for_a_mark(books: Ledger) -> None:
    found = words(MARKDOWN, books, actor="Mila Örenko")
    assert r"a\_b \*c\* d\](e) \$x\$ \| ok" in found
    assert r"\<b\>\&amp;" in found


@pytest.mark.parametrize(
    ("runs", "written"),
    [
        ((Run(text="a "), Run(text="b", style="strong")), "a **b**"),
        ((Run(text=" said ", style="cue"), Run(text="x")), " *said* x"),
        ((Run(text="“a,”", style="content"), Run(text="b")), "<b>“a,”</b>b"),
        ((Run(text="a", style="cue"), Run(text="b", style="content")), "*a*<b>b</b>"),
    ],
)
def test_marks_of_markdown(runs: tuple[Run, ...], written: str) -> None:
    assert line(runs) == written


@given(st.text())
def test_any_words_stay_on_one_line(words: str) -> None:
    assert "\n" not in text(words)
    assert "\r" not in text(words)


def test_context_is_the_sentences_around() -> None:
    said = "It rained. Ana said that it was late. Nobody came. He left early."
    sentences = ((0, 10), (11, 37), (38, 50), (51, 65))
    shown = context(said, sentences, [Part("source", ((11, 14),)), Part("content", ((20, 36), (54, 58)))])
    assert words_of(shown) == "Ana said that it was late. … He left early."
    assert [run.text for run in shown if run.style == "content"] == ["that it was late", "left"]
    assert words_of(context(said, (), [Part("content", ((20, 36),))])) == "that it was late"


def test_long_passages_say_what_is_left_out() -> None:
    long = "word " * 1000
    shown = words_of(context(long, (), [Part("content", ((0, len(long)),))]))
    assert "[4,299 characters not shown here]" in shown
    assert len(shown) < 900


@pytest.mark.parametrize(
    ("given", "read"),
    [
        ("2031-05-09", "9 May 2031"), ("2031-05-09T06:10:00+02:00", "9 May 2031"), ("2031-05", "May 2031"),
        ("2031", "2031"), (None, "undated"), ("soon", "soon"),
    ],
)  # fmt: skip
def test_dates_are_read_as_far_as_they_are_known(given: str | None, read: str) -> None:
    assert day(given) == read


def test_acts_are_told_in_the_past() -> None:
    past = {act: done(act) for act in known_acts()}
    assert past["say"] == "said"
    assert (past["deny"], past["warn"], past["admit"], past["believe"]) == (
        "denied", "warned", "admitted", "believed"
    )  # fmt: skip
    assert joined(["a", "b", "c"]) == "a, b and c"
    assert joined([]) == ""


def test_they_are_registered() -> None:
    assert (named("markdown"), named("html")) == (MARKDOWN, HTML)
    assert Path(f"x{HTML.suffix}").suffix == ".html"
