"""``hearsay documents``: what the ledger holds to show."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice
from typing import TYPE_CHECKING, Annotated

import typer

from hearsay.cli.terminal import JsonOption, LedgerOption, say, say_table, write_line
from hearsay.records import Rejection, to_json

if TYPE_CHECKING:
    from hearsay.ledger import DocumentRow

TABLE_ROWS = 200


def documents(
    ledger: LedgerOption = None,
    rejected: Annotated[
        bool, typer.Option("--rejected", help="List the inputs that were rejected instead, with the reasons.")
    ] = False,
    limit: Annotated[
        int | None,
        typer.Option(min=1, help=f"How many at most. Without it, {TABLE_ROWS} in a table and all in JSON."),
    ] = None,
    json: JsonOption = False,
) -> None:
    """List the documents in the ledger, with their ids.

    Those that could not be read are listed with the reason by --rejected.

      hearsay documents
      hearsay documents --rejected
      hearsay documents --json | jq .path
    """
    from hearsay.ledger import Ledger

    with Ledger.open(ledger, create=False) as books:
        if rejected:
            _rejections(books.rejections(), limit, json=json)
            return
        found = books.documents(limit=limit)
        if json:
            for row in found:
                write_line(to_json(row))
        else:
            _table(found, limit)


def _table(found: Iterator[DocumentRow], limit: int | None) -> None:
    shown = list(islice(found, limit or TABLE_ROWS))
    if not shown:
        say("The ledger holds no document yet. `hearsay read` reads some.")
        return
    say_table(
        None,
        [("Id", 0), ("Date", 0), ("Outlet", 3), ("Title or path", 8), ("Statements", 0)],
        (
            (
                row.id[:12],
                (row.published or "")[:10],
                row.outlet or "",
                row.title or row.path or "",
                str(row.statements),
            )
            for row in shown
        ),
    )
    if limit is None and next(found, None) is not None:
        say(f"The first {TABLE_ROWS} are shown; --limit shows more, --json all.")


def _rejections(found: Iterator[Rejection], limit: int | None, *, json: bool) -> None:
    if json:
        for rejection in islice(found, limit):
            write_line(to_json(rejection))
        return
    shown = list(islice(found, limit or TABLE_ROWS))
    if not shown:
        say("Nothing was rejected.")
        return
    say_table(
        None,
        [("Path", 4), ("Code", 0), ("Place", 0), ("Reason", 8)],
        ((one.path, one.code, one.place or "", one.reason) for one in shown),
    )
