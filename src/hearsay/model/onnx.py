"""The network at run time: three ONNX graphs, large ones in int8. The only file that knows onnxruntime."""

from __future__ import annotations

from pathlib import Path
from typing import cast

import numpy as np
import onnxruntime
from numpy.typing import NDArray

from hearsay.errors import ModelError
from hearsay.model.decode import Floats, Ints

ENCODER, STATEMENTS, LINKS = "encoder.onnx", "statements.onnx", "links.onnx"


class OnnxNetwork:
    """The forward passes of :class:`hearsay.model.sight.Network` on onnxruntime."""

    def __init__(self, folder: Path, threads: int | None = None) -> None:
        """Open the graphs of a weights folder; ``threads`` is None for one a core.

        Raises:
            ModelError: onnxruntime cannot read the graphs.
        """
        options = onnxruntime.SessionOptions()
        options.log_severity_level = 3
        # Threads that wait by spinning would take the cores from the graph that runs next.
        options.add_session_config_entry("session.intra_op.allow_spinning", "0")
        if threads:
            options.intra_op_num_threads = threads
        try:
            self._encoder, self._statements, self._links = (
                onnxruntime.InferenceSession(folder / name, options, providers=["CPUExecutionProvider"])
                for name in (ENCODER, STATEMENTS, LINKS)
            )
        except Exception as error:  # onnxruntime raises many types, none of them public
            raise ModelError(
                f"onnxruntime cannot open the weights: {error}",
                where=str(folder),
                remedy="Reinstall hearsay, and onnxruntime in the version that hearsay asks for.",
            ) from error

    def encode(self, features: NDArray[np.int64], mask: NDArray[np.bool_]) -> tuple[Floats, Floats]:
        """Features (4, windows, length) and mask to views (windows, length, width) and scores (…, 2 + 17)."""
        views, scores = self._encoder.run(None, {"features": features, "mask": mask})
        return cast(Floats, views), cast(Floats, scores)

    def label(self, views: Floats, mask: NDArray[np.bool_], first: int) -> Floats:
        """Views around anchors (statements, length, width) to label scores (statements, length, labels)."""
        inputs = {"views": views, "mask": mask, "first": np.array([first], dtype=np.int64)}
        return cast(Floats, self._statements.run(None, inputs)[0])

    def link(
        self, views: Floats, heads: Ints, kinds: Ints, earlier: Ints, later: Ints, features: Ints
    ) -> tuple[Floats, Floats, Floats]:
        """Bound scores (mentions, 1 + BEFORE) and (mentions, AFTER), and link scores (pairs,)."""
        inputs = {
            "views": views, "heads": heads, "kinds": kinds, "earlier": earlier, "later": later,
            "features": features,
        }  # fmt: skip
        first, last, scores = self._links.run(None, inputs)
        return cast(Floats, first), cast(Floats, last), cast(Floats, scores)
