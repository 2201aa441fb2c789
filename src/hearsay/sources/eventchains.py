"""ECB+ as a token table and JSON mentions: sentences of news by topic, with the events they tell of."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import msgspec

from hearsay.errors import CorpusError
from hearsay.records import Record

_CLOSING = {",", ".", ";", ":", "!", "?", "%", ")", "]", "''", "'s", "n't", "'re", "'ve", "'ll", "'d", "'m"}
_OPENING = {"(", "[", "$", "``"}
_MARKS = {"``": "“", "''": "”"}


class EventSentence(Record):
    """A sentence with the chains of events that it mentions; ``topic`` is what its document is about."""

    topic: str
    document: str
    number: int
    text: str
    chains: frozenset[str]


def event_sentences(path: Path, split: str = "Dev") -> list[EventSentence]:
    """The sentences of one split, ``Dev`` or ``Train``, by document and number.

    The folder holds ``ECB_<split>_corpus.txt`` (document, sentence, token number, token, chain, with tabs
    between) and ``ECB_<split>_Event_gold_mentions.json``.

    Raises:
        CorpusError: the folder is not in that layout.
    """
    words = _tokens(path / f"ECB_{split}_corpus.txt")
    chains = _chains(path / f"ECB_{split}_Event_gold_mentions.json")
    return [
        EventSentence(
            topic=document.split("_")[0],
            document=document,
            number=number,
            text=_joined(tokens),
            chains=frozenset(chains.get((document, number), ())),
        )
        for (document, number), tokens in sorted(words.items())
    ]


def _tokens(file: Path) -> dict[tuple[str, int], list[str]]:
    found: dict[tuple[str, int], list[str]] = defaultdict(list)
    try:
        for at, line in enumerate(file.read_text(encoding="utf-8").splitlines(), start=1):
            cells = line.split("\t")
            if len(cells) >= 4:
                found[cells[0], int(cells[1])].append(cells[3])
            elif line.strip():
                raise _not_events(f"{file}, line {at}", "It has fewer than four columns.")
    except (OSError, UnicodeDecodeError, ValueError) as error:
        raise _not_events(str(file), f"It cannot be read: {error}.") from error
    if not found:
        raise _not_events(str(file), "It holds no sentence.")
    return found


def _chains(file: Path) -> dict[tuple[str, int], set[str]]:
    found: dict[tuple[str, int], set[str]] = defaultdict(set)
    try:
        mentions: list[Mapping[str, Any]] = msgspec.json.decode(file.read_bytes())
        for mention in mentions:
            found[mention["doc_id"], mention["sent_id"]].add(mention["coref_chain"])
    except (OSError, msgspec.MsgspecError, KeyError, TypeError) as error:
        raise _not_events(str(file), f"It cannot be read: {error}.") from error
    return found


def _joined(tokens: list[str]) -> str:
    text = ""
    for token in tokens:
        glued = not text or token in _CLOSING or text[-1] in "([$“"
        text += ("" if glued else " ") + _MARKS.get(token, token)
    return text


def _not_events(where: str, what: str) -> CorpusError:
    return CorpusError(
        f"This is no corpus of event chains. {what}",
        where=where,
        remedy="Give the folder that holds ECB_Dev_corpus.txt and ECB_Dev_Event_gold_mentions.json.",
    )
