"""``hearsay search``: statements and documents by the words in them, and statements by what they mean."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Annotated

import typer

from hearsay.cli.found import Cell, cell, say_found
from hearsay.cli.terminal import JsonOption, LedgerOption, counted, say, write_csv, write_line
from hearsay.errors import UsageError
from hearsay.records import to_json

if TYPE_CHECKING:
    from hearsay.ledger import DocumentRow, Ledger, StatementRow
    from hearsay.ledger.search import Facets, Tree
    from hearsay.ledger.search.book import Order
    from hearsay.pipeline.similar import Similar

ROWS = 20
SHOWN_VALUES = 8
_ID = re.compile("[0-9a-f]{8,24}")
STATEMENT_COLUMNS = (
    "id", "document", "path", "title", "outlet", "published", "url", "source", "cue", "content", "speaker",
    "voice", "form", "act", "certainty", "polarity", "within", "score",
)  # fmt: skip
DOCUMENT_COLUMNS = (
    "id", "path", "title", "outlet", "authors", "published", "url", "language", "length", "reader",
    "statements",
)  # fmt: skip


def search(
    query: Annotated[
        list[str] | None, typer.Argument(metavar="QUERY", help="What to look for, in the language below.")
    ] = None,
    ledger: LedgerOption = None,
    in_documents: Annotated[
        bool, typer.Option("--documents", help="Look for documents, in their titles and texts.")
    ] = False,
    facets: Annotated[
        bool, typer.Option("--facets", help="Count by outlet, speaker, act … instead of listing.")
    ] = False,
    similar: Annotated[
        str | None,
        typer.Option(
            metavar="ID|TEXT", help="Statements that mean nearly the same as a statement or a sentence."
        ),
    ] = None,
    oldest: Annotated[bool, typer.Option("--oldest", help="The oldest first, not the newest.")] = False,
    limit: Annotated[
        int | None,
        typer.Option(min=1, help=f"How many at most. Without it, {ROWS} on screen, all elsewhere."),
    ] = None,
    json: JsonOption = False,
    as_csv: Annotated[bool, typer.Option("--csv", help="Write CSV instead.")] = False,
    rebuild: Annotated[
        bool, typer.Option("--rebuild", help="First make the index of words anew, from what was read.")
    ] = False,
) -> None:
    """Find statements by their words and by what is known of them, newest first.

    All words must be there: in the content, the source, the cue or the speaker's name. Case, accents, hyphens
    and other marks do not matter, the endings of words do.

      hearsay search bridge closed               both words
      hearsay search '"the bridge" OR ferry'     a phrase, or a word; AND, OR, NOT in capitals
      hearsay search 'minist* -prime'            words that begin so; without a word
      hearsay search 'speaker:lisle act:deny'    in one field: see below
      hearsay search 'outlet:(post OR mirror) NOT (date:2031-05 OR title:"in brief")'
      hearsay search --documents 'act:deny bridge'
      hearsay search --facets bridge
      hearsay search --similar "The authority was warned in writing"

    Fields: content, source, cue, speaker (the words of a statement); title, text, outlet (those of the
    document); actor (a speaker in any spelling, or an id); act, form, certainty, polarity; document (id, path
    or file name); date (2031, 2031-05, 2031-05-09, 2031-01..2031-05), since, until.

    A query in quotation marks for the shell needs others for a phrase: '"two words"'. An empty query, '',
    finds everything. JSON (one object a line) and CSV have the full texts. docs/search.md tells more.
    """
    from hearsay.ledger.search import parse

    text = None if query is None else " ".join(query)
    _check(
        text,
        similar,
        rebuild=rebuild,
        documents=in_documents,
        facets=facets,
        csv=as_csv,
        json=json,
        oldest=oldest,
    )
    tree = None if text is None else parse(text)
    with _opened(ledger, tree, facets=facets, similar=similar is not None) as books:
        if rebuild:
            books.rebuild_search()
            say("The index of words was made anew.")
        if similar is not None:
            _similar(books, similar, limit or ROWS, json=json)
        elif text is not None and facets:
            _facets(books.facets(text, limit=limit or SHOWN_VALUES), json=json)
        elif text is not None:
            _found(books, text, limit, documents=in_documents, oldest=oldest, json=json, as_csv=as_csv)


def _check(text: str | None, similar: str | None, *, rebuild: bool, **given: bool) -> None:
    if text is None and similar is None and not rebuild:
        raise UsageError("There is nothing to look for.", remedy="Give words; '' finds everything.")
    if text is not None and similar is not None:
        raise UsageError("A query and --similar exclude each other.", remedy="Choose one of them.")
    if similar is not None and not similar.strip():
        raise UsageError("--similar needs a sentence.", remedy="Give one, or the id of a statement.")
    for one, other in (("csv", "json"), ("csv", "facets"), ("documents", "facets"), ("oldest", "facets")):
        if given[one] and given[other]:
            raise UsageError(f"--{one} and --{other} exclude each other.", remedy="Choose one of them.")
    for one in ("csv", "documents", "facets", "oldest"):
        if given[one] and similar is not None:
            raise UsageError(f"--{one} and --similar exclude each other.", remedy="Choose one of them.")


@contextmanager
def _opened(place: str | None, tree: Tree | None, *, facets: bool, similar: bool) -> Iterator[Ledger]:
    """The ledger, with as much of it up to date as the answer needs."""
    from hearsay.cli.linking import linked, linked_claims
    from hearsay.ledger import Ledger
    from hearsay.ledger.search import asks_for_actors

    if similar:
        with linked_claims(place) as books:
            yield books
    elif facets or (tree is not None and asks_for_actors(tree)):
        with linked(place) as books:
            yield books
    else:
        with Ledger.open(place, create=False) as books:
            yield books


def _found(
    books: Ledger, text: str, limit: int | None, *, documents: bool, oldest: bool, json: bool, as_csv: bool
) -> None:
    order: Order = "oldest" if oldest else "newest"
    most = limit if json or as_csv else limit or ROWS
    rows: Iterable[StatementRow | DocumentRow] = (
        books.search_documents(text, limit=most, order=order)
        if documents
        else books.search(text, limit=most, order=order)
    )
    if json:
        for row in rows:
            write_line(to_json(row))
        return
    if as_csv:
        columns = DOCUMENT_COLUMNS if documents else STATEMENT_COLUMNS
        write_csv(columns, ([_plain(getattr(row, name)) for name in columns] for row in rows))
        return
    if documents:
        _say_documents(books, text, list(books.search_documents(text, limit=most, order=order)))
        many = books.search_documents_count(text)
    else:
        _say_statements(text, list(books.search(text, limit=most, order=order)))
        many = books.search_count(text)
    say(_summary(many, "document" if documents else "statement", most or ROWS, oldest=oldest))


def _summary(many: int, what: str, most: int, *, oldest: bool) -> str:
    if not many:
        return (
            "Nothing is found. All words must be there, with their endings: minist* finds beginnings, OR "
            "between two words either of them."
        )
    if many <= most:
        return f"{counted(many, what)}."
    which = "oldest" if oldest else "newest"
    return f"{counted(many, what)}; the {which} {most:,} are shown. --limit shows more, --json and --csv all."


def _say_statements(text: str, rows: Iterable[StatementRow]) -> None:
    say_found(
        ("Date", "Outlet", "Source", "Act", "Content"),
        [
            (
                Cell((row.published or "")[:10]),
                cell(text, row.outlet or "", "outlet"),
                _speaker(text, row),
                Cell(row.act if row.polarity == "positive" else f"{row.act} (negative)"),
                cell(text, row.content, "content"),
            )
            for row in rows
        ],
    )


def _speaker(text: str, row: StatementRow) -> Cell:
    if not row.speaker and not row.source:
        return Cell("(narration)" if row.form == "narration" else "")
    named = cell(text, row.speaker or row.source, "speaker" if row.speaker else "source")
    if named.spans or not row.speaker or row.source == row.speaker:
        return named
    # The words that were looked for may stand in the source alone: "the minister" for a name.
    described = cell(text, row.source, "source")
    return described if described.spans else named


def _say_documents(books: Ledger, text: str, rows: list[DocumentRow]) -> None:
    texts = {document.id: document.text for document in books.texts(row.id for row in rows)}
    say_found(
        ("Date", "Outlet", "Title", "Statements", "Text"),
        [
            (
                Cell((row.published or "")[:10]),
                cell(text, row.outlet or "", "outlet"),
                cell(text, row.title or row.path or row.id, "title"),
                Cell(f"{row.statements:,}"),
                cell(text, texts[row.id], "text"),
            )
            for row in rows
        ],
    )


def _facets(found: Facets, *, json: bool) -> None:
    if json:
        write_line(to_json(found))
        return
    for name in ("outlet", "speaker", "act", "form", "certainty", "year"):
        facet = getattr(found, name)
        if not facet.buckets:
            continue
        none = "(nobody known)" if name == "speaker" else "(none)"
        rows = [(Cell(f"{bucket.count:,}"), Cell(bucket.name or none)) for bucket in facet.buckets]
        if facet.others:
            rows.append((Cell(""), Cell(f"and {facet.others:,} more; --limit shows more")))
        say_found(("", name.title()), rows)
    say(f"{counted(found.statements, 'statement')}.")


def _similar(books: Ledger, wanted: str, limit: int, *, json: bool) -> None:
    from hearsay.pipeline.similar import similar

    rows = similar(books, books.statement(wanted) if _ID.fullmatch(wanted) else wanted, limit=limit)
    if json:
        for row in rows:
            write_line(to_json(row))
        return
    if not rows:
        say("Nothing in the ledger is like it. `hearsay search WORD` looks for words.")
        return
    say_found(
        ("Alike", "Date", "Outlet", "Source", "Content"),
        [
            (
                Cell(f"{row.meaning:.2f}"),
                Cell((row.statement.published or "")[:10]),
                Cell(row.statement.outlet or ""),
                _speaker("", row.statement),
                Cell(f"{row.statement.content}{_repeated(row)}"),
            )
            for row in rows
        ],
    )


def _repeated(row: Similar) -> str:
    return f" (the same words {len(row.repeated):,} more times)" if row.repeated else ""


def _plain(value: object) -> object:
    return " → ".join(value) if isinstance(value, tuple) else value
