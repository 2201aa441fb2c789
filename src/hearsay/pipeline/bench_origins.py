"""``hearsay bench origins``: is the number of independent origins right, in worlds where it is known?"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

from hearsay.linking.origins import trace
from hearsay.pipeline.worlds import Expected, given, make_world
from hearsay.records import Record, Side

UNKNOWN = "unknown"


class Verdict(Record):
    """One side of a claim: how many origins it has and how many were found, and whether the cut is right.

    ``apparent`` tells whether it was also right as it looked before something was revealed; None where
    nothing was.
    """

    world: int
    claim: int
    stance: str
    kind: str
    expected: int
    found: int
    hinges: bool
    apparent: bool | None = None


class KindScore(Record):
    """The sides of one kind: how many, and the share in per cent with the right independence and cut."""

    sides: int
    independence: float
    hinges: float


class OriginScores(Record):
    """How often independence is exact, in per cent of the sides of claims; its mean error; the cuts.

    ``apparent`` is the share of those sides of which something is revealed that are right as they looked
    before, None where that was not asked; ``kinds`` the same by kind of case; ``wrong`` the sides whose
    independence is not exact.
    """

    source: str
    worlds: int
    articles: int
    seed: int
    sides: int
    independence: float
    hinges: float
    mean_error: float
    apparent: float | None
    kinds: dict[str, KindScore]
    wrong: tuple[Verdict, ...]
    not_trained_on: str = "the worlds are made for this measurement; nothing was trained on them"


def bench_given(worlds: int, seed: int, articles: int) -> OriginScores:
    """Score origins on worlds whose readings are given, of ``articles`` articles each."""
    verdicts: list[Verdict] = []
    for number in range(worlds):
        verdicts += judge_given(seed + number, articles)
    return summed("given", worlds, seed, articles, verdicts)


def judge_given(seed: int, articles: int) -> list[Verdict]:
    """What is found of each side of each claim in one world whose readings are given."""
    world = make_world(seed, articles)
    records = given(world, seed)
    by_id = {telling.id: telling for telling in records.tellings}
    verdicts = []
    for expected in world.expected:
        stances = records.claims[expected.claim]
        told = [by_id[id] for id in stances]
        sides = trace(told, stances, records.copies, records.ties, dates=records.dates)
        side = sides[0 if expected.stance == "supports" else 1]
        apparent = None
        if expected.apparent is not None:
            day, count = expected.apparent
            until = next(a.published for a in world.articles if a.day == day and a.published)
            before = trace(told, stances, records.copies, records.ties, until=until, dates=records.dates)
            apparent = before[0 if expected.stance == "supports" else 1].independence == count
        hinges = same_parties(expected, [records.beings.get(p.id, p.id) for p in side.hinges_on])
        verdicts.append(verdict(seed, expected, side, hinges, apparent))
    return verdicts


def verdict(
    world: int, expected: Expected, side: Side, hinges: bool, apparent: bool | None = None
) -> Verdict:
    """One side judged."""
    return Verdict(
        world=world, claim=expected.claim, stance=expected.stance, kind=expected.kind,
        expected=len(expected.roots), found=side.independence, hinges=hinges, apparent=apparent,
    )  # fmt: skip


def same_parties(expected: Expected, found: Iterable[str]) -> bool:
    """Whether parties (as beings of the world) are the roots: for each one that may be named for it."""
    left = [root or frozenset((UNKNOWN,)) for root in expected.roots]
    for being in found:
        match = next((root for root in left if being in root), None)
        if match is None:
            return False
        left.remove(match)
    return not left


def summed(source: str, worlds: int, seed: int, articles: int, verdicts: list[Verdict]) -> OriginScores:
    """The shares over all sides."""
    kinds = Counter(v.kind for v in verdicts)
    revealed = [v for v in verdicts if v.apparent is not None]
    return OriginScores(
        source=source,
        worlds=worlds,
        articles=articles,
        seed=seed,
        sides=len(verdicts),
        independence=_share(v.expected == v.found for v in verdicts),
        hinges=_share(v.hinges for v in verdicts),
        mean_error=round(sum(abs(v.expected - v.found) for v in verdicts) / max(1, len(verdicts)), 3),
        apparent=_share(bool(v.apparent) for v in revealed) if revealed else None,
        kinds={
            kind: KindScore(
                sides=kinds[kind],
                independence=_share(v.expected == v.found for v in verdicts if v.kind == kind),
                hinges=_share(v.hinges for v in verdicts if v.kind == kind),
            )
            for kind in sorted(kinds)
        },
        wrong=tuple(v for v in verdicts if v.expected != v.found),
    )


def _share(right: Iterable[bool]) -> float:
    counted = list(right)
    return round(100 * sum(counted) / len(counted), 2) if counted else 0.0
