"""``hearsay bench claims`` and ``clusters``: how well claims are found, and how well they are gathered."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from hearsay.cli.terminal import JsonOption, messages, output, say_table, visible, write_line
from hearsay.records import to_json

if TYPE_CHECKING:
    from hearsay.pipeline.bench_claims import Ranking, Rankings
    from hearsay.pipeline.bench_clusters import Grouping

DebatesArgument = Annotated[Path, typer.Argument(metavar="DIR", help="The folder of the debates.")]
EventsArgument = Annotated[Path, typer.Argument(metavar="DIR", help="The folder of the corpus.")]


def claims(folder: DebatesArgument, json: JsonOption = False) -> None:
    """Score how high the checked claim stands that a sentence repeats.

    The folder is in the layout of PolitiFact's part of "That is a Known Lie": fact-checking, verified-claims
    and transcripts. For each checked sentence all claims are ranked, by hearsay, by BM25 and by the vectors
    alone. The weights of the ranking were learnt on half of the debates, told apart by their names; the
    report half is the one to look at.

      hearsay bench claims politifact/
      hearsay bench claims politifact/ --json
    """
    from hearsay.pipeline.bench_claims import score_search

    with messages().status("Ranking …"):
        scores = score_search(folder)
    if json:
        write_line(to_json(scores))
        return
    say_table(
        f"{visible(str(folder))}: {scores.sentences} sentences, {scores.claims:,} claims",
        [("", 3), ("MRR", 1), ("Recall@1", 1), ("@5", 1), ("@10", 1), ("@20", 1)],
        [
            *_ranked("report half", scores.report),
            *_ranked("tune half", scores.tune),
            *_ranked("all", scores),
        ],
    )
    output().print(
        f"On the report half the MRR is {scores.report.times_bm25:.2f} times that of BM25, "
        f"on all sentences {scores.times_bm25:.2f} times."
    )


def clusters(folder: EventsArgument, json: JsonOption = False) -> None:
    """Score how well sentences of news that tell of the same event are gathered.

    The folder is in the layout of ECB+ as a token table with JSON mentions; dev is scored. A pair of
    sentences in different documents of one topic is right when they mention an event in common. Beside it
    stand groups by the vectors' cosine alone, at the threshold that is best for them. Nothing was trained on
    the dev topics; the weights come from the train topics.

      hearsay bench clusters ecbplus/
      hearsay bench clusters ecbplus/ --json
    """
    from hearsay.pipeline.bench_clusters import score_clusters
    from hearsay.pipeline.readers import make_reader

    with messages().status("Gathering …"):
        scores = score_clusters(folder, make_reader())
    if json:
        write_line(to_json(scores))
        return
    say_table(
        f"{visible(str(folder))}: {scores.sentences} sentences of {scores.documents} documents, "
        f"{scores.topics} topics",
        [
            ("", 4),
            ("Precision", 1),
            ("Recall", 1),
            ("F1", 1),
            ("B³ P", 1),
            ("B³ R", 1),
            ("B³ F1", 1),
            ("Groups", 1),
        ],
        [
            _grouped("hearsay", scores),
            _grouped("cosine alone", scores.meaning),
            _grouped("cosine, clustered as hearsay does", scores.meaning_same_clustering),
        ],
    )
    output().print(f"F1 is {scores.margin:.1f} points above that of the cosine alone.")


def _ranked(name: str, scores: Rankings) -> list[tuple[str, ...]]:
    return [
        _row(f"{name}, {scores.sentences} sentences: hearsay", scores),
        _row("  BM25", scores.bm25),
        _row("  BM25, with the sentences around it", scores.bm25_context),
        _row("  vectors alone", scores.meaning),
    ]


def _row(name: str, ranking: Ranking) -> tuple[str, ...]:
    recalls = (ranking.recall_at_1, ranking.recall_at_5, ranking.recall_at_10, ranking.recall_at_20)
    return (name, f"{ranking.mrr:.3f}", *(f"{recall:.3f}" for recall in recalls))


def _grouped(name: str, grouping: Grouping) -> tuple[str, ...]:
    figures = (
        grouping.precision, grouping.recall, grouping.f1,
        grouping.b3_precision, grouping.b3_recall, grouping.b3_f1,
    )  # fmt: skip
    return (name, *(f"{figure:.1f}" for figure in figures), str(grouping.groups))
