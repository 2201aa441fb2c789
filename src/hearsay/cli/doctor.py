"""``hearsay doctor``: is everything there?"""

from __future__ import annotations

import typer

from hearsay.cli.terminal import JsonOption, LedgerOption, output, visible, write_line
from hearsay.records import to_json

MARKS = {"well": "✓", "missing": "–", "broken": "✗"}
STYLES = {"well": "green", "missing": "yellow", "broken": "bold red"}


def doctor(ledger: LedgerOption = None, json: JsonOption = False) -> None:
    """Look at versions, weights and the ledger; say what is missing and how to get it.

      hearsay doctor
      hearsay doctor --ledger old.db --json

    Exit codes: 0 healthy, 1 something is broken. What is optional and missing breaks nothing.
    """
    from rich.text import Text

    from hearsay.pipeline.health import examine

    console = output()
    healthy = True
    for finding in examine(ledger):
        healthy = healthy and finding.state != "broken"
        if json:
            write_line(to_json(finding))
            continue
        line = Text.assemble(
            (f"{MARKS[finding.state]} ", STYLES[finding.state]),
            (f"{finding.name:<20}", "bold"),
            visible(finding.detail),
        )
        if finding.remedy and finding.state != "well":
            line.append(f"\n  {'':<20}{visible(finding.remedy)}")
        console.print(line, soft_wrap=True)
    if not json:
        console.print("Everything is there." if healthy else "Something is broken; see ✗ above.")
    raise typer.Exit(0 if healthy else 1)
