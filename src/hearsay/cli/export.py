"""``hearsay export``: what the ledger holds, for other programs."""

from __future__ import annotations

import os
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, BinaryIO, cast

import typer

from hearsay.cli.files import replacing, writable
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
from hearsay.cli.linking import bring_up_to_date, link_claims
from hearsay.cli.terminal import JsonOption, LedgerOption, messages, output, say, visible, write_line
from hearsay.errors import UsageError
from hearsay.records import Record, to_json

if TYPE_CHECKING:
    from hearsay.formats.base import Format, Wanted, Written
    from hearsay.ledger import Ledger

LIBRARIES = {
    "tables": "pyarrow",
    "xlsx": "xlsxwriter",
    "ftm": "followthemoney",
    "pdf": "reportlab",
}
"""What an extra brings, as it is imported."""

NOT_TEXT = (".xlsx", ".parquet", ".pdf")
TABLES = ("csv", "jsonl", "parquet", "xlsx")
NOT_LINKED = ("statements", "documents", "texts", "readings", "judgements")
"""What tables tell of these does not depend on actors and claims."""

EVERY_SECONDS = 5.0


class FormatLine(Record):
    """One format as JSON; ``library`` is what it needs, ``error`` why it cannot be used, if it cannot."""

    name: str
    suffix: str | None
    holds: tuple[str, ...]
    library: str | None
    error: str | None


def export(
    format: Annotated[
        str | None,
        typer.Argument(metavar="FORMAT", help="csv, xlsx, jsonl …; --list names all. --to may tell it, too."),
    ] = None,
    what: Annotated[
        str | None,
        typer.Argument(metavar="WHAT", help="statements, documents, actors, claims …; else the usual."),
    ] = None,
    to: Annotated[
        str | None,
        typer.Option("--to", metavar="FILE", help="Where to. Without it, or with `-`, standard output."),
    ] = None,
    ledger: LedgerOption = None,
    actor: Annotated[
        str | None, typer.Option(metavar="NAME", help="Of this actor: a name, part of a name, or an id.")
    ] = None,
    claim: Annotated[
        str | None, typer.Option(metavar="CLAIM", help="Of this claim: its id, or words of the proposition.")
    ] = None,
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
        bool,
        typer.Option(
            "--narration/--no-narration",
            help="With what outlets say in their own voice, as is usual here.",
            show_default=False,
        ),
    ] = True,
    force: Annotated[bool, typer.Option("--force", help="Replace a file that is there.")] = False,
    listed: Annotated[
        bool, typer.Option("--list", help="List the formats: what each holds, and what it needs.")
    ] = False,
    json: JsonOption = False,
) -> None:
    """Write what the ledger holds for other programs: tables, networks, linked data, dossiers.

      hearsay export --list
      hearsay export csv statements --to statements.csv
      hearsay export statements --to ministry.csv --source ministry --act deny
      hearsay export xlsx --to ledger.xlsx
      hearsay export jsonl claims | jq .proposition
      hearsay export parquet statements --actor "Dorota Lisle" --to lisle.parquet

    Actors and claims are brought up to date first. A file appears when it is complete, and never in the place
    of another without --force. Filters narrow statements; --actor and --claim also what hangs on them.

    CSV and the sheets of a workbook are flat: names in a list are joined with semicolons, a voice with
    arrows, lists of anything else are JSON; a claim's parts, origins and trails are tables of their own. In
    CSV a cell that a spreadsheet would take for a formula has an apostrophe before it. JSON lines and Parquet
    hold the records unchanged.
    """
    if listed:
        _list(json=json)
        return
    if json:
        raise UsageError("--json goes with --list.", remedy="For records as JSON export jsonl.")
    check(act, form, certainty)
    forms = chosen_forms(form, narration=narration)
    target = None if to in (None, "-") else Path(to or "")
    chosen, what = _chosen(format, what, target)
    if target is None and chosen.suffix in NOT_TEXT:
        raise UsageError(
            f"{chosen.name} is no text.", remedy=f"Give --to FILE, such as ledger{chosen.suffix}."
        )
    if target is not None:
        writable(target, force=force)

    from hearsay.formats.base import Wanted
    from hearsay.ledger import Ledger

    with Ledger.open(ledger, create=False) as books:
        if target is not None and os.path.exists(books.place) and target.exists():
            _spare(target, books.place)
        if actor is not None or claim is not None or not _independent(chosen, what):
            bring_up_to_date(books)
            link_claims(books)
        filters = made(
            books, source=source, contains=contains, act=act, form=forms, outlet=outlet, since=since,
            until=until, certainty=certainty, document=document,
        )  # fmt: skip
        wanted = Wanted(
            what=what,
            filters=filters,
            actor=books.actor(actor).id if actor is not None else None,
            claim=books.claim(claim).id if claim is not None else None,
        )
        _write(books, chosen, wanted, target, force=force)


