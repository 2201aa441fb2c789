"""Finding copies: from papers to the passages that each took over from an earlier one."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import lru_cache

from hearsay.linking.copies.choosing import nearest
from hearsay.linking.copies.direction import by_date, in_order
from hearsay.linking.copies.kinds import credit_reason, enough, kind_of
from hearsay.linking.copies.overlaps import Overlap
from hearsay.linking.copies.pages import Page
from hearsay.linking.copies.shelf import Entry, Shelf
from hearsay.linking.copies.signatures import signature
from hearsay.linking.tellings import Paper
from hearsay.records import Copy, Reason

_PAGES = 4_000
"""Documents held in memory as words."""


def find_copies(papers: Iterable[Paper], *, changed: frozenset[str] | None = None) -> list[Copy]:
    """The copies among papers, by later and earlier document.

    With ``changed``, ids of documents that are new or have changed, only the copies into documents that
    these bear on: into them, and into those of their candidates (:meth:`Shelf.followers`). They replace
    all copies into those documents that were found before.
    """
    by_id = {paper.id: paper for paper in papers}
    shelf = Shelf(Entry(paper.id, paper.published, signature(paper)) for paper in by_id.values())
    into = None if changed is None else shelf.followers(changed)
    return sorted(copies_into(shelf, by_id.__getitem__, into), key=lambda copy: (copy.later, copy.earlier))


def copies_into(
    shelf: Shelf, load: Callable[[str], Paper], into: Iterable[str] | None = None
) -> Iterator[Copy]:
    """The copies into these documents of a shelf, or into all, in the order of their publication.

    ``load`` gives the paper of an id; it is asked for the documents wanted and their candidates alone.
    """
    page = lru_cache(maxsize=_PAGES)(lambda id: Page(load(id)))
    for id, near in shelf.candidates(into):
        if near:
            yield from _into(page(id), [page(other) for other in near])


def _into(later: Page, near: Sequence[Page]) -> Iterator[Copy]:
    overlaps = []
    directions: dict[str, Reason] = {}
    for other in near:
        # What is cheap comes first: dates, then alignment, then credit lines, which are looked for in few.
        dated = by_date(other, later)
        if dated is not None and dated[0] is not other:
            continue
        overlap = Overlap(other, later)
        if overlap.weight < enough(overlap):
            continue
        earlier, _, reason = dated or in_order(other, later)
        if earlier is other and kind_of(overlap) is not None:
            overlaps.append(overlap)
            directions[other.paper.id] = reason
    for overlap in nearest(overlaps, enough):
        yield _copy(overlap, directions[overlap.earlier.paper.id])


def _copy(overlap: Overlap, direction: Reason) -> Copy:
    kind = kind_of(overlap)
    assert kind is not None, "an overlap is only chosen when it has a kind"
    credit = credit_reason(overlap.earlier, overlap.later)
    words = Reason(
        what="words in common",
        left=f"{overlap.words_earlier} of {len(overlap.earlier)}",
        right=f"{len(overlap.covered)} of {len(overlap.later)}",
        score=round(max(overlap.share_earlier, overlap.share_later), 4),
    )
    told = Reason(
        what="words told by both outside quotations",
        left=str(overlap.own_words),
        right=f"weight {overlap.weight}, {enough(overlap)} needed",
        score=round(min(1.0, overlap.weight / (2 * enough(overlap))), 4),
    )
    reasons = (direction, words, told, kind[1], *([credit] if credit and credit != direction else []))
    return Copy(
        earlier=overlap.earlier.paper.id,
        later=overlap.later.paper.id,
        kind=kind[0],
        credited=credit is not None,
        share_earlier=round(overlap.share_earlier, 4),
        share_later=round(overlap.share_later, 4),
        passages=overlap.passages,
        why=reasons,
    )
