"""Actors: which entities of all documents are one person, organization or place.

The steps, each in a file of its own: sightings of one type and full name are one group from the start
(``groups``); what people have judged comes first and is never crossed (``links``, ``constraints``), then what
the list of known actors says (``known``); names that are alike are paired (``blocking``) and weighed with
what else is known of them (``spellings``, ``evidence``); acronyms find their full form (``acronyms``), bare
surnames and other short names their bearer (``bare``); the sets become actors (``portraits``).
Precision goes before recall: two actors that are one can be merged by anybody who sees them, one that is two
misleads whoever does not.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from hearsay.linking.acronyms import acronym_links, meanings
from hearsay.linking.bare import bearer_links, company_links
from hearsay.linking.blocking import Blocks
from hearsay.linking.evidence import World
from hearsay.linking.groups import expansions, gather
from hearsay.linking.known import known_links
from hearsay.linking.links import Link, Links
from hearsay.linking.portraits import portray
from hearsay.linking.sightings import Constraint, Key, Sighting
from hearsay.linking.spellings import misread_links, same_name_links, spelling_links
from hearsay.records import Actor, KnownActor, Reason

__all__ = ["Constraint", "Key", "Sighting", "link_actors"]


def link_actors(
    sightings: Iterable[Sighting],
    *,
    constraints: Sequence[Constraint] = (),
    known: Sequence[KnownActor] = (),
    renamed: Mapping[Key, str] | None = None,
) -> list[Actor]:
    """The actors behind the sightings, the most seen first, each with the reasons of its members.

    The result does not depend on the order of the sightings. Each sighting that has a name is in exactly
    one actor; one without is in none, unless a constraint says whom it means. Nothing that a constraint
    keeps apart meets, through whatever chain; what a constraint puts together is together unless that would
    break this. A known actor gives its id, name, type and ids to whoever bears one of its names; ``renamed``
    gives the name to show for the actor of a sighting, of several the last.
    """
    judged = {key for constraint in constraints for key in (constraint.left, constraint.right)}
    joined = {key for each in constraints if each.same for key in (each.left, each.right)}
    table = {s.key: s for s in sightings if s.names or s.key in joined}
    ordered = [table[key] for key in sorted(table)]
    world = World(ordered)
    listed = sorted({actor.id: actor for actor in known}.values(), key=lambda actor: actor.id)
    groups = gather(ordered, judged, listed, world)
    links = Links(groups)
    _obey(links, constraints)
    blocks = Blocks(groups)
    shown = expansions(ordered)
    links.join_all(known_links(groups))
    links.join_all(same_name_links(groups, judged, world))
    links.join_all(spelling_links(groups, blocks, world))
    links.join_all([*acronym_links(groups, shown, world), *misread_links(groups, world)])
    links.join_all(bearer_links(links, blocks, world, meanings(groups, shown)))
    links.join_all(company_links(links, blocks, world))
    return portray(links, renamed or {})


def _obey(links: Links, constraints: Iterable[Constraint]) -> None:
    """Take over what people have judged: first what is apart, then what is together."""
    numbers = {s.key: number for number, group in enumerate(links.groups) for s in group.sightings}
    for number, group in enumerate(links.groups):
        if group.known:
            links.actors.mark(number, group.known.id)
    pairs = {
        (*sorted((numbers[each.left], numbers[each.right])), each.same)
        for each in constraints
        if each.left in numbers and each.right in numbers and each.left != each.right
    }
    for left, right, same in sorted(pairs):
        if not same:
            links.actors.keep_apart(left, right)
    for left, right, same in sorted(pairs):
        if same:
            names = links.groups[left].name, links.groups[right].name
            reason = Reason(what="judgement", left=names[0], right=names[1], score=1.0)
            links.join(Link(score=1.0, left=left, right=right, reasons=(reason,)))
