"""What people judged of readings holds in the ledger: through reading again, taking back, other versions."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import people
import pytest
from msgspec.structs import replace

from hearsay.ledger import Filters, Ledger
from hearsay.pipeline import importing, judging, views
from hearsay.pipeline.judging import Author, mention_anchor, statement_anchor, undoing
from hearsay.pipeline.placing import anchor_at, document_anchor, place
from hearsay.pipeline.standing import standing
from hearsay.pipeline.work import read_documents
from hearsay.reading import Reader
from hearsay.records import Anchor, Document, Edit, Judged, Judgement, Verdict, Wording, to_json

ED = Author("Ed")
NEWER = "0.2.0+people"
LINES = [
    ("[Dorota Lisle]", "said", "the bridge was never safe"),
    ("[Yaromir Teshkov]", "denied", "that he had seen the letter"),
]
PAIR = people.article("post", LINES)
DOCUMENT = replace(PAIR[0], url="https://post.example/bridge")
READING = PAIR[1]


@pytest.fixture
def ledger(tmp_path: Path) -> Iterator[Ledger]:
    with Ledger.open(str(tmp_path / "views.db")) as opened:
        opened.store(DOCUMENT, READING)
        yield opened


def judge(ledger: Ledger, about: Judged, verdict: Verdict, number: int, **more: object) -> Judgement:
    left = statement_anchor(DOCUMENT, READING.statements[number].content)
    one = judging.judged(about, verdict, left, ED, **more)  # type: ignore[arg-type]
    ledger.judge(one)
    views.refresh(ledger)
    return one


def contents(ledger: Ledger) -> list[str]:
    return [row.content for row in ledger.statements()]


BOTH = ["the bridge was never safe", "that he had seen the letter"]


def test_a_statement_judged_wrong_is_gone_until_that_is_taken_back(ledger: Ledger) -> None:
    assert contents(ledger) == BOTH
    no = judge(ledger, "statement", "no", 0)
    assert contents(ledger) == BOTH[1:]
    assert ledger.check() == []
    assert [one for _, one in ledger.readings_of(["post"], machine=True)] == [READING]
    assert views.refresh(ledger) == 0
    ledger.judge(undoing(no, ED))
    assert views.refresh(ledger) == 1
    assert contents(ledger) == BOTH
    assert ledger.reading("post") == READING
    assert ledger.views() == {}
    assert ledger.check() == []


def test_judgements_hold_for_a_newer_reading(ledger: Ledger) -> None:
    judge(ledger, "statement", "no", 0)
    ledger.store(*people.read_by(NEWER, (DOCUMENT, READING)))
    views.refresh(ledger)
    assert contents(ledger) == BOTH[1:]
    assert ledger.reading("post").reader.startswith(NEWER)
    assert [row.content for row in ledger.statements(reader=NEWER)] == BOTH
    assert ledger.check() == []


def test_a_judgement_that_a_newer_reading_has_no_place_for_is_lost_and_found_again(ledger: Ledger) -> None:
    no = judge(ledger, "statement", "no", 0)
    less = replace(READING, reader=NEWER, statements=READING.statements[1:])
    ledger.store(DOCUMENT, less)
    views.refresh(ledger)
    assert [one.id for one in standing(ledger).lost] == [no.id]
    assert ledger.views() == {}
    ledger.store(DOCUMENT, replace(READING, reader="0.3.0+people"))
    views.refresh(ledger)
    assert standing(ledger).lost == ()
    assert contents(ledger) == BOTH[1:]


def test_other_spans_and_another_speaker(ledger: Ledger) -> None:
    at = DOCUMENT.text.index("never safe")
    edit = Edit(content=(Wording(span=(at, at + 10), words="never safe"),))
    judge(ledger, "statement", "edit", 0, edit=edit)
    assert contents(ledger) == ["never safe", BOTH[1]]
    mention = DOCUMENT.text.index("Dorota Lisle")
    judge(ledger, "speaker", "yes", 1, right=mention_anchor(DOCUMENT, (mention, mention + 12)))
    assert [row.speaker for row in ledger.statements()] == ["Dorota Lisle", "Dorota Lisle"]
    assert [row.content for row in ledger.statements(Filters(contains="never"))] == ["never safe"]


def test_reading_with_a_newer_reader_keeps_what_was_judged(
    ledger: Ledger, monkeypatch: pytest.MonkeyPatch
) -> None:
    judge(ledger, "statement", "no", 0)

    class Newer(Reader):
        def __init__(self) -> None: ...

        @property
        def version(self) -> str:
            return NEWER

        def _read(self, document: Document) -> object:  # type: ignore[override]
            return replace(READING, reader=NEWER)

    (outcome,) = read_documents([DOCUMENT], ledger=ledger, factory=lambda threads=None: Newer())  # type: ignore[misc]
    assert outcome.reading is not None
    assert contents(ledger) == BOTH[1:]


def test_what_was_judged_of_one_version_of_a_page_holds_for_another(ledger: Ledger) -> None:
    judge(ledger, "statement", "no", 0)
    lines = [("", "", "Read more below."), *LINES]
    document, reading = people.article("post-2", lines)
    ledger.store(replace(document, url=DOCUMENT.url, path="other.html"), reading)
    views.refresh(ledger)
    rows = [row.content for row in ledger.statements(Filters(document="post-2"))]
    assert BOTH[0] not in rows
    assert BOTH[1] in rows
    elsewhere, reading = people.article("post-3", lines)
    ledger.store(replace(elsewhere, url="https://other.example/", path="third.html"), reading)
    views.refresh(ledger)
    assert BOTH[0] in [row.content for row in ledger.statements(Filters(document="post-3"))]


def test_an_anchor_is_found_by_its_words_and_context() -> None:
    text = "He said no. She said no. They said no, and left."
    first = Document(id="a", text=text, url="https://post.example/a")
    start = text.index("no", text.index("They"))
    anchor = anchor_at(first, (start, start + 2))
    assert (anchor.before[-10:], anchor.after) == ("They said ", ", and left.")
    assert place(first, anchor) == anchor.span
    moved = Document(id="b", text=f"New headline\n\n{text}")
    found = place(moved, anchor)
    assert found is not None
    assert moved.text[found[0] - 10 : found[1]] == "They said no"
    wrapped = Document(id="c", text=text.replace("They said no", "They\nsaid no"))
    assert place(wrapped, anchor) is not None
    assert place(Document(id="d", text="Nobody said that."), anchor) is None
    twice = Document(id="e", text=f"{text} {text}")
    assert place(twice, anchor) is None
    vague = Anchor(document="a", span=(3, 5), words="no")
    assert place(moved, vague) is None
    whole = document_anchor(first)
    assert (whole.span, whole.words, place(moved, whole)) == ((0, 0), "", (0, 0))


def test_a_long_anchor_ends_where_its_context_goes_on() -> None:
    long = " ".join(f"word{number}" for number in range(80))
    first = Document(id="a", text=f"Before it. {long} After it.")
    anchor = anchor_at(first, (11, 11 + len(long)))
    assert len(anchor.words) < len(long)
    moved = Document(id="b", text=f"Later: Before it. {long} After it.")
    found = place(moved, anchor)
    assert found is not None
    assert moved.text[slice(*found)] == long


def test_what_others_judged_holds_as_soon_as_it_is_imported(ledger: Ledger, tmp_path: Path) -> None:
    left = statement_anchor(DOCUMENT, READING.statements[0].content)
    file = tmp_path / "judgements.jsonl"
    file.write_bytes(to_json(judging.judged("statement", "no", left, ED)) + b"\n")
    assert importing.take(ledger, file).counts[0] == ("judgements", 1)
    assert contents(ledger) == BOTH[1:]
