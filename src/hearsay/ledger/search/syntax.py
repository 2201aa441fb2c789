"""From what was typed to a tree. Pure: every string is a query, or a UsageError that points at the place."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable
from difflib import get_close_matches
from typing import NamedTuple, NoReturn, get_args

from hearsay.errors import UsageError
from hearsay.ledger.queries import LONGEST_SEARCH, is_date
from hearsay.ledger.rows import known_acts
from hearsay.ledger.search import analysis
from hearsay.ledger.search.tree import (
    DOCUMENT_TEXTS,
    FIELDS,
    SHORTEST_ID,
    STATEMENT_TEXTS,
    All,
    Any,
    Between,
    By,
    In,
    Is,
    Not,
    Tree,
    Words,
)
from hearsay.records import Certainty, Form, Polarity

DEEPEST = 10
"""How many parentheses may stand inside each other. From 15 on SQLite has no room for the worst of them."""

_MARKS = '"“”„«»'
_TOKEN = re.compile(
    rf"""(?P<open>\()|(?P<close>\))
    |(?P<minus>-(?=[\w({_MARKS}]))
    |(?P<field>[^\W\d]\w*):(?=[^\s)])
    |[{_MARKS}](?P<quoted>[^{_MARKS}]*)(?P<closed>[{_MARKS}]?)(?P<star>\*?)
    |(?P<word>[^\s(){_MARKS}]+)""",
    re.VERBOSE,
)
_OPERATORS = ("AND", "OR", "NOT")


class _Token(NamedTuple):
    """A piece of a query: a parenthesis, an operator, a field, or words (``word``, ``quoted``)."""

    kind: str
    text: str
    start: int
    star: bool = False


def parse(query: str) -> Tree:
    """The tree of a query; an empty one asks for everything.

    Raises:
        UsageError: it cannot be understood; says where, with a caret under the place, and what to do.
    """
    if len(query) > LONGEST_SEARCH:
        raise UsageError(
            f"The query has {len(query):,} characters; {LONGEST_SEARCH:,} are allowed.",
            remedy="Look for fewer words.",
        )
    tokens = _tokens(query)
    if not tokens:
        if query.strip():
            _refuse(
                query,
                len(query) - len(query.lstrip()),
                "There is no word in the query to look for.",
                "Give at least one letter or digit; an empty query finds everything.",
            )
        return All()
    return _Parser(query, tokens).whole()


def _tokens(query: str) -> list[_Token]:
    found: list[_Token] = []
    for match in _TOKEN.finditer(query):
        kind = match.lastgroup or ""
        text, start = match[0], match.start()
        if match["quoted"] is not None:
            if not match["closed"]:
                _refuse(query, start, "The quotation mark is not closed.", "Put another after the last word.")
            found.append(_Token("quoted", match["quoted"], start, bool(match["star"])))
        elif kind == "word":
            if word := _word(query, text, start, fielded=bool(found) and found[-1].kind == "field"):
                found.append(word)
        else:
            found.append(_Token(kind, match[kind], start))
    return found


def _word(query: str, text: str, start: int, *, fielded: bool) -> _Token | None:
    """A word, an operator, or nothing where punctuation stands alone."""
    if text in _OPERATORS and not fielded:
        return _Token(text, text, start)
    if text[:-1].lower() in FIELDS and text.endswith(":"):
        _refuse(
            query,
            start + len(text),
            f"After “{text}” comes what to look for, without a space.",
            f'Write {text}word or {text}"two words"; without the colon, “{text[:-1]}” is a word.',
        )
    body = text.removesuffix("*")
    if "*" in body or (text != body and not analysis.words(body)):
        _refuse(
            query,
            start + text.index("*"),
            "A star stands for the end of a word, and what comes before it must not be empty.",
            "Write it after the beginning of a word: minist*",
        )
    if not fielded and not analysis.words(body):
        return None
    return _Token("word", body, start, text != body)


class _Parser:
    """One query on its way to a tree: OR binds less than AND, AND (or nothing) less than NOT."""

    def __init__(self, query: str, tokens: list[_Token]) -> None:
        self._query = query
        self._tokens = tokens
        self._at = 0
        self._depth = 0

    def whole(self) -> Tree:
        """The tree of all of it."""
        tree = self._either(None)
        if self._next():
            self._refuse("This parenthesis closes nothing.", "Leave it out, or open one before it.")
        return tree

    def _either(self, field: str | None) -> Tree:
        parts = [self._both(field)]
        while self._next() == "OR":
            self._at += 1
            parts.append(self._both(field))
        return parts[0] if len(parts) == 1 else Any(parts=tuple(parts))

    def _both(self, field: str | None) -> Tree:
        parts = [self._one(field)]
        while (kind := self._next()) not in (None, "OR", "close"):
            self._at += kind == "AND"
            parts.append(self._one(field))
        return parts[0] if len(parts) == 1 else All(parts=tuple(parts))

    def _one(self, field: str | None) -> Tree:
        negated = False
        while self._next() in ("NOT", "minus"):
            negated = not negated
            self._at += 1
        tree = self._part(field)
        return Not(part=tree) if negated else tree

    def _part(self, field: str | None) -> Tree:
        kind = self._next()
        if kind == "field":
            if field is not None:
                self._refuse(f"A field cannot stand inside {field}:(…).", "Close the parenthesis before it.")
            field = self._field()
            kind = self._next()
            if kind not in ("open", "word", "quoted"):
                self._refuse(f"After “{field}:” comes what to look for.", f"Write {field}:word")
        if kind in ("word", "quoted"):
            token = self._tokens[self._at]
            self._at += 1
            return _Leaf(self._query, token).of(field)
        if kind == "open":
            return self._group(field)
        return self._nothing(kind)

    def _nothing(self, kind: str | None) -> NoReturn:
        """Refuse what stands in the place of a word."""
        before = self._tokens[self._at - 1] if self._at else None
        if before and before.kind in ("AND", "OR", "NOT", "minus"):
            self._refuse(f"After {before.text} comes a word.", f"Write one, or leave {before.text} out.")
        if kind in ("AND", "OR"):
            self._refuse(
                f"Before {kind} comes a word.",
                f"Write one, or “{(kind or '').lower()}” in small letters for the word.",
            )
        if before:
            self._refuse("The parentheses hold nothing.", "Write a word between them, or leave them out.")
        self._refuse("This parenthesis closes nothing.", "Leave it out, or open one before it.")

    def _field(self) -> str:
        token = self._tokens[self._at]
        name = token.text.lower()
        if name not in FIELDS:
            near = get_close_matches(name, FIELDS, 1)
            self._refuse(
                f"There is no field “{token.text}”.",
                f"{f'Did you mean {near[0]}? ' if near else ''}The fields are {', '.join(FIELDS)}. "
                "What is in quotation marks may hold a colon.",
            )
        self._at += 1
        return name

    def _group(self, field: str | None) -> Tree:
        opened = self._tokens[self._at]
        self._depth += 1
        if self._depth > DEEPEST:
            self._refuse(f"More than {DEEPEST} parentheses stand inside each other.", "Leave some out.")
        self._at += 1
        tree = self._either(field)
        if self._next() != "close":
            _refuse(self._query, opened.start, "This parenthesis is not closed.", "Close it: )")
        self._at += 1
        self._depth -= 1
        return tree

    def _next(self) -> str | None:
        return self._tokens[self._at].kind if self._at < len(self._tokens) else None

    def _refuse(self, what: str, remedy: str) -> NoReturn:
        at = self._tokens[self._at].start if self._next() else len(self._query)
        _refuse(self._query, at, what, remedy)


class _Leaf:
    """What one value means in one field."""

    def __init__(self, query: str, token: _Token) -> None:
        self._query = query
        self._token = token
        self._text = token.text.strip()

    def of(self, field: str | None) -> Tree:
        """What it means in this field."""
        texts = (*STATEMENT_TEXTS, *DOCUMENT_TEXTS, "outlet")
        if field is None or field in texts:
            return Words(words=self._words(), field=field, prefix=self._token.star)
        if self._token.star:
            self._refuse(f"{field}: takes no star.", "Write the whole of it.")
        return _VALUES[field](self, field)

    def date(self, field: str) -> Between:
        """A date or a range."""
        since, dots, until = self._text.partition("..")
        if dots and field != "date":
            self._refuse(f"{field}: takes one date.", "Write date:2031-01..2031-05 for a range.")
        if dots and not since and not until:
            self._refuse("This range has neither beginning nor end.", "Write one of them: date:2031-01..")
        for day in (since, until) if dots else (since,):
            if not is_date(day) and not (dots and not day):
                self._refuse(
                    f"“{day}” is not a date.",
                    "Write year, month and day, such as 2031-05-09, or leave the day or month out; "
                    "date:2031-01..2031-05 is a range.",
                )
        if dots and until and since[: len(until)] > until:
            self._refuse("This range ends before it begins.", "Write the earlier date first.")
        if not dots:
            since, until = ("" if field == "until" else since), ("" if field == "since" else since)
        return Between(since=since or None, until=until or None)

    def one_of(self, field: str) -> Is:
        """One of a few words."""
        known = _KNOWN[field]()
        value = self._text.casefold()
        if value not in known:
            self._refuse(f"There is no {field} “{self._text}”.", f"Choose from {', '.join(known)}.")
        return Is(field=field, value=value)

    def actor(self, field: str) -> By:
        """Somebody's name or id."""
        return By(words=self._words(), id=self._text if len(self._text) >= SHORTEST_ID else None)

    def document(self, field: str) -> In:
        """A document's name."""
        if not self._text:
            self._refuse(
                "A document needs a name.", "Give an id, the beginning of one, a path or a file name."
            )
        return In(name=self._text)

    def _words(self) -> tuple[str, ...]:
        found = tuple(word.text for word in analysis.words(self._text))
        if not found:
            self._refuse(
                "There is no word here to look for.",
                "Give at least one letter or digit; marks and emoji cannot be looked for.",
            )
        return found

    def _refuse(self, what: str, remedy: str) -> NoReturn:
        _refuse(self._query, self._token.start, what, remedy)


