"""Learn what a pair of tellings is weighed by, in one command: ``linking/claims/weights.json``.

    python -m training.claims --data ../shared/data

For ``event``: pairs of sentences of ECB+ train, the same when they share an event chain; when groups are one
event is chosen on topics that the weights were not learnt on (five folds). For ``claim``: the same pairs, the
same when most events of the one are in the other, with the paraphrases of MSR and the entailments and
contradictions of SICK, which are about one claim; ``--judgements`` adds the pairs that people judged, as
`hearsay judgements export --training` writes them. The dev parts are not looked at.
"""

from __future__ import annotations

import argparse
import csv
from collections.abc import Collection, Iterable, Mapping, Sequence
from pathlib import Path

import msgspec
import numpy as np
import torch
from torch.nn import functional as F

from hearsay.linking.claims.clustering import cluster
from hearsay.linking.claims.content import Contents
from hearsay.linking.claims.measures import MEASURES, measures
from hearsay.linking.claims.scoring import CEILING, FLOOR, Grain, Weights
from hearsay.linking.tellings import Telling
from hearsay.model import load_vectors
from hearsay.pipeline.bench_clusters import scored, tellings_of
from hearsay.pipeline.readers import make_reader
from hearsay.sources.eventchains import EventSentence, event_sentences

OUT = Path("src/hearsay/linking/claims/weights.json")
FOLDS = 5
MOST_EVENTS = 2 / 3
"""Two sentences make the same claim when so many of the events of the one are in the other."""
EASY = 0.25
"""Pairs of different topics whose meaning is less alike than this are left out: there are too many."""
DECAY = 1e-2
JOINS = (-3.0, -2.5, -2.0, -1.5, -1.0, -0.5, 0.0)
CONTRASTS = tuple(float(step) for step in range(8, 21))
BESIDE = 2
"""A setting is judged by the mean over so many contrasts to either side, so that no lucky one is chosen."""
CLAIM = {
    "near": 0.4,
    "edge": 0.0,
    "join": -0.5,
    "contrast": 6.0,
    "substance": 8.0,
    "fading": 0.5,
    "phrase": 1.5,
}
"""When groups are one claim: chosen by reading what was gathered of news, for no corpus says."""

OF_CLAIMS = frozenset(name for name in MEASURES if not name.startswith("beside") and name != "same document")
"""Nothing of the setting: in one story all settings are alike, and the claims are not."""

Table = np.ndarray
Rows = tuple[Table, Table, Table]
"""Measures of pairs, which of them are the same, what each counts."""


def main() -> None:
    """Measure, learn, choose, write."""
    parser = argparse.ArgumentParser(prog="python -m training.claims", description=__doc__)
    parser.add_argument("--data", type=Path, default=Path("../shared/data"), help="folder of the corpora")
    parser.add_argument("--out", type=Path, default=OUT, help="where the weights go")
    parser.add_argument(
        "--judgements", type=Path, action="append", default=[], metavar="DIR",
        help="a folder of `hearsay judgements export --training`; may be given again",
    )  # fmt: skip
    given = parser.parse_args()
    sentences = event_sentences(given.data / "ecbplus", "Train")
    tellings = tellings_of(sentences, make_reader())
    order = sorted(range(len(tellings)), key=lambda at: tellings[at].id)
    sentences = [sentences[at] for at in order]
    embedder = load_vectors()
    contents = Contents(
        [tellings[at] for at in order], embedder.vectors([tellings[at].resolved for at in order])
    )
    everything = [contents[number] for number in range(len(contents))]
    table = measures(everything, everything)
    topics = sorted({sentence.topic for sentence in sentences})
    topic = np.array([topics.index(sentence.topic) for sentence in sentences])
    fold = topic % FOLDS
    left, right = _pairs(sentences, table)
    gold = _gold(sentences, "event")
    out_of_fold = np.full(gold.shape, FLOOR, dtype=np.float32)
    for held in range(FOLDS):
        learn = (fold[left] != held) & (fold[right] != held)
        bias, factors = fit(*_event_rows(table, gold, topic, left[learn], right[learn]), MEASURES)
        inside = np.ix_(fold == held, fold == held)
        odds = np.tensordot(factors, table[:, inside[0], inside[1]], axes=1) + bias
        out_of_fold[inside] = odds.clip(FLOOR, CEILING)
    event = fit(*_event_rows(table, gold, topic, left, right), MEASURES)
    gold = _gold(sentences, "claim")
    claim = fit(*_claim_rows(table, gold, sentences, left, right, given.data, given.judgements), OF_CLAIMS)
    found = {"event": _weights(*event, _choose(out_of_fold, sentences)), "claim": _weights(*claim, CLAIM)}
    given.out.write_bytes(msgspec.json.format(msgspec.json.encode(found), indent=2) + b"\n")


def _weights(bias: float, factors: Table, when: Mapping[str, float]) -> Weights:
    named = zip(MEASURES, factors.tolist(), strict=True)
    return Weights(
        bias=round(bias, 4), weights={name: round(factor, 4) for name, factor in named if factor}, **when
    )


