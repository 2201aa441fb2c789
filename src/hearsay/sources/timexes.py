"""TimeML as a corpus: the texts with the expressions of time that people marked in them."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from hearsay.errors import CorpusError
from hearsay.records import Record, Time

KINDS = ("DATE", "TIME", "DURATION", "SET")


class Timed(Record, frozen=True):
    """A text, the day it was published as TIMEX3 has it, and the expressions of time marked in it."""

    path: str
    text: str
    published: str | None
    times: tuple[Time, ...]


def timed_texts(place: Path) -> Iterator[Timed]:
    """The texts of a TimeML file, or of all in a folder and those in it, by path.

    Raises:
        CorpusError: there is none, or one is not well-formed or has no element TEXT.
    """
    files = [place] if place.is_file() else sorted(place.rglob("*.tml"))
    if not files:
        raise CorpusError(
            "There is no TimeML here.",
            where=str(place),
            remedy="Give a .tml file, or a folder that holds some, such as TempEval-3's TimeBank.",
        )
    for file in files:
        yield _timed(file)


def _timed(file: Path) -> Timed:
    from lxml import etree

    try:
        parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False)
        root = etree.parse(file, parser).getroot()
    except (etree.XMLSyntaxError, OSError) as error:
        raise CorpusError(
            f"This TimeML cannot be read: {error}.", where=str(file), remedy="Repair or remove it."
        ) from error
    body = root.find(".//TEXT")
    if body is None:
        raise CorpusError("The TimeML has no element TEXT.", where=str(file), remedy="Remove it.")
    created = root.find(".//DCT//TIMEX3")
    text: list[str] = []
    times: list[Time] = []
    _walk(body, text, times)
    return Timed(
        path=str(file),
        text="".join(text),
        published=None if created is None else created.get("value"),
        times=tuple(sorted(times, key=lambda time: time.span)),
    )


def _walk(element: Any, text: list[str], times: list[Time]) -> None:
    start = sum(map(len, text))
    text.append(element.text or "")
    for child in element:
        _walk(child, text, times)
        text.append(child.tail or "")
    if element.tag == "TIMEX3" and element.get("type") in KINDS:
        end = sum(map(len, text))
        times.append(Time(span=(start, end), type=element.get("type"), value=element.get("value") or ""))
