"""Judgements as ``hearsay judgements --json`` writes them: one a line."""

from __future__ import annotations

import os
from collections.abc import Iterator
from datetime import datetime
from os import PathLike

import msgspec

from hearsay.records import Anchor, Judgement, Record, Rejection, Wording
from hearsay.sources.base import Refused
from hearsay.sources.normal import decode
from hearsay.sources.walk import refusal, shown

LONGEST_LINE = 1_000_000  # bytes
CODE = "judgement"
_SHAPE = "Write one judgement a line, as `hearsay judgements --json` does."


class JudgementList(Record):
    """What a file of judgements holds: the judgements, each with its line, and the lines that hold none."""

    path: str
    judgements: tuple[tuple[str, Judgement], ...]
    rejections: tuple[Rejection, ...]


def read_judgements(path: str | PathLike[str]) -> JudgementList:
    """Read a file of judgements; a line that cannot be used, or the whole file, is a Rejection."""
    location = os.fspath(path)
    where = shown(location)
    found: dict[str, tuple[str, Judgement]] = {}
    rejections: list[Rejection] = []
    try:
        for place, one in _lines(location):
            if isinstance(one, Judgement) and found.get(one.id, (place, one))[1] != one:
                one = Refused(
                    CODE,
                    f"{found[one.id][0].capitalize()} is another judgement with the same id {one.id}.",
                    remedy="A judgement is never changed: keep the one that was given.",
                )
            if isinstance(one, Refused):
                rejections.append(one.rejection(where, place))
            else:
                found.setdefault(one.id, (place, one))
    except OSError as error:
        rejections.append(refusal(error).rejection(where))
    return JudgementList(path=where, judgements=tuple(found.values()), rejections=tuple(rejections))


def _lines(location: str) -> Iterator[tuple[str, Judgement | Refused]]:
    with open(location, "rb") as file:
        number = 0
        while row := file.readline(LONGEST_LINE + 2):
            number += 1
            place = f"line {number}"
            if len(row.rstrip(b"\r\n")) > LONGEST_LINE:
                while not row.endswith(b"\n") and (row := file.readline(LONGEST_LINE)):
                    pass
                yield place, Refused(CODE, f"The line has more than {LONGEST_LINE:,} bytes.", remedy=_SHAPE)
            elif row.strip():
                yield place, _judgement(row.removeprefix(b"\xef\xbb\xbf") if number == 1 else row)


def _judgement(row: bytes) -> Judgement | Refused:
    try:
        decode(row)
        found = msgspec.json.decode(row, type=Judgement)
    except Refused as refused:
        return Refused(CODE, refused.reason, remedy="Judgements must be UTF-8: export them again.")
    except (msgspec.MsgspecError, UnicodeError, RecursionError) as error:
        return Refused(CODE, f"This is no judgement: {error}.", remedy=_SHAPE)
    if wrong := _wrong(found):
        return Refused(CODE, wrong, remedy=_SHAPE)
    return found


def _wrong(found: Judgement) -> str | None:
    """What no hearsay would have written."""
    if not found.id.strip() or not found.author.strip():
        return "It has no id or no author."
    try:
        if datetime.fromisoformat(found.at).utcoffset() is None:
            return f"The time {found.at} says no time zone."
    except ValueError:
        return f"“{found.at[:40]}” is no time."
    places: list[Anchor | Wording] = [one for one in (found.left, found.right) if one is not None]
    if found.edit is not None:
        for part in (found.edit.source, found.edit.cue, found.edit.content):
            places += part or ()
    if any(not 0 <= one.span[0] <= one.span[1] for one in places):
        return "It points at characters that cannot be: a place begins after its end, or before the text."
    return None
