"""Everything of the search that differs between databases: how words are kept, and how they are found.

Neither has a say in what a word is. FTS5 is given words between spaces and a tokenizer that cuts at spaces;
PostgreSQL is given the words as they are, past its parser and dictionaries.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import Any as Value
from typing import Protocol

from sqlalchemy import (
    ARRAY,
    ColumnElement,
    CompoundSelect,
    Connection,
    Select,
    and_,
    bindparam,
    column,
    delete,
    func,
    insert,
    literal,
    not_,
    or_,
    select,
    table,
    text,
    union_all,
)
from sqlalchemy import Text as SqlText
from sqlalchemy.dialects.postgresql import TSQUERY

from hearsay.ledger.search.tables import DOCUMENTS, STATEMENTS, Texts, metadata
from hearsay.ledger.search.tree import All, Any, Not, Tree, Words

Row = dict[str, Value]


class Engine(Protocol):
    """What the search asks of a database."""

    def create(self, connection: Connection) -> None:
        """Make the tables, empty."""

    def number(self, connection: Connection, texts: Texts, rows: Sequence[Row]) -> Sequence[int]:
        """Store rows of ``texts.of``, and give the number that each of them gets."""

    def add(self, connection: Connection, texts: Texts, rows: Sequence[Row]) -> None:
        """Keep words: rows of a ``number`` and the words of each text, with spaces around them."""

    def remove(self, connection: Connection, texts: Texts, numbers: Sequence[int]) -> None:
        """Forget the words under these numbers."""

    def holding(self, texts: Texts, tree: Tree) -> Select[Value] | CompoundSelect[Value]:
        """The numbers of those a tree holds for; it has only Words of these texts, and Not only within All
        beside a part that is none."""

    def kept(self, texts: Texts) -> Select[Value]:
        """All rows as they were given to ``add``."""

    def first(self, found: Select[Value]) -> Select[Value]:
        """The query for what is found, from which some is taken in an order, so that it is quick."""

    def tidy(self, connection: Connection) -> None:
        """Bring the index into its smallest and fastest form."""


class Fts5:
    """SQLite's full text search."""

    def create(self, connection: Connection) -> None:
        """Make the tables, empty."""
        metadata.create_all(connection)
        for texts in (STATEMENTS, DOCUMENTS):
            # The tokenizer called ascii takes all other characters for letters.
            connection.exec_driver_sql(
                f"CREATE VIRTUAL TABLE {texts.name} USING fts5({', '.join(texts.fields)}, "
                "tokenize = \"ascii tokenchars '_'\", columnsize = 0)"
            )

    def number(self, connection: Connection, texts: Texts, rows: Sequence[Row]) -> Sequence[int]:
        """The next numbers; nobody else writes."""
        last = connection.execute(select(func.max(texts.of.c.number))).scalar() or 0
        numbers = range(last + 1, last + 1 + len(rows))
        numbered = [{**row, "number": number} for row, number in zip(rows, numbers, strict=True)]
        connection.execute(insert(texts.of), numbered)
        return numbers

    def add(self, connection: Connection, texts: Texts, rows: Sequence[Row]) -> None:
        """Keep words."""
        connection.execute(
            text(
                f"INSERT INTO {texts.name} (rowid, {', '.join(texts.fields)}) "
                f"VALUES (:number, {', '.join(f':{field}' for field in texts.fields)})"
            ),
            list(rows),
        )

    def remove(self, connection: Connection, texts: Texts, numbers: Sequence[int]) -> None:
        """Forget words."""
        connection.execute(
            text(f"DELETE FROM {texts.name} WHERE rowid = :number"), [{"number": one} for one in numbers]
        )

    def holding(self, texts: Texts, tree: Tree) -> Select[Value]:
        """One MATCH for the whole tree."""
        found = table(texts.name, column("rowid"), column(texts.name))
        return select(found.c.rowid.label("number")).where(found.c[texts.name].op("MATCH")(_expression(tree)))

    def kept(self, texts: Texts) -> Select[Value]:
        """All rows."""
        columns: list[Value] = [column("rowid").label("number"), *map(column, texts.fields)]
        return select(*columns).select_from(table(texts.name))

    def first(self, found: Select[Value]) -> Select[Value]:
        """SQLite finds a good way by itself."""
        return found

    def tidy(self, connection: Connection) -> None:
        """Merge the pieces of each index into one."""
        for texts in (STATEMENTS, DOCUMENTS):
            connection.exec_driver_sql(f"INSERT INTO {texts.name}({texts.name}) VALUES ('optimize')")


def _expression(tree: Tree) -> str:
    """A tree in the language of FTS5."""
    match tree:
        case Words():
            field = f"{tree.field} : " if tree.field else ""
            return f'{field}"{" ".join(tree.words)}"{" *" if tree.prefix else ""}'
        case Any():
            return " OR ".join(f"({_expression(part)})" for part in tree.parts)
        case All():
            positive = [part for part in tree.parts if not isinstance(part, Not)]
            expression = " AND ".join(f"({_expression(part)})" for part in positive)
            negative = [part.part for part in tree.parts if isinstance(part, Not)]
            return f"({expression}){''.join(f' NOT ({_expression(part)})' for part in negative)}"
    raise AssertionError(tree)


