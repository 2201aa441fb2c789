"""What every record is: frozen, with keyword fields; and how ids are made."""

from __future__ import annotations

import hashlib
from typing import Literal, dataclass_transform

import msgspec

Span = tuple[int, int]
Spans = tuple[Span, ...]
EntityType = Literal["person", "organization", "place", "other"]


# The decorator tells type checkers what the keywords mean to classes that inherit.
@dataclass_transform(frozen_default=True, kw_only_default=True)
class Record(msgspec.Struct, frozen=True, kw_only=True):
    """A frozen record with keyword fields."""


def digest(*parts: object) -> str:
    """A 24-digit hexadecimal id: SHA-256 over the parts encoded as one JSON array."""
    return hashlib.sha256(msgspec.json.encode(parts)).hexdigest()[:24]


def to_json(record: Record) -> bytes:
    """One record as one line of JSON, without the line end."""
    return msgspec.json.encode(record)
