"""``hearsay actors``: who is named in the documents, as a table, JSON lines or CSV."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice
from typing import Annotated, get_args

import typer

from hearsay.cli.linking import ActorsOption, bring_up_to_date, learn_actors
from hearsay.cli.read import SOME_REJECTED
from hearsay.cli.terminal import JsonOption, LedgerOption, among, say, say_table, write_csv, write_line
from hearsay.errors import UsageError
from hearsay.records import Actor, EntityType, Record, to_json

TYPES: tuple[EntityType, ...] = get_args(EntityType)
COLUMNS = ("id", "type", "name", "names", "roles", "documents", "affiliations")
TABLE_ROWS = 200


class Belonging(Record):
    """What an actor belongs to, and the ids of the documents that say so."""

    actor: str
    name: str
    by: tuple[str, ...]


class ActorLine(Record):
    """One line of JSON; ``documents`` is how many documents name the actor."""

    id: str
    type: EntityType
    name: str
    names: tuple[str, ...]
    roles: tuple[str, ...]
    documents: int
    affiliations: tuple[Belonging, ...]


def actors(
    ledger: LedgerOption = None,
    type: Annotated[
        str | None, typer.Option(metavar="TYPE", help=f"Of this type alone: {', '.join(TYPES)}.")
    ] = None,
    contains: Annotated[
        str | None, typer.Option(metavar="WORDS", help="In one of their names, in any spelling.")
    ] = None,
    limit: Annotated[
        int | None,
        typer.Option(min=1, help=f"How many at most. Without it, {TABLE_ROWS} in a table and all elsewhere."),
    ] = None,
    known: ActorsOption = None,
    json: JsonOption = False,
    as_csv: Annotated[bool, typer.Option("--csv", help="Write CSV instead.")] = False,
) -> None:
    """List the actors: who is named in the documents, under which names.

    Entities of all documents that are one person, organization or place are one actor, whatever the spelling.
    Those of the most documents come first. `hearsay who` says everything about one; `hearsay merge`,
    `hearsay split` and `hearsay rename` put right what is wrong.

      hearsay actors
      hearsay actors --type person --contains lisle
      hearsay actors --actors people.csv
      hearsay actors --json | jq .names
      hearsay actors --csv > actors.csv

    In CSV a cell that a spreadsheet would take for a formula has an apostrophe before it.

    Exit codes: 0 done, 3 done but some lines of --actors were rejected, 2 wrong usage, 1 failed.
    """
    if json and as_csv:
        raise UsageError("--json and --csv exclude each other.", remedy="Choose one of them.")
    among("type", [] if type is None else [type], TYPES)

    from hearsay.ledger import Ledger

    with Ledger.open(ledger, create=False) as books:
        rejected = learn_actors(books, known)
        bring_up_to_date(books)
        wanted = next((one for one in TYPES if one == type), None)
        found = books.actors(type=wanted, contains=contains, limit=limit)
        if json:
            for actor in found:
                write_line(to_json(_line(actor)))
        elif as_csv:
            rows = map(_line, found)
            write_csv(COLUMNS, ([_cell(getattr(row, column)) for column in COLUMNS] for row in rows))
        else:
            _table(found, limit)
    if rejected:
        raise typer.Exit(SOME_REJECTED)


def _line(actor: Actor) -> ActorLine:
    return ActorLine(
        id=actor.id,
        type=actor.type,
        name=actor.name,
        names=actor.names,
        roles=actor.roles,
        documents=_documents(actor),
        affiliations=tuple(
            Belonging(actor=one.actor, name=one.name, by=one.by) for one in actor.affiliations
        ),
    )


def _documents(actor: Actor) -> int:
    return len({member.document for member in actor.members})


def _cell(value: object) -> object:
    if isinstance(value, tuple):
        return "; ".join(one.name if isinstance(one, Belonging) else one for one in value)
    return value


def _table(found: Iterator[Actor], limit: int | None) -> None:
    most = limit or TABLE_ROWS
    shown = list(islice(found, most))
    if not shown:
        say("No actor matches. Actors are whoever the documents name; `hearsay documents` lists those.")
        return
    say_table(
        None,
        [("Id", 0), ("Name", 4), ("Type", 0), ("Docs", 0), ("Also called", 6), ("Roles and belonging", 5)],
        (
            (
                actor.id[:12],
                actor.name,
                actor.type,
                f"{_documents(actor):,}",
                ", ".join(name for name in actor.names if name != actor.name),
                ", ".join(dict.fromkeys((*actor.roles, *(one.name for one in actor.affiliations)))),
            )
            for actor in shown
        ),
    )
    if limit is None and next(found, None) is not None:
        say(f"The first {most} are shown; --limit shows more, --json and --csv all.")
