"""FollowTheMoney entities, opened by its own library."""

from __future__ import annotations

import io
import sys
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import exchange
import msgspec
import pytest
from click.testing import CliRunner
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from hearsay.errors import UsageError
from hearsay.formats.base import Wanted
from hearsay.formats.ftm_entities import cut, entity_id
from hearsay.formats.ftm_links import LINKS, UNKNOWN
from hearsay.formats.registry import named
from hearsay.ledger import Filters, Ledger
from hearsay.pipeline.link import learn, link
from hearsay.sources import gather, known_actors

followthemoney = pytest.importorskip("followthemoney")
Entity = Any


@pytest.fixture
def ledger(tmp_path: Path) -> Iterator[Ledger]:
    with Ledger.open(str(tmp_path / "books.db")) as books:
        exchange.fill(books)
        yield books


def export(books: Ledger, **wanted: Any) -> tuple[list[Entity], dict[str, int], bytes]:
    """The entities as the library's own reader gives them, what was counted, and the file."""
    from followthemoney.cli.util import binary_entities

    out = io.BytesIO()
    written = named("ftm").write(books, Wanted(**wanted), out)
    entities = list(binary_entities(io.BytesIO(out.getvalue()), followthemoney.ValueEntity))
    return entities, dict(written.counts), out.getvalue()


def of(entities: list[Entity], schema: str) -> list[dict[str, list[str]]]:
    return [entity.to_dict()["properties"] for entity in entities if entity.schema.name == schema]


def by_name(entities: list[Entity]) -> dict[str, str]:
    """Ids by the name that stands first."""
    actors = ("Person", "Organization", "Address")
    return {one.first("name"): one.id for one in entities if one.schema.name in actors}


def sound(entities: list[Entity]) -> None:
    """What Aleph expects: valid values, ids that are ids and unique, links whose ends are there and fit."""
    model, registry = followthemoney.model, followthemoney.registry
    ids = Counter(entity.id for entity in entities)
    assert not [id for id, times in ids.items() if times > 1 or not registry.entity.validate(id)]
    schemata = {entity.id: entity.schema for entity in entities}
    for entity in entities:
        entity.schema.validate(entity.to_dict())
        assert not entity.schema.abstract
        assert all(entity.has(name) for name in entity.schema.required)
        for property, value in entity.itervalues():
            if property.type == registry.entity:
                assert value in schemata, (entity.schema.name, property.name)
                assert schemata[value].is_a(model.get(property.range.name)), (
                    entity.schema.name,
                    property.name,
                )


def test_every_entity_is_valid_and_counted(ledger: Ledger) -> None:
    entities, counts, _ = export(ledger)
    sound(entities)
    schemata = Counter(entity.schema.name for entity in entities)
    assert schemata["Article"] == counts["documents"] == 2
    assert schemata["Person"] + schemata["Organization"] + schemata["Address"] == counts["actors"] == 5
    assert schemata["Mention"] == counts["mentions"] == 10
    assert schemata["Documentation"] == counts["mentions of places"] == 1
    assert schemata["Note"] == counts["notes"]
    links = ("Directorship", "Family", "UnknownLink", "Employment", "Membership")
    assert sum(schemata[name] for name in links) == counts["relations"] == 4
    assert sum(schemata.values()) == sum(
        counts[name]
        for name in ("documents", "actors", "mentions", "mentions of places", "relations", "notes")
    )


def test_its_own_validate_changes_nothing(ledger: Ledger, tmp_path: Path) -> None:
    from followthemoney.cli.cli import cli

    _, _, data = export(ledger)
    (tmp_path / "export.ftm.json").write_bytes(data)
    done = CliRunner().invoke(
        cli, ["validate", "-i", str(tmp_path / "export.ftm.json"), "-o", str(tmp_path / "valid.json")]
    )
    assert done.exit_code == 0, done.output
    rows = (tmp_path / "valid.json").read_bytes().splitlines()
    assert [_values(row) for row in rows] == [_values(row) for row in data.splitlines()]


def _values(row: bytes) -> tuple[str, str, dict[str, list[str]]]:
    found = msgspec.json.decode(row)
    return (
        found["id"],
        found["schema"],
        {name: sorted(values) for name, values in found["properties"].items()},
    )


def test_ids_and_bytes_are_the_same_in_every_run(ledger: Ledger, tmp_path: Path) -> None:
    _, _, first = export(ledger)
    assert export(ledger)[2] == first
    with Ledger.open(str(tmp_path / "again.db")) as other:
        exchange.fill(other, exchange.MIRROR, exchange.POST)
        assert export(other)[2] == first


