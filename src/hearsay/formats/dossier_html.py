"""A dossier as one HTML page: text in one column, its evidence in the margin; no script, nothing loaded."""

from __future__ import annotations

from collections.abc import Iterator

from hearsay.formats.dossier_tree import Dossier, Line, Note, Row, Section
from hearsay.formats.markup import escaped

_STYLE = """
:root{--ink:#1c1b19;--quiet:#6b6862;--hairline:#dedbd3;--paper:#fcfbf8;--line:#8b8881;--hinge:#a3191f;
--source:#1d5fa8;--cue:#a15c07;--content:#2f7d46;--wash:#e4ede4;
--serif:"EB Garamond","Iowan Old Style","Palatino Linotype",Palatino,"Book Antiqua","Noto Serif",
"DejaVu Serif",Georgia,serif;
--sans:Inter,"Segoe UI",system-ui,-apple-system,"Noto Sans","DejaVu Sans",sans-serif;color-scheme:light dark}
@media (prefers-color-scheme:dark){:root{--ink:#ecebe6;--quiet:#a19e97;--hairline:#37352f;--paper:#171613;
--line:#86837b;--hinge:#f0666a;--source:#7fb2ea;--cue:#e0a458;--content:#7cc492;--wash:#21301f}}
*{box-sizing:border-box}
html{background:var(--paper);color:var(--ink);font:15px/1.5 var(--sans);-webkit-text-size-adjust:100%}
body{margin:0 auto;padding:56px 32px 96px;max-width:1060px}
.kicker{color:var(--quiet);font-size:13px;letter-spacing:.04em;margin:0 0 6px;overflow-wrap:anywhere}
h1{font:500 36px/1.16 var(--serif);margin:0 0 22px;max-width:24em;overflow-wrap:break-word;text-wrap:balance}
h2{font:600 13px/1.4 var(--sans);letter-spacing:.06em;text-transform:uppercase;margin:52px 0 0;
padding-top:14px;border-top:1px solid var(--ink)}
.preface{color:var(--quiet);max-width:62ch;margin:0 0 28px}.preface p{margin:0 0 8px}
.preface p:first-child{color:var(--ink)}
.figures{display:grid;grid-template-columns:repeat(4,1fr);gap:16px;margin:0;padding:12px 0 14px;
border:solid var(--hairline);border-width:1px 0}
.figures div{display:flex;flex-direction:column-reverse;justify-content:flex-end}
.figures dd{font:32px/1.2 var(--serif);margin:0}.figures dt{color:var(--quiet);font-size:13px}
.figures .hinge dd{color:var(--hinge)}
figure{margin:30px 0 0}figure svg{display:block;width:100%;height:auto}.narrow{display:none}
figcaption{margin-top:10px;max-width:70ch}
.lead{margin:6px 0 8px;color:var(--quiet)}
ol.rows{list-style:none;margin:0;padding:0}
.row{display:grid;grid-template-columns:minmax(0,1fr) 340px;gap:0 44px;border-top:1px solid var(--hairline);
padding:13px 0 14px}
.lead+.rows .row:first-child,h2+.rows .row:first-child{border-top:0}
.row p{margin:0}.said{font-size:15px;overflow-wrap:break-word}
.when{color:var(--quiet);font-size:13px;margin-right:.7em;white-space:nowrap}
q,.quote{font-family:var(--serif);font-size:1.14em;line-height:1.4}q{quotes:none}
b{font-weight:600}.detail{color:var(--quiet);font-size:13px;margin-top:3px!important;overflow-wrap:anywhere}
.detail b{color:var(--hinge)}
sup{font-size:11px;line-height:0;margin-left:1px}
a{color:inherit;text-decoration-color:var(--line);text-underline-offset:2px}sup a{text-decoration:none}
a:hover,a:focus-visible{color:var(--hinge)}:target{background:var(--wash)}
aside{font-size:13px;line-height:1.45;min-width:0}
.note{scroll-margin-top:24px;overflow-wrap:anywhere}.note+.note{margin-top:12px;padding-top:12px;
border-top:1px dotted var(--hairline)}
.note .number{font-weight:600;margin-right:.35em}
.note .context{font:15px/1.42 var(--serif);display:block}
.note .place{color:var(--quiet);display:block;margin-top:3px}
.source{text-decoration:underline;text-decoration-color:var(--source);text-decoration-thickness:2px;
text-underline-offset:3px}
.cue{text-decoration:underline dotted;text-decoration-color:var(--cue);text-decoration-thickness:2px;
text-underline-offset:3px}
.content{background:var(--wash);border-bottom:2px solid var(--content)}
.key{color:var(--quiet);font-size:13px;margin-top:28px}
footer{margin-top:64px;padding-top:14px;border-top:1px solid var(--hairline);color:var(--quiet);
font-size:13px}
@media screen and (max-width:760px){body{padding:28px 18px 64px}h1{font-size:28px}
.figures{grid-template-columns:1fr 1fr}.row{grid-template-columns:minmax(0,1fr)}
aside{margin-top:10px;padding-left:14px;border-left:2px solid var(--hairline)}
.wide{display:none!important}.narrow{display:block!important}}
@media print{:root{--ink:#000;--quiet:#444;--hairline:#bbb;--paper:#fff;--line:#666;--hinge:#a3191f;
--source:#1d5fa8;--cue:#a15c07;--content:#2f7d46;--wash:#eee}
@page{margin:16mm 15mm}body{max-width:none;padding:0;zoom:.74}
.row{grid-template-columns:minmax(0,1fr) 40%;gap:0 8mm}.said,.note,figure{break-inside:avoid}
h2{break-after:avoid}.content{-webkit-print-color-adjust:exact;print-color-adjust:exact}
a{text-decoration:none}}
""".strip()

