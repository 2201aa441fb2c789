"""Articles of articledata and documents of FollowTheMoney, read like any others; judgements."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any

import msgspec
import pytest

from hearsay.records import Document, Judgement, Rejection, to_json
from hearsay.sources import Limits, gather, read_judgements

TEXT = "The ferry between Lindhaven and Osterby will close in May, the port authority said on Tuesday. " * 3


@pytest.fixture
def article(monkeypatch: pytest.MonkeyPatch) -> Any:
    """Makes a line of articledata with the package itself, which was written for pydantic 1."""
    v1 = pytest.importorskip("pydantic.v1")
    monkeypatch.setitem(sys.modules, "pydantic", v1)
    for name in [name for name in sys.modules if name.split(".")[0] == "articledata"]:
        monkeypatch.delitem(sys.modules, name)
    package = pytest.importorskip("articledata")

    def make(**given: Any) -> bytes:
        fields = {
            "id": "ferry-1", "title": "Ferry to close", "section": "Local", "date": "2031-03-04",
            "url": "https://tidewater.example/ferry", "tags": ["ferry"], "site": "The Tidewater Post",
            "language": "eng", "locale": "en_GB", "bylines": ["Ida Fenn", "Rolf Marre"],
            "description": "A short one", "lede": "Not the text", "text": TEXT,
            "extracted_at": "2031-03-05T00:00:00",
        }  # fmt: skip
        line: bytes = package.Article(**{**fields, **given}).json().encode() + b"\n"
        return line

    return make


def read(path: Path, content: bytes, **options: Any) -> list[Document | Rejection]:
    path.write_bytes(content)
    return list(gather([str(path)], **options))


@pytest.mark.parametrize("name", ["articles.jsonl", "articles.json", "articles", "articles.txt"])
def test_articledata_is_read_whatever_the_file_is_called(tmp_path: Path, article: Any, name: str) -> None:
    (first, second) = read(
        tmp_path / name, article() + b"\n" + article(id="ferry-2", date=None, section=None, bylines=[])
    )
    assert first == Document(
        id="ferry-1", text=TEXT, title="Ferry to close", outlet="The Tidewater Post",
        authors=("Ida Fenn", "Rolf Marre"), published="2031-03-04", url="https://tidewater.example/ferry",
        language="en", path=str(tmp_path / name),
    )  # fmt: skip
    assert (second.id, second.published, second.authors) == ("ferry-2", None, ())


def test_a_date_that_is_none_costs_an_article_its_date_alone(tmp_path: Path, article: Any) -> None:
    (found,) = read(tmp_path / "a.jsonl", article(date="03/04/2031"))
    assert found.published is None


def test_bad_lines_of_articledata_are_rejected_by_line(tmp_path: Path, article: Any) -> None:
    good = article()
    broken = [
        good[:100],
        msgspec.json.encode({**msgspec.json.decode(good), "text": None}),
        msgspec.json.encode({**msgspec.json.decode(good), "bylines": "Ida"}),
        msgspec.json.encode({**msgspec.json.decode(good), "id": " "}),
        b"[1]",
        b'"\xff"',
    ]
    found = read(tmp_path / "a.jsonl", good + b"\n".join(broken) + b"\n")
    assert isinstance(found[0], Document)
    assert all(isinstance(one, Rejection) and one.reason and one.remedy for one in found[1:])
    assert [one.place.partition(",")[0] for one in found[1:]] == [f"line {n}" for n in range(2, 8)]


def test_an_enormous_line_is_rejected_and_the_next_is_read(tmp_path: Path, article: Any) -> None:
    big = article(text=TEXT * 40)
    found = read(tmp_path / "a.jsonl", article() + big + article(id="c"), limits=Limits(max_bytes=5000))
    assert [type(one).__name__ for one in found] == ["Document", "Rejection", "Document"]
    assert found[1].code == "too-large"


def entity(schema: str, id: str = "a" * 40, **properties: list[str]) -> bytes:
    return msgspec.json.encode({"id": id, "schema": schema, "properties": properties}) + b"\n"


def test_documents_of_followthemoney_are_read_and_the_rest_is_left_alone(tmp_path: Path) -> None:
    lines = [
        entity("Person", name=["Dorota Lisle"]),
        entity(
            "Article", title=["Ferry to close"], bodyText=[TEXT, "One more paragraph stands here."],
            publisher=["The Tidewater Post"], author=["Ida Fenn"], publishedAt=["2031-03-04T08:15"],
            sourceUrl=["https://tidewater.example/ferry"],
        ),
        entity("Mention", id="b" * 40, document=["a" * 40], name=["Dorota Lisle"]),
        entity("HyperText", id="c" * 40, bodyText=[TEXT], date=["2031-03"]),
    ]  # fmt: skip
    first, second = read(tmp_path / "export.ftm.json", b"".join(lines))
    assert first == Document(
        id="a" * 40, text=f"{TEXT}\n\nOne more paragraph stands here.", title="Ferry to close",
        outlet="The Tidewater Post", authors=("Ida Fenn",), published="2031-03-04T08:15:00+00:00",
        url="https://tidewater.example/ferry", language="en", path=str(tmp_path / "export.ftm.json"),
    )  # fmt: skip
    assert second.published is None  # a month is no date that says who was first


def test_a_document_without_text_and_what_is_no_entity_are_rejected(tmp_path: Path) -> None:
    lines = [
        entity("Article", bodyText=[TEXT]),
        entity("Article", title=["Nothing in it"]),
        entity("Page", bodyText=["One page"]),
        b'{"id": "x"}\n',
        b'{"id": "x", "schema": "Article", "properties": [1]}\n',
        b'{"id": "x", "schema": "Art',
    ]
    found = read(tmp_path / "export.ftm.json", b"".join(lines))
    assert isinstance(found[0], Document)
    assert [one.place.partition(",")[0] for one in found[1:]] == [f"line {n}" for n in range(2, 7)]
    assert all(one.reason and one.remedy for one in found[1:])


def test_json_lines_of_ours_are_still_read_as_such(tmp_path: Path) -> None:
    (found,) = read(tmp_path / "a.jsonl", msgspec.json.encode({"id": "1", "text": TEXT, "site": "x"}))
    assert isinstance(found, Document)


def judgement(**given: Any) -> Judgement:
    fields = {"id": "1" * 24, "at": "2031-05-09T10:00:00+00:00", "author": "Ilka", "about": "statement"}
    return Judgement(**{**fields, "verdict": "yes", **given})


def test_judgements_are_read_by_line_and_bad_ones_rejected(tmp_path: Path) -> None:
    good = judgement()
    rows = [
        to_json(good),
        to_json(judgement(at="yesterday", id="2" * 24)),
        to_json(judgement(at="2031-05-09T10:00:00", id="3" * 24)),
        to_json(judgement(author=" ", id="4" * 24)),
        to_json(good).replace(b'"yes"', b'"perhaps"'),
        to_json(good),
        to_json(judgement(verdict="no")),
        b"{",
        b"\xff\xfe",
        b'{"id": "' + b"x" * 1_000_100 + b'"}',
        to_json(good)[:-1] + b', "left": {"document": "d", "span": [9, 3], "words": "w"}}',
        b"[" * 100_000,
    ]
    path = tmp_path / "judgements.jsonl"
    path.write_bytes(b"\n".join(rows) + b"\n")
    found = read_judgements(path)
    assert found.judgements == (("line 1", good),)
    bad = [f"line {n}" for n in (2, 3, 4, 5, 7, 8, 9, 10, 11, 12)]
    assert [one.place for one in found.rejections] == bad
    assert all(one.reason.endswith(".") and one.remedy for one in found.rejections)


def test_a_file_of_judgements_that_is_not_there_is_a_rejection(tmp_path: Path) -> None:
    (rejection,) = read_judgements(tmp_path / "none.jsonl").rejections
    assert rejection.code == "missing"
