"""A question of the queue as a terminal shows it, and the keys that answer it."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator
from typing import Protocol

from rich.text import Text

from hearsay.cli.article import BRACKETS, STYLES
from hearsay.cli.copies import told_reason
from hearsay.cli.terminal import output, visible
from hearsay.pipeline.queue import Excerpt, Proposal
from hearsay.records import Judged, Span

MARKS = {**STYLES, "named": "magenta", "evidence": "cyan"}
PLAIN = {**BRACKETS, "named": ("«", "»"), "evidence": ("[", "]")}
LONGEST = 700
"""Characters shown of one excerpt."""
REASONS = 3
SAYS = {"y": "yes", "n": "no", "u": "unsure", "e": "edit", "z": "undo", "s": "skip", "?": "help", "q": "quit"}
EDITS: dict[Judged, str] = {
    "statement": "say what its source, cue and content are",
    "speaker": "choose who speaks",
    "stance": "choose its side",
    "relation": "say of what kind it is",
    "event": "say of what kind it is",
    "label": "say of what kind it is",
}
"""What e does, of what it can be done for."""
HELP = """\
One key answers:
  y  yes, as it is asked
  n  no; what this says stands beside it
  u  unsure: it was looked at, and is not asked again
  e  edit: put right what is nearly right
  s  skip: not now, perhaps in another sitting
  z  undo the last answer of this sitting, and the one before, and so on
  q  quit; everything that was answered is kept already
What is asked comes in the order of use: how likely the machine is wrong, times how much depends on it.
Marked are """


class Keys(Protocol):
    """Where answers come from: a terminal key by key, or anything else line by line."""

    def key(self) -> str | None:
        """The next key, or None at the end."""

    def line(self, prompt: str) -> str | None:
        """Words typed after a prompt, or None at the end."""


class Terminal:
    """Keys as they are pressed."""

    def key(self) -> str | None:
        """The next key; a closed terminal, ^D, is the end."""
        import click

        try:
            pressed = click.getchar()
        except EOFError:
            return None
        return None if pressed in ("\x04", "\x1a") else pressed

    def line(self, prompt: str) -> str | None:
        """Words typed and ended by Enter."""
        try:
            return input(visible(prompt))
        except EOFError:
            return None


class Lines:
    """Lines of standard input, of which the first character is the key; empty ones are passed over."""

    def key(self) -> str | None:
        """The first character of the next line that is not empty."""
        for line in sys.stdin:
            if line.strip():
                return line.strip()[0]
        return None

    def line(self, prompt: str) -> str | None:
        """The next line."""
        say_plain(prompt)
        given = sys.stdin.readline()
        return given.rstrip("\r\n") if given else None


def say_plain(words: str, *, style: str = "") -> None:
    """A line on standard output, as long as it is."""
    output().print(Text(visible(words), style=style), soft_wrap=True)


def show(proposal: Proposal, *, number: int, left: int) -> None:
    """The question with the texts, the reasons and the keys."""
    console = output()
    plain = not console.is_terminal
    console.print()
    console.rule(
        Text(f"{number:,} · {proposal.about} · about {left:,} left", style="dim"), align="left", style="dim"
    )
    for line in lines(proposal, plain=plain):
        console.print(line, soft_wrap=plain)
    show_keys(proposal)


def show_keys(proposal: Proposal) -> None:
    """The keys that answer a question."""
    console = output()
    console.print(keys_of(proposal), soft_wrap=not console.is_terminal)


def lines(proposal: Proposal, *, plain: bool) -> Iterator[Text]:
    """All of a question but its keys."""
    yield Text(visible(proposal.question), style="bold")
    for excerpt in proposal.shown:
        yield Text()
        yield Text(f"{'beside: ' if excerpt.beside else ''}{visible(imprint(excerpt))}", style="dim")
        yield marked(excerpt, plain=plain)
    yield Text()
    if proposal.why:
        reasons = " · ".join(_cut(told_reason(one), 110) for one in proposal.why[:REASONS])
        yield Text(f"why: {visible(reasons)}", style="dim")


def imprint(excerpt: Excerpt) -> str:
    """Where an excerpt stands: outlet, day, title, id."""
    of = excerpt.publication
    title = of.title if of.title and any(map(str.isalpha, of.title)) else None
    return " · ".join(
        filter(None, (of.outlet, (of.published or "")[:10], title and _cut(title, 80), of.id[:24]))
    )


def marked(excerpt: Excerpt, *, plain: bool) -> Text:
    """An excerpt on one line, its spans coloured or in brackets; the middle of a long one is left out."""
    text = visible(excerpt.text)
    marks = [(one.role, _within(one.span, excerpt)) for one in excerpt.marks]
    shown = Text(text)
    for role, (start, end) in sorted(marks, key=lambda mark: mark[1][0] - mark[1][1]):
        shown.stylize(MARKS.get(role, ""), start, end) if not plain else None
    if plain:
        shown = Text(_bracketed(text, marks))
    if len(shown) <= LONGEST:
        return shown
    return Text("").join((shown[: LONGEST // 2], Text(" … "), shown[-LONGEST // 2 :]))


def keys_of(proposal: Proposal) -> Text:
    """The keys, with what they mean here."""
    parts = [("y", "yes"), ("n", f"no: {proposal.no}"), ("u", "unsure")]
    if proposal.about in EDITS:
        parts.append(("e", f"edit: {EDITS[proposal.about]}"))
    parts += [("s", "skip"), ("z", "undo"), ("?", "help"), ("q", "quit")]
    found = Text()
    for key, meaning in parts:
        found.append(f"{'   ' if found else ''}").append(key, style="bold").append(f" {meaning}", style="dim")
    return found


def help_text(*, plain: bool) -> Text:
    """What the keys and colours mean."""
    found = Text(HELP)
    for number, (role, words) in enumerate(
        (
            ("source", "who speaks"),
            ("cue", "by which words"),
            ("content", "what is said"),
            ("named", "whoever is named"),
            ("evidence", "what shows it"),
        )
    ):
        before, after = PLAIN[role] if plain else ("", "")
        found.append(", " if number else "").append(
            f"{before}{words}{after}", style="" if plain else MARKS[role]
        )
    return found.append(".")


def _within(span: Span, excerpt: Excerpt) -> Span:
    size = len(excerpt.text)
    return max(0, span[0] - excerpt.start), min(size, span[1] - excerpt.start)


def _bracketed(text: str, marks: Iterable[tuple[str, Span]]) -> str:
    """The text with brackets around its spans; at one place inner ones close, and outer ones open, first."""
    inserts: list[tuple[int, int, int, str]] = []
    for role, (start, end) in marks:
        opening, closing = PLAIN.get(role, ("", ""))
        inserts.append((start, 1, start - end, opening))
        inserts.append((end, 0, end - start, closing))
    done, parts = 0, []
    for place, _, _, bracket in sorted(inserts):
        parts += [text[done:place], bracket]
        done = place
    return "".join([*parts, text[done:]])


def _cut(words: str, most: int) -> str:
    words = " ".join(words.split())
    return words if len(words) <= most else f"{words[: most - 1].rstrip()}…"
