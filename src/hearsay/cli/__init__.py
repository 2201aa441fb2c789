"""The commands. The only room that prints or exits.

One file a command. What is heavy is imported inside the commands, so that help comes at once.
"""

from __future__ import annotations

from typing import Annotated

import typer

from hearsay import __version__
from hearsay.cli import (
    actors,
    affiliate,
    bench,
    check,
    claim,
    claims,
    copies,
    doctor,
    documents,
    export,
    import_,
    judge,
    judgements,
    ledger,
    link,
    merge,
    read,
    rename,
    search,
    show,
    split,
    statements,
    trace,
    who,
)
from hearsay.cli.terminal import Guarded, taught

app = typer.Typer(
    name="hearsay",
    cls=Guarded,
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    rich_markup_mode="rich",
    context_settings={"help_option_names": ["-h", "--help"]},
)


def _version(wanted: bool) -> None:
    if wanted:
        print(f"hearsay {__version__}")
        raise typer.Exit


def hearsay(
    version: Annotated[
        bool, typer.Option("--version", callback=_version, is_eager=True, help="Print the version and leave.")
    ] = False,
) -> None:
    """Reads news and keeps the books on who said what.

    Begin with a folder of articles:

      hearsay read articles/                 read them into the ledger hearsay.db
      hearsay documents                      what was read
      hearsay show bridge.html               one article, with its statements marked
      hearsay statements --source ministry   who said what, as a table
      hearsay actors                         who is named, in all spellings
      hearsay who "Dorota Lisle"             one of them: what she said, what others say about her
      hearsay claims                         what several put forward, and how many independently
      hearsay trace "warned in writing"      where one claim comes from, step by step
      hearsay copies                         who took whose words
      hearsay search 'bridge AND act:warn'   any words, with AND, OR, NOT, "phrases" and fields
      hearsay judge                          answer what the machine is unsure about
      hearsay export xlsx --to books.xlsx    to spreadsheets, Aleph, RDF, dossiers … (--list shows all)
      hearsay doctor                         is everything there?

    Where hearsay is wrong you decide: `hearsay merge`, `split`, `rename`, `affiliate`, `claim --without`.

    Each command explains itself: `hearsay read --help`. Nothing leaves this machine.

    Exit codes: 0 done, 3 done but some inputs were rejected, 2 wrong usage, 1 failed.
    """


app.callback(help=taught(hearsay))(hearsay)
for command in (
    read.read,
    documents.documents,
    show.show,
    statements.statements,
    actors.actors,
    who.who,
    merge.merge,
    split.split,
    rename.rename,
    claims.claims,
    claim.claim,
    trace.trace,
    copies.copies,
    check.check,
    search.search,
    affiliate.affiliate,
    judge.judge,
    link.link,
    export.export,
    doctor.doctor,
):
    app.command(help=taught(command))(command)
app.command("import", help=taught(import_.import_))(import_.import_)
app.add_typer(judgements.app, name="judgements")
app.add_typer(ledger.app, name="ledger")
app.add_typer(bench.app, name="bench")


def main() -> None:
    """The console script."""
    app(prog_name="hearsay")
