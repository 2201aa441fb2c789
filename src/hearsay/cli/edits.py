"""What ``e`` does in ``hearsay judge``: put right what the machine got nearly right."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

import msgspec

from hearsay.cli.questions import say_plain
from hearsay.cli.terminal import say
from hearsay.records import Edit, Wording

if TYPE_CHECKING:
    from hearsay.cli.questions import Keys
    from hearsay.ledger import Ledger
    from hearsay.pipeline.queue import Proposal
    from hearsay.pipeline.sitting import Sitting
    from hearsay.records import Document, Spans

STANCES = {"s": "supports", "d": "denies", "q": "queries"}
TYPES = {
    "relation": (
        "family", "employee", "manager", "owner", "member", "associate", "business", "within", "antagonist",
        "other",
    ),
    "label": ("name", "role", "loaded", "scare-quote"),
}  # fmt: skip
STATUSES = ("actual", "planned", "attempted", "foiled", "denied", "hypothetical")


class _Stopped(Exception):
    """Nothing more is typed, or what was begun is given up."""


def edited(books: Ledger, sitting: Sitting, proposal: Proposal, keys: Keys) -> str | None:
    """Ask what it should be, and keep that; what was kept in words, or None where nothing was."""
    try:
        if proposal.about == "statement":
            return _statement(books, sitting, proposal, keys)
        if proposal.about == "speaker":
            return _speaker(books, sitting, proposal, keys)
        if proposal.about == "stance":
            return _stance(sitting, proposal, keys)
        return _type(sitting, proposal, keys)
    except _Stopped:
        say("Nothing was changed.")
        return None


def _statement(books: Ledger, sitting: Sitting, proposal: Proposal, keys: Keys) -> str | None:
    from hearsay.pipeline.sitting import GAP, statement_of

    document, reading = next(iter(books.readings_of([proposal.left.document])))
    statement = statement_of(reading, proposal)
    say_plain(
        f"Type words as they stand in the text, with {GAP} between parts that lie apart. Enter alone keeps "
        "what there is, - says that there is none.",
        style="dim",
    )
    near = statement.content
    parts: dict[str, tuple[Wording, ...] | None] = {
        "source": _part(document, "source", statement.source, near, keys),
        "cue": _part(document, "cue", statement.cue, near, keys),
        "content": _part(document, "content", statement.content, near, keys),
    }
    changed = {role: words for role, words in parts.items() if words is not None}
    if not changed:
        raise _Stopped
    sitting.answer(proposal, "edit", edit=msgspec.structs.replace(Edit(), **changed))
    told = "; ".join(f"{role} {_words(words)}" for role, words in changed.items())
    return f"edited: {told}"


def _part(document: Document, role: str, spans: Spans, near: Spans, keys: Keys) -> tuple[Wording, ...] | None:
    """The new words of one part, none if it is to be empty; None where it stays as it is."""
    from hearsay.pipeline.sitting import told_part, worded

    now = told_part(document, spans)
    while True:
        typed = _typed(keys, f"{role} [{now or 'none'}]: ")
        if not typed:
            return None
        if typed == "-":
            if role != "content":
                return ()
            say("A statement has a content. If there is none, n says that it is no statement.")
            continue
        found = worded(document.text, typed, spans or near)
        if found is not None:
            return None if tuple(one.span for one in found) == spans else found
        say(f"“{typed}” does not stand in this document. Type the words just as they stand there.")


def _speaker(books: Ledger, sitting: Sitting, proposal: Proposal, keys: Keys) -> str:
    from hearsay.pipeline.judging import mention_anchor
    from hearsay.pipeline.sitting import speakers, statement_of

    document, reading = next(iter(books.readings_of([proposal.left.document])))
    choices = speakers(document, reading, statement_of(reading, proposal))
    for number, (name, mention) in enumerate(choices, start=1):
        kind = reading.entities[mention.entity].type
        say_plain(f"{number:>3}  {name}  ({kind})")
    while True:
        typed = _typed(keys, "who speaks, by number or by name: ")
        if not typed:
            raise _Stopped
        if not typed.isdigit():
            sitting.answer(proposal, "yes", value=typed)
            return f"it is {typed}"
        if 0 < int(typed) <= len(choices):
            name, mention = choices[int(typed) - 1]
            sitting.answer(proposal, "yes", right=mention_anchor(document, mention.span))
            return f"it is {name}"
        say(f"There is no number {typed}: choose from 1 to {len(choices)}, or type a name.")


def _stance(sitting: Sitting, proposal: Proposal, keys: Keys) -> str:
    say_plain("s it supports the claim, d it denies it, q it asks or takes no side", style="dim")
    while True:
        key = keys.key()
        if key is None:
            raise _Stopped
        stance = STANCES.get(key.lower())
        if stance is not None:
            sitting.answer(proposal, "edit", value=stance)
            return f"it {stance} the claim"
        say(f"The key {key!r} means nothing here: s, d or q.")


def _type(sitting: Sitting, proposal: Proposal, keys: Keys) -> str:
    """The type of a relation, event or label, and what else there is to say of it."""
    given: dict[str, str] = {}
    type = _choice(keys, "type", proposal.value or "", TYPES.get(proposal.about, ()))
    if type:
        given["type"] = type
    if proposal.about == "relation":
        role = _typed(keys, "role, in the words of the text (Enter keeps it): ")
        given |= {"role": role} if role else {}
    if proposal.about == "event":
        status = _choice(keys, "status", "", STATUSES)
        given |= {"status": status} if status else {}
    if not given:
        raise _Stopped
    sitting.answer(proposal, "edit", edit=msgspec.structs.replace(Edit(), **given))
    return f"edited: {', '.join(f'{name} {word}' for name, word in given.items())}"


def _choice(keys: Keys, name: str, now: str, choices: Iterable[str]) -> str:
    """One of some words, or any where there are none; empty where it stays as it is."""
    some = tuple(choices)
    among = f" ({', '.join(some)})" if some else ""
    while True:
        typed = _typed(keys, f"{name}{among}{f' [{now}]' if now else ''}: ")
        if not typed or not some or typed in some:
            return typed
        say(f"There is no {name} “{typed}”: choose from {', '.join(some)}.")


def _typed(keys: Keys, prompt: str) -> str:
    given = keys.line(prompt)
    if given is None:
        raise _Stopped
    return given.strip()


def _words(words: Iterable[Wording]) -> str:
    told = " … ".join(one.words for one in words)
    return f"“{told}”" if told else "none"
