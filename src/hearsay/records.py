"""The records that pass between the rooms, their ids, and the protocol of the model.

All records are frozen. Every span is half-open, ``[start, end)``, in Unicode code points of
``Document.text``; ``text[start:end]`` is exactly the evidence. Lists inside a :class:`Reading` are in
text order and refer to each other by index, as the JSON contract of ``docs/contract.md`` says.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Sequence
from typing import Literal, Protocol, dataclass_transform

import msgspec

Span = tuple[int, int]
Spans = tuple[Span, ...]

Form = Literal["direct", "indirect", "mixed", "narration"]
Certainty = Literal["certain", "probable", "possible"]
Polarity = Literal["positive", "negative"]
EntityType = Literal["person", "organization", "place", "other"]
MentionForm = Literal["name", "nominal", "pronoun"]
Role = Literal["source", "cue", "content"]

ROLES: tuple[Role, ...] = ("source", "cue", "content")


# The decorator tells type checkers what the keywords mean to classes that inherit.
@dataclass_transform(frozen_default=True, kw_only_default=True)
class Record(msgspec.Struct, frozen=True, kw_only=True):
    """A frozen record with keyword fields."""


def digest(*parts: object) -> str:
    """A 24-digit hexadecimal id: SHA-256 over the parts encoded as one JSON array."""
    return hashlib.sha256(msgspec.json.encode(parts)).hexdigest()[:24]


class Document(Record):
    """One article or file: its normalised text with what is known about its publication.

    ``published`` is an ISO 8601 date or date and time; ``path`` is the place it was read from, as the
    user gave it; ``language`` is an ISO 639-1 code.
    """

    id: str
    text: str
    title: str | None = None
    outlet: str | None = None
    authors: tuple[str, ...] = ()
    published: str | None = None
    url: str | None = None
    language: str | None = None
    path: str | None = None

    @property
    def text_sha256(self) -> str:
        """SHA-256 of the text in UTF-8, in hexadecimal."""
        return hashlib.sha256(self.text.encode("utf-8", "surrogatepass")).hexdigest()


def document_id(
    text: str,
    *,
    title: str | None = None,
    outlet: str | None = None,
    published: str | None = None,
    url: str | None = None,
) -> str:
    """The id of a document that brings none of its own: a hash of its text and publication.

    The path is left out, so a file that is moved stays the same document; the outlet and the date are
    in, so that a reprint is a document of its own.
    """
    return digest("document", text, title, outlet, published, url)


class Rejection(Record):
    """An input that could not become a Document, with the reason.

    ``code`` is a stable slug for scripts (``empty``, ``binary``, ``encoding``, ``language``,
    ``too-large``, ``encrypted``, ``damaged``, ``permission``, ``no-text``, ``bad-json``, ``missing``,
    ``id-taken``, ``unknown-format`` …); ``reason`` says what is wrong, ``place`` where in the input
    (*line 3*, *page 2*), ``remedy`` what to do, naming the option where one helps.
    """

    path: str
    code: str
    reason: str
    place: str | None = None
    remedy: str | None = None

    @property
    def id(self) -> str:
        """A hash of the whole rejection: the same failure is recorded once."""
        return digest("rejection", self.path, self.code, self.place, self.reason)


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


class Reason(Record):
    """One ground for a decision: what was compared, the two values, and how far it speaks for (0 to 1)."""

    what: str
    left: str
    right: str
    score: float


class Member(Record):
    """One entity of one document that belongs to an actor, and why."""

    document: str
    entity: int
    why: tuple[Reason, ...] = ()


class Affiliation(Record):
    """That an actor belongs to another, and which documents say so."""

    actor: str
    name: str
    role: str | None
    by: tuple[str, ...]


class Actor(Record):
    """One thing across documents, with its names in all spellings and the entities that it was seen as.

    ``names`` is in the order of how often each is used, ``ids`` holds what it is called elsewhere
    (``wikidata``, ``opensanctions`` …), ``known`` tells that a list of known actors names it.
    """

    id: str
    type: EntityType
    name: str
    names: tuple[str, ...]
    roles: tuple[str, ...] = ()
    ids: tuple[tuple[str, str], ...] = ()
    known: bool = False
    members: tuple[Member, ...] = ()
    affiliations: tuple[Affiliation, ...] = ()


class KnownActor(Record):
    """An actor that the user knows beforehand, from a table or from FollowTheMoney entities."""

    id: str
    name: str
    type: EntityType
    aliases: tuple[str, ...] = ()
    parent: str | None = None
    ids: tuple[tuple[str, str], ...] = ()


class Anchor(Record):
    """A place in a document that a judgement points at, whatever later readings make of it.

    ``span`` are the characters of the first name (or first mention) of the entity meant, ``words`` what
    stands there.
    """

    document: str
    span: Span
    words: str


class Judgement(Record):
    """A person's verdict on something the machine proposed; a row that is never changed.

    ``about`` says what is judged: ``same-actor`` (left and right are one actor: yes, no, unsure) or
    ``actor-name`` (left's actor is to be called ``value``: edit). ``undoes`` is the id of an earlier
    judgement that this one takes back. ``at`` is ISO 8601 in UTC.
    """

    id: str
    at: str
    author: str
    about: Literal["same-actor", "actor-name"]
    verdict: Literal["yes", "no", "unsure", "edit"]
    left: Anchor | None = None
    right: Anchor | None = None
    value: str | None = None
    note: str | None = None
    undoes: str | None = None


def statement_id(document: str, statement: Statement) -> str:
    """The id of a statement: a hash of its document and its spans, the same in every run."""
    return digest("statement", document, statement.form, statement.source, statement.cue, statement.content)


def to_json(record: Record) -> bytes:
    """One record as one line of JSON, without the line end."""
    return msgspec.json.encode(record)


def quote(text: str, spans: Iterable[Span], gap: str = " … ") -> str:
    """The text under the spans, with a mark where they leave something out."""
    return gap.join(text[start:end] for start, end in spans)


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
