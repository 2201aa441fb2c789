"""What rests on what, rule by rule."""

from __future__ import annotations

from typing import Any

import pytest

from hearsay.linking.origins import Figure, drifts, harden, trace
from hearsay.linking.tellings import Telling, Tie, Voice
from hearsay.records import Copy, Passage, Side

Chain = list[tuple[str, str]]


def told(document: str, day: str | None, outlet: str | None, chain: Chain = [], /, **more: Any) -> Telling:  # noqa: B006
    """A statement of a document: ``chain`` holds names with what each does; a small letter is unnamed."""
    position = more.pop("position", 0)
    span = (100 * position, 100 * position + 80)
    published = day and f"2031-05-{day}"
    known: dict[str, Any] = {
        "id": f"{document}.{position}", "document": document, "position": position, "text": "it fell",
        "content": (span,), "evidence": span, "form": "indirect" if chain else "narration", "act": "say",
        "certainty": "certain", "polarity": "positive", "outlet": outlet, "published": published,
        "voice": tuple(heard(document, name, part, span[0]) for name, part in chain),
    }  # fmt: skip
    known.update(more)
    return Telling(resolved=known["text"], **known)


def heard(document: str, name: str, part: str, at: int = 0) -> Voice:
    named = name[0].isupper()
    kind = "other" if name.endswith("report") else "person"
    id = f"actor {name}" if named else f"{document} {name}"
    return Voice(id=id, name=name, type=kind, named=named, part=part, span=(at, at + 5))  # type: ignore[arg-type]


def tie(upper: str, lower: str, kind: str) -> Tie:
    return Tie(upper=f"actor {upper}", lower=f"actor {lower}", lower_name=lower, kind=kind)  # type: ignore[arg-type]


def side(*tellings: Telling, copies: tuple[Copy, ...] = (), ties: tuple[Tie, ...] = (), **more: Any) -> Side:
    return trace(tellings, dict.fromkeys((t.id for t in tellings), "supports"), copies, ties, **more)[0]


def origins(found: Side) -> list[str]:
    return [origin.party.name for origin in found.origins]


def copy(earlier: str, later: str, *spans: tuple[int, int], kind: str = "reprint") -> Copy:
    return Copy(
        earlier=earlier, later=later, kind=kind, credited=False, share_earlier=1.0, share_later=1.0,  # type: ignore[arg-type]
        passages=tuple(Passage(earlier=span, later=span) for span in spans or ((0, 1000),)),
    )  # fmt: skip


ANA: Chain = [("Ana Ruk", "speaks")]
BEN: Chain = [("Ben Sol", "speaks")]


def test_a_document_that_quotes_two_witnesses_carries_two_paths() -> None:
    found = side(told("a", "01", "Post", ANA), told("a", "01", "Post", BEN, position=1))
    assert (found.independence, origins(found)) == (2, ["Ana Ruk", "Ben Sol"])


def test_a_voice_that_repeats_itself_is_one() -> None:
    found = side(told("a", "01", "Post", ANA), told("b", "02", "Echo", ANA))
    assert (found.independence, origins(found)) == (1, ["Ana Ruk"])
    assert found.origins[0].statements == ("a.0", "b.0")


def test_two_who_speak_for_one_body_are_one() -> None:
    found = side(
        told("a", "01", "Post", [("The Board", "body"), ("Ana Ruk", "speaks")]),
        told("b", "02", "Echo", BEN),
        ties=(tie("Ben Sol", "The Board", "speaks-for"),),
    )
    assert (found.independence, origins(found)) == (1, ["The Board"])
    assert [party.name for party in found.hinges_on] == ["The Board"]


def test_a_body_that_belongs_to_another_passes_its_trail_on() -> None:
    found = side(
        told("a", "01", "Post", [("The Board", "body"), ("Ana Ruk", "speaks")]),
        told("b", "02", "Echo", [("The Ministry", "speaks")]),
        ties=(tie("The Board", "The Ministry", "belongs-to"),),
    )
    assert (found.independence, origins(found)) == (1, ["The Ministry"])


def test_whoever_only_passes_on_does_not_bring_in_who_they_speak_for() -> None:
    chain = [("The Board", "body"), ("Ana Ruk", "passes-on"), ("the audit report", "speaks")]
    found = side(told("a", "01", "Post", chain), ties=(tie("Ana Ruk", "The Board", "speaks-for"),))
    assert origins(found) == ["the audit report"]
    assert found.origins[0].party.kind == "document"


