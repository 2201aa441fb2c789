"""``hearsay merge``: two actors are one."""

from __future__ import annotations

from typing import Annotated

import typer

from hearsay.cli.linking import (
    ActorArgument,
    AuthorOption,
    NoteOption,
    author,
    bring_up_to_date,
    linked,
    told,
)
from hearsay.cli.terminal import LedgerOption, say

Another = Annotated[str, typer.Argument(metavar="B", help="The other one, in the same way.")]


def merge(
    a: ActorArgument,
    b: Another,
    ledger: LedgerOption = None,
    by: AuthorOption = None,
    note: NoteOption = None,
) -> None:
    """Judge that two actors are one.

    The judgement is kept in the ledger, holds when documents are read or linked again, and takes back what
    was judged to the contrary before. `hearsay judgements --undo` takes it back.

      hearsay merge "Dorota Lisle" "D. Lysle"
      hearsay merge 4f1c09ab 77a0e3d2 --note "same telephone number"
    """
    from hearsay.pipeline import verdicts

    judge = author(by, note)
    with linked(ledger) as books:
        left, right = books.actor(a), books.actor(b)
        verdict = verdicts.merge(books, left, right, judge)
        bring_up_to_date(books)
        one, other = verdicts.actors_at(books, verdict)
    if one is None or other is None or one.id != other.id:
        say(
            f"{left.name} and {right.name} are still two: another judgement keeps them apart. "
            "`hearsay judgements` lists all, `--undo` takes one back."
        )
    else:
        say(f"One actor now: {told(one)}")
    say(f"Judgement {verdict.id[:12]} by {verdict.author}.")
