"""A Reading: all that was found in one Document, as the JSON contract of ``docs/contract.md`` has it.

Lists are in text order and refer to each other by index.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Literal

from hearsay.records.base import EntityType, Record, Span, Spans, digest

Form = Literal["direct", "indirect", "mixed", "narration"]
Certainty = Literal["certain", "probable", "possible"]
Polarity = Literal["positive", "negative"]
MentionForm = Literal["name", "nominal", "pronoun"]


class About(Record):
    """What a Reading repeats of its Document: all but the text, of which it gives the length."""

    title: str | None
    outlet: str | None
    authors: tuple[str, ...]
    published: str | None
    url: str | None
    language: str | None
    length: int


class Entity(Record):
    """The mentions of one thing inside one Document."""

    type: EntityType
    name: str
    names: tuple[str, ...] = ()
    roles: tuple[str, ...] = ()


class Mention(Record):
    """One span naming a thing: a name, a nominal or a pronoun."""

    span: Span
    type: EntityType
    form: MentionForm
    entity: int
    score: float


class Time(Record):
    """A time expression with its TIMEX3 type and value."""

    span: Span
    type: Literal["DATE", "TIME", "DURATION", "SET"]
    value: str


class Statement(Record):
    """One source putting forward one content in one Document.

    ``source``, ``cue`` and ``content`` may be discontinuous; source and cue are empty in a narration.
    ``speaker`` and ``voice`` index the entities, ``within`` the statements, ``time`` the times.
    """

    source: Spans
    cue: Spans
    content: Spans
    form: Form
    act: str
    certainty: Certainty
    polarity: Polarity
    speaker: int | None = None
    within: int | None = None
    voice: tuple[int, ...] = ()
    time: int | None = None
    score: float = 1.0


class Relation(Record):
    """Who is what to whom, with the words that say so; subject and object index the mentions."""

    type: str
    subject: int
    object: int
    role: str | None
    evidence: Span
    statement: int | None
    score: float


class Event(Record):
    """What is said to have happened; actors, targets and place index the mentions."""

    trigger: Span
    type: str
    mode: str | None
    status: Literal["actual", "planned", "attempted", "foiled", "denied", "hypothetical"]
    actors: tuple[int, ...]
    targets: tuple[int, ...]
    place: int | None
    time: int | None
    statement: int | None
    score: float


class Label(Record):
    """A word or scare quote by which somebody names an entity."""

    span: Span
    entity: int | None
    text: str
    kind: Literal["name", "role", "loaded", "scare-quote"]
    statement: int | None


class Reading(Record):
    """All that was found in one Document by one version of the reader.

    Encoded with :func:`to_json` it is the JSON contract of ``hearsay read --jsonl``.
    """

    id: str
    reader: str
    document: About
    sentences: Spans = ()
    entities: tuple[Entity, ...] = ()
    mentions: tuple[Mention, ...] = ()
    times: tuple[Time, ...] = ()
    statements: tuple[Statement, ...] = ()
    relations: tuple[Relation, ...] = ()
    events: tuple[Event, ...] = ()
    labels: tuple[Label, ...] = ()

    def _repr_html_(self) -> str:
        from hearsay import showing  # which draws records, and so imports them

        return showing.reading(self)


def statement_id(document: str, statement: Statement) -> str:
    """The id of a statement: a hash of its document and its spans, the same in every run."""
    return digest("statement", document, statement.form, statement.source, statement.cue, statement.content)


def quote(text: str, spans: Iterable[Span], gap: str = " … ") -> str:
    """The text under the spans, with a mark where they leave something out."""
    return gap.join(text[start:end] for start, end in spans)
