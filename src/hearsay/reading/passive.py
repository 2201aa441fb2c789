"""Whoever is accused does not speak: sources that a passive cue makes the object of what is said."""

from __future__ import annotations

import re

from hearsay.records import Attribution, Spans

_ACCUSED = re.compile(
    r"(?i)\b(?:accused of|suspected of|convicted of|charged with|blamed for|held responsible for)\b"
)
_REACH = len(" responsible for")


def source_of(text: str, seen: Attribution) -> Spans:
    """The source of an attribution, or none where it is the accused: *five officers accused of laying mines*.

    In *Ana Ruiz accused the officers of it* something stands between the verb and its preposition, and Ruiz
    is the source.
    """
    if not seen.source or not seen.cue or seen.source[0][0] > seen.cue[0][0]:
        return seen.source
    start, end = seen.cue[0][0], seen.cue[-1][1]
    found = _ACCUSED.search(text, start, min(len(text), end + _REACH))
    return () if found and found.start() < end else seen.source
