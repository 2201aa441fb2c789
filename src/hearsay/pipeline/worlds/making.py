"""A seeded world: claims come up, are repeated, denied, copied and revealed, day by day."""

from __future__ import annotations

from collections.abc import Sequence
from random import Random
from typing import Literal

from msgspec.structs import replace

from hearsay.pipeline.worlds.beings import CROWDS, Beings
from hearsay.pipeline.worlds.plots import Plot, Plots, Source
from hearsay.pipeline.worlds.records import Account, Article, Being, Expected, World
from hearsay.records import Certainty

ARTICLES_A_CLAIM = 8
_REVEALED_AFTER = 14
_DENIED = 0.45
_DENIALS = ("one source", "spokesmen of one body", "unnamed official", "independent witnesses")
_AGAIN = {
    "reprint": 20,
    "excerpt": 10,
    "retell": 20,
    "relay": 12,
    "cite": 12,
    "narrate": 18,
    "rumour": 5,
    "colleague": 6,
}
_CERTAINTIES: tuple[Certainty, ...] = ("certain", "certain", "certain", "probable", "possible")

TakenSide = Literal["supports", "denies"]


def make_world(seed: int, articles: int) -> World:
    """A world of about so many articles; the same seed makes the same world.

    What is true of each side is noted as its sources are made, before anything is repeated: nothing that
    comes after adds an origin.
    """
    random = Random(seed)
    beings = Beings(random)
    outlets = [beings.outlet() for _ in range(max(6, min(40, articles // 8)))]
    maker = _Maker(random, beings, outlets)
    claims = max(1, articles // ARTICLES_A_CLAIM)
    for claim in range(claims):
        maker.come_up(claim)
    while len(maker.articles) < articles:
        maker.repeat(random.randrange(claims))
    return World(
        beings=beings.all, articles=tuple(maker.articles), expected=tuple(maker.expected), claims=claims
    )


class _Maker:
    def __init__(self, random: Random, beings: Beings, outlets: Sequence[Being]) -> None:
        self.articles: list[Article] = []
        self.expected: list[Expected] = []
        self._random = random
        self._beings = beings
        self._outlets = outlets
        self._plots = Plots(random, beings, outlets)
        self._told: dict[int, list[tuple[int, int]]] = {}

    def come_up(self, claim: int) -> None:
        """Let a claim be told by its sources, and perhaps be denied by others."""
        day = self._random.randrange(0, 300)
        self._told[claim] = []
        self._side(claim, "supports", self._plots.make(), day)
        if self._random.random() < _DENIED:
            plot = self._plots.kinds[kind := self._random.choice(_DENIALS)][1]()
            plot.kind = kind
            self._side(claim, "denies", plot, day + 1)

    def _side(self, claim: int, stance: TakenSide, plot: Plot, day: int) -> None:
        early = [source for source in plot.sources if source.early]
        rest = [source for source in plot.sources if not source.early]
        self._random.shuffle(rest)
        for source in early:
            self._publish(claim, source, stance, day if source.same_day else day + self._random.randint(0, 1))
        joined: int | None = None
        for source in rest:
            account = self._account(claim, source, stance)
            if joined is not None and source.outlet is None and self._random.random() < 0.3:
                article = self.articles[joined]
                self.articles[joined] = replace(article, accounts=(*article.accounts, account))
                self._told[claim].append((joined, len(article.accounts)))
                continue
            on = day + self._random.randint(2, 10)
            joined = self._add(self._outlet(source), on, (account,))
        apparent = None
        if plot.reveals:
            at = day + _REVEALED_AFTER
            apparent = (at, plot.apparent)
            source = self._random.choice([s for s in plot.sources if s.mode != "rumoured"])
            account = self._account(claim, source, stance)
            if account.mode == "saw":  # another outlet reveals it, and only tells what they saw
                account = Account(claim=claim, stance=stance, mode="attributed", chain=(source.outlet or "",))
            outlet = self._other(source.outlet)
            self._add(outlet, at, (account,), reveals=tuple(plot.reveals))
        self.expected.append(
            Expected(claim=claim, stance=stance, kind=plot.kind, roots=plot.roots, apparent=apparent)
        )

    def _publish(self, claim: int, source: Source, stance: TakenSide, day: int) -> None:
        self._add(self._outlet(source), day, (self._account(claim, source, stance),))

    def _outlet(self, source: Source) -> str:
        return source.outlet or self._random.choice(self._outlets).id

    def _account(self, claim: int, source: Source, stance: TakenSide) -> Account:
        words = self._random.choice(source.descriptions) if source.descriptions else None
        return Account(
            claim=claim, stance=stance, mode=source.mode, chain=source.chain, words=words,
            certainty=self._random.choice(_CERTAINTIES),
        )  # fmt: skip

    def _add(self, outlet: str, day: int | None, accounts: tuple[Account, ...], **more: object) -> int:
        self.articles.append(Article(outlet=outlet, day=day, accounts=accounts, **more))  # type: ignore[arg-type]
        for at, account in enumerate(accounts):
            self._told[account.claim].append((len(self.articles) - 1, at))
        return len(self.articles) - 1

    def repeat(self, claim: int) -> None:
        """Add an article that tells what was told before."""
        dated = [place for place in self._told[claim] if self.articles[place[0]].day is not None]
        article, at = self._random.choice(dated)
        told = self.articles[article]
        assert told.day is not None
        on = told.day + self._random.choice((0, 1, 1, 2, 3, 5, 8, 13))
        day = None if self._random.random() < 0.03 else on
        how = self._random.choices(list(_AGAIN), list(_AGAIN.values()))[0]
        outlet = self._other(told.outlet)
        if how == "reprint":
            taken = tuple(_taken(account, (article, k)) for k, account in enumerate(told.accounts))
            kind = "release" if told.outlet.startswith("body") else "reprint"
            self._add(outlet, day, taken, taken=article, kind=kind)
            return
        account = told.accounts[at]
        if how == "excerpt":
            kind = "release" if told.outlet.startswith("body") else "excerpt"
            self._add(outlet, day, (_taken(account, (article, at)),), taken=article, kind=kind)
            return
        self._add(outlet, day, (self._again(account, told, how, outlet),))

    def _again(self, account: Account, told: Article, how: str, outlet: str) -> Account:
        """The same in other words."""
        claim, stance = account.claim, account.stance
        if how == "narrate":
            return Account(claim=claim, stance=stance, mode="narrated")
        if how == "rumour":
            return Account(claim=claim, stance=stance, mode="rumoured", words=self._random.choice(CROWDS))
        chain = account.chain
        if not chain or how == "cite":
            chain = (told.outlet,)
        elif how == "relay":
            chain = (told.outlet, *(being for being in chain if being != told.outlet))
        elif (
            how == "colleague" and (body := self._beings.all[chain[-1]].body) is not None and len(chain) == 1
        ):
            chain = (self._beings.person("spokesman", self._beings.all[body]).id,)
        if chain[-1] == outlet:
            return Account(claim=claim, stance=stance, mode="narrated")
        speaker = self._beings.all[chain[-1]]
        words = account.words
        if not speaker.named and words in speaker.words:
            words = self._random.choice(speaker.words[speaker.words.index(words) :])
        return Account(claim=claim, stance=stance, mode="attributed", chain=chain, words=words)

    def _other(self, outlet: str | None) -> str:
        return self._random.choice([other.id for other in self._outlets if other.id != outlet])


def _taken(account: Account, place: tuple[int, int]) -> Account:
    """The same account, word for word, in an article that copies."""
    return replace(account, taken=place)
