"""A claim or a copy with all that is needed to read it, as the JSON of ``docs/contract.md`` has it."""

from __future__ import annotations

from hearsay.ledger import Ledger
from hearsay.linking.tellings import Telling
from hearsay.pipeline.checking import Checks, HeldCheck
from hearsay.pipeline.dossier import Publication, published
from hearsay.pipeline.library import Library
from hearsay.records import (
    Certainty,
    Claim,
    Copy,
    CopyKind,
    Drift,
    Form,
    Hardening,
    Part,
    Party,
    Reason,
    Record,
    Rest,
    Side,
    Span,
    Spans,
    Stance,
)


class Speaker(Record):
    """Who speaks: the id of the actor, or null where no document names them, and the name to show."""

    actor: str | None
    name: str


class Told(Record):
    """One statement of a claim."""

    id: str
    document: Publication
    content: Spans
    text: str
    form: Form
    act: str
    certainty: Certainty
    stance: Stance
    speaker: Speaker | None
    voice: tuple[str, ...]
    score: float
    why: tuple[Reason, ...]


class End(Record):
    """An origin, with the statements that lead to it."""

    kind: str
    id: str
    name: str
    statements: tuple[str, ...]


class Ground(Record):
    """What one side of a claim rests on; ``rests`` are the single steps with their evidence."""

    origins: tuple[End, ...]
    independence: int
    hinges_on: tuple[Party, ...]
    rests: tuple[Rest, ...]


class Step(Record, rename={"was": "from", "became": "to"}):
    """A hardening: the later document and statement, the statement before it, and what became of what."""

    document: Publication
    statement: str
    earlier: str
    was: str
    became: str


class Growth(Record, rename={"was": "from", "became": "to"}):
    """A number that grew in the telling."""

    earlier: str
    later: str
    was: str
    became: str


class Clash(Record):
    """Statements that cannot all be true, and what they differ in."""

    kind: str
    statements: tuple[str, ...]
    values: tuple[str, ...]


class Account(Record):
    """A claim as one object of JSON: what supports it comes first, ``denied`` is the other side."""

    id: str
    proposition: str
    first: str | None
    documents: int
    outlets: int
    echo: float
    statements: tuple[Told, ...]
    origins: tuple[End, ...]
    independence: int
    hinges_on: tuple[Party, ...]
    rests: tuple[Rest, ...]
    denied: Ground
    hardened: Step | None
    hardenings: tuple[Step, ...]
    drifts: tuple[Growth, ...]
    contradictions: tuple[Clash, ...]
    fact_checks: tuple[HeldCheck, ...]


class Stretch(Record, rename={"earlier": "from", "later": "to"}):
    """A passage, in the characters of either document."""

    earlier: Span
    later: Span


class CopyAccount(
    Record,
    rename={"earlier": "from", "later": "to", "share_earlier": "share_from", "share_later": "share_to"},
):
    """A copy as one object of JSON."""

    earlier: Publication
    later: Publication
    kind: CopyKind
    credited: bool
    share_earlier: float
    share_later: float
    passages: tuple[Stretch, ...]
    why: tuple[Reason, ...]


class Accountant:
    """Makes accounts of the claims and copies of a ledger, document by document."""

    def __init__(self, ledger: Ledger) -> None:
        self._ledger = ledger
        self._checks: Checks | None = None
        self.library = Library(ledger)

    def account(self, claim: Claim) -> Account:
        """All about a claim."""
        tellings = self.tellings(claim)
        told = tuple(self._told(part, tellings[part.statement]) for part in claim.parts)
        steps = tuple(self._step(one, tellings) for one in claim.hardened)
        supported = _ground(claim.supported)
        return Account(
            id=claim.id,
            proposition=claim.proposition,
            first=claim.first,
            documents=claim.documents,
            outlets=claim.outlets,
            echo=round(claim.echo, 4),
            statements=told,
            origins=supported.origins,
            independence=supported.independence,
            hinges_on=supported.hinges_on,
            rests=supported.rests,
            denied=_ground(claim.denied),
            hardened=steps[0] if steps else None,
            hardenings=steps,
            drifts=tuple(_growth(one) for one in claim.drifts),
            contradictions=tuple(
                Clash(kind=one.kind, statements=one.statements, values=one.values)
                for one in claim.contradictions
            ),
            fact_checks=self._fact_checks(claim),
        )

    def copy(self, copy: Copy) -> CopyAccount:
        """All about a copy."""
        return CopyAccount(
            earlier=self.publication(copy.earlier),
            later=self.publication(copy.later),
            kind=copy.kind,
            credited=copy.credited,
            share_earlier=copy.share_earlier,
            share_later=copy.share_later,
            passages=tuple(Stretch(earlier=one.earlier, later=one.later) for one in copy.passages),
            why=copy.why,
        )

    def tellings(self, claim: Claim) -> dict[str, Telling]:
        """The statements of a claim, by id."""
        wanted = {part.statement for part in claim.parts}
        documents = dict.fromkeys(part.document for part in claim.parts)
        return {
            telling.id: telling
            for document in documents
            for telling in self.library.teller(document).tellings()
            if telling.id in wanted
        }

    def publication(self, document: str) -> Publication:
        """A document without its text."""
        return published(self.library.teller(document).document)

    def _told(self, part: Part, telling: Telling) -> Told:
        speaking = [voice for voice in telling.voice if voice.part == "speaks"]
        last = speaking[-1] if speaking else None
        return Told(
            id=part.statement,
            document=self.publication(part.document),
            content=telling.content,
            text=telling.text,
            form=telling.form,
            act=telling.act,
            certainty=telling.certainty,
            stance=part.stance,
            speaker=Speaker(actor=last.id if last.named else None, name=last.name) if last else None,
            voice=tuple(voice.name for voice in telling.voice),
            score=part.score,
            why=part.why,
        )

    def _fact_checks(self, claim: Claim) -> tuple[HeldCheck, ...]:
        if self._checks is None:
            self._checks = Checks(self._ledger)
        return tuple(self._checks.matching(claim.proposition))

    def _step(self, one: Hardening, tellings: dict[str, Telling]) -> Step:
        return Step(
            document=self.publication(tellings[one.later].document),
            statement=one.later,
            earlier=one.earlier,
            was=one.was,
            became=one.became,
        )


def _ground(side: Side) -> Ground:
    return Ground(
        origins=tuple(
            End(kind=o.party.kind, id=o.party.id, name=o.party.name, statements=o.statements)
            for o in side.origins
        ),
        independence=side.independence,
        hinges_on=side.hinges_on,
        rests=side.rests,
    )


def _growth(one: Drift) -> Growth:
    return Growth(earlier=one.earlier, later=one.later, was=one.was, became=one.became)
