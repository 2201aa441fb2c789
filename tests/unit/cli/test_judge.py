"""hearsay judge, and what hearsay judgements makes of it, as one types them."""

from __future__ import annotations

import json
import os
import pty
import select
import subprocess
import sys
import termios
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import doubts
import pytest
from click.testing import Result
from equipment import Run

from hearsay.ledger import Ledger

Judge = Callable[..., Result]


@pytest.fixture
def judge(run: Run, monkeypatch: pytest.MonkeyPatch) -> Judge:
    """The command over articles that leave much to ask; keys are given as lines."""
    monkeypatch.setenv("HEARSAY_AUTHOR", "Ed")
    monkeypatch.setattr("hearsay.pipeline.claims.link_claims", doubts.link_claims)
    with Ledger.open() as ledger:
        doubts.fill(ledger)

    def typed(keys: str, *arguments: str) -> Result:
        return run("judge", *arguments, input="".join(f"{key}\n" for key in keys.split("|")))

    return typed


def judgements() -> list[tuple[str, str, str | None]]:
    """What was judged, without what was taken back: kind, verdict, value."""
    from hearsay.pipeline.standing import in_force

    with Ledger.open() as ledger:
        return [(one.about, one.verdict, one.value) for one in in_force(ledger.judgements())]


def contents(source: str) -> list[str]:
    with Ledger.open() as ledger:
        return [row.content for row in ledger.statements() if row.source == source]


def test_a_question_is_shown_with_its_text_and_its_reasons(judge: Judge) -> None:
    result = judge("q", "--about", "speaker")
    assert result.exit_code == 0, result.stderr
    shown = result.stdout
    assert "1 · speaker · about 0 left" in shown
    assert "Is “She” Greta Pohl?" in shown
    assert "Harbour Desk · 2031-05-16 · Report f-desk · f-desk" in shown
    assert "⟦«" not in shown
    assert "«Greta Pohl» said" in shown
    assert "⟦She⟧ ‹warned› {that nobody had counted the carts}" in shown
    assert "why: how sure the reader is whom the words mean 0.40: She ~ Greta Pohl" in shown
    assert "named just before as well 0.50: She ~ Ilka Morrow" in shown
    assert "n no: somebody else, or nobody in particular" in shown
    assert "Nothing was judged." in result.stderr
    assert judgements() == []


def test_one_key_each_is_kept_and_told(judge: Judge) -> None:
    result = judge("y|n|u", "--limit", "3")
    assert result.exit_code == 0, result.stderr
    assert [verdict for _, verdict, _ in judgements()] == ["yes", "edit", "unsure"]
    assert judgements()[1] == ("stance", "edit", "supports")
    assert "3 judgements kept: 1 edit, 1 unsure, 1 yes (1 origin, 1 speaker, 1 stance)." in result.stderr
    with Ledger.open() as ledger:
        assert {one.author for one in ledger.judgements()} == {"Ed"}


def test_what_was_judged_holds_when_the_sitting_is_over(judge: Judge) -> None:
    assert contents("the so-called keeper") == ["the old gate on Monday"]
    judge("n", "--about", "statement")
    assert contents("the so-called keeper") == []
    again = judge("y", "--about", "statement")
    assert "There is nothing to judge" in again.stderr


def test_answers_are_taken_back_one_after_the_other(judge: Judge) -> None:
    result = judge("y|n|z|z|z|u|q", "--about", "relation")
    assert "Taken back: no." in result.stdout
    assert "Taken back: yes." in result.stdout
    assert "Nothing was answered in this sitting that could be taken back." in result.stderr
    assert judgements() == [("relation", "unsure", "owner")]
    with Ledger.open() as ledger:
        assert len(list(ledger.judgements())) == 5


def test_skipped_questions_come_again_in_the_next_sitting(judge: Judge) -> None:
    result = judge("s|s|y", "--about", "relation", "--limit", "3")
    assert "2 questions skipped" in result.stderr
    left = judge("q", "--about", "relation", "--json")
    assert len(left.stdout.splitlines()) == 2


def test_help_and_unknown_keys_ask_again(judge: Judge) -> None:
    result = judge("?|x||e|y", "--about", "same-actor", "--limit", "1")
    assert "undo the last answer of this sitting" in result.stdout
    assert "The key 'x' means nothing here." in result.stderr
    assert "The key 'e' means nothing here." in result.stderr
    assert judgements() == [("same-actor", "yes", None)]


