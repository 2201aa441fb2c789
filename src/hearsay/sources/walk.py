"""The files that the inputs name, in an order that does not depend on the disk."""

from __future__ import annotations

import errno
import os
import stat
from collections.abc import Iterator
from pathlib import PurePath

from hearsay.records import Record, Rejection
from hearsay.sources.base import Limits, Refused


class File(Record, frozen=True):
    """A regular file: how to open it, and how to name it to the user."""

    location: str
    path: str


def shown(location: str) -> str:
    """The path as text that can be stored: bytes that are not UTF-8 become U+FFFD."""
    return os.fsencode(location).decode("utf-8", "replace")


def refusal(error: OSError) -> Refused:
    """Why the system would not open a file or folder."""
    if isinstance(error, FileNotFoundError):
        return Refused("missing", "There is no such file or folder.", remedy="Check the path.")
    if isinstance(error, PermissionError):
        return Refused(
            "permission", "Reading it is not permitted.", remedy="Change its permissions, or ask its owner."
        )
    if error.errno == errno.ELOOP:
        return Refused("missing", "The link leads back to itself.", remedy="Repair or remove the link.")
    return Refused("unreadable", f"It cannot be read: {error.strerror or error}.", remedy="Check the disk.")


def files(location: str, limits: Limits) -> Iterator[File | Rejection]:
    """The regular files at a path: itself, or those below it in sorted order, hidden ones left out.

    Links are followed; a folder that was visited already, through a link for instance, is not visited
    again. What else lies there and cannot be read comes as a Rejection.
    """
    yield from _visit(location, limits, 0, set())


def _visit(
    location: str, limits: Limits, depth: int, visited: set[tuple[int, int]]
) -> Iterator[File | Rejection]:
    path = shown(location)
    try:
        status = os.stat(location)
    except OSError as error:
        yield refusal(error).rejection(path)
        return
    except ValueError:
        yield Refused("missing", "This is not a path.", remedy="Check the path.").rejection(path)
        return
    if stat.S_ISREG(status.st_mode):
        yield File(location=location, path=path)
    elif not stat.S_ISDIR(status.st_mode):
        yield Refused(
            "not-a-file",
            "This is a device, pipe or socket, not a file.",
            remedy="Give a file or folder, or JSON lines on standard input with the input `-`.",
        ).rejection(path)
    elif depth > limits.max_depth:
        yield Refused(
            "too-deep",
            f"The folder is nested more than {limits.max_depth} deep.",
            remedy="Raise the limit with --max-depth, or give this folder itself.",
        ).rejection(path)
    elif (status.st_dev, status.st_ino) not in visited:
        visited.add((status.st_dev, status.st_ino))
        yield from _folder(location, limits, depth, visited)


def _folder(
    location: str, limits: Limits, depth: int, visited: set[tuple[int, int]]
) -> Iterator[File | Rejection]:
    try:
        with os.scandir(location) as entries:
            names = sorted(entry.name for entry in entries if not entry.name.startswith("."))
    except OSError as error:
        yield refusal(error).rejection(shown(location))
        return
    present = set(names)
    kept = [name for name in names if not _companion(name, present)]
    if not kept and depth == 0:
        yield Refused(
            "empty", "The folder holds nothing to read.", remedy="Check the path; hidden files are not read."
        ).rejection(shown(location))
    for name in kept:
        yield from _visit(os.path.join(location, name), limits, depth + 1, visited)


def _companion(name: str, names: set[str]) -> bool:
    """Whether it belongs to an article beside it and is none itself: brat's annotations of a text, or
    the pictures and scripts that a browser saves with a page."""
    path = PurePath(name)
    if path.suffix == ".ann":
        return path.stem + ".txt" in names
    page, mark, _ = name.rpartition("_files")
    return bool(mark) and name.endswith("_files") and not names.isdisjoint({f"{page}.html", f"{page}.htm"})
