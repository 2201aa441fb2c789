"""What a web page says about itself: JSON-LD first, then Open Graph and other tags, then the page's own."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator
from typing import Any
from urllib.parse import urlsplit

from hearsay.records import Record
from hearsay.sources.dates import iso
from hearsay.sources.normal import line

_ARTICLE = re.compile(r"Article$|^(?:BlogPosting|LiveBlogPosting|Report|WebPage)$")
_MAX_DEPTH = 20


class Page(Record, frozen=True):
    """The metadata of one page; what the page does not say is ``None``."""

    title: str | None = None
    outlet: str | None = None
    authors: tuple[str, ...] = ()
    published: str | None = None
    url: str | None = None


def page(tree: Any) -> Page:
    """What the page says about itself; ``tree`` is lxml's, and stays as it is.

    A date counts only where the page declares it as that of publication: none is guessed from the text.
    Where no outlet is named, it is the host of the canonical address.
    """
    metas = _metas(tree)
    article = _article(_things(tree))
    url = _url(tree, metas, article)
    outlet = line(_name(article.get("publisher")) or _first(metas, "og:site_name", "application-name"))
    if outlet is None and url:
        outlet = (urlsplit(url).hostname or "").removeprefix("www.") or None
    return Page(
        title=_title(tree, metas, article, outlet),
        outlet=outlet,
        authors=_authors(tree, metas, article),
        published=_published(tree, metas, article),
        url=url,
    )


def _metas(tree: Any) -> dict[str, list[str]]:
    """The meta tags by their name or property, in lower case; each has at least one value."""
    metas: dict[str, list[str]] = {}
    for meta in tree.iter("meta"):
        name = meta.get("property") or meta.get("name") or meta.get("itemprop")
        content = (meta.get("content") or "").strip()
        if name and content:
            metas.setdefault(name.lower(), []).append(content)
    return metas


def _first(metas: dict[str, list[str]], *names: str) -> str | None:
    return next((metas[name][0] for name in names if name in metas), None)


def scripts(tree: Any) -> Iterator[str]:
    """The source of each JSON-LD script of the page, without the comment marks that some put around it."""
    for script in tree.iter("script"):
        if "ld+json" in (script.get("type") or "").lower():
            yield re.sub(r"^\s*(?:<!--|//\s*<!\[CDATA\[)|(?:-->|//\s*\]\]>)\s*$", "", script.text or "")


def _things(tree: Any) -> Iterator[dict[str, Any]]:
    """Every JSON-LD object of the page, those inside lists and graphs too."""
    for source in scripts(tree):
        try:
            value = json.loads(source, strict=False)
        except (ValueError, RecursionError):
            continue
        yield from _objects(value, _MAX_DEPTH)


def _objects(value: Any, depth: int) -> Iterator[dict[str, Any]]:
    if depth and isinstance(value, list):
        for item in value:
            yield from _objects(item, depth - 1)
    elif depth and isinstance(value, dict):
        yield value
        for name in ("@graph", "mainEntity", "mainEntityOfPage", "hasPart"):
            yield from _objects(value.get(name), depth - 1)


def _article(things: Iterable[dict[str, Any]]) -> dict[str, Any]:
    """The object that describes the article: the first of the best type, with references resolved."""
    known = list(things)
    by_id = {thing["@id"]: thing for thing in known if isinstance(thing.get("@id"), str) and len(thing) > 1}
    best: dict[str, Any] = {}
    rank = 0
    for thing in known:
        kinds = [
            kind for kind in _list(thing.get("@type")) if isinstance(kind, str) and _ARTICLE.search(kind)
        ]
        score = 0 if not kinds else 1 if kinds == ["WebPage"] else 2
        if score > rank:
            best, rank = thing, score
    return {name: _resolve(value, by_id) for name, value in best.items()}


def _resolve(value: Any, by_id: dict[str, dict[str, Any]]) -> Any:
    if isinstance(value, list):
        return [item if isinstance(item, list) else _resolve(item, by_id) for item in value]
    if isinstance(value, dict) and set(value) <= {"@id", "@type"} and isinstance(value.get("@id"), str):
        return by_id.get(value["@id"], value)
    return value


def _list(value: Any) -> list[Any]:
    return value if isinstance(value, list) else [] if value is None else [value]


def _name(value: Any) -> str | None:
    """The name of a person or organization, given as a string, an object or a list of them."""
    for item in _list(value):
        name = item.get("name") if isinstance(item, dict) else item
        for text in _list(name):
            if isinstance(text, str) and text.strip() and not text.startswith(("http://", "https://")):
                return text
    return None


def _string(value: Any) -> str | None:
    return next((item for item in _list(value) if isinstance(item, str) and item.strip()), None)


def _url(tree: Any, metas: dict[str, list[str]], article: dict[str, Any]) -> str | None:
    links = [
        link.get("href")
        for link in tree.iter("link")
        if "canonical" in (link.get("rel") or "").lower().split()
    ]
    main = article.get("mainEntityOfPage")
    named = main.get("@id") if isinstance(main, dict) else main
    for candidate in (*links, _first(metas, "og:url"), _string(article.get("url")), _string(named)):
        if candidate and candidate.strip().startswith(("http://", "https://")):
            return line(candidate)
    return None


def _title(tree: Any, metas: dict[str, list[str]], article: dict[str, Any], outlet: str | None) -> str | None:
    headline = _string(article.get("headline")) or _first(metas, "og:title", "twitter:title", "dc.title")
    if not headline:
        tag = tree.find(".//title")
        heading = next((element for element in tree.iter("h1")), None)
        headline = (tag.text_content() if tag is not None else "") or (
            heading.text_content() if heading is not None else ""
        )
    title = line(headline)
    if title and outlet:
        stripped = re.sub(
            rf"\s+[|–—·:-]\s+(?:the\s+)?{re.escape(re.sub(r'(?i)^the ', '', outlet))}\s*$",
            "",
            title,
            flags=re.I,
        )
        title = stripped or title
    return title


def _authors(tree: Any, metas: dict[str, list[str]], article: dict[str, Any]) -> tuple[str, ...]:
    names: list[str | None] = [_name(item) for item in _list(article.get("author"))]
    if not any(names):
        names = [
            name
            for key in ("author", "article:author", "parsely-author", "dc.creator", "byl")
            if key in metas
            for name in metas[key]
        ]
    if not any(names):
        names = [element.text_content() for element in tree.xpath("//*[@rel='author' or @itemprop='author']")]
    found: dict[str, None] = {}
    for name in names:
        if name and not name.startswith(("http://", "https://", "@")):
            for part in re.split(r"\s*;\s*", re.sub(r"(?i)^\s*by\s+", "", name)):
                if tidy := line(part):
                    found.setdefault(tidy[:200])
    return tuple(found)


def _published(tree: Any, metas: dict[str, list[str]], article: dict[str, Any]) -> str | None:
    declared = (
        _string(article.get("datePublished")),
        *(
            _first(metas, name)
            for name in (
                "article:published_time", "og:published_time", "datepublished", "parsely-pub-date", "pubdate",
                "publishdate", "dc.date.issued", "dcterms.created", "sailthru.date", "dc.date", "date",
            )
        ),
        *(
            element.get("datetime") or element.text_content()
            for element in tree.iter("time")
            if element.get("pubdate") is not None or "datePublished" in (element.get("itemprop") or "")
        ),
        *(element.get("datetime") for element in list(tree.xpath("//article//time[@datetime]"))[:1]),
        _string(article.get("dateCreated")),
    )  # fmt: skip
    return next((date for text in declared if text and (date := iso(text))), None)
