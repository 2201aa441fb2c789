"""A lock between processes: the operating system's, on a file that is there only as long as it is held."""

from __future__ import annotations

import os
import sys
from contextlib import suppress
from pathlib import Path


class FileLock:
    """A lock on a file of its own, which the end of the process lets go of, however abrupt."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._file: int | None = None

    def acquire(self) -> bool:
        """Take the lock if nobody holds it; returns whether it is ours.

        Raises:
            OSError: the file cannot be made or locked.
        """
        file = os.open(self._path, os.O_RDWR | os.O_CREAT, 0o666)
        try:
            # Whoever held the lock before may have deleted the file between our opening and locking it.
            if _lock(file) and _same(file, self._path):
                self._file = file
                return True
        finally:
            if self._file is None:
                os.close(file)
        return False

    def release(self) -> None:
        """Let go of the lock and take the file away."""
        if self._file is None:
            return
        file, self._file = self._file, None
        with suppress(OSError):  # Windows keeps the file; the next one takes it
            self._path.unlink()
        os.close(file)


def _same(file: int, path: Path) -> bool:
    try:
        return os.path.samestat(os.fstat(file), path.stat())
    except FileNotFoundError:
        return False


if sys.platform == "win32":
    import msvcrt

    def _lock(file: int) -> bool:
        try:
            msvcrt.locking(file, msvcrt.LK_NBLCK, 1)
        except OSError:
            return False
        return True

else:
    import fcntl

    def _lock(file: int) -> bool:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            return False
        return True
