"""Plain text, Markdown and TimeML: decoding, the one normalisation, languages."""

from __future__ import annotations

import subprocess
import sys
import unicodedata
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from source_makers import ENGLISH

from hearsay.records import Document, Rejection
from hearsay.sources import gather
from hearsay.sources.dates import iso
from hearsay.sources.language import detect
from hearsay.sources.normal import decode, normalise

ACCENTED = "“We deny it,” said Zoë Müller of the Café Łódź – it’s not true, she told us on Tuesday evening."
FOREIGN = {
    "fr": "La porte-parole du port a déclaré mardi que les deux navires étaient restés à quai toute la nuit.",
    "de": "Die Sprecherin des Hafens sagte am Dienstag, die Schiffe hätten die ganze Nacht am Kai gelegen.",
    "es": "La portavoz del puerto afirmó el martes que los dos barcos habían permanecido en el muelle.",
    "it": "La portavoce del porto ha detto martedì che le due navi erano rimaste tutta la notte in banchina.",
    "nl": "De woordvoerster van de haven zei dinsdag dat de twee schepen de hele nacht aan de kade lagen.",
    "pt": "A porta-voz do porto disse na terça-feira que os dois navios ficaram a noite toda no cais.",
    "ru": "Представитель порта заявила во вторник, что оба судна всю ночь простояли у причала.",
    "uk": "Речниця порту заявила у вівторок, що обидва судна всю ніч простояли біля причалу.",
    "ar": "قالت المتحدثة باسم الميناء يوم الثلاثاء إن السفينتين بقيتا طوال الليل على الرصيف.",
    "zh": "港口发言人星期二表示,两艘船整夜停靠在码头,没有船员受伤。市政府拒绝对此发表评论。",
    "tr": "Liman sözcüsü salı günü iki geminin bütün gece rıhtımda kaldığını söyledi.",
    "pl": "Rzeczniczka portu powiedziała we wtorek, że oba statki stały całą noc przy nabrzeżu.",
}


@given(st.text(max_size=200))
def test_normalising_twice_changes_nothing(text: str) -> None:
    once = normalise(text)
    assert normalise(once) == once
    assert unicodedata.is_normalized("NFC", once)
    assert "\r" not in once
    assert not any(c < " " and c not in "\n\t" for c in once)
    once.encode("utf-8")


@given(st.text(st.characters(exclude_categories=["Cs", "Cc"], include_characters="\n\t"), max_size=200))
def test_clean_utf8_is_read_as_its_nfc(text: str) -> None:
    assert normalise(decode(text.encode())) == unicodedata.normalize("NFC", text.lstrip("\ufeff"))


def test_what_readers_see_is_kept() -> None:
    text = "\u202bbidi\u202c \u200d👩\u200d🚀 soft\u00adhyphen\u00a0space  \n\n\n\ttab \u2028"
    assert normalise(text) == text


@pytest.mark.parametrize(
    "encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32", "utf-32-be"]
)
def test_unicode_encodings_with_and_without_a_mark(one: Any, encoding: str) -> None:
    data = ACCENTED.encode(encoding)
    if encoding == "utf-32-be":
        data = b"\x00\x00\xfe\xff" + data
    assert one("a.txt", data).text == ACCENTED


def test_western_text_is_windows_1252(one: Any) -> None:
    text = ACCENTED.replace("Łódź", "Genève")
    assert one("a.txt", text.encode("cp1252")).text == text


def test_cyrillic_text_in_an_old_encoding(one: Any) -> None:
    text = " ".join([FOREIGN["ru"]] * 5)
    assert one("a.txt", text.encode("cp1251"), any_language=True).text == text


@pytest.mark.parametrize(("code", "text"), FOREIGN.items())
def test_other_languages_are_rejected_by_name_or_let_through(one: Any, code: str, text: str) -> None:
    rejected = one("a.txt", text)
    assert rejected.code == "language"
    assert rejected.reason.startswith("The text is in ")
    assert "--any-language" in rejected.remedy
    assert one("a.txt", text, any_language=True).language == code


def test_the_reason_names_the_language(one: Any) -> None:
    assert one("a.txt", FOREIGN["fr"]).reason == "The text is in French."


@pytest.mark.parametrize(
    "text",
    [
        "Minister quits.",
        "The mayor said no.",
        "Ana Kovač denies it",
        "“No comment,” Ilic said.",
        "Hello world",
        "Tuesday, 4 March",
        "LONDON: Lindhaven 2 Oelrich 1",
        "12 345,67 – 8 %",
        "“Je ne sais pas,” he said.",
        "😀",
        f"{ENGLISH}\n\n“{FOREIGN['fr']}”\n\n{ENGLISH}",
        f"“{FOREIGN['ru']}” he said. {ENGLISH} {ENGLISH}",
    ],
)
def test_short_and_mixed_texts_are_english(text: str) -> None:
    assert detect(text) == "en"


