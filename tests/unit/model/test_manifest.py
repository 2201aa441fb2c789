"""Weights that are not what the manifest says are refused, with the reason."""

from __future__ import annotations

import shutil
from pathlib import Path

import msgspec
import pytest

from hearsay.errors import ModelError
from hearsay.model import VOCABULARY, WEIGHTS, load
from hearsay.model.manifest import MANIFEST, read_manifest


@pytest.fixture
def weights(tmp_path: Path) -> Path:
    folder = tmp_path / "weights"
    shutil.copytree(WEIGHTS, folder)
    return folder


def test_the_weights_that_come_with_hearsay_are_whole() -> None:
    manifest = read_manifest(WEIGHTS)
    assert manifest.scores
    assert manifest.training["stages"]


def test_missing_weights_are_named(tmp_path: Path) -> None:
    with pytest.raises(ModelError, match="missing") as caught:
        load(folder=tmp_path)
    assert str(tmp_path) in str(caught.value)


def test_a_damaged_file_is_named(weights: Path) -> None:
    with (weights / VOCABULARY).open("ab") as stream:
        stream.write(b" ")
    with pytest.raises(ModelError, match="damaged"):
        load(folder=weights)


def test_a_file_that_is_gone_is_named(weights: Path) -> None:
    (weights / VOCABULARY).unlink()
    with pytest.raises(ModelError, match=r"missing.*tokenizer"):
        load(folder=weights)


def test_a_broken_manifest_is_refused(weights: Path) -> None:
    (weights / MANIFEST).write_text("{")
    with pytest.raises(ModelError, match="manifest"):
        load(folder=weights)


def test_weights_for_other_labels_are_refused(weights: Path) -> None:
    manifest = read_manifest(weights)
    changed = msgspec.structs.replace(manifest, labels=("O",))
    (weights / MANIFEST).write_bytes(msgspec.json.encode(changed))
    with pytest.raises(ModelError, match="another version"):
        load(folder=weights)


def test_graphs_that_are_none_are_refused(weights: Path) -> None:
    manifest = read_manifest(weights)
    from hearsay.model.manifest import sha256

    (weights / "encoder.onnx").write_bytes(b"no graph")
    files = manifest.files | {"encoder.onnx": sha256(weights / "encoder.onnx")}
    (weights / MANIFEST).write_bytes(msgspec.json.encode(msgspec.structs.replace(manifest, files=files)))
    with pytest.raises(ModelError, match="cannot open"):
        load(folder=weights)
