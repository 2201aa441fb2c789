"""The network with all its parts, and what it still gets wrong in a batch of each kind."""

from __future__ import annotations

import numpy as np
import torch
from torch import Tensor, nn
from torch.nn import functional as F

from hearsay.model.links import AFTER, BEFORE
from hearsay.model.words import pair_features, pairs, shared
from training.batches import Batch, around
from training.coreference import CorefBatch
from training.names import IGNORED, NameBatch
from training.network import Encoder, Linker, StatementReader

AnyBatch = Batch | NameBatch | CorefBatch
SPARE = 0.25
"""Beside the true mentions, the likeliest other words are linked, too: so many for each word."""


class Network(nn.Module):
    """Encoder, statement reader and linker together, as they are trained."""

    def __init__(self, dropout: float) -> None:
        super().__init__()
        self.encoder = Encoder(dropout)
        self.reader = StatementReader(dropout)
        self.linker = Linker()

    def losses(self, batch: AnyBatch) -> dict[str, Tensor]:
        """What the network still gets wrong, by task."""
        if isinstance(batch, NameBatch):
            return self._name_losses(batch)
        if isinstance(batch, CorefBatch):
            return self._coref_losses(batch)
        return self._attribution_losses(batch)

    def _attribution_losses(self, batch: Batch) -> dict[str, Tensor]:
        """Anchors, tags, and the labels of statements."""
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

    def _name_losses(self, batch: NameBatch) -> dict[str, Tensor]:
        scores = self.encoder.names(self.encoder.encode(*batch.inputs)).float()
        wrong = F.cross_entropy(scores.flatten(0, 1), batch.names.flatten(), ignore_index=IGNORED)
        return {"name": wrong * 6}

    def _coref_losses(self, batch: CorefBatch) -> dict[str, Tensor]:
        """Heads of mentions, their bounds, and the antecedents of all that may be one."""
        hidden = self.encoder.encode(*batch.inputs).flatten(0, 1)[batch.taken]
        found = self.encoder.heads(hidden).squeeze(-1).float()
        types = name_types(self.encoder.names(hidden).float())
        part = batch.example.pieces.cut(batch.start, batch.end)
        wanted = torch.zeros(len(part))
        wanted[batch.heads] = 1
        whole = torch.from_numpy(part.inner == 0)
        wrong = F.binary_cross_entropy_with_logits(found[whole], wanted[whole], reduction="sum")
        count = max(1, len(batch.heads))
        heads, gold = _with_spares(batch, found.detach().numpy(), part.inner)
        result = {"head": wrong / count}
        if len(heads) < 2 or not len(batch.heads):
            return result
        first, last, scores, earlier, later = link(self, batch, self.encoder.view(hidden), heads, types)
        known = gold >= 0
        bounds = batch.bounds
        starts = bounds[:, 0] - batch.heads + BEFORE
        ends = bounds[:, 1] - batch.heads
        fits = (starts >= 0) & (ends < AFTER) & (bounds[:, 0] >= 0) & (bounds[:, 1] < len(part))
        row = torch.from_numpy(np.flatnonzero(known)[fits])
        result["bound"] = 0.5 * (
            F.cross_entropy(first[row].float(), torch.from_numpy(starts[fits]))
            + F.cross_entropy(last[row].float(), torch.from_numpy(ends[fits]))
        )
        result["link"] = antecedent_loss(scores.float(), earlier, later, gold) / count
        return result


def name_types(scores: Tensor) -> np.ndarray:
    """The type that each piece is most probably named by: 0 for none."""
    return (scores.detach().argmax(-1).numpy() + 3) // 4


def link(
    network: Network, batch: CorefBatch, views: Tensor, heads: np.ndarray, types: np.ndarray
) -> tuple[Tensor, Tensor, Tensor, np.ndarray, np.ndarray]:
    """Run the linker over mentions of a part of a document: bounds, pair scores, and which pairs."""
    words = batch.example.words
    absolute = heads + batch.start
    agreement = shared(words, absolute)
    earlier, later = pairs(agreement)
    full = np.zeros(len(words.kind), dtype=np.int64)
    full[batch.start : batch.end] = types
    features = pair_features(words, agreement, full, absolute, earlier, later)
    first, last, scores = network.linker(
        views,
        torch.from_numpy(heads),
        torch.from_numpy(words.kind[absolute]),
        torch.from_numpy(earlier),
        torch.from_numpy(later),
        torch.from_numpy(features),
    )
    return first, last, scores, earlier, later


def _with_spares(batch: CorefBatch, found: np.ndarray, inner: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """The true heads and the likeliest others, in order, each with its cluster or -1."""
    scores = np.where(inner == 0, found, -np.inf)
    scores[batch.heads] = -np.inf
    count = min(int(SPARE * (inner == 0).sum()), int((scores > -4).sum()))
    spare = np.argpartition(-scores, count)[:count] if count < len(scores) else np.arange(0)
    heads = np.concatenate((batch.heads, spare))
    gold = np.concatenate((batch.clusters, np.full(len(spare), -1, dtype=np.int64)))
    order = np.argsort(heads)
    return heads[order], gold[order]


def antecedent_loss(scores: Tensor, earlier: np.ndarray, later: np.ndarray, gold: np.ndarray) -> Tensor:
    """Minus the log probability, summed over mentions, that each chooses one of its true antecedents.

    A mention without one should choose none, whose score is 0 (Lee et al., 2017).
    """
    count = len(gold)
    table = torch.full((count, count + 1), -1e4)
    table[:, count] = 0.0
    rows, columns = torch.from_numpy(later), torch.from_numpy(earlier)
    table = table.index_put((rows, columns), scores)
    right = np.zeros((count, count + 1), dtype=bool)
    right[later, earlier] = (gold[later] == gold[earlier]) & (gold[later] >= 0)
    right[:, count] = ~right.any(axis=1)
    log = torch.log_softmax(table, -1)
    return -torch.logsumexp(log.masked_fill(~torch.from_numpy(right), -1e4), -1).sum()
