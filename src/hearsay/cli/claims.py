"""``hearsay claims``: what is put forward, by how many, and how many of them are independent."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice
from typing import TYPE_CHECKING, Annotated, Literal, get_args

import typer

from hearsay.cli.linking import linked_claims
from hearsay.cli.terminal import JsonOption, LedgerOption, among, say, say_table, write_csv, write_line
from hearsay.errors import UsageError
from hearsay.records import Claim, to_json

if TYPE_CHECKING:
    from hearsay.ledger import Ledger

Order = Literal["spread", "independence", "echo", "first"]
ORDERS: tuple[Order, ...] = get_args(Order)
COLUMNS = (
    "id", "proposition", "first", "documents", "outlets", "statements", "independence", "denied_independence",
    "echo", "origins", "hinges_on", "hardened",
)  # fmt: skip
TABLE_ROWS = 50


def claims(
    ledger: LedgerOption = None,
    sort: Annotated[
        str,
        typer.Option(
            metavar="ORDER",
            help="What comes first: `spread`, the most documents; `independence`, the most independent "
            "origins; `echo`, the most documents per independent origin; `first`, the oldest.",
        ),
    ] = "spread",
    contains: Annotated[str | None, typer.Option(metavar="WORDS", help="In the proposition.")] = None,
    actor: Annotated[
        str | None,
        typer.Option(metavar="NAME", help="That pass through this actor: a speaker, or whom it speaks for."),
    ] = None,
    outlet: Annotated[str | None, typer.Option(metavar="NAME", help="That this outlet tells.")] = None,
    since: Annotated[
        str | None, typer.Option(metavar="DATE", help="First told on this day (or month, or year) or later.")
    ] = None,
    until: Annotated[
        str | None, typer.Option(metavar="DATE", help="First told on this day or before.")
    ] = None,
    hardened: Annotated[
        bool, typer.Option("--hardened", help="Those that hardened: attributed first, later told as a fact.")
    ] = False,
    at_least: Annotated[
        int | None, typer.Option("--at-least", min=1, metavar="N", help="In so many documents, or more.")
    ] = None,
    at_most: Annotated[
        int | None,
        typer.Option("--at-most", min=0, metavar="N", help="With so many independent origins, or fewer."),
    ] = None,
    limit: Annotated[
        int | None,
        typer.Option(min=1, help=f"How many at most. Without it, {TABLE_ROWS} in a table and all elsewhere."),
    ] = None,
    json: JsonOption = False,
    as_csv: Annotated[bool, typer.Option("--csv", help="Write CSV instead.")] = False,
) -> None:
    """List the claims: what several statements put forward, and how many independent origins that has.

    A claim is nothing but statements that say the same, or deny it. *Origins* counts how many of those who
    support it do not rest on each other: reprints, spokesmen of one body and whoever heard it from another
    count once. *Echo* is documents per origin. `hearsay claim` shows one claim with all its evidence.

      hearsay claims
      hearsay claims --sort echo --at-most 1
      hearsay claims --contains bridge --hardened
      hearsay claims --actor "Dorota Lisle" --json | jq .proposition

    What this lists are proposals: `hearsay claim ID --without STATEMENT`, or `--with`, puts them right.
    """
    if json and as_csv:
        raise UsageError("--json and --csv exclude each other.", remedy="Choose one of them.")
    among("sort", [sort], ORDERS)
    order = next(one for one in ORDERS if one == sort)
    with linked_claims(ledger) as books:
        found = books.claims(
            sort=order,
            contains=contains,
            actor=books.actor(actor).id if actor is not None else None,
            outlet=outlet,
            since=since,
            until=until,
            hardened=True if hardened else None,
            least_documents=at_least,
            most_independence=at_most,
            limit=limit,
        )
        if json:
            _lines(books, found)
        elif as_csv:
            write_csv(COLUMNS, map(_cells, found))
        else:
            _table(found, limit)


def _lines(books: Ledger, found: Iterator[Claim]) -> None:
    from hearsay.pipeline.accounts import Accountant

    accountant = Accountant(books)
    for claim in found:
        write_line(to_json(accountant.account(claim)))


def _cells(claim: Claim) -> tuple[object, ...]:
    return (
        claim.id,
        claim.proposition,
        claim.first,
        claim.documents,
        claim.outlets,
        len(claim.parts),
        claim.supported.independence,
        claim.denied.independence,
        round(claim.echo, 3),
        "; ".join(origin.party.name for origin in claim.supported.origins),
        "; ".join(party.name for party in claim.supported.hinges_on),
        "yes" if claim.hardened else "no",
    )


def _table(found: Iterator[Claim], limit: int | None) -> None:
    most = limit or TABLE_ROWS
    shown = list(islice(found, most))
    if not shown:
        say(
            "No claim matches. A claim needs two statements that put forward the same, or deny it; "
            "`hearsay statements` lists all statements."
        )
        return
    say_table(
        None,
        [
            ("Id", 0),
            ("Claim", 10),
            ("Docs", 0),
            ("Outlets", 0),
            ("Origins", 0),
            ("Denied", 0),
            ("Hinges on", 4),
        ],
        (
            (
                claim.id[:8],
                claim.proposition,
                f"{claim.documents:,}",
                f"{claim.outlets:,}",
                f"{claim.supported.independence:,}",
                f"{claim.denied.independence:,}" if claim.denied.origins else "",
                ", ".join(party.name for party in claim.supported.hinges_on),
            )
            for claim in shown
        ),
    )
    if limit is None and next(found, None) is not None:
        say(f"The first {most} are shown; --limit shows more, --json and --csv all.")
