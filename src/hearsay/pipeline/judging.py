"""What people decide, as new judgements: each points at places of documents, and says who judged and when."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import NamedTuple

from hearsay.pipeline.placing import anchor_at
from hearsay.records import Anchor, Document, Edit, Judged, Judgement, Reading, Span, Spans, Verdict, digest


class Author(NamedTuple):
    """Who judges, and what they note about why."""

    name: str
    note: str | None = None


def anchor(document: Document, reading: Reading, entity: int) -> Anchor | None:
    """The first name of an entity, or its first mention; None where it has no mention."""
    mentions = [mention for mention in reading.mentions if mention.entity == entity]
    if not mentions:
        return None
    return anchor_at(document, min(mentions, key=lambda one: (one.form != "name", one.span)).span)


def same_actor(left: Anchor, right: Anchor, verdict: bool, author: Author) -> Judgement:
    """That two anchors mean one actor, or two."""
    return _judgement(author, about="same-actor", verdict="yes" if verdict else "no", left=left, right=right)


def actor_name(left: Anchor, name: str, author: Author) -> Judgement:
    """That the actor at an anchor is called so."""
    return _judgement(author, about="actor-name", verdict="edit", left=left, value=name)


def affiliation(left: Anchor, right: Anchor, belongs: bool, author: Author) -> Judgement:
    """That the actor at the left belongs to the one at the right, or does not."""
    return _judgement(author, about="affiliation", verdict="yes" if belongs else "no", left=left, right=right)


def same_claim(left: Anchor, right: Anchor, same: bool, author: Author) -> Judgement:
    """That the statements at two anchors put forward the same, or do not."""
    return _judgement(author, about="same-claim", verdict="yes" if same else "no", left=left, right=right)


def judged(
    about: Judged,
    verdict: Verdict,
    left: Anchor,
    author: Author,
    *,
    right: Anchor | None = None,
    value: str | None = None,
    edit: Edit | None = None,
) -> Judgement:
    """Any judgement, as :class:`~hearsay.records.Judgement` explains them."""
    return _judgement(author, about=about, verdict=verdict, left=left, right=right, value=value, edit=edit)


def statement_anchor(document: Document, content: Spans) -> Anchor:
    """The anchor of a statement: from the beginning of its content to the end."""
    return anchor_at(document, (content[0][0], content[-1][1]))


def mention_anchor(document: Document, span: Span) -> Anchor:
    """The anchor of a mention."""
    return anchor_at(document, span)


def undoing(judgement: Judgement, author: Author) -> Judgement:
    """That an earlier judgement is taken back."""
    return _judgement(
        author,
        about=judgement.about,
        verdict="unsure",
        left=judgement.left,
        right=judgement.right,
        undoes=judgement.id,
    )


def _judgement(author: Author, **fields: object) -> Judgement:
    """A judgement made now; its id is a hash of all it says."""
    at = datetime.now(UTC).isoformat(timespec="microseconds")
    id = digest("judgement", at, author.name, author.note, fields)
    return Judgement(id=id, at=at, author=author.name, note=author.note, **fields)  # type: ignore[arg-type]
