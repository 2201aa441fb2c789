"""The formats that a ledger may be exported to, ours and those of other packages."""

from __future__ import annotations

from functools import cache
from importlib import import_module
from importlib.metadata import entry_points

from hearsay.errors import UsageError
from hearsay.formats.base import Format

GROUP = "hearsay.formats"

# The same as in pyproject.toml, so that a source tree that is not installed knows them too.
OURS = {
    "jsonl": "hearsay.formats.lines:FORMAT",
    "csv": "hearsay.formats.table_csv:FORMAT",
    "xlsx": "hearsay.formats.table_xlsx:FORMAT",
    "parquet": "hearsay.formats.table_parquet:FORMAT",
    "annotations": "hearsay.formats.annotations:FORMAT",
    "graphml": "hearsay.formats.networks:GRAPHML",
    "gexf": "hearsay.formats.networks:GEXF",
    "rdf": "hearsay.formats.provenance:FORMAT",
    "ftm": "hearsay.formats.followthemoney:FORMAT",
    "claimreview": "hearsay.formats.claimreview:FORMAT",
    "markdown": "hearsay.formats.dossiers:MARKDOWN",
    "html": "hearsay.formats.dossiers:HTML",
    "pdf": "hearsay.formats.dossiers:PDF",
}


@cache
def places() -> dict[str, str]:
    """Where each format is, by name; one of another package under our name replaces ours."""
    found = {point.name: point.value for point in entry_points(group=GROUP)}
    return dict(sorted({**OURS, **found}.items()))


def named(name: str) -> Format:
    """The format of this name.

    Raises:
        UsageError: there is none, or the library it needs is not installed.
    """
    known = places()
    if name not in known:
        raise UsageError(f"There is no format “{name}”.", remedy=f"Choose from: {', '.join(known)}.")
    module, _, attribute = known[name].partition(":")
    try:
        made: Format = getattr(import_module(module), attribute)
    except (ImportError, AttributeError) as error:
        raise UsageError(
            f"The format {name} cannot be loaded: {error}.",
            where=known[name],
            remedy="Install hearsay, or the package that brings this format, again.",
        ) from error
    return made


def by_suffix(file_name: str) -> Format | None:
    """The format whose usual suffix a file's name ends with, if that tells one: of several the longest."""
    found: dict[str, list[Format]] = {}
    for name in places():
        try:
            made = named(name)
        except UsageError:
            continue  # a format that cannot be loaded says so when it is asked for by name
        if file_name.lower().endswith(made.suffix):
            found.setdefault(made.suffix, []).append(made)
    fitting = found[max(found, key=len)] if found else []
    return fitting[0] if len(fitting) == 1 else None


def needed(library: str, extra: str, what: str) -> UsageError:
    """The error where a library is missing: formats import theirs inside ``write`` and raise this."""
    return UsageError(
        f"{what} needs the library {library}, which is not installed.",
        remedy=f"Install it: pip install 'hearsay[{extra}]'",
    )
