"""A dossier as PDF, read back: all its words, its links, its outline, and no character left blank."""

from __future__ import annotations

import ctypes
import io
import unicodedata
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import charts
import pypdfium2
import pytest
import shelved
from hypothesis import given
from hypothesis import strategies as st
from pypdfium2 import raw

from hearsay.errors import UsageError
from hearsay.formats import dossier_fonts
from hearsay.formats.base import Wanted
from hearsay.formats.chart import svg
from hearsay.formats.dossier_pdf import pdf
from hearsay.formats.dossier_tree import (
    Chart,
    Dossier,
    Figure,
    Note,
    Row,
    Section,
    plain,
    quoted,
    words_of,
)
from hearsay.formats.dossiers import PDF, dossier
from hearsay.formats.registry import named
from hearsay.formats.righttoleft import visual
from hearsay.ledger import Ledger

pytest.importorskip("reportlab")
MADE = date(2031, 7, 1)


@pytest.fixture(scope="module")
def books(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Ledger]:
    with shelved.ledger(tmp_path_factory.mktemp("pdf")) as ledger:
        yield ledger


def made(found: Dossier) -> pypdfium2.PdfDocument:
    to = io.BytesIO()
    pdf(found, to)
    return pypdfium2.PdfDocument(to.getvalue())


def words(document: pypdfium2.PdfDocument) -> str:
    """All its text without blanks: where a line is broken there is none."""
    return "".join("".join(page.get_textpage().get_text_range().split()) for page in document)


def squeezed(text: str) -> str:
    return "".join(text.split())


def links(document: pypdfium2.PdfDocument) -> tuple[int, list[str]]:
    """How many links go to a place of the document, and the addresses that others go to."""
    inside, outside = 0, []
    for page in document:
        at, link = ctypes.c_int(0), raw.FPDF_LINK()
        while raw.FPDFLink_Enumerate(page, at, link):
            action = raw.FPDFLink_GetAction(link)
            if action and raw.FPDFAction_GetType(action) == raw.PDFACTION_URI:
                size = raw.FPDFAction_GetURIPath(document, action, None, 0)
                buffer = ctypes.create_string_buffer(size)
                raw.FPDFAction_GetURIPath(document, action, buffer, size)
                outside.append(buffer.value.decode())
            elif raw.FPDFLink_GetDest(document, link):
                inside += 1
    return inside, outside


@pytest.mark.parametrize("wanted", [Wanted(actor="Dorota Lisle"), Wanted(claim="lorries")])
def test_all_words_are_there(books: Ledger, wanted: Wanted) -> None:
    found = dossier(books, wanted, MADE)
    document = made(found)
    text = words(document)
    assert len(document) >= 2
    for paragraph in (found.title, *found.preface):
        assert squeezed(paragraph) in text
    for one in found.sections:
        assert squeezed(one.title) in text
        for row in one.rows:
            assert squeezed(words_of(row.line)) in text
            assert squeezed(words_of(row.detail)) in text
    for note in found.notes:
        assert squeezed(note.characters) in text
        assert squeezed(words_of(note.context)) in text


def test_numbers_are_links_there_and_back(books: Ledger) -> None:
    found = dossier(books, Wanted(actor="Dorota Lisle"), MADE)
    document = made(found)
    pointed = sum(len(row.notes) for one in found.sections for row in one.rows)
    inside, _ = links(document)
    assert inside >= pointed + len(found.notes)
    titles = [bookmark.get_title() for bookmark in document.get_toc()]
    assert titles == [*(one.title for one in found.sections), "Evidence"]
    assert document.get_metadata_dict()["Title"] == "Dorota Lisle"


def test_addresses_are_links(books: Ledger) -> None:
    found = dossier(books, Wanted(actor="Mila Örenko"), MADE)
    _, outside = links(made(found))
    assert set(outside) == {"https://gazette.example/a%20b?q=%3Cx%3E&y=%5B1%5D"}


def test_the_same_dossier_is_the_same_bytes(books: Ledger) -> None:
    found = dossier(books, Wanted(claim="lorries"), MADE)
    one, other = io.BytesIO(), io.BytesIO()
    pdf(found, one)
    pdf(found, other)
    assert one.getvalue() == other.getvalue()


