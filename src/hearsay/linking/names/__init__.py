"""Names: make one ready, compare two, and find which are worth comparing."""

from __future__ import annotations

from hearsay.linking.names.comparing import CERTAIN, SAME, NameMatch, compare
from hearsay.linking.names.keys import keys
from hearsay.linking.names.prepared import Prepared, Word
from hearsay.linking.names.preparing import prepare

__all__ = ["CERTAIN", "SAME", "NameMatch", "Prepared", "Word", "compare", "keys", "prepare"]