_VALUES: dict[str, Callable[[_Leaf, str], Tree]] = {
    **dict.fromkeys(("date", "since", "until"), _Leaf.date),
    **dict.fromkeys(("act", "form", "certainty", "polarity"), _Leaf.one_of),
    "actor": _Leaf.actor,
    "document": _Leaf.document,
}
_KNOWN: dict[str, Callable[[], tuple[str, ...]]] = {
    "act": known_acts,
    "form": lambda: get_args(Form),
    "certainty": lambda: get_args(Certainty),
    "polarity": lambda: get_args(Polarity),
}


def _refuse(query: str, at: int, what: str, remedy: str) -> NoReturn:
    """Refuse a query with a caret under the place."""
    first = max(0, at - 60)
    line = re.sub(r"\s", " ", query[first : at + 40])
    before = "…" if first else ""
    after = "…" if at + 40 < len(query) else ""
    caret = "".join(map(_blank, before + line[: at - first])) + "^"
    place = f"character {min(at, len(query)) + 1}\n    {before}{line}{after}\n    {caret}"
    raise UsageError(what, where=place, remedy=remedy)


def _blank(character: str) -> str:
    """A space as wide as a character is on a terminal."""
    if unicodedata.combining(character):
        return ""
    return "\u3000" if unicodedata.east_asian_width(character) in "WF" else " "
