"""What every format that is XML needs: texts that XML can hold."""

from __future__ import annotations

import html
import re

_NEVER = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def clean(text: str) -> str:
    """The text with what no XML may hold (control characters, half characters) replaced by U+FFFD."""
    return _NEVER.sub("\ufffd", text)


def escaped(text: str) -> str:
    """The text as it stands between tags or in quotes."""
    return html.escape(clean(text))


def shortened(text: str, most: int) -> str:
    """At most this many characters of a text, with a mark where it was cut."""
    return text if len(text) <= most else text[: max(1, most - 1)].rstrip() + "…"
