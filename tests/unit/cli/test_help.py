"""Help teaches, comes at once, and agrees with the code and the page made from it."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest
import typer
from equipment import Run

import hearsay
from hearsay.cli import app
from hearsay.cli.reference import main, reference
from hearsay.sources import Limits


def _commands(command: object, path: tuple[str, ...] = ()) -> list[tuple[str, ...]]:
    inner = getattr(command, "commands", {})
    found = [path] if path and (not inner or getattr(command, "invoke_without_command", False)) else []
    return found + [one for name, below in inner.items() for one in _commands(below, (*path, name))]


COMMANDS = _commands(typer.main.get_command(app))
PAGE = Path(__file__).parents[3] / "docs" / "cli.md"


@pytest.mark.parametrize("command", COMMANDS, ids=" ".join)
def test_every_command_has_an_example(run: Run, command: tuple[str, ...]) -> None:
    result = run(*command, "--help")
    assert result.exit_code == 0
    assert f"hearsay {' '.join(command)} " in result.output.replace("Usage: ", "", 1)


def test_every_option_is_explained() -> None:
    def parameters(command: object, path: str) -> list[tuple[str, object]]:
        found = [(f"{path} {p.name}", p.help) for p in command.params if p.name != "help"]  # type: ignore[attr-defined]
        for name, inner in getattr(command, "commands", {}).items():
            found += parameters(inner, f"{path} {name}")
        return found

    everything = parameters(typer.main.get_command(app), "hearsay")
    assert len(everything) > 30
    assert [name for name, text in everything if not text] == []


def test_help_names_the_limits_that_hold(run: Run) -> None:
    page = " ".join(reference().split())
    limits = Limits()
    for value in (limits.max_bytes, limits.max_chars, limits.max_pages, limits.max_depth):
        assert f"Without it, {value}." in page
    assert f"Without it, {limits.seconds:g}." in page


@pytest.mark.parametrize("arguments", ["['--help']", "['read', '--help']", "['--version']"])
def test_help_imports_nothing_heavy(arguments: str) -> None:
    process = subprocess.run(
        [sys.executable, "-X", "importtime", "-c", f"from hearsay.cli import app; app({arguments})"],
        capture_output=True, text=True, check=True,
    )  # fmt: skip
    loaded = {line.rsplit("|", 1)[-1].strip().split(".")[0] for line in process.stderr.splitlines()}
    assert "typer" in loaded
    assert not loaded & {"numpy", "onnxruntime", "tokenizers", "sqlalchemy", "trafilatura", "alembic"}


def test_the_page_of_commands_is_fresh() -> None:
    assert PAGE.read_text(encoding="utf-8") == reference(), "docs/cli.md is stale: run `make docs`"


def test_a_stale_page_is_found(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    page = tmp_path / "docs" / "cli.md"
    assert main(["--check", str(page)]) == 1
    assert "make docs" in capsys.readouterr().err
    assert main([str(page)]) == 0
    assert main(["--check", str(page)]) == 0


def test_the_version_is_told(run: Run) -> None:
    result = run("--version")
    assert result.exit_code == 0
    assert result.output == f"hearsay {hearsay.__version__}\n"


@pytest.mark.parametrize("arguments", [("reed",), ("read", "--no-such"), ("bench", "nothing"), ("show",)])
def test_wrong_usage_ends_with_2(run: Run, arguments: tuple[str, ...]) -> None:
    assert run(*arguments).exit_code == 2
