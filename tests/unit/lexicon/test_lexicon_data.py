"""The data files are in order, and other packages can add to them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from importlib.metadata import EntryPoint
from importlib.resources import files

import pytest

from hearsay.errors import UsageError
from hearsay.lexicon import acts, cue_act, cues, hedges, negations, reporting_words, tables
from hearsay.lexicon.morphology import forms, lemmas

CERTAINTIES = {"", "certain", "probable", "possible"}
MARKS = {"factive", "light", "hedge", "negated", "negator", "noun", "prep"}
KEY = {"verbs": 1, "words": 1, "phrases": 1}
TABLES = sorted(
    path.name.removesuffix(".tsv")
    for path in files("hearsay.lexicon").joinpath("data").iterdir()
    if path.name.endswith(".tsv")
)


def _own_rows(name: str) -> list[tuple[str, ...]]:
    return [row for row in tables.rows(name) if row[0]]


@pytest.mark.parametrize("name", TABLES)
def test_a_table_says_what_it_is_and_repeats_nothing(name: str) -> None:
    text = files("hearsay.lexicon").joinpath("data", f"{name}.tsv").read_text(encoding="utf-8")
    head = [line for line in text.splitlines() if line.startswith("#")]
    assert any("Source: compiled by the hearsay project" in line for line in head)
    assert any(line.startswith("# Columns:") for line in head)
    keys = [row[KEY.get(name, 0)] for row in _own_rows(name)]
    assert len(keys) == len(set(keys))
    assert all(keys)


@pytest.mark.parametrize("name", ["verbs", "words", "phrases"])
def test_every_act_certainty_and_mark_is_known(name: str) -> None:
    for row in _own_rows(name):
        assert row[0] in acts(), row
        assert row[-2] in CERTAINTIES, row
        assert set(row[-1].split()) <= MARKS, row


def test_the_lexicon_is_large_enough() -> None:
    assert len(tables.rows("verbs")) >= 400
    assert len(tables.rows("phrases")) >= 150
    assert all(" " in row[1] for row in tables.rows("phrases"))
    assert len(reporting_words()) > 3000


def test_acts_are_few_and_each_is_explained_by_an_example() -> None:
    assert len(acts()) <= 32
    for name, act in acts().items():
        cue = re.search(r"\*(.+?)\*", act.example)
        assert act.meaning, name
        assert cue, name
        reading = cue_act(cue[1])
        assert reading is not None, name
        assert reading.act == name


def test_hedges_and_negations_have_known_kinds() -> None:
    kinds = {"modal", "evidential", "adverb", "verb", "adjective", "conditional", "raiser"}
    assert {hedge.kind for _, hedge in hedges()} == kinds
    assert {kind for _, kind in negations()} == {"not", "none", "verb", "neutral"}
    assert all((hedge.certainty == "certain") == (hedge.kind == "raiser") for _, hedge in hedges())


@pytest.mark.parametrize(
    ("lemma", "expected"),
    [
        ("say", {"say", "says", "said", "saying"}),
        ("deny", {"deny", "denies", "denied", "denying"}),
        ("admit", {"admit", "admits", "admitted", "admitting"}),
        ("lie", {"lie", "lies", "lied", "lying"}),
        ("write", {"write", "writes", "wrote", "written", "writing"}),
        ("express", {"express", "expresses", "expressed", "expressing"}),
        ("argue", {"argue", "argues", "argued", "arguing"}),
        ("agree", {"agree", "agrees", "agreed", "agreeing"}),
        ("label", {"label", "labels", "labeled", "labelled", "labeling", "labelling"}),
        ("put", {"put", "puts", "putting"}),
        ("answer", {"answer", "answers", "answered", "answering"}),
        ("echo", {"echo", "echoes", "echoed", "echoing"}),
    ],
)
def test_forms_of_a_verb(lemma: str, expected: set[str]) -> None:
    assert set(forms(lemma).all()) == expected


def test_every_form_leads_back_to_its_lemma() -> None:
    verbs = [row[1] for row in tables.rows("verbs")]
    assert [verb for verb in verbs if not all(verb in lemmas(form) for form in forms(verb).all())] == []


def test_a_function_word_is_no_stem() -> None:
    assert "not" not in lemmas("noted") | lemmas("notes")
    assert lemmas("not") == {"not"}


@pytest.fixture
def _fresh_tables() -> Iterator[None]:
    tables.forget()
    yield
    tables.forget()


def _install(monkeypatch: pytest.MonkeyPatch, add: object) -> None:
    point = EntryPoint(name="extra", value="extra:rows", group="hearsay.lexicons")
    monkeypatch.setattr(EntryPoint, "load", lambda self: add)
    monkeypatch.setattr(tables, "entry_points", lambda *, group: (point,))


@pytest.mark.usefixtures("_fresh_tables")
def test_a_package_adds_rows(monkeypatch: pytest.MonkeyPatch) -> None:
    _install(monkeypatch, lambda name: [("Gulvarden", "newspaper")] if name == "outlets" else [])
    assert tables.rows("outlets")[-1] == ("Gulvarden", "newspaper", "")
    assert all(row[1] != "Gulvarden" for row in tables.rows("verbs"))


@pytest.mark.usefixtures("_fresh_tables")
@pytest.mark.parametrize("row", ["just a string", (1, 2), ("too", "wide", "a", "row")])
def test_a_row_that_is_no_row_is_refused(monkeypatch: pytest.MonkeyPatch, row: object) -> None:
    _install(monkeypatch, lambda name: [row])
    with pytest.raises(UsageError, match="extra") as caught:
        tables.rows("outlets")
    assert "columns" in str(caught.value)


@pytest.mark.usefixtures("_fresh_tables")
def test_a_package_that_cannot_be_loaded_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    point = EntryPoint(name="extra", value="no_such_module:rows", group="hearsay.lexicons")
    monkeypatch.setattr(tables, "entry_points", lambda *, group: (point,))
    with pytest.raises(UsageError, match="no_such_module"):
        tables.rows("outlets")


@pytest.mark.usefixtures("_fresh_tables")
def test_an_act_that_there_is_not_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    _install(monkeypatch, lambda name: [("mumbling", "say under the breath")] if name == "phrases" else [])
    cues._phrases.cache_clear()
    with pytest.raises(UsageError, match="mumbling"):
        cues._phrases()
