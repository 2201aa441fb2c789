"""Invented claims with their statements, for what draws them."""

from __future__ import annotations

import random
from datetime import date, timedelta

from hearsay.formats.chart import Dot
from hearsay.records import Anchor, Claim, Origin, Part, Party, Rest, RestKind, Side

FIRST = date(2031, 1, 1)
LISLE = Party(kind="actor", id="lisle", name="Dorota Lisle, Inspectors’ Union")
AUTHORITY = Party(kind="actor", id="authority", name="Roads Authority")

# id, outlet, published, how it is told, and what it rests on
_TOLD = (
    ("s1", "Calder Post", "2031-05-09", "attributed", ()),
    ("s2", "Northern Wire", "2031-05-09T08:30:00Z", "copied", ("s1",)),
    ("s3", "Vale Herald", "2031-05-10", "copied", ("s2",)),
    ("s4", "bridgewatch.example", "2031-05-10T07:00:00Z", "attributed", ("s1",)),
    ("s5", "Northern Mirror", "2031-05-11", "fact", ("s2",)),
    ("s6", "Northern Wire", "2031-05-11T17:00:00Z", "attributed", ("s1",)),
    ("s7", "Vale Herald", "2031-05-12T10:00:00Z", "fact", ("s5",)),
    ("s8", "bridgewatch.example", "2031-05-13", "fact", ("s5",)),
    ("s9", "Northern Mirror", "2031-05-14", "fact", ("s5",)),
)


def statement(id: str) -> Party:
    return Party(kind="statement", id=id, name=id)


def bridge() -> tuple[Claim, list[Dot]]:
    """The warning about a bridge: nine documents, one origin, and a denial."""
    kinds: dict[str, RestKind] = {"copied": "copies", "attributed": "cites", "fact": "told-before"}
    rests = [
        Rest(
            upper=statement("s1"),
            lower=LISLE,
            kind="says",
            evidence=(Anchor(document="d-s1", span=(0, 12), words="Dorota Lisle"),),
        )
    ]
    dots = []
    for id, outlet, published, look, under in _TOLD:
        rests += [Rest(upper=statement(id), lower=statement(one), kind=kinds[look]) for one in under]
        dots.append(
            Dot(
                statement=id, document=f"d-{id}", outlet=outlet, published=published, stance="supports",
                form="narration" if look == "fact" else "indirect", copied=look == "copied",
                speaker=None if look == "fact" else "Dorota Lisle",
            )
        )  # fmt: skip
    dots.append(
        Dot(
            statement="s0", document="d-s6", outlet="Northern Wire", published="2031-05-11T17:00:00Z",
            stance="denies", form="indirect", speaker="Roads Authority",
        )
    )  # fmt: skip
    parts = [
        Part(statement=dot.statement, document=dot.document, position=0, stance=dot.stance, score=1.0)
        for dot in dots
    ]
    claim = Claim(
        id="c1",
        proposition="The operator of Harrow Bridge was warned in writing before the closure.",
        first="2031-05-09",
        documents=9,
        outlets=5,
        parts=tuple(parts),
        supported=Side(
            origins=(Origin(party=LISLE, statements=tuple(told[0] for told in _TOLD)),),
            independence=1,
            hinges_on=(LISLE,),
            rests=tuple(rests),
        ),
        denied=Side(
            origins=(Origin(party=AUTHORITY, statements=("s0",)),),
            independence=1,
            hinges_on=(AUTHORITY,),
            rests=(Rest(upper=statement("s0"), lower=AUTHORITY, kind="says"),),
        ),
    )
    return claim, dots


def rumour(statements: int, *, outlets: int = 12, days: int = 40, seed: int = 1) -> tuple[Claim, list[Dot]]:
    """A claim of any size: each statement rests on a speaker, or on a few earlier ones."""
    chance = random.Random(seed)
    speakers = [Party(kind="actor", id=f"a{n}", name=f"Speaker {n}") for n in range(max(1, statements // 25))]
    dots: list[Dot] = []
    rests: list[Rest] = []
    said: dict[str, list[str]] = {}
    for number in range(statements):
        id = f"s{number}"
        speaks = number == 0 or chance.random() < 0.15
        day = str(FIRST + timedelta(number * days // statements))
        dots.append(
            Dot(
                statement=id, document=f"d{number}",
                outlet=chance.choice([None, *(f"Gazette of district {n}" for n in range(outlets))]),
                published=None if chance.random() < 0.03 else day,
                form="indirect" if speaks or chance.random() < 0.5 else "narration",
                stance=chance.choice(["supports"] * 8 + ["denies", "queries"]),
                copied=not speaks and chance.random() < 0.3, speaker="Somebody" if speaks else None,
            )
        )  # fmt: skip
        if speaks:
            speaker = chance.choice(speakers)
            rests.append(Rest(upper=statement(id), lower=speaker, kind="says"))
            said.setdefault(speaker.id, []).append(id)
        else:
            for earlier in sorted({chance.randrange(number) for _ in range(chance.randint(1, 5))}):
                rests.append(Rest(upper=statement(id), lower=statement(f"s{earlier}"), kind="told-before"))
    heard = [speaker for speaker in speakers if speaker.id in said]
    claim = Claim(
        id="c2", proposition="It is said.", first="2031-01-01", documents=statements, outlets=outlets,
        parts=(),
        supported=Side(
            origins=tuple(Origin(party=one, statements=tuple(said[one.id])) for one in heard),
            independence=len(heard), hinges_on=tuple(heard), rests=tuple(rests),
        ),
    )  # fmt: skip
    return claim, dots
