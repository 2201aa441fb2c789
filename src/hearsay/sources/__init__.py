"""Inputs become documents: files, folders and streams → ``Document | Rejection``.

An input that cannot be read never stops a run and never disappears: it comes out as a Rejection in its
place. Formats are registered under the entry point group ``hearsay.sources`` as objects that fulfil
:class:`Source`.
"""

from __future__ import annotations

from hearsay.sources.base import Draft, Limits, Refused, Source, whole
from hearsay.sources.factchecks import FactCheckList, fact_checks
from hearsay.sources.gathering import gather, stream
from hearsay.sources.judgements import JudgementList, read_judgements
from hearsay.sources.known import KnownList, known_actors
from hearsay.sources.walk import refusal, shown

__all__ = [
    "Draft",
    "FactCheckList",
    "JudgementList",
    "KnownList",
    "Limits",
    "Refused",
    "Source",
    "fact_checks",
    "gather",
    "known_actors",
    "read_judgements",
    "refusal",
    "shown",
    "stream",
    "whole",
]
