"""The dossier of a claim: who put it forward and who denied it, and on whom all of them rest."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from msgspec.structs import replace

from hearsay.formats.chart import Dot, described, svg
from hearsay.formats.dossier_shelf import Shelf, documents_section
from hearsay.formats.dossier_tree import (
    Chart,
    Dossier,
    Figure,
    Line,
    Row,
    Section,
    counted,
    day,
    joined,
    plain,
    quiet,
    quoted,
    renumbered,
    spaced,
    strong,
)
from hearsay.ledger import Ledger, fold
from hearsay.records import (
    Claim,
    Copy,
    Document,
    FactCheck,
    Part,
    Party,
    Reading,
    Rest,
    Side,
    Statement,
    quote,
    statement_id,
)

# What documents say about people is told as said; what stands where is plain to see.
VERBS = {
    "says": ": said by ",
    "passes-on": " passes on what was said by ",
    "speaks-for": " is said to speak for ",
    "belongs-to": " is said to belong to ",
    "has-it-from": " is said to have it from ",
    "paid-by": " is said to be paid by ",
    "copies": ": taken over from ",
    "cites": ": cites ",
    "told-before": ": told before by ",
}
STANCES = {"supports": "supports", "denies": "denies it", "queries": "queries it"}
SHARED = 0.6  # of the words of a fact check: then it is shown


def claim_dossier(ledger: Ledger, name: str, made: date) -> Dossier:
    """Everything that a ledger holds about a claim.

    Raises:
        UnknownClaim: there is no such claim.
    """
    return _Told(Shelf(ledger), ledger.claim(name)).dossier(made)


class _Told:
    """A claim with its statements at hand."""

    def __init__(self, shelf: Shelf, claim: Claim) -> None:
        self._shelf = shelf
        self._claim = claim
        self._missing = 0
        self._documents: dict[str, Document] = {}
        self._statements: dict[str, tuple[Document, Statement]] = {}
        self._rows: list[Row] = []
        for part in claim.parts:
            self._take(part)

    def _take(self, part: Part) -> None:
        document, reading = self._shelf.document(part.document)
        self._documents[document.id] = document
        found = _statement(document, reading, part)
        if found is None:
            self._missing += 1
            return
        self._statements[part.statement] = (document, found)
        mark = () if part.stance == "supports" else (strong(f"{STANCES[part.stance]}  "),)
        self._rows.append(self._shelf.told(document, reading, found, mark=mark))

    def dossier(self, made: date) -> Dossier:
        """All of it as a tree."""
        claim, shelf = self._claim, self._shelf
        copies = self._copies()
        lead = f"{counted(len(self._rows), 'statement')}, by date."
        if self._missing:
            lead += (
                f" {counted(self._missing, 'statement')} more belonged to it before documents were read anew."
            )
        sections = [
            Section(title="Who puts it forward, and who denies it", lead=lead, rows=tuple(self._rows)),
            self._ground("What it rests on", claim.supported),
            self._ground("What the denials rest on", claim.denied),
            Section(title="Copies among its documents", rows=tuple(map(self._copy, copies))),
            Section(title="Where it hardened or grew", rows=tuple(self._steps())),
            Section(title="What contradicts what", rows=tuple(self._contradictions())),
            self._compared(),
            Section(title="Documents", rows=documents_section(self._documents)),
        ]
        sections, notes = renumbered((one for one in sections if one.rows or one.lead), shelf.notes.made)
        denials = sum(part.stance == "denies" for part in claim.parts)
        narrated = sum(told.form == "narration" for _, told in self._statements.values())
        return Dossier(
            kind="claim",
            kicker=f"Dossier of a claim · first put forward {day(claim.first)} · id {claim.id}",
            title=spaced(claim.proposition),
            preface=shelf.preface(made, len(self._rows), None),
            figures=(
                Figure(
                    value=f"{claim.documents:,}",
                    label=f"{_plural(claim.documents, 'document')}, {counted(claim.outlets, 'outlet')}",
                ),
                Figure(
                    value=f"{claim.supported.independence:,}",
                    label=_plural(claim.supported.independence, "independent origin"),
                    hinge=True,
                ),
                Figure(value=f"{narrated:,}", label="told as fact, without a source"),
                Figure(value=f"{denials:,}", label=_plural(denials, "denial")),
            ),
            chart=self._chart(copied={copy.later for copy in copies}),
            sections=tuple(sections),
            notes=tuple(notes),
            statements=len(self._rows),
        )

    def _chart(self, copied: set[str]) -> Chart | None:
        from_copies = {
            rest.upper.id
            for side in (self._claim.supported, self._claim.denied)
            for rest in side.rests
            if rest.kind == "copies" and rest.upper.kind == "statement"
        }
        stances = {part.statement: part.stance for part in self._claim.parts}
        dots = [
            Dot(
                statement=id,
                document=document.id,
                outlet=document.outlet,
                published=document.published,
                form=told.form,
                stance=stances[id],
                copied=id in from_copies,
                speaker=self._speaker(document.id, told),
            )
            for id, (document, told) in self._statements.items()
        ]
        if not dots:
            return None
        return Chart(
            wide=svg(self._claim, dots, width=964),
            page=svg(self._claim, dots, width=690),
            narrow=svg(replace(self._claim, id=f"{self._claim.id} narrow"), dots, width=350),
            words=described(self._claim),
        )

    def _speaker(self, document: str, told: Statement) -> str | None:
        if told.speaker is None:
            return None
        return self._shelf.document(document)[1].entities[told.speaker].name

    def _ground(self, title: str, side: Side) -> Section:
        if not side.origins:
            return Section(title=title)
        names = joined(_called(party) for party in side.hinges_on)
        hinge = f" Everything hinges on {names}: without {_them(side)}, nothing is left." if names else ""
        lead = f"{_independent(side)}{hinge}"
        rows = [
            Row(
                line=(
                    strong(_called(one.party)),
                    plain(f" is an origin: {_leading(len(one.statements))} there and no further"),
                )
            )
            for one in side.origins
        ]
        rests: dict[tuple[str, str, str, bool], list[Rest]] = {}
        for rest in side.rests:
            # Steps of one kind that no document shows are told at once.
            key = (rest.upper.id, rest.kind, rest.lower.id if rest.evidence else "", bool(rest.evidence))
            rests.setdefault(key, []).append(rest)
        rows += [self._rest(steps) for steps in rests.values()]
        return Section(title=title, lead=lead, rows=tuple(rows))

    def _rest(self, steps: list[Rest]) -> Row:
        first = steps[0]
        lower = joined(_called(step.lower) for step in steps)
        line: Line = (strong(_called(first.upper)), plain(VERBS[first.kind]), strong(lower))
        why = ""
        if not first.evidence:
            by_time = first.kind == "told-before"
            why = "by the order of publication" if by_time else "as a person or a list of actors says"
        notes = tuple(dict.fromkeys(note for step in steps for note in self._shelf.anchors(step.evidence)))
        return Row(line=line, detail=(quiet(why),) if why else (), notes=notes)

    def _copies(self) -> list[Copy]:
        found = {
            (copy.earlier, copy.later): copy
            for document in sorted(self._documents)
            for copy in self._shelf.ledger.copies(document=document)
            if copy.earlier in self._documents and copy.later in self._documents
        }
        return [found[key] for key in sorted(found)]

    def _copy(self, copy: Copy) -> Row:
        earlier, later = self._documents[copy.earlier], self._documents[copy.later]
        credit = "and credits it" if copy.credited else "and does not say so"
        notes = []
        for passage in copy.passages:
            for document, span in ((earlier, passage.earlier), (later, passage.later)):
                notes.append(self._shelf.notes.place(document, self._shelf.document(document.id)[1], span))
        return Row(
            when=day(later.published),
            line=(
                strong(_of(later)),
                plain(f" took {copy.share_later:.0%} of its words from "),
                strong(_of(earlier)),
                plain(f" of {day(earlier.published)}, {credit}"),
            ),
            detail=(quiet(f"{copy.kind} · {copy.share_earlier:.0%} of the earlier text"),),
            notes=tuple(notes),
        )

    def _steps(self) -> Iterator[Row]:
        for step in self._claim.hardened:
            yield self._between(f"hardened from {step.was} to {step.became}", step.earlier, step.later)
        for grown in self._claim.drifts:
            yield self._between(f"grew from {grown.was} to {grown.became}", grown.earlier, grown.later)

    def _between(self, what: str, earlier: str, later: str) -> Row:
        told = [self._statements[id] for id in (earlier, later) if id in self._statements]
        when = day(told[-1][0].published) if told else ""
        where = " → ".join(f"{_of(document)}, {day(document.published)}" for document, _ in told)
        return Row(
            when=when, line=(plain(f"It {what}: "), strong(where)), notes=self._evidence(earlier, later)
        )

    def _contradictions(self) -> Iterator[Row]:
        for one in self._claim.contradictions:
            told = [self._statements[id] for id in one.statements if id in self._statements]
            line: list[Line] = [
                (strong(_of(document)), plain(": "), quoted(quote(document.text, statement.content)))
                for document, statement in told
            ]
            runs = [run for part in line for run in (*part, plain(" against "))][:-1]
            yield Row(
                line=tuple(runs),
                detail=(quiet(f"{one.kind}: {' against '.join(one.values)}"),),
                notes=self._evidence(*one.statements),
            )

    def _evidence(self, *statements: str) -> tuple[int, ...]:
        found = [self._statements[id] for id in statements if id in self._statements]
        return tuple(
            self._shelf.notes.statement(document, self._shelf.document(document.id)[1], statement)
            for document, statement in found
        )

    def _compared(self) -> Section:
        rows = tuple(self._checks())
        lead = (
            "They share most of their words with it. Whether they judged this very claim is for you to see."
        )
        return Section(title="Fact checks to compare", lead=lead if rows else "", rows=rows)

    def _checks(self) -> Iterator[Row]:
        texts = [self._claim.proposition]
        texts += [quote(document.text, told.content) for document, told in self._statements.values()]
        told = [_words(text) for text in texts]
        for check in self._shelf.ledger.fact_checks():
            checked = _words(check.claim)
            shared = max((checked & one for one in told), key=len, default=set())
            if checked and len(shared) >= SHARED * len(checked):
                yield _check(check, shared)


def _statement(document: Document, reading: Reading, part: Part) -> Statement | None:
    """The statement of a part, wherever in the reading it now stands."""
    for one in reading.statements:
        if statement_id(document.id, one) == part.statement:
            return one
    return None


def _check(check: FactCheck, shared: set[str]) -> Row:
    by = check.author or "Somebody"
    verdict = f"“{check.verdict}”" if check.verdict else "without a verdict in words"
    claimant = f", said by {check.claimant}" if check.claimant else ""
    return Row(
        when=day(check.published),
        line=(strong(by), plain(f" judged {verdict}: "), quoted(check.claim), plain(claimant)),
        detail=(
            quiet(" · ".join(filter(None, (f"shares the words {', '.join(sorted(shared))}", check.url)))),
        ),
    )


def _words(text: str) -> set[str]:
    found = "".join(char if char.isalnum() else " " for char in fold(text) or "").split()
    return {word for word in found if len(word) > 3 or word.isdigit()}


def _independent(side: Side) -> str:
    origins = counted(len(side.origins), "origin")
    if side.independence == 1:
        return "It has 1 origin." if len(side.origins) == 1 else f"{origins}, but no two are independent."
    return f"{origins}, of which {side.independence:,} do not depend on each other."


def _them(side: Side) -> str:
    return "that one" if len(side.hinges_on) == 1 else "these"


def _called(party: Party) -> str:
    name = spaced(party.name)
    if party.kind != "statement":
        return name
    outlet, _, published = name.rpartition(", ")
    return f"{outlet}, {day(published)}" if outlet else name


def _plural(number: int, name: str) -> str:
    return name if number == 1 else f"{name}s"


def _leading(number: int) -> str:
    return "1 statement leads" if number == 1 else f"{number:,} statements lead"


def _of(document: Document) -> str:
    return document.outlet or "A document without outlet"
