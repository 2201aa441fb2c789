"""A ledger as FollowTheMoney entities, for Aleph and OpenAleph: one a line, none a fact of its own."""

from __future__ import annotations

import os
import re
from collections.abc import Iterable, Iterator, Mapping
from itertools import islice
from typing import BinaryIO

import msgspec

from hearsay.errors import UsageError
from hearsay.formats.base import Wanted, Written
from hearsay.formats.ftm_entities import EXTRA, Entities, entity_id
from hearsay.formats.ftm_links import Named, Relations
from hearsay.formats.ftm_said import Said
from hearsay.formats.pages import what
from hearsay.ledger import Filters, Ledger, fold
from hearsay.records import Actor, Document, Reading, digest

SCHEMATA = {"person": "Person", "organization": "Organization", "place": "Address"}
"""The schema of an actor by its type; other things have none, and are told of in words."""
COUNTED = (
    "documents", "actors", "mentions", "mentions of places", "relations", "notes",
    "relations of nobody named", "actors without a usable name", "values refused",
)  # fmt: skip
_IDS = {"wikidata": "wikidataId", "lei": "leiCode"}
_ON_DOCUMENTS = frozenset(("outlet", "since", "until", "document", "actor"))
_AT_ONCE = 20  # documents

Page = tuple[Document, Reading]
Members = dict[str, dict[int, str]]
"""Which actor each entity is, by document."""


class FollowTheMoney:
    """Documents as Article, actors as Person, Organization and Address, and what documents say of them.

    ``actors`` are these alone, ``documents`` the articles alone. Filters on documents narrow everything.
    """

    name = "ftm"
    suffix = ".ftm.json"
    holds = ("ledger", "actors", "documents")
    extra: str | None = EXTRA

    def write(self, ledger: Ledger, wanted: Wanted, to: BinaryIO) -> Written:
        """Write the entities: the actors first, then each document with everything that it says."""
        asked = what(wanted, self.holds, "The format ftm")
        check(wanted)
        out = Entities(to)
        named = {} if asked == "documents" else actors(ledger, wanted, out)
        if asked != "actors":
            for page, members in _with_members(ledger, pages(ledger, wanted)):
                document(out, page, members, named, everything=asked == "ledger")
        return Written(counts=tuple((name, out.counts[name]) for name in COUNTED if out.counts[name]))


def check(wanted: Wanted) -> None:
    """Refuse what cannot narrow these entities.

    Raises:
        UsageError: a claim is asked for, or a filter is on statements.
    """
    given = {
        name for name, value in msgspec.structs.asdict(wanted.filters).items() if value not in (None, ())
    }
    given -= _ON_DOCUMENTS
    if wanted.claim is not None:
        given.add("claim")
    if given:
        raise UsageError(
            f"The format ftm holds documents and actors, which {', '.join(sorted(given))} cannot narrow.",
            remedy="Narrow it by outlet, since, until, document or actor; or export the statements as "
            "jsonl or csv.",
        )


def pages(ledger: Ledger, wanted: Wanted) -> Iterator[Page]:
    """The documents wanted with their current readings."""
    filters = wanted.filters
    ledger.statements(filters)  # which refuses dates that are none
    seen_in = wanted.actor if wanted.actor is not None else filters.actor
    actor = None if seen_in is None else ledger.actor(seen_in).id
    found: Iterable[Page] = ledger.readings(actor=actor)
    if filters.document is not None and actor is None:
        found = ledger.readings_of([filters.document])
    return (page for page in found if _passes(page[0], filters))


def actors(ledger: Ledger, wanted: Wanted, out: Entities) -> dict[str, Named]:
    """Write the actors of the documents wanted; what each is in the export, by its id in the ledger."""
    only = None
    if wanted.actor is not None or wanted.filters != Filters():
        batches = _with_members(ledger, pages(ledger, wanted))
        only = {actor for _, members in batches for actor in members.values()}
    named: dict[str, Named] = {}
    listed: list[tuple[str, str]] = []
    for actor in ledger.actors():
        if actor.type in SCHEMATA and (only is None or actor.id in only):
            here = Named(_actor_id(actor), SCHEMATA[actor.type])
            if _actor(actor, here, out):
                named[actor.id] = here
                listed += [(actor.id, one.actor) for one in actor.affiliations if not one.by]
            else:
                out.counts["actors without a usable name"] += 1
    _listed(out, named, listed)
    return named


def _listed(out: Entities, named: Mapping[str, Named], pairs: Iterable[tuple[str, str]]) -> None:
    """Who belongs to whom by the user's own list of known actors, which no document proves."""
    for member, whole in pairs:
        if whole in named and named[whole].schema == "Organization" and named[member].schema != "Address":
            ends = named[member].id, named[whole].id
            draft = out.make("Membership", digest("followthemoney", "listed", *ends))
            draft.put("member", ends[0])
            draft.put("organization", ends[1])
            draft.put("role", "according to a list of known actors")
            out.write(draft, "relations")


def _actor_id(actor: Actor) -> str:
    return entity_id(dict(actor.ids).get("followthemoney") or actor.id, "actor")


