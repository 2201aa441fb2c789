"""Who is who across documents: hard cases, what people's judgements do, and what holds whatever comes in."""

from __future__ import annotations

import random
from collections.abc import Iterable, Sequence

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from hearsay.linking.actors import Constraint, Key, Sighting, link_actors
from hearsay.records import Actor, EntityType, KnownActor

Entry = tuple[EntityType, Sequence[str], Sequence[str]]
CALDER: list[Entry] = [
    ("organization", ["Calder Roads Authority"], []),
    ("place", ["Calder"], []),
    ("person", ["Ivo Kell"], ["engineer"]),
]
LISK: list[Entry] = [
    ("organization", ["Dynamo Lisk"], []),
    ("place", ["Lisk"], []),
    ("person", ["Bram Oster"], ["coach"]),
]


def document(name: str, *entries: Entry, affiliations: Sequence[tuple[str, str]] = ()) -> list[Sighting]:
    """The sightings of a document; the affiliations are those of its first entity."""
    company = [names[0] if names else "" for _, names, _ in entries]
    return [
        Sighting(
            document=name,
            entity=entity,
            type=type,
            name=names[0] if names else "a senior official",
            names=tuple(names),
            roles=tuple(roles),
            company=tuple(other for at, other in enumerate(company) if other and at != entity),
            affiliations=tuple(affiliations) if not entity else (),
        )
        for entity, (type, names, roles) in enumerate(entries)
    ]


def person(name: str, *roles: str) -> Entry:
    return ("person", [name], list(roles))


def together(actors: Iterable[Actor], *keys: Key) -> bool:
    """Whether the sightings are all in one actor."""
    return len({actor_of(actors, key).id for key in keys}) == 1


def actor_of(actors: Iterable[Actor], key: Key) -> Actor:
    (found,) = [a for a in actors if key in {(member.document, member.entity) for member in a.members}]
    return found


def whats(actors: Iterable[Actor], key: Key) -> set[str]:
    """What was compared to put the sighting with its actor."""
    members = actor_of(actors, key).members
    return {reason.what for m in members if (m.document, m.entity) == key for reason in m.why}


# -- Names that say enough


def test_one_full_name_is_one_actor() -> None:
    actors = link_actors([*document("a", person("Olena Marsh")), *document("b", person("olena  MARSH"))])
    assert together(actors, ("a", 0), ("b", 0))
    assert whats(actors, ("b", 0)) == {"name"}


def test_titles_and_accents_do_not_matter() -> None:
    actors = link_actors([*document("a", person("Mrs. Zoé Brandt")), *document("b", person("Zoe Brandt"))])
    assert together(actors, ("a", 0), ("b", 0))


def test_two_given_names_stay_apart_whatever_the_company() -> None:
    actors = link_actors(
        [
            *document("a", person("Olena Marsh", "senator"), *CALDER),
            *document("b", person("Petro Marsh", "senator"), *CALDER),
        ]
    )
    assert not together(actors, ("a", 0), ("b", 0))


def test_spelling_variants_meet_in_the_same_company_and_not_in_another() -> None:
    one = document("a", person("Yasser Harafi", "minister"), *CALDER)
    same = document("b", person("Yasir Harafi", "minister"), *CALDER)
    other = document("b", person("Yasir Harafi", "singer"), *LISK)
    found = link_actors([*one, *same])
    assert together(found, ("a", 0), ("b", 0))
    assert {"company", "roles"} <= whats(found, ("a", 0)) | whats(found, ("b", 0))
    assert not together(link_actors([*one, *other]), ("a", 0), ("b", 0))


def test_variants_beside_each_other_are_two() -> None:
    actors = link_actors(document("a", person("Yasser Harafi"), person("Yasir Harafi"), *CALDER))
    assert not together(actors, ("a", 0), ("a", 1))


def test_a_third_spelling_does_not_join_what_is_two() -> None:
    names = ["Karin Holt", "Karina Holt", "Carina Holt"]
    sightings = [s for at, name in enumerate(names) for s in document(f"d{at}", person(name), *CALDER)]
    beside = document("e", person(names[0]), person(names[2]), *CALDER)
    actors = link_actors([*sightings, *beside])
    assert not together(actors, ("e", 0), ("e", 1))


