"""What people judged of a Reading, applied to it: the Reading as it stands until somebody judges otherwise.

Pure: the same Reading and judgements give the same result. Judgements are applied in their order, so the last
word holds. Those that say nothing about this Reading are ``lost``.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Any, NamedTuple

from msgspec.structs import replace

from hearsay.reading.entries import Cast, Entry, Found, Stated
from hearsay.reading.manner import manner, narrated
from hearsay.reading.quotation import form, quotations
from hearsay.records import (
    Document,
    Edit,
    Event,
    Judged,
    Judgement,
    Label,
    Reading,
    Relation,
    Span,
    Spans,
    Statement,
    Wording,
    digest,
    quote,
)

OF_READINGS: tuple[Judged, ...] = ("statement", "speaker", "relation", "event", "label")
"""What is judged of one Reading; the rest is about what linking makes of many."""
MARK = " judged "
VERSION = "2"
"""Of the rules in this file: it changes whenever they would apply the same judgements differently."""


class Applied(NamedTuple):
    """A Reading with what people judged of it, None where that changes nothing; and the judgements, by id,
    that found nothing to apply to."""

    reading: Reading | None
    lost: tuple[str, ...]


def judged_reader(reader: str, judgements: Iterable[Judgement]) -> str:
    """The reader's name for a Reading with these judgements applied."""
    return f"{reader}{MARK}{digest(VERSION, [(one.id, one.left, one.right, one.edit) for one in judgements])}"


def machine_reader(reader: str) -> str:
    """The reader that made what people judged, by the name of either."""
    return reader.partition(MARK)[0]


def judged(document: Document, reading: Reading, judgements: Sequence[Judgement]) -> Applied:
    """Apply judgements about statements, speakers, relations, events and labels to a machine's Reading.

    Their anchors must be places of this document, oldest judgement first. What is judged no is taken out; a
    statement that stood inside stays, one step further out. What is judged yes, or edited, has the score 1.
    Of an edited statement form, act, certainty and polarity follow from its new words unless the edit names
    them, and who speaks from a new source; an edit where nothing stands adds a statement.
    """
    stated, cast, found, lost = _applied(document, reading, judgements)
    after = _assembled(reading, stated, cast, found)
    if after == reading:
        return Applied(None, tuple(lost))
    return Applied(replace(after, reader=judged_reader(reading.reader, judgements)), tuple(lost))


def statements_at(
    document: Document, reading: Reading, judgements: Sequence[Judgement], spans: Iterable[Span]
) -> dict[Span, int]:
    """Which statements of the judged Reading are meant by spans: by their contents as the machine read them,
    or as they are now."""
    stated, *_ = _applied(document, reading, judgements)
    order, _ = stated.left()
    number = {id(entry): at for at, entry in enumerate(stated.entries)}
    found = {}
    for span in spans:
        entry = stated.at(span)
        place = None if entry is None or entry.out else order[number[id(entry)]]
        if place is not None:
            found[span] = place
    return found


def _applied(
    document: Document, reading: Reading, judgements: Sequence[Judgement]
) -> tuple[Stated, Cast, dict[Judged, Found[Any]], list[str]]:
    """What a Reading holds after these judgements, and the ids of those that found nothing."""
    stated = Stated(document.text, reading)
    cast = Cast(document.text, reading)
    found: dict[Judged, Found[Any]] = {
        "relation": Found(reading.relations, lambda one: one.evidence, lambda one: one.type),
        "event": Found(reading.events, lambda one: one.trigger, lambda one: one.type),
        "label": Found(reading.labels, lambda one: one.span, lambda one: one.kind),
    }
    quoted = quotations(document.text)
    lost: list[str] = []
    for one in judgements:
        if one.left is None or one.about not in OF_READINGS:
            lost.append(one.id)
        elif one.about == "statement":
            entry = stated.at(one.left.span)
            if not _judge_statement(stated, entry, cast, one, document.text, quoted):
                lost.append(one.id)
        elif one.about == "speaker":
            entry = stated.at(one.left.span)
            if entry is None or not _judge_speaker(entry, cast, one):
                lost.append(one.id)
        elif not _judge_found(found[one.about].at(one.left.span, one.value), one):
            lost.append(one.id)
    return stated, cast, found, lost


