"""From tellings to groups that put forward, deny or query the same: all at once, or what a change touches."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence

import numpy as np

from hearsay.linking.claims.blocking import FULL, NEAREST, Cells, blocks, cells, members
from hearsay.linking.claims.clustering import cluster
from hearsay.linking.claims.content import Content, Contents, Vectors
from hearsay.linking.claims.contradictions import contradictions
from hearsay.linking.claims.proposition import propose, proposing, wording
from hearsay.linking.claims.scoring import CEILING, Grain, Scores, probability, reasons, scores, weights
from hearsay.linking.claims.stance import sides
from hearsay.linking.tellings import Telling
from hearsay.records import Contradiction, Part, Record, Stance

LARGE = 1500
"""A component with more tellings than this is taken apart at its weakest pairs before it is clustered."""
_STEP = 0.5
_ROWS = 256
"""So many tellings are compared at once with all others of their cell, which bounds the memory."""


class Constraints(Record):
    """What people judged of statements, by id: that two are of one claim, or never are, and which side one
    takes."""

    together: tuple[tuple[str, str], ...] = ()
    apart: tuple[tuple[str, str], ...] = ()
    stances: Mapping[str, Stance] = {}

    def all(self) -> Iterable[tuple[str, str, bool]]:
        """Every judged pair, in no order that says anything."""
        yield from ((min(pair), max(pair), True) for pair in self.together)
        yield from ((min(pair), max(pair), False) for pair in self.apart)

    def differing(self, other: Constraints) -> set[str]:
        """The statements that these and others say something else of."""
        pairs = set(self.all()) ^ set(other.all())
        sides = set(self.stances.items()) ^ set(other.stances.items())
        return {id for left, right, _ in pairs for id in (left, right)} | {id for id, _ in sides}


class Group(Record):
    """Tellings of one claim: what it claims, who said so in time order, and what does not fit together.

    ``proposed_by`` is the statement that the proposition was taken from.
    """

    proposition: str
    proposed_by: str
    parts: tuple[Part, ...]
    contradictions: tuple[Contradiction, ...] = ()


class Edge(Record):
    """Two statements that hold a component together, their log odds, and the cells where they met."""

    left: str
    right: str
    odds: float
    cells: tuple[int, ...]


class Gathering(Record):
    """The groups, and what it takes to change them where something changes.

    ``placed`` gives the cells of every telling there was, by its id.
    """

    groups: tuple[Group, ...] = ()
    edges: tuple[Edge, ...] = ()
    placed: Mapping[str, tuple[int, ...]] = {}
    constraints: Constraints = Constraints()
    grain: Grain = "claim"


def gather_claims(
    tellings: Sequence[Telling],
    vectors: Vectors,
    *,
    constraints: Constraints = Constraints(),  # noqa: B008 (frozen)
    grain: Grain = "claim",
    alone: bool = False,
) -> list[Group]:
    """The groups of tellings that put forward the same proposition, or deny or query it.

    Args:
        tellings: in any order, which makes no difference.
        vectors: a row for each telling's ``resolved`` text, of length 1, in the order of the tellings.
        constraints: what people judged; it is always honoured, and where it contradicts itself *apart* wins.
        grain: ``claim`` for one thing said, ``event`` for all that is said of one happening.
        alone: whether tellings that nothing was gathered with are given as well, as groups of one.

    Returns:
        Groups of at least two tellings, by the time of their first part.
    """
    groups = gather(tellings, vectors, constraints=constraints, grain=grain).groups
    if not alone:
        return list(groups)
    held = {part.statement for group in groups for part in group.parts}
    contents = Contents(tellings, vectors)
    single = [
        _group(contents, [number], np.zeros((1, 1), dtype=np.float32), constraints.stances)
        for number, telling in enumerate(contents.tellings)
        if telling.id not in held
    ]
    place = {telling.id: telling.order for telling in tellings}
    return sorted([*groups, *single], key=lambda group: (place[group.parts[0].statement], group.proposed_by))


def gather(
    tellings: Sequence[Telling],
    vectors: Vectors,
    *,
    constraints: Constraints = Constraints(),  # noqa: B008 (frozen)
    grain: Grain = "claim",
) -> Gathering:
    """As :func:`gather_claims`, with what :func:`regather` needs later."""
    before = Gathering(constraints=constraints, grain=grain)
    return regather(before, tellings, vectors, changed=(), constraints=constraints)


def regather(
    before: Gathering,
    tellings: Sequence[Telling],
    vectors: Vectors,
    *,
    changed: Collection[str],
    constraints: Constraints = Constraints(),  # noqa: B008 (frozen)
) -> Gathering:
    """What :func:`gather` makes of the tellings, at the price of what changed since ``before``.

    ``changed`` are the documents that were read anew; those that came or went are seen by themselves.
    """
    contents = Contents(tellings, vectors)
    numbers = {telling.id: number for number, telling in enumerate(contents.tellings)}
    # What stands next to a telling is compared, too: its document changes as a whole.
    read = {*changed, *(one.document for one in contents.tellings if one.id not in before.placed)}
    anew = {number for number, telling in enumerate(contents.tellings) if telling.document in read}
    places = _places(before, contents, anew)
    gone = [id for id in before.placed if id not in numbers]
    edges, moved = _edges(before, contents, numbers, places, anew)
    moved |= {numbers[id] for id in before.constraints.differing(constraints) if id in numbers}
    changing = {*gone, *(contents.tellings[number].id for number in moved)}
    for group in before.groups:
        held = {part.statement for part in group.parts}
        if held & changing:
            moved |= {numbers[id] for id in held if id in numbers}
    together = _pairs(constraints.together, numbers)
    apart = _pairs(constraints.apart, numbers)
    touched = set(moved)
    groups: list[Group] = []
    for component in _components([*((e[0], e[1]) for e in edges), *together], moved):
        touched.update(component)
        for part in _parts(component, edges, weights(before.grain).edge, together):
            groups += _clustered(contents, part, before.grain, together, apart, constraints.stances)
    made = {*gone, *(contents.tellings[number].id for number in touched)}
    groups += [group for group in before.groups if not any(part.statement in made for part in group.parts)]
    first = {
        group.proposed_by: contents.tellings[numbers[group.parts[0].statement]].order for group in groups
    }
    placed = {id: place for id, place in before.placed.items() if id in numbers and numbers[id] not in anew}
    placed |= {contents.tellings[number].id: tuple(places[number].tolist()) for number in sorted(anew)}
    return Gathering(
        groups=tuple(sorted(groups, key=lambda group: (first[group.proposed_by], group.proposed_by))),
        edges=tuple(
            Edge(left=contents.tellings[i].id, right=contents.tellings[j].id, odds=odds, cells=met)
            for (i, j), (odds, met) in sorted(edges.items())
        ),
        placed=placed,
        constraints=constraints,
        grain=before.grain,
    )


Edges = dict[tuple[int, int], tuple[float, tuple[int, ...]]]


def _places(before: Gathering, contents: Contents, anew: set[int]) -> Cells:
    places = cells(contents.vectors[sorted(anew)])
    found = np.zeros((len(contents), places.shape[1]), dtype=np.int16)
    found[sorted(anew)] = places
    for number, telling in enumerate(contents.tellings):
        if number not in anew:
            found[number] = before.placed[telling.id]
    return found


def _edges(
    before: Gathering,
    contents: Contents,
    numbers: Mapping[str, int],
    places: Cells,
    anew: set[int],
) -> tuple[Edges, set[int]]:
    """The edges as they are now, and the numbers of tellings whose edges or content changed.

    In a cell that is compared as a whole only what came anew is compared; a full one is compared again, for
    it may be cut otherwise.
    """
    came: dict[int, list[int]] = defaultdict(list)
    for number in sorted(anew):
        for cell in places[number, :NEAREST].tolist():
            came[cell].append(number)
    went = Counter(
        cell
        for id, place in before.placed.items()
        if (at := numbers.get(id)) is None or at in anew
        for cell in place[:NEAREST]
    )
    inside = members(places, {*came, *went})
    full = {
        cell
        for cell in {*came, *went}
        if max(len(inside[cell]), len(inside[cell]) - len(came[cell]) + went[cell]) > FULL
    }
    moved = set(anew)
    edges: Edges = {}
    lost: dict[tuple[int, int], float] = {}
    for edge in before.edges:
        pair = numbers.get(edge.left, -1), numbers.get(edge.right, -1)
        if min(pair) < 0 or pair[0] in anew or pair[1] in anew:
            moved.update(number for number in pair if number >= 0)
            continue
        met = tuple(cell for cell in edge.cells if cell not in full)
        if len(met) < len(edge.cells):
            lost[pair] = edge.odds
        if met:
            edges[pair] = (edge.odds, met)
    for cell in sorted({*full, *(cell for cell in came if came[cell])}):
        all_here = inside[cell]
        if cell in full:
            for block in blocks(cell, all_here, places):
                _add(edges, _compare(contents, block, block, before.grain), cell)
        else:
            _add(edges, _compare(contents, came[cell], all_here, before.grain), cell)
    kept = {telling for pair, odds in lost.items() if pair not in edges for telling in pair}
    moved |= kept
    known = {(numbers.get(e.left, -1), numbers.get(e.right, -1)) for e in before.edges}
    moved |= {number for pair in edges if pair not in known for number in pair}
    return edges, moved


def _compare(
    contents: Contents, left: Sequence[int], right: Sequence[int], grain: Grain
) -> Iterable[tuple[int, int, float]]:
    """The edges between tellings of the left and of the right, of those that are near in meaning."""
    found = weights(grain)
    columns = np.array(right)
    for start in range(0, len(left), _ROWS):
        rows = np.array(left[start : start + _ROWS])
        near = np.round(contents.vectors[rows] @ contents.vectors[columns].T, 4) >= found.near
        near &= rows[:, None] != columns[None]
        some, others = rows[near.any(axis=1)], columns[near.any(axis=0)]
        if not len(some):
            continue
        odds = scores([contents[i] for i in some], [contents[j] for j in others], grain)
        strong = (odds >= found.edge) & near[np.ix_(near.any(axis=1), near.any(axis=0))]
        for row, column in zip(*(places.tolist() for places in np.nonzero(strong)), strict=True):
            i, j = int(some[row]), int(others[column])
            yield min(i, j), max(i, j), round(float(odds[row, column]), 3)


def _add(edges: Edges, found: Iterable[tuple[int, int, float]], cell: int) -> None:
    for i, j, odds in found:
        met = edges.get((i, j), (odds, ()))[1]
        if cell not in met:
            edges[i, j] = (odds, tuple(sorted((*met, cell))))


def _pairs(judged: Iterable[tuple[str, str]], numbers: Mapping[str, int]) -> list[tuple[int, int]]:
    known = ((numbers.get(left), numbers.get(right)) for left, right in judged)
    return sorted((min(i, j), max(i, j)) for i, j in known if i is not None and j is not None and i != j)


def _components(pairs: Iterable[tuple[int, int]], wanted: Iterable[int]) -> list[list[int]]:
    """The components with an edge that hold any of the wanted numbers, each sorted."""
    near: dict[int, list[int]] = defaultdict(list)
    for i, j in pairs:
        near[i].append(j)
        near[j].append(i)
    seen: set[int] = set()
    found = []
    for start in sorted(wanted):
        if start in seen or start not in near:
            continue
        seen.add(start)
        stack, component = [start], []
        while stack:
            number = stack.pop()
            component.append(number)
            fresh = list(dict.fromkeys(other for other in near[number] if other not in seen))
            seen.update(fresh)
            stack += fresh
        found.append(sorted(component))
    return found


def _parts(
    component: list[int], edges: Edges, least: float, together: Sequence[tuple[int, int]]
) -> list[list[int]]:
    """A component, taken apart by asking more of its edges until no part is too large."""
    if len(component) <= LARGE or least >= CEILING:
        return [component]
    inside = set(component)
    least = min(least + _STEP, CEILING)
    strong = [pair for pair, (odds, _) in edges.items() if odds >= least and pair[0] in inside]
    strong += [pair for pair in together if pair[0] in inside]
    return [
        part for piece in _components(strong, component) for part in _parts(piece, edges, least, together)
    ]


def _clustered(
    contents: Contents,
    part: Sequence[int],
    grain: Grain,
    together: Sequence[tuple[int, int]],
    apart: Sequence[tuple[int, int]],
    stances: Mapping[str, Stance],
) -> Iterable[Group]:
    place = {number: at for at, number in enumerate(part)}
    some = [contents[number] for number in part]
    odds = scores(some, some, grain)
    odds = np.asarray((odds + odds.T) / 2, dtype=np.float32)
    found = weights(grain)
    groups = cluster(
        odds,
        join=found.join,
        contrast=found.contrast,
        together=[(place[i], place[j]) for i, j in together if i in place and j in place],
        apart=[(place[i], place[j]) for i, j in apart if i in place and j in place],
    )
    judged = {part[at] for at in range(len(part)) if any(part[at] in pair for pair in together)}
    for group in (_voices(some, group, {place[number] for number in judged}) for group in groups):
        if len(group) > 1:
            yield _group(contents, [part[at] for at in group], odds[np.ix_(group, group)], stances)


def _voices(some: Sequence[Content], group: Sequence[int], judged: Collection[int]) -> list[int]:
    """A group without tellings that only pass on, on the same side, what another of the group says inside
    them: the inner one has the whole voice, and the two are not two."""
    inner = {
        (some[at].telling.within, some[at].telling.polarity)
        for at in group
        if some[at].telling.within is not None
    }
    return [
        at for at in group if at in judged or (some[at].telling.id, some[at].telling.polarity) not in inner
    ]


def _group(contents: Contents, numbers: Sequence[int], odds: Scores, judged: Mapping[str, Stance]) -> Group:
    """The record of a group, of which the odds are given, and the sides that people judged."""
    some = [contents[number] for number in numbers]
    size = len(some)
    central = (odds.sum(axis=1) - odds.diagonal()) / max(1, size - 1)
    candidates = proposing(some)
    best, proposition = propose([(some[at], float(central[at])) for at in candidates])
    chosen = candidates[best]
    stances = [
        judged.get(content.telling.id, stance)
        for content, stance in zip(some, sides(some, wording(some[chosen])), strict=True)
    ]
    order = sorted(range(size), key=lambda at: some[at].telling.order)
    parts = tuple(
        Part(
            statement=some[at].telling.id,
            document=some[at].telling.document,
            position=some[at].telling.position,
            stance=stances[at],
            score=probability(float(central[at])) if size > 1 else 1.0,
            why=reasons(some[chosen], some[at]) if at != chosen else (),
        )
        for at in order
    )
    return Group(
        proposition=proposition,
        proposed_by=some[chosen].telling.id,
        parts=parts,
        contradictions=contradictions([some[at] for at in order], [stances[at] for at in order]),
    )