_KEY = """\
<p class="key">In the margin: <span class="source">who speaks</span>, <span class="cue">the words that
attribute</span>, <span class="content">what is stated</span>. [a, b) are characters of the document’s text as
hearsay keeps it, the first being 0, the last not included.</p>"""
_CLASSES = {"source": "source", "cue": "cue", "content": "content", "quiet": "quiet"}


def html(dossier: Dossier) -> Iterator[str]:
    """The whole page, part by part."""
    notes = {note.number: note for note in dossier.notes}
    yield '<!DOCTYPE html>\n<html lang="en">\n<head>\n<meta charset="utf-8">\n'
    yield '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
    yield '<meta name="robots" content="noindex">\n<meta name="color-scheme" content="light dark">\n'
    yield f"<title>{escaped(dossier.title)} · a dossier</title>\n"
    yield f"<style>\n{_STYLE}\n</style>\n</head>\n<body>\n"
    yield f'<header>\n<p class="kicker">{escaped(dossier.kicker)}</p>\n<h1>{escaped(dossier.title)}</h1>\n'
    preface = "".join(f"<p>{escaped(one)}</p>" for one in dossier.preface)
    yield f'<div class="preface">{preface}</div>\n<dl class="figures">'
    for figure in dossier.figures:
        hinge = ' class="hinge"' if figure.hinge else ""
        yield f"<div{hinge}><dt>{escaped(figure.label)}</dt><dd>{escaped(figure.value)}</dd></div>"
    yield "</dl>\n</header>\n<main>\n"
    if dossier.chart is not None:
        wide, narrow = dossier.chart.wide, dossier.chart.narrow
        yield f'<figure><div class="wide">{wide}</div><div class="narrow">{narrow}</div>'
        yield f"<figcaption>{escaped(dossier.chart.words)}</figcaption></figure>\n"
    shown: set[int] = set()
    for section in dossier.sections:
        yield from _section(section, notes, shown)
    yield f"</main>\n{_KEY}\n<footer>{escaped(dossier.title)} · {len(notes):,} numbered notes"
    yield " · nothing here is a fact</footer>\n</body>\n</html>\n"


def _section(section: Section, notes: dict[int, Note], shown: set[int]) -> Iterator[str]:
    yield f"<section>\n<h2>{escaped(section.title)}</h2>\n"
    if section.lead:
        yield f'<p class="lead">{escaped(section.lead)}</p>\n'
    if section.rows:
        yield '<ol class="rows">\n'
        for row in section.rows:
            yield _row(row, notes, shown)
        yield "</ol>\n"
    yield "</section>\n"


def _row(row: Row, notes: dict[int, Note], shown: set[int]) -> str:
    when = f'<span class="when">{escaped(row.when)}</span>' if row.when else ""
    numbers = ", ".join(f'<a href="#note-{number}">{number}</a>' for number in row.notes)
    numbers = f"<sup>{numbers}</sup>" if numbers else ""
    detail = f'<p class="detail">{_line(row.detail)}</p>' if row.detail else ""
    # A note stands where it is pointed at first.
    new = [number for number in row.notes if number not in shown]
    shown.update(new)
    margin = "".join(_note(notes[number]) for number in new)
    aside = f"<aside>{margin}</aside>" if margin else ""
    anchor = f' id="statement-{escaped(row.anchor)}"' if row.anchor else ""
    said = f'<p class="said">{when}{_line(row.line)}{numbers}</p>'
    return f'<li class="row"{anchor}><div>{said}{detail}</div>{aside}</li>\n'


def _note(note: Note) -> str:
    where = escaped(note.place)
    place = f'<a href="{escaped(note.link)}" rel="noreferrer">{where}</a>' if note.link else where
    return (
        f'<div class="note" id="note-{note.number}"><span class="context"><span class="number">{note.number}'
        f'</span>{_line(note.context)}</span><span class="place">{escaped(note.document)}, '
        f"{escaped(note.characters)}, {place}</span></div>"
    )


def _line(runs: Line) -> str:
    parts = []
    for run in runs:
        words = escaped(run.text)
        if run.style == "strong":
            words = f"<b>{words}</b>"
        elif run.style == "quote":
            words = f"<q>{words}</q>"
        elif run.style in _CLASSES:
            words = f'<span class="{_CLASSES[run.style]}">{words}</span>'
        parts.append(words)
    return "".join(parts)
