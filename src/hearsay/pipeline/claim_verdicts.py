"""What a person can do about claims: say which statements belong to one, and which do not.

Each writes judgements about pairs of statements; the claims are made anew by
:func:`hearsay.pipeline.claims.link_claims`.
"""

from __future__ import annotations

from collections.abc import Iterable

from hearsay.errors import UnknownStatement, UsageError
from hearsay.ledger import Ledger, StatementRow
from hearsay.linking.sightings import Key
from hearsay.pipeline.judging import Author, same_claim, statement_anchor, undoing
from hearsay.pipeline.standing import standing
from hearsay.records import Claim, Judgement


def judge_parts(
    ledger: Ledger, claim: Claim, add: Iterable[str], drop: Iterable[str], author: Author
) -> list[Judgement]:
    """Judge that statements are part of a claim, or are none; returns the judgements, each with the claim's
    own statement at its left.

    A statement is given by its id or the beginning of one. What is added is judged to put forward the same as
    the claim's first statement; what is dropped, to differ from each that stays.

    Raises:
        UnknownStatement: there is none, or several, or one that is to be dropped is not part of the claim.
        UsageError: one is to be added and dropped, to be added to itself, or nothing would be left.
    """
    rows = {part.statement: ledger.statement(part.statement) for part in claim.parts}
    added = list({row.id: row for row in map(ledger.statement, add)}.values())
    dropped = list(dict.fromkeys(_part(claim, name) for name in drop))
    both = [row.id for row in added if row.id in dropped]
    if both:
        raise UsageError(
            "A statement cannot be put into the claim and taken out of it.",
            where=both[0],
            remedy="Decide for one of the two.",
        )
    staying = [row for id, row in rows.items() if id not in dropped]
    if not staying:
        raise UsageError(
            "Nothing would be left of the claim.", where=claim.id, remedy="Leave one of its statements in."
        )
    own = [*staying, *added]
    if added and len({row.id for row in own}) == 1:
        raise UsageError(
            "That statement is all there is of the claim already.",
            where=claim.id,
            remedy="Give one that is not part of it.",
        )
    texts = {one.id: one for one in ledger.texts(row.document for row in (*rows.values(), *added))}
    anchors = {
        row.id: statement_anchor(texts[row.document], row.content_spans) for row in (*rows.values(), *added)
    }
    verdicts = []
    for row in added:
        first = next(one.id for one in own if one.id != row.id)
        verdicts.append(same_claim(anchors[first], anchors[row.id], True, author))
    for id in dropped:
        verdicts += [same_claim(anchors[row.id], anchors[id], False, author) for row in staying]
    contrary = {
        **{frozenset((_key(row), _key(part))): "no" for row in added for part in rows.values()},
        **{frozenset((_key(rows[id]), _key(row))): "yes" for id in dropped for row in staying},
    }
    opposite = {
        one.judgement.id: undoing(one.judgement, author)
        for one in standing(ledger).placed
        if one.judgement.about == "same-claim"
        and one.right is not None
        and contrary.get(frozenset((one.left, one.right))) == one.judgement.verdict
    }
    ledger.judge(*opposite.values(), *verdicts)
    return verdicts


def claim_at(ledger: Ledger, judgement: Judgement) -> Claim | None:
    """The claim of the statement at the left of a judgement, if it is part of one."""
    for one in standing(ledger).placed:
        if one.judgement.id == judgement.id:
            document, position = one.left
            return next(
                (
                    claim
                    for claim in ledger.claims(document=document)
                    if any(part.document == document and part.position == position for part in claim.parts)
                ),
                None,
            )
    return None


def _part(claim: Claim, name: str) -> str:
    found = [part.statement for part in claim.parts if part.statement.startswith(name)]
    if len(found) != 1:
        raise UnknownStatement(
            f"{'Several statements of the claim begin' if found else 'No statement of the claim begins'} "
            f"with “{name}”.",
            where=claim.id,
            remedy="`hearsay claim` shows the ids of its statements; give enough of one.",
        )
    return found[0]


def _key(row: StatementRow) -> Key:
    return (row.document, row.position)
