"""Copies: which documents took passages over from an earlier one.

Signatures (:func:`signature`) on a :class:`Shelf` tell which documents are worth comparing, alignment finds
the passages, dates and credit lines the direction. :func:`find_copies` does it all for papers in memory;
whoever keeps signatures calls :func:`copies_into` and loads the texts of a few.
"""

from __future__ import annotations

from hearsay.linking.copies.finding import copies_into, find_copies
from hearsay.linking.copies.judged import judged_copies
from hearsay.linking.copies.shelf import Entry, Shelf
from hearsay.linking.copies.signatures import signature

__all__ = ["Entry", "Shelf", "copies_into", "find_copies", "judged_copies", "signature"]
