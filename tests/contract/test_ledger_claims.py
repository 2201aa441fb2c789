"""What every ledger promises about copies, claims, and what they are found by."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any, get_args

import msgspec
import numpy as np
import people
import pytest
from backends import Places
from hypothesis import given, settings
from hypothesis import strategies as st
from sqlalchemy import text

from hearsay.errors import LedgerError, UnknownClaim, UsageError
from hearsay.ledger import Ledger, Sketch, ToldRow
from hearsay.records import (
    Anchor,
    Claim,
    Contradiction,
    Copy,
    CopyKind,
    Drift,
    FactCheck,
    Hardening,
    Origin,
    Part,
    Party,
    Passage,
    Reason,
    Rest,
    Side,
    Stance,
)

Everything = Callable[[str], dict[str, list[Any]]]

WHY = (Reason(what="words", left="412", right="398", score=0.93),)
LISLE = Party(kind="actor", id="aaaa1111", name="Dorota Lisle")
UNION = Party(kind="actor", id="aaaa3333", name="Inspectors' Union")
BANK = Party(kind="outlet", id="Far Bank", name="Far Bank")


def statement(id: str) -> Party:
    return Party(kind="statement", id=id, name=id)


def part(id: str, document: str, position: int = 0, stance: Stance = "supports") -> Part:
    return Part(statement=id, document=document, position=position, stance=stance, score=0.8, why=WHY)


WARNED = Claim(
    id="cccc1111",
    proposition="The inspectors had warned Yaromir Teshkov about the bridge.",
    first="2031-05-09",
    documents=2,
    outlets=2,
    parts=(part("s1", "post"), part("s2", "bank"), part("s3", "bank", 1, "denies")),
    supported=Side(
        origins=(Origin(party=UNION, statements=("s1", "s2")),),
        independence=1,
        hinges_on=(UNION,),
        rests=(
            Rest(upper=statement("s1"), lower=LISLE, kind="says"),
            Rest(
                upper=LISLE,
                lower=UNION,
                kind="speaks-for",
                evidence=(Anchor(document="post", span=(0, 6), words="Dorota"),),
            ),
        ),
    ),
    denied=Side(origins=(Origin(party=BANK, statements=("s3",)),), independence=1, hinges_on=(BANK,)),
    hardened=(Hardening(earlier="s1", later="s2", was="attributed", became="narrated"),),
    drifts=(Drift(earlier="s1", later="s2", was="two", became="three"),),
    contradictions=(Contradiction(kind="polarity", statements=("s1", "s3"), values=("warned", "not")),),
)
RAINED = Claim(
    id="cccc2222", proposition="It rained ALL day, 100% of it.", first=None, documents=1, outlets=1,
    parts=(part("s4", "mirror", 1),),
    supported=Side(origins=(Origin(party=LISLE, statements=("s4",)),), independence=2),
)  # fmt: skip
STRASSE = Claim(
    id="dddd3333", proposition="Die Straße zur Brücke was closed.", first="2031-05-10T08:00:00Z", documents=2,
    outlets=1, parts=(part("s5", "bank", 2), part("s6", "post", 2)),
)  # fmt: skip
CLAIMS = (WARNED, RAINED, STRASSE)

REPRINT = Copy(
    earlier="post", later="bank", kind="reprint", credited=True, share_earlier=0.9, share_later=0.5,
    passages=(Passage(earlier=(0, 10), later=(4, 15)), Passage(earlier=(12, 20), later=(30, 38))), why=WHY,
)  # fmt: skip
RELEASE = Copy(
    earlier="mirror", later="post", kind="release", credited=False, share_earlier=0.2, share_later=0.3,
    passages=(Passage(earlier=(0, 3), later=(1, 4)),),
)  # fmt: skip


@pytest.fixture
def ledger(place: str) -> Iterator[Ledger]:
    """A ledger of three articles, their copies and claims."""
    with Ledger.open(place) as opened:
        people.store(opened)
        opened.store_copies([REPRINT, RELEASE])
        opened.store_claims(add=CLAIMS, linked={"post": "p", "bank": "b"}, state="made from this")
        yield opened


def ids(claims: Iterator[Claim]) -> list[str]:
    return [claim.id for claim in claims]


def test_claims_come_back_as_they_were_stored(ledger: Ledger) -> None:
    assert list(ledger.claims()) == [WARNED, STRASSE, RAINED]
    assert ledger.claims_state() == "made from this"
    assert ledger.linked() == {"bank": "b", "post": "p"}
    assert ledger.check() == []


@pytest.mark.parametrize(
    ("sort", "expected"),
    [
        ("spread", ["cccc1111", "dddd3333", "cccc2222"]),
        ("independence", ["cccc2222", "cccc1111", "dddd3333"]),
        ("echo", ["cccc1111", "dddd3333", "cccc2222"]),
        ("first", ["cccc1111", "dddd3333", "cccc2222"]),
    ],
)
def test_claims_are_sorted(ledger: Ledger, sort: Any, expected: list[str]) -> None:
    assert ids(ledger.claims(sort=sort)) == expected


@pytest.mark.parametrize(
    ("asked", "expected"),
    [
        ({"contains": "STRASSE"}, ["dddd3333"]),
        ({"contains": "all day"}, ["cccc2222"]),
        ({"contains": "0%"}, ["cccc2222"]),
        ({"contains": "_"}, []),
        ({"actor": "aaaa1111"}, ["cccc1111", "cccc2222"]),
        ({"actor": "aaaa3333"}, ["cccc1111"]),
        ({"actor": "Far Bank"}, []),
        ({"outlet": "FAR BANK"}, ["cccc1111", "dddd3333"]),
        ({"outlet": "Far"}, []),
        ({"document": "mirror"}, ["cccc2222"]),
        ({"document": "nothing"}, []),
        ({"since": "2031-05-10"}, ["dddd3333"]),
        ({"until": "2031-05-09"}, ["cccc1111"]),
        ({"until": "2031-05"}, ["cccc1111", "dddd3333"]),
        ({"hardened": True}, ["cccc1111"]),
        ({"hardened": False}, ["dddd3333", "cccc2222"]),
        ({"least_documents": 2}, ["cccc1111", "dddd3333"]),
        ({"most_independence": 1}, ["cccc1111", "dddd3333"]),
        ({"most_independence": 0}, ["dddd3333"]),
        ({"least_documents": 2, "hardened": False, "outlet": "the calder post"}, ["dddd3333"]),
        ({"limit": 1}, ["cccc1111"]),
        ({"limit": 0}, []),
    ],
)
def test_claims_are_narrowed(ledger: Ledger, asked: dict[str, Any], expected: list[str]) -> None:
    assert ids(ledger.claims(**asked)) == expected


@pytest.mark.parametrize(
    "asked",
    [
        {"limit": -1},
        {"contains": "a" * 1001},
        {"since": "May"},
        {"until": "2031-02-30"},
        {"outlet": "o" * 1001},
    ],
)
def test_wishes_that_make_no_sense_are_refused_at_once(ledger: Ledger, asked: dict[str, Any]) -> None:
    with pytest.raises(UsageError):
        ledger.claims(**asked)


@pytest.mark.parametrize(
    ("name", "id"),
    [
        ("cccc1111", "cccc1111"),
        ("dddd", "dddd3333"),
        ("it rained all day, 100% of it.", "cccc2222"),
        ("had warned", "cccc1111"),
        ("  had   WARNED ", "cccc1111"),
        ("bridge teshkov warned", "cccc1111"),
        ("brücke strasse", "dddd3333"),
    ],
)
def test_a_claim_is_found_by_what_people_call_it(ledger: Ledger, name: str, id: str) -> None:
    assert ledger.claim(name).id == id


def test_words_of_several_claims_name_them(ledger: Ledger) -> None:
    with pytest.raises(UnknownClaim, match="Several claims") as caught:
        ledger.claim("cccc")
    assert "cccc1111" in str(caught.value)
    assert "“It rained ALL day, 100% of it.” (1 document, id cccc2222)" in str(caught.value)
    assert "dddd3333" not in str(caught.value)
    assert caught.value.exit_code == 2


@pytest.mark.parametrize("name", ["ccc", "", "  ", "nobody said so", "_", "\ud800", "a " * 2500])
def test_an_unknown_claim_says_how_to_list(ledger: Ledger, name: str) -> None:
    with pytest.raises(UnknownClaim, match="hearsay claims") as caught:
        ledger.claim(name)
    assert len(str(caught.value)) < 500


def test_the_claim_of_a_statement(ledger: Ledger) -> None:
    assert ledger.claim_of("s3") == WARNED
    assert ledger.claim_of("nothing") is None
    assert ledger.claim_ids(["s6", "s1", "nothing"]) == {"s1": "cccc1111", "s6": "dddd3333"}
    assert ledger.claim_ids() == {
        statement.statement: claim.id for claim in CLAIMS for statement in claim.parts
    }


def test_statements_pass_from_claim_to_claim_in_one_step(place: str, everything: Everything) -> None:
    less = msgspec.structs.replace(WARNED, parts=WARNED.parts[:1], denied=Side())
    more = msgspec.structs.replace(STRASSE, parts=(*WARNED.parts[1:], *STRASSE.parts))
    other = msgspec.structs.replace(RAINED, id="eeee4444")
    straight = [less, more, other]
    with Ledger.open(place) as ledger:
        people.store(ledger)
        ledger.store_claims(add=CLAIMS, state="before")
        ledger.store_claims(["cccc2222", "nothing"], iter([more, other, less]))
        assert sorted(ledger.claims(), key=lambda claim: claim.id) == straight
        assert ledger.claims_state() == "before"
        assert ledger.claim_of("s2") == more
        assert ledger.check() == []
        before = everything(place)
        with pytest.raises(LedgerError):
            ledger.store_claims(["eeee4444"], [msgspec.structs.replace(WARNED, id="ffff5555")], state="x")
        nowhere = msgspec.structs.replace(WARNED, parts=(part("s9", "nothing"),))
        with pytest.raises(LedgerError):
            ledger.store_claims(add=[nowhere], linked={"post": "x"})
        assert everything(place) == before


def test_neither_order_nor_history_leaves_a_trace(places: Callable[[], str], everything: Everything) -> None:
    straight, crooked = places(), places()
    with Ledger.open(straight) as ledger:
        people.store(ledger)
        ledger.store_claims(add=CLAIMS, linked={"post": "p"}, state="s")
        ledger.store_copies([REPRINT, RELEASE])
    with Ledger.open(crooked) as ledger:
        people.store(ledger)
        ledger.store_copies([RELEASE])
        ledger.store_claims(add=[msgspec.structs.replace(WARNED, id="zzzz"), RAINED], state="q")
        ledger.store_linked({"post": "x"})
        ledger.store_claims(["zzzz"], reversed(CLAIMS), linked={"post": "p"}, state="s")
        ledger.store_copies([REPRINT], of=["bank"])
    assert everything(straight) == everything(crooked)


def test_a_new_reading_leaves_no_claim_unreadable(ledger: Ledger) -> None:
    document, _ = people.BRIDGE[0]
    ledger.store(*people.read_by("0.2.0+people", people.BRIDGE[0], statements=()))
    assert list(ledger.statements()) != []
    assert ids(ledger.claims(document=document.id)) == ["cccc1111", "dddd3333"]
    assert ids(ledger.claims(actor="aaaa1111", outlet="The Calder Post")) == ["cccc1111"]
    assert ledger.claim_of("s1") == WARNED
    assert ledger.check() == []


@pytest.mark.parametrize(
    ("change", "says"),
    [
        ("UPDATE claims SET echo = 9 WHERE id = 'cccc1111'", "Claim cccc1111: its figures"),
        ("UPDATE parts SET stance = 'queries' WHERE statement = 's4'", "Claim cccc2222: its parts"),
        ("DELETE FROM parties WHERE party = 'aaaa3333'", "Claim cccc1111: its parties"),
        ("UPDATE claims SET body = '{}' WHERE id = 'dddd3333'", "Claim dddd3333: it cannot be checked"),
        ("UPDATE copies SET passages = '{}' WHERE later = 'post'", "Copy of mirror in post"),
    ],
)
def test_what_does_not_match_a_claim_is_found(ledger: Ledger, change: str, says: str) -> None:
    with ledger._connection(write=True) as connection:
        connection.execute(text(change))
    (problem,) = ledger.check()
    assert problem.startswith(says)


def test_copies_are_found_from_either_side(ledger: Ledger) -> None:
    assert list(ledger.copies()) == [RELEASE, REPRINT]
    assert list(ledger.copies(document="bank")) == [REPRINT]
    assert list(ledger.copies(document="post")) == [RELEASE, REPRINT]
    assert list(ledger.copies(kind="release")) == [RELEASE]
    assert list(ledger.copies(outlet="northern MIRROR")) == [RELEASE]
    assert list(ledger.copies(outlet="The Calder Post", kind="reprint")) == [REPRINT]
    assert list(ledger.copies(limit=1)) == [RELEASE]
    with pytest.raises(UsageError):
        ledger.copies(limit=-1)


def test_copies_replace_those_into_the_same_documents(place: str, everything: Everything) -> None:
    with Ledger.open(place) as ledger:
        people.store(ledger)
        ledger.store_copies([REPRINT, RELEASE])
        changed = msgspec.structs.replace(REPRINT, kind="excerpt")
        ledger.store_copies([changed], of=["bank"])
        assert list(ledger.copies()) == [RELEASE, changed]
        ledger.store_copies([], of=["mirror"])
        assert list(ledger.copies()) == [RELEASE, changed]
        ledger.store_copies([], of=["post"])
        assert list(ledger.copies()) == [changed]
        before = everything(place)
        for wrong in (msgspec.structs.replace(REPRINT, later="nothing"), REPRINT):
            with pytest.raises(LedgerError):
                ledger.store_copies([wrong], of=["mirror"])
        assert everything(place) == before
        ledger.store_copies([])
        assert list(ledger.copies()) == []


def test_vectors_are_kept_by_what_made_them(ledger: Ledger) -> None:
    rows = np.random.default_rng(1).normal(size=(500, 384)).astype(np.float32)
    names = [f"{number * 7919 % 500:04}" for number in range(500)]
    ledger.store_vectors("v1", names, [f"d{name}" for name in names], rows)
    found, digests, kept = ledger.vectors("v1")
    assert found == sorted(names)
    assert digests == [f"d{name}" for name in found]
    assert kept.dtype == np.float16
    assert np.array_equal(kept, rows.astype(np.float16)[[names.index(name) for name in found]])
    some, _, chosen = ledger.vectors("v1", ["0400", "none", "0003", "0003"])
    assert some == ["0003", "0400"]
    assert np.array_equal(chosen, kept[[3, 400]])
    assert ledger.vector_digests("v1") == dict(zip(found, digests, strict=True))
    ledger.store_vectors("v2", ["0003"], ["new"], rows[:1].astype(np.float64))
    assert (ledger.vectors("v2")[:2], len(ledger.vectors("v1")[0])) == ((["0003"], ["new"]), 499)
    ledger.drop_vectors(["0003", "none"])
    assert ledger.vectors("v2")[0] == []
    assert ledger.vectors("v2")[2].shape[0] == 0
    assert ledger.vectors("v1", kind="fact-check")[0] == []


def test_vectors_that_do_not_fit_are_refused(ledger: Ledger) -> None:
    rows = np.zeros((2, 4), np.float32)
    for names, digests, given_rows in (
        (["a"], ["d"], rows),
        (["a", "b"], ["d"], rows),
        (["a"], ["d"], rows[0]),
    ):
        with pytest.raises(LedgerError, match="Nothing was stored"):
            ledger.store_vectors("v", names, digests, given_rows)
    assert ledger.vector_digests("v") == {}
    ledger.store_vectors("v", ["a", "b"], ["d", "d"], rows)
    ledger.store_vectors("v", ["c"], ["d"], rows[:1, :2])
    with pytest.raises(LedgerError, match="--rebuild"):
        ledger.vectors("v")


def test_sketches_are_kept_by_document(ledger: Ledger) -> None:
    post, bank = (
        Sketch(document=id, text_sha256=id * 2, signature=bytes(range(256))) for id in ("post", "bank")
    )
    ledger.store_sketches("1", [post, bank])
    assert list(ledger.sketches("1")) == [bank, post]
    changed = msgspec.structs.replace(post, signature=b"\0")
    ledger.store_sketches("2", [changed])
    assert (list(ledger.sketches("1")), list(ledger.sketches("2"))) == ([bank], [changed])


def test_what_linking_remembers_changes_with_the_claims(ledger: Ledger) -> None:
    assert ledger.remembered("edges") is None
    ledger.store_claims(memory={"edges": b"\0one", "other": b""})
    ledger.store_claims(memory={"edges": b"two"})
    assert (ledger.remembered("edges"), ledger.remembered("other")) == (b"two", b"")
    with pytest.raises(LedgerError):
        ledger.store_claims(add=[msgspec.structs.replace(WARNED, id="twice")], memory={"edges": b"three"})
    assert ledger.remembered("edges") == b"two"


def test_claims_are_counted_and_found_by_what_they_touch(ledger: Ledger) -> None:
    assert (ledger.claim_count(), ledger.copy_count()) == (3, 2)
    assert ledger.claims_touched() == set()
    assert ledger.claims_touched(parties=["aaaa3333", "none"]) == {"cccc1111"}
    assert ledger.claims_touched(documents=["mirror"]) == {"cccc2222"}
    assert ledger.claims_touched(parties=["Far Bank"], documents=["mirror"]) == {"cccc1111", "cccc2222"}


def test_what_linking_is_told_of_a_document_waits_to_be_linked(ledger: Ledger) -> None:
    post = ToldRow(document="post", told="[1]", ties=(("a", "b", "{}"), ("a", "c", "[]")))
    mirror = ToldRow(document="mirror", told="[2]")
    ledger.store_told([post, mirror])
    assert ledger.linked() == {"bank": "b"}
    assert list(ledger.told(["post", "none", "mirror"])) == [("mirror", "[2]"), ("post", "[1]")]
    assert list(ledger.ties()) == [("post", "{}"), ("post", "[]")]
    ledger.store_linked({"post": "p2", "mirror": "m"})
    assert ledger.linked() == {"bank": "b", "mirror": "m", "post": "p2"}
    assert dict(ledger.told())["post"] == "[1]"
    ledger.store_told([msgspec.structs.replace(post, told="[3]", ties=())])
    assert (dict(ledger.told())["post"], list(ledger.ties())) == ("[3]", [])
    of = {row.id: row.document for row in ledger.statements()}
    assert ledger.documents_of([*of, "none"]) == of
    ledger.forget_links()
    assert (list(ledger.told()), list(ledger.ties())) == ([], [])


def test_links_are_forgotten_but_what_texts_alone_decide_stays(ledger: Ledger) -> None:
    ledger.store_claims(memory={"edges": b"e"})
    ledger.store_sketches("1", [Sketch(document="post", text_sha256="t", signature=b"s")])
    ledger.store_vectors("v", ["s1"], ["d"], np.ones((1, 3)))
    ledger.know_fact_checks([FactCheck(id="f", claim="It rained.")])
    ledger.forget_links()
    assert (list(ledger.claims()), list(ledger.copies()), ledger.remembered("edges")) == ([], [], None)
    assert (ledger.linked(), ledger.claims_state()) == ({}, None)
    assert (len(list(ledger.sketches("1"))), ledger.vector_digests("v")) == (1, {"s1": "d"})
    ledger.forget_links(vectors=True)
    assert (list(ledger.sketches("1")), ledger.vector_digests("v")) == ([], {})
    assert len(list(ledger.fact_checks())) == 1
    assert ledger.counts().documents == 3


def test_a_list_of_fact_checks_replaces_what_it_held_before(ledger: Ledger) -> None:
    one = FactCheck(
        id="f1", claim="It Rained in STRASSE.", claimant="A", verdict="false", author="B",
        published="2031-05-01", url="https://checks.example/1",
    )  # fmt: skip
    two, three = FactCheck(id="f2", claim="100% of it"), FactCheck(id="f3", claim="No")
    ledger.know_fact_checks([two, one], file="first.csv")
    ledger.know_fact_checks([three], file="second.csv")
    ledger.store_vectors("v", ["f1", "f3"], ["d", "d"], np.ones((2, 3)), kind="fact-check")
    ledger.store_vectors("v", ["s1"], ["d"], np.ones((1, 3)))
    assert list(ledger.fact_checks()) == [one, two, three]
    assert list(ledger.fact_checks(contains="straße")) == [one]
    assert list(ledger.fact_checks(contains="0%")) == [two]
    assert list(ledger.fact_checks(ids=["f3", "f1", "none"])) == [one, three]
    assert list(ledger.fact_checks(ids=["f3", "f1"], limit=1)) == [one]
    assert ledger.fact_check_files() == {"first.csv": 2, "second.csv": 1}
    taken = msgspec.structs.replace(three, verdict="true")
    ledger.know_fact_checks([taken], file="first.csv")
    assert (list(ledger.fact_checks()), ledger.fact_check_files()) == ([taken], {"first.csv": 1})
    assert list(ledger.vector_digests("v", kind="fact-check")) == ["f3"]
    assert list(ledger.vector_digests("v")) == ["s1"]
    ledger.know_fact_checks([FactCheck(id="f4", claim="\0\ud800", author="\udcff")], file="\udcff.csv")
    (odd,) = ledger.fact_checks(ids=["f4"])
    assert (odd.claim, odd.author) == ("\\x00\\ud800", "\\udcff")


words = st.text(st.characters(exclude_categories=["Cs"]), max_size=20)
reasons = st.lists(
    st.builds(Reason, what=words, left=words, right=words, score=st.floats(0, 1)), max_size=2
).map(tuple)
spans = st.tuples(st.integers(0, 10), st.integers(0, 10))
actors = st.builds(Party, kind=st.sampled_from(["actor", "document", "outlet"]), id=words, name=words)
sides = st.builds(
    Side,
    origins=st.lists(st.builds(Origin, party=actors, statements=st.just(("s",))), max_size=2).map(tuple),
    independence=st.integers(0, 3),
    hinges_on=st.lists(actors, max_size=2).map(tuple),
    rests=st.lists(st.builds(Rest, upper=actors, lower=actors, kind=st.just("cites")), max_size=3).map(tuple),
)
claims = st.builds(
    Claim,
    id=words,
    proposition=words,
    first=st.none() | st.just("2031-05-09"),
    documents=st.integers(0, 9),
    outlets=st.integers(0, 9),
    parts=st.lists(words, unique=True, max_size=4).map(
        lambda names: tuple(part(one, "post") for one in names)
    ),
    supported=sides,
    denied=sides,
)
copies = st.builds(
    Copy,
    earlier=st.just("post"),
    later=st.sampled_from(["bank", "mirror"]),
    kind=st.sampled_from(get_args(CopyKind)),
    credited=st.booleans(),
    share_earlier=st.floats(0, 1),
    share_later=st.floats(0, 1),
    passages=st.lists(st.builds(Passage, earlier=spans, later=spans), max_size=3).map(tuple),
    why=reasons,
)


@settings(max_examples=40, deadline=None)
@given(claim=claims, copy=copies)
def test_any_claim_and_copy_come_back(places: Callable[[], str], claim: Claim, copy: Copy) -> None:
    claim = msgspec.structs.replace(claim, id=claim.id.replace("\0", "0"))
    clean = msgspec.json.decode(msgspec.json.encode(claim).replace(rb"\u0000", b"0"), type=Claim)
    with Ledger.open(place_of(places)) as ledger:
        ledger.forget_links()
        ledger.store_claims(add=[clean])
        ledger.store_copies([copy])
        assert list(ledger.claims()) == [clean]
        assert list(ledger.copies()) == [copy]
        assert ledger.check() == []


FILLED: dict[Places, str] = {}


def place_of(places: Places) -> str:
    """The place of a ledger of the three articles, made once a backend."""
    if places not in FILLED:
        FILLED[places] = places.lasting()
        with Ledger.open(FILLED[places]) as ledger:
            people.store(ledger)
    return FILLED[places]
