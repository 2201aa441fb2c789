"""What ``hearsay read`` tells while it works and when it is done, all on standard error."""

from __future__ import annotations

import time
from types import TracebackType
from typing import TYPE_CHECKING, Self

from hearsay.cli.terminal import messages, say, visible

if TYPE_CHECKING:
    from rich.status import Status

    from hearsay.pipeline.work import Outcome
    from hearsay.records import Rejection

EVERY_SECONDS = 5.0
PATH_SHOWN = 30
LISTED = 100
"""More rejections than this are counted, not listed; the ledger keeps them all."""


class Progress:
    """Counts outcomes; a line that changes in a terminal, a line now and then elsewhere."""

    def __init__(self) -> None:
        self.documents = self.already = self.statements = self.rejected = 0
        self._console = messages()
        self._started = self._told = time.monotonic()
        self._status: Status | None = None

    def __enter__(self) -> Self:
        if self._console.is_terminal:
            self._status = self._console.status("Loading the model …")
            self._status.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._status is not None:
            self._status.stop()

    def add(self, outcome: Outcome) -> None:
        """Count one outcome and tell."""
        if outcome.rejection is not None:
            self.rejected += 1
            self._list(outcome.rejection)
        else:
            self.documents += 1
            self.already += outcome.already
            self.statements += len(outcome.reading.statements) if outcome.reading else 0
        now = time.monotonic()
        if self._status is not None:
            self._status.update(f"{self} · {visible(outcome.path)[-PATH_SHOWN:]}")
        elif now - self._told >= EVERY_SECONDS:
            self._told = now
            say(str(self))

    def finish(self, word: str, place: str | None = None) -> None:
        """The last line: what was read, how fast, where it went."""
        if self.rejected > LISTED:
            say(f"… and {self.rejected - LISTED:,} more rejections.")
        already = f" ({self.already:,} of them before)" if self.already else ""
        found = f" with {_count(self.statements, 'statement')}" if self.statements else ""
        seconds = time.monotonic() - self._started
        say(
            f"{word}: {_count(self.documents, 'document')}{already}{found}, "
            f"{_count(self.rejected, 'rejection')}, in {seconds:.1f} s ({self._rate:.1f} documents/s)."
        )
        if place is not None:
            say(f"Ledger: {place}")

    def __str__(self) -> str:
        return (
            f"{_count(self.documents, 'document')} · {self._rate:.1f} documents/s · "
            f"{_count(self.rejected, 'rejection')}"
        )

    @property
    def _rate(self) -> float:
        return (self.documents - self.already) / max(time.monotonic() - self._started, 1e-9)

    def _list(self, rejection: Rejection) -> None:
        if self.rejected <= LISTED:
            say_rejection(rejection)


def say_rejection(rejection: Rejection) -> None:
    """One line on what was rejected, and why."""
    place = f", {rejection.place}" if rejection.place else ""
    remedy = f" {rejection.remedy}" if rejection.remedy else ""
    line = f"Rejected {rejection.path}{place}: {_sentence(rejection.reason)}{remedy}"
    messages().print(visible(line), soft_wrap=True)


def _sentence(reason: str) -> str:
    return reason if reason.endswith((".", "!", "?")) else f"{reason}."


def _count(number: int, noun: str) -> str:
    return f"{number:,} {noun}{'' if number == 1 else 's'}"
