"""The copies of the example story, as its truth has them."""

from __future__ import annotations

from pathlib import Path

import msgspec
import story

from hearsay.linking.copies import find_copies
from hearsay.linking.tellings import Paper


def test_the_story_has_its_two_copies() -> None:
    documents = story.documents()
    names = {document.id: name for name, document in documents.items()}
    papers = [
        Paper(id=d.id, text=d.text, outlet=d.outlet, published=d.published, title=d.title)
        for d in documents.values()
    ]
    found = {(names[c.earlier], names[c.later]): c for c in find_copies(papers)}
    truth = msgspec.json.decode((story.EXAMPLES / "truth.json").read_bytes())["copies"]
    assert {(Path(c["from"]).name, Path(c["to"]).name, c["kind"], c["credited"]) for c in truth} == {
        (*pair, copy.kind, copy.credited) for pair, copy in found.items()
    }
    for gold in truth:
        earlier, later = Path(gold["from"]).name, Path(gold["to"]).name
        passages = found[earlier, later].passages
        taken = "".join(documents[later].text[slice(*passage.later)] for passage in passages)
        told = [passage["text"].strip() for passage in gold["passages"] if len(passage["text"].split()) > 12]
        assert all(words in taken for words in told)
