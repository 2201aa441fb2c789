"""Claims out of tellings, with sides, contradictions and a sentence to read."""

from __future__ import annotations

from claimsmaking import telling, vectors

from hearsay.linking.claims import Constraints, Group, gather_claims
from hearsay.linking.tellings import Telling

SENT = "The inspectors sent two letters about cracked hangers to the Roads Authority"
AGAIN = "Two letters about cracked hangers were sent to the Roads Authority by the inspectors"
NEVER = "The inspectors never sent letters about cracked hangers to the Roads Authority"
ASKED = "whether the inspectors sent two letters about cracked hangers to the Roads Authority"
FORTY = "Forty overweight lorries crossed Harrow Bridge every night"
SIXTY = "Sixty overweight lorries crossed Harrow Bridge every night"
OTHER = "The ferry at Calderfoot will be free of charge for residents"


def gathered(tellings: list[Telling], constraints: Constraints | None = None) -> list[Group]:
    return gather_claims(tellings, vectors(tellings), constraints=constraints or Constraints())


def ids(group: Group) -> set[str]:
    return {part.statement for part in group.parts}


def test_tellings_of_one_claim_meet_and_others_stay_out() -> None:
    (group,) = gathered([telling(SENT), telling(AGAIN), telling(OTHER)])
    assert ids(group) == {SENT, AGAIN}
    assert group.proposition in (f"{SENT}.", f"{AGAIN}.")
    assert {part.stance for part in group.parts} == {"supports"}


def test_who_denies_it_is_on_the_other_side_of_the_same_claim() -> None:
    (group,) = gathered([telling(SENT), telling(AGAIN), telling(NEVER, polarity="negative")])
    assert {part.statement: part.stance for part in group.parts}[NEVER] == "denies"
    (found,) = [one for one in group.contradictions if one.kind == "polarity"]
    assert NEVER in found.statements


def test_who_asks_takes_no_side() -> None:
    (group,) = gathered([telling(SENT), telling(ASKED, act="ask")])
    assert {part.statement: part.stance for part in group.parts}[ASKED] == "queries"
    assert group.proposed_by == SENT


def test_other_numbers_of_the_same_thing_contradict() -> None:
    first, later = telling(FORTY), telling(SIXTY, published="2031-05-12")
    (group,) = gathered([later, first])
    (found,) = group.contradictions
    assert (found.kind, found.statements) == ("number", (FORTY, SIXTY))
    assert "Forty" in found.values[0]


def test_parts_come_in_time_order_with_reasons() -> None:
    first, later = telling(FORTY, published="2031-05-12"), telling(SIXTY, published="2031-05-09")
    (group,) = gathered([first, later])
    assert [part.statement for part in group.parts] == [SIXTY, FORTY]
    (other,) = [part for part in group.parts if part.statement != group.proposed_by]
    assert {"meaning", "words", "number", "polarity"} <= {reason.what for reason in other.why}
    assert 0 < other.score <= 1


def test_little_content_is_no_claim() -> None:
    assert (
        gathered([telling("He declined to comment", id="a"), telling("He declined to comment", id="b")]) == []
    )


def test_the_same_sentence_years_later_about_other_figures_is_another_claim() -> None:
    text = "The Calderian index fell {} points to close at {}"
    assert gathered([telling(text.format("11.5", "8,440")), telling(text.format("23.8", "9,112"))]) == []


def test_judgements_win() -> None:
    some = [telling(SENT), telling(AGAIN), telling(OTHER)]
    (group,) = gathered(some, Constraints(together=((SENT, OTHER),), apart=((SENT, AGAIN),)))
    assert {SENT, OTHER} <= ids(group)
    assert AGAIN not in ids(group)


def test_apart_wins_where_judgements_contradict_each_other() -> None:
    both = Constraints(together=((SENT, AGAIN),), apart=((AGAIN, SENT),))
    assert gathered([telling(SENT), telling(AGAIN)], both) == []


def test_what_only_passes_on_another_telling_is_not_a_second_one() -> None:
    outer = telling(f"that it had been told that {SENT}", document="d", position=0)
    inner = telling(SENT, document="d", position=1, within=outer.id)
    (group,) = gathered([outer, inner, telling(AGAIN)])
    assert ids(group) == {SENT, AGAIN}


def test_single_tellings_are_given_where_they_are_asked_for() -> None:
    some = [telling(SENT), telling(OTHER)]
    groups = gather_claims(some, vectors(some), alone=True)
    assert [ids(group) for group in groups] == [{OTHER}, {SENT}] or len(groups) == 2
    assert all(len(group.parts) == 1 for group in groups)


def test_nothing_gathers_of_nothing() -> None:
    assert gathered([]) == []


def test_what_all_deny_is_put_forward_by_nobody() -> None:
    words = "that any written warning about the Harrow bridge bolts had reached the Roads Authority"
    some = [
        telling(words, id="a", act="deny", polarity="negative"),
        telling(words, id="b", act="deny", polarity="negative", published="2031-05-10"),
    ]
    (group,) = gathered(some)
    assert (
        group.proposition
        == words.removeprefix("that ")
        .capitalize()
        .replace("harrow", "Harrow")
        .replace("roads authority", "Roads Authority")
        + "."
    )
    assert [part.stance for part in group.parts] == ["denies", "denies"]


def test_a_proposition_means_what_its_words_say() -> None:
    asserted = "that a written warning about the Harrow bridge bolts never reached the Roads Authority"
    denied = "that a written warning about the Harrow bridge bolts reached the Roads Authority"
    (group,) = gathered(
        [
            telling(denied, id="a", act="deny", polarity="negative"),
            telling(asserted, id="b", polarity="negative", published="2031-05-10"),
        ]
    )
    assert "never reached" in group.proposition
    assert [part.stance for part in group.parts] == ["supports", "supports"]
