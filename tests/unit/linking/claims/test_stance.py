"""Which side each telling of a claim takes."""

from __future__ import annotations

import numpy as np
from claimsmaking import telling
from msgspec.structs import replace

from hearsay.linking.claims.content import Content
from hearsay.linking.claims.stance import sides
from hearsay.linking.tellings import Telling, Voice


def by(who: str | None, told: Telling, *, named: bool = True) -> Content:
    voice = Voice(id=who or "", name=who or "", type="person", named=named, part="speaks", span=(0, 1))
    spoken = replace(told, voice=(voice,) if who else ())
    return Content(spoken, np.ones(3, dtype=np.float32), [])


WARNED = telling("We warned them twice. It was never safe.", id="a")
NEVER = telling("It was never safe. We warned them twice.", id="b", polarity="negative")
DENIED = telling("that they had warned them twice", id="c", polarity="negative", act="deny")
ASKED = telling("whether they had warned them twice", id="d", act="ask")


def test_sides_by_polarity_and_questions() -> None:
    contents = [by("Lisle", WARNED), by("Teshkov", NEVER), by("Teshkov", DENIED), by("Resh", ASKED)]
    assert sides(contents, "positive") == ["supports", "denies", "denies", "queries"]


def test_nobody_denies_what_they_say_unless_they_are_said_to_deny_it() -> None:
    contents = [by("Lisle", WARNED), by("Lisle", NEVER), by("Lisle", DENIED)]
    assert sides(contents, "positive") == ["supports", "supports", "denies"]


def test_two_unnamed_or_unspoken_tellings_are_not_one_speaker() -> None:
    unnamed = [by("an official", WARNED, named=False), by("an official", NEVER, named=False)]
    assert sides(unnamed, "positive") == ["supports", "denies"]
    assert sides([by(None, WARNED), by(None, NEVER)], "positive") == ["supports", "denies"]
