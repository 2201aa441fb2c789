"""The example story and the truth about it agree, and both keep what the examples promise."""

from __future__ import annotations

import csv
import json
import re
from html.parser import HTMLParser
from pathlib import Path
from typing import Any, get_args

import pytest

from hearsay.records import Certainty, Form, Polarity

EXAMPLES = Path(__file__).parents[2] / "examples"
TRUTH: dict[str, Any] = json.loads((EXAMPLES / "truth.json").read_text(encoding="utf-8"))
ARTICLES: list[dict[str, Any]] = TRUTH["articles"]
CLAIMS: list[dict[str, Any]] = TRUTH["claims"]
ACTORS: dict[str, dict[str, Any]] = {actor["name"]: actor for actor in TRUTH["actors"]}
STATEMENTS: dict[str, dict[str, Any]] = {s["id"]: s for a in ARTICLES for s in a["statements"]}
ARTICLE_OF: dict[str, dict[str, Any]] = {s["id"]: a for a in ARTICLES for s in a["statements"]}
ACTS = {"say", "claim", "deny", "admit", "accuse", "warn", "demand", "promise", "believe", "ask",
        "report", "confirm"}  # fmt: skip
ROLES = ("source", "cue", "content")
FICTION = "hearsay example: fiction"
BODIES = {"article-body", "news-text", "entry-content", "story-body"}

each_article = pytest.mark.parametrize("article", ARTICLES, ids=lambda a: Path(a["file"]).stem)
each_claim = pytest.mark.parametrize("claim", CLAIMS, ids=lambda c: c["id"])


class Page(HTMLParser):
    """The paragraphs of a page's article, its meta elements, comments, JSON-LD and headline."""

    def __init__(self, source: str) -> None:
        super().__init__(convert_charrefs=True)
        self.paragraphs: list[str] = []
        self.meta: dict[str, str] = {}
        self.comments: list[str] = []
        self.headline = ""
        self.json_ld: list[dict[str, Any]] = []
        self._inside: str | None = None
        self._body = False
        self._text = ""
        self.feed(source)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        values = {name: value or "" for name, value in attrs}
        if tag == "meta" and "content" in values:
            self.meta[values.get("name") or values.get("property", "")] = values["content"]
        if tag == "div" and values.get("class") in BODIES:
            self._body = True
        if tag in {"h1", "script"} or (tag == "p" and self._body):
            self._inside, self._text = tag, ""

    def handle_endtag(self, tag: str) -> None:
        if tag == "div":
            self._body = False
        if tag != self._inside:
            return
        if tag == "p":
            self.paragraphs.append(self._text)
        elif tag == "h1":
            self.headline = self._text
        else:
            found: dict[str, Any] = json.loads(self._text)
            self.json_ld += found.get("@graph", [found])
        self._inside = None

    def handle_data(self, data: str) -> None:
        if self._inside:
            self._text += data

    def handle_comment(self, data: str) -> None:
        self.comments.append(data)


def source(article: dict[str, Any]) -> str:
    return (EXAMPLES / str(article["file"])).read_text(encoding="utf-8")


def is_page(article: dict[str, Any]) -> bool:
    return str(article["file"]).endswith(".html")


def metadata() -> dict[str, dict[str, str]]:
    with (EXAMPLES / "metadata.csv").open(encoding="utf-8", newline="") as file:
        return {row["file"]: row for row in csv.DictReader(file)}


def words(article: dict[str, Any]) -> list[str]:
    return re.findall(r"\w+", " ".join(article["paragraphs"]).lower())


def shingles(article: dict[str, Any], size: int = 5) -> set[tuple[str, ...]]:
    found = words(article)
    return {tuple(found[i : i + size]) for i in range(len(found) - size + 1)}


def under(article: dict[str, Any], span: list[int]) -> str:
    paragraph, start, end = span
    return str(article["paragraphs"][paragraph][start:end])


def number(file: str) -> str:
    return Path(file).name[:2]


def test_every_file_is_in_the_truth_and_the_other_way_round() -> None:
    on_disk = {f"articles/{path.name}" for path in (EXAMPLES / "articles").iterdir()}
    assert on_disk == {article["file"] for article in ARTICLES}
    assert set(metadata()) == {article["file"] for article in ARTICLES if not is_page(article)}
    assert [article["published"] for article in ARTICLES] == sorted(a["published"] for a in ARTICLES)


@each_article
def test_the_paragraphs_are_those_of_the_file(article: dict[str, Any]) -> None:
    if is_page(article):
        assert Page(source(article)).paragraphs == article["paragraphs"]
    else:
        assert source(article).strip().split("\n\n") == article["paragraphs"]


