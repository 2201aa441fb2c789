"""Who the voices of a claim are: unnamed ones who may be one person, outlets, and those who issue a text."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from hearsay.lexicon import document_nouns, organization_nouns, role_nouns
from hearsay.lexicon.grounds import Description, description, is_anybody, is_nobody, is_staff
from hearsay.linking.tellings import Telling, Tie, Voice
from hearsay.records import Copy, Party, PartyKind

UNKNOWN = Party(kind="actor", id="unknown", name="nobody named")
"""Whoever it is that an outlet or a crowd has it from; all such are one."""


def in_time(telling: Telling) -> tuple[bool, str, str, int]:
    """The order in which a claim was told; undated tellings last, for they may have come after any other."""
    return (telling.published is None, telling.published or "", telling.document, telling.position)


class Cast:
    """The parties of one side of a claim, whose outlets are those of all its ``tellings``.

    Unnamed voices are one party where nothing speaks against it: the same noun (or one that may be anybody,
    *a source*), and no two different bodies that they are said to belong to. An unnamed official is never
    counted twice.
    """

    def __init__(
        self,
        tellings: Iterable[Telling],
        copies: Sequence[Copy],
        ties: Sequence[Tie],
        side: Iterable[Telling] | None = None,
    ) -> None:
        ordered = sorted(tellings, key=in_time)
        self._parties: dict[str, Party] = {}
        self._nobody: set[str] = set()
        self._outlets: dict[str, Party] = {}
        self._by_name: dict[str, str] = {}
        for telling in ordered:
            if telling.outlet is not None:
                self._add_outlet(telling.outlet, telling.outlet_actor)
        bodies: dict[str, set[str]] = {}
        for tie in ties:
            if tie.kind in ("speaks-for", "belongs-to"):
                bodies.setdefault(tie.upper, set()).add(tie.lower_name)
        for voice in (voice for telling in ordered for voice in telling.voice if voice.named):
            if " " not in voice.name and is_nobody(voice.name):  # *Rumour has it*, taken for a name
                self._nobody.add(voice.id)
                continue
            self._parties.setdefault(voice.id, Party(kind="actor", id=voice.id, name=voice.name))
        groups: list[_Unnamed] = []
        for telling in ordered if side is None else sorted(side, key=in_time):
            for at, voice in enumerate(telling.voice):
                if voice.id in self._parties or voice.id in self._nobody:
                    continue
                body = telling.voice[at - 1].name if at and telling.voice[at - 1].part == "body" else None
                self._add_voice(
                    voice, {*bodies.get(voice.id, ()), *([body] if body else ())}, groups, telling.outlet
                )
        self._issuers = _issuers(ordered, copies, ties)

    def _add_outlet(self, name: str, actor: str | None) -> None:
        known = self._outlets.get(name)
        if known is None or (known.kind == "outlet" and actor is not None):
            party = (
                Party(kind="actor", id=actor, name=name)
                if actor
                else Party(kind="outlet", id=name, name=name)
            )
            self._outlets[name] = party
        if actor is not None:
            self._by_name[actor] = name
            self._parties.setdefault(actor, Party(kind="actor", id=actor, name=name))
        self._by_name[_plain(name)] = name

    def _reports_for(self, voice: Voice, said: Description, own: str | None) -> str | None:
        """The outlet that a reporter is said to be of: *a Post reporter*, *our correspondent*."""
        if voice.name.lower().startswith(("our ", "this ")):
            return own
        of = (o for o in sorted(self._outlets) if said.words and said.words <= set(_plain(o).split()))
        return next(of, None)

    def _add_voice(self, voice: Voice, bodies: set[str], groups: list[_Unnamed], own: str | None) -> None:
        if is_nobody(voice.name):
            self._nobody.add(voice.id)
            return
        said = description(voice.name)
        outlet = self._reports_for(voice, said, own) if is_staff(said.head) else None
        if outlet is not None:
            self._by_name[voice.id] = outlet
            return
        words = said.words.union(*(description(f"one of {body}").words for body in bodies))
        group = next((group for group in groups if group.may_be(voice, said.head, words)), None)
        if group is None:
            kind: PartyKind = "document" if _is_document(voice, said) else "actor"
            party = Party(kind=kind, id=voice.id, name=voice.name)
            group = _Unnamed(party, voice, said.head)
            groups.append(group)
        group.words |= words
        self._parties[voice.id] = group.party

    def party(self, voice: Voice) -> Party:
        """Who a voice is; UNKNOWN where it is nobody in particular."""
        outlet = self.outlet_of(voice)
        if outlet is not None:
            return self._outlets[outlet]
        return UNKNOWN if voice.id in self._nobody else self._parties[voice.id]

    def actor(self, id: str, name: str) -> Party:
        """The party of an actor that a tie names, whether or not it has a voice here."""
        return self._parties.get(id) or Party(kind="actor", id=id, name=name)

    def parties(self) -> Mapping[str, Party]:
        """The party of each actor or voice by id."""
        return self._parties

    def publisher(self, document: str, outlet: str | None) -> Party:
        """Whoever tells what a document says in its own voice: its outlet, or itself where it has none."""
        if outlet is None:
            return Party(kind="document", id=document, name=document)
        return self._outlets.get(outlet) or Party(kind="outlet", id=outlet, name=outlet)

    def outlet_of(self, voice: Voice) -> str | None:
        """The outlet of this claim that a voice is, by its name among the documents, or None."""
        return self._by_name.get(voice.id) or self._by_name.get(_plain(voice.name))

    def outlet_actor(self, id: str) -> str | None:
        """The outlet of this claim that an actor is, or None."""
        return self._by_name.get(id)

    def issues(self, telling: Telling) -> bool:
        """Whether the outlet is a body that others speak for, so that its text is its own statement."""
        return telling.document in self._issuers or (telling.outlet_actor or "") in self._issuers

    def issuer(self, actor: str) -> bool:
        """Whether an actor is such a body."""
        return actor in self._issuers


class _Unnamed:
    """Unnamed voices that are taken as one."""

    def __init__(self, party: Party, voice: Voice, head: str) -> None:
        self.party = party
        self.type = voice.type
        self.head = head
        self.words: frozenset[str] = frozenset()

    def may_be(self, voice: Voice, head: str, words: frozenset[str]) -> bool:
        """Whether nothing speaks against a voice being this one."""
        people = "person" in (self.type, voice.type) and {self.type, voice.type} <= {"person", "other"}
        same = self.head == head or (people and (is_anybody(self.head) or is_anybody(head)))
        return same and (words <= self.words or self.words <= words)


def _is_document(voice: Voice, said: Description) -> bool:
    if said.head in document_nouns():
        return True
    return voice.type == "other" and said.head not in role_nouns() and said.head not in organization_nouns()


def _issuers(tellings: Iterable[Telling], copies: Iterable[Copy], ties: Iterable[Tie]) -> set[str]:
    """Actors that people speak for, and documents that are press releases, by id."""
    bodies = {voice.id for telling in tellings for voice in telling.voice if voice.part == "body"}
    released = {copy.earlier for copy in copies if copy.kind == "release"}
    return bodies | released | {tie.lower for tie in ties if tie.kind == "speaks-for"}


def _plain(name: str) -> str:
    return name.casefold().removeprefix("the ")
