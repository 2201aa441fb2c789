"""Sentences with names in them, a word and its tag a line, as CoNLL-2003 and CrossNER have them.

An empty line ends a sentence; ``-DOCSTART-`` lines are passed over. Tags are ``O``, ``B-TYPE`` and
``I-TYPE``; the tag is the last column. The corpora keep words alone, so the text is put together by the
spacing that English has around punctuation.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import islice
from pathlib import Path

from hearsay.errors import CorpusError
from hearsay.records import EntityType, Record, Span, Spans
from hearsay.sources.splits import corpus_files, corpus_lines

_TYPES: dict[str, EntityType] = {
    "per": "person",
    "person": "person",
    "politician": "person",
    "org": "organization",
    "organisation": "organization",
    "organization": "organization",
    "politicalparty": "organization",
    "loc": "place",
    "location": "place",
    "country": "place",
}
_TAG = re.compile(r"O|[BI]-\S+")
_GLUED_LEFT = re.compile(r"[,.;:!?)\]}%]|\.{2,}|''|n't|'[A-Za-z]+", re.IGNORECASE)
_GLUED_RIGHT = re.compile(r"[(\[{$£€#]|``?")
_YEAR = re.compile(r"\d\ds?")
_SAYING = ("said", "says", "added")
_PAIRED = ('"', "'")


class TaggedSentence(Record):
    """The words of one sentence, and as many tags."""

    tokens: tuple[str, ...]
    tags: tuple[str, ...]


class TaggedText(Record):
    """A text of some sentences, one a line, with its words and the names in it, in text order."""

    text: str
    tokens: Spans
    entities: tuple[tuple[Span, EntityType], ...]


def sentences(path: Path) -> Iterator[TaggedSentence]:
    """All sentences of a file or folder; of a folder of splits, those of its ``dev``.

    Raises:
        CorpusError: there is no such file, or a line of it is not a word and a tag.
    """
    for file in corpus_files(path, ".txt"):
        words: list[tuple[str, str]] = []
        for number, line in enumerate([*corpus_lines(file), ""], 1):
            if line.startswith("-DOCSTART-"):
                continue
            if line.strip():
                words.append(_word(line, f"{file}, line {number}"))
            elif words:
                tokens, tags = zip(*words, strict=True)
                yield TaggedSentence(tokens=tokens, tags=tags)
                words = []


_sentences = sentences  # the name of an argument below


def passages(path: Path, sentences: int = 25) -> Iterator[TaggedText]:
    """The corpus as texts of so many sentences each, joined by line ends.

    Raises:
        CorpusError: as :func:`sentences`.
    """
    tagged = _sentences(path)
    while some := tuple(islice(tagged, sentences)):
        yield passage(some)


def passage(sentences: Sequence[TaggedSentence]) -> TaggedText:
    """Sentences as one text, a line each."""
    text = ""
    tokens: list[Span] = []
    entities: list[tuple[Span, EntityType]] = []
    for sentence in sentences:
        if text:
            text += "\n"
        line, bounds = detokenize(sentence.tokens)
        spans = [(len(text) + start, len(text) + end) for start, end in bounds]
        for start, end, kind in entity_ranges(sentence.tags):
            entities.append(((spans[start][0], spans[end - 1][1]), entity_type(kind)))
        text += line
        tokens += spans
    return TaggedText(text=text, tokens=tuple(tokens), entities=tuple(entities))


def entity_type(kind: str) -> EntityType:
    """The type that hearsay has for one of the corpora."""
    return _TYPES.get(kind.lower(), "other")


def entity_ranges(tags: Sequence[str]) -> list[tuple[int, int, str]]:
    """The names of a sentence as (first token, token after the last, type).

    An ``I`` that goes on nothing of its type begins a name.
    """
    found: list[tuple[int, int, str]] = []
    for at, tag in enumerate(tags):
        prefix, _, kind = tag.partition("-")
        goes_on = prefix == "I" and found and found[-1][1:] == (at, kind)
        if goes_on:
            found[-1] = (found[-1][0], at + 1, kind)
        elif kind:
            found.append((at, at + 1, kind))
    return found


def detokenize(words: Sequence[str]) -> tuple[str, list[Span]]:
    """The text of a sentence, spaced as English is, with where each word of it stands.

    Straight quotation marks are taken in pairs; an apostrophe after a plural (*the ministers ' letter*) and
    one cut off its ``s`` stand close to the word before.
    """
    text = ""
    spans: list[Span] = []
    open_marks: set[str] = set()
    close = True
    for at, word in enumerate(words):
        left, right = _glued(words, at, open_marks)
        if not (close or left):
            text += " "
        spans.append((len(text), len(text) + len(word)))
        text += word
        close = right
    return text, spans


def _glued(words: Sequence[str], at: int, open_marks: set[str]) -> tuple[bool, bool]:
    """Whether a word stands close to the one before, and to the one after."""
    word = words[at]
    before = words[at - 1] if at else ""
    after = words[at + 1] if at + 1 < len(words) else ""
    if word == "/":
        return True, True
    if word == "'" and after.lower() == "s":
        return True, True
    if word == "'" and _YEAR.fullmatch(after):
        return False, True
    if word not in _PAIRED:
        return bool(_GLUED_LEFT.fullmatch(word)), bool(_GLUED_RIGHT.fullmatch(word))
    if word in open_marks:
        open_marks.remove(word)
        return True, False
    if word == "'" and before[-1:].lower() == "s":
        return True, False
    if word not in words[at + 1 :] and _closes(words[max(at - 2, 0) : at], after):
        return True, False
    open_marks.add(word)
    return False, True


def _closes(before: Sequence[str], after: str) -> bool:
    """Whether a mark that has no partner in its sentence closes what an earlier sentence opened."""
    if not before or before[-1] == ":":
        return False
    if before[-1] == ",":
        return before[0] not in _SAYING
    return before[-1] in (".", "!", "?") or not after[:1].isupper()


def _word(line: str, place: str) -> tuple[str, str]:
    columns = line.split("\t") if "\t" in line else line.split(" ")
    word, tag = columns[0].strip(), columns[-1].strip()
    if len(columns) < 2 or not word or not _TAG.fullmatch(tag):
        raise CorpusError(
            "This line is not a word and a tag (O, B-TYPE or I-TYPE).",
            where=place,
            remedy="Give a file with a word, a tab and a tag on each line.",
        )
    return word, tag
