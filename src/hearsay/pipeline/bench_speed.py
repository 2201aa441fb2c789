"""How fast the whole job is, beside what the encoder alone does on the same windows.

Chunk by chunk the job is done (sources → reading → a ledger that is thrown away), then the encoder is run
over the texts that the model was shown meanwhile. The two take turns, so that whatever else the machine
does slows both alike.
"""

from __future__ import annotations

import os
import sys
import tempfile
import time
from collections.abc import Sequence
from itertools import islice
from pathlib import Path
from typing import Protocol

from hearsay.errors import UsageError
from hearsay.ledger import Ledger
from hearsay.pipeline.readers import ReaderLike
from hearsay.pipeline.work import read_documents
from hearsay.records import Attribution, Document, Model, Record, Rejection, Sight
from hearsay.sources import gather

CHUNK = 16


class SpeedModel(Model, Protocol):
    """A model that can also run its encoder alone."""

    def encode_only(self, texts: Sequence[str]) -> int:
        """Run the encoder over texts, decode nothing; returns the number of word pieces."""
        ...


class Speed(Record):
    """What was measured. Times are in seconds, memory in MiB, words are what white space separates.

    ``ratio`` is how much of the encoder's own speed the whole job keeps.
    """

    documents: int
    rejections: int
    words: int
    pieces: int
    job_seconds: float
    encoder_seconds: float
    job_words_per_second: float
    encoder_words_per_second: float
    job_pieces_per_second: float
    encoder_pieces_per_second: float
    ratio: float
    peak_memory_mib: float
    cores: int


class _Witness:
    """A model that remembers what it was shown."""

    def __init__(self, model: SpeedModel) -> None:
        self._model = model
        self.shown: list[list[str]] = []

    @property
    def version(self) -> str:
        return self._model.version

    def see(self, texts: Sequence[str]) -> list[Sight]:
        self.shown.append(list(texts))
        return self._model.see(texts)

    def attributions(self, texts: Sequence[str]) -> list[tuple[Attribution, ...]]:
        self.shown.append(list(texts))
        return self._model.attributions(texts)

    def encode_again(self) -> int:
        """Run the encoder over all that was shown since the last time, in the same calls."""
        shown, self.shown = self.shown, []
        return sum(self._model.encode_only(texts) for texts in shown)


def measure(path: str, limit: int | None = None, model: SpeedModel | None = None) -> Speed:
    """Read a file or folder, at most so many documents of it, and measure.

    Raises:
        UsageError: it holds no document that can be read.
        ModelError: the weights are missing or damaged.
    """
    from hearsay.reading import Reader

    witness = _Witness(model or _own_model())
    reader = Reader(witness)
    items = islice(gather([path]), limit)
    documents = rejections = words = pieces = 0
    job_seconds = encoder_seconds = 0.0
    with (
        tempfile.TemporaryDirectory(prefix="hearsay-") as folder,
        Ledger.open(str(Path(folder) / "speed.db")) as ledger,
    ):
        while True:
            started = time.perf_counter()
            chunk = list(islice(items, CHUNK))
            _store(chunk, reader, ledger)
            job_seconds += time.perf_counter() - started
            if not chunk:
                break
            started = time.perf_counter()
            pieces += witness.encode_again()
            encoder_seconds += time.perf_counter() - started
            read = [item for item in chunk if isinstance(item, Document)]
            documents += len(read)
            rejections += len(chunk) - len(read)
            words += sum(len(document.text.split()) for document in read)
    if not documents:
        raise UsageError("There is no document to read.", where=path, remedy="Give a folder of articles.")
    return Speed(
        documents=documents,
        rejections=rejections,
        words=words,
        pieces=pieces,
        job_seconds=round(job_seconds, 3),
        encoder_seconds=round(encoder_seconds, 3),
        job_words_per_second=round(words / job_seconds, 1),
        encoder_words_per_second=round(words / encoder_seconds, 1),
        job_pieces_per_second=round(pieces / job_seconds, 1),
        encoder_pieces_per_second=round(pieces / encoder_seconds, 1),
        ratio=round(encoder_seconds / job_seconds, 3),
        peak_memory_mib=round(_peak_memory(), 1),
        cores=os.cpu_count() or 1,
    )


def _store(chunk: Sequence[Document | Rejection], reader: ReaderLike, ledger: Ledger) -> None:
    for _ in read_documents(chunk, ledger=ledger, factory=lambda _: reader):
        pass


def _own_model() -> SpeedModel:
    from hearsay.model import load

    return load()


def _peak_memory() -> float:
    """The most memory that this process, or a child of it, has held at once, in MiB."""
    import resource  # not there on Windows, where the rest of this file is still of use

    unit = 1024 * 1024 if sys.platform == "darwin" else 1024  # bytes there, kibibytes elsewhere
    who = (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)
    return sum(resource.getrusage(one).ru_maxrss for one in who) / unit
