"""``hearsay import``: what others know, into the ledger."""

from __future__ import annotations

from contextlib import closing
from typing import TYPE_CHECKING, Annotated

import msgspec
import typer

from hearsay.cli.progress import LISTED, Progress, say_rejection
from hearsay.cli.read import SOME_REJECTED
from hearsay.cli.terminal import INTERRUPTED, JsonOption, LedgerOption, among, counted, say, write_line
from hearsay.errors import UsageError
from hearsay.records import Rejection

if TYPE_CHECKING:
    from hearsay.ledger import Ledger
    from hearsay.pipeline.importing import Kind


class Figures(msgspec.Struct):
    """What came of one file, as ``--json`` prints it."""

    path: str
    kind: str | None
    counts: dict[str, int]
    rejections: list[Rejection]


def import_(
    files: Annotated[list[str] | None, typer.Argument(metavar="FILES", help="What to import.")] = None,
    ledger: LedgerOption = None,
    as_: Annotated[
        str | None,
        typer.Option(
            "--as",
            metavar="KIND",
            help="What the files hold: ftm, articledata, fact-checks, judgements or actors. Without it, each "
            "shows it.",
        ),
    ] = None,
    any_language: Annotated[
        bool, typer.Option("--any-language", help="Read documents that are not in English, too.")
    ] = False,
    jobs: Annotated[
        int | None,
        typer.Option(
            min=1, max=64, help="How many processes read. Without it, 1 for small files, up to 4 for large."
        ),
    ] = None,
    json: JsonOption = False,
) -> None:
    """Import what others know: actors, documents, fact checks, judgements.

    What a file holds is seen from its content:

      hearsay import entities.ftm.json   FollowTheMoney, as from Aleph
      hearsay import articles.jsonl      articledata
      hearsay import claimreview.json    ClaimReview, or a table of fact checks
      hearsay import judgements.jsonl    `hearsay judgements --json`
      hearsay import actors.csv          a table of actors
      hearsay import a.json b.json --json | jq .counts

    Of FollowTheMoney, people, organizations and addresses become known actors, and documents with a text are
    read, as articles of articledata are; links are left alone. ClaimReview may stand in JSON-LD, a page or a
    feed. A table has a first line that names its columns: claim, claimant, verdict, author, published, url
    for fact checks; name, type, aliases, parent for actors.

    A known actor gives its name, type and ids to whoever bears one of its names in what was read. A list of
    actors or fact checks replaces what the same file held before; give it again when it has changed.
    Judgements are only ever added: one that is here already is passed over, one that differs under the same
    id is rejected.

    What cannot be used is listed as rejected, with its line, and the rest is imported.

    Exit codes: 0 all imported, 3 some rejected, 2 wrong usage, 1 failed, 130 interrupted.
    """
    if not files:
        raise UsageError(
            "There is nothing to import.", remedy="Name files, as in `hearsay import entities.ftm.json`."
        )
    from hearsay.ledger import Ledger
    from hearsay.pipeline.importing import KINDS

    among("as", [as_] if as_ is not None else [], KINDS)
    kind = next((one for one in KINDS if one == as_), None)
    rejected = False
    with Ledger.open(ledger) as books:
        for file in files:
            try:
                figures = _import(books, file, kind, any_language=any_language, jobs=jobs)
            except KeyboardInterrupt:
                say(f"What was imported is stored in {books.place}. Run the same command again to go on.")
                raise typer.Exit(INTERRUPTED) from None
            rejected = rejected or bool(figures.rejections)
            if json:
                write_line(msgspec.json.encode(figures))
        say(f"Ledger: {books.place}")
    if rejected:
        raise typer.Exit(SOME_REJECTED)


def _import(books: Ledger, file: str, kind: Kind | None, *, any_language: bool, jobs: int | None) -> Figures:
    from hearsay.pipeline import importing

    taken = importing.take(books, file, kind)
    figures = Figures(taken.path, taken.kind, dict(taken.counts), list(taken.rejections))
    for rejection in figures.rejections[:LISTED]:
        say_rejection(rejection)
    if len(figures.rejections) > LISTED:
        say(f"… and {len(figures.rejections) - LISTED:,} more rejections.")
    if taken.kind in importing.READ:
        outcomes = importing.documents(books, file, any_language=any_language, jobs=jobs)
        told = {(one.place or "").partition(",")[0] for one in taken.rejections}
        read = already = 0
        with closing(outcomes), Progress() as progress:
            for outcome in outcomes:
                if (refused := outcome.rejection) is not None:
                    if (refused.place or "").partition(",")[0] in told:
                        continue  # the line is no entity at all, which was said before
                    figures.rejections.append(refused)
                read += outcome.reading is not None
                already += outcome.already
                progress.add(outcome)
        figures.counts |= {"documents read": read, "documents read before": already}
    counts = {what: number for what, number in figures.counts.items() if number}
    made = ", ".join(counted_as(number, what) for what, number in counts.items())
    if figures.kind is not None or made:
        rejections = counted(len(figures.rejections), "rejection")
        say(f"{figures.path} ({figures.kind}): {made or 'nothing new'}, {rejections}.")
    return figures


def counted_as(number: int, plural: str) -> str:
    """So many of something given by its plural: *1 known actor*, *2 documents read*."""
    if number != 1:
        return f"{number:,} {plural}"
    first, _, rest = plural.partition("s ") if "s " in plural else (plural.removesuffix("s"), "", "")
    return f"1 {first}{f' {rest}' if rest else ''}"
