"""What a text says of where somebody's money, or knowledge, comes from, and of which body is part of another.

*The consultant was paid by the union*, *received 18,000 crowns from the union*, *on the union's payroll*;
*all he knew he had from Lisle*, *was told so by the minister*. It makes two voices one, so only plain words
count.
"""

from __future__ import annotations

import re

from hearsay.reading.belonging import Belonging
from hearsay.reading.spots import Spot, Spots

PAID = "paid by"
INFORMED = "has it from"
OWNED = "owned by"
PART = "part of"

_BE = r"(?:was|were|is|are|be|been|being)(?: (?:also|secretly|partly|being|since|still|later|once))?"
_PAYING = r"(?:paid|hired|funded|financed|sponsored|bankrolled|retained|commissioned|subsidi[sz]ed)"
_IN_CLAUSE = r"[^.;:!?“”\"\n]"
_MONEY = re.compile(
    r"[$€£]|\b(?:money|payments?|fees?|funds|funding|grants?|salary|wages|retainer|\w*\d[\d,.]* \w+s"
    r"|(?:hundred|thousand|million) \w+s)\b"
)
_PATTERNS: tuple[tuple[str, re.Pattern[str]], ...] = (
    (PAID, re.compile(rf"\b{_BE} {_PAYING}\b{_IN_CLAUSE}{{0,60}}?\bby (?=\w)")),
    (PAID, re.compile(rf"\b(?:received|accepted|took|drew)\b({_IN_CLAUSE}{{1,60}}?)\bfrom (?=\w)")),
    (PAID, re.compile(rf"\b{_BE} (?:in|on) the (?:pay|payroll) of (?=\w)")),
    (PAID, re.compile(rf"\b{_BE} (?:in|on) (?={_IN_CLAUSE}{{2,50}}[’']s? pay(?:roll)?\b)")),
    (OWNED, re.compile(rf"\b{_BE} (?:owned|run|controlled|published)(?: in part| jointly)? by (?=\w)")),
    (
        PART,
        re.compile(
            rf"\b(?:{_BE} (?:an? )?(?:part|branch|arm|subsidiary|front|unit) of|belong(?:s|ed) to) (?=\w)"
        ),
    ),
    (
        INFORMED,
        re.compile(
            r"\b(?:had|has|have|got|knew|knows|heard|learned|learnt)"
            r"(?: (?:it|this|that|them|everything|all of it|all that|his information|her information))?"
            r"(?: (?:only|all|directly|straight))? from (?=\w)"
        ),
    ),
    (
        INFORMED,
        re.compile(
            r"\b(?:was|were|been) (?:only )?(?:told|informed)(?: (?:so|this|it|of this|of it))? by (?=\w)"
        ),
    ),
)
_OWNING = re.compile(r"\b(?:(?:is|was) the (?:sole |main |majority )?owner of|owns|controls) (?=\w)")
_KINDS = {PAID: "business", INFORMED: "other", OWNED: "within", PART: "within"}
_BETWEEN = re.compile(
    r"(?:,? (?:also|only|never|then|secretly|later|since|had|has|have|having|(?:him|her|it)self|themselves))*"
    r",? "
)
_SENTENCE = re.compile(r"[.!?]\s|[“”\"\n;:]")
_CLAUSE_END = re.compile(
    r"[.,;:!?](?=\s|$)|[“”\"\n()]|\s(?:in|on|at|to|and|before|after|for|since|until|who|which|that)\s"
)
_SUPPOSED = re.compile(
    r"\b(?:if|whether|unless|suppos\w+|imagin\w+|as though|may|might|could|would|allegedly|reportedly"
    r"|apparently|rumou?red|not|never|den(?:y|ies|ied|ying))\b[^,]*$|n[’']t\b[^,]*$",
    re.IGNORECASE,
)
_ARTICLES = ("", "the", "a", "an")
_PARTIES = ("person", "organization")


def dependences(text: str, spots: Spots) -> list[Belonging]:
    """Who is said to be paid by whom, to know from whom, or to be part of whom, in text order."""
    found = []
    for role, pattern in _PATTERNS:
        for match in pattern.finditer(text):
            if match.lastindex and not _MONEY.search(match[1]):
                continue
            if _is_supposed(text, match.start()):
                continue
            lower = _named_after(text, match.end(), spots)
            upper = _subject(text, match.start(), spots)
            if lower is None or upper is None or lower is upper:
                continue
            evidence = (upper.span[0], lower.span[1])
            if _KINDS[role] != "within" or upper.type == lower.type == "organization":
                found.append(Belonging(upper, role, evidence, lower, _KINDS[role]))
    for match in _OWNING.finditer(text):
        if _is_supposed(text, match.start()):
            continue
        owned, owner = _named_after(text, match.end(), spots), _subject(text, match.start(), spots)
        if owned is not None and owner is not None and owned is not owner and owned.type == "organization":
            evidence = (owner.span[0], owned.span[1])
            found.append(Belonging(owned, OWNED, evidence, owner, "within"))
    return sorted(found, key=lambda said: said.evidence)


def _is_supposed(text: str, place: int) -> bool:
    """Whether what a verb says is but asked, supposed, rumoured or denied."""
    return _SUPPOSED.search(text[_sentence_start(text, place) : place]) is not None


def _sentence_start(text: str, place: int) -> int:
    return max((match.end() for match in _SENTENCE.finditer(text, max(0, place - 300), place)), default=0)


def _named_after(text: str, place: int, spots: Spots) -> Spot | None:
    """Whoever stands right after a place: a person or body, by name or description."""
    stop = _CLAUSE_END.search(text, place, place + 80)
    spot = spots.at((place, stop.start() if stop else min(len(text), place + 80)), make=False)
    return spot if spot is not None and spot.type in _PARTIES else None


def _subject(text: str, place: int, spots: Spots) -> Spot | None:
    """Whoever the verb at a place is said of: right before it, or before what commas enclose."""
    start = _sentence_start(text, place)
    before = [spot for spot in spots.between(start, place) if spot.type in _PARTIES]
    near = [spot for spot in before if _BETWEEN.fullmatch(text, _end(spot), place)]
    if near:
        return near[-1]
    enclosed = text[:place].rstrip().endswith(",")
    opening = (
        [spot for spot in before if text[start : _start(spot)].strip().lower() in _ARTICLES]
        if enclosed
        else []
    )
    return opening[0] if opening else None


def _start(spot: Spot) -> int:
    return min(spot.span[0], spot.wide[0] if spot.wide else spot.span[0])


def _end(spot: Spot) -> int:
    return max(spot.span[1], spot.wide[1] if spot.wide else spot.span[1])
