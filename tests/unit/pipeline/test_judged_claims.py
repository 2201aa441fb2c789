"""What people judged of claims and copies: which side a statement takes, what it rests on, what is a copy."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import lorries
import people
import pytest
from lorries import ALL
from msgspec.structs import replace

from hearsay.ledger import Ledger
from hearsay.pipeline import judging, views
from hearsay.pipeline.claims import link_claims
from hearsay.pipeline.judging import Author, mention_anchor, statement_anchor, undoing
from hearsay.pipeline.link import link
from hearsay.pipeline.placing import anchor_at, document_anchor
from hearsay.pipeline.standing import standing
from hearsay.records import Anchor, Claim, Edit, Judgement, Wording

ED = Author("Ed")
BEA = Author("Bea")
LORRIES = "lorries"


def linked(ledger: Ledger, *, rebuild: bool = False) -> None:
    link(ledger)
    link_claims(ledger, rebuild=rebuild, embedding=lorries.WordVectors)


@pytest.fixture
def ledger(tmp_path: Path) -> Iterator[Ledger]:
    with Ledger.open(str(tmp_path / "claims.db")) as opened:
        people.store(opened, ALL)
        linked(opened)
        yield opened


def about(ledger: Ledger, words: str) -> Claim:
    (found,) = (claim for claim in ledger.claims() if words in claim.proposition.lower())
    return found


def stated(document: str, number: int = 0) -> Anchor:
    text, reading = next(pair for pair in ALL if pair[0].id == document)
    return statement_anchor(text, reading.statements[number].content)


def mentioned(document: str, words: str) -> Anchor:
    text = next(pair[0] for pair in ALL if pair[0].id == document)
    start = text.text.index(words)
    return mention_anchor(text, (start, start + len(words)))


def whole(document: str) -> Anchor:
    return document_anchor(next(pair[0] for pair in ALL if pair[0].id == document))


def judge(ledger: Ledger, *given: Judgement) -> None:
    ledger.judge(*given)
    assert standing(ledger).lost == ()
    linked(ledger)


def everything(ledger: Ledger) -> tuple[list[Claim], list[object]]:
    return list(ledger.claims()), list(ledger.copies())


def test_which_side_a_statement_takes(ledger: Ledger) -> None:
    before = everything(ledger)
    denies = judging.judged("stance", "edit", stated("b-bank"), ED, value="denies")
    judge(ledger, denies)
    claim = about(ledger, LORRIES)
    assert {part.document: part.stance for part in claim.parts}["b-bank"] == "denies"
    assert [origin.party.name for origin in claim.denied.origins] == ["Inspectors' Union"]
    assert claim.contradictions
    now = everything(ledger)
    linked(ledger, rebuild=True)
    assert everything(ledger) == now
    judge(ledger, undoing(denies, ED))
    assert everything(ledger) == before


def test_what_was_judged_of_a_statement_holds_after_it_was_cut_short(ledger: Ledger) -> None:
    left = stated("d-water")
    judge(ledger, judging.judged("stance", "edit", left, ED, value="denies"))
    start = left.span[0] + len("that ")
    short = Wording(span=(start, start + 20), words=left.words[5:25])
    ledger.judge(judging.judged("statement", "edit", left, BEA, edit=Edit(content=(short,))))
    views.refresh(ledger)
    found = standing(ledger)
    assert found.lost == ()
    (key,) = found.stances()
    assert ledger.reading("d-water").statements[key[1]].content == (short.span,)


def test_a_stance_that_nobody_knows_changes_nothing(ledger: Ledger) -> None:
    before = everything(ledger)
    judge(ledger, judging.judged("stance", "edit", stated("b-bank"), ED, value="shrugs"))
    assert everything(ledger) == before


def names(claim: Claim) -> list[str]:
    return sorted(origin.party.name for origin in claim.supported.origins)


def test_what_a_statement_rests_on(ledger: Ledger) -> None:
    before = everything(ledger)
    assert names(about(ledger, LORRIES)) == ["Inspectors' Union", "Oda Merrin"]
    rests = judging.judged(
        "origin", "yes", stated("d-water"), ED, right=mentioned("a-post", "Inspectors' Union")
    )
    apart = judging.judged("origin", "no", stated("d-water"), ED, right=mentioned("d-water", "Oda Merrin"))
    judge(ledger, rests, apart)
    claim = about(ledger, LORRIES)
    assert names(claim) == ["Inspectors' Union"]
    assert claim.supported.independence == 1
    shown = [rest for rest in claim.supported.rests if rest.kind == "has-it-from"]
    assert [anchor.words for rest in shown for anchor in rest.evidence] == ["Inspectors' Union"]
    now = everything(ledger)
    linked(ledger, rebuild=True)
    assert everything(ledger) == now
    judge(ledger, undoing(rests, ED), undoing(apart, ED))
    assert everything(ledger) == before


def test_a_statement_left_with_nothing_rests_on_its_publisher(ledger: Ledger) -> None:
    judge(
        ledger,
        judging.judged("origin", "no", stated("d-water"), ED, right=mentioned("d-water", "Oda Merrin")),
    )
    assert names(about(ledger, LORRIES)) == ["Inspectors' Union", "The Calder Post"]


def test_a_narration_rests_on_the_document_that_a_person_names(ledger: Ledger) -> None:
    judge(
        ledger,
        judging.judged("origin", "no", stated("c-mirror"), ED, right=whole("b-bank")),
        judging.judged("origin", "yes", stated("c-mirror"), ED, right=whole("a-post")),
    )
    below = {
        rest.lower.name
        for rest in about(ledger, LORRIES).supported.rests
        if rest.upper.name.startswith("Northern Mirror")
    }
    assert below == {"The Calder Post, 2031-05-09"}


def test_what_was_taken_over(ledger: Ledger) -> None:
    before = everything(ledger)
    assert before[1] == []
    earlier, later = stated("a-post"), stated("c-mirror")
    yes = judging.judged("copy", "yes", earlier, ED, right=later)
    judge(ledger, yes)
    (copy,) = ledger.copies()
    assert (copy.earlier, copy.later) == ("a-post", "c-mirror")
    assert [(one.earlier, one.later) for one in copy.passages] == [(earlier.span, later.span)]
    taken = {rest.kind for rest in about(ledger, LORRIES).supported.rests}
    assert "copies" in taken
    now = everything(ledger)
    linked(ledger, rebuild=True)
    assert everything(ledger) == now
    judge(ledger, judging.judged("copy", "no", earlier, ED, right=later))
    assert everything(ledger) == before
    judge(ledger, undoing(yes, ED))
    assert everything(ledger) == before


def test_the_direction_of_a_copy_can_be_turned(tmp_path: Path) -> None:
    words = " ".join(f"the {word} stood by the {other}" for word in PLACES for other in PLACES[:3])
    first = people.article("first", [("", "", words)], published="2031-05-09", outlet="Post")
    second = people.article("second", [("", "", words)], published="2031-05-10", outlet="Mirror")
    with Ledger.open(str(tmp_path / "copies.db")) as ledger:
        people.store(ledger, [first, second])
        linked(ledger)
        (copy,) = ledger.copies()
        assert (copy.earlier, copy.later) == ("first", "second")
        anchors = [anchor_at(pair[0], (0, 20)) for pair in (second, first)]
        turned = judging.judged("copy", "yes", anchors[0], ED, right=anchors[1])
        ledger.judge(turned)
        linked(ledger)
        (other,) = ledger.copies()
        assert (other.earlier, other.later) == ("second", "first")
        assert [(one.later, one.earlier) for one in other.passages] == [
            (one.earlier, one.later) for one in copy.passages
        ]
        ledger.judge(undoing(turned, ED))
        linked(ledger)
        assert list(ledger.copies()) == [copy]


def published(name: str, day: int, words: str, **where: str) -> lorries.Pair:
    document, reading = people.article(name, [("", "", words)], published=f"2031-05-{day:02}", outlet=name)
    made = replace(document, **where)
    return made, replace(reading, document=replace(reading.document, url=made.url))


@pytest.mark.parametrize("where", [{"path": "two.jsonl"}, {"url": "https://post.example/bridge"}])
def test_a_copy_within_one_file_or_of_an_earlier_version_is_not_turned_round(
    tmp_path: Path, where: dict[str, str]
) -> None:
    words = " ".join(f"the {word} stood by the {other}" for word in PLACES for other in PLACES[:3])
    first, second = published("first", 9, words, **where), published("second", 10, f"{words} too", **where)
    with Ledger.open(str(tmp_path / "copies.db")) as ledger:
        people.store(ledger, [first, second])
        linked(ledger)
        (copy,) = ledger.copies()
        assert (copy.earlier, copy.later) == ("first", "second")
        anchors = [anchor_at(pair[0], (0, len(words))) for pair in (first, second)]
        judge(ledger, judging.judged("copy", "yes", anchors[0], ED, right=anchors[1]))
        assert list(ledger.copies()) == [copy]


def test_of_two_judgements_about_two_statements_the_later_holds_whichever_comes_first(ledger: Ledger) -> None:
    post, water = stated("a-post"), stated("d-water")
    judge(ledger, judging.same_claim(post, water, True, ED), judging.same_claim(water, post, False, BEA))
    assert "d-water" not in {part.document for part in about(ledger, LORRIES).parts}
    judge(ledger, judging.same_claim(post, water, True, ED))
    assert "d-water" in {part.document for part in about(ledger, LORRIES).parts}


def test_unsure_leaves_what_somebody_else_judged(ledger: Ledger) -> None:
    post, water, mirror = stated("a-post"), stated("d-water"), stated("c-mirror")
    oda = mentioned("d-water", "Oda Merrin")
    judge(
        ledger,
        judging.judged("origin", "no", water, ED, right=oda),
        judging.judged("copy", "yes", post, ED, right=mirror),
    )
    before = everything(ledger)
    judge(
        ledger,
        judging.judged("origin", "unsure", water, BEA, right=oda),
        judging.judged("copy", "unsure", post, BEA, right=mirror),
    )
    assert everything(ledger) == before


def test_statements_that_are_said_to_rest_on_each_other_rest_on_an_outlet(ledger: Ledger) -> None:
    judge(
        ledger,
        judging.judged("origin", "no", stated("b-bank"), ED, right=mentioned("b-bank", "Greta Pohl")),
        judging.judged("origin", "yes", stated("b-bank"), ED, right=whole("c-mirror")),
        judging.judged("origin", "no", stated("c-mirror"), BEA, right=whole("a-post")),
    )
    side = about(ledger, LORRIES).supported
    assert {origin.party.kind for origin in side.origins} == {"actor", "outlet"}
    assert "Far Bank" in names(about(ledger, LORRIES))
    assert "Greta Pohl" not in {rest.upper.name for rest in side.rests}


def test_what_a_speaker_is_said_not_to_rest_on_is_taken_from_the_trail(ledger: Ledger) -> None:
    before = everything(ledger)
    union = mentioned("a-post", "Inspectors' Union")
    no = judging.judged("origin", "no", stated("a-post"), ED, right=union)
    judge(ledger, no)
    assert names(about(ledger, LORRIES)) == ["Dorota Lisle", "Inspectors' Union", "Oda Merrin"]
    now = everything(ledger)
    linked(ledger, rebuild=True)
    assert everything(ledger) == now
    judge(ledger, undoing(no, ED))
    assert everything(ledger) == before


def test_of_two_judgements_about_two_actors_the_later_holds_wherever_they_point(ledger: Ledger) -> None:
    oda = mentioned("d-water", "Oda Merrin")
    union = [mentioned(document, "Inspectors' Union") for document in ("a-post", "e-union")]
    judge(
        ledger,
        judging.affiliation(oda, union[0], True, ED),
        judging.affiliation(oda, union[1], False, BEA),
    )
    assert names(about(ledger, LORRIES)) == ["Inspectors' Union", "Oda Merrin"]


PLACES = "bridge quarry harbour ferry tower mill orchard station market granary lighthouse viaduct".split()
