"""``hearsay ledger``: keeping the ledger itself in order, and moving it between databases."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Annotated

import typer

from hearsay.cli.terminal import (
    Guarded,
    JsonOption,
    LedgerOption,
    counted,
    messages,
    output,
    say,
    taught,
    visible,
    write_line,
)
from hearsay.records import to_json

app = typer.Typer(
    cls=Guarded,
    no_args_is_help=True,
    help="Keep the ledger itself in order: upgrade, check, vacuum, copy to another database.",
)


def info(ledger: LedgerOption = None, json: JsonOption = False) -> None:
    """Tell what a ledger is: its place, its database, its schema, its size, and the rows of each table.

    An older ledger is brought to the schema of this hearsay first, as by every command.

      hearsay ledger info
      hearsay ledger info --ledger postgresql://desk@archive/news
      hearsay ledger info --json | jq .rows.statements
    """
    from hearsay.ledger import Ledger, upkeep

    with Ledger.open(ledger, create=False) as books:
        found = upkeep.info(books)
    if json:
        write_line(to_json(found))
        return
    lines = [
        ("place", found.place),
        ("database", f"{found.engine} {found.version}"),
        ("schema", found.schema),
        ("size", size(found.size)),
        *((name, f"{rows:,}") for name, rows in found.rows.items()),
    ]
    for name, value in lines:
        output().print(visible(f"{name:<14}{value}"), soft_wrap=True)


def upgrade(ledger: LedgerOption = None) -> None:
    """Bring an older ledger to the schema of this hearsay.

    Every command does so by itself when it opens a ledger; this one does nothing else, for whoever wants to
    choose the time. It is one transaction: after an error or a lost connection the ledger is as it was.
    Older versions of hearsay cannot open it afterwards: keep a backup.

      hearsay ledger upgrade
      hearsay ledger upgrade --ledger postgresql://desk@archive/news
    """
    from hearsay.ledger import upkeep

    with _working("Upgrading"):
        done = upkeep.upgrade(ledger)
    if done.before == done.after:
        say(f"The ledger has the newest schema, {done.after}, already.")
    else:
        say(f"The ledger had schema {done.before} and has {done.after} now.")


def check(
    ledger: LedgerOption = None,
    sample: Annotated[
        int | None,
        typer.Option(min=0, metavar="N", help="Check N documents and claims instead of all of them."),
    ] = None,
    json: JsonOption = False,
) -> None:
    """Look for damage: the database's own, and rows that are not what the readings say they should be.

    Prints one problem a line and fails (exit code 1) if there is any. Nothing is repaired: bring the ledger
    back from a backup, or read the documents again into a new one.

      hearsay ledger check
      hearsay ledger check --sample 500
      hearsay ledger check --json
    """
    from hearsay.ledger import Ledger, upkeep

    with Ledger.open(ledger, create=False) as books, _working("Checking"):
        problems = tuple(books.check(sample=sample))
        documents = 0 if problems else books.counts().documents  # a damaged one may not count
    looked = documents if sample is None else min(sample, documents)
    if json:
        write_line(to_json(upkeep.Checked(documents=looked, problems=problems)))
    else:
        for problem in problems:
            output().print(visible(problem), soft_wrap=True)
    if problems:
        say(f"{counted(len(problems), 'problem')} found in the ledger.")
        raise typer.Exit(1)
    say(f"{counted(looked, 'document')} checked: the ledger is healthy.")


def vacuum(ledger: LedgerOption = None, json: JsonOption = False) -> None:
    """Give back room that the ledger no longer needs.

    An SQLite file is written anew: that needs as much free room again, and nobody may write meanwhile.
    PostgreSQL goes on working; it keeps the room for what comes next and looks at what the tables hold.

      hearsay ledger vacuum
      hearsay ledger vacuum --ledger archive.db
    """
    from hearsay.ledger import Ledger, upkeep

    with Ledger.open(ledger, create=False) as books, _working("Vacuuming"):
        found = upkeep.vacuum(books)
    if json:
        write_line(to_json(found))
    else:
        say(f"The ledger took {size(found.before)} and takes {size(found.after)} now.")


def copy(
    source: Annotated[
        str, typer.Argument(metavar="FROM", help="The ledger: a path, or a postgresql:// URL.")
    ],
    target: Annotated[str, typer.Argument(metavar="TO", help="Where to: another path or URL, still empty.")],
    json: JsonOption = False,
) -> None:
    """Copy a whole ledger, from SQLite to PostgreSQL, back, or between two of a kind.

    Everything comes along: documents, readings of all readers, actors, claims, judgements. When all is
    copied it is compared row for row; only then is it kept. A ledger that holds something is never copied
    into. The source may be in use meanwhile; it is copied as it was when the copy began.

      hearsay ledger copy hearsay.db postgresql://desk@archive/news
      hearsay ledger copy postgresql://desk@archive/news laptop.db

    A PostgreSQL database must be there before, with UTF-8 texts: createdb --encoding UTF8 news. Passwords
    are better kept in the file ~/.pgpass than written into a command.
    """
    from hearsay.ledger import upkeep

    with _working("Copying") as update:
        done = upkeep.copy(source, target, update)
    if json:
        write_line(to_json(done))
        return
    one, other = done.source, done.target
    say(
        f"Copied {sum(one.rows.values()):,} rows in {counted(len(one.rows), 'table')} and compared each: "
        f"{visible(one.place)} ({one.engine}, {size(one.size)}) → "
        f"{visible(other.place)} ({other.engine}, {size(other.size)})."
    )


def size(number: int) -> str:
    """Bytes as people say them."""
    return f"{number / 1e6:,.1f} MB" if number >= 1e6 else f"{number / 1e3:,.0f} kB"


@contextmanager
def _working(what: str) -> Iterator[Callable[[str, int, int], None]]:
    """Show that something is done; what is given is told how far it is: words, rows done, rows in all."""
    console = messages()
    if not console.is_terminal:
        yield lambda words, done, whole: None
        return
    with console.status(f"{what} …") as status:
        yield lambda words, done, whole: status.update(
            f"{words} …" if not whole else f"{words} … {done:,} of {whole:,} rows ({done / whole:.0%})"
        )


for command in (info, upgrade, check, vacuum, copy):
    app.command(help=taught(command))(command)
