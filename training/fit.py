"""The training loop: fit the network to examples, keeping a running average of its weights."""

from __future__ import annotations

import copy
import json
import time
from collections.abc import Callable
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

import numpy as np
import torch
from torch import Tensor, nn
from torch.nn import functional as F

from training.batches import Batch, around, batches
from training.corpus import Example
from training.network import Encoder, StatementReader

REPORT = 50
"""Steps between two lines of progress."""


@dataclass(frozen=True)
class Recipe:
    """The settings of one training run; they go into the manifest with the scores."""

    passes: int = 6
    rate: float = 1.5e-4
    head_rate: float = 8e-4
    warmup: float = 0.08
    decay: float = 0.01
    masked: float = 0.1
    dropout: float = 0.1
    average: float = 0.998
    pieces: int = 2048
    seed: int = 1


class Network(nn.Module):
    """Encoder and statement reader together, as they are trained."""

    def __init__(self, dropout: float) -> None:
        super().__init__()
        self.encoder = Encoder(dropout)
        self.reader = StatementReader(dropout)

    def losses(self, batch: Batch) -> dict[str, Tensor]:
        """What the network still gets wrong: anchors, tags, and the labels of statements."""
        hidden = self.encoder.encode(*batch.inputs, annotators=batch.annotators)
        anchors = self.encoder.anchor(hidden).squeeze(-1).float()
        known = batch.anchors >= 0
        wrong = F.binary_cross_entropy_with_logits(anchors[known], batch.anchors[known], reduction="sum")
        count = max(1, len(batch.window))
        tags = self.encoder.tags(hidden).float()
        result = {
            "anchor": wrong / count,
            "tag": F.cross_entropy(tags.flatten(0, 1), batch.tags.flatten(), ignore_index=-1) * 3,
        }
        if len(batch.window):
            views, mask = around(self.encoder.view(hidden), batch.inputs[4], batch.window, batch.place)
            labels = self.reader(views, mask, torch.zeros(1, dtype=torch.long)).float()
            wrong = F.cross_entropy(
                labels.flatten(0, 1), batch.labels.flatten(), ignore_index=-100, reduction="sum"
            )
            result["label"] = wrong / (20.0 * count)
        return result


class Run:
    """One training run: a network, the running average of its weights, and where it stands."""

    def __init__(self, examples: list[Example], minilm: Path, recipe: Recipe, folder: Path) -> None:
        self.examples, self.recipe, self.folder = examples, recipe, folder
        torch.manual_seed(recipe.seed)
        self.network = Network(recipe.dropout)
        self.network.encoder.load_minilm(minilm)
        self.average = copy.deepcopy(self.network).eval()
        self.optimizer = torch.optim.AdamW(
            _groups(self.network, recipe), weight_decay=recipe.decay, betas=(0.9, 0.98), fused=True
        )
        nothing = np.random.default_rng(0)
        self.per_pass = sum(1 for _ in batches(examples, nothing, masked=0, pieces=recipe.pieces))
        total = self.per_pass * recipe.passes
        self.schedule = torch.optim.lr_scheduler.LambdaLR(
            self.optimizer,
            lambda step: (
                min(1.0, (step + 1) / (recipe.warmup * total)) * max(0.02, 1 - step / (total * 1.02))
            ),
        )
        self.done = self._resume()

    def one_pass(self) -> None:
        """Go through all examples once, and save where the run stands."""
        recipe, begun = self.recipe, time.monotonic()
        random = np.random.default_rng((recipe.seed, self.done))
        sums: dict[str, float] = {}
        self.network.train()
        for step, batch in enumerate(
            batches(self.examples, random, masked=recipe.masked, pieces=recipe.pieces), start=1
        ):
            losses = self._step(batch, self.done * self.per_pass + step)
            for name, value in losses.items():
                sums[name] = sums.get(name, 0.0) + value.item()
            if step % REPORT == 0:
                means = "  ".join(f"{name} {value / step:.3f}" for name, value in sums.items())
                spent = time.monotonic() - begun
                print(
                    f"pass {self.done + 1}  step {step}/{self.per_pass}  {spent:.0f} s  {means}", flush=True
                )
        self.done += 1
        self._save()

    def _step(self, batch: Batch, number: int) -> dict[str, Tensor]:
        with torch.autocast("cpu", dtype=torch.bfloat16):
            losses = self.network.losses(batch)
        self.optimizer.zero_grad(set_to_none=True)
        torch.stack(list(losses.values())).sum().backward()  # type: ignore[no-untyped-call]
        nn.utils.clip_grad_norm_(self.network.parameters(), 1.0)
        self.optimizer.step()
        self.schedule.step()
        keep = min(self.recipe.average, 1 - 1 / number)
        with torch.no_grad():
            for slow, fast in zip(self.average.parameters(), self.network.parameters(), strict=True):
                slow.lerp_(fast, 1 - keep)
        return losses

    def _parts(self) -> dict[str, Any]:
        return {
            "average": self.average,
            "network": self.network,
            "optimizer": self.optimizer,
            "schedule": self.schedule,
        }

    def _save(self) -> None:
        state = {name: part.state_dict() for name, part in self._parts().items()}
        torch.save(state, self.folder / f"pass-{self.done}.pt")
        (self.folder / f"pass-{self.done - 1}.pt").unlink(missing_ok=True)

    def _resume(self) -> int:
        """Take up the last whole pass that was saved; the number of passes done."""
        for number in range(self.recipe.passes, 0, -1):
            if (saved := self.folder / f"pass-{number}.pt").exists():
                state = torch.load(saved, weights_only=True)
                for name, part in self._parts().items():
                    part.load_state_dict(state[name])
                return number
        return 0


def _groups(network: Network, recipe: Recipe) -> list[dict[str, Any]]:
    """What came trained learns at one rate, what is new at another."""
    encoder = network.encoder
    trained = [
        *encoder.layers.parameters(),
        encoder.words.weight,
        encoder.positions.weight,
        *encoder.norm.parameters(),
    ]
    known = {id(parameter) for parameter in trained}
    fresh = [parameter for parameter in network.parameters() if id(parameter) not in known]
    return [{"params": trained, "lr": recipe.rate}, {"params": fresh, "lr": recipe.head_rate}]


def fit(
    examples: list[Example],
    minilm: Path,
    recipe: Recipe,
    folder: Path,
    after_pass: Callable[[Network, int], None] | None = None,
) -> Network:
    """Train a network and return the running average of its weights.

    Where the run stands is saved in ``folder`` after each pass; a run that was broken off goes on from its
    last whole pass. A run with another recipe needs another folder.
    """
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "recipe.json").write_text(json.dumps(asdict(recipe), indent=1))
    run = Run(examples, minilm, recipe, folder)
    while run.done < recipe.passes:
        run.one_pass()
        if after_pass:
            after_pass(run.average, run.done)
    return run.average
