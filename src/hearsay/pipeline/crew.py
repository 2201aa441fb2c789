"""Who does the reading: this process alone, or a few workers beside it.

Both give the answers in the order of the batches. A crew of workers holds one batch a worker and one
more; a worker is never sent a batch before its last answer was taken, so neither side can block the other.
"""

from __future__ import annotations

import multiprocessing
import os
import signal
from collections import deque
from collections.abc import Iterable, Iterator, Sequence
from multiprocessing.connection import Connection
from multiprocessing.process import BaseProcess
from types import TracebackType
from typing import Any, Protocol, Self

from hearsay.errors import HearsayError, WorkerDied
from hearsay.pipeline.readers import ReaderFactory, ReaderLike
from hearsay.records import Document, Reading, Rejection

Answer = Reading | Rejection
Batch = Sequence[Document]


class Crew(Protocol):
    """Reads batches of documents, in order."""

    version: str

    def read(self, batches: Iterable[Batch]) -> Iterator[list[Answer]]:
        """One answer a document, one list a batch, in order."""
        ...

    def __enter__(self) -> Self: ...

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None: ...


def hire(factory: ReaderFactory, jobs: int) -> Crew:
    """A crew of so many processes; one is this process itself."""
    return Alone(factory(None)) if jobs <= 1 else Workers(factory, jobs)


def answer(reader: ReaderLike, batch: Batch) -> list[Answer]:
    """Read a batch; a document on which the reader fails becomes a Rejection, the others are read."""
    if not batch:
        return []
    try:
        return list(reader.read(batch))
    except HearsayError:
        raise
    except Exception as error:
        if len(batch) > 1:
            return [one for document in batch for one in answer(reader, [document])]
        document = batch[0]
        return [
            Rejection(
                path=document.path or document.id,
                code="reader-failed",
                reason=f"the reader failed on this document: {type(error).__name__}: {error}",
                remedy="Please report it with the document; the others were read.",
            )
        ]


class Alone:
    """Reads in this process."""

    def __init__(self, reader: ReaderLike) -> None:
        self._reader = reader
        self.version = reader.version

    def read(self, batches: Iterable[Batch]) -> Iterator[list[Answer]]:
        """Answer each batch when it is asked for."""
        return (answer(self._reader, batch) for batch in batches)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        return None


class Workers:
    """Reads in processes of its own, each with the model loaded and its share of the processor."""

    def __init__(self, factory: ReaderFactory, jobs: int) -> None:
        # Spawned, not forked: the model runtime has threads, and a forked copy of them would hang.
        context = multiprocessing.get_context("spawn")
        threads = max(1, (os.cpu_count() or 1) // jobs)
        self._lines: list[Connection] = []
        self._processes: list[BaseProcess] = []
        try:
            for number in range(jobs):
                ours, theirs = context.Pipe()
                process = context.Process(
                    target=_work,
                    args=(theirs, factory, threads),
                    name=f"hearsay-worker-{number + 1}",
                    daemon=True,
                )
                process.start()
                theirs.close()
                self._lines.append(ours)
                self._processes.append(process)
            versions: list[str] = [self._take(number) for number in range(jobs)]
            self.version = versions[0]
        except BaseException:
            self._end()
            raise

    def read(self, batches: Iterable[Batch]) -> Iterator[list[Answer]]:
        """Hand the batches round; take the answers in the same order."""
        idle = deque(range(len(self._lines)))
        busy: deque[int] = deque()
        for batch in batches:
            if not idle:
                number = busy.popleft()
                done = self._take(number)
                self._give(number, batch)
                busy.append(number)
                yield done
            else:
                number = idle.popleft()
                self._give(number, batch)
                busy.append(number)
        while busy:
            yield self._take(busy.popleft())

    def _give(self, number: int, batch: Batch) -> None:
        try:
            self._lines[number].send(list(batch))
        except OSError as error:
            raise self._lost(number) from error

    def _take(self, number: int) -> Any:
        try:
            reply = self._lines[number].recv()
        except (EOFError, OSError) as error:
            raise self._lost(number) from error
        if isinstance(reply, BaseException):
            raise reply
        return reply

    def _lost(self, number: int) -> WorkerDied:
        process = self._processes[number]
        process.join(timeout=5)
        code = process.exitcode
        how = f"killed by signal {-code}" if code is not None and code < 0 else f"exit code {code}"
        return WorkerDied(
            f"A worker process ended without an answer: {how}.",
            where=process.name,
            remedy="What was read before is stored. Run the same command again to go on, with a smaller "
            "--jobs if the machine ran out of memory.",
        )

    def _end(self) -> None:
        for line in self._lines:
            line.close()
        for process in self._processes:
            process.terminate()
        for process in self._processes:
            process.join()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._end()


def _work(line: Connection, factory: ReaderFactory, threads: int) -> None:
    """The life of a worker: make a reader, answer batches until the line is closed."""
    # Ctrl-C reaches the whole group; the parent decides what happens, and closing the line ends us.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    try:
        reader = factory(threads)
        line.send(reader.version)
        while True:
            line.send(answer(reader, line.recv()))
    except (EOFError, BrokenPipeError, ConnectionResetError):
        return
    except HearsayError as error:
        line.send(error)
