"""What a ledger answers with: records that stream, and become a table where one is wanted."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from itertools import chain, islice
from typing import TYPE_CHECKING, Generic, TypeVar

from hearsay import showing
from hearsay.errors import UsageError
from hearsay.ledger import frames
from hearsay.ledger.columns import columns, worth_showing
from hearsay.records import Record

if TYPE_CHECKING:
    import pandas
    import polars
    import pyarrow

R = TypeVar("R", bound=Record)
BATCH_ROWS = 1000
ROWS_SHOWN = 10


class Rows(Iterator[R], Generic[R]):
    """Records of one kind, one after the other; what is left of them can be had as a table.

    The question is put to the ledger when the first record is asked for. From then on until the last one, or
    :meth:`close`, they see the ledger as it was at that moment.
    """

    def __init__(self, kind: type[R], start: Callable[[], Iterable[R]]) -> None:
        """Records of this kind; ``start`` begins a new stream of them all each time it is called."""
        self.kind = kind
        self._start = start
        self._left: Iterator[R] | None = None

    def __next__(self) -> R:
        if self._left is None:
            self._left = iter(self._start())
        try:
            return next(self._left)
        except StopIteration:
            self.close()
            raise

    def close(self) -> None:
        """Let go of the ledger; what is left is not given any more."""
        self._left = iter(())

    def batches(self, size: int = BATCH_ROWS) -> Iterator[pyarrow.RecordBatch]:
        """What is left as Arrow batches of so many rows, made one at a time.

        Raises:
            UsageError: pyarrow is not installed, or the size makes no sense.
        """
        if size < 1:
            raise UsageError(f"A batch of {size} rows makes no sense.", remedy="Give a number from 1 up.")
        frames.schema(self.kind)  # a missing library is told here, not at the first batch
        return (frames.batch(self.kind, some) for some in iter(lambda: list(islice(self, size)), []))

    def arrow(self) -> pyarrow.Table:
        """What is left as one Arrow table; see :func:`hearsay.ledger.frames.schema` for its types.

        Raises:
            UsageError: pyarrow is not installed.
        """
        made: pyarrow.Table = frames.library("pyarrow").Table.from_batches(
            self.batches(), frames.schema(self.kind)
        )
        return made

    def pandas(self) -> pandas.DataFrame:
        """What is left as a pandas frame.

        Raises:
            UsageError: pandas or pyarrow is not installed.
        """
        frames.library("pandas")
        return self.arrow().to_pandas()

    def polars(self) -> polars.DataFrame:
        """What is left as a polars frame.

        Raises:
            UsageError: polars or pyarrow is not installed.
        """
        made: polars.DataFrame = frames.library("polars").from_arrow(self.arrow())
        return made

    def __repr__(self) -> str:
        return f"<Rows of {self.kind.__name__}: iterate, or ask for .arrow(), .pandas() or .polars()>"

    def _repr_html_(self) -> str:
        """The next few records as a notebook shows them; none of them is lost to whoever iterates."""
        shown = self._peek(ROWS_SHOWN + 1)
        more = len(shown) > ROWS_SHOWN
        chosen = worth_showing(self.kind)
        begun = self._left is not None
        told = [
            f"{'The next' if begun else 'The first'} {ROWS_SHOWN} rows; there are more"
            if more
            else f"{'All that is left' if begun else 'All rows'}: {len(shown)}",
            f"{len(chosen)} of {len(columns(self.kind))} columns",
        ]
        rows = ([column.of(record) for column in chosen] for record in shown[:ROWS_SHOWN])
        return showing.table([column.name for column in chosen], rows, f"{' · '.join(told)}.")

    def _peek(self, number: int) -> list[R]:
        if self._left is not None:
            shown = list(islice(self._left, number))
            self._left = chain(shown, self._left)
            return shown
        # A stream of its own that ends here: a table that a notebook keeps must not hold the ledger.
        return list(islice(self._start(), number))
