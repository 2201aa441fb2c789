"""The dossier of an actor or of a claim, with numbered evidence: Markdown, HTML, PDF."""

from __future__ import annotations

from datetime import date
from typing import BinaryIO

from hearsay.errors import UsageError
from hearsay.formats.base import Wanted, Written
from hearsay.formats.dossier_actor import actor_dossier
from hearsay.formats.dossier_claim import claim_dossier
from hearsay.formats.dossier_html import html
from hearsay.formats.dossier_markdown import markdown
from hearsay.formats.dossier_tree import Dossier
from hearsay.formats.pages import what
from hearsay.ledger import Filters, Ledger

HOLDS = ("dossier",)


def dossier(ledger: Ledger, wanted: Wanted, made: date) -> Dossier:
    """The dossier of the actor or claim that is wanted, as made on a day.

    Raises:
        UsageError: neither or both are wanted, or a claim with filters.
        UnknownActor, UnknownClaim: there is no such one.
    """
    what(wanted, HOLDS, "a dossier")
    if (wanted.actor is None) == (wanted.claim is None):
        raise UsageError(
            "A dossier tells of one actor or of one claim.",
            remedy="Say which: --actor takes a name or id, --claim words of the proposition or an id.",
        )
    if wanted.actor is not None:
        return actor_dossier(ledger, wanted, made)
    if wanted.filters != Filters():
        raise UsageError(
            "The dossier of a claim tells of all its statements.", remedy="Leave out the filters."
        )
    assert wanted.claim is not None
    return claim_dossier(ledger, wanted.claim, made)


class _Dossiers:
    """What the three formats share: they hold one dossier, and its evidence is numbered."""

    holds = HOLDS
    extra: str | None = None
    name: str
    suffix: str

    def write(self, ledger: Ledger, wanted: Wanted, to: BinaryIO) -> Written:
        found = dossier(ledger, wanted, date.today())
        self._put(found, to)
        return Written(counts=(("statements", found.statements), ("notes", len(found.notes))))

    def _put(self, found: Dossier, to: BinaryIO) -> None:
        raise NotImplementedError


class Markdown(_Dossiers):
    """A dossier as Markdown, its evidence as footnotes."""

    name = "markdown"
    suffix = ".md"

    def _put(self, found: Dossier, to: BinaryIO) -> None:
        for part in markdown(found):
            to.write(part.encode("utf-8"))


class Html(_Dossiers):
    """A dossier as one HTML page that needs nothing else, its evidence in the margin."""

    name = "html"
    suffix = ".html"

    def _put(self, found: Dossier, to: BinaryIO) -> None:
        for part in html(found):
            to.write(part.encode("utf-8"))


class Pdf(_Dossiers):
    """A dossier as PDF, its evidence at the end, each number a link there and back."""

    name = "pdf"
    suffix = ".pdf"
    extra = "pdf"

    def _put(self, found: Dossier, to: BinaryIO) -> None:
        from hearsay.formats.dossier_pdf import pdf

        pdf(found, to)


MARKDOWN = Markdown()
HTML = Html()
PDF = Pdf()
