"""The invented beings of a world: no such person, body, place or outlet exists."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from itertools import count
from random import Random

from hearsay.pipeline.worlds.records import Being
from hearsay.records import EntityType

_STARTS = (
    "Ash Black Brad Carl Dun East Fair Gold Hart Kirk Lang Mal North Old Pen Red Shel Thorn Wake West Whit "
    "Win Stan Hol Har Mor Nor Lin Bram Cor Wel Ald Bur Cold Ed Fen Graf Hazel Ing Kel"
).split()
_TOWNS = (
    "bury by combe dale field ford ham haven mere minster moor mouth port ridge stead ton wick bridge".split()
)
_STEMS = (
    "Bel Dor Kov Mar Nov Pet Rad Sok Tom Vol Zel Bor Dan Gor Jan Kar Lad Mil Ost Pav Hal Lind Berg Sand"
).split()
_ENDS = "ley low man more son ward well worth wood er ing ker ler by croft shaw".split()
_SURNAMES = ("ak enko ic in ov sky owski escu ek inen man strom quist sen son ier etti ano ez mann").split()
_FORENAMES = (
    "Anna Boris Clara Dario Elena Felix Greta Hugo Irina Jonas Karin Lukas Mira Nils Olga Pavel Rosa Simon "
    "Tessa Viktor Wanda Xenia Yuri Zora Adam Berta Conrad Dina Emil Flora"
).split()
_TRADES = "shopkeeper nurse fisherman driver teacher farmer electrician welder baker surveyor".split()
_BODIES = (
    "{} Harbour Board",
    "{} Water Authority",
    "Ministry of Transport of {}",
    "{} Miners' Union",
    "{} Health Trust",
    "{} Land Commission",
    "{} Fishermen's Association",
    "Ministry of Energy of {}",
    "{} Railway Company",
    "{} City Council",
    "{} Customs Office",
    "{} Forest Agency",
)
_OUTLETS = (
    "The {} Post",
    "{} Herald",
    "The {} Courier",
    "{} Today",
    "Radio {}",
    "{} News Agency",
    "The {} Echo",
    "{} Mirror",
    "The {} Chronicle",
    "{} Observer",
)
_PAPERS = (
    "the {} audit report",
    "the {} inspection report",
    "the {} survey",
    "the {} police record",
    "the {} court file",
    "the {} laboratory study",
    "the {} engineers' report",
    "the {} accounts",
)
_OFFICES = (
    ("official", "a senior official", "an official"),
    ("engineer", "an engineer", "an engineer"),
    ("inspector", "a senior inspector", "an inspector"),
    ("employee", "an employee", "an employee"),
    ("adviser", "a senior adviser", "an adviser"),
    ("manager", "a manager", "a manager"),
)
_COMMON = frozenset(" ".join((*_BODIES, *_OUTLETS, *_PAPERS)).split()) | frozenset(_FORENAMES)
CROWDS = ("people in town", "rumours", "critics", "many", "observers", "experts", "people in the area")


class Beings:
    """Makes beings with names that nobody else in the world has."""

    def __init__(self, random: Random, taken: Iterable[str] = ()) -> None:
        self.all: dict[str, Being] = {}
        self._random = random
        self._crowded = False
        self._taken = {word for name in taken for word in name.split()}

    def place(self) -> str:
        """A name for a place."""
        return self._fresh(self._town)

    def outlet(self) -> Being:
        """An outlet."""
        return self._add("outlet", self._fresh(lambda: self._random.choice(_OUTLETS).format(self._town())))

    def body(self) -> Being:
        """A ministry, union, board or company."""
        return self._add("body", self._fresh(lambda: self._random.choice(_BODIES).format(self._town())))

    def person(self, role: str | None = None, body: Being | None = None) -> Being:
        """Somebody with a name; one with a role speaks for a body."""
        trade = role or self._random.choice(_TRADES)
        return self._add(
            "person", self._fresh(self._full_name), "person", role=trade, body=body.id if body else None
        )

    def unnamed(self, body: Being, unlike: str | None = None) -> Being:
        """Somebody of a body who is never named, with the descriptions that are used of such a one."""
        head, first, second = self._random.choice([office for office in _OFFICES if office[0] != unlike])
        words = (f"{first} at the {body.name}", f"{second} at the {body.name}", first, second)
        return self._add("unnamed", head, "person", named=False, words=words)

    def paper(self) -> Being:
        """A report, record or file."""
        words = self._fresh(lambda: self._random.choice(_PAPERS).format(self._town()))
        return self._add("paper", words, "other", named=False, words=(words,))

    def _add(
        self, kind: str, name: str, type: EntityType = "organization", *, named: bool = True,
        words: tuple[str, ...] = (), role: str | None = None, body: str | None = None,
    ) -> Being:  # fmt: skip
        id = f"{kind} {len(self.all)}"
        being = Being(id=id, name=name, type=type, named=named, words=words, role=role, body=body)
        self.all[being.id] = being
        return being

    def _full_name(self) -> str:
        stems, ends = (_STEMS, _SURNAMES) if self._random.random() < 0.6 else (_STARTS, _ENDS)
        middle = self._random.choice(_STEMS).lower() if self._crowded else ""
        surname = self._random.choice(stems) + middle + self._random.choice(ends)
        return f"{self._random.choice(_FORENAMES)} {surname}"

    def _town(self) -> str:
        middle = self._random.choice(_STEMS).lower() if self._crowded else ""
        return self._random.choice(_STARTS) + middle + self._random.choice(_TOWNS)

    def _fresh(self, make: Callable[[], str]) -> str:
        """A name of which no word but the common ones is taken, so that nobody passes for somebody else."""
        for attempt in count():
            name = make()
            self._crowded |= attempt > 200  # the world is large, and short names run out
            own = {word for word in name.split() if word not in _COMMON}
            if not own & self._taken:
                break
        self._taken |= own
        return name
