"""Web pages: the text of the article, and what the page says about its publication."""

from __future__ import annotations

import codecs
import logging
import re
from collections.abc import Iterator
from typing import Any, BinaryIO

from hearsay.sources.base import Draft, Limits, Refused, whole
from hearsay.sources.htmlmeta import Page, page
from hearsay.sources.normal import decode, normalise

_CHARSET = re.compile(rb"<meta[^>]{0,200}?charset\s*=\s*[\"']?\s*([A-Za-z0-9_\-]{2,40})", re.IGNORECASE)
_START = re.compile(
    rb"\s*(?:<\?xml[^>]*>\s*|<!--.{0,2000}?-->\s*)*<(?:!doctype\s+html|html|head|body)[\s>]", re.I | re.S
)

# Class names that mark what is beside the article, as whole words, so that *header* is not *ad*.
_BESIDE = (
    *("ad", "ads", "advert", "advertisement", "advertising", "sponsored", "promo", "promoted"),
    *("newsletter", "newsletter-signup", "subscribe", "related", "related-articles", "related-links"),
    *("related-stories", "recommended", "recirculation", "most-read", "trending", "comments"),
    *("comment-list", "share", "share-buttons", "social", "social-share", "cookie", "cookie-banner"),
    *("consent", "breadcrumb", "breadcrumbs", "byline", "tags", "visually-hidden", "sr-only", "skip-link"),
)
_PRUNE = [
    "//aside|//nav|//form|//button|//dialog|//*[@hidden]|//*[@aria-hidden='true']|//*[@role='navigation']",
    "//*["
    + " or ".join(f"contains(concat(' ',normalize-space(@class),' '),' {name} ')" for name in _BESIDE)
    + "]",
]
_NOTICE = re.compile(
    r"\W*(?:advertisements?|sponsored|read more|related|share this.{0,20}|sign up.{0,40}"
    r"|(?:please |you need to )?(?:enable|turn on|activate) java ?script.{0,80})\W*",
    re.I,
)
_SENTENCE = re.compile(r"[.!?…:;][\"'”’»)\]]*\s*$|[。！？؟।]")
_BLOCKS = frozenset({"p", "head", "item", "quote", "row", "code", "list", "table", "body", "div", "cell"})


class HTML:
    """A saved web page."""

    name = "html"
    extensions = (".html", ".htm", ".xhtml")

    def sniff(self, head: bytes) -> bool:
        """A doctype or an element of the outermost ones, first thing in the file."""
        return _START.match(head.removeprefix(codecs.BOM_UTF8)) is not None

    def read(self, file: BinaryIO, limits: Limits) -> Iterator[Draft | Refused]:
        """The one article of the page, its paragraphs separated by blank lines.

        A headline that the article begins with becomes the title alone.
        """
        # On text the parser would refuse an XML declaration that names an encoding.
        text = re.sub(r"\A\s*<\?xml[^>]*>", "", normalise(_decode(whole(file, limits))))
        tree = tree_of(text)
        _refuse_long(tree, limits)
        about = page(tree)
        blocks = _article(tree, text)
        if blocks and about.title and _same(blocks[0], about.title):
            blocks = blocks[1:]
        if not any(_SENTENCE.search(block) and len(block.split()) >= 3 for block in blocks) and not _unspaced(
            blocks
        ):
            raise Refused(
                "no-text",
                "The page holds no article text.",
                remedy="Save the page once it shows the article, or copy the article into a text file.",
            )
        yield _draft(about, "\n\n".join(blocks))


def _unspaced(blocks: list[str]) -> bool:
    """Whether there are sentences in a script that puts no spaces between words."""
    return any(
        _SENTENCE.search(block) and len(block) >= 20 and block.count(" ") * 20 < len(block)
        for block in blocks
    )


def _draft(about: Page, text: str) -> Draft:
    return Draft(
        text=text,
        title=about.title,
        outlet=about.outlet,
        authors=about.authors,
        published=about.published,
        url=about.url,
    )


