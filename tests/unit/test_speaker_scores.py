"""How speakers are drawn and scored against reviewed answers (bench/speakers)."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

from hearsay.records import About, Attribution, Entity, Reading, Statement
from hearsay.sources.polnear import AnnotatedArticle

SPEAKERS = Path(__file__).parents[2] / "bench" / "speakers"
TEXT = (
    "Ana Ruiz runs the Tarn Harbour Board. She said the pier was safe. "
    "A spokesman for the board denied it. Mr. Holm, who lives nearby, doubted it. Divers said nothing."
)
RUIZ = Entity(type="person", name="Ana Ruiz", names=("Ana Ruiz",))
BOARD = Entity(type="organization", name="Tarn Harbour Board", names=("Tarn Harbour Board",))
SPOKESMAN = Entity(type="person", name="A spokesman for the board")


@pytest.fixture(scope="module")
def bench() -> Iterator[tuple[ModuleType, ModuleType]]:
    sys.path.insert(0, str(SPEAKERS))
    try:
        import draw
        import score

        yield draw, score
    finally:
        sys.path.remove(str(SPEAKERS))
        sys.modules.pop("draw", None)
        sys.modules.pop("score", None)


def at(words: str) -> tuple[int, int]:
    start = TEXT.index(words)
    return start, start + len(words)


def gold(source: str, cue: str, content: str) -> Attribution:
    return Attribution(source=(at(source),), cue=(at(cue),), content=(at(content),), score=1.0)


def statement(source: str, content: str, **more: Any) -> Statement:
    return Statement(
        source=(at(source),), cue=(), content=(at(content),), form="indirect",
        act="say", certainty="certain", polarity="positive", **more,
    )  # fmt: skip


def reading(*statements: Statement) -> Reading:
    about = About(
        title=None, outlet=None, authors=(), published=None, url=None, language="en", length=len(TEXT)
    )
    return Reading(
        id="pier", reader="1", document=about, entities=(RUIZ, BOARD, SPOKESMAN), statements=statements
    )


@pytest.mark.parametrize(
    ("source", "kind"),
    [
        ("She", "pronoun"),
        ("who", "pronoun"),
        ("A spokesman for the board", "nominal"),
        ("Divers", "nominal"),
        ("Ana Ruiz", None),
        ("Mr. Holm", None),
    ],
)
def test_names_are_not_drawn(bench: Any, source: str, kind: str | None) -> None:
    draw, _ = bench
    common = draw.common_words([TEXT, "There the divers went."])
    assert draw.kind(TEXT, (at(source),), common) == kind


@pytest.mark.parametrize(
    ("source", "kind"),
    [
        ("the senator, Ana Ruiz", None),
        ("a reporter from Calder named Ana Ruiz", None),
        ("Ana Ruiz, a spokeswoman for the board", None),
        ("the Harbour campaign", "nominal"),
        ("a lawyer for the Tarn Harbour Board", "nominal"),
        ("aides to Mr. Ruiz and Mr. Holm", "nominal"),
        ("12 percent of those asked", "nominal"),
    ],
)
def test_the_head_decides_what_is_nominal(bench: Any, source: str, kind: str | None) -> None:
    draw, _ = bench
    text = f"On Monday {source} said so."
    assert draw.kind(text, ((10, 10 + len(source)),), frozenset({"a", "the", "aides"})) == kind


def test_no_source_is_not_drawn(bench: Any) -> None:
    draw, _ = bench
    assert draw.kind(TEXT, (), frozenset()) is None


def test_the_surroundings_mark_source_and_content(bench: Any) -> None:
    draw, _ = bench
    article = AnnotatedArticle(name="pier", text=TEXT, annotations=())
    drawn = draw.Drawn(article, gold("She", "said", "the pier was safe"), "pronoun")
    assert draw.context(drawn, before=7, after=24) == "Board. «She» said {the pier was safe}."


@pytest.mark.parametrize(
    ("entity", "answer", "fit"),
    [
        (RUIZ, "Ruiz", True),
        (RUIZ, "ana ruiz", True),
        (RUIZ, "Ruizo", False),
        (RUIZ, "Bea Ruiz", False),
        (BOARD, "Harbour Board", True),
        (Entity(type="organization", name="Tarn’s new Harbour Board"), "Tarn Board", True),
        (Entity(type="organization", name="Ruiz Foundation", names=("Ruiz Foundation",)), "Ruiz", False),
        (Entity(type="organization", name="City of Tarn", names=("City of Tarn",)), "Tarn", True),
        (Entity(type="person", name="Ruiz", names=("Ruiz",)), "Ana Ruiz", True),
        (Entity(type="person", name="Bea Ruiz", names=("Bea Ruiz", "Ruiz")), "Ana Ruiz", False),
    ],
)
def test_names_fit_answers_word_by_word(bench: Any, entity: Entity, answer: str, fit: bool) -> None:
    _, score = bench
    assert score.fits(entity, answer) is fit


@pytest.mark.parametrize(
    ("speaker", "accepted", "verdict"),
    [
        (RUIZ, ("Ruiz",), "right"),
        (RUIZ, ("Holm", "Ruiz"), "right"),
        (RUIZ, ("Holm",), "wrong"),
        (RUIZ, ("-",), "wrong"),
        (SPOKESMAN, ("-",), "right"),
        (SPOKESMAN, ("Holm", "-"), "right"),
        (SPOKESMAN, ("Holm",), "unknown"),
        (None, ("Ruiz",), "unknown"),
        (None, ("-",), "unknown"),
    ],
)
def test_verdicts(bench: Any, speaker: Entity | None, accepted: tuple[str, ...], verdict: str) -> None:
    _, score = bench
    assert score.decide(speaker, accepted) == verdict


def test_the_statement_is_the_one_with_the_source_and_then_the_content(bench: Any) -> None:
    _, score = bench
    other = statement("She", "denied it", speaker=1)
    same = statement("She", "the pier was safe", speaker=0)
    longer = statement("A spokesman for the board", "denied it", speaker=2)
    assert score.find([other, same, longer], gold("She", "said", "the pier was safe")) == same
    assert score.find([longer], gold("She", "said", "the pier was safe")) is None


def test_a_summary_counts_by_kind_and_looks_for_the_affiliation_in_the_voice(bench: Any) -> None:
    draw, score = bench
    article = AnnotatedArticle(name="pier", text=TEXT, annotations=())
    she = draw.Drawn(article, gold("She", "said", "the pier was safe"), "pronoun")
    spokesman = draw.Drawn(article, gold("A spokesman for the board", "denied", "it"), "nominal")
    read = reading(
        statement("She", "the pier was safe", speaker=1, voice=(1,)),
        statement("A spokesman for the board", "denied it", speaker=2, voice=(1, 2)),
    )
    results = [
        score.judge(read, she, score.Answer("pier", at("She"), ("Ruiz",), ())),
        score.judge(read, spokesman, score.Answer("pier", spokesman.source, ("-",), ("Harbour Board",))),
    ]
    figures = score.summary(results)
    assert [result.verdict for result in results] == ["wrong", "right"]
    assert figures["all"]["right %"] == figures["all"]["wrong %"] == 50.0
    assert [figures["pronoun"][verdict] for verdict in score.VERDICTS] == [0, 1, 0]
    assert [figures["nominal"][verdict] for verdict in score.VERDICTS] == [1, 0, 0]
    assert figures["affiliation"] == {"statements": 1, "in the voice": 1}


def test_the_reviewed_file_is_whole(bench: Any) -> None:
    draw, score = bench
    rows = [row for group in score.load_answers(score.ANSWERS).values() for row in group]
    assert len(rows) == len({(row.article, row.source) for row in rows}) == draw.SIZE
    assert all(row.accepted and all(row.accepted) and row.source[0] < row.source[1] for row in rows)
