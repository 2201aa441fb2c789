"""What kind of copy it is, and whether the later document says where it has it from."""

from __future__ import annotations

import re

from hearsay.lexicon.credits import Credit, is_outlet_name, outlet_names, version
from hearsay.lexicon.words import organization_nouns
from hearsay.linking.copies.direction import credit_of, credited_words, days_between, same_outlet
from hearsay.linking.copies.overlaps import Overlap
from hearsay.linking.copies.pages import Page
from hearsay.records import CopyKind, Reason

MOST = 0.5
"""From this part of the earlier document on, it is a reprint and no excerpt."""
ENOUGH = 18
"""Weight from which two outlets' documents are copies: some 25 words in a row, or two sentences."""
_UNKNOWN_WEIGHT = 50
"""Of two documents without an outlet, which may be one's: more than a paragraph of background is needed."""
_VERSION_WEIGHT = 20
_VERSION_DAYS = 3
_VERSION_BOTH = 0.55
_VERSION_KEPT = 0.8
_VERSION_SHARE = 0.25
_OPENING = 60
_OPENING_LATER = 0.4
_OPENING_EARLIER = 0.25
"""The next version of a story comes within days. Most of both texts is the same, or the later keeps nearly
all of the earlier; or it begins as that began: so much of the first words of each is in the other. Where its
headline says on the same day that it is a version, a part is enough."""
_AGAIN_WEIGHT = 40
_AGAIN_SHARE = 0.3
"""What an outlet takes over within days from a text about something else is an excerpt from this on. Less is
background that it tells each time, and no copy."""
_SAME_AGAIN = 0.7
_SAME_FIGURES = 0.9
"""An outlet's own text is printed again after days when this part of both documents is the same, and so are
the numbers in them: a report on the shares of each day has new ones."""
_ANNOUNCES = 2
"""A body that names itself so often in its own text is the subject of that text."""


def kind_of(overlap: Overlap) -> tuple[CopyKind, Reason] | None:
    """The kind of copy and what tells it; None where the documents share too little to be one."""
    same = same_outlet(overlap.earlier, overlap.later)
    if same:
        return _own_story(overlap)
    if overlap.weight < enough(overlap):
        return None
    if same is None and (update := _marked_version(overlap)) is not None:
        return update
    if (body := _named_body(overlap.earlier, overlap.later)) is not None:
        return "release", body
    kind: CopyKind = "reprint" if overlap.share_earlier >= MOST else "excerpt"
    return kind, _share(
        "part of the earlier document", overlap.share_earlier, f"a reprint from {MOST:.2f} on"
    )


def enough(overlap: Overlap) -> int:
    """The weight that an overlap needs to be a copy."""
    if same_outlet(overlap.earlier, overlap.later):
        return _VERSION_WEIGHT
    unknown = overlap.earlier.paper.outlet is None and overlap.later.paper.outlet is None
    return _UNKNOWN_WEIGHT if unknown else ENOUGH


def credit_reason(earlier: Page, later: Page) -> Reason | None:
    """Where the later document says that it has something from the earlier one's outlet.

    That both credit the same third outlet as the origin of their text counts, too, and so does any such
    credit where the earlier one's outlet is unknown.
    """
    if same_outlet(earlier, later):
        return None
    outlet = earlier.paper.outlet
    if outlet and (credit := credit_of(later, outlet)) is not None:
        return Reason(what="credit", left=outlet, right=credited_words(later, credit), score=1.0)
    theirs = {credit.name.casefold(): credit for credit in _origins(earlier)}
    for credit in _origins(later):
        if (other := theirs.get(credit.name.casefold())) is not None:
            both = credited_words(earlier, other), credited_words(later, credit)
            return Reason(what="credit of both", left=both[0], right=both[1], score=0.7)
        if not outlet:
            return Reason(what="credit", left="", right=credited_words(later, credit), score=0.6)
    return None


def _origins(page: Page) -> list[Credit]:
    """The known outlets that a text says it comes from, but for its own."""
    own = outlet_names(page.paper.outlet or "")
    return [c for c in page.credits if c.strength == "origin" and is_outlet_name(c.name) and not c.is_of(own)]


def _own_story(overlap: Overlap) -> tuple[CopyKind, Reason] | None:
    """The kind of a copy within one outlet."""
    if overlap.weight < _VERSION_WEIGHT or overlap.is_formula:
        return None
    less, more = sorted((overlap.share_earlier, overlap.share_later))
    days = days_between(overlap.earlier, overlap.later)
    if days is not None and days > _VERSION_DAYS:
        same = less >= _SAME_AGAIN and overlap.figures[1] >= _SAME_FIGURES * overlap.figures[0]
        return ("reprint", _share("part of both documents", less, f"{days} days later")) if same else None
    earlier, later = overlap.openings(_OPENING)
    if less >= _VERSION_BOTH:
        return "update", _share("part of both documents", less, "own story again")
    if overlap.share_earlier >= _VERSION_KEPT:
        return "update", _share("part of the earlier document", overlap.share_earlier, "own story again")
    if later >= _OPENING_LATER and earlier >= _OPENING_EARLIER and more >= _VERSION_SHARE:
        return "update", _share(f"part of its first {_OPENING} words", later, "own story again")
    title = overlap.later.paper.title or ""
    if days == 0 and version(title) and more >= _VERSION_SHARE:
        return "update", Reason(
            what="version", left=overlap.earlier.paper.title or "", right=title, score=0.8
        )
    if overlap.weight >= _AGAIN_WEIGHT and more >= _AGAIN_SHARE:
        return "excerpt", _share("part of its first words", later, "another story of the same outlet")
    return None


def _marked_version(overlap: Overlap) -> tuple[CopyKind, Reason] | None:
    """A headline with a mark, on a text whose outlet is unknown, announces a next version."""
    left, right = (page.paper.title or "" for page in (overlap.earlier, overlap.later))
    own = _own_story(overlap)
    if version(right) <= version(left) or own is None or own[0] != "update":
        return None
    return "update", Reason(what="version", left=left, right=right, score=0.8)


def _named_body(earlier: Page, later: Page) -> Reason | None:
    """That the earlier document is the statement of a body that the later one writes about."""
    outlet = earlier.paper.outlet
    if not outlet or is_outlet_name(outlet):
        return None
    nouns = [kind for noun in re.findall(r"\w+", outlet.lower()) if (kind := organization_nouns().get(noun))]
    if "media" in nouns:
        return None
    if not nouns and _count(outlet, earlier.paper.text) < _ANNOUNCES:
        return None
    named = _count(outlet, later.paper.text)
    credit = credit_of(later, outlet)
    if not named or (credit is not None and credit.strength == "origin"):
        return None
    return Reason(what="body written about", left=outlet, right=f"named {named} times", score=1.0)


def _count(outlet: str, text: str) -> int:
    """How often an outlet is named in a text by a name of its own."""
    folded = text.casefold()
    return sum(len(re.findall(rf"(?<!\w){re.escape(name)}(?!\w)", folded)) for name in outlet_names(outlet))


def _share(what: str, share: float, meaning: str) -> Reason:
    return Reason(what=what, left=f"{share:.2f}", right=meaning, score=round(share, 4))
