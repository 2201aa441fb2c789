"""Learn what a claim is ranked by, in one command; prints the WEIGHTS of ``linking/claims/search.py``.

    python -m training.search --data ../shared/data

A softmax over all claims for each checked sentence of the debates of the tune half. The other half is for
``hearsay bench claims`` to report.
"""

from __future__ import annotations

import argparse
from pathlib import Path

import numpy as np
import torch

from hearsay.linking.claims.search import FEATURES
from hearsay.pipeline.bench_claims import compared, in_tune_half
from hearsay.pipeline.readers import load_embedding
from hearsay.sources.debates import debates


def main() -> None:
    """Compare, learn, print."""
    parser = argparse.ArgumentParser(prog="python -m training.search", description=__doc__)
    parser.add_argument("--data", type=Path, default=Path("../shared/data"), help="folder of the corpora")
    given = parser.parse_args()
    corpus = debates(given.data / "politifact")
    _, features = compared(corpus, load_embedding())
    learn = np.array([in_tune_half(sentence) for sentence in corpus.sentences])
    ids = sorted(corpus.claims)
    gold = torch.tensor([[id in s.checks for id in ids] for s in corpus.sentences], dtype=torch.float32)[
        learn
    ]
    gold = gold / gold.sum(1, keepdim=True)
    rows = torch.tensor(features[learn], dtype=torch.float32)
    weights = torch.ones(len(FEATURES), requires_grad=True)
    optimizer = torch.optim.LBFGS([weights], max_iter=100, line_search_fn="strong_wolfe")

    def loss() -> torch.Tensor:
        optimizer.zero_grad()
        scores = (rows * weights[None, :, None]).sum(1)
        value = -(gold * torch.log_softmax(scores, 1)).sum(1).mean() + 1e-3 * weights.square().mean()
        value.backward()  # type: ignore[no-untyped-call]
        return value

    optimizer.step(loss)  # type: ignore[no-untyped-call]
    print(f"{len(rows)} sentences, {len(ids)} claims")
    print(tuple(round(weight, 1) for weight in weights.tolist()))


if __name__ == "__main__":
    main()
