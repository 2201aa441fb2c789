"""A model for tests: it finds attributions by four patterns, and makes no claim of quality.

It implements :class:`hearsay.records.Model` without weights, so that the rooms around the model can be
tested quickly and with answers that are known beforehand. Nothing outside the tests uses it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from hearsay.records import Attribution, Sight

_WHO = r"(?P<source>(?:[Tt]he|[Aa]n?|[A-Z][\w'’-]*)(?: [\w'’-]+){0,4}?)"
_VERB = r"(?P<cue>said|says|claimed|denied|warned|admitted|told reporters)"

_PATTERNS = tuple(
    re.compile(pattern)
    for pattern in (
        # “The bridge is safe,” the mayor said.
        rf"(?P<content>[“\"][^”\"\n]+[”\"]) {_WHO} {_VERB}\b",
        # The mayor said: “The bridge is safe.”
        rf"{_WHO} {_VERB}[:,] (?P<content>[“\"][^”\"\n]+[”\"])",
        # The mayor said that the bridge was safe.
        rf"{_WHO} {_VERB} (?P<content>that [^.\n“”\"]+)",
        # The bridge is safe, according to the mayor.
        rf"(?P<content>[A-Z][^.\n“”\"]+?), (?P<cue>according to) {_WHO}(?=[.,\n])",
    )
)


class FakeModel:
    """Finds ``“…” X said``, ``X said: “…”``, ``X said that …`` and ``…, according to X``."""

    version = "fake"

    def see(self, texts: Sequence[str]) -> list[Sight]:
        """Look at each text; offsets are into that text."""
        return [Sight(attributions=tuple(sorted(_find(text), key=_start))) for text in texts]

    def attributions(self, texts: Sequence[str]) -> list[tuple[Attribution, ...]]:
        """The attributions of each text alone."""
        return [sight.attributions for sight in self.see(texts)]

    def encode_only(self, texts: Sequence[str]) -> int:
        """Count the words, where the real model would run its network alone and count word pieces."""
        return sum(len(text.split()) for text in texts)


def _find(text: str) -> Iterator[Attribution]:
    taken: set[tuple[int, int]] = set()
    for pattern in _PATTERNS:
        for match in pattern.finditer(text):
            if match.span("cue") not in taken:
                taken.add(match.span("cue"))
                yield Attribution(
                    source=(match.span("source"),),
                    cue=(match.span("cue"),),
                    content=(match.span("content"),),
                    score=1.0,
                )


def _start(seen: Attribution) -> int:
    return min(span[0] for span in (*seen.source, *seen.cue, *seen.content))
