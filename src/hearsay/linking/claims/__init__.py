"""Tellings of the same claim, gathered; which side each takes, and what does not fit together."""

from __future__ import annotations

from hearsay.linking.claims.clustering import cluster
from hearsay.linking.claims.gathering import (
    Constraints,
    Edge,
    Gathering,
    Group,
    gather,
    gather_claims,
    regather,
)
from hearsay.linking.claims.scoring import Grain

__all__ = [
    "Constraints",
    "Edge",
    "Gathering",
    "Grain",
    "Group",
    "cluster",
    "gather",
    "gather_claims",
    "regather",
]
