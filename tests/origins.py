"""The example story as its truth has it, in the records that origins are traced from."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Any

import msgspec

from hearsay.linking.tellings import Telling, Tie, Voice, VoicePart
from hearsay.records import Anchor, Copy, Passage, Span, Spans, Stance

EXAMPLES = Path(__file__).parents[1] / "examples"
BODIES = {"Roads Authority", "Inspectors’ Union", "Ministry of Transport", "Hauliers’ Federation"}


@cache
def truth() -> dict[str, Any]:
    found: dict[str, Any] = msgspec.json.decode((EXAMPLES / "truth.json").read_bytes())
    return found


def article(file: str) -> dict[str, Any]:
    found: dict[str, Any] = next(a for a in truth()["articles"] if a["file"] == file)
    return found


def place(paragraphs: list[str], span: list[int]) -> Span:
    """A span counted in paragraphs as one of the text that joins them with an empty line."""
    before = sum(len(paragraph) + 2 for paragraph in paragraphs[: span[0]])
    return before + span[1], before + span[2]


def _voices(statement: dict[str, Any], places: Spans) -> tuple[Voice, ...]:
    actors = {actor["name"]: actor for actor in truth()["actors"]}
    chain = statement["voice"]
    speaks_for = {(a["actor"], a["affiliation"]) for a in truth()["affiliations"]}
    voices = []
    for at, name in enumerate(chain):
        part: VoicePart = "passes-on"
        if at == len(chain) - 1:
            part = "speaks"
        elif (chain[at + 1], name) in speaks_for:
            part = "body"
        voices.append(
            Voice(
                id=f"actor: {name}",
                name=name,
                type=actors[name]["type"],
                named=bool(actors[name]["names"]) or name in BODIES,
                part=part,
                span=places[0] if places else (0, 1),
            )
        )
    return tuple(voices)


@cache
def tellings() -> tuple[Telling, ...]:
    """Every statement of the story, with the spans of its file."""
    found = []
    for told in truth()["articles"]:
        for position, statement in enumerate(told["statements"]):
            places = {
                role: tuple(place(told["paragraphs"], span) for span in statement["spans"][role])
                for role in ("source", "cue", "content")
            }
            every = [span for role in places.values() for span in role]
            known = any(actor["name"] == told["outlet"] for actor in truth()["actors"])
            within = statement["within"]
            found.append(
                Telling(
                    id=statement["id"],
                    document=told["file"],
                    position=position,
                    text=" … ".join(statement["content"]),
                    resolved=" … ".join(statement["content"]),
                    content=places["content"],
                    evidence=(min(start for start, _ in every), max(end for _, end in every)),
                    form=statement["form"],
                    act=statement["act"],
                    certainty=statement["certainty"],
                    polarity=statement["polarity"],
                    outlet=told["outlet"],
                    outlet_actor=f"actor: {told['outlet']}" if known else None,
                    published=told["published"],
                    within=None if within is None else told["statements"][within]["id"],
                    voice=_voices(statement, places["source"] or places["cue"]),
                )
            )
    return tuple(found)


@cache
def copies() -> tuple[Copy, ...]:
    found = []
    for copy in truth()["copies"]:
        earlier, later = (article(copy[side])["paragraphs"] for side in ("from", "to"))
        found.append(
            Copy(
                earlier=copy["from"],
                later=copy["to"],
                kind=copy["kind"],
                credited=copy["credited"],
                share_earlier=0.5,
                share_later=0.5,
                passages=tuple(
                    Passage(earlier=place(earlier, p["from"]), later=place(later, p["to"]))
                    for p in copy["passages"]
                ),
            )
        )
    return tuple(found)


def shown(statement: str) -> Anchor:
    """The place of a statement as evidence of a tie."""
    told = next(telling for telling in tellings() if telling.id == statement)
    return Anchor(document=told.document, span=told.evidence, words=told.text)


def tie(upper: str, lower: str, kind: str, *evidence: str) -> Tie:
    return Tie(
        upper=f"actor: {upper}",
        lower=f"actor: {lower}",
        lower_name=lower,
        kind=kind,  # type: ignore[arg-type]
        evidence=tuple(map(shown, evidence)),
        by_user=not evidence,
    )


def ties() -> list[Tie]:
    """Who depends on whom: what the articles reveal, who speaks for whom, and whose the papers are."""
    said = [
        tie("Corvin Ashe", "Inspectors’ Union", "paid-by", "08.0", "08.2"),
        tie("Corvin Ashe", "Dorota Lisle", "has-it-from", "08.7"),
        tie("the weighbridge record", "Roads Authority", "belongs-to"),
        tie("the two letters", "Inspectors’ Union", "belongs-to"),
    ]
    roles = {"secretary", "spokesman", "director-general", "minister", "spokeswoman", "branch"}
    for affiliation in truth()["affiliations"]:
        if affiliation["role"] in roles:
            first = min(s["id"] for s in article(affiliation["files"][0])["statements"])
            said.append(tie(affiliation["actor"], affiliation["affiliation"], "speaks-for", first))
    return said


def claims() -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = truth()["claims"]
    return found


def stances(claim: dict[str, Any]) -> dict[str, Stance]:
    return {
        **dict.fromkeys(claim["supports"], "supports"),
        **dict.fromkeys(claim["denies"], "denies"),
    }  # type: ignore[return-value]
