"""The Actor that a set of groups makes: its id, names, roles, members with reasons, affiliations."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence

from msgspec.structs import replace

from hearsay.linking.groups import Group, full_name
from hearsay.linking.links import Links
from hearsay.linking.sightings import Key, Sighting
from hearsay.linking.spelling import fold, is_acronym, is_bare
from hearsay.records import Actor, Affiliation, EntityType, KnownActor, Member, Reason, Record, digest


class _Draft(Record):
    """An actor before it is known who else there is."""

    actor: Actor
    sightings: tuple[Sighting, ...]
    known: KnownActor | None


def portray(links: Links, renamed: Mapping[Key, str]) -> list[Actor]:
    """One Actor for each set that has a name, the most seen first."""
    drafts = [draft for root in links.actors.roots() if (draft := _draft(links, root, renamed))]
    drafts = _distinct(sorted(drafts, key=lambda draft: draft.sightings[0].key))
    actors = _with_affiliations(drafts)
    return sorted(actors, key=lambda actor: (-len(actor.members), actor.name, actor.id))


def _draft(links: Links, root: int, renamed: Mapping[Key, str]) -> _Draft | None:
    numbers = links.actors.things(root)
    groups = [links.groups[number] for number in numbers]
    sightings = sorted((s for group in groups for s in group.sightings), key=lambda sighting: sighting.key)
    if not any(sighting.names for sighting in sightings):
        return None
    known = next((group.known for group in groups if group.known), None)
    type = known.type if known else _type(groups)
    names = _names(sightings)
    name = known.name if known else _display_name(names, type)
    if renamed:
        keys = {sighting.key for sighting in sightings}
        name = next((new for key, new in reversed(list(renamed.items())) if key in keys), name)
    smallest = min((sighting.document, full_name(sighting)) for sighting in sightings if sighting.names)
    listed = (known.name, *known.aliases) if known else ()
    actor = Actor(
        id=known.id if known else digest("actor", type, *smallest),
        type=type,
        name=name,
        names=tuple(dict.fromkeys((*names, *listed))),
        roles=_by_use(role for sighting in sightings for role in sighting.roles),
        ids=known.ids if known else (),
        known=known is not None,
        members=_members(links, root, len(sightings)),
    )
    return _Draft(actor=actor, sightings=tuple(sightings), known=known)


def _distinct(drafts: Sequence[_Draft]) -> list[_Draft]:
    """The drafts with ids of their own: two of one name in one document would have the same."""
    taken: Counter[str] = Counter()
    found = []
    for draft in drafts:
        number = taken[draft.actor.id]
        taken[draft.actor.id] += 1
        if number:
            actor = replace(draft.actor, id=digest(draft.actor.id, number))
            draft = replace(draft, actor=actor)
        found.append(draft)
    return found


def _type(groups: Iterable[Group]) -> EntityType:
    """The type that most sightings give it."""
    uses: Counter[EntityType] = Counter()
    for group in groups:
        named = sum(bool(sighting.names) for sighting in group.sightings)
        uses[group.type] += named
    return min(uses, key=lambda type: (-uses[type], type))


def _names(sightings: Iterable[Sighting]) -> tuple[str, ...]:
    return _by_use(name for sighting in sightings for name in dict.fromkeys(sighting.names))


def _by_use(words: Iterable[str]) -> tuple[str, ...]:
    """Each once, the most frequent first; of two alike, the longer, then by the alphabet."""
    uses = Counter(words)
    return tuple(sorted(uses, key=lambda word: (-uses[word], -len(word), word)))


def _display_name(names: Sequence[str], type: EntityType) -> str:
    """The most used of the names that say most: none that is bare or an acronym, if there is another."""
    return min(names, key=lambda name: (is_bare(name, type), is_acronym(name), names.index(name)))


def _members(links: Links, root: int, size: int) -> tuple[Member, ...]:
    grounds = links.grounds(root)
    chief = links.groups[next(iter(grounds))]
    members = []
    for number, reasons in grounds.items():
        group = links.groups[number]
        own: dict[str, tuple[Reason, ...]] = {}
        for sighting in group.sightings:
            name = full_name(sighting) or sighting.name
            if name not in own:
                own[name] = reasons
                if size > 1 and (group is chief or len(group.sightings) > 1):
                    same = Reason(what="name", left=name, right=group.name, score=1.0)
                    own[name] = (same, *reasons)
            members.append(Member(document=sighting.document, entity=sighting.entity, why=own[name]))
    return tuple(sorted(members, key=lambda member: (member.document, member.entity)))


def _with_affiliations(drafts: Sequence[_Draft]) -> list[Actor]:
    """The actors with what they belong to, as documents and the list of known actors say."""
    said = {
        (sighting.document, fold(name))
        for draft in drafts
        for sighting in draft.sightings
        for _, name in sighting.affiliations
    }
    bearers: dict[tuple[str, str], set[int]] = defaultdict(set)
    for number, draft in enumerate(drafts):
        for sighting in draft.sightings:
            for name in {fold(name) for name in sighting.names}:
                if (sighting.document, name) in said:
                    bearers[sighting.document, name].add(number)
    parents = _parents(drafts)
    actors = []
    for number, draft in enumerate(drafts):
        by: dict[tuple[str, str, str | None], set[str]] = defaultdict(set)
        for sighting in draft.sightings:
            for role, name in sighting.affiliations:
                found = bearers.get((sighting.document, fold(name)), set()) - {number}
                if len(found) == 1:
                    other = drafts[next(iter(found))].actor
                    by[other.id, other.name, role or None].add(sighting.document)
        if draft.known and draft.known.parent:
            by.setdefault((*parents[fold(draft.known.parent)], None), set())
        listed = (
            Affiliation(actor=id, name=name, role=role, by=tuple(sorted(documents)))
            for (id, name, role), documents in by.items()
        )
        ranked = sorted(listed, key=lambda each: (-len(each.by), each.name, each.role or "", each.actor))
        actors.append(replace(draft.actor, affiliations=tuple(ranked)))
    return actors


def _parents(drafts: Sequence[_Draft]) -> dict[str, tuple[str, str]]:
    """Id and name of the parents in the list of known actors, whether or not a document names them."""
    listed = (draft.known.parent for draft in drafts if draft.known and draft.known.parent)
    wanted = {fold(parent): parent for parent in listed}
    found: dict[str, Actor] = {}
    for draft in drafts:
        for name in {fold(name) for name in (draft.actor.name, *draft.actor.names)} & wanted.keys():
            other = found.get(name)
            rank = (draft.actor.known, draft.actor.type == "organization", len(draft.actor.members))
            if not other or rank > (other.known, other.type == "organization", len(other.members)):
                found[name] = draft.actor
    parents = {name: (digest("actor", "parent", name), parent) for name, parent in wanted.items()}
    return parents | {name: (actor.id, actor.name) for name, actor in found.items()}
