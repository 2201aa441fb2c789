"""``hearsay read``: articles in, statements into the ledger."""

from __future__ import annotations

import sys
from collections.abc import Generator
from contextlib import closing, nullcontext
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import msgspec
import typer

from hearsay.cli.linking import ActorsOption, learn_actors
from hearsay.cli.progress import Progress
from hearsay.cli.terminal import INTERRUPTED, LedgerOption, say, write_line
from hearsay.errors import UsageError
from hearsay.records import Rejection, to_json

if TYPE_CHECKING:
    from hearsay.ledger import Ledger
    from hearsay.pipeline.work import Limits, Outcome

SOME_REJECTED = 3
LIMITS = "Limits, past which an input is rejected"


def read(
    inputs: Annotated[
        list[str] | None,
        typer.Argument(metavar="INPUTS", help="Files and folders, or `-` for standard input."),
    ] = None,
    ledger: LedgerOption = None,
    jsonl: Annotated[
        bool,
        typer.Option(
            "--jsonl", help="Write each Reading as a line of JSON; store nothing unless --ledger is given."
        ),
    ] = False,
    metadata: Annotated[
        Path | None,
        typer.Option(
            metavar="CSV",
            help="A table that describes the files: columns file, outlet, published, author, title, url.",
        ),
    ] = None,
    known: ActorsOption = None,
    any_language: Annotated[
        bool, typer.Option("--any-language", help="Read articles that are not in English, too.")
    ] = False,
    jobs: Annotated[
        int | None,
        typer.Option(
            min=1, max=64, help="How many processes read. Without it, 1 for small inputs, up to 4 for large."
        ),
    ] = None,
    max_bytes: Annotated[
        int | None,
        typer.Option(min=1, rich_help_panel=LIMITS, help="Bytes of one file. Without it, 50000000."),
    ] = None,
    max_chars: Annotated[
        int | None,
        typer.Option(min=1, rich_help_panel=LIMITS, help="Characters of one text. Without it, 2000000."),
    ] = None,
    max_pages: Annotated[
        int | None, typer.Option(min=1, rich_help_panel=LIMITS, help="Pages of one PDF. Without it, 2000.")
    ] = None,
    max_depth: Annotated[
        int | None, typer.Option(min=0, rich_help_panel=LIMITS, help="Depth of folders. Without it, 32.")
    ] = None,
    seconds: Annotated[
        float | None,
        typer.Option(min=0.001, rich_help_panel=LIMITS, help="Seconds to parse one article. Without it, 60."),
    ] = None,
) -> None:
    """Read articles: find who said what, and store it in the ledger.

    Reads text, Markdown, HTML, PDF, DOCX, TimeML and JSON lines; whole folders, too. What cannot be read
    is listed as rejected, with the reason, and the rest is read. Articles that were read before are
    skipped, so after an interruption the same command goes on where it stopped.

      hearsay read articles/
      hearsay read articles/*.txt --metadata articles.csv
      hearsay read articles/ --jsonl > readings.jsonl
      cat bridge.html | hearsay read -
      producer | hearsay read - --jsonl | consumer

    `-` is one document in any of these formats, or JSON lines if it begins with a brace:
    {"id", "text", "title"?, "outlet"?, "published"?, "url"?, "authors"?}, one object a line.

    `-` with --jsonl streams: one line in, one line out, in order, at once, nothing stored. A line that is
    rejected gives {"id": …, "rejection": {"path", "code", "reason", "place", "remedy"}}; its id is null
    where it has none. Blank lines are passed over.

    Exit codes: 0 all read, 3 some rejected, 2 wrong usage, 1 failed, 130 interrupted.
    """
    if not inputs:
        raise UsageError(
            "There is nothing to read.",
            remedy="Name files or folders, as in `hearsay read articles/`, or `-` for standard input.",
        )
    limits = _limits(
        max_bytes=max_bytes, max_chars=max_chars, max_pages=max_pages, max_depth=max_depth, seconds=seconds
    )
    if jsonl and ledger is None and known is not None:
        raise UsageError(
            "With --jsonl nothing is stored, so there is no place for known actors.",
            where="--actors",
            remedy="Leave out --actors, or give a ledger with --ledger.",
        )
    if jsonl and inputs == ["-"]:
        if ledger is not None or metadata is not None:
            raise UsageError(
                "`-` with --jsonl stores nothing and takes no metadata.",
                remedy="Leave out --ledger and --metadata, or leave out --jsonl to store what is read.",
            )
        raise typer.Exit(_stream(any_language=any_language, limits=limits))

    from hearsay.ledger import Ledger
    from hearsay.pipeline import work

    with nullcontext() if jsonl and ledger is None else Ledger.open(ledger) as books:
        rejected = books is not None and learn_actors(books, known)
        outcomes = work.read(
            inputs, metadata=metadata, any_language=any_language, limits=limits, ledger=books, jobs=jobs
        )
        code = _follow(outcomes, books, jsonl=jsonl)
    raise typer.Exit(SOME_REJECTED if rejected and not code else code)


def _follow(outcomes: Generator[Outcome, None, None], books: Ledger | None, *, jsonl: bool) -> int:
    progress = Progress()
    # Closing ends the workers; the ledger holds what was stored, whole documents only.
    with closing(outcomes):
        try:
            with progress:
                for outcome in outcomes:
                    if jsonl and outcome.rejection is None:
                        _write_reading(outcome, books)
                    progress.add(outcome)
        except KeyboardInterrupt:
            progress.finish("Interrupted")
            if books is not None:
                say(f"What was read is stored in {books.place}. Run the same command again to go on.")
            return INTERRUPTED
    progress.finish("Read", books.place if books else None)
    return SOME_REJECTED if progress.rejected else 0


def _write_reading(outcome: Outcome, books: Ledger | None) -> None:
    reading = outcome.reading
    if reading is None and books is not None and outcome.id is not None:
        reading = books.reading(outcome.id)
    if reading is not None:
        write_line(to_json(reading))


def _stream(*, any_language: bool, limits: Limits) -> int:
    from hearsay.pipeline import work

    rejected = False
    try:
        for outcome in work.stream(sys.stdin.buffer, any_language=any_language, limits=limits):
            if outcome.reading is not None:
                write_line(to_json(outcome.reading))
            elif outcome.rejection is not None:
                rejected = True
                write_line(msgspec.json.encode(_StreamRejection(outcome.id, outcome.rejection)))
    except KeyboardInterrupt:
        return INTERRUPTED
    return SOME_REJECTED if rejected else 0


class _StreamRejection(msgspec.Struct):
    id: str | None
    rejection: Rejection


def _limits(**given: float | None) -> Limits:
    from hearsay.pipeline.work import Limits

    return Limits(**{name: value for name, value in given.items() if value is not None})  # type: ignore[arg-type]
