"""The scoring, on cases small enough to count by hand."""

from __future__ import annotations

from pathlib import Path

import pytest

from hearsay.errors import CorpusError
from hearsay.pipeline.attribution_scores import AttributionScores, Tally
from hearsay.pipeline.bench_attribution import attributions_of, score_folder
from hearsay.records import About, Attribution, Document, Reading, Span, Statement
from hearsay.sources.polnear import articles, attributions

TEXT = "Ana Ruiz said it was safe. “No,” he added."


def spans(*words: str) -> tuple[Span, ...]:
    return tuple((TEXT.index(word), TEXT.index(word) + len(word)) for word in words)


def attribution(source: str, cue: str, *content: str) -> Attribution:
    return Attribution(source=spans(source), cue=spans(cue), content=spans(*content), score=1.0)


FIRST = attribution("Ana Ruiz", "said", "it was safe")
SECOND = attribution("he", "added", "“No,”")


def scored(found: list[Attribution], gold: list[Attribution]) -> AttributionScores:
    tally = Tally()
    tally.add(TEXT, found, gold)
    return tally.scores()


def test_what_is_all_right_scores_100() -> None:
    scores = scored([SECOND, FIRST], [FIRST, SECOND])
    assert [scores.tokens[role].f1 for role in ("source", "cue", "content")] == [100, 100, 100]
    assert (scores.linked.f1, scores.statements.f1) == (100, 100)


def test_what_is_missing_costs_recall_alone() -> None:
    scores = scored([FIRST], [FIRST, SECOND])
    assert (scores.statements.precision, scores.statements.recall) == (100, 50)
    # Ana Ruiz is two tokens of three; it was safe three of seven, as “ No , ” are four
    assert scores.tokens["source"].recall == pytest.approx(66.67)
    assert scores.tokens["content"].recall == pytest.approx(42.86)


def test_a_span_that_is_off_by_one_token_is_not_exact() -> None:
    scores = scored([attribution("Ana Ruiz", "said", "was safe")], [FIRST])
    assert scores.spans["content"].f1 == 0
    assert scores.tokens["content"].precision == 100
    assert (scores.linked.right, scores.linked.found, scores.linked.gold) == (4, 4, 6)
    assert scores.statements.f1 == 0


def test_characters_beside_the_tokens_do_not_matter() -> None:
    wider = Attribution(source=FIRST.source, cue=FIRST.cue, content=((13, 25),), score=1.0)
    assert TEXT[13:25] == " it was safe"
    assert scored([wider], [FIRST]).statements.f1 == 100


def test_roles_given_to_the_wrong_statement_are_not_linked() -> None:
    crossed = [attribution("he", "said", "it was safe"), attribution("Ana Ruiz", "added", "“No,”")]
    scores = scored(crossed, [FIRST, SECOND])
    assert scores.tokens["source"].f1 == 100
    assert scores.linked.f1 == 0


def test_nothing_scores_nothing() -> None:
    assert scored([], []).statements.f1 == 0


def test_narration_and_nested_statements_do_not_count() -> None:
    common = {"act": "say", "certainty": "certain", "polarity": "positive"}
    outer = Statement(source=FIRST.source, cue=FIRST.cue, content=FIRST.content, form="indirect", **common)
    inner = Statement(
        source=FIRST.source, cue=FIRST.cue, content=FIRST.content, form="indirect", within=0, **common
    )
    told = Statement(source=(), cue=(), content=((27, 42),), form="narration", **common)
    about = About(
        title=None, outlet=None, authors=(), published=None, url=None, language=None, length=len(TEXT)
    )
    reading = Reading(id="a", reader="r", document=about, statements=(outer, inner, told))
    assert attributions_of(reading) == [FIRST]


@pytest.fixture
def corpus(tmp_path: Path) -> Path:
    (tmp_path / "text").mkdir()
    (tmp_path / "attributions").mkdir()
    (tmp_path / "text" / "story_one.txt").write_text(TEXT, encoding="utf-8")
    (tmp_path / "attributions" / "story_one_ab.ann").write_text(
        "T1\tSource 0 8\tAna Ruiz\nT2\tCue 9 13\tsaid\nT3\tContent 14 16;20 24\tit safe\nbroken off here\n"
        "T4\tAttribution 9 13\tsaid\nE1\tAttribution:T4 Source:T1 Cue:T2 Content:T3\n"
        "#1\tAnnotatorNotes T4\tis this right?\nE2\tAttribution:T4 \n",
        encoding="utf-8",
    )
    (tmp_path / "attributions" / "story_one_zz.ann").write_text("", encoding="utf-8")
    return tmp_path


def test_the_first_annotation_by_name_is_the_gold(corpus: Path) -> None:
    (article,) = articles(corpus)
    assert [annotator for annotator, _ in article.annotations] == ["ab", "zz"]
    (gold,) = article.gold
    assert (gold.source, gold.cue, gold.content) == (((0, 8),), ((9, 13),), ((14, 16), (20, 24)))


def test_a_folder_of_splits_is_scored_on_dev(corpus: Path, tmp_path_factory: pytest.TempPathFactory) -> None:
    splits = tmp_path_factory.mktemp("splits")
    (splits / "dev").symlink_to(corpus)
    assert [article.name for article in articles(splits)] == ["story_one"]


def test_a_reader_is_scored_over_a_folder(corpus: Path) -> None:
    class Silent:
        version = "silent"

        def read(self, documents: list[Document]) -> list[Reading]:
            about = About(
                title=None, outlet=None, authors=(), published=None, url=None, language=None, length=0
            )
            return [Reading(id=d.id, reader=self.version, document=about) for d in documents]

    seen: list[int] = []
    scores = score_folder(corpus, Silent(), seen.append)
    assert (scores.articles, scores.statements.gold, scores.statements.found) == (1, 1, 0)
    assert seen == [1]


def test_a_folder_without_annotations_is_refused(tmp_path: Path) -> None:
    with pytest.raises(CorpusError, match="PolNeAR"):
        list(articles(tmp_path))


def test_an_annotation_without_its_text_is_refused(corpus: Path) -> None:
    (corpus / "text" / "story_one.txt").unlink()
    with pytest.raises(CorpusError, match="cannot be read"):
        list(articles(corpus))


def test_spans_of_several_parts_and_several_contents_are_one_content(tmp_path: Path) -> None:
    file = tmp_path / "a_x.ann"
    file.write_text(
        "T1\tCue 9 13\tsaid\nT2\tContent 20 24\tsafe\nT3\tContent 14 16\tit\n"
        "E1\tAttribution-no-source:T9 Cue:T1 Content:T2 Content:T3\n",
        encoding="utf-8",
    )
    assert attributions(file) == (
        Attribution(source=(), cue=((9, 13),), content=((14, 16), (20, 24)), score=1.0),
    )
