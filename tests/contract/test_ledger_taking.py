"""Judgements given elsewhere, taken into a ledger: the same on every backend."""

from __future__ import annotations

from collections.abc import Sequence

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from hearsay.ledger import Ledger
from hearsay.records import Anchor, Edit, Judgement, Wording


def judgement(number: int, note: str | None = None) -> Judgement:
    return Judgement(
        id=f"{number:024x}",
        at=f"2031-05-{number % 28 + 1:02}T10:00:00+00:00",
        author="Ilka",
        about="statement",
        verdict="edit",
        left=Anchor(document="d", span=(3, 9), words="a\x00b", before="x", place="a.txt"),
        edit=Edit(act="deny", content=(Wording(span=(3, 9), words="that"),)),
        note=note,
    )


def test_what_is_new_is_added_and_what_is_known_is_passed_over(place: str) -> None:
    given = [judgement(1), judgement(2, "half \ud800 a character")]
    with Ledger.open(place) as ledger:
        assert ledger.take_judgements(given) == ({one.id for one in given}, frozenset())
        before = list(ledger.judgements())
        assert ledger.take_judgements(given) == (frozenset(), {one.id for one in given})
        assert list(ledger.judgements()) == before
        # What a ledger gives back, with its escapes, is known to it as well.
        assert ledger.take_judgements(before) == (frozenset(), {one.id for one in given})


def test_another_judgement_under_the_same_id_changes_nothing(place: str) -> None:
    first = judgement(1)
    with Ledger.open(place) as ledger:
        ledger.judge(first)
        before = list(ledger.judgements())
        other = replace(first, verdict="no")
        assert ledger.take_judgements([other, judgement(2)]) == ({judgement(2).id}, frozenset())
        assert before[0] in list(ledger.judgements())
        assert ledger.take_judgements([]) == (frozenset(), frozenset())


@settings(max_examples=8, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(parts=st.lists(st.lists(st.integers(0, 30), max_size=6), max_size=4))
def test_in_whatever_portions_they_come_each_is_there_once(
    place: str, parts: Sequence[Sequence[int]]
) -> None:
    with Ledger.open(place) as ledger:
        there = {one.id for one in ledger.judgements()}
        for part in parts:
            wanted = {judgement(number).id for number in part}
            added, known = ledger.take_judgements(map(judgement, dict.fromkeys(part)))
            assert added == wanted - there
            assert known == wanted & there
            there |= wanted
        assert sorted(one.id for one in ledger.judgements()) == sorted(there)