class TsVector:
    """PostgreSQL's tsvector, of words that are made here, without positions.

    The index finds who has all the words; where they must stand together, or in one text, the texts are
    looked at. A vector holds at most a megabyte: what would be larger has :data:`MORE`, which is no word, in
    its place, and then the texts alone decide.
    """

    MORE = " "
    LARGEST = 900_000

    def create(self, connection: Connection) -> None:
        """Make the tables, empty."""
        metadata.create_all(connection)
        for texts in (STATEMENTS, DOCUMENTS):
            columns = "".join(f'{field} text COLLATE "C" NOT NULL, ' for field in texts.fields)
            connection.exec_driver_sql(
                f"CREATE TABLE {texts.name} (number bigint PRIMARY KEY, {columns}vector tsvector NOT NULL)"
            )
            # What waits to be sorted into the index is read by every query: half a megabyte at most.
            connection.exec_driver_sql(
                f"CREATE INDEX {texts.name}_words ON {texts.name} USING gin (vector) "
                "WITH (gin_pending_list_limit = 512)"
            )

    def number(self, connection: Connection, texts: Texts, rows: Sequence[Row]) -> Sequence[int]:
        """The next numbers of the sequence."""
        inserted = insert(texts.of).returning(texts.of.c.number, sort_by_parameter_order=True)
        return connection.execute(inserted, list(rows)).scalars().all()

    def add(self, connection: Connection, texts: Texts, rows: Sequence[Row]) -> None:
        """Keep words."""
        names = ("number", *texts.fields)
        kept = table(texts.name, *map(column, (*names, "vector")))
        vector = func.array_to_tsvector(bindparam("all_words", type_=ARRAY(SqlText)))
        connection.execute(
            insert(kept).values({**{name: bindparam(name) for name in names}, "vector": vector}),
            [{**row, "all_words": self._vector(row[field] for field in texts.fields)} for row in rows],
        )

    def remove(self, connection: Connection, texts: Texts, numbers: Sequence[int]) -> None:
        """Forget words."""
        kept = table(texts.name, column("number"))
        connection.execute(delete(kept).where(kept.c.number.in_(numbers)))

    def holding(self, texts: Texts, tree: Tree) -> Select[Value] | CompoundSelect[Value]:
        """Those whose vectors hold what is looked for, and of those without a vector whose texts do."""
        columns = table(texts.name, *map(column, ("number", *texts.fields, "vector"))).c
        indexed = _combined(tree, lambda words: self._indexed(columns, texts, words))
        told = _combined(tree, lambda words: self._inside(columns, texts, words))
        more = self._matches(columns, f"'{self.MORE}'")
        return union_all(
            select(columns.number).where(indexed), select(columns.number).where(and_(more, told))
        )

    def kept(self, texts: Texts) -> Select[Value]:
        """All rows, without their vectors."""
        columns: list[Value] = [column("number"), *map(column, texts.fields)]
        return select(*columns).select_from(table(texts.name))

    def first(self, found: Select[Value]) -> Select[Value]:
        """All that is found, and then the first of it.

        The other way round, PostgreSQL looks at every statement until there are enough of them, and takes
        seconds where there are few.
        """
        return select(found.cte("found").prefix_with("MATERIALIZED", dialect="postgresql"))

    def tidy(self, connection: Connection) -> None:
        """Sort what waits into each index, and let the planner know what there is."""
        for texts in (STATEMENTS, DOCUMENTS):
            connection.execute(select(func.gin_clean_pending_list(literal(f"{texts.name}_words"))))
            connection.exec_driver_sql(f"ANALYZE {texts.name}, {texts.of.name}")

    def _indexed(self, columns: Value, texts: Texts, wanted: Words) -> ColumnElement[bool]:
        whole = list(dict.fromkeys(wanted.words[:-1] if wanted.prefix else wanted.words))
        lexemes = [f"'{word}'" for word in whole] + [f"'{wanted.words[-1]}':*"] * wanted.prefix
        indexed = self._matches(columns, " & ".join(lexemes))
        if wanted.field is None and len(wanted.words) == 1:
            return indexed
        return and_(indexed, self._inside(columns, texts, wanted))

    def _inside(self, columns: Value, texts: Texts, wanted: Words) -> ColumnElement[bool]:
        phrase = f" {' '.join(wanted.words)}{'' if wanted.prefix else ' '}"
        fields = [wanted.field] if wanted.field else texts.fields
        return or_(*(func.strpos(columns[field], phrase) > 0 for field in fields))

    def _matches(self, columns: Value, query: str) -> ColumnElement[bool]:
        found: ColumnElement[bool] = columns.vector.op("@@")(func.cast(literal(query), TSQUERY))
        return found

    def _vector(self, texts: Iterable[str]) -> list[str]:
        """The words of a vector, each once."""
        found = dict.fromkeys(word for words in texts for word in words.split())
        return list(found) if sum(len(word.encode()) + 4 for word in found) <= self.LARGEST else [self.MORE]


def _combined(tree: Tree, of: Callable[[Words], ColumnElement[bool]]) -> ColumnElement[bool]:
    match tree:
        case Words():
            return of(tree)
        case Any():
            return or_(*(_combined(part, of) for part in tree.parts))
        case All():
            return and_(*(_combined(part, of) for part in tree.parts))
        case Not():
            return not_(_combined(tree.part, of))
    raise AssertionError(tree)


_ENGINES: dict[str, Callable[[], Engine]] = {"sqlite": Fts5, "postgresql": TsVector}


def engine(connection: Connection) -> Engine:
    """The engine under a connection."""
    return _ENGINES[connection.dialect.name]()
