"""The labels by which a statement's pieces are told apart, and the reach of one statement in pieces."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from hearsay.records import ROLES

#: Pieces before and after a cue's first piece in which its source and content are looked for. Of the
#: statements in PolNeAR's training articles 99 % lie inside.
LEFT, RIGHT = 80, 144
REACH = LEFT + RIGHT

#: Outside, then for each role: begin, inside and last piece of a span, and a span of one piece.
LABELS: tuple[str, ...] = ("O", *(f"{part}-{role}" for role in ROLES for part in "BILU"))


def label(role: int, part: str) -> int:
    """The index of a label; ``role`` indexes ROLES, ``part`` is one of B, I, L, U."""
    return 1 + 4 * role + "BILU".index(part)


def transitions() -> NDArray[np.bool_]:
    """Which label may follow which, shape (13, 13): a span that began must go on to its last piece."""
    allowed = np.zeros((len(LABELS), len(LABELS)), dtype=bool)
    for i, before in enumerate(LABELS):
        for j, after in enumerate(LABELS):
            if before[0] in "BI":
                allowed[i, j] = after[0] in "IL" and before[1:] == after[1:]
            else:
                allowed[i, j] = after[0] in "OBU"
    return allowed
