"""What a model might see, for tests that say it in words rather than in offsets."""

from __future__ import annotations

import re

from hearsay.lexicon import organization_nouns
from hearsay.records import EntityType, SeenMention, SeenName, Span

_CAPITALS = re.compile(r"[A-Z][\w’-]*(?:(?: of| van| al-?)? [A-Z][\w’-]*)*")
_NO_NAMES = frozenset(
    "the a an he she it they i we who former mr mrs ms sen mayor later prime one other many several".split()
)


def names_in(text: str, **types: EntityType) -> tuple[SeenName, ...]:
    """The stretches of capitalised words, typed by their last word; ``types`` names other types."""
    found = []
    for match in _CAPITALS.finditer(text):
        start, written = match.start(), match[0]
        while written and written.split()[0].lower() in _NO_NAMES:
            cut = len(written.split()[0]) + 1
            start, written = start + cut, written[cut:]
        if not written:
            continue
        last = written.split()[-1].lower()
        kind: EntityType = "organization" if last in organization_nouns() or written.isupper() else "person"
        found.append(
            SeenName(span=(start, start + len(written)), type=types.get(written.split()[-1], kind), score=1.0)
        )
    return tuple(found)


def span(text: str, words: str, number: int = 0) -> Span:
    """Where words stand in a text, the first time or the one after so many others."""
    start = [match.start() for match in re.finditer(re.escape(words), text)][number]
    return start, start + len(words)


def chain(text: str, *mentions: tuple[str, int, str], link: float = 0.9) -> tuple[SeenMention, ...]:
    """Mentions as (words, which time they occur, head word), in text order, each linked to the one before."""
    found = []
    for number, (words, time, head) in enumerate(mentions):
        start, end = span(text, words, time)
        at = text.index(head, start)
        found.append(
            SeenMention(
                span=(start, end),
                head=(at, at + len(head)),
                score=1.0,
                antecedents=((number - 1, link),) if number else (),
            )
        )
    return tuple(found)
