"""What each statement of one side of a claim rests on, and what its speakers depend on."""

from __future__ import annotations

from collections import defaultdict, deque
from collections.abc import Iterable, Iterator, Mapping, Sequence

from hearsay.lexicon.grounds import saw_for_itself
from hearsay.linking.origins.cast import UNKNOWN, Cast, in_time
from hearsay.linking.origins.copied import Taken
from hearsay.linking.origins.flows import Condensed
from hearsay.linking.origins.nesting import nested
from hearsay.linking.origins.trail import Trail, Vertex, vertex
from hearsay.linking.tellings import Ruling, Telling, Tie, Voice
from hearsay.records import Anchor, Party, RestKind


def as_party(telling: Telling) -> Party:
    """A statement as a party of its claim, called by its outlet and day."""
    name = ", ".join(part for part in (telling.outlet or telling.document, telling.published) if part)
    return Party(kind="statement", id=telling.id, name=name)


class SideTrail:
    """The trail of one side: its statements, then what carries them.

    ``carriers`` are those who put forward the claim themselves, and what those rest on, but not those who
    only pass on somebody else's word: their own organizations have no part in it.
    """

    def __init__(
        self,
        tellings: Iterable[Telling],
        cast: Cast,
        taken: Mapping[str, Taken],
        outlets: Mapping[str, str],
    ) -> None:
        self.trail = Trail()
        self.tellings = nested(sorted(tellings, key=in_time))
        self._cast = cast
        self._taken = taken
        self._outlets = outlets
        self._carriers: set[Vertex] = set()
        self._inner = {telling.within: telling for telling in self.tellings if telling.within}
        self._of_outlet: defaultdict[str, list[Telling]] = defaultdict(list)
        for telling in self.tellings:
            self.trail.place(as_party(telling))
            if telling.outlet is not None:
                self._of_outlet[telling.outlet].append(telling)
        following = [telling for telling in self.tellings if not self._stands(telling)]
        # Of one day the rumour comes before the narration, which may rest on it.
        self._follow(sorted(following, key=lambda t: (in_time(t)[:2], _is_narration(t), in_time(t))))

    def _stands(self, telling: Telling) -> bool:
        """Let a statement rest on where it says it comes from; False if it says nothing of that."""
        inner = self._inner.get(telling.id)
        if inner is not None:
            shown = [_anchor(telling, telling.evidence)]
            self.trail.add(as_party(telling), as_party(inner), "passes-on", shown)
            return True
        taken = self._taken.get(telling.id)
        if taken is not None:
            self._copy(telling, taken)
            return True
        chain = self._chain(telling)
        if chain:
            self._speak(telling, chain)
            return True
        if _is_narration(telling) and (
            self._cast.issues(telling) or saw_for_itself(telling.text, telling.outlet)
        ):
            self._publish(telling)
            return True
        return False

    def _publish(self, telling: Telling) -> None:
        publisher = self._cast.publisher(telling.document, telling.outlet)
        self.trail.add(as_party(telling), publisher, "says", [_anchor(telling, telling.evidence)])
        self._carriers.add(vertex(publisher))

    def _copy(self, telling: Telling, taken: Taken) -> None:
        for earlier in taken.statements:
            self.trail.add(as_party(telling), as_party(earlier), "copies", taken.evidence)
        if not taken.statements:
            publisher = self._cast.publisher(taken.document, self._outlets.get(taken.document))
            self.trail.add(as_party(telling), publisher, "copies", taken.evidence)
            self._carriers.add(vertex(publisher))

    def _chain(self, telling: Telling) -> list[Voice]:
        """The voices a statement comes through, its speaker last; without its own outlet on the way and
        without those at the end who are nobody in particular."""
        voices = [voice for voice in telling.voice if voice.part != "body"] or list(telling.voice[-1:])
        while voices and self._cast.party(voices[-1]) == UNKNOWN:
            voices.pop()
        return [v for at, v in enumerate(voices) if at == len(voices) - 1 or self._hands_on(v, telling)]

    def _hands_on(self, voice: Voice, telling: Telling) -> bool:
        """Whether somebody on the way is not the document's own outlet, nor nobody in particular."""
        outlet = self._cast.outlet_of(voice)
        return (outlet is None or outlet != telling.outlet) and self._cast.party(voice) != UNKNOWN

    def _speak(self, telling: Telling, chain: Sequence[Voice]) -> None:
        speaker = chain[-1]
        told = self._told_by(speaker, telling)
        for earlier in told:
            shown = [_anchor(telling, speaker.span)]
            self.trail.add(as_party(telling), as_party(earlier), "cites", shown)
        self._hear(telling, chain, cited=bool(told))

    def _hear(self, telling: Telling, chain: Sequence[Voice], *, cited: bool = False) -> None:
        """Let a statement rest on its voices in turn; if it is cited already, these on each other alone."""
        upper: Party | None = None if cited else as_party(telling)
        for voice in chain:
            lower = self._cast.party(voice)
            kind: RestKind = "says" if len(chain) == 1 else "passes-on"
            told = self._told_by(voice, telling) if voice is chain[-1] else []
            if upper is not None and told and cited:
                for earlier in told:
                    self.trail.add(upper, as_party(earlier), "cites", [_anchor(telling, voice.span)])
            elif upper is not None:
                self.trail.add(upper, lower, kind, [_anchor(telling, voice.span)])
            upper = lower
        if cited:
            return
        self._carriers.add(self.trail.place(lower))
        self._speak_for(telling, chain[-1])

    def _speak_for(self, telling: Telling, speaker: Voice) -> None:
        """Let a speaker rest on the body that stands before it, and that on the one before."""
        upper = speaker
        at = next(at for at, voice in enumerate(telling.voice) if voice is speaker)
        for voice in reversed(telling.voice[:at]):
            if voice.part != "body":
                break
            lower = self._cast.party(voice)
            if lower != UNKNOWN:
                self.trail.add(self._cast.party(upper), lower, "speaks-for", [_anchor(telling, voice.span)])
                upper = voice

    def _told_by(self, speaker: Voice, telling: Telling) -> list[Telling]:
        """What an outlet that a statement names as its speaker had told by then, in other documents."""
        outlet = self._cast.outlet_of(speaker)
        if outlet is None or self._cast.issuer(self._cast.party(speaker).id):
            return []
        told = self._of_outlet[outlet]
        return [t for t in told if t.document != telling.document and _not_later(t, telling)]

    def _follow(self, following: Sequence[Telling]) -> None:
        """Let statements without a source rest on all that was told before: each on the one before it, and on
        those with a source since then. The first of all rests on its outlet, or on nobody named."""
        ids = {telling.id for telling in following}
        waiting = [telling for telling in self.tellings if telling.id not in ids]
        before: Telling | None = None
        for telling in following:
            known = [other for other in waiting if _not_later(other, telling)]
            waiting = [other for other in waiting if not _not_later(other, telling)]
            for other in (*known, *([before] if before else ())):
                self.trail.add(as_party(telling), as_party(other), "told-before")
            if before is None and not known:
                self._begin(telling)
            before = telling

    def _begin(self, telling: Telling) -> None:
        """Let a statement without a source, the first of them, rest on its outlet or on nobody named."""
        if _is_narration(telling):
            self._publish(telling)
        else:
            shown = [_anchor(telling, telling.voice[-1].span if telling.voice else telling.evidence)]
            self.trail.add(as_party(telling), UNKNOWN, "says", shown)

    def rule(self, rulings: Iterable[Ruling]) -> None:
        """Let statements rest on what people say they do, and not on what they say they do not.

        A statement that is left with nothing, and the first of those that are left with nothing but each
        other, rests on its publisher.
        """
        by_id = {telling.id: telling for telling in self.tellings}
        before = self._reached()
        for ruling in rulings:
            telling = by_id.get(ruling.statement)
            if telling is None:
                continue
            lowers = list(self._meant(ruling))
            for lower in lowers:
                if ruling.holds:
                    kind: RestKind = "has-it-from" if ruling.kind == "actor" else "cites"
                    self.trail.add(as_party(telling), lower, kind, [ruling.evidence])
                    if lower.kind != "statement":
                        self._carriers.add(vertex(lower))
                elif vertex(lower) in self.trail.below(vertex(as_party(telling))):
                    self.trail.drop(vertex(as_party(telling)), vertex(lower))
        graph = Condensed(self.trail.edges(), self.trail.order())
        for stands, members in graph.members.items():
            if stands[0] == "statement" and not graph.edges[stands]:
                self._publish(min((by_id[id] for _, id in members), key=in_time))
        self._forget(before - self._reached())

    def refuse(self, rulings: Iterable[Ruling]) -> None:
        """Take away the steps, after the first, by which statements come to what they do not rest on.

        Such a step leads from one who carries the statement to another, and so goes for all whom that one
        carries on this side. What other statements rest on is theirs.
        """
        ids = {telling.id: vertex(as_party(telling)) for telling in self.tellings}
        before = self._reached()
        for ruling in rulings:
            if ruling.holds or ruling.statement not in ids:
                continue
            refused = {vertex(party) for party in self._meant(ruling) if party.kind != "statement"}
            waiting = [under for under in self.trail.below(ids[ruling.statement]) if under[0] != "statement"]
            seen = set(waiting)
            while waiting:
                at = waiting.pop()
                for under in list(self.trail.below(at)):
                    if under in refused:
                        self.trail.drop(at, under)
                    elif under not in seen and under[0] != "statement":
                        seen.add(under)
                        waiting.append(under)
        self._forget(before - self._reached())

    def _reached(self) -> set[Vertex]:
        """All that carries the statements of this side, and they."""
        return self.trail.reached([vertex(as_party(telling)) for telling in self.tellings])

    def _forget(self, gone: Iterable[Vertex]) -> None:
        """Let those whom no statement rests on any longer rest on nobody."""
        for at in gone:
            self._carriers.discard(at)
            for under in list(self.trail.below(at)):
                self.trail.drop(at, under)

    def _meant(self, ruling: Ruling) -> Iterator[Party]:
        """What a ruling is about: an actor, the statements of a document, or else its publisher."""
        if ruling.kind == "actor":
            yield self._cast.actor(ruling.id, ruling.name)
            return
        told = [telling for telling in self.tellings if telling.document == ruling.id]
        yield from (as_party(telling) for telling in told if telling.id != ruling.statement)
        if not ruling.holds or not told or told[0].id == ruling.statement:
            yield self._cast.publisher(ruling.id, self._outlets.get(ruling.id))

    def end_circles(self) -> None:
        """Let statements that rest on nothing but each other rest on whom one of them names, the one that
        names most on the way; if none names anybody, on the outlet of the first. Where the first that names
        nobody tells of a rumour, that is what they rest on."""
        by_vertex = {vertex(as_party(telling)): telling for telling in self.tellings}
        graph = Condensed(self.trail.edges(), self.trail.order())
        for stands, members in graph.members.items():
            if stands[0] == "statement" and not graph.edges[stands]:
                told = sorted((by_vertex[v] for v in members), key=in_time)
                named = max(told, key=lambda telling: len(self._chain(telling)))
                unsourced = [telling for telling in told if not self._chain(telling)]
                if unsourced and not _is_narration(unsourced[0]):
                    self._begin(unsourced[0])
                elif self._chain(named):
                    self._hear(named, self._chain(named))
                else:
                    self._begin(told[0])

    def depend(self, ties: Sequence[Tie]) -> None:
        """Let speakers rest on whom they speak for, belong to, are paid by, or have it from."""
        by_upper: defaultdict[Vertex, list[Tie]] = defaultdict(list)
        for tie in ties:
            by_upper[vertex(self._cast.actor(tie.upper, ""))].append(tie)
        waiting = deque(sorted(self._carriers))
        seen = set(self._carriers)
        while waiting:
            at = waiting.popleft()
            for tie in sorted(by_upper.get(at, ()), key=lambda tie: (tie.lower, tie.kind)):
                for lower in self._lowers(tie):
                    self.trail.add(self.trail.parties[at], lower, tie.kind, tie.evidence)
            for under in sorted(self.trail.below(at)):
                if under not in seen and under[0] != "statement":
                    seen.add(under)
                    waiting.append(under)

    def _lowers(self, tie: Tie) -> list[Party]:
        outlet = self._cast.outlet_actor(tie.lower)
        if tie.kind == "has-it-from" and outlet is not None and not self._cast.issuer(tie.lower):
            told = self._of_outlet[outlet]
            if told:
                return [as_party(telling) for telling in told]
        return [self._cast.actor(tie.lower, tie.lower_name)]


def _is_narration(telling: Telling) -> bool:
    return telling.form == "narration" and not telling.voice


def _not_later(one: Telling, other: Telling) -> bool:
    """Whether a statement may have been known to another: nothing shows that it came on a later day."""
    return one.published is None or other.published is None or one.published <= other.published


def _anchor(telling: Telling, span: tuple[int, int]) -> Anchor:
    return Anchor(document=telling.document, span=span, words="")