def test_namesakes_in_far_apart_lives_are_two() -> None:
    actors = link_actors(
        [
            *document("a", person("John Brandt", "footballer"), *LISK),
            *document("b", person("John Brandt", "finance minister"), *CALDER),
            *document("c", person("John Brandt", "minister"), *CALDER),
            *document("d", person("John Brandt"), *LISK),
        ]
    )
    assert together(actors, ("b", 0), ("c", 0))
    assert together(actors, ("a", 0), ("d", 0))
    assert not together(actors, ("a", 0), ("b", 0))


def test_a_place_and_a_person_of_one_name_are_two() -> None:
    sightings = [
        *document("a", ("place", ["Port Lydia"], [])),
        *document("b", ("person", ["Port Lydia"], [])),
    ]
    assert not together(link_actors(sightings), ("a", 0), ("b", 0))


def test_similar_places_are_two() -> None:
    sightings = [
        *document("a", ("place", ["Lisk"], []), *CALDER),
        *document("b", ("place", ["Lusk"], []), *CALDER),
    ]
    assert not together(link_actors(sightings), ("a", 0), ("b", 0))


# -- Names that say too little


@pytest.mark.parametrize("name", ["Marsh", "Olena", "Mrs Marsh", "al-Marsh", "O. Marsh"])
def test_a_bare_name_alone_joins_nothing(name: str) -> None:
    sightings = [
        *document("a", person("Olena Marsh")),
        *document("b", person(name)),
        *document("c", person(name)),
    ]
    actors = link_actors(sightings)
    assert len(actors) == 3


def test_a_bare_surname_goes_to_the_one_that_role_and_company_single_out() -> None:
    actors = link_actors(
        [
            *document("a", person("Olena Marsh", "deputy mayor"), *CALDER),
            *document("b", person("Petro Marsh", "striker"), *LISK),
            *document("c", person("Marsh", "deputy mayor"), *CALDER),
            *document("d", person("Marsh", "striker"), *LISK),
            *document("e", person("Marsh"), ("place", ["Port Vale"], [])),
        ]
    )
    assert together(actors, ("a", 0), ("c", 0))
    assert together(actors, ("b", 0), ("d", 0))
    assert actor_of(actors, ("e", 0)).names == ("Marsh",)
    assert "singled out" in whats(actors, ("c", 0)) | whats(actors, ("a", 0))


def test_a_bare_surname_between_two_of_one_company_stays_alone() -> None:
    actors = link_actors(
        [
            *document("a", person("Olena Marsh", "senator"), *CALDER),
            *document("b", person("Petro Marsh", "senator"), *CALDER),
            *document("c", person("Marsh", "senator"), *CALDER),
        ]
    )
    assert len(actor_of(actors, ("c", 0)).members) == 1


def test_a_document_that_names_two_in_full_does_not_decide_whom_the_surname_means() -> None:
    sightings = document("a", person("Olena Marsh"), person("Petro Marsh"), person("Marsh"), *CALDER)
    assert len(actor_of(link_actors(sightings), ("a", 2)).members) == 1


def test_bare_names_meet_where_they_plainly_show_the_same() -> None:
    sightings = [
        *document("a", person("Harafi", "general"), *CALDER),
        *document("b", person("Harafi", "general"), *CALDER),
        *document("c", person("Harafi", "singer"), *LISK),
    ]
    actors = link_actors(sightings)
    assert together(actors, ("a", 0), ("b", 0))
    assert not together(actors, ("a", 0), ("c", 0))


def test_common_nouns_name_no_organization() -> None:
    ministry: Entry = ("organization", ["Foreign Ministry"], [])
    actors = link_actors(
        [
            *document("a", ministry, ("place", ["Port Vale"], [])),
            *document("b", ministry, ("place", ["Lisk"], [])),
            *document("c", ("organization", ["Harafi Trust"], [])),
            *document("d", ("organization", ["Harafi Trust"], [])),
        ]
    )
    assert not together(actors, ("a", 0), ("b", 0))
    assert together(actors, ("c", 0), ("d", 0))


# -- Acronyms


def test_an_acronym_goes_to_the_full_form_shown_with_it() -> None:
    sightings = [
        *document("a", ("organization", ["Calder Roads Authority", "CRA"], []), *CALDER[1:]),
        *document("b", ("organization", ["CRA"], []), *CALDER[1:]),
    ]
    actors = link_actors(sightings)
    assert together(actors, ("a", 0), ("b", 0))
    assert "named together in a" in whats(actors, ("a", 0)) | whats(actors, ("b", 0))
    assert actor_of(actors, ("b", 0)).name == "Calder Roads Authority"


