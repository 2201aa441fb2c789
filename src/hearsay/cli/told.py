"""A judgement in words."""

from __future__ import annotations

from hearsay.records import Anchor, Edit, Judgement

SAYS = {
    "statement": ("{left} is stated there", "{left} is not stated there"),
    "speaker": ("{right} says {left}", "{right} does not say {left}"),
    "relation": ("{left} shows who is {value} of whom", "{left} does not show who is {value} of whom"),
    "event": ("{left} tells of {value}", "{left} does not tell of {value}"),
    "label": ("{left} is a label ({value})", "{left} is no label ({value})"),
    "same-actor": ("{left} is {right}", "{left} is not {right}"),
    "actor-name": ("{left} is called {value}", "{left} is not called {value}"),
    "affiliation": ("{left} belongs to {right}", "{left} does not belong to {right}"),
    "same-claim": ("{left} claims the same as {right}", "{left} claims something else than {right}"),
    "stance": ("{left} {value} its claim", "{left} does not take this side: {value}"),
    "copy": ("{left} was taken over as {right}", "{left} was not taken over as {right}"),
    "origin": ("{left} rests on {right}", "{left} does not rest on {right}"),
}
"""What yes and no say of each kind."""
WORDS = 60


def told_judgement(one: Judgement) -> str:
    """What a judgement says, on one line; of one that takes another back, which."""
    left, right = _place(one.left), _place(one.right)
    if one.undoes is not None:
        return f"{one.undoes[:12]}, on {left}"
    yes, no = SAYS[one.about]
    if one.about == "speaker" and one.right is None:
        right = one.value or "somebody"
    words = no if one.verdict == "no" else yes
    said = words.format(left=left, right=right, value=one.value or "something")
    if one.verdict == "unsure":
        return f"unsure whether {said}"
    if one.verdict == "edit" and one.edit is not None:
        return f"{left} is put right: {_edited(one.edit)}"
    return said


def _place(anchor: Anchor | None) -> str:
    if anchor is None:
        return "?"
    if anchor.span == (0, 0):
        return f"the document {anchor.document[:12]}"
    words = " ".join(anchor.words.split())
    short = words if len(words) <= WORDS else f"{words[: WORDS - 1].rstrip()}…"
    return f"“{short}” in {anchor.document[:12]}"


def _edited(edit: Edit) -> str:
    parts = []
    for name in ("source", "cue", "content"):
        wordings = getattr(edit, name)
        if wordings is not None:
            words = " … ".join(" ".join(one.words.split()) for one in wordings)
            parts.append(f"{name} “{words}”" if words else f"no {name}")
    for name in ("act", "certainty", "polarity", "type", "role", "status"):
        if getattr(edit, name) is not None:
            parts.append(f"{name} {getattr(edit, name)}")
    return ", ".join(parts) or "as it is"
