"""The options that narrow statements, for every command that has them, and what they come to."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, Annotated, get_args

import typer

from hearsay.cli.terminal import among
from hearsay.errors import UsageError
from hearsay.records import Certainty, Form

if TYPE_CHECKING:
    from hearsay.ledger import Filters, Ledger

FORMS: tuple[Form, ...] = get_args(Form)
CERTAINTIES: tuple[Certainty, ...] = get_args(Certainty)

SourceOption = Annotated[
    str | None, typer.Option(metavar="WORDS", help="In the words of the source, or the speaker's name.")
]
ContainsOption = Annotated[str | None, typer.Option(metavar="WORDS", help="In the words of the content.")]
ActOption = Annotated[
    list[str] | None,
    typer.Option(metavar="ACT", help="say, claim, deny, admit …; give it again for one more."),
]
FormOption = Annotated[
    list[str] | None,
    typer.Option(metavar="FORM", help=f"{', '.join(FORMS)}; give it again for one more."),
]
OutletOption = Annotated[str | None, typer.Option(metavar="NAME", help="The outlet's whole name.")]
SinceOption = Annotated[
    str | None, typer.Option(metavar="DATE", help="Published on or after: 2031, 2031-05 or 2031-05-09.")
]
UntilOption = Annotated[
    str | None, typer.Option(metavar="DATE", help="Published on or before, in the same way.")
]
CertaintyOption = Annotated[str | None, typer.Option(metavar="HOW", help=f"{', '.join(CERTAINTIES)}.")]
DocumentOption = Annotated[
    str | None, typer.Option(metavar="DOC", help="An id, path, file name or part of a title.")
]


def check(acts: Iterable[str] | None, forms: Iterable[str] | None, certainty: str | None) -> None:
    """Refuse what no statement can be, before any ledger is opened.

    Raises:
        UsageError: there is no such act, form or certainty.
    """
    from hearsay.ledger import known_acts

    among("act", acts or (), sorted(known_acts()))
    among("form", forms or (), FORMS)
    among("certainty", [certainty] if certainty is not None else [], CERTAINTIES)


def chosen_forms(forms: Iterable[str] | None, *, narration: bool) -> tuple[Form, ...]:
    """The forms that are wanted; none means all.

    Raises:
        UsageError: nothing is left.
    """
    given = list(forms or ())
    wanted = tuple(one for one in FORMS if one in given)
    if narration:
        return wanted
    wanted = tuple(one for one in wanted or FORMS if one != "narration")
    if not wanted:
        raise UsageError(
            "--form narration and --no-narration leave nothing.", remedy="Leave out one of them."
        )
    return wanted


def made(
    books: Ledger,
    *,
    source: str | None,
    contains: str | None,
    act: Iterable[str] | None,
    form: tuple[Form, ...],
    outlet: str | None,
    since: str | None,
    until: str | None,
    certainty: str | None,
    document: str | None,
) -> Filters:
    """The filters that the options come to.

    Raises:
        UnknownDocument: there is no such document.
    """
    from hearsay.ledger import Filters

    return Filters(
        source=source,
        contains=contains,
        act=tuple(act or ()),
        form=form,
        outlet=outlet,
        since=since,
        until=until,
        certainty=next((one for one in CERTAINTIES if one == certainty), None),
        document=books.find(document).id if document is not None else None,
    )
