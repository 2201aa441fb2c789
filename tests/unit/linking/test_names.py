"""Two names of one thing meet, names of two things stay apart, and each decision says why."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from hearsay.linking.names import CERTAIN, SAME, NameMatch, compare, keys, prepare
from hearsay.records import EntityType

GIVEN = "Tomas Lena Viktor Amira Bob Robert Oleksandr Mei Jonas Katarina Sasha Ibrahim".split()
FAMILY = "Verrick Tallowin Marchenko Hadari Quillan Ostrander Belmonte Nakashima Qasiri Dravic".split()
TYPES: tuple[EntityType, ...] = ("person", "organization", "place", "other")


def _match(left: str, right: str, type: EntityType = "person") -> NameMatch:
    return compare(prepare(left, type), prepare(right, type))


def _meet(left: str, right: str, type: EntityType) -> bool:
    return bool(set(keys(prepare(left, type))) & set(keys(prepare(right, type))))


SAME_PERSONS = [
    ("Tomas Verrick", "Verrick, Tomas"),
    ("Tomas Verrick", "VERRICK Tomas"),
    ("Tomas Verrick", "T. Verrick"),
    ("Tomas Verrick", "TomasVerrick"),
    ("Tomas Verrick", "T0mas V3rrick"),
    ("Tomas Verrick", "Tomas A. Verrick"),
    ("Tomas Verrick", "Tomsa Verrick"),
    ("Tomas Verrick", "Dr. Tomas Verrick, PhD"),
    ("Tomas Verrick", "Tomas Verrick LLC"),
    ("TJ Verrick", "Tomas Jonas Verrick"),
    ("Bob Tallowin", "Robert Tallowin"),
    ('William "Bill" Tallowin', "Bill Tallowin"),
    ("Юлия Марченко", "Yulia Marchenko"),
    ("Oleksandr Marchenko", "Александр Марченко"),
    ("Νίκος Ταλλάς", "Nikos Tallas"),
    ("林美玲", "Lin Meiling"),
    ("Muhammad al-Qasiri", "Mohamed Elkasiri"),
    ("Abd al-Rahman Qasir", "Abdulrahman Kassir"),
    ("Saif al-Din Qasir", "Saifuddin Qasir"),
    ("محمد القاصري", "Mohamed al-Qasiri"),
    ("Jonas Müllrich", "Jonas Muellrich"),
    ("Jonas Tallmeier", "Jonas Tallmayer"),
    ("Ivan Tallov", "Ivan Sergeyevich Tallov"),
    ("Maria de la Cruz", "Maria Cruz"),
    ("O'Brennick, Pat", "Patrick OBrennick"),
    ("bin Hadari Salim", "Salim bin Hadari"),
]

OTHER_PERSONS = [
    ("Tomas B. Verrick", "Tomas A. Verrick", "other words"),
    ("Tomas Verrick", "Lena Verrick", "other words"),
    ("Tomas Verrick Jr.", "Tomas Verrick Sr.", "another generation"),
    ("Charles III", "Charles II", "another generation"),
    ("Mario Tallowin", "Maria Tallowin", "a woman's and a man's name"),
    ("Daniel Tallowin", "Daniela Tallowin", "a woman's and a man's name"),
    ("Ivan Sergeyevich Tallov", "Ivan Pavlovich Tallov", "other words"),
    ("Omar bin Salim Hadari", "Salim bin Omar Hadari", "child and father the other way round"),
    ("Salim Hassan al-Qasiri", "Salim Hassan al-Dravi", "other words"),
    ("K. Hadari", "Hadari Karimov", "other words"),
    ("Han Jong Il", "Han Jong Un", "other words"),
    ("T. V.", "Tomas Verrick", "other words"),
    ("M. Verrick", "Marvin Ferrick", "spelling"),
]

SAME_ORGANIZATIONS = [
    ("Northgate Bank Ltd", "Northgate Bank"),
    ("Northgate Bank GmbH", "Northgate Bank LLC"),
    ("Northgate Bank p.l.c.", "NORTHGATE BANK PLC"),
    ("ООО Ромашкино", "Romashkino LLC"),
    ("Veltran Oil Authority", "VOA"),
    ("Veltran Oil Authority (VOA)", "VOA"),
    ("Ministry of Defence of Ukraine", "Ukrainian Defense Ministry"),
    ("Ukraine's Ministry of Defence", "Ukrainian Defence Ministry"),
    ("Third Army", "3rd Army"),
    ("Brigade Forty-Four", "Brigade 44"),
    ("Good Hope Shipping Co.", "Goodhope Shipping Company"),
    ("L.X.C Shipping", "LXC Shipping"),
    ("Dept. of Harbours", "Department of Harbours"),
    ("Harbour Union", "The Harbor Union"),
    ("Al-Noor Brigade", "Al Nur Brigade"),
    ("Red Lantern/Harbour Front", "Harbour Front"),
]

OTHER_ORGANIZATIONS = [
    ("Northgate Bank Ltd", "Northgate Trust Ltd"),
    ("Foreign Ministry", "Finance Ministry"),
    ("Russian Foreign Ministry", "Ukrainian Foreign Ministry"),
    ("Unit 3", "Unit 4"),
    ("Third Army", "Fourth Army"),
    ("Brigade 44", "Brigade"),
    ("Quillan Solutions", "Quillan Solutions II"),
    ("Harbour Times", "Harbour News"),
    ("QBC News", "QBS News"),
    ("Barnhal", "Burnel"),
]


@pytest.mark.parametrize(("left", "right"), SAME_PERSONS)
def test_one_person_in_two_spellings(left: str, right: str) -> None:
    match = _match(left, right)
    assert match.same, match
    assert match.score >= SAME
    assert _meet(left, right, "person")


@pytest.mark.parametrize(("left", "right", "why"), OTHER_PERSONS)
def test_two_persons_whose_names_are_alike(left: str, right: str, why: str) -> None:
    match = _match(left, right)
    assert not match.same, match
    assert not match.partial
    assert why in {reason.what for reason in match.reasons}


@pytest.mark.parametrize(("left", "right"), SAME_ORGANIZATIONS)
def test_one_organization_in_two_spellings(left: str, right: str) -> None:
    match = _match(left, right, "organization")
    assert match.same, match
    assert _meet(left, right, "organization")


@pytest.mark.parametrize(("left", "right"), OTHER_ORGANIZATIONS)
def test_two_organizations_whose_names_are_alike(left: str, right: str) -> None:
    match = _match(left, right, "organization")
    assert not match.same, match


@pytest.mark.parametrize(
    ("left", "right", "same"),
    [
        ("Burma", "Myanmar", True),
        ("Kyiv", "Kiev", True),
        ("Niger", "Nigeria", False),
        ("North Korea", "South Korea", False),
        ("Mexico", "Mexico City", False),
        ("London", "England", False),
        ("City of Ardenmoor", "Ardenmoor", True),
        ("Ardenmoor", "Ardenmoor, Illinois", False),
    ],
)
def test_places(left: str, right: str, same: bool) -> None:
    match = _match(left, right, "place")
    assert match.same is same, match
    assert not same or _meet(left, right, "place")


def test_a_ship_goes_without_its_prefix_but_not_without_its_number() -> None:
    assert _match("MV Grey Heron", "Grey Heron", "other").same
    assert not _match("Grey Heron 2", "Grey Heron 3", "other").same


def test_a_surname_alone_decides_nothing() -> None:
    match = _match("Verrick", "Tomas Verrick")
    assert not match.same
    assert match.partial
    assert 0.3 < match.score < SAME
    assert "surname only" in {reason.what for reason in match.reasons}


def test_two_equal_surnames_are_equal_and_yet_decide_nothing() -> None:
    match = _match("Verrick", "Mr. Verrick")
    assert (match.same, match.score, match.partial) == (True, 1.0, True)


def test_a_part_of_an_organization_is_not_the_whole() -> None:
    match = _match("Quillan", "Quillan Energy", "organization")
    assert not match.same
    assert match.partial


def test_different_kinds_of_thing_are_never_the_same() -> None:
    match = compare(prepare("Verrick", "person"), prepare("Verrick", "organization"))
    assert not match.same
    assert match.reasons[0].what == "another kind of thing"


def test_a_slip_of_the_pen_between_two_known_names_is_less_than_certain() -> None:
    slip = _match("Serena Tallowin", "Selena Tallowin")
    form = _match("Bob Tallowin", "Robert Tallowin")
    assert SAME <= slip.score < CERTAIN <= form.score


def test_a_slip_of_the_pen_in_a_single_word_is_less_than_certain() -> None:
    assert SAME <= _match("Ostrander", "Ostramder", "organization").score < CERTAIN


def test_the_reasons_say_which_words_met() -> None:
    match = _match("Bob Tallowin", "Tallowyn, Robert")
    met = {(reason.what, reason.left, reason.right) for reason in match.reasons}
    assert met == {
        ("forms of one name", "bob", "robert"),
        ("same sound", "tallowin", "tallowyn"),
    }


def test_a_name_that_is_also_known_as_another_is_compared_by_both() -> None:
    assert _match("Tomas Verrick, also known as Jonas Hadari", "Jonas Hadari").same


def test_a_common_surname_alone_is_no_key() -> None:
    shared = set(keys(prepare("Tomas Verrick", "person"))) & set(keys(prepare("Lena Verrick", "person")))
    assert shared == set()


people = st.tuples(st.sampled_from(GIVEN), st.sampled_from(GIVEN), st.sampled_from(FAMILY)).map(list)
names = st.one_of(
    people.map(" ".join),
    st.text(max_size=40),
    st.lists(
        st.sampled_from([*GIVEN, *FAMILY, "al", "bin", "J.", "Bank", "Ltd", "3", "of", "(X)"]), max_size=6
    ).map(" ".join),
)
types = st.sampled_from(TYPES)


@given(names, names, types)
@settings(deadline=None)
def test_the_order_of_the_two_makes_no_difference(left: str, right: str, type: EntityType) -> None:
    there, back = _match(left, right, type), _match(right, left, type)
    assert (there.score, there.same, there.partial) == (back.score, back.same, back.partial)


@given(names, types)
@settings(deadline=None)
def test_a_name_is_the_same_as_itself(name: str, type: EntityType) -> None:
    match = _match(name, name, type)
    assert match.same
    assert match.score == 1.0
    assert _meet(name, unicodedata.normalize("NFKC", name), type)


@given(people.flatmap(lambda words: st.tuples(st.just(words), st.permutations(words))))
@settings(deadline=None)
def test_the_order_of_a_persons_words_makes_no_difference(orders: tuple[list[str], list[str]]) -> None:
    left, right = (" ".join(words) for words in orders)
    assert _match(left, right).same
    assert _meet(left, right, "person")


@given(names, names, types)
@settings(deadline=None)
def test_every_decision_is_explained_and_bounded(left: str, right: str, type: EntityType) -> None:
    match = _match(left, right, type)
    assert match.reasons
    assert all(reason.what and 0.0 <= reason.score <= 1.0 for reason in match.reasons)
    assert 0.0 <= match.score <= 1.0
    assert match.same is (match.score >= SAME)


@given(people, st.integers(0, 2), st.integers(0, 8), st.sampled_from("aeiourlnst"))
@settings(deadline=None)
def test_what_is_the_same_shares_a_key(words: list[str], which: int, at: int, letter: str) -> None:
    changed = list(words)
    word = changed[which]
    changed[which] = word[: at % len(word)] + letter + word[at % len(word) + 1 :]
    left, right = " ".join(words), " ".join(changed)
    if _match(left, right).same:
        assert _meet(left, right, "person")
