"""Claims and fact checks as JSON-LD, read by rdflib and by our own importer."""

from __future__ import annotations

import io
import json
import socket
from collections.abc import Iterator
from pathlib import Path
from typing import Any, NoReturn

import exchange
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from hearsay.errors import UsageError
from hearsay.formats.base import Wanted
from hearsay.formats.claimreview import claim_node, review_node
from hearsay.formats.registry import named
from hearsay.ledger import Filters, Ledger
from hearsay.records import FactCheck, digest
from hearsay.sources import fact_checks

Node = dict[str, Any]
SCHEMA = "https://schema.org/"


@pytest.fixture
def ledger(tmp_path: Path) -> Iterator[Ledger]:
    with Ledger.open(str(tmp_path / "books.db")) as books:
        exchange.fill(books)
        books.store_claims(add=[exchange.PAID])
        books.know_fact_checks([exchange.CHECK])
        yield books


def export(books: Ledger, **wanted: Any) -> tuple[list[Node], dict[str, int], bytes]:
    out = io.BytesIO()
    written = named("claimreview").write(books, Wanted(**wanted), out)
    return json.loads(out.getvalue())["@graph"], dict(written.counts), out.getvalue()


def of(nodes: list[Node], kind: str) -> list[Node]:
    return [node for node in nodes if node["@type"] == kind]


def test_rdflib_reads_it_without_a_network_and_counts_the_same(
    ledger: Ledger, monkeypatch: pytest.MonkeyPatch
) -> None:
    rdflib = pytest.importorskip("rdflib")

    def closed(*_: object) -> NoReturn:
        raise AssertionError("a context was fetched")

    monkeypatch.setattr(socket.socket, "connect", closed)
    _, counts, data = export(ledger)
    graph = rdflib.Graph().parse(data=data, format="json-ld")
    kinds = {
        kind: len(set(graph.subjects(rdflib.RDF.type, rdflib.URIRef(SCHEMA + kind))))
        for kind in ("Claim", "ClaimReview", "Quotation", "Rating", "Article", "Dataset")
    }
    # The ClaimReview has a Claim of its own, which is another node.
    assert kinds == {
        "Claim": counts["claims"] + 1,
        "ClaimReview": counts["fact checks"],
        "Quotation": counts["appearances"] + counts["denials and queries"],
        "Rating": 1,
        "Article": 2,
        "Dataset": 1,
    }
    claim = rdflib.URIRef(f"urn:hearsay:claim:{exchange.PAID.id}")
    (first,) = graph.objects(claim, rdflib.URIRef(SCHEMA + "firstAppearance"))
    assert first in set(graph.objects(claim, rdflib.URIRef(SCHEMA + "appearance")))
    assert (
        len(set(graph.predicate_objects(claim))) == 7
    )  # type, text, date, author, first, appearance, subjectOf


def test_who_says_it_is_its_author_and_who_denies_it_is_not(ledger: Ledger) -> None:
    nodes, counts, _ = export(ledger)
    (claim,) = of(nodes, "Claim")
    assert counts == {"claims": 1, "appearances": 1, "denials and queries": 1, "fact checks": 1}
    assert claim["text"] == "Corvin Ashe was paid by the Inspectors' Union."
    assert [author["name"] for author in claim["author"]] == ["Anton Resh"]
    (appearance,) = claim["appearance"]
    assert appearance["url"] == "https://calderpost.example/bridge"
    assert appearance["text"] == "that Corvin Ashe was paid by the Inspectors' Union"
    assert appearance["isPartOf"]["publisher"]["name"] == "The Calder Post"
    assert claim["firstAppearance"] == {"@id": appearance["@id"]}
    (denial,) = claim["subjectOf"]
    assert denial["hearsay:stance"] == "denies"
    assert [creator["name"] for creator in denial["creator"]] == ["Corvin Ashe"]


def test_a_claim_of_those_who_deny_it_has_not_them_as_authors(ledger: Ledger) -> None:
    ledger.store_claims(remove=[exchange.PAID.id], add=[exchange.DENIED])
    nodes, _, _ = export(ledger)
    (claim,) = of(nodes, "Claim")
    assert "author" not in claim
    assert "appearance" not in claim
    assert [one["hearsay:stance"] for one in claim["subjectOf"]] == ["denies"]


