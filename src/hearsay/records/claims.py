"""Copies, claims, and what claims rest on."""

from __future__ import annotations

from typing import Literal

from hearsay.records.actors import Reason
from hearsay.records.base import Record, Span
from hearsay.records.judgements import Anchor

CopyKind = Literal["reprint", "excerpt", "update", "release"]
Stance = Literal["supports", "denies", "queries"]
PartyKind = Literal["statement", "actor", "document", "outlet"]
RestKind = Literal[
    "says",
    "passes-on",
    "speaks-for",
    "belongs-to",
    "has-it-from",
    "paid-by",
    "copies",
    "cites",
    "told-before",
]


class Passage(Record):
    """Characters of a later document that were taken over from an earlier one, word for word or nearly."""

    earlier: Span
    later: Span


class Copy(Record):
    """Passages of one document taken over from an earlier one; the documents are given by id.

    ``reprint``: most of the earlier document; ``excerpt``: a part of it inside a text of its own;
    ``update``: an outlet's next version of its own story; ``release``: from the statement of somebody who
    is written about, a press release, not another outlet's report. ``credited`` tells that the later one
    says where it has it from. The shares are parts of all words of each document, from 0 to 1.
    """

    earlier: str
    later: str
    kind: CopyKind
    credited: bool
    share_earlier: float
    share_later: float
    passages: tuple[Passage, ...]
    why: tuple[Reason, ...] = ()


class Part(Record):
    """One statement's part in a claim: which side it takes, how surely it belongs, and why."""

    statement: str
    document: str
    position: int
    stance: Stance
    score: float
    why: tuple[Reason, ...] = ()


class Party(Record):
    """Something that a claim passes through: a statement, an actor, a document or an outlet.

    ``id`` is the statement's, actor's or document's; of somebody whom no document names, a hash of the
    document and the description; of an outlet its name.
    """

    kind: PartyKind
    id: str
    name: str


class Rest(Record):
    """That one party of a claim rests on another, and the places that show it.

    ``says``: a statement rests on its speaker, or on the outlet that tells it unattributed; ``passes-on``: a
    speaker or document tells what another said; ``speaks-for`` and ``belongs-to``: a speaker's organization,
    an organization's parent; ``has-it-from`` and ``paid-by``: what the text says of where a speaker's
    knowledge or money comes from; ``copies``, ``cites``: what a document took over, or names as its source;
    ``told-before``: an outlet narrates what was already published. No evidence means that the user, or the
    order of publication, says so.
    """

    upper: Party
    lower: Party
    kind: RestKind
    evidence: tuple[Anchor, ...] = ()


class Origin(Record):
    """Where a claim's trail ends: a party that rests on nobody else, with the statements that lead to it."""

    party: Party
    statements: tuple[str, ...]


class Side(Record):
    """What those who support a claim, or those who deny it, rest on.

    ``independence`` is the largest number of paths from the claim to distinct origins that share no party;
    ``hinges_on`` a smallest set of parties without which no path is left, those nearest the origins.
    """

    origins: tuple[Origin, ...] = ()
    independence: int = 0
    hinges_on: tuple[Party, ...] = ()
    rests: tuple[Rest, ...] = ()


class Hardening(Record):
    """That a claim was put forward more firmly than before: from attributed to narrated, or in certainty.

    ``earlier`` is the statement it was taken from, ``later`` the first that is firmer.
    """

    earlier: str
    later: str
    was: Literal["attributed", "possible", "probable"]
    became: Literal["narrated", "probable", "certain"]


class Drift(Record):
    """A number of the claim that a later statement gives higher, with nobody new to count."""

    earlier: str
    later: str
    was: str
    became: str


class Contradiction(Record):
    """Statements of a claim that cannot all be true: their numbers, dates or polarity differ."""

    kind: Literal["number", "date", "polarity"]
    statements: tuple[str, str]
    values: tuple[str, str]


class Claim(Record):
    """Statements, from any number of documents, that put forward the same proposition or deny it.

    ``proposition`` is one readable sentence; ``first`` the earliest published date of a supporting
    statement; ``documents`` and ``outlets`` how many of each. ``parts`` are in time order.
    """

    id: str
    proposition: str
    first: str | None
    documents: int
    outlets: int
    parts: tuple[Part, ...]
    supported: Side = Side()
    denied: Side = Side()
    hardened: tuple[Hardening, ...] = ()
    drifts: tuple[Drift, ...] = ()
    contradictions: tuple[Contradiction, ...] = ()

    @property
    def echo(self) -> float:
        """Documents per independent origin of the supporting side."""
        return self.documents / max(1, self.supported.independence)


class FactCheck(Record):
    """A claim that somebody checked, as ClaimReview has it: what was claimed, by whom, and the verdict."""

    id: str
    claim: str
    claimant: str | None = None
    verdict: str | None = None
    author: str | None = None
    published: str | None = None
    url: str | None = None
