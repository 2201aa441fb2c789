"""What linking is given of a statement, of the text it stands in, and of who depends on whom."""

from __future__ import annotations

from typing import Literal

from hearsay.records import (
    Anchor,
    Certainty,
    EntityType,
    Form,
    Polarity,
    Record,
    Span,
    Spans,
)

TieKind = Literal["speaks-for", "belongs-to", "has-it-from", "paid-by"]
VoicePart = Literal["speaks", "passes-on", "body"]


class Paper(Record):
    """A document as copies are looked for in it: its text and what is known of its publication.

    ``quotations`` are the spans of its direct quotations, which two documents may share without either
    being taken from the other.
    """

    id: str
    text: str
    outlet: str | None = None
    published: str | None = None
    title: str | None = None
    quotations: Spans = ()


class Voice(Record):
    """Somebody in the voice of a statement.

    ``id`` is an actor's, or for somebody that no document names a hash of the document and the entity;
    ``part`` says what they do in this voice: ``speaks``, ``passes-on`` what another said (a report cited, an
    outlet that was told, whoever quotes), or is the ``body`` that the next voice speaks for.
    """

    id: str
    name: str
    type: EntityType
    named: bool
    part: VoicePart
    span: Span


class Telling(Record):
    """A statement as claims and their origins are made of it.

    ``text`` are the words of the content (parts joined by `` … ``), ``resolved`` the same with pronouns and
    descriptions replaced by the names of what they stand for; ``actors`` and ``names`` are the ids and names
    of the actors that the content mentions, its speaker for *I* and *we* included. ``voice`` runs from the
    outermost voice inside the text to the speaker and is empty in a narration; ``evidence`` is the span from
    the first to the last character of the statement. ``outlet_actor`` is the actor that the outlet is, where
    one bears its name.
    """

    id: str
    document: str
    position: int
    text: str
    resolved: str
    content: Spans
    evidence: Span
    form: Form
    act: str
    certainty: Certainty
    polarity: Polarity
    outlet: str | None = None
    outlet_actor: str | None = None
    published: str | None = None
    within: str | None = None
    voice: tuple[Voice, ...] = ()
    actors: tuple[str, ...] = ()
    names: tuple[str, ...] = ()

    @property
    def order(self) -> tuple[str, str, int]:
        """The order of time: undated ones first, then by date, document and place in it."""
        return (self.published or "", self.document, self.position)


class Ruling(Record):
    """A person's word that a statement rests on an actor or on what a document tells, or that it does not.

    ``evidence`` is the place that shows it.
    """

    statement: str
    kind: Literal["actor", "document"]
    id: str
    name: str
    evidence: Anchor
    holds: bool


class Tie(Record):
    """That an actor depends on another for what it says: speaks for it, belongs to it, is paid by it, has
    its knowledge from it; with the places that say so. ``by_user`` ties have none."""

    upper: str
    lower: str
    lower_name: str
    kind: TieKind
    evidence: tuple[Anchor, ...] = ()
    by_user: bool = False
