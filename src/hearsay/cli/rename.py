"""``hearsay rename``: what an actor is to be called."""

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

Name = Annotated[str, typer.Argument(metavar="NAME", help="The name to show for it.")]


def rename(
    a: ActorArgument,
    name: Name,
    ledger: LedgerOption = None,
    by: AuthorOption = None,
    note: NoteOption = None,
) -> None:
    """Judge what an actor is to be called.

    Its other names stay. `hearsay judgements --undo` takes it back.

      hearsay rename lysle "Dorota Lisle"
      hearsay rename 4f1c09ab "Roads Authority (Kestria)"
    """
    from hearsay.pipeline import verdicts

    judge = author(by, note)
    with linked(ledger) as books:
        verdict = verdicts.rename(books, books.actor(a), name, judge)
        bring_up_to_date(books)
        renamed, _ = verdicts.actors_at(books, verdict)
    if renamed is not None:
        say(f"Renamed: {told(renamed)}")
    say(f"Judgement {verdict.id[:12]} by {verdict.author}.")
