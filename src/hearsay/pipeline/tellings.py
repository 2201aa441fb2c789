"""From a Reading to what linking sees of its statements, its text, and of who depends on whom."""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterator, Mapping

from hearsay.linking.tellings import Paper, Telling, Tie, TieKind, Voice, VoicePart
from hearsay.reading.belonging import VOICES
from hearsay.reading.dependence import INFORMED, OWNED, PAID
from hearsay.reading.speakers import ADVOCATES
from hearsay.records import (
    Anchor,
    Document,
    Mention,
    Reading,
    Relation,
    Span,
    Spans,
    Statement,
    digest,
    quote,
    statement_id,
)

SURE = 0.5
"""How sure the reader must be of a pronoun or description for its name to be put in its place."""
FORMER = frozenset("former ex onetime late".split())
_OWNING = frozenset("my our his her its their your whose".split())

Known = Mapping[int, tuple[str, str]]
"""The actor that each entity of a document belongs to, as (id, name)."""


def unnamed_id(document: str, entity: int) -> str:
    """The id of an entity that is no actor: a hash of where it was found."""
    return digest("party", document, entity)


class Teller:
    """One document with its reading and its actors, as linking is told of it."""

    def __init__(self, document: Document, reading: Reading, known: Known, outlet: str | None = None) -> None:
        self.document = document
        self._reading = reading
        self._known = known
        self._outlet = outlet
        self._starts = [mention.span[0] for mention in reading.mentions]
        self._belongs = _belongings(reading)

    def paper(self) -> Paper:
        """The text, and the quotations that others may have heard as well."""
        document = self.document
        direct = (s.content for s in self._reading.statements if s.form in ("direct", "mixed"))
        return Paper(
            id=document.id,
            text=document.text,
            outlet=document.outlet,
            published=document.published,
            title=document.title,
            quotations=tuple(sorted({span for content in direct for span in content})),
        )

    def tellings(self) -> Iterator[Telling]:
        """The statements in text order."""
        statements = self._reading.statements
        ids = [statement_id(self.document.id, statement) for statement in statements]
        for position, statement in enumerate(statements):
            inside = self._inside(statement.content)
            named = [m for m in inside if self._known.get(m.entity) or self._names(m.entity)]
            actors = dict.fromkeys(self._party(mention.entity)[0] for mention in named)
            spans = [span for role in (statement.source, statement.cue, statement.content) for span in role]
            yield Telling(
                id=ids[position],
                document=self.document.id,
                position=position,
                text=quote(self.document.text, statement.content),
                resolved=self._resolved(statement, inside),
                content=statement.content,
                evidence=(min(start for start, _ in spans), max(end for _, end in spans)),
                form=statement.form,
                act=statement.act,
                certainty=statement.certainty,
                polarity=statement.polarity,
                outlet=self.document.outlet,
                outlet_actor=self._outlet,
                published=self.document.published,
                within=None if statement.within is None else ids[statement.within],
                voice=self._voice(statement),
                actors=tuple(actors),
                names=tuple(dict.fromkeys(self._party(mention.entity)[1] for mention in named)),
            )

    def ties(self) -> Iterator[Tie]:
        """Who depends on whom, as far as this document says so."""
        for relation in self._reading.relations:
            upper, lower = (self._reading.mentions[at].entity for at in (relation.subject, relation.object))
            kind = _tie(self._reading, relation)
            if kind is None or upper == lower:
                continue
            if relation.type == "owner":  # who owns comes first there, who is owned depends
                upper, lower = lower, upper
            start, end = relation.evidence
            evidence = Anchor(
                document=self.document.id, span=relation.evidence, words=self.document.text[start:end]
            )
            lower_id, lower_name = self._party(lower)
            yield Tie(
                upper=self._party(upper)[0],
                lower=lower_id,
                lower_name=lower_name,
                kind=kind,
                evidence=(evidence,),
            )

    def _party(self, entity: int) -> tuple[str, str]:
        """Id and name: the actor's, or of somebody without one a hash of where it was found."""
        found = self._known.get(entity)
        return found or (unnamed_id(self.document.id, entity), self._reading.entities[entity].name)

    def _names(self, entity: int) -> bool:
        return bool(self._reading.entities[entity].names)

    def _voice(self, statement: Statement) -> tuple[Voice, ...]:
        chain = statement.voice
        source = statement.source or statement.cue or statement.content
        span = (source[0][0], source[-1][1])
        found = [self._heard(entity, chain[at + 1 :], statement, span) for at, entity in enumerate(chain)]
        if statement.speaker is None and statement.source:
            # The words stand for somebody; of whom nothing else is known.
            words = quote(self.document.text, statement.source)
            unknown = digest("source", self.document.id, words.lower())
            found.append(Voice(id=unknown, name=words, type="other", named=False, part="speaks", span=span))
        return tuple(found)

    def _heard(self, entity: int, after: tuple[int, ...], statement: Statement, span: Span) -> Voice:
        id, name = self._party(entity)
        part: VoicePart
        if entity == statement.speaker:
            part = "speaks"
        elif after and (after[0], entity) in self._belongs:
            part = "body"
        else:
            part = "passes-on"
        return Voice(
            id=id,
            name=name,
            type=self._reading.entities[entity].type,
            named=self._names(entity),
            part=part,
            span=span,
        )

    def _inside(self, content: Spans) -> list[Mention]:
        """The mentions that the content holds, wider ones first where several begin."""
        mentions = self._reading.mentions
        found: list[Mention] = []
        for start, end in content:
            at = bisect_left(self._starts, start)
            while at < len(mentions) and mentions[at].span[0] < end:
                if mentions[at].span[1] <= end:
                    found.append(mentions[at])
                at += 1
        return found

    def _resolved(self, statement: Statement, inside: list[Mention]) -> str:
        """The words of the content, names standing for pronouns and descriptions.

        *It* is given a name only where it is the speaker: it may as well be a thing, or nothing at all (*you
        could feel it*).
        """
        text = self.document.text
        named: defaultdict[int, list[Span]] = defaultdict(list)
        for mention in inside:
            if mention.form == "name":
                named[mention.entity].append(mention.span)
        parts = []
        for start, end in statement.content:
            done = start
            words = []
            for mention in inside:
                first, last = mention.span
                if first < done or last > end or mention.form == "name" or mention.score < SURE:
                    continue
                if not self._names(mention.entity):
                    continue
                if text[first:last].lower() == "it" and mention.entity != statement.speaker:
                    continue
                holds = any(first <= a and b <= last for a, b in named[mention.entity])
                if holds or (mention.form == "nominal" and last - first > 60):
                    continue
                name = self._reading.entities[mention.entity].name
                owning = text[first:last].lower() in _OWNING
                words += [text[done:first], f"{name}’s" if owning else name]
                done = last
            parts.append("".join([*words, text[done:end]]))
        return " … ".join(parts)


