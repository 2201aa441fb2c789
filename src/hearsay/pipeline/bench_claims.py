"""``hearsay bench claims``: find the checked claim that a sentence of a debate repeats."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Sequence
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from hearsay.linking.claims.search import WEIGHTS, Entry, Index, Words
from hearsay.pipeline.readers import Embedding, load_embedding
from hearsay.records import Record
from hearsay.sources.debates import CheckedSentence, Debates, debates

_WORD = re.compile(r"\w+")


class Ranking(Record):
    """How high the claims stand that a sentence repeats.

    ``mrr`` is the mean of 1 over the rank of the first of them; ``recall_at_K`` the share of them, averaged
    over sentences, among the first K.
    """

    mrr: float
    recall_at_1: float
    recall_at_5: float
    recall_at_10: float
    recall_at_20: float


class Rankings(Ranking):
    """Ours, beside BM25 alone (also over the sentence with those around it) and the vectors alone.

    ``times_bm25`` is our MRR over that of BM25 on the sentence.
    """

    sentences: int
    bm25: Ranking
    bm25_context: Ranking
    meaning: Ranking
    times_bm25: float


class ClaimScores(Rankings):
    """The scores over all debates; ``report`` are those of the half that nothing was tuned on."""

    claims: int
    tune: Rankings
    report: Rankings
    not_trained_on: str = "the debates of the report half"

    def figures(self) -> dict[str, float]:
        """What is to be watched, by name."""
        return {
            "mrr": self.report.mrr,
            "recall_at_5": self.report.recall_at_5,
            "times_bm25": self.report.times_bm25,
        }


def score_search(path: Path, embedding: Embedding | None = None) -> ClaimScores:
    """Rank all claims of a folder of fact-checked debates for each of its checked sentences.

    The weights of the ranking were learnt on the tune half: the debates of which the SHA-256 of the name is
    even.

    Raises:
        CorpusError: the folder is not in that layout.
    """
    corpus = debates(path)
    ours, lexical, lexical_context, meaning = _tables(corpus, embedding or load_embedding())
    ids = sorted(corpus.claims)
    gold = np.array([[id in sentence.checks for id in ids] for sentence in corpus.sentences])
    half = np.array([in_tune_half(sentence) for sentence in corpus.sentences])

    def rankings(chosen: NDArray[np.bool_]) -> Rankings:
        found, bm25, context, vectors = (
            ranked(table[chosen], gold[chosen]) for table in (ours, lexical, lexical_context, meaning)
        )
        return Rankings(
            **{name: getattr(found, name) for name in Ranking.__struct_fields__},
            sentences=int(chosen.sum()),
            bm25=bm25,
            bm25_context=context,
            meaning=vectors,
            times_bm25=round(found.mrr / bm25.mrr, 3) if bm25.mrr else 0.0,
        )

    everything = rankings(np.ones(len(half), dtype=bool))
    return ClaimScores(
        **{name: getattr(everything, name) for name in Rankings.__struct_fields__},
        claims=len(ids),
        tune=rankings(half),
        report=rankings(~half),
    )


def in_tune_half(sentence: CheckedSentence) -> bool:
    """Whether the debate is one of those that the weights were learnt on."""
    return hashlib.sha256(sentence.debate.encode()).digest()[-1] % 2 == 0


def compared(corpus: Debates, embedding: Embedding) -> tuple[Index, NDArray[np.float64]]:
    """The index of all claims, and the features of each sentence: ``(sentences, features, claims)``."""
    ids = sorted(corpus.claims)
    index = Index(
        [Entry(id=id, text=corpus.claims[id]) for id in ids],
        embedding.vectors([corpus.claims[id] for id in ids]),
    )
    around = [in_context(sentence) for sentence in corpus.sentences]
    alone = embedding.vectors([sentence.text for sentence in corpus.sentences])
    context = embedding.vectors(around)
    features = [
        index.features(sentence.text, alone[at], around[at], context[at])
        for at, sentence in enumerate(corpus.sentences)
    ]
    return index, np.array(features)


def in_context(sentence: CheckedSentence) -> str:
    """The sentence with the one before and the one after."""
    return " ".join((*sentence.before, sentence.text, *sentence.after))


def ranked(scores: NDArray[np.float64], gold: NDArray[np.bool_]) -> Ranking:
    """How high what is gold stands in each row, 0 without rows; ties go by the order of the columns."""
    if not len(scores):
        return Ranking(mrr=0.0, recall_at_1=0.0, recall_at_5=0.0, recall_at_10=0.0, recall_at_20=0.0)
    order = np.argsort(-np.round(scores, 5), axis=1, kind="stable")
    sorted_gold = np.take_along_axis(gold, order, axis=1)
    first = sorted_gold.argmax(axis=1) + 1

    def recall(k: int) -> float:
        return round(float((sorted_gold[:, :k].sum(axis=1) / gold.sum(axis=1)).mean()), 4)

    return Ranking(
        mrr=round(float((1 / first).mean()), 4),
        recall_at_1=recall(1),
        recall_at_5=recall(5),
        recall_at_10=recall(10),
        recall_at_20=recall(20),
    )


def _tables(corpus: Debates, embedding: Embedding) -> Sequence[NDArray[np.float64]]:
    """What each way of ranking gives each claim for each sentence: ``(sentences, claims)``."""
    _, features = compared(corpus, embedding)
    words = Words([_words(corpus.claims[id]) for id in sorted(corpus.claims)])
    return (
        np.einsum("sfc,f->sc", features, np.array(WEIGHTS)),
        np.array([words.score(_words(sentence.text)) for sentence in corpus.sentences]),
        np.array([words.score(_words(in_context(sentence))) for sentence in corpus.sentences]),
        features[:, 0],
    )


def _words(text: str) -> list[str]:
    return _WORD.findall(text.lower())
