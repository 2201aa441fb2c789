"""``hearsay copies``: which documents took passages over from earlier ones."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice
from typing import TYPE_CHECKING, Annotated, get_args

import typer

from hearsay.cli.linking import linked_claims
from hearsay.cli.terminal import JsonOption, LedgerOption, among, output, say, say_table, visible, write_line
from hearsay.records import Copy, CopyKind, Reason, to_json

if TYPE_CHECKING:
    from hearsay.ledger import Ledger
    from hearsay.pipeline.accounts import Accountant

KINDS: tuple[CopyKind, ...] = get_args(CopyKind)
TABLE_ROWS = 100


def copies(
    ledger: LedgerOption = None,
    document: Annotated[
        str | None,
        typer.Option(metavar="DOCUMENT", help="From or into this document: id, path, file name or title."),
    ] = None,
    kind: Annotated[
        str | None, typer.Option(metavar="KIND", help=f"Of this kind alone: {', '.join(KINDS)}.")
    ] = None,
    outlet: Annotated[str | None, typer.Option(metavar="NAME", help="From or into this outlet.")] = None,
    passages: Annotated[
        bool, typer.Option("--passages", help="With the passages, as they stand in both documents.")
    ] = False,
    limit: Annotated[
        int | None,
        typer.Option(min=1, help=f"How many at most. Without it, {TABLE_ROWS} in a table and all elsewhere."),
    ] = None,
    json: JsonOption = False,
) -> None:
    """List the copies: documents that took passages over from earlier ones.

    A *reprint* is most of the earlier document, an *excerpt* a part of it in a text of its own, an *update*
    an outlet's next version of its own story, a *release* the statement of somebody who is written about. Two
    reporters who quote the same speech do not copy each other. The shares tell how much of each text it is.

      hearsay copies
      hearsay copies --kind reprint --outlet "Far Bank"
      hearsay copies --document bridge.html --passages
      hearsay copies --json
    """
    among("kind", [] if kind is None else [kind], KINDS)
    from hearsay.pipeline.accounts import Accountant

    with linked_claims(ledger) as books:
        wanted = next((one for one in KINDS if one == kind), None)
        id = books.find(document).id if document is not None else None
        found = books.copies(document=id, kind=wanted, outlet=outlet, limit=limit)
        accountant = Accountant(books)
        if json:
            for copy in found:
                write_line(to_json(accountant.copy(copy)))
        elif passages:
            _passages(books, found, accountant, limit)
        else:
            _table(found, accountant, limit)


def _table(found: Iterator[Copy], accountant: Accountant, limit: int | None) -> None:
    most = limit or TABLE_ROWS
    shown = list(islice(found, most))
    if not shown:
        _nothing()
        return
    say_table(
        None,
        [("Kind", 0), ("Date", 0), ("Into", 5), ("Share", 0), ("From", 5), ("Share", 0), ("Credited", 0)],
        (
            (
                copy.kind,
                (accountant.publication(copy.later).published or "")[:10],
                _named(accountant, copy.later),
                f"{copy.share_later:.0%}",
                _named(accountant, copy.earlier),
                f"{copy.share_earlier:.0%}",
                "yes" if copy.credited else "no",
            )
            for copy in shown
        ),
    )
    if limit is None and next(found, None) is not None:
        say(f"The first {most} are shown; --limit shows more, --json all.")


def _passages(books: Ledger, found: Iterator[Copy], accountant: Accountant, limit: int | None) -> None:
    console = output()
    shown = list(islice(found, limit or TABLE_ROWS))
    if not shown:
        _nothing()
    for copy in shown:
        earlier, later = books.find(copy.earlier).text, books.find(copy.later).text
        credit = "credited" if copy.credited else "not credited"
        names = f"{_named(accountant, copy.later)} from {_named(accountant, copy.earlier)}"
        lines = [f"{copy.kind}, {credit}: {names}"]
        lines += [f"  why   {told_reason(reason)}" for reason in copy.why]
        for one in copy.passages:
            lines.append(f"  from  {_at(one.earlier)} {earlier[slice(*one.earlier)]}")
            lines.append(f"  into  {_at(one.later)} {later[slice(*one.later)]}")
        for line in (*lines, ""):
            console.print(visible(line), soft_wrap=True)


def told_reason(reason: Reason) -> str:
    """A reason in one line."""
    values = f": {reason.left} ~ {reason.right}" if reason.left or reason.right else ""
    return f"{reason.what} {reason.score:.2f}{values}"


def _at(span: tuple[int, int]) -> str:
    return f"[{span[0]}, {span[1]})"


def _named(accountant: Accountant, document: str) -> str:
    one = accountant.publication(document)
    return ": ".join(part for part in (one.outlet, one.title or one.path or one.id) if part)


def _nothing() -> None:
    say("No document took a passage over from another, as far as the ledger knows.")
