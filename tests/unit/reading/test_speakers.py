"""Who speaks and through whom, for sources in all the forms that news gives them."""

from __future__ import annotations

from collections.abc import Sequence

import pytest
from seen import chain, names_in, span

from hearsay.reading import Reader
from hearsay.reading.spots import Spots
from hearsay.records import Attribution, Document, Reading, SeenMention, SeenName, Sight


class Scene:
    """A model that sees the statements, and the mentions, that a test tells of."""

    version = "scene"

    def __init__(
        self,
        text: str,
        *statements: tuple[str, str, str],
        mentions: Sequence[SeenMention] = (),
        inside: Sequence[tuple[str, str, str]] = (),
    ) -> None:
        self._text = text
        self._mentions = tuple(mentions)
        self._inside = inside
        self._statements = [attribution(text, *statement) for statement in statements]

    def see(self, texts: Sequence[str]) -> list[Sight]:
        (text,) = texts
        return [Sight(attributions=tuple(self._statements), names=names_in(text), mentions=self._mentions)]

    def attributions(self, texts: Sequence[str]) -> list[tuple[Attribution, ...]]:
        return [
            tuple(attribution(text, *s) for s in self._inside if all(words in text for words in s))
            for text in texts
        ]


def attribution(text: str, source: str, cue: str, content: str) -> Attribution:
    at = text.index(f"{source} {cue}") if f"{source} {cue}" in text else text.index(source)
    cue_at = text.index(cue, at) if f"{source} {cue}" in text else text.index(cue)
    return Attribution(
        source=((at, at + len(source)),),
        cue=((cue_at, cue_at + len(cue)),),
        content=(span(text, content),),
        score=0.9,
    )


def read(text: str, *statements: tuple[str, str, str], outlet: str | None = None, **more: object) -> Reading:
    model = Scene(text, *statements, **more)  # type: ignore[arg-type]
    return Reader(model).read([Document(id="d", text=text, outlet=outlet)])[0]


def speaker(reading: Reading, number: int = -1) -> str | None:
    spoken = [s for s in reading.statements if s.form != "narration"][number]
    return None if spoken.speaker is None else reading.entities[spoken.speaker].name


def voice(reading: Reading, number: int = -1) -> list[str]:
    spoken = [s for s in reading.statements if s.form != "narration"][number]
    return [reading.entities[one].name for one in spoken.voice]


@pytest.mark.parametrize(
    ("source", "name"),
    [
        ("Ana Ruiz, head of the union,", "Ana Ruiz"),
        ("The union's secretary, Ana Ruiz,", "Ana Ruiz"),
        ("Prime Minister Ana Ruiz", "Ana Ruiz"),
        ("The ministry's spokesman Ana Ruiz", "Ana Ruiz"),
        ("Mr. Valk", "Valk"),
        ("The Roads Authority", "Roads Authority"),
        ("A spokesman for the Roads Authority", "A spokesman for the Roads Authority"),
        ("A lawyer for Valk, Ana Ruiz,", "Ana Ruiz"),
        ("Ruiz's lawyer", "Ruiz's lawyer"),
        ("The mayor and Ana Ruiz", "The mayor and Ana Ruiz"),
        ("Several Calderian judges", "Several Calderian judges"),
        ("A senior official who asked not to be named", "A senior official"),
    ],
)
def test_a_source_speaks_for_itself(source: str, name: str) -> None:
    text = f"{source} said that it was old. Nobody else spoke."
    reading = read(text, (source, "said", "that it was old"))
    assert speaker(reading) == name


def test_a_pronoun_is_whom_the_model_sees() -> None:
    text = "Ana Ruiz met Bo Valk. She said it was old."
    reading = read(
        text,
        ("She", "said", "it was old"),
        mentions=chain(text, ("Ana Ruiz", 0, "Ruiz"), ("She", 0, "She")),
    )
    assert speaker(reading) == "Ana Ruiz"


def test_a_pronoun_of_which_the_model_is_not_sure_stays_unknown() -> None:
    text = "Ana Ruiz met Bo Valk. She said it was old."
    reading = read(
        text,
        ("She", "said", "it was old"),
        mentions=chain(text, ("Ana Ruiz", 0, "Ruiz"), ("She", 0, "She"), link=0.3),
    )
    assert speaker(reading) is None


