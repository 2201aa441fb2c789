"""``hearsay bench attribution``: read annotated articles and score what was found in them."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from hearsay.pipeline.attribution_scores import AttributionScores, Tally
from hearsay.pipeline.readers import ReaderLike
from hearsay.records import Attribution, Document, Reading
from hearsay.sources.polnear import articles


def score_folder(
    folder: Path, reader: ReaderLike, progress: Callable[[int], None] | None = None
) -> AttributionScores:
    """The scores of a reader on a folder in PolNeAR's layout; of a folder of splits, on its ``dev``.

    The texts are read as they stand in the files, so that the annotators' offsets hold. ``progress`` is
    called with the number of articles read so far.

    Raises:
        CorpusError: the folder is not in PolNeAR's layout.
    """
    tally = Tally()
    for article in articles(folder):
        (reading,) = reader.read([Document(id=article.name, text=article.text)])
        tally.add(article.text, attributions_of(reading), article.gold)
        if progress:
            progress(tally.articles)
    return tally.scores()


def attributions_of(reading: Reading) -> list[Attribution]:
    """The statements that the scoring counts: narration and nested statements do not."""
    return [
        Attribution(source=s.source, cue=s.cue, content=s.content, score=s.score)
        for s in reading.statements
        if s.form != "narration" and s.within is None
    ]
