"""How a statement is put forward: its act, how sure it sounds, and whether it asserts or negates."""

from __future__ import annotations

from hearsay.lexicon import CueReading, certainty, cue_act, polarity
from hearsay.records import Certainty, Polarity, Record

_ORDER: tuple[Certainty, ...] = ("possible", "probable", "certain")


class Manner(Record):
    """Act, certainty and polarity of one statement."""

    act: str
    certainty: Certainty
    polarity: Polarity


def manner(cue: str, content: str) -> Manner:
    """What cue and content say together: the less sure of the two counts, and two negations cancel.

    A cue that the lexicon does not know (a colon, a dash, a rare verb) is ``say``.
    """
    read = _cue_reading(cue, content)
    sure, _ = certainty(content)
    if read and read.certainty:
        sure = min(sure, read.certainty, key=_ORDER.index)
    negated = polarity(content)[0] == "negative"
    if read and read.negated:
        negated = not negated
    return Manner(
        act=read.act if read else "say", certainty=sure, polarity="negative" if negated else "positive"
    )


def _cue_reading(cue: str, content: str) -> CueReading | None:
    """What the cue does, with the preposition that begins the content where that decides: *called | for*."""
    first = content.split(maxsplit=1)[0].lower() if content.split() else ""
    if first in ("for", "on", "upon") and (read := cue_act(f"{cue} {first}")):
        return read
    return cue_act(cue)


def narrated(sentence: str) -> Manner:
    """The manner of a sentence in the outlet's own voice."""
    return Manner(act="report", certainty=certainty(sentence)[0], polarity=polarity(sentence)[0])
