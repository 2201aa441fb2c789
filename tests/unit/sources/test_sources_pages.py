"""HTML, PDF and Word: the text of the article and nothing beside it, and what the file says of itself."""

from __future__ import annotations

from typing import Any

import pytest
from source_makers import ENGLISH, NEWS_PAGE, docx, lines, pdf

from hearsay.records import Document


def test_a_news_page_gives_its_article_and_nothing_beside_it(one: Any) -> None:
    found = one("a.html", NEWS_PAGE)

    assert isinstance(found, Document)
    assert found.text.split("\n\n") == [
        "The harbour workers of Lindhaven denied on Tuesday that they had delayed the two ships which were "
        "due to leave on Monday night.",
        "“We were all at our posts,” said Mara Oelrich, who speaks for the union. She added that the port "
        "authority had not asked for a pilot until dawn, & that nobody had been told why.",
        "Port authority disagrees",
        "“The record of calls says otherwise,” the authority wrote in a statement.",
        "The first ship left at 09:10.",
        "The second ship left at 11:45.",
        "Ship | Due",
        "Alma | 22:00",
        "A spokesman for the ministry, Tomas Brandl, declined to comment.",
    ]


def test_a_news_page_says_who_published_it_and_when(one: Any) -> None:
    found = one("a.html", NEWS_PAGE)

    assert found.title == "Harbour workers deny delay"
    assert found.outlet == "The Tidewater Post"
    assert found.authors == ("Ida Fenn", "Rolf Marre")
    assert found.published == "2031-03-04T08:15:00+01:00"
    assert found.url == "https://tidewater.example/2031/03/harbour"
    assert found.language == "en"


SECOND = "“We had no orders,” the captain of the Alma told this newspaper – she called it a scandal."
ARTICLE = f"<article><p>{ENGLISH}</p><p>{SECOND}</p></article>"


@pytest.mark.parametrize(
    ("head", "field", "value"),
    [
        ('<meta property="og:title" content="Ships &amp; sailors">', "title", "Ships & sailors"),
        ('<title>Ships – Post</title><meta property="og:site_name" content="The Post">', "title", "Ships"),
        ("<title>Ships – a history</title>", "title", "Ships – a history"),
        ('<link rel="canonical" href="https://www.tidewater.example/a">', "outlet", "tidewater.example"),
        ('<meta name="author" content="By Ida Fenn; Rolf Marre">', "authors", ("Ida Fenn", "Rolf Marre")),
        ('<meta property="article:author" content="https://a.example/ida">', "authors", ()),
        (
            '<meta property="article:published_time" content="2031-03-04T08:15Z">',
            "published",
            "2031-03-04T08:15:00+00:00",
        ),
        ('<meta name="date" content="03/04/2031">', "published", None),
        ('<script type="application/ld+json">{"@type": "NewsArticle", </script>', "title", None),
        (
            '<script type="application/ld+json">[[{"@type": "NewsArticle", "headline": 5, "author": null,'
            '"publisher": ["The Post"]}]]</script>',
            "outlet",
            "The Post",
        ),
        (
            '<script type="application/ld+json">{"@type": "NewsArticle", "author": [{"name": ["Ida Fenn"]},'
            '"Rolf Marre"]}'
            "</script>",
            "authors",
            ("Ida Fenn", "Rolf Marre"),
        ),
    ],
)
def test_other_ways_of_saying_so(one: Any, head: str, field: str, value: object) -> None:
    assert getattr(one("a.html", f"<html><head>{head}</head><body>{ARTICLE}</body></html>"), field) == value


def test_no_date_is_guessed_from_the_text(one: Any) -> None:
    assert (
        one("a.html", f"<body>{ARTICLE}<p>Printed on 4 March 2021 in Lindhaven.</p></body>").published is None
    )


def test_a_page_of_one_sentence_is_an_article(one: Any) -> None:
    assert (
        one("a.html", "<html><body><p>The minister denied it.</p></body></html>").text
        == "The minister denied it."
    )
    assert one("b.htm", "The minister denied it.").text == "The minister denied it."


@pytest.mark.parametrize("name", ["a.txt", "a.pdf", "a", "a.xhtml", "a.php"])
def test_a_page_is_known_by_its_content(one: Any, name: str) -> None:
    page = f'<?xml version="1.0" encoding="utf-8"?>\n<!DOCTYPE html>\n<html><body>{ARTICLE}</body></html>'
    assert one(name, page).text == f"{ENGLISH}\n\n{SECOND}"


@pytest.mark.parametrize("charset", ["iso-8859-1", "windows-1252", "nonsense"])
def test_the_charset_of_a_page(one: Any, charset: str) -> None:
    text = "“We deny it,” the mayor’s office said. Nobody at the café had heard of the plan until Tuesday."
    page = f'<html><head><meta charset="{charset}"></head><body><p>{text}</p></body></html>'
    assert one("a.html", page.encode("cp1252")).text == text


