"""Who speaks, and through whom: the speaker and the voice of each statement.

A name or description that stands as a source has a cluster (see :mod:`hearsay.reading.clusters`). A pronoun
that no cluster was sure enough to take may still be decided by how news is told: *he said* goes on the last
person who spoke. *I* inside a quotation is whoever is quoted, *we* the body they speak for. Whoever is left
stays unknown.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from hearsay.lexicon import document_nouns, organization_nouns, outlets
from hearsay.reading.belonging import VOICES, Belonging, belongings
from hearsay.reading.clusters import Cluster, Clusters, agrees
from hearsay.reading.dependence import dependences
from hearsay.reading.draft import Draft
from hearsay.reading.phrases import is_plural
from hearsay.reading.quotation import quotations
from hearsay.reading.spots import FIRST, FIRST_PLURAL, MANY, PERSONAL, THING, Spot, Spots
from hearsay.records import Sight, Span

ADVOCATES = VOICES | frozenset("lawyer lawyers attorney attorneys".split())
_PAST = frozenset("former ex- onetime late".split())
_WHO = frozenset("who whom whose".split())
_RELATIVE = frozenset("who whom which that whose".split())
_PAPER = re.compile(
    r"\b(?:in|according to|through|via) ((?:an?|the|his|her|its|their|that|one) (?:[\w-]+ ){0,3}?([a-z]+))\b"
)
_HEARD = re.compile(
    r"\b(?:told|tells|telling|interview with|interviewed by|speaking to|spoke to|quoted by) (?:the )?"
)
_TITLES = {
    "sen": "senator", "gov": "governor", "rep": "representative", "gen": "general", "col": "colonel",
    "lt": "lieutenant", "sgt": "sergeant", "capt": "captain", "prof": "professor", "dr": "doctor",
    "rev": "reverend", "amb": "ambassador", "pres": "president", "atty": "attorney",
}  # fmt: skip
LEAST_WITH, LEAST_ALONE, LEAST_AGAINST = 0.2, 0.5, 0.8
"""How sure the model must be whom a speaking pronoun means: where that is also who spoke last or the only
one who fits, where nobody spoke just before, and where somebody else did who fits."""
_NEAR = 70
"""Characters around a cue in which a document or an outlet that passes the words on is looked for."""
_CALLED = frozenset("paper newspaper agency magazine website site outlet broadcaster channel network".split())


class Cast:
    """The people, bodies and documents of one text, and which of them speak in its statements."""

    def __init__(self, text: str, sight: Sight, outlet: str | None) -> None:
        self._text = text
        self._outlet = outlet
        self._quoted = quotations(text)
        self.spots = Spots(text, sight)
        self.clusters = Clusters(text, self.spots.ordered())
        self.belongings: list[Belonging] = []
        self.dependences: list[Belonging] = []
        self.outlet: Cluster | None = None

    def speakers(self, drafts: Sequence[Draft]) -> tuple[list[Cluster | None], list[tuple[Cluster, ...]]]:
        """The speaker and the voice of each draft; one inside another follows it in the list."""
        found: list[Cluster | None] = []
        voices: list[tuple[Cluster, ...]] = []
        spots = [self._spot(draft) for draft in drafts]
        self.belongings = [said for said in belongings(self._text, self.spots) if self._is_known(said.to)]
        self.dependences = dependences(self._text, self.spots)
        self._by_role()
        for number, (draft, spot) in enumerate(zip(drafts, spots, strict=True)):
            outer = None if draft.within is None else found[draft.within]
            before = [] if draft.within is None else list(voices[draft.within])
            speaker = None if spot is None else self._speaker(spot, draft, outer, drafts[:number], found)
            found.append(speaker)
            chain = [*before, *self._through(draft, spot, speaker), *([speaker] if speaker else [])]
            voices.append(tuple(dict.fromkeys(chain)))
            self._first_persons(draft, speaker)
        return found, voices

    def _is_known(self, to: Spot | None) -> bool:
        """Whether it is known what *its* in *its secretary* stands for, and that it is a body."""
        if to is None or to.form != "pronoun":
            return True
        cluster = self.clusters.of(to)
        return to.sure and _described(cluster) and cluster.type == "organization"

    def _by_role(self) -> None:
        """*The senator*, *the Calder mayor*: the one person named before who is said to be that."""
        for spot in self.spots.ordered():
            self.clusters.of(spot)  # in text order: what is told of first is what later ones point at
        told: dict[int, set[str]] = {}
        people = {
            id(cluster): cluster
            for spot in self.spots.names
            if (cluster := self.clusters.of(spot)).type == "person"
        }
        for spot in self.spots.names:
            words = told.setdefault(id(self.clusters.of(spot)), set())
            words |= {_TITLES.get(title, title) for title in spot.titles}
        for said in self.belongings:
            words = told.setdefault(id(self.clusters.of(said.whose)), set())
            words |= {_TITLES.get(word, word) for word in said.role.lower().replace(".", "").split()}
            words |= set(said.to.words.lower().split()) if said.to else set()
        for spot in self.spots.ordered():
            phrase = spot.phrase
            if phrase is None or spot.form != "nominal" or spot.type != "person" or phrase.coordinated:
                continue
            if not phrase.before or phrase.before[0].bare != "the" or is_plural(phrase.head.bare):
                continue
            wanted = {phrase.head.bare, *(word.bare for word in phrase.before[1:])}
            own = self.clusters.of(spot)
            fits = [c for key, c in people.items() if c.start < spot.start and wanted <= told.get(key, set())]
            if len(fits) == 1 and not own.named and (not spot.gender or agrees(spot, fits[0])):
                self.clusters.attach(spot, fits[0])

    def _first_persons(self, draft: Draft, speaker: Cluster | None) -> None:
        """*I* in the quotation marks of a statement is its speaker."""
        if speaker is None or speaker.type != "person" or not _described(speaker):
            return
        for start, end in draft.content:
            for spot in self.spots.between(start, end):
                if spot.pronoun in FIRST and any(a <= spot.start < b for a, b in self._quoted):
                    self.clusters.attach(spot, speaker)

    def _spot(self, draft: Draft) -> Spot | None:
        """The spot of a source: the name in apposition to it where there is one."""
        if not draft.source:
            return None
        spot = self.spots.at(draft.source[0])
        if spot is None or spot.form != "nominal" or spot.phrase is None or spot.phrase.coordinated:
            return spot
        after = re.compile(r"\s*,\s+").match(self._text, spot.phrase.head.end)
        start = after.end() if after else spot.phrase.head.end
        rest = self._text[start : draft.source[-1][1]]
        if not after and not (found := re.match(r"\s+(?:of|for|at|from|in)\b[^,]*,\s+", rest)):
            return spot
        start += 0 if after else found.end()  # type: ignore[union-attr]
        named = self.spots.name_at(start) or self._titled(start)
        if named is None or named.type != "person" or named.span[1] > draft.source[-1][1]:
            return spot
        self.clusters.join(named, spot)
        return named

    def _titled(self, start: int) -> Spot | None:
        """The name after a title at a place: *Mr. Kell*."""
        title = re.compile(r"[A-Z][a-z]{1,4}\.?\s+").match(self._text, start)
        return self.spots.name_at(title.end()) if title else None

    def _speaker(
        self,
        spot: Spot,
        draft: Draft,
        outer: Cluster | None,
        drafts: Sequence[Draft],
        spoken: Sequence[Cluster | None],
    ) -> Cluster | None:
        pronoun = spot.pronoun
        if pronoun in FIRST | FIRST_PLURAL:
            around = outer or self._quoting(spot, drafts, spoken)
            if pronoun in FIRST or around is None:
                return around
            return self._body_of(around) or around
        if pronoun in _RELATIVE:
            return self._related(spot)
        if outlet := self._own(spot):
            return outlet
        cluster = self.clusters.of(spot)
        if not spot.sure and not pronoun and cluster.named:
            return self.clusters.part(spot)
        if not pronoun:
            return cluster
        if pronoun not in PERSONAL | THING | MANY:
            return cluster if spot.sure and _described(cluster) else None
        meant = self._meant(spot, draft, drafts, spoken)
        if meant is not None and meant is not cluster:
            self.clusters.attach(spot, meant)
        return meant

    def _meant(
        self, spot: Spot, draft: Draft, drafts: Sequence[Draft], spoken: Sequence[Cluster | None]
    ) -> Cluster | None:
        """Whom a pronoun means that speaks: nobody who is named in the very words it puts forward.

        The model's choice and whoever spoke last must not contradict each other, unless the model is very
        sure; where the model has no choice, the last speaker counts if nobody else can be meant, or the only
        person whom the pronoun fits.
        """
        named = [self.clusters.of(name) for span in draft.content for name in self.spots.names_in(span)]
        chosen, share = self.clusters.prefer(spot, named)
        last, rivals = self._last_speaker(spot, drafts, spoken)
        only = self._only(spot) if spot.pronoun in PERSONAL else None
        last, only = (None if one in named else one for one in (last, only))
        if chosen is None or not _described(chosen):
            return last if last is not None and not rivals else only
        if spot.pronoun in THING and not _is_principal(chosen) and not _is_paper(chosen):
            return None
        if chosen is only or (chosen is last and not rivals):
            return chosen if share >= LEAST_WITH else None
        return chosen if share >= (LEAST_ALONE if last in (None, chosen) else LEAST_AGAINST) else None

    def _only(self, spot: Spot) -> Cluster | None:
        """The only person whom a pronoun can mean in this paragraph and the one before."""
        start = spot.start
        for _ in range(2):
            start = max(self._text.rfind("\n", 0, max(0, start - 1)), 0)
            while start and self._text[start].isspace():
                start -= 1
        fits = {
            id(cluster): cluster
            for cluster in map(self.clusters.of, self.spots.between(start, spot.start))
            if cluster.type == "person" and _described(cluster) and agrees(spot, cluster)
        }
        return next(iter(fits.values())) if len(fits) == 1 else None

    def _quoting(
        self, spot: Spot, drafts: Sequence[Draft], spoken: Sequence[Cluster | None]
    ) -> Cluster | None:
        """Who is quoted where a first person stands."""
        for draft, speaker in zip(reversed(drafts), reversed(spoken), strict=True):
            if any(start <= spot.start < end for start, end in draft.content):
                return speaker
        return None

    def _related(self, spot: Spot) -> Cluster | None:
        """Whom a relative pronoun follows."""
        before = self._text[: spot.start].rstrip(" ,\n")
        name = self.spots.name_at(len(before) - 1) if before else None
        touching = [s for s in self.spots.between(len(before) - 40, len(before)) if s.span[1] == len(before)]
        near = name or (touching[-1] if touching else None)
        if near is not None and not (spot.pronoun in _WHO and self.clusters.of(near).type == "place"):
            cluster = self.clusters.of(near)
            return cluster if _described(cluster) else None
        cluster = self.clusters.of(spot)
        return cluster if spot.sure and _described(cluster) else None

    def _own(self, spot: Spot) -> Cluster | None:
        """The outlet itself, where it speaks of itself: *this agency*."""
        if self._outlet is None or spot.form != "nominal" or spot.phrase is None:
            return None
        before = [word.bare for word in spot.phrase.before]
        if spot.phrase.head.bare not in _CALLED or before != ["this"]:
            return None
        if self.outlet is None:
            self.outlet = next(
                (c for c in self.clusters.all() if c.named and self._outlet in c.names),
                self.clusters.of(spot),
            )
        return self.outlet

    def _last_speaker(
        self, spot: Spot, drafts: Sequence[Draft], spoken: Sequence[Cluster | None]
    ) -> tuple[Cluster | None, bool]:
        """Whoever spoke last, if it can be meant, no further back than the paragraph before; and whether
        somebody else who could be meant was named since."""
        for draft, speaker in zip(reversed(drafts), reversed(spoken), strict=True):
            if draft.within is not None or draft.narration:
                continue
            between = self._text[draft.start : spot.start]
            if len(re.findall(r"\n\s*", between)) > 2:
                return None, False
            if speaker is None or not _described(speaker) or not agrees(spot, speaker):
                return None, False
            return speaker, self._others_between(draft.start, spot, speaker)
        return None, False

    def _others_between(self, start: int, spot: Spot, speaker: Cluster) -> bool:
        """Whether somebody else who could be meant is named after the last speaker began."""
        return any(
            cluster is not speaker and agrees(spot, cluster)
            for cluster in map(self.clusters.of, self.spots.names_in((start, spot.start)))
        )

    # Through whom

    def _through(self, draft: Draft, spot: Spot | None, speaker: Cluster | None) -> list[Cluster]:
        """Outlets and documents that pass the words on, then the body or person spoken for."""
        chain = [*self._heard(draft), *self._papers(draft)]
        if spot is not None and speaker is not None:
            body = self._spoken_for(draft, spot, speaker)
            if body is not None:
                chain.append(body)
        return [cluster for cluster in chain if cluster is not speaker]

    def _spoken_for(self, draft: Draft, spot: Spot, speaker: Cluster) -> Cluster | None:
        """The body that a speaker heads or is a voice of, or the person whose spokesman or lawyer speaks."""
        start, end = draft.source[0][0], draft.source[-1][1]
        for said in self.belongings:
            if said.to is None or self.clusters.of(said.whose) is not speaker:
                continue
            here = start <= said.whose.span[0] and said.whose.span[1] <= end
            body = self.clusters.of(said.to)
            role = set(said.role.lower().split())
            if not _is_principal(body) or role & _PAST or not (here or speaker.named):
                continue
            if body.type == "organization" and (said.kind == "manager" or role & VOICES):
                return body
            if body.type == "person" and role & ADVOCATES:
                return body
        return None

    def _body_of(self, speaker: Cluster) -> Cluster | None:
        """The body that somebody speaks for or belongs to."""
        for said in self.belongings:
            if said.to is not None and said.kind != "family" and self.clusters.of(said.whose) is speaker:
                body = self.clusters.of(said.to)
                if body.type == "organization":
                    return body
        return None

    def _heard(self, draft: Draft) -> list[Cluster]:
        """The outlet that was told: *told Reuters*."""
        for start, end in draft.cue:
            for found in _HEARD.finditer(self._text, start, min(len(self._text), end + _NEAR)):
                name = self.spots.name_at(found.end())
                if (
                    name
                    and name.type == "organization"
                    and name.words.lower() in outlets()
                    and found.start() <= end
                ):
                    return [self.clusters.of(name)]
        return []

    def _papers(self, draft: Draft) -> list[Cluster]:
        """The document in which something is said: *in a statement*."""
        for start, end in draft.cue:
            for found in _PAPER.finditer(self._text, start, min(len(self._text), end + _NEAR)):
                between = self._text[end : found.start()]
                if (
                    found[2] in document_nouns()
                    and found[2] != "interview"
                    and not re.search(r"[.“”\"\n]", between)
                ):
                    if self._inside(found.span(1), draft.content):
                        continue
                    spot = self.spots.at(found.span(1))
                    return [self.clusters.of(spot)] if spot is not None else []
        return []

    @staticmethod
    def _inside(span: Span, content: Sequence[Span]) -> bool:
        return any(start <= span[0] and span[1] <= end for start, end in content)


def _is_principal(cluster: Cluster) -> bool:
    """Whether it can have a voice: somebody or some body with a name, or a body described as one."""
    if cluster.named:
        return cluster.type in ("organization", "person", "place")
    return any(s.phrase is not None and s.phrase.head.bare in organization_nouns() for s in cluster.spots)


def _is_paper(cluster: Cluster) -> bool:
    """Whether it is described as a document."""
    return any(s.phrase is not None and s.phrase.head.bare in document_nouns() for s in cluster.spots)


def _described(cluster: Cluster) -> bool:
    """Whether there are words for it other than pronouns."""
    return any(spot.form != "pronoun" for spot in cluster.spots)
