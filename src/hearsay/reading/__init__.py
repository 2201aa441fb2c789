"""Reading: a Document and what the model saw in it become a Reading. Touches no disk, clock or network."""

from __future__ import annotations

from hearsay.reading.reader import Reader

__all__ = ["Reader"]
