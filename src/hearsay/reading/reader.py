"""The reader: a Document and what the model sees in it become a Reading."""

from __future__ import annotations

from collections.abc import Sequence

from msgspec.structs import replace

from hearsay.reading.draft import Draft, outermost
from hearsay.reading.entities import Register
from hearsay.reading.manner import manner, narrated
from hearsay.reading.narration import narrations
from hearsay.reading.nesting import with_nested
from hearsay.reading.quotation import form, quotations
from hearsay.reading.sentences import sentences
from hearsay.reading.speakers import Cast
from hearsay.reading.times import expressions, parsed, said_when
from hearsay.reading.wholequotes import with_whole_quotations
from hearsay.records import About, Document, Model, Reading, Spans, Statement, quote

RULES = "0.4.0"
"""The version of the rules in this room: it changes whenever they would read a text differently."""


class Reader:
    """Reads documents with one model. Pure: the same document gives the same Reading."""

    def __init__(self, model: Model) -> None:
        self._model = model

    @property
    def version(self) -> str:
        """The rules and the weights that read."""
        return f"{RULES}+{self._model.version}"

    def read(self, documents: Sequence[Document]) -> list[Reading]:
        """One Reading a Document, in order. Documents do not influence each other."""
        return [self._read(document) for document in documents]

    def _read(self, document: Document) -> Reading:
        text = document.text
        sight = self._model.see([text])[0]
        quoted = quotations(text)
        outer = with_whole_quotations([outermost(text, seen) for seen in sight.attributions], quoted)
        drafts = with_nested(text, outer, self._model)
        within = sentences(text)
        ordered = _in_order(text, drafts, within, quoted)
        cast = Cast(text, sight, document.outlet)
        speakers, voices = cast.speakers(ordered)
        speaking = [cluster for voice in voices for cluster in voice]
        register = Register(text, cast.clusters, speaking, cast.belongings, cast.dependences)
        statements = tuple(
            _told(text, draft)
            if draft.narration
            else _spoken(text, draft, quoted, register.number(speaker), register.numbers(voice))
            for draft, speaker, voice in zip(ordered, speakers, voices, strict=True)
        )
        times = expressions(text, parsed(document.published))
        statements = tuple(replace(one, time=said_when(one, times, within)) for one in statements)
        return Reading(
            id=document.id,
            reader=self.version,
            document=About(
                title=document.title,
                outlet=document.outlet,
                authors=document.authors,
                published=document.published,
                url=document.url,
                language=document.language,
                length=len(text),
            ),
            sentences=within,
            entities=register.entities(),
            mentions=register.mentions(),
            times=times,
            statements=statements,
            relations=register.relations(statements),
        )


def _in_order(text: str, drafts: list[Draft], within: Spans, quoted: Spans) -> list[Draft]:
    """Drafts and narrations in text order, each outer one before those inside it."""
    covered = tuple(span for draft in drafts for span in draft.covered)
    told = [Draft(content=(span,), narration=True) for span in narrations(text, within, covered, quoted)]
    everything = drafts + told
    order = sorted(range(len(everything)), key=lambda number: (_path(everything, number), number))
    place = {number: at for at, number in enumerate(order)}
    return [
        replace(draft, within=None if draft.within is None else place[draft.within])
        for draft in (everything[number] for number in order)
    ]


def _path(drafts: list[Draft], number: int) -> tuple[int, ...]:
    """Where a draft stands: the starts of the drafts around it, outermost first, then its own."""
    draft = drafts[number]
    before = () if draft.within is None else _path(drafts, draft.within)
    return (*before, draft.start)


def _spoken(text: str, draft: Draft, quoted: Spans, speaker: int | None, voice: tuple[int, ...]) -> Statement:
    how = manner(quote(text, draft.cue, " "), quote(text, draft.content, " "))
    return Statement(
        source=draft.source,
        cue=draft.cue,
        content=draft.content,
        form=form(text, draft.content, quoted),
        act=how.act,
        certainty=how.certainty,
        polarity=how.polarity,
        speaker=speaker,
        within=draft.within,
        voice=voice,
        score=draft.score,
    )


def _told(text: str, draft: Draft) -> Statement:
    how = narrated(quote(text, draft.content, " "))
    return Statement(
        source=(),
        cue=(),
        content=draft.content,
        form="narration",
        act=how.act,
        certainty=how.certainty,
        polarity=how.polarity,
        score=draft.score,
    )
