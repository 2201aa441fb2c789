"""``hearsay bench names``: how well two names are told to be the same or not."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Literal

import typer

from hearsay.cli.terminal import JsonOption, output, say_table, visible, write_line
from hearsay.records import to_json

if TYPE_CHECKING:
    from hearsay.pipeline.bench_names import NameScores, WrongPair

PairsArgument = Annotated[Path, typer.Argument(metavar="CSV", help="The pairs of names.")]
WrongOption = Annotated[
    bool, typer.Option("--wrong", help="List the pairs decided otherwise than the file says, and why.")
]
HalfOption = Annotated[
    Literal["tune", "report", "all"],
    typer.Option(
        help="Which pairs to score: those that the comparison was developed on (tune), the rest, or all."
    ),
]


def names(
    path: PairsArgument, half: HalfOption = "all", wrong: WrongOption = False, json: JsonOption = False
) -> None:
    """Score the comparison of names against a table of pairs.

    The CSV file has the columns schema (a FollowTheMoney schema: Person, Company, Vessel …), name1, name2,
    is_match (true or false) and category; of a folder, pairs.csv is read. A pair counts as found when the
    names are said to be the same. The time is that of one comparison after both names were made ready.
    The comparison was developed on the tune half of the pairs of OpenSanctions' name_bench; which half a pair
    is in depends on its two names alone. --half report scores those that it was not developed on.

      hearsay bench names names/pairs.csv
      hearsay bench names names/pairs.csv --half report --json
      hearsay bench names names/pairs.csv --half tune --wrong
    """
    from hearsay.pipeline.bench_names import score_pairs

    scores = score_pairs(path, half)
    if json:
        write_line(to_json(scores))
        return
    if wrong:
        _say_wrong(scores.wrong)
        return
    _say_scores(path, scores)


def _say_scores(path: Path, scores: NameScores) -> None:
    which = "" if scores.half == "all" else f", the {scores.half} half"
    say_table(
        f"{visible(str(path))}: {scores.pairs} pairs{which}",
        [("", 3), ("Pairs", 1), ("Accuracy", 1), ("Precision", 1), ("Recall", 1), ("F1", 1)],
        [
            *(
                (name or "no category", f"{category.pairs:,}", f"{category.accuracy:.1f}", "", "", "")
                for name, category in scores.categories.items()
            ),
            (
                "all",
                f"{scores.pairs:,}",
                f"{scores.accuracy:.1f}",
                f"{scores.precision:.1f}",
                f"{scores.recall:.1f}",
                f"{scores.f1:.1f}",
            ),
        ],
    )
    ready = f"making a name ready {scores.prepare_microseconds:.0f} µs"
    output().print(f"A comparison takes {scores.microseconds:.1f} µs, {ready}.")


def _say_wrong(pairs: tuple[WrongPair, ...]) -> None:
    for pair in pairs:
        verdict = "missed" if pair.same else "mistaken"
        output().print(
            visible(f"{verdict}  {pair.left}  |  {pair.right}  ({pair.type}, {pair.score:.2f})"),
            soft_wrap=True,
        )
        for reason in pair.reasons:
            values = "  |  ".join(value or "-" for value in (reason.left, reason.right))
            output().print(visible(f"    {reason.what}: {values}  ({reason.score:.2f})"), soft_wrap=True)
    output().print(f"{len(pairs)} decided otherwise than the file says.")
