"""A candidate put into words: the question, the places, and the texts to show."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from functools import lru_cache
from pathlib import PurePath

from hearsay.ledger import Ledger
from hearsay.linking.sightings import Key
from hearsay.pipeline.judging import anchor, mention_anchor, statement_anchor
from hearsay.pipeline.placing import document_anchor
from hearsay.pipeline.queue.candidates import Candidate
from hearsay.pipeline.queue.found import meant_mention, source_mention
from hearsay.pipeline.queue.proposals import Excerpt, Mark, Proposal, excerpts, short
from hearsay.records import (
    Anchor,
    Claim,
    Document,
    Judged,
    Mention,
    Reading,
    Span,
    Statement,
    digest,
    quote,
)

KEPT = 64
"""Documents with their readings that are held in memory at once."""
_RELATED = {
    "family": "is family of",
    "employee": "works for",
    "manager": "leads",
    "owner": "owns",
    "member": "is a member of",
    "associate": "is an associate of",
    "business": "does business with",
    "within": "is a part of",
    "antagonist": "is against",
}
_STANCES = {
    "denies": "Does this deny the claim “{}”?",
    "queries": "Does this only ask whether “{}”, and take no side?",
    "supports": "Does this support the claim “{}”?",
}
_RESTS = {
    "passes-on": "Does this come from “{}”, and is only passed on here?",
    "has-it-from": "Does the speaker have this from “{}”?",
    "cites": "Is this taken from “{}”?",
    "paid-by": "Is the speaker paid by “{}”?",
}


class Asker:
    """Puts candidates into words, with the documents and readings of a ledger."""

    def __init__(self, ledger: Ledger) -> None:
        self._ledger = ledger
        self._pair = lru_cache(maxsize=KEPT)(self._load)
        self._claim = lru_cache(maxsize=KEPT)(ledger.claim_of)
        self._ways: dict[Judged, Callable[[Candidate], Proposal | None]] = {
            "statement": self._statement,
            "speaker": self._speaker,
            "relation": self._relation,
            "event": self._event,
            "label": self._label,
            "same-actor": self._same_actor,
            "same-claim": self._same_claim,
            "stance": self._stance,
            "copy": self._copy,
            "origin": self._origin,
        }

    def ask(self, candidate: Candidate) -> Proposal | None:
        """The proposal; None where what it is about is mentioned nowhere that a judgement could point at."""
        return self._ways[candidate.about](candidate)

    def pair(self, document: str) -> tuple[Document, Reading]:
        """A document and its current reading."""
        return self._pair(document)

    def _load(self, document: str) -> tuple[Document, Reading]:
        return next(iter(self._ledger.readings_of([document])))

    def _stated(self, key: Key) -> tuple[Document, Reading, Statement]:
        document, reading = self._pair(key[0])
        return document, reading, reading.statements[key[1]]

    def _statement(self, candidate: Candidate) -> Proposal:
        document, reading, statement = self._stated(candidate.left)
        words = short(quote(document.text, statement.content))
        source = short(quote(document.text, statement.source), 60)
        question = (
            f"Does “{source}” say this: “{words}”?" if source else f"Does somebody say this: “{words}”?"
        )
        return _proposal(
            candidate,
            question,
            statement_anchor(document, statement.content),
            excerpts(document, reading, _marks(statement)),
            no="no statement, or not what was said",
        )

    def _speaker(self, candidate: Candidate) -> Proposal | None:
        document, reading, statement = self._stated(candidate.left)
        mine = [one for one in reading.mentions if one.entity == statement.speaker]
        mention = source_mention(statement, mine)
        meant = mention and meant_mention(mine, mention.span[0])
        if mention is None or meant is None or statement.speaker is None:
            return None
        words = short(document.text[slice(*mention.span)], 60)
        marks = [*_marks(statement), Mark(role="named", span=meant.span)]
        return _proposal(
            candidate,
            f"Is “{words}” {reading.entities[statement.speaker].name}?",
            statement_anchor(document, statement.content),
            excerpts(document, reading, marks),
            right=mention_anchor(document, meant.span),
            no="somebody else, or nobody in particular",
        )

    def _relation(self, candidate: Candidate) -> Proposal:
        document, reading = self._pair(candidate.left[0])
        relation = reading.relations[candidate.left[1]]
        subject, object = (reading.mentions[at] for at in (relation.subject, relation.object))
        names = [reading.entities[mention.entity].name for mention in (subject, object)]
        is_what = f"is “{relation.role}” of" if relation.role else _RELATED.get(relation.type, "is tied to")
        said = f"{names[0]} {is_what} {names[1]}"
        if relation.role and names[1].lower() in relation.role.lower():
            said = f"{names[0]} is “{relation.role}”"
        marks = [Mark(role="evidence", span=relation.evidence)]
        for end in (subject, object):
            marks.append(Mark(role="named", span=end.span))
            theirs = [one for one in reading.mentions if one.entity == end.entity]
            meant = None if end.form == "name" else meant_mention(theirs, end.span[0])
            marks += [Mark(role="named", span=meant.span)] if meant else []
        return _proposal(
            candidate,
            f"Is it said here that {said}?",
            mention_anchor(document, relation.evidence),
            excerpts(document, reading, marks),
            no="this is not said here",
        )

    def _event(self, candidate: Candidate) -> Proposal:
        document, reading = self._pair(candidate.left[0])
        event = reading.events[candidate.left[1]]
        word = document.text[slice(*event.trigger)]
        doers = ", ".join(_called(reading, event.actors)) or "somebody"
        to = ", ".join(_called(reading, event.targets))
        marks = [Mark(role="evidence", span=event.trigger)]
        marks += [
            Mark(role="named", span=reading.mentions[at].span) for at in (*event.actors, *event.targets)
        ]
        return _proposal(
            candidate,
            f"Is it said here ({event.status}) that {doers} did this{f' to {to}' if to else ''}: “{word}” "
            f"({event.type})?",
            mention_anchor(document, event.trigger),
            excerpts(document, reading, marks),
            no="no such event is told",
        )

    def _label(self, candidate: Candidate) -> Proposal | None:
        document, reading = self._pair(candidate.left[0])
        label = reading.labels[candidate.left[1]]
        if label.entity is None:
            return None
        name = reading.entities[label.entity].name
        how = (
            "with distance, in scare quotes" if label.kind == "scare-quote" else "by a word that takes sides"
        )
        return _proposal(
            candidate,
            f"Is {name} called “{short(label.text, 80)}” here, {how}?",
            mention_anchor(document, label.span),
            excerpts(document, reading, [Mark(role="evidence", span=label.span)]),
            no="an ordinary word, or of somebody else",
        )

    def _same_actor(self, candidate: Candidate) -> Proposal | None:
        if candidate.right is None:
            return None
        anchors: list[Anchor] = []
        shown: list[Excerpt] = []
        named: list[str] = []
        for document_id, entity in (candidate.left, candidate.right):
            document, reading = self._pair(document_id)
            place = anchor(document, reading, entity)
            if place is None:
                return None
            anchors.append(place)
            named.append(reading.entities[entity].name)
            mentions = [one for one in reading.mentions if one.entity == entity and one.form == "name"]
            spans = {place.span, *(mention.span for mention in mentions[:2])}
            shown += excerpts(document, reading, [Mark(role="named", span=span) for span in spans])[:2]
        left, right = named
        both = f"“{left}” and “{right}”" if left != right else f"these two called “{left}”"
        kind = self._pair(candidate.left[0])[1].entities[candidate.left[1]].type
        return _proposal(
            candidate,
            f"Are {both} the same{'' if kind == 'other' else f' {kind}'}?",
            anchors[0],
            shown,
            right=anchors[1],
            no="two",
        )

    def _same_claim(self, candidate: Candidate) -> Proposal | None:
        if candidate.right is None:
            return None
        sides = [self._stated(key) for key in (candidate.left, candidate.right)]
        anchors = [statement_anchor(document, statement.content) for document, _, statement in sides]
        shown = [one for side in sides for one in excerpts(side[0], side[1], _marks(side[2]))]
        return _proposal(
            candidate,
            "Are these two about the same claim, for it or against it?",
            anchors[0],
            shown,
            right=anchors[1],
            no="they are about different things",
        )

    def _stance(self, candidate: Candidate) -> Proposal | None:
        document, reading, statement = self._stated(candidate.left)
        claim = self._claim_of(candidate.left)
        if claim is None or candidate.value is None:
            return None
        shown = excerpts(document, reading, _marks(statement))
        for key in _for_it(claim, candidate.left):
            other, other_reading, stated = self._stated(key)
            shown += excerpts(other, other_reading, _marks(stated), beside=True)
        other_side = "denies" if candidate.value == "supports" else "supports"
        return _proposal(
            candidate,
            _STANCES[candidate.value].format(short(claim.proposition)),
            statement_anchor(document, statement.content),
            shown,
            no=f"it {other_side} it; u if it is about something else",
        )

    def _copy(self, candidate: Candidate) -> Proposal | None:
        if candidate.right is None:
            return None
        earlier, later = (self._pair(key[0]) for key in (candidate.left, candidate.right))
        found = self._ledger.copies(document=later[0].id)
        copy = next((one for one in found if one.earlier == earlier[0].id and one.later == later[0].id), None)
        if copy is None or not copy.passages:
            return None
        passage = max(copy.passages, key=lambda one: (one.later[1] - one.later[0], one.later))
        shown = [
            *excerpts(*earlier, [Mark(role="content", span=passage.earlier)]),
            *excerpts(*later, [Mark(role="content", span=passage.later)]),
        ]
        return _proposal(
            candidate,
            "Did {1} take this passage over from {0}?".format(*_publications(earlier[0], later[0])),
            mention_anchor(earlier[0], passage.earlier),
            shown,
            right=mention_anchor(later[0], passage.later),
            no="not taken over from there",
        )

    def _origin(self, candidate: Candidate) -> Proposal | None:
        document, reading, statement = self._stated(candidate.left)
        if candidate.right is None:
            return None
        shown = excerpts(document, reading, _marks(statement))
        other, other_reading = self._pair(candidate.right[0])
        if candidate.span is None:
            claim = self._claim_of(candidate.left)
            parts = [one for one in claim.parts if one.document == other.id] if claim else []
            for part in parts[:1]:
                stated = other_reading.statements[part.position]
                shown += excerpts(other, other_reading, _marks(stated), beside=True)
            question = "Does {} have this from what {} published?".format(*_publications(document, other))
            right = document_anchor(other)
        else:
            if any(start <= candidate.span[0] < end for start, end in statement.source):
                return None  # that its own source says it is the question of the statement, not one more
            marks = [*_marks(statement), Mark(role="named", span=candidate.span)]
            shown = excerpts(document, reading, marks)
            question = _RESTS[candidate.value or "passes-on"].format(short(candidate.name, 80))
            right = mention_anchor(document, candidate.span)
        return _proposal(
            candidate,
            question,
            statement_anchor(document, statement.content),
            shown,
            right=right,
            no="it does not rest on that",
        )

    def _claim_of(self, key: Key) -> Claim | None:
        return next(
            (
                claim
                for claim in self._ledger.claims(document=key[0])
                if any((part.document, part.position) == key for part in claim.parts)
            ),
            None,
        )


def _for_it(claim: Claim, but: Key) -> Iterable[Key]:
    """The surest statement that supports a claim, but one."""
    supporting = [p for p in claim.parts if p.stance == "supports" and (p.document, p.position) != but]
    best = max(supporting, key=lambda one: (one.score, one.statement), default=None)
    return () if best is None else ((best.document, best.position),)


def _marks(statement: Statement) -> list[Mark]:
    roles = (("source", statement.source), ("cue", statement.cue), ("content", statement.content))
    return [Mark(role=role, span=span) for role, spans in roles for span in spans]


def _called(reading: Reading, mentions: Iterable[int]) -> list[str]:
    found: list[Mention] = [reading.mentions[at] for at in mentions]
    return [reading.entities[mention.entity].name for mention in found]


def _publications(*documents: Document) -> list[str]:
    """What to call documents so that they differ: outlet and day, with the title where those are the same."""
    found = []
    for document in documents:
        name = document.outlet or document.path or document.id
        found.append(f"{name} ({document.published[:10]})" if document.published else name)
    if len(set(found)) < len(found):
        titles = [short(_title(document), 60) for document in documents]
        found = [f"{name}, “{title}”" for name, title in zip(found, titles, strict=True)]
    return found


def _title(document: Document) -> str:
    """What tells a document best: its title, where that has words."""
    title = document.title or ""
    return title if any(map(str.isalpha, title)) else PurePath(document.path or document.id).name


def _proposal(
    candidate: Candidate,
    question: str,
    left: Anchor,
    shown: Iterable[Excerpt],
    *,
    no: str,
    right: Anchor | None = None,
) -> Proposal:
    # What an origin is called "by" is told in the question; the judgement is of the place.
    value = None if candidate.about == "origin" else candidate.value
    return Proposal(
        id=digest("proposal", candidate.about, _place(left), right and _place(right), value),
        about=candidate.about,
        question=question,
        left=left,
        right=right,
        value=value,
        no=no,
        shown=tuple(shown),
        why=candidate.why,
        unsure=round(candidate.unsure, 4),
        weight=round(candidate.weight, 4),
        use=round(candidate.use, 4),
    )


def _place(anchor: Anchor) -> tuple[str, Span]:
    return anchor.document, anchor.span
