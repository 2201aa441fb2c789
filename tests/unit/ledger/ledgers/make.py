"""Makes a ledger with the hearsay of an earlier commit, and writes it down as SQL. See README.md.

Run as ``python make.py FOLDER NAME`` where FOLDER is that commit's tree. Only what that hearsay has is used.
"""

from __future__ import annotations

import gzip
import io
import sqlite3
import sys
import tempfile
from contextlib import closing
from pathlib import Path


def main(folder: Path, name: str) -> None:
    """Make the ledger and write ``NAME.sql.gz`` beside this file."""
    sys.path[:0] = [str(folder / "src"), str(folder / "tests")]
    with tempfile.TemporaryDirectory() as scratch:
        place = Path(scratch) / "hearsay.db"
        fill(place)
        with closing(sqlite3.connect(place)) as connection:
            dump = "\n".join(connection.iterdump()) + "\n"
    packed = io.BytesIO()
    with gzip.GzipFile(fileobj=packed, mode="wb", mtime=0) as file:
        file.write(dump.encode())
    target = Path(__file__).with_name(f"{name}.sql.gz")
    target.write_bytes(packed.getvalue())
    print(f"{target.name}: {len(packed.getvalue()):,} bytes")


def fill(place: Path) -> None:
    """Everything that this hearsay can keep."""
    import equipment
    from msgspec.structs import replace

    from hearsay.ledger import Ledger
    from hearsay.records import Rejection

    with Ledger.open(str(place)) as ledger:
        reader = equipment.make_reader()
        run = ledger.start_run(reader.version, ["articles"])
        documents = [equipment.document(number, published=f"2031-05-0{number + 1}") for number in range(4)]
        for document, reading in zip(documents, reader.read(documents), strict=True):
            ledger.store(document, reading)
        # One of them was read by an older reader before.
        ledger.store(documents[0], replace(reader.read(documents[:1])[0], reader="0.0.9+older"))
        ledger.reject(
            Rejection(path="empty.txt", code="empty", reason="It is empty.", remedy="Leave it out.")
        )
        ledger.finish_run(run, documents=4, rejections=1)
        if hasattr(ledger, "judge"):
            judge(ledger)
        if hasattr(ledger, "store_claims"):
            claim(ledger)


def judge(ledger) -> None:  # type: ignore[no-untyped-def]  # of that hearsay, not of this one
    """People, who they are, and what somebody thinks of it."""
    import people

    from hearsay.pipeline import verdicts
    from hearsay.pipeline.judging import Author
    from hearsay.pipeline.link import link
    from hearsay.records import KnownActor

    people.store(ledger)
    ledger.know(
        [KnownActor(id="Q1", name="Roads Authority", type="organization", aliases=("The Authority",))]
    )
    link(ledger)
    desk = Author("Desk", "seen the letter")
    verdicts.merge(ledger, ledger.actor("Ilka Morrow"), ledger.actor("Yaromir Teshkov"), desk)
    link(ledger)
    verdicts.rename(ledger, ledger.actor("Ilka Morrow"), "Ilka Teshkov", desk)
    link(ledger)


def claim(ledger) -> None:  # type: ignore[no-untyped-def]
    """Claims, copies, and what others found of them."""
    import lorries
    import people

    from hearsay.pipeline import claim_verdicts
    from hearsay.pipeline.claims import link_claims
    from hearsay.pipeline.judging import Author
    from hearsay.pipeline.link import link
    from hearsay.records import Copy, FactCheck, Passage

    people.store(ledger, lorries.ALL)
    ledger.know_fact_checks([FactCheck(id="f1", claim="Forty lorries crossed the bridge", verdict="false")])
    link(ledger)
    link_claims(ledger, embedding=lorries.WordVectors)
    several = next(one for one in ledger.claims() if len(one.parts) > 1)
    claim_verdicts.judge_parts(ledger, several, [], [several.parts[-1].statement], Author("Desk"))
    link_claims(ledger, embedding=lorries.WordVectors)
    passage = Passage(earlier=(0, 20), later=(4, 24))
    taken = Copy(
        earlier="post", later="bank", kind="excerpt", credited=True, share_earlier=0.25, share_later=0.5,
        passages=(passage,),
    )  # fmt: skip
    ledger.store_copies([taken], of=["bank"])


if __name__ == "__main__":
    main(Path(sys.argv[1]), sys.argv[2])
