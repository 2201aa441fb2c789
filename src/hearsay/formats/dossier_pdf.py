"""A dossier as PDF: set like the page, its evidence as numbered notes at the end."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, BinaryIO

from hearsay.formats.dossier_fonts import VARIABLE, Fonts, fonts
from hearsay.formats.dossier_tree import Dossier, Line, Note, Row, Run, Section, counted, plain, quiet
from hearsay.formats.markup import escaped, shortened

INK, QUIET, HAIR, HINGE = "#1c1b19", "#6b6862", "#dedbd3", "#a3191f"
SOURCE, CUE, WASH = "#1d5fa8", "#a15c07", "#e4ede4"
MARGIN = 50.0  # points on either side, to which reportlab adds
PADDING = 6.0
WIDTH = 595.27 - 2 * (MARGIN + PADDING)  # of the text on A4


def pdf(dossier: Dossier, to: BinaryIO) -> None:
    """Write the dossier; the same bytes for the same dossier and fonts.

    Raises:
        UsageError: reportlab or any font is missing.
    """
    _Setter(fonts()).write(dossier, to)


class _Setter:
    """Sets one dossier in these fonts."""

    def __init__(self, found: Fonts) -> None:
        from reportlab.lib.styles import ParagraphStyle

        self._fonts = found
        body = ParagraphStyle(
            "body", fontName=found.sans, fontSize=9, leading=13.2, textColor=INK, splitLongWords=1
        )

        def style(name: str, **changes: Any) -> Any:
            return ParagraphStyle(name, parent=body, **changes)

        self._styles = {
            "kicker": style("kicker", fontSize=8, leading=11, textColor=QUIET, spaceAfter=5),
            "title": style("title", fontName=found.serif, fontSize=22, leading=27, spaceAfter=12),
            "first": style("first", spaceAfter=5),
            "preface": style("preface", fontSize=8.2, leading=11.6, textColor=QUIET, spaceAfter=5),
            "figure": style("figure", fontName=found.serif, fontSize=20, leading=24),
            "label": style("label", fontSize=8, leading=10.5, textColor=QUIET),
            "section": style(
                "section", fontName=found.sans_bold, fontSize=10, leading=14, spaceBefore=20, spaceAfter=4,
                keepWithNext=1,
            ),
            "lead": style("lead", textColor=QUIET, fontSize=8.4, leading=12, spaceAfter=5, keepWithNext=1),
            "row": style("row", spaceBefore=6),
            "detail": style("detail", fontSize=7.8, leading=10.6, textColor=QUIET),
            "note": style("note", fontSize=8.6, leading=12.2, leftIndent=24, spaceBefore=6),
            "place": style("place", fontSize=7.4, leading=10, textColor=QUIET, leftIndent=24),
        }  # fmt: skip

    def write(self, dossier: Dossier, to: BinaryIO) -> None:
        """Set everything and write it out."""
        from reportlab.lib.pagesizes import A4
        from reportlab.platypus import SimpleDocTemplate

        story = list(self._story(dossier))
        if self._fonts.missing:
            # Known only now that every word has passed by.
            story.insert(3, self._paragraph((quiet(self._missing()),), "preface"))
        made = SimpleDocTemplate(
            to,
            pagesize=A4,
            leftMargin=MARGIN,
            rightMargin=MARGIN,
            topMargin=58,
            bottomMargin=58,
            title=dossier.title,
            author="hearsay",
            subject=dossier.kicker,
            lang="en",
            invariant=1,
        )
        foot = self._markup((quiet(shortened(dossier.title, 90)),), "label")

        def page(canvas: Any, doc: Any) -> None:
            from reportlab.platypus import Paragraph

            number = Paragraph(f"{doc.page}", self._styles["label"])
            for paragraph, x, width in (
                (Paragraph(foot, self._styles["label"]), MARGIN + PADDING, 420),
                (number, A4[0] - MARGIN - PADDING - 20, 40),
            ):
                paragraph.wrapOn(canvas, width, 40)
                paragraph.drawOn(canvas, x, 30)

        made.build(story, onFirstPage=page, onLaterPages=page)

    def _missing(self) -> str:
        shown = " ".join(f"U+{ord(char):04X}" for char in sorted(self._fonts.missing)[:12])
        number = counted(len(self._fonts.missing), "character")
        return (
            f"{number} that the fonts of this computer do not have: written by code, like {shown}. "
            f"{VARIABLE} names more fonts."
        )

    def _story(self, dossier: Dossier) -> Iterator[Any]:
        from reportlab.platypus import Spacer

        yield self._paragraph((plain(dossier.kicker),), "kicker")
        yield self._paragraph((Run(text=dossier.title, style="quote"),), "title")
        for number, paragraph in enumerate(dossier.preface):
            yield self._paragraph((plain(paragraph),), "preface" if number else "first")
        yield Spacer(0, 8)
        yield self._figures(dossier)
        if dossier.chart is not None:
            from hearsay.formats.dossier_pdf_chart import drawing

            yield Spacer(0, 14)
            yield drawing(dossier.chart.page, self._fonts)
            yield self._paragraph((plain(dossier.chart.words),), "first")
        pointed: set[int] = set()
        for section in dossier.sections:
            yield from self._section(section, pointed)
        yield from self._heading("Evidence")
        lead = (
            f"{counted(len(dossier.notes), 'note')}. [a, b) are characters of the document’s text as hearsay "
            "keeps it: the first is 0, the last not included. Who speaks is underlined blue, the words that "
            "attribute amber; what is stated has a ground."
        )
        yield self._paragraph((quiet(lead),), "lead")
        for note in dossier.notes:
            yield from self._note(note)

    def _figures(self, dossier: Dossier) -> Any:
        from reportlab.platypus import Table, TableStyle

        values = [self._figure(figure.value, figure.hinge) for figure in dossier.figures]
        labels = [self._paragraph((plain(figure.label),), "label") for figure in dossier.figures]
        lines = [
            ("LINEABOVE", (0, 0), (-1, 0), 0.5, HAIR),
            ("LINEBELOW", (0, -1), (-1, -1), 0.5, HAIR),
            ("LEFTPADDING", (0, 0), (-1, -1), 0),
            ("VALIGN", (0, 0), (-1, -1), "TOP"),
        ]
        return Table(
            [values, labels], colWidths=[WIDTH / 4] * len(values), style=TableStyle(lines), hAlign="LEFT"
        )

    def _figure(self, value: str, hinge: bool) -> Any:
        from reportlab.platypus import Paragraph

        words = f'<font color="{HINGE}">{escaped(value)}</font>' if hinge else escaped(value)
        return Paragraph(words, self._styles["figure"])

    def _heading(self, title: str) -> Iterator[Any]:
        from reportlab.platypus import Paragraph

        heading = Paragraph(self._markup((plain(title),), "section"), self._styles["section"])
        yield _Outlined(title)
        yield heading

    def _section(self, section: Section, pointed: set[int]) -> Iterator[Any]:
        yield from self._heading(section.title)
        if section.lead:
            yield self._paragraph((plain(section.lead),), "lead")
        for row in section.rows:
            yield from self._row(row, pointed)

    def _row(self, row: Row, pointed: set[int]) -> Iterator[Any]:
        from reportlab.platypus import Paragraph

        line = (quiet(f"{row.when}  "), *row.line) if row.when else row.line
        anchors = "".join(f'<a name="at-{number}"/>' for number in row.notes if number not in pointed)
        pointed.update(row.notes)
        links = ", ".join(f'<a href="#note-{number}" color="{INK}">{number}</a>' for number in row.notes)
        links = f'<super rise="3.5" size="6.4">{links}</super>' if links else ""
        words = f"{anchors}{self._markup(line, 'row')}{links}"
        if row.detail:
            said = Paragraph(words, self._styles["row"])
            said.keepWithNext = 1
            yield said
            yield self._paragraph(row.detail, "detail")
        else:
            yield Paragraph(words, self._styles["row"])

    def _note(self, note: Note) -> Iterator[Any]:
        from reportlab.platypus import Paragraph

        context = tuple(
            Run(text=run.text, style="quote" if run.style == "plain" else run.style) for run in note.context
        )
        bullet = f'<bullet><font name="{self._fonts.sans_bold}">{note.number}</font></bullet>'
        back = f'<a href="#at-{note.number}" color="{QUIET}">back</a>'
        said = Paragraph(
            f'{bullet}<a name="note-{note.number}"/>{self._markup(context, "note")}', self._styles["note"]
        )
        said.keepWithNext = 1
        yield said
        where = self._markup((plain(f"{note.document}, {note.characters}, "),), "place")
        place = self._markup((plain(note.place),), "place")
        if note.link:
            place = f'<a href="{escaped(note.link)}" color="{QUIET}">{place}</a>'
        yield Paragraph(f"{where}{place}\u00a0·\u00a0{back}", self._styles["place"])

    def _paragraph(self, line: Line, style: str) -> Any:
        from reportlab.platypus import Paragraph

        return Paragraph(self._markup(line, style), self._styles[style])

    def _markup(self, line: Line, style: str) -> str:
        """A line in reportlab's markup, every piece in a font that has its letters."""
        return "".join(self._styled(run, self._styles[style].fontName) for run in line)

    def _styled(self, run: Run, font: str) -> str:
        found = self._fonts
        named = {"strong": found.sans_bold, "plain": font, "quiet": font}.get(run.style, found.serif)
        words = "".join(
            f'<font name="{name}">{escaped(piece)}</font>'.replace("\n", "<br/>")
            for name, piece in found.runs(run.text, named)
        )
        if run.style == "quiet":
            return f'<font color="{QUIET}">{words}</font>'
        if run.style in ("source", "cue"):
            colour = SOURCE if run.style == "source" else CUE
            return f'<u color="{colour}" width="0.9" offset="-1.6">{words}</u>'
        return f'<span backColor="{WASH}">{words}</span>' if run.style == "content" else words


def _Outlined(title: str) -> Any:
    """An entry of the outline that PDF readers show beside the pages."""
    from reportlab.platypus.flowables import Flowable

    class Entry(Flowable):  # type: ignore[misc]
        width = height = 0
        keepWithNext = 1

        def wrap(self, *_: float) -> tuple[float, float]:
            return 0, 0

        def draw(self) -> None:
            key = f"section-{escaped(title)}"
            self.canv.bookmarkPage(key)
            self.canv.addOutlineEntry(title, key, 0)

    return Entry()
