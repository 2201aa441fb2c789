"""The speed measurement adds up, whatever the machine."""

from __future__ import annotations

from pathlib import Path

import equipment
import pytest

from hearsay.errors import UsageError
from hearsay.model.fake import FakeModel
from hearsay.pipeline.bench_speed import measure


def test_it_counts_what_it_reads(tmp_path: Path) -> None:
    folder = equipment.write_articles(tmp_path / "in", 40)
    (folder / "empty.txt").touch()
    speed = measure(str(folder), model=FakeModel())
    words = sum(len(file.read_text().split()) for file in folder.iterdir())
    assert (speed.documents, speed.rejections, speed.words) == (40, 1, words)
    assert speed.pieces >= words  # what is read again for nested statements counts again
    assert speed.ratio == pytest.approx(speed.encoder_seconds / speed.job_seconds, rel=0.5, abs=0.01)
    assert speed.job_words_per_second > 0
    assert 10 < speed.peak_memory_mib < 4000


def test_it_reads_no_more_than_the_limit(tmp_path: Path) -> None:
    folder = equipment.write_articles(tmp_path / "in", 10)
    assert measure(str(folder), limit=3, model=FakeModel()).documents == 3


def test_a_folder_without_articles_is_refused(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="no document"):
        measure(str(tmp_path), model=FakeModel())
