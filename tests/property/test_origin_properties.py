"""Independence against brute force; and what can never make anybody more independent."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import combinations

from hypothesis import assume, given, settings
from hypothesis import strategies as st

from hearsay.linking.origins import trace
from hearsay.linking.origins.flows import Condensed, disjoint
from hearsay.linking.tellings import Telling, Tie, Voice
from hearsay.records import Copy, Passage

Graph = dict[int, tuple[int, ...]]


@st.composite
def graphs(draw: st.DrawFn) -> tuple[Graph, list[int]]:
    size = draw(st.integers(1, 7))
    pairs = [(a, b) for a in range(size) for b in range(size) if a != b]
    edges = draw(st.sets(st.sampled_from(pairs), max_size=12)) if pairs else set()
    tops = draw(st.sets(st.integers(0, size - 1), min_size=1))
    return {a: tuple(sorted(b for x, b in edges if x == a)) for a in range(size)}, sorted(tops)


def paths(
    edges: dict[int, set[int]], at: int, sinks: set[int], gone: frozenset[int]
) -> Iterator[frozenset[int]]:
    here = gone | {at}
    if at in sinks:
        yield here
        return
    for lower in edges[at] - here:
        yield from paths(edges, lower, sinks, here)


def most(options: list[frozenset[int]], taken: frozenset[int] = frozenset()) -> int:
    """The largest number of paths that share no vertex, by trying all."""
    best = 0
    for at, option in enumerate(options):
        if not option & taken:
            best = max(best, 1 + most(options[at + 1 :], taken | option))
    return best


@settings(max_examples=150, deadline=None)
@given(graphs(), st.sets(st.integers(0, 6)))
def test_paths_and_cuts_are_those_of_brute_force(given_: tuple[Graph, list[int]], costly: set[int]) -> None:
    graph, tops = given_
    condensed = Condensed(graph, {v: v for v in graph})
    heads = {condensed.stands_for[top] for top in tops}
    sinks = condensed.sinks(heads)
    every = sorted(
        {p for head in heads for p in paths(condensed.edges, head, sinks, frozenset())}, key=sorted
    )
    count, cut = disjoint(condensed.edges, sorted(heads), sinks, costly)
    assert count == most(every)
    assert len(cut) == count
    assert all(cut & path for path in every)
    for size in range(count + 1):
        hitting = [set(c) for c in combinations(condensed.edges, size) if all(set(c) & p for p in every)]
        assert (size == count) == bool(hitting)
    assert len(cut & costly) == min(len(other & costly) for other in hitting)


DAYS = ["2031-05-01", "2031-05-02", "2031-05-03", None]
PEOPLE = ["Ana Ruk", "Ben Sol", "Cleo Tan", "an official", "a source", "people in town", "Daily One"]
OUTLETS = ["Daily One", "Daily Two", "Daily Three"]


def voice(name: str, part: str = "speaks") -> Voice:
    named = name[0].isupper()
    return Voice(id=f"actor {name}", name=name, type="person", named=named, part=part, span=(0, 5))  # type: ignore[arg-type]


@st.composite
def told(draw: st.DrawFn) -> list[Telling]:
    """Up to six documents of one to three statements of one claim."""
    found = []
    for number in range(draw(st.integers(1, 6))):
        published, outlet = draw(st.sampled_from(DAYS)), draw(st.sampled_from([*OUTLETS, None]))
        for position in range(draw(st.integers(1, 3))):
            chain = draw(st.lists(st.sampled_from(PEOPLE), max_size=2, unique=True))
            parts = ["passes-on"] * (len(chain) - 1) + ["speaks"]
            found.append(
                statement(f"d{number}", position, published, outlet, list(zip(chain, parts, strict=False)))
            )
    return found


def statement(
    document: str, position: int, published: str | None, outlet: str | None, chain: list[tuple[str, str]]
) -> Telling:
    span = (100 * position, 100 * position + 80)
    return Telling(
        id=f"{document}.{position}", document=document, position=position, text="it fell", resolved="it fell",
        content=(span,), evidence=span, form="indirect" if chain else "narration", act="say",
        certainty="certain", polarity="positive", outlet=outlet, published=published,
        voice=tuple(voice(name, part) for name, part in chain),
    )  # fmt: skip


@st.composite
def tied(draw: st.DrawFn) -> list[Tie]:
    names = st.sampled_from([*PEOPLE[:3], "The Body", "The Parent"])
    kinds = st.sampled_from(["speaks-for", "belongs-to", "has-it-from", "paid-by"])
    pairs = draw(st.lists(st.tuples(names, names, kinds), max_size=4))
    return [
        Tie(upper=f"actor {a}", lower=f"actor {b}", lower_name=b, kind=kind)  # type: ignore[arg-type]
        for a, b, kind in pairs
    ]


def independence(tellings: list[Telling], copies: list[Copy], ties: list[Tie]) -> int:
    side, _ = trace(tellings, dict.fromkeys((t.id for t in tellings), "supports"), copies, ties)
    assert side.independence == len(side.hinges_on) <= len(side.origins)
    assert {id for origin in side.origins for id in origin.statements} <= {t.id for t in tellings}
    return side.independence


def whole(earlier: str, later: str) -> Copy:
    place = Passage(earlier=(0, 1000), later=(0, 1000))
    return Copy(
        earlier=earlier, later=later, kind="reprint", credited=False, share_earlier=1.0, share_later=1.0,
        passages=(place,),
    )  # fmt: skip


@settings(max_examples=200, deadline=None)
@given(told(), tied(), st.data())
def test_adding_a_copy_never_raises_independence(
    tellings: list[Telling], ties: list[Tie], data: st.DataObject
) -> None:
    before = independence(tellings, [], ties)
    model = data.draw(st.sampled_from(sorted({t.document for t in tellings})))
    day, outlet = (
        data.draw(st.sampled_from(["2031-05-03", "2031-05-09"])),
        data.draw(st.sampled_from(OUTLETS)),
    )
    more = [
        statement("e", t.position, day, outlet, [(v.name, v.part) for v in t.voice])
        for t in tellings
        if t.document == model
    ]
    assert independence([*tellings, *more], [whole(model, "e")], ties) <= before


@settings(max_examples=200, deadline=None)
@given(told(), tied(), st.data())
def test_an_article_that_only_narrates_never_raises_independence(
    tellings: list[Telling], ties: list[Tie], data: st.DataObject
) -> None:
    before = independence(tellings, [], ties)
    more = statement("e", 0, data.draw(st.sampled_from(["2031-05-03", "2031-05-09", None])), "Daily Four", [])
    assert independence([*tellings, more], [], ties) <= before


@settings(max_examples=200, deadline=None)
@given(told(), tied())
def test_a_side_with_statements_has_an_origin(tellings: list[Telling], ties: list[Tie]) -> None:
    assert 1 <= independence(tellings, [], ties) <= len(tellings)


@settings(max_examples=150, deadline=None)
@given(told(), tied(), st.sampled_from(PEOPLE[:3]), st.sampled_from([*PEOPLE[:3], "The Body"]))
def test_tying_somebody_who_was_free_never_raises_independence(
    tellings: list[Telling], ties: list[Tie], upper: str, lower: str
) -> None:
    passers = {voice.id for telling in tellings for voice in telling.voice[:-1]}
    tie = Tie(upper=f"actor {upper}", lower=f"actor {lower}", lower_name=lower, kind="paid-by")
    assume(tie.upper not in passers | {other.upper for other in ties})
    assert independence(tellings, [], [*ties, tie]) <= independence(tellings, [], ties)


@settings(max_examples=100, deadline=None)
@given(told(), tied(), st.randoms())
def test_order_does_not_matter(tellings: list[Telling], ties: list[Tie], random: object) -> None:
    stances = dict.fromkeys((t.id for t in tellings), "supports")
    mixed, mixed_ties = list(tellings), list(ties)
    random.shuffle(mixed)  # type: ignore[attr-defined]
    random.shuffle(mixed_ties)  # type: ignore[attr-defined]
    assert trace(mixed, stances, [], mixed_ties) == trace(tellings, stances, [], ties)
