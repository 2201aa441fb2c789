"""Make the name of an organization, a place or another thing ready: legal forms, numbers, acronyms."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from functools import lru_cache

from rigour.names import Name, NamePartTag, NameTypeTag, analyze_names, extract_org_types
from rigour.territories import lookup_territory
from rigour.territories.util import normalize_territory_name

from hearsay.lexicon.names import name_parts
from hearsay.linking.names.prepared import (
    Prepared,
    Word,
    is_foreign,
    latin_pieces,
    sorted_words,
    writes_no_vowels,
)
from hearsay.linking.names.sound import sound
from hearsay.records import EntityType

_DOTTED = re.compile(r"(?<!\w)(?:\w\.){2,}(?!\w)|(?<!\w)(?:\w\.)+\w(?!\w)")
_TAGS = {"organization": NameTypeTag.ORG, "place": NameTypeTag.ENT, "other": NameTypeTag.OBJ}
_BRACKETS = re.compile(r"[(\[]([^()\[\]]*)[)\]]")


def prepare_thing(name: str, type: EntityType) -> Prepared:
    organization = type == "organization"
    plain, acronyms = _without_own_acronym(name) if organization else (name, frozenset[str]())
    text = _DOTTED.sub(lambda m: m[0].replace(".", ""), plain)
    legal = _legal_classes(plain) if organization else frozenset()
    droppable = name_parts("place") if type == "place" else name_parts("generic")
    words: list[Word] = []
    numbers: set[str] = set()
    for found in analyze_names(_TAGS[type], [text], phonetics=False):
        parts = found.parts
        values = {
            part.index: span.symbol.id
            for span in sorted(found.spans, key=lambda span: len(span.parts))
            if span.symbol.category.value == "NUM"
            for part in span.parts
        }
        tagged = {part.index: part.tag for part in parts}
        for form, ascii, symbols, index in _indexed(found, droppable):
            if index in values and _counts(ascii, index):
                numbers.add(values[index])
            elif tagged[index] is NamePartTag.LEGAL and organization:
                continue
            else:
                words.append(_thing_word(form, ascii, symbols, type, ascii in droppable))
    words = _initials_joined(words)
    if all(word.optional for word in words):
        words = [_thing_word(w.form, w.text, w.symbols, type, False) for w in words]
    core = [word for word in words if not word.optional]
    if organization:
        acronyms |= _acronyms(words, core, plain)
    return Prepared(
        name=name,
        type=type,
        words=tuple(words),
        same=sorted_words(words if type == "place" else core, *sorted(numbers)),
        numbers=frozenset(numbers),
        legal=legal,
        acronyms=acronyms,
        territory=_territory(name) if type == "place" else "",
    )


@lru_cache(maxsize=4096)
def _territory(name: str) -> str:
    """The code of the territory that goes by this name itself, not of the one around a city."""
    if len(name) < 4 and not name.isupper():
        return ""  # in, de
    territory = lookup_territory(name)
    plain = normalize_territory_name(name)
    if territory is None or any(normalize_territory_name(place) == plain for place in territory.places):
        return ""
    return territory.code


def _counts(text: str, index: int) -> bool:
    """Whether a word that could be a number is one here: a Roman numeral never comes first."""
    if text in name_parts("generation") or len(text) == 1:
        return text.isdigit() or (index > 0 and (len(text) > 1 or text in "ivx"))
    return True


def _indexed(name: Name, droppable: frozenset[str]) -> Iterable[tuple[str, str, frozenset[str], int]]:
    """The words of a name with what they stand for; words that only together mean something are one."""
    symbols: dict[int, set[str]] = {}
    first: dict[int, int] = {}
    for span in sorted(name.spans, key=lambda span: -len(span.parts)):
        if span.symbol.category.value in ("NUM", "ORGCLS"):
            continue
        indexes = [part.index for part in span.parts]
        taken = any(index in first for index in indexes)
        if len(indexes) > 1:
            if taken or any(part.comparable in droppable for part in span.parts):
                continue
            first.update(dict.fromkeys(indexes, indexes[0]))
        elif taken:
            continue
        symbols.setdefault(indexes[0], set()).add(f"{span.symbol.category.value}:{span.symbol.id}")
    for part in name.parts:
        if first.get(part.index, part.index) != part.index:
            continue
        together = [other for other in name.parts if first.get(other.index) == part.index] or [part]
        form = " ".join(other.form for other in together)
        text = "".join(other.comparable for other in together)
        known = frozenset(symbols.get(part.index, ()) or _owner(text, name.form))
        for piece in [text] if text.isascii() else latin_pieces(form) or [form]:
            yield form, piece, known, part.index


def _owner(text: str, name: str) -> set[str]:
    """What a territory's genitive stands for: *Ukraine's*; the UN and the EU have codes of their own."""
    if len(text) > 4 and text.endswith("s") and f"{text[:-1]}'s" in name:
        code = _territory(text[:-1])
    else:
        code = text if text in ("un", "eu") else ""
    return {f"LOC:{code}"} if code else set()


def _thing_word(form: str, text: str, symbols: frozenset[str], type: EntityType, optional: bool) -> Word:
    return Word(
        form=form,
        text=text,
        sound=sound(text),
        symbols=frozenset(s for s in symbols if not s.startswith("NAME")),
        edits=_edits(form, text, type),
        bare=writes_no_vowels(form),
        optional=optional,
    )


def _edits(form: str, text: str, type: EntityType) -> int:
    """How many letters may be mistaken: few in places, of which many are named alike."""
    if not text.isalpha() or not text.isascii():
        return 0
    if type == "place":
        return int(len(text) > 6)
    most = 1 if is_foreign(form) else 2
    return min(most, 2 if len(text) > 6 else 1 if len(text) > 4 else 0)


def _initials_joined(words: Sequence[Word]) -> list[Word]:
    """Single letters that follow each other as one word: *L X C Aviation* is *LXC Aviation*."""
    joined: list[Word] = []
    for word in words:
        if len(word.text) == 1 and joined and joined[-1].short and not word.optional:
            text = joined[-1].text + word.text
            joined[-1] = Word(form=text, text=text, sound=text, short=True)
        elif len(word.text) == 1 and not word.optional:
            joined.append(Word(form=word.form, text=word.text, sound=word.text, short=True))
        else:
            joined.append(word)
    return joined


def _legal_classes(name: str) -> frozenset[str]:
    return frozenset(target for _, target in extract_org_types(name.casefold(), generic=True))


def _without_own_acronym(name: str) -> tuple[str, frozenset[str]]:
    """*World Health Organization (WHO)* without its brackets, and WHO; other brackets stay as words."""
    for match in _BRACKETS.finditer(name):
        inside = re.sub(r"\W", "", match[1])
        if 2 <= len(inside) <= 8 and inside.isupper():
            outside = (name[: match.start()] + name[match.end() :]).strip()
            return outside, frozenset({inside.casefold()})
    return name, frozenset()


def _acronyms(words: Sequence[Word], core: Sequence[Word], plain: str) -> frozenset[str]:
    """What the initials of the words make, and the name itself where it is written as an abbreviation."""
    if len(core) == 1:
        (word,) = core
        written = re.sub(r"[^\w\s]", "", plain).split()
        short = any(w.isupper() and w.casefold() == word.form for w in written)
        return frozenset({word.text}) if short and 2 < len(word.text) <= 7 else frozenset()
    spelt = {"".join(part[0] for w in chosen for part in w.form.split()) for chosen in (words, core)}
    return frozenset(acronym for acronym in spelt if len(acronym) > 2)
