"""Clusters as the entities, mentions and relations of a Reading."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence

from hearsay.reading.belonging import Belonging
from hearsay.reading.clusters import Cluster, Clusters
from hearsay.reading.spots import Spot
from hearsay.records import Entity, Mention, Relation, Span, Statement

_CLAUSE = re.compile(
    r"(?<=\w)(?:,| [–—(]| who\b| whom\b| which\b| whose\b| that (?:had|has|have|was|were)\b)"
)
_LONGEST = 14
"""Words beyond which a description is cut to its noun phrase."""


class Register:
    """The numbers of the clusters that a Reading keeps: all that are named, speak, or come up again."""

    def __init__(
        self,
        text: str,
        clusters: Clusters,
        speaking: Collection[Cluster],
        belongings: Sequence[Belonging],
        dependences: Sequence[Belonging] = (),
    ) -> None:
        self._text = text
        self._belongings = belongings
        self._related = [*belongings, *dependences]
        needed = {id(cluster) for cluster in speaking}
        for said in self._related:
            if said.to is not None and any(spot.form != "pronoun" for spot in clusters.of(said.to).spots):
                needed |= {id(clusters.of(said.whose)), id(clusters.of(said.to))}
        self._clusters = clusters
        self._kept = [c for c in clusters.all() if c.named or len(c.spots) > 1 or id(c) in needed]
        self._number = {id(cluster): number for number, cluster in enumerate(self._kept)}
        self._mentions = self._collect()

    def number(self, cluster: Cluster | None) -> int | None:
        """The index of a cluster's entity."""
        return None if cluster is None else self._number[id(cluster)]

    def numbers(self, clusters: Sequence[Cluster]) -> tuple[int, ...]:
        """The indexes of some clusters' entities."""
        return tuple(self._number[id(cluster)] for cluster in clusters)

    def entities(self) -> tuple[Entity, ...]:
        """The entities, by where each is first mentioned."""
        return tuple(
            Entity(
                type=cluster.type,
                name=cluster.names[0] if cluster.named else self._description(cluster),
                names=tuple(cluster.names),
                roles=self._roles(cluster),
            )
            for cluster in self._kept
        )

    def mentions(self) -> tuple[Mention, ...]:
        """The mentions in text order, wider ones first."""
        return tuple(mention for mention, _ in self._mentions)

    def relations(self, statements: Sequence[Statement]) -> tuple[Relation, ...]:
        """Who belongs where and depends on whom, with the innermost statement that says so."""
        place = {
            id(spot): at for at, (mention, spot) in enumerate(self._mentions) if mention.span == spot.span
        }
        found = []
        for said in self._related:
            if said.to is None or id(said.whose) not in place or id(said.to) not in place:
                continue
            subject, thing = place[id(said.whose)], place[id(said.to)]
            if self._mentions[subject][0].entity != self._mentions[thing][0].entity:
                found.append(
                    Relation(
                        type=said.kind,
                        subject=subject,
                        object=thing,
                        role=said.role,
                        evidence=said.evidence,
                        statement=_innermost(said.evidence, statements),
                        score=1.0,
                    )
                )
        return tuple(sorted(found, key=lambda r: (r.evidence, r.subject, r.object)))

    def _collect(self) -> list[tuple[Mention, Spot]]:
        found: dict[tuple[Span, bool], tuple[Mention, Spot]] = {}
        for cluster in self._kept:
            number = self._number[id(cluster)]
            for spot in cluster.spots:
                own = Mention(
                    span=spot.span, type=spot.type if spot.form == "name" else cluster.type, form=spot.form,
                    entity=number, score=round(spot.score, 4),
                )  # fmt: skip
                found.setdefault((spot.span, True), (own, spot))
                if spot.wide is not None and spot.wide != spot.span:
                    whole = Mention(
                        span=spot.wide, type=cluster.type, form="nominal", entity=number, score=own.score
                    )
                    found.setdefault((spot.wide, False), (whole, spot))
        return sorted(found.values(), key=lambda pair: (pair[0].span[0], -pair[0].span[1], pair[0].form))

    def _roles(self, cluster: Cluster) -> tuple[str, ...]:
        roles = [said.role for said in self._belongings if self._clusters.of(said.whose) is cluster]
        return tuple(dict.fromkeys(roles)) if cluster.named else ()

    def _description(self, cluster: Cluster) -> str:
        """Its fullest description; of pronouns alone, the first."""
        nominal = [spot for spot in cluster.spots if spot.form == "nominal"]
        if not nominal:
            return min(cluster.spots, key=lambda spot: spot.start).words
        described = [_cut(spot.words) for spot in sorted(nominal, key=lambda spot: spot.start)]
        short = [words for words in described if len(words.split()) <= _LONGEST]
        if short:
            return max(short, key=lambda words: len(words.split()))
        best = nominal[0]
        if best.phrase is None:
            return best.words
        first = best.phrase.before[0].start if best.phrase.before else best.phrase.head.start
        return " ".join(self._text[first : best.phrase.head.end].split())


def _cut(words: str) -> str:
    """A description without what is told about it in a clause of its own."""
    return _CLAUSE.split(words, maxsplit=1)[0].strip(' ,“”"') or words


def _innermost(span: Span, statements: Sequence[Statement]) -> int | None:
    holding = [
        number
        for number, statement in enumerate(statements)
        if statement.form != "narration"
        and any(start <= span[0] and span[1] <= end for start, end in statement.content)
    ]
    return holding[-1] if holding else None