def test_the_sources_read_the_same_text_and_publication() -> None:
    pytest.importorskip("trafilatura")
    from hearsay.records import Document
    from hearsay.sources import gather

    read = list(gather([str(EXAMPLES / "articles")], metadata=str(EXAMPLES / "metadata.csv")))
    assert len(read) == len(ARTICLES)
    for document, article in zip(read, ARTICLES, strict=True):
        assert isinstance(document, Document), document
        assert document.path is not None
        assert document.path.endswith(article["file"])
        assert document.text.strip().split("\n\n") == article["paragraphs"]
        assert (document.title, document.outlet, document.url, list(document.authors)) == (
            article["title"],
            article["outlet"],
            article["url"],
            article["authors"],
        )
        assert (document.published or "")[:10] == article["published"]


@each_article
def test_outlet_date_title_and_address_agree_with_the_file(article: dict[str, Any]) -> None:
    said = {name: article[name] for name in ("outlet", "published", "title", "authors", "url")}
    if not is_page(article):
        row = metadata()[article["file"]]
        authors = [name.strip() for name in row["author"].split(";") if name.strip()]
        assert {name: row[name] for name in said if name != "authors"} | {"authors": authors} == said
        return
    page = Page(source(article))
    assert page.headline == article["title"]
    news = [node for node in page.json_ld if node["@type"] == "NewsArticle"]
    if news:
        assert {
            "outlet": news[0]["publisher"]["name"],
            "published": news[0]["datePublished"][:10],
            "title": news[0]["headline"],
            "authors": [author["name"] for author in news[0]["author"]],
            "url": news[0]["url"],
        } == said
    else:
        assert {
            "outlet": page.meta["og:site_name"],
            "published": page.meta["article:published_time"][:10],
            "title": page.meta["og:title"],
            "authors": [],
            "url": page.meta["og:url"],
        } == said


def test_one_page_has_open_graph_alone() -> None:
    assert [a["outlet"] for a in ARTICLES if is_page(a) and not Page(source(a)).json_ld] == ["KTA"]


@each_article
def test_fiction_is_marked_outside_the_text(article: dict[str, Any]) -> None:
    if is_page(article):
        page = Page(source(article))
        assert page.meta["generator"] == FICTION
        assert any(comment.strip().startswith("Fiction.") for comment in page.comments)
    else:
        assert "fiction" in metadata()[article["file"]]["note"]
    assert "fiction" not in words(article)
    assert f"| {number(article['file'])} |" in (EXAMPLES / "README.md").read_text(encoding="utf-8")


def test_the_readme_and_both_truths_say_that_it_is_fiction() -> None:
    for name in ("README.md", "TRUTH.md", "truth.json"):
        assert "fiction" in (EXAMPLES / name).read_text(encoding="utf-8").lower(), name


def test_every_address_is_reserved_for_examples() -> None:
    for article in ARTICLES:
        hosts = re.findall(r"https?://([^/\"\s<]+)", source(article) + article["url"])
        assert [h for h in hosts if not h.endswith(".example") and h != "schema.org"] == [], article["file"]


@each_article
def test_the_length_is_that_of_a_news_story(article: dict[str, Any]) -> None:
    assert 250 <= len(" ".join(article["paragraphs"]).split()) <= 500


@each_article
def test_every_span_is_exactly_its_text(article: dict[str, Any]) -> None:
    wrong = []
    for statement in article["statements"]:
        for role in ROLES:
            found = [under(article, span) for span in statement["spans"][role]]
            if found != statement[role]:
                wrong.append(f"{statement['id']} {role}: {statement[role]} but the spans hold {found}")
    for part in (*article["labels"], *article["times"]):
        if under(article, part["span"]) != part["text"]:
            wrong.append(f"{part['text']!r} but the span holds {under(article, part['span'])!r}")
    assert wrong == []


@each_article
def test_spans_begin_and_end_with_words_or_quotes(article: dict[str, Any]) -> None:
    """No span begins or ends inside a word, or drags along the comma or full stop behind it."""
    for statement in article["statements"]:
        for role in ROLES:
            for (paragraph, start, end), text in zip(statement["spans"][role], statement[role], strict=True):
                whole = article["paragraphs"][paragraph]
                assert text == text.strip() != "", statement["id"]
                assert not text.endswith((",", ".", ";", ":")), (statement["id"], text)
                assert not (whole[start - 1 : start].isalnum() and text[0].isalnum()), (statement["id"], text)
                assert not (whole[end : end + 1].isalnum() and text[-1].isalnum()), (statement["id"], text)