def test_a_statement_is_put_right_with_words_of_the_text(judge: Judge) -> None:
    keys = "e|the keeper of the moon|so-called  keeper|-|gate on Monday"
    result = judge(keys, "--about", "statement")
    assert "“the keeper of the moon” does not stand in this document." in result.stderr
    assert "edited: source “so-called keeper”; cue none; content “gate on Monday”" in result.stdout
    assert judgements() == [("statement", "edit", None)]
    with Ledger.open() as ledger:
        text = ledger.find("f-desk").text
        (row,) = [row for row in ledger.statements() if row.content == "gate on Monday"]
        assert text[slice(*row.source_spans[0])] == "so-called keeper"
        assert row.cue_spans == ()


def test_an_edit_that_changes_nothing_or_is_broken_off_is_none(judge: Judge) -> None:
    result = judge("e||||e|Greta", "--about", "statement")
    assert "Nothing was changed." in result.stderr
    assert judgements() == []


def test_a_speaker_is_chosen_by_number_or_name(judge: Judge) -> None:
    result = judge("e|9|2", "--about", "speaker")
    assert "  1  Ilka Morrow  (person)" in result.stdout
    assert "There is no number 9: choose from 1 to 2" in result.stderr
    assert judgements() == [("speaker", "yes", None)]
    with Ledger.open() as ledger:
        (row,) = [row for row in ledger.statements() if row.content == "that nobody had counted the carts"]
        assert row.speaker == "Greta Pohl"


def test_a_speaker_whom_no_number_stands_for_is_named(judge: Judge) -> None:
    result = judge("e|Oda Merrin", "--about", "speaker")
    assert "it is Oda Merrin" in result.stdout
    with Ledger.open() as ledger:
        (row,) = [row for row in ledger.statements() if row.content == "that nobody had counted the carts"]
        assert row.speaker == "Oda Merrin"


def test_a_stance_is_chosen(judge: Judge) -> None:
    result = judge("e|x|q", "--about", "stance")
    assert "it queries the claim" in result.stdout
    assert judgements() == [("stance", "edit", "queries")]
    with Ledger.open() as ledger:
        claim = next(one for one in ledger.claims() if "landing of Stennby opens" in one.proposition)
        assert {part.document: part.stance for part in claim.parts}["g-denial"] == "queries"


def test_a_relation_is_put_right(judge: Judge) -> None:
    result = judge("e|queen|manager|captain", "--about", "relation", "--limit", "1")
    assert "There is no type “queen”" in result.stderr
    assert "edited: type manager, role captain" in result.stdout
    with Ledger.open() as ledger:
        (relation,) = ledger.reading("g-denial").relations
        assert (relation.type, relation.role) == ("manager", "captain")


def test_questions_as_json_are_asked_of_nobody(judge: Judge) -> None:
    result = judge("y|y|y", "--json", "--limit", "4")
    asked = [json.loads(line) for line in result.stdout.splitlines()]
    assert len(asked) == 4
    keys = [
        "id",
        "about",
        "question",
        "left",
        "right",
        "value",
        "no",
        "shown",
        "why",
        "unsure",
        "weight",
        "use",
    ]
    assert all(list(one) == keys for one in asked)
    assert judgements() == []


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (("--about", "weather"), ("There is no about “weather”", "same-claim")),
        (("--actor", "Nobody"), ("no actor called “Nobody”", "hearsay actors")),
        (("--claim", "zebras"), ("no claim called “zebras”", "hearsay claims")),
        (("--document", "zebra"), ("no document called “zebra”", "hearsay documents")),
    ],
)
def test_what_is_not_there_is_said(judge: Judge, arguments: tuple[str, ...], words: tuple[str, ...]) -> None:
    result = judge("y", *arguments)
    assert result.exit_code == 2
    for word in words:
        assert word in result.stderr
    assert judgements() == []


