"""The reader puts together statements with every field of the contract."""

from __future__ import annotations

from collections.abc import Sequence

import msgspec
import pytest
from seen import names_in, span

from hearsay.reading import Reader
from hearsay.records import Attribution, Document, Reading, Sight, Statement, quote

Line = tuple[str | None, str, tuple[str, ...]]
"""A source, a cue and the parts of a content, as they stand in the text."""


class Script:
    """A model that sees what it is told to: ``lines`` in the document, ``nested`` in its contents."""

    version = "script"

    def __init__(self, *lines: Line, nested: Sequence[Line] = (), score: float = 0.9) -> None:
        self._scenes = [lines, nested]
        self._score = score

    def see(self, texts: Sequence[str]) -> list[Sight]:
        return [
            Sight(attributions=seen, names=names_in(text))
            for text, seen in zip(texts, self.attributions(texts), strict=True)
        ]

    def attributions(self, texts: Sequence[str]) -> list[tuple[Attribution, ...]]:
        lines = self._scenes.pop(0) if self._scenes else ()
        return [tuple(self._seen(text, lines)) for text in texts]

    def _seen(self, text: str, lines: Sequence[Line]) -> list[Attribution]:
        found = []
        for source, cue, content in lines:
            words = (*([source] if source else []), cue, *content)
            if all(word in text for word in words):
                found.append(
                    Attribution(
                        source=(span(text, source),) if source else (),
                        cue=(span(text, cue),),
                        content=tuple(span(text, part) for part in content),
                        score=self._score,
                    )
                )
        return found


def read(text: str, *lines: Line, nested: Sequence[Line] = (), score: float = 0.9) -> Reading:
    reader = Reader(Script(*lines, nested=nested, score=score))
    return reader.read([Document(id="d", text=text, outlet="The Calder Post")])[0]


def spoken(reading: Reading) -> list[Statement]:
    return [s for s in reading.statements if s.form != "narration"]


DENIAL = "The Roads Authority denied that any warning had been received. The bridge is 40 years old."


def test_a_denial_is_negative_and_its_speaker_is_named() -> None:
    reading = read(DENIAL, ("The Roads Authority", "denied", ("that any warning had been received",)))
    (statement,) = spoken(reading)
    assert (statement.form, statement.act, statement.polarity) == ("indirect", "deny", "negative")
    assert statement.certainty == "certain"
    assert statement.speaker is not None
    entity = reading.entities[statement.speaker]
    assert (entity.name, entity.type) == ("Roads Authority", "organization")
    assert statement.voice == (statement.speaker,)
    (mention,) = reading.mentions
    assert DENIAL[slice(*mention.span)] == "Roads Authority"


def test_what_nobody_is_said_to_have_said_is_narration() -> None:
    reading = read(DENIAL, ("The Roads Authority", "denied", ("that any warning had been received",)))
    told = reading.statements[-1]
    assert (told.form, told.source, told.cue, told.speaker) == ("narration", (), (), None)
    assert quote(DENIAL, told.content) == "The bridge is 40 years old."


@pytest.mark.parametrize(
    "sentence",
    [
        "“We warned them twice about the cables.”",
        "BRIDGE IS SHUT AGAIN TODAY.",
        "Who knew about the cables in October?",
        "Read more about the bridge and its cables here.",
        "By Imre Valk",
        "The Authority denied it twice on Monday.",
    ],
)
def test_headings_quotations_questions_and_what_others_said_are_no_narration(sentence: str) -> None:
    assert read(sentence).statements == ()


def test_a_hedge_in_narration_is_kept() -> None:
    (told,) = read("The cables had allegedly been cut in the night.").statements
    assert told.certainty == "possible"


NESTED = "Ana Ruiz said Imre Valk had told her that the cables were old. Ruiz left."


def test_a_statement_inside_a_statement_knows_its_place_and_voice() -> None:
    reading = read(
        NESTED,
        ("Ana Ruiz", "said", ("Imre Valk had told her that the cables were old",)),
        nested=[("Imre Valk", "had told her", ("that the cables were old",))],
    )
    outer, inner = spoken(reading)[:2]
    assert (outer.within, inner.within) == (None, 0)
    names = [reading.entities[number].name for number in inner.voice]
    assert names == ["Ana Ruiz", "Imre Valk"]
    assert quote(NESTED, inner.content) == "that the cables were old"


