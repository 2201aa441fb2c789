"""What a person can do about actors: merge, split, rename, affiliate, and take any of it back.

Each writes judgements, and takes back the earlier ones that say the opposite. The actors are made anew by
:func:`hearsay.pipeline.link.link`.
"""

from __future__ import annotations

from collections.abc import Iterator

from hearsay.errors import LedgerError, UnknownDocument, UsageError
from hearsay.ledger import Ledger, fold
from hearsay.linking.sightings import Key
from hearsay.pipeline.judging import (
    Author,
    actor_name,
    affiliation,
    anchor,
    same_actor,
    undoing,
)
from hearsay.pipeline.standing import between, holding, once, standing
from hearsay.records import Actor, Anchor, Entity, Judgement

LONGEST_NAME = 300
SHORTEST_ID = 4


def merge(ledger: Ledger, left: Actor, right: Actor, author: Author) -> Judgement:
    """Judge that two actors are one; returns that judgement.

    Raises:
        UsageError: they are one already.
        LedgerError: one of them has been seen in no document.
    """
    if left.id == right.id:
        raise UsageError(
            f"{left.name} is one actor already.",
            where=left.id,
            remedy="`hearsay who` shows who it is; `hearsay split` makes two of one.",
        )
    apart = between(standing(ledger).placed, _keys(left), _keys(right))
    verdict = same_actor(_best_anchor(ledger, left), _best_anchor(ledger, right), True, author)
    ledger.judge(*(undoing(one, author) for one in apart if one.verdict == "no"), verdict)
    return verdict


def split(ledger: Ledger, actor: Actor, what: str, author: Author) -> Judgement:
    """Judge that what the actor is called ``what``, or what it is in that document, is somebody else.

    All that is split off stays one actor, apart from all the rest. Returns the first of these judgements:
    its left is what was split off, its right what stays.

    Raises:
        UsageError: ``what`` is neither a spelling of the actor nor a document it was seen in, or is all there
            is of it.
        LedgerError: what is to be split off has no place in a text.
    """
    off = _split_off(ledger, actor, what)
    anchors = {key: found for key, found, _ in _anchors(ledger, actor) if found is not None}
    ours = [found for key, found in anchors.items() if key in off]
    rest = [found for key, found in anchors.items() if key not in off]
    if not ours or not rest:
        raise _without_place(actor)
    together = between(standing(ledger).placed, off, _keys(actor) - off)
    undone = [undoing(one, author) for one in together if one.verdict == "yes"]
    apart = [same_actor(ours[0], one, False, author) for one in rest]
    joined = [same_actor(ours[0], one, True, author) for one in ours[1:]]
    ledger.judge(*undone, *apart, *joined)
    return apart[0]


def affiliate(
    ledger: Ledger, left: Actor, right: Actor, author: Author, *, belongs: bool = True
) -> Judgement:
    """Judge that an actor belongs to another, or does not, whatever documents say; returns that judgement.

    Raises:
        UsageError: they are one.
        LedgerError: one of them has been seen in no document.
    """
    if left.id == right.id:
        raise UsageError(f"{left.name} cannot belong to itself.", where=left.id, remedy="Give two actors.")
    verdict = affiliation(_best_anchor(ledger, left), _best_anchor(ledger, right), belongs, author)
    ours, theirs = _keys(left), _keys(right)
    before = once(
        one
        for one in standing(ledger).placed
        if one.judgement.about == "affiliation" and one.left in ours and one.right in theirs
    )
    ledger.judge(*(undoing(one, author) for one in before), verdict)
    return verdict


def rename(ledger: Ledger, actor: Actor, name: str, author: Author) -> Judgement:
    """Judge what an actor is to be called; returns that judgement.

    Raises:
        UsageError: the name is empty or too long.
        LedgerError: the actor has been seen in no document.
    """
    name = " ".join(name.split())
    if not 0 < len(name) <= LONGEST_NAME:
        raise UsageError(
            f"A name of {len(name):,} characters makes no sense.",
            remedy=f"Give one of 1 to {LONGEST_NAME} characters.",
        )
    ours = _keys(actor)
    before = once(
        one for one in standing(ledger).placed if one.judgement.about == "actor-name" and one.left in ours
    )
    verdict = actor_name(_best_anchor(ledger, actor), name, author)
    ledger.judge(*(undoing(one, author) for one in before), verdict)
    return verdict


def undo(ledger: Ledger, id: str, author: Author) -> Judgement:
    """Take back the judgement of this id, or beginning of an id (4 characters or more); returns it.

    Raises:
        UsageError: there is none, or several, or it was taken back before.
    """
    given = list(ledger.judgements())
    found = [one for one in given if one.id == id] or [
        one for one in given if len(id) >= SHORTEST_ID and one.id.startswith(id)
    ]
    if len(found) != 1:
        number = f"Several judgements have ids that begin with “{id}”" if found else f"No judgement is “{id}”"
        raise UsageError(f"{number}.", remedy="`hearsay judgements` lists all with their ids.")
    if found[0].id not in holding(given):
        raise UsageError(
            f"The judgement {found[0].id} was taken back before.", remedy="There is nothing to do."
        )
    ledger.judge(undoing(found[0], author))
    return found[0]


def actors_at(ledger: Ledger, judgement: Judgement) -> tuple[Actor | None, Actor | None]:
    """The actors that now stand at the anchors of a judgement."""
    for one in standing(ledger).placed:
        if one.judgement.id == judgement.id:
            return ledger.actor_of(*one.left), one.right and ledger.actor_of(*one.right)
    return None, None


def _keys(actor: Actor) -> set[Key]:
    return {(member.document, member.entity) for member in actor.members}


def _anchors(ledger: Ledger, actor: Actor) -> Iterator[tuple[Key, Anchor | None, Entity]]:
    """Every member of an actor by date, with its place in the text."""
    ours = _keys(actor)
    for document, reading in ledger.readings(actor=actor.id):
        for number, entity in enumerate(reading.entities):
            if (document.id, number) in ours:
                yield (document.id, number), anchor(document, reading, number), entity


def _best_anchor(ledger: Ledger, actor: Actor) -> Anchor:
    """The earliest place where the actor is called by its name, or else by any."""
    first: Anchor | None = None
    for _, found, entity in _anchors(ledger, actor):
        if found is not None and actor.name in entity.names:
            return found
        first = first or found
    if first is None:
        raise _without_place(actor)
    return first


def _split_off(ledger: Ledger, actor: Actor, what: str) -> set[Key]:
    called = fold(what)
    off = {key for key, _, entity in _anchors(ledger, actor) if called in map(fold, entity.names)}
    if not off:
        try:
            document = ledger.find(what).id
        except UnknownDocument:
            document = None
        off = {key for key in _keys(actor) if key[0] == document}
    if not off:
        raise UsageError(
            f"{actor.name} is never called “{what}”, and was seen in no document of that name.",
            where=actor.id,
            remedy=f"Give one of its spellings ({', '.join(actor.names[:8])}) or one of its documents.",
        )
    if off == _keys(actor):
        raise UsageError(
            f"“{what}” is all there is of {actor.name}: nobody would be left.",
            where=actor.id,
            remedy="Give one of its documents, or a spelling that not all of them have.",
        )
    return off


def _without_place(actor: Actor) -> LedgerError:
    return LedgerError(
        f"{actor.name} is mentioned nowhere that a judgement could point at.",
        where=actor.id,
        remedy="Read the documents that name it first.",
    )
