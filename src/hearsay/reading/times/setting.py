"""When a text was published, and what a sentence around an expression tells: past or future."""

from __future__ import annotations

import re
from datetime import date, timedelta
from typing import NamedTuple

_AHEAD = re.compile(
    r"\b(?:will|won['’]t|shall|would|may|can|could|should|must|plans?|planned|planning|expects?|expected"
    r"|expecting|due|scheduled|intends?|hopes?|upcoming|going to|is to|are to|was to|were to|set to|until"
    r"|till|by|forecasts?|projected|estimates?|estimated|tomorrow|propose[sd]?|deadline|starting|beginning|effective)\b",
    re.I,
)
_BEHIND = re.compile(
    r"\b(?:was|were|had|did|has|have|been|said|told|ended|fell|rose|closed|reported|announced|added|made|went|came"
    r"|took|began|killed|ago|last|since|earlier|\w+ed)\b",
    re.I,
)
_STOPS = re.compile(r"[.!?;]\s|\n\n|[,–—]\s|\b(?:and|but|that|which|when|after|before|said|says)\b", re.I)
NEAR = 80


class Setting(NamedTuple):
    """A text and the day it was published."""

    text: str
    published: date

    def ahead(self, start: int, end: int) -> bool:
        """Whether the clause around an expression speaks of what is to come."""
        before = self.text[max(0, start - NEAR) : start]
        cut = [one.end() for one in _STOPS.finditer(before)]
        clause = before[cut[-1] :] if cut else before
        after = self.text[end : end + NEAR // 2]
        stop = _STOPS.search(after)
        clause_after = after[: stop.start()] if stop else after
        if _AHEAD.search(clause):
            return (
                not re.search(r"\b(?:was|were|had been|have|has)\b[^.]*$", clause) or "to" in clause.split()
            )
        if _BEHIND.search(clause):
            return False
        return bool(_AHEAD.search(clause_after))

    def direction(self, start: int, end: int) -> bool | None:
        """Whether an expression lies ahead of the publication or behind it, None where the clause does not
        tell."""
        if self.ahead(start, end):
            return True
        before = self.text[max(0, start - NEAR) : start]
        cut = [one.end() for one in _STOPS.finditer(before)]
        return False if _BEHIND.search(before[cut[-1] :] if cut else before) else None

    def weekday(self, number: int, *, ahead: bool | None) -> date:
        """The day of the week nearest to the publication, or before it, or after it."""
        back = (self.published.weekday() - number) % 7
        if ahead is None:
            ahead = back > 4
        if ahead:
            return self.published + timedelta(
                days=(number - self.published.weekday()) % 7 or (7 if back else 0)
            )
        return self.published - timedelta(days=back)

    def month(self, number: int, *, ahead: bool | None = None) -> int:
        """The year of the month nearest to the publication, or before it, or after it."""
        here = 12 * self.published.year + self.published.month - 1
        options = [12 * (self.published.year + step) + number - 1 for step in (-1, 0, 1)]
        if ahead is True:
            options = [one for one in options if one >= here]
        elif ahead is False:
            options = [one for one in options if one <= here]
        return min(options, key=lambda one: (abs(one - here), one)) // 12

    def day(self, month: int, day: int) -> date | None:
        """The date of this month and day nearest to the publication."""
        found = []
        for year in (self.published.year - 1, self.published.year, self.published.year + 1):
            try:
                found.append(date(year, month, day))
            except ValueError:
                continue
        return min(found, key=lambda one: (abs((one - self.published).days), one), default=None)
