"""Make a person's name ready: order, titles, initials, particles, who is whose child."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from functools import cache

import msgspec
from rigour.names import Name, NameTypeTag, analyze_names
from rigour.text.translit import ascii_text

from hearsay.lexicon import title_words
from hearsay.lexicon.names import name_forms, name_parts
from hearsay.linking.names.prepared import (
    Prepared,
    Word,
    is_foreign,
    latin_pieces,
    sorted_words,
    writes_no_vowels,
)
from hearsay.linking.names.sound import sound

_JOINED = re.compile(r"(?<=[^\W\d_A-Z]{2})(?=[A-Z][^\W\d_A-Z]{2})")
_DIGIT_LETTERS = str.maketrans("0134579", "oleastg")
_MIXED = re.compile(r"(?=\w*\d)(?=\w*[^\W\d_])\w+")
_CONSONANTS = re.compile(r"(?<!\w)(?=[A-Z]{2,3}(?!\w))[B-DF-HJ-NP-TV-XZ]{2,3}")
_SERVANT = re.compile(r"^abd(?:[aeiou]{0,2}[lrszdtn])?$")
_SERVANT_OF = re.compile(r"^abd(?:[aeiou]{1,2}l)(?=\w{3})")
_ARTICLE = re.compile(r"^[aeu]l(?=\w{4})")


def prepare_person(name: str) -> Prepared:
    tokens = _tokens(name)
    generation = ""
    if len(tokens) > 1:
        kept = [t for k, t in enumerate(tokens) if not (k and t[1] in name_parts("generation"))]
        generation = next((t[1] for k, t in enumerate(tokens) if k and t[1] in name_parts("generation")), "")
        generation = _GENERATIONS.get(generation, generation)
        tokens = kept
    while len(tokens) > 1 and tokens[-1][1] in name_parts("legal") | name_parts("degree"):
        tokens.pop()
    tokens = _without_titles(tokens)
    words, line = _person_words(tokens)
    return Prepared(
        name=name,
        type="person",
        words=words,
        same=sorted_words(words, generation),
        generation=generation,
        line=line,
    )


_GENERATIONS = {"junior": "jr", "jnr": "jr", "senior": "sr", "snr": "sr"}
Token = tuple[str, str, frozenset[str]]  # form, ASCII text, symbols


def _tokens(name: str) -> list[Token]:
    """The words of a person's name in the order given, middle, family where a comma tells it."""
    text = re.sub(r"\.(?!\d)", " ", name)
    if not text.isupper():
        text = _JOINED.sub(" ", text)
        text = _CONSONANTS.sub(lambda m: m[0] if m[0] == "NG" or _roman(m[0]) else " ".join(m[0]), text)
        text = _family_last(text)
    text = _MIXED.sub(lambda m: m[0].lower().translate(_DIGIT_LETTERS), text)
    family, comma, given = text.partition(",")
    if comma and given.strip(" ,"):
        head = re.sub(r"\W+", "", given.rsplit(",", 1)[-1]).casefold()
        if head in name_parts("degree") | name_parts("legal") | name_parts("generation"):
            given, _, tail = given.rpartition(",")
            text = f"{given} {family} {tail}" if given.strip() else f"{family} {tail}"
        else:
            text = f"{given} {family}"
    return _analyzed(text, NameTypeTag.PER)


def _family_last(text: str) -> str:
    """*LAVROV Sergey* is Sergey Lavrov: capitals mark the family's name where not all is in capitals."""
    words = text.split()
    capitals = next((k for k, word in enumerate(words) if not word.isupper() or len(word) < 2), 0)
    rest = words[capitals:]
    if not capitals or "," in text or any(word.isupper() and len(word) > 1 for word in rest):
        return text
    return text if max(map(len, words[:capitals])) < 3 else " ".join(rest + words[:capitals])


def _roman(word: str) -> bool:
    return word.casefold() in name_parts("generation")


