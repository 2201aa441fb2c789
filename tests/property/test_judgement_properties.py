"""Whatever is read, linked, judged and taken back, in whatever order, gives what the definition gives.

The definition, told here as plainly as can be: a document's statements are those that the reader found who
read it anew last, with what people judged of them and did not take back, the last word on each; and actors,
copies and claims are what linking makes of that from nothing.
"""

from __future__ import annotations

import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, NamedTuple

import doubts
import lorries
import postgres
import pytest
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    precondition,
    rule,
    run_state_machine_as_test,
)
from msgspec.structs import replace

from hearsay.ledger import Ledger
from hearsay.pipeline.judging import Author, judged, mention_anchor, statement_anchor, undoing
from hearsay.records import Document, Edit, Judgement, Reading, Span, Spans, Statement, Verdict, Wording

ED = Author("Ed")
LORRIES = "that forty overloaded lorries crossed Harrow Bridge every night last winter"
LATE = "the old clerk noted that the clock stood still"
"""Stands in each document, and no reader sees that it is a statement."""


class Article(NamedTuple):
    """A document, as the first reader reads it and as the second does."""

    document: Document
    readings: tuple[Reading, Reading]


def article(number: int) -> Article:
    document, first = lorries.told(
        f"{number}-report", 3 + number, ("The Calder Post", "Far Bank")[number],
        [
            ("[Greta Pohl]", "said", f"that forty boats lay at pier {number} of Stennby all winter"),
            ("[Pohl]", "said", LORRIES),
            ("[Ilka Morrow]", "denied", LORRIES),
            ("", "", LATE),
        ],
    )  # fmt: skip
    first = replace(first, statements=first.statements[:-1])
    one, two, _ = first.statements
    (start, end) = one.content[0]
    # The second reader sees one content without its first word, and misses one statement.
    second = replace(
        first, reader="0.2.0+people", statements=(replace(one, content=((start + 5, end),)), two)
    )
    return Article(document, (first, second))


ARTICLES = [article(number) for number in range(2)]


class Told(NamedTuple):
    """What is told of a statement."""

    source: Spans
    cue: Spans
    content: Spans
    speaker: str | None
    judged: bool


class Entry:
    """A statement as the reader found it, and as it stands."""

    def __init__(self, was: Statement | None, now: Told) -> None:
        self.was, self.now, self.out = was, now, False

    def fits(self, span: Span) -> float:
        contents = [self.now.content, *([self.was.content] if self.was else [])]
        return max(shared(content, span) for content in contents)


def shared(content: Spans, span: Span) -> float:
    """The part of the longer of both that they have in common."""
    common = sum(max(0, min(b, span[1]) - max(a, span[0])) for a, b in content)
    return common / max(content[-1][1] - content[0][0], span[1] - span[0])


def holding(judgements: list[Judgement]) -> list[Judgement]:
    """Those that nobody took back; who takes back what took it back puts it in force again."""

    def holds(one: Judgement) -> bool:
        return not any(other.undoes == one.id and holds(other) for other in judgements)

    return [one for one in judgements if one.undoes is None and holds(one)]


def definition(document: Document, reading: Reading, judgements: list[Judgement]) -> set[Told]:
    """What a document's statements are."""
    entries = [Entry(one, told(one, reading)) for one in reading.statements]
    for one in holding(judgements):
        if one.left is None or one.left.document != document.id:
            continue
        entry = max(entries, key=lambda entry: entry.fits(one.left.span))  # type: ignore[union-attr]
        found = entry if entry.fits(one.left.span) >= 0.5 else None
        if one.about == "statement" and one.verdict == "edit" and one.edit is not None:
            parts = {
                role: tuple(word.span for word in words)
                for role in ("source", "cue", "content")
                if (words := getattr(one.edit, role)) is not None
            }
            if found is None:
                entries.append(Entry(None, Told((), (), (), None, True)._replace(**parts)))
            else:
                found.now, found.out = found.now._replace(judged=True, **parts), False
        elif found is None or one.verdict == "unsure":
            continue
        elif one.about == "statement":
            found.out = one.verdict == "no"
            if one.verdict == "yes":
                found.now = found.now._replace(judged=True)
        elif one.about == "speaker":
            assert one.right is not None
            if one.verdict == "yes":
                found.now = found.now._replace(speaker=named_at(reading, one.right.span), judged=True)
            elif found.now.speaker == named_at(reading, one.right.span):
                found.now = found.now._replace(speaker=None, judged=True)
    return {entry.now for entry in entries if not entry.out}


