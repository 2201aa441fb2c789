"""``hearsay judgements``: what people judged, and how to take it back."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from hearsay.cli.linking import AuthorOption, NoteOption, author, bring_up_to_date
from hearsay.cli.terminal import JsonOption, LedgerOption, say, say_table, write_line
from hearsay.errors import UsageError
from hearsay.records import Judgement, to_json

if TYPE_CHECKING:
    from hearsay.ledger import Ledger


def judgements(
    ledger: LedgerOption = None,
    undo: Annotated[
        str | None,
        typer.Option(metavar="ID", help="Take this judgement back instead; the beginning of its id will do."),
    ] = None,
    by: AuthorOption = None,
    note: NoteOption = None,
    json: JsonOption = False,
) -> None:
    """List what people judged: who is the same, who is not, what somebody is called.

    A judgement is never erased: taking it back is one more judgement, and can be taken back, too. One that is
    lost points at a place where nobody is mentioned in what was read last, or at a document that is not here;
    it is kept, and holds again when its place is found. JSON has everything, one judgement a line, oldest
    first, for example as training data.

      hearsay judgements
      hearsay judgements --undo 4f1c09ab --note "wrong person"
      hearsay judgements --json > judgements.jsonl
    """
    if undo is not None and json:
        raise UsageError("--undo lists nothing.", remedy="Leave out --json.")

    from hearsay.ledger import Ledger
    from hearsay.pipeline import verdicts

    with Ledger.open(ledger, create=False) as books:
        if undo is not None:
            judge = author(by, note)
            taken_back = verdicts.undo(books, undo, judge)
            bring_up_to_date(books)
            say(f"Taken back: {_what(taken_back)}")
        elif json:
            for one in books.judgements():
                write_line(to_json(one))
        else:
            _table(books)


def _table(books: Ledger) -> None:
    from hearsay.pipeline.judging import in_force, standing

    everything = list(books.judgements())
    if not everything:
        say("Nobody has judged anything yet. `hearsay merge`, `split` and `rename` do.")
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
            (one.id[:12], one.at[:10], one.author, state(one), _what(one), one.note or "")
            for one in everything
        ),
    )


_VERBS = {
    "affiliation": ("belongs to", "does not belong to"),
    "same-claim": ("claims the same as", "claims something else than"),
}


def _what(one: Judgement) -> str:
    left = f"“{one.left.words}” in {one.left.document[:12]}" if one.left else "?"
    right = f"“{one.right.words}” in {one.right.document[:12]}" if one.right else "?"
    if one.undoes is not None:
        return f"{one.undoes[:12]}, on {left}"
    if one.about == "actor-name":
        return f"{left} is called {one.value}"
    yes, no = _VERBS.get(one.about, ("is", "is not"))
    verb = {"yes": yes, "no": no}.get(one.verdict, "may be")
    return f"{left} {verb} {right}"
