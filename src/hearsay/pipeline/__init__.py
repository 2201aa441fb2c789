"""The wiring: sources → reading → ledger.

``work.read`` goes through files and folders, ``work.stream`` through JSON lines; both give one Outcome an
input, in order, and hold no more than a few batches in memory. ``crew`` is who reads: this process or
workers beside it. The ``bench`` modules measure.
"""
