"""Who is behind one side of a claim: the kinds of cases, each with what is true of it by construction."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from random import Random

from hearsay.pipeline.worlds.beings import CROWDS, Beings
from hearsay.pipeline.worlds.records import Being, Mode, Revelation


@dataclass
class Source:
    """One way in which the claim comes into the world: what the first article about it says.

    ``root`` are the beings that may be named as its origin in the end; sources with the same root are one.
    ``seen`` is what root it seems to have before anything is revealed. ``descriptions`` are used of an
    unnamed speaker. ``outlet`` is who publishes it, if that is not free. ``early`` ones come before the
    others, those of the ``same_day`` together.
    """

    root: frozenset[str]
    chain: tuple[str, ...] = ()
    mode: Mode = "attributed"
    outlet: str | None = None
    seen: frozenset[str] | None = None
    descriptions: tuple[str, ...] = ()
    same_day: bool = False
    early: bool = False


@dataclass
class Plot:
    """The sources of one side of a claim, and what is revealed of them in the end."""

    kind: str
    sources: list[Source]
    reveals: list[Revelation] = field(default_factory=list)

    @property
    def roots(self) -> tuple[frozenset[str], ...]:
        """The independent origins; nobody in particular is one only where there is no other."""
        found = tuple(dict.fromkeys(source.root for source in self.sources))
        return tuple(root for root in found if root) or found

    @property
    def apparent(self) -> int:
        """How many there seem to be before anything is revealed."""
        return len({source.seen or source.root for source in self.sources if source.root} or {frozenset()})


class Plots:
    """Makes plots; needs outlets that exist and makes the other beings."""

    def __init__(self, random: Random, beings: Beings, outlets: Sequence[Being]) -> None:
        self._random = random
        self._beings = beings
        self._outlets = outlets
        self.kinds: dict[str, tuple[float, Callable[[], Plot]]] = {
            "one source": (3, self._one),
            "independent witnesses": (4, self._witnesses),
            "spokesmen of one body": (3, self._spokesmen),
            "bodies of one parent": (2, self._parent),
            "a paid expert": (3, self._paid),
            "has it from another": (3, self._informed),
            "unnamed official": (3, self._unnamed),
            "two unnamed": (2, self._two_unnamed),
            "the outlet's own": (2, self._outlet_first),
            "saw for itself": (2, self._saw),
            "sister outlets": (1, self._sisters),
            "press statement": (2, self._release),
            "one go-between": (2, self._go_between),
            "a long way round": (1, self._long_way),
            "rumours": (2, self._rumours),
            "outlets citing each other": (1, self._circle),
            "hard: one person, two descriptions": (0.7, self._alias),
            "hard: a leak told without its source": (0.4, self._leak),
        }

    def make(self) -> Plot:
        """A plot of some kind; now and then with a witness more, who is independent of all."""
        names = list(self.kinds)
        name = self._random.choices(names, [self.kinds[kind][0] for kind in names])[0]
        plot = self.kinds[name][1]()
        plot.kind = name
        if name not in ("independent witnesses", "rumours") and self._random.random() < 0.25:
            plot.sources.append(self._witness())
        return plot

    def _own(self, being: Being) -> Source:
        """A source that is its own origin."""
        return Source(frozenset((being.id,)), (being.id,), descriptions=being.words)

    def _witness(self) -> Source:
        return self._own(self._beings.person() if self._random.random() < 0.7 else self._beings.paper())

    def _speaker(self, body: Being, role: str | None = None) -> Source:
        """Somebody who speaks for a body."""
        role = role or self._random.choice(("spokesman", "spokeswoman", "director", "chairman", "secretary"))
        return Source(frozenset((body.id,)), (self._beings.person(role, body).id,))

    def _one(self) -> Plot:
        return Plot(
            "", [self._witness() if self._random.random() < 0.5 else self._speaker(self._beings.body())]
        )

    def _witnesses(self) -> Plot:
        return Plot("", [self._witness() for _ in range(self._random.randint(2, 4))])

    def _spokesmen(self) -> Plot:
        body = self._beings.body()
        sources = [self._speaker(body) for _ in range(self._random.randint(2, 3))]
        return Plot("", [*sources, *([self._own(body)] if self._random.random() < 0.5 else [])])

    def _parent(self) -> Plot:
        parent, *children = (self._beings.body() for _ in range(self._random.randint(2, 3)))
        root = frozenset((parent.id,))
        sources = [self._speaker(body) for body in (parent, *children)]
        for source in sources:
            source.seen, source.root = source.root, root
        return Plot(
            "", sources, [Revelation(upper=c.id, lower=parent.id, kind="belongs-to") for c in children]
        )

    def _depending(self, kind: str) -> Plot:
        body = self._beings.body()
        first = self._speaker(body)
        expert = self._beings.person()
        second = Source(first.root, (expert.id,), seen=frozenset((expert.id,)))
        lower = body.id if kind == "paid-by" else first.chain[-1]
        reveal = Revelation(
            upper=expert.id, lower=lower, kind="paid-by" if kind == "paid-by" else "has-it-from"
        )
        return Plot("", [first, second], [reveal])

    def _paid(self) -> Plot:
        return self._depending("paid-by")

    def _informed(self) -> Plot:
        return self._depending("has-it-from")

    def _unnamed(self) -> Plot:
        source = self._own(self._beings.unnamed(self._beings.body()))
        return Plot("", [source, Source(source.root, source.chain, descriptions=source.descriptions[1:])])

    def _two_unnamed(self) -> Plot:
        first = self._beings.unnamed(self._beings.body())
        second = self._beings.unnamed(self._beings.body(), unlike=first.name)
        sources = [self._own(first), self._own(second)]
        for source in sources:
            source.descriptions = source.descriptions[:2]
        return Plot("", sources)

    def _outlet_first(self) -> Plot:
        outlet = self._random.choice(self._outlets)
        return Plot("", [Source(frozenset((outlet.id,)), mode="narrated", outlet=outlet.id, early=True)])

    def _saw(self) -> Plot:
        outlets = self._random.sample(list(self._outlets), self._random.randint(1, 2))
        sources = [Source(frozenset((outlet.id,)), mode="saw", outlet=outlet.id) for outlet in outlets]
        return Plot("", [*sources, *([self._witness()] if self._random.random() < 0.6 else [])])

    def _sisters(self) -> Plot:
        owner = self._beings.body()
        outlets = [self._beings.outlet() for _ in range(2)]
        root = frozenset((owner.id,))
        sources = [
            Source(root, mode="saw", outlet=outlet.id, seen=frozenset((outlet.id,))) for outlet in outlets
        ]
        return Plot("", sources, [Revelation(upper=o.id, lower=owner.id, kind="belongs-to") for o in outlets])

    def _release(self) -> Plot:
        body = self._beings.body()
        statement = Source(frozenset((body.id,)), mode="narrated", outlet=body.id, early=True)
        return Plot("", [statement, self._speaker(body, "spokesman")])

    def _go_between(self) -> Plot:
        between = self._beings.person("chairman", self._beings.body())
        root = frozenset((between.id,))
        papers = [self._beings.paper() for _ in range(2)]
        return Plot("", [Source(root, (between.id, paper.id), descriptions=paper.words) for paper in papers])

    def _long_way(self) -> Plot:
        minutes, paper = self._beings.paper(), self._beings.paper()
        between = self._beings.person("spokesman", self._beings.body())
        chain = (minutes.id, between.id, paper.id)
        return Plot("", [Source(frozenset((paper.id,)), chain, descriptions=paper.words)])

    def _rumours(self) -> Plot:
        rumour = Source(frozenset(), mode="rumoured", descriptions=CROWDS, early=True)
        others = [self._witness() for _ in range(self._random.randint(0, 2))]
        return Plot("", [rumour, *others])

    def _circle(self) -> Plot:
        one, other = self._random.sample(list(self._outlets), 2)
        root = frozenset((one.id, other.id))
        return Plot(
            "",
            [
                Source(root, (other.id,), outlet=one.id, early=True, same_day=True),
                Source(root, (one.id,), outlet=other.id, early=True, same_day=True),
            ],
        )

    def _alias(self) -> Plot:
        body = self._beings.body()
        being = self._beings.unnamed(body)
        alias = self._beings.unnamed(body, unlike=being.name)
        source = self._own(being)
        source.descriptions = being.words[:2]
        return Plot("", [source, Source(source.root, (being.id,), descriptions=alias.words[:2])])

    def _leak(self) -> Plot:
        witness = self._witness()
        outlet = self._random.choice(self._outlets)
        return Plot("", [Source(witness.root, mode="narrated", outlet=outlet.id, early=True), witness])
