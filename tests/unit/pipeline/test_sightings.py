"""What linking is shown of the entities of a document."""

from __future__ import annotations

import msgspec
import people

from hearsay.pipeline.sightings import AROUND, MOST_COMPANY, MOST_WORDS, sightings
from hearsay.records import Entity

POST = people.BRIDGE[0]


def test_a_sighting_shows_who_it_is_what_it_belongs_to_and_whom_it_is_with() -> None:
    lisle, teshkov, union = sightings(*POST)
    assert lisle.key == ("post", 0)
    assert (lisle.type, lisle.name, lisle.names) == ("person", "Dorota Lisle", ("Dorota Lisle", "Lisle"))
    assert lisle.roles == ("secretary",)
    assert lisle.affiliations == (("secretary", "Inspectors' Union"),)
    assert set(lisle.company) == {"Yaromir Teshkov", "Inspectors' Union"}
    assert (lisle.mentions, teshkov.mentions, union.mentions) == (3, 2, 1)
    assert teshkov.affiliations == union.affiliations == ()


def test_the_context_are_content_words_nearby_without_its_own_name() -> None:
    lisle, *_ = sightings(*POST)
    assert {"inspectors", "warned", "bridge", "letter"} <= set(lisle.context)
    assert not {"dorota", "lisle", "that", "the", "had"} & set(lisle.context)
    far = " ".join(f"word{chr(97 + n)}" for n in range(20))
    words = next(iter(sightings(*people.article("far", [("[Ilka Morrow]", "said", far)])))).context
    assert "wordb" in words
    assert len(words) <= AROUND


def test_the_most_frequent_context_comes_first() -> None:
    line = ("[Ilka Morrow]", "said", "bridge bridge ferry")
    sighting = next(iter(sightings(*people.article("a", [line]))))
    assert sighting.context == ("bridge", "ferry")


def test_an_entity_without_a_name_is_shown_but_is_no_company() -> None:
    document, reading = POST
    unnamed = Entity(type="person", name="a senior official")
    extended = msgspec.structs.replace(reading, entities=(*reading.entities, unnamed))
    found = list(sightings(document, extended))
    assert (found[3].names, found[3].mentions, found[3].context) == ((), 0, ())
    assert all("a senior official" not in sighting.company for sighting in found)


def test_a_long_document_shows_no_more_than_is_useful() -> None:
    who = [f"Anna {chr(65 + n // 26)}{chr(97 + n % 26)}rin" for n in range(100)]
    far = " ".join(f"{chr(97 + n // 26)}{chr(97 + n % 26)}word" for n in range(200))
    lines = [(f"[{name}]", "said", f"{far} to [Ilka Morrow]") for name in who]
    found = list(sightings(*people.article("long", lines)))
    assert len(found) == 101
    assert max(len(sighting.company) for sighting in found) == MOST_COMPANY
    assert max(len(sighting.context) for sighting in found) <= MOST_WORDS
    assert "Ilka Morrow" in found[0].company
