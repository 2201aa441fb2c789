"""Exports read back whole, each by the library of those who will read it: how many of what are there.

One function a format, in ``READERS``; it takes the file and what was exported, and counts by the same plurals
that the format itself counts by. What it does not name is not compared.
"""

from __future__ import annotations

import csv
import json
from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

Counts = dict[str, int]


def _csv(file: Path, what: str) -> Counts:
    import pandas
    import polars

    with file.open(encoding="utf-8", newline="") as lines:
        rows = sum(1 for _ in csv.DictReader(lines))
    by_pandas = len(pandas.read_csv(file, dtype=str, keep_default_na=False))
    by_polars = len(polars.read_csv(file, infer_schema=False))
    return {what: _agreed(rows, by_pandas, by_polars)}


def _jsonl(file: Path, what: str) -> Counts:
    import msgspec

    from hearsay.formats.lines import KINDS

    decoder = msgspec.json.Decoder(KINDS[what])
    with file.open("rb") as lines:
        return {what: sum(1 for line in lines if decoder.decode(line))}


def _parquet(file: Path, what: str) -> Counts:
    import pandas
    import polars
    import pyarrow.parquet

    rows = pyarrow.parquet.read_table(file).num_rows
    return {what: _agreed(rows, len(pandas.read_parquet(file)), len(polars.read_parquet(file)))}


def _xlsx(file: Path, what: str) -> Counts:
    import openpyxl

    found: Counter[str] = Counter()
    for sheet in openpyxl.load_workbook(file, read_only=True):
        name = sheet.title.rstrip(" 0123456789")
        found[name] += sum(1 for _ in sheet.iter_rows(values_only=True)) - 1
    return dict(found)


def _graphml(file: Path, what: str) -> Counts:
    import networkx

    graph = networkx.read_graphml(file, force_multigraph=True)
    return {"nodes": len(graph.nodes), "edges": len(graph.edges)}


def _gexf(file: Path, what: str) -> Counts:
    import networkx

    graph = networkx.read_gexf(file)
    return {"nodes": len(graph.nodes), "edges": len(graph.edges)}


def _annotations(file: Path, what: str) -> Counts:
    found: Counter[str] = Counter()
    for one in _lines(file):
        found["statements" if one["motivation"] == "identifying" else "judgements"] += 1
    return dict(found)


def _ftm(file: Path, what: str) -> Counts:
    from followthemoney import model

    plurals = {"Mention": "mentions", "Documentation": "mentions of places", "Note": "notes"}
    found: Counter[str] = Counter()
    for one in _lines(file):
        proxy = model.get_proxy(one)
        proxy.schema.validate(one)
        schema = proxy.schema
        if schema.name in plurals:
            found[plurals[schema.name]] += 1
        elif schema.is_a("Interval"):
            found["relations"] += 1
        else:
            found["documents" if schema.is_a("Document") else "actors"] += 1
    return dict(found)


def _claimreview(file: Path, what: str) -> Counts:
    import rdflib

    graph = rdflib.Graph().parse(file, format="json-ld")
    schema = rdflib.Namespace("https://schema.org/")
    # Below a fact check stands a claim of its own, which has no name.
    claims = [one for one in graph.subjects(rdflib.RDF.type, schema.Claim) if isinstance(one, rdflib.URIRef)]
    return {
        "claims": len(claims),
        "appearances": sum(1 for _ in graph.subject_objects(schema.appearance)),
        "denials and queries": sum(1 for _ in graph.subject_objects(schema.subjectOf)),
        "fact checks": sum(1 for _ in graph.subjects(rdflib.RDF.type, schema.ClaimReview)),
    }


def _rdf(file: Path, what: str) -> Counts:
    import rdflib

    graph = rdflib.Graph()
    graph.parse(file, format="nt")
    kinds: Counter[str] = Counter(
        str(kind).rpartition("#")[2] for kind in graph.objects(None, rdflib.RDF.type) if "hearsay" in kind
    )
    plurals = {"Outlet": "outlets", "Document": "documents", "Reading": "readings", "Statement": "statements"}
    plurals |= {"Actor": "actors", "Claim": "claims", "Copy": "copies", "Judgement": "judgements"}
    plurals |= {"FactCheck": "fact checks"}
    return {name: kinds[kind] for kind, name in plurals.items() if kinds[kind]}


def _pdf(file: Path, what: str) -> Counts:
    import pypdfium2

    pages = ["".join(page.get_textpage().get_text_range().split()) for page in pypdfium2.PdfDocument(file)]
    # Every note ends with its way back.
    return {"notes": sum(page.count("·back") for page in pages)} if all(pages) else {}


def _html(file: Path, what: str) -> Counts:
    from lxml import html

    page = html.parse(file, html.HTMLParser(encoding="utf-8", huge_tree=True))
    ids = [str(id).partition("-")[0] for id in page.xpath("//@id")]
    return {"statements": ids.count("statement"), "notes": ids.count("note")}


def _markdown(file: Path, what: str) -> Counts:
    return {"notes": sum(line.startswith("[^") for line in file.read_text(encoding="utf-8").splitlines())}


READERS: dict[str, Callable[[Path, str], Counts]] = {
    "csv": _csv,
    "jsonl": _jsonl,
    "parquet": _parquet,
    "xlsx": _xlsx,
    "graphml": _graphml,
    "gexf": _gexf,
    "annotations": _annotations,
    "ftm": _ftm,
    "claimreview": _claimreview,
    "rdf": _rdf,
    "pdf": _pdf,
    "html": _html,
    "markdown": _markdown,
}


def _agreed(first: int, *others: int) -> int:
    if any(other != first for other in others):
        raise ValueError(f"the readers do not agree: {first}, {others}")
    return first


def _lines(file: Path) -> Iterator[Any]:
    with file.open("rb") as lines:
        yield from map(json.loads, lines)
