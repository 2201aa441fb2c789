"""JSON lines and JSON files."""

from __future__ import annotations

import io
import json
from pathlib import Path
from typing import Any

import pytest
from source_makers import ENGLISH

from hearsay.records import Document, Rejection, document_id
from hearsay.sources import Limits, gather, stream


def encoded(*objects: Any) -> bytes:
    return b"".join(json.dumps(item).encode() + b"\n" for item in objects)


def test_a_line_brings_its_id_and_metadata() -> None:
    given = {
        "id": "a-1",
        "text": ENGLISH,
        "title": " Ships  stay\n",
        "outlet": "The Tidewater Post",
        "published": "2031-03-04",
        "url": "https://tidewater.example/1",
        "authors": ["Ida Fenn", "Rolf Marre"],
        "section": "ignored",
    }
    (found,) = stream([encoded(given)])

    assert found == Document(
        id="a-1",
        text=ENGLISH,
        title="Ships stay",
        outlet="The Tidewater Post",
        published="2031-03-04",
        url="https://tidewater.example/1",
        authors=("Ida Fenn", "Rolf Marre"),
        language="en",
        path="-",
    )


def test_a_line_without_an_id_gets_the_id_of_its_content() -> None:
    (found,) = stream([encoded({"text": ENGLISH, "outlet": "The Tidewater Post"})])
    assert isinstance(found, Document)
    assert found.id == document_id(ENGLISH, outlet="The Tidewater Post")


@pytest.mark.parametrize(
    ("line", "code", "said"),
    [
        (b"not json", "bad-json", "JSON"),
        (b'{"text": "cut', "bad-json", "JSON"),
        (b"[1, 2]", "bad-json", "object"),
        (b"[" * 100_000, "bad-json", "JSON"),
        (b"1" * 10_000, "bad-json", "JSON"),
        (b'{"id": "x"}', "bad-json", "`text`"),
        (b'{"text": null}', "bad-json", "`text`"),
        (b'{"text": 5}', "bad-json", "`text`"),
        (b'{"text": "The mayor said no.", "id": 7}', "bad-json", "`id`"),
        (b'{"text": "The mayor said no.", "id": " "}', "bad-json", "`id`"),
        (b'{"text": "The mayor said no.", "id": "a\\u0000"}', "bad-json", "`id`"),
        (b'{"text": "The mayor said no.", "title": ["a"]}', "bad-json", "`title`"),
        (b'{"text": "The mayor said no.", "authors": "Ida Fenn"}', "bad-json", "`authors`"),
        (b'{"text": "The mayor said no.", "authors": [1]}', "bad-json", "`authors`"),
        (b'{"text": "The mayor said no.", "published": "03/04/2031"}', "bad-json", "`published`"),
        (b'{"text": " "}', "empty", "no text"),
        (b'{"text": "caf\xe9"}', "encoding", "UTF-8"),
        (
            b'{"text": "Le maire a dit que les deux navires sont au port depuis la nuit."}',
            "language",
            "French",
        ),
    ],
)
def test_a_bad_line_is_rejected_with_its_number_and_the_rest_is_read(
    line: bytes, code: str, said: str
) -> None:
    good = encoded({"text": ENGLISH})

    first, bad, last = stream([good, b"\n", line + b"\n", good])

    assert isinstance(first, Document)
    assert isinstance(last, Document)
    assert isinstance(bad, Rejection)
    assert bad.code == code
    assert said in bad.reason
    assert (bad.place or "").startswith("line 3")
    assert bad.remedy


def test_what_json_may_hold_and_a_text_may_not_is_mended() -> None:
    (found,) = stream(
        [b'\xef\xbb\xbf{"text": "No\\u0000 \\ud800, she said.\\r\\nCafe\\u0301 \\ud83d\\ude00"}']
    )
    assert isinstance(found, Document)
    assert found.text == "No  \ufffd, she said.\nCafé 😀"


def test_an_endless_line_is_cut_off_and_the_next_is_read() -> None:
    file = io.BytesIO(b'{"text": "' + b"a" * 5000 + b'"}\n' + encoded({"text": ENGLISH}))

    first, second = stream(file, limits=Limits(max_bytes=1000))

    assert isinstance(first, Rejection)
    assert (first.code, first.place) == ("too-large", "line 1")
    assert "--max-bytes" in (first.remedy or "")
    assert isinstance(second, Document)


def test_one_line_is_answered_before_the_next_is_asked_for() -> None:
    asked = []

    def lines() -> Any:
        for number in range(3):
            asked.append(number)
            yield encoded({"text": ENGLISH, "id": str(number)})

    answers = stream(lines())
    next(answers)
    assert asked == [0]


def test_a_file_of_lines_holds_many_documents(put: Any) -> None:
    path = put("a.jsonl", encoded({"text": ENGLISH}, {"id": "b"}, {"id": "c", "text": ENGLISH}))

    first, second, third = gather([str(path)], limits=Limits(max_bytes=300))

    assert isinstance(first, Document)
    assert first.path == str(path)
    assert isinstance(second, Rejection)
    assert (second.code, second.place, second.path) == ("bad-json", "line 2", str(path))
    assert isinstance(third, Document)
    assert third.id == "c"


@pytest.mark.parametrize("name", ["a.json", "a.txt", "a", "a.jsonl", "a.ndjson"])
def test_lines_are_known_by_their_content(put: Any, name: str) -> None:
    found = list(
        gather([str(put(name, encoded({"id": "1", "text": ENGLISH}, {"id": "2", "text": ENGLISH})))])
    )
    assert [item.id for item in found] == ["1", "2"]


def test_a_json_file_may_be_an_object_or_a_list(one: Any, put: Any) -> None:
    assert one("a.json", json.dumps({"id": "1", "text": ENGLISH}, indent=2)).id == "1"
    listed = put("b.json", json.dumps([{"id": "1", "text": ENGLISH}, {"id": "2"}, 3], indent=2))
    first, second, third = gather([str(listed)])
    assert first.id == "1"
    assert isinstance(second, Rejection)
    assert second.place == "item 2"
    assert isinstance(third, Rejection)
    assert third.place == "item 3"


def test_standard_input_is_an_input(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    class Standard:
        buffer = io.BytesIO(encoded({"id": "1", "text": ENGLISH}))

    monkeypatch.setattr("sys.stdin", Standard())
    (found,) = gather(["-"])
    assert isinstance(found, Document)
    assert (found.id, found.path) == ("1", "-")
