"""``hearsay statements``: what the ledger holds, as a table, JSON lines or CSV."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice
from typing import TYPE_CHECKING, Annotated

import typer

from hearsay.cli.filters import (
    ActOption,
    CertaintyOption,
    ContainsOption,
    DocumentOption,
    FormOption,
    OutletOption,
    SinceOption,
    SourceOption,
    UntilOption,
    check,
    chosen_forms,
    made,
)
from hearsay.cli.terminal import JsonOption, LedgerOption, say, say_table, write_csv, write_line
from hearsay.errors import UsageError
from hearsay.records import to_json

if TYPE_CHECKING:
    from hearsay.ledger import StatementRow

COLUMNS = (
    "id", "document", "path", "title", "outlet", "published", "url", "source", "cue", "content", "speaker",
    "voice", "form", "act", "certainty", "polarity", "within", "score",
)  # fmt: skip
TABLE_ROWS = 200


def statements(
    ledger: LedgerOption = None,
    source: SourceOption = None,
    contains: ContainsOption = None,
    act: ActOption = None,
    form: FormOption = None,
    outlet: OutletOption = None,
    since: SinceOption = None,
    until: UntilOption = None,
    certainty: CertaintyOption = None,
    document: DocumentOption = None,
    narration: Annotated[
        bool | None,
        typer.Option(
            "--narration/--no-narration",
            help="With what outlets say in their own voice. Without either, JSON and CSV have it, the "
            "table has not.",
        ),
    ] = None,
    limit: Annotated[
        int | None,
        typer.Option(min=1, help=f"How many at most. Without it, {TABLE_ROWS} in a table and all elsewhere."),
    ] = None,
    json: JsonOption = False,
    as_csv: Annotated[bool, typer.Option("--csv", help="Write CSV instead.")] = False,
) -> None:
    """List statements: who said what, where, and how.

    All filters given must hold; upper and lower case are alike. The table is cut to the width of the
    terminal; JSON (one object a line) and CSV have the full texts.

      hearsay statements --source ministry --act deny
      hearsay statements --contains "the bridge" --since 2031-05
      hearsay statements --form narration --outlet "The Calder Post"
      hearsay statements --json | jq .content
      hearsay statements --csv > statements.csv

    In CSV a cell that a spreadsheet would take for a formula (it begins with =, +, -, @, a tab or a
    line end) has an apostrophe before it. JSON has the texts unchanged.
    """
    if json and as_csv:
        raise UsageError("--json and --csv exclude each other.", remedy="Choose one of them.")
    check(act, form, certainty)

    from hearsay.ledger import Ledger

    with_narration = narration if narration is not None else (json or as_csv or "narration" in (form or ()))
    forms = chosen_forms(form, narration=with_narration)
    with Ledger.open(ledger, create=False) as books:
        filters = made(
            books,
            source=source,
            contains=contains,
            act=act,
            form=forms,
            outlet=outlet,
            since=since,
            until=until,
            certainty=certainty,
            document=document,
        )
        rows = books.statements(filters, limit=limit)
        if json:
            for row in rows:
                write_line(to_json(row))
        elif as_csv:
            write_csv(COLUMNS, ([_cell(getattr(row, column)) for column in COLUMNS] for row in rows))
        else:
            _table(rows, limit, narration_left_out=not with_narration)


def _table(rows: Iterator[StatementRow], limit: int | None, *, narration_left_out: bool) -> None:
    most = limit or TABLE_ROWS
    shown = list(islice(rows, most))
    if not shown:
        say("No statement matches.")
        return
    say_table(
        None,
        [("Date", 0), ("Outlet", 3), ("Source", 4), ("Act", 0), ("Content", 12)],
        (
            (
                (row.published or "")[:10],
                row.outlet or "",
                row.speaker or row.source or ("(narration)" if row.form == "narration" else ""),
                row.act if row.polarity == "positive" else f"{row.act} (negative)",
                f"{'↳ ' if row.within else ''}{row.content}",
            )
            for row in shown
        ),
    )
    if limit is None and next(rows, None) is not None:
        say(f"The first {most} are shown; --limit shows more, --json and --csv all.")
    if narration_left_out:
        say("What outlets say in their own voice is left out; --narration shows it.")


def _cell(value: object) -> object:
    return " → ".join(value) if isinstance(value, tuple) else value
