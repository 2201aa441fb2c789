"""Expressions of time in a text with their TIMEX3 types and values, resolved against its publication."""

from __future__ import annotations

from hearsay.reading.times.calendar import parsed
from hearsay.reading.times.expressions import expressions
from hearsay.reading.times.said import said_when

__all__ = ["expressions", "parsed", "said_when"]