def test_all_that_comes_through_one_go_between_is_one() -> None:
    found = side(
        told("a", "01", "Post", [("Ana Ruk", "passes-on"), ("the audit report", "speaks")]),
        told("b", "02", "Echo", [("Ana Ruk", "passes-on"), ("the police report", "speaks")]),
    )
    assert (found.independence, len(found.origins)) == (1, 2)
    assert [party.name for party in found.hinges_on] == ["Ana Ruk"]


def test_whoever_has_it_from_another_rests_on_them_whatever_they_belong_to() -> None:
    told_by_two = (told("a", "01", "Post", ANA), told("b", "02", "Echo", BEN))
    ties = (tie("Ben Sol", "Ana Ruk", "has-it-from"), tie("Ben Sol", "The Board", "speaks-for"))
    assert origins(side(*told_by_two, ties=ties)) == ["Ana Ruk"]


def test_two_who_have_it_from_each_other_are_one_origin() -> None:
    ties = (tie("Ana Ruk", "Ben Sol", "has-it-from"), tie("Ben Sol", "Ana Ruk", "has-it-from"))
    found = side(told("a", "01", "Post", ANA), told("b", "02", "Echo", BEN), ties=ties)
    assert (found.independence, len(found.origins)) == (1, 1)


def test_a_narration_rests_on_what_was_published_before() -> None:
    found = side(told("a", "01", "Post", ANA), told("b", "02", "Echo"), told("c", "03", "Herald"))
    assert (found.independence, origins(found)) == (1, ["Ana Ruk"])
    assert {r.kind for r in found.rests if r.upper.id in ("b.0", "c.0")} == {"told-before"}


def test_the_first_narration_rests_on_its_outlet() -> None:
    found = side(told("a", "01", "Post"), told("b", "02", "Echo"), told("c", "03", "Echo", ANA))
    assert (found.independence, origins(found)) == (2, ["Post", "Ana Ruk"])
    assert found.origins[0].party.kind == "outlet"


def test_of_one_day_dependence_is_assumed() -> None:
    assert origins(side(told("a", "01", "Post"), told("b", "01", "Echo", ANA))) == ["Ana Ruk"]


def test_an_undated_narration_rests_on_all_others() -> None:
    assert origins(side(told("a", None, "Post"), told("b", "01", "Echo", ANA))) == ["Ana Ruk"]


@pytest.mark.parametrize(
    ("text", "outlet", "independence"),
    [
        ("a Post reporter counted forty lorries", "The Post", 2),
        ("the list, which was seen by this newspaper, has forty names", "The Post", 2),
        ("The Post has not seen the letters", "The Post", 1),
        ("a Post reporter counted forty lorries", "The Echo", 1),
    ],
)
def test_what_an_outlet_saw_for_itself_is_its_own(text: str, outlet: str, independence: int) -> None:
    found = side(told("a", "01", "Herald", ANA), told("b", "02", outlet, text=text))
    assert found.independence == independence


def test_a_reporter_of_the_outlet_is_the_outlet() -> None:
    chain = [("a reporter for The Post", "speaks")]
    assert origins(side(told("a", "01", "The Post", chain))) == ["The Post"]


def test_a_press_statement_rests_on_whoever_issues_it() -> None:
    statement = told("a", "02", "The Board", outlet_actor="actor The Board")
    spoken = told("b", "03", "Post", [("The Board", "body"), ("Ana Ruk", "speaks")])
    found = side(told("c", "01", "Echo", BEN), statement, spoken)
    assert (found.independence, origins(found)) == (2, ["Ben Sol", "The Board"])


def test_what_an_outlet_reported_rests_on_what_it_had_published() -> None:
    cited: Chain = [("Post", "speaks")]
    found = side(told("a", "01", "Post", ANA), told("b", "02", "Echo", cited))
    assert (found.independence, origins(found)) == (1, ["Ana Ruk"])
    assert origins(side(told("b", "02", "Echo", cited))) == ["Post"]


def test_outlets_that_cite_each_other_are_one_origin() -> None:
    found = side(told("a", "01", "Post", [("Echo", "speaks")]), told("b", "01", "Echo", [("Post", "speaks")]))
    assert (found.independence, len(found.origins)) == (1, 1)


def test_an_unnamed_official_is_never_counted_twice() -> None:
    found = side(
        told("a", "01", "Post", [("a senior official at the Ministry of Health", "speaks")]),
        told("b", "02", "Echo", [("an official", "speaks")]),
        told("c", "03", "Herald", [("a source", "speaks")]),
        told("d", "04", "Herald", [("a health ministry official", "speaks")]),
    )
    assert origins(found) == ["a senior official at the Ministry of Health"]


