"""hearsay bench copies, and the reprints it makes."""

from __future__ import annotations

import json
import random
import re
from pathlib import Path

import pytest
from copied import COUNCIL, FLOOD, MARKET
from equipment import Run

from hearsay.errors import CorpusError
from hearsay.linking.tellings import Paper
from hearsay.pipeline.bench_copies import score_copies
from hearsay.pipeline.reprinting import RATES, reprints

WORDS = sorted({word for p in (*FLOOD, *MARKET, *COUNCIL) for word in re.findall(r"[a-z]+", p)})


def article(number: int) -> str:
    """An article of words in an order of its own."""
    chance = random.Random(number)
    return "\n\n".join(" ".join(chance.choices(WORDS, k=50)).capitalize() + "." for _ in range(4))


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    lines = [
        json.dumps(
            {"id": f"n{n:02d}", "text": article(n), "outlet": "KTA", "published": f"2031-05-{n + 1:02d}"}
        )
        for n in range(20)
    ]
    (tmp_path / "articles.jsonl").write_text("\n".join(lines), encoding="utf-8")
    return tmp_path


def sources(count: int) -> list[Paper]:
    return [
        Paper(id=f"s{n}", text=article(n), outlet="KTA", published="2031-05-04T10:00:00")
        for n in range(count)
    ]


def test_the_same_seed_makes_the_same_reprints_and_another_does_not() -> None:
    donors = sources(40)[20:]
    first = reprints(sources(20), donors, 10, 1)
    assert first == reprints(sources(20), donors, 10, 1)
    assert first != reprints(sources(20), donors, 10, 2)


@pytest.mark.parametrize("rate", RATES)
def test_the_truth_is_where_it_says(rate: int) -> None:
    by_id = {paper.id: paper for paper in sources(30)}
    made = [each for each in reprints(list(by_id.values()), sources(90)[30:], rate, 3) if each.truth]
    assert {each.truth.source for each in made if each.truth} == by_id.keys()
    kept = total = 0
    for paper, truth in made:
        assert truth is not None
        assert truth.passages
        for earlier, later in truth.passages:
            before = by_id[truth.source].text[slice(*earlier)].split()
            after = paper.text[slice(*later)].split()
            assert (before[0], before[-1]) == (after[0], after[-1])
            kept += len(set(before) & set(after))
            total += len(set(before))
        if truth.dating == "dated":
            assert (paper.published or "") > "2031-05-04"
    assert abs(100 * (1 - kept / total) - 0.8 * rate) < 8


def test_every_way_and_dating_is_made() -> None:
    made = [each.truth for each in reprints(sources(60), sources(200)[60:], 0, 1) if each.truth]
    assert {t.way for t in made} == {"whole", "trimmed", "excerpt", "shuffled", "extended"}
    assert {t.dating for t in made} == {"dated", "same-day", "undated"}
    assert {t.credited for t in made} == {True, False}


def test_when_the_donors_are_used_up_nothing_more_is_added() -> None:
    donor = Paper(id="donor", text="Goats " * 40)
    made = reprints(sources(30), [donor], 0, 1)
    assert sum("Goats" in each.paper.text for each in made) == 1


def test_reprints_are_found_and_scored(folder: Path) -> None:
    told: list[str] = []
    scores = score_copies(folder, limit=8, progress=told.append)
    assert [rate.changed for rate in scores.rates] == list(RATES)
    assert [rate.gold for rate in scores.rates] == [8] * 5
    assert scores.articles == 12
    assert scores.rates[0].f1 > 90
    assert scores.rates[0].coverage.f1 > 90
    assert scores.dated.accuracy == 100
    assert scores.figures()["direction where dates differ"] == 100
    assert scores.mistaken == ()
    assert told[-1].startswith("30 %")


def test_the_command_prints_a_table_or_json(folder: Path, run: Run) -> None:
    result = run("bench", "copies", folder, "--limit", "5", "--json")
    scores = json.loads(result.stdout)
    assert {"precision", "recall", "f1", "rates", "dated", "credited", "unmarked"} <= scores.keys()
    table = run("bench", "copies", folder, "--limit", "5").stdout
    assert "10 % of words changed" in table
    assert "The direction is right where dates differ 100.0 %" in table


def test_a_folder_without_articles_is_refused(tmp_path: Path, run: Run) -> None:
    with pytest.raises(CorpusError, match="no article"):
        score_copies(tmp_path)
    (tmp_path / "one.txt").write_text("The river rose in the night and fell again before the morning.")
    result = run("bench", "copies", tmp_path)
    assert result.exit_code == 2
    assert "Give a folder of at least ten articles." in result.stderr