def told(statement: Statement, reading: Reading) -> Told:
    speaker = None if statement.speaker is None else reading.entities[statement.speaker].name
    return Told(statement.source, statement.cue, statement.content, speaker, False)


def named_at(reading: Reading, span: Span) -> str:
    (entity,) = [mention.entity for mention in reading.mentions if mention.span == span]
    return reading.entities[entity].name


def stands(reading: Reading, judged_before: set[Spans]) -> set[Told]:
    """What the ledger says."""
    return {told(one, reading)._replace(judged=one.content in judged_before) for one in reading.statements}


def worded(document: Document, *words: str) -> Edit:
    """An edit to these source, cue and content, which stand in the document."""
    line = document.text.index(LATE)
    places = [document.text.index(part, line) for part in words]
    source, cue, content = (
        (Wording(span=(start, start + len(part)), words=part),)
        for start, part in zip(places, words, strict=True)
    )
    return Edit(source=source, cue=cue, content=content)


def everything(ledger: Ledger) -> dict[str, Any]:
    """All that linking makes, and all that is read."""
    return {
        "readings": [reading for _, reading in ledger.readings()],
        "actors": list(ledger.actors()),
        "copies": list(ledger.copies()),
        "claims": list(ledger.claims()),
    }


documents = st.integers(0, len(ARTICLES) - 1)
positions = st.sampled_from((0, 0, 0, 1, 2))
verdicts: st.SearchStrategy[Verdict] = st.sampled_from(("yes", "no", "no", "unsure"))


class Interleaving(RuleBasedStateMachine):
    """Steps of readers, linking and people, beside what was read and judged in all."""

    place: Callable[[], str]

    @initialize(readers=st.lists(st.integers(0, 1), min_size=1, max_size=len(ARTICLES)))
    def begin(self, readers: list[int]) -> None:
        self.ledger = Ledger.open(self.place())
        self.read: dict[int, list[int]] = {}
        self.judgements: list[Judgement] = []
        for which, reader in enumerate(readers):
            self.reads(which=which, reader=reader)

    @rule(which=documents, reader=st.integers(0, 1))
    def reads(self, which: int, reader: int) -> None:
        document, readings = ARTICLES[which]
        assert self.ledger.store(document, readings[reader]) is None
        if reader not in self.read.setdefault(which, []):
            self.read[which].append(reader)

    @rule()
    def links(self) -> None:
        doubts.bring(self.ledger)
        self.agrees(self.ledger)

    @rule(which=documents, at=positions, verdict=verdicts)
    def judges_a_statement(self, which: int, at: int, verdict: Verdict) -> None:
        document, (reading, _) = ARTICLES[which]
        left = statement_anchor(document, reading.statements[at].content)
        self.judge(judged("statement", verdict, left, ED))

    @rule(which=documents, at=positions, words=st.integers(1, 3))
    def shortens_a_statement(self, which: int, at: int, words: int) -> None:
        document, (reading, _) = ARTICLES[which]
        start, end = reading.statements[at].content[0]
        text = document.text[start:end].rsplit(" ", words)[0]
        edit = Edit(content=(Wording(span=(start, start + len(text)), words=text),))
        left = statement_anchor(document, reading.statements[at].content)
        self.judge(judged("statement", "edit", left, ED, edit=edit))

    @rule(which=documents)
    def adds_a_statement(self, which: int) -> None:
        document = ARTICLES[which].document
        edit = worded(document, "the old clerk", "noted", "that the clock stood still")
        assert edit.content is not None
        self.judge(judged("statement", "edit", mention_anchor(document, edit.content[0].span), ED, edit=edit))

    @rule(which=documents, at=positions, who=positions, verdict=verdicts)
    def judges_a_speaker(self, which: int, at: int, who: int, verdict: Verdict) -> None:
        document, (reading, _) = ARTICLES[which]
        left = statement_anchor(document, reading.statements[at].content)
        right = mention_anchor(document, reading.mentions[who].span)
        self.judge(judged("speaker", verdict, left, ED, right=right))

    @rule(
        pair=st.lists(st.tuples(documents, positions), min_size=2, max_size=2, unique=True), verdict=verdicts
    )
    def judges_who_is_who(self, pair: list[tuple[int, int]], verdict: Verdict) -> None:
        left, right = (
            mention_anchor(ARTICLES[which].document, ARTICLES[which].readings[0].mentions[who].span)
            for which, who in pair
        )
        self.judge(judged("same-actor", verdict, left, ED, right=right))

    @rule(
        pair=st.lists(st.tuples(documents, positions), min_size=2, max_size=2, unique=True), verdict=verdicts
    )
    def judges_what_is_the_same(self, pair: list[tuple[int, int]], verdict: Verdict) -> None:
        left, right = (
            statement_anchor(ARTICLES[which].document, ARTICLES[which].readings[0].statements[at].content)
            for which, at in pair
        )
        self.judge(judged("same-claim", verdict, left, ED, right=right))

    @rule(which=documents, at=positions, stance=st.sampled_from(("supports", "denies", "queries")))
    def judges_a_stance(self, which: int, at: int, stance: str) -> None:
        document, (reading, _) = ARTICLES[which]
        left = statement_anchor(document, reading.statements[at].content)
        self.judge(judged("stance", "edit", left, ED, value=stance))

    @precondition(lambda self: bool(self.judgements))
    @rule(which=st.integers(0, 99))
    def takes_back(self, which: int) -> None:
        self.judge(undoing(self.judgements[which % len(self.judgements)], ED))

    def judge(self, one: Judgement) -> None:
        self.ledger.judge(one)
        self.judgements.append(one)

    def teardown(self) -> None:
        if not hasattr(self, "ledger"):
            return
        doubts.bring(self.ledger)
        self.agrees(self.ledger)
        assert self.ledger.check() == []
        with tempfile.TemporaryDirectory() as folder, Ledger.open(f"{folder}/from-nothing.db") as plain:
            self.from_nothing(plain)
            assert everything(self.ledger) == everything(plain)
        self.ledger.close()

    def agrees(self, ledger: Ledger) -> None:
        """The statements are what the definition says, and nobody is who people say he is not."""
        for which, readers in self.read.items():
            document, readings = ARTICLES[which]
            wanted = definition(document, readings[readers[-1]], self.judgements)
            found = ledger.reading(document.id)
            sure = {one.content for one in wanted if one.judged}
            assert stands(found, sure) == wanted
            assert {one.content for one in found.statements if one.score < 1.0} & sure == set()
        self.keeps_apart(ledger)

    def keeps_apart(self, ledger: Ledger) -> None:
        last: dict[frozenset[tuple[str, Span]], Judgement] = {}
        for one in holding(self.judgements):
            if one.about == "same-actor" and one.left and one.right:
                pair = frozenset(((one.left.document, one.left.span), (one.right.document, one.right.span)))
                last[pair] = one
        for one in last.values():
            actors = [self.actor_at(ledger, *place) for place in ends(one)]
            if one.verdict == "no" and None not in actors and len(set(ends(one))) == 2:
                assert actors[0] != actors[1]

    def actor_at(self, ledger: Ledger, document: str, span: Span) -> str | None:
        if document not in dict(ledger.current_readers()):
            return None
        reading = ledger.reading(document)
        (entity,) = [mention.entity for mention in reading.mentions if mention.span == span]
        actor = ledger.actor_of(document, entity)
        return None if actor is None else actor.id

    def from_nothing(self, plain: Ledger) -> None:
        """Read everything, then judge everything, then link once."""
        for which, readers in sorted(self.read.items()):
            for reader in readers:
                plain.store(ARTICLES[which].document, ARTICLES[which].readings[reader])
        plain.judge(*self.judgements)
        doubts.bring(plain)


