"""``hearsay bench copies``: how well passages taken over from another document are found."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from hearsay.cli.terminal import JsonOption, messages, output, say_table, visible, write_line
from hearsay.records import to_json

if TYPE_CHECKING:
    from hearsay.pipeline.bench_copies import CopyScores

PathArgument = Annotated[Path, typer.Argument(metavar="PATH", help="The articles to make reprints of.")]
SeedOption = Annotated[int, typer.Option(help="Another seed makes other reprints.")]
LimitOption = Annotated[int | None, typer.Option(min=1, help="Reprint at most so many articles.")]


def copies(
    path: PathArgument, seed: SeedOption = 1, limit: LimitOption = None, json: JsonOption = False
) -> None:
    """Score copies against reprints that are made from a folder of articles.

    At five rates (0, 5, 10, 20 and 30 % of the words changed) up to 300 articles are reprinted by a seed:
    whole, trimmed, as an excerpt in a text of its own, with paragraphs in another order, or with own
    paragraphs; half of them say where they have it from. Others share only a quotation, and must not be
    found. Articles that share passages with each other already are not reprinted. A pair is right whichever
    document is said to be the earlier; that is scored by itself. Coverage counts the words in the passages.
    Nothing was trained; thresholds were set on the newswire with the seeds 1, 2 and 5.

      hearsay bench copies newswire
      hearsay bench copies newswire --seed 7 --limit 100 --json
    """
    from hearsay.pipeline.bench_copies import score_copies

    with messages().status("Reading …") as status:
        scores = score_copies(path, seed, limit, status.update)
    if json:
        write_line(to_json(scores))
        return
    _say(path, scores)


def _say(path: Path, scores: CopyScores) -> None:
    rows = [(f"{rate.changed} % of words changed", rate, rate.coverage) for rate in scores.rates]
    say_table(
        f"{visible(str(path))}: {scores.articles:,} articles, {scores.kin:,} of them kin",
        [("", 3), ("Precision", 1), ("Recall", 1), ("F1", 1), ("Found", 1), ("Made", 1), ("Coverage F1", 1)],
        [
            *(
                (
                    name,
                    f"{score.precision:.1f}",
                    f"{score.recall:.1f}",
                    f"{score.f1:.1f}",
                    f"{score.found:,}",
                    f"{score.gold:,}",
                    f"{coverage.f1:.1f}",
                )
                for name, score, coverage in rows
            ),
            (
                "all",
                f"{scores.precision:.1f}",
                f"{scores.recall:.1f}",
                f"{scores.f1:.1f}",
                f"{scores.found:,}",
                f"{scores.gold:,}",
                "",
            ),
        ],
    )
    directions = (
        ("where dates differ", scores.dated),
        ("else, where it is credited", scores.credited),
        ("else", scores.unmarked),
    )
    said = ", ".join(f"{name} {d.accuracy:.1f} % of {d.pairs:,}" for name, d in directions)
    output().print(f"The direction is right {said}.")
    output().print(f"Finding took {scores.seconds:.1f} seconds at all rates.")
