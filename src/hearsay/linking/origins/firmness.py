"""Where a claim is told more firmly than before."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Literal

from hearsay.lexicon.grounds import saw_for_itself
from hearsay.linking.origins.cast import Cast, in_time
from hearsay.linking.origins.copied import taken_over
from hearsay.linking.origins.trace import SIDES
from hearsay.linking.tellings import Telling, Tie
from hearsay.records import Certainty, Copy, Hardening, Stance

_FIRM: dict[Certainty, int] = {"possible": 0, "probable": 1, "certain": 2}


def harden(
    tellings: Sequence[Telling],
    stances: Mapping[str, Stance],
    copies: Sequence[Copy] = (),
    ties: Sequence[Tie] = (),
) -> tuple[Hardening, ...]:
    """Where each side of a claim passes from attributed to narrated, or to more certainty than it came with.

    *Attributed to narrated*: the first narration of the side, if documents of earlier days attributed it and
    none narrated it. Words that were taken over do not count, nor what an outlet saw for itself, nor the
    statement of somebody who is spoken for. It was taken from the first of the most cautious attributions
    before it; where that was less certain, the certainty hardened with it, which is a row of its own.

    *More certain*: the first statement that reports, in words of its own, what a speaker said less certainly
    in an earlier document of another outlet, and never that certainly before.
    """
    claimed = [telling for telling in tellings if stances.get(telling.id)]
    found: list[Hardening] = []
    for stance in SIDES:
        side = sorted((t for t in claimed if stances[t.id] == stance), key=in_time)
        cast = Cast(claimed, copies, ties, side)
        taken = set(taken_over(side, copies))
        own = [t for t in side if t.id not in taken and not cast.issues(t)]
        found += _narrated([t for t in own if not saw_for_itself(t.text, t.outlet) or t.voice])
        found += _surer(own, cast)
    return tuple(found)


def _narrated(side: Sequence[Telling]) -> list[Hardening]:
    first = next((telling for telling in side if _is_narration(telling)), None)
    if first is None or first.published is None:
        return []
    before = [t for t in side if t.published is not None and t.published < first.published]
    attributed = [telling for telling in before if telling.voice]
    if not attributed:
        return []
    earlier = min(attributed, key=lambda t: (_FIRM[t.certainty], in_time(t)))
    found = [Hardening(earlier=earlier.id, later=first.id, was="attributed", became="narrated")]
    return found + _row(earlier, first)


def _surer(side: Sequence[Telling], cast: Cast) -> list[Hardening]:
    """Of each speaker, the first report that is surer than what an earlier document had them say."""
    found = []
    said: dict[str, list[Telling]] = {}
    for telling in side:
        if not telling.voice or telling.voice[-1].part != "speaks":
            continue
        before = said.setdefault(cast.party(telling.voice[-1]).id, [])
        surest = max(before, key=lambda t: _FIRM[t.certainty], default=None)
        reported = (
            telling.form == "indirect"
            and surest is not None
            and _FIRM[telling.certainty] > _FIRM[surest.certainty]
        )
        others = [
            t
            for t in before
            if t.outlet != telling.outlet and (t.published or "") < (telling.published or "")
        ]
        if reported and others:
            found += _row(min(others, key=lambda t: (_FIRM[t.certainty], in_time(t))), telling)
        before.append(telling)
    return found


def _row(earlier: Telling, later: Telling) -> list[Hardening]:
    was: Literal["possible", "probable"]
    became: Literal["probable", "certain"]
    if _FIRM[earlier.certainty] >= _FIRM[later.certainty]:
        return []
    was = "possible" if earlier.certainty == "possible" else "probable"
    became = "certain" if later.certainty == "certain" else "probable"
    return [Hardening(earlier=earlier.id, later=later.id, was=was, became=became)]


def _is_narration(telling: Telling) -> bool:
    return telling.form == "narration" and not telling.voice
