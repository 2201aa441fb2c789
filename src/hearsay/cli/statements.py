"""``hearsay statements``: what the ledger holds, as a table, JSON lines or CSV."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import islice
from typing import TYPE_CHECKING, Annotated, get_args

import typer

from hearsay.cli.terminal import JsonOption, LedgerOption, among, say, say_table, write_csv, write_line
from hearsay.errors import UsageError
from hearsay.records import Certainty, Form, to_json

if TYPE_CHECKING:
    from hearsay.ledger import StatementRow

FORMS: tuple[Form, ...] = get_args(Form)
CERTAINTIES: tuple[Certainty, ...] = get_args(Certainty)
COLUMNS = (
    "id", "document", "path", "title", "outlet", "published", "url", "source", "cue", "content", "speaker",
    "voice", "form", "act", "certainty", "polarity", "within", "score",
)  # fmt: skip
TABLE_ROWS = 200


def statements(
    ledger: LedgerOption = None,
    source: Annotated[
        str | None, typer.Option(metavar="WORDS", help="In the words of the source, or the speaker's name.")
    ] = None,
    contains: Annotated[
        str | None, typer.Option(metavar="WORDS", help="In the words of the content.")
    ] = None,
    act: Annotated[
        list[str] | None,
        typer.Option(metavar="ACT", help="say, claim, deny, admit …; give it again for one more."),
    ] = None,
    form: Annotated[
        list[str] | None,
        typer.Option(metavar="FORM", help=f"{', '.join(FORMS)}; give it again for one more."),
    ] = None,
    outlet: Annotated[str | None, typer.Option(metavar="NAME", help="The outlet's whole name.")] = None,
    since: Annotated[
        str | None, typer.Option(metavar="DATE", help="Published on or after: 2031, 2031-05 or 2031-05-09.")
    ] = None,
    until: Annotated[
        str | None, typer.Option(metavar="DATE", help="Published on or before, in the same way.")
    ] = None,
    certainty: Annotated[str | None, typer.Option(metavar="HOW", help=f"{', '.join(CERTAINTIES)}.")] = None,
    document: Annotated[
        str | None, typer.Option(metavar="DOC", help="An id, path, file name or part of a title.")
    ] = None,
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
    carriage return) has an apostrophe before it. JSON has the texts unchanged.
    """
    if json and as_csv:
        raise UsageError("--json and --csv exclude each other.", remedy="Choose one of them.")
    _check(act or [], form or [], certainty)

    from hearsay.ledger import Filters, Ledger

    forms = tuple(one for one in FORMS if one in form) if form else ()
    with_narration = narration if narration is not None else (json or as_csv or "narration" in forms)
    if not with_narration:
        forms = tuple(one for one in forms or FORMS if one != "narration")
        if not forms:
            raise UsageError(
                "--form narration and --no-narration leave nothing.", remedy="Leave out one of them."
            )
    with Ledger.open(ledger, create=False) as books:
        filters = Filters(
            source=source,
            contains=contains,
            act=tuple(act or ()),
            form=forms,
            outlet=outlet,
            since=since,
            until=until,
            certainty=next((one for one in CERTAINTIES if one == certainty), None),
            document=books.find(document).id if document is not None else None,
        )
        rows = books.statements(filters, limit=limit)
        if json:
            for row in rows:
                write_line(to_json(row))
        elif as_csv:
            write_csv(COLUMNS, ([_cell(getattr(row, column)) for column in COLUMNS] for row in rows))
        else:
            _table(rows, limit, narration_left_out=not with_narration)


def _check(acts: Iterable[str], forms: Iterable[str], certainty: str | None) -> None:
    from hearsay.ledger import known_acts

    among("act", acts, sorted(known_acts()))
    among("form", forms, FORMS)
    among("certainty", [certainty] if certainty is not None else [], CERTAINTIES)


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
