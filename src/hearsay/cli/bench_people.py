"""``hearsay bench entities`` and ``coreference``: how well names are found, and what means the same."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from hearsay.cli.terminal import JsonOption, messages, output, say_table, visible, write_line
from hearsay.records import to_json

if TYPE_CHECKING:
    from hearsay.pipeline.coreference_scores import Rates
    from hearsay.pipeline.scoring import Score

PathArgument = Annotated[Path, typer.Argument(metavar="PATH", help="The file or folder to read.")]


def entities(folder: PathArgument, json: JsonOption = False) -> None:
    """Score names against a file or folder in CoNLL-2003's layout.

    Each line holds a word, a tab and a tag (O, B-TYPE, I-TYPE); an empty line ends a sentence. Of a folder of
    splits, dev.txt alone is scored. A name counts as found when its span and its type are both right: person,
    organization, place or other, onto which the types of CoNLL-2003 and of CrossNER are mapped. Its words
    count, not the white space beside them. The weights that come with hearsay were not trained on the dev
    files of CoNLL-2003 and CrossNER.

      hearsay bench entities conll2003
      hearsay bench entities crossner-politics/dev.txt --json
    """
    from hearsay.pipeline import readers
    from hearsay.pipeline.bench_entities import score_names

    with messages().status("Reading …") as status:
        scores = score_names(
            folder, readers.make_reader(), lambda done: status.update(f"Reading … {done} passages")
        )
    if json:
        write_line(to_json(scores))
        return
    say_table(
        f"{visible(str(folder))}: {scores.passages} passages",
        [("", 3), ("Precision", 1), ("Recall", 1), ("F1", 1), ("Found", 1), ("Gold", 1)],
        [
            *((kind, *cells(score), *counts(score)) for kind, score in scores.types.items()),
            ("spans, whatever their type", *cells(scores.spans), *counts(scores.spans)),
            ("all", *cells(scores), *counts(scores)),
        ],
    )


def coreference(folder: PathArgument, json: JsonOption = False) -> None:
    """Score entities against CoNLL-U files with Entity brackets, as OntoGUM has them.

    Of a folder of splits, dev alone is scored. The CoNLL F1 is the mean of the F1 of MUC, B³ and CEAF φ4, as
    the CoNLL-2012 scorer has them: counts are pooled over the documents, entities with a single mention do
    not count, and the mentions are the reader's own. News and interviews are also scored together, and every
    other genre by itself. The weights that come with hearsay were not trained on OntoGUM's dev and test.

      hearsay bench coreference ontogum
      hearsay bench coreference ontogum/dev --json
    """
    from hearsay.pipeline import readers
    from hearsay.pipeline.bench_coreference import score_chains

    with messages().status("Reading …") as status:
        scores = score_chains(
            folder, readers.make_reader(), lambda done: status.update(f"Reading … {done} documents")
        )
    if json:
        write_line(to_json(scores))
        return
    say_table(
        f"{visible(str(folder))}: {scores.documents} documents",
        [("", 3), ("Precision", 1), ("Recall", 1), ("F1", 1)],
        [
            ("mentions", *cells(scores.mentions)),
            ("MUC", *cells(scores.muc)),
            ("B³", *cells(scores.b_cubed)),
            ("CEAF φ4", *cells(scores.ceaf)),
            ("CoNLL (mean of the three F1)", "", "", f"{scores.conll_f1:.1f}"),
        ],
    )
    output().print()
    say_table(
        None,
        [("", 3), ("Documents", 1), ("Mention F1", 1), ("CoNLL F1", 1)],
        (
            (name.replace("_", " "), str(of.documents), f"{of.mentions.f1:.1f}", f"{of.conll_f1:.1f}")
            for name, of in scores.genres.items()
        ),
    )


def cells(score: Score | Rates) -> tuple[str, str, str]:
    """Precision, recall and F1 as a table shows them."""
    return f"{score.precision:.1f}", f"{score.recall:.1f}", f"{score.f1:.1f}"


def counts(score: Score) -> tuple[str, str]:
    """How many were found, and how many there were to find."""
    return f"{score.found:,}", f"{score.gold:,}"
