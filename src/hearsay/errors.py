"""Every error that hearsay raises on purpose, drawn as a tree.

    HearsayError
    ├── UsageError          the request itself cannot be carried out as asked (exit code 2)
    ├── ModelError          the weights are missing, damaged or not the ones the manifest names
    ├── LedgerError         the ledger cannot be opened, read or written
    │   ├── LedgerNotFound  there is no ledger at this place yet
    │   ├── LedgerBusy      another process holds the ledger for too long
    │   ├── LedgerFull      the disk under the ledger is full
    │   ├── LedgerNewer     the ledger was made by a newer hearsay
    │   ├── UnknownDocument the ledger holds no document, or several, by this name
    │   ├── UnknownActor    the ledger holds no actor, or several, by this name
    │   ├── UnknownClaim    the ledger holds no claim, or several, by this name
    │   └── UnknownStatement the ledger holds no statement, or several, by this id
    ├── WorkerDied          a worker process ended without an answer
    └── CorpusError         a corpus given to `hearsay bench` is not in the layout it expects

An input that cannot be read is no error but a :class:`hearsay.records.Rejection`: the run goes on.
"""

from __future__ import annotations


class HearsayError(Exception):
    """Something that hearsay could not do.

    Attributes:
        what: what went wrong, one sentence.
        where: the file, address or place in it, when there is one.
        remedy: what the user can do about it.
    """

    exit_code = 1

    def __init__(self, what: str, *, where: str | None = None, remedy: str | None = None) -> None:
        self.what = what
        self.where = where
        self.remedy = remedy
        super().__init__(what)

    def __str__(self) -> str:
        place = f" ({self.where})" if self.where else ""
        remedy = f" {self.remedy}" if self.remedy else ""
        return f"{self.what}{place}{remedy}"


class UsageError(HearsayError):
    """The request cannot be carried out as asked."""

    exit_code = 2


class ModelError(HearsayError):
    """The weights are missing, damaged or not the ones the manifest names."""


class LedgerError(HearsayError):
    """The ledger cannot be opened, read or written."""


class LedgerNotFound(LedgerError):
    """There is no ledger at this place yet."""


class LedgerBusy(LedgerError):
    """Another process has held the ledger for too long."""


class LedgerFull(LedgerError):
    """The disk under the ledger is full."""


class LedgerNewer(LedgerError):
    """The ledger was made by a newer hearsay than this one."""


class UnknownDocument(LedgerError):
    """The ledger holds no document, or several, by this name."""

    exit_code = 2


class UnknownActor(LedgerError):
    """The ledger holds no actor, or several, by this name."""

    exit_code = 2


class UnknownClaim(LedgerError):
    """The ledger holds no claim, or several, by this name."""

    exit_code = 2


class UnknownStatement(LedgerError):
    """The ledger holds no statement, or several, by this id."""

    exit_code = 2


class WorkerDied(HearsayError):
    """A worker process ended without an answer: out of memory, or killed."""


class CorpusError(HearsayError):
    """A corpus is not in the layout that its benchmark expects."""

    exit_code = 2
