"""The title and author that a program wrote into a file, where a person chose them."""

from __future__ import annotations

import re

from hearsay.sources.normal import line

_JUNK_TITLE = re.compile(
    r"(?i)^(?:microsoft word\b.*|powerpoint presentation|untitled.*|title|document ?\d*|slide ?\d*"
    r"|.*\.(?:docx?|pdf|odt|indd|pages|rtf|txt|html?))$"
)
_JUNK_AUTHOR = re.compile(
    r"(?i)^(?:(?:\w+ )?user|admin(?:istrator)?|owner|author|unknown|anonymous|root|python-docx|scanner"
    r"|.*@.*)$"
)


def title(text: str | None) -> str | None:
    """The title, unless it is a file name or a default of some program."""
    tidy = line(text)
    return None if tidy is None or _JUNK_TITLE.match(tidy) else tidy


def authors(text: str | None) -> tuple[str, ...]:
    """The authors, separated by semicolons, without names of accounts."""
    names = (line(name) for name in (text or "").split(";"))
    return tuple(name for name in names if name and not _JUNK_AUTHOR.match(name))
