"""Documents with coreference in CoNLL-U, as OntoGUM has them.

``Entity=(1(2 … 2)1)`` in the last column opens and closes the mentions of clusters 1 and 2. The text is put
together again from the words: ``SpaceAfter=No`` glues, ``# newpar`` starts a paragraph. A line like ``3-4``
carries the surface of words 3 and 4; empty nodes (``8.1``) have none and are passed over.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

from hearsay.errors import CorpusError
from hearsay.records import Record, Span, Spans
from hearsay.sources.splits import corpus_files, corpus_lines

PARAGRAPH = "\n\n"
_BRACKETS = re.compile(r"(\()?([^()]+)(\))?")
_COLUMNS = 10


class CorefDocument(Record):
    """One document with its words and the mentions in it, each with the name of its cluster.

    ``mentions`` are in text order, an outer one before what it holds; clusters of one mention are in as the
    corpus has them. ``heads`` are the words that each word hangs by (-1 for none), ``relations`` how.
    """

    name: str
    genre: str
    text: str
    tokens: Spans
    mentions: tuple[tuple[Span, str], ...]
    heads: tuple[int, ...] = ()
    relations: tuple[str, ...] = ()


def documents(path: Path) -> Iterator[CorefDocument]:
    """All documents of a file or folder; of a folder of splits, those of its ``dev``.

    The genre is what ``# meta::genre`` says, or the second part of a name like ``GUM_news_iodine``.

    Raises:
        CorpusError: there is no such file, it is no CoNLL-U, or its brackets do not match.
    """
    for file in corpus_files(path, ".conllu"):
        draft: _Draft | None = None
        for number, line in enumerate(corpus_lines(file), 1):
            place = f"{file}, line {number}"
            if line.startswith("# newdoc"):
                if draft:
                    yield draft.finished()
                draft = _Draft(line.partition("=")[2].strip() or file.stem, place)
            elif line.strip():
                draft = draft or _Draft(file.stem, place)
                draft.take(line, place)
        if draft:
            yield draft.finished()


class _Draft:
    """A document that is being put together line by line."""

    def __init__(self, name: str, place: str) -> None:
        self._name = name
        self._place = place
        self._genre = name.split("_")[1] if name.count("_") > 1 else ""
        self._text = ""
        self._gap = ""
        self._tokens: list[Span] = []
        self._heads: list[int] = []
        self._relations: list[str] = []
        self._sentence = 0
        self._mentions: list[tuple[Span, str]] = []
        self._open: list[tuple[str, int]] = []
        self._surface = 0, 0
        """Of the latest multiword line: its last word, and how far into the text its words have come."""

    def finished(self) -> CorefDocument:
        if self._open:
            cluster = self._open[-1][0]
            raise CorpusError(f"A mention of cluster {cluster} is never closed.", where=self._place)
        mentions = sorted(self._mentions, key=lambda m: (m[0][0], -m[0][1], m[1]))
        return CorefDocument(
            name=self._name,
            genre=self._genre,
            text=self._text,
            tokens=tuple(self._tokens),
            mentions=tuple(mentions),
            heads=tuple(self._heads),
            relations=tuple(self._relations),
        )

    def take(self, line: str, place: str) -> None:
        """One line that is not empty."""
        if line.startswith("#"):
            if re.match(r"# newpar\b(?!_)", line) and self._text:
                self._gap = PARAGRAPH
            elif found := re.match(r"# meta::genre = (.*)", line):
                self._genre = found[1].strip()
            return
        columns = line.split("\t")
        if len(columns) != _COLUMNS:
            raise CorpusError(
                f"This line has {len(columns)} columns where CoNLL-U has {_COLUMNS}.",
                where=place,
                remedy="Give files in CoNLL-U, with tabs between the columns.",
            )
        number, form, misc = columns[0], columns[1], dict(_pairs(columns[-1]))
        if "." in number:
            return
        first, _, last = number.partition("-")
        if not first.isdigit() or (last and not last.isdigit()):
            raise CorpusError(f"{number!r} is no number of a word.", where=place)
        if first == "1":
            self._sentence = len(self._tokens)
        if last:
            self._surface = int(last), self._write(form, misc)[0]
            return
        within = int(first) <= self._surface[0]
        self._tokens.append(self._piece(int(first), len(form)) if within else self._write(form, misc))
        head = columns[6]
        self._heads.append(self._sentence + int(head) - 1 if head.isdigit() and head != "0" else -1)
        self._relations.append(columns[7].partition(":")[0])
        self._mark(misc.get("Entity", ""), place)

    def _write(self, form: str, misc: dict[str, str]) -> Span:
        """Add a surface form to the text."""
        self._text += self._gap + form
        self._gap = "" if misc.get("SpaceAfter") == "No" else " "
        return len(self._text) - len(form), len(self._text)

    def _piece(self, number: int, length: int) -> Span:
        """The next so many characters of a multiword surface, leaving one for each of its words to come."""
        last, start = self._surface
        left = last - number
        end = min(start + length, len(self._text) - left) if left else len(self._text)
        self._surface = (last, end) if left else (0, 0)
        return start, end

    def _mark(self, brackets: str, place: str) -> None:
        """Open and close mentions at the last word."""
        start, end = self._tokens[-1]
        for opens, cluster, closes in _BRACKETS.findall(brackets):
            name = cluster.split("-")[0]
            if opens:
                self._open.append((name, start))
            if closes:
                at = next((i for i in range(len(self._open) - 1, -1, -1) if self._open[i][0] == name), None)
                if at is None:
                    raise CorpusError(f"A mention of cluster {name} is closed, never opened.", where=place)
                self._mentions.append(((self._open.pop(at)[1], end), name))


def _pairs(column: str) -> Iterator[tuple[str, str]]:
    for pair in column.split("|"):
        key, _, value = pair.partition("=")
        yield key, value
