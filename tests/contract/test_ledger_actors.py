"""What every ledger promises about actors and judgements."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

import msgspec
import people
import pytest

from hearsay.errors import LedgerError, UnknownActor, UsageError
from hearsay.ledger import Filters, Ledger
from hearsay.records import Actor, Affiliation, Anchor, Judgement, KnownActor, Member, Reason

Everything = Callable[[str], dict[str, list[Any]]]

WHY = (Reason(what="name", left="Lisle", right="Dorota Lisle", score=0.9),)
LISLE = Actor(
    id="aaaa1111",
    type="person",
    name="Dorota Lisle",
    names=("Lisle", "Dorota Lisle"),
    roles=("secretary",),
    ids=(("wikidata", "Q1"),),
    known=True,
    members=(Member(document="post", entity=0, why=WHY), Member(document="bank", entity=0)),
    affiliations=(Affiliation(actor="aaaa3333", name="Inspectors' Union", role=None, by=("post",)),),
)
TESHKOV = Actor(
    id="aaaa2222",
    type="person",
    name="Der Direktor",
    names=("Yaromir Teshkov", "Яромир Тешков"),
    members=(Member(document="post", entity=1),),
)
UNION = Actor(
    id="aaaa3333", type="organization", name="Inspectors' Union", names=("Inspectors' Union",),
    members=(Member(document="post", entity=2),),
)  # fmt: skip
ACTORS = (LISLE, TESHKOV, UNION)


@pytest.fixture
def ledger(place: str) -> Iterator[Ledger]:
    """A ledger of three articles and their actors."""
    with Ledger.open(place) as opened:
        people.store(opened)
        opened.store_actors(ACTORS, "made from this")
        yield opened


def judgement(id: str, at: str = "2031-05-01T00:00:00+00:00", **fields: Any) -> Judgement:
    left = Anchor(document="post", span=(0, 12), words="Dorota Lisle")
    right = Anchor(document="elsewhere", span=(3, 8), words="Lisle")
    given: dict[str, Any] = {"about": "same-actor", "verdict": "yes", "left": left, "right": right, **fields}
    return Judgement(id=id, at=at, author="Ed", **given)


def test_actors_come_back_as_they_were_stored_the_most_seen_first(ledger: Ledger) -> None:
    assert list(ledger.actors()) == [LISLE, TESHKOV, UNION]
    assert ledger.actors_state() == "made from this"
    assert ledger.check() == []


def test_storing_actors_replaces_all_there_were(place: str, everything: Everything) -> None:
    with Ledger.open(place) as ledger:
        assert (ledger.actors_state(), list(ledger.actors())) == (None, [])
        people.store(ledger)
        ledger.store_actors([UNION], "before")
        ledger.store_actors(ACTORS, "now")
        assert (ledger.actors_state(), list(ledger.actors())) == ("now", list(ACTORS))
        before = everything(place)
        twice = msgspec.structs.replace(UNION, id="another")
        with pytest.raises(LedgerError):
            ledger.store_actors([LISLE, UNION, twice], "an entity cannot be two actors")
        nowhere = msgspec.structs.replace(UNION, members=(Member(document="nothing", entity=0),))
        with pytest.raises(LedgerError):
            ledger.store_actors([nowhere], "a document must be there")
        assert everything(place) == before


def test_actors_survive_that_more_is_read(ledger: Ledger) -> None:
    people.store(ledger, [people.article("later", [("[Ilka Morrow]", "said", "nothing")])])
    assert list(ledger.actors()) == list(ACTORS)


@pytest.mark.parametrize(
    ("asked", "ids"),
    [
        ({"type": "person"}, ["aaaa1111", "aaaa2222"]),
        ({"contains": "LISLE"}, ["aaaa1111"]),
        ({"contains": "тешков"}, ["aaaa2222"]),
        ({"contains": "direktor"}, ["aaaa2222"]),
        ({"contains": "%"}, []),
        ({"contains": "o", "type": "organization"}, ["aaaa3333"]),
        ({"limit": 1}, ["aaaa1111"]),
        ({"limit": 0}, []),
    ],
)
def test_actors_are_narrowed(ledger: Ledger, asked: dict[str, Any], ids: list[str]) -> None:
    assert [actor.id for actor in ledger.actors(**asked)] == ids


def test_wishes_that_make_no_sense_are_refused_at_once(ledger: Ledger) -> None:
    with pytest.raises(UsageError):
        ledger.actors(limit=-1)
    with pytest.raises(UsageError):
        ledger.actors(contains="a" * 1001)
    with pytest.raises(UsageError, match="current"):
        ledger.statements(Filters(actor="aaaa1111"), reader=people.READER)


@pytest.mark.parametrize(
    ("name", "id"),
    [
        ("aaaa1111", "aaaa1111"),
        ("aaaa2", "aaaa2222"),
        ("dorota LISLE", "aaaa1111"),
        ("Lisle", "aaaa1111"),
        ("яромир тешков", "aaaa2222"),
        ("der direktor", "aaaa2222"),
        ("union", "aaaa3333"),
    ],
)
def test_an_actor_is_found_by_what_people_call_it(ledger: Ledger, name: str, id: str) -> None:
    assert ledger.actor(name).id == id


@pytest.mark.parametrize("name", ["aaaa", "o"])
def test_a_name_of_several_actors_names_them(ledger: Ledger, name: str) -> None:
    with pytest.raises(UnknownActor, match="Several") as caught:
        ledger.actor(name)
    assert [actor.id for actor in ACTORS if actor.id not in str(caught.value)] == []
    assert "Dorota Lisle (person, 2 documents" in str(caught.value)
    assert caught.value.exit_code == 2


@pytest.mark.parametrize("name", ["aaa1", "", "nobody", "%", "\ud800", "a" * 5000])
def test_an_unknown_actor_says_how_to_list(ledger: Ledger, name: str) -> None:
    with pytest.raises(UnknownActor, match="hearsay actors"):
        ledger.actor(name)


def test_the_actor_of_an_entity(ledger: Ledger) -> None:
    assert ledger.actor_of("post", 0) == LISLE
    assert ledger.actor_of("bank", 0) == LISLE
    assert ledger.actor_of("mirror", 0) is None
    assert ledger.actor_of("nothing", 0) is None


def test_statements_of_an_actor_are_those_it_speaks(ledger: Ledger) -> None:
    rows = list(ledger.statements(Filters(actor="aaaa1111")))
    assert [(row.document, row.position, row.speaker) for row in rows] == [
        ("post", 0, "Dorota Lisle"),
        ("bank", 0, "Dorota Lisle"),
    ]
    newest = ledger.statements(Filters(actor="aaaa1111"), newest=True, limit=1)
    assert [row.document for row in newest] == ["bank"]
    assert [row.position for row in ledger.statements(Filters(actor="aaaa2222"))] == [1]
    assert list(ledger.statements(Filters(actor="aaaa3333"))) == []
    assert list(ledger.statements(Filters(actor="nobody"))) == []


def test_newest_first_puts_documents_without_a_date_last(ledger: Ledger) -> None:
    documents = [row.document for row in ledger.statements(newest=True)]
    assert list(dict.fromkeys(documents)) == ["bank", "post", "mirror"]


def test_readings_are_streamed_in_time(ledger: Ledger) -> None:
    by_id = {document.id: (document, reading) for document, reading in people.BRIDGE}
    assert list(ledger.readings()) == [by_id["mirror"], by_id["post"], by_id["bank"]]
    assert list(ledger.readings(actor="aaaa1111", newest=True)) == [by_id["bank"], by_id["post"]]
    assert list(ledger.readings(actor="nobody")) == []


def test_of_several_readings_the_current_one_counts(ledger: Ledger) -> None:
    newer = people.read_by("0.2.0+people", people.BRIDGE[1])
    ledger.store(*newer)
    assert dict(ledger.current_readers()) == {
        "bank": "0.2.0+people", "mirror": people.READER, "post": people.READER
    }  # fmt: skip
    assert [reading.reader for _, reading in ledger.readings(actor="aaaa1111")] == [
        people.READER, "0.2.0+people"
    ]  # fmt: skip


def test_a_list_of_known_actors_replaces_what_it_named_before(ledger: Ledger) -> None:
    one = KnownActor(
        id="k1", name="A", type="person", aliases=("B",), parent="C", ids=(("wikidata", "Q1"), ("x", "y"))
    )
    two = KnownActor(id="k2", name="D", type="place")
    ledger.know([two, one], file="first.csv")
    assert ledger.known_actors() == [one, two]
    three = KnownActor(id="k3", name="E", type="other")
    ledger.know([three], file="second.csv")
    changed = msgspec.structs.replace(one, name="AA")
    ledger.know([changed], file="first.csv")
    assert ledger.known_actors() == [changed, three]
    ledger.know([msgspec.structs.replace(three, name="EE")], file="first.csv")
    assert [actor.name for actor in ledger.known_actors()] == ["EE"]
    ledger.know([], file="first.csv")
    assert ledger.known_actors() == []


def test_judgements_come_back_in_time_and_are_never_changed(place: str, everything: Everything) -> None:
    later = judgement("b", "2031-05-02T00:00:00.000001+00:00", note="sure")
    earlier = judgement("a", about="actor-name", verdict="edit", value="Dora", right=None)
    undoing = judgement("c", "2031-05-03T00:00:00+00:00", undoes="b")
    with Ledger.open(place) as ledger:
        ledger.judge(later, earlier)
        ledger.judge(undoing)
        ledger.judge()
        assert list(ledger.judgements()) == [earlier, later, undoing]
        before = everything(place)
        with pytest.raises(LedgerError):
            ledger.judge(judgement("d"), judgement("b"))
        assert everything(place) == before


def test_what_is_no_text_is_kept_as_an_escape(ledger: Ledger) -> None:
    ledger.judge(msgspec.structs.replace(judgement("a"), author="E\udcff", note="\0"))
    assert [(one.author, one.note) for one in ledger.judgements()] == [("E\\udcff", "\\x00")]
    ledger.know([KnownActor(id="k", name="\ud800", type="person", aliases=("\0",), ids=(("x", "\udcff"),))])
    assert ledger.known_actors()[0].name == "\\ud800"
    assert ledger.check() == []
