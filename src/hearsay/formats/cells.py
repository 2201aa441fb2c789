"""What a spreadsheet must not be given: texts that it takes for formulas."""

from __future__ import annotations

_FORMULAS = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")


def harmless(text: str) -> str:
    """The text with an apostrophe before it if a spreadsheet would take it for a formula.

    A text of which only apostrophes stand before such a beginning gets one more, so that :func:`unharmed`
    gives every text back.
    """
    return f"'{text}" if text.lstrip("'").startswith(_FORMULAS) else text


def unharmed(cell: str) -> str:
    """The text of a cell that :func:`harmless` made."""
    return cell[1:] if cell.startswith("'") and cell.lstrip("'").startswith(_FORMULAS) else cell
