"""The numbered evidence of a dossier: each place of a document once, with its context."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from hearsay.formats import iris
from hearsay.formats.dossier_tree import Line, Note, Run, Style, counted, day, spaced
from hearsay.records import Document, Reading, Span, Spans, Statement

LONG = 900  # longer passages are shown by their beginning and end, and say what is left out
SHOWN = 350


class Part(NamedTuple):
    """Spans of a document that are shown in a style."""

    style: Style
    spans: Spans


class Notes:
    """Numbers places, and keeps what they show."""

    def __init__(self) -> None:
        self._numbers: dict[tuple[str, tuple[Part, ...]], int] = {}
        self.made: list[Note] = []

    def statement(self, document: Document, reading: Reading, statement: Statement) -> int:
        """The number of a statement's evidence."""
        parts = [
            Part("source", statement.source), Part("cue", statement.cue), Part("content", statement.content)
        ]  # fmt: skip
        return self._number(document, reading, [part for part in parts if part.spans])

    def place(self, document: Document, reading: Reading, span: Span) -> int:
        """The number of a place."""
        end = min(max(span), len(document.text))
        return self._number(document, reading, [Part("content", ((min(span[0], end), end),))])

    def _number(self, document: Document, reading: Reading, parts: list[Part]) -> int:
        key = (document.id, tuple(parts))
        if key not in self._numbers:
            self._numbers[key] = len(self._numbers) + 1
            self.made.append(
                Note(
                    number=self._numbers[key],
                    context=context(document.text, reading.sentences, parts),
                    document=publication(document),
                    characters=_characters(parts),
                    place=document.url or document.path or f"document {document.id}",
                    link=iris.url(document.url),
                )
            )
        return self._numbers[key]


def publication(document: Document) -> str:
    """A document as it is cited: *The Calder Post, 9 May 2031, “Harrow Bridge was never safe”*."""
    title = spaced(document.title) if document.title else None
    if title and not set('“”"') & set(title):
        title = f"“{title}”"
    when = day(document.published)
    return ", ".join(filter(None, (document.outlet or "no outlet named", when, title)))


def _characters(parts: Sequence[Part]) -> str:
    several = len(parts) > 1
    places = (
        f"{f'{part.style} ' if several else ''}{' '.join(f'[{start}, {end})' for start, end in part.spans)}"
        for part in parts
    )
    return f"characters {', '.join(places)}"


def context(text: str, sentences: Spans, parts: Sequence[Part]) -> Line:
    """The sentences that hold these spans, the spans in their styles, a mark where something is left out."""
    spans = sorted((span, part.style) for part in parts for span in part.spans)
    pieces: list[Span] = []
    for span, _ in spans:
        start, end = _widened(span, sentences)
        if pieces and start <= pieces[-1][1] + 1:
            pieces[-1] = (pieces[-1][0], max(end, pieces[-1][1]))
        else:
            pieces.append((start, end))
    runs: list[Run] = []
    for at, piece in enumerate(pieces):
        if at:
            runs.append(Run(text=" … ", style="quiet"))
        runs += _styled(text, piece, spans)
    return _closed(runs)


def _widened(span: Span, sentences: Spans) -> Span:
    """A span with the whole of the sentences that it touches."""
    first = bisect_right(sentences, span[0], key=lambda sentence: sentence[1])
    last = bisect_left(sentences, span[1], key=lambda sentence: sentence[0]) - 1
    if not sentences or first >= len(sentences) or last < first:
        return span
    return min(span[0], sentences[first][0]), max(span[1], sentences[last][1])


def _styled(text: str, piece: Span, spans: Sequence[tuple[Span, Style]]) -> list[Run]:
    runs: list[Run] = []
    at = piece[0]
    for (start, end), style in spans:
        start, end = max(start, at), min(end, piece[1])
        if start >= end:
            continue
        if at < start:
            runs.append(Run(text=text[at:start]))
        runs.append(Run(text=text[start:end], style=style))
        at = end
    if at < piece[1]:
        runs.append(Run(text=text[at : piece[1]]))
    return runs


def _closed(runs: Iterable[Run]) -> Line:
    """Runs with single blanks, long ones shown by their beginning and end."""
    found: list[Run] = []
    for run in runs:
        words = spaced(run.text)
        before = " " if run.text[:1].isspace() and words else ""
        after = " " if run.text[-1:].isspace() else ""
        if len(words) > LONG:
            left_out = len(words) - 2 * SHOWN
            found.append(Run(text=f"{before}{words[:SHOWN].rstrip()} ", style=run.style))
            found.append(Run(text=f"[{counted(left_out, 'character')} not shown here]", style="quiet"))
            found.append(Run(text=f" {words[-SHOWN:].lstrip()}{after}", style=run.style))
        else:
            found.append(Run(text=f"{before}{words}{after}", style=run.style))
    return tuple(found)
