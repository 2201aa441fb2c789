"""What people judged can be learnt from: what is exported is read back as it was judged."""

from __future__ import annotations

import csv
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import people
import pytest
from msgspec.structs import replace

from hearsay.errors import UsageError
from hearsay.ledger import Ledger
from hearsay.pipeline import judging, views
from hearsay.pipeline.judging import Author, mention_anchor, statement_anchor, undoing
from hearsay.pipeline.training_data import export, sentences_of, standoff
from hearsay.records import Document, Edit, Judged, Judgement, Spans, Statement, Verdict, Wording
from hearsay.sources.polnear import articles

ED = Author("Ed", "seen")
LINES = [
    ("[Dorota Lisle]", "said", "the bridge was never safe"),
    ("[Yaromir Teshkov]", "denied", "that he had seen the letter"),
    ("the keeper", "shut", "the gate"),
    ("", "", "It rained all day"),
]
DOCUMENT, READING = people.article("post: 1/2", LINES)
OTHER, OTHER_READING = people.article("Post 1-2", [("[Ilka Morrow]", "wrote", "that the bridge is unsafe")])


@pytest.fixture
def ledger(tmp_path: Path) -> Iterator[Ledger]:
    with Ledger.open(str(tmp_path / "lessons.db")) as opened:
        opened.store(DOCUMENT, READING)
        opened.store(OTHER, OTHER_READING)
        yield opened


def judge(ledger: Ledger, about: Judged, verdict: Verdict, number: int, **more: Any) -> Judgement:
    left = statement_anchor(DOCUMENT, READING.statements[number].content)
    one = judging.judged(about, verdict, left, ED, **more)
    ledger.judge(one)
    return one


def put_right(words: str) -> Edit:
    start = DOCUMENT.text.index(words)
    return Edit(content=(Wording(span=(start, start + len(words)), words=words),))


def marked(folder: Path) -> dict[str, set[tuple[Spans, Spans, Spans]]]:
    """The spans that PolNeAR's reader finds, by article."""
    return {
        article.name: {(one.source, one.cue, one.content) for one in article.gold}
        for article in articles(folder)
    }


def spans(statement: Statement) -> tuple[Spans, Spans, Spans]:
    return statement.source, statement.cue, statement.content


def lessons(folder: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for line in (folder / "judgements.jsonl").read_text("utf-8").splitlines()]


def test_what_is_exported_is_read_back_with_the_same_spans(ledger: Ledger, tmp_path: Path) -> None:
    judge(ledger, "statement", "yes", 0)
    judge(ledger, "statement", "edit", 1, edit=put_right("seen the letter"))
    judge(ledger, "statement", "no", 2)
    views.refresh(ledger)
    done = export(ledger, tmp_path / "lessons")
    assert (done.articles, done.statements, done.left_out, done.judgements, done.pairs) == (1, 2, 0, 3, 0)
    ((name, found),) = marked(tmp_path / "lessons").items()
    assert name == "post-1-2"
    assert found == {
        spans(one) for one in ledger.reading(DOCUMENT.id).statements if one.score == 1.0 and one.cue
    }
    assert {DOCUMENT.text[slice(*content[0])] for _, _, content in found} == {
        "the bridge was never safe",
        "seen the letter",
    }
    ((text),) = [one.text for one in articles(tmp_path / "lessons")]
    assert text == DOCUMENT.text


def test_only_what_was_judged_is_in_it_unless_the_rest_is_asked_for(ledger: Ledger, tmp_path: Path) -> None:
    judge(ledger, "statement", "no", 2)
    few, all_ = tmp_path / "few", tmp_path / "all"
    assert export(ledger, few).statements == 0
    assert marked(few) == {"post-1-2": set()}
    assert export(ledger, all_, with_unjudged=True).statements == 2
    assert marked(all_) == {"post-1-2": {spans(one) for one in READING.statements[:2]}}


