"""Test equipment: a reader with the fake model, invented articles, and hearsay as a process of its own.

Run as a script it is the command ``hearsay`` with that reader: ``equipment.py read articles/``.
"""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

from hearsay.errors import ModelError
from hearsay.model.fake import FakeModel
from hearsay.pipeline import readers
from hearsay.reading import Reader
from hearsay.records import Document, Reading, document_id

Run = Callable[..., Any]
"""A command called in this process: exit code, output, messages."""

STUMBLES_ON = "a word the reader stumbles on"
DIES_ON = "a word the reader dies on"


class Frail(Reader):
    """A reader that raises, or takes its process with it, when a text holds certain words."""

    def read(self, documents: Sequence[Document]) -> list[Reading]:
        for document in documents:
            if STUMBLES_ON in document.text:
                raise ValueError("stumbled")
            if DIES_ON in document.text:
                os.kill(os.getpid(), signal.SIGKILL)
        return super().read(documents)


def make_reader(threads: int | None = None) -> Reader:
    """A reader with the fake model."""
    return Frail(FakeModel())


def make_no_reader(threads: int | None = None) -> Reader:
    """What a reader without weights does."""
    raise ModelError("The weights are missing.", where="weights", remedy="Reinstall hearsay.")


def text(number: int) -> str:
    """An invented article with two statements, a different one for each number."""
    return (
        f"The bridge at kilometre {number} was closed on Monday.\n\n"
        f"“We counted {number} lorries,” the lock-keeper said. The minister claimed that nothing was known "
        f"about letter {number}. The river carried little water that week.\n"
    )


def document(number: int, **fields: Any) -> Document:
    """The article as a Document."""
    body = fields.pop("text", text(number))
    given = {"id": document_id(body), "path": f"{number:04}.txt", "language": "en", **fields}
    return Document(text=body, **given)


def write_articles(folder: Path, count: int) -> Path:
    """So many articles as text files in a new folder."""
    folder.mkdir()
    for number in range(count):
        (folder / f"{number:04}.txt").write_text(text(number), encoding="utf-8")
    return folder


def start(*arguments: str | Path, **options: Any) -> subprocess.Popen[bytes]:
    """hearsay as a process, with pipes to it."""
    pipes = {"stdin": subprocess.PIPE, "stdout": subprocess.PIPE, "stderr": subprocess.PIPE}
    command = [sys.executable, __file__, *map(str, arguments)]
    return subprocess.Popen(command, **{**pipes, **options})


if __name__ == "__main__":
    import equipment  # itself under its importable name, which worker processes need

    from hearsay.cli import main

    readers.make_reader = equipment.make_reader
    # A shell's background job, as CI may be, starts with Ctrl-C ignored.
    signal.signal(signal.SIGINT, signal.default_int_handler)
    main()
