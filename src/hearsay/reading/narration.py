"""Narration: the sentences in which the outlet itself puts something forward."""

from __future__ import annotations

import re

from hearsay.records import Span, Spans

_WORD = re.compile(r"[^\W\d_][\w’'-]*")
_CLOSED = re.compile(r"""[.!…]["”’')\]]*$""")
_FURNITURE = re.compile(
    r"(?i)^\W*(?:read (?:more|the rest|the full|it all|also)|click|subscribe|sign up|follow (?:us|him|her|@)"
    r"|share this|watch (?:the|this|more|below)|listen|photo|image|video|picture|credit|copyright|all rights"
    r"|advertisement|related|see also|for more|contact |e-?mail|more (?:on|from)|updated?\b|correction"
    r"|editor.?s note|this (?:story|article|post|report) (?:was|is|has been|originally)"
    r"|the associated press contributed)|^\W*By [A-Z]"
)
#: Words that say so plainly that somebody else speaks that a sentence with one is not the outlet's own, even
#: where the model found no statement in it: an allegation must not pass for the outlet's word.
_TOLD = re.compile(
    r"(?i)\b(?:said|says|saying|told|tells|telling|according to|claim(?:s|ed|ing)?|den(?:y|ies|ied|ying)"
    r"|alleg(?:e|es|ed|ing)|accus(?:e|es|ed|ing)|warn(?:s|ed|ing)?|announc(?:e|es|ed|ing)|tweet(?:s|ed|ing)?"
    r"|insist(?:s|ed|ing)?|argu(?:e|es|ed|ing)|acknowledg(?:e|es|ed|ing)|admit(?:s|ted|ting)?"
    r"|assert(?:s|ed|ing)?|believ(?:e|es|ed|ing)|testif(?:y|ies|ied|ying))\b"
)


def narrations(text: str, sentences: Spans, covered: Spans, quoted: Spans) -> list[Span]:
    """The sentences that no statement touches and that assert something in the outlet's own voice.

    Headings, bylines, questions, page furniture, sentences inside a quotation and sentences that plainly
    tell what somebody else said are left out.
    """
    return [
        (start, end)
        for start, end in sentences
        if not _touched(start, end, covered) and not _mostly(start, end, quoted) and _asserts(text[start:end])
    ]


def _touched(start: int, end: int, spans: Spans) -> bool:
    return any(first < end and start < last for first, last in spans)


def _mostly(start: int, end: int, spans: Spans) -> bool:
    inside = sum(max(0, min(end, last) - max(start, first)) for first, last in spans)
    return 2 * inside > end - start


def _asserts(sentence: str) -> bool:
    words = _WORD.findall(sentence)
    if (
        len(words) < 4
        or not _CLOSED.search(sentence)
        or _FURNITURE.search(sentence)
        or _TOLD.search(sentence)
    ):
        return False
    return any(word[0].islower() for word in words[1:]) and sum(word.isupper() for word in words) * 2 < len(
        words
    )
