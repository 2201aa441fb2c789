"""The book of what copies and claims are found by: sketches of texts, vectors of statements, and what linking
remembers.

All of it could be made again; it is kept so that what did not change need not be.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING, Any, Literal

from sqlalchemy import delete, select

from hearsay.errors import LedgerError
from hearsay.ledger import schema
from hearsay.ledger.database import Database, batches, fill
from hearsay.ledger.rows import Sketch

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Matrix = NDArray[np.float16]

VectorKind = Literal["statement", "fact-check"]
MANY = 2000  # narrow rows are fetched this many at a time


class VectorBook(Database):
    """What linking compares, kept from one time to the next."""

    def store_sketches(self, version: str, sketches: Iterable[Sketch]) -> None:
        """Keep sketches made by this version of the sketcher, in the place of those of the same documents."""
        table = schema.sketches
        with self._connection(write=True) as connection:
            for batch in batches(sketches):
                ids = [sketch.document for sketch in batch]
                connection.execute(delete(table).where(table.c.document.in_(ids)))
                fill(
                    connection,
                    table,
                    (
                        {
                            "document": sketch.document,
                            "version": version,
                            "text_sha256": sketch.text_sha256,
                            "signature": sketch.signature,
                        }
                        for sketch in batch
                    ),
                )

    def sketches(self, version: str) -> Iterator[Sketch]:
        """The sketches by this version of the sketcher, by document."""
        table = schema.sketches
        query = select(table).where(table.c.version == version).order_by(table.c.document)
        for row in self._stream(query, size=MANY):
            yield Sketch(document=row.document, text_sha256=row.text_sha256, signature=row.signature)

    def store_vectors(
        self,
        embedder: str,
        ids: Sequence[str],
        digests: Sequence[str],
        vectors: NDArray[Any],
        *,
        kind: VectorKind = "statement",
    ) -> None:
        """Keep the vectors (rows of any float type) that this version of the embedder made.

        ``ids`` are those of the statements or fact checks, ``digests`` name the texts the vectors were made
        from. They take the place of vectors kept under the same ids.

        Raises:
            LedgerError: ids, digests and rows differ in number, or the rows are no vectors.
        """
        if vectors.ndim != 2 or not len(ids) == len(digests) == len(vectors):
            raise LedgerError(
                f"{len(ids)} ids and {len(digests)} digests came with an array of {vectors.shape} values.",
                where=self.place,
                remedy="Nothing was stored. Please report this: it is a fault of linking.",
            )
        table = schema.vectors
        # In the order of their ids, so that a row lies near those that the index names beside it.
        order = sorted(range(len(ids)), key=ids.__getitem__)
        with self._connection(write=True) as connection:
            for chosen in batches(order, size=MANY):
                named = [ids[number] for number in chosen]
                for some in batches(named):
                    connection.execute(delete(table).where(table.c.id.in_(some)))
                blobs = vectors[chosen].astype("<f2")
                fill(
                    connection,
                    table,
                    (
                        {
                            "id": ids[number],
                            "kind": kind,
                            "embedder": embedder,
                            "digest": digests[number],
                            "vector": blob.tobytes(),
                        }
                        for number, blob in zip(chosen, blobs, strict=True)
                    ),
                )

    def vectors(
        self, embedder: str, ids: Iterable[str] | None = None, *, kind: VectorKind = "statement"
    ) -> tuple[list[str], list[str], Matrix]:
        """The ids, digests and vectors (one row each, float16) that this version of the embedder made.

        Of all statements (or fact checks), or of these; those it made none for are left out. By id.

        Raises:
            LedgerError: the vectors differ in length.
        """
        import numpy as np  # not before it is needed: most commands only read

        table = schema.vectors
        made = (table.c.embedder == embedder) & (table.c.kind == kind)
        query = select(table.c.id, table.c.digest, table.c.vector).where(made).order_by(table.c.id)
        rows = self._stream(query, size=MANY) if ids is None else self._stream_of(query, table.c.id, ids)
        names: list[str] = []
        digests: list[str] = []
        values = bytearray()
        for name, digest, blob in rows:
            names.append(name)
            digests.append(digest)
            values += blob
        width = len(blob) // 2 if names else 0
        if 2 * width * len(names) != len(values):
            raise LedgerError(
                f"The vectors kept for {embedder} are not all of one length.",
                where=self.place,
                remedy="Link with --rebuild to make them again.",
            )
        return names, digests, np.frombuffer(values, "<f2").reshape(len(names), width)

    def vector_digests(self, embedder: str, *, kind: VectorKind = "statement") -> dict[str, str]:
        """The digest of the text that each vector by this version of the embedder was made from, by id."""
        table = schema.vectors
        made = (table.c.embedder == embedder) & (table.c.kind == kind)
        query = select(table.c.id, table.c.digest).where(made).order_by(table.c.id)
        return {row.id: row.digest for row in self._stream(query, size=MANY)}

    def drop_vectors(self, ids: Iterable[str]) -> None:
        """Forget the vectors of these statements or fact checks."""
        with self._connection(write=True) as connection:
            for some in batches(sorted(set(ids))):
                connection.execute(delete(schema.vectors).where(schema.vectors.c.id.in_(some)))

    def remembered(self, name: str) -> bytes | None:
        """What linking keeps for itself under this name."""
        with self._connection() as connection:
            query = select(schema.memories.c.body).where(schema.memories.c.name == name)
            return connection.execute(query).scalar()
