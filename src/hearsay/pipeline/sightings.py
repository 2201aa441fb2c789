"""From a Reading to what linking sees of its entities."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence

from hearsay.linking.sightings import Sighting
from hearsay.records import Document, Mention, Reading

AROUND = 12
"""Words on either side of a mention that are its context."""
MOST_WORDS = 60
MOST_COMPANY = 60
MOST_MENTIONS = 200
"""Beyond these a long document shows nothing new of an entity, and would fill the memory."""
BELONGING = frozenset(("employee", "member", "manager", "within", "owner"))

_WORD = re.compile(r"[^\W\d_]{3,}(?:[-'’][^\W\d_]+)*")
_EMPTY = frozenset(
    (
        "about after again against all also although among and another any are around because been before "
        "being between both but can could did does down during each even every few for from further had has "
        "have having her here hers herself him himself his how however into its itself just may more most "
        "much must nor not now off once one only onto other our ours out over own per said same say says "
        "she should since some still such than that the their theirs them themselves then there these they "
        "this those though through told too two under until upon very was were what when where which while "
        "who whom whose why will with within without would yet you your yours"
    ).split()
)


def sightings(document: Document, reading: Reading) -> Iterator[Sighting]:
    """Every entity of a Reading, with what the document shows of it.

    Those without a name are no actors by themselves, but a judgement may say whom one of them means.
    """
    mentions: defaultdict[int, list[Mention]] = defaultdict(list)
    for mention in reading.mentions:
        mentions[mention.entity].append(mention)
    named = (number for number, entity in enumerate(reading.entities) if entity.names)
    by_weight = sorted(named, key=lambda number: (-len(mentions[number]), number))
    company = [(number, reading.entities[number].name) for number in by_weight[: MOST_COMPANY + 1]]
    belongings = _affiliations(reading)
    words = [(match.start(), match[0].lower()) for match in _WORD.finditer(document.text)]
    starts = [start for start, _ in words]
    for number, entity in enumerate(reading.entities):
        yield Sighting(
            document=document.id,
            entity=number,
            type=entity.type,
            name=entity.name,
            names=entity.names,
            roles=entity.roles,
            company=tuple(name for other, name in company if other != number)[:MOST_COMPANY],
            context=_context(mentions[number][:MOST_MENTIONS], words, starts, entity.names),
            affiliations=tuple(dict.fromkeys(belongings[number])),
            mentions=len(mentions[number]),
        )


def _affiliations(reading: Reading) -> defaultdict[int, list[tuple[str, str]]]:
    """What each entity is said to belong to, as (role, name)."""
    found: defaultdict[int, list[tuple[str, str]]] = defaultdict(list)
    for relation in reading.relations:
        member, whole = (reading.mentions[at].entity for at in (relation.subject, relation.object))
        if relation.type in BELONGING and member != whole and reading.entities[whole].names:
            found[member].append((relation.role or relation.type, reading.entities[whole].name))
    return found


def _context(
    mentions: Sequence[Mention], words: list[tuple[int, str]], starts: list[int], names: tuple[str, ...]
) -> tuple[str, ...]:
    """The content words near the mentions, the most frequent first; without the entity's own names."""
    own = {match[0].lower() for name in names for match in _WORD.finditer(name)}
    near: set[int] = set()
    for mention in mentions:
        first, last = (bisect_left(starts, end) for end in mention.span)
        near.update(range(max(0, first - AROUND), min(len(words), last + AROUND)))
    count = Counter(word for at in near if (word := words[at][1]) not in _EMPTY and word not in own)
    return tuple(sorted(count, key=lambda word: (-count[word], word))[:MOST_WORDS])
