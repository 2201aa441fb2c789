"""Golden readings: what the rules make of the example story, given what is truly said in it.

Each file in ``readings/`` is one article as the reader understands it, for a person to read. When a rule is
meant to change them, write them anew with ``HEARSAY_GOLDEN=write`` and review the difference.
"""

from __future__ import annotations

import os
from pathlib import Path

import pytest
import story

from hearsay.reading import Reader
from hearsay.records import Document, Reading, quote

FOLDER = Path(__file__).parent / "readings"


def rendered(document: Document, reading: Reading) -> str:
    """A reading for people: one block a statement."""
    lines = [f"{document.outlet}, {document.published}: {document.title}", ""]
    for number, s in enumerate(reading.statements):
        voice = " > ".join(reading.entities[v].name for v in s.voice) or "-"
        inside = "" if s.within is None else f"  within {s.within}"
        lines.append(f"{number}  {s.form} {s.act}, {s.certainty}, {s.polarity}{inside}")
        if s.form != "narration":
            lines.append(f"   source   {quote(document.text, s.source) or '-'}")
            lines.append(f"   cue      {quote(document.text, s.cue)}")
            lines.append(f"   voice    {voice}")
        if s.time is not None:
            lines.append(f"   said     {reading.times[s.time].value}")
        lines.append(f"   content  {' '.join(quote(document.text, s.content).split())}")
        lines.append("")
    lines += [
        f"{e.type}: {e.name}" + (f" ({', '.join(e.names)})" if e.names else "") for e in reading.entities
    ]
    lines += ["", *(f"{t.type} {t.value}: {quote(document.text, (t.span,))}" for t in reading.times)]
    return "\n".join(lines) + "\n"


@pytest.mark.parametrize("name", sorted(story.truth()))
def test_the_reading_is_the_golden_one(name: str) -> None:
    document = story.documents()[name]
    reading = Reader(story.Seer(document, story.truth()[name])).read([document])[0]
    found = rendered(document, reading)
    golden = FOLDER / f"{Path(name).stem}.txt"
    if os.environ.get("HEARSAY_GOLDEN") == "write":
        golden.parent.mkdir(exist_ok=True)
        golden.write_text(found, encoding="utf-8")
    assert found == golden.read_text(encoding="utf-8")
