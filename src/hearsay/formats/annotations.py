"""Web annotations: each statement as an annotation of the text it stands in, one a line."""

from __future__ import annotations

from collections import Counter
from typing import Any, BinaryIO

import msgspec

from hearsay.errors import UnknownDocument
from hearsay.formats import iris
from hearsay.formats.base import Wanted, Written
from hearsay.formats.pages import Page, pages, what
from hearsay.ledger import Filters, Ledger, StatementRow
from hearsay.records import ROLES, Anchor, Document, Edit, Judgement, Span, Statement

CONTEXT = 32  # characters before and after a quotation
CONTEXTS = ["http://www.w3.org/ns/anno.jsonld", {"hearsay": iris.TERMS}]

Json = dict[str, Any]


class Annotations:
    """Statements and judgements as annotations of the W3C Web Annotation Data Model, one a line.

    Of a statement each span of its source, cue and content is a target: the document's address (else its
    URN) with a TextPositionSelector, which counts code points of the text as hearsay keeps it, and beside
    it a TextQuoteSelector with 32 characters before and after, by which the words are found in the page
    itself. The body says how it is said and by whom. A judgement assesses places, or an earlier judgement.
    """

    name = "annotations"
    suffix = ".annotations.jsonl"
    holds = ("statements", "judgements", "ledger")
    extra = None

    def write(self, ledger: Ledger, wanted: Wanted, to: BinaryIO) -> Written:
        asked = what(wanted, self.holds, self.name)
        counts: Counter[str] = Counter()
        if asked != "judgements":
            counts["statements"] = 0
            for page in pages(ledger, wanted):
                for row, statement in page.found():
                    to.write(msgspec.json.encode(annotation(page, row, statement)) + b"\n")
                    counts["statements"] += 1
        whole = wanted.filters == Filters() and wanted.actor is None and wanted.claim is None
        if asked == "judgements" or (asked == "ledger" and whole):
            counts["judgements"] = 0
            for judgement in ledger.judgements():
                to.write(msgspec.json.encode(assessment(ledger, judgement)) + b"\n")
                counts["judgements"] += 1
        return Written(counts=tuple(counts.items()))


FORMAT = Annotations()


def annotation(page: Page, row: StatementRow, statement: Statement | None) -> Json:
    """One statement as an annotation."""
    document = page.document
    return {
        "@context": CONTEXTS,
        "id": iris.urn("annotation", row.id),
        "type": "Annotation",
        "motivation": "identifying",
        "generator": {
            "id": iris.urn("reader", page.reading.reader),
            "type": "Software",
            "name": f"hearsay {page.reading.reader}",
        },
        "body": [
            _statement(page, row, statement),
            {"type": "TextualBody", "purpose": "describing", "format": "text/plain", "value": _told(row)},
            {"type": "TextualBody", "purpose": "tagging", "format": "text/plain", "value": row.act},
        ],
        "target": [
            {**_place(document, span), "hearsay:role": role}
            for role, spans in zip(ROLES, (row.source_spans, row.cue_spans, row.content_spans), strict=True)
            for span in spans
        ],
    }


def _statement(page: Page, row: StatementRow, statement: Statement | None) -> Json:
    body: Json = {
        "id": iris.urn("statement", row.id),
        "type": "hearsay:Statement",
        "hearsay:form": row.form,
        "hearsay:act": row.act,
        "hearsay:certainty": row.certainty,
        "hearsay:polarity": row.polarity,
        "hearsay:score": row.score,
    }
    if row.speaker is not None:
        speaker: Json = {"name": row.speaker}
        if actor := page.speaker(statement):
            speaker = {"id": iris.urn("actor", actor[0]), "name": actor[1]}
        body["hearsay:speaker"] = {**speaker, "type": _agent(page, statement)}
    if row.outlet is not None or row.voice:
        outlet = () if row.outlet is None else (row.outlet,)
        body["hearsay:voice"] = {"@list": [*outlet, *row.voice]}
    if row.within is not None:
        body["hearsay:within"] = {"id": iris.urn("statement", row.within)}
    return body


def _agent(page: Page, statement: Statement | None) -> str:
    if statement is None or statement.speaker is None:
        return "hearsay:Speaker"
    kinds = {"person": "Person", "organization": "Organization"}
    return kinds.get(page.reading.entities[statement.speaker].type, "hearsay:Speaker")


