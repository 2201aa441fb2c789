"""Who speaks: entities for the sources of statements, by the sources' own words.

Names that share their last word with one fuller name of the document are that person's. A pronoun stays
unknown, except *I* inside a statement, which is its speaker. A source without a name is described by its
own words and stays apart from others: nobody is guessed.
"""

from __future__ import annotations

from msgspec.structs import replace

from hearsay.lexicon import pronouns
from hearsay.reading.names import Named, name_in, type_of_description
from hearsay.records import Entity, Mention, Span, Spans, quote

_FIRST_PERSON = frozenset(("i", "me", "myself"))


class Cast:
    """Gathers the entities of one document while its statements are put together."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._entities: list[Entity] = []
        self._described: dict[str, int] = {}
        self._named: dict[Named, int] = {}
        self._at: dict[Span, int] = {}

    def introduce(self, sources: list[Spans]) -> None:
        """Learn all names first, fuller ones before shorter: their order in the text does not matter."""
        found = {spans[0]: named for spans in sources if spans and (named := name_in(self._text, spans[0]))}
        for named in sorted(set(found.values()), key=lambda n: (-len(n.name.split()), n.span)):
            self._named[named] = self._called(named)
        self._at = {span: self._named[named] for span, named in found.items()}

    def speaker(self, source: Spans, outer: int | None) -> int | None:
        """The entity that a source introduced before is, or None where its words do not tell.

        ``outer`` is the speaker of the statement around it, for the first person.
        """
        if not source:
            return None
        words = " ".join(quote(self._text, source, " ").strip(" ,").split())
        if words.lower() in _FIRST_PERSON:
            return outer
        if words.lower() in pronouns():
            return None
        if source[0] in self._at:
            return self._at[source[0]]
        key = words.lower()
        if key not in self._described:
            self._described[key] = self._add(Entity(type=type_of_description(words), name=words))
        return self._described[key]

    def entities(self) -> tuple[Entity, ...]:
        """All entities, by the numbers given out."""
        return tuple(self._entities)

    def mentions(self) -> tuple[Mention, ...]:
        """The names of sources, in text order."""
        return tuple(
            Mention(span=named.span, type=self._entities[number].type, form="name", entity=number, score=1.0)
            for named, number in sorted(self._named.items(), key=lambda pair: pair[0].span)
        )

    def _called(self, named: Named) -> int:
        """The entity of a name: one that has it, or the only person of whose fuller name it is the end."""
        fits = [
            number
            for number, entity in enumerate(self._entities)
            if named.name in entity.names
            or (entity.type == "person" and any(name.endswith(f" {named.name}") for name in entity.names))
        ]
        if len(fits) != 1:
            return self._add(Entity(type=named.type, name=named.name, names=(named.name,)))
        entity = self._entities[fits[0]]
        if named.name not in entity.names:
            self._entities[fits[0]] = replace(entity, names=(*entity.names, named.name))
        return fits[0]

    def _add(self, entity: Entity) -> int:
        self._entities.append(entity)
        return len(self._entities) - 1
