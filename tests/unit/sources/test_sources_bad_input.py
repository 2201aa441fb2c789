"""Every way in which an input can be bad: a Rejection says what, where and what to do; the run goes on."""

from __future__ import annotations

import io
import os
import socket
import subprocess
import sys
import time
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from source_makers import ENGLISH, docx, encrypted_pdf, lines, pdf

from hearsay.records import Document, Rejection
from hearsay.sources import Limits, gather
from hearsay.sources.registry import sources

NAVIGATION = b"<html><body><nav><a href=1>Home</a> <a href=2>News</a></nav></body></html>"
LOGIN = b"<html><body><form>User <input></form><p>Please enable JavaScript.</p></body></html>"
OLD_OFFICE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
LOCKED_WORD = OLD_OFFICE + b"\0\0" + "EncryptedPackage".encode("utf-16-le")
GOOD_UTF8 = "The café – it’s “shut”, she said ".encode()
EXTENSIONS = sorted({extension for source in sources() for extension in source.extensions})


@pytest.mark.parametrize(
    ("name", "content", "code", "place"),
    [
        ("empty.txt", b"", "empty", None),
        ("blank.txt", b" \n\t\r\n", "empty", None),
        ("empty.html", b"", "empty", None),
        ("empty.md", b"", "empty", None),
        ("picture.txt", b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\1\0", "binary", "byte 8"),
        ("nuls.txt", b"The mayor" + b"\0" * 40 + b" said no.", "binary", "byte 9"),
        ("controls.txt", b"\x01\x02\x03\x04 said no", "binary", None),
        ("broken8.txt", GOOD_UTF8 + b"\xe2\x80", "encoding", f"byte {len(GOOD_UTF8)}"),
        ("marked16.txt", b"\xff\xfea\x00b\x00\x00\xd8", "encoding", "byte 6"),
        ("nav.html", NAVIGATION, "no-text", None),
        ("login.html", LOGIN, "no-text", None),
        ("locked.pdf", encrypted_pdf(), "encrypted", None),
        ("short.pdf", pdf([lines([ENGLISH])])[:300], "damaged", None),
        ("not.pdf", b"This is no PDF.", "damaged", None),
        ("shell.pdf", b"%PDF-1.4\nnothing here\n%%EOF\n", "damaged", None),
        ("scan.pdf", pdf([[]]), "no-text", None),
        ("not.docx", b"This is no archive.", "damaged", None),
        ("short.docx", docx([ENGLISH])[:5000], "damaged", None),
        ("locked.docx", LOCKED_WORD, "encrypted", None),
        ("old.doc", OLD_OFFICE + b"\0" * 600, "unknown-format", None),
        ("letter.rtf", b"{\\rtf1 The mayor said no.}", "unknown-format", None),
        ("blob.xyz", bytes(range(256)) * 4, "unknown-format", None),
        ("feed.xml", b"<?xml version='1.0'?><feed><entry/></feed>", "unknown-format", None),
        ("table.csv", b"name,age\nAnna,3\n", "unknown-format", None),
        ("settings.json", b'{"colour": "blue"}', "unknown-format", None),
        ("broken.json", b'{"text": "The mayor said no."', "bad-json", None),
        ("open.tml", b"<TimeML><TEXT>The mayor said no.", "damaged", "line 1"),
        ("bare.tml", b"<TimeML><DOCID>a</DOCID></TimeML>", "no-text", None),
    ],
)
def test_bad_content_is_rejected_with_a_reason(
    one: Any, name: str, content: bytes, code: str, place: str | None
) -> None:
    found = one(name, content)

    assert isinstance(found, Rejection), found
    assert found.code == code
    assert found.path.endswith(name)
    assert found.reason.endswith((".", "”"))
    assert found.remedy
    if place:
        assert found.place == place


def test_a_stray_control_character_is_a_blemish_and_no_reason_to_reject(one: Any) -> None:
    assert one("a.txt", b"The mayor\0said no.\r\nShe left.").text == "The mayor said no.\nShe left."


def test_a_missing_path_and_an_impossible_one(tmp_path: Path, put: Any) -> None:
    good = put("good.txt", ENGLISH)

    found = list(gather([str(tmp_path / "gone.txt"), "nul\0byte", str(good)]))

    assert [getattr(item, "code", "read") for item in found] == ["missing", "missing", "read"]


def test_an_empty_folder_says_so(tmp_path: Path) -> None:
    (found,) = gather([str(tmp_path)])
    assert isinstance(found, Rejection)
    assert found.code == "empty"


def test_what_is_too_large_is_rejected_unread_and_names_the_option(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    huge = tmp_path / "huge.txt"
    with huge.open("wb") as file:
        file.write(b"The mayor said no. ")
        file.truncate(200_000_000)
    started = time.monotonic()

    (found,) = gather([str(huge)])

    assert isinstance(found, Rejection)
    assert found.code == "too-large"
    assert "200,000,000" in found.reason
    assert "--max-bytes" in (found.remedy or "")
    assert time.monotonic() - started < 2


@pytest.mark.parametrize(
    ("name", "content", "limits", "option"),
    [
        ("a.txt", ENGLISH.encode(), Limits(max_bytes=50), "--max-bytes"),
        ("a.txt", ENGLISH.encode(), Limits(max_chars=50), "--max-chars"),
        ("a.html", f"<p>{ENGLISH}</p>".encode(), Limits(max_chars=50), "--max-chars"),
        ("a.pdf", pdf([lines([ENGLISH])] * 3), Limits(max_pages=2), "--max-pages"),
        ("a.pdf", pdf([lines([ENGLISH])] * 3), Limits(max_chars=50), "--max-chars"),
    ],
)
def test_a_limit_names_its_option(one: Any, name: str, content: bytes, limits: Limits, option: str) -> None:
    found = one(name, content, limits=limits)
    assert isinstance(found, Rejection)
    assert found.code == "too-large"
    assert option in (found.remedy or "")


def test_a_zip_bomb_is_rejected_before_it_unpacks(one: Any) -> None:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("[Content_Types].xml", b"<Types/>")
        archive.writestr("word/document.xml", b" " * 60_000_000)

    found = one("bomb.docx", out.getvalue())

    assert found.code == "too-large"
    assert "--max-bytes" in found.remedy


@pytest.mark.parametrize("name", ["bomb.tml", "bomb.docx"])
def test_entities_are_never_expanded(one: Any, name: str) -> None:
    levels = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 12))
    head = f'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY l0 "ha"><!ENTITY f SYSTEM "file:///etc/passwd">{levels}]>'
    if name.endswith("tml"):
        content = f"{head}<TimeML><TEXT>The mayor said no.&l11;&f;</TEXT></TimeML>".encode()
    else:
        content = _with_document(docx(["x"]), f"{head}<w:document/>".encode())
    started = time.monotonic()

    found = one(name, content)

    assert time.monotonic() - started < 5
    if isinstance(found, Document):
        assert "root:" not in found.text
        assert found.text.startswith("The mayor said no.")
        assert len(found.text) < 100
    else:
        assert found.code in ("damaged", "empty")


