"""Count how rare words are in news, in one command: the table ``rarity.tsv`` of the lexicon.

    python -m training.rarity --data ../shared/data

Texts are the articles of the newswire and of PolNeAR's train part; a stem counts once a text. The table keeps
the stems of at least :data:`FEWEST` texts, at half steps of log2(texts / texts with it); no text can be told
from it.
"""

from __future__ import annotations

import argparse
import math
import re
from collections import Counter, defaultdict
from collections.abc import Iterator
from pathlib import Path

from hearsay.linking.claims.wording import WORD, stem

TABLE = Path("src/hearsay/lexicon/data/rarity.tsv")
FEWEST = 4
_MARKUP = re.compile(r"<[^>]+>")
_HEADER = """\
# How rare stems are in news: twice log2 of (texts / texts with the stem); one that is missing is rarer.
# Source: compiled by the hearsay project: training/rarity.py over newswire of 1997-2006 and PolNeAR train.
# Columns: level | stems, space between  (separated by tabs)
"""


def texts(data: Path) -> Iterator[str]:
    """The texts that are counted."""
    for file in sorted((data / "newswire").rglob("*.tml")):
        whole = file.read_text(encoding="utf-8", errors="replace")
        yield _MARKUP.sub("", whole[whole.find("<TEXT>") :])
    for file in sorted((data / "polnear" / "train" / "text").glob("*.txt")):
        yield file.read_text(encoding="utf-8")


def main() -> None:
    """Count and write the table."""
    parser = argparse.ArgumentParser(prog="python -m training.rarity", description=__doc__)
    parser.add_argument("--data", type=Path, default=Path("../shared/data"), help="folder of the corpora")
    parser.add_argument("--out", type=Path, default=TABLE, help="where the table goes")
    given = parser.parse_args()
    counts: Counter[str] = Counter()
    total = 0
    for text in texts(given.data):
        counts.update({stem(word) for word in WORD.findall(text.lower()) if word[0].isalpha()})
        total += 1
    levels = defaultdict(list)
    for stemmed, count in counts.items():
        if count >= FEWEST and stemmed.isascii():
            levels[round(2 * math.log2(total / count))].append(stemmed)
    lines = (f"{level}\t{' '.join(sorted(levels[level]))}\n" for level in sorted(levels))
    given.out.write_text(_HEADER + "".join(lines), encoding="utf-8")
    print(f"{total} texts, {sum(map(len, levels.values()))} stems")


if __name__ == "__main__":
    main()
