"""Putting things together under constraints: what a person keeps apart never meets, by no chain."""

from __future__ import annotations

from collections.abc import Iterable


class Unions:
    """Disjoint sets of numbered things (union-find) with pairs that must stay apart.

    The set that a root stands for carries what any of its things brought: the enemies (things it must not be
    united with) and the marks (labels of which a set can hold one only).
    """

    def __init__(self, size: int) -> None:
        self._parent = list(range(size))
        self._sets: dict[int, list[int]] = {}
        self._enemies: dict[int, set[int]] = {}
        self._marks: dict[int, str] = {}

    def keep_apart(self, left: int, right: int) -> None:
        """Never unite the two; to be said before anything is united."""
        self._enemies.setdefault(left, set()).add(right)
        self._enemies.setdefault(right, set()).add(left)

    def mark(self, thing: int, label: str) -> None:
        """Never unite this thing with one of another label; to be said before anything is united."""
        self._marks[thing] = label

    def find(self, thing: int) -> int:
        """The root of the set that the thing is in."""
        root = thing
        while self._parent[root] != root:
            root = self._parent[root]
        while self._parent[thing] != root:
            self._parent[thing], thing = root, self._parent[thing]
        return root

    def things(self, thing: int) -> list[int]:
        """Everything in the thing's set, in the order it came in."""
        root = self.find(thing)
        return self._sets.get(root, [root])

    def allowed(self, left: int, right: int) -> bool:
        """Whether the sets of the two may be one."""
        left, right = self.find(left), self.find(right)
        if left == right:
            return True
        few, many = sorted((left, right), key=lambda root: (len(self._enemies.get(root, ())), root))
        if any(self.find(enemy) == many for enemy in self._enemies.get(few, ())):
            return False
        marks = {self._marks[root] for root in (left, right) if root in self._marks}
        return len(marks) < 2

    def unite(self, left: int, right: int) -> bool:
        """Make the sets of the two one where that is allowed; whether they are one now."""
        if not self.allowed(left, right):
            return False
        left, right = self.find(left), self.find(right)
        if left == right:
            return True
        small, large = sorted((left, right), key=lambda root: (len(self.things(root)), -root))
        self._sets[large] = [*self.things(large), *self.things(small)]
        self._sets.pop(small, None)
        self._parent[small] = large
        if small in self._enemies:
            self._enemies.setdefault(large, set()).update(self._enemies.pop(small))
        if small in self._marks:
            self._marks[large] = self._marks.pop(small)
        return True

    def roots(self) -> Iterable[int]:
        """One thing of each set, in order."""
        return (thing for thing, parent in enumerate(self._parent) if thing == parent)
