"""``hearsay who``: everything about one actor."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, Annotated

import typer

from hearsay.cli.linking import NameArgument, linked
from hearsay.cli.terminal import JsonOption, LedgerOption, output, say_table, visible, write_line
from hearsay.records import Reason, to_json

if TYPE_CHECKING:
    from hearsay.ledger import StatementRow
    from hearsay.pipeline.dossier import Dossier, Spelling

SHOWN = 20
"""Statements, spellings or documents in a list of the terminal; JSON has all but statements."""
DOCUMENTS_NAMED = 3


def who(
    name: NameArgument,
    ledger: LedgerOption = None,
    limit: Annotated[
        int,
        typer.Option(min=1, help=f"How many statements at most, by it and about it; else {SHOWN}."),
    ] = SHOWN,
    narration: Annotated[
        bool, typer.Option("--narration", help="With what outlets say about it in their own voice.")
    ] = False,
    json: JsonOption = False,
) -> None:
    """Show all about an actor: names, roles, what it said, what was said about it and by whom.

    The names come with the reasons why they are taken for one actor. If they are not one, `hearsay split`
    takes them apart; if another actor is the same, `hearsay merge` puts them together.

      hearsay who "Dorota Lisle"
      hearsay who lisle --limit 100
      hearsay who 4f1c09ab --json
    """
    from hearsay.pipeline.dossier import dossier

    with linked(ledger) as books:
        found = dossier(books, books.actor(name), limit=limit, narration=narration)
    if json:
        write_line(to_json(found))
        return
    titles = {one.id: one.title or one.path or one.id for one in found.documents}
    console = output()
    for line in _about(found, titles):
        console.print(visible(line), soft_wrap=True)
    _statements(f"Said {found.said_count:,}", found.said, by=False)
    _statements(f"Said about it by others {found.about_count:,}", found.about, by=True)
    _documents(found)


def _about(found: Dossier, titles: dict[str, str]) -> Iterator[str]:
    yield f"{found.name}, {found.type}{', known beforehand' if found.known else ''}"
    yield f"  id       {found.id}"
    for name, value in found.ids:
        yield f"  {name}  {value}"
    for number, spelling in enumerate(found.names[:SHOWN]):
        yield f"  {'' if number else 'names':7}  {_spelling(spelling)}"
    if len(found.names) > SHOWN:
        yield f"           and {len(found.names) - SHOWN:,} more"
    for number, part in enumerate(found.roles[:SHOWN]):
        yield f"  {'' if number else 'roles':7}  {part.role}: {_named(part.by, titles)}"
    for number, one in enumerate(found.affiliations[:SHOWN]):
        role = f" as {one.role}" if one.role else ""
        evidence = f": {_named(one.by, titles)}" if one.by else ", as the list of known actors says"
        yield f"  {'' if number else 'part of':7}  {one.name}{role}{evidence}"
    if found.first is not None and found.last is not None:
        yield f"  seen     from {found.first[:10]} to {found.last[:10]}"
    if not found.documents:
        yield "  seen     in no document yet"


def _spelling(spelling: Spelling) -> str:
    if not spelling.count:
        return f"{spelling.name}: in no document"
    documents = f"{spelling.documents:,} document{'' if spelling.documents == 1 else 's'}"
    why = f"; {', '.join(map(_reason, spelling.why))}" if spelling.why else ""
    return f"{spelling.name}: {spelling.count:,}× in {documents}{why}"


def _reason(reason: Reason) -> str:
    return f"{reason.what} {reason.score:.2f} ({reason.left} ~ {reason.right})"


def _named(ids: Iterable[str], titles: dict[str, str]) -> str:
    named = [titles.get(id, id) for id in ids]
    more = f" and {len(named) - DOCUMENTS_NAMED:,} more" if len(named) > DOCUMENTS_NAMED else ""
    return "; ".join(named[:DOCUMENTS_NAMED]) + more


def _statements(title: str, rows: Iterable[StatementRow], *, by: bool) -> None:
    rows = list(rows)
    if not rows:
        return
    output().print(f"\n{title}{f', the newest {len(rows):,}' if len(rows) >= SHOWN else ''}")
    speaker = [("By", 4)] if by else []
    say_table(
        None,
        [("Date", 0), ("Outlet", 3), *speaker, ("Act", 0), ("Content", 12)],
        (
            (
                (row.published or "")[:10],
                row.outlet or "",
                *([row.speaker or row.source or "(narration)"] if by else []),
                row.act if row.polarity == "positive" else f"{row.act} (negative)",
                row.content,
            )
            for row in rows
        ),
    )


def _documents(found: Dossier) -> None:
    if not found.documents:
        return
    shown = found.documents[-SHOWN:]
    number = len(found.documents)
    last = f", the newest {SHOWN}" if number > SHOWN else ""
    output().print(f"\nSeen in {number:,} document{'' if number == 1 else 's'}{last}")
    say_table(
        None,
        [("Id", 0), ("Date", 0), ("Outlet", 3), ("Title or path", 8)],
        (
            (one.id[:12], (one.published or "")[:10], one.outlet or "", one.title or one.path or "")
            for one in shown
        ),
    )
