"""One person's sitting at the queue: what they answer is kept at once, and can be taken back step by step."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from typing import NamedTuple

from hearsay.ledger import Ledger
from hearsay.pipeline.judging import Author, judged, undoing
from hearsay.pipeline.queue import Proposal, Queue
from hearsay.records import (
    Anchor,
    Document,
    Edit,
    Judgement,
    Mention,
    Reading,
    Span,
    Spans,
    Statement,
    Verdict,
    Wording,
    quote,
)

GAP = "…"
"""What stands between the parts of a discontinuous span, as it is shown and as it is typed."""
NEAREST = 12
"""Speakers that one can choose from by number."""


class Answered(NamedTuple):
    """A question with the judgement that answers it."""

    proposal: Proposal
    judgement: Judgement


class Sitting:
    """The questions of a queue one by one, for one author; ``answered`` are those not taken back."""

    def __init__(self, ledger: Ledger, queue: Queue, author: Author) -> None:
        self._ledger = ledger
        self._author = author
        self._coming: Iterator[Proposal] = iter(queue)
        self._again: list[Proposal] = []
        self.queue = queue
        self.answered: list[Answered] = []
        self.asked = 0
        self.skipped = 0
        self.taken_back = 0

    def next(self) -> Proposal | None:
        """The question to ask now: one that was taken back, or the next of the queue; None at its end."""
        found = self._again.pop() if self._again else next(self._coming, None)
        self.asked += found is not None
        return found

    def answer(
        self,
        proposal: Proposal,
        verdict: Verdict,
        *,
        right: Anchor | None = None,
        value: str | None = None,
        edit: Edit | None = None,
    ) -> Judgement:
        """Keep a verdict on what was asked; when this returns it survives whatever comes.

        ``right`` and ``value`` take the place of what was proposed.
        """
        one = judged(
            proposal.about,
            verdict,
            proposal.left,
            self._author,
            right=right or (None if value and proposal.about == "speaker" else proposal.right),
            value=value or proposal.value,
            edit=edit,
        )
        self._ledger.judge(one)
        self.answered.append(Answered(proposal, one))
        return one

    def skip(self) -> None:
        """Leave a question for another time."""
        self.skipped += 1

    def undo(self, showing: Proposal | None) -> Judgement | None:
        """Take back the last judgement of this sitting; its question comes next, then the one ``showing``.

        None, and nothing happens, where there is none left.
        """
        if not self.answered:
            return None
        last = self.answered.pop()
        self._ledger.judge(undoing(last.judgement, self._author))
        if showing is not None:
            self._again.append(showing)
            self.asked -= 1
        self._again.append(last.proposal)
        self.asked -= 1
        self.taken_back += 1
        return last.judgement

    def left(self) -> int:
        """About how many questions are left: those of the queue that were not asked."""
        return max(0, sum(self.queue.waiting.values()) - self.asked)

    def tally(self) -> dict[str, int]:
        """How many of each verdict."""
        return dict(sorted(Counter(one.judgement.verdict for one in self.answered).items()))


def statement_of(reading: Reading, proposal: Proposal) -> Statement:
    """The statement that a question about one is about."""
    return min(
        reading.statements,
        key=lambda one: sum(
            abs(mine - theirs) for mine, theirs in zip(_extent(one.content), proposal.left.span, strict=True)
        ),
    )


def worded(text: str, typed: str, near: Spans) -> tuple[Wording, ...] | None:
    """Typed words as spans of a text, each part the occurrence nearest to where something like it was; None
    where they do not stand there. Parts are separated by an ellipsis; white space may be any."""
    found: list[Wording] = []
    parts = [part for part in re.split(r"\s*(?:…|\.\.\.)\s*", typed.strip()) if part]
    for number, part in enumerate(parts):
        span = _nearest(text, part, near[min(number, len(near) - 1)][0] if near else 0)
        if span is None:
            return None
        found.append(Wording(span=span, words=text[slice(*span)]))
    return tuple(sorted(found, key=lambda one: one.span)) or None


def _nearest(text: str, words: str, at: int) -> Span | None:
    pattern = r"\s+".join(map(re.escape, words.split()))
    spans = [one.span() for flags in (0, re.IGNORECASE) for one in re.finditer(pattern, text, flags)]
    return min(spans, key=lambda span: abs(span[0] - at), default=None)


def speakers(document: Document, reading: Reading, statement: Statement) -> list[tuple[str, Mention]]:
    """Who may speak in a statement: the named of the document, the nearest before it first, each with the
    mention that names it; then those that are only described."""
    at = _extent(statement.source or statement.content)[0]
    best: dict[int, Mention] = {}
    for mention in sorted(reading.mentions, key=lambda one: (one.form != "name", _far(one.span[0], at))):
        if mention.form != "pronoun" and reading.entities[mention.entity].type in (
            "person",
            "organization",
            "place",
        ):
            best.setdefault(mention.entity, mention)
    ranked = sorted(best.values(), key=lambda one: (one.form != "name", _far(one.span[0], at)))
    return [(reading.entities[one.entity].name, one) for one in ranked[:NEAREST]]


def told_part(document: Document, spans: Spans) -> str:
    """A part of a statement as one can type it."""
    return " ".join(quote(document.text, spans, f" {GAP} ").split())


def _far(start: int, at: int) -> tuple[bool, int]:
    """What stands before comes before what stands after, what is near before what is far."""
    return start > at, abs(at - start)


def _extent(spans: Spans) -> Span:
    return (spans[0][0], spans[-1][1]) if spans else (0, 0)
