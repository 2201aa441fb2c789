"""The benches of claims, on invented corpora in the layouts of the real ones."""

from __future__ import annotations

import csv
from collections.abc import Sequence
from pathlib import Path

import msgspec
import numpy as np
import pytest
from claimsmaking import telling, vectors
from numpy.typing import NDArray

from hearsay.errors import CorpusError
from hearsay.pipeline.bench_claims import ranked, score_search
from hearsay.pipeline.bench_clusters import gold_pairs, score_clusters, scored
from hearsay.records import About, Document, Reading
from hearsay.sources.debates import debates
from hearsay.sources.eventchains import EventSentence, event_sentences

HEADER = (
    "line_number,speaker,sentence,politifact_statement,verified_claim,verified_claim_article_title,"
    "truth_value,verified_claim_url,notes"
)


class WordVectors:
    """Vectors of the words alone, in the place of the model."""

    version = "words"

    def vectors(self, texts: Sequence[str]) -> NDArray[np.float32]:
        return vectors([telling(text or "nothing") for text in texts])


class Blind:
    """A reader that finds no names."""

    version = "blind"

    def read(self, documents: Sequence[Document]) -> list[Reading]:
        return [
            Reading(
                id=one.id,
                reader=self.version,
                document=About(
                    title=None, outlet=None, authors=(), published=None, url=None, language=None,
                    length=len(one.text),
                ),
            )
            for one in documents
        ]  # fmt: skip


@pytest.fixture
def debate(tmp_path: Path) -> Path:
    for name in ("fact-checking", "verified-claims", "transcripts"):
        (tmp_path / name).mkdir()
    counted, received = "We counted forty lorries a night.", "No letter ever reached us ‚Äî none."
    address = "https://www.politifact.com/truth-o-meter/a/"
    rows = [
        ["2", "LISLE", counted, "", "Forty lorries crossed each night.", "", "TRUE", address, ""],
        [
            "2",
            "LISLE",
            counted,
            "",
            "A count of lorries was made.",
            "",
            "TRUE",
            "http://politifact.com/b",
            "",
        ],
        ["4", "TESHKOV", received, "", "The letters never came.", "", "FALSE", "http://politifact.com/c", ""],
    ]
    with (tmp_path / "fact-checking" / "x.csv").open("w", encoding="utf-8-sig", newline="") as stream:
        stream.write(HEADER + "\n")
        csv.writer(stream).writerows(rows)
    with (tmp_path / "verified-claims" / "more.csv").open("w", encoding="utf-8", newline="") as stream:
        csv.writer(stream).writerow(
            ["0", "The ferry is free of charge.", "on Monday", "http://politifact.com/d"]
        )
    lines = [
        "On the bridge.",
        "We counted forty lorries a night.",
        "All winter.",
        "No letter ever reached us — none.",
    ]
    text = "".join(f"{at}\tX\t{line}\t0\n" for at, line in enumerate(lines, start=1))
    (tmp_path / "transcripts" / "x.tsv").write_text(text, encoding="utf-8")
    return tmp_path


def test_debates_are_read_with_what_stands_around_a_sentence(debate: Path) -> None:
    found = debates(debate)
    assert set(found.claims) == {"a", "b", "c", "d"}
    letters, lorries = found.sentences
    assert letters.text == "No letter ever reached us — none."
    assert lorries.checks == {"a", "b"}
    assert (lorries.before, lorries.after) == (("On the bridge.",), ("All winter.",))


def test_claims_are_ranked_beside_the_baselines(debate: Path) -> None:
    scores = score_search(debate, WordVectors())
    assert (scores.sentences, scores.claims) == (2, 4)
    assert scores.tune.sentences + scores.report.sentences == 2
    assert scores.mrr == 1.0
    assert scores.recall_at_5 == 1.0
    assert scores.bm25.mrr > 0


def test_a_rank_is_that_of_the_first_claim_and_recall_counts_all() -> None:
    scores = np.array([[3.0, 2.0, 1.0, 0.0]])
    found = ranked(scores, np.array([[False, True, True, False]]))
    assert found.mrr == 0.5
    assert (found.recall_at_1, found.recall_at_5) == (0.0, 1.0)


def test_another_layout_is_refused(tmp_path: Path) -> None:
    with pytest.raises(CorpusError, match="no fact-checked debates"):
        debates(tmp_path)
    with pytest.raises(CorpusError, match="no corpus of event chains"):
        event_sentences(tmp_path)


def _event(topic: str, document: str, *chains: str) -> EventSentence:
    return EventSentence(topic=topic, document=document, number=0, text="x", chains=frozenset(chains))


def test_gold_pairs_share_an_event_across_documents_of_a_topic() -> None:
    some = [
        _event("1", "1_a", "E"),
        _event("1", "1_b", "E", "F"),
        _event("1", "1_b", "F"),
        _event("2", "2_a", "E"),
    ]
    assert gold_pairs(some) == {(0, 1)}


def test_groups_are_scored_by_pairs_and_b_cubed() -> None:
    some = [_event("1", "1_a", "E"), _event("1", "1_b", "E"), _event("1", "1_c", "F")]
    perfect = scored([[0, 1]], some)
    assert (perfect.f1, perfect.b3_f1) == (100.0, 100.0)
    lumped = scored([[0, 1, 2]], some)
    assert lumped.recall == 100.0
    assert lumped.precision == pytest.approx(33.33)
    assert lumped.b3_precision == pytest.approx(100 * (2 / 3 + 2 / 3 + 1 / 3) / 3, abs=0.01)


def test_sentences_of_one_event_are_gathered(tmp_path: Path) -> None:
    texts = {
        ("7_1ecb", 0): "Inspectors closed Harrow Bridge after cracked hangers were found .",
        ("7_2ecb", 0): "Harrow Bridge was closed by inspectors who found cracked hangers .",
        ("8_1ecb", 0): "A ferry captain won the regatta at Calderfoot in heavy rain .",
    }
    lines = [
        f"{document}\t{number}\t{at}\t{word}\t-"
        for (document, number), text in texts.items()
        for at, word in enumerate(text.split())
    ]
    (tmp_path / "ECB_Dev_corpus.txt").write_text("\n".join(lines), encoding="utf-8")
    mentions = [
        {"doc_id": document, "sent_id": number, "coref_chain": f"ACT{document[0]}"}
        for document, number in texts
    ]
    (tmp_path / "ECB_Dev_Event_gold_mentions.json").write_bytes(msgspec.json.encode(mentions))
    first, *_ = event_sentences(tmp_path)
    assert first.text == "Inspectors closed Harrow Bridge after cracked hangers were found."
    scores = score_clusters(tmp_path, Blind(), WordVectors())
    assert (scores.f1, scores.b3_f1) == (100.0, 100.0)
    assert (scores.sentences, scores.topics) == (3, 2)
