"""Sentence vectors: the same for a text whatever it comes with, and refused where a file is not theirs."""

from __future__ import annotations

import shutil
from pathlib import Path

import numpy as np
import pytest

from hearsay.errors import ModelError
from hearsay.model import VECTORS, VOCABULARY, WEIGHTS, load_vectors
from hearsay.model.vectors import GRAPH, Embedder, open_vectors


@pytest.fixture(scope="module")
def embedder() -> Embedder:
    return load_vectors(1)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return Path(shutil.copytree(VECTORS, tmp_path / "vectors"))


def test_a_text_has_the_same_vector_whatever_it_comes_with(embedder: Embedder) -> None:
    text = "The bridge was closed on Monday."
    alone = embedder.vectors([text])
    among = embedder.vectors(
        ["A much longer sentence about the ferry at Calderfoot and its hours.", text, text]
    )
    assert alone.shape == (1, 384)
    assert alone.dtype == np.float32
    assert (among[1:] == alone).all()


def test_vectors_have_length_one_and_meaning(embedder: Embedder) -> None:
    bridge, closed, ferry = embedder.vectors(
        ["The bridge was closed.", "They shut the crossing.", "Residents bake bread."]
    )
    assert np.linalg.norm(bridge) == pytest.approx(1, abs=1e-4)
    assert bridge @ closed > bridge @ ferry


def test_no_texts_have_no_vectors_and_empty_ones_have(embedder: Embedder) -> None:
    assert embedder.vectors([]).shape == (0, 384)
    assert np.isfinite(embedder.vectors([""])).all()


def test_the_version_is_a_digest(embedder: Embedder) -> None:
    assert embedder.version == load_vectors(1).version
    assert len(embedder.version) == 12


def test_a_damaged_graph_is_named(folder: Path) -> None:
    with (folder / GRAPH).open("ab") as stream:
        stream.write(b" ")
    with pytest.raises(ModelError, match="damaged"):
        open_vectors(folder, WEIGHTS / VOCABULARY, 1)


def test_another_vocabulary_is_refused(folder: Path, tmp_path: Path) -> None:
    other = tmp_path / "tokenizer.json"
    other.write_text("{}", encoding="utf-8")
    with pytest.raises(ModelError, match="another vocabulary"):
        open_vectors(folder, other, 1)


def test_missing_vectors_are_named(tmp_path: Path) -> None:
    with pytest.raises(ModelError, match="cannot be read"):
        open_vectors(tmp_path, WEIGHTS / VOCABULARY, 1)