def test_an_acronym_of_two_organizations_is_told_by_company() -> None:
    sightings = [
        *document("a", ("organization", ["Calder Roads Authority", "CRA"], []), *CALDER[1:]),
        *document("b", ("organization", ["Coastal Rescue Alliance", "CRA"], []), *LISK),
        *document("c", ("organization", ["CRA"], []), *LISK),
        *document("d", ("organization", ["CRA"], []), ("place", ["Port Vale"], [])),
    ]
    actors = link_actors(sightings)
    assert together(actors, ("b", 0), ("c", 0))
    assert not together(actors, ("a", 0), ("b", 0))
    assert len(actor_of(actors, ("d", 0)).members) == 1


def test_different_acronyms_are_no_spellings_of_each_other() -> None:
    sightings = [
        *document("a", ("organization", ["OIK"], []), *CALDER),
        *document("b", ("organization", ["UIK"], []), *CALDER),
    ]
    assert not together(link_actors(sightings), ("a", 0), ("b", 0))


# -- What an Actor holds


def test_the_fullest_most_used_name_is_shown() -> None:
    sightings = [
        *document("a", ("person", ["Olena Marsh", "Marsh"], ["mayor"])),
        *document("b", ("person", ["Olena Marsh", "Marsh"], ["mayor"])),
        *document("c", ("person", ["Marsh"], ["mayor"]), person("Olena Marsh")),
    ]
    actor = actor_of(link_actors(sightings), ("a", 0))
    assert actor.name == "Olena Marsh"
    assert set(actor.names) == {"Olena Marsh", "Marsh"}
    assert actor.roles == ("mayor",)


def test_affiliations_are_resolved_in_the_document() -> None:
    sightings = [
        *document(
            "a", person("Ivo Kell"), *CALDER[:2], affiliations=[("director", "Calder Roads Authority")]
        ),
        *document(
            "b", person("Ivo Kell"), *CALDER[:2], affiliations=[("director", "Calder Roads Authority")]
        ),
        *document("c", person("Ivo Kell"), affiliations=[("member", "somebody else")]),
    ]
    actors = link_actors(sightings)
    (affiliation,) = actor_of(actors, ("a", 0)).affiliations
    assert affiliation.actor == actor_of(actors, ("a", 1)).id
    assert (affiliation.name, affiliation.role) == ("Calder Roads Authority", "director")
    assert affiliation.by == ("a", "b")


def test_ids_are_distinct_and_do_not_hang_on_the_number_of_an_entity() -> None:
    sightings = document("a", person("Marsh"), person("Marsh"), *CALDER)
    assert len({actor.id for actor in link_actors(sightings)}) == len(sightings)
    shifted = [*document("a", ("place", ["Lisk"], []), person("Ivo Kell"))]
    before = link_actors(document("a", person("Ivo Kell")))[0].id
    assert before == actor_of(link_actors(shifted), ("a", 1)).id


def test_what_is_never_named_is_no_actor() -> None:
    assert link_actors(document("a", ("person", [], ["official"]))) == []
    assert link_actors([]) == []


# -- Known actors


def test_a_known_actor_names_and_gathers_its_spellings() -> None:
    known = KnownActor(
        id="k1",
        name="Olena Marsh",
        type="person",
        aliases=("Lola Brandt", "Lenka"),
        parent="Calder Group",
        ids=(("wikidata", "Q0"),),
    )
    sightings = [
        *document("a", person("olena marsh"), *CALDER),
        *document("b", person("Lola Brandt"), *LISK),
        *document("c", person("Lenka"), *LISK),
    ]
    actors = link_actors(sightings, known=[known])
    assert together(actors, ("a", 0), ("b", 0), ("c", 0))
    actor = actor_of(actors, ("a", 0))
    assert (actor.id, actor.name, actor.known, actor.ids) == (
        "k1",
        "Olena Marsh",
        True,
        (("wikidata", "Q0"),),
    )
    assert [affiliation.name for affiliation in actor.affiliations] == ["Calder Group"]
    assert all(member.why for member in actor.members)


def test_two_known_actors_never_meet_and_an_unseen_one_is_left_out() -> None:
    known = [
        KnownActor(id="k1", name="Yasser Harafi", type="person"),
        KnownActor(id="k2", name="Yasir Harafi", type="person"),
        KnownActor(id="k3", name="Petro Marsh", type="person"),
    ]
    sightings = [
        *document("a", person("Yasser Harafi", "minister"), *CALDER),
        *document("b", person("Yasir Harafi", "minister"), *CALDER),
    ]
    actors = link_actors(sightings, known=known)
    assert {actor.id for actor in actors if actor.known} == {"k1", "k2"}


