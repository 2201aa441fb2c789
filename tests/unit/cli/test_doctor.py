"""hearsay doctor and hearsay bench."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import equipment
import pytest
from equipment import Run

from hearsay.model.fake import FakeModel
from hearsay.pipeline import health


def _findings(run: Run, *arguments: str) -> tuple[int, dict[str, dict[str, Any]]]:
    result = run("doctor", "--json", *arguments)
    findings = [json.loads(line) for line in result.stdout.splitlines()]
    return result.exit_code, {finding["name"]: finding for finding in findings}


def test_a_ledger_that_is_not_there_yet_breaks_nothing(run: Run) -> None:
    _, findings = _findings(run, "--ledger", "none.db")
    assert findings["ledger"]["state"] == "missing"
    assert "hearsay read" in findings["ledger"]["remedy"]
    assert findings["onnxruntime"]["state"] == "well"


def test_a_ledger_is_counted_and_checked(run: Run, articles: Path) -> None:
    run("read", articles)
    _, findings = _findings(run)
    assert findings["ledger"]["state"] == "well"
    assert "5 documents" in findings["ledger"]["detail"]


def test_a_damaged_ledger_is_found(run: Run) -> None:
    Path("broken.db").write_bytes(b"no database at all" * 100)
    code, findings = _findings(run, "--ledger", "broken.db")
    assert code == 1
    assert findings["ledger"]["state"] == "broken"
    assert findings["ledger"]["remedy"]


def test_missing_weights_are_found(run: Run, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr("hearsay.model.WEIGHTS", tmp_path / "nowhere")
    monkeypatch.setattr("hearsay.pipeline.readers.make_reader", equipment.make_no_reader)
    code, findings = _findings(run)
    assert code == 1
    assert findings["weights"]["state"] == findings["reader"]["state"] == "broken"
    result = run("doctor")
    assert "✗ weights" in result.stdout
    assert "Reinstall hearsay" in result.stdout
    assert "Something is broken" in result.stdout


def test_a_missing_package_is_found(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(health, "REQUIRED", ("no-such-package",))
    finding = next(one for one in health.examine("none.db") if one.name == "no-such-package")
    assert finding.state == "broken"
    assert finding.remedy == "Install it: pip install no-such-package"


@pytest.mark.parametrize("json_wanted", [True, False])
def test_speed_is_measured(
    run: Run, articles: Path, monkeypatch: pytest.MonkeyPatch, json_wanted: bool
) -> None:
    monkeypatch.setattr("hearsay.model.load", lambda **_: FakeModel())
    result = run("bench", "speed", articles, *(["--json"] if json_wanted else []))
    assert result.exit_code == 0
    if json_wanted:
        assert json.loads(result.stdout)["documents"] == 5
    else:
        assert "5 documents (0 rejected)" in result.stdout
        assert "encoder alone" in result.stdout


def test_attribution_is_scored(run: Run, tmp_path: Path) -> None:
    for folder in ("text", "attributions"):
        (tmp_path / "corpus" / folder).mkdir(parents=True)
    text = "The mayor said that it rained."
    (tmp_path / "corpus/text/a.txt").write_text(text)
    (tmp_path / "corpus/attributions/a_one.ann").write_text(
        "T1\tSource 0 9\tThe mayor\nT2\tCue 10 14\tsaid\nT3\tContent 15 29\tthat it rained\n"
        "E1\tCue:T2 Source:T1 Content:T3\n"
    )
    scores = json.loads(run("bench", "attribution", "corpus", "--json").stdout)
    assert scores["articles"] == 1
    assert scores["spans"]["cue"]["f1"] == 100
    assert "whole statements" in run("bench", "attribution", "corpus").stdout


def test_a_folder_in_another_layout_is_refused(run: Run, articles: Path) -> None:
    result = run("bench", "attribution", articles)
    assert result.exit_code == 2
    assert "PolNeAR" in result.stderr
