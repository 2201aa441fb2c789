"""``hearsay bench``: how good and how fast the reader is."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from hearsay.cli.bench_claims import claims, clusters
from hearsay.cli.bench_copies import copies
from hearsay.cli.bench_names import names
from hearsay.cli.bench_origins import origins
from hearsay.cli.bench_people import cells, coreference, counts, entities
from hearsay.cli.bench_times import times
from hearsay.cli.terminal import (
    Guarded,
    JsonOption,
    messages,
    output,
    say_table,
    taught,
    visible,
    write_line,
)
from hearsay.records import to_json

if TYPE_CHECKING:
    pass

app = typer.Typer(cls=Guarded, no_args_is_help=True, help="Measure how good and how fast the reader is.")

FolderArgument = Annotated[Path, typer.Argument(metavar="DIR", help="The folder to read.")]


def attribution(folder: FolderArgument, json: JsonOption = False) -> None:
    """Score statements against a folder in PolNeAR's layout.

    The folder holds text/NAME.txt and attributions/NAME_ANNOTATOR.ann; of a folder of splits, dev is
    scored. Narration and nested statements do not count. The weights that come with hearsay were not
    trained on PolNeAR's dev and test.

      hearsay bench attribution polnear/dev
      hearsay bench attribution polnear/dev --json
    """
    from hearsay.pipeline import readers
    from hearsay.pipeline.bench_attribution import score_folder

    with messages().status("Reading …") as status:
        scores = score_folder(
            folder, readers.make_reader(), lambda done: status.update(f"Reading … {done} articles")
        )
    if json:
        write_line(to_json(scores))
        return
    rows = [
        *((f"{role}, by token", score) for role, score in scores.tokens.items()),
        *((f"{role}, exact span", score) for role, score in scores.spans.items()),
        ("linked pairs", scores.linked),
        ("whole statements", scores.statements),
    ]
    say_table(
        f"{visible(str(folder))}: {scores.articles} articles",
        [("", 3), ("Precision", 1), ("Recall", 1), ("F1", 1), ("Found", 1), ("Gold", 1)],
        ((name, *cells(score), *counts(score)) for name, score in rows),
    )


def speed(
    folder: FolderArgument,
    limit: Annotated[int | None, typer.Option(min=1, help="Read at most so many inputs.")] = None,
    json: JsonOption = False,
) -> None:
    """Measure the whole job beside the encoder alone on the same windows.

    The job runs from files to a ledger that is thrown away, in one process. The encoder is then run over
    what the model was shown, chunk by chunk in turn with the job, so that noise hits both alike.

      hearsay bench speed articles/
      hearsay bench speed articles/ --limit 100 --json
    """
    from hearsay.pipeline.bench_speed import measure

    with messages().status("Measuring …"):
        speed = measure(str(folder), limit)
    if json:
        write_line(to_json(speed))
        return
    output().print(
        f"{speed.documents:,} documents ({speed.rejections} rejected), {speed.words:,} words, "
        f"{speed.pieces:,} pieces, {speed.cores} cores"
    )
    say_table(
        None,
        [("", 2), ("Seconds", 1), ("Words/s", 1), ("Pieces/s", 1)],
        [
            (
                "whole job",
                f"{speed.job_seconds:.1f}",
                f"{speed.job_words_per_second:,.0f}",
                f"{speed.job_pieces_per_second:,.0f}",
            ),
            (
                "encoder alone",
                f"{speed.encoder_seconds:.1f}",
                f"{speed.encoder_words_per_second:,.0f}",
                f"{speed.encoder_pieces_per_second:,.0f}",
            ),
        ],
    )
    output().print(
        f"The job keeps {speed.ratio:.0%} of the encoder's speed; "
        f"peak memory {speed.peak_memory_mib:,.0f} MiB."
    )


for command in (attribution, entities, coreference, names, times, claims, clusters, copies, origins, speed):
    app.command(help=taught(command))(command)
