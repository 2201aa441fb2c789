"""``hearsay affiliate``: an actor belongs to another."""

from __future__ import annotations

from typing import Annotated

import typer

from hearsay.cli.linking import ActorArgument, AuthorOption, NoteOption, author, link_claims, linked
from hearsay.cli.terminal import LedgerOption, say

Another = Annotated[str, typer.Argument(metavar="B", help="To whom it belongs, in the same way.")]


def affiliate(
    a: ActorArgument,
    b: Another,
    ledger: LedgerOption = None,
    remove: Annotated[
        bool, typer.Option("--remove", help="Judge that A does not belong to B, whatever documents say.")
    ] = False,
    by: AuthorOption = None,
    note: NoteOption = None,
) -> None:
    """Judge that one actor belongs to another: speaks for it, is its front, its sister outlet, in its pay.

    Whoever belongs together counts as one origin of a claim. Documents say much of it themselves (*a
    spokesman for the ministry*); this adds what you know beyond that, or takes away what is wrong. The
    judgement is kept and holds when documents are read or linked again; `hearsay judgements --undo` takes it
    back.

      hearsay affiliate "Corvin Ashe" "Inspectors' Union" --note "on its payroll, see invoices"
      hearsay affiliate "Northern Mirror" "Harrow Holdings"
      hearsay affiliate "Oda Merrin" "Inspectors' Union" --remove
    """
    from hearsay.pipeline import verdicts

    judge = author(by, note)
    with linked(ledger) as books:
        left, right = books.actor(a), books.actor(b)
        verdict = verdicts.affiliate(books, left, right, judge, belongs=not remove)
        link_claims(books)
    verb = "does not belong to" if remove else "belongs to"
    say(f"{left.name} {verb} {right.name}. Judgement {verdict.id[:12]} by {verdict.author}.")
