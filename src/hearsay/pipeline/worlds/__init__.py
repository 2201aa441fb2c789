"""Seeded worlds of invented news in which it is known who has it from whom."""

from __future__ import annotations

from hearsay.pipeline.worlds.given import Given, given
from hearsay.pipeline.worlds.making import make_world
from hearsay.pipeline.worlds.records import Account, Article, Being, Expected, World
from hearsay.pipeline.worlds.writing import Told, Written, write

__all__ = [
    "Account",
    "Article",
    "Being",
    "Expected",
    "Given",
    "Told",
    "World",
    "Written",
    "given",
    "make_world",
    "write",
]
