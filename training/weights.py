"""From a trained network to a folder of weights: export, choose the threshold, score, write the manifest."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import msgspec

from hearsay.model import VOCABULARY
from hearsay.model.labels import LABELS, LEFT, NAME_LABELS, REACH
from hearsay.model.manifest import MANIFEST, Manifest, sha256
from hearsay.model.onnx import ENCODER, LINKS, STATEMENTS, OnnxNetwork
from hearsay.model.pieces import PieceCutter
from hearsay.model.sight import TextModel
from hearsay.pipeline.attribution_scores import AttributionScores, Tally
from hearsay.pipeline.bench_attribution import score_folder
from hearsay.pipeline.bench_coreference import score_chains
from hearsay.pipeline.bench_entities import score_names
from hearsay.reading import Reader
from hearsay.sources.polnear import AnnotatedArticle, articles
from training.export import export
from training.losses import Network

HELD_OUT = 14
"""Every fourteenth training article or so, by a hash of its name, is kept out to choose the threshold."""
THRESHOLDS = tuple(step / 100 for step in range(20, 66, 5))


def held_out(name: str) -> bool:
    """Whether an article of the training split is kept out of training."""
    return int(hashlib.sha256(name.encode()).hexdigest(), 16) % HELD_OUT == 0


def score(model: TextModel, some: list[AnnotatedArticle]) -> AttributionScores:
    """The scores of a model on annotated articles."""
    tally = Tally()
    for article in some:
        tally.add(article.text, model.attributions([article.text])[0], article.gold)
    return tally.scores()


def choose_threshold(
    cutter: PieceCutter, network: OnnxNetwork, some: list[AnnotatedArticle]
) -> tuple[float, AttributionScores]:
    """The threshold that finds the words of contents, and whom they belong to, best on kept-out articles.

    These two are what everything after rests on; a statement that is missed here is lost to it.
    """
    tried = [(threshold, score(TextModel(cutter, network, threshold, ""), some)) for threshold in THRESHOLDS]
    return max(tried, key=lambda pair: pair[1].tokens["content"].f1 + pair[1].linked.f1)


def write_weights(
    network: Network, tokenizer: Path, data: Path, out: Path, training: Mapping[str, Any]
) -> Manifest:
    """Export a network into a folder, with a manifest of how it was made and what it scores on dev parts."""
    export(network, tokenizer, out)
    cutter, onnx = PieceCutter(out / VOCABULARY), OnnxNetwork(out)
    kept_out = [a for a in articles(data / "polnear" / "train") if held_out(a.name)]
    threshold, tuned = choose_threshold(cutter, onnx, kept_out)
    model = TextModel(cutter, onnx, threshold, "")
    reader = Reader(model)
    dev = score_folder(data / "polnear" / "dev", reader)
    manifest = Manifest(
        files={name: sha256(out / name) for name in (ENCODER, STATEMENTS, LINKS, VOCABULARY)},
        labels=LABELS,
        name_labels=NAME_LABELS,
        reach=(LEFT, REACH),
        threshold=threshold,
        training=dict(training),
        scores={
            "PolNeAR train, kept out (threshold chosen)": {"articles": tuned.articles, **tuned.figures()},
            "PolNeAR dev": {"articles": dev.articles, **dev.figures()},
            "CoNLL 2003 dev": score_names(data / "conll2003", reader).figures(),
            "CrossNER politics dev": score_names(data / "crossner-politics", reader).figures(),
            "OntoGUM dev": score_chains(data / "ontogum", reader).figures(),
        },
    )
    encoded = msgspec.json.format(msgspec.json.encode(manifest), indent=2)
    (out / MANIFEST).write_bytes(encoded + b"\n")
    return manifest
