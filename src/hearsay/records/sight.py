"""What the model saw in a text, and the protocol by which reading asks it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal, Protocol

from hearsay.records.base import EntityType, Record, Span, Spans

Role = Literal["source", "cue", "content"]

ROLES: tuple[Role, ...] = ("source", "cue", "content")


class Attribution(Record):
    """One attribution as the model saw it: the three roles of a statement, nothing interpreted."""

    source: Spans
    cue: Spans
    content: Spans
    score: float


class SeenName(Record):
    """A name as the model saw it, with the type it seems to have."""

    span: Span
    type: EntityType
    score: float


class SeenMention(Record):
    """One mention as the model saw it: its span, its head word, and what it may refer back to.

    ``antecedents`` are earlier mentions of the same Sight, by index, with how probable it is that this one
    takes up each, the most probable first; what is left to 1 is the probability that it takes up none.
    """

    span: Span
    head: Span
    score: float
    antecedents: tuple[tuple[int, float], ...] = ()


class Sight(Record):
    """What the model saw in one text: attributions, names and mentions, each in text order."""

    attributions: tuple[Attribution, ...] = ()
    names: tuple[SeenName, ...] = ()
    mentions: tuple[SeenMention, ...] = ()


class Model(Protocol):
    """What reading asks of a model: look at texts, say what is there.

    Both methods answer one text after the other, with offsets into that text. The same list of texts always
    gives the same result; the texts of one document are given together, and never with another's.
    """

    @property
    def version(self) -> str:
        """A short digest that changes whenever the weights do."""
        ...

    def see(self, texts: Sequence[str]) -> list[Sight]:
        """All that is to be seen in each text."""
        ...

    def attributions(self, texts: Sequence[str]) -> list[tuple[Attribution, ...]]:
        """The attributions of each text alone, at less cost."""
        ...
