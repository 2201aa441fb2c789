"""Statements inside statements: contents are read again as texts of their own."""

from __future__ import annotations

import re

from hearsay.lexicon import cue_act, reporting_words
from hearsay.reading.draft import Draft, Passage
from hearsay.records import Attribution, Model, quote

DEPTH = 3
"""How deep statements are followed: *she said he had told her that they knew* is three."""
LEAST_SCORE = 0.45
"""A nested statement is taken only when the model is this sure: its corpus marks one layer."""
_WORD = re.compile(r"[^\W\d_]+")


def with_nested(text: str, drafts: list[Draft], model: Model) -> list[Draft]:
    """The drafts followed by those found inside their contents, level by level.

    The contents of one level are looked at together. What two statements share is nested in the first alone.
    """
    found = list(drafts)
    known = {(draft.cue, draft.content) for draft in drafts}
    level = list(enumerate(found))
    for _ in range(DEPTH - 1):
        passages = [
            Passage.of(text, draft.content, number)
            for number, draft in level
            if _may_report(quote(text, draft.content))
        ]
        if not passages:
            break
        first = len(found)
        inside = model.attributions([passage.text for passage in passages])
        for passage, attributions in zip(passages, inside, strict=True):
            for seen in attributions:
                draft = passage.draft(seen)
                if _is_inner(passage.text, seen) and (draft.cue, draft.content) not in known:
                    known.add((draft.cue, draft.content))
                    found.append(draft)
        level = list(enumerate(found))[first:]
    return found


def _may_report(content: str) -> bool:
    """A cheap look at whether somebody inside the content may say something; spares a second pass."""
    words = [word.lower() for word in _WORD.findall(content)]
    return len(words) >= 5 and any(word in reporting_words() for word in words)


def _is_inner(passage: str, seen: Attribution) -> bool:
    """Whether it is a statement of its own: sure, with words to it, told by a known cue, by somebody."""
    cue = quote(passage, seen.cue, " ")
    content = quote(passage, seen.content, " ")
    return (
        seen.score >= LEAST_SCORE
        and _names_somebody(quote(passage, seen.source))
        and cue_act(cue) is not None
        and len(_WORD.findall(content)) >= 3
    )


def _names_somebody(source: str) -> bool:
    """Whether the source has words of its own, not just a particle that the model took for one."""
    words = [word.lower() for word in _WORD.findall(source)]
    return bool(words) and words[0] not in ("to", "and", "or", "but", "not")