def _actor(actor: Actor, here: Named, out: Entities) -> bool:
    draft = out.make(here.schema, here.id)
    names = list(dict.fromkeys((actor.name, *actor.names)))
    while names and not draft.put("name", names.pop(0)):
        pass  # the first of its names that the model takes stands for it
    for name in names:
        # One word of a longer name is borne by many others: too weak to find somebody by.
        weak = len(name.split()) == 1 < len(actor.name.split())
        draft.put("weakAlias" if weak else "alias", name)
    if here.schema == "Address":
        draft.put("full", draft.proxy.get("name"))
    others = []
    for called, value in actor.ids:
        if called != "followthemoney" and not (called in _IDS and draft.put(_IDS[called], value)):
            others.append(f"{called}: {value}")
    seen = len({member.document for member in actor.members})
    source = "has from a list of known actors and worked" if actor.known else "worked"
    draft.tell(
        [
            f"Named in {seen:,} document{'' if seen == 1 else 's'}. That these are names of one and the "
            f"same, hearsay {source} out by itself.",
            *others,
        ]
    )
    return out.write(draft, "actors")


def document(
    out: Entities, page: Page, members: Mapping[int, str], named: Mapping[str, Named], *, everything: bool
) -> None:
    """Write a document and, with ``everything``, whom it names and what it says of them."""
    found, reading = page
    article = entity_id(found.id, "document")
    _article(out, found, article)
    if not everything:
        return
    here = {entity: named[actor] for entity, actor in members.items() if actor in named}
    said = Said(found, reading)
    _mentions(out, said, article, members, here)
    relations = Relations(said, here)
    relations.write(out, article)
    out.counts["relations of nobody named"] += relations.unnamed
    _notes(out, said, article, here, relations)


def _article(out: Entities, found: Document, id: str) -> None:
    draft = out.make("Article", id)
    draft.put("title", found.title)
    draft.put("fileName", os.path.basename(found.path or "") or None)
    draft.put("publisher", found.outlet)
    draft.put("author", found.authors)
    draft.put("publishedAt", found.published)
    draft.put("sourceUrl", found.url)
    draft.put("language", found.language)
    draft.put("bodyText", found.text)
    out.write(draft, "documents")


def _mentions(
    out: Entities, said: Said, article: str, members: Mapping[int, str], here: Mapping[int, Named]
) -> None:
    """One Mention for each actor that the document names, and a Documentation for each place."""
    by_actor: dict[str, list[int]] = {}
    for entity, actor in sorted(members.items()):
        by_actor.setdefault(actor, []).append(entity)
    for actor, entities in by_actor.items():
        names = [name for entity in entities for name in said.reading.entities[entity].names]
        draft = out.make("Mention", digest("followthemoney", "mention", article, actor))
        draft.put("document", article)
        draft.put("name", dict.fromkeys(names))
        if target := here.get(entities[0]):
            draft.put("detectedSchema", target.schema)
            if target.schema != "Address":
                draft.put("resolved", target.id)
        if names:
            out.write(draft, "mentions")
        if target and target.schema == "Address":
            place = out.make("Documentation", digest("followthemoney", "documentation", article, actor))
            place.put("document", article)
            place.put("entity", target.id)
            place.put("role", "names it")
            out.write(place, "mentions of places")


def _notes(out: Entities, said: Said, article: str, here: Mapping[int, Named], relations: Relations) -> None:
    """What a document calls an actor or says of it, in its words, where that is no link."""
    words: dict[str, dict[str, None]] = {}
    for entity, told in relations.words:
        words.setdefault(here[entity].id, {}).setdefault(told)
    for entity, target in here.items():
        for role in said.reading.entities[entity].roles:
            if (entity, role) not in relations.roles:
                words.setdefault(target.id, {}).setdefault(_role(said, entity, role))
    for id, lines in words.items():
        draft = out.make("Note", digest("followthemoney", "note", article, id))
        draft.put("entity", id)
        draft.put("description", lines)
        draft.put("proof", article)
        draft.put("publisher", said.document.outlet)
        draft.put("sourceUrl", said.document.url)
        out.write(draft, "notes")


def _role(said: Said, entity: int, role: str) -> str:
    """A role with whoever gives it, found again beside a mention."""
    text, wanted = said.document.text, r"\s+".join(map(re.escape, role.split()))
    places = [mention.span for mention in said.reading.mentions if mention.entity == entity]
    spots = [match.span() for match in re.finditer(wanted, text)] if wanted else []
    pairs = ((abs(start - place[0]), (start, end)) for start, end in spots for place in places)
    span = min(pairs, default=(0, None))[1]
    if span is None:
        return f"beside the name, in {said.outlet}, said by whom is not known: “{role}”"
    return f"beside the name, {said.told(span, said.at(span))}"


def _with_members(ledger: Ledger, found: Iterable[Page]) -> Iterator[tuple[Page, dict[int, str]]]:
    """Documents, each with the id of the actor that each of its entities is."""
    left = iter(found)
    while some := list(islice(left, _AT_ONCE)):
        members: Members = {page[0].id: {} for page in some}
        for document, entity, actor, _ in ledger.members(members):
            members[document][entity] = actor
        for page in some:
            yield page, members[page[0].id]


def _passes(found: Document, filters: Filters) -> bool:
    published = found.published
    return (
        filters.document in (None, found.id)
        and (filters.outlet is None or fold(found.outlet) == fold(filters.outlet))
        and (filters.since is None or (published is not None and published >= filters.since))
        and (filters.until is None or (published is not None and published < filters.until + "~"))
    )


FORMAT = FollowTheMoney()
