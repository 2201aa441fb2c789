"""Sentence vectors: what a text means, as a direction in 384 dimensions.

The graph is the original MiniLM in int8. Activations are quantized over all that is run at once, so each text
is run by itself: its vector depends on nothing but the text.
"""

from __future__ import annotations

from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any, cast

import msgspec
import numpy as np
import onnxruntime
from numpy.typing import NDArray
from tokenizers import Tokenizer

from hearsay.errors import ModelError
from hearsay.model.manifest import MANIFEST, REMEDY, check_files, sha256
from hearsay.records import Record, digest

GRAPH = "vectors.onnx"
LONGEST = 128
"""Pieces of a text that count; those of a statement are seldom more than 60."""

Vectors = NDArray[np.float32]
__all__ = ["GRAPH", "MANIFEST", "Embedder", "VectorManifest", "open_vectors"]


class VectorManifest(Record):
    """What ``manifest.json`` says of the graph beside it.

    ``files`` maps names to SHA-256, ``vocabulary`` is that of the reader's vocabulary, which is used here as
    well; ``recipe`` says how the graph was made.
    """

    files: dict[str, str]
    vocabulary: str
    width: int
    licence: str
    recipe: dict[str, Any]


class Embedder:
    """Turns texts into vectors."""

    def __init__(self, graph: Path, vocabulary: Path, version: str, width: int, threads: int | None) -> None:
        """Open the graph; ``threads`` texts are run beside each other, None for one a core.

        Raises:
            ModelError: onnxruntime cannot read the graph.
        """
        self.version = version
        """Changes whenever the vectors would be others."""
        self._width = width
        self._threads = threads
        self._tokenizer = Tokenizer.from_file(str(vocabulary))
        self._tokenizer.no_padding()
        self._tokenizer.enable_truncation(LONGEST)
        options = onnxruntime.SessionOptions()
        options.log_severity_level = 3
        options.intra_op_num_threads = 1  # short texts: side by side is faster than split up
        try:
            self._session = onnxruntime.InferenceSession(
                str(graph), options, providers=["CPUExecutionProvider"]
            )
        except Exception as error:  # onnxruntime raises many types, none of them public
            raise ModelError(
                f"onnxruntime cannot open the sentence vectors: {error}", where=str(graph), remedy=REMEDY
            ) from error

    def vectors(self, texts: Sequence[str]) -> Vectors:
        """One vector of length 1 for each text, ``(texts, 384)``: the same whatever it comes with."""
        found = np.zeros((len(texts), self._width), dtype=np.float32)
        distinct = list(dict.fromkeys(texts))
        pieces = [encoding.ids for encoding in self._tokenizer.encode_batch(distinct)]
        with ThreadPoolExecutor(self._threads or _cores()) as pool:
            place = dict(zip(distinct, pool.map(self._one, pieces), strict=True))
        for at, text in enumerate(texts):
            found[at] = place[text]
        return found

    def _one(self, ids: list[int]) -> Vectors:
        given = np.array([ids], dtype=np.int64)
        (vectors,) = self._session.run(None, {"ids": given, "mask": np.ones_like(given)})
        return cast(Vectors, vectors[0])


def _cores() -> int:
    import os

    return os.cpu_count() or 1


def open_vectors(folder: Path, vocabulary: Path, threads: int | None) -> Embedder:
    """The embedder of a folder, checked against its manifest.

    Raises:
        ModelError: something is missing, damaged or not what the manifest names.
    """
    try:
        manifest = msgspec.json.decode((folder / MANIFEST).read_bytes(), type=VectorManifest)
    except (OSError, msgspec.MsgspecError) as error:
        raise ModelError(
            f"The manifest of the sentence vectors cannot be read: {error}.",
            where=str(folder / MANIFEST),
            remedy=REMEDY,
        ) from error
    check_files(folder, manifest.files)
    if sha256(vocabulary) != manifest.vocabulary:
        raise ModelError(
            "The sentence vectors were made for another vocabulary.", where=str(vocabulary), remedy=REMEDY
        )
    version = digest("vectors", manifest.files, manifest.vocabulary)[:12]
    return Embedder(folder / GRAPH, vocabulary, version, manifest.width, threads)
