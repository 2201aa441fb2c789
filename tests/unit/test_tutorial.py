"""The tutorial works: its commands run one after the other, and tell what it shows."""

from __future__ import annotations

import re
import shlex
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from typer.testing import CliRunner

from hearsay.cli import app

ROOT = Path(__file__).parents[2]
PAGE = (ROOT / "docs" / "tutorial.md").read_text(encoding="utf-8")


def steps() -> Iterator[tuple[str, list[str]]]:
    """Each command with the lines shown below it."""
    shown: list[str] = []
    command = ""
    for line in PAGE.splitlines():
        if line.startswith("    $ "):
            if command:
                yield command, shown
            command, shown = line.removeprefix("    $ "), []
        elif line.startswith("    ") and command:
            shown.append(line.strip())
        elif command:
            yield command, shown
            command = ""
    if command:
        yield command, shown


def test_every_command_tells_what_the_page_shows(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    story = tmp_path / "story"
    shutil.copytree(ROOT / "examples", story)
    monkeypatch.chdir(story)
    monkeypatch.setenv("HEARSAY_AUTHOR", "ada")
    for variable in ("HEARSAY_LEDGER", "FORCE_COLOR"):
        monkeypatch.delenv(variable, raising=False)
    done = 0
    for command, shown in steps():
        piped = re.fullmatch(r"printf '(.*)' \| (.*)", command)
        typed, words = (
            (piped[1].replace("\\n", "\n"), shlex.split(piped[2])) if piped else (None, shlex.split(command))
        )
        assert words[0] == "hearsay"
        result = CliRunner().invoke(app, words[1:], input=typed)
        assert result.exit_code == 0, (command, result.output)
        told = " ".join(result.output.split())
        assert shown, command
        for line in shown:
            assert " ".join(line.split()) in told, (command, line)
        done += 1
    assert done > 10
