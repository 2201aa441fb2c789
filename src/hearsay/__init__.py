"""hearsay reads news and keeps the books on who said what.

>>> import hearsay
>>> for outcome in hearsay.read(["articles/"]):
...     if outcome.reading is not None:
...         print(outcome.path, len(outcome.reading.statements))

``read`` turns files into outcomes, ``Reader`` is the reader it uses, ``Ledger`` keeps what was read. The
three are loaded on first use, so that ``import hearsay`` stays light.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from hearsay.ledger import Ledger
    from hearsay.pipeline.work import read
    from hearsay.reading import Reader

__version__ = "0.1.0"
__all__ = ["Ledger", "Reader", "__version__", "read"]

_HOMES = {"Ledger": "hearsay.ledger", "Reader": "hearsay.reading", "read": "hearsay.pipeline.work"}


def __getattr__(name: str) -> object:
    if name not in _HOMES:
        raise AttributeError(f"module 'hearsay' has no attribute {name!r}")
    return getattr(import_module(_HOMES[name]), name)
