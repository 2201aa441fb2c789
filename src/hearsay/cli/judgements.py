"""``hearsay judgements``: what people judged, how to take it back, and how to learn from it."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from hearsay.cli.linking import AuthorOption, NoteOption, author, bring_up_to_date
from hearsay.cli.terminal import (
    Guarded,
    JsonOption,
    LedgerOption,
    counted,
    say,
    say_table,
    taught,
    write_line,
)
from hearsay.cli.told import told_judgement
from hearsay.errors import UsageError
from hearsay.records import Judgement, to_json

if TYPE_CHECKING:
    from hearsay.ledger import Ledger


app = typer.Typer(cls=Guarded)


def judgements(
    context: typer.Context,
    ledger: LedgerOption = None,
    undo: Annotated[
        str | None,
        typer.Option(metavar="ID", help="Take this judgement back instead; the beginning of its id will do."),
    ] = None,
    by: AuthorOption = None,
    note: NoteOption = None,
    json: JsonOption = False,
) -> None:
    """List what people judged: what was said and by whom, who is the same, what is the same claim.

    A judgement is never erased: taking it back is one more judgement, and can be taken back, too. One that is
    lost points at a place where nothing of its kind stands in what was read last, or at a document that is
    not here; it is kept, and holds again when its place is found. JSON has everything, one judgement a line,
    oldest first.

      hearsay judgements
      hearsay judgements --undo 4f1c09ab --note "wrong person"
      hearsay judgements --json > judgements.jsonl
      hearsay judgements export --training lessons/

    `hearsay judge` asks what is most worth judging; `merge`, `split`, `rename`, `affiliate` and `claim` judge
    what you have seen yourself.
    """
    if context.invoked_subcommand is not None:
        return
    if undo is not None and json:
        raise UsageError("--undo lists nothing.", remedy="Leave out --json.")
    if undo is None and note is not None:
        raise UsageError("--note says why you take something back.", remedy="Add --undo ID, or leave it out.")

    from hearsay.ledger import Ledger
    from hearsay.pipeline import verdicts

    with Ledger.open(ledger, create=False) as books:
        if undo is not None:
            judge = author(by, note)
            taken_back = verdicts.undo(books, undo, judge)
            bring_up_to_date(books)
            say(f"Taken back: {told_judgement(taken_back)}")
        elif json:
            for one in books.judgements():
                write_line(to_json(one))
        else:
            _table(books)


def _table(books: Ledger) -> None:
    from hearsay.pipeline.standing import in_force, standing

    everything = list(books.judgements())
    if not everything:
        say("Nobody has judged anything yet. `hearsay judge` asks; `merge`, `split` and `rename` judge, too.")
        return
    undoing = {one.id for one in everything if one.undoes}
    lost = {one.id for one in standing(books).lost}
    holding = {one.id for one in in_force(everything)} - lost

    def state(one: Judgement) -> str:
        if one.id in undoing:
            return "takes back"
        return "holds" if one.id in holding else "lost" if one.id in lost else "taken back"

    say_table(
        None,
        [("Id", 0), ("Date", 0), ("Author", 2), ("State", 0), ("What", 8), ("Note", 4)],
        (
            (one.id[:12], one.at[:10], one.author, state(one), told_judgement(one), one.note or "")
            for one in everything
        ),
    )


def export(
    context: typer.Context,
    training: Annotated[
        Path, typer.Option("--training", metavar="DIR", help="A new or empty folder to write into.")
    ],
    ledger: LedgerOption = None,
    with_unjudged: Annotated[
        bool,
        typer.Option(
            "--with-unjudged",
            help="With what nobody judged of these articles, too, as the machine read it.",
        ),
    ] = False,
) -> None:
    """Write what people judged as data to learn from.

    The folder gets the articles of which a statement was judged: text/NAME.txt and, in PolNeAR's layout (brat
    standoff), attributions/NAME_judged.ann with the statements that are right or were put right. A statement
    judged wrong is left out, and so is what nobody judged, unless --with-unjudged. judgements.jsonl has every
    judgement that nobody took back with its words, also those about speakers, actors and claims, and
    claims.tsv the pairs of statements that put forward the same or do not.

      hearsay judgements export --training lessons/
      python -m training --judgements lessons/
      hearsay bench attribution lessons/
    """
    from hearsay.ledger import Ledger
    from hearsay.pipeline import training_data

    if ledger is None and context.parent is not None:
        ledger = context.parent.params.get("ledger")  # `judgements --ledger PATH export` means the same
    with Ledger.open(ledger, create=False) as books:
        done = training_data.export(books, training, with_unjudged=with_unjudged)
    say(
        f"{training}: {counted(done.statements, 'statement')} in {counted(done.articles, 'article')}, "
        f"{counted(done.judgements, 'judgement')}, {counted(done.pairs, 'pair')} of statements."
    )
    if done.left_out:
        say(
            f"{counted(done.left_out, 'statement')} without a cue, or inside another one, only stand in "
            "judgements.jsonl: PolNeAR's layout has no place for them."
        )


app.callback(help=taught(judgements), invoke_without_command=True)(judgements)
app.command(help=taught(export))(export)
