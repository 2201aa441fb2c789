"""The measurement of origins: what counts as right, and the floor it must keep."""

from __future__ import annotations

import json

import pytest
from typer.testing import CliRunner

from hearsay.cli import app
from hearsay.pipeline.bench_origins import bench_given, same_parties, summed
from hearsay.pipeline.worlds import Expected


def test_given_the_readings_independence_is_exact_in_95_per_cent() -> None:
    scores = bench_given(worlds=10, seed=1, articles=100)
    assert scores.sides > 100
    assert scores.independence >= 95
    assert scores.hinges >= 94
    assert scores.apparent is not None
    assert scores.apparent >= 90
    soft = [score for kind, score in scores.kinds.items() if not kind.startswith("hard")]
    assert sum(s.sides * s.independence for s in soft) / sum(s.sides for s in soft) >= 98
    assert {side.kind.split(":")[0] for side in scores.wrong} <= {"hard", "saw for itself", "rumours"}


def expected(*roots: str) -> Expected:
    return Expected(
        claim=0,
        stance="supports",
        kind="one source",
        roots=tuple(frozenset(root.split("|")) for root in roots),
    )


@pytest.mark.parametrize(
    ("roots", "found", "right"),
    [
        (("a",), ["a"], True),
        (("a|b",), ["b"], True),
        (("a", "b"), ["b", "a"], True),
        (("a", "b"), ["a"], False),
        (("a",), ["a", "b"], False),
        (("a", "b"), ["a", "a"], False),
    ],
)
def test_the_cut_is_right_if_it_names_each_root_once(
    roots: tuple[str, ...], found: list[str], right: bool
) -> None:
    assert same_parties(expected(*roots), found) == right


def test_nobody_is_the_root_of_rumours() -> None:
    rumours = Expected(claim=0, stance="supports", kind="rumours", roots=(frozenset(),))
    assert same_parties(rumours, ["unknown"])
    assert not same_parties(rumours, ["outlet 1"])


def test_nothing_to_judge_is_no_division_by_zero() -> None:
    scores = summed("given", 0, 1, 20, [])
    assert (scores.sides, scores.independence, scores.apparent) == (0, 0.0, None)


def test_the_command_tells_all_as_a_table_and_as_json() -> None:
    run = CliRunner().invoke(app, ["bench", "origins", "--worlds", "2", "--articles", "40", "--json"])
    assert run.exit_code == 0, run.output
    found = json.loads(run.stdout)
    assert {"independence", "hinges", "mean_error", "kinds", "not_trained_on"} <= set(found)
    assert found["independence"] == bench_given(2, 1, 40).independence
    table = CliRunner().invoke(app, ["bench", "origins", "--worlds", "2", "--articles", "40", "--wrong"])
    assert table.exit_code == 0
    assert "Independence" in table.stdout
    assert table.stdout.count("instead of") == len(found["wrong"])
