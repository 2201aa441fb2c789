"""hearsay show: the article with its statements marked, in colour and without."""

from __future__ import annotations

import json
from pathlib import Path

import equipment
import pytest
from equipment import Run

from hearsay.cli.article import STYLES, Numbered, marked, numbered, render, unwrapped
from hearsay.records import About, Document, Entity, Reading, Spans, Statement

TEXT = "The Authority said that the report, which found no defect, came late.\n\nIt rained."


def _at(words: str) -> Spans:
    start = TEXT.index(words)
    return ((start, start + len(words)),)


def _statement(source: str, cue: str, content: str, within: int | None = None) -> Statement:
    return Statement(
        source=_at(source) if source else (),
        cue=_at(cue) if cue else (),
        content=_at(content),
        form="indirect" if cue else "narration",
        act="say",
        certainty="certain",
        polarity="positive",
        within=within,
        speaker=0 if source == "The Authority" else None,
        voice=(0,) if cue else (),
    )


OUTER = _statement("The Authority", "said", "that the report, which found no defect, came late")
INNER = _statement("the report", "found", "no defect", within=0)
TOLD = _statement("", "", "It rained.")


def _document(text: str = TEXT, title: str | None = "Late") -> Document:
    return Document(id="d1", text=text, title=title, outlet="The Calder Post", published="2031-05-09")


def _reading(*statements: Statement) -> Reading:
    about = About(
        title=None, outlet=None, authors=(), published=None, url=None, language="en", length=len(TEXT)
    )
    authority = Entity(type="organization", name="Roads Authority")
    return Reading(id="d1", reader="0.1.0+fake", document=about, entities=(authority,), statements=statements)


def _page(*statements: Statement, narration: bool = False) -> str:
    lines = render(_document(), _reading(*statements), width=80, narration=narration, plain=True)
    return "\n".join(line.plain for line in lines)


def test_without_colour_the_spans_stand_in_brackets_and_nest() -> None:
    shown = numbered([OUTER, INNER], narration=False)
    assert marked(TEXT, shown, plain=True).plain == (
        "⟦The Authority⟧ ‹said› {that ⟦the report⟧, which ‹found› {no defect},² came late}.¹\n\nIt rained."
    )


def test_in_colour_the_text_stays_and_the_innermost_role_wins() -> None:
    result = marked(TEXT, numbered([OUTER, INNER], narration=False), plain=False)
    assert result.plain == TEXT.replace("defect,", "defect,²").replace("late.", "late.¹")
    styles = {result.plain[span.start : span.end]: span.style for span in result.spans}
    assert styles["The Authority"] == STYLES["source"]
    assert styles["said"] == STYLES["cue"]
    assert styles["that "] == STYLES["content"]
    assert styles["the report"] == STYLES["source"]
    assert styles["no defect"] == STYLES["nested"]
    assert styles[" came late"] == STYLES["content"]


def test_statements_that_share_an_end_share_its_mark() -> None:
    twice = [Numbered(1, OUTER, 0), Numbered(2, OUTER, 0)]
    assert marked(TEXT, twice, plain=True).plain.count("¹,²") == 1
    assert marked(TEXT, twice, plain=True).plain.count("⟦") == 1


def test_a_discontinuous_content_is_marked_in_all_its_parts() -> None:
    parted = Statement(
        source=_at("The Authority"),
        cue=_at("said"),
        content=(*_at("that the report"), *_at("came late")),
        form="indirect",
        act="say",
        certainty="certain",
        polarity="positive",
    )
    plain = marked(TEXT, [Numbered(1, parted, 0)], plain=True).plain
    assert "{that the report}" in plain
    assert "{came late}.¹" in plain


def test_notes_say_who_how_and_through_whom() -> None:
    page = _page(OUTER, INNER, TOLD)
    assert "THE CALDER POST · 2031-05-09" in page
    assert "Late\n" in page
    assert "1 Roads Authority  The Authority" in page
    assert "say · indirect · certain\n" in page
    assert "The Calder Post → Roads Authority" in page
    assert "2 the report" in page
    assert "say · indirect · certain · within 1" in page
    assert "1 statement in the outlet's own voice (--narration lists them)" in page
    assert "{It rained.}" not in page


def test_narration_is_shown_on_request() -> None:
    page = _page(OUTER, INNER, TOLD, narration=True)
    assert "{It rained.}³" in page
    assert "3 The Calder Post" in page
    assert "say · narration · certain" in page


def test_an_article_cannot_command_the_terminal() -> None:
    evil = "The\x1b[2J mayor\u202e said\x07 no.\x9b31m"
    lines = render(_document(evil, title="\x1b]0;x\x07"), _reading(), width=80, narration=False, plain=True)
    page = "\n".join(line.plain for line in lines)
    assert "The␛[2J mayor� said␇ no.�31m" in page
    assert not set(page) & set("\x1b\x07\x9b\u202e")


@pytest.mark.parametrize("words", ["会議は延期", "👩‍👩‍👧 مرحبا", "e\u0301te\u0301"])
def test_wide_and_combining_characters_keep_the_marks_in_place(words: str) -> None:
    text = f"{words} said that {words}."
    start = text.index("said")
    statement = Statement(
        source=((0, len(words)),),
        cue=((start, start + 4),),
        content=((start + 5, len(text) - 1),),
        form="indirect",
        act="say",
        certainty="certain",
        polarity="positive",
    )
    assert (
        marked(text, [Numbered(1, statement, 0)], plain=True).plain == f"⟦{words}⟧ ‹said› {{that {words}}}.¹"
    )


def test_lines_broken_for_their_width_are_joined_and_no_character_is_lost() -> None:
    text = f"{'x' * 60}\nmore of it\n\nHead\nline\n"
    assert unwrapped(text) == f"{'x' * 60} more of it\n\nHead\nline\n"
    assert unwrapped(f"{'x' * 60}\nnext paragraph") == f"{'x' * 60}\nnext paragraph"


def test_the_command_finds_by_file_name_and_prints_json(run: Run, articles: Path) -> None:
    run("read", articles)
    page = run("show", "0003.txt").stdout
    assert "{“We counted 3 lorries,”} ⟦the lock-keeper⟧ ‹said›" in page
    assert all(len(line) <= 100 for line in page.splitlines())
    reading = json.loads(run("show", "0003.txt", "--json").stdout)
    assert reading["reader"].endswith("+fake")


def test_colour_is_used_where_it_can_be_seen(
    run: Run, articles: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    run("read", articles)
    monkeypatch.setenv("FORCE_COLOR", "1")
    monkeypatch.setenv("TERM", "xterm-256color")
    coloured = run("show", "0003.txt").stdout
    assert "\x1b[34m" in coloured
    assert "⟦" not in coloured
    monkeypatch.setenv("NO_COLOR", "1")
    assert "⟦" in run("show", "0003.txt").stdout


def test_a_file_that_was_not_read_is_told_from_one_that_is_not_there(run: Run, articles: Path) -> None:
    run("read", articles / "0000.txt")
    known, unknown = run("show", articles / "0001.txt"), run("show", "nothing.txt")
    assert (known.exit_code, unknown.exit_code) == (2, 2)
    assert f"Read it first: hearsay read {articles}/0001.txt" in known.stderr
    assert "hearsay documents" in unknown.stderr


def test_equipment_is_what_the_page_shows(run: Run, articles: Path) -> None:
    run("read", articles)
    page = run("show", "0002.txt").stdout
    assert equipment.text(2).splitlines()[0] in page
