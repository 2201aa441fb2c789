"""What the words of a text tell about each other: kinds, repeated words, shared names, sentences. Pure numpy.

Training and run time compute the same features here, so what the network learned is what it is shown.
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from hearsay.model.pieces import Pieces

Ints = NDArray[np.int64]

_PRONOUNS = (
    "i me my mine myself",
    "we us our ours ourselves",
    "you your yours yourself yourselves",
    "he him his himself",
    "she her hers herself",
    "it its itself",
    "they them their theirs themselves themself",
    "who whom whose which",
    "this that these those",
    "here there",
)
_KIND_OF = {word: kind for kind, words in enumerate(_PRONOUNS, start=1) for word in words.split()}
NAME, NUMBER, PLURAL, COMMON = (len(_PRONOUNS) + 1 + i for i in range(4))
#: Kinds of words: other, ten kinds of pronouns, capitalised, number, plural and other lower-case words.
KINDS = COMMON + 1
_LITTLE = frozenset("the a an of in and for on at mr mrs ms dr sen rep gov gen president".split())

#: How many values each feature of a pair can take: words apart, sentences apart, both kinds, shared words,
#: quotation marks, mentions between, types of the names that the two are part of.
PAIR_FEATURES = (10, 8, KINDS * KINDS, 6, 5, 8, 25)
#: Mentions before one that are looked at as its antecedents, beside all that share a word with it.
NEAREST = 60


class Words(NamedTuple):
    """Per piece, for the word that it begins: shape (n,). Numbers are ids that only mean same or other.

    ``word`` is the word in lower case without a plural's *s*, ``run`` the stretch of capitalised words around
    it (-1 outside of one), ``sentence`` counts sentences roughly.
    """

    kind: Ints
    word: Ints
    run: Ints
    sentence: Ints
    quote: Ints
    region: Ints
    runs: tuple[tuple[str, ...], ...]
    strings: tuple[str, ...]


def words_of(text: str, pieces: Pieces) -> Words:
    """The words of a text that was cut into pieces."""
    n = len(pieces)
    ends = pieces.ends.tolist()
    starts = pieces.starts.tolist()
    inner = pieces.inner.tolist()
    shapes = pieces.shapes.tolist()
    gaps = pieces.gaps.tolist()
    kind = np.zeros(n, dtype=np.int64)
    word = np.zeros(n, dtype=np.int64)
    run = np.full(n, -1, dtype=np.int64)
    sentence = np.zeros(n, dtype=np.int64)
    known: dict[str, int] = {}
    strings: list[str] = []
    runs: list[tuple[str, ...]] = []
    current: list[str] = []
    members: list[int] = []
    number = 0
    stopped = False

    def close() -> None:
        if current:
            run[members] = len(runs)
            runs.append(tuple(current))
            current.clear()
            members.clear()

    i = 0
    while i < n:
        last = i
        while last + 1 < n and inner[last + 1]:
            last += 1
        written = text[starts[i] : ends[last]]
        lower = written.lower()
        if i and (gaps[i] >= 2 or (gaps[i] == 1 and stopped)):
            number += 1
            close()
        stopped = lower in (".", "!", "?") or (stopped and not lower[0].isalnum() and gaps[i] == 0)
        shape = shapes[i]
        if lower in _KIND_OF and not (shape == 3 and len(lower) > 1):
            k = _KIND_OF[lower]
        elif shape in (2, 3, 4):
            k = NAME
        elif shape == 5:
            k = NUMBER
        elif shape == 1:
            k = PLURAL if lower.endswith("s") and len(lower) > 3 and not lower.endswith("ss") else COMMON
        else:
            k = 0
        bare = lower[:-1] if k in (PLURAL, NAME) and lower.endswith("s") and len(lower) > 4 else lower
        if bare not in known:
            known[bare] = len(known)
            strings.append(bare)
        kind[i : last + 1] = k
        word[i : last + 1] = known[bare]
        sentence[i : last + 1] = number
        if k == NAME:
            current.append(lower)
            members.extend(range(i, last + 1))
        elif not (current and lower in ("-", "&", ".", "'", "’") and gaps[i] == 0):
            close()
        i = last + 1
    close()
    quote = (pieces.quotes > 0).astype(np.int64)
    region = np.cumsum(np.diff(quote, prepend=0) != 0)
    return Words(kind, word, run, sentence, quote, region, tuple(runs), tuple(strings))


def shared(words: Words, heads: Ints) -> Ints:
    """How the words of mentions agree, shape (mentions, mentions).

    0 not at all, 1 the same pronoun, 2 the same common word, 3 names that share a word, 4 the same name,
    5 a name and its initials.
    """
    kind, word, run = words.kind[heads], words.word[heads], words.run[heads]
    same = word[:, None] == word[None, :]
    pronoun = (kind > 0) & (kind < NAME)
    result = np.where(same & pronoun[:, None], 1, 0)
    result = np.where(same & ~pronoun[:, None] & (kind > 0)[:, None], 2, result)
    vocabulary: dict[str, int] = {}
    parts = [
        [
            vocabulary.setdefault(part, len(vocabulary))
            for part in (words.runs[r] if r >= 0 else ())
            if part not in _LITTLE
        ]
        for r in run.tolist()
    ]
    has = np.zeros((len(heads), max(1, len(vocabulary))), dtype=np.float32)
    for i, some in enumerate(parts):
        has[i, some] = 1
    overlap = has @ has.T
    size = has.sum(axis=1)
    result = np.where(overlap > 0, 3, result)
    full = (overlap > 0) & (overlap == size[:, None]) & (overlap == size[None, :])
    result = np.where(full, 4, result)
    return np.where(_initials(words, run), 5, result)


def _initials(words: Words, run: Ints) -> NDArray[np.bool_]:
    """Which runs are the initials of which others, both ways."""
    texts = [words.runs[r] if r >= 0 else () for r in run.tolist()]
    short: dict[str, list[int]] = {}
    for i, parts in enumerate(texts):
        if len(parts) == 1 and 2 <= len(parts[0]) <= 6:
            short.setdefault(parts[0], []).append(i)
    found = np.zeros((len(run), len(run)), dtype=bool)
    for i, parts in enumerate(texts):
        if len(parts) > 1:
            for letters in {
                "".join(part[0] for part in parts),
                "".join(part[0] for part in parts if part not in _LITTLE),
            }:
                for j in short.get(letters, ()):
                    found[i, j] = found[j, i] = True
    return found


def pairs(agreement: Ints) -> tuple[Ints, Ints]:
    """The pairs to score, as (earlier, later) indexes of mentions: near ones, and those that share a word."""
    count = len(agreement)
    later, earlier = np.tril_indices(count, -1)
    kept = (later - earlier <= NEAREST) | (agreement[later, earlier] > 1)
    return earlier[kept], later[kept]


def pair_features(
    words: Words, agreement: Ints, types: Ints, heads: Ints, earlier: Ints, later: Ints
) -> Ints:
    """The features of pairs of mentions, shape (pairs, 7), each below its PAIR_FEATURES.

    ``types`` is the type of the name that each piece is part of, 0 for none; ``heads`` are the pieces of the
    mentions' head words.
    """
    a, b = heads[earlier], heads[later]
    same_region = (words.region[a] == words.region[b]) & (words.quote[a] == 1)
    quotes = np.where(same_region, 4, words.quote[a] * 2 + words.quote[b])
    return np.stack(
        [
            _bucket(b - a, 10),
            np.minimum(words.sentence[b] - words.sentence[a], 7),
            words.kind[a] * KINDS + words.kind[b],
            agreement[earlier, later],
            quotes,
            _bucket(later - earlier, 8),
            types[a] * 5 + types[b],
        ],
        axis=1,
    )


def _bucket(distance: Ints, count: int) -> Ints:
    """Distances on a logarithmic scale, in so many buckets."""
    scaled = np.floor(np.log2(np.maximum(distance, 1))).astype(np.int64)
    return np.minimum(scaled, count - 1)
