"""What a Reading holds, while judgements are applied to it: each thing as it was and as it is now."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

from msgspec.structs import replace

from hearsay.reading.phrases import phrase_of, type_of_noun
from hearsay.records import Entity, EntityType, Mention, Reading, Span, Spans, Statement

T = TypeVar("T")
LEAST_LIKENESS = 0.5


@dataclass
class Entry(Generic[T]):
    """One thing as the machine read it, None where a person added it; as it is now; and whether it is out."""

    was: T | None
    now: T
    out: bool = False


class Stated:
    """The statements of a Reading, found by their content."""

    def __init__(self, text: str, reading: Reading) -> None:
        self.entries = [Entry[Statement](one, one) for one in reading.statements]
        self._text = text

    def at(self, span: Span) -> Entry[Statement] | None:
        """The statement whose content, as it was or as it is, fits a span best; it must share half of both.

        Of several that fit as well the one that is not out, then the first.
        """
        return max(
            (entry for entry in self.entries if _likeness_of(entry, span) >= LEAST_LIKENESS),
            key=lambda entry: (_likeness_of(entry, span), not entry.out),
            default=None,
        )

    def add(self, statement: Statement) -> None:
        """A statement that the machine missed; narrations that it takes the place of go out."""
        for entry in self.entries:
            if entry.now.form == "narration" and _covered(entry.now.content, _extent(statement)) >= 0.5:
                entry.out = True
        outer = [
            number
            for number, entry in enumerate(self.entries)
            if not entry.out and entry.now.form != "narration" and _inside(statement, entry.now)
        ]
        within = min(outer, key=lambda number: _length(self.entries[number].now.content), default=None)
        self.entries.append(Entry(None, replace(statement, within=within)))

    def left(self) -> tuple[dict[int, int | None], tuple[Statement, ...]]:
        """Where each statement is now, or the one around it if it is out; and those that are left, in text
        order, each outer one before those inside it."""
        staying = [number for number, entry in enumerate(self.entries) if not entry.out]
        if any(entry.was is None or _moved(entry.was, entry.now) for entry in self.entries):
            staying.sort(key=lambda number: (self._path(number), number))
        place = {number: at for at, number in enumerate(staying)}

        def moved(number: int | None) -> int | None:
            while number is not None and number not in place:
                number = self.entries[number].now.within
            return None if number is None else place[number]

        def settled(number: int) -> Statement:
            outer = self._outer(number)
            within = None if outer is None else place[outer]
            return replace(self.entries[number].now, within=within, voice=self._voice(number))

        statements = tuple(map(settled, staying))
        return {number: moved(number) for number in range(len(self.entries))}, statements

    def _outer(self, number: int) -> int | None:
        """The statement that one is inside now: the nearest around it that is not out and still holds it."""
        entry = self.entries[number]
        outer = entry.now.within
        while outer is not None:
            around = self.entries[outer]
            changed = any(one.was is None or _moved(one.was, one.now) for one in (entry, around))
            if not around.out and (not changed or _inside(entry.now, around.now)):
                return outer
            outer = around.now.within
        return None

    def _voice(self, number: int) -> tuple[int, ...]:
        """The voice of a statement: what comes through another has that one's voice, as people judged it,
        before its own."""
        entry = self.entries[number]
        if entry.was is None or entry.was.within is None:
            return entry.now.voice
        around = self.entries[entry.was.within].was
        outer = self._outer(number)
        before = () if around is None else around.voice
        after = () if outer is None else self._voice(outer)
        if before == after or entry.was.voice[: len(before)] != before:
            return entry.now.voice
        speaker = entry.now.speaker
        own = [one for one in entry.now.voice if one not in before and one != speaker]
        chain = [one for one in after if one != speaker]
        return tuple(dict.fromkeys((*chain, *own, *(() if speaker is None else (speaker,)))))

    def _path(self, number: int) -> tuple[int, ...]:
        now = self.entries[number].now
        before = () if now.within is None else self._path(now.within)
        return (*before, min((start for start, _ in _extent(now)), default=0))


class Found(Generic[T]):
    """Relations, events or labels of a Reading, found by their evidence and type."""

    def __init__(
        self, things: Iterable[Any], span_of: Callable[[Any], Span], type_of: Callable[[Any], str]
    ) -> None:
        self.entries: list[Entry[Any]] = [Entry(one, one) for one in things]
        self._span_of = span_of
        self._type_of = type_of

    def at(self, span: Span, type: str | None) -> Entry[Any] | None:
        """The one of a type, of any if None, whose evidence fits a span best; it must share half of both."""
        fits = [
            (_likeness((self._span_of(entry.was),), span), -number)
            for number, entry in enumerate(self.entries)
            if type is None or type in (self._type_of(entry.was), self._type_of(entry.now))
        ]
        best = max(fits, default=(0.0, 0))
        return self.entries[-best[1]] if best[0] >= LEAST_LIKENESS else None


class Cast:
    """The entities of a Reading, with those that people add."""

    def __init__(self, text: str, reading: Reading) -> None:
        self.entities = list(reading.entities)
        self.mentions = list(reading.mentions)
        self._given = len(reading.mentions)
        self._text = text

    def at(self, span: Span, *, add: bool) -> int | None:
        """The entity mentioned at a span; a new one if nobody is and one may be added."""
        found = entity_at(self.entities, self.mentions, span)
        if found is None and add and self._text[slice(*span)].strip():
            words = self._text[slice(*span)]
            found = self.named(words)
            named = any(word[:1].isupper() for word in words.split())
            self.mentions.append(
                Mention(
                    span=span,
                    type=self.entities[found].type,
                    form="name" if named else "nominal",
                    entity=found,
                    score=1.0,
                )
            )
        return found

    def source(self, spans: Spans, before: int | None) -> int | None:
        """Who speaks where somebody says that these are the words of the source: the person they name first,
        else still the one ``before`` if they mention that one, else whom most of them mention."""
        inside = [
            mention
            for mention in self.mentions
            if any(start <= mention.span[0] and mention.span[1] <= end for start, end in spans)
        ]

        def fitness(mention: Mention) -> tuple[bool, bool, int, int]:
            start, end = mention.span
            if mention.form == "name" and mention.type == "person":
                return True, False, 0, -start
            return False, mention.entity == before, end - start, -start

        best = max(inside, key=fitness, default=None)
        return None if best is None else best.entity

    def ordered(self) -> tuple[tuple[Mention, ...], list[int]]:
        """The mentions in text order, and where each of them went."""
        order = list(range(len(self.mentions)))
        if len(order) > self._given:
            order.sort(key=lambda number: self.mentions[number].span)
        places = [0] * len(order)
        for at, number in enumerate(order):
            places[number] = at
        return tuple(self.mentions[number] for number in order), places

    def named(self, name: str) -> int:
        """The entity of this name, a new one if there is none."""
        for number, entity in enumerate(self.entities):
            if name in (entity.name, *entity.names):
                return number
        proper = any(word[:1].isupper() for word in name.split())
        type = _type(name)
        if proper and type == "other":
            type = "person"
        self.entities.append(Entity(type=type, name=name, names=(name,) if proper else ()))
        return len(self.entities) - 1


def entity_at(entities: Sequence[Entity], mentions: Iterable[Mention], span: Span) -> int | None:
    """The entity of which a mention shares most characters with a span, rather one that has a name."""

    def shared(mention: Mention) -> int:
        return min(mention.span[1], span[1]) - max(mention.span[0], span[0])

    def fitness(mention: Mention) -> tuple[bool, int, int]:
        # Of those that share as much, the shortest: the name, and not the phrase around it.
        return bool(entities[mention.entity].names), shared(mention), mention.span[0] - mention.span[1]

    best = max((one for one in mentions if shared(one) > 0), key=fitness, default=None)
    return None if best is None else best.entity


def statement_at(statements: Sequence[Statement], span: Span) -> int | None:
    """The statement whose content fits a span best: at least half of both is shared."""
    best = max(
        range(len(statements)),
        key=lambda at: (_likeness(statements[at].content, span), -at),
        default=None,
    )
    if best is None or _likeness(statements[best].content, span) < LEAST_LIKENESS:
        return None
    return best


def _likeness_of(entry: Entry[Statement], span: Span) -> float:
    was = 0.0 if entry.was is None else _likeness(entry.was.content, span)
    return max(was, _likeness(entry.now.content, span))


def _likeness(content: Spans, span: Span) -> float:
    """The share of both, the smaller one, that a content and a span have in common; what lies in the gaps of
    a content counts as a part of it, since the anchor of a statement spans them."""
    if not content:
        return 0.0
    start, end = content[0][0], content[-1][1]
    shared = max(0, min(end, span[1]) - max(start, span[0]))
    return min(shared / max(1, span[1] - span[0]), shared / max(1, end - start))


def _covered(content: Spans, by: Spans) -> float:
    """The share of a content that lies under other spans."""
    shared = sum(max(0, min(e, end) - max(s, start)) for s, e in content for start, end in by)
    return shared / max(1, _length(content))


def _length(spans: Spans) -> int:
    return sum(end - start for start, end in spans)


def _extent(statement: Statement) -> Spans:
    return (*statement.source, *statement.cue, *statement.content)


def _moved(was: Statement, now: Statement) -> bool:
    return _extent(was) != _extent(now)


def _inside(inner: Statement, outer: Statement) -> bool:
    return _covered(_extent(inner), outer.content) >= 1.0


def _type(words: str) -> EntityType:
    phrase = phrase_of(words, (0, len(words)))
    return "other" if phrase is None else type_of_noun(phrase.head.bare)
