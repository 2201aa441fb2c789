"""How much of the example story's written truth comes out, claim by claim.

    python bench/story.py

reads `examples/articles` into a ledger of its own, links it, and looks for each claim of
`examples/truth.json` the claim of the ledger that shares most statements with it. A statement is found where
one in the same document has a content that shares at least half of the words of both. Pairs are pairs of
found statements of one side.
"""

from __future__ import annotations

import json
import re
import tempfile
from collections import Counter, defaultdict
from itertools import combinations
from pathlib import Path
from typing import Any

from hearsay.ledger import Ledger
from hearsay.pipeline.accounts import Accountant
from hearsay.pipeline.claims import link_claims
from hearsay.pipeline.link import link
from hearsay.pipeline.readers import make_reader
from hearsay.pipeline.work import read_documents
from hearsay.records import Claim
from hearsay.sources import gather

EXAMPLES = Path(__file__).parents[1] / "examples"
Words = Counter[str]


def main() -> None:
    """Read, link, compare and print."""
    truth = json.loads((EXAMPLES / "truth.json").read_text(encoding="utf-8"))
    with (
        tempfile.TemporaryDirectory(prefix="hearsay-") as folder,
        Ledger.open(f"{folder}/story.db") as ledger,
    ):
        items = gather([str(EXAMPLES / "articles")], metadata=str(EXAMPLES / "metadata.csv"))
        for _ in read_documents(list(items), ledger=ledger, factory=make_reader):
            pass
        link(ledger)
        link_claims(ledger)
        found = _found(ledger, truth)
        compare(truth, found, list(ledger.claims()), Accountant(ledger))


def compare(
    truth: dict[str, Any], found: dict[str, str], claims: list[Claim], accountant: Accountant
) -> None:
    """Print a line for each claim of the truth, and the scores of pairs."""
    claim_of = {part.statement: claim for claim in claims for part in claim.parts}
    side_of = {part.statement: (claim.id, part.stance) for claim in claims for part in claim.parts}
    true_side: dict[str, tuple[str, str]] = {}
    exact = sides = 0
    for one in truth["claims"]:
        ours = {found[id]: side for side in ("supports", "denies") for id in one[side] if id in found}
        true_side.update({id: (one["id"], side) for id, side in ours.items()})
        held = Counter(claim_of[id].id for id in ours if id in claim_of)
        best = next((c for c in claims if held and c.id == held.most_common(1)[0][0]), None)
        said = sum(len(one[side]) for side in ("supports", "denies"))
        print(f"{one['id']}: {one['proposition']}")
        print(
            f"  statements: {said} true, {len(ours)} found, {max(held.values(), default=0)} in one claim of"
            f" {len(best.parts) if best else 0}; in {len(held)} claims"
        )
        for side, ground in (("supports", "supported"), ("denies", "denied")):
            if one[side]:
                traced = getattr(best, ground) if best else None
                names = [o.party.name for o in traced.origins] if traced else []
                right = traced is not None and traced.independence == one["independence"][side]
                exact, sides = exact + right, sides + 1
                true_names = ", ".join(o["name"] for o in one["origins"][side])
                print(
                    f"  {side}: {one['independence'][side]} ({true_names}); found"
                    f" {traced.independence if traced else '-'} ({', '.join(names)})"
                )
    print(f"independence exact on {exact} of {sides} sides")
    for title, label in (("claims", lambda s: s[0]), ("sides", lambda s: s)):
        truly = _pairs({id: label(s) for id, s in true_side.items()})
        made = _pairs({id: label(s) for id, s in side_of.items() if id in true_side})
        right = len(truly & made)
        precision, recall = right / max(1, len(made)), right / max(1, len(truly))
        f1 = 2 * precision * recall / max(1e-9, precision + recall)
        print(
            f"pairs of {title}: precision {precision:.3f}, recall {recall:.3f}, F1 {f1:.3f}"
            f" ({len(truly)} true, {len(made)} found)"
        )


def _found(ledger: Ledger, truth: dict[str, Any]) -> dict[str, str]:
    """The ledger's statement for each of the truth that was found, by ids."""
    rows: defaultdict[str, list[tuple[str, Words]]] = defaultdict(list)
    for row in ledger.statements():
        rows[Path(row.path or "").name].append((row.id, _words(row.content)))
    found: dict[str, str] = {}
    for article in truth["articles"]:
        for statement in article["statements"]:
            wanted = _words(" ".join(statement["content"]))
            likeness = [
                (min(_share(wanted, words), _share(words, wanted)), id)
                for id, words in rows[Path(article["file"]).name]
            ]
            best = max(likeness, default=(0.0, ""))
            if best[0] >= 0.5:
                found[statement["id"]] = best[1]
    return found


def _words(text: str) -> Words:
    return Counter(re.findall(r"\w+", text.lower()))


def _share(part: Words, whole: Words) -> float:
    return (part & whole).total() / max(1, part.total())


def _pairs(labels: dict[str, Any]) -> set[tuple[str, str]]:
    groups: defaultdict[Any, list[str]] = defaultdict(list)
    for id, label in labels.items():
        groups[label].append(id)
    return {pair for ids in groups.values() for pair in combinations(sorted(ids), 2)}


if __name__ == "__main__":
    main()
