"""The queue asks what is worth a person's time, in words, once, and nothing that was judged."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import doubts
import people
import pytest
from msgspec.structs import replace

from hearsay.errors import UsageError
from hearsay.ledger import Ledger
from hearsay.pipeline.judging import Author, judged, undoing
from hearsay.pipeline.queue import KINDS, Proposal, Queue, proposals
from hearsay.pipeline.queue.candidates import Candidate, Pool, mixed
from hearsay.pipeline.queue.proposals import NEAR, Mark, excerpts
from hearsay.records import Event, Judged, Judgement, Verdict, to_json

ED = Author("Ed")


@pytest.fixture(scope="module")
def filled(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A ledger file of articles that leave much to ask."""
    place = tmp_path_factory.mktemp("queue") / "filled.db"
    with Ledger.open(str(place)) as opened:
        doubts.fill(opened)
    return place


@pytest.fixture(scope="module")
def kept(filled: Path) -> Iterator[Ledger]:
    """The ledger, to be asked and not to be changed."""
    with Ledger.open(str(filled)) as opened:
        yield opened


@pytest.fixture
def ledger(filled: Path, tmp_path: Path) -> Iterator[Ledger]:
    """A copy of its own."""
    place = shutil.copy(filled, tmp_path / "queue.db")
    with Ledger.open(str(place)) as opened:
        yield opened


def first(ledger: Ledger, about: Judged) -> Proposal:
    return next(iter(proposals(ledger, kinds=[about])))


def answer(ledger: Ledger, proposal: Proposal, verdict: Verdict) -> Judgement:
    one = judged(proposal.about, verdict, proposal.left, ED, right=proposal.right, value=proposal.value)
    ledger.judge(one)
    return one


QUESTIONS: dict[Judged, tuple[str, str]] = {
    "statement": (
        "Does “the so-called keeper” say this: “the old gate on Monday”?",
        "the old gate on Monday",
    ),
    "speaker": ("Is “She” Greta Pohl?", "that nobody had counted the carts"),
    "relation": ("Is it said here that Ilka Morrow owns Marsh Ferries?", "Ilka Morrow denied"),
    "label": (
        "Is Ilka Morrow called “so-called boat” here, with distance, in scare quotes?",
        "so-called boat",
    ),
    "same-actor": ("Are “Greta Pohl” and “Pohl” the same person?", "Greta Pohl"),
    "same-claim": ("Are these two about the same claim, for it or against it?", "Forty overloaded lorries"),
    "stance": (
        "Does this deny the claim “The ferry landing of Stennby opens to carts in June.”?",
        "that the ferry landing",
    ),
    "origin": (
        "Does Northern Mirror (2031-05-12) have this from what The Calder Post (2031-05-09) published?",
        "Forty overloaded lorries",
    ),
    "copy": (
        "Did Far Bank (2031-05-04) take this passage over from Stennby Gazette (2031-05-03)?",
        "The mayor of Stennby",
    ),
}


@pytest.mark.parametrize("about", list(QUESTIONS))
def test_each_kind_is_asked_in_words_at_its_place(kept: Ledger, about: Judged) -> None:
    proposal = first(kept, about)
    question, words = QUESTIONS[about]
    assert proposal.question == question
    assert proposal.left.words.startswith(words)
    for anchor in filter(None, (proposal.left, proposal.right)):
        text = kept.find(anchor.document).text
        assert text[slice(*anchor.span)].startswith(anchor.words)
    assert proposal.no
    assert proposal.use == pytest.approx(proposal.unsure * proposal.weight, abs=1e-3)


def test_what_is_shown_is_what_stands_there(kept: Ledger) -> None:
    asked = list(proposals(kept))
    assert {one.about for one in asked} == set(QUESTIONS)
    for one in asked:
        assert one.shown
        for excerpt in one.shown:
            text = kept.find(excerpt.publication.id).text
            assert text[excerpt.start : excerpt.start + len(excerpt.text)] == excerpt.text
            assert excerpt.marks
            for mark in excerpt.marks:
                assert excerpt.start <= mark.span[0] < mark.span[1] <= excerpt.start + len(excerpt.text)


def test_an_event_is_asked_about_too(ledger: Ledger) -> None:
    document, reading = doubts.DESK
    start = document.text.index("opened")
    event = Event(
        trigger=(start, start + 6), type="CONCEDE", mode=None, status="actual", actors=(0,), targets=(),
        place=None, time=None, statement=None, score=0.4,
    )  # fmt: skip
    ledger.store(*people.read_by("0.2.0+people", (document, replace(reading, events=(event,)))))
    doubts.bring(ledger)
    proposal = first(ledger, "event")
    assert proposal.question == "Is it said here (actual) that Greta Pohl did this: “opened” (CONCEDE)?"
    answer(ledger, proposal, "no")
    assert list(proposals(ledger, kinds=["event"])) == []
    doubts.bring(ledger)
    assert ledger.reading(document.id).events == ()


def test_the_order_is_the_same_every_time_and_mixed(kept: Ledger) -> None:
    asked = [to_json(one) for one in proposals(kept)]
    assert asked == [to_json(one) for one in proposals(kept)]
    assert [to_json(one) for one in proposals(kept, limit=3)] == asked[:3]
    beginning = [one.about for one in proposals(kept, limit=8)]
    assert len(set(beginning)) >= 6


