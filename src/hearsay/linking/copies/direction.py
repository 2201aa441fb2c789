"""Which of two documents that share passages is the earlier one, and how one knows."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime

from hearsay.lexicon.credits import Credit, outlet_names, version
from hearsay.linking.copies.pages import Page
from hearsay.records import Reason

_BY_CREDIT = {"origin": 0.95, "mention": 0.8}
_BY_VERSION = 0.9
_BY_NUMBER = 0.8
_BY_LENGTH = 0.6
_BY_ID = 0.5
_NUMBERED = re.compile(r"(.*\D)(\d{1,9})")


def in_order(one: Page, other: Page) -> tuple[Page, Page, Reason]:
    """The earlier, the later, and what tells; the same whichever way round they are given.

    Published times decide where they differ as far as both are known: a date and a time of that day do not.
    Else the one that credits the other's outlet is the later. Else of two texts of one outlet the one with
    the higher number, where the ids are otherwise the same; the one whose headline announces a later version;
    or the longer, for a story grows. Of two outlets the shorter, for what is taken over is cut; else the one
    with the greater id.
    """
    if one.paper.id > other.paper.id:
        one, other = other, one
    return (
        by_date(one, other)
        or _by_credit(one, other)
        or _by_number(one, other)
        or _by_version(one, other)
        or _by_length(one, other)
    )


def by_date(one: Page, other: Page) -> tuple[Page, Page, Reason] | None:
    """The earlier, the later and their dates; None where those do not tell."""
    first, second = one.paper.published, other.paper.published
    moments = _moments(first, second)
    if moments is None or moments[0] == moments[1]:
        return None
    if moments[0] < moments[1]:
        return one, other, _reason("published", first, second, 1.0)
    return other, one, _reason("published", second, first, 1.0)


def same_outlet(one: Page, other: Page) -> bool | None:
    """Whether two documents are one outlet's; None where an outlet is unknown."""
    if not one.paper.outlet or not other.paper.outlet:
        return None
    return not outlet_names(one.paper.outlet).isdisjoint(outlet_names(other.paper.outlet))


def days_between(one: Page, other: Page) -> int | None:
    """Days from one publication to the other, whichever is first; None where a date is unknown."""
    days = [_day(page.paper.published) for page in (one, other)]
    return abs((days[0] - days[1]).days) if days[0] is not None and days[1] is not None else None


def credit_of(page: Page, outlet: str | None) -> Credit | None:
    """The strongest credit by which a text says that it has something from another outlet, the first such."""
    names = outlet_names(outlet or "")
    if not names or not names.isdisjoint(outlet_names(page.paper.outlet or "")):
        return None
    named = [credit for credit in page.credits if credit.is_of(names)]
    return min(named, key=lambda credit: (credit.strength != "origin", credit.span), default=None)


def credited_words(page: Page, credit: Credit) -> str:
    """A credit with the words before and after it in its line, cut."""
    text = page.paper.text
    start = max(text.rfind("\n", 0, credit.span[0]) + 1, credit.span[0] - 40)
    end = min((text + "\n").find("\n", credit.span[1]), credit.span[1] + 20)
    return " ".join(text[start:end].split())


def _by_credit(one: Page, other: Page) -> tuple[Page, Page, Reason] | None:
    for strength in ("origin", "mention"):
        found = []
        for earlier, later in ((one, other), (other, one)):
            credit = credit_of(later, earlier.paper.outlet)
            if credit is not None and credit.strength == strength:
                left = earlier.paper.outlet
                reason = _reason("credit", left, credited_words(later, credit), _BY_CREDIT[strength])
                found.append((earlier, later, reason))
        if len(found) == 1:
            return found[0]
    return None


def _by_version(one: Page, other: Page) -> tuple[Page, Page, Reason] | None:
    titles = one.paper.title or "", other.paper.title or ""
    first, second = map(version, titles)
    if same_outlet(one, other) is False or first == second:
        return None
    earlier, later = (one, other) if first < second else (other, one)
    return earlier, later, _reason("version", earlier.paper.title, later.paper.title, _BY_VERSION)


def _by_number(one: Page, other: Page) -> tuple[Page, Page, Reason] | None:
    """An agency numbers its reports: ``NNA-2031-05-04.0017`` came before ``NNA-2031-05-04.0112``."""
    first, second = (_NUMBERED.fullmatch(page.paper.id) for page in (one, other))
    if same_outlet(one, other) is False or first is None or second is None or first[1] != second[1]:
        return None
    if int(first[2]) == int(second[2]):
        return None
    earlier, later = (one, other) if int(first[2]) < int(second[2]) else (other, one)
    return earlier, later, _reason("number in the id", earlier.paper.id, later.paper.id, _BY_NUMBER)


def _by_length(one: Page, other: Page) -> tuple[Page, Page, Reason]:
    shorter, longer = sorted((one, other), key=lambda page: (len(page), page.paper.id))
    if len(shorter) == len(longer):
        return one, other, _reason("id", one.paper.id, other.paper.id, _BY_ID)
    earlier, later = (shorter, longer) if same_outlet(one, other) else (longer, shorter)
    return earlier, later, _reason("length in words", str(len(earlier)), str(len(later)), _BY_LENGTH)


def _moments(one: str | None, other: str | None) -> tuple[datetime, datetime] | tuple[date, date] | None:
    """Two published times as far as both are exact: with the time of day, or as days."""
    if not one or not other:
        return None
    try:
        if len(one) > 10 and len(other) > 10:
            first, second = datetime.fromisoformat(one), datetime.fromisoformat(other)
            if (first.tzinfo is None) == (second.tzinfo is None):
                return first, second
            # A time without a zone is that of the place, and so are the hours of the other one.
            return first.replace(tzinfo=UTC), second.replace(tzinfo=UTC)
    except ValueError:
        return None
    days = _day(one), _day(other)
    return (days[0], days[1]) if days[0] is not None and days[1] is not None else None


def _day(published: str | None) -> date | None:
    try:
        return date.fromisoformat((published or "")[:10])
    except ValueError:
        return None


def _reason(what: str, left: str | None, right: str | None, score: float) -> Reason:
    return Reason(what=what, left=left or "", right=right or "", score=score)
