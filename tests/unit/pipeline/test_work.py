"""From inputs to outcomes: order, skipping, failing, and how much is held at once."""

from __future__ import annotations

import multiprocessing
from collections.abc import Iterator
from pathlib import Path

import equipment
import pytest
from equipment import document, make_reader

from hearsay.errors import ModelError, UsageError, WorkerDied
from hearsay.ledger import Ledger
from hearsay.pipeline.work import BATCH_ITEMS, batches, jobs_for, read, read_documents
from hearsay.records import Document, Rejection

REFUSED = Rejection(path="bad.pdf", code="encrypted", reason="It is encrypted.")


@pytest.fixture
def ledger(tmp_path: Path) -> Iterator[Ledger]:
    with Ledger.open(str(tmp_path / "hearsay.db")) as opened:
        yield opened


@pytest.mark.parametrize("jobs", [1, 2])
def test_outcomes_come_in_the_order_of_the_inputs(ledger: Ledger, jobs: int) -> None:
    items = [document(0), REFUSED, document(1), document(2), REFUSED, document(3)]
    outcomes = list(
        read_documents(items, ledger=ledger, jobs=jobs, factory=make_reader, batch_characters=300)
    )
    assert [outcome.path for outcome in outcomes] == [item.path for item in items]
    assert [outcome.rejection for outcome in outcomes] == [None, REFUSED, None, None, REFUSED, None]
    assert all(len(o.reading.statements) >= 2 for o in outcomes if o.reading)
    assert sum(outcome.reading is not None for outcome in outcomes) == 4
    assert ledger.counts().documents == 4
    assert list(ledger.rejections()) == [REFUSED]


def test_workers_read_as_this_process_does() -> None:
    items = [document(number) for number in range(20)]
    alone = list(read_documents(items, factory=make_reader))
    together = list(read_documents(items, factory=make_reader, jobs=3, batch_characters=500))
    assert together == alone


def test_what_was_read_is_not_read_again(ledger: Ledger) -> None:
    first = list(read_documents([document(0), document(1)], ledger=ledger, factory=make_reader))
    second = list(read_documents([document(n) for n in range(3)], ledger=ledger, factory=make_reader))
    assert [outcome.already for outcome in first] == [False, False]
    assert [outcome.already for outcome in second] == [True, True, False]
    assert [outcome.reading is None for outcome in second] == [True, True, False]


def test_an_id_that_names_another_text_is_rejected(ledger: Ledger) -> None:
    items = [document(0, id="same"), document(1, id="same")]
    outcomes = list(read_documents(items, ledger=ledger, factory=make_reader))
    assert outcomes[0].reading is not None
    assert outcomes[1].reading is None
    assert outcomes[1].rejection is not None
    assert outcomes[1].rejection.code == "id-taken"
    assert [rejection.code for rejection in ledger.rejections()] == ["id-taken"]


@pytest.mark.parametrize("jobs", [1, 2])
def test_a_document_the_reader_fails_on_is_rejected_and_the_rest_is_read(ledger: Ledger, jobs: int) -> None:
    items = [document(0), document(1, text=f"This has {equipment.STUMBLES_ON}."), document(2)]
    outcomes = list(read_documents(items, ledger=ledger, jobs=jobs, factory=make_reader))
    assert [outcome.reading is not None for outcome in outcomes] == [True, False, True]
    rejection = outcomes[1].rejection
    assert rejection is not None
    assert (rejection.path, rejection.code) == ("0001.txt", "reader-failed")
    assert "ValueError: stumbled" in rejection.reason


def test_a_worker_that_dies_is_named_and_what_was_read_stays(ledger: Ledger) -> None:
    items = [
        *(document(n) for n in range(8)),
        document(8, text=f"This has {equipment.DIES_ON}."),
        document(9),
    ]
    outcomes = read_documents(items, ledger=ledger, jobs=2, factory=make_reader, batch_characters=1)
    with pytest.raises(WorkerDied, match="killed by signal 9") as raised:
        list(outcomes)
    assert raised.value.where == "hearsay-worker-1"
    assert "same command again" in str(raised.value)
    assert ledger.counts().documents == 8
    assert ledger.check() == []
    assert multiprocessing.active_children() == []


def test_an_error_while_workers_start_arrives_as_it_is() -> None:
    with pytest.raises(ModelError, match="weights are missing") as raised:
        list(read_documents([document(0)], jobs=2, factory=equipment.make_no_reader))
    assert raised.value.remedy == "Reinstall hearsay."
    assert multiprocessing.active_children() == []


def test_workers_end_when_nobody_asks_on() -> None:
    outcomes = read_documents(
        (document(n) for n in range(50)), jobs=2, factory=make_reader, batch_characters=1
    )
    assert next(outcomes).path == "0000.txt"
    outcomes.close()
    assert multiprocessing.active_children() == []


@pytest.mark.parametrize(("jobs", "ahead"), [(1, 1), (3, 4)])
def test_no_more_is_held_than_a_batch_for_each_worker_and_one(jobs: int, ahead: int) -> None:
    taken = 0

    def endless() -> Iterator[Document]:
        nonlocal taken
        while True:
            taken += 1
            yield document(taken)

    outcomes = read_documents(endless(), jobs=jobs, factory=make_reader, batch_characters=1)
    for given in range(1, 30):
        next(outcomes)
        assert taken <= given + ahead
    outcomes.close()


def test_batches_end_at_so_many_characters_or_items() -> None:
    items = [document(n, text="x" * 40) for n in range(7)]
    assert [len(batch) for batch in batches(items, characters=100)] == [3, 3, 1]
    assert [len(batch) for batch in batches([REFUSED] * (BATCH_ITEMS + 1), characters=100)] == [
        BATCH_ITEMS,
        1,
    ]


def test_a_run_is_recorded_with_its_counts(ledger: Ledger) -> None:
    list(read_documents([document(0), REFUSED], ledger=ledger, inputs=["folder"], factory=make_reader))
    (run,) = ledger.runs()
    assert (run.inputs, run.documents, run.rejections) == (("folder",), 1, 1)
    assert run.finished is not None


def test_files_are_read_by_their_paths(tmp_path: Path) -> None:
    folder = equipment.write_articles(tmp_path / "in", 2)
    outcomes = list(read([folder, tmp_path / "none.txt"], factory=make_reader))
    assert [Path(outcome.path).name for outcome in outcomes] == ["0000.txt", "0001.txt", "none.txt"]
    assert outcomes[2].rejection is not None
    assert outcomes[2].rejection.code == "missing"


def test_standard_input_stands_alone() -> None:
    with pytest.raises(UsageError, match="together"):
        read(["-", "article.txt"], factory=make_reader)


def test_few_bytes_are_read_by_one_process_and_many_by_more(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("os.cpu_count", lambda: 16)
    (tmp_path / "small.txt").write_text("small")
    assert jobs_for([str(tmp_path), "missing"]) == 1
    with (tmp_path / "large.txt").open("wb") as large:
        large.truncate(9_000_000)
    assert jobs_for([str(tmp_path)]) == 4
    assert jobs_for([str(tmp_path / "large.txt")]) == 4
