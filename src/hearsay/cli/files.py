"""Files that commands write: whole or not at all, and never over another by accident."""

from __future__ import annotations

import os
import stat
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import BinaryIO

from hearsay.errors import HearsayError, UsageError


def writable(path: Path, *, force: bool) -> Path:
    """The place a file will be written to: behind a link, the file it leads to.

    Raises:
        UsageError: something is there and may not be replaced, or its folder is not there.
    """
    real = Path(os.path.realpath(path))
    where = str(path)
    if not real.parent.is_dir():
        raise UsageError("There is no such folder.", where=str(path.parent), remedy="Make it first.")
    if real.is_dir():
        raise UsageError("This is a folder.", where=where, remedy="Name a file in it.")
    if real.exists() and not real.is_file():
        raise UsageError(
            "This is no regular file.", where=where, remedy="Write to standard output with `--to -`."
        )
    if real.exists() and not force:
        raise UsageError(
            "This file is there already.", where=where, remedy="Give --force to replace it, or another name."
        )
    return real


@contextmanager
def replacing(path: Path, *, force: bool) -> Iterator[BinaryIO]:
    """A file to write to that takes its name when all is written; after any error nothing has changed.

    Raises:
        UsageError: as :func:`writable`.
        HearsayError: it cannot be written.
    """
    real = writable(path, force=force)
    part: Path | None = None
    try:
        handle, name = tempfile.mkstemp(prefix=f".{real.name[:100]}.", suffix=".part", dir=real.parent)
        part = Path(name)
        with os.fdopen(handle, "wb") as file:
            yield file
            file.flush()
            os.fsync(file.fileno())
        part.chmod(_mode(real))
        writable(path, force=force)  # somebody may have been faster
        part.replace(real)
        part = None
    except OSError as error:
        raise HearsayError(
            f"The file cannot be written: {error.strerror or error}.",
            where=str(path),
            remedy="Make room or get the right to write there, or choose another place.",
        ) from error
    finally:
        if part is not None:
            with suppress(OSError):
                part.unlink()


def _mode(real: Path) -> int:
    """The rights of the file that is replaced, or those of any new file."""
    if real.exists():
        return stat.S_IMODE(real.stat().st_mode)
    mask = os.umask(0)
    os.umask(mask)
    return 0o666 & ~mask
