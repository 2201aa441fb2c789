"""The house is in order: small files, light imports, one version, a lock that holds, a map that is true."""

from __future__ import annotations

import ast
import re
import subprocess
import sys
import tomllib
from collections.abc import Iterator
from pathlib import Path

import pytest

import hearsay
from hearsay.pipeline.health import REQUIRED
from hearsay.sources.registry import OURS

ROOT = Path(__file__).parents[2]
PACKAGE = ROOT / "src" / "hearsay"
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
LOCKS = ("core", "dev")
MOST_LINES = 400


def _imports(file: Path) -> Iterator[str]:
    for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            yield node.module


def test_no_file_outgrows_its_room() -> None:
    long = {
        str(file.relative_to(ROOT)): lines
        for folder in ("src", "training", "bench")
        for file in (ROOT / folder).rglob("*.py")
        if (lines := len(file.read_text(encoding="utf-8").splitlines())) > MOST_LINES
    }
    assert long == {}


def test_the_base_needs_msgspec_alone() -> None:
    base = [*(PACKAGE / "records").rglob("*.py"), PACKAGE / "errors.py", *(PACKAGE / "lexicon").rglob("*.py")]
    foreign = {
        f"{file.name}: {name}"
        for file in base
        for name in _imports(file)
        if (top := name.split(".")[0]) not in sys.stdlib_module_names and top not in ("msgspec", "hearsay")
    }
    assert foreign == set()


def test_only_the_commands_exit() -> None:
    exits = re.compile(r"\b(sys\.exit|os\._exit|raise SystemExit)\b")
    guilty = [
        file.name
        for file in PACKAGE.rglob("*.py")
        if "cli" not in file.parts and exits.search(file.read_text(encoding="utf-8"))
    ]
    assert guilty == []


def test_importing_hearsay_is_light_and_its_names_are_there() -> None:
    process = subprocess.run(
        [sys.executable, "-c", "import sys, hearsay; print(*sys.modules)"],
        capture_output=True, text=True, check=True,
    )  # fmt: skip
    assert not {"numpy", "onnxruntime", "sqlalchemy", "msgspec"} & set(process.stdout.split())
    assert all(getattr(hearsay, name) for name in hearsay.__all__)
    with pytest.raises(AttributeError, match="no attribute 'nothing'"):
        hearsay.nothing  # noqa: B018


def test_formats_are_registered_as_the_registry_has_them() -> None:
    assert PROJECT["project"]["entry-points"]["hearsay.sources"] == OURS


def test_the_doctor_looks_for_every_dependency() -> None:
    declared = {re.split(r"[><=~!\[ ]", line)[0] for line in PROJECT["project"]["dependencies"]}
    assert declared == set(REQUIRED)


@pytest.mark.parametrize("lock", LOCKS)
def test_the_lock_is_exact_hashed_and_names_no_host(lock: str) -> None:
    text = (ROOT / "requirements" / f"{lock}.txt").read_text(encoding="utf-8")
    entries = re.split(r"\n(?=\S)", text.strip())
    assert len(entries) > 40
    assert [entry for entry in entries if not re.match(r"[a-z0-9._-]+==\S+", entry)] == []
    assert [entry.split()[0] for entry in entries if "--hash=sha256:" not in entry] == []
    assert "://" not in text
    assert "index" not in text


def test_the_lock_holds_every_dependency() -> None:
    dependencies = {"core": PROJECT["project"]["dependencies"]}
    extras = PROJECT["project"]["optional-dependencies"]
    optional = [line for lines in extras.values() for line in lines if not line.startswith("hearsay[")]
    dependencies["dev"] = dependencies["core"] + optional
    for lock, wanted in dependencies.items():
        text = (ROOT / "requirements" / f"{lock}.txt").read_text(encoding="utf-8")
        locked = set(re.findall(r"^([a-z0-9._-]+)==", text, flags=re.MULTILINE))
        assert {re.split(r"[><=~!\[ ]", line)[0] for line in wanted} <= locked


def test_the_map_names_every_room_and_no_file_that_is_not_there() -> None:
    page = (ROOT / "docs" / "map.md").read_text(encoding="utf-8")
    rooms = [folder.name for folder in PACKAGE.iterdir() if (folder / "__init__.py").is_file()]
    assert len(rooms) == 11
    assert [room for room in rooms if f"`{room}/`" not in page] == []
    files = re.findall(r"`([a-z_]+(?:/[a-z_]+)*\.py)`", page)
    assert [file for file in files if not list(PACKAGE.rglob(file))] == []


def test_every_room_has_a_contract() -> None:
    contracts = PROJECT["tool"]["importlinter"]["contracts"]
    rooms = {f"hearsay.{folder.name}" for folder in PACKAGE.iterdir() if (folder / "__init__.py").is_file()}
    alone = {c["source_modules"][0] for c in contracts if len(c["source_modules"]) == 1}
    assert rooms <= alone


def test_links_between_the_pages_lead_somewhere() -> None:
    pages = [*ROOT.glob("*.md"), *(ROOT / "docs").rglob("*.md"), *(ROOT / "examples").glob("*.md")]
    broken = [
        f"{page.name}: {link}"
        for page in pages
        for link in re.findall(r"\]\(([^)#:]+)\)", page.read_text(encoding="utf-8"))
        if not (page.parent / link).exists()
    ]
    assert broken == []
