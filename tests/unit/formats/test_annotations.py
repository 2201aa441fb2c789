"""Web annotations: as the W3C's model wants them, and every selector is the text at its place."""

from __future__ import annotations

import io
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest
import rdflib
import shelved

from hearsay.errors import UsageError
from hearsay.formats.annotations import FORMAT
from hearsay.formats.base import Wanted
from hearsay.formats.registry import named
from hearsay.ledger import Filters, Ledger

MOTIVATIONS = {
    "assessing", "bookmarking", "classifying", "commenting", "describing", "editing", "highlighting",
    "identifying", "linking", "moderating", "questioning", "replying", "tagging",
}  # fmt: skip
OA = "http://www.w3.org/ns/oa#"
# What the terms used mean, in our own words for the test: the real context is a page of the W3C.
CONTEXT = {
    "id": "@id",
    "type": "@type",
    **{
        name: f"{OA}{name}"
        for name in ("Annotation", "SpecificResource", "TextPositionSelector", "TextQuoteSelector",
                     "TextualBody", "start", "end", "exact", "prefix", "suffix")
    },
    **{
        term: {"@id": f"{OA}{name}", "@type": "@id"}
        for term, name in (("body", "hasBody"), ("target", "hasTarget"), ("source", "hasSource"),
                           ("selector", "hasSelector"))
    },
    **{name: {"@id": f"{OA}{id}", "@type": "@vocab"}
       for name, id in (("motivation", "motivatedBy"), ("purpose", "hasPurpose"))},
    **{name: f"{OA}{name}" for name in MOTIVATIONS},
    "creator": {"@id": "http://purl.org/dc/terms/creator", "@type": "@id"},
    "created": "http://purl.org/dc/terms/created",
    "generator": {"@id": "http://www.w3.org/ns/activitystreams#generator", "@type": "@id"},
    "value": "http://www.w3.org/1999/02/22-rdf-syntax-ns#value",
    "format": "http://purl.org/dc/elements/1.1/format",
    "language": "http://purl.org/dc/elements/1.1/language",
    "name": "http://xmlns.com/foaf/0.1/name",
    "Text": "http://purl.org/dc/dcmitype/Text",
    "Dataset": "http://purl.org/dc/dcmitype/Dataset",
    "Person": "http://xmlns.com/foaf/0.1/Person",
    "Organization": "http://xmlns.com/foaf/0.1/Organization",
    "Software": "https://www.w3.org/ns/activitystreams#Application",
}  # fmt: skip


@pytest.fixture(scope="module")
def books(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Ledger]:
    with shelved.ledger(tmp_path_factory.mktemp("annotations")) as ledger:
        yield ledger


def written(books: Ledger, **wanted: Any) -> tuple[list[dict[str, Any]], dict[str, int]]:
    to = io.BytesIO()
    counts = FORMAT.write(books, Wanted(**wanted), to).counts
    return [json.loads(line) for line in to.getvalue().splitlines()], dict(counts)


def broken(annotation: dict[str, Any]) -> Iterator[str]:
    """What the model (https://www.w3.org/TR/annotation-model/) does not allow in an annotation."""
    contexts = annotation["@context"]
    if "http://www.w3.org/ns/anno.jsonld" not in (contexts if isinstance(contexts, list) else [contexts]):
        yield "no context"
    if annotation["type"] != "Annotation" or not is_iri(annotation["id"]):
        yield "no annotation"
    if annotation["motivation"] not in MOTIVATIONS:
        yield "motivation"
    if not annotation["target"]:
        yield "one target at least"
    for body in annotation["body"]:
        if body["type"] == "TextualBody":
            if not isinstance(body["value"], str) or body["purpose"] not in MOTIVATIONS:
                yield "textual body"
        elif not is_iri(body["id"]):
            yield "body without IRI"
    for target in annotation["target"]:
        if target["type"] != "SpecificResource":
            if not is_iri(target["id"]):
                yield "target without IRI"
            continue
        if not is_iri(target["source"]["id"]):
            yield "source without IRI"
        for selector in target.get("selector", ()):
            if selector["type"] == "TextPositionSelector":
                if not 0 <= selector["start"] < selector["end"]:
                    yield "position"
            elif selector["type"] != "TextQuoteSelector" or not isinstance(selector["exact"], str):
                yield "quote"


def is_iri(text: str) -> bool:
    return bool(urlsplit(text).scheme) and not set(text) & set(' <>"{}|\\^`\n')


def selectors(annotation: dict[str, Any]) -> Iterator[tuple[str, dict[str, Any], dict[str, Any]]]:
    for target in annotation["target"]:
        if "selector" in target:
            position, quoted = target["selector"]
            yield target["source"]["hearsay:document"]["id"], position, quoted


