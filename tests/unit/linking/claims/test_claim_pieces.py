"""The pieces that claims are made with: clustering, sentences, cells, search."""

from __future__ import annotations

import numpy as np
from claimsmaking import telling, vectors

from hearsay.linking.claims import cluster
from hearsay.linking.claims.blocking import DEEPEST, FULL, NEAREST, blocks, cells, members
from hearsay.linking.claims.proposition import sentence
from hearsay.linking.claims.search import Entry, Index


def odds(size: int, *pairs: tuple[int, int, float]) -> np.ndarray:
    table = np.full((size, size), -6, dtype=np.float32)
    for left, right, value in pairs:
        table[left, right] = table[right, left] = value
    return table


def test_average_linkage_asks_the_mean_of_all_pairs() -> None:
    chain = odds(3, (0, 1, 3), (1, 2, 1))
    assert cluster(chain, join=0, contrast=np.inf) == [[0, 1], [2]]
    assert cluster(chain, join=-3, contrast=np.inf) == [[0, 1, 2]]


def test_two_groups_of_one_mind_each_stay_apart_though_single_pairs_would_join() -> None:
    inside = [(i, j, 4.0) for half in (range(4), range(4, 8)) for i in half for j in half if i < j]
    across = [(i, j, 0.0) for i in range(4) for j in range(4, 8)]
    table = odds(8, *inside, *across)
    assert cluster(table, join=-1, contrast=6) == [[0, 1, 2, 3], [4, 5, 6, 7]]
    assert cluster(odds(2, (0, 1, 0.0)), join=-1, contrast=6) == [[0, 1]]


def test_constraints_hold_by_no_chain() -> None:
    table = odds(3, (0, 1, 4), (1, 2, 4), (0, 2, 4))
    assert cluster(table, join=0, contrast=9, apart=[(0, 2)]) in ([[0, 1], [2]], [[0], [1, 2]])
    assert cluster(odds(3), join=0, contrast=9, together=[(0, 2)]) == [[0, 2], [1]]


def test_a_sentence_is_made_to_be_read() -> None:
    assert sentence("that “the bridge” was never safe") == "The bridge was never safe."
    assert sentence("“We warned them,” … “It was never safe.”") == "We warned them. It was never safe."


def test_a_full_cell_is_cut_and_no_block_is_too_full() -> None:
    dice = np.random.default_rng(1)
    rows = dice.standard_normal((3 * FULL, 384)).astype(np.float32)
    rows /= np.linalg.norm(rows, axis=1, keepdims=True)
    places = cells(rows)
    assert places.shape == (3 * FULL, DEEPEST)
    everyone = list(range(len(rows)))
    found = blocks(int(places[0, 0]), everyone, places)
    assert max(map(len, found)) <= FULL
    assert {number for block in found for number in block} == set(everyone)
    same = np.repeat(places[:1], len(rows), axis=0)
    assert {number for block in blocks(int(same[0, 0]), everyone, same) for number in block} == set(everyone)


def test_each_telling_is_in_its_nearest_cells() -> None:
    some = [telling("The bridge was closed on Monday"), telling("The bridge was closed on Monday", id="b")]
    places = cells(vectors(some))
    assert (places[0] == places[1]).all()
    assert all(inside == [0, 1] for inside in members(places, set(places[0].tolist()[:NEAREST])).values())


def test_search_puts_the_entry_about_the_same_first_and_says_why() -> None:
    texts = {
        "lorries": "Forty overweight lorries crossed Harrow Bridge every night",
        "letters": "Two letters about the hangers were sent to the Roads Authority",
        "ferry": "The ferry at Calderfoot is free of charge",
    }
    entries = [Entry(id=id, text=text) for id, text in texts.items()]
    index = Index(entries, vectors([telling(text) for text in texts.values()]))
    asked = telling("Did forty lorries cross the bridge at night?")
    first, *rest = index.rank(asked.text, vectors([asked])[0])
    assert first.id == "lorries"
    assert {reason.what for reason in first.why} >= {"meaning", "words", "number"}
    assert [hit.score for hit in (first, *rest)] == sorted((h.score for h in (first, *rest)), reverse=True)
