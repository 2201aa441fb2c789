"""Quotations that the model cut short are taken to their closing marks."""

from __future__ import annotations

from collections.abc import Sequence

from msgspec.structs import replace

from hearsay.reading.draft import Draft
from hearsay.records import Span, Spans

_OPENING = 3
"""Characters into a quotation from which a content counts as beginning with it."""


def with_whole_quotations(drafts: Sequence[Draft], quoted: Spans) -> list[Draft]:
    """The drafts, each content that begins with a quotation and breaks off inside it taken to its end.

    A content is left as it is where something of another statement stands in what it would take in.
    """
    return [
        replace(draft, content=tuple(_whole(span, draft, drafts, quoted) for span in draft.content))
        for draft in drafts
    ]


def _whole(span: Span, draft: Draft, drafts: Sequence[Draft], quoted: Spans) -> Span:
    start, end = span
    for first, last in quoted:
        if first <= start <= first + _OPENING and end < last:
            taken = any(
                begin < last and end < finish
                for other in drafts
                for begin, finish in (other.covered if other is not draft else draft.source + draft.cue)
            )
            more = any(end < begin < last for begin, _ in draft.content)
            return span if taken or more else (start, last)
    return span