def _with_document(package: bytes, part: bytes) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(package)) as old, zipfile.ZipFile(out, "w") as new:
        for entry in old.infolist():
            new.writestr(entry, part if entry.filename == "word/document.xml" else old.read(entry))
    return out.getvalue()


def test_a_folder_without_permission_is_rejected_and_the_rest_is_read(
    tmp_path: Path, put: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    put("a/one.txt", ENGLISH)
    put("b/two.txt", ENGLISH)
    scandir = os.scandir

    def guarded(path: str) -> Any:
        if str(path).endswith("a"):
            raise PermissionError(13, "Permission denied", path)
        return scandir(path)

    monkeypatch.setattr(os, "scandir", guarded)

    first, second = gather([str(tmp_path)])

    assert isinstance(first, Rejection)
    assert (first.code, first.path) == ("permission", str(tmp_path / "a"))
    assert isinstance(second, Document)


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() != 0, reason="drops the privileges of root")
def test_a_file_without_permission_is_rejected_for_a_real_user(tmp_path: Path, put: Any) -> None:
    folder = put("a.txt", ENGLISH).parent
    put("b.txt", ENGLISH).chmod(0)
    for parent in (folder, *folder.parents):
        if parent.stat().st_uid == os.geteuid() and str(parent).startswith("/tmp/"):
            parent.chmod(0o755)
    script = (
        "import os, sys; from hearsay.sources import gather\n"
        "import hearsay.sources.registry as r; r.sources()\n"
        "import hearsay.sources.language as l; l.detect('Le maire')\n"
        "os.setuid(65534)\n"
        f"print([getattr(x, 'code', 'read') for x in gather([{str(folder)!r}])])"
    )
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)}
    done = subprocess.run(
        [sys.executable, "-c", script], capture_output=True, text=True, env=environment, check=False
    )
    assert done.stdout.strip() == "['read', 'permission']", done.stderr


