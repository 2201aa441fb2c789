"""Tables of what a search found, with what was looked for in bold."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from hearsay.cli.terminal import output, visible
from hearsay.records import Spans

NARROW = 5
"""A column but the last gets no more than one in so many characters of a line."""
LEAST = 30
"""The last is no narrower than this."""


class Cell(NamedTuple):
    """A text, and the characters of it that are shown in bold."""

    text: str
    spans: Spans = ()


def cell(query: str, text: str, field: str) -> Cell:
    """The text of a field, with what the query looks for in it."""
    from hearsay.ledger.search import matches

    return Cell(text, matches(query, text, field) if text else ())


def say_found(columns: Sequence[str], rows: Sequence[Sequence[Cell]]) -> None:
    """A table on standard output; of each text that part is shown in which the first match stands."""
    from rich.cells import cell_len
    from rich.table import Table
    from rich.text import Text

    from hearsay.ledger.search import snippet

    if not rows:
        return
    console = output()
    widths = [
        min(console.width // NARROW, max(cell_len(visible(row[at].text)) for row in rows))
        for at in range(len(columns) - 1)
    ]
    widths = [max(width, len(name)) for width, name in zip(widths, columns, strict=False)]
    widths.append(max(LEAST, console.width - sum(widths) - 2 * len(widths)))
    table = Table(box=None, pad_edge=False, header_style="bold")
    for name, width in zip(columns, widths, strict=True):
        table.add_column(name, no_wrap=True, overflow="ellipsis", max_width=width)
    for row in rows:
        shown = []
        for one, width in zip(row, widths, strict=True):
            part, spans = snippet(one.text, one.spans, width)
            text = Text(visible(part))
            for start, end in spans:
                text.stylize("bold", start, end)
            shown.append(text)
        table.add_row(*shown)
    console.print(table)
