"""``hearsay bench copies``: make reprints of a folder's articles by a seed, and see how they are found."""

from __future__ import annotations

import random
import re
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from time import perf_counter

from msgspec.structs import asdict

from hearsay.errors import CorpusError
from hearsay.linking.copies import find_copies
from hearsay.linking.tellings import Paper
from hearsay.pipeline.reprinting import RATES, Made, Taken, reprints
from hearsay.pipeline.scoring import Score, counted
from hearsay.records import Copy, Document, Record, Span
from hearsay.sources import gather

SOURCES = 300
"""Articles that are reprinted at each rate, where there are as many."""
SHORTEST = 80
"""Words of an article that is reprinted, at least."""
_WORD = re.compile(r"\w+")


class Direction(Record):
    """Copies that were found, and per cent of them whose earlier document is the one it was made from."""

    pairs: int
    accuracy: float


class RateScores(Score):
    """How well reprints are found in which ``changed`` per cent of the words are changed.

    A pair is right when the two documents are a reprint and what it was made from, whichever is said to be
    the earlier. ``coverage`` counts the words of both documents that lie in the passages of the pairs that
    were found.
    """

    changed: int
    coverage: Score


class CopyScores(Score):
    """The scores over all rates, each rate, and how often the direction was right.

    ``dated``: the dates differ; ``credited``: they do not or are unknown, but the reprint says where it has
    it from; ``unmarked``: neither. ``kin`` are articles left out, because they share passages with others
    already. ``seconds`` is what finding took at all rates, without making the reprints.
    """

    articles: int
    kin: int
    rates: tuple[RateScores, ...]
    dated: Direction
    credited: Direction
    unmarked: Direction
    mistaken: tuple[tuple[str, str], ...]
    seconds: float

    def figures(self) -> dict[str, float]:
        """What is to be high, by name."""
        each = {f"f1 at {rate.changed} %": rate.f1 for rate in self.rates}
        covered = {f"coverage f1 at {rate.changed} %": rate.coverage.f1 for rate in self.rates}
        return {**each, **covered, "direction where dates differ": self.dated.accuracy}


def papers(folder: Path) -> list[Paper]:
    """The articles in files and folders, by id.

    Raises:
        CorpusError: there is none.
    """
    found = [
        Paper(id=d.id, text=d.text, outlet=d.outlet, published=d.published, title=d.title)
        for d in gather([str(folder)])
        if isinstance(d, Document)
    ]
    if not found:
        raise CorpusError(
            "There is no article to make reprints of.",
            where=str(folder),
            remedy="Give a folder of articles in a format that `hearsay read` reads.",
        )
    return sorted(found, key=lambda paper: paper.id)


def score_copies(
    folder: Path, seed: int = 1, limit: int | None = None, progress: Callable[[str], None] | None = None
) -> CopyScores:
    """The scores on reprints of a folder's articles, made at five rates of changed words by a seed.

    The reprints of each rate are looked for among the articles of the folder, without those of which the
    reprints' own paragraphs are made. Articles that share passages
    with others are found first and not reprinted, so that each pair found with a made article is right or
    wrong. ``limit`` is the most articles to be reprinted.

    Raises:
        CorpusError: the folder holds too few articles.
    """
    everything = papers(folder)
    tell = progress or (lambda _: None)
    tell("Looking for copies among the articles …")
    kin = _kin(everything)
    sources, donors = _drawn([paper for paper in everything if paper.id not in kin], seed, limit)
    if not sources or not donors:
        raise CorpusError(
            f"There are too few articles of at least {SHORTEST} words to make reprints of.",
            where=str(folder),
            remedy="Give a folder of at least ten articles.",
        )
    giving = {paper.id for paper in donors}
    searched = [paper for paper in everything if paper.id not in giving]
    taken: list[tuple[int, Sequence[Made], list[Copy]]] = []
    seconds = 0.0
    for rate in RATES:
        tell(f"{rate} % of the words changed …")
        made = reprints(sources, donors, rate, seed)
        ids = {each.paper.id for each in made}
        start = perf_counter()
        copies = find_copies([*searched, *(each.paper for each in made)])
        seconds += perf_counter() - start
        taken.append(
            (rate, made, [copy for copy in copies if not ids.isdisjoint((copy.earlier, copy.later))])
        )
    texts = {paper.id: paper.text for paper in everything}
    return _scores(taken, texts, articles=len(searched), kin=len(kin), seconds=seconds)


