"""What the tests of several rooms share."""

from __future__ import annotations

from pathlib import Path

import equipment
import pytest
from equipment import Run
from hypothesis import Phase, settings
from typer.testing import CliRunner

# Explaining a failure traces every call of every example, and CPython 3.11 has been seen to hang in a trace.
settings.register_profile("house", phases=[phase for phase in Phase if phase is not Phase.explain])
settings.load_profile("house")


@pytest.fixture
def fake_reader(monkeypatch: pytest.MonkeyPatch) -> None:
    """hearsay reads with the fake model."""
    monkeypatch.setattr("hearsay.pipeline.readers.make_reader", equipment.make_reader)


@pytest.fixture
def run(fake_reader: None, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Run:
    """Calls a command in this process, in an empty folder; gives exit code, output and messages."""
    from hearsay.cli import app

    monkeypatch.chdir(tmp_path)
    for variable in ("HEARSAY_LEDGER", "HEARSAY_DEBUG", "FORCE_COLOR", "NO_COLOR", "COLUMNS"):
        monkeypatch.delenv(variable, raising=False)
    return lambda *arguments, **options: CliRunner().invoke(app, [str(a) for a in arguments], **options)


@pytest.fixture
def articles(tmp_path: Path) -> Path:
    """A folder of five articles."""
    return equipment.write_articles(tmp_path / "articles", 5)


@pytest.fixture(autouse=True)
def no_terminal_width(monkeypatch: pytest.MonkeyPatch) -> None:
    """Whoever runs the tests may have told the width of a terminal, which tables would be cut to."""
    monkeypatch.delenv("COLUMNS", raising=False)