def test_an_article_has_what_is_known_of_it_and_no_path_of_this_machine(ledger: Ledger) -> None:
    entities, _, data = export(ledger, what="documents")
    (article,) = [one for one in of(entities, "Article") if one["publisher"] == ["The Calder Post"]]
    assert article == {
        "title": ["Union met at the bridge"],
        "fileName": ["post-2031-05-09-bridge.txt"],
        "publisher": ["The Calder Post"],
        "author": ["Imre Valk"],
        "publishedAt": ["2031-05-09T04:10:00"],  # in UTC, which is all that FollowTheMoney has
        "sourceUrl": ["https://calderpost.example/bridge"],
        "language": ["eng"],
        "bodyText": [exchange.POST[0].text],
    }
    assert b"/home/somebody" not in data
    assert {entity.schema.name for entity in entities} == {"Article"}


def test_whatever_is_said_of_somebody_names_who_says_it(ledger: Ledger) -> None:
    entities, _, _ = export(ledger)
    links = [
        entity
        for entity in entities
        if entity.schema.edge and entity.schema.name not in ("Mention", "Documentation")
    ]
    assert len(links) == 4
    articles = {entity.id for entity in entities if entity.schema.name == "Article"}
    for one in links:
        (proof,) = one.get("proof")
        assert proof in articles
        captions = one.get("role", quiet=True) or one.get("relationship", quiet=True)
        assert all("according to" in text for text in (*captions, *one.get("description")))
    (paid,) = [one for one in of(entities, "UnknownLink") if one["role"][0].startswith("paid by")]
    assert paid["role"] == ["paid by, according to Anton Resh, in The Calder Post, 2031-05-09"]
    assert paid["description"] == [
        "according to Anton Resh, in The Calder Post, 2031-05-09: “Corvin Ashe was paid by the Inspectors' "
        "Union”, where it reads: “Anton Resh said that Corvin Ashe was paid by the Inspectors' Union.”"
    ]
    assert paid["date"] == ["2031-05-09T04:10:00"]


def test_a_link_joins_whom_it_should_in_the_direction_of_its_schema(ledger: Ledger) -> None:
    entities, _, _ = export(ledger)
    ids = by_name(entities)
    (leads,) = of(entities, "Directorship")
    assert (leads["director"], leads["organization"]) == ([ids["Dorota Lisle"]], [ids["Inspectors' Union"]])
    # *Anton Resh, brother of Corvin Ashe*: what the relative is to the person.
    (family,) = of(entities, "Family")
    assert (family["relative"], family["person"]) == ([ids["Anton Resh"]], [ids["Corvin Ashe"]])
    assert family["relationship"][0].startswith("brother, according to The Calder Post")


def test_what_is_denied_or_supposed_is_no_link(ledger: Ledger) -> None:
    entities, _, _ = export(ledger, filters=Filters(outlet="northern mirror"))
    assert not [one for one in entities if one.schema.edge and one.schema.name != "Mention"]
    ids = by_name(entities)
    notes = {one["entity"][0]: one["description"] for one in of(entities, "Note")}
    (denial,) = notes[ids["Corvin Ashe"]]
    assert denial.startswith("in what is denied by Corvin Ashe, in Northern Mirror, 2031-05-12: “")
    (supposed,) = notes[ids["Anton Resh"]]
    assert supposed == (
        "in Northern Mirror, 2031-05-12: “If Anton Resh was paid by the Inspectors' Union, nobody would "
        "know.”"
    )
    # What is neither person nor organization nor place has no schema: that somebody is its head, words tell.
    assert notes[ids["Dorota Lisle"]] == [
        "according to Northern Mirror, 2031-05-12: “River Greens chairwoman Dorota Lisle”, where it reads: "
        "“River Greens chairwoman Dorota Lisle left.”"
    ]


def test_what_somebody_is_called_is_no_property_of_theirs(ledger: Ledger) -> None:
    entities, _, _ = export(ledger)
    ids = by_name(entities)
    (lisle,) = [one for one in of(entities, "Person") if one["name"] == ["Dorota Lisle"]]
    assert "accused" not in str(lisle)
    assert set(lisle) == {"name", "weakAlias", "notes"}
    (note,) = [one for one in of(entities, "Note") if "accused" in str(one)]
    assert note["entity"] == [ids["Dorota Lisle"]]
    assert note["proof"]
    assert any(
        line.startswith("beside the name, according to The Calder Post, 2031-05-09: “accused”")
        for line in note["description"]
    )