def test_importing_the_room_loads_no_heavy_library() -> None:
    script = (
        "import sys, hearsay.sources, hearsay.sources.registry as r; r.sources()\n"
        "heavy = {'trafilatura', 'lxml', 'pypdfium2', 'docx', 'py3langid', 'numpy', 'charset_normalizer'}\n"
        "print(heavy & set(sys.modules))"
    )
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "set()"


MARKDOWN = """---
title: "Minister *denies* it"
authors:
  - Ida Fenn
  - 'Rolf Marre'
date: 4 March 2031
publisher: The Tidewater Post
---
# Another heading

The [minister](https://a.example/x_(y)) said **no** to `it`, and _never_ a_snake_word; 2 * 3 * 4.

> “Not at all,” she added.

![picture](x.png)
Setext
------
<!-- a note -->
[1]: https://a.example
"""


def test_markdown_is_read_as_its_reader_sees_it(one: Any) -> None:
    found = one("a.md", MARKDOWN)

    assert found.title == "Minister *denies* it"
    assert found.authors == ("Ida Fenn", "Rolf Marre")
    assert (found.published, found.outlet) == ("2031-03-04", "The Tidewater Post")
    assert found.text.startswith(
        "Another heading\n\nThe minister said no to it, and never a_snake_word; 2 * 3 * 4.\n"
    )
    assert "\n“Not at all,” she added.\n" in found.text
    assert not {"#", ">", "[", "]", "<", "`"} & set(found.text)


def test_the_first_heading_is_the_title_without_front_matter(one: Any) -> None:
    found = one("a.markdown", "Minister denies it\n==================\n\nThe minister said no.\n")
    assert (found.title, found.text) == ("Minister denies it", "Minister denies it\n\nThe minister said no.")


def test_timeml_is_read_without_its_tags(one: Any) -> None:
    found = one(
        "a.tml",
        '<?xml version="1.0"?>\n<TimeML><DOCID>tide-1</DOCID><DCT><TIMEX3 tid="t0" value="2031-03-04T19:30">x'
        "</TIMEX3></DCT>\n<TITLE>Ships &amp; sailors</TITLE><TEXT>"
        '\n\nShe <EVENT eid="e1">said</EVENT> “no” &amp; left'
        "<!-- c --> on <TIMEX3>Tuesday</TIMEX3>.\n\nThe end.\n</TEXT><MAKEINSTANCE/></TimeML>",
    )
    assert found.text == "She said “no” & left on Tuesday.\n\nThe end."
    assert (found.id, found.title, found.published) == ("tide-1", "Ships & sailors", "2031-03-04T19:30:00")


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("2031-03-04", "2031-03-04"),
        ("20310304", "2031-03-04"),
        ("2031-03-04T08:15:00Z", "2031-03-04T08:15:00+00:00"),
        ("2031-03-04 08:15", "2031-03-04T08:15:00"),
        ("Tue, 04 Mar 2031 08:15:00 +0100", "2031-03-04T08:15:00+01:00"),
        ("4 March 2031", "2031-03-04"),
        ("March 4th, 2031", "2031-03-04"),
        ("Sept. 4, 2031 8:15 am", "2031-09-04"),
        ("13/04/2031", "2031-04-13"),
        ("04/13/2031", "2031-04-13"),
        ("4.4.2031", "2031-04-04"),
        ("2031/3/4", "2031-03-04"),
        ("03/04/2031", None),
        ("2031-02-30", None),
        ("March 2031", None),
        ("yesterday", None),
        ("", None),
        ("3/4/31", None),
        ("4 March 2031 to 5 March 2031", None),
    ],
)
def test_a_date_is_read_only_where_there_is_one_way_to(written: str, read: str | None) -> None:
    assert iso(written) == read


@given(st.text(max_size=40))
def test_any_text_may_be_asked_for_its_date(text: str) -> None:
    assert iso(text) is None or iso(str(iso(text))) == iso(text)


def test_a_name_that_is_not_utf8_still_makes_a_record(tmp_path: Path) -> None:
    import os

    place = os.fsencode(tmp_path) + b"/caf\xe9.txt"
    try:
        Path(os.fsdecode(place)).write_text(ENGLISH)
    except OSError:
        pytest.skip("this file system takes no such names")
    (found,) = gather([str(tmp_path)])
    assert isinstance(found, Document)
    assert found.path == f"{tmp_path}/caf\ufffd.txt"
    (missing,) = gather([os.fsdecode(place) + "x"])
    assert isinstance(missing, Rejection)
    assert missing.id
