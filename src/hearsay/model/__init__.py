"""The model: a vocabulary, a network and the way from its scores to what is seen in a text.

Everything heavy is loaded by :func:`load` alone.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from hearsay.model.sight import TextModel
    from hearsay.model.vectors import Embedder

WEIGHTS = Path(__file__).parent / "weights"
"""The folder of the weights that come with hearsay."""
VECTORS = WEIGHTS / "vectors"
"""The folder of the sentence vectors."""
VOCABULARY = "tokenizer.json"


def load(*, threads: int | None = None, folder: Path = WEIGHTS) -> TextModel:
    """The model of a weights folder, checked against its manifest.

    Args:
        threads: how many threads the network may use; None is one a core.

    Raises:
        ModelError: the weights are missing, damaged or not the ones their manifest names.
    """
    from hearsay.model.manifest import read_manifest
    from hearsay.model.onnx import OnnxNetwork
    from hearsay.model.pieces import PieceCutter
    from hearsay.model.sight import TextModel

    manifest = read_manifest(folder)
    network = OnnxNetwork(folder, threads)
    return TextModel(PieceCutter(folder / VOCABULARY), network, manifest.threshold, manifest.version)


def load_vectors(threads: int | None = None) -> Embedder:
    """The sentence vectors that come with hearsay, checked against their manifest.

    Args:
        threads: how many texts may be worked on at once; None is one a core.

    Raises:
        ModelError: they are missing, damaged or not the ones their manifest names.
    """
    from hearsay.model.vectors import open_vectors

    return open_vectors(VECTORS, WEIGHTS / VOCABULARY, threads)
