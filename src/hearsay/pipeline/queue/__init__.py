"""What to ask a person next: the machine's proposals that nobody has judged, most useful first.

How useful a question is, is how likely the machine is wrong, times how much depends on it.
"""

from __future__ import annotations

from hearsay.pipeline.queue.candidates import KINDS
from hearsay.pipeline.queue.proposals import Excerpt, Mark, Proposal
from hearsay.pipeline.queue.work import Queue, Scope, proposals

__all__ = ["KINDS", "Excerpt", "Mark", "Proposal", "Queue", "Scope", "proposals"]
