"""RDF: read back by rdflib, and asked in SPARQL what a user would ask."""

from __future__ import annotations

import io
import re
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import rdflib
import shelved
from hypothesis import given
from hypothesis import strategies as st

from hearsay.errors import UsageError
from hearsay.formats import iris, ntriples
from hearsay.formats.base import Wanted
from hearsay.formats.provenance import FORMAT
from hearsay.formats.registry import named
from hearsay.ledger import Filters, Ledger

H = rdflib.Namespace(iris.TERMS)
PROV = rdflib.Namespace(ntriples.PROV)
NIF = rdflib.Namespace(ntriples.NIF)
VOCABULARY = (Path(__file__).parents[3] / "docs" / "vocabulary.md").read_text(encoding="utf-8")
PREFIXES = {"prov": PROV, "h": H, "nif": NIF, "rdfs": rdflib.RDFS, "dct": rdflib.DCTERMS}


@pytest.fixture(scope="module")
def books(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Ledger]:
    with shelved.ledger(tmp_path_factory.mktemp("provenance")) as ledger:
        yield ledger


def graph(books: Ledger, **wanted: Any) -> tuple[rdflib.Graph, dict[str, int]]:
    to = io.BytesIO()
    counts = dict(FORMAT.write(books, Wanted(**wanted), to).counts)
    return rdflib.Graph().parse(data=to.getvalue(), format="nt"), counts


@pytest.fixture(scope="module")
def whole(books: Ledger) -> rdflib.Graph:
    return graph(books)[0]


def count(found: rdflib.Graph, kind: rdflib.URIRef) -> int:
    return len(set(found.subjects(rdflib.RDF.type, kind)))


def asked(found: rdflib.Graph, query: str) -> list[tuple[Any, ...]]:
    rows = found.query(query, initNs=PREFIXES)
    return [tuple(value.toPython() for value in row) for row in rows]  # type: ignore[union-attr]


def test_everything_is_there_once(books: Ledger) -> None:
    found, counts = graph(books)
    kinds = {
        "documents": H.Document, "readings": H.Reading, "statements": H.Statement, "actors": H.Actor,
        "claims": H.Claim, "copies": H.Copy, "judgements": H.Judgement, "fact checks": H.FactCheck,
        "outlets": H.Outlet,
    }  # fmt: skip
    assert {name: count(found, kind) for name, kind in kinds.items()} == counts
    held = books.counts()
    assert (counts["documents"], counts["statements"]) == (held.documents, held.statements)
    assert (counts["claims"], counts["copies"]) == (books.claim_count(), books.copy_count())


def test_all_statements_attributed_to_somebody_with_their_evidence(
    books: Ledger, whole: rdflib.Graph
) -> None:
    (query,) = re.findall(r"```sparql\n(.*?)```", VOCABULARY, re.DOTALL)
    rows = asked(whole, query)
    lisle = books.actor("Dorota Lisle").id
    expected = [
        (row.content, row.outlet, *span, books.find(row.document).text[slice(*span)])
        for row in books.statements(Filters(actor=lisle))
        if row.outlet
        for span in row.content_spans
    ]
    assert Counter(rows) == Counter(expected)
    assert len(rows) == 4


def test_statements_come_from_a_reading_of_a_document_by_a_reader(whole: rdflib.Graph) -> None:
    rows = asked(
        whole,
        """SELECT (COUNT(DISTINCT ?statement) AS ?n) ?label WHERE {
             ?statement a h:Statement ; prov:wasGeneratedBy ?reading .
             { ?statement prov:wasQuotedFrom ?document } UNION { ?statement prov:wasDerivedFrom ?document }
             ?reading a prov:Activity ; prov:used ?document ; prov:wasAssociatedWith ?reader .
             ?reader a prov:SoftwareAgent ; rdfs:label ?label } GROUP BY ?label""",
    )
    assert rows == [(count(whole, H.Statement), "hearsay 0.1.0+people")]


def test_no_content_is_asserted(whole: rdflib.Graph) -> None:
    # Whatever somebody stated is a literal: no subject, no predicate and no object that stands for a thing.
    words = {str(value) for value in whole.objects(None, H.content)}
    terms = {str(term) for triple in whole for term in triple if isinstance(term, rdflib.URIRef)}
    assert words
    assert not words & terms


def test_a_claim_is_a_collection_with_sides(books: Ledger, whole: rdflib.Graph) -> None:
    claim = next(iter(books.claims(contains="lorries")))
    node = rdflib.URIRef(iris.urn("claim", claim.id))
    members = set(whole.objects(node, PROV.hadMember))
    assert {str(one).rpartition(":")[2] for one in members} == {part.statement for part in claim.parts}
    (side,) = whole.objects(node, H.supportedSide)
    (independence,) = whole.objects(side, H.independence)
    assert independence.toPython() == claim.supported.independence  # type: ignore[attr-defined]
    assert len(set(whole.objects(side, H.origin))) == len(claim.supported.origins)
    assert len(set(whole.objects(side, H.rest))) == len(claim.supported.rests)


