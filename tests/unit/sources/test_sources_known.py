"""Lists of known actors, good and bad."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from hearsay.errors import UsageError
from hearsay.records import KnownActor
from hearsay.sources import KnownList, known_actors


def given(tmp_path: Path, text: str | bytes, name: str = "known.csv") -> KnownList:
    place = tmp_path / name
    place.write_bytes(text if isinstance(text, bytes) else text.encode("utf-8"))
    return known_actors(place)


def test_a_table_names_actors_with_all_that_is_known_of_them(tmp_path: Path) -> None:
    found = given(
        tmp_path,
        "Name,Type,Aliases,Parent,Wikidata,OpenSanctions,ID\n"
        "Dorota Lisle,person,D. Lisle ; Dorota  Lisle; ;Лисле,Inspectors' Union,Q1,NK-2,lisle\n"
        '"Roads\nAuthority",Organisation,,,,,\n'
        "\n"
        "Kestria,place,,,Q3,,\n",
    )
    assert found.rejections == ()
    lisle, authority, kestria = found.actors
    assert lisle == KnownActor(
        id="lisle",
        name="Dorota Lisle",
        type="person",
        aliases=("D. Lisle", "Лисле"),
        parent="Inspectors' Union",
        ids=(("wikidata", "Q1"), ("opensanctions", "NK-2")),
    )
    assert (authority.name, authority.type, authority.ids) == ("Roads Authority", "organization", ())
    assert (kestria.type, kestria.ids) == ("place", (("wikidata", "Q3"),))
    assert len({one.id for one in found.actors}) == 3
    assert given(tmp_path, "name;type\nKestria;place\n").actors[0].name == "Kestria"
    assert given(tmp_path, "name\ttype\nKestria\tplace\n".encode("utf-16")).actors[0].name == "Kestria"


def test_the_same_line_has_the_same_id_wherever_it_stands(tmp_path: Path) -> None:
    one = given(tmp_path, "name,type,wikidata\nA Lisle,person,Q1\nA Lisle,person,Q2\n")
    other = given(tmp_path, "type,name,aliases,wikidata\nperson,A Lisle,x,Q2\n", "other.csv")
    assert one.actors[0].id != one.actors[1].id == other.actors[0].id


def test_lines_that_cannot_be_used_are_rejected_with_the_place(tmp_path: Path) -> None:
    found = given(tmp_path, "name,type,id\nA,person,1\n,person,2\nB,alien,3\nC,,4\nA,person,1\nD,Company,5\n")
    assert [one.name for one in found.actors] == ["A", "D"]
    assert [one.place for one in found.rejections] == ["line 3", "line 4", "line 5", "line 6"]
    reasons = " ".join(one.reason for one in found.rejections)
    assert all(words in reasons for words in ("no name", "“alien” is no type", "“” is no type", "twice"))
    assert {one.code for one in found.rejections} == {"known-actor"}
    assert all(one.remedy and one.path.endswith("known.csv") for one in found.rejections)


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("who,type\nA,person\n", "no column `name`"),
        ("name,kind\nA,person\n", "no column `type`"),
        ("", "no column `name`"),
        (b"\x00\x01\x02" * 50, "cannot be read"),
        ("name,type\n" + "x" * 200_000 + ",person\n", "cannot be read"),
    ],
    ids=["name", "type", "empty", "binary", "field"],
)
def test_a_file_that_is_no_list_is_refused(tmp_path: Path, text: str | bytes, says: str) -> None:
    with pytest.raises(UsageError, match=says) as caught:
        given(tmp_path, text)
    assert caught.value.remedy
    assert "known.csv" in str(caught.value.where)


@pytest.mark.parametrize("place", ["none.csv", "."])
def test_a_list_that_is_not_there_names_the_option(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, place: str
) -> None:
    monkeypatch.chdir(tmp_path)
    with pytest.raises(UsageError, match="no such file") as caught:
        known_actors(place)
    assert "--actors" in str(caught.value)


def entity(id: str, schema: str, **properties: list[str]) -> str:
    return json.dumps({"id": id, "schema": schema, "properties": properties, "datasets": ["test"]})


def test_follow_the_money_entities_are_taken(tmp_path: Path) -> None:
    found = given(
        tmp_path,
        "\n".join(
            [
                entity("ru-1", "Company", name=["Kestria Cement", "KC"], alias=["Цемент"], parent=["pb"]),
                entity("pb", "PublicBody", name=["Ministry of Works"], wikidataId=["Q9"]),
                entity("p", "Person", name=["Dorota Lisle"], weakAlias=["Dora"], parent=["elsewhere"]),
                entity("s", "Sanction", program=["none"]),
                "",
                entity("o", "Ownership", owner=["pb"], asset=["ru-1"]),
            ]
        ),
        "entities.ftm.json",
    )
    assert found.rejections == ()
    company, ministry, person = found.actors
    assert company == KnownActor(
        id="ru-1",
        name="Kestria Cement",
        type="organization",
        aliases=("KC", "Цемент"),
        parent="Ministry of Works",
        ids=(("followthemoney", "ru-1"),),
    )
    assert ministry.ids == (("wikidata", "Q9"), ("followthemoney", "pb"))
    assert (person.type, person.aliases, person.parent) == ("person", ("Dora",), "elsewhere")


def test_the_caption_is_the_name_where_it_is_one(tmp_path: Path) -> None:
    row = {"id": "a", "schema": "Person", "caption": "B", "properties": {"name": ["A", "B"]}}
    other = {**row, "id": "b", "caption": "Z"}
    found = given(tmp_path, f"{json.dumps(row)}\n{json.dumps(other)}\n")
    assert [(one.name, one.aliases) for one in found.actors] == [("B", ("A",)), ("A", ("B",))]


@pytest.mark.parametrize(
    "row",
    [
        "{broken",
        '{"id": "a", "schema": "Person", "properties": {"name": "A"}}',
        '{"id": 3, "schema": "Person"}',
        '{"schema": "Person"}',
        '{"id": "x", "schema": "Person", "properties": {"name": [7, " "]}}',
        '["id"]',
        '{"a":' * 3000,
    ],
)
def test_a_bad_entity_is_rejected_and_the_rest_is_taken(tmp_path: Path, row: str) -> None:
    good = entity("good", "Person", name=["Good"])
    found = given(tmp_path, f"{good}\n{row}\n{entity('last', 'Person', name=['Last'])}\n")
    assert [one.id for one in found.actors] == ["good", "last"]
    (rejection,) = found.rejections
    assert (rejection.place, rejection.code) == ("line 2", "known-actor")
    assert rejection.remedy