def test_a_pronoun_never_means_somebody_of_the_other_sex_or_a_body() -> None:
    text = "Mr. Valk sat down. The Roads Authority was there. She said it was old."
    for word in (("Valk", 0, "Valk"), ("Roads Authority", 0, "Authority")):
        reading = read(text, ("She", "said", "it was old"), mentions=chain(text, word, ("She", 0, "She")))
        assert speaker(reading) is None


def test_whoever_spoke_last_goes_on_speaking() -> None:
    text = "Ana Ruiz said it was old. “It is worn, too,” she added."
    reading = read(text, ("Ana Ruiz", "said", "it was old"), ("she", "added", "“It is worn, too,”"))
    assert speaker(reading) == "Ana Ruiz"


def test_nobody_goes_on_speaking_once_somebody_else_is_named() -> None:
    text = "Ana Ruiz said it was old. Mia Valk was there. “It is worn, too,” she added."
    reading = read(text, ("Ana Ruiz", "said", "it was old"), ("she", "added", "“It is worn, too,”"))
    assert speaker(reading) is None


def test_the_first_person_is_whoever_is_quoted_and_we_the_body_they_lead() -> None:
    text = "“I believe it was cut. We know it is old,” said Ana Ruiz, head of the Roads Authority."
    whole = "“I believe it was cut. We know it is old,”"
    reading = read(
        text,
        ("Ana Ruiz, head of the Roads Authority", "said", whole),
        inside=[("I", "believe", "it was cut"), ("We", "know", "it is old")],
    )
    assert [speaker(reading, n) for n in range(3)] == ["Ana Ruiz", "Ana Ruiz", "Roads Authority"]


def test_the_ministry_is_the_only_one_named() -> None:
    text = "The Transport Ministry met. Later the ministry said it was old."
    assert speaker(read(text, ("the ministry", "said", "it was old"))) == "Transport Ministry"


def test_the_ministry_is_nobody_known_where_two_are_named() -> None:
    text = "The Transport Ministry met the Justice Ministry. Later the ministry said it was old."
    assert speaker(read(text, ("the ministry", "said", "it was old"))) == "the ministry"


def test_the_official_is_the_one_told_of_before() -> None:
    text = "A senior official said it was old. The official said it was worn."
    reading = read(text, ("A senior official", "said", "it was old"), ("The official", "said", "it was worn"))
    assert speaker(reading, 0) == speaker(reading, 1) == "A senior official"


def test_an_indefinite_source_is_never_somebody_named() -> None:
    text = "Ana Ruiz sat down. A spokesman said it was old."
    reading = read(
        text,
        ("A spokesman", "said", "it was old"),
        mentions=chain(text, ("Ana Ruiz", 0, "Ruiz"), ("A spokesman", 0, "spokesman")),
    )
    assert speaker(reading) == "A spokesman"


def test_this_agency_is_the_outlet() -> None:
    text = "This agency said it was old. The Calder Agency was there."
    reading = read(text, ("This agency", "said", "it was old"), outlet="Calder Agency")
    assert speaker(reading) == "Calder Agency"


@pytest.mark.parametrize(
    ("source", "chain_of_names"),
    [
        ("A spokesman for the Roads Authority", ["Roads Authority", "A spokesman for the Roads Authority"]),
        ("Bo Valk, the Roads Authority’s spokesman,", ["Roads Authority", "Bo Valk"]),
        ("Roads Authority director Bo Valk", ["Roads Authority", "Bo Valk"]),
        ("Ruiz’s lawyer", ["Ruiz", "Ruiz’s lawyer"]),
        ("A member of the Roads Authority", ["A member of the Roads Authority"]),
    ],
)
def test_whoever_speaks_for_a_body_speaks_through_it(source: str, chain_of_names: list[str]) -> None:
    text = f"{source} said that it was old. Nobody else spoke."
    assert voice(read(text, (source, "said", "that it was old"))) == chain_of_names