# -- Judgements


def test_yes_joins_what_nothing_else_would() -> None:
    sightings = [*document("a", person("Olena Marsh")), *document("b", person("Lola Brandt"))]
    judged = [Constraint(left=("a", 0), right=("b", 0), same=True)]
    actors = link_actors(sightings, constraints=judged)
    assert together(actors, ("a", 0), ("b", 0))
    assert "judgement" in whats(actors, ("a", 0)) | whats(actors, ("b", 0))


def test_yes_may_say_whom_an_unnamed_one_is() -> None:
    sightings = [*document("a", ("person", [], ["official"])), *document("b", person("Ivo Kell"))]
    judged = [Constraint(left=("a", 0), right=("b", 0), same=True)]
    assert together(link_actors(sightings, constraints=judged), ("a", 0), ("b", 0))


def test_no_takes_one_sighting_out_of_many() -> None:
    sightings = [s for name in "abcd" for s in document(name, person("Olena Marsh"), *CALDER)]
    sightings += document("e", person("Olena Marsh"), *LISK)
    judged = [Constraint(left=("a", 0), right=("e", 0), same=False)]
    actors = link_actors(sightings, constraints=judged)
    assert together(actors, ("a", 0), ("b", 0), ("c", 0), ("d", 0))
    assert not together(actors, ("a", 0), ("e", 0))


def test_no_is_not_crossed_through_a_third() -> None:
    sightings = [s for name in "abc" for s in document(name, person("Olena Marsh"), *CALDER)]
    judged = [
        Constraint(left=("a", 0), right=("b", 0), same=True),
        Constraint(left=("b", 0), right=("c", 0), same=True),
        Constraint(left=("a", 0), right=("c", 0), same=False),
    ]
    actors = link_actors(sightings, constraints=judged)
    assert not together(actors, ("a", 0), ("c", 0))
    assert together(actors, ("a", 0), ("b", 0)) or together(actors, ("b", 0), ("c", 0))


def test_a_new_name_is_shown_and_the_last_one_wins() -> None:
    sightings = [*document("a", person("Olena Marsh")), *document("b", person("Olena Marsh"))]
    actors = link_actors(sightings, renamed={("b", 0): "O. M.", ("a", 0): "The Mayor"})
    assert [actor.name for actor in actors] == ["The Mayor"]
    assert actors[0].names == ("Olena Marsh",)


def test_a_judgement_on_what_is_not_there_does_nothing() -> None:
    sightings = document("a", person("Olena Marsh"))
    judged = [Constraint(left=("a", 0), right=("gone", 3), same=True)]
    assert link_actors(sightings, constraints=judged) == link_actors(sightings)


# -- Whatever comes in

GIVEN = ["Olena", "Petro", "Yasser", "Yasir", "O."]
SURNAMES = ["Marsh", "Harafi", "al-Harafi", "Brandt"]
THINGS = ["Calder Roads Authority", "CRA", "Foreign Ministry", "Coastal Rescue Alliance", "Lisk", "Port Vale"]


@st.composite
def a_sighting(draw: st.DrawFn, document: str, entity: int) -> Sighting:
    type: EntityType = draw(st.sampled_from(["person", "organization", "place", "other"]))
    if type == "person":
        name = " ".join(filter(None, [draw(st.sampled_from(["", *GIVEN])), draw(st.sampled_from(SURNAMES))]))
        names = (name, *draw(st.lists(st.sampled_from(SURNAMES), max_size=1)))
    else:
        names = tuple(draw(st.lists(st.sampled_from(THINGS), min_size=1, max_size=2)))
    return Sighting(
        document=document,
        entity=entity,
        type=type,
        name=names[0],
        names=draw(st.sampled_from([names, names, names, ()])),
        roles=tuple(draw(st.lists(st.sampled_from(["mayor", "singer", "Mrs", "senator"]), max_size=2))),
        company=tuple(draw(st.lists(st.sampled_from([*THINGS, "Ivo Kell", "Bram Oster"]), max_size=4))),
        context=tuple(draw(st.lists(st.sampled_from(["bridge", "match", "vote"]), max_size=2))),
        affiliations=tuple(draw(st.lists(st.tuples(st.just("of"), st.sampled_from(THINGS)), max_size=1))),
    )


@st.composite
def some_sightings(draw: st.DrawFn) -> list[Sighting]:
    sizes = draw(st.lists(st.integers(1, 3), min_size=1, max_size=7))
    return [draw(a_sighting(f"d{at}", entity)) for at, size in enumerate(sizes) for entity in range(size)]