def ends(one: Judgement) -> list[tuple[str, Span]]:
    return [(anchor.document, anchor.span) for anchor in (one.left, one.right) if anchor is not None]


def sqlite(folder: Path) -> Iterator[str]:
    number = 0
    while True:
        number += 1
        yield str(folder / f"{number}.db")


def postgresql(folder: Path) -> Iterator[str]:
    cluster = postgres.cluster()
    while True:
        place = cluster.fresh()
        yield place
        cluster.clean(place)


@pytest.mark.parametrize(("places", "examples"), [(sqlite, 8), (postgresql, 3)])
def test_any_interleaving_gives_what_the_definition_gives(
    places: Callable[[Path], Iterator[str]], examples: int, tmp_path: Path
) -> None:
    given = places(tmp_path)

    class Machine(Interleaving):
        @staticmethod
        def place() -> str:
            return next(given)

    run_state_machine_as_test(
        Machine,
        settings=settings(
            max_examples=examples,
            stateful_step_count=12,
            deadline=None,
            suppress_health_check=list(HealthCheck),
        ),
    )


def test_the_definition_knows_what_was_taken_back() -> None:
    document, (reading, _) = ARTICLES[0]
    no = judged("statement", "no", statement_anchor(document, reading.statements[0].content), ED)
    back = undoing(no, ED)
    again = undoing(back, ED)
    assert len(definition(document, reading, [no])) == 2
    assert len(definition(document, reading, [no, back])) == 3
    assert len(definition(document, reading, [no, back, again])) == 2
