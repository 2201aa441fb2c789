"""``hearsay split``: one actor is two."""

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

Part = Annotated[
    str,
    typer.Argument(metavar="B", help="What is somebody else: a spelling of A, or a document that names A."),
]


def split(
    a: ActorArgument,
    b: Part,
    ledger: LedgerOption = None,
    by: AuthorOption = None,
    note: NoteOption = None,
) -> None:
    """Judge that a part of an actor is somebody else.

    B is a spelling of A, as `hearsay who` lists them, or a document: an id, path, file name or part of a
    title. Whoever has that spelling, or is A in that document, becomes an actor of its own, and never meets
    the rest again. `hearsay judgements --undo` takes that back, and so does `hearsay merge`.

      hearsay split "Ilka Morrow" "I. Morrow"
      hearsay split "Ilka Morrow" bridge.html --note "her sister"
    """
    from hearsay.pipeline import verdicts

    judge = author(by, note)
    with linked(ledger) as books:
        actor = books.actor(a)
        verdict = verdicts.split(books, actor, b, judge)
        bring_up_to_date(books)
        off, rest = verdicts.actors_at(books, verdict)
    if off is None or rest is None or off.id == rest.id:
        say(
            f"{actor.name} is still one actor: another judgement holds it together. "
            "`hearsay judgements` lists all, `--undo` takes one back."
        )
    else:
        say(f"Two actors now: {told(rest)}\n            and {told(off)}")
    say(f"Judgement {verdict.id[:12]} by {verdict.author}.")
