"""Sentences that say from whom a claim comes, in several patterns."""

from __future__ import annotations

from collections.abc import Mapping
from random import Random

from hearsay.pipeline.worlds.records import Account, Being

_SAY = ("said", "said", "said", "stated", "told reporters", "confirmed", "insisted", "claimed")
_REPORT = ("reported", "wrote", "reported on Monday", "has reported")
_SAYING = (
    "{Who} {verb} that {{clause}}.",
    "{Who} said {{clause}}.",
    "“{{clause}},” {who} said.",
    "According to {who}, {{clause}}.",
    "{{clause}}, {who} said.",
    "“{{clause}},” said {who}.",
)
_REPORTING = (
    "{Who} {verb} that {{clause}}.",
    "{Who} {verb} that {{clause}}.",
    "{{clause}}, {who} reported.",
    "According to {who}, {{clause}}.",
)
_FINDING = (
    "{Who} found that {{clause}}.",
    "{Who} says that {{clause}}.",
    "According to {who}, {{clause}}.",
    "{{clause}}, according to {who}.",
)


class Attributions:
    """Makes sentences with a place for a clause, ``{clause}``."""

    def __init__(self, beings: Mapping[str, Being], random: Random) -> None:
        self._beings = beings
        self._random = random

    def pattern(self, account: Account, named: set[str], *, denies: bool) -> str:
        """A sentence that tells the clause through the chain of an account, or says that its speaker denies
        it; ``named`` are the beings that the article has named before, and grows."""
        *way, last = (self._beings[id] for id in account.chain)
        outlets = [being for being in way if being.id.startswith("outlet")]
        others = [being for being in way if not being.id.startswith("outlet")]
        who = self._called(last, account.words, named)
        if last.id.startswith("outlet"):
            return self._outlet(who, [*outlets, *others], named)
        if last.id.startswith("paper"):
            return self._paper(who, outlets, others, named)
        if others:
            by = self._called(others[-1], None, named)
            return f"{upper(by)} said {who} had told him that {{clause}}."
        if outlets:
            verb = (
                "denied to" if denies else self._random.choice(("told", "told", "said in an interview with"))
            )
            return f"{upper(who)} {verb} {outlets[-1].name} that {{clause}}."
        return self._one_of(_SAYING, who, self._random.choice(_SAY), denies)

    def _outlet(self, who: str, way: list[Being], named: set[str]) -> str:
        if way:
            by = self._called(way[-1], None, named)
            return f"{upper(by)} said {who} had reported that {{clause}}."
        return self._one_of(_REPORTING, who, self._random.choice(_REPORT), False)

    def _paper(self, who: str, outlets: list[Being], others: list[Being], named: set[str]) -> str:
        if not others and not outlets:
            return self._one_of(_FINDING, who, "", False)
        inner = f"{who} found that {{clause}}"
        for being in reversed(others):
            by = self._called(being, None, named)
            inner = f"according to {by}, {inner}" if being.id.startswith("paper") else f"{by} said {inner}"
        if not others:
            inner = f"{outlets[-1].name} reported that {inner}"
        return f"{upper(inner)}."

    def _one_of(self, patterns: tuple[str, ...], who: str, verb: str, denies: bool) -> str:
        if denies:
            return f"{upper(who)} denied that {{clause}}."
        return self._random.choice(patterns).format(who=who, Who=upper(who), verb=verb)

    def _called(self, being: Being, words: str | None, named: set[str]) -> str:
        """What a being is called here: in full when an article first names it, shorter after."""
        first = being.id not in named
        named.add(being.id)
        if being.type == "organization":
            return being.name if being.id.startswith("outlet") else f"the {being.name}"
        if not being.named:
            asks = being.type == "person" and self._random.random() < 0.3
            return (words or being.words[0]) + (" who asked not to be named" if asks else "")
        if not first:
            return being.name.split()[-1]
        if being.body is not None:
            speaks = (being.role or "").startswith("spokes")
            role = f"a {being.role} for" if speaks else f"the {being.role} of"
            return f"{being.name}, {role} the {self._beings[being.body].name},"
        article = "an" if (being.role or "")[:1] in "aeiou" else "a"
        return f"{being.name}, {article} {being.role}," if self._random.random() < 0.7 else being.name


def upper(text: str) -> str:
    """The same with a capital at its start."""
    return text[:1].upper() + text[1:]
