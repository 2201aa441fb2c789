"""From the statements of a claim to the claim itself: what it rests on, where it hardened, what grew."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import NamedTuple

from msgspec.structs import replace

from hearsay.linking.claims import Group
from hearsay.linking.claims.numbers import numbers
from hearsay.linking.origins import Figure, drifts, harden, quoted, trace
from hearsay.linking.tellings import Ruling, Telling, Tie
from hearsay.records import Claim, Copy, Part, digest

Texts = Callable[[str], str | None]


class Grounds(NamedTuple):
    """All that a claim may rest on: copies by the document they go into, ties by who depends."""

    copies: Mapping[str, Sequence[Copy]]
    ties: Mapping[str, Sequence[Tie]]
    text_of: Texts
    dates: Mapping[str, str]
    outlets: Mapping[str, str]
    rulings: Sequence[Ruling] = ()

    def copies_into(self, documents: Iterable[str]) -> list[Copy]:
        """The copies into these documents."""
        return [copy for document in sorted(set(documents)) for copy in self.copies.get(document, ())]

    def ties_from(self, parties: Iterable[str]) -> list[Tie]:
        """The ties of these parties, and of whom they lead to."""
        found: list[Tie] = []
        seen: set[str] = set()
        open_to = sorted(set(parties))
        while open_to:
            party = open_to.pop()
            if party not in seen:
                seen.add(party)
                found += self.ties.get(party, ())
                open_to += [tie.lower for tie in self.ties.get(party, ())]
        return sorted(found, key=lambda tie: (tie.upper, tie.lower, tie.kind, tie.evidence))


def told_claim(group: Group, tellings: Sequence[Telling], grounds: Grounds) -> Claim:
    """The claim that a group of tellings puts forward, with what either side rests on."""
    parts = tuple(sorted(group.parts, key=_in_time({telling.id: telling for telling in tellings})))
    claim = Claim(
        id=digest("claim", parts[0].statement),
        proposition=group.proposition,
        first=None,
        documents=len({part.document for part in parts}),
        outlets=len({telling.outlet or telling.document for telling in tellings}),
        parts=parts,
        contradictions=group.contradictions,
    )
    return rested(claim, tellings, grounds)


def rested(claim: Claim, tellings: Sequence[Telling], grounds: Grounds, *, until: str | None = None) -> Claim:
    """The claim with its sides, hardenings and drifts worked out anew, or as it looked before a day."""
    stances = {part.statement: part.stance for part in claim.parts}
    copies = grounds.copies_into(telling.document for telling in tellings)
    parties = {voice.id for telling in tellings for voice in telling.voice}
    parties |= {telling.outlet_actor for telling in tellings if telling.outlet_actor}
    ties = grounds.ties_from(parties)
    sides = trace(
        tellings,
        stances,
        copies,
        ties,
        until=until,
        dates=grounds.dates,
        outlets=grounds.outlets,
        rulings=grounds.rulings,
    )
    supporting = [t.published for t in tellings if t.published and stances.get(t.id) == "supports"]
    return replace(
        claim,
        first=min(supporting, default=None),
        supported=quoted(sides[0], grounds.text_of),
        denied=quoted(sides[1], grounds.text_of),
        hardened=harden(tellings, stances, copies, ties),
        drifts=drifts(tellings, sides, {telling.id: _figures(telling) for telling in tellings}),
    )


def _figures(telling: Telling) -> list[Figure]:
    return [
        Figure(value=number.high, unit=" ".join(sorted(number.unit)), words=number.text)
        for number in numbers(telling.text)
    ]


def _in_time(tellings: Mapping[str, Telling]) -> Callable[[Part], tuple[str, str, int]]:
    return lambda part: tellings[part.statement].order
