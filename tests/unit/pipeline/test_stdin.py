"""Standard input: JSON lines by their brace, otherwise one document."""

from __future__ import annotations

import io

import msgspec
import pytest
from equipment import make_reader, text

from hearsay.pipeline.stdin import read_stdin
from hearsay.pipeline.work import stream
from hearsay.records import Document, Rejection
from hearsay.sources import Limits

LINE = msgspec.json.encode({"id": "a", "text": text(1)}) + b"\n"


def _documents(data: bytes, **options: Limits) -> list[Document | Rejection]:
    return list(read_stdin(io.BytesIO(data), **options))  # type: ignore[arg-type]


@pytest.mark.parametrize("before", [b"", b"\n  \n", b"\xef\xbb\xbf", b"  "])
def test_a_brace_begins_json_lines(before: bytes) -> None:
    found = _documents(before + LINE + LINE.replace(b'"a"', b'"b"'))
    assert [item.id for item in found] == ["a", "b"]


def test_anything_else_is_one_document() -> None:
    (found,) = _documents(text(3).encode())
    assert isinstance(found, Document)
    assert found.path == "-"
    assert "kilometre 3" in found.text


def test_a_page_is_read_as_html() -> None:
    page = f"<html><head><title>Bridge closed</title></head><body><p>{text(3)}</p></body></html>"
    (found,) = _documents(page.encode())
    assert isinstance(found, Document)
    assert found.title == "Bridge closed"
    assert "<p>" not in found.text


def test_nothing_is_rejected_as_empty() -> None:
    (found,) = _documents(b"")
    assert isinstance(found, Rejection)
    assert (found.path, found.code) == ("-", "empty")


def test_too_much_is_rejected_and_not_kept() -> None:
    class Endless(io.RawIOBase):
        given = 0

        def readable(self) -> bool:
            return True

        def readinto(self, buffer: bytearray) -> int:  # type: ignore[override]
            buffer[:] = b"x" * len(buffer)
            self.given += len(buffer)
            return len(buffer)

    source = Endless()
    (found,) = read_stdin(io.BufferedReader(source), limits=Limits(max_bytes=100_000))
    assert isinstance(found, Rejection)
    assert found.code == "too-large"
    assert source.given < 1_000_000


def test_each_line_is_answered_before_the_next_is_asked_for() -> None:
    asked = 0

    class Lines(io.RawIOBase):
        def readline(self, size: int | None = -1) -> bytes:
            nonlocal asked
            asked += 1
            return LINE

    outcomes = stream(Lines(), factory=make_reader)  # type: ignore[arg-type]
    for given in range(1, 5):
        assert next(outcomes).reading is not None
        assert asked == given


def test_a_rejected_line_is_named_by_its_own_id() -> None:
    lines = b'{"id": "x", "text": 5}\n{"id": "y"\n' + LINE
    outcomes = list(stream(io.BytesIO(lines), factory=make_reader))
    assert [outcome.id for outcome in outcomes] == ["x", None, "a"]
    assert [outcome.rejection is None for outcome in outcomes] == [False, False, True]
