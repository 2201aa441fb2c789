"""What people judged of a Reading is what it becomes."""

from __future__ import annotations

import people
import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from hearsay.reading.judged import judged, judged_reader, machine_reader
from hearsay.records import (
    Anchor,
    Edit,
    Entity,
    Judged,
    Judgement,
    Label,
    Reading,
    Relation,
    Span,
    Verdict,
    Wording,
    quote,
)

DOCUMENT, MACHINE = people.article(
    "post",
    [
        ("[Dorota Lisle]", "said", "the bridge was never safe and that [Yaromir Teshkov] had known it"),
        ("", "", "The road stayed open until Sunday."),
        ("", "", "The [Inspectors' Union] met."),
        ("[Teshkov=Yaromir Teshkov]", "denied", "that he had seen the letter"),
    ],
    belongs=[("Dorota Lisle", "secretary", "Inspectors' Union")],
)
MACHINE = replace(MACHINE, statements=tuple(replace(one, score=0.8) for one in MACHINE.statements))
TEXT = DOCUMENT.text


def span(words: str) -> Span:
    start = TEXT.index(words)
    return (start, start + len(words))


def at(words: str) -> Anchor:
    return Anchor(document=DOCUMENT.id, span=span(words), words=words)


def spelled(words: str) -> tuple[Wording, ...]:
    return (Wording(span=span(words), words=words),)


def verdict(about: Judged, given: Verdict, left: str, **more: object) -> Judgement:
    id = f"{about} {given} {left} {sorted(map(str, more.items()))}"
    return Judgement(id=id, at="2031-05-09", author="Ed", about=about, verdict=given, left=at(left), **more)  # type: ignore[arg-type]


def after(*judgements: Judgement, machine: Reading = MACHINE) -> Reading:
    applied = judged(DOCUMENT, machine, judgements)
    assert applied.lost == ()
    assert applied.reading is not None
    return applied.reading


SAFE = "the bridge was never safe and that Yaromir Teshkov had known it"
LETTER = "that he had seen the letter"
ROAD = "The road stayed open until Sunday."
MET = "The Inspectors' Union met."


def contents(reading: Reading) -> list[str]:
    return [quote(TEXT, one.content) for one in reading.statements]


def test_the_machine_read_three_statements() -> None:
    assert contents(MACHINE) == [SAFE, ROAD, MET, LETTER]
    assert judged(DOCUMENT, MACHINE, []) == (None, ())


def test_no_takes_a_statement_out_and_yes_brings_it_back() -> None:
    no, yes = verdict("statement", "no", SAFE), verdict("statement", "yes", SAFE)
    assert contents(after(no)) == [ROAD, MET, LETTER]
    assert contents(after(no, yes)) == [SAFE, ROAD, MET, LETTER]
    assert after(no, yes).statements[0].score == 1.0
    assert contents(after(yes, no)) == [ROAD, MET, LETTER]


def test_unsure_changes_nothing() -> None:
    for about in ("statement", "speaker"):
        assert judged(DOCUMENT, MACHINE, [verdict(about, "unsure", SAFE)]) == (None, ())  # type: ignore[arg-type]


def test_an_edit_puts_new_spans_in_and_what_follows_from_them() -> None:
    edit = Edit(content=spelled("the bridge was never safe"), cue=spelled("said"))
    edited = after(verdict("statement", "edit", SAFE, edit=edit)).statements[0]
    assert quote(TEXT, edited.content) == "the bridge was never safe"
    assert (edited.polarity, edited.form, edited.score) == ("negative", "indirect", 1.0)
    assert edited.speaker == MACHINE.statements[0].speaker
    told = after(verdict("statement", "edit", SAFE, edit=Edit(act="claim", certainty="possible"))).statements[
        0
    ]
    assert (told.act, told.certainty) == ("claim", "possible")
    assert told.content == MACHINE.statements[0].content


def test_a_later_judgement_finds_what_was_edited() -> None:
    short = "the bridge was never safe"
    edit = verdict("statement", "edit", SAFE, edit=Edit(content=spelled(short)))
    assert contents(after(edit, verdict("statement", "no", short))) == [ROAD, MET, LETTER]


def test_an_edit_where_nothing_stands_adds_a_statement() -> None:
    machine = replace(MACHINE, statements=MACHINE.statements[:3])
    edit = Edit(
        source=(Wording(span=(TEXT.index("Teshkov denied"), TEXT.index(" denied")), words="Teshkov"),),
        content=spelled(LETTER),
        cue=spelled("denied"),
    )
    added = after(verdict("statement", "edit", LETTER, edit=edit), machine=machine)
    assert contents(added) == [SAFE, ROAD, MET, LETTER]
    assert added.statements[3].act == "deny"
    alone = judged(DOCUMENT, machine, [verdict("statement", "no", LETTER)])
    assert alone.reading is None
    assert len(alone.lost) == 1


