"""An article as a terminal shows it: the text with its statements marked, and a note on each. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from rich.text import Text

from hearsay.cli.terminal import visible
from hearsay.records import Document, Reading, Span, quote
from hearsay.records.marking import Mark, Numbered, marks, numbered, places, stretches, unwrapped

STYLES = {
    "source": "blue",
    "cue": "yellow underline",
    "content": "green",
    "nested": "magenta",
}
BRACKETS = {"source": ("⟦", "⟧"), "cue": ("‹", "›"), "content": ("{", "}"), "nested": ("{", "}")}
SUPERSCRIPTS = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")


def render(
    document: Document, reading: Reading, *, width: int, narration: bool, plain: bool
) -> Iterator[Text]:
    """The lines of the page: heading, article, legend, notes. ``plain`` marks with brackets, not colours."""
    shown = numbered(reading.statements, narration=narration)
    yield from _heading(document, reading)
    yield Text()
    yield from article(document.text, shown, plain=plain)
    yield Text()
    yield legend(plain=plain)
    yield Text()
    for one in shown:
        yield from _note(one, shown, document, reading, width)
    told = sum(statement.form == "narration" for statement in reading.statements)
    if told and not narration:
        what = "1 statement" if told == 1 else f"{told} statements"
        yield Text(f"{what} in the outlet's own voice (--narration lists them)", style="dim")


def article(text: str, shown: Iterable[Numbered], *, plain: bool) -> Iterator[Text]:
    """The paragraphs, with an empty line between them."""
    whole = marked(unwrapped(visible(text, lines=True)), shown, plain=plain)
    first = True
    for paragraph in whole.split("\n", allow_blank=True):
        if not paragraph.plain.strip():
            continue
        if not first:
            yield Text()
        first = False
        yield paragraph


def marked(text: str, shown: Iterable[Numbered], *, plain: bool) -> Text:
    """The text with spans styled or in brackets, and the number of each statement behind it."""
    shown = list(shown)
    spans = marks(shown)
    inserts = _numbers(text, shown)
    if plain:
        inserts += _brackets(spans)
    inserts.sort(key=lambda insert: insert[:2])
    result = Text()
    waiting = iter([*inserts, (len(text) + 1, (0, 0), "", "")])
    place, _, addition, style = next(waiting)
    cuts = (0, len(text), *(insert[0] for insert in inserts))
    last: tuple[Span, str | None] = ((len(text), len(text)), None)
    for (start, end), role in (*stretches(spans, cuts), last):
        while place == start:
            result.append(addition, style)
            place, _, addition, style = next(waiting)
        result.append(text[start:end], STYLES[role] if role and not plain else "")
    return result


Insert = tuple[int, tuple[int, int], str, str]
"""Where, in which order there, what, in which style."""


def _numbers(text: str, shown: Iterable[Numbered]) -> list[Insert]:
    return [
        (place, (1, 0), ",".join(str(n).translate(SUPERSCRIPTS) for n in sorted(numbers)), "bold")
        for place, numbers in places(text, shown).items()
    ]


def _brackets(marks: Iterable[Mark]) -> list[Insert]:
    """Brackets, so that at one place the inner ones close first and the outer ones open first."""
    inserts: list[Insert] = []
    for (start, end), role, _ in marks:
        opening, closing = BRACKETS[role]
        inserts.append((start, (2, start - end), opening, ""))
        inserts.append((end, (0, end - start), closing, ""))
    return inserts


def legend(*, plain: bool) -> Text:
    """What the colours or brackets mean."""
    if plain:
        return Text(
            "⟦source⟧ ‹cue› {content}; a statement inside another has its marks inside. "
            "The numbers lead to the notes."
        )
    words = [
        ("source", "source"),
        ("cue", "cue"),
        ("content", "content"),
        ("nested", "content of an inner one"),
    ]
    legend = Text("  ").join(Text(word, style=STYLES[role]) for role, word in words)
    return legend.append("  ¹ number of its note", style="dim")


def _heading(document: Document, reading: Reading) -> Iterator[Text]:
    imprint = " · ".join(filter(None, (document.outlet, (document.published or "")[:10])))
    if imprint:
        yield Text(visible(imprint).upper(), style="dim")
    yield Text(visible(document.title or document.path or document.id), style="bold")
    stated = sum(statement.form != "narration" for statement in reading.statements)
    facts = (
        ", ".join(document.authors),
        f"{len(document.text.split()):,} words",
        f"{stated} statement{'' if stated == 1 else 's'}",
        f"read by {reading.reader}",
        document.id[:12],
    )
    yield Text(visible(" · ".join(filter(None, facts))), style="dim")


def _note(
    one: Numbered, shown: Sequence[Numbered], document: Document, reading: Reading, width: int
) -> Iterator[Text]:
    statement = one.statement
    outlet = document.outlet or "the outlet"
    indent = 4 + 2 * one.depth
    named = None if statement.speaker is None else reading.entities[statement.speaker].name
    words = quote(document.text, statement.source)
    if statement.form == "narration":
        who, aside = outlet, ""
    else:
        who = named or words or "no source named"
        aside = f"  {words}" if named and words and words != named else ""
    head = Text(f"{one.number:>{indent - 1}} ", style="bold").append(visible(who), style="bold blue")
    head.append(visible(aside), style="dim")
    yield _line(head, width)
    facts = [statement.act, statement.form, statement.certainty]
    if statement.polarity == "negative":
        facts.append("negative")
    if statement.within is not None:
        outer = reading.statements[statement.within]
        number = next((other.number for other in shown if other.statement is outer), None)
        facts.append(f"within {number}" if number is not None else "within another statement")
    yield _line(Text(" " * indent + " · ".join(facts)), width)
    if statement.form != "narration":
        voice = [outlet, *(reading.entities[index].name for index in statement.voice)]
        if len(voice) == 1:
            voice.append(who)
        yield _line(Text(" " * indent + visible(" → ".join(voice)), style="dim"), width)
    content = Text(
        visible(quote(document.text, statement.content)), style=STYLES["nested" if one.depth else "content"]
    )
    yield _line(Text(" " * indent).append_text(content), width)
    yield Text()


def _line(text: Text, width: int) -> Text:
    """One line, cut where it is too long."""
    text.no_wrap = True
    text.truncate(width, overflow="ellipsis")
    return text
