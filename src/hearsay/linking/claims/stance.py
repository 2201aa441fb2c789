"""Which side of a claim a telling takes."""

from __future__ import annotations

from hearsay.linking.claims.content import Content
from hearsay.records import Polarity, Stance

_ASKING = frozenset(("ask",))


def side(content: Content, proposed: Polarity) -> Stance:
    """Whether a telling supports, denies or queries a proposition of this polarity that it tells of.

    The polarity of a telling counts what its cue does (*denied that*) and its own negation. Who asks whether
    something is so, or puts a question, takes no side.
    """
    telling = content.telling
    if telling.act in _ASKING or content.facts.question:
        return "queries"
    return "supports" if telling.polarity == proposed else "denies"
