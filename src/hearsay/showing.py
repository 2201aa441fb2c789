"""What a notebook shows of articles and tables, as HTML that stands alone: no script, nothing fetched. Pure.

Colours are of a middle tone and everything else takes the notebook's own, so that one page does for light
and dark. Texts are escaped; control characters, halves of characters and what overrides the direction of
writing are replaced by U+FFFD.
"""

from __future__ import annotations

import html
import re
from collections import deque
from collections.abc import Iterable, Iterator, Sequence
from itertools import islice

from hearsay.records import Document, Reading, Record, Rejection, Statement, quote, to_json
from hearsay.records.marking import Numbered, marks, numbered, places, stretches, unwrapped

MOST_CHARACTERS = 50_000
"""Of a longer text the beginning is shown, and how much that is."""
STATEMENTS_SHOWN = 20
CELL_CHARACTERS = 240
SHORT_CHARACTERS = 25

_NEVER = re.compile("[^\t\n\x20-\x7e\xa0-\u202c\u202f-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")

_STYLE = """<style>
.hearsay{--source:#3b82f6;--cue:#b7791f;--content:#2f9e5b;--nested:#8b5cf6;--line:rgba(128,128,128,.35);
 color:inherit;max-width:66em;line-height:1.55;text-align:left;
 font-family:Charter,Georgia,"Times New Roman",serif}
.hearsay .app{font-family:system-ui,"Segoe UI","Helvetica Neue",Arial,sans-serif;font-size:.8em;
 line-height:1.45}
.hearsay .dim{opacity:.7}
.hearsay .imprint{letter-spacing:.06em;text-transform:uppercase}
.hearsay .title{font-size:1.5em;line-height:1.2;margin:.1em 0}
.hearsay .row{display:flex;flex-wrap:wrap;gap:0 2.5em;margin-top:.9em}
.hearsay .text{flex:100 1 26em;max-width:40em;white-space:pre-wrap;overflow-wrap:anywhere}
.hearsay .notes{flex:1 1 17em;max-width:24em}
.hearsay .note{border-top:1px solid var(--line);padding:.2em 0 .3em;overflow-wrap:anywhere}
.hearsay .deep{margin-left:1.2em}
.hearsay .source{border-bottom:2px solid var(--source)}
.hearsay .cue{border-bottom:2px dotted var(--cue)}
.hearsay .content{border-bottom:2px solid var(--content);background:rgba(47,158,91,.1)}
.hearsay .nested{border-bottom:2px solid var(--nested);background:rgba(139,92,246,.1)}
.hearsay sup{font-size:.65em;line-height:0;padding-left:.1em}
.hearsay .legend{border-top:1px solid var(--line);margin-top:1.2em;padding-top:.4em}
.hearsay .legend span{margin-right:1em}
.hearsay table{border-collapse:collapse;border:0;margin:0}
.hearsay th,.hearsay td{text-align:left;vertical-align:top;padding:.3em 1.2em .3em 0;border:0;
 border-bottom:1px solid var(--line);background:transparent;white-space:normal;
 overflow-wrap:break-word;max-width:34em}
.hearsay td.short{white-space:nowrap}
.hearsay th{font-weight:600;white-space:nowrap}
.hearsay td.number{text-align:right;font-variant-numeric:tabular-nums}
</style>"""


def table(names: Sequence[str], rows: Iterable[Sequence[object]], note: str) -> str:
    """A table with the names of its columns above and a note beneath; long texts are cut, with a mark."""
    return _page(_table(names, rows) + _aside(note))


def article(document: Document, reading: Reading | None = None) -> str:
    """An article; with a reading its statements are marked, and a note on each stands beside it."""
    shown = numbered(reading.statements, narration=False) if reading else []
    parts = [*_heading(document, reading, len(shown)), *_rows(document, reading, shown)]
    if len(document.text) > MOST_CHARACTERS:
        parts.append(_aside(f"The first {MOST_CHARACTERS:,} of {len(document.text):,} characters are shown."))
    if reading is not None:
        narrated = sum(statement.form == "narration" for statement in reading.statements)
        roles = (("source", "source"), ("cue", "cue"), ("content", "content"), ("nested", "inner content"))
        legend = "".join(f'<span class="{role}">{word}</span>' for role, word in roles)
        told = f"{narrated:,} more in the outlet’s own voice" if narrated else ""
        parts.append(f'<div class="app legend">{legend}<span class="dim">{told}</span></div>')
    return _page("".join(parts))


def reading(found: Reading) -> str:
    """A reading alone, whose words stand in its document: what it found, statement by statement."""
    facts = (
        _count(len(found.statements), "statement"),
        _count(len(found.entities), "entity", "entities"),
        _count(len(found.relations), "relation"),
        f"read by {found.reader}",
        found.id[:12],
    )
    about = found.document
    rows = (
        (number, _speaker(found, one), one.form, one.act, one.certainty, _spans(one))
        for number, one in enumerate(islice(found.statements, STATEMENTS_SHOWN))
    )
    left = len(found.statements) - STATEMENTS_SHOWN
    more = f"{_count(left, 'more statement')} not shown. " if left > 0 else ""
    return _page(
        f'<div class="title" dir="auto">{escaped(about.title or found.id)}</div>{_aside(" · ".join(facts))}'
        + _table(("", "speaker", "form", "act", "certainty", "content"), rows)
        + _aside(f"{more}The words of a reading stand in its document.")
    )


