"""What a ledger gives back, and what it can be asked for."""

from __future__ import annotations

from hearsay import lexicon
from hearsay.records import Certainty, Form, Polarity, Record, Spans


class Filters(Record, frozen=True, kw_only=True):
    """Which statements are wanted; what is left out does not narrow, and all that is given must hold.

    ``source`` is looked for in the words of the source and in the speaker's name, ``contains`` in the words
    of the content: substrings, upper and lower case alike, in any alphabet. ``outlet`` is the whole name,
    upper and lower case alike. ``act`` and ``form`` list what is allowed. ``since`` and ``until`` are ISO
    dates (``2020-01-17``, ``2020-01`` or ``2020``), both inclusive; with either, documents without a date
    are left out. ``document`` is a whole document id. ``actor`` is the whole id of the actor that speaks;
    actors are made of the current readings, so it goes with no other.
    """

    source: str | None = None
    contains: str | None = None
    act: tuple[str, ...] = ()
    form: tuple[Form, ...] = ()
    outlet: str | None = None
    since: str | None = None
    until: str | None = None
    certainty: Certainty | None = None
    document: str | None = None
    actor: str | None = None


class ClaimFilters(Record, frozen=True, kw_only=True):
    """Which claims are wanted; what is left out does not narrow, and all that is given must hold.

    ``contains`` is looked for in the proposition, upper and lower case alike. ``actor`` is the whole id of
    an actor that the claim passes through on its way from an origin: a speaker, whom it speaks for, whom it
    has it from. ``outlet`` (the whole name, upper and lower case alike) and ``document`` (whole id) have one
    of its statements. ``since`` and ``until`` are ISO dates as in :class:`Filters`, between which it was
    first put forward; claims without a date are then left out.
    """

    contains: str | None = None
    actor: str | None = None
    outlet: str | None = None
    document: str | None = None
    since: str | None = None
    until: str | None = None
    hardened: bool | None = None
    least_documents: int | None = None
    most_independence: int | None = None


def known_acts() -> tuple[str, ...]:
    """The acts that a statement can have, by name, for :attr:`Filters.act`."""
    return tuple(sorted(lexicon.acts()))


class StatementRow(Record, frozen=True, kw_only=True):
    """One statement with its evidence and the publication it stands in.

    ``source``, ``cue`` and ``content`` are the words under the spans beside them, joined with `` … `` where
    the spans leave something out and empty where there are none. ``position`` is the index in the reading;
    ``speaker`` and ``voice`` are names; ``within`` is the id of the enclosing statement.
    """

    id: str
    document: str
    path: str | None
    title: str | None
    outlet: str | None
    published: str | None
    url: str | None
    position: int
    source: str
    cue: str
    content: str
    source_spans: Spans
    cue_spans: Spans
    content_spans: Spans
    speaker: str | None
    voice: tuple[str, ...]
    form: Form
    act: str
    certainty: Certainty
    polarity: Polarity
    within: str | None
    score: float


class DocumentRow(Record, frozen=True, kw_only=True):
    """One document without its text, of which it gives the length in code points.

    ``reader`` is the version whose reading is current, ``statements`` how many statements that one found.
    """

    id: str
    path: str | None
    title: str | None
    outlet: str | None
    authors: tuple[str, ...]
    published: str | None
    url: str | None
    language: str | None
    length: int
    reader: str
    statements: int


class RunRow(Record, frozen=True, kw_only=True):
    """One run of a reader over some inputs; times are ISO 8601 in UTC, ``finished`` null until it is."""

    id: str
    reader: str
    inputs: tuple[str, ...]
    started: str
    finished: str | None
    documents: int | None
    rejections: int | None


class Counts(Record, frozen=True, kw_only=True):
    """How much a ledger holds: ``statements`` counts those of the current readings, ``readings`` all."""

    documents: int
    readings: int
    statements: int
    rejections: int
    outlets: int


class Sketch(Record, frozen=True, kw_only=True):
    """What a document is recognised by when copies are looked for; ``text_sha256`` names its text."""

    document: str
    text_sha256: str
    signature: bytes


class ToldRow(Record, frozen=True, kw_only=True):
    """What linking is told of a document: its statements, and its ties as (upper, lower, body)."""

    document: str
    told: str
    ties: tuple[tuple[str, str, str], ...] = ()
