"""``hearsay link``: bring actors, copies and claims up to date."""

from __future__ import annotations

from typing import Annotated

import typer

from hearsay.cli.linking import bring_up_to_date, link_claims
from hearsay.cli.terminal import JsonOption, LedgerOption, say, write_line
from hearsay.records import to_json


def link(
    ledger: LedgerOption = None,
    rebuild: Annotated[
        bool, typer.Option("--rebuild", help="Forget what was linked, and link everything anew.")
    ] = False,
    json: JsonOption = False,
) -> None:
    """Link what was read: who is who, who copied whom, which statements claim the same, and on whom it rests.

    Commands that show actors, claims or copies do it by themselves when something has changed. Only
    documents that are new, were read again, or whose actors changed are linked again. What you judged holds
    in any case.

      hearsay link
      hearsay link --rebuild
    """
    from hearsay.ledger import Ledger

    with Ledger.open(ledger, create=False) as books:
        bring_up_to_date(books)
        done = link_claims(books, rebuild=rebuild)
        if json:
            write_line(to_json(done))
        elif done.documents:
            say(
                f"Linked {done.documents:,} documents with {done.statements:,} statements in "
                f"{done.seconds:.1f} s: {done.claims:,} claims and {done.copies:,} copies in the ledger."
            )
        else:
            say(f"Nothing has changed: {done.claims:,} claims and {done.copies:,} copies in the ledger.")
