"""From the tree of a query to conditions on the rows of the search. Runs nothing."""

from __future__ import annotations

from typing import Any as Value

from sqlalchemy import ColumnElement, Select, and_, not_, or_, select, true

from hearsay.ledger import schema
from hearsay.ledger.search.engines import Engine
from hearsay.ledger.search.tables import DOCUMENTS, STATEMENTS, Texts
from hearsay.ledger.search.tree import SHORTEST_ID, All, Any, Between, By, In, Is, Not, Tree, Words

LAST = "~"
"""Sorts after all that a date can go on with: every time of a day comes before the day followed by it."""


def condition(tree: Tree, texts: Texts, engine: Engine) -> ColumnElement[bool]:
    """What must hold for a row of ``texts.of``, the statements or the documents.

    What is asked of statements holds for a document that has such a statement, what is asked of documents
    for the statements in them.
    """
    return _Compiler(texts, engine).condition(tree)


def is_words(tree: Tree, texts: Texts) -> bool:
    """Whether an engine answers a tree by itself, with the words of these texts alone."""
    match tree:
        case Words():
            return tree.field is None or tree.field in texts.fields
        case Any():
            return all(is_words(part, texts) for part in tree.parts)
        case All():
            inner = [part.part if isinstance(part, Not) else part for part in tree.parts]
            positive = any(not isinstance(part, Not) for part in tree.parts)
            return positive and all(is_words(part, texts) for part in inner)
    return False


class _Compiler:
    def __init__(self, texts: Texts, engine: Engine) -> None:
        self._texts = texts
        self._engine = engine
        self._of = texts.of.c

    def condition(self, tree: Tree) -> ColumnElement[bool]:
        if is_words(tree, self._texts):
            return self._of.number.in_(self._engine.holding(self._texts, tree))
        match tree:
            case Not():
                return not_(self.condition(tree.part))
            case Any():
                return or_(*map(self.condition, _joined(tree, self._texts)))
            case All():
                return and_(true(), *map(self.condition, _joined(tree, self._texts)))
            case Between():
                return self._published(tree)
            case In():
                return self._of.document.in_(_called(tree.name))
            case By():
                return self._by(tree)
            case Words(field="outlet"):
                return self._outlet(tree)
        return self._of_the_other(tree)

    def _of_the_other(self, tree: Is | Words) -> ColumnElement[bool]:
        """What is asked of a statement where documents are looked for, or the other way round."""
        if isinstance(tree, Is) and self._texts is STATEMENTS:
            column: ColumnElement[bool] = self._of[tree.field] == tree.value
            return column
        other = DOCUMENTS if self._texts is STATEMENTS else STATEMENTS
        there = _Compiler(other, self._engine).condition(tree)
        return self._of.document.in_(select(other.of.c.document).where(there))

    def _published(self, between: Between) -> ColumnElement[bool]:
        published = self._of.published
        first = published >= between.since if between.since else published > ""
        return first if between.until is None else and_(first, published < between.until + LAST)

    def _outlet(self, wanted: Words) -> ColumnElement[bool]:
        phrase = f" {' '.join(wanted.words)}{'' if wanted.prefix else ' '}"
        named = DOCUMENTS.of.c.outlet_words.contains(phrase, autoescape=True)
        outlets = select(DOCUMENTS.of.c.outlet).where(named, DOCUMENTS.of.c.outlet.is_not(None)).distinct()
        return and_(self._of.outlet.is_not(None), self._of.outlet.in_(outlets))

    def _by(self, by: By) -> ColumnElement[bool]:
        actor, named = schema.actors.c, schema.actor_names.c
        words = f" {' '.join(by.words)} "
        ways: list[ColumnElement[bool]] = [
            actor.id.in_(select(named.actor).where(named.words.contains(words, autoescape=True)))
        ]
        if by.id is not None:
            ways.append(_begins(actor.id, by.id))
        members = schema.members.c
        seen = members.actor.in_(select(actor.id).where(or_(*ways)))
        if self._texts is DOCUMENTS:
            return self._of.document.in_(select(members.document).where(seen))
        statements = STATEMENTS.of.alias()
        spoken = (members.document == statements.c.document) & (members.entity == statements.c.entity)
        return self._of.number.in_(select(statements.c.number).join(schema.members, spoken).where(seen))


def _joined(tree: All | Any, texts: Texts) -> list[Tree]:
    """The parts of a tree, those made of one, that an engine can answer together."""
    words = [part for part in tree.parts if is_words(part, texts)]
    others = [part for part in tree.parts if not is_words(part, texts)]
    if words and isinstance(tree, All):
        words += (without := [p for p in others if isinstance(p, Not) and is_words(p.part, texts)])
        others = [part for part in others if part not in without]
    if len(words) < 2:
        return [*words, *others]
    return [type(tree)(parts=tuple(words)), *others]


def _called(name: str) -> Select[Value]:
    columns = schema.documents.c
    ways: list[ColumnElement[bool]] = [columns.id == name, columns.path == name, columns.file_name == name]
    if len(name) >= SHORTEST_ID:
        ways.append(_begins(columns.id, name))
    return select(columns.id).where(or_(*ways))


def _begins(column: ColumnElement[str], text: str) -> ColumnElement[bool]:
    # LIKE would take upper and lower case for the same in one engine and not in the other.
    return (column >= text) & (column < f"{text}\U0010ffff")
