"""Sentences of a text, by rules for edited English prose."""

from __future__ import annotations

import re

from hearsay.records import Span, Spans

#: Words that end in a full stop without ending a sentence, in lower case and without the stop.
ABBREVIATIONS = frozenset(
    (
        "mr mrs ms dr prof rev fr sr jr st gen col lt maj capt sgt cpl cmdr adm brig gov sen rep pres hon "
        "amb supt insp det messrs mme mlle vs etc inc ltd co corp bros no nos vol art sec fig p pp ed eds cf "
        "al jan feb mar apr jun jul aug sep sept oct nov dec mon tue tues wed thu thur thurs fri sat sun ala "
        "ariz ark calif colo conn del fla ga ill ind kan ky la mass md mich minn miss mo mont neb nev okla "
        "ore pa tenn tex va vt wash wis wyo e.g i.e u.s u.k u.n d.c a.m p.m approx dept est min max mt ft ave"
    ).split()
)
#: Of these, the ones that very often do end a sentence: they do so before a capital that is no name's.
_OFTEN_LAST = frozenset(("inc ltd co corp etc a.m p.m u.s u.k u.n d.c jr sr no").split())
#: Of these, the ones that are words of their own when they are not capitalised.
_ALSO_WORDS = frozenset("ill mass miss wash ore art fig sun sat mar max min mo la pa al sec wed".split())
_STARTERS = frozenset(
    (
        "the a an in on at it he she they we i but and this that these those his her its their our there "
        "when while after before if as for from with according however meanwhile"
    ).split()
)
_END = re.compile(r"""[.!?…]+["”’»)\]']*(?=\s)|\n\s*\n|\n""")
_LAST_WORD = re.compile(r"([\w.&-]+)$")
_LONGEST = 20
"""Longer than any abbreviation: no need to look further back from a full stop."""
_NEXT = re.compile(r"""["“‘«(\['—–-]*(\w+)?""")


def sentences(text: str) -> Spans:
    """The sentences of a text as spans without surrounding white space, in order.

    A line end closes a sentence where the next line starts like one or is set apart by a blank line;
    otherwise lines are taken to be wrapped.
    """
    spans: list[Span] = []
    start = 0
    for found in _END.finditer(text):
        if _ends(text, start, found):
            _keep(text, start, found.end(), spans)
            start = found.end()
    _keep(text, start, len(text), spans)
    return tuple(spans)


def _keep(text: str, start: int, end: int, spans: list[Span]) -> None:
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    if end > start:
        spans.append((start, end))


def _ends(text: str, start: int, found: re.Match[str]) -> bool:
    mark = found[0]
    following = _NEXT.match(text, _skip_space(text, found.end()))
    word = following[1] if following and following[1] else ""
    if mark.startswith("\n"):
        return mark.count("\n") > 1 or not word or not word[0].islower()
    if word and word[0].islower():
        return False
    if mark[0] != ".":
        return True
    before = _LAST_WORD.search(text, max(start, found.start() - _LONGEST), found.start())
    if not before or mark.startswith(".."):
        return True
    last = before[1].lower()
    if "\n\n" in text[found.end() : _skip_space(text, found.end())]:
        return True
    if last in _OFTEN_LAST:
        return word.lower() in _STARTERS
    if last in ABBREVIATIONS:
        return last in _ALSO_WORDS and before[1].islower()
    return not (len(before[1]) == 1 and before[1].isupper() and before[1] != "I")


def _skip_space(text: str, at: int) -> int:
    while at < len(text) and text[at].isspace():
        at += 1
    return at
