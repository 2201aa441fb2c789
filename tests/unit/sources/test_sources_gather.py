"""Folders, the metadata table, and formats of other packages."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from source_makers import ENGLISH, NEWS_PAGE

from hearsay.errors import UsageError
from hearsay.records import Document, Rejection, document_id
from hearsay.sources import Draft, Limits, gather, registry


def test_a_folder_is_read_in_order_without_hidden_files(tmp_path: Path, put: Any) -> None:
    for name in ("b/2.txt", "b/1.txt", "a.md", "c", ".hidden.txt", ".git/config.txt", "b/.x"):
        put(name, ENGLISH)
    found = [item.path for item in gather([str(tmp_path)])]
    assert found == [str(tmp_path / name) for name in ("a.md", "b/1.txt", "b/2.txt", "c")]


@settings(max_examples=20, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    names=st.lists(st.from_regex(r"[a-c]{1,2}(/[a-c]{1,2})?\.txt", fullmatch=True), min_size=1, unique=True),
    seed=st.randoms(),
)
def test_the_order_does_not_depend_on_the_disk(
    tmp_path_factory: pytest.TempPathFactory, names: list[str], seed: Any
) -> None:
    def read(order: list[str]) -> list[str]:
        folder = tmp_path_factory.mktemp("order")
        for name in order:
            path = folder / name
            path.parent.mkdir(exist_ok=True)
            path.write_text("The mayor said no.")
        return [os.path.relpath(str(item.path), folder) for item in gather([str(folder)])]

    shuffled = list(names)
    seed.shuffle(shuffled)
    assert read(names) == read(shuffled)


def test_the_path_is_as_given(put: Any, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    put("in/a.txt", ENGLISH)
    monkeypatch.chdir(tmp_path)
    assert [item.path for item in gather(["in", "in/a.txt", "./in"])] == [
        "in/a.txt",
        "in/a.txt",
        "./in/a.txt",
    ]


def test_files_are_read_one_at_a_time(put: Any, tmp_path: Path) -> None:
    put("a.txt", ENGLISH)
    put("b.txt", ENGLISH)
    found = gather([str(tmp_path)])
    next(found)
    (tmp_path / "b.txt").unlink()
    (second,) = found
    assert isinstance(second, Rejection)
    assert second.code == "missing"


def test_links_that_lead_back_end(tmp_path: Path, put: Any) -> None:
    put("a/one.txt", ENGLISH)
    (tmp_path / "a" / "up").symlink_to(tmp_path)
    (tmp_path / "self.txt").symlink_to(tmp_path / "self.txt")
    (tmp_path / "gone.txt").symlink_to(tmp_path / "nothing.txt")
    (tmp_path / "link.txt").symlink_to(tmp_path / "a" / "one.txt")

    found = {
        os.path.relpath(str(item.path), tmp_path): getattr(item, "code", "read")
        for item in gather([str(tmp_path)])
    }

    assert found == {"a/one.txt": "read", "gone.txt": "missing", "link.txt": "read", "self.txt": "missing"}


def test_folders_are_read_to_a_depth(tmp_path: Path, put: Any) -> None:
    put("a/b/c/d.txt", ENGLISH)
    assert [type(item) for item in gather([str(tmp_path)], limits=Limits(max_depth=3))] == [Document]
    (found,) = gather([str(tmp_path)], limits=Limits(max_depth=2))
    assert isinstance(found, Rejection)
    assert (found.code, found.path) == ("too-deep", str(tmp_path / "a/b/c"))
    assert "--max-depth" in (found.remedy or "")


def test_what_belongs_to_an_article_is_no_article(tmp_path: Path, put: Any) -> None:
    put("a.txt", ENGLISH)
    put("a.ann", "T1\tSource 0 3\tThe")
    put("page.html", NEWS_PAGE)
    put("page_files/logo.png", b"\x89PNG\0")
    put("other.ann", "T1\tSource 0 3\tThe")
    put("alone_files/note.txt", ENGLISH)

    found = [(os.path.relpath(str(item.path), tmp_path), type(item)) for item in gather([str(tmp_path)])]

    assert found == [
        ("a.txt", Document),
        ("alone_files/note.txt", Document),
        ("other.ann", Rejection),
        ("page.html", Document),
    ]


def test_the_table_wins_over_the_file(put: Any, tmp_path: Path) -> None:
    put("in/a.txt", ENGLISH)
    put("in/b.html", NEWS_PAGE)
    table = put(
        "in/table.csv",
        "\ufeffFile,Outlet, published ,AUTHOR,title,url,note\r\n"
        'a.txt,"The Post, evening",4 March 2031,Ida Fenn; Rolf Marre,Ships,https://post.example/1,x\r\n'
        "b.html,,2031-03-09,,,\r\n",
    )
    a, b = gather([str(tmp_path / "in")], metadata=str(table))

    assert isinstance(a, Document)
    assert (a.outlet, a.published, a.authors) == (
        "The Post, evening",
        "2031-03-04",
        ("Ida Fenn", "Rolf Marre"),
    )
    assert (a.title, a.url) == ("Ships", "https://post.example/1")
    assert a.id == document_id(a.text, title=a.title, outlet=a.outlet, published=a.published, url=a.url)
    assert isinstance(b, Document)
    assert (b.outlet, b.published, b.authors[0]) == ("The Tidewater Post", "2031-03-09", "Ida Fenn")


@pytest.mark.parametrize("delimiter", [";", "\t"])
def test_other_separators(put: Any, tmp_path: Path, delimiter: str) -> None:
    put("a.txt", ENGLISH)
    rows = [["file", "outlet", "author"], ["a.txt", "Post", '"Ida Fenn; Rolf Marre"']]
    table = put("t.csv", "\n".join(delimiter.join(row) for row in rows))
    (found,) = gather([str(tmp_path / "a.txt")], metadata=str(table))
    assert isinstance(found, Document)
    assert (found.outlet, found.authors) == ("Post", ("Ida Fenn", "Rolf Marre"))


def test_files_are_matched_by_path_before_name(put: Any, tmp_path: Path) -> None:
    for name in ("in/x/a.txt", "in/y/a.txt", "in/z/b.txt"):
        put(name, ENGLISH)
    table = put("meta/t.csv", "file,outlet\n../in/x/a.txt,X\nb.txt,Z\n")
    assert [item.outlet for item in gather([str(tmp_path / "in")], metadata=str(table))] == ["X", None, "Z"]


def test_what_is_wrong_with_a_row_is_told_and_the_files_are_read(put: Any, tmp_path: Path) -> None:
    put("x/a.txt", ENGLISH)
    put("y/a.txt", ENGLISH)
    put("b.txt", ENGLISH)
    put("elsewhere.txt", ENGLISH)
    table = put(
        "t.csv",
        "file,outlet,published\na.txt,A,2031-03-04\ngone.txt,G,\nb.txt,B,03/04/2031\nelsewhere.txt,E,\nb.txt,again,\n,N,\n",
    )
    *documents, last = gather(
        [str(tmp_path / name) for name in ("x", "y", "b.txt", "x")], metadata=str(table)
    )
    read = [item for item in [*documents, last] if isinstance(item, Document)]
    told = [(item.code, item.place) for item in [*documents, last] if isinstance(item, Rejection)]

    assert [(item.outlet, item.published) for item in read] == [
        ("A", "2031-03-04"),
        (None, None),
        ("B", None),
        ("A", "2031-03-04"),
    ]
    assert sorted(told) == [
        ("bad-date", "line 4"),
        ("metadata", "line 2"),
        ("metadata", "line 6"),
        ("metadata", "line 7"),
        ("missing", "line 3"),
    ]
    assert all(item.path == str(table) and item.remedy for item in [last])


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (None, "read"),
        (b"", "`file`"),
        (b"name,outlet\na,b\n", "`file`"),
        (b"\0" * 300, "NUL"),
        (b"file\n" + b'"a' * 200_000, "read"),
    ],
)
def test_a_table_that_cannot_be_used_is_wrong_usage_at_once(
    put: Any, tmp_path: Path, content: bytes | None, said: str
) -> None:
    table = tmp_path / "t.csv"
    if content is not None:
        put("t.csv", content)
    with pytest.raises(UsageError) as caught:
        gather([str(tmp_path)], metadata=str(table))
    assert said in caught.value.what
    assert str(table) in (caught.value.where or "")
    assert caught.value.remedy


class Telegram:
    """A format that another package brings."""

    name = "telegram"
    extensions = (".tgm",)

    def sniff(self, head: bytes) -> bool:
        return head.startswith(b"STOP")

    def read(self, file: Any, limits: Limits) -> Iterator[Draft]:
        yield Draft(text=file.read().decode().replace("STOP", "."), outlet="Telegram office")


class Point:
    """An entry point as installed packages have them."""

    def __init__(self, name: str, value: object) -> None:
        self.name = name
        self.value = f"package:{name}"
        self.loaded = value

    def load(self) -> object:
        if isinstance(self.loaded, Exception):
            raise self.loaded
        return self.loaded


@pytest.fixture
def installed(monkeypatch: pytest.MonkeyPatch) -> Iterator[Any]:
    def install(*points: Point) -> None:
        monkeypatch.setattr(registry, "entry_points", lambda group: points)
        registry.sources.cache_clear()

    yield install
    registry.sources.cache_clear()


def test_another_package_brings_a_format(installed: Any, one: Any) -> None:
    installed(Point("telegram", Telegram()))
    assert one("a.tgm", "STOP The mayor said no STOP").outlet == "Telegram office"
    assert one("a.unknown", "STOP The mayor said no STOP").text == ". The mayor said no ."
    assert one("a.txt", ENGLISH).text == ENGLISH


def test_without_any_entry_point_our_formats_are_there(installed: Any, one: Any) -> None:
    installed()
    assert {source.name for source in registry.sources()} == set(registry.OURS)


def test_a_broken_package_is_named(installed: Any, one: Any) -> None:
    installed(Point("telegram", ImportError("no module")))
    with pytest.raises(UsageError, match="telegram"):
        one("a.txt", ENGLISH)
