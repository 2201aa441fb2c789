"""``hearsay show``: one article, with its statements marked."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING, Annotated

import typer

from hearsay.cli.terminal import JsonOption, LedgerOption, output, write_line
from hearsay.errors import UnknownDocument
from hearsay.records import to_json

if TYPE_CHECKING:
    from hearsay.ledger import Ledger
    from hearsay.records import Document


def show(
    document: Annotated[
        str, typer.Argument(metavar="DOC", help="An id, path, file name or part of a title.")
    ],
    ledger: LedgerOption = None,
    narration: Annotated[
        bool, typer.Option("--narration", help="Mark and list what the outlet says in its own voice, too.")
    ] = False,
    json: JsonOption = False,
) -> None:
    """Show an article with its statements: who said it, the words that say so, and what was said.

    Sources are blue, cues amber, contents green and, inside another statement, magenta; without colour
    they stand in brackets. The numbers lead to the list below the article.

      hearsay show bridge.html
      hearsay show "never safe" --narration
      hearsay show 4f1c09ab --json
    """
    from hearsay.ledger import Ledger

    with Ledger.open(ledger, create=False) as books:
        article = _find(books, document)
        reading = books.reading(article.id)
    if json:
        write_line(to_json(reading))
        return
    from hearsay.cli.article import render

    console = output()
    plain = console.no_color or console.color_system is None
    width = min(console.width, 100)
    for line in render(article, reading, width=width, narration=narration, plain=plain):
        console.print(line, width=width)


def _find(books: Ledger, name: str) -> Document:
    try:
        return books.find(name)
    except UnknownDocument as error:
        if not os.path.isfile(name):
            raise
        raise UnknownDocument(
            "This file is not in the ledger.", where=name, remedy=f"Read it first: hearsay read {name}"
        ) from error
