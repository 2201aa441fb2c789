"""Actors are linked when they are stale, and as people have judged."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import people
import pytest
from msgspec.structs import replace

from hearsay.errors import LedgerError, UnknownActor, UsageError
from hearsay.ledger import Ledger
from hearsay.pipeline import link as linking
from hearsay.pipeline import verdicts
from hearsay.pipeline.judging import Author, same_actor, undoing
from hearsay.pipeline.link import learn, link
from hearsay.pipeline.standing import in_force, standing
from hearsay.records import Actor, Anchor, Judgement, Mention

ED = Author("Ed", "seen it")


@pytest.fixture
def ledger(tmp_path: Path) -> Iterator[Ledger]:
    """The three articles, linked."""
    with Ledger.open(str(tmp_path / "a.db")) as opened:
        people.store(opened)
        assert link(opened)
        yield opened


def who_is_where(ledger: Ledger) -> dict[str, list[str]]:
    """The documents of each actor by its name; two of one name are told apart by a number."""
    found: dict[str, list[str]] = {}
    for actor in ledger.actors():
        name = actor.name
        while name in found:
            name += "'"
        found[name] = sorted(member.document for member in actor.members)
    return found


def at(ledger: Ledger, document: str, entity: int = 0) -> Actor:
    actor = ledger.actor_of(document, entity)
    assert actor is not None
    return actor


def test_names_of_one_person_meet_across_documents(ledger: Ledger) -> None:
    assert who_is_where(ledger)["Dorota Lisle"] == ["bank", "post"]
    assert who_is_where(ledger)["Ilka Morrow"] == ["mirror"]
    assert at(ledger, "post").names == ("Dorota Lisle", "Lisle")
    (union,) = at(ledger, "post").affiliations
    assert (union.name, union.by) == ("Inspectors' Union", ("post",))


def test_actors_are_made_anew_only_when_they_are_stale(
    ledger: Ledger, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    assert not link(ledger)
    people.store(ledger, [people.article("new", [("[Ilka Morrow]", "said", "nothing")])])
    assert link(ledger)
    assert not link(ledger)
    people.store(ledger, [people.read_by("0.2.0+people", people.BRIDGE[0])])
    assert link(ledger)
    verdicts.rename(ledger, at(ledger, "mirror"), "The minister", ED)
    assert link(ledger)
    table = tmp_path / "known.csv"
    table.write_text("name,type\nIlka Morrow,person\n")
    learn(ledger, table)
    assert link(ledger)
    monkeypatch.setattr(linking, "VERSION", "the next")
    assert link(ledger)
    assert not link(ledger)


def test_progress_is_told(tmp_path: Path) -> None:
    told: list[str] = []
    with Ledger.open(str(tmp_path / "b.db")) as ledger:
        people.store(ledger, (people.article(f"d{n}", [("[Ilka Morrow]", "said", "no")]) for n in range(120)))
        link(ledger, told.append)
    assert told == ["Linking actors: 100 documents", "Storing 1 actors"]


def test_a_merge_holds_after_reading_and_linking_again(ledger: Ledger) -> None:
    verdict = verdicts.merge(ledger, at(ledger, "post", 1), at(ledger, "mirror"), ED)
    assert (verdict.about, verdict.verdict, verdict.author, verdict.note) == ("same-actor", "yes", *ED)
    assert link(ledger)
    both = at(ledger, "mirror")
    assert both == at(ledger, "post", 1)
    assert any(reason.what == "judgement" for member in both.members for reason in member.why)
    # A reader that lists the entities in another order.
    document, reading = people.BRIDGE[0]
    order = (2, 1, 0)
    people.store(
        ledger,
        [
            people.read_by(
                "0.2.0+people",
                (document, reading),
                entities=tuple(reading.entities[number] for number in order),
                mentions=tuple(
                    Mention(
                        span=one.span, type=one.type, form=one.form, entity=order.index(one.entity), score=1.0
                    )
                    for one in reading.mentions
                ),
                statements=(),
                relations=(),
            )
        ],
    )
    assert link(ledger)
    assert at(ledger, "mirror") == at(ledger, "post", 1)
    assert at(ledger, "post", 2).name == "Dorota Lisle"
    assert standing(ledger).lost == ()


def test_an_actor_is_split_by_document_and_merged_again(ledger: Ledger) -> None:
    verdict = verdicts.split(ledger, at(ledger, "post"), "bank.txt", ED)
    link(ledger)
    assert who_is_where(ledger)["Dorota Lisle"] != ["bank", "post"]
    off, rest = verdicts.actors_at(ledger, verdict)
    assert off is not None
    assert rest is not None
    assert ([one.document for one in off.members], [one.document for one in rest.members]) == (
        ["bank"],
        ["post"],
    )
    verdicts.merge(ledger, off, rest, ED)
    link(ledger)
    assert who_is_where(ledger)["Dorota Lisle"] == ["bank", "post"]
    assert [one.verdict for one in in_force(ledger.judgements())] == ["yes"]


def test_an_actor_is_split_by_spelling_and_the_parts_hold_together(ledger: Ledger) -> None:
    names = ["[Dora Lisle=Dorota Lisle]", "[Dora Lisle=Dorota Lisle]", "[Dorota Lisle]"]
    more = [
        people.article(f"more{number}", [(name, "said", "that the bridge was closed")])
        for number, name in enumerate(names)
    ]
    people.store(ledger, more)
    link(ledger)
    for number in (0, 1):
        if ledger.actor_of(f"more{number}", 0) != at(ledger, "post"):
            verdicts.merge(ledger, at(ledger, f"more{number}"), at(ledger, "post"), ED)
            link(ledger)
    assert who_is_where(ledger)["Dorota Lisle"] == ["bank", "more0", "more1", "more2", "post"]
    verdicts.split(ledger, at(ledger, "post"), "DORA LISLE", ED)
    link(ledger)
    assert sorted(one.document for one in at(ledger, "post").members) == ["bank", "more2", "post"]
    assert sorted(one.document for one in at(ledger, "more0").members) == ["more0", "more1"]


@pytest.mark.parametrize(
    ("what", "says"),
    [("nobody.txt", "never called"), ("Lisle", "nobody would be left"), ("mirror.txt", "never called")],
)
def test_what_cannot_be_split_off_is_explained(ledger: Ledger, what: str, says: str) -> None:
    with pytest.raises(UsageError, match=says) as caught:
        verdicts.split(ledger, at(ledger, "post"), what, ED)
    assert caught.value.remedy
    assert list(ledger.judgements()) == []


def test_the_last_name_given_holds(ledger: Ledger) -> None:
    verdicts.rename(ledger, at(ledger, "bank"), "  Secretary \n Lisle ", ED)
    link(ledger)
    assert at(ledger, "post").name == "Secretary Lisle"
    verdicts.rename(ledger, ledger.actor("secretary lisle"), "D. Lisle", ED)
    link(ledger)
    assert at(ledger, "post").name == "D. Lisle"
    assert "Dorota Lisle" in at(ledger, "post").names
    (holding,) = in_force(ledger.judgements())
    verdicts.undo(ledger, holding.id[:8], ED)
    link(ledger)
    assert at(ledger, "post").name == "Dorota Lisle"
    for name in ("", " \n", "a" * 301):
        with pytest.raises(UsageError, match="makes no sense"):
            verdicts.rename(ledger, at(ledger, "post"), name, ED)


def test_merging_one_with_itself_and_actors_seen_nowhere_are_refused(ledger: Ledger) -> None:
    with pytest.raises(UsageError, match="one actor already"):
        verdicts.merge(ledger, at(ledger, "post"), at(ledger, "bank"), ED)
    unseen = Actor(id="k", type="person", name="Nobody", names=("Nobody",), known=True)
    with pytest.raises(LedgerError, match="mentioned nowhere"):
        verdicts.merge(ledger, at(ledger, "post"), unseen, ED)
    assert list(ledger.judgements()) == []


def test_what_is_taken_back_by_a_clock_that_is_behind_is_taken_back(ledger: Ledger) -> None:
    first = verdicts.merge(ledger, at(ledger, "post", 1), at(ledger, "mirror"), ED)
    ledger.judge(replace(undoing(first, ED), at="2001-01-01T00:00:00+00:00"))
    assert in_force(ledger.judgements()) == []


def test_undoing_can_be_undone(ledger: Ledger) -> None:
    first = verdicts.merge(ledger, at(ledger, "post", 1), at(ledger, "mirror"), ED)
    verdicts.undo(ledger, first.id, ED)
    assert in_force(ledger.judgements()) == []
    with pytest.raises(UsageError, match="taken back before"):
        verdicts.undo(ledger, first.id, ED)
    (back,) = (one for one in ledger.judgements() if one.undoes)
    verdicts.undo(ledger, back.id, ED)
    assert in_force(ledger.judgements()) == [first]
    (again,) = (one for one in ledger.judgements() if one.undoes == back.id)
    verdicts.undo(ledger, again.id, ED)
    assert in_force(ledger.judgements()) == []
    verdicts.undo(ledger, back.id, ED)
    assert in_force(ledger.judgements()) == [first]
    for id in ("", "abc", "nothing"):
        with pytest.raises(UsageError, match="hearsay judgements") as caught:
            verdicts.undo(ledger, id, ED)
        assert "No judgement" in caught.value.what


def test_a_judgement_without_a_place_is_lost_but_kept_and_holds_again(ledger: Ledger) -> None:
    verdict = verdicts.merge(ledger, at(ledger, "post", 1), at(ledger, "mirror"), ED)
    people.store(
        ledger,
        [people.read_by("0.2.0+blind", people.BRIDGE[2], mentions=(), entities=(), statements=())],
    )
    link(ledger)
    assert standing(ledger).lost == (verdict,)
    people.store(ledger, [people.read_by("0.3.0+people", people.BRIDGE[2])])
    link(ledger)
    assert standing(ledger).lost == ()
    assert at(ledger, "post", 1) == at(ledger, "mirror")


def test_a_judgement_on_a_document_that_is_not_here_is_lost(ledger: Ledger) -> None:
    here, gone = (Anchor(document=id, span=(0, 5), words="Lisle") for id in ("post", "gone"))
    verdict = same_actor(here, gone, True, ED)
    ledger.judge(verdict)
    link(ledger)
    assert standing(ledger).lost == (verdict,)


def test_an_anchor_prefers_the_name_that_it_covers(ledger: Ledger) -> None:
    document, reading = people.BRIDGE[0]
    wide = Mention(span=(0, 60), type="person", form="nominal", entity=1, score=1.0)
    found = people.read_by("0.2.0+wide", (document, reading), mentions=(wide, *reading.mentions))
    people.store(ledger, [found])
    anchor = Anchor(document="post", span=(0, 12), words="Dorota Lisle")
    ledger.judge(same_actor(anchor, Anchor(document="mirror", span=(0, 11), words="Ilka Morrow"), False, ED))
    assert [(one.left, one.right) for one in standing(ledger).placed] == [(("post", 0), ("mirror", 0))]


def test_of_two_judgements_on_the_same_two_the_later_holds() -> None:
    left, right = (Anchor(document=id, span=(0, 5), words="Lisle") for id in ("a", "b"))
    yes, no = same_actor(left, right, True, ED), same_actor(right, left, False, ED)
    back = undoing(no, ED)

    def same(judgements: list[Judgement]) -> list[bool]:
        from hearsay.pipeline.standing import Placed, Standing

        places = {"a": ("a", 0), "b": ("b", 0)}
        placed = tuple(
            Placed(judgement=one, left=places[one.left.document], right=places[one.right.document])
            for one in in_force(judgements)
            if one.left and one.right
        )
        return [one.same for one in Standing(placed=placed).constraints()]

    assert same([yes, no]) == [False]
    assert same([no, yes]) == [True]
    assert same([yes, no, back]) == [True]


def test_known_actors_name_and_identify(ledger: Ledger, tmp_path: Path) -> None:
    table = tmp_path / "known.csv"
    table.write_text(
        "id,name,type,aliases,parent,wikidata\n"
        "k-lisle,Dorota Maria Lisle,person,Dorota Lisle; D. Lisle,Roads Authority,Q7\n"
        "k-x,,person,,,\n",
        encoding="utf-8",
    )
    learnt = learn(ledger, table)
    assert (learnt.actors, [one.place for one in learnt.rejections]) == (1, ["line 3"])
    assert [one.code for one in ledger.rejections()] == ["known-actor"]
    link(ledger)
    actor = at(ledger, "bank")
    assert (actor.id, actor.name, actor.ids, actor.known) == (
        "k-lisle", "Dorota Maria Lisle", (("wikidata", "Q7"),), True
    )  # fmt: skip
    assert "Roads Authority" in {one.name for one in actor.affiliations}
    table.write_text("name,type\n", encoding="utf-8")
    learn(ledger, table)
    link(ledger)
    assert not at(ledger, "bank").known
    with pytest.raises(UnknownActor):
        ledger.actor("k-lisle")


def test_a_judgement_is_json(ledger: Ledger) -> None:
    verdict = verdicts.merge(ledger, at(ledger, "post", 1), at(ledger, "mirror"), ED)
    from hearsay.records import to_json

    plain = json.loads(to_json(verdict))
    assert plain["left"] == {
        "document": "post",
        "span": plain["left"]["span"],
        "words": "Yaromir Teshkov",
        "before": " that the inspectors had warned ",
        "after": " about the bridge \nTeshkov said ",
        "place": "post.txt",
    }
    start, end = plain["left"]["span"]
    assert people.BRIDGE[0][0].text[start:end] == "Yaromir Teshkov"
    assert plain["at"].endswith("+00:00")
