"""Measure accuracy and speed, and keep the figures with the environment they were measured in.

    python bench/measure.py ../shared/data            # everything, into bench/results/
    python bench/measure.py ../shared/data --documents 300

Accuracy is `hearsay bench attribution`, `entities`, `coreference` and `names` on parts that nothing was
trained on, speed `hearsay bench speed` on the newswire: the whole job beside the encoder alone, in turns, so
the ratio holds on a noisy machine while single times do not.
"""

from __future__ import annotations

import argparse
import json
import os
import platform
import subprocess
import sys
from datetime import date
from importlib.metadata import version
from pathlib import Path
from typing import Any

RESULTS = Path(__file__).parent / "results"


def environment() -> dict[str, Any]:
    """What the figures depend on."""
    cpu = "unknown"
    info = Path("/proc/cpuinfo")
    if info.exists():
        lines = [line.partition(":") for line in info.read_text().splitlines()]
        names = [value.strip() for key, _, value in lines if key.startswith("model name")]
        cpu = names[0] if names else cpu
    return {
        "date": date.today().isoformat(),
        "python": platform.python_version(),
        "system": f"{platform.system()} {platform.machine()}",
        "processor": cpu,
        "cores": os.cpu_count(),
        **{name: version(name) for name in ("hearsay", "onnxruntime", "numpy", "tokenizers")},
    }


def bench(*arguments: str) -> Any:
    """The figures of one `hearsay bench` command."""
    command = [sys.executable, "-m", "hearsay.cli", "bench", *arguments, "--json"]
    return json.loads(subprocess.run(command, stdout=subprocess.PIPE, check=True).stdout)


def main() -> None:
    """Measure and write one file of results, named by the date."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("data", type=Path, help="folder of the corpora")
    parser.add_argument("--documents", type=int, default=300, help="newswire documents to time (300)")
    given = parser.parse_args()
    results = {
        "environment": environment(),
        "attribution, PolNeAR dev": bench("attribution", str(given.data / "polnear" / "dev")),
        **{
            f"entities, {corpus} dev": bench("entities", str(given.data / corpus))
            for corpus in ("conll2003", "crossner-politics")
        },
        "coreference, OntoGUM dev": bench("coreference", str(given.data / "ontogum")),
        "names, report half": {
            figure: value
            for figure, value in bench(
                "names", str(given.data / "names" / "pairs.csv"), "--half", "report"
            ).items()
            if isinstance(value, int | float)
        },
        "speed, newswire": bench("speed", str(given.data / "newswire"), "--limit", str(given.documents)),
    }
    RESULTS.mkdir(exist_ok=True)
    file = RESULTS / f"{date.today().isoformat()}.json"
    file.write_text(json.dumps(results, indent=2) + "\n", encoding="utf-8")
    print(file)


if __name__ == "__main__":
    main()