def test_the_last_word_counts_and_what_was_taken_back_does_not(ledger: Ledger, tmp_path: Path) -> None:
    judge(ledger, "statement", "yes", 0)
    judge(ledger, "statement", "no", 0)
    ledger.judge(undoing(judge(ledger, "statement", "yes", 1), ED))
    judge(ledger, "statement", "unsure", 2)
    done = export(ledger, tmp_path / "lessons")
    assert (done.statements, done.judgements) == (0, 3)
    assert [one["verdict"] for one in lessons(tmp_path / "lessons")] == ["yes", "no", "unsure"]


def test_a_statement_without_a_cue_or_inside_another_is_counted_and_left_out(
    ledger: Ledger, tmp_path: Path
) -> None:
    first, second, *rest = READING.statements
    nested = replace(READING, reader="0.2.0+people", statements=(first, replace(second, within=0), *rest))
    ledger.store(DOCUMENT, nested)
    judge(ledger, "statement", "yes", 1)
    judge(ledger, "statement", "edit", 2, edit=Edit(cue=()))
    done = export(ledger, tmp_path / "lessons")
    assert (done.statements, done.left_out) == (0, 2)


def test_json_lines_have_every_judgement_with_its_words(ledger: Ledger, tmp_path: Path) -> None:
    judge(ledger, "statement", "no", 2)
    named = next(one for one in READING.mentions if DOCUMENT.text[slice(*one.span)] == "Dorota Lisle")
    judge(ledger, "speaker", "yes", 1, right=mention_anchor(DOCUMENT, named.span))
    judge(ledger, "same-claim", "yes", 0, right=statement_anchor(OTHER, OTHER_READING.statements[0].content))
    judge(ledger, "stance", "edit", 0, value="denies")
    gone = replace(statement_anchor(OTHER, OTHER_READING.statements[0].content), document="gone", place=None)
    ledger.judge(judging.judged("statement", "yes", gone, ED))
    folder = tmp_path / "lessons"
    export(ledger, folder)
    no, speaker, pair, stance, lost = lessons(folder)
    assert (no["about"], no["verdict"], no["author"], no["note"]) == ("statement", "no", "Ed", "seen")
    assert no["left"]["words"] == "the gate"
    assert no["left"]["article"] == "post-1-2"
    assert "the keeper shut the gate" in no["left"]["sentences"]
    assert DOCUMENT.text[slice(*no["cue"][0])] == "shut"
    assert (speaker["right"]["words"], speaker["placed"]) == ("Dorota Lisle", True)
    assert pair["right"]["words"] == "that the bridge is unsafe"
    assert (stance["about"], stance["value"]) == ("stance", "denies")
    assert (lost["placed"], lost["left"]) == (False, None)


def test_what_nobody_judged_in_a_judged_sentence_is_told(ledger: Ledger, tmp_path: Path) -> None:
    whole = ((0, len(DOCUMENT.text)),)
    ledger.store(DOCUMENT, replace(READING, reader="0.2.0+people", sentences=whole))
    judge(ledger, "statement", "yes", 0)
    judge(ledger, "statement", "no", 1)
    export(ledger, tmp_path / "lessons")
    yes, no = lessons(tmp_path / "lessons")
    keeper = READING.statements[2]
    assert yes["unjudged"] == no["unjudged"] == [[*span] for part in spans(keeper) for span in part]


def test_pairs_are_written_as_paraphrases(ledger: Ledger, tmp_path: Path) -> None:
    right = statement_anchor(OTHER, OTHER_READING.statements[0].content)
    judge(ledger, "same-claim", "yes", 0, right=right)
    judge(ledger, "same-claim", "no", 1, right=right)
    judge(ledger, "same-claim", "unsure", 2, right=right)
    assert export(ledger, tmp_path / "lessons").pairs == 2
    with (tmp_path / "lessons" / "claims.tsv").open(encoding="utf-8", newline="") as stream:
        head, *rows = csv.reader(stream, delimiter="\t", quoting=csv.QUOTE_NONE)
    assert head == ["Quality", "#1 ID", "#2 ID", "#1 String", "#2 String"]
    assert [(row[0], row[3], row[4]) for row in rows] == [
        ("1", "the bridge was never safe", "that the bridge is unsafe"),
        ("0", "that he had seen the letter", "that the bridge is unsafe"),
    ]