def _belongings(reading: Reading) -> set[tuple[int, int]]:
    """Pairs of entities of which the first is said to be something to the second."""
    return {
        (reading.mentions[relation.subject].entity, reading.mentions[relation.object].entity)
        for relation in reading.relations
        if relation.type != "family"
    }


def _tie(reading: Reading, relation: Relation) -> TieKind | None:
    """By what kind of tie the subject of a relation depends on its object, or None."""
    if relation.statement is not None and reading.statements[relation.statement].polarity == "negative":
        return None
    role = (relation.role or "").lower()
    if role == PAID:
        return "paid-by"
    if role == INFORMED:
        return "has-it-from"
    if role == OWNED:
        return "belongs-to"
    words = set(role.replace("-", " ").split())
    upper, lower = (
        reading.entities[reading.mentions[at].entity] for at in (relation.subject, relation.object)
    )
    if words & FORMER:
        return None
    if lower.type == "organization" and upper.type != "organization":
        return "speaks-for" if relation.type == "manager" or words & VOICES else None
    if lower.type == "person":
        return "speaks-for" if words & ADVOCATES else None
    if relation.type == "owner" and lower.type == "organization":
        return "belongs-to"
    if upper.type == "organization" and lower.type == "organization":
        return "belongs-to" if relation.type in ("within", "member") else None
    return None
