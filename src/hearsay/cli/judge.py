"""``hearsay judge``: the queue of what the machine is unsure about, worked with one key each."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, Annotated

import typer

from hearsay.cli.linking import AuthorOption, NoteOption, author, bring_up_to_date, link_claims, linked_claims
from hearsay.cli.terminal import (
    INTERRUPTED,
    JsonOption,
    LedgerOption,
    among,
    counted,
    output,
    say,
    write_line,
)
from hearsay.records import to_json

if TYPE_CHECKING:
    from hearsay.cli.questions import Keys
    from hearsay.ledger import Ledger
    from hearsay.pipeline.queue import Proposal, Queue
    from hearsay.pipeline.sitting import Sitting


def judge(
    ledger: LedgerOption = None,
    about: Annotated[
        list[str] | None,
        typer.Option(metavar="KIND", help="Only questions of this kind; give it again for more kinds."),
    ] = None,
    actor: Annotated[
        str | None, typer.Option(metavar="NAME", help="Only what is about this actor, or said by it.")
    ] = None,
    claim: Annotated[
        str | None, typer.Option(metavar="CLAIM", help="Only what is about this claim and its statements.")
    ] = None,
    document: Annotated[
        str | None, typer.Option(metavar="NAME", help="Only what stands in this document.")
    ] = None,
    limit: Annotated[int | None, typer.Option(min=1, help="So many questions at most.")] = None,
    by: AuthorOption = None,
    note: NoteOption = None,
    json: JsonOption = False,
) -> None:
    """Answer what the machine is unsure about, the most useful question first, with one key each.

    How useful a question is, is how likely the machine is wrong, times how much depends on it: a doubtful
    statement of a claim in twenty documents comes before one that nobody repeats. Each answer is kept at
    once; y is yes, n no, u unsure, e edits, z takes the last answer back, s skips, q quits, ? explains. What
    was answered, by whomever, is not asked again. After quitting, readings, actors and claims are brought up
    to date with what was judged.

    The kinds are statement (did they say that?), speaker (is that he?), same-actor (are those one?),
    same-claim (do these tell of the same?), stance (for or against?), copy (who took whose words?), origin
    (where is it from?), relation, event and label.

      hearsay judge
      hearsay judge --about speaker --about same-actor --limit 20
      hearsay judge --claim "warned in writing" --author ada
      printf 'y\\nn\\nq\\n' | hearsay judge
      hearsay judge --json --limit 100 > questions.jsonl

    From a pipe, the first character of each line is the key. JSON writes the questions, one a line, and asks
    nothing.
    """
    from hearsay.pipeline.queue import KINDS, Queue

    among("about", about or (), KINDS)
    who = None if json else author(by, note)
    with linked_claims(ledger) as books:
        queue = Queue(
            books,
            kinds=[kind for kind in KINDS if not about or kind in about],
            actor=None if actor is None else books.actor(actor),
            claim=None if claim is None else books.claim(claim),
            document=None if document is None else books.find(document).id,
        )
        if who is None:
            _write(queue, limit)
            return
        from hearsay.pipeline.sitting import Sitting

        sitting = Sitting(books, queue, who)
        try:
            _sit(books, sitting, limit)
        except KeyboardInterrupt:
            say(f"\nStopped. {_told(sitting)} `hearsay link` brings actors and claims up to date.")
            raise typer.Exit(INTERRUPTED) from None
        if sitting.answered or sitting.taken_back:
            bring_up_to_date(books)
            link_claims(books)
        say(_told(sitting))


def _write(queue: Queue, limit: int | None) -> None:
    for number, proposal in enumerate(queue):
        if limit is not None and number >= limit:
            return
        write_line(to_json(proposal))


def _sit(books: Ledger, sitting: Sitting, limit: int | None) -> None:
    from hearsay.cli.questions import Lines, Terminal

    keys: Keys = Terminal() if sys.stdin.isatty() else Lines()
    while limit is None or sitting.asked < limit:
        proposal = sitting.next()
        if proposal is None:
            if not sitting.asked:
                say("There is nothing to judge: nobody proposed anything, or all of it was judged.")
            return
        if not _ask(books, sitting, proposal, keys, limit):
            return


def _ask(books: Ledger, sitting: Sitting, proposal: Proposal, keys: Keys, limit: int | None) -> bool:
    """Ask until there is an answer; False to quit."""
    from hearsay.cli import questions

    left = sitting.left() if limit is None else min(sitting.left(), limit - sitting.asked)
    questions.show(proposal, number=sitting.asked, left=left)
    while True:
        key = keys.key()
        if key is None or key in ("q", "Q"):
            return False
        key = key.lower()
        if key == "?":
            output().print(questions.help_text(plain=not output().is_terminal))
        elif key == "s":
            sitting.skip()
            return True
        elif key == "z":
            taken_back = sitting.undo(proposal)
            if taken_back is not None:
                questions.say_plain(f"Taken back: {taken_back.verdict}.", style="dim")
                return True
            say("Nothing was answered in this sitting that could be taken back.")
        elif key in "yu":
            sitting.answer(proposal, "yes" if key == "y" else "unsure")
            questions.say_plain("yes" if key == "y" else "unsure", style="bold")
            return True
        elif key == "n":
            _no(sitting, proposal)
            questions.say_plain(f"no: {proposal.no}", style="bold")
            return True
        elif key == "e" and proposal.about in questions.EDITS:
            from hearsay.cli.edits import edited

            done = edited(books, sitting, proposal, keys)
            if done:
                questions.say_plain(done, style="bold")
                return True
            questions.show_keys(proposal)
        elif not key.isspace():
            say(f"The key {key!r} means nothing here.")
            questions.show_keys(proposal)


def _no(sitting: Sitting, proposal: Proposal) -> None:
    """A no; of a stance it says which side it is then."""
    if proposal.about == "stance":
        sitting.answer(proposal, "edit", value="denies" if proposal.value == "supports" else "supports")
    else:
        sitting.answer(proposal, "no")


def _told(sitting: Sitting) -> str:
    """What came of a sitting, in a sentence."""
    if not sitting.answered:
        return "Nothing was judged."
    parts = ", ".join(f"{number:,} {verdict}" for verdict, number in sitting.tally().items())
    kinds: dict[str, int] = {}
    for one in sitting.answered:
        kinds[one.judgement.about] = kinds.get(one.judgement.about, 0) + 1
    of = ", ".join(f"{number:,} {kind}" for kind, number in sorted(kinds.items()))
    skipped = f" {counted(sitting.skipped, 'question')} skipped." if sitting.skipped else ""
    return f"{counted(len(sitting.answered), 'judgement')} kept: {parts} ({of}).{skipped}"