def test_a_character_without_a_glyph_is_written_by_its_code(
    books: Ledger, monkeypatch: pytest.MonkeyPatch
) -> None:
    # Only the fonts that reportlab itself brings: no Cyrillic, no Hebrew, no Chinese.
    monkeypatch.setattr(dossier_fonts, "FOLDERS", ())
    text = words(made(dossier(books, Wanted(actor="Mila Örenko"), MADE)))
    assert "U+0441U+043AU+0430U+0437U+0430U+043B" in text
    assert "U+4E2D" in text
    assert "U+1F989" in text
    assert "MilaÖrenko" in text
    assert "HEARSAY_FONTSnamesmorefonts" in text


def test_what_is_longer_than_a_page_is_set_whole() -> None:
    claim, dots = charts.rumour(300, outlets=23)
    chart = Chart(wide="", page=svg(claim, dots, width=690), narrow="", words="Told by many.")
    long = Row(
        line=(quoted("letter " * 6000), plain("x" * 3000)), detail=(plain("detail " * 900),), notes=(1,)
    )
    note = Note(
        number=1, context=(quoted("evidence " * 3000),), document="Paper", characters="[0, 1)", place="a"
    )
    found = Dossier(
        kind="claim", kicker="k", title="title " * 300, preface=("first", "second"),
        figures=(Figure(value="1", label="one"),), chart=chart,
        sections=(Section(title="Long", lead="lead " * 500, rows=(long,)),), notes=(note,),
    )  # fmt: skip
    text = words(made(found))
    assert text.count("letter") == 6000
    assert text.count("x" * 10) >= 250
    assert text.count("detail") == 900
    assert text.count("evidence") == 3000


def test_what_is_no_font_is_refused(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    bad = tmp_path / "bad.ttf"
    bad.write_bytes(b"no font")
    for place, message in ((bad, "no TrueType font"), (tmp_path / "none.ttf", "There is no font here")):
        monkeypatch.setenv("HEARSAY_FONTS", str(place))
        with pytest.raises(UsageError, match=message):
            dossier_fonts.fonts()


def test_fonts_that_are_named_come_first(monkeypatch: pytest.MonkeyPatch) -> None:
    from reportlab import rl_config

    vera = next(path for folder in rl_config.TTFSearchPath if (path := Path(folder) / "Vera.ttf").is_file())
    monkeypatch.setattr(dossier_fonts, "FOLDERS", ())
    monkeypatch.setenv("HEARSAY_FONTS", str(vera))
    assert dossier_fonts.fonts().others[0] == vera


def test_without_any_font_the_export_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(dossier_fonts, "FOLDERS", ())
    monkeypatch.setattr(dossier_fonts, "OWN", ("none.ttf", "none.ttf"))
    with pytest.raises(UsageError, match="no font to write a PDF with") as error:
        dossier_fonts.fonts()
    assert "HEARSAY_FONTS" in (error.value.remedy or "")


def test_the_format_writes_it(books: Ledger) -> None:
    to = io.BytesIO()
    counts = dict(PDF.write(books, Wanted(actor="Dorota Lisle"), to).counts)
    assert counts["statements"] == dossier(books, Wanted(actor="Dorota Lisle"), MADE).statements
    assert words(pypdfium2.PdfDocument(to.getvalue()))
    assert named("pdf") is PDF


@pytest.mark.parametrize(
    ("text", "seen"),
    [
        ("abc (x) 12", "abc (x) 12"),
        ("שלום", "םולש"),
        ("say שלום עולם now", "say םלוע\u00a0םולש now"),
        ("שלום (12.5) עולם", "םלוע\u00a0(12.5)\u00a0םולש"),
        ("בְּ", "בְּ"),
    ],
)
def test_right_to_left_words_stand_in_the_order_of_the_eye(text: str, seen: str) -> None:
    assert visual(text) == seen


def test_arabic_letters_are_joined() -> None:
    assert [unicodedata.name(char).rpartition(" ")[2] for char in visual("بيت")] == ["FORM", "FORM", "FORM"]
    kinds = [unicodedata.decomposition(char).split()[0] for char in visual("بيت")]
    assert kinds == ["<final>", "<medial>", "<initial>"]


@given(st.text(alphabet="אבגד مرحبا12.,()ab\u0301 "))
def test_nothing_is_lost_when_words_are_turned(text: str) -> None:
    turned = unicodedata.normalize("NFKC", visual(text))
    plain = unicodedata.normalize("NFKC", text)
    mirrored = str.maketrans(")", "(")
    kept = sorted("".join(turned.split()).translate(mirrored))
    assert kept == sorted("".join(plain.split()).translate(mirrored))
