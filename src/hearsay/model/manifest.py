"""The manifest of a weights folder: what each file must be, how it was made and what it scored."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import msgspec

from hearsay.errors import ModelError
from hearsay.model.labels import LABELS, LEFT, NAME_LABELS, REACH
from hearsay.records import Record, digest

MANIFEST = "manifest.json"
REMEDY = "Reinstall hearsay; to train weights of your own see CONTRIBUTING.md."


class Manifest(Record):
    """What ``manifest.json`` says of the weights beside it.

    ``files`` maps names to SHA-256; ``threshold`` is the least probability of an anchor; ``reach``,
    ``labels`` and ``name_labels`` must be those of this code; ``training`` is the recipe with
    its corpora, ``scores`` what the weights reached on text they were not trained on.
    """

    files: dict[str, str]
    labels: tuple[str, ...]
    name_labels: tuple[str, ...]
    reach: tuple[int, int]
    threshold: float
    training: dict[str, Any]
    scores: dict[str, Any]

    @property
    def version(self) -> str:
        """A short digest of all that changes what the model sees."""
        return digest("weights", self.files, self.threshold)[:12]


def sha256(file: Path) -> str:
    """SHA-256 of a file, in hexadecimal."""
    with file.open("rb") as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest()


def read_manifest(folder: Path) -> Manifest:
    """The manifest of a weights folder, with every file it names checked against its SHA-256.

    Raises:
        ModelError: the folder has no manifest, or something in it does not match.
    """
    try:
        manifest = msgspec.json.decode((folder / MANIFEST).read_bytes(), type=Manifest)
    except OSError as error:
        raise ModelError("The weights are missing.", where=str(folder), remedy=REMEDY) from error
    except msgspec.MsgspecError as error:
        raise ModelError(
            f"The manifest of the weights cannot be understood: {error}.",
            where=str(folder / MANIFEST),
            remedy=REMEDY,
        ) from error
    if (manifest.labels, manifest.name_labels, manifest.reach) != (LABELS, NAME_LABELS, (LEFT, REACH)):
        raise ModelError(
            "The weights were trained for another version of hearsay.", where=str(folder), remedy=REMEDY
        )
    check_files(folder, manifest.files)
    return manifest


def check_files(folder: Path, files: Mapping[str, str]) -> None:
    """Check the files of a folder against their SHA-256.

    Raises:
        ModelError: a file is missing or damaged.
    """
    for name, expected in files.items():
        try:
            found = sha256(folder / name)
        except OSError as error:
            raise ModelError(
                "A file of the weights is missing.", where=str(folder / name), remedy=REMEDY
            ) from error
        if found != expected:
            raise ModelError(
                f"A file of the weights is damaged: its SHA-256 is {found}, the manifest says {expected}.",
                where=str(folder / name),
                remedy=REMEDY,
            )