@each_article
def test_the_statements_keep_the_contract(article: dict[str, Any]) -> None:
    statements = article["statements"]
    assert len(statements) >= 8
    assert [s["id"] for s in statements] == [f"{number(article['file'])}.{i}" for i in range(len(statements))]
    for statement in statements:
        at = statement["id"]
        assert statement["content"], at
        assert statement["form"] in get_args(Form), at
        assert statement["certainty"] in get_args(Certainty), at
        assert statement["polarity"] in get_args(Polarity), at
        assert statement["act"] in ACTS, at
        if statement["form"] == "narration":
            assert (statement["source"], statement["cue"], statement["voice"]) == ([], [], []), at
            assert statement["speaker"] is None, at
        else:
            assert statement["source"] or statement["cue"], at
        if statement["speaker"] is not None:
            assert statement["voice"][-1] == statement["speaker"], at
        assert {*statement["voice"]} <= ACTORS.keys(), at


@each_article
def test_the_form_is_what_the_quotation_marks_say(article: dict[str, Any]) -> None:
    """Scare quotes are labels, not quotations, so a content may hold one and stay indirect."""
    scare = [label["text"] for label in article["labels"] if label["kind"] == "scare-quote"]
    for statement in article["statements"]:
        text = " ".join(statement["content"])
        for mark in scare:
            text = text.replace(mark, "")
        outside = re.sub(r"“[^”]*”|\"[^\"]*\"", "", text)
        quoted = outside != text
        assert quoted == (statement["form"] in {"direct", "mixed"}), statement["id"]
        if quoted:
            assert bool(outside.strip()) == (statement["form"] == "mixed"), statement["id"]


@each_article
def test_an_inner_statement_lies_inside_the_outer_content(article: dict[str, Any]) -> None:
    for index, statement in enumerate(article["statements"]):
        if statement["within"] is None:
            continue
        assert statement["within"] < index, statement["id"]
        outer = article["statements"][statement["within"]]["spans"]["content"]
        for role in ROLES:
            for paragraph, start, end in statement["spans"][role]:
                assert any(p == paragraph and s <= start and end <= e for p, s, e in outer), statement["id"]


def test_actors_are_spelt_as_the_truth_says() -> None:
    text = {a["file"]: " ".join([a["title"], *a["paragraphs"]]).replace("'", "’") for a in ARTICLES}
    for actor in ACTORS.values():
        for name, files in actor["names"].items():
            found = [file for file in text if re.search(rf"\b{re.escape(name)}\b", text[file])]
            assert found == files, name
    spellings = ACTORS["Yaromir Teshkov"]["names"]
    outlets = {
        name: {a["outlet"] for a in ARTICLES if a["file"] in spellings[name]}
        for name in ("Yaromyr Teshkov", "Jaromir Teschkow")
    }
    assert outlets == {"Yaromyr Teshkov": {"Far Bank"}, "Jaromir Teschkow": {"Northern Mirror"}}


def test_labels_affiliations_and_revelations_refer_to_what_is_there() -> None:
    files = {article["file"] for article in ARTICLES}
    for article in ARTICLES:
        assert {label["about"] for label in article["labels"]} <= ACTORS.keys(), article["file"]
    for affiliation in TRUTH["affiliations"]:
        assert {affiliation["actor"], affiliation["affiliation"]} <= ACTORS.keys(), affiliation
        assert affiliation["files"], affiliation
        assert {*affiliation["files"]} <= files, affiliation
    for revelation in TRUTH["revelations"]:
        assert revelation["about"] in ACTORS
        assert revelation["claim"] in {claim["id"] for claim in CLAIMS}
        assert all(ARTICLE_OF[ref]["file"] == revelation["file"] for ref in revelation["statements"])


@each_claim
def test_a_claim_refers_to_statements_and_counts_its_origins(claim: dict[str, Any]) -> None:
    known = {*claim["supports"], *claim["denies"]}
    assert claim["supports"]
    assert known <= STATEMENTS.keys()
    assert not {*claim["supports"]} & {*claim["denies"]}
    for side in ("supports", "denies"):
        origins = claim["origins"][side]
        assert claim["independence"][side] == len({origin["name"] for origin in origins})
        assert bool(origins) == bool(claim[side])
        assert {origin["name"] for origin in origins} <= ACTORS.keys()
        assert claim["independence"][side] <= len(claim[side])
    for hardening in claim["hardening"]:
        assert {hardening["from"], *hardening["repeated"], hardening["to"]} <= known
    for contradiction in claim["contradictions"]:
        assert contradiction["kind"] in {"number", "date", "polarity"}
        assert {*contradiction["statements"]} <= known


