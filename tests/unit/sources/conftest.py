"""What the tests of the sources share: the folder of makers on the path, and a short way to read."""

from __future__ import annotations

import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from hearsay.records import Document, Rejection
from hearsay.sources import gather

sys.path.insert(0, str(Path(__file__).parent))  # for `source_makers`, in every import mode

Put = Callable[[str, bytes | str], Path]
Read = Callable[..., list[Document | Rejection]]
One = Callable[..., Any]


@pytest.fixture
def put(tmp_path: Path) -> Put:
    """Writes a file, given its name below the test's folder and its content."""

    def write(name: str, content: bytes | str) -> Path:
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content if isinstance(content, bytes) else content.encode())
        return path

    return write


@pytest.fixture
def one(put: Put) -> One:
    """Reads the one Document or Rejection in a file of this name and content."""

    def read(name: str, content: bytes | str, **options: Any) -> Document | Rejection:
        (result,) = gather([str(put(name, content))], **options)
        return result

    return read