def test_a_content_with_a_long_gap_is_found_at_its_own_anchor() -> None:
    parted = replace(MACHINE.statements[0], content=(span("the bridge"), span("known it")))
    machine = replace(MACHINE, statements=(parted, *MACHINE.statements[1:]))
    assert contents(after(verdict("statement", "no", SAFE), machine=machine)) == [ROAD, MET, LETTER]


def test_an_added_statement_takes_the_place_of_a_narration() -> None:
    edit = Edit(source=spelled("The road"), cue=spelled("stayed"), content=spelled("open until Sunday"))
    added = after(verdict("statement", "edit", "open until Sunday", edit=edit))
    assert contents(added) == [SAFE, "open until Sunday", MET, LETTER]


def test_what_stood_inside_stays_one_step_further_out() -> None:
    inner = replace(
        MACHINE.statements[0],
        source=(span("Yaromir Teshkov"),),
        cue=(span("had known"),),
        content=(span("it"),),
        within=0,
    )
    machine = replace(MACHINE, statements=(MACHINE.statements[0], inner, *MACHINE.statements[1:]))
    (first, *_) = after(verdict("statement", "no", SAFE), machine=machine).statements
    assert (first.content, first.within) == (inner.content, None)


def test_another_speaker_by_a_mention_by_a_name_and_none() -> None:
    names = [entity.name for entity in MACHINE.entities]
    assert names[MACHINE.statements[0].speaker or 0] == "Dorota Lisle"
    other = after(verdict("speaker", "yes", SAFE, right=at("Yaromir Teshkov"))).statements[0]
    assert names[other.speaker or 0] == "Yaromir Teshkov"
    assert other.voice[-1] == other.speaker
    new = after(verdict("speaker", "yes", SAFE, right=at("The road")))
    assert new.entities[new.statements[0].speaker or 0].name == "The road"
    assert [one.span for one in new.mentions] == sorted(one.span for one in new.mentions)
    assert [TEXT[slice(*new.mentions[one.subject].span)] for one in new.relations] == [
        TEXT[slice(*MACHINE.mentions[one.subject].span)] for one in MACHINE.relations
    ]
    named = after(verdict("speaker", "yes", SAFE, value="Oda Merrin"))
    assert named.entities[named.statements[0].speaker or 0].names == ("Oda Merrin",)
    body = after(verdict("speaker", "yes", SAFE, value="Harrow Council"))
    assert [body.entities[-1].type, named.entities[-1].type] == ["organization", "person"]
    nobody = after(verdict("speaker", "no", SAFE)).statements[0]
    assert (nobody.speaker, nobody.voice) == (None, ())
    same = judged(DOCUMENT, MACHINE, [verdict("speaker", "no", SAFE, right=at("Yaromir Teshkov"))])
    assert same == (None, ())


def test_relations_events_and_labels_are_judged_by_place_and_type() -> None:
    evidence = span("Yaromir Teshkov had known")
    relation = Relation(
        type="member", subject=0, object=1, role=None, evidence=evidence, statement=0, score=0.4
    )
    label = Label(span=span("the letter"), entity=None, text="the letter", kind="role", statement=3)
    machine = replace(MACHINE, relations=(relation,), labels=(label,))
    words = TEXT[slice(*evidence)]
    assert after(verdict("relation", "yes", words, value="member"), machine=machine).relations[0].score == 1.0
    assert after(verdict("relation", "no", words, value="member"), machine=machine).relations == ()
    changed = verdict("relation", "edit", words, value="member", edit=Edit(type="owner", role="owner"))
    assert after(changed, machine=machine).relations[0].type == "owner"
    wrong = judged(DOCUMENT, machine, [verdict("relation", "no", words, value="owner")])
    assert wrong.reading is None
    assert len(wrong.lost) == 1
    assert after(verdict("label", "no", "the letter"), machine=machine).labels == ()
    moved = after(verdict("statement", "no", ROAD), machine=machine)
    assert moved.labels[0].statement == 2


def test_the_reader_tells_that_people_judged() -> None:
    made = after(verdict("statement", "no", SAFE))
    assert made.reader != MACHINE.reader
    assert machine_reader(made.reader) == MACHINE.reader == machine_reader(MACHINE.reader)
    assert made.reader == judged_reader(MACHINE.reader, [verdict("statement", "no", SAFE)])