def test_articles_of_like_names_do_not_overwrite_each_other(ledger: Ledger, tmp_path: Path) -> None:
    judge(ledger, "statement", "yes", 0)
    ledger.judge(
        judging.judged("statement", "yes", statement_anchor(OTHER, OTHER_READING.statements[0].content), ED)
    )
    assert export(ledger, tmp_path / "lessons").articles == 2
    assert set(marked(tmp_path / "lessons")) == {"Post-1-2", "post-1-2-2"}


def test_a_folder_that_holds_something_is_left_alone(ledger: Ledger, tmp_path: Path) -> None:
    judge(ledger, "statement", "yes", 0)
    folder = tmp_path / "lessons"
    export(ledger, folder)
    before = {path: path.read_bytes() for path in folder.rglob("*") if path.is_file()}
    with pytest.raises(UsageError, match="holds something already"):
        export(ledger, folder)
    assert before == {path: path.read_bytes() for path in folder.rglob("*") if path.is_file()}
    file = tmp_path / "file"
    file.write_text("x")
    with pytest.raises(UsageError, match="cannot be written"):
        export(ledger, file)


def test_an_article_that_nobody_is_sure_of_teaches_nothing(ledger: Ledger, tmp_path: Path) -> None:
    judge(ledger, "statement", "unsure", 0)
    done = export(ledger, tmp_path / "lessons")
    assert (done.articles, done.judgements) == (0, 1)


def test_an_untouched_ledger_exports_no_article(ledger: Ledger, tmp_path: Path) -> None:
    done = export(ledger, tmp_path / "lessons")
    assert (done.articles, done.judgements) == (0, 0)
    assert lessons(tmp_path / "lessons") == []


def test_standoff_keeps_parts_apart_and_lines_whole() -> None:
    text = "“We knew,” the\nkeeper said, “of it.”\r\n"
    source = text.index("the\nkeeper")
    said = text.index("said")
    statement = Statement(
        source=((source, source + 10),), cue=((said, said + 4),), content=((1, 9), (said + 7, said + 13)),
        form="direct", act="say", certainty="certain", polarity="positive",
    )  # fmt: skip
    assert list(standoff(text, [statement])) == [
        "T1\tSource 11 21\tthe keeper\n",
        "T2\tCue 22 26\tsaid\n",
        "T3\tContent 1 9;29 35\tWe knew, of it.\n",
        "T4\tAttribution 22 26\tsaid\n",
        "E1\tAttribution:T4 Content:T3 Cue:T2 Source:T1\n",
    ]


@pytest.mark.parametrize(
    ("sentences", "span", "found"),
    [
        (((0, 5), (6, 11)), (2, 8), (0, 11)),
        ((), (2, 3), (0, 5)),
        ((), (8, 9), (6, 11)),
        (((0, 5),), (0, 0), (0, 0)),
    ],
)
def test_sentences_around_a_span(sentences: Spans, span: tuple[int, int], found: tuple[int, int]) -> None:
    assert sentences_of("one a\ntwo b", sentences, span) == found


def test_a_document_with_any_line_ends_is_written_as_it_stands(tmp_path: Path) -> None:
    text = "Lisle said\r\nthe bridge was safe.\rIt\u2028was not.\n"
    document = Document(id="ends", text=text)
    statement = Statement(
        source=((0, 5),), cue=((6, 10),), content=((12, 31),), form="indirect", act="say",
        certainty="certain", polarity="positive", score=0.5,
    )  # fmt: skip
    reading = replace(READING, id="ends", entities=(), mentions=(), statements=(statement,))
    reading = replace(reading, document=replace(reading.document, length=len(text), title=None))
    with Ledger.open(str(tmp_path / "ends.db")) as ledger:
        assert ledger.store(document, reading) is None
        ledger.judge(judging.judged("statement", "yes", statement_anchor(document, statement.content), ED))
        export(ledger, tmp_path / "lessons")
    (article,) = articles(tmp_path / "lessons")
    assert article.text == text
    assert [one.content for one in article.gold] == [((12, 31),)]
