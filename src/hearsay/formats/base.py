"""What every export format shares: what can be asked of it, and what it says it wrote."""

from __future__ import annotations

from typing import BinaryIO, Protocol

from hearsay.ledger import Filters, Ledger
from hearsay.records import Record


class Wanted(Record, frozen=True, kw_only=True):
    """What is to be exported.

    ``what`` is one of the format's ``holds``, or None for what it holds by default: the first of them.
    ``filters`` narrow statements, and what hangs on statements; ``actor`` and ``claim`` are whole ids, for
    formats that tell of one of them.
    """

    what: str | None = None
    filters: Filters = Filters()
    actor: str | None = None
    claim: str | None = None


class Written(Record, frozen=True, kw_only=True):
    """What was written: how many of each thing, by its plural (``statements``), in the order they came."""

    counts: tuple[tuple[str, int], ...]


class Format(Protocol):
    """One format that a ledger is exported to.

    ``holds`` names what it can be asked for, the usual first: ``statements``, ``documents``, ``actors``,
    ``claims``, ``copies``, ``judgements``, ``ledger`` (everything), ``dossier`` … ``suffix`` is the usual end
    of a file's name, with the dot. ``extra`` is the extra of hearsay that brings the library it needs
    (``pip install 'hearsay[xlsx]'``), None where it needs none.

    ``write`` streams: its memory does not grow with the ledger. It leaves nothing out silently: what a format
    cannot hold is an error or is told in the file itself.

    Raises (``write``):
        UsageError: it does not hold what is wanted, or what is wanted does not fit in it.
        LedgerError: the ledger cannot be read.
    """

    @property
    def name(self) -> str: ...

    @property
    def suffix(self) -> str: ...

    @property
    def holds(self) -> tuple[str, ...]: ...

    @property
    def extra(self) -> str | None: ...

    def write(self, ledger: Ledger, wanted: Wanted, to: BinaryIO) -> Written: ...
