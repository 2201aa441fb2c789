"""Where claims come from: what rests on what, origins, independence; hardening and drift."""

from __future__ import annotations

from hearsay.linking.origins.drift import Figure, drifts
from hearsay.linking.origins.firmness import harden
from hearsay.linking.origins.quoting import quoted
from hearsay.linking.origins.trace import trace

__all__ = ["Figure", "drifts", "harden", "quoted", "trace"]