def test_a_copy_is_derived_from_the_earlier_document(whole: rdflib.Graph) -> None:
    rows = asked(
        whole,
        """SELECT ?later ?kind ?credited WHERE {
             ?later prov:wasDerivedFrom ?earlier ; prov:qualifiedDerivation ?how .
             ?how a prov:Derivation ; prov:entity ?earlier ; h:kind ?kind ; h:credited ?credited }""",
    )
    assert rows == [("urn:hearsay:document:g-ferry", "reprint", True)]


def test_judgements_are_a_persons(whole: rdflib.Graph) -> None:
    rows = asked(
        whole,
        """SELECT ?who ?verdict ?about WHERE {
             ?judgement a h:Judgement ; prov:wasAttributedTo ?person ; h:verdict ?verdict ; h:about ?about .
             ?person a prov:Person ; rdfs:label ?who }""",
    )
    assert sorted(rows) == [
        ("Ana", "edit", "statement"), ("Ana", "unsure", "copy"), ("Ed <ed@desk.example>", "no", "statement")
    ]  # fmt: skip
    undone = rdflib.URIRef("urn:hearsay:judgement:j1")
    assert (undone, PROV.wasInvalidatedBy, rdflib.URIRef("urn:hearsay:judgement:j3")) in whole


def test_every_term_of_ours_is_explained(whole: rdflib.Graph) -> None:
    ours = {
        str(term).removeprefix(iris.TERMS)
        for triple in whole
        for term in triple
        if str(term).startswith(iris.TERMS)
    }
    explained = set(re.findall(r"\w+", VOCABULARY))
    assert len(ours) > 40
    assert ours <= explained


def test_what_hurts_comes_back(books: Ledger, whole: rdflib.Graph) -> None:
    (row,) = books.statements(Filters(document="hurts"))
    assert rdflib.Literal(row.content, lang="en") in set(whole.objects(None, H.content))
    (source,) = whole.objects(rdflib.URIRef("urn:hearsay:document:hurts"), rdflib.DCTERMS.source)
    assert str(source) == "https://gazette.example/a%20b?q=%3Cx%3E&y=%5B1%5D"


def test_filtered_it_holds_those_statements_with_what_they_need(books: Ledger) -> None:
    found, counts = graph(books, filters=Filters(outlet="Far Bank"))
    assert (
        count(found, H.Statement)
        == counts["statements"]
        == len(list(books.statements(Filters(outlet="Far Bank"))))
    )
    assert "claims" not in counts
    assert set(graph(books, what="claims")[1]) == {"claims"}
    with pytest.raises(UsageError, match="does not hold"):
        graph(books, what="dossier")
    with pytest.raises(UsageError, match="holds all claims"):
        graph(books, what="claims", filters=Filters(outlet="Far Bank"))


@given(st.text(st.characters()))
def test_any_text_comes_back_as_a_literal(text: str) -> None:
    line = ntriples.triple("urn:a", "urn:b", ntriples.text(text))
    (found,) = rdflib.Graph().parse(data=line.encode("utf-8"), format="nt").objects()
    assert str(found) == re.sub("[\ud800-\udfff]", "\ufffd", text)


@given(st.text())
def test_any_id_makes_an_iri_of_its_own(id: str) -> None:
    line = ntriples.triple(iris.urn("document", id.encode("utf-8", "replace").decode()), "urn:b", '"x"')
    (found,) = rdflib.Graph().parse(data=line, format="nt").subjects()
    assert str(found).startswith("urn:hearsay:document:")


@pytest.mark.parametrize(
    ("given", "datatype"),
    [
        ("2031", "gYear"), ("2031-05", "gYearMonth"), ("2031-05-09", "date"),
        ("2031-05-09T06:10:00+02:00", "dateTime"), ("last week", None), ("2031-13-01", None),
    ],
)  # fmt: skip
def test_dates_are_typed_by_how_much_is_known(given: str, datatype: str | None) -> None:
    line = ntriples.triple("urn:a", "urn:b", ntriples.moment(given))
    (found,) = rdflib.Graph().parse(data=line, format="nt").objects()
    assert isinstance(found, rdflib.Literal)
    assert found.datatype == (None if datatype is None else rdflib.XSD[datatype])


@pytest.mark.parametrize(
    ("given", "iri"),
    [
        ("https://a.example/x", "https://a.example/x"), ("HTTP no", None), ("ftp://a.example", None),
        ("https://", None), ("https://a.example:x/", None), (None, None), ("http://ä.example/ü",
         "http://%C3%A4.example/%C3%BC"),
    ],
)  # fmt: skip
def test_addresses_are_iris_or_none(given: str | None, iri: str | None) -> None:
    assert iris.url(given) == iri


def test_it_is_registered() -> None:
    assert named("rdf") is FORMAT
