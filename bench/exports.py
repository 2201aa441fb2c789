"""Every export of a ledger, written and read back whole: seconds, bytes, counts, memory.

    hearsay link --ledger news.db
    python bench/exports.py news.db
    python bench/exports.py news.db csv xlsx --folder out/

Each export is written by a process of its own, whose peak memory is told (the bar is 500 MB), and read back
by the library of those who will read it (``reading_back.py``); the exit code is 1 where a count differs,
where nothing reads a format back, or where the memory is beyond the bar. Formats that tell of one actor or of
one claim get the one in the most documents.
"""

from __future__ import annotations

import argparse
import json
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple

from reading_back import READERS

from hearsay.errors import HearsayError, UsageError
from hearsay.formats import registry
from hearsay.formats.base import Wanted
from hearsay.ledger import Ledger

MOST_MB = 500
OF_ONE = ("dossier", "trail")


class Export(NamedTuple):
    """One thing to export: the format, what of it, and of which actor or claim."""

    format: str
    what: str
    actor: str | None = None
    claim: str | None = None

    def __str__(self) -> str:
        of = " of an actor" if self.actor else " of a claim" if self.claim else ""
        return f"{self.format} {self.what}{of}"


def main() -> int:
    """Write and read back each; returns the exit code."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("ledger", help="a ledger whose actors and claims are linked")
    parser.add_argument("formats", nargs="*", help="only these formats")
    parser.add_argument("--folder", type=Path, help="keep the files here")
    parser.add_argument("--one", help=argparse.SUPPRESS)
    given = parser.parse_args()
    if given.one:
        return write(given.ledger, Export(*json.loads(given.one)), given.folder)
    print(
        f"{'export':32} {'seconds':>8} {'bytes':>13} {'peak MB':>8}  written, and read back where it differs"
    )
    failed = 0
    with tempfile.TemporaryDirectory(prefix="hearsay-") as folder:
        for export in wanted(given.ledger, given.formats):
            failed += not told(export, given.ledger, given.folder or Path(folder))
    return 1 if failed else 0


def wanted(ledger: str, formats: list[str]) -> Iterator[Export]:
    """All that the formats hold."""
    with Ledger.open(ledger, create=False) as books:
        actor = next((one.id for one in books.actors(limit=1)), None)
        claim = next((one.id for one in books.claims(limit=1)), None)
    for name in formats or registry.places():
        try:
            found = registry.named(name)
        except UsageError as error:
            print(f"{name:32} {error}", flush=True)
            continue
        for what in found.holds:
            if what not in OF_ONE:
                yield Export(name, what)
            if what == "dossier" and actor:
                yield Export(name, what, actor=actor)
            if what in OF_ONE and claim:
                yield Export(name, what, claim=claim)


def told(export: Export, ledger: str, folder: Path) -> bool:
    """Write, read back and print one line; returns whether all is well."""
    folder.mkdir(parents=True, exist_ok=True)
    command = [sys.executable, __file__, ledger, "--one", json.dumps(export), "--folder", str(folder)]
    process = subprocess.run(command, stdout=subprocess.PIPE, text=True)
    if process.returncode:
        print(f"{export!s:32} FAILED with exit code {process.returncode}", flush=True)
        return False
    made: dict[str, Any] = json.loads(process.stdout)
    file, counts = Path(made["file"]), dict(made["counts"])
    read: dict[str, int] | None = None
    if reader := READERS.get(export.format):
        read = reader(file, export.what)
    verdict, well = compared(counts, read)
    well = well and made["peak"] <= MOST_MB
    line = ", ".join(f"{name} {number:,}" for name, number in counts.items())
    figures = f"{made['seconds']:8.1f} {file.stat().st_size:13,} {made['peak']:8.0f}"
    print(f"{export!s:32} {figures}  {line} {verdict}", flush=True)
    return well


def compared(written: dict[str, int], read: dict[str, int] | None) -> tuple[str, bool]:
    """What is to be said of what was read back, and whether all is well."""
    if read is None:
        return "— NOT READ BACK", False
    different = {name: read.get(name, 0) for name in written if name in read and read[name] != written[name]}
    if different:
        return f"— DIFFERS, read back: {different}", False
    unread = [name for name, number in written.items() if name not in read and number]
    if unread and len(unread) == len([number for number in written.values() if number]):
        return "— NOTHING READ BACK", False
    return f"— read back{f', but for {unread}' if unread else ''}", True


def write(ledger: str, export: Export, folder: Path) -> int:
    """Write one export, in a process of its own, and print what came of it as JSON."""
    started = time.monotonic()
    try:
        found = registry.named(export.format)
        file = (
            folder / f"{export.what}-{'a' if export.actor else 'c' if export.claim else 'all'}{found.suffix}"
        )
        request = Wanted(what=export.what, actor=export.actor, claim=export.claim)
        with Ledger.open(ledger, create=False) as books, file.open("wb") as to:
            counts = found.write(books, request, to).counts
    except HearsayError as error:
        print(error, file=sys.stderr)
        return 1
    seconds = time.monotonic() - started
    print(json.dumps({"file": str(file), "counts": counts, "seconds": seconds, "peak": peak()}))
    return 0


def peak() -> float:
    """The most memory that this process held, in MB."""
    status = Path("/proc/self/status")
    if status.exists():  # what getrusage tells here may be the parent's
        kilobytes = next(line for line in status.read_text().splitlines() if line.startswith("VmHWM"))
        return int(kilobytes.split()[1]) * 1024 / 1e6
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / (1e6 if sys.platform == "darwin" else 1e3)


if __name__ == "__main__":
    sys.exit(main())