def _judge_statement(
    stated: Stated, entry: Entry[Statement] | None, cast: Cast, one: Judgement, text: str, quoted: Spans
) -> bool:
    if one.verdict == "edit":
        edit = one.edit or Edit()
        if entry is None and not edit.content:
            return False
        base = entry.now if entry else _EMPTY
        after = _edited(base, edit, text, quoted)
        if after.source != base.source:
            after = _spoken(after, cast.source(after.source, base.speaker))
        if entry is None:
            stated.add(after)
        else:
            entry.now, entry.out = after, False
        return True
    if entry is None:
        return False
    if one.verdict == "no":
        entry.out = True
    elif one.verdict == "yes":
        entry.now, entry.out = replace(entry.now, score=1.0), False
    return True


_EMPTY = Statement(
    source=(), cue=(), content=(), form="narration", act="", certainty="certain", polarity="positive"
)


def _edited(base: Statement, edit: Edit, text: str, quoted: Spans) -> Statement:
    source, cue, content = (
        before if given is None else _spans(given)
        for before, given in ((base.source, edit.source), (base.cue, edit.cue), (base.content, edit.content))
    )
    told = not source and not cue
    respelled = (source, cue, content) != (base.source, base.cue, base.content)
    act, certainty, polarity = base.act, base.certainty, base.polarity
    if respelled:
        words = quote(text, content, " ")
        how = narrated(words) if told else manner(quote(text, cue, " "), words)
        act, certainty, polarity = how.act, how.certainty, how.polarity
    return replace(
        base,
        source=source,
        cue=cue,
        content=content,
        form="narration" if told else form(text, content, quoted),
        act=edit.act or act,
        certainty=edit.certainty or certainty,
        polarity=edit.polarity or polarity,
        speaker=None if told else base.speaker,
        voice=() if told else base.voice,
        score=1.0,
    )


def _spoken(statement: Statement, speaker: int | None) -> Statement:
    """A statement with another speaker, None for nobody known, at the end of its voice."""
    if speaker == statement.speaker:
        return statement
    before = tuple(one for one in statement.voice if one not in (statement.speaker, speaker))
    return replace(statement, speaker=speaker, voice=before if speaker is None else (*before, speaker))


def _spans(wordings: Iterable[Wording]) -> Spans:
    return tuple(sorted(one.span for one in wordings))


def _judge_speaker(entry: Entry[Statement], cast: Cast, one: Judgement) -> bool:
    before = entry.now.speaker
    meant = None
    if one.right is not None:
        meant = cast.at(one.right.span, add=one.verdict == "yes")
    elif one.value and one.verdict == "yes":
        meant = cast.named(one.value)
    if one.verdict == "unsure":
        return True
    if one.verdict == "no":
        if one.right is not None and meant != before:
            return meant is not None  # it is somebody else already
        entry.now = replace(_spoken(entry.now, None), score=1.0)
        return True
    if meant is None or one.verdict != "yes":
        return False
    entry.now = replace(_spoken(entry.now, meant), score=1.0)
    return True


def _judge_found(entry: Entry[Relation | Event | Label] | None, one: Judgement) -> bool:
    if entry is None:
        return False
    if one.verdict == "no":
        entry.out = True
    elif one.verdict in ("yes", "edit"):
        entry.out = False
        now = entry.now
        edit = one.edit or Edit()
        if isinstance(now, Label):
            entry.now = replace(now, kind=edit.type or now.kind)
        elif isinstance(now, Relation):
            entry.now = replace(now, type=edit.type or now.type, role=edit.role or now.role, score=1.0)
        else:
            entry.now = replace(now, type=edit.type or now.type, status=edit.status or now.status, score=1.0)
    return True


def _assembled(reading: Reading, stated: Stated, cast: Cast, found: dict[Judged, Found[Any]]) -> Reading:
    """The Reading of what is left, with its indexes made anew."""
    order, statements = stated.left()

    def moved(statement: int | None) -> int | None:
        return None if statement is None else order[statement]

    mentions, places = cast.ordered()

    def left(about: Judged) -> Iterator[Any]:
        for entry in found[about].entries:
            if not entry.out:
                yield replace(entry.now, statement=moved(entry.now.statement))

    return replace(
        reading,
        entities=tuple(cast.entities),
        mentions=mentions,
        statements=statements,
        relations=tuple(
            replace(one, subject=places[one.subject], object=places[one.object]) for one in left("relation")
        ),
        events=tuple(
            replace(
                one,
                actors=tuple(places[at] for at in one.actors),
                targets=tuple(places[at] for at in one.targets),
                place=None if one.place is None else places[one.place],
            )
            for one in left("event")
        ),
        labels=tuple(left("label")),
    )