def test_contents_are_read_again_without_their_that() -> None:
    text = "Ana Ruiz said that the minister believed the cables were old. Ruiz left."
    shown: list[str] = []

    class Watched(Script):
        def attributions(self, texts: Sequence[str]) -> list[tuple[Attribution, ...]]:
            shown.extend(texts)
            return super().attributions(texts)

    model = Watched(("Ana Ruiz", "said", ("that the minister believed the cables were old",)))
    Reader(model).read([Document(id="d", text=text)])
    assert shown == [text, "the minister believed the cables were old"]


def test_an_unsure_nested_statement_is_left_out() -> None:
    reading = read(
        NESTED,
        ("Ana Ruiz", "said", ("Imre Valk had told her that the cables were old",)),
        nested=[("Imre Valk", "had told her", ("that the cables were old",))],
        score=0.2,
    )
    assert [s.within for s in spoken(reading)] == [None]


def test_the_first_person_inside_a_quotation_is_its_speaker() -> None:
    text = "“I believe the old cables were cut,” said Ana Ruiz. She left."
    reading = read(
        text,
        ("Ana Ruiz", "said", ("“I believe the old cables were cut,”",)),
        nested=[("I", "believe", ("the old cables were cut",))],
    )
    outer, inner = spoken(reading)
    assert inner.speaker == outer.speaker
    assert inner.voice == outer.voice
    assert inner.act == "believe"


def test_a_nested_statement_across_two_parts_of_a_content_points_at_both() -> None:
    text = "“The report warns of rust,” she said, “and of worn cables.” He left."
    parts = ("“The report warns of rust,”", "“and of worn cables.”")
    whole = "of rust,” “and of worn cables"
    reading = read(text, ("she", "said", parts), nested=[("The report", "warns", (whole,))])
    inner = spoken(reading)[1]
    assert [text[a:b] for a, b in inner.content] == ["of rust,”", "“and of worn cables"]


def test_a_short_name_is_the_one_person_it_can_be() -> None:
    text = "Ruiz said it was old. Ana Ruiz said it was worn. Bo Valk said no."
    reading = read(
        text,
        ("Ana Ruiz", "said it was worn", ("it was worn",)),
        ("Ruiz", "said", ("it was old",)),
        ("Bo Valk", "said no", ("no",)),
    )
    first = next(e for e in reading.entities if e.name == "Ana Ruiz")
    assert first.names == ("Ana Ruiz", "Ruiz")
    assert len(reading.entities) == 2


def test_a_surname_that_two_people_share_is_guessed_for_neither() -> None:
    text = "Ana Ruiz said it was old. Bo Ruiz said it was worn. Ruiz said no more."
    reading = read(
        text,
        ("Ana Ruiz", "said it was old", ("it was old",)),
        ("Bo Ruiz", "said it was worn", ("it was worn",)),
        ("Ruiz", "said no more", ("no more",)),
    )
    assert {e.name for e in reading.entities} >= {"Ana Ruiz", "Bo Ruiz"}


def test_an_unnamed_source_is_described_by_its_own_words() -> None:
    text = "A senior official said that the cables may have been cut. He left."
    reading = read(text, ("A senior official", "said", ("that the cables may have been cut",)))
    (statement,) = spoken(reading)
    assert statement.speaker is not None
    entity = reading.entities[statement.speaker]
    assert (entity.name, entity.names, entity.type) == ("A senior official", (), "person")
    assert statement.certainty == "possible"


def test_a_pronoun_stays_unknown() -> None:
    reading = read("He said that it was old.", ("He", "said", ("that it was old",)))
    assert spoken(reading)[0].speaker is None
    assert reading.entities == ()


def test_the_json_has_every_key_of_the_contract() -> None:
    reading = read(DENIAL, ("The Roads Authority", "denied", ("that any warning had been received",)))
    data = msgspec.json.decode(msgspec.json.encode(reading))
    assert sorted(data) == sorted(
        "id reader document sentences entities mentions times statements relations events labels".split()
    )
    assert sorted(data["document"]) == sorted("title outlet authors published url language length".split())
    assert sorted(data["statements"][0]) == sorted(
        "source cue content form act certainty polarity speaker within voice time score".split()
    )
    assert data["document"]["length"] == len(DENIAL)
    assert data["times"] == []
