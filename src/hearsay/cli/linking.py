"""What the commands about actors share: a ledger whose actors are not stale, and who judges."""

from __future__ import annotations

import getpass
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from hearsay.cli.progress import say_rejection
from hearsay.cli.terminal import messages, say, visible
from hearsay.errors import UsageError

if TYPE_CHECKING:
    from hearsay.ledger import Ledger
    from hearsay.pipeline.claims import Linked
    from hearsay.pipeline.judging import Author
    from hearsay.records import Actor

NameArgument = Annotated[str, typer.Argument(metavar="NAME", help="A name, part of a name, or an id.")]
ActorArgument = Annotated[str, typer.Argument(metavar="A", help="A name, part of a name, or an id.")]
AuthorOption = Annotated[
    str | None,
    typer.Option(
        "--author",
        metavar="NAME",
        help="Who judges. Without it, whom HEARSAY_AUTHOR names, else the user of this computer.",
        envvar="HEARSAY_AUTHOR",
        show_envvar=False,
    ),
]
NoteOption = Annotated[
    str | None, typer.Option(metavar="TEXT", help="Why; kept with the judgement and shown with it.")
]
ActorsOption = Annotated[
    Path | None,
    typer.Option(
        "--actors",
        metavar="FILE",
        help="A list of actors you know: CSV with the columns name, type, aliases, parent, wikidata …, or "
        "FollowTheMoney entities as JSON lines. It is kept in the ledger; give it again when it has changed.",
    ),
]


@contextmanager
def linked(place: str | None) -> Iterator[Ledger]:
    """A ledger with its actors up to date."""
    from hearsay.ledger import Ledger

    with Ledger.open(place, create=False) as books:
        bring_up_to_date(books)
        yield books


def bring_up_to_date(books: Ledger) -> None:
    """Link the actors of a ledger if they are stale, and say which judgements have no place any more."""
    from hearsay.pipeline.link import link
    from hearsay.pipeline.standing import standing
    from hearsay.pipeline.views import refresh

    refresh(books)
    console = messages()
    if console.is_terminal:
        with console.status("Linking actors …") as status:
            link(books, lambda words: status.update(f"{visible(words)} …"))
    else:
        link(books)
    lost = len(standing(books).lost)
    if lost:
        say(
            f"{lost:,} judgement{'' if lost == 1 else 's'} cannot be placed in what was read: kept, but "
            "without effect. `hearsay judgements` marks what is lost."
        )


def learn_actors(books: Ledger, path: Path | None) -> bool:
    """Keep the known actors of a file, if one is given; returns whether some of its lines were rejected."""
    if path is None:
        return False
    from hearsay.pipeline.link import learn

    learnt = learn(books, path)
    for rejection in learnt.rejections:
        say_rejection(rejection)
    say(f"Known actors: {learnt.actors:,} from {path}.")
    return bool(learnt.rejections)


def author(name: str | None, note: str | None) -> Author:
    """Who judges, and the note.

    Raises:
        UsageError: nobody says who it is.
    """
    from hearsay.pipeline.judging import Author

    if name is None or not name.strip():
        try:
            name = getpass.getuser()
        except (KeyError, OSError, ImportError):
            raise UsageError(
                "A judgement needs an author.", remedy="Give --author, or set HEARSAY_AUTHOR."
            ) from None
    return Author(name.strip(), note)


def told(actor: Actor) -> str:
    """An actor in one line: name, other spellings, in how many documents, id."""
    documents = len({member.document for member in actor.members})
    others = [name for name in actor.names if name != actor.name]
    called = f", also {', '.join(others[:8])}{' …' if len(others) > 8 else ''}" if others else ""
    return (
        f"{actor.name}{called} ({documents:,} document{'' if documents == 1 else 's'}, id {actor.id[:12]})."
    )


@contextmanager
def linked_claims(place: str | None) -> Iterator[Ledger]:
    """A ledger with its actors, copies and claims up to date."""
    with linked(place) as books:
        link_claims(books)
        yield books


def link_claims(books: Ledger, *, rebuild: bool = False) -> Linked:
    """Link the copies and claims of a ledger as far as they are stale; long work shows how far it is."""
    from hearsay.pipeline.claims import link_claims as bring

    console = messages()
    if not console.is_terminal:
        return bring(books, rebuild=rebuild)
    with console.status("Linking claims …") as status:
        return bring(books, rebuild=rebuild, progress=lambda words: status.update(f"{visible(words)} …"))
