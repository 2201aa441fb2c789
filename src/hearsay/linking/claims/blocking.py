"""Which tellings to compare: those whose vectors lie in a cell together.

The directions of meaning are cut into cells around fixed centres (an inverted file; Sivic and Zisserman,
2003), so a telling's cells depend on nothing but its own vector: a new one touches its own cells and no
others. A cell that is too full is cut again by the next nearest centres of its members.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Sequence
from functools import cache
from importlib import resources

import numpy as np
from numpy.typing import NDArray

from hearsay.linking.claims.content import Vectors

Cells = NDArray[np.int16]
CENTRES = 2048
NEAREST = 5
"""A telling is in the cells of so many of its nearest centres."""
DEEPEST = 8
"""So many nearest centres are known of each telling, to cut full cells by."""
FULL = 2048
"""A cell with more tellings than this is cut."""
_CHUNK = 4096


def cells(vectors: Vectors) -> Cells:
    """The nearest centres of each vector, nearest first: ``(n, DEEPEST)``, numbers below CENTRES."""
    found = np.zeros((len(vectors), DEEPEST), dtype=np.int16)
    centres = _centres().T
    for start in range(0, len(vectors), _CHUNK):
        near = np.round(vectors[start : start + _CHUNK] @ centres, 5)
        few = np.argpartition(-near, DEEPEST, axis=1)[:, :DEEPEST]
        few.sort(axis=1)
        order = np.argsort(-np.take_along_axis(near, few, axis=1), axis=1, kind="stable")
        found[start : start + _CHUNK] = np.take_along_axis(few, order, axis=1)
    return found


def members(places: Cells, wanted: Collection[int]) -> dict[int, list[int]]:
    """The numbers of the tellings in each of the wanted cells, ascending."""
    found: dict[int, list[int]] = {cell: [] for cell in wanted}
    near = places[:, :NEAREST]
    touched = np.nonzero(np.isin(near, list(wanted)).any(axis=1))[0]
    for number, row in zip(touched.tolist(), near[touched].tolist(), strict=True):
        for cell in row:
            if cell in found:
                found[cell].append(number)
    return found


def blocks(cell: int, inside: Sequence[int], places: Cells) -> list[list[int]]:
    """The members of a cell as blocks in which each is to be compared with each, none too large."""
    return _cut(list(inside), (cell,), places)


def _cut(inside: list[int], used: tuple[int, ...], places: Cells) -> list[list[int]]:
    if len(inside) <= FULL:
        return [inside]
    if (
        len(used) == DEEPEST
    ):  # alike by all that is known of them: by order, with half of each block in the next
        return [inside[start : start + FULL] for start in range(0, len(inside) - FULL // 2, FULL // 2)]
    parts: dict[int, list[int]] = defaultdict(list)
    for number in inside:
        for centre in [centre for centre in places[number].tolist() if centre not in used][:2]:
            parts[centre].append(number)
    found = []
    for centre in sorted(parts):
        found += _cut(parts[centre], (*used, centre), places)
    return found


@cache
def _centres() -> Vectors:
    """The centres, ``(CENTRES, width)`` of length 1, as ``training/centres.py`` made them."""
    stored = np.frombuffer(resources.files(__package__).joinpath("centres.i8").read_bytes(), dtype=np.int8)
    centres = stored.reshape(CENTRES, -1).astype(np.float32)
    return np.asarray(centres / np.linalg.norm(centres, axis=1, keepdims=True), dtype=np.float32)
