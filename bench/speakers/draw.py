"""Draw the statements whose speakers are decided by reading, and print them for a reviewer.

    python bench/speakers/draw.py ../shared/data/polnear/dev

Drawn are the sources of PolNeAR's attributions that are no plain names. A source is a **pronoun** when it is
a personal, possessive, reflexive, relative or demonstrative pronoun and nothing more. It is **nominal** when
its head is a common word: the last word before the first comma, preposition, verb or relative word is written
lower-case (*a spokesman for the Ministry*, *the Harbour campaign*), and no name of several words stands in
apposition (*the senator, Ana Ruiz*, *a reporter from Calder named Ana Ruiz* are names). A capital at the
start of a sentence says nothing, so there the word counts as common when the articles write it lower-case,
within their sentences, more often than with a capital. Of several attributions with one source the first is
drawn.
"""

from __future__ import annotations

import argparse
import random
import re
import sys
from collections import Counter
from collections.abc import Sequence
from itertools import takewhile
from pathlib import Path
from typing import Literal, NamedTuple

from hearsay.errors import CorpusError
from hearsay.records import Attribution, Span, Spans
from hearsay.sources.polnear import AnnotatedArticle, articles

Kind = Literal["pronoun", "nominal"]

SEED = 20161108
SIZE = 200
BEFORE, AFTER = 600, 200

PRONOUNS = frozenset(
    """i me my mine myself we us our ours ourselves you your yours yourself yourselves he him his himself
    she her hers herself it its itself they them their theirs themselves who whom whose which that this these
    those""".split()
)
# What ends the head of a noun phrase.
_BREAKS = frozenset(
    """of for in at on from with by to as about against among around behind between inside into like near
    outside over through under within without since during after before than who whom whose which that where
    when and or but including is are was were has have had named called""".split()
)
_WORD = re.compile(r"[^\W\d_](?:[\w.&’'-]*\w)?\.?|[\d$][\d.,%$]*|--|[,;:()—–]")
_SENTENCE_END = re.compile(
    r"(?:(?<!\bMr)(?<!\bMs)(?<!\bDr)(?<!\bMrs)(?<!\bSen)(?<!\bRep)(?<!\bGov)(?<!\bGen)(?<!\b[A-Z])[.]|[!?])"
    r"[\"'”’)\]]*\s+[\"'“‘(\[]*\Z|\n\s*[\"'“‘(\[]*\Z"
)
_NAMED = re.compile(r"\b(?:named|called)\s+[A-Z]")


class Drawn(NamedTuple):
    """One statement whose speaker is to be decided."""

    article: AnnotatedArticle
    attribution: Attribution
    kind: Kind

    @property
    def source(self) -> Span:
        """The first span of the source, by which the answers name the statement."""
        return self.attribution.source[0]


def starts_sentence(text: str, start: int) -> bool:
    """Whether the word at this offset is the first of a sentence."""
    before = text[max(0, start - 20) : start]
    return start == 0 or bool(_SENTENCE_END.search(before))


def common_words(texts: Sequence[str]) -> frozenset[str]:
    """The words, lower-cased, that stand within sentences more often lower-case than with a capital."""
    small: Counter[str] = Counter()
    large: Counter[str] = Counter()
    for text in texts:
        for found in re.finditer(r"[^\W\d_]+", text):
            word = found[0]
            if word[0].islower():
                small[word] += 1
            elif not starts_sentence(text, found.start()):
                large[word.lower()] += 1
    return frozenset(word for word, count in small.items() if count > large[word])


def kind(text: str, source: Spans, common: frozenset[str]) -> Kind | None:
    """Whether a source is a pronoun or nominal; None when it is a name, or when there is no source."""
    words: list[str] = []
    for start, end in source:
        for found in _WORD.finditer(text[start:end]):
            word = found[0]
            if starts_sentence(text, start + found.start()) and word.lower() in common | PRONOUNS:
                word = word.lower()
            words.append(word)
    if not words:
        return None
    if len(words) == 1 and words[0].lower() in PRONOUNS:
        return "pronoun"
    parts = _parts(words)
    head = list(takewhile(lambda word: word.lower() not in _BREAKS, parts[0])) or parts[0][:1]
    if head[-1][0].isupper() or any(_is_name(part) for part in parts[1:]):
        return None
    if any(_NAMED.search(text[start:end]) for start, end in source):
        return None
    return "nominal"


def _parts(words: Sequence[str]) -> list[list[str]]:
    """The words between commas, brackets and dashes."""
    parts: list[list[str]] = [[]]
    for word in words:
        if word[0].isalnum() or word[0] == "$":
            parts[-1].append(word)
        elif parts[-1]:
            parts.append([])
    return [part for part in parts if part]


def _is_name(part: Sequence[str]) -> bool:
    """Whether the words between two commas are a name, perhaps with a title before it."""
    return len(part) > 1 and part[-1][0].isupper() and not any(word.lower() in _BREAKS for word in part)


def draw(folder: Path, seed: int = SEED, size: int = SIZE) -> list[Drawn]:
    """The statements drawn, in the order of article and offset; the same in every run.

    Raises:
        CorpusError: the folder is not in PolNeAR's layout.
    """
    found = list(articles(folder))
    common = common_words([article.text for article in found])
    pool: dict[tuple[str, Span], Drawn] = {}
    for article in found:
        for attribution in article.gold:
            if which := kind(article.text, attribution.source, common):
                drawn = Drawn(article, attribution, which)
                pool.setdefault((article.name, drawn.source), drawn)
    keys = random.Random(seed).sample(sorted(pool), min(size, len(pool)))
    return [pool[key] for key in sorted(keys)]


def context(drawn: Drawn, before: int = BEFORE, after: int = AFTER) -> str:
    """The text around a source, with the source in double angle brackets and the content in braces."""
    text = drawn.article.text
    marks = [(start, "«", end, "»") for start, end in drawn.attribution.source]
    marks += [(start, "{", end, "}") for start, end in drawn.attribution.content]
    signs = sorted([(s, 1, o) for s, o, _, _ in marks] + [(e, 0, c) for _, _, e, c in marks])
    start, end = drawn.source
    low, high = max(0, start - before), min(len(text), end + after)
    result, at = "", low
    for offset, _, sign in signs:
        if low <= offset <= high:
            result += text[at:offset] + sign
            at = offset
    return result + text[at:high]


def main() -> int:
    """Print every statement drawn, with its article, offsets and surroundings."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("folder", type=Path, help="PolNeAR's dev folder")
    given = parser.parse_args()
    try:
        found = draw(given.folder)
    except CorpusError as error:
        print(error, file=sys.stderr)
        return error.exit_code
    for number, drawn in enumerate(found, 1):
        start, end = drawn.source
        print(f"===== {number}  {drawn.article.name}  {start}-{end}  {drawn.kind}")
        print(context(drawn), end="\n\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