def _told(row: StatementRow) -> str:
    who = row.speaker or row.source or row.outlet or "the outlet"
    manner = "" if row.polarity == "positive" else ", negated"
    return f"{who} · {row.act} · {row.form} · {row.certainty}{manner}: {row.content}"


def assessment(ledger: Ledger, judgement: Judgement) -> Json:
    """One judgement as an annotation of what it judges."""
    body: list[Json] = [
        {
            "id": iris.urn("verdict", judgement.id),
            "type": "hearsay:Verdict",
            "hearsay:about": judgement.about,
            "hearsay:verdict": judgement.verdict,
            **({} if judgement.value is None else {"hearsay:value": judgement.value}),
            **_edited(judgement.edit),
        },
        _textual("assessing", f"{judgement.about}: {judgement.verdict}"),
    ]
    if judgement.note:
        body.append(_textual("commenting", judgement.note))
    targets = [
        {**_anchored(ledger, anchor), "hearsay:side": side}
        for side, anchor in (("left", judgement.left), ("right", judgement.right))
        if anchor is not None
    ]
    if judgement.undoes is not None:
        targets.append({"id": iris.urn("judgement", judgement.undoes), "type": "Annotation"})
    return {
        "@context": CONTEXTS,
        "id": iris.urn("judgement", judgement.id),
        "type": "Annotation",
        "motivation": "editing" if judgement.verdict == "edit" else "assessing",
        "created": judgement.at,
        "creator": {
            "id": iris.urn("author", judgement.author),
            "type": "Person",
            "name": judgement.author,
        },
        "body": body,
        # A model's annotation has a target: what points at no place is about the ledger as a whole.
        "target": targets or [{"id": "urn:hearsay:ledger", "type": "Dataset"}],
    }


def _textual(purpose: str, value: str) -> Json:
    return {"type": "TextualBody", "purpose": purpose, "format": "text/plain", "value": value}


def _edited(edit: Edit | None) -> Json:
    if edit is None:
        return {}
    given = {name: value for name, value in msgspec.structs.asdict(edit).items() if value is not None}
    found: Json = {}
    for name, value in given.items():
        if name in ROLES:
            value = {
                "@list": [
                    {"hearsay:start": one.span[0], "hearsay:end": one.span[1], "hearsay:words": one.words}
                    for one in value
                ]
            }
        found[f"hearsay:{name}"] = value
    return {"hearsay:edit": found} if found else {}


def _place(document: Document, span: Span) -> Json:
    """Characters of a document: where they stand, and what stands there and around."""
    text = document.text
    start, end = span
    quoted = {"exact": text[start:end]}
    if prefix := text[max(0, start - CONTEXT) : start]:
        quoted["prefix"] = prefix
    if suffix := text[end : end + CONTEXT]:
        quoted["suffix"] = suffix
    return {
        "type": "SpecificResource",
        "source": _source(document),
        "selector": [
            {"type": "TextPositionSelector", "start": start, "end": end},
            {"type": "TextQuoteSelector", **quoted},
        ],
    }


def _source(document: Document) -> Json:
    found: Json = {"id": iris.source(document), "type": "Text"}
    if document.language:
        found["language"] = document.language
    found["hearsay:document"] = {"id": iris.urn("document", document.id)}
    return found


def _anchored(ledger: Ledger, anchor: Anchor) -> Json:
    """What a judgement points at, from the document itself where the ledger still has it so."""
    start, end = anchor.span
    try:
        document = ledger.find(anchor.document)
    except UnknownDocument:
        document = None
    if document is not None and document.id == anchor.document:
        if (start, end) == (0, 0):
            return {"type": "SpecificResource", "source": _source(document)}
        if start < end <= len(document.text):
            return _place(document, anchor.span)
    source = {
        "id": iris.url(anchor.place) or iris.urn("document", anchor.document),
        "type": "Text",
        "hearsay:document": {"id": iris.urn("document", anchor.document)},
    }
    if (start, end) == (0, 0) or not anchor.words:
        return {"type": "SpecificResource", "source": source}
    around = {"prefix": anchor.before, "suffix": anchor.after if len(anchor.words) == end - start else ""}
    return {
        "type": "SpecificResource",
        "source": source,
        "selector": [
            {"type": "TextPositionSelector", "start": start, "end": end},
            {
                "type": "TextQuoteSelector",
                "exact": anchor.words,
                **{name: words for name, words in around.items() if words},
            },
        ],
    }
