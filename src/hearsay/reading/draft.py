"""A statement on its way: what the model saw, where it stands, not yet who speaks."""

from __future__ import annotations

import re

from hearsay.reading.passive import source_of
from hearsay.records import Attribution, Record, Span, Spans

_THAT = re.compile(r"(?i)that\s+(?=\S)")


class Draft(Record):
    """One statement in the offsets of the document, and the draft that it is part of, if any."""

    content: Spans
    source: Spans = ()
    cue: Spans = ()
    score: float = 1.0
    within: int | None = None
    narration: bool = False

    @property
    def start(self) -> int:
        """Where the first of its spans begins."""
        return min(start for spans in (self.source, self.cue, self.content) for start, _ in spans)

    @property
    def covered(self) -> Spans:
        """All its spans, in order."""
        return tuple(sorted(self.source + self.cue + self.content))


def outermost(text: str, attribution: Attribution) -> Draft:
    """A draft of a statement that is part of no other."""
    return Draft(
        source=source_of(text, attribution),
        cue=attribution.cue,
        content=attribution.content,
        score=attribution.score,
    )


class Passage(Record):
    """The parts of one content put together as a text of its own, with the way back to the document."""

    text: str
    parts: Spans
    within: int

    @classmethod
    def of(cls, text: str, content: Spans, within: int) -> Passage:
        """The content of draft number ``within`` without the *that* before it, parts joined by spaces."""
        (start, end), *others = content
        if found := _THAT.match(text, start, end):
            start = found.end()
        parts = ((start, end), *others)
        return cls(text=" ".join(text[a:b] for a, b in parts), parts=parts, within=within)

    def back(self, span: Span) -> Spans:
        """A span of the passage as spans of the document: several where it runs over a joint."""
        found: list[Span] = []
        at = 0
        for start, end in self.parts:
            first, last = max(span[0], at), min(span[1], at + end - start)
            if first < last:
                found.append((start + first - at, start + last - at))
            at += end - start + 1
        return tuple(found)

    def draft(self, attribution: Attribution) -> Draft:
        """An attribution seen in the passage, as a nested draft of the document."""
        source, cue, content = (
            tuple(back for span in spans for back in self.back(span))
            for spans in (source_of(self.text, attribution), attribution.cue, attribution.content)
        )
        return Draft(source=source, cue=cue, content=content, score=attribution.score, within=self.within)