def test_pipes_devices_and_sockets_do_not_block(tmp_path: Path, put: Any) -> None:
    put("z.txt", ENGLISH)
    os.mkfifo(tmp_path / "pipe.txt")
    with socket.socket(socket.AF_UNIX) as listener:
        here = os.open(".", os.O_RDONLY)
        os.chdir(tmp_path)  # the path of a socket must be short
        try:
            listener.bind("socket.txt")
        finally:
            os.fchdir(here)
            os.close(here)

        found = list(gather([str(tmp_path), "/dev/zero"]))

    assert [getattr(item, "code", "read") for item in found] == [
        "not-a-file",
        "not-a-file",
        "read",
        "not-a-file",
    ]


def test_a_parser_that_hangs_is_stopped(one: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    import hearsay.sources.plain as plain

    def endless(data: bytes) -> str:
        while True:
            try:
                time.sleep(0.005)
            except Exception:  # what a careless parser does
                continue

    monkeypatch.setattr(plain, "decode", endless)

    found = one("a.txt", ENGLISH, limits=Limits(seconds=0.2))

    assert found.code == "too-slow"
    assert "--seconds" in found.remedy


def test_whatever_a_parser_raises_becomes_a_rejection(one: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    import hearsay.sources.plain as plain

    for error in (KeyError("x"), RecursionError(), AssertionError(), MemoryError()):

        def failing(data: bytes, error: BaseException = error) -> str:
            raise error

        monkeypatch.setattr(plain, "decode", failing)
        found = one("a.txt", ENGLISH)
        assert isinstance(found, Rejection)
        assert found.code in ("damaged", "too-large")


def _starts() -> Iterator[bytes]:
    yield from (
        b"",
        b"%PDF-1.4\n",
        b"PK\x03\x04",
        b"<html><body>",
        b"<?xml?><TimeML>",
        b'{"text":',
        b"---\ntitle: [",
    )
    yield from (pdf([lines([ENGLISH])]), docx([ENGLISH]), b"\xff\xfe", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1")


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    extension=st.sampled_from([*EXTENSIONS, ".bin", ""]),
    start=st.sampled_from(list(_starts())),
    cut=st.integers(0, 4000),
    rest=st.binary(max_size=300),
)
def test_no_foreign_exception_escapes(
    tmp_path: Path, extension: str, start: bytes, cut: int, rest: bytes
) -> None:
    path = tmp_path / f"random{extension}"
    path.write_bytes(start[:cut] + rest + start[cut:])
    for found in gather([str(path)]):
        assert isinstance(found, Document | Rejection)
