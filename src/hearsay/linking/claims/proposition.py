"""One readable sentence that says what a claim claims: the words of its most central supporting telling."""

from __future__ import annotations

import re
from collections.abc import Sequence

from hearsay.linking.claims.content import Content
from hearsay.records import Polarity

_QUOTES = re.compile(r"[“”„«»\"]|(?<!\w)[‘'’](?=\w)|(?<=[\w.,!?])[’'‘](?!\w)")
_THAT = re.compile(r"^(?:that|how|whether|if)\s+", re.IGNORECASE)
_GAP = re.compile(r"\s*…\s*")
_OPENING_MARKS = re.compile(r"^[\s,;:–—-]+|[\s,;:–—-]+$")
_POINTING = re.compile(
    r"\b(?:he|she|it|they|him|her|them|his|its|their|this|that|these|those|i|we|you|my|our)\b", re.I
)
_VERB = re.compile(
    r"\b(?:is|are|was|were|be|been|has|have|had|will|would|can|could|may|might|must|should|do|does|did|\w+ed|\w+s)\b",
    re.I,
)
SHORTEST, LONGEST = 5, 32
"""Words of a sentence that reads well."""


def proposed_polarity(contents: Sequence[Content]) -> Polarity:
    """The polarity of the proposition: positive unless nobody puts it forward so."""
    return "positive" if any(content.telling.polarity == "positive" for content in contents) else "negative"


def propose(candidates: Sequence[tuple[Content, float]]) -> tuple[int, str]:
    """Which of the candidates says best what the claim is, and its words as a sentence.

    ``candidates`` are supporting tellings, each with how central it is (the mean log odds to the others).
    """
    ranked = sorted(
        range(len(candidates)),
        key=lambda at: (
            -(candidates[at][1] + _readable(candidates[at][0])),
            candidates[at][0].telling.order,
        ),
    )
    best = ranked[0]
    return best, sentence(candidates[best][0].telling.resolved)


def sentence(words: str) -> str:
    """The words of a content as a sentence: without quotation marks, capitalized, closed with a stop."""
    plain = _OPENING_MARKS.sub("", _GAP.sub(" … ", " ".join(_QUOTES.sub("", words).split())))
    plain = re.sub(r"\s+([,.;:!?])", r"\1", plain)
    plain = _OPENING_MARKS.sub("", _THAT.sub("", plain))
    plain = re.sub(r",\s*…\s*", ", ", plain)
    if not plain:
        return words
    closed = plain if plain[-1] in ".!?…" else plain + "."
    return closed[0].upper() + closed[1:]


def _readable(content: Content) -> float:
    """How well a telling stands by itself, beside how central it is."""
    telling = content.telling
    words = telling.resolved.split()
    value = 0.0
    if not SHORTEST <= len(words) <= LONGEST:
        value -= 2.0
    if not _VERB.search(telling.resolved):
        value -= 2.0
    value -= 0.6 * min(3, len(_POINTING.findall(telling.resolved)))
    value -= 0.8 * telling.resolved.count("…")
    value += 0.6 * (telling.form in ("indirect", "narration"))
    value += 0.4 * (telling.resolved == telling.text)
    value -= 0.8 * (telling.certainty != "certain")
    return value
