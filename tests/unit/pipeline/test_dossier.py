"""What the ledger holds about one actor."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import people
import pytest

from hearsay.errors import UsageError
from hearsay.ledger import Ledger
from hearsay.pipeline.dossier import dossier
from hearsay.pipeline.link import learn, link


@pytest.fixture
def ledger(tmp_path: Path) -> Iterator[Ledger]:
    with Ledger.open(str(tmp_path / "a.db")) as opened:
        people.store(opened)
        link(opened)
        yield opened


def test_a_dossier_says_who_it_is(ledger: Ledger) -> None:
    found = dossier(ledger, ledger.actor("dorota"))
    assert (found.name, found.type, found.known) == ("Dorota Lisle", "person", False)
    assert [(one.name, one.count, one.documents) for one in found.names] == [
        ("Dorota Lisle", 3, 2),
        ("Lisle", 2, 2),
    ]
    assert [(part.role, part.by) for part in found.roles] == [
        ("secretary", ("post", "bank")),
        ("former inspector", ("bank",)),
    ]
    (union,) = found.affiliations
    assert (union.name, union.role, union.by) == ("Inspectors' Union", "secretary", ("post",))
    assert (found.first, found.last) == ("2031-05-09", "2031-05-10")
    assert [(one.id, one.path, one.outlet) for one in found.documents] == [
        ("post", "post.txt", "The Calder Post"),
        ("bank", "bank.txt", "Far Bank"),
    ]


def test_a_dossier_says_what_was_said_by_and_about_it_the_newest_first(ledger: Ledger) -> None:
    found = dossier(ledger, ledger.actor("dorota"))
    assert [(row.document, row.position) for row in found.said] == [("bank", 0), ("post", 0)]
    assert [(row.document, row.speaker or row.source) for row in found.about] == [
        ("bank", "the ministry"),
        ("post", "Yaromir Teshkov"),
    ]
    assert (found.said_count, found.about_count) == (2, 2)
    assert all("Lisle" in row.content for row in found.about)


def test_a_limit_leaves_the_newest_and_the_counts(ledger: Ledger) -> None:
    found = dossier(ledger, ledger.actor("dorota"), limit=1)
    assert [row.document for row in (*found.said, *found.about)] == ["bank", "bank"]
    assert (found.said_count, found.about_count) == (2, 2)
    empty = dossier(ledger, ledger.actor("dorota"), limit=0)
    assert (empty.said, empty.about) == ((), ())
    with pytest.raises(UsageError):
        dossier(ledger, ledger.actor("dorota"), limit=-1)


def test_narration_is_asked_for(ledger: Ledger) -> None:
    found = dossier(ledger, ledger.actor("dorota"), narration=True)
    assert [row.form for row in found.about] == ["indirect", "indirect", "narration"]


def test_what_somebody_says_about_themselves_is_theirs(ledger: Ledger) -> None:
    line = ("[Ilka Morrow]", "said", "that [Morrow=Ilka Morrow] had resigned")
    people.store(ledger, [people.article("self", [line], published="2031-05-12")])
    link(ledger)
    found = dossier(ledger, ledger.actor("ilka"))
    assert (found.said_count, found.about_count) == (2, 0)


def test_undated_documents_tell_no_dates(ledger: Ledger) -> None:
    found = dossier(ledger, ledger.actor("ilka morrow"))
    assert (found.first, found.last, len(found.documents)) == (None, None, 1)


def test_names_that_only_a_list_gives_were_never_seen(ledger: Ledger, tmp_path: Path) -> None:
    table = tmp_path / "known.csv"
    table.write_text("name,type,aliases,wikidata\nIlka Morrow,person,Minister Morrow,Q5\n", encoding="utf-8")
    learn(ledger, table)
    link(ledger)
    found = dossier(ledger, ledger.actor("minister morrow"))
    assert (found.known, found.ids) == (True, (("wikidata", "Q5"),))
    assert [(one.name, one.count) for one in found.names] == [("Ilka Morrow", 1), ("Minister Morrow", 0)]
