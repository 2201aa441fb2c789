"""The words at the places that show what rests on what."""

from __future__ import annotations

from collections.abc import Callable

from msgspec.structs import replace

from hearsay.records import Anchor, Side


def quoted(side: Side, text_of: Callable[[str], str | None]) -> Side:
    """The same side with the words of all evidence, given the text of each document by id."""

    def words(anchor: Anchor) -> Anchor:
        text = text_of(anchor.document)
        return anchor if text is None else replace(anchor, words=text[slice(*anchor.span)])

    rests = (replace(rest, evidence=tuple(map(words, rest.evidence))) for rest in side.rests)
    return replace(side, rests=tuple(rests))
