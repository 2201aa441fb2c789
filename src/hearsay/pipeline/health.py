"""Is everything there that hearsay needs? Versions, weights, the ledger, and what is optional."""

from __future__ import annotations

import platform
from collections.abc import Iterator
from importlib.metadata import PackageNotFoundError, version
from importlib.util import find_spec
from typing import Literal

import hearsay
from hearsay.errors import HearsayError, LedgerNotFound
from hearsay.ledger import Ledger
from hearsay.records import Record

REQUIRED = (
    "alembic", "charset-normalizer", "lxml", "msgspec", "networkx", "numpy", "onnxruntime", "py3langid",
    "pypdfium2", "python-docx", "rich", "rigour", "sqlalchemy", "tokenizers", "trafilatura", "typer",
)  # fmt: skip

EXTRAS = (
    ("postgres", ("psycopg",), "ledgers in PostgreSQL"),
    ("tables", ("pyarrow", "pandas", "polars"), "tables in Python, and Parquet"),
    ("xlsx", ("xlsxwriter",), "spreadsheets"),
    ("ftm", ("followthemoney",), "exchange with Aleph and OpenAleph"),
    ("pdf", ("reportlab",), "dossiers as PDF"),
)
"""What each extra of hearsay brings, and what for."""


class Finding(Record):
    """One thing that was looked at: how it is, and what to do when it is not well.

    ``state`` is ``missing`` for what is optional and not there, ``broken`` for what stops hearsay.
    """

    name: str
    state: Literal["well", "missing", "broken"]
    detail: str
    remedy: str | None = None


def examine(place: str | None = None) -> Iterator[Finding]:
    """Look at everything; ``place`` is the ledger's."""
    yield Finding(name="hearsay", state="well", detail=hearsay.__version__)
    yield Finding(name="Python", state="well", detail=f"{platform.python_version()} on {platform.platform()}")
    yield from map(_package, REQUIRED)
    yield _weights()
    yield _reading()
    yield from _ledger(place)
    yield from (_extra(*extra) for extra in EXTRAS)
    yield _training()


def _package(name: str) -> Finding:
    try:
        return Finding(name=name, state="well", detail=version(name))
    except PackageNotFoundError:
        return Finding(
            name=name, state="broken", detail="not installed", remedy=f"Install it: pip install {name}"
        )


def _extra(name: str, packages: tuple[str, ...], purpose: str) -> Finding:
    found = []
    for package in packages:
        try:
            found.append(f"{package} {version(package)}")
        except PackageNotFoundError:
            return Finding(
                name=name,
                state="missing",
                detail=f"{package} is not installed; only {purpose} need it",
                remedy=f"pip install 'hearsay[{name}]'",
            )
    return Finding(name=name, state="well", detail=", ".join(found))


def _weights() -> Finding:
    from hearsay.model import WEIGHTS
    from hearsay.model.manifest import read_manifest

    try:
        manifest = read_manifest(WEIGHTS)
    except HearsayError as error:
        return _broken("weights", error)
    scores = ", ".join(f"{name} {value}" for name, value in manifest.scores.items() if _plain(value))
    return Finding(
        name="weights",
        state="well",
        detail=f"{manifest.version}, {len(manifest.files)} files as the manifest says"
        + (f"; {scores}" if scores else ""),
    )


def _reading() -> Finding:
    from hearsay.pipeline.readers import make_reader
    from hearsay.records import Document

    try:
        reader = make_reader()
        reading = reader.read([Document(id="doctor", text="The bridge is safe, the mayor said.")])[0]
    except HearsayError as error:
        return _broken("reader", error)
    except Exception as error:
        return Finding(
            name="reader",
            state="broken",
            detail=f"it fails on one sentence: {type(error).__name__}: {error}",
            remedy="Reinstall hearsay with the versions of its packages that it asks for.",
        )
    return Finding(
        name="reader",
        state="well",
        detail=f"{reading.reader}, statements in a test: {len(reading.statements)}",
    )


def _ledger(place: str | None) -> Iterator[Finding]:
    try:
        with Ledger.open(place, create=False, read_only=True) as ledger:
            counts = ledger.counts()
            problems = ledger.check()
            where = ledger.place
    except LedgerNotFound as error:
        yield Finding(
            name="ledger",
            state="missing",
            detail=f"none at {error.where} yet",
            remedy="`hearsay read` makes one; name another with --ledger.",
        )
        return
    except HearsayError as error:
        yield _broken("ledger", error)
        return
    detail = (
        f"{where}: {counts.documents:,} documents, {counts.statements:,} statements, "
        f"{counts.rejections:,} rejections"
    )
    yield Finding(name="ledger", state="well", detail=detail)
    for problem in problems:
        yield Finding(
            name="ledger",
            state="broken",
            detail=problem,
            remedy="Read the inputs again into a new ledger, or go back to a copy.",
        )


def _training() -> Finding:
    if find_spec("torch") is not None:
        return Finding(name="training", state="well", detail="PyTorch is installed")
    return Finding(
        name="training",
        state="missing",
        detail="PyTorch is not installed; only training new weights needs it",
        remedy="`make train` sets up an environment of its own for it.",
    )


def _plain(value: object) -> bool:
    return isinstance(value, int | float | str)


def _broken(name: str, error: HearsayError) -> Finding:
    where = f" ({error.where})" if error.where else ""
    return Finding(name=name, state="broken", detail=f"{error.what}{where}", remedy=error.remedy)
