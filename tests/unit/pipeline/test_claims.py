"""Copies and claims are linked as far as they are stale, and as people have judged."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import lorries
import people
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from lorries import ALL, BANK, MIRROR, POST, UNION, WATER
from msgspec.structs import replace

from hearsay.errors import UnknownStatement, UsageError
from hearsay.ledger import Ledger
from hearsay.pipeline import claim_verdicts, verdicts
from hearsay.pipeline.accounts import Accountant
from hearsay.pipeline.claims import Linked, link_claims
from hearsay.pipeline.grounds import looked
from hearsay.pipeline.judging import Author
from hearsay.pipeline.link import link
from hearsay.records import Claim

ED = Author("Ed", "seen it")


def linked(ledger: Ledger, *, rebuild: bool = False) -> Linked:
    link(ledger)
    return link_claims(ledger, rebuild=rebuild, embedding=lorries.WordVectors)


@pytest.fixture
def ledger(tmp_path: Path) -> Iterator[Ledger]:
    with Ledger.open(str(tmp_path / "claims.db")) as opened:
        yield opened


@pytest.fixture
def filled(ledger: Ledger) -> Ledger:
    people.store(ledger, ALL)
    linked(ledger)
    return ledger


def about(ledger: Ledger, words: str) -> Claim:
    (found,) = (claim for claim in ledger.claims() if words in claim.proposition.lower())
    return found


def documents(claim: Claim) -> list[str]:
    return [part.document for part in claim.parts]


def names(claim: Claim) -> list[str]:
    return sorted(origin.party.name for origin in claim.supported.origins)


def everything(ledger: Ledger) -> tuple[list[Claim], list[object]]:
    return list(ledger.claims()), list(ledger.copies())


def test_what_is_claimed_in_several_documents_is_one_claim(filled: Ledger) -> None:
    claim = about(filled, "lorries")
    assert documents(claim) == ["a-post", "b-bank", "c-mirror", "d-water"]
    assert (claim.documents, claim.outlets, claim.first) == (4, 3, "2031-05-09")
    assert sum(not part.why for part in claim.parts) == 1  # the one that the others were compared with
    bolts = about(filled, "bolts")
    assert documents(bolts) == ["a-post", "e-union"]
    assert filled.check() == []


def test_heads_of_one_body_are_one_origin_and_a_narration_is_none(filled: Ledger) -> None:
    bolts = about(filled, "bolts")
    assert (bolts.supported.independence, names(bolts)) == (1, ["Inspectors' Union"])
    claim = about(filled, "lorries")
    assert names(claim) == ["Inspectors' Union", "Oda Merrin"]
    assert claim.supported.independence == 2
    (step,) = claim.hardened
    assert (step.was, step.became) == ("attributed", "narrated")
    assert next(part.document for part in claim.parts if part.statement == step.later) == "c-mirror"


def test_evidence_is_the_words_at_its_place(filled: Ledger) -> None:
    for claim in filled.claims():
        for rest in (*claim.supported.rests, *claim.denied.rests):
            for anchor in rest.evidence:
                assert anchor.words
                assert filled.find(anchor.document).text[slice(*anchor.span)] == anchor.words


def test_nothing_is_done_twice(filled: Ledger) -> None:
    before = everything(filled)
    assert linked(filled).documents == 0
    assert linked(filled, rebuild=True).documents == len(ALL)
    assert everything(filled) == before


def test_another_order_or_one_by_one_gives_the_same(filled: Ledger, tmp_path: Path) -> None:
    expected = everything(filled)
    with Ledger.open(str(tmp_path / "slow.db")) as other:
        for pair in reversed(ALL):
            people.store(other, [pair])
            assert linked(other).documents >= 1
        assert everything(other) == expected


@settings(max_examples=12, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(order=st.permutations(range(len(ALL))), cut=st.integers(1, len(ALL) - 1))
def test_any_two_halves_give_the_same(filled: Ledger, tmp_path: Path, order: list[int], cut: int) -> None:
    place = tmp_path / f"{''.join(map(str, order))}-{cut}.db"
    if place.exists():
        return
    with Ledger.open(str(place)) as other:
        for some in (order[:cut], order[cut:]):
            people.store(other, [ALL[number] for number in some])
            linked(other)
        assert everything(other) == everything(filled)


def test_an_interrupted_run_is_made_good(ledger: Ledger, monkeypatch: pytest.MonkeyPatch) -> None:
    people.store(ledger, [POST, BANK])
    linked(ledger)
    people.store(ledger, [MIRROR, WATER, UNION])
    store = Ledger.store_claims

    def die(self: Ledger, *claims: object, **more: object) -> None:
        if claims:
            raise KeyboardInterrupt
        store(self, **more)  # type: ignore[arg-type]

    with monkeypatch.context() as patched:
        patched.setattr(Ledger, "store_claims", die)
        with pytest.raises(KeyboardInterrupt):
            linked(ledger)
    linked(ledger)
    mended = everything(ledger)
    linked(ledger, rebuild=True)
    assert everything(ledger) == mended


def test_what_a_later_document_reveals_changes_older_claims(ledger: Ledger) -> None:
    people.store(ledger, [POST, BANK, MIRROR, WATER])
    linked(ledger)
    assert names(about(ledger, "lorries")) == ["Greta Pohl", "Inspectors' Union", "Oda Merrin"]
    people.store(ledger, [UNION])
    linked(ledger)
    claim = about(ledger, "lorries")
    assert names(claim) == ["Inspectors' Union", "Oda Merrin"]
    tellings = list(Accountant(ledger).tellings(claim).values())
    earlier = looked(ledger, claim, tellings, "2031-05-15")
    assert sorted(origin.party.name for origin in earlier.supported.origins) == [
        "Greta Pohl", "Inspectors' Union", "Oda Merrin",
    ]  # fmt: skip


def test_users_affiliate_and_take_it_back(filled: Ledger) -> None:
    left, right = filled.actor("Oda Merrin"), filled.actor("Inspectors' Union")
    verdict = verdicts.affiliate(filled, left, right, ED)
    linked(filled)
    claim = about(filled, "lorries")
    assert (claim.supported.independence, names(claim)) == (1, ["Inspectors' Union"])
    verdicts.undo(filled, verdict.id, ED)
    linked(filled)
    assert about(filled, "lorries").supported.independence == 2


def test_users_say_that_somebody_does_not_belong(filled: Ledger) -> None:
    left, right = filled.actor("Greta Pohl"), filled.actor("Inspectors' Union")
    verdicts.affiliate(filled, left, right, ED, belongs=False)
    linked(filled)
    assert names(about(filled, "bolts")) == ["Greta Pohl", "Inspectors' Union"]
    with pytest.raises(UsageError):
        verdicts.affiliate(filled, left, left, ED)


def test_users_take_a_statement_out_and_put_it_in(filled: Ledger) -> None:
    claim = about(filled, "lorries")
    water = next(part.statement for part in claim.parts if part.document == "d-water")
    out = claim_verdicts.judge_parts(filled, claim, [], [water[:8]], ED)
    linked(filled)
    assert documents(about(filled, "lorries")) == ["a-post", "b-bank", "c-mirror"]
    again = claim_verdicts.judge_parts(filled, about(filled, "lorries"), [water], [], ED)
    linked(filled)
    found = claim_verdicts.claim_at(filled, again[0])
    assert found is not None
    assert water in {part.statement for part in found.parts}
    assert len(out) == 3
    linked(filled, rebuild=True)
    assert claim_verdicts.claim_at(filled, again[0]) == found


def test_what_cannot_be_judged_says_why(filled: Ledger) -> None:
    claim = about(filled, "bolts")
    with pytest.raises(UnknownStatement):
        claim_verdicts.judge_parts(filled, claim, [], ["ffffffff"], ED)
    with pytest.raises(UnknownStatement):
        claim_verdicts.judge_parts(filled, claim, ["ffffffff"], [], ED)
    with pytest.raises(UsageError):
        claim_verdicts.judge_parts(filled, claim, [], [part.statement for part in claim.parts], ED)


def test_a_statement_is_never_judged_against_itself(filled: Ledger) -> None:
    claim = about(filled, "lorries")
    first = claim.parts[0].statement
    (verdict,) = claim_verdicts.judge_parts(filled, claim, [first, first], [], ED)
    assert verdict.left != verdict.right
    with pytest.raises(UsageError, match="taken out"):
        claim_verdicts.judge_parts(filled, claim, [first], [first], ED)
    with pytest.raises(UsageError, match="already"):
        claim_verdicts.judge_parts(filled, replace(claim, parts=claim.parts[:1]), [first], [], ED)
