"""The examples of docs/exchange.md are what is written."""

from __future__ import annotations

import io
import json
import re
from pathlib import Path

import exchange
import pytest

from hearsay.formats.base import Wanted
from hearsay.formats.ftm_links import LINKS
from hearsay.formats.registry import named
from hearsay.ledger import Ledger
from hearsay.pipeline.importing import KINDS

PAGE = (Path(__file__).parents[3] / "docs" / "exchange.md").read_text(encoding="utf-8")


@pytest.mark.parametrize(("name", "block", "lines"), [("ftm", "jsonl", 4), ("claimreview", "json", 2)])
def test_the_examples_are_what_is_written(tmp_path: Path, name: str, block: str, lines: int) -> None:
    if name == "ftm":
        pytest.importorskip("followthemoney")
    out = io.BytesIO()
    with Ledger.open(str(tmp_path / "books.db")) as books:
        exchange.fill(books)
        books.store_claims(add=[exchange.PAID])
        books.know_fact_checks([exchange.CHECK])
        named(name).write(books, Wanted(), out)
    written = [json.loads(row.rstrip(",")) for row in out.getvalue().decode().splitlines() if row[:2] == '{"'
               and not row.startswith('{"@context"')]  # fmt: skip
    (example,) = re.findall(rf"```{block}\n(.*?)```", PAGE, re.DOTALL)
    shown = [json.loads(row) for row in example.splitlines()]
    assert len(shown) == lines
    assert all(row in written for row in shown)


def test_every_relation_and_every_kind_of_file_is_told_of() -> None:
    for type, link in LINKS.items():
        assert re.search(rf"^\| [^|]*\b{type}\b[^|]* \| {link.schema} \|", PAGE, re.MULTILINE), type
    assert all(f"| `{kind}` |" in PAGE for kind in KINDS)
