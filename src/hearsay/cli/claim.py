"""``hearsay claim``: everything about one claim."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, Annotated

import typer

from hearsay.cli.copies import told_reason
from hearsay.cli.linking import AuthorOption, NoteOption, author, link_claims, linked_claims
from hearsay.cli.terminal import (
    JsonOption,
    LedgerOption,
    counted,
    output,
    say,
    say_table,
    visible,
    write_line,
)
from hearsay.errors import UsageError
from hearsay.records import Copy, to_json

if TYPE_CHECKING:
    from hearsay.ledger import Ledger
    from hearsay.pipeline.accounts import Account, Accountant, Ground, Told

ClaimArgument = Annotated[
    str, typer.Argument(metavar="CLAIM", help="Its id, the beginning of it, or words of the proposition.")
]


def claim(
    name: ClaimArgument,
    ledger: LedgerOption = None,
    why: Annotated[bool, typer.Option("--why", help="With the reasons why each statement belongs.")] = False,
    add: Annotated[
        list[str] | None,
        typer.Option("--with", metavar="STATEMENT", help="Judge that this statement is part of the claim."),
    ] = None,
    drop: Annotated[
        list[str] | None,
        typer.Option("--without", metavar="STATEMENT", help="Judge that this statement is no part of it."),
    ] = None,
    by: AuthorOption = None,
    note: NoteOption = None,
    json: JsonOption = False,
) -> None:
    """Show all about a claim: who puts it forward, who denies it, and on whom all of them rest.

    Statements come in the order of time, each with the chain of voices it comes through. Then: the origins of
    either side and how many are independent, what everything hinges on, the copies among its documents, where
    it hardened from a report into a fact, numbers that grew, and what contradicts what.

      hearsay claim "warned in writing"
      hearsay claim 4f1c09ab --why
      hearsay claim 4f1c09ab --without 77a0e3d2 --note "another bridge"
      hearsay claim 4f1c09ab --json

    A statement's id stands before it; its first characters will do.
    """
    from hearsay.pipeline.accounts import Accountant

    if note is not None and not (add or drop):
        raise UsageError(
            "--note says why you judge, and nothing is judged.", remedy="Add --with or --without."
        )
    with linked_claims(ledger) as books:
        found = books.claim(name)
        if add or drop:
            from hearsay.pipeline import claim_verdicts

            if json:
                raise UsageError(
                    "--json shows, --with and --without judge.", remedy="Do one, then the other."
                )
            judge = author(by, note)
            verdicts = claim_verdicts.judge_parts(books, found, add or (), drop or (), judge)
            link_claims(books)
            for verdict in verdicts:
                say(f"Judgement {verdict.id[:12]} by {verdict.author}.")
            kept = claim_verdicts.claim_at(books, verdicts[0])
            if kept is None:
                say("The claim is no more: of its statements none put forward the same any longer.")
                return
            found = kept
        accountant = Accountant(books)
        account = accountant.account(found)
        if json:
            write_line(to_json(account))
            return
        _show(account, accountant, _copies(books, account), why=why)


def _show(account: Account, accountant: Accountant, copies: list[Copy], *, why: bool) -> None:
    console = output()
    for line in _head(account):
        console.print(visible(line), soft_wrap=True)
    console.print()
    say_table(
        None,
        [("Id", 0), ("Date", 0), ("Voice", 6), ("Statement", 10), ("Stance", 0), ("Certainty", 0)],
        (
            (
                told.id[:8],
                (told.document.published or "")[:10],
                " → ".join((told.document.outlet or told.document.title or "?", *told.voice)),
                told.text,
                told.stance,
                told.certainty,
            )
            for told in account.statements
        ),
    )
    for line in (*_tail(account), *_copied(copies, accountant)):
        console.print(visible(line), soft_wrap=True)
    if why:
        for told in account.statements:
            console.print(visible(f"\n{told.id[:8]}  {told.text[:100]}"), soft_wrap=True)
            for reason in told.why:
                console.print(visible(f"          {told_reason(reason)}"), soft_wrap=True)


def _head(account: Account) -> Iterator[str]:
    yield account.proposition
    denials = sum(told.stance == "denies" for told in account.statements)
    spread = f"{counted(account.documents, 'document')}, {counted(account.outlets, 'outlet')}"
    against = f"; {counted(denials, 'denial')}" if denials else ""
    yield f"  {spread}, {counted(account.independence, 'independent origin')}{against}"
    if account.first:
        yield f"  first put forward {account.first[:10]}"
    yield f"  id {account.id}"


def _tail(account: Account) -> Iterator[str]:
    from hearsay.pipeline.checking import verdict_of

    texts = {told.id: told for told in account.statements}
    yield ""
    yield from _ground("Supported by", account)
    if account.denied.origins:
        yield from _ground("Denied by", account.denied)
    for step in account.hardenings:
        yield f"Hardened: {step.was} → {step.became}, {_after(texts, step.earlier, step.statement)}"
    for growth in account.drifts:
        yield f"Grew: {growth.was} → {growth.became}, {_after(texts, growth.earlier, growth.later)}"
    for clash in account.contradictions:
        values = " against ".join(clash.values)
        where = "; ".join(_place(texts[id]) for id in clash.statements if id in texts)
        yield f"Contradiction of {clash.kind}: {values} ({where})"
    for one in account.fact_checks:
        yield f"Fact check: {verdict_of(one.check)} (alike in meaning {one.meaning:.2f})"


def _ground(title: str, ground: Account | Ground) -> Iterator[str]:
    for number, origin in enumerate(ground.origins):
        led = counted(len(origin.statements), "statement")
        yield f"{title if not number else '':13} {origin.name} ({origin.kind}), {led} lead there"
    hinge = ", ".join(f"{party.name} ({party.kind})" for party in ground.hinges_on)
    independent = counted(ground.independence, "independent origin")
    yield f"{'':13} {independent}; all hinges on {hinge or 'nobody known'}"


def _after(texts: dict[str, Told], earlier: str, later: str) -> str:
    return f"{_place(texts[later])}; before that {_place(texts[earlier])}"


def _place(told: Told) -> str:
    document = told.document
    date = (document.published or "undated")[:10]
    return f"{document.outlet or document.title or document.id} {date} [{told.id[:8]}]"


def _copies(books: Ledger, account: Account) -> list[Copy]:
    """The copies between documents of the claim."""
    ours = {told.document.id for told in account.statements}
    found = {
        (copy.earlier, copy.later): copy
        for document in sorted(ours)
        for copy in books.copies(document=document)
        if copy.earlier in ours and copy.later in ours
    }
    return [found[key] for key in sorted(found)]


def _copied(copies: Iterable[Copy], accountant: Accountant) -> Iterator[str]:
    for copy in copies:
        earlier, later = accountant.publication(copy.earlier), accountant.publication(copy.later)
        credit = "credited" if copy.credited else "not credited"
        yield (
            f"Copy: {later.outlet or later.title or later.id} took {copy.share_later:.0%} of its text from "
            f"{earlier.outlet or earlier.title or earlier.id} ({copy.kind}, {credit})"
        )
