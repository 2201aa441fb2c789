"""The network: one encoder over windows, then one small re-reading of the text around each cue.

The *encoder* (MiniLM, 6 layers of 384) reads a window once. Beside the word pieces it is told each word's
shape, the gap before it and whether it stands inside quotation marks. It puts out a narrow *view* of each
piece and a score for being the *anchor* (first piece) of a cue.

On the same pass it labels the words of names with their types, and scores each piece for being the head
word of a mention. The *linker* then scores pairs of mentions for meaning the same thing.

The *statement reader* (two layers of 192) then reads the views around one anchor and labels each piece
with its role in that one statement, so that sources may be shared, contents discontinuous or as far away
as its reach goes.
"""

from __future__ import annotations

from pathlib import Path

import torch
from safetensors.torch import load_file
from torch import Tensor, nn
from torch.nn import functional as F

from hearsay.model.labels import LABELS, LEFT, NAME_LABELS, REACH
from hearsay.model.links import AFTER, BEFORE
from hearsay.model.pieces import GAPS, QUOTES, SHAPES
from hearsay.model.words import KINDS, PAIR_FEATURES
from training.corpus import ANNOTATORS

WIDTH, LAYERS, HEADS, INNER = 384, 6, 12, 1536
VIEW = 192
TAGS = 7
"""Outside, and begin and inside of source, cue and content: an auxiliary task of the encoder alone."""


class SharedDropout(nn.Module):
    """Dropout with one mask for the whole batch: drawing random numbers is slow on a CPU."""

    def __init__(self, share: float) -> None:
        super().__init__()
        self.share = share

    def forward(self, x: Tensor) -> Tensor:
        """x: (batch, length, width)."""
        if not self.training or not self.share:
            return x
        kept = torch.rand(x.shape[1:]) >= self.share
        return x * (kept.to(x.dtype) / (1 - self.share))


