"""An invented ledger in which the machine is unsure of things of every kind, for what asks people."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

import lorries
import people
from msgspec.structs import replace

from hearsay.ledger import Ledger
from hearsay.pipeline import claims
from hearsay.pipeline.link import link
from hearsay.pipeline.views import refresh
from hearsay.records import Document, Label, Reading, Relation

Pair = tuple[Document, Reading]

LABEL = "so-called boat"
LANDING = "that the ferry landing of Stennby opens to carts in June"


def scored(pair: Pair, *scores: float) -> Pair:
    """The same article with other scores for its statements, from the first on."""
    document, reading = pair
    statements = [replace(one, score=score) for one, score in zip(reading.statements, scores, strict=False)]
    return document, replace(reading, statements=(*statements, *reading.statements[len(scores) :]))


def meant(pair: Pair, word: str, score: float) -> Pair:
    """The same article in which a word is no name but stands for whoever it was a name of."""
    document, reading = pair
    mentions = tuple(
        replace(one, form="pronoun", score=score) if document.text[slice(*one.span)] == word else one
        for one in reading.mentions
    )
    entities = tuple(
        replace(one, names=tuple(name for name in one.names if name != word)) for one in reading.entities
    )
    return document, replace(reading, mentions=mentions, entities=entities)


def denied(pair: Pair) -> Pair:
    """The same article whose first statement is a denial."""
    document, reading = pair
    first, *rest = reading.statements
    return document, replace(reading, statements=(replace(first, act="deny", polarity="negative"), *rest))


def tied(pair: Pair) -> Pair:
    """The same article in which the first named owns the last one, and is called names."""
    document, reading = pair
    evidence = (reading.mentions[0].span[0], reading.mentions[-1].span[1])
    relation = Relation(
        type="owner", subject=0, object=len(reading.mentions) - 1, role=None, evidence=evidence,
        statement=None, score=0.6,
    )  # fmt: skip
    start = document.text.index(LABEL)
    label = Label(span=(start, start + len(LABEL)), entity=0, text=LABEL, kind="scare-quote", statement=None)
    return document, replace(reading, relations=(relation,), labels=(label,))


DESK = meant(
    scored(
        lorries.told(
            "f-desk", 16, "Harbour Desk",
            [
                ("[Greta Pohl]", "said", LANDING),
                ("", "", "[Ilka Morrow] listened, and wrote nothing down"),
                ("[She=Greta Pohl]", "warned", "that nobody had counted the carts"),
                ("the so-called keeper", "had opened", "the old gate on Monday"),
            ],
        ),
        1.0, 1.0, 0.97, 0.31,
    ),
    "She", 0.4,
)  # fmt: skip
DENIAL = tied(
    denied(
        lorries.told(
            "g-denial", 17, "Vale Herald",
            [
                ("[Ilka Morrow]", "denied", LANDING),
                ("", "", "[Morrow=Ilka Morrow] of [Marsh Ferries] left by the so-called boat"),
            ],
        )
    )
)  # fmt: skip
POHL = [
    lorries.told(
        f"{id}-pohl", day, "Far Bank",
        [("[Pohl]", "said", f"that boats lay at the quay {day} days, and [Arvid Tennmark] saw [Ulla Ek]")],
    )
    for id, day in (("h", 18), ("i", 19))
]  # fmt: skip
NEWS = (
    "The mayor of Stennby opened the new ferry landing on Tuesday after months of delay. "
    "Builders had found old piles under the quay, and nobody knew who had driven them. "
    "The town paid for the work itself and will ask the county for half of the money. "
    "Ferries leave every twenty minutes from six in the morning until midnight."
)
FIRST = lorries.told("j-first", 3, "Stennby Gazette", [("", "", NEWS)])
SECOND = lorries.told(
    "k-second", 4, "Far Bank", [("", "", f"{NEWS} First published by the Stennby Gazette.")]
)
ALL = (*lorries.ALL, DESK, DENIAL, *POHL, FIRST, SECOND)


link_claims = partial(claims.link_claims, embedding=lorries.WordVectors)
"""Links claims without the model, for tests that put it in the place of the real one."""


def fill(ledger: Ledger, pairs: Sequence[Pair] = ALL) -> None:
    """Put the articles into a ledger and link them."""
    people.store(ledger, pairs)
    bring(ledger)


def bring(ledger: Ledger) -> None:
    """Bring a ledger up to date with what was read and judged."""
    refresh(ledger)
    link(ledger)
    link_claims(ledger)
