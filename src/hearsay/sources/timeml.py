"""TimeML: the text of an annotated article, its annotations left behind."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any, BinaryIO

from hearsay.sources.base import Draft, Limits, Refused, whole
from hearsay.sources.dates import iso

_AGENCIES = {
    "AFP": "Agence France-Presse",
    "APW": "Associated Press",
    "CNA": "Central News Agency",
    "NYT": "New York Times",
    "XIN": "Xinhua",
}
"""Whose articles they are, by the ids of the English Gigaword corpus: ``XIN_ENG_20310504.0017``."""


class TimeML:
    """An article whose times and events are marked, as in TimeBank and TempEval."""

    name = "timeml"
    extensions = (".tml",)

    def sniff(self, head: bytes) -> bool:
        """An element ``TimeML`` near the start."""
        return re.search(rb"<TimeML[\s>]", head) is not None

    def read(self, file: BinaryIO, limits: Limits) -> Iterator[Draft | Refused]:
        """One article: the element TEXT, dated by the element DCT; entities are never expanded."""
        from lxml import etree

        parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False)
        try:
            root = etree.fromstring(whole(file, limits), parser)
        except etree.XMLSyntaxError as error:
            raise Refused(
                "damaged",
                f"The TimeML is not well-formed XML: {error.msg}.",
                place=f"line {error.lineno}",
                remedy="Repair the file, or give the article as plain text.",
            ) from None
        body = root.find(".//TEXT")
        if body is None:
            raise Refused(
                "no-text",
                "The TimeML has no element TEXT.",
                remedy="Give the article as plain text.",
            )
        created = root.find(".//DCT//TIMEX3")
        id = _text(root.find(".//DOCID"))
        yield Draft(
            text="".join(body.itertext(tag=etree.Element)).strip("\n"),
            id=id,
            title=_text(root.find(".//TITLE")),
            outlet=_AGENCIES.get(id.partition("_ENG_")[0]) if id and "_ENG_" in id else None,
            published=iso(created.get("value", "") if created is not None else ""),
        )


def _text(element: Any) -> str | None:
    return "".join(element.itertext()).strip() or None if element is not None else None


SOURCE = TimeML()
