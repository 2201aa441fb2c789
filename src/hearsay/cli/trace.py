"""``hearsay trace``: what a claim rests on, as a graph."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from hearsay.cli.claim import ClaimArgument
from hearsay.cli.linking import linked_claims
from hearsay.cli.terminal import LedgerOption, output, say, visible
from hearsay.errors import UsageError

if TYPE_CHECKING:
    from hearsay.pipeline.accounts import Account
    from hearsay.records import Claim, Party, Rest

VERBS = {
    "says": "as said by",
    "passes-on": "passed on from",
    "speaks-for": "speaking for",
    "belongs-to": "part of",
    "has-it-from": "who has it from",
    "paid-by": "paid by",
    "copies": "copied from",
    "cites": "citing",
    "told-before": "told before by",
}


def trace(
    name: ClaimArgument,
    ledger: LedgerOption = None,
    svg: Annotated[
        Path | None,
        typer.Option("--svg", metavar="FILE", help="Draw the origin chart: outlets, time, origins."),
    ] = None,
    graphml: Annotated[
        Path | None,
        typer.Option("--graphml", metavar="FILE", help="Write the graph for Gephi, yEd, networkx."),
    ] = None,
    until: Annotated[
        str | None,
        typer.Option(
            metavar="DATE", help="As it looked before this day, when later documents were not known."
        ),
    ] = None,
) -> None:
    """Trace a claim to its origins: what rests on what, step by step, each with the words that show it.

      hearsay trace "warned in writing"
      hearsay trace 4f1c09ab --until 2031-05-20
      hearsay trace 4f1c09ab --svg claim.svg --graphml claim.graphml

    An origin rests on nobody else. *Independent* are as many as can be reached on paths that share nothing;
    without the one or the few that everything hinges on, no path is left.
    """
    from hearsay.pipeline.accounts import Accountant
    from hearsay.pipeline.grounds import looked

    with linked_claims(ledger) as books:
        claim = books.claim(name)
        accountant = Accountant(books)
        if until is not None:
            claim = looked(books, claim, list(accountant.tellings(claim).values()), until)
        account = accountant.account(claim)
        if svg is not None:
            _write(svg, _chart(account, claim))
        if graphml is not None:
            from hearsay.formats.graph import graphml as written

            _write(graphml, written(claim))
    if svg is not None or graphml is not None:
        return
    console = output()
    for line in _told(account):
        console.print(visible(line), soft_wrap=True)


def _chart(account: Account, claim: Claim) -> str:
    from hearsay.formats.chart import Dot, svg

    copied = {
        rest.upper.id
        for rest in (*account.rests, *account.denied.rests)
        if rest.kind == "copies" and rest.upper.kind == "statement"
    }
    dots = (
        Dot(
            statement=told.id,
            document=told.document.id,
            outlet=told.document.outlet,
            published=told.document.published,
            form=told.form,
            stance=told.stance,
            copied=told.id in copied,
            speaker=told.speaker.name if told.speaker else None,
        )
        for told in account.statements
    )
    return svg(claim, dots)


def _write(path: Path, text: str) -> None:
    try:
        path.write_text(text, encoding="utf-8")
    except OSError as error:
        raise UsageError(
            f"The file cannot be written: {error.strerror}.", where=str(path), remedy="Choose another place."
        ) from error
    say(f"Written: {path}")


def _told(account: Account) -> Iterator[str]:
    yield account.proposition
    sides = (("Supported", account.rests, account), ("Denied", account.denied.rests, account.denied))
    for title, rests, ground in sides:
        if not ground.origins:
            continue
        yield ""
        yield f"{title}: {ground.independence:,} independent of {len(ground.origins):,} origins"
        below: dict[tuple[str, str], list[Rest]] = {}
        for rest in rests:
            below.setdefault((rest.upper.kind, rest.upper.id), []).append(rest)
        origins = {(origin.kind, origin.id) for origin in ground.origins}
        for told in account.statements:
            if told.stance == ("supports" if title == "Supported" else "denies"):
                date = (told.document.published or "undated")[:10]
                where = told.document.outlet or told.document.title or "?"
                yield f"  {date}  {where}: {told.text} [{told.id[:8]}]"
                yield from _below(("statement", told.id), below, origins, 4, set())


def _below(
    party: tuple[str, str],
    below: dict[tuple[str, str], list[Rest]],
    origins: set[tuple[str, str]],
    depth: int,
    seen: set[tuple[str, str]],
) -> Iterator[str]:
    for rest in below.get(party, ()):
        lower = (rest.lower.kind, rest.lower.id)
        mark = "  ◆ origin" if lower in origins else ""
        shortened = (_short(anchor.words) for anchor in rest.evidence if anchor.words)
        words = "; ".join(f"“{found}”" for found in dict.fromkeys(shortened))
        shown = f" ({words})" if words else ""
        yield f"{' ' * depth}{VERBS[rest.kind]} {_named(rest.lower)}{shown}{mark}"
        if lower not in seen and rest.lower.kind != "statement":
            yield from _below(lower, below, origins, depth + 2, seen | {lower})


def _short(words: str, most: int = 100) -> str:
    words = " ".join(words.split())
    return words if len(words) <= most else f"{words[:most].rsplit(' ', 1)[0]} …"


def _named(party: Party) -> str:
    return f"[{party.id[:8]}] {party.name}" if party.kind == "statement" else party.name
