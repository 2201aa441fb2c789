"""Full text search: what a word is, the language of queries, the index, and how it is asked."""

from __future__ import annotations

from hearsay.ledger.search.analysis import analysed
from hearsay.ledger.search.facets import Bucket, Facet, Facets
from hearsay.ledger.search.indexing import index_document, index_reading, problems, rebuild
from hearsay.ledger.search.marking import matches, snippet
from hearsay.ledger.search.syntax import parse
from hearsay.ledger.search.tree import FIELDS, Tree, asks_for_actors

__all__ = [
    "FIELDS",
    "Bucket",
    "Facet",
    "Facets",
    "Tree",
    "analysed",
    "asks_for_actors",
    "index_document",
    "index_reading",
    "matches",
    "parse",
    "problems",
    "rebuild",
    "snippet",
]
