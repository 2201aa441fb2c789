"""Claims do not depend on the order of what they are made of, nor on the way there."""

from __future__ import annotations

from collections.abc import Sequence

from claimsmaking import telling, vectors
from hypothesis import given, settings
from hypothesis import strategies as st

from hearsay.linking.claims import Constraints, Gathering, gather, regather
from hearsay.linking.tellings import Telling

SUBJECTS = ("The Roads Authority", "The Inspectors’ Union", "Dorota Lisle", "The Calder Post")
DEEDS = (
    "sent two letters about cracked hangers to the ministry",
    "counted forty overweight lorries at the weighbridge",
    "counted sixty overweight lorries at the weighbridge",
    "paid the consultant eighteen thousand crowns",
    "closed Harrow Bridge after an inspection of the deck",
)


@st.composite
def worlds(draw: st.DrawFn) -> list[Telling]:
    """Up to a dozen tellings in up to five documents."""
    parts = draw(
        st.lists(
            st.tuples(st.integers(0, 4), st.sampled_from(SUBJECTS), st.sampled_from(DEEDS), st.booleans()),
            max_size=12,
        )
    )
    return [
        telling(
            f"{subject} {deed}",
            id=f"{at:02}",
            document=f"d{document}",
            position=at,
            polarity="negative" if negative else "positive",
            published=f"2031-05-{10 + document}",
        )
        for at, (document, subject, deed, negative) in enumerate(parts)
    ]


def gathered(tellings: Sequence[Telling], constraints: Constraints | None = None) -> Gathering:
    return gather(tellings, vectors(tellings), constraints=constraints or Constraints())


@st.composite
def judged(draw: st.DrawFn) -> tuple[list[Telling], Constraints]:
    tellings = draw(worlds())
    ids = [one.id for one in tellings] or ["00"]
    pairs = st.lists(st.tuples(st.sampled_from(ids), st.sampled_from(ids)), max_size=3).map(tuple)
    return tellings, Constraints(together=draw(pairs), apart=draw(pairs))


@settings(max_examples=20, deadline=None)
@given(st.data(), judged())
def test_the_order_of_tellings_makes_no_difference(
    data: st.DataObject, given_: tuple[list[Telling], Constraints]
) -> None:
    tellings, constraints = given_
    shuffled = data.draw(st.permutations(tellings))
    assert gathered(shuffled, constraints) == gathered(tellings, constraints)


@settings(max_examples=30, deadline=None)
@given(judged())
def test_judgements_are_honoured(given_: tuple[list[Telling], Constraints]) -> None:
    tellings, constraints = given_
    group_of = {
        part.statement: number
        for number, group in enumerate(gathered(tellings, constraints).groups)
        for part in group.parts
    }
    apart = {frozenset(pair) for pair in constraints.apart if pair[0] != pair[1]}
    for left, right in apart:
        assert left not in group_of or group_of[left] != group_of.get(right)
    if not apart:
        for left, right in constraints.together:
            if left != right and {left, right} <= {one.id for one in tellings}:
                assert group_of[left] == group_of[right]


@settings(max_examples=30, deadline=None)
@given(judged(), judged())
def test_what_changed_gives_what_the_whole_gives(
    earlier: tuple[list[Telling], Constraints],
    later: tuple[list[Telling], Constraints],
) -> None:
    before, now = earlier[0], later[0]
    by_document = [
        {d: [t for t in some if t.document == d] for d in _documents(some)} for some in (before, now)
    ]
    changed = {d for d in by_document[1] if by_document[0].get(d) != by_document[1][d]}
    found = regather(gathered(before, earlier[1]), now, vectors(now), changed=changed, constraints=later[1])
    assert found == gathered(now, later[1])


@settings(max_examples=20, deadline=None)
@given(worlds())
def test_nobody_is_in_two_claims_and_every_claim_has_two_parts(tellings: list[Telling]) -> None:
    parts = [part.statement for group in gathered(tellings).groups for part in group.parts]
    assert len(parts) == len(set(parts))
    assert all(len(group.parts) > 1 for group in gathered(tellings).groups)


def _documents(tellings: Sequence[Telling]) -> set[str]:
    return {one.document for one in tellings}