def fit(rows: Table, same: Table, counts: Table, used: Collection[str]) -> tuple[float, Table]:
    """Logistic regression: bias and one factor for each measure, 0 for those not used; ``counts`` is what
    each row counts."""
    rows = rows * np.array([name in used for name in MEASURES], dtype=np.float32)
    torch.manual_seed(1)
    mean, scale = rows.mean(0), rows.std(0) + 1e-6
    given = torch.tensor((rows - mean) / scale)
    gold = torch.tensor(same, dtype=torch.float32)
    weight = torch.tensor(counts / counts.mean(), dtype=torch.float32)
    factors = torch.zeros(rows.shape[1], requires_grad=True)
    bias = torch.zeros(1, requires_grad=True)
    optimizer = torch.optim.LBFGS([factors, bias], max_iter=200, line_search_fn="strong_wolfe")

    def loss() -> torch.Tensor:
        optimizer.zero_grad()
        value = F.binary_cross_entropy_with_logits(given @ factors + bias, gold, weight=weight)
        value = value + DECAY * factors.square().sum()
        value.backward()  # type: ignore[no-untyped-call]
        return value

    optimizer.step(loss)  # type: ignore[no-untyped-call]
    learnt = factors.detach().numpy() / scale
    return float(bias.detach()[0]) - float(learnt @ mean), learnt


def _gold(sentences: Sequence[EventSentence], grain: Grain) -> Table:
    size = len(sentences)
    gold = np.zeros((size, size), dtype=bool)
    for i, one in enumerate(sentences):
        for j, other in enumerate(sentences[:i]):
            common = len(one.chains & other.chains) if one.topic == other.topic else 0
            least = min(len(one.chains), len(other.chains))
            if common and (grain == "event" or common >= MOST_EVENTS * least):
                gold[i, j] = gold[j, i] = True
    return gold


def _pairs(sentences: Sequence[EventSentence], table: Table) -> tuple[Table, Table]:
    topics = np.array([sentence.topic for sentence in sentences])
    near = (topics[:, None] == topics[None]) | (table[0] >= EASY)
    return np.nonzero(np.tril(near, -1))


def _event_rows(table: Table, gold: Table, topics: Table, left: Table, right: Table) -> Rows:
    """Pairs of large topics count less, by the root of how many there are."""
    both = topics[left] * (topics.max() + 1) + topics[right]
    return table[:, left, right].T, gold[left, right], np.bincount(both)[both] ** -0.5


def _claim_rows(
    table: Table,
    gold: Table,
    sentences: Sequence[EventSentence],
    left: Table,
    right: Table,
    data: Path,
    judged: Sequence[Path] = (),
) -> Rows:
    """Pairs of one story, where the claims differ but all else is alike; of different stories; and of each of
    the corpora of pairs, what people judged among them: these count twice as much, for ECB+ marks events and
    not what is said."""
    story = np.array([f"{sentence.topic} {'plus' in sentence.document}" for sentence in sentences])
    one = story[left] == story[right]
    parts = [
        (table[:, left[chosen], right[chosen]].T, gold[left[chosen], right[chosen]], share)
        for chosen, share in ((one, 0.5), (~one, 0.5))
    ]
    pairs = [
        pair for folder in judged if (folder / "claims.tsv").exists() for pair in _msr(folder / "claims.tsv")
    ]
    parts += [(*_measured(pairs), 1.0)] if pairs else []
    parts += [
        (*_measured(list(_msr(data / "msr-paraphrase" / "msr-para-train.tsv"))), 1.0),
        (*_measured(list(_sick(data / "sick" / "SICK_train.txt"))), 1.0),
    ]
    return (
        np.concatenate([rows for rows, _, _ in parts]),
        np.concatenate([same for _, same, _ in parts]),
        np.concatenate([np.full(len(same), share / len(same)) for _, same, share in parts]),
    )


def _measured(pairs: Sequence[tuple[str, str, bool]]) -> tuple[Table, Table]:
    """The measures of pairs of sentences without documents, and which of them are about one claim."""
    embedder = load_vectors()
    rows = []
    for at, (left, right, _) in enumerate(pairs):
        both = [_telling(f"{at}.{side}", text) for side, text in enumerate((left, right))]
        contents = Contents(both, embedder.vectors([left, right]))
        rows.append(measures([contents[0]], [contents[1]])[:, 0, 0])
    return np.array(rows), np.array([same for _, _, same in pairs])


def _msr(file: Path) -> Iterable[tuple[str, str, bool]]:
    with file.open(encoding="utf-8-sig", newline="") as stream:
        for row in list(csv.reader(stream, delimiter="\t", quoting=csv.QUOTE_NONE))[1:]:
            yield row[3], row[4], row[0] == "1"


def _sick(file: Path) -> Iterable[tuple[str, str, bool]]:
    with file.open(encoding="utf-8", newline="") as stream:
        for row in list(csv.reader(stream, delimiter="\t", quoting=csv.QUOTE_NONE))[1:]:
            yield row[1], row[2], row[4] != "NEUTRAL"


def _telling(id: str, text: str) -> Telling:
    span = (0, len(text))
    return Telling(
        id=id, document=id, position=0, text=text, resolved=text, content=(span,), evidence=span,
        form="narration", act="report", certainty="certain", polarity="positive",
    )  # fmt: skip


def _choose(odds: Table, sentences: Sequence[EventSentence]) -> dict[str, float]:
    """The join and contrast whose groups have the best pair F1, with those next to them."""
    found = np.array(
        [
            [scored(cluster(odds, join=join, contrast=contrast), sentences).f1 for contrast in CONTRASTS]
            for join in JOINS
        ]
    )
    padded = np.pad(found, ((0, 0), (BESIDE, BESIDE)), mode="edge")
    smooth = np.mean([padded[:, at : at + len(CONTRASTS)] for at in range(2 * BESIDE + 1)], axis=0)
    row, column = np.unravel_index(int(smooth.argmax()), smooth.shape)
    print(
        f"join {JOINS[row]}, contrast {CONTRASTS[column]}: pair F1 {found[row, column]}, out of fold",
        flush=True,
    )
    return {"near": 0.1, "edge": JOINS[row], "join": JOINS[row], "contrast": CONTRASTS[column]}


if __name__ == "__main__":
    main()
