"""The floors of the gate: what scores may rise from, and must not fall below."""

from __future__ import annotations

import os
from pathlib import Path

import msgspec

FLOORS = Path(__file__).parent / "gate" / "floors.json"
DATA = Path(os.environ.get("HEARSAY_DATA", Path(__file__).parents[2] / "shared" / "data"))
ROUNDING = 0.5
"""Processors round int8 differently: this much F1 is no change."""


def hold(name: str, reached: dict[str, float]) -> None:
    """Fail where a figure is below its floor."""
    floors = msgspec.json.decode(FLOORS.read_bytes(), type=dict[str, dict[str, float]])
    if os.environ.get("HEARSAY_GATE") == "raise":
        before = floors.get(name, {})
        floors[name] = {figure: max(value, before.get(figure, 0)) for figure, value in reached.items()}
        FLOORS.write_bytes(msgspec.json.format(msgspec.json.encode(floors), indent=2) + b"\n")
    fallen = {
        figure: (reached[figure], floor)
        for figure, floor in floors[name].items()
        if reached[figure] < floor - ROUNDING
    }
    assert not fallen, f"{name}: figures (reached, floor) have fallen: {fallen}"
