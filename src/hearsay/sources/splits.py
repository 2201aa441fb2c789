"""Where the files of a corpus are: one file, a folder, or the development split of a folder."""

from __future__ import annotations

from pathlib import Path

from hearsay.errors import CorpusError


def corpus_files(path: Path, suffix: str) -> list[Path]:
    """The files of a corpus, in the order of their names.

    A file is itself. Of a folder it is the files with this suffix, or those of the folder ``dev`` in it;
    where their names say that they are splits (``dev.txt``, ``news-dev.txt``), the ``dev`` ones alone.

    Raises:
        CorpusError: there is no such file.
    """
    if path.is_file():
        return [path]
    if not path.is_dir():
        raise CorpusError(
            "There is no such file or folder.", where=str(path), remedy="Give the path of the corpus."
        )
    files = sorted(path.glob(f"*{suffix}")) or sorted((path / "dev").glob(f"*{suffix}"))
    if not files:
        raise CorpusError(
            f"This folder holds no files that end in {suffix}.",
            where=str(path),
            remedy=f"Give a file, or a folder with such files or with a folder dev of them in it ({suffix}).",
        )
    return [file for file in files if file.stem == "dev" or file.stem.endswith("-dev")] or files


def corpus_lines(file: Path) -> list[str]:
    """The lines of a file in UTF-8, without their ends.

    Raises:
        CorpusError: the file cannot be read, or is in another encoding.
    """
    try:
        text = file.read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        raise CorpusError(
            f"This file cannot be read: {error}.",
            where=str(file),
            remedy="Give a file that can be opened and is in UTF-8.",
        ) from error
    return text.split("\n")