def _chosen(format: str | None, what: str | None, target: Path | None) -> tuple[Format, str | None]:
    """The format and what it shall hold; the end of the file's name may tell the format."""
    from hearsay.formats import registry
    from hearsay.formats.tables import chosen

    if format is not None and what is None and format not in registry.places() and target is not None:
        format, what = None, format
    if format is not None:
        found = registry.named(format)
    elif target is None:
        raise UsageError("No format is given.", remedy="Give one, such as csv; --list names all.")
    else:
        guessed = registry.by_suffix(target.name)
        if guessed is None:
            raise UsageError(
                "The name of the file does not tell one format.",
                where=str(target),
                remedy=f"Choose from: {', '.join(registry.places())}.",
            )
        found = guessed
    if (library := _missing(found)) is not None:
        raise registry.needed(library, found.extra or "", found.name)
    chosen(what, found.holds, found.name)
    return found, what


def _missing(format: Format) -> str | None:
    """The library that a format needs and that is not installed."""
    library = LIBRARIES.get(format.extra or "")
    return library if library is not None and find_spec(library) is None else None


def _independent(format: Format, what: str | None) -> bool:
    return format.name in TABLES and (what or format.holds[0]) in NOT_LINKED


def _spare(target: Path, ledger: str) -> None:
    if target.samefile(ledger):
        raise UsageError("This is the ledger itself.", where=str(target), remedy="Give another file.")


def _write(books: Ledger, format: Format, wanted: Wanted, target: Path | None, *, force: bool) -> None:
    started = time.monotonic()
    name = "standard output" if target is None else str(target)
    with _watched(name) as watch:
        if target is None:
            counter = _Counter(sys.stdout.buffer, watch)
            written = format.write(books, wanted, cast("BinaryIO", counter))
            sys.stdout.buffer.flush()
        else:
            with replacing(target, force=force) as file:
                counter = _Counter(file, watch)
                written = format.write(books, wanted, cast("BinaryIO", counter))
            counter.size = target.stat().st_size
    seconds = time.monotonic() - started
    say(f"Written: {name}, {_size(counter.size)} in {seconds:.1f} s: {_told(written)}.")


class _Counter:
    """A binary stream that tells how much was written to it."""

    def __init__(self, to: Any, tell: Callable[[int], None]) -> None:
        self._to = to
        self._tell = tell
        self.size = 0

    def write(self, data: Any) -> int:
        self.size += memoryview(data).nbytes
        self._tell(self.size)
        return int(self._to.write(data))

    def __getattr__(self, name: str) -> Any:
        return getattr(self._to, name)


@contextmanager
def _watched(name: str) -> Iterator[Callable[[int], None]]:
    """Shows how much was written: a line that changes in a terminal, a line now and then elsewhere."""
    console = messages()
    told = time.monotonic()
    if console.is_terminal:
        with console.status(f"Writing {name} …") as status:
            yield lambda size: status.update(f"Writing {name} … {_size(size)}")
        return

    def now_and_then(size: int) -> None:
        nonlocal told
        if time.monotonic() - told >= EVERY_SECONDS:
            told = time.monotonic()
            say(f"Writing {name} … {_size(size)}")

    yield now_and_then


def _told(written: Written) -> str:
    return ", ".join(f"{name} {number:,}" for name, number in written.counts)


def _size(size: int) -> str:
    return f"{size / 1e6:,.1f} MB" if size >= 100_000 else f"{size:,} bytes"


def _list(*, json: bool) -> None:
    lines = list(_formats())
    if json:
        for line in lines:
            write_line(to_json(line))
        return
    console = output()
    for line in lines:
        needs = f"needs {line.library}, which is installed" if line.library else "needs nothing more"
        told = f"{line.name:12} {line.suffix or '':20} {line.error or needs}"
        console.print(visible(told), soft_wrap=True)
        if line.holds:
            console.print(visible(f"{'':12} {', '.join(line.holds)}"), soft_wrap=True, style="dim")


def _formats() -> Iterator[FormatLine]:
    from hearsay.formats import registry

    for name in registry.places():
        try:
            found = registry.named(name)
        except UsageError as error:
            yield FormatLine(name=name, suffix=None, holds=(), library=None, error=error.what)
            continue
        missing = _missing(found)
        yield FormatLine(
            name=name,
            suffix=found.suffix,
            holds=found.holds,
            library=LIBRARIES.get(found.extra or "", found.extra),
            error=f"not installed: pip install 'hearsay[{found.extra}]'" if missing else None,
        )