def test_a_mention_joins_a_document_with_whom_it_names(ledger: Ledger) -> None:
    entities, _, _ = export(ledger)
    ids = by_name(entities)
    article = entity_id(exchange.POST[0].id, "document")
    found = [one for one in of(entities, "Mention") if one["document"] == [article]]
    (lisle,) = [one for one in found if one.get("resolved") == [ids["Dorota Lisle"]]]
    assert lisle["name"] == ["Dorota Lisle", "Lisle"]
    (place,) = [one for one in found if one["detectedSchema"] == ["Address"]]
    assert "resolved" not in place  # which takes people and bodies alone
    (documented,) = of(entities, "Documentation")
    assert (documented["document"], documented["entity"]) == ([article], [ids["Harrow Bridge"]])


def test_a_surname_alone_is_a_weak_alias(ledger: Ledger) -> None:
    entities, _, _ = export(ledger, what="actors")
    (lisle,) = [one for one in of(entities, "Person") if one["name"] == ["Dorota Lisle"]]
    assert lisle["weakAlias"] == ["Lisle"]
    assert {entity.schema.name for entity in entities} == {"Person", "Organization", "Address"}


def test_every_relation_has_a_link_that_the_model_has() -> None:
    model = followthemoney.model
    for made in (*LINKS.values(), UNKNOWN):
        schema = model.get(made.schema)
        assert schema.edge
        for name, fits in zip((made.subject, made.object), made.ends, strict=True):
            assert all(model.get(one).is_a(schema.get(name).range) for one in fits)
        assert schema.get(made.role).type.name == "string"
    named_in_design = "family employee manager owner member associate business within antagonist other"
    assert set(named_in_design.split()) == set(LINKS)


def test_filters_narrow_documents_and_whom_they_name(ledger: Ledger) -> None:
    entities, counts, _ = export(ledger, filters=Filters(since="2031-05-10"))
    sound(entities)
    assert counts["documents"] == 1
    assert "Harrow Bridge" not in by_name(entities)
    assert export(ledger, filters=Filters(document=exchange.POST[0].id))[1]["documents"] == 1
    bridge = ledger.actor("Harrow Bridge").id
    assert export(ledger, actor=bridge)[1]["documents"] == 1
    assert export(ledger, filters=Filters(until="2030"))[1] == {}


@pytest.mark.parametrize(
    "wanted",
    [
        Wanted(filters=Filters(act=("deny",))),
        Wanted(filters=Filters(contains="bridge")),
        Wanted(claim="c1a1" * 6),
        Wanted(what="copies"),
    ],
)
def test_what_cannot_narrow_is_refused(ledger: Ledger, wanted: Wanted) -> None:
    out = io.BytesIO()
    with pytest.raises(UsageError) as refused:
        named("ftm").write(ledger, wanted, out)
    assert refused.value.remedy
    assert out.getvalue() == b""


def test_without_its_library_it_says_what_to_install(ledger: Ledger, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "followthemoney", None)
    with pytest.raises(UsageError) as missing:
        named("ftm").write(ledger, Wanted(), io.BytesIO())
    assert "hearsay[ftm]" in str(missing.value)


def test_what_the_model_refuses_is_counted_and_told(tmp_path: Path) -> None:
    long = "Greta " + "Pohl" * 120
    odd = exchange.article(
        "odd", f"{long} met “”.", [("person", long, (long,), ()), ("person", "“”", ("“”",), ())],
        title="x" * 2000, outlet="Far Bank", published="2031-05-09", url="javascript:alert(1)",
    )  # fmt: skip
    with Ledger.open(str(tmp_path / "odd.db")) as books:
        exchange.fill(books, odd)
        entities, counts, _ = export(books)
    sound(entities)
    (article,) = of(entities, "Article")
    assert "sourceUrl" not in article
    assert "title" not in article
    assert {note.split(":")[0] for note in article["notes"]} == {
        "FollowTheMoney does not take this title",
        "FollowTheMoney does not take this source link",
    }
    assert "“javascript:alert(1)”" in str(article["notes"])
    # Of the long name neither an actor nor a mention can be made; both say so by being counted.
    assert counts["actors without a usable name"] == 1
    assert counts["values refused"] == 2 + 2