@st.composite
def judged_sightings(draw: st.DrawFn) -> tuple[list[Sighting], list[Constraint]]:
    sightings = draw(some_sightings())
    key = st.sampled_from([sighting.key for sighting in sightings])
    constraint = st.builds(Constraint, left=key, right=key, same=st.booleans())
    return sightings, draw(st.lists(constraint, max_size=6))


@settings(deadline=None, max_examples=80)
@given(judged_sightings(), st.randoms(use_true_random=False))
def test_the_order_of_sightings_and_constraints_changes_nothing(
    given: tuple[list[Sighting], list[Constraint]], dice: random.Random
) -> None:
    sightings, judged = given
    expected = link_actors(sightings, constraints=judged)
    dice.shuffle(sightings)
    dice.shuffle(judged)
    assert link_actors(sightings, constraints=judged) == expected


@settings(deadline=None, max_examples=120)
@given(judged_sightings())
def test_judgements_hold(given: tuple[list[Sighting], list[Constraint]]) -> None:
    sightings, judged = given
    named = {sighting.key for sighting in sightings if sighting.names}
    actors = link_actors(sightings, constraints=judged)
    of = {(member.document, member.entity): actor.id for actor in actors for member in actor.members}
    judged = [each for each in judged if {each.left, each.right} <= of.keys() and each.left != each.right]
    apart = {frozenset((of[each.left], of[each.right])) for each in judged if not each.same}
    assert all(len(pair) == 2 for pair in apart)
    for each in judged:
        if each.same and {each.left, each.right} <= named:
            pair = frozenset((of[each.left], of[each.right]))
            assert len(pair) == 1 or pair in apart


@settings(deadline=None, max_examples=120)
@given(judged_sightings())
def test_every_named_sighting_is_in_one_actor_with_reasons(
    given: tuple[list[Sighting], list[Constraint]],
) -> None:
    sightings, judged = given
    actors = link_actors(sightings, constraints=judged)
    members = [(member.document, member.entity) for actor in actors for member in actor.members]
    assert len(members) == len(set(members))
    assert {sighting.key for sighting in sightings if sighting.names} <= set(members)
    assert len({actor.id for actor in actors}) == len(actors)
    for actor in actors:
        assert actor.name
        assert actor.names
        if len(actor.members) > 1:
            assert all(member.why for member in actor.members)
        for reason in (reason for member in actor.members for reason in member.why):
            assert 0 <= reason.score <= 1
            assert reason.what


def test_nobody_is_called_by_a_name_in_the_middle() -> None:
    full = ("person", ["Sela Bamba Yodrin"], ["president"])
    many = [s for n in range(4) for s in document(f"a{n}", full, *CALDER)]
    actors = link_actors([*many, *document("b", ("person", ["Bamba"], ["president"]), *CALDER)])
    assert not together(actors, ("a0", 0), ("b", 0))


def test_a_surname_that_only_resembles_another_joins_nobody() -> None:
    many = [s for n in range(4) for s in document(f"a{n}", person("Robin van Perso", "striker"), *LISK)]
    actors = link_actors([*many, *document("b", ("person", ["Perros"], ["striker"]), *LISK)])
    assert not together(actors, ("a0", 0), ("b", 0))


def test_every_country_has_a_navy() -> None:
    navy = ("organization", ["Calderian Navy"], [])
    many = [s for n in range(4) for s in document(f"a{n}", navy, *CALDER)]
    actors = link_actors([*many, *document("b", ("organization", ["Navy"], []), *CALDER)])
    assert not together(actors, ("a0", 0), ("b", 0))


def test_an_acronym_is_no_part_of_a_longer_name() -> None:
    council = ("organization", ["UR Security Board"], [])
    many = [s for n in range(4) for s in document(f"a{n}", council, *CALDER)]
    actors = link_actors([*many, *document("b", ("organization", ["UR"], []), *CALDER)])
    assert not together(actors, ("a0", 0), ("b", 0))


def test_a_place_with_more_to_its_name_is_another() -> None:
    actors = link_actors(
        [
            *document("a", ("place", ["Papua New Guinea"], []), *CALDER),
            *document("b", ("place", ["Papua"], []), *CALDER),
            *document("c", ("place", ["Republic of Korea"], []), *CALDER),
            *document("d", ("place", ["South Korea"], []), *CALDER),
        ]
    )
    assert not together(actors, ("a", 0), ("b", 0))
    assert together(actors, ("c", 0), ("d", 0))