def _kin(everything: Iterable[Paper]) -> frozenset[str]:
    """The articles that share passages with another, were it another outlet's."""
    strangers = [Paper(id=p.id, text=p.text, outlet=p.id, published=p.published) for p in everything]
    return frozenset(id for copy in find_copies(strangers) for id in (copy.earlier, copy.later))


def _drawn(free: Sequence[Paper], seed: int, limit: int | None) -> tuple[list[Paper], list[Paper]]:
    """Articles to reprint, and others that give own paragraphs and words."""
    long = [paper for paper in free if len(_WORD.findall(paper.text)) >= SHORTEST]
    random.Random(seed).shuffle(long)
    count = min(SOURCES if limit is None else limit, len(long) // 2)
    return long[:count], long[count : 2 * count]


def _scores(
    taken: Sequence[tuple[int, Sequence[Made], list[Copy]]],
    texts: dict[str, str],
    *,
    articles: int,
    kin: int,
    seconds: float,
) -> CopyScores:
    rates = []
    hits: list[tuple[Taken, Copy]] = []
    mistaken: list[tuple[str, str]] = []
    for changed, made, copies in taken:
        gold = {frozenset((t.source, t.made)): t for each in made if (t := each.truth) is not None}
        found = {frozenset((copy.earlier, copy.later)): copy for copy in copies}
        right = [(gold[pair], found[pair]) for pair in sorted(gold.keys() & found.keys(), key=sorted)]
        hits += right
        mistaken += [
            (found[p].earlier, found[p].later) for p in sorted(found.keys() - gold.keys(), key=sorted)
        ]
        both = texts | {each.paper.id: each.paper.text for each in made}
        pairs = counted(len(right), len(found), len(gold))
        rates.append(RateScores(**asdict(pairs), changed=changed, coverage=_coverage(right, both)))
    sums = (sum(getattr(rate, name) for rate in rates) for name in ("right", "found", "gold"))
    dated = [hit for hit in hits if hit[0].dating == "dated"]
    other = [hit for hit in hits if hit[0].dating != "dated"]
    return CopyScores(
        **asdict(counted(*sums)),
        articles=articles,
        kin=kin,
        rates=tuple(rates),
        dated=_direction(dated),
        credited=_direction(hit for hit in other if hit[0].credited),
        unmarked=_direction(hit for hit in other if not hit[0].credited),
        mistaken=tuple(mistaken),
        seconds=round(seconds, 2),
    )


def _direction(hits: Iterable[tuple[Taken, Copy]]) -> Direction:
    right = [copy.earlier == truth.source for truth, copy in hits]
    return Direction(pairs=len(right), accuracy=round(100 * sum(right) / max(1, len(right)), 2))


def _coverage(hits: Iterable[tuple[Taken, Copy]], texts: dict[str, str]) -> Score:
    """The words in the passages found, against those in the passages that were taken."""
    right = found = gold = 0
    for truth, copy in hits:
        spans = {
            copy.earlier: [p.earlier for p in copy.passages],
            copy.later: [p.later for p in copy.passages],
        }
        for id, side in ((truth.source, 0), (truth.made, 1)):
            in_found = _words(texts[id], spans[id])
            in_gold = _words(texts[id], [passage[side] for passage in truth.passages])
            right += len(in_found & in_gold)
            found += len(in_found)
            gold += len(in_gold)
    return counted(right, found, gold)


def _words(text: str, spans: Iterable[Span]) -> set[int]:
    return {match.start() for start, end in spans for match in _WORD.finditer(text, start, end)}
