"""Where the anchors of judgements are: in their documents, and in other versions of the same text.

A page that is fetched or extracted anew with another text is a document of its own, with the same URL or
path. What was judged about the one holds for the other, wherever the words that were judged are still there.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from msgspec.structs import replace

from hearsay.ledger import Ledger
from hearsay.records import Anchor, Document, Edit, Span, Wording

CONTEXT = 32
"""Characters kept on either side of an anchor."""
MOST_WORDS = 200
STANDARD_INPUT = "-"
SEVERAL = (".jsonl", ".ndjson", ".json")
"""Files that hold several documents, so that their path is no place of any one of them."""
SURE = 24
"""So many characters of words and context must agree where a text was changed."""


def anchor_at(document: Document, span: Span) -> Anchor:
    """The anchor of some characters of a document."""
    start, end = span
    return Anchor(
        document=document.id,
        span=span,
        words=document.text[start:end][:MOST_WORDS],
        before=document.text[max(0, start - CONTEXT) : start],
        after=document.text[end : end + CONTEXT] if end > start else "",
        place=document.url or (document.path if _is_place(document.path) else None),
    )


def document_anchor(document: Document) -> Anchor:
    """The anchor of a document as a whole."""
    return anchor_at(document, (0, 0))


def places_of(ledger: Ledger, anchors: Iterable[Anchor]) -> dict[Anchor, tuple[Anchor, ...]]:
    """Where each anchor is now: in its own document first, then in other versions of it.

    An anchor of which neither the document nor another version is in the ledger, or whose words no version
    has any more, is nowhere. Each place is an anchor like the one given, of the document and characters
    found.
    """
    wanted = set(anchors)
    versions = ledger.versions(
        {anchor.document: anchor.place if _is_place(anchor.place) else None for anchor in wanted}
    )
    found: dict[Anchor, list[Anchor]] = {anchor: [] for anchor in wanted}
    by_document: dict[str, list[Anchor]] = {}
    for anchor in wanted:
        for id in versions.get(anchor.document, ()):
            by_document.setdefault(id, []).append(anchor)
    for document in ledger.texts(by_document):
        for anchor in by_document[document.id]:
            span = place(document, anchor)
            if span is not None:
                found[anchor].append(replace(anchor, document=document.id, span=span))
    return {
        anchor: tuple(sorted(places, key=lambda at: (at.document != anchor.document, at.document)))
        for anchor, places in found.items()
    }


def place(document: Document, anchor: Anchor) -> Span | None:
    """The characters of a document that an anchor means, or None.

    In the anchor's own document these are its own. In another they are where its words stand, white space
    aside, with most of the context; of two places that agree as well neither is meant.
    """
    start, end = anchor.span
    if document.id == anchor.document:
        return anchor.span if 0 <= start <= end <= len(document.text) else None
    if start == end:
        return (0, 0) if start == 0 else None
    words = anchor.words.split()
    if not words:
        return None
    pattern = re.compile(r"\s+".join(map(re.escape, words)))
    fits = [
        (_agreement(document.text, found.span(), anchor), found.span())
        for found in pattern.finditer(document.text)
    ]
    if not fits:
        return None
    best = max(fits)
    enough = best[0] + len(anchor.words) >= SURE
    if not enough or sum(agreement == best[0] for agreement, _ in fits) > 1:
        return None
    return _whole(document.text, best[1], anchor)


def edit_at(document: Document, edit: Edit, near: Span, own: str) -> Edit | None:
    """An edit with its spans in this document: found by their words nearest to a place, in a document that is
    not the edit's ``own``; None if some are not there."""
    if document.id == own:
        return edit
    parts: dict[str, tuple[Wording, ...] | None] = {}
    for name in ("source", "cue", "content"):
        given: tuple[Wording, ...] | None = getattr(edit, name)
        if given is None:
            continue
        moved = [_nearest(document.text, one.words, near) for one in given]
        if any(span is None for span in moved):
            return None
        parts[name] = tuple(
            Wording(span=span, words=document.text[slice(*span)]) for span in moved if span is not None
        )
    return replace(edit, **parts)


def _is_place(place: str | None) -> bool:
    """Whether only one document, in all its versions, can have this URL or path."""
    if not place or place == STANDARD_INPUT:
        return False
    return "://" in place or not place.lower().endswith(SEVERAL)


def _agreement(text: str, span: Span, anchor: Anchor) -> int:
    """How many characters of the context agree, counted outward from the words."""
    before, after = anchor.before, anchor.after
    left = text[max(0, span[0] - CONTEXT) : span[0]]
    right = text[span[1] : span[1] + CONTEXT]
    return _shared(before[::-1], left[::-1]) + (_shared(after, right) if _is_whole(anchor) else 0)


def _shared(one: str, other: str) -> int:
    count = 0
    for left, right in zip(" ".join(one.split()), " ".join(other.split()), strict=False):
        if left != right:
            break
        count += 1
    return count


def _is_whole(anchor: Anchor) -> bool:
    return len(anchor.words) == anchor.span[1] - anchor.span[0]


def _whole(text: str, span: Span, anchor: Anchor) -> Span:
    """The span with the characters that the anchor's words leave out."""
    if _is_whole(anchor):
        return span
    end = span[0] + anchor.span[1] - anchor.span[0]
    after = text.find(anchor.after, span[1]) if anchor.after else -1
    return span[0], min(len(text), after if 0 <= after <= end + MOST_WORDS else end)


def _nearest(text: str, words: str, near: Span) -> Span | None:
    pieces = words.split()
    if not pieces:
        return None
    found = [one.span() for one in re.finditer(r"\s+".join(map(re.escape, pieces)), text)]
    return min(found, key=lambda span: abs(span[0] - near[0]), default=None)