def test_officials_of_different_bodies_are_two() -> None:
    found = side(
        told("a", "01", "Post", [("an official at the Ministry of Health", "speaks")]),
        told("b", "02", "Echo", [("an official at the Harbour Board", "speaks")]),
    )
    assert found.independence == 2


def test_rumours_are_an_origin_only_where_there_is_no_other() -> None:
    rumour = told("a", "01", "Post", [("people in town", "speaks")])
    silent = told("b", "02", "Echo", form="indirect")
    assert origins(side(rumour, silent)) == ["nobody named"]
    assert origins(side(rumour, silent, told("c", "03", "Echo", ANA))) == ["Ana Ruk"]


def test_a_copied_statement_rests_on_the_one_it_was_copied_from() -> None:
    found = side(told("a", "01", "Post", ANA), told("b", "02", "Echo", BEN), copies=(copy("a", "b"),))
    assert origins(found) == ["Ana Ruk"]
    assert [(r.upper.id, r.lower.id) for r in found.rests if r.kind == "copies"] == [("b.0", "a.0")]


def test_words_taken_over_with_another_attribution_keep_it() -> None:
    only_words = copy("a", "b", (20, 80))
    found = side(told("a", "01", "Post", ANA), told("b", "02", "Echo", BEN), copies=(only_words,))
    assert found.independence == 2


def test_a_narration_copied_from_a_document_that_tells_nothing_rests_on_that() -> None:
    found = side(told("b", "02", "Echo"), copies=(copy("z", "b"),))
    assert [(o.party.kind, o.party.id) for o in found.origins] == [("document", "z")]
    assert origins(side(told("b", "02", "Echo"), copies=(copy("z", "b"),), outlets={"z": "Post"})) == ["Post"]


def test_an_attribution_inside_another_comes_through_it() -> None:
    outer = told("a", "01", "Post", ANA, evidence=(0, 80), content=((20, 80),))
    inner = told("a", "01", "Post", position=1, evidence=(20, 80), content=((40, 80),), form="indirect",
                 voice=(heard("a", "the audit report", "speaks", 20),))  # fmt: skip
    found = side(outer, inner)
    assert origins(found) == ["the audit report"]
    assert {(r.upper.name, r.lower.name) for r in found.rests} >= {("Ana Ruk", "the audit report")}


def test_the_sides_are_apart_and_queries_on_neither() -> None:
    one, other, asked = (
        told("a", "01", "Post", ANA),
        told("b", "02", "Echo", BEN),
        told("c", "03", "Echo", ANA),
    )
    supports, denies = trace(
        [one, other, asked], {one.id: "supports", other.id: "denies", asked.id: "queries"}
    )
    assert (origins(supports), origins(denies)) == (["Ana Ruk"], ["Ben Sol"])
    assert trace([], {}) == (Side(), Side())


def test_hardening_skips_what_was_copied_or_seen() -> None:
    base = told("a", "01", "Post", ANA, certainty="possible")
    later = told("b", "02", "Echo")
    stances = {"a.0": "supports", "b.0": "supports"}
    rows = [(row.was, row.became) for row in harden([base, later], stances)]
    assert rows == [("attributed", "narrated"), ("possible", "certain")]
    assert harden([base, later], stances, [copy("a", "b")]) == ()
    assert harden([base, told("b", "01", "Echo")], stances) == ()
    seen = told("b", "02", "Echo", text="Echo reporters saw it fall")
    assert harden([base, seen], stances) == ()


def test_an_outlet_that_makes_a_speaker_surer_hardens() -> None:
    stances = {"a.0": "supports", "b.0": "supports"}
    said = told("a", "01", "Post", ANA, certainty="possible")
    assert [(r.was, r.became) for r in harden([said, told("b", "02", "Echo", ANA)], stances)] == [
        ("possible", "certain")
    ]
    assert harden([said, told("b", "02", "Echo", ANA, form="direct")], stances) == ()
    assert harden([said, told("b", "02", "Echo", BEN)], stances) == ()


def test_a_number_may_grow_with_somebody_new_to_count() -> None:
    tellings = [told("a", "01", "Post", ANA), told("b", "02", "Echo"), told("c", "03", "Echo", BEN)]
    numbers = {
        t.id: [Figure(value=n, unit="boats", words=str(n))] for t, n in zip(tellings, (3, 5, 9), strict=True)
    }
    rows = drifts(tellings, [side(*tellings)], numbers)
    assert [(row.earlier, row.later, row.was, row.became) for row in rows] == [("a.0", "b.0", "3", "5")]