def test_a_list_of_known_actors_comes_back_as_it_was(tmp_path: Path) -> None:
    given = tmp_path / "known.ftm.json"
    rows = [
        {"id": "NK-lisle-0001-abcdef", "schema": "Person",
         "properties": {"name": ["Dorota Lisle"], "alias": ["Dorota Lysle"], "wikidataId": ["Q90000001"]}},
        {"id": "NK-union-0001-abcdef", "schema": "Organization",
         "properties": {"name": ["Inspectors' Union"]}},
        {"id": "NK-bridge-001-abcdef", "schema": "Address", "properties": {"name": ["Harrow Bridge"]}},
        {"id": "NK-member-001-abcdef", "schema": "Membership",
         "properties": {"member": ["NK-lisle-0001-abcdef"], "organization": ["NK-union-0001-abcdef"]}},
    ]  # fmt: skip
    given.write_bytes(b"\n".join(msgspec.json.encode(row) for row in rows))
    before = {actor.id: actor for actor in known_actors(given).actors}
    assert before["NK-lisle-0001-abcdef"].parent == "Inspectors' Union"
    with Ledger.open(str(tmp_path / "books.db")) as books:
        exchange.fill(books)
        learn(books, given)
        link(books)
        entities, _, data = export(books, what="actors")
    sound(entities)
    (tmp_path / "exported.ftm.json").write_bytes(data)
    after = {actor.id: actor for actor in known_actors(tmp_path / "exported.ftm.json").actors}
    for id, actor in before.items():
        assert after[id].name == actor.name
        assert after[id].type == actor.type
        assert after[id].parent == actor.parent
        assert after[id].ids == actor.ids
        assert set(actor.aliases) <= set(after[id].aliases)


def test_links_of_documents_do_not_become_known(ledger: Ledger, tmp_path: Path) -> None:
    (tmp_path / "all.ftm.json").write_bytes(export(ledger)[2])
    assert {actor.parent for actor in known_actors(tmp_path / "all.ftm.json").actors} == {None}


def test_a_long_text_stays_whole(tmp_path: Path) -> None:
    text = "\n\n".join(
        f"Paragraph {number}: " + "water under the bridge " * 40 for number in range(300)
    ).strip()
    assert len(text) > 3 * 65_000
    with Ledger.open(str(tmp_path / "long.db")) as books:
        exchange.fill(books, exchange.article("long-text-of-a-report", text, [], outlet="Far Bank"))
        entities, counts, data = export(books)
    sound(entities)
    (article,) = of(entities, "Article")
    assert len(article["bodyText"]) > 3
    assert counts == {"documents": 1}
    (tmp_path / "long.ftm.json").write_bytes(data)
    (back,) = gather([str(tmp_path / "long.ftm.json")])
    assert [line.strip() for line in back.text.splitlines()] == [line.strip() for line in text.splitlines()]
    assert back.id == "long-text-of-a-report"


@given(text=st.text(max_size=300), size=st.integers(2, 40))
def test_pieces_are_short_and_lose_only_breaks(text: str, size: int) -> None:
    pieces = list(cut(text, size))
    assert all(len(piece) <= size for piece in pieces)
    assert "".join("".join(pieces).split()) == "".join(text.split())


@given(id=st.text(max_size=60))
def test_any_id_becomes_one_that_is_allowed(id: str) -> None:
    made = entity_id(id, "document")
    assert followthemoney.registry.entity.validate(made)
    assert made == id or made != entity_id(id, "actor")


@settings(max_examples=15, deadline=None)
@given(
    text=st.text(min_size=1, max_size=200).filter(str.strip),
    title=st.text(max_size=40),
    outlet=st.text(max_size=40),
    name=st.text(st.characters(exclude_categories=("C", "Z")), min_size=1, max_size=20),
    published=st.one_of(st.none(), st.dates().map(str), st.text(max_size=12)),
    url=st.one_of(st.none(), st.text(max_size=30)),
)
def test_whatever_a_ledger_holds_becomes_valid_entities(
    tmp_path_factory: pytest.TempPathFactory,
    text: str,
    title: str,
    outlet: str,
    name: str,
    published: str | None,
    url: str | None,
) -> None:
    document, reading = exchange.article(
        "any", f"{name} {text}", [("person", name, (name,), (text[:20],))], title=title, outlet=outlet,
        published=published, url=url,
    )  # fmt: skip
    place = tmp_path_factory.mktemp("any") / "books.db"
    with Ledger.open(str(place)) as books:
        rejected = books.store(document, replace(reading, sentences=()))
        if rejected is not None:
            return  # the ledger holds no such text
        link(books)
        entities, counts, data = export(books)
    sound(entities)
    assert counts["documents"] == 1
    assert len(entities) == data.count(b"\n")
