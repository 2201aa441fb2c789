"""How the things of a ledger are named on the web: one IRI each, the same in every export."""

from __future__ import annotations

from urllib.parse import quote, urlsplit

from hearsay.records import Document, Party, Span

TERMS = "https://hearsay.invalid/ns#"
"""Where our own terms live. The host is reserved and answers nobody: docs/vocabulary.md describes them."""

# What an IRI may hold unescaped (RFC 3987), without the letters that quote leaves alone anyway.
_URL = ":/?#[]@!$&'()*+,;=-._~%"


def urn(kind: str, id: str) -> str:
    """The IRI of a thing that the ledger knows by this id: ``urn:hearsay:statement:4f1c09ab…``."""
    return f"urn:hearsay:{kind}:{quote(id, safe='')}"


def party(found: Party) -> str:
    """The IRI of what a claim passes through."""
    return urn(found.kind, found.id)


def span(document: str, place: Span) -> str:
    """The IRI of characters of a document's text, as NIF and RFC 5147 write them: ``…#char=10,25``."""
    return f"{urn('document', document)}#char={place[0]},{place[1]}"


def url(given: str | None) -> str | None:
    """An http address as an IRI; None where there is none, or it is no such address."""
    if not given:
        return None
    try:
        parts = urlsplit(given.strip())
        port = parts.port  # a port that is no number shows only here
    except ValueError:
        return None
    if parts.scheme not in ("http", "https") or not parts.hostname or port == 0:
        return None
    return quote(given.strip(), safe=_URL).replace("[", "%5B").replace("]", "%5D")


def source(document: Document) -> str:
    """The address of a document where it has one, else its IRI in the ledger."""
    return url(document.url) or urn("document", document.id)
