"""What people judge: verdicts on whatever the machine proposed, and the places they point at."""

from __future__ import annotations

from typing import Literal

from hearsay.records.base import Record, Span

Judged = Literal[
    "statement",
    "speaker",
    "relation",
    "event",
    "label",
    "same-actor",
    "actor-name",
    "affiliation",
    "same-claim",
    "stance",
    "copy",
    "origin",
]
Verdict = Literal["yes", "no", "unsure", "edit"]


class Anchor(Record):
    """A place in a document that a judgement points at, whatever later readings make of it.

    ``span`` are the characters meant and ``words`` (the beginning of) what stands there: of an entity its
    first name or first mention, of a statement its content, of a document as a whole the empty ``[0, 0)``.
    ``before`` and ``after`` are the characters around it, and ``place`` the URL or path of the document: by
    them it is found again in another version of the text, which is a document of its own.
    """

    document: str
    span: Span
    words: str
    before: str = ""
    after: str = ""
    place: str | None = None


class Wording(Record):
    """One span of an edited statement, with the words under it."""

    span: Span
    words: str


class Edit(Record):
    """What a person puts in the place of what the machine read; what is None stays as it was.

    Of a statement: its three parts, act, certainty and polarity. Of a relation, event or label: its ``type``
    (of a label its kind), ``role`` and ``status``.
    """

    source: tuple[Wording, ...] | None = None
    cue: tuple[Wording, ...] | None = None
    content: tuple[Wording, ...] | None = None
    act: str | None = None
    certainty: Literal["certain", "probable", "possible"] | None = None
    polarity: Literal["positive", "negative"] | None = None
    type: str | None = None
    role: str | None = None
    status: str | None = None


class Judgement(Record):
    """A person's verdict on something the machine proposed; a row that is never changed.

    ``about`` says what is judged, ``left`` and ``right`` at which places:

    ===========  =====================  ======================  ==========================================
    about        left                   right                   verdicts
    ===========  =====================  ======================  ==========================================
    statement    a content                                      is one: yes, no; edit (``edit``), which also
                                                                adds one that the machine missed
    speaker      a content              a mention, or none      speaks there: yes (without right: ``value``,
                                                                a name), no
    relation     its evidence                                   yes, no, edit; ``value`` is the type proposed
    event        its trigger                                    yes, no, edit; ``value`` is the type proposed
    label        its span                                       yes, no, edit; ``value`` is the kind proposed
    same-actor   a mention              a mention               are one actor: yes, no
    actor-name   a mention                                      edit: is called ``value``
    affiliation  a mention              a mention               belongs to: yes, no
    same-claim   a content              a content               put forward the same: yes, no
    stance       a content                                      ``value`` (supports, denies, queries) is
                                                                right: yes; takes its place: edit
    copy         the earlier passage    the later passage       was taken over: yes, no
    origin       a content              a mention or document   the statement rests on it: yes, no
    ===========  =====================  ======================  ==========================================

    Any of them may be ``unsure``, which changes nothing but that it was looked at. ``undoes`` is the id of an
    earlier judgement that this one takes back. ``at`` is ISO 8601 in UTC.
    """

    id: str
    at: str
    author: str
    about: Judged
    verdict: Verdict
    left: Anchor | None = None
    right: Anchor | None = None
    value: str | None = None
    edit: Edit | None = None
    note: str | None = None
    undoes: str | None = None
