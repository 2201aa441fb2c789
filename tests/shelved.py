"""An invented ledger for exports: claims, copies, judgements, and a document with everything that hurts."""

from __future__ import annotations

from pathlib import Path

import lorries
import people
from msgspec.structs import replace

from hearsay.ledger import Ledger
from hearsay.pipeline.claims import link_claims
from hearsay.pipeline.link import link
from hearsay.records import Anchor, Document, Edit, FactCheck, Judgement, Reading, Wording

HURTS = "that “<b>&amp; 'tis\u0007”, сказал \U0001f989 \u05e9\u05dc\u05d5\u05dd \u4e2d a_b *c* d](e) $x$ | ok"
"""Markup, a control character, Cyrillic, a character beyond the basic plane, Hebrew, Chinese, Markdown."""
URL = "https://gazette.example/a b?q=<x>&y=[1]"
REPRINT = (
    "The mayor of Stennby opened the new ferry landing on Tuesday after months of delay. "
    "Builders had found old piles under the quay, and nobody knew who had driven them. "
    "The town paid for the work itself and will ask the county for half of the money. "
    "Ferries leave every twenty minutes from six in the morning until midnight."
)
JUDGED = (
    Judgement(
        id="j1", at="2031-06-01T10:00:00+00:00", author="Ed <ed@desk.example>", about="statement",
        verdict="no", left=Anchor(document="hurts", span=(0, 5), words="Mila "), note="not “said”\nat all",
    ),
    Judgement(
        id="j2", at="2031-06-01T11:00:00+00:00", author="Ana", about="statement", verdict="edit",
        left=Anchor(document="gone", span=(3, 8), words="words", before="a ", after=" b", place=URL),
        edit=Edit(content=(Wording(span=(3, 8), words="words"),), certainty="possible"),
    ),
    Judgement(
        id="j3", at="2031-06-01T12:00:00+00:00", author="Ana", about="copy", verdict="unsure", undoes="j1"
    ),
)  # fmt: skip
CHECKS = (
    FactCheck(
        id="f1", claim="Forty overloaded lorries crossed Harrow Bridge every night last winter",
        claimant="Dorota Lisle", verdict="unproven", author="Calder Facts", published="2031-06-02",
        url="https://facts.example/1",
    ),
    FactCheck(id="f2", claim="The moon over Stennby is made of soap"),
)  # fmt: skip


def hurting() -> tuple[Document, Reading]:
    """A document with what is hard to write down, said by somebody; undated, of no outlet."""
    document, reading = people.article("hurts", [("[Mila Örenko]", "said", HURTS)])
    return replace(document, url=URL, title='“<Tïtle>” & "co"', language="en"), reading


def ledger(folder: Path) -> Ledger:
    """The ledger, linked, in a file of this folder."""
    books = Ledger.open(str(folder / "shelved.db"))
    cost = ("[Ilka Morrow]", "said", "that the landing at Stennby cost nineteen thousand crowns")
    credit = f"{REPRINT} First published by the Stennby Gazette."
    first = lorries.told("f-ferry", 3, "Stennby Gazette", [cost, ("", "", REPRINT)])
    second = lorries.told("g-ferry", 4, "Far Bank", [cost, ("", "", credit)])
    people.store(books, [*people.BRIDGE, *lorries.ALL, first, second, hurting()])
    books.judge(*JUDGED)
    books.know_fact_checks(CHECKS)
    link(books)
    link_claims(books, embedding=lorries.WordVectors)
    return books
