"""The labels by which pieces are told apart, and the reach of one statement in pieces."""

from __future__ import annotations

from typing import get_args

import numpy as np
from numpy.typing import NDArray

from hearsay.records import ROLES, EntityType

#: Pieces before and after a cue's first piece in which its source and content are looked for. Of the
#: statements in PolNeAR's training articles 99 % lie inside.
LEFT, RIGHT = 80, 144
REACH = LEFT + RIGHT

#: Outside, then for each role: begin, inside and last piece of a span, and a span of one piece.
LABELS: tuple[str, ...] = ("O", *(f"{part}-{role}" for role in ROLES for part in "BILU"))

TYPES: tuple[EntityType, ...] = get_args(EntityType)
#: The same for the words of names, by the type of what they name.
NAME_LABELS: tuple[str, ...] = ("O", *(f"{part}-{kind}" for kind in TYPES for part in "BILU"))


def label(role: int, part: str) -> int:
    """The index of a label; ``role`` indexes ROLES, ``part`` is one of B, I, L, U."""
    return 1 + 4 * role + "BILU".index(part)


def name_label(kind: EntityType, part: str) -> int:
    """The index of a name label."""
    return 1 + 4 * TYPES.index(kind) + "BILU".index(part)


def transitions(labels: tuple[str, ...] = LABELS) -> NDArray[np.bool_]:
    """Which label may follow which, shape (labels, labels): a span that began must go on to its last."""
    allowed = np.zeros((len(labels), len(labels)), dtype=bool)
    for i, before in enumerate(labels):
        for j, after in enumerate(labels):
            if before[0] in "BI":
                allowed[i, j] = after[0] in "IL" and before[1:] == after[1:]
            else:
                allowed[i, j] = after[0] in "OBU"
    return allowed