def _analyzed(text: str, tag: NameTypeTag) -> list[Token]:
    found = analyze_names(tag, [text], phonetics=False, infer_initials=True)
    return [token for name in found for token in _of_name(name)]


def _of_name(name: Name) -> Iterable[Token]:
    symbols: dict[int, set[str]] = {}
    for span in name.spans:
        if len(span.parts) == 1 and span.symbol.category.value != "INITIAL":
            symbol = f"{span.symbol.category.value}:{span.symbol.id}"
            symbols.setdefault(span.parts[0].index, set()).add(symbol)
    for part in name.parts:
        known = frozenset(symbols.get(part.index, ()))
        if part.comparable.isascii():
            yield part.form, part.comparable, known
            continue
        pieces = latin_pieces(part.form)
        for piece in pieces or [part.form]:
            yield part.form, piece, known if len(pieces) == 1 else frozenset()


@cache
def _titles() -> frozenset[tuple[str, ...]]:
    own = {tuple(re.findall(r"\w+", ascii_text(title).casefold())) for title in title_words()}
    return frozenset(own | {(word,) for word in name_parts("title")})


def _without_titles(tokens: list[Token]) -> list[Token]:
    """Leave titles before the name out, as long as two words stay or the title is nothing but one."""
    while len(tokens) > 1:
        for length in (4, 3, 2, 1):
            title = tuple(text for _, text, _ in tokens[:length])
            left = len(tokens) - length
            if left < 1 or title not in _titles():
                continue
            if length == 1 and title[0] in name_parts("given-title") and left < 2:
                return tokens  # Dean Smith, and Prince Harry: see _person_words
            tokens = tokens[length:]
            break
        else:
            return tokens
    return tokens


def _person_words(tokens: Sequence[Token]) -> tuple[tuple[Word, ...], tuple[str, str] | None]:
    words: list[Word] = []
    child = father = ""
    articled = filial = False
    servant = ""
    for form, text, symbols in tokens:
        alone = len(tokens) == 1
        if not alone and _SERVANT.match(text) and not servant:
            servant = form
            continue
        if servant and text in name_parts("particle"):
            continue
        if not alone and text in name_parts("filial"):
            filial = True
            child = words[-1].text if len(words) == 1 else child
            continue
        if not alone and text in name_parts("particle") and len(text) > 1:
            articled = True
            continue
        word = _person_word(form, text, symbols, servant, articled)
        if filial and not father:
            father = word.text
        servant, articled, filial = "", False, False
        words.append(word)
    if len(words) == 2 and words[0].text in name_parts("given-title"):
        words[0] = msgspec.structs.replace(words[0], optional=True)
    if servant:
        words.append(_person_word(servant, "abd", frozenset(), "", False))
    if not words:
        words = [_person_word(*token, "", False) for token in tokens]
    return tuple(words), (child, father) if child and father else None


def _person_word(form: str, text: str, symbols: frozenset[str], servant: str, articled: bool) -> Word:
    if servant:
        form, text, symbols = f"{servant} {form}", f"abdul{text}", frozenset()
    else:
        text = _SERVANT_OF.sub("abdul", text)
    sounding = text
    if not symbols and not articled and not text.startswith("abdul"):
        sounding = _ARTICLE.sub("", text)
    sounding = sound(sounding)
    symbols |= {f"form:{full}" for full in name_forms().get(text, ())}
    return Word(
        form=form,
        text=text,
        sound=sounding,
        symbols=symbols,
        edits=_edits(form, text, sounding),
        initial=len(text) == 1 and text.isalpha(),
        bare=writes_no_vowels(form),
        optional=text in name_parts("honour"),
    )


def _edits(form: str, text: str, sounding: str) -> int:
    """How many letters may be mistaken; what all servants' names share tells nothing."""
    length = len(sounding) - (5 if text.startswith("abdul") else 0)
    most = 1 if is_foreign(form) else 2
    return min(most, 2 if length > 5 else 1 if length > 3 else 0)
