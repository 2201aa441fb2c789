"""From lines on pages to paragraphs: what a typesetter broke is joined again."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import pairwise
from statistics import median

from hearsay.records import Record

_NUMBER = re.compile(r"(?i)[\W_]*(?:page\s*)?(?:\d{1,4}|[ivxl]{1,6})(?:\s*(?:of|/)\s*\d{1,4})?[\W_]*")
_ENDS = re.compile(r"[.!?…:][\"'”’»)\]]*$")
_HYPHEN = re.compile(r"(?<=[a-z])-$")


class Line(Record, frozen=True):
    """A line of text with its box on the page, in points from the lower left corner."""

    text: str
    left: float
    right: float
    bottom: float
    top: float

    @property
    def height(self) -> float:
        return max(self.top - self.bottom, 1.0)


def paragraphs(pages: Sequence[Sequence[Line]]) -> list[str]:
    """The paragraphs of the pages, in order.

    Lines that recur at the head or foot of pages, and page numbers there, are left out. A paragraph ends
    at a wider gap, a new column, an indented line, a change of type size, or a line that ends a sentence
    well before the right margin. A word hyphenated at the line's end is joined when the next line goes on
    in lower case. A paragraph that a page break interrupts goes on after it.
    """
    found: list[str] = []
    bare = _without_running(pages)
    pitch = _pitch(bare)
    for page in bare:
        for number, rows in enumerate(_split(page, pitch)):
            text = _join(rows)
            interrupted = number == 0 and found and not _ENDS.search(found[-1]) and text[:1].islower()
            if interrupted:
                found[-1] = _append(found[-1], text)
            else:
                found.append(text)
    return found


def _without_running(pages: Sequence[Sequence[Line]]) -> list[list[Line]]:
    edges = [_edges(page) for page in pages]
    seen = Counter(
        key for page, edge in zip(pages, edges, strict=True) for key in {_key(page[i].text) for i in edge}
    )
    many = max(2, (len(pages) + 1) // 2)

    def runs(row: Line) -> bool:
        return seen[_key(row.text)] >= many or bool(_NUMBER.fullmatch(row.text))

    kept: list[list[Line]] = []
    for page, edge in zip(pages, edges, strict=True):
        drop = {i for i in edge if len(pages) > 1 and runs(page[i])}
        kept.append([row for i, row in enumerate(page) if i not in drop])
    return kept


def _edges(page: Sequence[Line]) -> set[int]:
    """The two highest and the two lowest lines of a page, of which a header or footer may consist."""
    order = sorted(range(len(page)), key=lambda i: -page[i].top)
    return {*order[:2], *order[-2:]}


def _key(text: str) -> str:
    return re.sub(r"\d+", "#", text).casefold()


def _pitch(pages: Sequence[Sequence[Line]]) -> float:
    """The usual distance from one line to the next, in points."""
    steps = (upper.bottom - lower.bottom for page in pages for upper, lower in pairwise(page))
    return median([step for step in steps if step > 1] or [1.0])


def _split(page: Sequence[Line], pitch: float) -> Iterator[list[Line]]:
    """The lines of each paragraph."""
    rows: list[Line] = []
    for row in page:
        if rows and _breaks(rows, rows[-1], row, pitch):
            yield rows
            rows = []
        rows.append(row)
    if rows:
        yield rows


def _breaks(rows: Sequence[Line], previous: Line, row: Line, pitch: float) -> bool:
    step = previous.bottom - row.bottom
    size = previous.height
    if abs(step) < 0.5 * size:
        return False  # the same line, drawn in two pieces
    if step < 0:
        # A column or page goes on at its top: only a finished sentence ends the paragraph there.
        return bool(_ENDS.search(previous.text)) or not row.text[:1].islower()
    if step > 1.35 * pitch or abs(row.height - size) > 0.2 * size:
        return True
    margin = max(line.right for line in rows)
    left = min(line.left for line in rows)
    short = previous.right < margin - 0.15 * (margin - left) if len(rows) > 1 else False
    indented = row.left > previous.left + 0.8 * size and len(rows) > 1
    finished = bool(_ENDS.search(previous.text))
    return finished and (short or indented)


def _join(rows: Sequence[Line]) -> str:
    text = rows[0].text
    for row in rows[1:]:
        text = _append(text, row.text)
    return text


def _append(text: str, more: str) -> str:
    if _HYPHEN.search(text) and more[:1].islower():
        return text[:-1] + more
    if text.endswith("-") and more[:1].isalnum():
        return text + more
    return f"{text} {more}"
