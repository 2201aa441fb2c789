"""A document's text as words, ready to be laid beside others."""

from __future__ import annotations

import re
from array import array
from bisect import bisect_left
from collections.abc import Iterable
from functools import cached_property
from sys import intern

from hearsay.lexicon.credits import Credit, boilerplate, credits
from hearsay.linking.copies.alignment import Rows, seed_rows
from hearsay.linking.tellings import Paper
from hearsay.records import Span

# A number is one word with its points and colons, so that *1,189.42* differs from *1,204.10* once.
_WORD = re.compile(r"\d+(?:[.,:/]\d+)*|[^\W\d_]+(?:['’][^\W\d_]+)*")
_QUOTED = re.compile(
    r'“[^”\n]*(?:”|$)|"[^"\n]*(?:"|$)|«[^»\n]*(?:»|$)|„[^“”\n]*(?:[“”]|$)'
    r"|(?:``|'')(?:[^'\n]|'(?!'))*(?:''|$)",
    re.MULTILINE,
)
_LINE = re.compile(r"[^\n]+")
_TABLE = 1 / 3
"""A line of which more than this part are numbers is a row of a table."""
_HEADING = 4
_HEADLINE = 20
"""Words that the heading of a list of headlines, and one of them, have at most."""


class Page:
    """The words of a paper, folded, with their places and whose they are.

    ``words`` holds each word in lower case; ``starts`` and ``ends`` say which characters it is. ``own`` tells
    which are the document's own telling: not in a direct quotation, a table or a line such as contacts.
    """

    def __init__(self, paper: Paper) -> None:
        self.paper = paper
        # Thousands of pages are held at a time: words that many texts use are kept once.
        self.words = [intern(fold(match.group())) for match in _WORD.finditer(paper.text)]
        places = [match.span() for match in _WORD.finditer(paper.text)]
        self.starts = array("l", [start for start, _ in places])
        self.ends = array("l", [end for _, end in places])

    def __len__(self) -> int:
        return len(self.words)

    @cached_property
    def own(self) -> bytearray:
        """For each word 1 where it is the document's own telling, else 0."""
        own = bytearray(b"\1" * len(self.words))
        for start, end in self._not_own():
            for place in range(*self.touched(start, end)):
                own[place] = 0
        return own

    @cached_property
    def rows(self) -> Rows:
        """The rows of words that can begin a run."""
        return seed_rows(self.words)

    @cached_property
    def credits(self) -> tuple[Credit, ...]:
        """The credits in the text."""
        return credits(self.paper.text)

    def touched(self, start: int, end: int) -> tuple[int, int]:
        """The words that begin within these characters, as a half-open range."""
        first = bisect_left(self.starts, start)
        return first, bisect_left(self.starts, end, lo=first)

    def characters(self, first: int, after: int) -> Span:
        """The characters from the first of these words to the end of the last."""
        return self.starts[first], self.ends[after - 1]

    def _not_own(self) -> Iterable[Span]:
        """Quotations that the reader found, those between quotation marks, tables and boilerplate."""
        text = self.paper.text
        yield from self.paper.quotations
        yield from (match.span() for match in _QUOTED.finditer(text))
        listing = False
        for line in _LINE.finditer(text):
            first, after = self.touched(*line.span())
            known = boilerplate(line.group())
            # Under *Related:* headlines follow, a line each, until somebody tells something again.
            listing = (listing and after - first <= _HEADLINE) or (known and after - first <= _HEADING)
            numbers = sum(word[0].isdigit() for word in self.words[first:after])
            if known or listing or numbers > _TABLE * (after - first):
                yield line.span()


def fold(word: str) -> str:
    """A word as it is compared: in lower case, with one kind of apostrophe."""
    return word.casefold().replace("’", "'")
