"""``hearsay bench origins``: whether independent origins are counted right."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Literal

import typer

from hearsay.cli.terminal import JsonOption, messages, output, say_table, visible, write_line
from hearsay.records import to_json

if TYPE_CHECKING:
    from hearsay.pipeline.bench_origins import OriginScores

WorldsOption = Annotated[int, typer.Option(min=1, help="How many worlds to make.")]
SeedOption = Annotated[int, typer.Option(help="The seed of the first world; the next ones count on.")]
ArticlesOption = Annotated[
    int, typer.Option(min=20, max=20_000, help="How many articles a world has, about eight to a claim.")
]
FromOption = Annotated[
    Literal["given", "grouped", "text"],
    typer.Option(
        "--from",
        help="What hearsay is given: the readings; the text, and which statements make a claim; or the text.",
    ),
]
GivenOption = Annotated[bool, typer.Option("--given", help="The same as --from given.")]
TextOption = Annotated[bool, typer.Option("--text", help="The same as --from text.")]
WrongOption = Annotated[bool, typer.Option("--wrong", help="List the sides that are not exact.")]


def origins(
    worlds: WorldsOption = 10,
    seed: SeedOption = 1,
    articles: ArticlesOption = 100,
    source: FromOption = "given",
    given: GivenOption = False,
    text: TextOption = False,
    wrong: WrongOption = False,
    json: JsonOption = False,
) -> None:
    """Score independence and what it hinges on in invented worlds of news.

    In a world it is known who has it from whom: outlets reprint, cite, rephrase and tell without a source;
    spokesmen share a body, experts are paid, officials stay unnamed, and some of it is revealed late. Each
    side of a claim counts as right when its independence is exact. Cases that begin with hard cannot be told
    from the readings. Nothing was trained on these worlds.

      hearsay bench origins --worlds 20
      hearsay bench origins --articles 2000 --worlds 1 --json
      hearsay bench origins --text --worlds 2 --wrong
    """
    from hearsay.pipeline.bench_origins import bench_given

    source = "given" if given else "text" if text else source
    with messages().status("Measuring …"):
        if source == "given":
            scores = bench_given(worlds, seed, articles)
        else:
            from hearsay.pipeline.bench_origins_text import bench_text

            scores = bench_text(worlds, seed, articles, grouped=source == "grouped")
    if json:
        write_line(to_json(scores))
        return
    _say(scores)
    if wrong:
        for side in scores.wrong:
            where = f"world {side.world}, claim {side.claim}, {side.stance}"
            output().print(visible(f"{where}: {side.found} instead of {side.expected}  ({side.kind})"))


def _say(scores: OriginScores) -> None:
    title = f"{scores.worlds} worlds of {scores.articles} articles, from seed {scores.seed}, {scores.source}"
    kinds = [
        (kind, f"{score.sides:,}", f"{score.independence:.1f}", f"{score.hinges:.1f}")
        for kind, score in scores.kinds.items()
    ]
    total = ("all", f"{scores.sides:,}", f"{scores.independence:.1f}", f"{scores.hinges:.1f}")
    say_table(title, [("", 3), ("Sides of claims", 1), ("Independence", 1), ("Hinges", 1)], [*kinds, total])
    output().print(f"Mean error of independence: {scores.mean_error:.3f}.")
    if scores.apparent is not None:
        output().print(f"What it looked like before a revelation: {scores.apparent:.1f} right.")
