"""One readable sentence that says what a claim claims: words of its most central telling that means them."""

from __future__ import annotations

import re
from collections.abc import Sequence

from hearsay.lexicon.clauses import polarity
from hearsay.linking.claims.content import Content
from hearsay.linking.claims.stance import ASKING
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


def wording(content: Content) -> Polarity:
    """Whether the words of a telling assert or negate, whatever its cue does: of *denied that any warning had
    been received* they assert."""
    return polarity(content.telling.resolved)[0]


def proposing(contents: Sequence[Content]) -> list[int]:
    """Which tellings of a claim its proposition may be taken from.

    Those that mean what their words say, for a proposition must not say the opposite of what was put forward,
    and of these those that assert. Where there is none, since all deny, any: then all of them deny the
    proposition.
    """
    plain = [
        at
        for at, content in enumerate(contents)
        if wording(content) == content.telling.polarity
        and content.telling.act not in ASKING
        and not content.facts.question
    ]
    asserting = [at for at in plain if contents[at].telling.polarity == "positive"]
    return asserting or plain or list(range(len(contents)))


def propose(candidates: Sequence[tuple[Content, float]]) -> tuple[int, str]:
    """Which of the candidates says best what the claim is, and its words as a sentence.

    ``candidates`` are tellings that may propose it, each with how central it is (the mean log odds to the
    others).
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
    plain = re.sub(r",\s*…\s*(?=[A-Z])", ". ", plain)  # a new sentence after who said it
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
