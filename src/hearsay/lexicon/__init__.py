"""Words and what they do: reporting verbs and their acts, hedges, negations, titles, roles, outlets.

Data is in ``data/``, one table a file, for people to read and edit; other packages can add rows
through the entry-point group ``hearsay.lexicons`` (see :func:`hearsay.lexicon.tables.rows`).
"""

from __future__ import annotations

from hearsay.lexicon.clauses import certainty, polarity
from hearsay.lexicon.cues import Act, CueReading, acts, cue_act, reporting_words
from hearsay.lexicon.hedging import Hedge, hedges, negations
from hearsay.lexicon.words import (
    KnownOutlet,
    document_nouns,
    forenames,
    is_anonymous,
    organization_nouns,
    outlets,
    pronouns,
    role_nouns,
    title_words,
)

__all__ = [
    "Act",
    "CueReading",
    "Hedge",
    "KnownOutlet",
    "acts",
    "certainty",
    "cue_act",
    "document_nouns",
    "forenames",
    "hedges",
    "is_anonymous",
    "negations",
    "organization_nouns",
    "outlets",
    "polarity",
    "pronouns",
    "reporting_words",
    "role_nouns",
    "title_words",
]
