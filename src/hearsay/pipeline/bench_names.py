"""``hearsay bench names``: compare pairs of names of which people said whether they are the same."""

from __future__ import annotations

import csv
import hashlib
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from statistics import median
from time import perf_counter_ns
from typing import Literal, TypeVar

from msgspec.structs import asdict

from hearsay.errors import CorpusError
from hearsay.linking.names import NameMatch, compare, prepare
from hearsay.pipeline.scoring import Score, counted
from hearsay.records import EntityType, Reason, Record

Half = Literal["tune", "report", "all"]
T = TypeVar("T")

_REPEATS = 20  # a comparison takes few microseconds, and the clock has its own
_COLUMNS = {"schema", "name1", "name2", "is_match"}
_TYPES: dict[str, EntityType] = {
    "Person": "person",
    "Company": "organization",
    "LegalEntity": "organization",
    "Organization": "organization",
    "PublicBody": "organization",
    "Address": "place",
}


class NamePair(Record):
    """Two names, what kind of thing they name, and whether people say that it is the same one."""

    left: str
    right: str
    type: EntityType
    same: bool
    category: str


class WrongPair(Record):
    """A pair on which the comparison and people differ, and why the comparison decided so."""

    left: str
    right: str
    type: EntityType
    same: bool
    score: float
    reasons: tuple[Reason, ...]


class Category(Record):
    """The pairs of one category: how many, and how many per cent were decided as people did."""

    pairs: int
    accuracy: float


class NameScores(Score):
    """How well names are compared, in per cent; a pair is found when it is said to be the same.

    ``accuracy`` is the share of pairs decided as people did, ``categories`` the same for each category of the
    file with its number of pairs. ``microseconds`` is how long a comparison of prepared names takes, the
    median over the pairs; ``prepare_microseconds`` how long it takes to make a name ready, also the median.
    """

    pairs: int
    half: Half
    accuracy: float
    microseconds: float
    prepare_microseconds: float
    categories: dict[str, Category]
    wrong: tuple[WrongPair, ...]

    def figures(self) -> dict[str, float]:
        """What is to be watched, by name."""
        return {
            "precision": self.precision,
            "recall": self.recall,
            "f1": self.f1,
            "accuracy": self.accuracy,
            "microseconds": self.microseconds,
        }


def score_pairs(path: Path, half: Half = "all") -> NameScores:
    """The scores of comparing the pairs of a file, or of one half of them.

    A pair's half is decided by the SHA-256 of its two names: ``tune`` holds the even ones, on which the
    comparison was developed, ``report`` the odd ones.

    Raises:
        CorpusError: the file is not in the layout, or holds no pair of that half.
    """
    pairs = [pair for pair in read_pairs(path) if half in ("all", _half(pair))]
    if not pairs:
        raise CorpusError(
            "No pair of names to score.", where=str(path), remedy="Give a file that has rows in this half."
        )
    prepared = [(prepare(pair.left, pair.type), prepare(pair.right, pair.type)) for pair in pairs]
    matches = [compare(left, right) for left, right in prepared]
    comparing = _microseconds(lambda both: compare(*both), prepared)
    preparing = _microseconds(lambda pair: prepare(pair.left, pair.type), pairs)
    return _scores(pairs, matches, half, comparing, preparing)


def read_pairs(path: Path) -> list[NamePair]:
    """The pairs of a CSV file with the columns schema, name1, name2, is_match and category, in its order.

    Of a folder, ``pairs.csv`` is read. ``schema`` is a FollowTheMoney schema; ``is_match`` true or false.

    Raises:
        CorpusError: there is no such file, or it is not in this layout.
    """
    file = path / "pairs.csv" if path.is_dir() else path
    try:
        with file.open(encoding="utf-8-sig", newline="") as stream:
            reader = csv.DictReader(stream)
            missing = _COLUMNS - set(reader.fieldnames or ())
            if missing:
                raise _not_pairs(file, f"It has no column {', '.join(sorted(missing))}.")
            return [_pair(row, f"{file}, line {reader.line_num}") for row in reader]
    except (OSError, UnicodeDecodeError, csv.Error) as error:
        raise _not_pairs(file, f"It cannot be read: {error}.") from error


def _pair(row: dict[str, str | None], where: str) -> NamePair:
    gold = (row["is_match"] or "").strip().lower()
    if gold not in ("true", "false"):
        raise _not_pairs(where, f"is_match is {gold!r}, not true or false.")
    return NamePair(
        left=row["name1"] or "",
        right=row["name2"] or "",
        type=_TYPES.get(row["schema"] or "", "other"),
        same=gold == "true",
        category=row.get("category") or row.get("case_group") or "",
    )


def _not_pairs(where: Path | str, what: str) -> CorpusError:
    return CorpusError(
        f"This is no table of pairs of names. {what}",
        where=str(where),
        remedy="Give a CSV file with the columns schema, name1, name2, is_match and category.",
    )


def _half(pair: NamePair) -> Half:
    digest = hashlib.sha256(f"{pair.left}\x1f{pair.right}".encode()).digest()
    return "report" if digest[-1] % 2 else "tune"


def _microseconds(work: Callable[[T], object], items: Iterable[T]) -> float:
    taken = []
    for item in items:
        start = perf_counter_ns()
        for _ in range(_REPEATS):
            work(item)
        taken.append((perf_counter_ns() - start) / (1000 * _REPEATS))
    return median(taken)


def _scores(
    pairs: Sequence[NamePair], matches: Sequence[NameMatch], half: Half, comparing: float, preparing: float
) -> NameScores:
    decided = list(zip(pairs, matches, strict=True))
    score = counted(
        sum(pair.same and match.same for pair, match in decided),
        sum(match.same for match in matches),
        sum(pair.same for pair in pairs),
    )
    sizes = Counter(pair.category for pair in pairs)
    agreed = Counter(pair.category for pair, match in decided if pair.same == match.same)
    return NameScores(
        **asdict(score),
        pairs=len(pairs),
        half=half,
        accuracy=100 * agreed.total() / len(pairs),
        microseconds=comparing,
        prepare_microseconds=preparing,
        categories={
            name: Category(pairs=sizes[name], accuracy=100 * agreed[name] / sizes[name])
            for name in sorted(sizes)
        },
        wrong=tuple(
            WrongPair(
                left=pair.left,
                right=pair.right,
                type=pair.type,
                same=pair.same,
                score=match.score,
                reasons=match.reasons,
            )
            for pair, match in decided
            if pair.same != match.same
        ),
    )
