"""What people judged, as data to learn from: PolNeAR's layout, JSON lines, and pairs of sentences.

``text/NAME.txt`` and ``attributions/NAME_judged.ann`` are brat standoff as :mod:`hearsay.sources.polnear`
reads it: the statements that are right, or were put right, as far as they are outermost and have a cue.
``judgements.jsonl`` has every judgement that nobody took back, with the words it is about. ``claims.tsv`` are
pairs of contents that put forward the same or do not, in the layout of the MSR paraphrase corpus.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Container, Iterable, Iterator, Sequence
from functools import lru_cache
from os import PathLike
from pathlib import Path

from hearsay.errors import UsageError
from hearsay.ledger import Ledger
from hearsay.pipeline.placing import places_of
from hearsay.pipeline.standing import Settled, in_force, settled
from hearsay.reading.entries import statement_at
from hearsay.reading.judged import OF_READINGS
from hearsay.records import (
    Anchor,
    Document,
    Edit,
    Judgement,
    Reading,
    Record,
    Span,
    Spans,
    Statement,
    quote,
    to_json,
)

ANNOTATOR = "judged"
KEPT = 64
"""Documents with their readings that are held in memory at once."""
LONGEST_NAME = 100
_ROLES = ("Source", "Cue", "Content")
_MSR = "Quality\t#1 ID\t#2 ID\t#1 String\t#2 String\n"


class Spot(Record):
    """A place that a judgement is about: the document (``article`` is the name of its file, if it was
    written), the characters and words, and the sentences around them, ``within`` being their characters."""

    document: str
    article: str | None
    outlet: str | None
    published: str | None
    span: Span
    words: str
    within: Span
    sentences: str


class Lesson(Record):
    """One judgement with its words; ``source``, ``cue`` and ``content`` are the spans of the statement that
    the machine read there, where it is about one, and ``unjudged`` those of other statements of these
    sentences that nobody judged. A judgement that is not ``placed`` has lost its place."""

    id: str
    at: str
    author: str
    about: str
    verdict: str
    value: str | None
    note: str | None
    placed: bool
    left: Spot | None
    right: Spot | None
    edit: Edit | None
    source: Spans
    cue: Spans
    content: Spans
    unjudged: Spans


class Exported(Record):
    """What was written: articles, statements in them, judgements, pairs; and how many statements PolNeAR's
    layout has no room for, because they have no cue or stand inside another."""

    articles: int
    statements: int
    left_out: int
    judgements: int
    pairs: int


def export(ledger: Ledger, folder: str | PathLike[str], *, with_unjudged: bool = False) -> Exported:
    """Write what people judged into a folder that is new or empty.

    An article is written where one of its statements was judged. Of its statements those judged right or put
    right are in it; those judged wrong are not, and those nobody judged only ``with_unjudged``.

    Raises:
        UsageError: the folder holds something, or cannot be written.
    """
    place = Path(folder)
    try:
        for name in ("text", "attributions"):
            (place / name).mkdir(parents=True, exist_ok=True)
        if any(place.glob("*/*")) or any(one.is_file() for one in place.iterdir()):
            raise UsageError(
                "This folder holds something already.",
                where=str(place),
                remedy="Give a new folder: what was judged before is in every export.",
            )
        return _Export(ledger, place, with_unjudged).write()
    except OSError as error:
        raise UsageError(
            f"The training data cannot be written: {error.strerror or error}.",
            where=str(place),
            remedy="Give a folder in which you may write, on a disk with room.",
        ) from error


class _Export:
    """One export."""

    def __init__(self, ledger: Ledger, folder: Path, with_unjudged: bool) -> None:
        self._ledger = ledger
        self._folder = folder
        self._all = with_unjudged
        self._judgements = in_force(ledger.judgements())
        anchors = {anchor for one in self._judgements for anchor in (one.left, one.right) if anchor}
        self._where = places_of(ledger, anchors)
        self._names: dict[str, str] = {}
        self._seen: dict[str, frozenset[int | None]] = {}
        self._count: Counter[str] = Counter()
        self._read = lru_cache(maxsize=KEPT)(self._load)

    def write(self) -> Exported:
        of_readings = [one for one in self._judgements if one.about in OF_READINGS]
        found = settled(self._ledger, of_readings, self._where)
        for document, one in sorted(found.items()):
            if any(given.about == "statement" and given.verdict != "unsure" for given in one.judgements):
                self._article(document, one)
        held = {id for one in found.values() for id in one.held}
        pairs: list[str] = []
        with (self._folder / "judgements.jsonl").open("wb") as lines:
            for judgement in self._judgements:
                lesson = self._lesson(judgement, held)
                lines.write(to_json(lesson) + b"\n")
                self._count["judgements"] += 1
                pair = _pair(lesson)
                pairs += [pair] if pair else []
        if pairs:
            text = _MSR + "".join(pairs)
            (self._folder / "claims.tsv").write_text(text, encoding="utf-8", newline="\n")
        return Exported(
            articles=self._count["articles"],
            statements=self._count["statements"],
            left_out=self._count["left out"],
            judgements=self._count["judgements"],
            pairs=len(pairs),
        )

    def _load(self, document: str) -> tuple[Document, Reading]:
        return next(iter(self._ledger.readings_of([document], machine=True)))

    def _article(self, document: str, one: Settled) -> None:
        reading = one.reading or one.machine
        name = self._name(document)
        self._seen[document] = frozenset(
            statement_at(one.machine.statements, judgement.left.span)
            for judgement in one.judgements
            if judgement.about == "statement" and judgement.left is not None
        )
        gold = _gold(one, reading)
        wanted = [
            statement
            for number, statement in enumerate(reading.statements)
            if number in gold or (self._all and statement.form != "narration")
        ]
        fit = [statement for statement in wanted if statement.cue and statement.within is None]
        self._count["left out"] += len(wanted) - len(fit)
        self._count["articles"] += 1
        self._count["statements"] += len(fit)
        text = one.document.text
        for file, words in (
            (self._folder / "text" / f"{name}.txt", text),
            (self._folder / "attributions" / f"{name}_{ANNOTATOR}.ann", "".join(standoff(text, fit))),
        ):
            # As it stands: an offset must not move by a translated line end.
            file.write_text(words, encoding="utf-8", newline="")

    def _name(self, document: str) -> str:
        """A name for the files of a document, like its id as far as a file may be called so."""
        plain = re.sub(r"[^\w-]+", "-", document, flags=re.ASCII).strip("-")[:LONGEST_NAME] or "article"
        name, number = plain, 1
        while name.lower() in {taken.lower() for taken in self._names.values()}:
            number += 1
            name = f"{plain}-{number}"
        self._names[document] = name
        return name

    def _lesson(self, judgement: Judgement, held: set[str]) -> Lesson:
        spots = [self._spot(anchor) for anchor in (judgement.left, judgement.right)]
        placed = all(
            spot is not None
            for anchor, spot in zip((judgement.left, judgement.right), spots, strict=True)
            if anchor
        )
        statement: Statement | None = None
        unjudged: Spans = ()
        if judgement.about in ("statement", "speaker", "stance", "origin", "same-claim") and spots[0]:
            _, reading = self._read(spots[0].document)
            at = statement_at(reading.statements, spots[0].span)
            statement = None if at is None else reading.statements[at]
            seen = self._seen.get(spots[0].document, frozenset())
            unjudged = _unjudged(reading, seen | {at}, spots[0].within)
        return Lesson(
            id=judgement.id,
            at=judgement.at,
            author=judgement.author,
            about=judgement.about,
            verdict=judgement.verdict,
            value=judgement.value,
            note=judgement.note,
            placed=placed and (judgement.about not in OF_READINGS or judgement.id in held),
            left=spots[0],
            right=spots[1],
            edit=judgement.edit,
            source=statement.source if statement else (),
            cue=statement.cue if statement else (),
            content=statement.content if statement else (),
            unjudged=unjudged,
        )

    def _spot(self, anchor: Anchor | None) -> Spot | None:
        places = self._where.get(anchor, ()) if anchor else ()
        if not places:
            return None
        place = places[0]
        document, reading = self._read(place.document)
        within = sentences_of(document.text, reading.sentences, place.span)
        return Spot(
            document=document.id,
            article=self._names.get(document.id),
            outlet=document.outlet,
            published=document.published,
            span=place.span,
            words=document.text[slice(*place.span)],
            within=within,
            sentences=document.text[slice(*within)],
        )


def standoff(text: str, statements: Iterable[Statement]) -> Iterator[str]:
    """Statements as lines of brat standoff, in the order given: a T line for each part of each, an
    Attribution over the cue as PolNeAR has it, and an E line that joins them."""
    given = 0
    for number, statement in enumerate(statements, start=1):
        joined: list[str] = []
        for role, spans in zip(_ROLES, (statement.source, statement.cue, statement.content), strict=True):
            if spans:
                given += 1
                joined.append(f"{role}:T{given}")
                yield _line(given, role, text, spans)
        given += 1
        yield _line(given, "Attribution", text, statement.cue)
        yield f"E{number}\tAttribution:T{given} {' '.join(sorted(joined))}\n"


def sentences_of(text: str, sentences: Sequence[Span], span: Span) -> Span:
    """The sentences that a span touches; the paragraph where no sentence is known; nothing of no span."""
    if span[0] == span[1]:
        return span
    touched = [one for one in sentences if one[0] < span[1] and span[0] < one[1]]
    if touched:
        return min(span[0], touched[0][0]), max(span[1], touched[-1][1])
    end = text.find("\n", span[1])
    return text.rfind("\n", 0, span[0]) + 1, len(text) if end < 0 else end


def _line(number: int, role: str, text: str, spans: Spans) -> str:
    offsets = ";".join(f"{start} {end}" for start, end in spans)
    words = " ".join(quote(text, spans, " ").split())
    return f"T{number}\t{role} {offsets}\t{words}\n"


def _gold(one: Settled, reading: Reading) -> set[int]:
    """The statements that somebody judged right or put right, and nobody wrong since."""
    found: set[int] = set()
    for judgement in one.judgements:
        if judgement.about != "statement" or judgement.id not in one.held or judgement.left is None:
            continue
        if judgement.verdict not in ("yes", "edit"):
            continue
        span = judgement.left.span
        if judgement.edit is not None and judgement.edit.content:
            span = judgement.edit.content[0].span[0], judgement.edit.content[-1].span[1]
        at = statement_at(reading.statements, span)
        # What was judged so, and still stands, has this score: another verdict since has taken it out.
        if at is not None and reading.statements[at].score == 1.0:
            found.add(at)
    return found


def _unjudged(reading: Reading, judged: Container[int | None], within: Span) -> Spans:
    """The parts of other statements that reach into some sentences; narrations, which are no marks, aside."""
    return tuple(
        sorted(
            {
                span
                for number, statement in enumerate(reading.statements)
                if number not in judged and statement.form != "narration"
                for span in (*statement.source, *statement.cue, *statement.content)
                if span[0] < within[1] and within[0] < span[1]
            }
        )
    )


def _pair(lesson: Lesson) -> str | None:
    """Two contents that put forward the same, or do not, as a line of the MSR paraphrase corpus."""
    if lesson.about != "same-claim" or lesson.verdict not in ("yes", "no"):
        return None
    if lesson.left is None or lesson.right is None:
        return None
    cells = (
        "1" if lesson.verdict == "yes" else "0",
        f"{lesson.id}.left",
        f"{lesson.id}.right",
        *(" ".join(spot.words.split()) for spot in (lesson.left, lesson.right)),
    )
    return "\t".join(cells) + "\n"
