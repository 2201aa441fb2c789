"""What holds of copies whatever the texts."""

from __future__ import annotations

import re
from collections import Counter
from itertools import chain, pairwise
from random import Random

from copied import COUNCIL, FLOOD, MARKET, SPEECH, changed
from hypothesis import given, settings
from hypothesis import strategies as st

from hearsay.linking.copies import Entry, Shelf, find_copies, signature
from hearsay.linking.copies.alignment import align
from hearsay.linking.tellings import Paper

PARAGRAPHS = (*FLOOD, *MARKET, *COUNCIL, SPEECH)
OUTLETS = ("The Calder Post", "Far Bank", "KTA", "Mill Authority", None)
DAYS = ("2031-05-04", "2031-05-04T10:00:00+02:00", "2031-05-05", "2031-05-09", "soon", None)
CREDITS = (
    "",
    "First published by Far Bank.",
    "(KTA)",
    "The Mill Authority said in a statement that all is well.",
)


@st.composite
def papers(draw: st.DrawFn) -> list[Paper]:
    """Papers that share paragraphs, some with changed words, some with words of no sense between them."""
    made = []
    for number in range(draw(st.integers(2, 6))):
        parts = [
            changed(paragraph, draw(st.integers(4, 30))) if draw(st.booleans()) else paragraph
            for paragraph in draw(st.lists(st.sampled_from(PARAGRAPHS), min_size=1, max_size=6))
        ]
        parts += draw(st.lists(st.text(max_size=60), max_size=2))
        text = draw(st.sampled_from(("\n\n", " ", "\n"))).join([*parts, draw(st.sampled_from(CREDITS))])
        made.append(
            Paper(
                id=f"{draw(st.sampled_from('ab'))}{number}",
                text=text,
                outlet=draw(st.sampled_from(OUTLETS)),
                published=draw(st.sampled_from(DAYS)),
            )
        )
    return made


def words(text: str) -> list[str]:
    return re.findall(r"\w+", text.casefold())


@settings(max_examples=150, deadline=None)
@given(papers())
def test_passages_lie_in_both_texts_and_are_alike(given_papers: list[Paper]) -> None:
    texts = {paper.id: paper.text for paper in given_papers}
    for copy in find_copies(given_papers):
        assert copy.earlier != copy.later
        assert copy.passages
        for side in ("earlier", "later"):
            spans = sorted(getattr(passage, side) for passage in copy.passages)
            text = texts[getattr(copy, side)]
            assert all(0 <= start < end <= len(text) for start, end in spans)
            assert all(before[1] <= after[0] for before, after in pairwise(spans))
            assert 0 < getattr(copy, f"share_{side}") <= 1
        for passage in copy.passages:
            left = words(texts[copy.earlier][slice(*passage.earlier)])
            right = words(texts[copy.later][slice(*passage.later)])
            common = (Counter(left) & Counter(right)).total()
            assert common >= 8
            assert common >= 0.4 * max(len(left), len(right))


@settings(max_examples=100, deadline=None)
@given(papers(), st.randoms(use_true_random=False))
def test_the_order_of_the_papers_does_not_matter_nor_does_giving_them_twice(
    given_papers: list[Paper], random: Random
) -> None:
    shuffled = random.sample(given_papers, len(given_papers))
    assert find_copies(shuffled) == find_copies(given_papers) == find_copies(given_papers * 2)


@settings(max_examples=100, deadline=None)
@given(papers())
def test_nothing_is_copied_in_a_circle(given_papers: list[Paper]) -> None:
    found = [(copy.earlier, copy.later) for copy in find_copies(given_papers)]
    assert len(found) == len(set(found))
    assert not {(later, earlier) for earlier, later in found} & set(found)


@settings(max_examples=100, deadline=None)
@given(papers(), st.integers(1, 3))
def test_adding_papers_gives_what_all_at_once_give(given_papers: list[Paper], late: int) -> None:
    first, added = given_papers[:-late], {paper.id for paper in given_papers[-late:]}
    changed_ids = frozenset(added)
    shelf = Shelf(Entry(paper.id, paper.published, signature(paper)) for paper in given_papers)
    into = shelf.followers(changed_ids)
    kept = [copy for copy in find_copies(first) if copy.later not in into]
    new = find_copies(given_papers, changed=changed_ids)
    assert {copy.later for copy in new} <= into
    whole = find_copies(given_papers)
    assert sorted(chain(kept, new), key=lambda copy: (copy.later, copy.earlier)) == whole


@settings(max_examples=150, deadline=None)
@given(st.lists(st.sampled_from("abcde"), max_size=60), st.lists(st.sampled_from("abcde"), max_size=60))
def test_stretches_pair_equal_words_once_and_in_order(left: list[str], right: list[str]) -> None:
    stretches = align(left, right)
    pairs = [pair for stretch in stretches for pair in stretch.pairs]
    assert all(left[i] == right[j] for i, j in pairs)
    assert len({i for i, _ in pairs}) == len({j for _, j in pairs}) == len(pairs)
    for stretch in stretches:
        assert all(
            a[0] < b[0] and a[1] < b[1] for a, b in zip(stretch.pairs, stretch.pairs[1:], strict=False)
        )


@given(st.lists(st.sampled_from(PARAGRAPHS), min_size=1, max_size=4, unique=True))
def test_a_text_is_one_stretch_with_itself(paragraphs: list[str]) -> None:
    tokens = words(" ".join(paragraphs))
    (stretch,) = align(tokens, tokens)
    assert stretch.left == stretch.right == (0, len(tokens))
