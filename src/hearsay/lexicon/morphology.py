"""English verb forms: every form of a lemma, and the lemmas that a form may belong to."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import cache, lru_cache
from typing import Literal, NamedTuple

from hearsay.lexicon import tables

Ending = Literal["base", "s", "ed", "ing"]


class Forms(NamedTuple):
    """All forms of one verb; ``ed`` holds the past and the participle."""

    base: str
    s: str
    ed: tuple[str, ...]
    ing: tuple[str, ...]

    def all(self) -> Iterator[str]:
        """Every form, the base first."""
        yield from (self.base, self.s, *self.ed, *self.ing)


_CONSONANT_Y = re.compile(r"[^aeiou]y$")
_SIBILANT = re.compile(r"(?:s|x|z|ch|sh|[^aeiou]o)$")
_SHORT = re.compile(r"[^aeiou]*[aeiou][^aeiouwxy]$")


@cache
def _irregular() -> Mapping[str, tuple[str, str, str]]:
    return {row[0]: (row[1], row[2], row[3]) for row in tables.rows("irregular")}


def forms(lemma: str) -> Forms:
    """The forms of a verb by the irregular table, else by rule (``admit`` doubles: it is in the table)."""
    past, participle, others = _irregular().get(lemma, ("", "", ""))
    doubled = past == "double" or bool(_SHORT.match(lemma))
    stems = [lemma + lemma[-1]] if doubled else [lemma]
    if lemma.endswith("l") and past == "double":  # labeled and labelled
        stems.append(lemma)
    elif lemma.endswith("ie"):
        stems = [lemma[:-2] + "y"]
    elif lemma.endswith("e") and not lemma.endswith(("ee", "oe", "ye")):
        stems = [lemma[:-1]]
    ing = tuple(stem + "ing" for stem in stems)
    if past and past != "double":
        extra = others.split()
        ed = (past, *([participle] if participle else []), *(o for o in extra if not o.endswith("ing")))
        ing = tuple(o for o in extra if o.endswith("ing")) or ing
    elif _CONSONANT_Y.search(lemma):
        ed = (lemma[:-1] + "ied",)
    elif lemma.endswith("e"):
        ed = (lemma + "d",)
    else:
        ed = tuple(stem + "ed" for stem in stems)
    return Forms(lemma, plural(lemma) if lemma != "have" else "has", ed, ing)


def plural(word: str) -> str:
    """The word with ``s``: third person of a verb, plural of a noun."""
    if _CONSONANT_Y.search(word):
        return word[:-1] + "ies"
    return word + ("es" if _SIBILANT.search(word) else "s")


@cache
def _irregular_lemmas() -> Mapping[str, frozenset[str]]:
    found: dict[str, set[str]] = {}
    for lemma in _irregular():
        for form in forms(lemma).all():
            found.setdefault(form, set()).add(lemma)
    return {form: frozenset(lemmas) for form, lemmas in found.items()}


@lru_cache(maxsize=20_000)
def lemmas(form: str) -> frozenset[str]:
    """The form itself and every base it may have come from; some of them are no words.

    A function word is only ever the base of itself: *noted* is no form of *not*.
    """
    found = {form, *_irregular_lemmas().get(form, ())}
    for ending in ("s", "es", "ed", "d", "ing"):
        if form.endswith(ending) and len(form) > len(ending) + 1:
            stem = form.removesuffix(ending)
            found.add(stem)
            if ending in ("ed", "ing"):
                found.add(stem + "e")
                if stem[-1] == stem[-2:-1]:
                    found.add(stem[:-1])
            if ending in ("ed", "es") and stem.endswith("i"):
                found.add(stem[:-1] + "y")
    return frozenset(found - tables.word_class("no-verb") | {form})


@cache
def irregular_pasts() -> frozenset[str]:
    """Past forms of irregular verbs (*said*, *went*), without those that look like the base form."""
    pasts = {row[1] for row in tables.rows("irregular")} | {row[2] for row in tables.rows("irregular")}
    return frozenset(pasts - {row[0] for row in tables.rows("irregular")} - {"double", ""})


@lru_cache(maxsize=20_000)
def irregular_lemma(form: str) -> str:
    """The base of an irregular verb form (*sent*: *send*); any other word as it is."""
    return min(_irregular_lemmas().get(form, frozenset()) - {form}, default=form)
