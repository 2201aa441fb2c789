"""The dossier of an actor: its names and roles, what it said, what is said about it and by whom."""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable
from datetime import date

from hearsay.formats.base import Wanted
from hearsay.formats.dossier_shelf import Shelf, documents_section, speaker_of
from hearsay.formats.dossier_tree import (
    Dossier,
    Figure,
    Line,
    Row,
    Section,
    counted,
    joined,
    plain,
    quiet,
    quoted,
    renumbered,
    spaced,
    strong,
)
from hearsay.ledger import Filters, Ledger
from hearsay.records import Actor, Document, Mention, Reading, Span, statement_id

Place = tuple[str, Span]


def actor_dossier(ledger: Ledger, wanted: Wanted, made: date) -> Dossier:
    """Everything that a ledger holds about an actor, by the statements that pass the filters.

    Raises:
        UnknownActor: there is no such actor.
    """
    assert wanted.actor is not None
    actor = ledger.actor(wanted.actor)
    allowed = None
    if wanted.filters != Filters():
        allowed = {row.id for row in ledger.statements(wanted.filters)}
    gathered = _Gathered(Shelf(ledger), actor, allowed)
    for document, reading in ledger.readings(actor=actor.id):
        gathered.add(document, reading)
    return gathered.dossier(made, wanted.filters)


class _Gathered:
    """What the documents of an actor show of it, one after the other."""

    def __init__(self, shelf: Shelf, actor: Actor, allowed: set[str] | None) -> None:
        self._shelf = shelf
        self._actor = actor
        self._allowed = allowed
        self._members: defaultdict[str, set[int]] = defaultdict(set)
        for member in actor.members:
            self._members[member.document].add(member.entity)
        self._documents: dict[str, Document] = {}
        self._names: dict[str, list[Place]] = {}
        self._roles: dict[str, list[tuple[str, str, Place]]] = {}
        self._belongs: dict[str, list[tuple[str, Place]]] = {}
        self._said: list[Row] = []
        self._about: list[Row] = []
        self._narrated: list[Row] = []

    def add(self, document: Document, reading: Reading) -> None:
        """Take in one document."""
        members = self._members[document.id]
        self._documents[document.id] = document
        ours = [mention for mention in reading.mentions if mention.entity in members]
        for mention in ours:
            if mention.form == "name":
                name = spaced(document.text[slice(*mention.span)])
                self._names.setdefault(name, []).append((document.id, mention.span))
        for entity in sorted(members):
            for role in reading.entities[entity].roles:
                place = _place_of(role, document, [one for one in ours if one.entity == entity])
                given = (role, _giver(document, reading, place), (document.id, place))
                self._roles.setdefault(role.lower(), []).append(given)
        self._affiliations(document, reading, members)
        starts = [mention.span[0] for mention in ours]
        for statement in reading.statements:
            said = statement.speaker in members
            if not said and not any(_holds(span, starts) for span in statement.content):
                continue
            if self._allowed is not None and statement_id(document.id, statement) not in self._allowed:
                continue
            rows = self._said if said else self._about if statement.form != "narration" else self._narrated
            rows.append(self._shelf.told(document, reading, statement))

    def _affiliations(self, document: Document, reading: Reading, members: set[int]) -> None:
        wanted = {one.actor for one in self._actor.affiliations if document.id in one.by}
        if not wanted:
            return
        known = {entity: actor for _, entity, actor, _ in self._shelf.ledger.members([document.id])}
        for relation in reading.relations:
            ends = [reading.mentions[at].entity for at in (relation.subject, relation.object)]
            other = next((known.get(end) for end in ends if end not in members), None)
            if any(end in members for end in ends) and other in wanted:
                giver = _giver(document, reading, relation.evidence)
                self._belongs.setdefault(other, []).append((giver, (document.id, relation.evidence)))

    def dossier(self, made: date, filters: Filters) -> Dossier:
        """All of it as a tree."""
        actor, number = self._actor, len(self._said) + len(self._about) + len(self._narrated)
        shelf = self._shelf
        outlets = {one.outlet for one in self._documents.values() if one.outlet}
        said = f"{'statement' if len(self._said) == 1 else 'statements'} that it makes"
        seen = (
            f"{'document' if len(self._documents) == 1 else 'documents'}, {counted(len(outlets), 'outlet')}"
        )
        sections = [
            Section(title="Names", rows=tuple(self._named())),
            Section(title="Roles, and who gives them", rows=tuple(self._in_roles())),
            Section(title="Said to belong to", rows=tuple(self._belonging())),
            _section("What it said", self._said, "No document of the ledger has it say something."),
            _section(
                "What others say about it", self._about, "Nobody who is quoted names it in what they say."
            ),
            _section(
                "What outlets tell about it in their own voice",
                self._narrated,
                "No outlet tells of it without naming a source.",
            ),
            Section(
                title="Documents", lead="All in which it is seen.", rows=documents_section(self._documents)
            ),
        ]
        sections, notes = renumbered((one for one in sections if one.rows or one.lead), shelf.notes.made)
        known = "; a list of known actors names it" if actor.known else ""
        ids = "".join(f"; {name} {value}" for name, value in actor.ids)
        return Dossier(
            kind="actor",
            kicker=f"Dossier of {_article(actor.type)}{known}{ids} · id {actor.id}",
            title=actor.name,
            preface=shelf.preface(made, number, _narrowed(filters)),
            figures=(
                Figure(value=f"{len(self._documents):,}", label=seen),
                Figure(value=f"{len(self._said):,}", label=said),
                Figure(value=f"{len(self._about):,}", label="about it by others"),
                Figure(value=f"{len(self._narrated):,}", label="about it in outlets’ own voice"),
            ),
            sections=tuple(sections),
            notes=tuple(notes),
            statements=number,
        )

    def _named(self) -> list[Row]:
        rows = []
        for name, places in sorted(self._names.items(), key=lambda pair: (-len(pair[1]), pair[0])):
            documents = len({document for document, _ in places})
            detail = quiet(f"{_times(len(places))} in {counted(documents, 'document')}")
            rows.append(Row(line=(quoted(name),), detail=(detail,), notes=self._evidence(places[:1])))
        unseen = [name for name in self._actor.names if spaced(name) not in self._names]
        for name in unseen:
            detail = quiet("the reader’s or a list’s spelling; it stands in no document like this")
            rows.append(Row(line=(quoted(name),), detail=(detail,)))
        return rows

    def _in_roles(self) -> list[Row]:
        rows = []
        for places in sorted(self._roles.values(), key=lambda given: (-len(given), given[0])):
            givers: dict[str, Place] = {}
            for _, giver, place in places:
                givers.setdefault(giver, place)
            documents = len({place[0] for _, _, place in places})
            noted = f"{counted(documents, 'document')}; noted is the first of each"
            rows.append(
                Row(
                    line=(quoted(places[0][0]), *_has_it(givers)),
                    detail=(quiet(noted),) if documents > len(givers) else (),
                    notes=self._evidence(list(givers.values())),
                )
            )
        return rows

    def _belonging(self) -> list[Row]:
        rows = []
        for one in self._actor.affiliations:
            role = f", as {one.role}" if one.role else ""
            shown = [given for given in self._belongs.get(one.actor, ()) if given[1][0] in one.by]
            others = set(one.by) & set(self._documents) - {place[0] for _, place in shown}
            shown += [
                (self._documents[id].outlet or "no outlet named", (id, self._first(id)))
                for id in sorted(others)
            ]
            by = dict.fromkeys(giver for giver, _ in shown)
            listed = (plain(", as a list of known actors or a judgement has it"),)
            rows.append(
                Row(
                    line=(strong(one.name), plain(role), *(_has_it(by) if by else listed)),
                    notes=self._evidence(list(dict.fromkeys(place for _, place in shown))),
                )
            )
        return rows

    def _first(self, document: str) -> Span:
        _, reading = self._shelf.document(document)
        members = self._members[document]
        return next((one.span for one in reading.mentions if one.entity in members), (0, 0))

    def _evidence(self, places: list[Place]) -> tuple[int, ...]:
        found = []
        for document, span in places:
            whole, reading = self._shelf.document(document)
            found.append(self._shelf.notes.place(whole, reading, span))
        return tuple(dict.fromkeys(found))


