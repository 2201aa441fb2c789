"""What the dossiers of actors and of claims both need of a ledger."""

from __future__ import annotations

from datetime import date
from functools import lru_cache

from hearsay.formats.dossier_notes import Notes
from hearsay.formats.dossier_tree import Line, Row, counted, day, done, plain, quiet, quoted, strong
from hearsay.ledger import Ledger
from hearsay.records import Anchor, Document, Reading, Statement, quote, statement_id

KEPT = 64
"""Documents with their readings that are held in memory at once."""
FIRST = (
    "A dossier says who stated what, and where it stands. Nothing in it is a fact: whatever is told here is "
    "told by somebody, and the numbered notes give the words, the document and the characters."
)
PROPOSED = (
    "Who is who, what belongs to a claim and what rests on what are proposals of a program, unless a person "
    "judged them. Read the notes before you rely on a line."
)


class Shelf:
    """Documents of a ledger with their readings, and the notes that point at them."""

    def __init__(self, ledger: Ledger) -> None:
        self.ledger = ledger
        self.notes = Notes()
        self.document = lru_cache(maxsize=KEPT)(self._document)

    def _document(self, id: str) -> tuple[Document, Reading]:
        return self.ledger.find(id), self.ledger.reading(id)

    def anchor(self, anchor: Anchor) -> int:
        """The number of the evidence at a place that a record points at."""
        document, reading = self.document(anchor.document)
        if anchor.span == (0, 0):
            return self.notes.place(document, reading, (0, min(len(document.text), 1)))
        return self.notes.place(document, reading, anchor.span)

    def anchors(self, anchors: tuple[Anchor, ...]) -> tuple[int, ...]:
        """The numbers of several."""
        return tuple(dict.fromkeys(map(self.anchor, anchors)))

    def told(self, document: Document, reading: Reading, statement: Statement, *, mark: Line = ()) -> Row:
        """A statement as a row: who says what, how, through whom, and where that stands."""
        speaker = speaker_of(document, reading, statement)
        content = quoted(quote(document.text, statement.content))
        if statement.form == "narration":
            line: Line = (strong(speaker), plain(" told in its own voice: "), content)
        else:
            line = (strong(speaker), plain(f" {done(statement.act)}: "), content)
        voice = [document.outlet or "no outlet named"]
        voice += [reading.entities[entity].name for entity in statement.voice]
        manner: list[str] = [statement.form, statement.certainty]
        manner += ["negated"] if statement.polarity == "negative" else []
        return Row(
            when=day(document.published),
            line=line,
            detail=(*mark, quiet(" · ".join((" → ".join(voice), *manner)))),
            notes=(self.notes.statement(document, reading, statement),),
            anchor=statement_id(document.id, statement),
        )

    def preface(self, made: date, statements: int, narrowed: str | None) -> tuple[str, ...]:
        """What a dossier is, when and from what it was made, and how much it holds."""
        counts = self.ledger.counts()
        readers = sorted({reader for _, reader in self.ledger.current_readers()})
        states = [self.ledger.actors_state(), self.ledger.claims_state()]
        state = " and ".join(one[:12] for one in states if one) or "not linked"
        only = f" Only statements with {narrowed} are in it." if narrowed else " None is left out."
        return (
            FIRST,
            PROPOSED,
            f"Made on {day(made.isoformat())} by hearsay from a ledger of"
            f" {counted(counts.documents, 'document')} and {counted(counts.statements, 'statement')}"
            f" (read by {', '.join(readers) or 'nobody'}; state {state})."
            f" It tells of {counted(statements, 'statement')}.{only}",
        )


def speaker_of(document: Document, reading: Reading, statement: Statement) -> str:
    """Who speaks, in words: a name, else the words that stand for them."""
    if statement.form == "narration":
        return document.outlet or "The document"
    if statement.speaker is not None:
        return reading.entities[statement.speaker].name
    words = " ".join(quote(document.text, statement.source).split())
    return words or "Somebody not named"


def documents_section(found: dict[str, Document]) -> tuple[Row, ...]:
    """All documents that a dossier draws on."""
    return tuple(
        Row(
            when=day(one.published),
            line=(
                strong(one.outlet or "no outlet named"),
                plain(": "),
                quoted(one.title) if one.title else plain("without title"),
            ),
            detail=(quiet(" · ".join((*filter(None, (one.url, one.path)), f"id {one.id}"))),),
        )
        for one in found.values()
    )