def test_what_hardens_was_attributed_first_and_is_narrated_later() -> None:
    hardened = [(claim["id"], h) for claim in CLAIMS for h in claim["hardening"]]
    assert {name for name, _ in hardened} == {"letters", "lorries", "october", "forged"}
    for _, hardening in hardened:
        first, last = hardening["from"], hardening["to"]
        assert STATEMENTS[first]["form"] != "narration"
        assert STATEMENTS[last]["form"] == "narration"
        assert ARTICLE_OF[first]["published"] < ARTICLE_OF[last]["published"]
        if hardening["change"].startswith("possible"):
            assert (STATEMENTS[first]["certainty"], STATEMENTS[last]["certainty"]) == ("possible", "certain")


def test_the_letters_are_repeated_by_two_outlets_before_a_third_tells_them_as_fact() -> None:
    (letters,) = [claim for claim in CLAIMS if claim["id"] == "letters"]
    (hardening,) = letters["hardening"]
    steps = [hardening["from"], *hardening["repeated"], hardening["to"]]
    assert [ARTICLE_OF[step]["outlet"] for step in steps] == [
        "The Calder Post",
        "KTA",
        "Far Bank",
        "Northern Mirror",
    ]
    assert letters["independence"] == {"supports": 1, "denies": 1}
    assert letters["apparent"]["independence"] == 2


def test_the_number_of_lorries_grows() -> None:
    (lorries,) = [claim for claim in CLAIMS if claim["id"] == "lorries"]
    growth = next(c for c in lorries["contradictions"] if len(c["statements"]) == 3)
    said = [" ".join(STATEMENTS[ref]["content"]) for ref in growth["statements"]]
    assert [re.search(r"forty|60|hundred", text)[0] for text in said] == ["forty", "60", "hundred"]  # type: ignore[index]
    dates = [ARTICLE_OF[ref]["published"] for ref in growth["statements"]]
    assert dates == sorted(dates)


def test_the_reprint_shares_most_of_its_words_with_the_original() -> None:
    (reprint,) = [copy for copy in TRUTH["copies"] if copy["kind"] == "reprint"]
    assert reprint["credited"]
    by_file = {article["file"]: article for article in ARTICLES}
    original, copied = by_file[reprint["from"]], by_file[reprint["to"]]
    shared = shingles(original) & shingles(copied)
    assert len(shared) >= 0.6 * len(shingles(original))
    assert len(shared) >= 0.6 * len(shingles(copied))
    assert original["paragraphs"] != copied["paragraphs"]
    assert original["outlet"] in " ".join(copied["paragraphs"])


def test_no_other_two_articles_share_much() -> None:
    copied = {(copy["from"], copy["to"]) for copy in TRUTH["copies"]}
    for i, one in enumerate(ARTICLES):
        for other in ARTICLES[i + 1 :]:
            if (one["file"], other["file"]) not in copied:
                share = len(shingles(one) & shingles(other)) / len(shingles(other))
                assert share < 0.05, (one["file"], other["file"])


def test_copied_passages_are_the_same_characters() -> None:
    by_file = {article["file"]: article for article in ARTICLES}
    for copy in TRUTH["copies"]:
        assert copy["passages"]
        for passage in copy["passages"]:
            assert under(by_file[copy["from"]], passage["from"]) == passage["text"]
            assert under(by_file[copy["to"]], passage["to"]) == passage["text"]
        assert by_file[copy["from"]]["published"] <= by_file[copy["to"]]["published"]


def test_the_page_for_people_tells_the_same_truth() -> None:
    page = (EXAMPLES / "TRUTH.md").read_text(encoding="utf-8")
    told = " ".join(page.split())
    assert [claim["id"] for claim in CLAIMS if claim["proposition"] not in told] == []
    for ident, statement in STATEMENTS.items():
        line = re.search(rf"^- \*\*{re.escape(ident)}\*\* .*$", page, re.MULTILINE)
        assert line, ident
        assert " … ".join(statement["content"]) in line[0], ident
    for claim in CLAIMS:
        for side, word in (("supports", "Supported"), ("denies", "Denied")):
            if claim[side]:
                count = len(claim[side])
                assert f"{word} by {count} statement" in told
                assert ", ".join(claim[side]) + "." in told, claim["id"]
