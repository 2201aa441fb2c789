"""The training loop: fit the network to what it is given, keeping a running average of its weights."""

from __future__ import annotations

import copy
import json
import time
from collections.abc import Callable, Iterator
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any, Protocol

import numpy as np
import torch
from torch import Tensor, nn

from training.losses import AnyBatch, Network

REPORT = 50
"""Steps between two lines of progress."""


@dataclass(frozen=True)
class Recipe:
    """The settings of one stage of training; they go into the manifest with the scores."""

    passes: int = 6
    rate: float = 1.5e-4
    head_rate: float = 8e-4
    new_rate: float = 8e-4
    warmup: float = 0.08
    decay: float = 0.01
    masked: float = 0.1
    dropout: float = 0.1
    average: float = 0.998
    pieces: int = 2048
    seed: int = 1


class Material(Protocol):
    """What a stage learns from: a pass over it, in an order that ``random`` decides."""

    def one_pass(self, random: np.random.Generator) -> Iterator[AnyBatch]:
        """The batches of one pass."""
        ...


class Run:
    """One stage: a network, the running average of its weights, and where it stands."""

    def __init__(
        self, material: Material, begin: Callable[[Network], None], recipe: Recipe, folder: Path
    ) -> None:
        self.material, self.recipe, self.folder = material, recipe, folder
        torch.manual_seed(recipe.seed)
        self.network = Network(recipe.dropout)
        begin(self.network)
        self.average = copy.deepcopy(self.network).eval()
        self.optimizer = torch.optim.AdamW(
            _groups(self.network, recipe), weight_decay=recipe.decay, betas=(0.9, 0.98), fused=True
        )
        nothing = np.random.default_rng(0)
        self.per_pass = sum(1 for _ in material.one_pass(nothing))
        total = self.per_pass * recipe.passes
        self.schedule = torch.optim.lr_scheduler.LambdaLR(
            self.optimizer,
            lambda step: (
                min(1.0, (step + 1) / (recipe.warmup * total)) * max(0.02, 1 - step / (total * 1.02))
            ),
        )
        self.done = self._resume()

    def one_pass(self) -> None:
        """Go through all of the material once, and save where the run stands."""
        begun = time.monotonic()
        random = np.random.default_rng((self.recipe.seed, self.done))
        sums: dict[str, tuple[float, int]] = {}
        self.network.train()
        for step, batch in enumerate(self.material.one_pass(random), start=1):
            for name, value in self._step(batch, self.done * self.per_pass + step).items():
                total, count = sums.get(name, (0.0, 0))
                sums[name] = (total + value.item(), count + 1)
            if step % REPORT == 0:
                means = "  ".join(f"{name} {total / count:.3f}" for name, (total, count) in sums.items())
                spent = time.monotonic() - begun
                print(
                    f"pass {self.done + 1}  step {step}/{self.per_pass}  {spent:.0f} s  {means}", flush=True
                )
        self.done += 1
        self._save()

    def _step(self, batch: AnyBatch, number: int) -> dict[str, Tensor]:
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
    """What came trained learns at one rate, the parts of the first stage and of the second at their own."""
    encoder = network.encoder
    trained = [
        *encoder.layers.parameters(),
        encoder.words.weight,
        encoder.positions.weight,
        *encoder.norm.parameters(),
    ]
    second = [*encoder.names.parameters(), *encoder.heads.parameters(), *network.linker.parameters()]
    known = {id(parameter) for parameter in (*trained, *second)}
    first = [parameter for parameter in network.parameters() if id(parameter) not in known]
    return [
        {"params": trained, "lr": recipe.rate},
        {"params": first, "lr": recipe.head_rate},
        {"params": second, "lr": recipe.new_rate},
    ]


def fit(material: Material, begin: Callable[[Network], None], recipe: Recipe, folder: Path) -> Network:
    """Train a network that ``begin`` has filled, and return the running average of its weights.

    Where the run stands is saved in ``folder`` after each pass; a run that was broken off goes on from its
    last whole pass. A run with another recipe needs another folder.
    """
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "recipe.json").write_text(json.dumps(asdict(recipe), indent=1))
    run = Run(material, begin, recipe, folder)
    while run.done < recipe.passes:
        run.one_pass()
    return run.average
