"""The name by which a source's own words call somebody, until coreference knows more."""

from __future__ import annotations

import re
from functools import cache

from hearsay.lexicon import organization_nouns, outlets, pronouns, role_nouns, title_words
from hearsay.records import EntityType, Record, Span

_WORD = re.compile(r"[\w.&@-]+(?:[’'][A-Z]\w+|[’']s\b|[’'](?=\s|$))?|[^\w\s]")
_PARTICLES = frozenset(
    ("of the for and de del der di da van von bin bint al el la le ibn ben du dos &").split()
)
_FAMILY_PARTICLES = frozenset(("de del der di da van von bin bint al el la le ibn ben du dos").split())
_QUANTIFIERS = frozenset(
    (
        "one another many some most several few all other these those a an any no every each both more two "
        "three four five dozens hundreds thousands"
    ).split()
)
_LONGEST = 40
"""Words beyond which a source is no description but a passage."""
_BREAKS = frozenset(
    (
        "for of at from in with to by who that which on near whose as about after before against among around"
    ).split()
)


@cache
def _titles() -> frozenset[str]:
    """Titles of one word, in lower case and without a stop."""
    return frozenset(title.rstrip(".").lower() for title in title_words() if " " not in title)


@cache
def _long_titles() -> frozenset[tuple[str, ...]]:
    """Titles of several words, as their words."""
    split = (tuple(word.rstrip(".").lower() for word in title.split()) for title in title_words())
    return frozenset(words for words in split if len(words) > 1)


class Named(Record):
    """A name found in a source: its span in the text, the name itself and the type it seems to have."""

    span: Span
    name: str
    type: EntityType


class _Word(Record):
    text: str
    start: int
    end: int

    @property
    def bare(self) -> str:
        """Lower case, without a possessive or a closing stop."""
        return re.sub(r"[’']s?$", "", self.text).rstrip(".").lower()

    @property
    def capital(self) -> bool:
        return bool(re.match(r"(?:al-|el-)?[A-Z]|\d+[A-Z]|@\w", self.text)) and self.bare not in pronouns()

    @property
    def possessive(self) -> bool:
        return bool(re.search(r"[’']s?$", self.text))


def name_in(text: str, span: Span) -> Named | None:
    """The name that the source is, not merely one in it.

    *Ana Ruiz, head of the union* and *the union's secretary, Ana Ruiz* give Ana Ruiz; *a spokesman for the
    Roads Authority*, *Ruiz's lawyer* and *Calder reporters* give none: whoever speaks there is not named.
    """
    words = [_Word(text=w[0], start=w.start(), end=w.end()) for w in _WORD.finditer(text, *span)]
    if len(words) > _LONGEST or any(word.text in ("?", "!", ":") for word in words):
        return None
    phrases = _phrases(words)
    if any(phrase[0].bare in ("and", "or") for phrase in phrases):
        return None
    for phrase in phrases:
        run = _name_at_end(phrase)
        if run:
            at = phrase.index(run[0])
            if (phrase[0].bare in _QUANTIFIERS and at) or _joined(phrase[:at]):
                return None
            return _named(text, run, at > 0 and phrase[at - 1].bare == "the")
        if _is_plural(phrase):
            return None
    return None


def type_of(name: str, *, definite: bool = False) -> EntityType:
    """The type that a name seems to have, by its words; ``definite``: *the* stands before it."""
    words = _plain(name)
    if name.lower() in outlets() or definite or words[:1] == ["the"]:
        return "organization"
    if any(word in organization_nouns() or word in _BREAKS for word in words):
        return "organization"
    return "organization" if len(words) == 1 and len(name) > 1 and name.isupper() else "person"


def type_of_description(words: str) -> EntityType:
    """The type of what is described, by its head: the last known noun before the first preposition."""
    plain = _plain(words)
    head = next((i for i, word in enumerate(plain) if word in _BREAKS), len(plain))
    for word in reversed(plain[:head]):
        if word in role_nouns():
            return "person"
        if word in organization_nouns():
            return "organization"
    return "other"


def _plain(words: str) -> list[str]:
    return [plain for word in words.split() if (plain := word.strip(".,’'“”\"()").lower())]


