"""From a trained network to the weights that hearsay carries: three ONNX graphs and a vocabulary."""

from __future__ import annotations

import json
import shutil
import tempfile
import warnings
from pathlib import Path

import torch
from onnxruntime.quantization import QuantType, quantize_dynamic
from torch import Tensor, nn

from hearsay.model import VOCABULARY
from hearsay.model.labels import REACH
from hearsay.model.onnx import ENCODER, LINKS, STATEMENTS
from hearsay.model.words import PAIR_FEATURES
from training.losses import Network
from training.network import VIEW, Encoder


class _Encoder(nn.Module):
    """The encoder with its four features as one array, as the run time feeds it."""

    def __init__(self, encoder: Encoder) -> None:
        super().__init__()
        self.encoder = encoder

    def forward(self, features: Tensor, mask: Tensor) -> tuple[Tensor, Tensor]:
        """features: (4, windows, length); mask: (windows, length)."""
        views, scores = self.encoder(features[0], features[1], features[2], features[3], mask)
        return views, scores


def export(network: Network, tokenizer: Path, folder: Path) -> None:
    """Write the graphs and the vocabulary into a folder; all but the small linker quantized to int8."""
    folder.mkdir(parents=True, exist_ok=True)
    network.eval()
    with tempfile.TemporaryDirectory() as scratch, warnings.catch_warnings():
        warnings.simplefilter("ignore")
        features = torch.ones(4, 2, 32, dtype=torch.long)
        mask = torch.ones(2, 32, dtype=torch.bool)
        windows = {0: "windows", 1: "length"}
        torch.onnx.export(
            _Encoder(network.encoder),
            (features, mask),
            str(Path(scratch) / ENCODER),
            input_names=["features", "mask"],
            output_names=["views", "scores"],
            dynamic_axes={
                "features": {1: "windows", 2: "length"},
                "mask": windows,
                "views": windows,
                "scores": windows,
            },
            opset_version=17,
            dynamo=False,
        )
        torch.onnx.export(
            network.reader,
            (
                torch.zeros(2, REACH, VIEW),
                torch.ones(2, REACH, dtype=torch.bool),
                torch.zeros(1, dtype=torch.long),
            ),
            str(Path(scratch) / STATEMENTS),
            input_names=["views", "mask", "first"],
            output_names=["labels"],
            dynamic_axes={name: {0: "statements", 1: "length"} for name in ("views", "mask", "labels")},
            opset_version=17,
            dynamo=False,
        )
        count, between = {0: "mentions"}, {0: "pairs"}
        some, few = torch.tensor([3, 9, 20]), torch.tensor([0, 0, 1])
        torch.onnx.export(
            network.linker,
            (
                torch.zeros(32, VIEW),
                some,
                torch.ones(3, dtype=torch.long),
                few,
                torch.tensor([1, 2, 2]),
                torch.zeros(3, len(PAIR_FEATURES), dtype=torch.long),
            ),
            str(folder / LINKS),
            input_names=["views", "heads", "kinds", "earlier", "later", "features"],
            output_names=["first", "last", "scores"],
            dynamic_axes={
                "views": {0: "pieces"},
                **dict.fromkeys(("heads", "kinds", "first", "last"), count),
                **dict.fromkeys(("earlier", "later", "features", "scores"), between),
            },
            opset_version=17,
            dynamo=False,
        )
        for name in (ENCODER, STATEMENTS):
            quantize_dynamic(
                Path(scratch) / name, folder / name, weight_type=QuantType.QInt8, per_channel=True
            )
    shutil.copyfile(tokenizer, folder / VOCABULARY)
    vocabulary = json.loads((folder / VOCABULARY).read_text(encoding="utf-8"))
    vocabulary["truncation"] = vocabulary["padding"] = None
    (folder / VOCABULARY).write_text(json.dumps(vocabulary, ensure_ascii=False), encoding="utf-8")
