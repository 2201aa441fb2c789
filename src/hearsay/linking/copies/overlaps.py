"""What two documents have in common, and whether it is enough that one must have it from the other."""

from __future__ import annotations

from collections.abc import Set
from functools import cached_property

from hearsay.linking.copies.alignment import Stretch, align
from hearsay.linking.copies.pages import Page
from hearsay.records import Passage, Span

CHANCE = 7
"""Words that two reporters may have in common in a row by chance: a long name, a set phrase."""
_FIGURES = 2
"""A stretch with at least so many numbers on either side can be a formula …"""
_FILLED_ANEW = 0.6
"""… which it is when more than this part of them differ: the closing prices of another day."""


class Overlap:
    """The stretches that a later document shares with an earlier one.

    ``weight`` tells how far they show that one was taken from the other: the paired words that both
    documents tell themselves, without those that each stretch may have by chance. Direct quotations, tables,
    boilerplate and formulas filled in with other numbers weigh nothing.
    """

    def __init__(self, earlier: Page, later: Page) -> None:
        self.earlier = earlier
        self.later = later
        self.stretches = align(earlier.words, later.words, earlier.rows, later.rows)

    @cached_property
    def weight(self) -> int:
        """The weight of all stretches, in words."""
        return self.weight_without(frozenset())

    def weight_without(self, covered: Set[int]) -> int:
        """The weight of what lies outside these words of the later document."""
        return sum(max(0, sum(place not in covered for place in places) - CHANCE) for places in self._telling)

    @cached_property
    def _telling(self) -> list[list[int]]:
        """For each stretch that is no formula, the paired words of the later document that both tell."""
        earlier, later = self.earlier.own, self.later.own
        return [
            [j for i, j in stretch.pairs if earlier[i] and later[j]]
            for stretch in self.stretches
            if not self._formula(stretch)
        ]

    @cached_property
    def covered(self) -> frozenset[int]:
        """The words of the later document that lie in a stretch."""
        return frozenset(place for stretch in self.stretches for place in range(*stretch.right))

    @cached_property
    def paired(self) -> frozenset[int]:
        """The words of the later document that are paired with one of the earlier."""
        return frozenset(j for stretch in self.stretches for _, j in stretch.pairs)

    @cached_property
    def own_words(self) -> int:
        """The paired words that both documents tell themselves."""
        return sum(map(len, self._telling))

    @property
    def words_earlier(self) -> int:
        """Words of the earlier document that lie in a stretch."""
        return sum(after - first for first, after in (stretch.left for stretch in self.stretches))

    @property
    def share_earlier(self) -> float:
        """Part of the earlier document's words that lie in a stretch."""
        return self.words_earlier / max(1, len(self.earlier))

    @property
    def share_later(self) -> float:
        """Part of the later document's words that lie in a stretch."""
        return len(self.covered) / max(1, len(self.later))

    @property
    def passages(self) -> tuple[Passage, ...]:
        """The stretches as characters, in the order of the later document."""
        return tuple(self._passage(stretch) for stretch in self.stretches)

    def _passage(self, stretch: Stretch) -> Passage:
        """From the first word to the last, with the marks around them that both texts have."""
        a, b = self.earlier.characters(*stretch.left), self.later.characters(*stretch.right)
        earlier, later = self.earlier.paper.text, self.later.paper.text
        before = after = 0
        while _same_mark(earlier, a[0] - before - 1, later, b[0] - before - 1):
            before += 1
        while _same_mark(earlier, a[1] + after, later, b[1] + after):
            after += 1
        return Passage(earlier=(a[0] - before, a[1] + after), later=(b[0] - before, b[1] + after))

    @property
    def is_formula(self) -> bool:
        """Whether the numbers of all stretches together are mostly others, as in the reports of two days."""
        fewer, equal = self.figures
        return fewer > _FIGURES and 2 * equal < fewer

    @cached_property
    def figures(self) -> tuple[int, int]:
        """How many numbers both documents have in the stretches, and how many of them are equal."""
        each = [self._figures(stretch) for stretch in self.stretches]
        return sum(fewer for fewer, _ in each), sum(equal for _, equal in each)

    def openings(self, count: int) -> tuple[float, float]:
        """Part of the first words of the earlier and of the later document that lies in a stretch."""
        earlier = sum(max(0, min(count, after) - first) for first, after in (s.left for s in self.stretches))
        later = sum(max(0, min(count, after) - first) for first, after in (s.right for s in self.stretches))
        return earlier / max(1, min(count, len(self.earlier))), later / max(1, min(count, len(self.later)))

    def _formula(self, stretch: Stretch) -> bool:
        """Whether the numbers in a stretch are mostly others: the same sentence about another event."""
        fewer, equal = self._figures(stretch)
        return fewer >= _FIGURES and fewer - equal > _FILLED_ANEW * fewer

    def _figures(self, stretch: Stretch) -> tuple[int, int]:
        """How many numbers both sides of a stretch have, and how many of them are equal."""
        left, right = _numbers(self.earlier, stretch.left), _numbers(self.later, stretch.right)
        return min(left, right), sum(self.later.words[j][0].isdigit() for _, j in stretch.pairs)


def _numbers(page: Page, words: Span) -> int:
    return sum(word[0].isdigit() for word in page.words[slice(*words)])


def _same_mark(left: str, i: int, right: str, j: int) -> bool:
    """Whether the same punctuation mark stands at both places."""
    if not (0 <= i < len(left) and 0 <= j < len(right)):
        return False
    return left[i] == right[j] and not left[i].isalnum() and not left[i].isspace() and left[i] != "_"