def test_every_statement_is_one_annotation_that_the_model_allows(books: Ledger) -> None:
    found, counts = written(books, what="ledger")
    assert counts == {"statements": books.counts().statements, "judgements": 3}
    assert len(found) == sum(counts.values())
    assert [list(broken(one)) for one in found] == [[]] * len(found)
    assert len({one["id"] for one in found}) == len(found)


def test_the_checker_sees_what_is_wrong(books: Ledger) -> None:
    (good, *_), _ = written(books)
    bad = {**good, "motivation": "guessing", "target": [], "@context": "x", "type": "Note"}
    assert set(broken(bad)) == {"no context", "no annotation", "motivation", "one target at least"}


def test_every_selector_is_the_text_at_its_place(books: Ledger) -> None:
    texts = {f"urn:hearsay:document:{row.id}": books.find(row.id).text for row in books.documents()}
    seen = 0
    for annotation in written(books)[0]:
        for document, position, quoted in selectors(annotation):
            text, start, end = texts[document], position["start"], position["end"]
            assert text[start:end] == quoted["exact"]
            assert text[:start].endswith(quoted.get("prefix", ""))
            assert text[end:].startswith(quoted.get("suffix", ""))
            assert len(quoted.get("prefix", "")) == min(32, start)
            assert len(quoted.get("suffix", "")) == min(32, len(text) - end)
            seen += 1
    spans = [span for row in books.statements() for s in (row.source_spans, row.cue_spans, row.content_spans)
             for span in s]  # fmt: skip
    assert seen == len(spans)


def test_roles_and_manner_are_told(books: Ledger) -> None:
    (one,), _ = written(books, filters=Filters(document="hurts"))
    assert [target["hearsay:role"] for target in one["target"]] == ["source", "cue", "content"]
    statement = one["body"][0]
    assert (statement["hearsay:act"], statement["hearsay:form"]) == ("say", "indirect")
    assert statement["hearsay:speaker"]["name"] == "Mila Örenko"
    assert one["target"][0]["source"]["id"] == "https://gazette.example/a%20b?q=%3Cx%3E&y=%5B1%5D"


def test_judgements_assess_what_they_point_at(books: Ledger) -> None:
    first, edit, undo = written(books, what="judgements")[0]
    assert first["creator"]["name"] == "Ed <ed@desk.example>"
    assert first["created"] == "2031-06-01T10:00:00+00:00"
    assert first["target"][0]["selector"][1]["exact"] == books.find("hurts").text[0:5]
    assert [body["purpose"] for body in first["body"][1:]] == ["assessing", "commenting"]
    assert edit["target"][0]["selector"][1] == {
        "type": "TextQuoteSelector", "exact": "words", "prefix": "a ", "suffix": " b"
    }  # fmt: skip
    assert edit["body"][0]["hearsay:edit"]["hearsay:certainty"] == "possible"
    assert undo["target"] == [{"id": "urn:hearsay:judgement:j1", "type": "Annotation"}]


def test_statements_of_an_actor_and_of_a_claim(books: Ledger) -> None:
    lisle = books.actor("Dorota Lisle")
    said, _ = written(books, actor=lisle.id)
    assert len(said) == len(list(books.statements(Filters(actor=lisle.id)))) > 2
    claim = next(iter(books.claims(contains="lorries")))
    parts, _ = written(books, claim=claim.id)
    assert {one["id"].rpartition(":")[2] for one in parts} == {part.statement for part in claim.parts}


@pytest.mark.filterwarnings("ignore:ConjunctiveGraph:DeprecationWarning")
def test_it_is_json_ld(books: Ledger) -> None:
    found, counts = written(books, what="ledger")
    graph = rdflib.Graph()
    for one in found:
        one["@context"] = [CONTEXT, one["@context"][1]]
        graph.parse(data=json.dumps(one), format="json-ld")
    annotations = set(graph.subjects(rdflib.RDF.type, rdflib.URIRef(f"{OA}Annotation")))
    assert len(annotations) == sum(counts.values())
    exact = {str(text) for text in graph.objects(None, rdflib.URIRef(f"{OA}exact"))}
    assert {row.content for row in books.statements()} <= exact
    relative = [term for triple in graph for term in triple
                if isinstance(term, rdflib.URIRef) and not urlsplit(term).scheme]  # fmt: skip
    assert relative == []


def test_what_it_does_not_hold_is_refused(books: Ledger) -> None:
    with pytest.raises(UsageError, match="does not hold “actors”"):
        written(books, what="actors")


def test_it_is_registered() -> None:
    assert named("annotations") is FORMAT


def test_nothing_is_written_of_an_empty_ledger(tmp_path: Path) -> None:
    with Ledger.open(str(tmp_path / "empty.db")) as empty:
        assert written(empty, what="ledger") == ([], {"statements": 0, "judgements": 0})