def test_a_document_and_an_outlet_pass_words_on() -> None:
    text = "Ana Ruiz said in a statement that it was old. Bo Valk told Reuters it was worn."
    reading = read(text, ("Ana Ruiz", "said", "that it was old"), ("Bo Valk", "told", "it was worn"))
    assert voice(reading, 0) == ["a statement", "Ana Ruiz"]
    named = {entity.name for entity in reading.entities}
    assert "Reuters" in named


def test_a_nested_statement_speaks_through_the_outer_one() -> None:
    text = "Ana Ruiz said the report warns that it was old."
    reading = read(
        text,
        ("Ana Ruiz", "said", "the report warns that it was old"),
        inside=[("the report", "warns", "that it was old")],
    )
    assert voice(reading) == ["Ana Ruiz", "the report"]


def test_roles_and_where_they_are_held_come_with_their_evidence() -> None:
    text = "Roads Authority director Bo Valk left. Ana Ruiz, a former minister of Calder, stayed."
    reading = read(text)
    valk, ruiz = (next(e for e in reading.entities if e.name == n) for n in ("Bo Valk", "Ana Ruiz"))
    assert valk.roles == ("director",)
    assert ruiz.roles == ("former minister of Calder",)
    told = {
        (r.type, reading.entities[reading.mentions[r.subject].entity].name, text[slice(*r.evidence)])
        for r in reading.relations
    }
    assert ("manager", "Bo Valk", "Roads Authority director Bo Valk") in told
    assert ("manager", "Ana Ruiz", "a former minister of Calder") in told


def test_initials_in_brackets_name_the_body_wherever_they_stand() -> None:
    text = "The Harrow Roads Authority (HRA) met. Later HRA said it was old."
    reading = read(text, ("HRA", "said", "it was old"))
    assert speaker(reading) == "Harrow Roads Authority"
    (entity,) = (e for e in reading.entities if e.name == "Harrow Roads Authority")
    assert set(entity.names) == {"Harrow Roads Authority", "HRA"}


def test_a_role_means_the_one_person_named_who_holds_it() -> None:
    text = "Sen. Ana Ruiz met Mayor Bo Valk. The senator said it was old."
    assert speaker(read(text, ("The senator", "said", "it was old"))) == "Ana Ruiz"
    text = "Sen. Ana Ruiz met Sen. Bo Valk. The senator said it was old."
    assert speaker(read(text, ("The senator", "said", "it was old"))) == "The senator"


def test_some_and_others_are_described_by_their_own_words() -> None:
    text = "Ana Ruiz left. Some said it was old. One, a retired teacher, said it was worn."
    reading = read(text, ("Some", "said", "it was old"), ("One, a retired teacher,", "said", "it was worn"))
    assert speaker(reading, 0) == "Some"
    assert speaker(reading, 1) == "One"


def test_a_short_title_divides_a_place_from_a_person() -> None:
    text = "Calder Sen. Ana Ruiz spoke. She said it was old. Later the senator said it was worn."
    whole = SeenName(span=span(text, "Calder Sen. Ana Ruiz"), type="organization", score=0.9)
    spots = Spots(text, Sight(names=(whole,)))
    assert [(spot.words, spot.type) for spot in spots.names] == [("Calder", "place"), ("Ana Ruiz", "person")]


def test_the_accused_are_not_the_ones_who_accuse() -> None:
    text = "Five officers were accused of laying mines. Ana Ruiz accused the officers of laying more."
    reading = read(
        text,
        ("Five officers", "were accused of", "laying mines"),
        ("Ana Ruiz", "accused", "the officers of laying more"),
    )
    assert [speaker(reading, 0), speaker(reading, 1)] == [None, "Ana Ruiz"]
    assert reading.statements[0].source == ()


def test_who_is_accused_has_no_role_of_that_name() -> None:
    text = "Inspectors accused Ana Ruiz of haste. The accused Jonas Kell said it was old."
    reading = read(text, ("The accused Jonas Kell", "said", "it was old"))
    roles = {entity.name: entity.roles for entity in reading.entities}
    assert roles.get("Ana Ruiz", ()) == ()