def _decode(data: bytes) -> str:
    """The page as text: by the charset it declares, where the bytes agree; broken UTF-8 is mended.

    Unlike in a text file a few bad bytes are no reason to refuse: they mostly stand in somebody else's
    part of the page, and browsers show such pages.
    """
    declared = _CHARSET.search(data[:4096])
    if declared and not data.startswith((codecs.BOM_UTF8, codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        try:
            name = codecs.lookup(declared[1].decode("ascii")).name
            if name in ("iso8859-1", "ascii"):
                name = "cp1252"  # as every browser reads it
            if not name.startswith("utf-16"):
                return str(codecs.decode(data, name))
        except (LookupError, ValueError):
            pass
    try:
        return decode(data)
    except Refused as refusal:
        if refusal.code != "encoding":
            raise
        return data.decode("utf-8", "replace")


def tree_of(text: str) -> Any:
    """The page as lxml's tree, leniently.

    Raises:
        Refused: there is nothing in it.
    """
    from lxml import etree, html

    parser = html.HTMLParser(huge_tree=False, no_network=True)
    try:
        tree = html.document_fromstring(text, parser=parser) if text.strip() else None
    except etree.ParserError:
        tree = None
    if tree is None:
        raise Refused("empty", "The page is empty.", remedy="Leave it out, or save it again.")
    return tree


def _refuse_long(tree: Any, limits: Limits) -> None:
    """Refuse a page of far too much text now: to look for its article would take minutes."""
    length = sum(len(text) for text in tree.itertext()) - sum(
        len(e.text or "") for e in tree.iter("script", "style")
    )
    if length > 2 * limits.max_chars:
        raise Refused(
            "too-large",
            f"The page has {length:,} characters of text; the limit is {limits.max_chars:,} for its article.",
            remedy="Raise the limit with --max-chars, or save the article alone.",
        )


def _article(tree: Any, text: str) -> list[str]:
    """The blocks of the article: by trafilatura, else every paragraph there is."""
    import trafilatura

    for noisy in ("trafilatura", "htmldate", "justext"):
        logging.getLogger(noisy).setLevel(logging.CRITICAL)
    found = trafilatura.bare_extraction(tree, include_comments=False, include_tables=True, prune_xpath=_PRUNE)
    body = getattr(found, "body", None)
    blocks = _blocks(body) if body is not None else []
    if not blocks:
        # A page of a few words is below what trafilatura takes for an article.
        fresh = tree_of(text)
        for element in [element for path in _PRUNE for element in fresh.xpath(path)]:
            if element.getparent() is not None:
                element.drop_tree()
        pieces = [element.text_content() for element in fresh.iter("p")]
        body = fresh.find(".//body")
        if not pieces and body is not None:
            pieces = body.text_content().split("\n")
        blocks = [tidy for piece in pieces if (tidy := _tidy(piece))]
    return [block for block in blocks if not _NOTICE.fullmatch(block)]


def _blocks(body: Any) -> list[str]:
    """The text of each innermost block of trafilatura's tree; a table's row is one block."""
    blocks: list[str] = []
    pieces: list[str] = []

    def flush() -> None:
        if tidy := _tidy("".join(pieces)):
            blocks.append(tidy)
        pieces.clear()

    def walk(element: Any, in_row: bool) -> None:
        block = element.tag in _BLOCKS and not in_row
        if block:
            flush()
        if element.tag == "lb":
            pieces.append("\n")
        if in_row and element.tag == "cell" and any(piece.strip() for piece in pieces):
            pieces.append(" | ")
        pieces.append(element.text or "")
        for child in element:
            walk(child, in_row or element.tag == "row")
            pieces.append(child.tail or "")
        if block:
            flush()

    walk(body, False)
    return blocks


def _tidy(text: str) -> str:
    """The text with single spaces, its own line ends kept, nothing around it."""
    return "\n".join(tidy for row in text.split("\n") if (tidy := " ".join(row.split())))


def _same(block: str, title: str) -> bool:
    return re.sub(r"\W+", " ", block).strip().casefold() == re.sub(r"\W+", " ", title).strip().casefold()


SOURCE = HTML()