def test_no_verdict_is_ours(ledger: Ledger) -> None:
    nodes, _, data = export(ledger)
    (review,) = of(nodes, "ClaimReview")
    assert review["reviewRating"] == {"@type": "Rating", "alternateName": "Unproven"}
    assert data.count(b"Rating") == 2  # the type and the property of the one fact check
    assert b"independen" not in data
    assert all("reviewRating" not in claim for claim in of(nodes, "Claim"))


def test_fact_checks_come_back_as_they_were(ledger: Ledger, tmp_path: Path) -> None:
    made = FactCheck(id=digest("fact-check", "A < B", None, None, None, None, None), claim="A < B")
    checks = [exchange.CHECK, made]
    ledger.know_fact_checks(checks)
    (tmp_path / "out.jsonld").write_bytes(export(ledger)[2])
    found = fact_checks(tmp_path / "out.jsonld")
    assert not found.rejections
    assert {_fields(one) for one in found.checks} == {_fields(one) for one in checks}
    (tmp_path / "alone.jsonld").write_bytes(export(ledger, what="fact-checks")[2])
    assert fact_checks(tmp_path / "alone.jsonld").checks == found.checks
    assert made.id in {one.id for one in found.checks}


def _fields(check: FactCheck) -> tuple[str | None, ...]:
    return (check.claim, check.claimant, check.verdict, check.author, check.published, check.url)


def test_a_claim_without_its_documents_says_less_and_nothing_wrong() -> None:
    node = claim_node(exchange.PAID, {})
    assert node["author"] == []
    assert [one["@id"] for one in node["appearance"]] == [
        f"urn:hearsay:statement:{exchange.PAID.parts[0].statement}"
    ]
    assert "text" not in node["appearance"][0]


def test_what_narrows_claims_narrows_them(ledger: Ledger) -> None:
    assert export(ledger, filters=Filters(contains="BRIDGE"))[1] == {}
    assert export(ledger, filters=Filters(outlet="northern mirror"))[1]["claims"] == 1
    assert "fact checks" not in export(ledger, filters=Filters(since="2031"))[1]
    assert export(ledger, claim=exchange.PAID.id)[1] == {
        "claims": 1,
        "appearances": 1,
        "denials and queries": 1,
    }
    assert export(ledger, what="fact-checks", filters=Filters(contains="consultant"))[1] == {"fact checks": 1}


@pytest.mark.parametrize(
    "wanted",
    [
        Wanted(filters=Filters(act=("deny",))),
        Wanted(what="statements"),
        Wanted(what="fact-checks", filters=Filters(outlet="Far Bank")),
        Wanted(claim="c1a1" * 6, filters=Filters(outlet="Far Bank")),
    ],
)
def test_what_cannot_narrow_is_refused(ledger: Ledger, wanted: Wanted) -> None:
    with pytest.raises(UsageError) as refused:
        named("claimreview").write(ledger, wanted, io.BytesIO())
    assert refused.value.remedy


_line = st.text(st.characters(exclude_categories=("C", "Z")), min_size=1, max_size=40).filter(
    lambda text: "&" not in text
)


@settings(max_examples=60, deadline=None)
@given(claim=_line, claimant=st.none() | _line, verdict=st.none() | _line, author=st.none() | _line)
def test_any_fact_check_comes_back(
    tmp_path_factory: pytest.TempPathFactory,
    claim: str,
    claimant: str | None,
    verdict: str | None,
    author: str | None,
) -> None:
    check = FactCheck(id="x", claim=claim, claimant=claimant, verdict=verdict, author=author)
    file = tmp_path_factory.mktemp("check") / "one.jsonld"
    file.write_text(json.dumps({"@graph": [review_node(check)]}), encoding="utf-8")
    (back,) = fact_checks(file).checks
    assert _normal(_fields(back)) == _normal(_fields(check))


def _normal(fields: tuple[str | None, ...]) -> list[str | None]:
    import unicodedata

    return [text and unicodedata.normalize("NFC", text).lstrip("\ufeff") for text in fields]
