"""How a reader is made, and what the pipeline asks of one.

A reader holds a model and cannot be sent to another process, so the pipeline passes around a function
that makes one. It must be importable by name for workers to find it.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Protocol

from hearsay.records import Document, Model, Reading

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray


class Embedding(Protocol):
    """What linking asks of sentence vectors: their version, and vectors of texts."""

    version: str
    """Changes whenever the same text might get another vector."""

    def vectors(self, texts: Sequence[str]) -> NDArray[np.float32]:
        """One vector of length 1 for each text, ``(texts, width)``, whatever texts it comes with."""
        ...


class ReaderLike(Protocol):
    """What the pipeline asks of a reader: its version, and readings of documents."""

    @property
    def version(self) -> str:
        """Changes whenever the same text might be read differently."""
        ...

    def read(self, documents: Sequence[Document]) -> list[Reading]:
        """One Reading a Document, in order."""
        ...


ReaderFactory = Callable[[int | None], ReaderLike]
"""Makes a reader whose model uses so many threads; None leaves the number to the model."""


def load_model(threads: int | None = None) -> Model:
    """The model that comes with hearsay.

    Raises:
        ModelError: the weights are missing, damaged or not the ones their manifest names.
    """
    from hearsay import model

    return model.load(threads=threads)


def make_reader(threads: int | None = None) -> ReaderLike:
    """The reader that hearsay uses: the model that comes with it, and the rules of ``reading``.

    Raises:
        ModelError: the weights are missing, damaged or not the ones their manifest names.
    """
    from hearsay.reading import Reader

    return Reader(load_model(threads))


def load_embedding() -> Embedding:
    """The sentence vectors that come with hearsay.

    Raises:
        ModelError: they are missing, damaged or not the ones their manifest names.
    """
    from hearsay import model

    return model.load_vectors()
