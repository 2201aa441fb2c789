"""A dossier as Markdown: evidence as footnotes, which GitHub, pandoc and most editors know."""

from __future__ import annotations

import re
from collections.abc import Iterator

from hearsay.formats.dossier_tree import Dossier, Line, Note, Row, Section
from hearsay.formats.markup import clean

_SPECIAL = re.compile(r"[\\`*_{}\[\]<>#|~$&]")
_MARKS = {"strong": "**", "content": "**", "quote": "*", "source": "*", "cue": "*"}
_TAGS = {"**": "b", "*": "i"}


def markdown(dossier: Dossier) -> Iterator[str]:
    """The whole text, part by part."""
    yield f"# {text(dossier.title)}\n\n{text(dossier.kicker)}\n\n"
    for paragraph in dossier.preface:
        yield f"> {text(paragraph)}\n>\n"
    figures = " · ".join(f"**{text(one.value)}** {text(one.label)}" for one in dossier.figures)
    yield f"\n{figures}\n\n"
    if dossier.chart is not None:
        yield f"{text(dossier.chart.words)}\n\n"
    for section in dossier.sections:
        yield from _section(section)
    yield "## Evidence\n\n"
    for note in dossier.notes:
        yield _note(note)


def _section(section: Section) -> Iterator[str]:
    yield f"## {text(section.title)}\n\n"
    if section.lead:
        yield f"{text(section.lead)}\n\n"
    for row in section.rows:
        yield _row(row)
    if section.rows:
        yield "\n"


def _row(row: Row) -> str:
    when = f"{text(row.when)} — " if row.when else ""
    notes = "".join(f"[^{number}]" for number in row.notes)
    detail = f"\\\n  {line(row.detail)}" if row.detail else ""
    return f"- {when}{line(row.line)}{notes}{detail}\n"


def _note(note: Note) -> str:
    place = f"<{note.link}>" if note.link else text(note.place)
    # Offsets open brackets that nothing closes: Markdown takes them for no link.
    where = f"{text(note.document)}, {note.characters}, {place}"
    return f"[^{note.number}]: {where}: {line(note.context)}\n"


def line(runs: Line) -> str:
    """Runs with their styles; a mark that Markdown would not see beside its neighbours is a tag instead."""
    parts: list[str] = []
    for at, run in enumerate(runs):
        mark = _MARKS.get(run.style)
        words = run.text.strip()
        if mark is None or not words:
            parts.append(text(run.text))
            continue
        before, _, after = run.text.partition(words)
        left = parts[-1][-1:] if parts and not before else ""
        right = runs[at + 1].text[:1] if at + 1 < len(runs) and not after else ""
        parts.append(f"{before}{_marked(mark, words, left, right)}{after}")
    return "".join(parts)


def _marked(mark: str, words: str, left: str, right: str) -> str:
    opens = words[0].isalnum() or not left.strip() or not left.isalnum()
    closes = words[-1].isalnum() or not right.strip() or not right.isalnum()
    if opens and closes and not left.endswith("*") and right != "*":
        return f"{mark}{text(words)}{mark}"
    tag = _TAGS[mark]
    return f"<{tag}>{text(words)}</{tag}>"


def text(words: str) -> str:
    """Words as Markdown shows them and takes none of them for a mark."""
    flat = " ".join(re.split(r"\s*[\r\n]+\s*", clean(words)))
    return _SPECIAL.sub(r"\\\g<0>", flat)
