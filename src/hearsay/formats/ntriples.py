"""RDF as N-Triples, a statement a line: terms and triples as texts, and nothing else."""

from __future__ import annotations

import re
from datetime import date, datetime

from hearsay.formats import iris

RDF = "http://www.w3.org/1999/02/22-rdf-syntax-ns#"
RDFS = "http://www.w3.org/2000/01/rdf-schema#"
XSD = "http://www.w3.org/2001/XMLSchema#"
PROV = "http://www.w3.org/ns/prov#"
NIF = "http://persistence.uni-leipzig.org/nlp2rdf/ontologies/nif-core#"
DCT = "http://purl.org/dc/terms/"
SKOS = "http://www.w3.org/2004/02/skos/core#"
HEARSAY = iris.TERMS

_IN_LITERAL = re.compile('[\\\\"\\x00-\\x1f\\x7f\ud800-\udfff\ufffe\uffff]')
_IN_IRI = re.compile('[\\x00-\\x20<>"{}|^`\\\\\ud800-\udfff]')
_SHORT = {"\\": "\\\\", '"': '\\"', "\n": "\\n", "\r": "\\r", "\t": "\\t"}


def node(iri: str) -> str:
    """An IRI as a term; what may not stand in one is percent-encoded."""
    return f"<{_IN_IRI.sub(_percent, iri)}>"


def text(value: str, datatype: str | None = None, *, language: str | None = None) -> str:
    """A text as a literal; half characters, which no RDF can hold, become U+FFFD."""
    written = f'"{_IN_LITERAL.sub(_escaped, value)}"'
    if language and re.fullmatch("[A-Za-z]{1,8}(-[A-Za-z0-9]{1,8})*", language):
        return f"{written}@{language}"
    return written if datatype is None else f"{written}^^<{datatype}>"


def number(value: float) -> str:
    """A number as a literal: whole ones as xsd:integer, others as xsd:decimal."""
    if isinstance(value, int):
        return text(str(value), f"{XSD}integer")
    return text(f"{value:.6f}".rstrip("0").rstrip("."), f"{XSD}decimal")


def truth(value: bool) -> str:
    """True or false as a literal."""
    return text(str(value).lower(), f"{XSD}boolean")


def moment(value: str) -> str:
    """A date as ISO 8601 has it, by how much of it is known; what is no date stays a plain text."""
    kinds = {4: "gYear", 7: "gYearMonth", 10: "date"}
    try:
        if len(value) in kinds:
            date.fromisoformat(f"{value}-01-01"[: max(10, len(value))])
            return text(value, f"{XSD}{kinds[len(value)]}")
        return text(datetime.fromisoformat(value).isoformat(), f"{XSD}dateTime")
    except ValueError:
        return text(value)


def triple(subject: str, predicate: str, object: str) -> str:
    """One line: a subject and a predicate as IRIs, an object as a term."""
    return f"{node(subject)} {node(predicate)} {object} .\n"


def _escaped(found: re.Match[str]) -> str:
    char = found[0]
    if "\ud800" <= char <= "\udfff":
        return "\ufffd"
    return _SHORT.get(char) or f"\\u{ord(char):04X}"


def _percent(found: re.Match[str]) -> str:
    return "".join(f"%{byte:02X}" for byte in found[0].encode("utf-8", "replace"))
