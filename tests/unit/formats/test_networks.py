"""GraphML and GEXF, as networkx reads them back."""

from __future__ import annotations

import io
from collections import Counter
from collections.abc import Iterator
from typing import Any

import charts
import networkx
import pytest
import shelved
from hypothesis import given
from hypothesis import strategies as st

from hearsay.errors import UsageError
from hearsay.formats.base import Wanted
from hearsay.formats.network import NODES, Network, of_claim
from hearsay.formats.networks import GEXF, GRAPHML
from hearsay.formats.registry import named
from hearsay.ledger import Filters, Ledger

READERS = {"graphml": networkx.read_graphml, "gexf": networkx.read_gexf}
FORMATS = (GRAPHML, GEXF)


@pytest.fixture(scope="module")
def books(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Ledger]:
    with shelved.ledger(tmp_path_factory.mktemp("networks")) as ledger:
        yield ledger


def graph(books: Ledger, format: Any = GRAPHML, **wanted: Any) -> Any:
    to = io.BytesIO()
    counts = dict(format.write(books, Wanted(**wanted), to).counts)
    to.seek(0)
    found = READERS[format.name](to)
    assert counts == {"nodes": len(found), "edges": found.size()}
    return found


def ties(found: Any) -> Counter[tuple[str, str, str]]:
    """The weight of each tie by kind and names."""
    names = networkx.get_node_attributes(found, "name")
    counted: Counter[tuple[str, str, str]] = Counter()
    for one, other, data in found.edges(data=True):
        counted[data["kind"], names[one], names[other]] += data["weight"]
    return counted


@pytest.mark.parametrize("format", FORMATS, ids=lambda one: one.name)
def test_who_speaks_about_whom(books: Ledger, format: Any) -> None:
    found = graph(books, format, what="mentions")
    counted = ties(found)
    assert counted["mentions", "Dorota Lisle", "Yaromir Teshkov"] == 1
    assert counted["mentions", "Yaromir Teshkov", "Dorota Lisle"] == 1
    assert ("mentions", "Dorota Lisle", "Dorota Lisle") not in counted
    (lisle,) = (node for node, data in found.nodes(data=True) if data["name"] == "Dorota Lisle")
    assert found.nodes[lisle] | {"label": ""} == {
        "kind": "actor", "type": "person", "name": "Dorota Lisle", "label": "",
        "documents": len({member.document for member in books.actor("Dorota Lisle").members}),
    }  # fmt: skip


def test_polarity_and_time_are_counted(books: Ledger) -> None:
    found = graph(books, what="mentions")
    for _, _, data in found.edges(data=True):
        assert data["positive"] + data["negative"] == data["weight"] >= data["documents"] >= 1
    dates = {data["first"] for _, _, data in found.edges(data=True)}
    assert "2031-05-09" in dates


def test_who_quotes_whom_is_every_statement_with_outlet_and_actor(books: Ledger) -> None:
    found = graph(books, what="quotes")
    known = sum(
        row.outlet is not None and row.form != "narration" and row.speaker is not None
        for row in books.statements()
    )
    assert sum(ties(found).values()) == known
    assert ties(found)["quotes", "The Calder Post", "Dorota Lisle"] == 3
    assert "statements whose speaker no document names" in found.graph["left out"]


def test_who_copies_whom(books: Ledger) -> None:
    found = graph(books, what="copies")
    assert ties(found)["copies", "Far Bank", "Stennby Gazette"] == 1
    assert sum(ties(found).values()) == books.copy_count()


@pytest.mark.parametrize("format", FORMATS, ids=lambda one: one.name)
def test_the_whole_ledger_is_one_graph(books: Ledger, format: Any) -> None:
    whole = ties(graph(books, format, what="ledger"))
    parts = [ties(graph(books, format, what=what)) for what in ("mentions", "quotes", "narrates")]
    assert whole == sum(parts, Counter())
    assert whole["narrates", "The Calder Post", "Inspectors' Union"] >= 1


def test_around_an_actor_are_those_tied_to_it(books: Ledger) -> None:
    whole = graph(books, what="ledger")
    teshkov = books.actor("Yaromir Teshkov").id
    found = graph(books, what="ledger", actor=teshkov)
    node = f"urn:hearsay:actor:{teshkov}"
    near = {node, *whole.predecessors(node), *whole.successors(node)}
    assert set(found) == near
    assert ties(found) == ties(whole.subgraph(near))
    assert len(found) < len(whole)


def test_filters_narrow_statements(books: Ledger) -> None:
    found = graph(books, what="quotes", filters=Filters(outlet="Far Bank"))
    assert {key[1] for key in ties(found)} == {"Far Bank"}


@pytest.mark.parametrize("format", FORMATS, ids=lambda one: one.name)
def test_the_trail_of_a_claim(books: Ledger, format: Any) -> None:
    claim = next(iter(books.claims(contains="lorries")))
    found = graph(books, format, claim=claim.id)
    rests = [*claim.supported.rests, *claim.denied.rests]
    assert found.size() == len(rests)
    kinds = Counter(data["kind"] for _, _, data in found.edges(data=True))
    assert kinds == Counter(rest.kind for rest in rests)
    evidence = {data["evidence"] for _, _, data in found.edges(data=True)}
    assert any("[" in words for words in evidence)


def test_trails_hold_all_that_rests(books: Ledger) -> None:
    claim, _ = charts.rumour(60)
    found = of_claim(claim)
    assert len(found.edges) == len(claim.supported.rests)


@pytest.mark.parametrize("format", FORMATS, ids=lambda one: one.name)
@given(name=st.text(max_size=20), other=st.text(st.characters(categories=["Cc", "Cs", "Zs", "Po"])))
def test_any_text_can_be_written(format: Any, name: str, other: str) -> None:
    values = {"kind": "actor", "type": other, "name": name, "documents": 1}
    made = Network({"holds": name}, NODES, {"kind": str}, [("a", values), ("b", values)],
                   [("e0", "a", "b", {"kind": other})])  # fmt: skip
    text = "\n".join(format._lines(made)).encode("utf-8")
    found = READERS[format.name](io.BytesIO(text))
    shown = "".join("\ufffd" if not _is_xml(char) else char for char in name)
    assert (found.nodes["a"]["name"] or "") == shown


def _is_xml(char: str) -> bool:
    return char in "\t\n\r" or "\x20" <= char <= "\ud7ff" or "\ue000" <= char <= "\ufffd" or char > "\uffff"


def test_what_makes_no_sense_is_refused(books: Ledger) -> None:
    claim = next(iter(books.claims())).id
    for wanted, message in (
        (Wanted(what="trail"), "of one claim"),
        (Wanted(what="trail", claim=claim, filters=Filters(act=("say",))), "goes as a whole"),
        (Wanted(what="copies", filters=Filters(act=("say",))), "between outlets"),
        (Wanted(what="statements"), "does not hold"),
    ):
        with pytest.raises(UsageError, match=message):
            GRAPHML.write(books, wanted, io.BytesIO())


def test_they_are_registered() -> None:
    assert (named("graphml"), named("gexf")) == (GRAPHML, GEXF)
