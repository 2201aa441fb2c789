"""Worlds of text, read with the weights that come with hearsay: what is right when the claims are given."""

from __future__ import annotations

from hearsay.pipeline.bench_origins_text import bench_text


def test_most_sides_are_exact_when_the_claims_are_given() -> None:
    scores = bench_text(worlds=2, seed=1, articles=40, grouped=True)
    assert scores.source == "text, claims given"
    assert scores.sides >= 10
    assert scores.independence >= 70
    assert scores.mean_error <= 0.5
    assert scores.apparent is None