class Layer(nn.Module):
    """One post-norm transformer layer, as in BERT.

    The attention is spelt out: backwards it is twice as fast on a CPU as the fused one.
    """

    def __init__(self, width: int, heads: int, inner: int, dropout: float) -> None:
        super().__init__()
        self.heads = heads
        self.qkv = nn.Linear(width, 3 * width)
        self.out = nn.Linear(width, width)
        self.norm1 = nn.LayerNorm(width, eps=1e-12)
        self.up = nn.Linear(width, inner)
        self.down = nn.Linear(inner, width)
        self.norm2 = nn.LayerNorm(width, eps=1e-12)
        self.dropout = SharedDropout(dropout)

    def forward(self, x: Tensor, mask: Tensor) -> Tensor:
        """x: (batch, length, width); mask: (batch, 1, 1, length), true where a piece is."""
        batch, length, width = x.shape
        qkv = self.qkv(x).view(batch, length, 3, self.heads, width // self.heads).permute(2, 0, 3, 1, 4)
        scores = qkv[0] @ qkv[1].transpose(-1, -2) * (width // self.heads) ** -0.5
        mixed = torch.softmax(scores.masked_fill(~mask, -1e4), -1) @ qkv[2]
        mixed = mixed.transpose(1, 2).reshape(batch, length, width)
        x = self.norm1(x + self.dropout(self.out(mixed)))
        return self.norm2(x + self.dropout(self.down(F.gelu(self.up(x)))))


class Encoder(nn.Module):
    """Windows of word pieces to views, anchor scores and tags."""

    def __init__(self, dropout: float = 0.1) -> None:
        super().__init__()
        self.words = nn.Embedding(30522, WIDTH)
        self.positions = nn.Embedding(512, WIDTH)
        self.shapes = nn.Embedding(SHAPES, WIDTH)
        self.gaps = nn.Embedding(GAPS, WIDTH)
        self.quotes = nn.Embedding(QUOTES, WIDTH)
        self.annotators = nn.Embedding(len(ANNOTATORS) + 1, WIDTH)
        for added in (self.shapes, self.gaps, self.quotes, self.annotators):
            nn.init.normal_(added.weight, std=0.01)
        self.norm = nn.LayerNorm(WIDTH, eps=1e-12)
        self.dropout = SharedDropout(dropout)
        self.layers = nn.ModuleList(Layer(WIDTH, HEADS, INNER, dropout) for _ in range(LAYERS))
        self.view = nn.Sequential(nn.Linear(WIDTH, VIEW), nn.LayerNorm(VIEW))
        self.anchor = nn.Sequential(nn.Linear(WIDTH, VIEW), nn.GELU(), nn.Linear(VIEW, 1))
        self.tags = nn.Linear(WIDTH, TAGS)
        self.heads = nn.Sequential(nn.Linear(WIDTH, VIEW), nn.GELU(), nn.Linear(VIEW, 1))
        self.names = nn.Sequential(nn.Linear(WIDTH, VIEW), nn.GELU(), nn.Linear(VIEW, len(NAME_LABELS)))

    def encode(
        self,
        ids: Tensor,
        shapes: Tensor,
        gaps: Tensor,
        quotes: Tensor,
        mask: Tensor,
        annotators: Tensor | None = None,
    ) -> Tensor:
        """Hidden states (batch, length, 384); all inputs are (batch, length), annotators (batch,)."""
        x = self.words(ids) + self.shapes(shapes) + self.gaps(gaps) + self.quotes(quotes)
        x = x + self.positions.weight[: ids.shape[1]]
        someone = self.annotators.weight[0] if annotators is None else self.annotators(annotators)[:, None]
        x = self.dropout(self.norm(x + someone))
        for layer in self.layers:
            x = layer(x, mask[:, None, None, :])
        return x

    def forward(
        self, ids: Tensor, shapes: Tensor, gaps: Tensor, quotes: Tensor, mask: Tensor
    ) -> tuple[Tensor, Tensor]:
        """What is exported: views (batch, length, 192) and scores (batch, length, 2 + 17).

        The scores are those of an anchor, of a mention's head, and of each name label.
        """
        hidden = self.encode(ids, shapes, gaps, quotes, mask)
        return self.view(hidden), torch.cat((self.anchor(hidden), self.heads(hidden), self.names(hidden)), -1)

    def load_minilm(self, weights: Path) -> None:
        """Take over the published weights of MiniLM; what it has no weights for keeps its own."""
        given = load_file(weights)
        given = {key.removeprefix("bert."): value for key, value in given.items()}
        self.words.weight.data.copy_(given["embeddings.word_embeddings.weight"])
        kind = given["embeddings.token_type_embeddings.weight"][0]
        self.positions.weight.data.copy_(given["embeddings.position_embeddings.weight"] + kind)
        _copy(self.norm, given, "embeddings.LayerNorm")
        for number, layer in enumerate(self.layers):
            here = f"encoder.layer.{number}"
            for part in ("weight", "bias"):
                triple = [given[f"{here}.attention.self.{name}.{part}"] for name in ("query", "key", "value")]
                getattr(layer.qkv, part).data.copy_(torch.cat(triple))
            _copy(layer.out, given, f"{here}.attention.output.dense")
            _copy(layer.norm1, given, f"{here}.attention.output.LayerNorm")
            _copy(layer.up, given, f"{here}.intermediate.dense")
            _copy(layer.down, given, f"{here}.output.dense")
            _copy(layer.norm2, given, f"{here}.output.LayerNorm")


def _copy(module: nn.Module, given: dict[str, Tensor], name: str) -> None:
    module.weight.data.copy_(given[f"{name}.weight"])  # type: ignore[union-attr,operator]
    module.bias.data.copy_(given[f"{name}.bias"])  # type: ignore[union-attr,operator]


class StatementReader(nn.Module):
    """The views around one anchor to the label of each piece in the anchor's statement."""

    def __init__(self, dropout: float = 0.1) -> None:
        super().__init__()
        self.positions = nn.Parameter(torch.randn(REACH, VIEW) * 0.02)
        self.marker = nn.Parameter(torch.randn(VIEW) * 0.02)
        self.pick = nn.Linear(VIEW, VIEW)
        self.norm = nn.LayerNorm(VIEW, eps=1e-12)
        self.dropout = SharedDropout(dropout)
        self.layers = nn.ModuleList(Layer(VIEW, 4, 2 * VIEW, dropout) for _ in range(2))
        self.labels = nn.Linear(VIEW, len(LABELS))

    def forward(self, views: Tensor, mask: Tensor, first: Tensor) -> Tensor:
        """Label scores (batch, length, 13) for views (batch, length, 192) around anchors.

        ``first`` (1,) is where the views begin within the whole reach: 0 for all of it.
        """
        places = first + torch.arange(views.shape[1])
        anchor = views.index_select(1, LEFT - first) + self.marker
        x = views + self.positions[places] + self.pick(anchor)
        x = self.dropout(self.norm(x))
        for layer in self.layers:
            x = layer(x, mask[:, None, None, :])
        return self.labels(x)


class Linker(nn.Module):
    """Mentions by the views of their head words to their bounds, and pairs of mentions to link scores.

    A mention's bounds are pointed at from its head; the mention is then what stands at its head, its first
    and its last piece. A link score above 0 speaks for the two meaning the same.
    """

    def __init__(self, dropout: float = 0.2) -> None:
        super().__init__()
        self.ask = nn.Linear(VIEW, 128)
        self.answer = nn.Linear(VIEW, 128)
        # Most mentions are short: the bounds begin near the head.
        self.first_bias = nn.Parameter(torch.arange(-BEFORE, 1).clamp(-10) * 0.5)
        self.last_bias = nn.Parameter(-torch.arange(AFTER).clamp(max=10) * 0.5)
        self.kinds = nn.Embedding(KINDS, 256)
        self.mention = nn.Linear(3 * VIEW, 256)
        self.dropout = nn.Dropout(dropout)
        self.later = nn.Linear(256, 128)
        self.earlier = nn.Linear(256, 128)
        self.both = nn.Linear(256, 128)
        self.features = nn.ModuleList(nn.Embedding(count, 128) for count in PAIR_FEATURES)
        for table in (self.kinds, *self.features):
            nn.init.normal_(table.weight, std=0.1)
        self.norm = nn.LayerNorm(128)
        self.score = nn.Sequential(nn.Linear(128, 64), nn.GELU(), nn.Linear(64, 1))

    def forward(
        self, views: Tensor, heads: Tensor, kinds: Tensor, earlier: Tensor, later: Tensor, features: Tensor
    ) -> tuple[Tensor, Tensor, Tensor]:
        """Bound scores (mentions, 1 + BEFORE) and (mentions, AFTER), and link scores (pairs,).

        views: (pieces, 192); heads, kinds: (mentions,); earlier, later: (pairs,) indexes of mentions;
        features: (pairs, 7). The first bounds run from BEFORE pieces before the head up to it, the last from
        it on.
        """
        around = heads[:, None] + torch.arange(BEFORE + AFTER)[None, :]
        inside = (around >= BEFORE) & (around < BEFORE + views.shape[0])
        padded = F.pad(views, (0, 0, BEFORE, AFTER))[around]
        asked = self.ask(views[heads]).view(-1, 2, 64)
        answers = F.pad(self.answer(views), (0, 0, BEFORE, AFTER))[around].view(-1, BEFORE + AFTER, 2, 64)
        before, after = slice(0, BEFORE + 1), slice(BEFORE, BEFORE + AFTER)
        first = (answers[:, before, 0] * asked[:, None, 0]).sum(-1) / 8 + self.first_bias
        last = (answers[:, after, 1] * asked[:, None, 1]).sum(-1) / 8 + self.last_bias
        first = first.masked_fill(~inside[:, before], -1e4)
        last = last.masked_fill(~inside[:, after], -1e4)
        begin = (torch.softmax(first, -1)[:, :, None] * padded[:, before]).sum(1)
        end = (torch.softmax(last, -1)[:, :, None] * padded[:, after]).sum(1)
        mention = self.mention(torch.cat((views[heads], begin, end), -1)) + self.kinds(kinds)
        mention = self.dropout(F.gelu(mention))
        pair = self.later(mention)[later] + self.earlier(mention)[earlier]
        pair = pair + self.both(mention[later] * mention[earlier])
        for number, table in enumerate(self.features):
            pair = pair + table(features[:, number])
        return first, last, self.score(F.gelu(self.norm(pair))).squeeze(-1)