def _giver(document: Document, reading: Reading, place: Span) -> str:
    """Who has it so: the outlet, or whoever speaks where it stands."""
    outlet = document.outlet or "no outlet named"
    inner = None
    for statement in reading.statements:
        if statement.form != "narration" and any(
            a <= place[0] and place[1] <= b for a, b in statement.content
        ):
            inner = statement  # those within come after what they are within
    if inner is None:
        return outlet
    denying = ", denying it," if inner.act == "deny" or inner.polarity == "negative" else ""
    return f"{speaker_of(document, reading, inner)}{denying} in {outlet}"


def _has_it(givers: Iterable[str]) -> Line:
    names = list(givers)
    return plain(", as "), strong(joined(names)), plain(" has it" if len(names) == 1 else " have it")


def _section(title: str, rows: list[Row], none: str) -> Section:
    lead = f"{counted(len(rows), 'statement')}, by date." if rows else none
    return Section(title=title, lead=lead, rows=tuple(rows))


def _holds(span: Span, starts: list[int]) -> bool:
    at = bisect_left(starts, span[0])
    return at < len(starts) and starts[at] < span[1]


def _place_of(role: str, document: Document, mentions: list[Mention]) -> Span:
    """Where a role stands, nearest to where its bearer does; else the bearer's first mention."""
    text, lowered = document.text, role.lower()
    folded = text.lower()
    found = []
    if len(folded) == len(text):
        at = folded.find(lowered)
        while at >= 0:
            found.append((at, at + len(role)))
            at = folded.find(lowered, at + 1)
    spans = [mention.span for mention in mentions]
    if not found:
        return spans[0] if spans else (0, 0)
    return min(found, key=lambda one: (min((abs(one[0] - span[0]) for span in spans), default=0), one))


def _times(number: int) -> str:
    return "once" if number == 1 else f"{number:,} times"


def _article(kind: str) -> str:
    return {"person": "a person", "organization": "an organization", "place": "a place"}.get(kind, "an actor")


def _narrowed(filters: Filters) -> str | None:
    given = []
    for name in filters.__struct_fields__:
        value = getattr(filters, name)
        if value not in (None, ()):
            shown = ", ".join(value) if isinstance(value, tuple) else value
            given.append(f"{name} {shown}")
    return "; ".join(given) or None
