"""Names and coreference are scored over a corpus, whatever reads it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from pathlib import Path

import pytest

from hearsay.errors import CorpusError
from hearsay.pipeline.bench_coreference import chains, mentions_of, score_chains
from hearsay.pipeline.bench_entities import names_of, score_names
from hearsay.pipeline.scoring import touched
from hearsay.records import About, Document, Entity, EntityType, Mention, MentionForm, Reading

TOKENS = ((0, 3), (4, 8), (8, 9), (10, 12))
Sought = tuple[str, EntityType, MentionForm, int]


class Seeker:
    """A reader that finds the words it was given, each with type, form and entity."""

    version = "seeker"

    def __init__(self, *sought: Sought) -> None:
        self._sought = sought
        self.texts: list[str] = []

    def read(self, documents: Sequence[Document]) -> list[Reading]:
        self.texts += [document.text for document in documents]
        return [self._read(document) for document in documents]

    def _read(self, document: Document) -> Reading:
        found = sorted(
            (match.span(), kind, form, entity)
            for words, kind, form, entity in self._sought
            for match in re.finditer(rf"\b{words}\b", document.text)
        )
        mentions = tuple(
            Mention(span=span, type=kind, form=form, entity=entity, score=1.0)
            for span, kind, form, entity in found
        )
        entities = tuple(Entity(type="other", name=str(n)) for n in range(9))
        about = About(title=None, outlet=None, authors=(), published=None, url=None, language=None, length=0)
        return Reading(
            id=document.id, reader=self.version, document=about, entities=entities, mentions=mentions
        )


@pytest.mark.parametrize(
    ("span", "tokens"),
    [
        ((0, 3), (0, 1)),
        ((0, 9), (0, 3)),
        ((2, 5), (0, 2)),
        ((3, 4), None),
        ((8, 12), (2, 4)),
        ((12, 20), None),
    ],
)
def test_a_span_is_the_tokens_it_touches(span: tuple[int, int], tokens: tuple[int, int] | None) -> None:
    assert touched(TOKENS, span) == tokens


@pytest.fixture
def names(tmp_path: Path) -> Path:
    """Two passages of 25 sentences and one; each sentence names a person, an organization and a place."""
    sentence = "Ana\tB-PER\nRuiz\tI-PER\nleft\tO\nKTA\tB-organisation\nin\tO\nCalder\tB-LOC\n.\tO\n\n"
    (tmp_path / "dev.txt").write_text(sentence * 26, encoding="utf-8")
    return tmp_path


def test_names_are_right_by_span_and_type(names: Path) -> None:
    seeker = Seeker(
        ("Ana Ruiz", "person", "name", 0),
        ("KTA", "place", "name", 1),
        ("Calder", "place", "nominal", 2),
        ("left", "other", "name", 3),
    )
    seen: list[int] = []
    scores = score_names(names, seeker, seen.append)
    assert seen == [1, 2]
    assert [text.count("\n") for text in seeker.texts] == [24, 0]
    assert (scores.right, scores.found, scores.gold) == (26, 78, 78)
    assert (scores.precision, scores.recall, scores.f1) == (33.33, 33.33, 33.33)
    assert scores.types["person"].f1 == 100
    assert (scores.types["place"].found, scores.types["place"].right, scores.types["place"].gold) == (
        26,
        0,
        26,
    )
    assert (scores.types["other"].gold, scores.types["other"].f1) == (0, 0)
    assert scores.spans.right == 52
    assert scores.figures()["f1"] == 33.33


def test_half_a_word_is_the_word(names: Path) -> None:
    class Short(Seeker):
        def _read(self, document: Document) -> Reading:
            reading = super()._read(document)
            cut = [m for m in reading.mentions if document.text[m.span[0] :].startswith("Ana")]
            mentions = tuple(
                Mention(span=(m.span[0] + 1, m.span[1] - 1), type=m.type, form=m.form, entity=0, score=1.0)
                for m in cut
            )
            return Reading(id="a", reader="r", document=reading.document, mentions=mentions)

    assert score_names(names, Short(("Ana Ruiz", "person", "name", 0))).types["person"].f1 == 100


def test_nominals_and_pronouns_are_no_names() -> None:
    seeker = Seeker(("Ana", "person", "name", 0), ("She", "person", "pronoun", 0))
    text = "Ana left. She left."
    (reading,) = seeker.read([Document(id="a", text=text)])
    assert names_of(reading) == [((0, 3), "person")]
    assert mentions_of(reading, text) == [((0, 3), 0), ((10, 13), 0)]


def test_a_name_is_one_mention_with_the_phrase_around_it_and_no_adjective() -> None:
    text = "The mayor Ana Ruiz left. Calderian roads are old."
    seeker = Seeker(
        ("The mayor Ana Ruiz", "person", "nominal", 0),
        ("Ana Ruiz", "person", "name", 0),
        ("Calderian", "other", "name", 1),
    )
    (reading,) = seeker.read([Document(id="a", text=text)])
    assert mentions_of(reading, text) == [((0, 18), 0)]


def _conllu(name: str, *words: tuple[str, str]) -> str:
    lines = [
        f"{number}\t{form}" + "\t_" * 7 + f"\t{f'Entity={entity}' if entity else '_'}"
        for number, (form, entity) in enumerate(words, 1)
    ]
    return "\n".join([f"# newdoc id = {name}", *lines, ""])


@pytest.fixture
def chained(tmp_path: Path) -> Path:
    """Three documents in a split, of news, interview and court."""
    (tmp_path / "dev").mkdir()
    story = (
        ("The", "(1"),
        ("mayor", "1)"),
        ("saw", ""),
        ("KTA", "(2)"),
        ("and", ""),
        ("she", "(1)"),
        ("left", ""),
        ("it", "(2)"),
    )
    for genre in ("news", "interview", "court"):
        text = _conllu(f"INV_{genre}_one", *story)
        (tmp_path / "dev" / f"{genre}.conllu").write_text(text, encoding="utf-8")
    return tmp_path


FULL: tuple[Sought, ...] = (
    ("The mayor", "person", "nominal", 0),
    ("she", "person", "pronoun", 0),
    ("KTA", "organization", "name", 1),
    ("it", "organization", "pronoun", 1),
)


def test_what_is_all_right_scores_100_in_every_genre(chained: Path) -> None:
    seen: list[int] = []
    scores = score_chains(chained, Seeker(*FULL), seen.append)
    assert seen == [1, 2, 3]
    assert (scores.documents, scores.conll_f1, scores.mentions.f1) == (3, 100, 100)
    assert {name: (of.documents, of.conll_f1) for name, of in scores.genres.items()} == {
        "court": (1, 100),
        "news_and_interview": (2, 100),
    }
    assert scores.figures()["news_and_interview conll_f1"] == 100


def test_an_entity_of_one_mention_does_not_count(chained: Path) -> None:
    scores = score_chains(chained, Seeker(*FULL[:3], ("saw", "other", "nominal", 2)))
    assert (scores.mentions.right, scores.mentions.found, scores.mentions.gold) == (6, 6, 12)
    assert (scores.muc.precision, scores.muc.recall) == (100, 50)
    assert (scores.ceaf.precision, scores.ceaf.recall, scores.b_cubed.recall) == (100, 50, 50)
    assert scores.conll_f1 == 66.67


def test_mentions_that_are_given_to_the_wrong_entity_are_found_and_wrong(chained: Path) -> None:
    crossed = Seeker(FULL[0], ("she", "person", "pronoun", 1), FULL[2], ("it", "other", "pronoun", 0))
    scores = score_chains(chained, crossed)
    assert (scores.mentions.f1, scores.muc.f1, scores.b_cubed.f1, scores.ceaf.f1) == (100, 0, 50, 50)


def test_a_mention_that_touches_no_token_is_left_out() -> None:
    assert chains(TOKENS, [((0, 3), "a"), ((3, 4), "a"), ((10, 12), "b")]) == [{(0, 1)}, {(3, 4)}]


def test_a_folder_of_another_layout_is_refused(tmp_path: Path) -> None:
    with pytest.raises(CorpusError, match="conllu"):
        score_chains(tmp_path, Seeker())
    with pytest.raises(CorpusError, match="txt"):
        score_names(tmp_path, Seeker())