def _phrases(words: list[_Word]) -> list[list[_Word]]:
    """The source cut at commas, each part up to its first preposition or relative pronoun.

    What stands in brackets, and what is only included, is left out.
    """
    parts: list[list[_Word]] = [[]]
    bracketed = False
    titled = _titled(words)
    for word in words:
        if word.text in "()":
            bracketed = word.text == "("
        elif word.bare == "including":
            break
        elif word.text in (",", "—", "–", ";", "“", '"'):
            parts.append([])
        elif word.text != "”" and not bracketed:
            parts[-1].append(word)
    cut = []
    for part in parts:
        stop = next(
            (
                i
                for i, word in enumerate(part)
                if word.bare in _BREAKS
                and word not in titled
                and not (0 < i < len(part) - 1 and part[i - 1].capital and _runs_on(part, i))
            ),
            len(part),
        )
        if part[:stop]:
            cut.append(part[:stop])
    return cut


def _titled(words: list[_Word]) -> list[_Word]:
    """The words inside titles of several words, whose *of* separates nothing."""
    bare = [word.bare for word in words]
    return [
        word
        for title in _long_titles()
        for at in range(len(words))
        if tuple(bare[at : at + len(title)]) == title
        for word in words[at : at + len(title)]
    ]


def _runs_on(part: list[_Word], at: int) -> bool:
    """Whether a particle joins a body's name before it to what is after: *Bank of Calder*."""
    if part[at].bare not in _PARTICLES or part[at - 1].bare not in organization_nouns():
        return False
    after = [word for word in part[at + 1 : at + 3] if word.bare != "the"]
    return bool(after) and after[0].capital


def _name_at_end(phrase: list[_Word]) -> list[_Word]:
    """The capitalised words that end a phrase, without the titles and roles before them."""
    run: list[_Word] = []
    for word in reversed(phrase):
        if word.capital or (run and word.bare in _PARTICLES and word is not phrase[0]):
            run.insert(0, word)
        else:
            break
    while run and not run[0].capital and run[0].bare not in _FAMILY_PARTICLES:
        run.pop(0)
    run = _without_titles(run)
    if not run or (run[-1].possessive and len(phrase) > len(run) + 1):
        return []
    if any(word.bare == "and" for word in run) and type_of(" ".join(w.text for w in run)) != "organization":
        return []
    return run


def _without_titles(run: list[_Word]) -> list[_Word]:
    bare = [word.bare for word in run]
    for title in _long_titles():
        for at in range(len(run) - len(title)):
            if tuple(bare[at : at + len(title)]) == title:
                return _without_titles(run[at + len(title) :])
    last = max(
        (
            i
            for i, word in enumerate(run[:-1])
            if (word.bare in _titles() or word.bare in role_nouns())
            and not word.possessive
            and run[i + 1].capital
        ),
        default=-1,
    )
    owner = max((i for i, word in enumerate(run[:-1]) if word.possessive), default=-1)
    if run and run[-1].bare in organization_nouns() and owner == len(run) - 2:
        owner = -1
    rest = run[max(last, owner) + 1 :]
    if len(rest) == 1 and (rest[0].bare in role_nouns() or rest[0].bare in _titles()):
        return []
    return rest


def _joined(before: list[_Word]) -> bool:
    """Whether a name is the second of two: *he and Mr.* stands before it."""
    last = max((i for i, word in enumerate(before) if word.bare in ("and", "or")), default=None)
    return last is not None and all(word.bare in _titles() for word in before[last + 1 :])


def _is_plural(phrase: list[_Word]) -> bool:
    return any(word.bare == "and" for word in phrase)


def _named(text: str, run: list[_Word], definite: bool) -> Named:
    start, end = run[0].start, run[-1].end
    if run[-1].possessive:
        end = start + len(re.sub(r"[’']s?$", "", text[start:end]))
    name = " ".join(text[start:end].split())
    if name.endswith(".") and not re.search(r"\b(?:[A-Z]|Jr|Sr|Inc|Ltd|Co|Corp)\.$", name):
        name, end = name[:-1], end - 1
    return Named(span=(start, end), name=name, type=type_of(name, definite=definite))
