"""Decoding keeps to the grammar of labels, finds the best path, and settles conflicts."""

from __future__ import annotations

import itertools

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from hearsay.model.decode import Decoded, decode, runs_of, settle, viterbi, window_of
from hearsay.model.labels import LABELS, LEFT, REACH, RIGHT, label, transitions

ALLOWED = transitions()


def possible(path: tuple[int, ...]) -> bool:
    return (
        LABELS[path[0]][0] in "OBU"
        and LABELS[path[-1]][0] in "OLU"
        and all(ALLOWED[a, b] for a, b in itertools.pairwise(path))
    )


@settings(max_examples=25, deadline=None)
@given(st.integers(0, 2**32 - 1))
def test_viterbi_finds_the_best_possible_path(seed: int) -> None:
    scores = np.random.default_rng(seed).normal(size=(1, 3, len(LABELS))).astype(np.float32)
    found = tuple(viterbi(scores)[0].tolist())
    best = max(
        (path for path in itertools.product(range(len(LABELS)), repeat=3) if possible(path)),
        key=lambda path: sum(scores[0, i, k] for i, k in enumerate(path)),
    )
    assert possible(found)
    assert found == best


@settings(max_examples=25, deadline=None)
@given(st.integers(0, 2**32 - 1), st.integers(1, 40))
def test_no_span_is_left_unfinished(seed: int, length: int) -> None:
    scores = np.random.default_rng(seed).normal(size=(4, length, len(LABELS))).astype(np.float32)
    for path in viterbi(scores):
        covered = {i for role in range(3) for a, b in runs_of(path, role) for i in range(a, b)}
        assert covered == set(np.flatnonzero(path).tolist())


def test_spans_that_touch_stay_apart() -> None:
    path = np.array([label(2, "B"), label(2, "L"), label(2, "U"), 0, label(0, "U")])
    assert runs_of(path, 2) == [(0, 2), (2, 3)]
    assert runs_of(path, 0) == [(4, 5)]


def test_windows_around_anchors_reach_over_the_ends_of_the_text() -> None:
    views = np.arange(10, dtype=np.float32)[:, None] + 1
    around, inside = window_of(views, np.array([0, 9]), (LEFT, RIGHT))
    assert around.shape == (2, REACH, 1)
    assert around[0, LEFT, 0] == 1
    assert around[1, LEFT, 0] == 10
    assert inside[0].sum() == inside[1].sum() == 10
    assert around[~inside].sum() == 0


def scores_for(roles: dict[int, tuple[int, str]]) -> np.ndarray:
    """Scores that prefer the given labels at places relative to the anchor, and outside elsewhere."""
    scores = np.zeros((1, REACH, len(LABELS)), dtype=np.float32)
    scores[0, :, 0] = 5
    for at, (role, part) in roles.items():
        scores[0, LEFT + at, label(role, part)] = 10
    return scores


def test_a_statement_is_decoded_with_a_content_in_two_parts() -> None:
    anchor = np.zeros(20, dtype=np.float32)
    anchor[5] = 0.9
    scores = scores_for({-2: (2, "B"), -1: (2, "L"), 0: (1, "U"), 1: (0, "U"), 3: (2, "U")})
    inside = window_of(np.zeros((20, 1), dtype=np.float32), np.array([5]), (LEFT, RIGHT))[1]
    (found,) = decode(np.array([5]), anchor, scores, inside, LEFT)
    assert (found.source, found.cue, found.content) == ([(6, 7)], [(5, 6)], [(3, 5), (8, 9)])
    assert 0 < found.score <= 0.9


def test_a_statement_at_the_edge_of_what_was_looked_at_is_open() -> None:
    anchor = np.full(30, 0.9, dtype=np.float32)
    for at, expected in ((7, True), (3, False)):
        scores = scores_for({0: (1, "U"), at: (2, "U")})[:, LEFT - 8 : LEFT + 8]
        inside = window_of(np.zeros((30, 1), dtype=np.float32), np.array([12]), (8, 8))[1]
        (found,) = decode(np.array([12]), anchor, scores, inside, 8)
        assert found.open is expected


def test_nothing_is_decoded_beyond_the_text() -> None:
    anchor = np.array([0.9, 0.1], dtype=np.float32)
    scores = scores_for({0: (1, "U"), 1: (2, "B"), 2: (2, "L")})
    inside = window_of(np.zeros((2, 1), dtype=np.float32), np.array([0]), (LEFT, RIGHT))[1]
    for statement in decode(np.array([0]), anchor, scores, inside, LEFT):
        assert all(b <= 2 for _, b in statement.source + statement.cue + statement.content)


def test_a_cue_without_content_is_no_statement() -> None:
    anchor = np.full(3, 0.9, dtype=np.float32)
    inside = window_of(np.zeros((3, 1), dtype=np.float32), np.array([0]), (LEFT, RIGHT))[1]
    assert decode(np.array([0]), anchor, scores_for({0: (1, "U")}), inside, LEFT) == []


def test_the_surer_anchor_wins_a_conflict_and_shared_sources_are_none() -> None:
    anchor = np.array([0.9, 0.5, 0.8, 0.1, 0.1, 0.1, 0.1], dtype=np.float32)
    strong = Decoded(0, [(6, 7)], [(0, 1)], [(1, 3)], 0.9)
    inner = Decoded(1, [(6, 7)], [(1, 2)], [(4, 5)], 0.5)
    sharing = Decoded(3, [(6, 7)], [(3, 4)], [(5, 6)], 0.1)
    assert settle([inner, strong, sharing], anchor) == [strong, sharing]