def rejection(one: Rejection) -> str:
    """An input that became no document, and why."""
    place = f" ({one.place})" if one.place else ""
    reason = f'<div class="app">{escaped(one.reason)}{escaped(place)}</div>'
    remedy = _aside(one.remedy) if one.remedy else ""
    return _page(f'<div class="title">Rejected: {escaped(one.path)}</div>{reason}{remedy}')


def escaped(text: str) -> str:
    """A text as it may stand anywhere in a page."""
    return html.escape(_NEVER.sub("\ufffd", text))


def _page(body: str) -> str:
    return f'{_STYLE}<div class="hearsay">{body}</div>'


def _table(names: Sequence[str], rows: Iterable[Sequence[object]]) -> str:
    head = "".join(f"<th>{escaped(name)}</th>" for name in names)
    body = "".join(f"<tr>{''.join(map(_cell, row))}</tr>" for row in rows)
    return f'<table class="app"><thead><tr>{head}</tr></thead><tbody>{body}</tbody></table>'


def _aside(text: str) -> str:
    return f'<div class="app dim">{escaped(text)}</div>'


def _heading(document: Document, reading: Reading | None, stated: int) -> Iterator[str]:
    imprint = " · ".join(filter(None, (document.outlet, (document.published or "")[:10])))
    if imprint:
        yield f'<div class="app dim imprint" dir="auto">{escaped(imprint)}</div>'
    yield f'<div class="title" dir="auto">{escaped(document.title or document.path or document.id)}</div>'
    facts = [", ".join(document.authors), _count(len(document.text.split()), "word")]
    if reading is not None:
        facts += [_count(stated, "statement"), f"read by {reading.reader}"]
    yield _aside(" · ".join(filter(None, (*facts, document.id[:12]))))


def _rows(document: Document, reading: Reading | None, shown: list[Numbered]) -> Iterator[str]:
    """The paragraphs, each with the notes on the statements that end in it."""
    text = unwrapped(document.text[:MOST_CHARACTERS])
    paragraphs = [found.span() for found in re.finditer(r"[^\n]*\S[^\n]*", text)]
    numbers = places(document.text, shown)
    cuts = {*(end for span in paragraphs for end in span), *numbers, 0, len(text)}
    pieces = deque(stretches(marks(shown), cuts))
    waiting = deque(sorted((place, number) for place, given in numbers.items() for number in given))
    by_number = {one.number: one for one in shown}
    for begin, last in paragraphs:
        words: list[str] = []
        while pieces and pieces[0][0][1] <= last:
            (start, end), role = pieces.popleft()
            if start >= begin:
                piece = escaped(text[start:end])
                words.append(f'<span class="{role}">{piece}</span>' if role else piece)
                if end in numbers:
                    words.append(f"<sup>{','.join(map(str, sorted(numbers[end])))}</sup>")
        noted: list[int] = []
        while waiting and waiting[0][0] <= last:
            noted.append(waiting.popleft()[1])
        notes = (_note(by_number[number], document, reading) for number in sorted(noted) if reading)
        beside = f'<div class="app notes">{"".join(notes)}</div>' if reading else ""
        yield f'<div class="row"><div class="text" dir="auto">{"".join(words)}</div>{beside}</div>'


def _note(one: Numbered, document: Document, reading: Reading) -> str:
    statement = one.statement
    words = quote(document.text, statement.source)
    named = _speaker(reading, statement)
    who = named or words or "no source named"
    facts = [statement.act, statement.form, statement.certainty]
    facts += ["negative"] if statement.polarity == "negative" else []
    voice = [reading.entities[index].name for index in statement.voice]
    chain = " → ".join((document.outlet or "the outlet", *voice)) if len(voice) > 1 else ""
    through = f'<div class="dim">{escaped(chain)}</div>' if chain else ""
    deep = " deep" if one.depth else ""
    return (
        f'<div class="note{deep}" dir="auto"><b>{one.number} {escaped(who)}</b>'
        f"<div>{escaped(' · '.join(facts))}</div>{through}</div>"
    )


def _speaker(reading: Reading, statement: Statement) -> str:
    return "" if statement.speaker is None else reading.entities[statement.speaker].name


def _spans(statement: Statement) -> str:
    return ", ".join(f"[{start}, {end})" for start, end in statement.content)


def _count(number: int, one: str, many: str | None = None) -> str:
    return f"{number:,} {one if number == 1 else many or one + 's'}"


def _cell(value: object) -> str:
    if isinstance(value, bool):
        return f"<td>{'yes' if value else 'no'}</td>"
    if isinstance(value, int | float):
        told = f"{value:,}" if isinstance(value, int) else f"{value:.3g}"
        return f'<td class="number">{told}</td>'
    text = "–" if value is None else _words(value)
    cut = text if len(text) <= CELL_CHARACTERS else f"{text[: CELL_CHARACTERS - 1].rstrip()}…"
    short = ' class="short"' if len(cut) <= SHORT_CHARACTERS else ""
    return f'<td{short} dir="auto">{escaped(cut)}</td>'


def _words(value: object) -> str:
    if isinstance(value, Record):
        return to_json(value).decode()
    if isinstance(value, tuple):
        return ", ".join(map(_words, value))
    return str(value)