JUDGEMENTS = [
    *(verdict("statement", one, words) for one in ("yes", "no", "unsure") for words in (SAFE, ROAD, LETTER)),
    verdict("statement", "edit", SAFE, edit=Edit(content=spelled("the bridge was never safe"))),
    verdict("statement", "edit", "the bridge was never safe", edit=Edit(content=spelled(SAFE))),
    verdict("speaker", "yes", LETTER, right=at("Dorota Lisle")),
    verdict("speaker", "no", SAFE),
]


@given(st.lists(st.sampled_from(JUDGEMENTS), max_size=8))
def test_any_judgements_leave_a_reading_whole(judgements: list[Judgement]) -> None:
    applied = judged(DOCUMENT, MACHINE, judgements)
    reading = applied.reading or MACHINE
    assert applied == judged(DOCUMENT, MACHINE, judgements)
    assert set(applied.lost) <= {one.id for one in judgements}
    for statement in reading.statements:
        assert statement.content
        for start, end in (*statement.source, *statement.cue, *statement.content):
            assert 0 <= start < end <= len(TEXT)
        for entity in (*statement.voice, *(() if statement.speaker is None else (statement.speaker,))):
            assert 0 <= entity < len(reading.entities)
        assert statement.within is None or 0 <= statement.within < len(reading.statements)
    last = {one.left.span: one.verdict for one in judgements if one.about == "statement" and one.left}
    for words in (ROAD, LETTER):
        if last.get(span(words)) == "no":
            assert words not in contents(reading)


@pytest.mark.parametrize("about", ["same-actor", "copy"])
def test_what_is_not_about_readings_is_lost_here(about: Judged) -> None:
    assert judged(DOCUMENT, MACHINE, [verdict(about, "no", SAFE)]).lost


def test_another_source_is_another_speaker() -> None:
    names = [entity.name for entity in MACHINE.entities]
    outlet = len(names)
    machine = replace(
        MACHINE,
        entities=(*MACHINE.entities, Entity(type="organization", name="Post", names=("Post",))),
        statements=(replace(MACHINE.statements[0], voice=(outlet, names.index("Dorota Lisle"))),),
    )

    def spoken(words: str) -> tuple[int | None, tuple[int, ...]]:
        edited = after(verdict("statement", "edit", SAFE, edit=Edit(source=spelled(words))), machine=machine)
        return edited.statements[0].speaker, edited.statements[0].voice

    teshkov, lisle = names.index("Yaromir Teshkov"), names.index("Dorota Lisle")
    assert spoken("that Yaromir Teshkov") == (teshkov, (outlet, teshkov))
    assert spoken("Dorota Lisle said") == (lisle, (outlet, lisle))
    assert spoken("stayed open") == (None, (outlet,))
    added = after(
        verdict(
            "statement",
            "edit",
            LETTER,
            edit=Edit(source=spelled("Yaromir Teshkov"), cue=spelled("denied"), content=spelled(LETTER)),
        ),
        machine=replace(MACHINE, statements=()),
    )
    assert added.statements[0].speaker == teshkov


def test_what_is_said_inside_comes_through_whoever_is_judged_to_say_the_outer() -> None:
    lisle, teshkov = (
        next(at for at, entity in enumerate(MACHINE.entities) if entity.name == name)
        for name in ("Dorota Lisle", "Yaromir Teshkov")
    )
    outer = replace(MACHINE.statements[0], voice=(lisle,))
    inner = replace(
        outer,
        source=(span("Yaromir Teshkov"),),
        cue=(span("had known"),),
        content=(span("it"),),
        within=0,
        speaker=teshkov,
        voice=(lisle, teshkov),
    )
    machine = replace(MACHINE, statements=(outer, inner))

    def voice(*given: Judgement) -> tuple[int | None, tuple[int, ...]]:
        one = after(*given, machine=machine).statements[-1]
        return one.within, one.voice

    union = next(at for at, entity in enumerate(MACHINE.entities) if entity.name == "Inspectors' Union")
    assert voice(verdict("speaker", "yes", SAFE, right=at("Inspectors' Union"))) == (0, (union, teshkov))
    assert voice(verdict("speaker", "no", SAFE)) == (0, (teshkov,))
    assert voice(verdict("statement", "no", SAFE)) == (None, (teshkov,))
    short = Edit(content=spelled("the bridge was never safe"))
    assert voice(verdict("statement", "edit", SAFE, edit=short)) == (None, (teshkov,))
    assert voice(verdict("statement", "yes", SAFE)) == (0, (lisle, teshkov))
