"""``hearsay bench clusters``: gather sentences of news that tell of the same events, and score the groups."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from itertools import combinations
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from hearsay.linking.claims import Grain, Group, cluster, gather_claims
from hearsay.linking.tellings import Telling
from hearsay.pipeline.readers import Embedding, ReaderLike, load_embedding
from hearsay.pipeline.scoring import Score, counted
from hearsay.records import Document, digest
from hearsay.sources.eventchains import EventSentence, event_sentences

Pairs = frozenset[tuple[int, int]]
_STEPS = tuple(step / 50 for step in range(5, 48))


class Grouping(Score):
    """Pairs of sentences in different documents that are in one group, in per cent; and B³ of the groups."""

    b3_precision: float
    b3_recall: float
    b3_f1: float
    groups: int


class ClusterScores(Grouping):
    """Our groups, beside those of the vectors' cosine alone at the threshold that is best for it.

    ``meaning`` is average linkage on the cosine; ``meaning_same_clustering`` the cosine put through our own
    clustering, ``join`` and ``contrast`` both chosen to suit it best. ``margin`` is F1 less the F1 of
    ``meaning``, in points.
    """

    sentences: int
    documents: int
    topics: int
    meaning: Grouping
    meaning_same_clustering: Grouping
    margin: float
    not_trained_on: str = "ECB+ dev topics"

    def figures(self) -> dict[str, float]:
        """What is to be watched, by name."""
        return {"f1": self.f1, "b3_f1": self.b3_f1, "margin": self.margin}


def score_clusters(
    path: Path, reader: ReaderLike, embedding: Embedding | None = None, grain: Grain = "event"
) -> ClusterScores:
    """The scores of gathering the dev sentences of a folder in the layout of ECB+.

    Raises:
        CorpusError: the folder is not in that layout.
    """
    sentences = event_sentences(path)
    tellings = tellings_of(sentences, reader)
    vectors = (embedding or load_embedding()).vectors([telling.resolved for telling in tellings])
    ours = _groups(gather_claims(tellings, vectors, grain=grain), tellings)
    cosine = vectors @ vectors.T
    # Log odds of no scale: the thresholds are tried over all values.
    tried = [cluster(cosine * 10 - 6, join=10 * step - 6, contrast=np.inf) for step in _STEPS]
    contrasted = [
        cluster(cosine * 10 - 6, join=10 * step - 6, contrast=limit)
        for step in _STEPS[::3]
        for limit in (2, 4, 6, 8, 11, 14, 18, 24)
    ]
    found = scored(ours, sentences)
    meaning = max((scored(groups, sentences) for groups in tried), key=lambda score: score.f1)
    same = max((scored(groups, sentences) for groups in contrasted), key=lambda score: score.f1)
    return ClusterScores(
        **{name: getattr(found, name) for name in Grouping.__struct_fields__},
        sentences=len(sentences),
        documents=len({sentence.document for sentence in sentences}),
        topics=len({sentence.topic for sentence in sentences}),
        meaning=meaning,
        meaning_same_clustering=same,
        margin=round(found.f1 - meaning.f1, 2),
    )


def tellings_of(sentences: Sequence[EventSentence], reader: ReaderLike) -> list[Telling]:
    """Each sentence as a telling of its own, with the names that a reader finds in its document."""
    documents: dict[str, list[EventSentence]] = defaultdict(list)
    for sentence in sentences:
        documents[sentence.document].append(sentence)
    found = []
    for name, parts in documents.items():
        text = "\n\n".join(part.text for part in parts)
        (reading,) = reader.read([Document(id=name, text=text)])
        start = 0
        for part in parts:
            end = start + len(part.text)
            inside = [m for m in reading.mentions if start <= m.span[0] < end]
            named = dict.fromkeys(m.entity for m in inside if reading.entities[m.entity].names)
            found.append(
                Telling(
                    id=digest("sentence", name, part.number),
                    document=name,
                    position=part.number,
                    text=part.text,
                    resolved=part.text,
                    content=((start, end),),
                    evidence=(start, end),
                    form="narration",
                    act="report",
                    certainty="certain",
                    polarity="positive",
                    names=tuple(reading.entities[entity].name for entity in named),
                )
            )
            start = end + 2
    return found


def scored(groups: Sequence[Sequence[int]], sentences: Sequence[EventSentence]) -> Grouping:
    """Pair F1 and B³ of groups of the numbers of sentences; a sentence in no group is one of its own."""
    pairs = _across([pair for group in groups for pair in combinations(sorted(group), 2)], sentences)
    gold = gold_pairs(sentences)
    score = counted(len(pairs & gold), len(pairs), len(gold))
    precision, recall = _b_cubed(groups, sentences)
    return Grouping(
        precision=score.precision, recall=score.recall, f1=score.f1, right=score.right, found=score.found,
        gold=score.gold, groups=len(groups),
        b3_precision=round(100 * precision, 2), b3_recall=round(100 * recall, 2),
        b3_f1=round(200 * precision * recall / (precision + recall), 2) if precision + recall else 0.0,
    )  # fmt: skip


def gold_pairs(sentences: Sequence[EventSentence]) -> Pairs:
    """The pairs of sentences in different documents of one topic that mention an event in common."""
    holders: dict[tuple[str, str], list[int]] = defaultdict(list)
    for number, sentence in enumerate(sentences):
        for chain in sentence.chains:
            holders[sentence.topic, chain].append(number)
    return _across([pair for members in holders.values() for pair in combinations(members, 2)], sentences)


def _across(pairs: Sequence[tuple[int, int]], sentences: Sequence[EventSentence]) -> Pairs:
    return frozenset((i, j) for i, j in pairs if sentences[i].document != sentences[j].document)


def _b_cubed(groups: Sequence[Sequence[int]], sentences: Sequence[EventSentence]) -> tuple[float, float]:
    """B³ (Bagga and Baldwin, 1998) against the gold relation: it is no partition, so each sentence is
    compared with those that share an event with it, itself included."""
    size = len(sentences)
    gold: NDArray[np.bool_] = np.eye(size, dtype=bool)
    found = np.eye(size, dtype=bool)
    for number, sentence in enumerate(sentences):
        for other in range(number):
            if sentence.topic == sentences[other].topic and sentence.chains & sentences[other].chains:
                gold[number, other] = gold[other, number] = True
    for group in groups:
        found[np.ix_(group, group)] = True
    right = (gold & found).sum(axis=1)
    return float((right / found.sum(axis=1)).mean()), float((right / gold.sum(axis=1)).mean())


def _groups(found: Sequence[Group], tellings: Sequence[Telling]) -> list[list[int]]:
    place = {telling.id: number for number, telling in enumerate(tellings)}
    return [sorted(place[part.statement] for part in group.parts) for group in found]