def test_judgements_of_every_kind_are_told_in_words(
    judge: Judge, run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COLUMNS", "400")
    judge("|".join("y" * 30))
    table = run("judgements").stdout
    for words in (
        "“Greta Pohl” in f-desk says “that nobody had counted the carts” in f-desk",
        "denies its claim",
        "“the old gate on Monday” in f-desk is stated there",
        "shows who is owner of whom",
        "is a label (scare-quote)",
        "was taken over as",
        "rests on the document a-post",
        "claims the same as",
    ):
        assert words in table
    assert "lost" not in table
    assert "judgement" not in run("judgements").stderr


def test_ctrl_c_loses_nothing(judge: Judge, monkeypatch: pytest.MonkeyPatch) -> None:
    from hearsay.cli import questions

    keys = iter("yn")

    def key(_: object) -> str:
        try:
            return next(keys)
        except StopIteration:
            raise KeyboardInterrupt from None

    monkeypatch.setattr(questions.Lines, "key", key)
    result = judge("", "--about", "relation")
    assert result.exit_code == 130
    assert "Stopped. 2 judgements kept: 1 no, 1 yes (2 relation)." in result.stderr
    assert [verdict for _, verdict, _ in judgements()] == ["yes", "no"]


SCRIPT = """
import doubts
from hearsay.cli import main
import hearsay.pipeline.claims as claims
claims.link_claims = doubts.link_claims
main()
"""


@pytest.fixture
def terminal(judge: Judge) -> Iterator[tuple[int, subprocess.Popen[bytes]]]:
    """The command in a process of its own, on a terminal."""
    ours, theirs = pty.openpty()
    paths = os.pathsep.join([str(Path(doubts.__file__).parent), *sys.path])
    process = subprocess.Popen(
        [sys.executable, "-c", SCRIPT, "judge", "--about", "relation"],
        stdin=theirs, stdout=theirs, stderr=theirs, env={**os.environ, "PYTHONPATH": paths, "TERM": "xterm"},
        start_new_session=True,
    )  # fmt: skip
    os.close(theirs)
    yield ours, process
    if process.poll() is None:
        process.kill()
    process.wait()
    os.close(ours)


def seen(terminal: int, words: str, timeout: float = 60.0) -> str:
    """What the terminal shows until some words come."""
    shown, end = "", time.monotonic() + timeout
    while words not in shown:
        assert time.monotonic() < end, shown
        if select.select([terminal], [], [], 0.2)[0]:
            try:
                shown += os.read(terminal, 65536).decode("utf-8", "replace")
            except OSError:  # the other end is closed
                break
    assert words in shown, shown
    return shown


def press(terminal: int, key: bytes) -> None:
    """Press a key once one is waited for: what is pressed before a question is seen answers nothing."""
    end = time.monotonic() + 60
    while termios.tcgetattr(terminal)[3] & termios.ICANON:
        assert time.monotonic() < end
        time.sleep(0.01)
    os.write(terminal, key)


def test_a_terminal_takes_single_keys(terminal: tuple[int, subprocess.Popen[Any]]) -> None:
    screen, process = terminal
    first = seen(screen, "quit")
    assert "\x1b[" in first
    assert "«" not in first
    press(screen, b"y")
    seen(screen, "quit")
    assert judgements() == [("relation", "yes", "owner")]
    press(screen, b"q")
    seen(screen, "1 judgement kept: 1 yes (1 relation).")
    assert process.wait(timeout=60) == 0


def test_a_note_about_nothing_is_refused(judge: Judge, run: Run) -> None:
    for arguments in (("judgements",), ("claim", "bridge")):
        result = run(*arguments, "--note", "why")
        assert result.exit_code == 2
        assert "--note says why" in result.stderr


def test_judgements_are_exported_to_learn_from(judge: Judge, run: Run, tmp_path: Path) -> None:
    judge("y", "--about", "statement")
    result = run("judgements", "export", "--training", "lessons")
    assert result.exit_code == 0, result.stderr
    assert "lessons: 1 statement in 1 article, 1 judgement, 0 pairs of statements." in result.stderr
    assert (tmp_path / "lessons" / "attributions" / "f-desk_judged.ann").exists()
    scored = run("bench", "attribution", "lessons", "--json")
    assert json.loads(scored.stdout)["articles"] == 1
    again = run("judgements", "export", "--training", "lessons")
    assert again.exit_code == 2
    assert "holds something already" in again.stderr
    elsewhere = run("judgements", "--ledger", "none.db", "export", "--training", "more")
    assert elsewhere.exit_code == 1
    assert "no ledger here" in elsewhere.stderr
