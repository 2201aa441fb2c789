"""Keys under which names are filed, so that only names that may match are compared."""

from __future__ import annotations

from collections.abc import Iterable

from hearsay.linking.names.prepared import Prepared, Word
from hearsay.linking.names.sound import skeleton

_MOST_WORDS = 6  # of a name; more pairs would make no difference
_FEW_WORDS = 3  # up to so many, a slip of the pen must not cost the only key
_LONG = 7  # letters of a word in which two may be mistaken
_FEW_CONSONANTS = 2
_LONGEST = 12  # consonants of a key


def keys(prepared: Prepared) -> tuple[str, ...]:
    """The keys of a name: two names that :func:`compare` takes for one nearly always share one.

    A person is filed under each word's consonants with the first letter of another word, since a surname
    alone would gather strangers; anything else under the consonants of all its words, once without each.
    """
    found: set[str] = set()
    for name in (prepared, *prepared.others):
        found.update(_person(name) if name.type == "person" else _thing(name))
    return tuple(sorted(f"{prepared.type}:{key}" for key in found))


def _person(name: Prepared) -> Iterable[str]:
    words = [word for word in name.words if not word.optional] or list(name.words)
    words = words[:_MOST_WORDS]
    for order in (words, words[1:] + words[:1], words[-1:] + words[:-1]):
        yield from _slips("".join(word.sound for word in order), len(words) == 1)
    for k, word in enumerate(words):
        if word.initial:
            continue
        letters = {letter for other in words[:k] + words[k + 1 :] for letter in _letters(other)}
        for bones in _slips(word.sound, len(words) <= _FEW_WORDS):
            yield from (f"{letter} {bones}" for letter in letters)


def _letters(word: Word) -> set[str]:
    """The letters that a word, or another form of it, may begin with."""
    named = {symbol.partition(":")[2] for symbol in word.symbols if symbol.startswith(("form:", "NICK:"))}
    return {word.sound[:1], word.text[:1], *(form[0].lower() for form in named)}


def _thing(name: Prepared) -> Iterable[str]:
    if name.territory:
        yield f"={name.territory}"
    yield from (f"@{acronym}" for acronym in name.acronyms)
    core = [word for word in name.words if not word.optional] or list(name.words)
    numbers = "".join(sorted(name.numbers))
    yield numbers + skeleton("".join(word.sound for word in core))[:_LONGEST]
    ordered = sorted(map(_meaning, core))
    yield numbers + "".join(ordered)
    if len(core) == 1 and not core[0].symbols:
        yield from (numbers + key for key in _slips(core[0].sound, True))
        if len(core[0].sound) >= _LONG:
            yield f"{numbers}^{core[0].sound[:4]}"
    elif len(core) == 2:
        yield from (numbers + key for key in _without_one("".join(ordered)))
    elif len(core) > 2:
        for k in range(min(len(core), _MOST_WORDS)):
            yield numbers + "".join(ordered[:k] + ordered[k + 1 :])


def _meaning(word: Word) -> str:
    """What a word of a thing's name stands for, or else its consonants."""
    if not word.symbols:
        return skeleton(word.sound)
    return min(word.symbols, key=lambda symbol: (not symbol.startswith("LOC"), symbol)).lower()


def _slips(sounding: str, slips: bool) -> set[str]:
    """The consonants of a word, and with ``slips`` the same without each of them.

    Where they are too few to tell words apart, each letter in turn is left open instead.
    """
    bones = skeleton(sounding)[:_LONGEST]
    if not slips:
        return {bones}
    if len(bones) > _FEW_CONSONANTS:
        return {bones, *_without_one(bones)}
    return {bones, *(f"{sounding[:k]}?{sounding[k + 1 :]}" for k in range(len(sounding)))}


def _without_one(text: str) -> Iterable[str]:
    return (text[:k] + text[k + 1 :] for k in range(len(text)))
