"""What a query means, as a small tree; and the fields that it can ask for."""

from __future__ import annotations

from collections.abc import Iterator

from hearsay.records import Record

STATEMENT_TEXTS = ("content", "source", "cue", "speaker")
"""The texts of a statement; what names no field is looked for in each of them."""
DOCUMENT_TEXTS = ("title", "text")
"""The same for a document."""


SHORTEST_ID = 8
"""A shorter text is no beginning of an id."""
FIELDS = (
    *STATEMENT_TEXTS, "actor", "act", "form", "certainty", "polarity", *DOCUMENT_TEXTS, "outlet", "document",
    "date", "since", "until",
)  # fmt: skip
"""All that a query can name before a colon."""


class Words(Record, frozen=True):
    """Words that stand one after the other in one text; with ``prefix`` the last may be a beginning.

    ``field`` is the text (one of a statement's or a document's, or the name of an outlet), or None for any.
    """

    words: tuple[str, ...]
    field: str | None = None
    prefix: bool = False


class Is(Record, frozen=True):
    """What is said of a statement in one word: its act, form, certainty or polarity."""

    field: str
    value: str


class By(Record, frozen=True):
    """A speaker: an actor with these words in a name, in any spelling, or with an id that begins so."""

    words: tuple[str, ...]
    id: str | None


class In(Record, frozen=True):
    """A document: its id, the beginning of it, its path or file name."""

    name: str


class Between(Record, frozen=True):
    """Published from one date to another, both inclusive, each a year, month or day; None leaves it open."""

    since: str | None = None
    until: str | None = None


class Not(Record, frozen=True):
    """Everything else."""

    part: Tree


class All(Record, frozen=True):
    """What every part holds for; without parts, everything."""

    parts: tuple[Tree, ...] = ()


class Any(Record, frozen=True):
    """What at least one part holds for."""

    parts: tuple[Tree, ...]


Tree = Words | Is | By | In | Between | Not | All | Any


def leaves(tree: Tree) -> Iterator[Tree]:
    """What a tree asks for, one by one."""
    match tree:
        case Not():
            yield from leaves(tree.part)
        case All() | Any():
            for part in tree.parts:
                yield from leaves(part)
        case _:
            yield tree


def asks_for_actors(tree: Tree) -> bool:
    """Whether the answer depends on who the actors are."""
    return any(isinstance(leaf, By) for leaf in leaves(tree))
