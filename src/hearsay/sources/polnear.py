"""Articles annotated in PolNeAR's layout: ``text/NAME.txt`` beside ``attributions/NAME_ANNOTATOR.ann``.

The annotations are brat standoff: ``T`` lines give spans, which may be discontinuous (``a b;c d``), and
``E`` lines join a source, a cue and contents into one attribution. Notes and lines that were broken by
a line end inside the quoted text are passed over; their offsets stand before the break.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

from hearsay.errors import CorpusError
from hearsay.records import Attribution, Record, Span, Spans

_SPAN = re.compile(r"(T\d+)\t(Source|Cue|Content) (\d+ \d+(?:;\d+ \d+)*)\t")
_EVENT = re.compile(r"E\d+\t(\S.*)")


class AnnotatedArticle(Record):
    """One article with the attributions that each annotator marked in it."""

    name: str
    text: str
    annotations: tuple[tuple[str, tuple[Attribution, ...]], ...]

    @property
    def gold(self) -> tuple[Attribution, ...]:
        """The attributions of the first annotation file by name."""
        return self.annotations[0][1]


def articles(folder: Path) -> Iterator[AnnotatedArticle]:
    """All annotated articles of a folder, in the order of their names.

    A folder that holds splits rather than articles is scored on its ``dev``.

    Raises:
        CorpusError: the folder is not in PolNeAR's layout.
    """
    if not (folder / "attributions").is_dir() and (folder / "dev" / "attributions").is_dir():
        folder = folder / "dev"
    files: dict[str, list[Path]] = {}
    for file in sorted((folder / "attributions").glob("*.ann")):
        files.setdefault(_article_name(folder, file), []).append(file)
    if not files:
        raise CorpusError(
            "This folder holds no annotations in PolNeAR's layout.",
            where=str(folder),
            remedy="Give a folder with text/NAME.txt and attributions/NAME_ANNOTATOR.ann in it.",
        )
    for name, marked in files.items():
        text = _text(folder / "text" / f"{name}.txt")
        yield AnnotatedArticle(
            name=name,
            text=text,
            annotations=tuple((file.stem.rpartition("_")[2], attributions(file)) for file in marked),
        )


def _article_name(folder: Path, file: Path) -> str:
    """The article of an annotation file: its name up to the annotator, or all of it."""
    name = file.stem.rpartition("_")[0]
    return name if name and (folder / "text" / f"{name}.txt").exists() else file.stem


def _text(file: Path) -> str:
    try:
        with file.open(encoding="utf-8", newline="") as stream:
            return stream.read()
    except (OSError, UnicodeDecodeError) as error:
        raise CorpusError(f"This article cannot be read: {error}.", where=str(file)) from error


def attributions(file: Path) -> tuple[Attribution, ...]:
    """The attributions of one annotation file, in text order; those without a cue or content are left out."""
    spans: dict[str, tuple[str, Spans]] = {}
    events: list[str] = []
    for line in file.read_text(encoding="utf-8", errors="replace").split("\n"):
        if found := _SPAN.match(line):
            spans[found[1]] = (found[2], _spans(found[3]))
        elif found := _EVENT.match(line):
            events.append(found[1])
    result = []
    for event in events:
        roles: dict[str, list[Span]] = {"Source": [], "Cue": [], "Content": []}
        for argument in event.split():
            role, covered = spans.get(argument.partition(":")[2], ("", ()))
            if role:
                roles[role] += covered
        if roles["Cue"] and roles["Content"]:
            source, cue, content = (tuple(sorted(set(part))) for part in roles.values())
            result.append(Attribution(source=source, cue=cue, content=content, score=1.0))
    return tuple(sorted(result, key=lambda a: (a.cue, a.content)))


def _spans(offsets: str) -> Spans:
    pairs = (part.split() for part in offsets.split(";"))
    return tuple((int(start), int(end)) for start, end in pairs)
