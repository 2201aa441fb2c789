"""``hearsay bench times``: how well expressions of time are found and resolved."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from hearsay.cli.terminal import JsonOption, messages, say_table, visible, write_line
from hearsay.records import to_json


def times(
    place: Annotated[Path, typer.Argument(metavar="PATH", help="The file or folder to read.")],
    json: JsonOption = False,
) -> None:
    """Score expressions of time against TimeML, as TempEval-3 does.

    Relaxed: an expression counts as found where it overlaps a marked one; strict: where it has its span. Type
    and value count where it overlaps and has the same TIMEX3 type or value; values are resolved against the
    date of the document. The rules were written while looking at half of TimeBank and AQUAINT (files whose
    names have an odd SHA-256), so the other half says more.

      hearsay bench times tempeval3
      hearsay bench times tempeval3/AQUAINT --json
    """
    from hearsay.pipeline.bench_times import score_times

    with messages().status("Reading …") as status:
        scores = score_times(place, lambda done: status.update(f"Reading … {done} texts"))
    if json:
        write_line(to_json(scores))
        return
    rows = (
        ("relaxed", scores.relaxed),
        ("strict", scores.strict),
        ("type", scores.type),
        ("value", scores.value),
    )
    say_table(
        f"{visible(str(place))}: {scores.texts} texts; right values of what is found: "
        f"{scores.value_accuracy:.2f} %",
        [("", 3), ("Precision", 1), ("Recall", 1), ("F1", 1)],
        [(name, f"{one.precision:.2f}", f"{one.recall:.2f}", f"{one.f1:.2f}") for name, one in rows],
    )
