"""FollowTheMoney entities, made with its own library: what its model does not take is told, not lost."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from importlib import import_module
from typing import Any, BinaryIO

import msgspec

from hearsay.formats.markup import shortened
from hearsay.formats.registry import needed
from hearsay.records import digest

EXTRA = "ftm"
SHOWN = 120  # characters of a value that was refused, where it is told
_ID = re.compile(r"[0-9a-zA-Z]([0-9a-zA-Z.-]*[0-9a-zA-Z])?")
_LONG_ENOUGH = 16  # an id as long is no number that a user gave to a document and to an actor, too
_LONGEST = 200
_BREAKS = ("\n\n", "\n", " ")


class Entities:
    """Writes entities one a line, each checked by the model, and counts them and what it refuses."""

    def __init__(self, to: BinaryIO) -> None:
        """Raises UsageError where followthemoney is not installed."""
        try:
            library: Any = import_module("followthemoney")
        except ImportError as error:
            raise needed("followthemoney", EXTRA, "The format ftm") from error
        self.model = library.model
        self._invalid: type[Exception] = import_module("followthemoney.exc").InvalidData
        self._to = to
        self.counts: Counter[str] = Counter()

    def make(self, schema: str, id: str) -> Draft:
        """A new entity, still empty."""
        proxy = self.model.make_entity(schema)
        proxy.id = id
        return Draft(proxy)

    def write(self, draft: Draft, what: str) -> bool:
        """Write an entity and count it as one of ``what``; False where the model does not take it.

        Values it refused are counted and, where the schema has room for words, told in them.
        """
        self.counts["values refused"] += len(draft.refused)
        if draft.refused:
            draft.tell(
                f"FollowTheMoney does not take this {label}: “{shortened(value, SHOWN)}”"
                for label, value in draft.refused
            )
        made = draft.proxy.to_dict()
        try:
            draft.proxy.schema.validate(made)
        except self._invalid:
            return False
        if any(not draft.proxy.get(name) for name in draft.proxy.schema.required):
            return False
        self._to.write(msgspec.json.encode({"id": made.pop("id"), **made}) + b"\n")
        self.counts[what] += 1
        return True


class Draft:
    """One entity in the making, with the values that its model refused, by the property's label."""

    def __init__(self, proxy: Any) -> None:
        self.proxy = proxy
        self.refused: list[tuple[str, str]] = []

    def put(self, name: str, values: str | Iterable[str] | None) -> bool:
        """Give values to a property; whether it took one of them.

        A text longer than the model allows becomes several, cut between paragraphs where it can be.
        """
        property = self.proxy.schema.get(name)
        taken = False
        for value in (values,) if isinstance(values, str) else values or ():
            pieces = cut(value, property.type.max_length) if property.type.name == "text" else [value]
            for piece in pieces:
                clean = property.type.clean(piece, format=property.format)
                if clean is None:
                    if piece.strip():
                        self.refused.append((property.label.lower(), piece))
                elif len(clean) > property.type.max_length or not self._add(property, clean):
                    self.refused.append((property.label.lower(), piece))
                else:
                    taken = True
        return taken

    def tell(self, lines: Iterable[str]) -> None:
        """Put words for people where the schema has room for them: in the notes, else the description."""
        for name in ("notes", "description"):
            if name in self.proxy.schema.properties:
                for line in lines:
                    self.proxy.add(name, line)
                return

    def _add(self, property: Any, clean: str) -> bool:
        # Values are a set: a text that repeats a whole piece word for word would silently lose it.
        if property.name == "bodyText" and clean in self.proxy.get("bodyText"):
            return False
        return self.proxy.unsafe_add(property, clean, cleaned=True) is not None


def entity_id(id: str, kind: str) -> str:
    """The id of a thing of the ledger as FollowTheMoney allows it: its own, where that cannot be another's.

    A short id that a user gave may stand for a document and for an actor; both become a hash with their kind.
    """
    fits = _LONG_ENOUGH <= len(id) <= _LONGEST and _ID.fullmatch(id)
    return id if fits else digest("followthemoney", kind, id)


def cut(text: str, size: int) -> Iterator[str]:
    """A text in pieces of at most so many characters, cut at a blank line, else a line end, else a blank."""
    while len(text) > size:
        for mark in _BREAKS:
            at = text.rfind(mark, size // 2, size)
            if at > 0:
                yield text[:at]
                text = text[at + len(mark) :]
                break
        else:
            yield text[:size]
            text = text[size:]
    yield text
