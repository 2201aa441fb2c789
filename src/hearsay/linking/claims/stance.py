"""Which side of a claim a telling takes."""

from __future__ import annotations

from collections.abc import Sequence

from hearsay.linking.claims.content import Content
from hearsay.records import Polarity, Stance

ASKING = frozenset(("ask",))
_DENYING = frozenset(("deny",))


def side(content: Content, proposed: Polarity) -> Stance:
    """Whether a telling supports, denies or queries a proposition of this polarity that it tells of.

    The polarity of a telling counts what its cue does (*denied that*) and its own negation. Who asks whether
    something is so, or puts a question, takes no side.
    """
    telling = content.telling
    if telling.act in ASKING or content.facts.question:
        return "queries"
    return "supports" if telling.polarity == proposed else "denies"


def sides(contents: Sequence[Content], proposed: Polarity) -> list[Stance]:
    """The side of each of a claim's tellings.

    Nobody denies what they say themselves unless the text says that they deny it: *“It was never safe; we
    warned them”* is as much a support as the *“We warned them; it was never safe”* of the same speaker.
    """
    found = [side(content, proposed) for content in contents]
    speakers = [_speaker(content) for content in contents]
    supporting = {speaker for speaker, stance in zip(speakers, found, strict=True) if stance == "supports"}
    return [
        "supports"
        if stance == "denies" and speaker in supporting and content.telling.act not in _DENYING
        else stance
        for content, speaker, stance in zip(contents, speakers, found, strict=True)
    ]


def _speaker(content: Content) -> str:
    """The id of whoever speaks; of a telling that nobody speaks, or nobody named, its own."""
    voices = [voice for voice in content.telling.voice if voice.part == "speaks" and voice.named]
    return voices[-1].id if voices else content.telling.id
