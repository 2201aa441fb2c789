"""``hearsay check``: what the ledger and imported fact checks hold on a sentence."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from hearsay.cli.copies import told_reason
from hearsay.cli.linking import linked_claims
from hearsay.cli.progress import say_rejection
from hearsay.cli.read import SOME_REJECTED
from hearsay.cli.terminal import JsonOption, LedgerOption, counted, output, say, visible, write_line
from hearsay.errors import UsageError
from hearsay.records import to_json

if TYPE_CHECKING:
    from hearsay.pipeline.checking import Held
    from hearsay.records import Reason

LONGEST = 2000
SHOWN = 10


def check(
    text: Annotated[
        str, typer.Argument(metavar="TEXT", help="The sentence to look for; empty to import alone.")
    ],
    ledger: LedgerOption = None,
    checks: Annotated[
        Path | None,
        typer.Option(
            "--fact-checks",
            metavar="FILE",
            help="Import fact checks first: ClaimReview (JSON-LD, also inside a web page, or a data feed) or "
            "CSV with the columns claim, claimant, verdict, author, published, url. They are kept in the "
            "ledger.",
        ),
    ] = None,
    limit: Annotated[int, typer.Option(min=1, help="How many of each at most.")] = SHOWN,
    why: Annotated[bool, typer.Option("--why", help="With what was compared.")] = False,
    json: JsonOption = False,
) -> None:
    """Show what the ledger, and fact checks that were imported, hold on a sentence.

    Claims come with how many independent origins support and deny them, statements that belong to no claim by
    themselves, fact checks with their verdicts. The number before each is how alike it is in meaning, from 0
    to 1: a likeness, and no verdict on whether it is true.

      hearsay check "The authority was warned in writing"
      hearsay check "The bridge was never inspected" --fact-checks claimreview.json
      hearsay check "Forty lorries crossed every night" --why --limit 3
      hearsay check "Forty lorries crossed every night" --json | jq .claims[].proposition

    Exit codes: 0 done, 3 done but parts of --fact-checks were rejected, 2 wrong usage, 1 failed.
    """
    from hearsay.pipeline import checking

    text = " ".join(text.split())
    if not text and checks is None:
        raise UsageError("There is no sentence to look for.", remedy="Give one, in quotation marks.")
    if len(text) > LONGEST:
        raise UsageError(
            f"The text has {len(text):,} characters.", remedy=f"Give a sentence of at most {LONGEST:,}."
        )
    rejected = False
    with linked_claims(ledger) as books:
        if checks is not None:
            imported = checking.import_checks(books, checks)
            for rejection in imported.rejections:
                say_rejection(rejection)
            say(f"Fact checks: {imported.checks:,} from {checks}.")
            rejected = bool(imported.rejections)
        if text:
            held = checking.check(books, text, limit=limit)
            if json:
                write_line(to_json(held))
            else:
                _show(held, why=why)
    if rejected:
        raise typer.Exit(SOME_REJECTED)


def _show(held: Held, *, why: bool) -> None:
    from hearsay.pipeline.checking import verdict_of

    console = output()
    found: list[tuple[str, list[tuple[float, str, tuple[Reason, ...]]]]] = [
        (
            "Fact checks",
            [(one.meaning, verdict_of(one.check), one.why) for one in held.fact_checks],
        ),
        (
            "Claims",
            [
                (
                    one.meaning,
                    f"{one.proposition} [{one.id[:8]}] {counted(one.documents, 'document')}, "
                    f"{counted(one.independence, 'independent origin')}, {one.denied:,} against",
                    one.why,
                )
                for one in held.claims
            ],
        ),
        (
            "Single statements",
            [
                (
                    one.meaning,
                    f"{one.speaker or 'nobody named'}, {one.outlet or one.document[:12]}"
                    f" {(one.published or 'undated')[:10]}: {one.text} [{one.id[:8]}]",
                    one.why,
                )
                for one in held.statements
            ],
        ),
    ]
    for title, rows in found:
        if not rows:
            continue
        console.print(title)
        for line in _lines(rows, why=why):
            console.print(visible(line), soft_wrap=True)
        console.print()
    if not any(rows for _, rows in found):
        say("Nothing in the ledger is like it. `hearsay statements --contains WORD` looks for words.")


def _lines(rows: list[tuple[float, str, tuple[Reason, ...]]], *, why: bool) -> Iterator[str]:
    for meaning, words, reasons in rows:
        yield f"  {meaning:.2f}  {words}"
        if why:
            for reason in reasons:
                yield f"        {told_reason(reason)}"