def test_nothing_is_asked_twice(kept: Ledger) -> None:
    asked = [
        frozenset(filter(None, (one.left, one.right))) | {one.about, one.value} for one in proposals(kept)
    ]
    assert len(asked) == len(set(asked))


@pytest.mark.parametrize("about", list(QUESTIONS))
@pytest.mark.parametrize("verdict", ["yes", "no", "unsure"])
def test_what_was_judged_is_asked_no_more_until_it_is_taken_back(
    ledger: Ledger, about: Judged, verdict: Verdict
) -> None:
    proposal = first(ledger, about)
    before = [one.id for one in proposals(ledger)]
    one = answer(ledger, proposal, verdict)
    assert proposal.id not in [other.id for other in proposals(ledger)]
    doubts.bring(ledger)
    assert proposal.id not in [other.id for other in proposals(ledger)]
    ledger.judge(undoing(one, ED))
    doubts.bring(ledger)
    assert [other.id for other in proposals(ledger)] == before


def test_two_people_are_not_asked_the_same(ledger: Ledger) -> None:
    mine, yours = iter(Queue(ledger)), iter(Queue(ledger))
    first = next(mine)
    assert next(yours).id == first.id
    answer(ledger, first, "yes")
    with Ledger.open(ledger.place) as other:
        second = next(mine)
        answer(other, second, "unsure")
    rest = [one.id for one in yours]
    assert second.id not in rest
    assert first.id not in rest
    assert rest == [one.id for one in mine]


def test_questions_can_be_narrowed(kept: Ledger) -> None:
    claim = next(one for one in kept.claims() if "lorries" in one.proposition)
    documents = {part.document for part in claim.parts}
    of_claim = list(proposals(kept, claim=claim))
    assert {one.about for one in of_claim} == {"same-claim", "origin"}
    assert {one.left.document for one in of_claim} <= documents
    pohl = kept.actor("Greta Pohl")
    of_actor = list(proposals(kept, actor=pohl, kinds=["speaker", "statement", "relation"]))
    assert [one.question for one in of_actor] == [
        "Is “She” Greta Pohl?",
        "Is it said here that Greta Pohl is “secretary” of Inspectors' Union?",
    ]
    of_document = list(proposals(kept, document="g-denial"))
    assert {one.about for one in of_document} >= {"stance", "relation", "label"}
    assert all("g-denial" in {one.left.document, one.right and one.right.document} for one in of_document)


def test_what_nobody_but_a_person_proposes_is_refused(kept: Ledger) -> None:
    with pytest.raises(UsageError, match="actor-name") as refused:
        Queue(kept, kinds=["actor-name"])
    assert "same-claim" in (refused.value.remedy or "")


def test_an_empty_ledger_asks_nothing(tmp_path: Path) -> None:
    with Ledger.open(str(tmp_path / "empty.db")) as ledger:
        assert list(proposals(ledger)) == []
        assert Queue(ledger).waiting == {}


def candidate(about: Judged, use: float, group: str = "") -> Candidate:
    return Candidate(about, use, 1.0, (f"{about} {use} {group}", 0), group=group)


def test_a_pool_keeps_the_best_and_turns_to_other_groups() -> None:
    pool = Pool(size=3)
    for use in (0.1, 0.9, 0.3, 0.8, 0.2, 0.7, 0.5):
        pool.add(candidate("statement", use))
    assert pool.came == 7
    assert [one.unsure for _, one in pool.best()] == [0.9, 0.8, 0.7]
    grouped = Pool()
    for use, group in ((0.9, "a"), (0.8, "a"), (0.5, "b"), (0.7, "a")):
        grouped.add(candidate("statement", use, group))
    assert [(one.unsure, round(use, 2)) for use, one in grouped.best()] == [
        (0.9, 0.9), (0.5, 0.5), (0.8, 0.4), (0.7, 0.23),
    ]  # fmt: skip


def test_no_kind_drowns_the_others() -> None:
    many = [(1.0 - at / 1000, candidate("statement", 1.0 - at / 1000)) for at in range(100)]
    few = [(0.5, candidate("copy", 0.5)), (0.4, candidate("copy", 0.4))]
    order = [one.about for one in mixed({"statement": many, "copy": few})]
    assert len(order) == 102
    assert order[:4] == ["statement", "copy", "statement", "statement"]
    assert order.index("copy") < 4
    assert list(mixed({"statement": [], "copy": few})) == [one for _, one in few]


def test_far_marks_come_in_excerpts_of_their_own() -> None:
    document, reading = people.article(
        "far", [("", "", "x" * 30), ("", "", "y" * (2 * NEAR)), ("", "", "z" * 30)]
    )
    last = len(document.text)
    sentences = ((0, 31), (31, last - 32), (last - 32, last))
    reading = replace(reading, sentences=sentences)
    near = [Mark(role="source", span=(2, 5)), Mark(role="content", span=(8, 12))]
    assert [one.text.strip() for one in excerpts(document, reading, near)] == ["x" * 30]
    far = [near[0], Mark(role="named", span=(last - 20, last - 10))]
    assert [one.text.strip() for one in excerpts(document, reading, far)] == ["x" * 30, "z" * 30]


def test_all_kinds_have_a_place_in_the_queue() -> None:
    assert set(KINDS) == {*QUESTIONS, "event"}
