"""Who says what a document says of somebody, in words that go wherever the thing said goes. Pure."""

from __future__ import annotations

import re

from hearsay.formats.markup import shortened
from hearsay.records import Document, Reading, Relation, Span, Statement, quote

LONGEST = 600  # characters of a sentence that is quoted
_PASSIVES = {
    "ask": "asked by",
    "decline": "declined by",
    "demand": "demanded by",
    "deny": "denied by",
    "dispute": "disputed by",
    "fear": "feared by",
    "order": "ordered by",
    "predict": "predicted by",
    "promise": "promised by",
    "threaten": "threatened by",
    "want": "wanted by",
}
"""Acts that do not put forward what follows as being so."""
_OPEN = re.compile(
    r"\b(?:if|whether|unless|would|could|might|may|should|never|not|no|nor|neither|without|denie[sd]|deny|denying"
    r"|allege[ds]?|alleging|allegedly|accuse[ds]?|accusing|suspect(?:ed|s)?|rumou?r(?:ed|s)?|reportedly|perhaps)\b"
    r"|n[’']t\b|\?",
    re.IGNORECASE,
)
_WHOLE_SENTENCE = frozenset(("business", "within", "other"))
"""Relations that a sentence says with its verb; the others stand in an apposition or a title."""


class Said:
    """A document with its reading, asked who says what stands at a place."""

    def __init__(self, document: Document, reading: Reading) -> None:
        self.document = document
        self.reading = reading

    @property
    def outlet(self) -> str:
        """The publication: *The Calder Post, 2031-05-09*."""
        outlet = self.document.outlet or self.document.title or "an article"
        published = (self.document.published or "")[:10]
        return f"{outlet}, {published}" if published else outlet

    def at(self, span: Span) -> Statement | None:
        """The innermost statement in whose content the characters stand, narrations among them."""
        found = [
            statement
            for statement in self.reading.statements
            if any(start <= span[0] and span[1] <= end for start, end in statement.content)
        ]
        attributed = [one for one in found if one.form != "narration"]
        return min(attributed or found, key=_width, default=None)

    def according(self, statement: Statement | None) -> str:
        """*according to Oskeld, in The Calder Post, 2031-05-09*, or *in what is denied by Oskeld …*."""
        if statement is None or statement.form == "narration":
            return f"according to {self.outlet}"
        verb = _PASSIVES.get(statement.act)
        who = f"{self.speakers(statement)}, in {self.outlet}"
        if verb is not None:
            return f"in what is {verb} {who}"
        return f"{'in a negative statement, ' if statement.polarity == 'negative' else ''}according to {who}"

    def speakers(self, statement: Statement) -> str:
        """Whoever speaks, the innermost voice first: *Oskeld, quoted by the ministry*."""
        names = [self.reading.entities[number].name for number in reversed(statement.voice)]
        if not names and statement.speaker is not None:
            names = [self.reading.entities[statement.speaker].name]
        if not names:
            names = [quote(self.document.text, statement.source) or "somebody not named"]
        return ", quoted by ".join(" ".join(name.split()) for name in names)

    def told(self, span: Span, statement: Statement | None) -> str:
        """Who says it, in which words, and in which sentence, not all of which need be theirs."""
        words, sentence = self._quoted(span), self._quoted(self._around(span))
        context = "" if words == sentence else f", where it reads: {sentence}"
        return f"{self.according(statement)}: {words}{context}"

    def asserted(self, relation: Relation, statement: Statement | None) -> bool:
        """Whether the words put the relation forward as being so, and do not deny, ask or suppose it.

        In doubt they do not: what is left out as a relation is still told in words.
        """
        if _denies(statement):
            return False
        wide = relation.type in _WHOLE_SENTENCE
        start, end = self._around(relation.evidence) if wide else relation.evidence
        return not _OPEN.search(self.document.text[start:end])

    def unasserted(self, relation: Relation, statement: Statement | None) -> str:
        """What is told of a relation that the words do not put forward: the sentence, which says how."""
        if _denies(statement):
            return self.told(relation.evidence, statement)
        return f"in {self.outlet}: {self._quoted(self._around(relation.evidence))}"

    def _quoted(self, span: Span) -> str:
        words = " ".join(self.document.text[slice(*span)].split())
        return f"“{shortened(words, LONGEST)}”"

    def _around(self, span: Span) -> Span:
        """The sentence that the characters stand in; themselves where none holds them."""
        for start, end in self.reading.sentences:
            if start <= span[0] and span[1] <= end:
                return start, end
        return span


def _denies(statement: Statement | None) -> bool:
    return statement is not None and (statement.act in _PASSIVES or statement.polarity == "negative")


def _width(statement: Statement) -> int:
    return sum(end - start for start, end in statement.content)
