"""ClaimReview, the markup of schema.org in which fact-checkers publish what they found, in any JSON-LD."""

from __future__ import annotations

import math
import re
from collections.abc import Iterator
from typing import Any

Object = dict[str, Any]
Step = tuple["Step", str] | None
"""The way to a value from the outermost one, innermost step first."""


def reviews(value: Any) -> Iterator[tuple[str, dict[str, str | None]]]:
    """Every ClaimReview inside a JSON value, in order, as its place and its fields.

    The place is written as in JavaScript (``dataFeedElement[3].item[0]``), and is empty where the value
    itself is one. The fields are ``claim``, ``claimant``, ``verdict``, ``author``, ``published`` and ``url``,
    as they stand there. What is given by reference (``{"@id": …}``) is looked up in the same value.
    """
    found: list[tuple[Step, Object]] = []
    known: dict[str, Object] = {}
    for step, thing in _objects(value):
        if isinstance(name := thing.get("@id"), str) and len(thing) > 1:
            known.setdefault(name, thing)
        if _is_review(thing):
            found.append((step, thing))
    for step, thing in found:
        yield _place(step), _fields(thing, known)


def _objects(value: Any) -> Iterator[tuple[Step, Object]]:
    """All objects in a value, outer ones first. A stack of our own: nesting may be as deep as JSON has it."""
    stack: list[tuple[Step, Any]] = [(None, value)]
    while stack:
        step, one = stack.pop()
        if isinstance(one, dict):
            yield step, one
            stack += [((step, f".{key}"), inner) for key, inner in reversed(one.items())]
        elif isinstance(one, list):
            stack += [((step, f"[{number}]"), one[number]) for number in reversed(range(len(one)))]


def _is_review(thing: Object) -> bool:
    """``ClaimReview``, ``schema:ClaimReview`` or the whole address of the type."""
    kinds = _list(thing.get("@type"))
    return any(isinstance(kind, str) and re.split("[/#:]", kind)[-1] == "ClaimReview" for kind in kinds)


def _fields(thing: Object, known: dict[str, Object]) -> dict[str, str | None]:
    item = _object(thing.get("itemReviewed"), known)
    rating = _object(thing.get("reviewRating"), known)
    page = thing.get("mainEntityOfPage")
    return {
        "claim": _text(thing.get("claimReviewed")) or _text(item.get("text")) or _text(item.get("name")),
        "claimant": _name(item.get("author"), known),
        "verdict": _verdict(rating),
        "author": _name(thing.get("author"), known) or _name(thing.get("publisher"), known),
        "published": _text(thing.get("datePublished")) or _text(thing.get("dateCreated")),
        "url": _text(thing.get("url"))
        or _text(page.get("@id") if isinstance(page, dict) else page)
        or _text(thing.get("@id")),
    }


def _verdict(rating: Object) -> str | None:
    """The verdict in words, or the figure with the best there is."""
    if words := _text(rating.get("alternateName")) or _text(rating.get("name")):
        return words
    value, best = _text(rating.get("ratingValue")), _text(rating.get("bestRating"))
    return f"{value} of {best}" if value and best else value or _text(rating.get("ratingExplanation"))


def _object(value: Any, known: dict[str, Object]) -> Object:
    """The first object of a value, looked up where it is a reference; an empty one where there is none."""
    for one in _list(value):
        if isinstance(one, dict):
            name = one.get("@id")
            return known.get(name, one) if isinstance(name, str) and set(one) <= {"@id", "@type"} else one
    return {}


def _name(value: Any, known: dict[str, Object]) -> str | None:
    """The names of people or organizations, given as strings, objects or references."""
    names: dict[str, None] = {}
    for one in _list(value):
        thing = _object(one, known)
        if name := _text(thing.get("name") if thing else one):
            names.setdefault(name)
    return ", ".join(names) or None


def _text(value: Any) -> str | None:
    """The first text of a value; JSON-LD may wrap it in a list, or in an object with ``@value``."""
    for one in _list(value):
        inner = one.get("@value") if isinstance(one, dict) else one
        if isinstance(inner, str) and inner.strip():
            return inner
        if isinstance(inner, int) and not isinstance(inner, bool):
            return str(inner)
        if isinstance(inner, float) and math.isfinite(inner):
            return f"{inner:g}"
    return None


def _list(value: Any) -> list[Any]:
    return value if isinstance(value, list) else [] if value is None else [value]


def _place(step: Step) -> str:
    parts: list[str] = []
    while step is not None:
        step, name = step
        parts.append(name)
    place = "".join(reversed(parts)).removeprefix(".")
    return place if len(place) <= 200 else f"…{place[-199:]}"
