"""The gate for linking: claim search, event clusters, copies and origins may get better, not worse."""

from __future__ import annotations

from pathlib import Path

import pytest
from floors import DATA, hold

from hearsay.pipeline.bench_claims import score_search
from hearsay.pipeline.bench_clusters import score_clusters
from hearsay.pipeline.bench_copies import score_copies
from hearsay.pipeline.bench_origins import bench_given
from hearsay.pipeline.readers import make_reader


def corpus(name: str) -> Path:
    folder = DATA / name
    if not folder.is_dir():
        pytest.skip(f"{name} is not at {folder}: set HEARSAY_DATA to the folder of the corpora")
    return folder


def test_checked_claims_are_found() -> None:
    scores = score_search(corpus("politifact"))
    hold(
        "politifact",
        {
            "mrr": round(100 * scores.mrr, 2),
            "recall at 5": round(100 * scores.recall_at_5, 2),
            "mrr over BM25": round(100 * scores.times_bm25, 2),
        },
    )


def test_events_are_gathered() -> None:
    hold("ecbplus dev", score_clusters(corpus("ecbplus"), make_reader()).figures())


def test_reprints_are_found() -> None:
    hold("copies of the newswire", score_copies(corpus("newswire"), seed=8, limit=60).figures())


def test_independence_is_exact_when_the_readings_are_given() -> None:
    scores = bench_given(worlds=6, seed=31, articles=60)
    hold("origins given", {"independence exact": scores.independence, "cut right": scores.hinges})
