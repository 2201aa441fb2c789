"""Relations between actors as FollowTheMoney links, each with the article that says so."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import NamedTuple

from hearsay.formats.ftm_entities import Draft, Entities
from hearsay.formats.ftm_said import Said
from hearsay.records import Relation, Statement, digest


class Link(NamedTuple):
    """A schema that links two things: the properties of its ends, what they must be, where the role goes."""

    schema: str
    subject: str
    object: str
    ends: tuple[tuple[str, ...], tuple[str, ...]]
    role: str = "role"


class Named(NamedTuple):
    """An actor as it is exported: its id there, and its schema."""

    id: str
    schema: str


_PARTIES = ("Person", "Organization")
_ANY = (*_PARTIES, "Address")
UNKNOWN = Link("UnknownLink", "subject", "object", (_ANY, _ANY))
LINKS: Mapping[str, Link] = {
    "employee": Link("Employment", "employee", "employer", (("Person",), ("Organization",))),
    "manager": Link("Directorship", "director", "organization", (_PARTIES, ("Organization",))),
    "member": Link("Membership", "member", "organization", (_PARTIES, ("Organization",))),
    # The relationship is told from the other end there: what the relative is to the person.
    "family": Link("Family", "relative", "person", (("Person",), ("Person",)), "relationship"),
    "associate": Link("Associate", "associate", "person", (("Person",), ("Person",)), "relationship"),
    # What is owned must be an Asset, and of an organization hearsay does not know that it is one.
    "owner": UNKNOWN,
    "within": UNKNOWN,
    "business": UNKNOWN,
    "antagonist": UNKNOWN,
    "other": UNKNOWN,
}
"""The link for each type of relation; where the ends do not fit, and for other types, UnknownLink."""

_Key = tuple[str, str, str, str]


def link_for(type: str, subject: str, object: str) -> Link:
    """The link for a relation between things of these schemata."""
    link = LINKS.get(type, UNKNOWN)
    return link if subject in link.ends[0] and object in link.ends[1] else UNKNOWN


class Relations:
    """The relations of one document, as links; what is no link, as words about the subject."""

    def __init__(self, said: Said, named: Mapping[int, Named]) -> None:
        self._said = said
        self._named = named
        self.words: list[tuple[int, str]] = []
        """What is told of an entity in words alone."""
        self.roles: set[tuple[int, str]] = set()
        """Which roles of which entity are told with a link, or in words."""
        self.unnamed = 0
        """How many relations are of somebody whom the document does not name."""

    def write(self, to: Entities, article: str) -> None:
        """Write the links. ``article`` is the id of the entity that proves them."""
        drafts: dict[_Key, Draft] = {}
        for relation, subject, object in self._ends():
            statement = self._statement(relation)
            if relation.role:
                self.roles.add((subject, relation.role))
            if not self._said.asserted(relation, statement):
                self.words.append((subject, self._said.unasserted(relation, statement)))
                continue
            told = self._said.told(relation.evidence, statement)
            if object is None:
                self.words.append((subject, told))
                continue
            ends = self._named[subject], self._named[object]
            role = f"{relation.role or relation.type}, {self._said.according(statement)}"
            link = link_for(relation.type, ends[0].schema, ends[1].schema)
            key = (link.schema, ends[0].id, ends[1].id, role)
            if key not in drafts:
                drafts[key] = to.make(link.schema, digest("followthemoney", "link", article, *key))
                drafts[key].put(link.subject, ends[0].id)
                drafts[key].put(link.object, ends[1].id)
                drafts[key].put(link.role, role)
                drafts[key].put("proof", article)
                drafts[key].put("date", self._said.document.published)
                drafts[key].put("publisher", self._said.document.outlet)
                drafts[key].put("sourceUrl", self._said.document.url)
            drafts[key].put("description", told)
        for draft in drafts.values():
            to.write(draft, "relations")

    def _ends(self) -> Iterator[tuple[Relation, int, int | None]]:
        """The relations with the entities they join; without the object where it is no entity to export."""
        mentions = self._said.reading.mentions
        for relation in self._said.reading.relations:
            subject, object = mentions[relation.subject].entity, mentions[relation.object].entity
            if subject not in self._named:
                self.unnamed += 1
            elif object not in self._named or self._named[subject].id == self._named[object].id:
                yield relation, subject, None
            else:
                yield relation, subject, object

    def _statement(self, relation: Relation) -> Statement | None:
        if relation.statement is not None:
            return self._said.reading.statements[relation.statement]
        return self._said.at(relation.evidence)