def test_a_few_bad_bytes_do_not_lose_a_page(one: Any) -> None:
    page = f'<meta charset="utf-8"><body>{ARTICLE}</body>'.encode()
    found = one("a.html", page.replace(b"scandal", b"sc\xffndal"))
    assert isinstance(found, Document)
    assert "she called it a sc\ufffdndal." in found.text


def test_nesting_beyond_all_measure_is_survived(one: Any) -> None:
    found = one("a.html", f"<html><body>{'<div>' * 20_000}<p>{ENGLISH}</p>")
    assert getattr(found, "code", "no-text") in ("no-text", "damaged")


RUNNING = [("The Tidewater Post - 4 March 2031", 72, 810, 9)]


def test_a_pdf_is_put_back_into_paragraphs(one: Any) -> None:
    first = lines(
        [
            "The harbour workers denied on Tuesday that they had de-",
            "layed the two ships which were due to",
            "leave.",
        ]
    )
    second = lines(
        ["“We were all at our posts,” said Mara Oelrich, who", "speaks for the union, and"], top=700
    )
    rest = lines(["nobody had been told why."])
    last = lines(["A spokesman declined to comment."], top=730)
    pages = [
        [*RUNNING, *first, *second, ("Page 1 of 2", 280, 30, 9)],
        [*RUNNING, *rest, *last, ("Page 2 of 2", 280, 30, 9)],
    ]
    found = one(
        "a.pdf",
        pdf(
            pages,
            info="/Title (Workers deny delay) /Author (Ida Fenn) /CreationDate (D:20310304081500+01'00')",
        ),
    )
    assert found.text.split("\n\n") == [
        "The harbour workers denied on Tuesday that they had delayed the two ships which were due to leave.",
        "“We were all at our posts,” said Mara Oelrich, who speaks for the union, and nobody had been told "
        "why.",
        "A spokesman declined to comment.",
    ]
    assert (found.title, found.authors, found.published) == (
        "Workers deny delay",
        ("Ida Fenn",),
        "2031-03-04",
    )


def test_indented_paragraphs_of_a_pdf(one: Any) -> None:
    drawn = [
        ("The first paragraph ends here, at the right margin.", 72, 760, 12),
        ("The second is indented and the Anglo-", 96, 746, 12),
        ("French port is in it, and it goes on to the margin.", 72, 732, 12),
    ]
    assert one(
        "a.pdf", pdf([[("The harbour was quiet all through the night, they", 72, 774, 12), *drawn]])
    ).text == (
        "The harbour was quiet all through the night, they The first paragraph ends here, at the right "
        "margin.\n\n"
        "The second is indented and the Anglo-French port is in it, and it goes on to the margin."
    )


def test_a_program_is_no_author_and_a_file_name_no_title(one: Any) -> None:
    info = "/Title (Microsoft Word - release_final.docx) /Author (admin)"
    found = one("a.pdf", pdf([lines([ENGLISH[:60]])], info=info))
    assert (found.title, found.authors, found.published) == (None, (), None)


def test_a_pdf_is_known_by_its_content(one: Any) -> None:
    assert one("a.txt", pdf([lines(["The minister denied it."])])).text == "The minister denied it."


def test_a_word_document(one: Any) -> None:
    found = one(
        "a.docx", docx(["The minister denied it.", "", "“No,” she said."], title="Denial", author="Ida Fenn")
    )
    assert found.text == "The minister denied it.\n\n“No,” she said."
    assert (found.title, found.authors, found.published) == ("Denial", ("Ida Fenn",), None)
    assert one("a.bin", docx(["The minister denied it."])).text == "The minister denied it."


def test_tables_links_and_tracked_changes_of_a_word_document(one: Any) -> None:
    import io

    import docx as word
    from docx.oxml import parse_xml

    schema = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
    document = word.Document()
    document.add_paragraph("Before the table.")
    table = document.add_table(1, 2)
    table.cell(0, 0).text, table.cell(0, 1).text = "Alma", "left at 22:00"
    changed = document.add_paragraph("The minister ")._p
    for xml in (
        f'<w:del {schema} w:id="1"><w:r><w:delText>confirmed</w:delText></w:r></w:del>',
        f'<w:ins {schema} w:id="2"><w:r><w:t>denied</w:t></w:r></w:ins>',
        f'<w:hyperlink {schema}><w:r><w:t xml:space="preserve"> all</w:t><w:br/><w:t>of it</w:t></w:r>'
        "</w:hyperlink>",
    ):
        changed.append(parse_xml(xml))
    out = io.BytesIO()
    document.save(out)

    assert one("a.docx", out.getvalue()).text == (
        "Before the table.\n\nAlma\n\nleft at 22:00\n\nThe minister denied all\nof it"
    )
