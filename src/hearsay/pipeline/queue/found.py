"""What single readings propose: statements, speakers, relations, events and labels."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence

from hearsay.linking.sightings import Key
from hearsay.pipeline.queue.candidates import Candidate, weight_of_actor
from hearsay.records import Document, Mention, Reading, Reason, Relation, Statement, quote

SURE = 0.9
"""Statements that the reader is as sure of are not asked about."""
NEAR = 300
"""Characters before a source in which somebody else may be meant by it."""
RIVAL = 0.12
"""How much less sure it is whom a word means with each of those whom it might mean as well."""
NO_SCORE = 0.3
"""How likely what comes without a score, a label for example, is wrong: nobody has measured it."""


class Stakes:
    """What depends on things of single readings: the weight of claims by statement, of actors by entity."""

    def __init__(
        self, claims: Mapping[Key, tuple[float, str]], actors: Mapping[Key, str], sizes: Counter[str]
    ) -> None:
        self._claims = claims
        self._actors = actors
        self._sizes = sizes

    def of_statement(self, key: Key) -> float:
        """Of a statement: that of its claim, 1 if it is part of none."""
        return self._claims.get(key, (1.0, ""))[0]

    def claim(self, key: Key) -> str:
        """The id of the claim of a statement, or the document's where it is part of none."""
        return self._claims.get(key, (1.0, key[0]))[1]

    def of_entity(self, key: Key) -> float:
        """Of an entity: that of the actor it is."""
        actor = self._actors.get(key)
        return 1.0 if actor is None else weight_of_actor(self._sizes[actor])

    def actor(self, key: Key) -> str:
        """The id of the actor that an entity is, or a name of its own."""
        return self._actors.get(key) or f"{key[0]} {key[1]}"


def of_reading(document: Document, reading: Reading, stakes: Stakes) -> Iterator[Candidate]:
    """All that one reading proposes and that somebody might want to judge."""
    mentions: defaultdict[int, list[Mention]] = defaultdict(list)
    for mention in reading.mentions:
        mentions[mention.entity].append(mention)
    for position, statement in enumerate(reading.statements):
        if statement.form == "narration":
            continue
        key = (document.id, position)
        weight = stakes.of_statement(key)
        if statement.score < SURE:
            parts = [quote(document.text, spans) for spans in (statement.source, statement.cue)]
            reason = _reason("how sure the reader is that this is a statement", parts, statement.score)
            yield Candidate(
                "statement", 1 - statement.score, weight, key, group=stakes.claim(key), why=(reason,)
            )
        yield from _speaker(document, reading, position, mentions, stakes)
    yield from _relations(document, reading, stakes)
    for number, event in enumerate(reading.events):
        word = document.text[slice(*event.trigger)]
        reason = _reason("how sure the reader is of this event", (word, event.type), event.score)
        weight = 1.0 if event.statement is None else stakes.of_statement((document.id, event.statement))
        yield Candidate(
            "event", 1 - event.score, weight, (document.id, number), value=event.type, group=document.id,
            why=(reason,),
        )  # fmt: skip
    for number, label in enumerate(reading.labels):
        if label.entity is not None and label.kind in ("loaded", "scare-quote"):
            weight = stakes.of_entity((document.id, label.entity))
            yield Candidate(
                "label", NO_SCORE, weight, (document.id, number), value=label.kind, group=document.id
            )


def source_mention(statement: Statement, mentions: Iterable[Mention]) -> Mention | None:
    """Of the mentions of a speaker the one that is the source; None where the source names the speaker."""
    inside = [
        mention
        for mention in mentions
        if any(start <= mention.span[0] and mention.span[1] <= end for start, end in statement.source)
    ]
    if not inside or any(mention.form == "name" for mention in inside):
        return None
    return max(inside, key=lambda mention: (mention.span[1] - mention.span[0], -mention.span[0]))


def meant_mention(mentions: Iterable[Mention], at: int) -> Mention | None:
    """Of the mentions of a speaker the one that names it last before a place, or else first after it."""
    named = [mention for mention in mentions if mention.form == "name"]
    before = [mention for mention in named if mention.span[0] < at]
    if before:
        return max(before, key=lambda one: one.span)
    return min(named, key=lambda one: one.span, default=None)


def _speaker(
    document: Document,
    reading: Reading,
    position: int,
    mentions: Mapping[int, Sequence[Mention]],
    stakes: Stakes,
) -> Iterator[Candidate]:
    """Who speaks, where a pronoun or description says it of somebody who is named elsewhere."""
    statement = reading.statements[position]
    if statement.speaker is None or not reading.entities[statement.speaker].names:
        return
    mine = mentions.get(statement.speaker, ())
    mention = source_mention(statement, mine)
    if mention is None or meant_mention(mine, mention.span[0]) is None:
        return
    entity = reading.entities[statement.speaker]
    words = document.text[slice(*mention.span)]
    rivals = {
        other.entity: reading.entities[other.entity].name
        for other in reading.mentions
        if mention.span[0] - NEAR <= other.span[0] < mention.span[0]
        and other.form == "name"
        and other.entity != statement.speaker
        and other.type == mention.type
    }
    why = [_reason("how sure the reader is whom the words mean", (words, entity.name), mention.score)]
    if rivals:
        others = ", ".join(sorted(set(rivals.values())))
        why.append(_reason("named just before as well", (words, others), 1 / (1 + len(rivals))))
    key = (document.id, position)
    yield Candidate(
        "speaker",
        min(0.95, 1 - mention.score + RIVAL * min(3, len(rivals))),
        max(stakes.of_statement(key), stakes.of_entity((document.id, statement.speaker))),
        key,
        group=stakes.actor((document.id, statement.speaker)),
        why=tuple(why),
    )


def _relations(document: Document, reading: Reading, stakes: Stakes) -> Iterator[Candidate]:
    """Who is what to whom, of two that are named somewhere."""
    for number, relation in enumerate(reading.relations):
        subject, object = (reading.mentions[at] for at in (relation.subject, relation.object))
        ends = [reading.entities[mention.entity] for mention in (subject, object)]
        if not all(entity.names for entity in ends) or subject.entity == object.entity:
            continue
        why = (
            _reason("how sure the reader is of what ties them", [end.name for end in ends], _tied(relation)),
            *(
                _reason("how sure it is whom the words mean", (words, end.name), mention.score)
                for mention, end in zip((subject, object), ends, strict=True)
                if mention.form != "name"
                for words in (document.text[slice(*mention.span)],)
            ),
        )
        sure = 1.0
        for reason in why:
            sure *= reason.score
        actors = [stakes.actor((document.id, one.entity)) for one in (subject, object)]
        yield Candidate(
            "relation",
            1 - sure,
            stakes.of_entity((document.id, subject.entity)),
            (document.id, number),
            value=relation.type,
            group=" ".join(actors),
            why=why,
        )


def _tied(relation: Relation) -> float:
    """A rule gives no score; the farther it reached, and the rarer what it found, the less sure it is."""
    if relation.score < 1.0:
        return relation.score
    start, end = relation.evidence
    reach = max(0.5, 1 - (end - start) / 400)
    return reach * (0.95 if relation.type in ("employee", "manager") else 0.8)


def _reason(what: str, values: Iterable[str], score: float) -> Reason:
    left, right = values
    return Reason(what=what, left=left, right=right, score=round(score, 3))
