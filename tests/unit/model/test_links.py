"""Names and mentions are decoded from scores; the features of pairs are what the text says."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from hearsay.model import VOCABULARY, WEIGHTS
from hearsay.model.decode import Floats, Ints
from hearsay.model.labels import NAME_LABELS, name_label
from hearsay.model.links import AFTER, BEFORE, mentions, names, types_of
from hearsay.model.pieces import PieceCutter
from hearsay.model.words import PAIR_FEATURES, pair_features, pairs, shared, words_of

TEXT = (
    "Ana Ruiz of the Harrow Roads Authority (HRA) spoke. She said the bridge was old. “I saw Ruiz,” he said."
)


@pytest.fixture(scope="module")
def cutter() -> PieceCutter:
    return PieceCutter(Path(WEIGHTS) / VOCABULARY)


def piece_of(cutter: PieceCutter, text: str, word: str, number: int = 0) -> int:
    starts = cutter.cut(text).starts.tolist()
    at = -1
    for _ in range(number + 1):
        at = text.index(word, at + 1)
    return starts.index(at)


def labelled(cutter: PieceCutter, text: str, *marks: tuple[str, str]) -> Floats:
    """Scores that say: this word has that label."""
    scores = np.zeros((len(cutter.cut(text)), len(NAME_LABELS)), dtype=np.float32)
    scores[:, 0] = 5
    for word, label in marks:
        scores[piece_of(cutter, text, word), NAME_LABELS.index(label)] = 20
    return scores


def test_names_are_whole_words_with_their_types(cutter: PieceCutter) -> None:
    scores = labelled(
        cutter, TEXT, ("Ana", "B-person"), ("Ruiz", "L-person"), ("Harrow", "B-organization"),
        ("Roads", "I-organization"), ("Authority", "L-organization"), ("HRA", "U-organization"),
    )  # fmt: skip
    pieces = cutter.cut(TEXT)
    found = [
        (TEXT[pieces.starts[name.first] : pieces.ends[name.last - 1]], name.type)
        for name in names(pieces, scores)
    ]
    assert found == [
        ("Ana Ruiz", "person"), ("Harrow Roads Authority", "organization"), ("HRA", "organization"),
    ]  # fmt: skip


def test_a_name_that_is_never_closed_is_closed_all_the_same(cutter: PieceCutter) -> None:
    scores = labelled(cutter, TEXT, ("Ana", "B-person"))
    assert all(name.last > name.first for name in names(cutter.cut(TEXT), scores))


def test_types_are_counted_from_one() -> None:
    scores = np.zeros((2, len(NAME_LABELS)), dtype=np.float32)
    scores[0, 0] = scores[1, name_label("place", "L")] = 1
    assert types_of(scores).tolist() == [0, 3]


def test_words_agree_as_their_letters_say(cutter: PieceCutter) -> None:
    words = words_of(TEXT, cutter.cut(TEXT))
    heads = np.array(
        [
            piece_of(cutter, TEXT, *word)
            for word in (("Ruiz",), ("Authority",), ("HRA",), ("She",), ("Ruiz", 1))
        ]
    )
    agreement = shared(words, heads)
    assert agreement[0, 4] == 3
    assert agreement[1, 2] == agreement[2, 1] == 5
    assert agreement[0, 3] == 0
    assert (agreement == agreement.T).all()


@given(st.text(alphabet="Aab c.“”\n'US", max_size=200))
def test_features_stay_below_their_bounds(text: str) -> None:
    cutter = PieceCutter(Path(WEIGHTS) / VOCABULARY)
    pieces = cutter.cut(text)
    if len(pieces) < 2:
        return
    words = words_of(text, pieces)
    heads = np.flatnonzero(pieces.inner == 0)
    agreement = shared(words, heads)
    earlier, later = pairs(agreement)
    assert (earlier < later).all()
    features = pair_features(words, agreement, np.zeros(len(pieces), dtype=np.int64), heads, earlier, later)
    assert features.shape == (len(earlier), len(PAIR_FEATURES))
    assert ((features >= 0) & (features < np.array(PAIR_FEATURES))).all()


class Told:
    """A linker that links what it is told to, with bounds at the head alone."""

    def __init__(self, links: dict[tuple[int, int], float]) -> None:
        self._links = links

    def link(
        self, views: Floats, heads: Ints, kinds: Ints, earlier: Ints, later: Ints, features: Ints
    ) -> tuple[Floats, Floats, Floats]:
        first = np.zeros((len(heads), BEFORE + 1), dtype=np.float32)
        first[:, BEFORE] = 1
        last = np.zeros((len(heads), AFTER), dtype=np.float32)
        last[:, 0] = 1
        pairs_of = zip(heads[earlier].tolist(), heads[later].tolist(), strict=True)
        scores = np.array([self._links.get(pair, -9.0) for pair in pairs_of], dtype=np.float32)
        return first, last, scores


def test_antecedents_come_with_their_probabilities(cutter: PieceCutter) -> None:
    pieces = cutter.cut(TEXT)
    ruiz, she, again, he = (
        piece_of(cutter, TEXT, *word) for word in (("Ruiz",), ("She",), ("Ruiz", 1), ("he ", 3))
    )
    head = np.zeros(len(pieces), dtype=np.float32)
    head[[ruiz, she, again, he]] = 0.9
    linker = Told({(ruiz, she): 2.0, (ruiz, again): 1.0, (she, again): 3.0, (again, he): -0.5})
    views = np.zeros((len(pieces), 4), dtype=np.float32)
    types = np.zeros(len(pieces), dtype=np.int64)
    found = mentions(linker, pieces, words_of(TEXT, pieces), views, head, types)
    assert [mention.head for mention in found] == [ruiz, she, again, he]
    best = [mention.antecedents[0] if mention.antecedents else (None, 0.0) for mention in found]
    assert [index for index, _ in best] == [None, 0, 1, 2]
    assert [chance > 0.5 for _, chance in best] == [False, True, True, False]
    assert [index for index, _ in found[2].antecedents] == [1, 0]
    assert all(sum(chance for _, chance in mention.antecedents) <= 1 for mention in found)
