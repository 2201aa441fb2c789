"""The measures of coreference, on the worked examples of the papers that define them."""

from __future__ import annotations

from itertools import permutations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from hearsay.pipeline.coreference_scores import CoreferenceScores, Tally, best_matching

Clusters = list[set[int]]

# The example of Bagga and Baldwin (1998), to which Luo (2005) gives four responses.
KEY: Clusters = [{1, 2, 3, 4, 5}, {6, 7}, {8, 9, 10, 11, 12}]
JOINED_WITH_FEW: Clusters = [{1, 2, 3, 4, 5}, {6, 7, 8, 9, 10, 11, 12}]
JOINED_WITH_MANY: Clusters = [{1, 2, 3, 4, 5, 8, 9, 10, 11, 12}, {6, 7}]
ALL_ONE: Clusters = [set(range(1, 13))]
ALL_APART: Clusters = [{n} for n in range(1, 13)]


def scored(
    key: list[set[int]] | list[set[str]], response: list[set[int]] | list[set[str]]
) -> CoreferenceScores:
    tally = Tally(singletons=True)
    tally.add(key, response)
    return tally.scores()


@pytest.mark.parametrize(
    ("response", "muc", "b_cubed", "ceaf"),
    [
        (JOINED_WITH_FEW, 94.7, 86.5, 73.3),
        (JOINED_WITH_MANY, 94.7, 73.7, 66.7),
        (ALL_ONE, 90.0, 54.5, 29.4),
        (ALL_APART, 0.0, 40.0, 17.8),
    ],
)
def test_the_responses_of_luo_score_what_the_paper_says(
    response: Clusters, muc: float, b_cubed: float, ceaf: float
) -> None:
    scores = scored(KEY, response)
    found = (scores.muc.f1, scores.b_cubed.f1, scores.ceaf.f1)
    assert found == pytest.approx((muc, b_cubed, ceaf), abs=0.051)
    assert scores.conll_f1 == pytest.approx(sum(found) / 3, abs=0.01)


def test_b_cubed_tells_apart_what_muc_does_not() -> None:
    few, many = scored(KEY, JOINED_WITH_FEW), scored(KEY, JOINED_WITH_MANY)
    assert (few.muc.precision, few.muc.recall) == (many.muc.precision, many.muc.recall) == (90, 100)
    assert few.b_cubed.precision == pytest.approx(100 * 16 / 21, abs=0.005)
    assert many.b_cubed.precision == pytest.approx(100 * 7 / 12, abs=0.005)


def test_mentions_of_one_side_alone_score_what_pradhan_et_al_say() -> None:
    scores = scored([set("abc"), set("defg")], [set("ab"), set("cd"), set("fghi")])
    assert (scores.muc.precision, scores.muc.recall, scores.muc.f1) == (40, 40, 40)
    assert (scores.b_cubed.precision, scores.b_cubed.recall) == (50, 41.67)
    assert scores.b_cubed.f1 == 45.45
    assert (scores.ceaf.precision, scores.ceaf.recall, scores.ceaf.f1) == (43.33, 65, 52)
    assert (scores.mentions.right, scores.mentions.found, scores.mentions.gold) == (6, 8, 7)


def test_entities_of_one_mention_do_not_count_unless_they_are_wanted() -> None:
    tally = Tally()
    tally.add([{1, 2}, {3}], [{1, 2}, {4}, {5}])
    scores = tally.scores()
    assert (scores.conll_f1, scores.mentions.found, scores.mentions.gold) == (100, 2, 2)
    assert scored([{1, 2}, {3}], [{1, 2}, {4}, {5}]).conll_f1 < 80


def test_documents_are_pooled_and_not_averaged() -> None:
    tally = Tally()
    tally.add([set(range(11))], [set(range(11))])
    tally.add([{1, 2}], [])
    scores = tally.scores()
    assert scores.documents == 2
    assert scores.muc.recall == pytest.approx(100 * 10 / 11, abs=0.005)
    assert scores.muc.precision == 100
    assert (scores.b_cubed.recall, scores.ceaf.recall) == (pytest.approx(84.62), 50)


def test_the_same_mentions_in_two_documents_are_not_the_same() -> None:
    tally = Tally()
    tally.add([{1, 2}], [])
    tally.add([], [{1, 2}])
    assert tally.scores().conll_f1 == 0


def test_a_mention_of_two_entities_counts_in_the_first() -> None:
    tally = Tally()
    tally.add([{1, 2}, {3, 4}], [{1, 2}, {2, 3, 4}])
    assert tally.scores().conll_f1 == 100


def test_nothing_scores_nothing() -> None:
    assert Tally().scores().figures() == dict.fromkeys(
        ("conll_f1", "muc_f1", "b_cubed_f1", "ceaf_f1", "mention_f1"), 0
    )


@st.composite
def partitions(draw: st.DrawFn) -> Clusters:
    homes = draw(st.dictionaries(st.integers(0, 20), st.integers(0, 6)))
    clusters: dict[int, set[int]] = {}
    for mention, home in homes.items():
        clusters.setdefault(home, set()).add(mention)
    return list(clusters.values())


@given(partitions())
def test_what_is_all_right_scores_100(key: Clusters) -> None:
    tally = Tally()
    tally.add(key, reversed(key))
    expected = 100 if any(len(cluster) > 1 for cluster in key) else 0
    assert set(tally.scores().figures().values()) == {expected}


@given(st.lists(st.tuples(partitions(), partitions()), max_size=3), st.booleans())
def test_precision_is_recall_changed_over_and_all_is_within_bounds(
    pairs: list[tuple[Clusters, Clusters]], singletons: bool
) -> None:
    there, back = Tally(singletons=singletons), Tally(singletons=singletons)
    for key, response in pairs:
        there.add(key, response)
        back.add(response, key)
    one, other = there.scores(), back.scores()
    assert one.figures() == pytest.approx(other.figures(), abs=0.011)
    for name in ("muc", "b_cubed", "ceaf", "mentions"):
        rates, changed = getattr(one, name), getattr(other, name)
        assert rates.precision == pytest.approx(changed.recall, abs=0.011)
        assert rates.recall == pytest.approx(changed.precision, abs=0.011)
        assert (
            0 <= min(rates.precision, rates.recall) <= rates.f1 <= max(rates.precision, rates.recall) <= 100
        )


@given(
    st.integers(0, 5).flatmap(
        lambda columns: st.lists(
            st.lists(st.sampled_from([0, 0, 1, 2, 3, 5, 8]), min_size=columns, max_size=columns), max_size=5
        )
    )
)
def test_the_matching_is_the_best_of_all(rows: list[list[int]]) -> None:
    weights = np.array(rows, dtype=float).reshape(len(rows), len(rows[0]) if rows else 0)
    low, high = sorted(weights.shape)
    wide = weights if weights.shape[0] == low else weights.T
    best = max(
        sum(wide[row, column] for row, column in enumerate(some)) for some in permutations(range(high), low)
    )
    assert best_matching(weights) == best
