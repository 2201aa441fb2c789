"""Where a text says that it comes from: credit lines, versions of a story, lines that say nothing of it."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache, lru_cache
from itertools import pairwise
from typing import Literal, NamedTuple

from hearsay.lexicon import tables
from hearsay.lexicon.words import outlets
from hearsay.records import Span

Strength = Literal["origin", "mention"]

# A name begins with a capital letter or a digit and may hold small words: *Voice of the Valley*.
_WORD = r"[A-Z0-9À-ÖØ-ÞĀ-Ž][\w.&'’+-]*"
_NAME = (
    rf"(?:[Tt]he\s+)?(?P<name>{_WORD}(?:[ \t]+(?:(?:of|for|and|the|de|la|le|&)[ \t]+){{0,2}}{_WORD}){{0,5}})"
)
_ARTICLE = re.compile(r"^the\s+", re.IGNORECASE)


class Credit(NamedTuple):
    """One place where a text names an outlet it has something from.

    ``names`` are the words that may be the name, without an article; they can run on into what follows.
    ``origin`` means that the text itself comes from there, ``mention`` that something in it does.
    """

    name: str
    strength: Strength
    span: Span

    def is_of(self, names: Iterable[str]) -> bool:
        """Whether one of these names (see :func:`outlet_names`) begins the words named."""
        given = self.name.casefold()
        return any(given == name or given.startswith((name + " ", name + "'", name + "’")) for name in names)


def credits(text: str) -> tuple[Credit, ...]:
    """The credits of a text in text order. Whether a name in them is an outlet's is not decided here."""
    found: dict[Span, Credit] = {}
    for pattern, strength in _patterns():
        for match in pattern.finditer(text):
            name = match.group("name").rstrip(".,'’")
            span = (match.start("name"), match.start("name") + len(name))
            # A place that is both is an origin: those patterns come first.
            found.setdefault(span, Credit(name, strength, span))
    return tuple(found[span] for span in sorted(found))


@lru_cache(maxsize=10_000)
def outlet_names(name: str) -> frozenset[str]:
    """All names of an outlet, folded and without an article: its own, and those that the lexicon knows."""
    known = outlets().get(name.lower())
    names = (name, known.name, *known.names) if known else (name,)
    return frozenset(folded for each in names if (folded := _ARTICLE.sub("", each.strip()).casefold()))


@lru_cache(maxsize=10_000)
def is_outlet_name(name: str) -> bool:
    """Whether a name is a news outlet's by the lexicon: known as one, or with a word that such names have."""
    if name.lower() in outlets() or _ARTICLE.sub("", name).lower() in outlets():
        return True
    return not {word for (word,) in tables.rows("mastheads")}.isdisjoint(re.findall(r"\w+", name.lower()))


@lru_cache(maxsize=10_000)
def version(title: str) -> int:
    """Which version of its story a headline announces: 0 without a mark, 1 with a mark without number."""
    found = 0
    for match in _versions().finditer(title):
        number = next((int(group) for group in match.groups() if group), 0)
        found = max(found, 1 + number)
    return found


def boilerplate(line: str) -> bool:
    """Whether a line is one that texts share because of where they were published."""
    begins, holds = _boilerplate()
    folded = " ".join(line.casefold().replace("’", "'").split()).lstrip("\"'“‘*>•-– ")
    return folded.startswith(begins) or any(words in folded for words in holds)


@cache
def _patterns() -> tuple[tuple[re.Pattern[str], Strength], ...]:
    """Expressions for the credits that are origins, then for those that are mentions.

    Patterns that only have words before the name make one expression, and so do those that only have words
    after it: a text is gone over a dozen times, not a hundred.
    """
    found: list[tuple[re.Pattern[str], Strength]] = []
    strengths: tuple[Strength, ...] = ("origin", "mention")
    for wanted in strengths:
        split = [pattern.split("X") for pattern, strength in tables.rows("credits") if strength == wanted]
        before = [_words(head) for head, tail in split if head and not tail]
        after = [_words(tail) for head, tail in split if tail and not head]
        both = [(_words(head), _words(tail)) for head, tail in split if head and tail]
        shapes = [(f"(?:{'|'.join(before)})", ""), ("", f"(?:{'|'.join(after)})"), *both]
        found += [
            (re.compile((head or r"(?<!\w)") + _NAME + tail, re.MULTILINE), wanted)
            for head, tail in shapes
            if head not in ("", "(?:)") or tail not in ("", "(?:)")
        ]
    return tuple(found)


def _words(part: str) -> str:
    """The words of a pattern on one side of the name as an expression; letters keep a space to the name."""
    tokens = part.split()
    expressions = [
        token if token in "^$" else re.escape(token) if not token[0].isalpha() else _either_case(token)
        for token in tokens
    ]
    spaces = [
        r"\s+" if left[-1].isalnum() and right[0].isalnum() else r"[ \t]*"
        for left, right in pairwise(
            ["a" if part[:1] == " " else "(", *tokens, "a" if part[-1:] == " " else "("]
        )
    ]
    spaces[0] = spaces[0] if part[:1] == " " else ""
    spaces[-1] = spaces[-1] if part[-1:] == " " else ""
    return "".join(f"{space}{word}" for space, word in zip(spaces, [*expressions, ""], strict=True))


def _either_case(word: str) -> str:
    return rf"\b[{word[0].upper()}{word[0].lower()}]{re.escape(word[1:])}"


@cache
def _versions() -> re.Pattern[str]:
    marks = sorted((mark for (mark,) in tables.rows("versions")), key=lambda mark: (-len(mark), mark))
    each = (re.escape(mark).replace("%", r"(\d+)") for mark in marks)
    return re.compile("|".join(rf"(?<!\w){mark}(?!\w)" for mark in each))


@cache
def _boilerplate() -> tuple[tuple[str, ...], tuple[str, ...]]:
    rows = tables.rows("boilerplate")
    return tuple(w for w, where in rows if where == "begins"), tuple(
        w for w, where in rows if where == "holds"
    )
