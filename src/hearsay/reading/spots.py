"""Spots: every place in a text where somebody or something is named, before it is known who is who."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass, field

from msgspec.structs import replace

from hearsay.lexicon import forenames, role_nouns
from hearsay.reading.phrases import (
    Phrase,
    Word,
    gender_of,
    is_pronoun,
    is_title,
    phrase_of,
    type_of_noun,
    words_in,
)
from hearsay.records import EntityType, MentionForm, SeenMention, SeenName, Sight, Span

_STOP_KEPT = re.compile(r"(?:\b[A-Z]|Jr|Sr|Inc|Ltd|Co|Corp|St)\.$")
_CIVIL = frozenset("mr mrs ms miss sir madam".split())
_SHORT_TITLE = re.compile(r"\b(?:Sen|Gov|Rep|Gen|Lt|Col|Maj|Capt|Sgt|Dr|Rev|Prof|Mr|Mrs|Ms)\.\s+(?=[A-Z])")
_BRACKETED = re.compile(r"\s*\(([A-Z][A-Za-z.]{1,6})\)")
_LITTLE = frozenset("the a an of in and for on at de la el".split())
PERSONAL = frozenset("he him his himself she her hers herself".split())
FIRST = frozenset("i me my myself".split())
FIRST_PLURAL = frozenset("we us our ours ourselves".split())
THING = frozenset("it its itself".split())
MANY = frozenset("they them their theirs themselves".split())


@dataclass(eq=False)
class Spot:
    """One mention on its way to an entity; ``wide`` is the whole noun phrase around a name.

    ``antecedents`` are earlier spots that it may take up, with the model's probabilities; ``share`` is how
    probable the cluster is that it was put into, ``sure`` whether that is enough to give somebody words.
    """

    span: Span
    head: Span
    form: MentionForm
    type: EntityType
    words: str
    score: float = 1.0
    gender: str | None = None
    wide: Span | None = None
    phrase: Phrase | None = None
    antecedents: list[tuple[Spot, float]] = field(default_factory=list, repr=False)
    sure: bool = True
    share: float = 1.0
    titles: tuple[str, ...] = field(default=())

    @property
    def start(self) -> int:
        """Where it begins."""
        return self.span[0]

    @property
    def pronoun(self) -> str:
        """The pronoun in lower case, or nothing."""
        return self.words.lower() if self.form == "pronoun" else ""


def acronyms(text: str, names: Sequence[SeenName]) -> list[SeenName]:
    """Short names that brackets introduce after a full one, wherever they stand and no name was seen."""
    found: list[SeenName] = []
    taken = [seen.span for seen in names]
    for full in names:
        bracket = _BRACKETED.match(text, full.span[1])
        if bracket is None or not initials(bracket[1], text[slice(*full.span)]):
            continue
        for match in re.finditer(rf"\b{re.escape(bracket[1])}\b", text):
            if not any(start < match.end() and match.start() < end for start, end in taken):
                taken.append(match.span())
                found.append(SeenName(span=match.span(), type=full.type, score=full.score))
    return found


def initials(short: str, full: str) -> bool:
    """Whether a name in capitals is made of the initials of another."""
    letters = short.replace(".", "").rstrip("s")
    if not (letters.isupper() and 2 <= len(letters) <= 7):
        return False
    words = [word for word in re.split(r"[\s-]+", full) if word]
    return letters in (
        "".join(word[0] for word in words if word[0].isupper()),
        "".join(word[0].upper() for word in words if word.lower() not in _LITTLE),
        "".join(word[0].upper() for word in words),
    )


class Spots:
    """All spots of one text, found by their heads."""

    def __init__(self, text: str, sight: Sight) -> None:
        self._text = text
        names = [part for seen in sight.names if self._is_name(seen) for part in self._parts(seen)]
        self.names: list[Spot] = [self._name(seen) for seen in (*names, *acronyms(text, names))]
        self.names.sort(key=lambda spot: spot.span)
        self._sorted: list[Spot] = []
        self._by_head: dict[Span, Spot] = {spot.head: spot for spot in self.names}
        self.name_spans = [spot.span for spot in self.names]
        seen = [self._mention(one) for one in sight.mentions]
        for spot, one in zip(seen, sight.mentions, strict=True):
            spot.antecedents += [(seen[at], chance) for at, chance in one.antecedents if seen[at] is not spot]

    def ordered(self) -> list[Spot]:
        """All spots in text order."""
        if len(self._sorted) != len(self._by_head):
            self._sorted = sorted(self._by_head.values(), key=lambda spot: (spot.head, spot.span))
        return self._sorted

    def name_at(self, place: int) -> Spot | None:
        """The name over a place in the text."""
        return next((spot for spot in self.names if spot.span[0] <= place < spot.span[1]), None)

    def names_in(self, span: Span) -> list[Spot]:
        """The names that lie inside a span."""
        return [spot for spot in self.names if span[0] <= spot.span[0] and spot.span[1] <= span[1]]

    def between(self, start: int, end: int) -> list[Spot]:
        """The spots whose heads lie between two places, in order."""
        spots = self.ordered()
        first, last = (bisect_left(spots, place, key=lambda spot: spot.head[0]) for place in (start, end))
        return spots[first:last]

    def at(self, span: Span, *, make: bool = True) -> Spot | None:
        """The spot of the noun phrase that a span begins with; a new one where the model saw none."""
        phrase = phrase_of(self._text, span, self.name_spans)
        if phrase is None:
            return None
        head = phrase.head
        joint = next(
            (w for w in phrase.before if w.bare in ("and", "or") and not self.name_at(w.start)), None
        )
        if joint is not None:
            known = self._by_head.get((joint.start, joint.end))
            return known or (self._new(span, phrase._replace(head=joint)) if make else None)
        if name := self.name_at(head.start):
            return name
        known = self._by_head.get((head.start, head.start + len(head.text.rstrip(".’'"))))
        if known is None:
            known = next((s for h, s in self._by_head.items() if h[0] <= head.start < h[1]), None)
        if known is not None and known.form != "name":
            return known
        return self._new(span, phrase) if make else None

    def _is_name(self, seen: SeenName) -> bool:
        """Whether it has capitals or digits, and is no noun or pronoun at the start: *Delegates*."""
        written = self._text[slice(*seen.span)]
        if written.lower() == written and not any(letter.isdigit() for letter in written):
            return False
        return written.lower() not in role_nouns() and not is_pronoun(written)

    def _parts(self, seen: SeenName) -> list[SeenName]:
        """A name as it is, or what a short title divides: *Calder Sen. Ana Ruiz* is a place and a person."""
        start, end = seen.span
        title = _SHORT_TITLE.search(self._text, start, end)
        if title is None:
            return [seen]
        before = self._text[start : title.start()].rstrip()
        place = [replace(seen, span=(start, start + len(before)), type="place")] if before else []
        return [*place, replace(seen, span=(title.end(), end), type="person")]

    def _name(self, seen: SeenName) -> Spot:
        """A name without the titles before it and a stop or possessive after it."""
        words = words_in(self._text, seen.span)
        titles: list[str] = []
        if len(words) > 1 and words[0].bare in _CIVIL:
            seen = replace(seen, type="person")
        if seen.type == "person":
            while len(words) > 1 and is_title(words[0]):
                titles.append(words.pop(0).bare)
        start, end = words[0].start if words else seen.span[0], seen.span[1]
        written = self._text[start:end]
        if found := re.search(r"[’']s?$", written):
            end = start + found.start()
        written = self._text[start:end]
        if written.endswith(".") and written.count(".") == 1 and not _STOP_KEPT.search(written):
            end -= 1
        last = [word for word in words if word.start < end]
        head = (last[-1].start, min(last[-1].end, end)) if last else (start, end)
        titles += [word.bare for word in self._before(start) if is_title(word)]
        return Spot(
            span=(start, end),
            head=head,
            form="name",
            type=seen.type,
            words=" ".join(self._text[start:end].split()),
            score=seen.score,
            gender=self._gender(titles, last) if seen.type == "person" else None,
            titles=tuple(titles),
        )

    @staticmethod
    def _gender(titles: Sequence[str], words: Sequence[Word]) -> str | None:
        """What a person's titles tell, or the forename of a fuller name."""
        first = words[0].bare if len(words) > 1 else ""
        return gender_of(titles) or forenames().get(first)

    def _before(self, start: int) -> list[Word]:
        """The two words before a place, in its line."""
        line = self._text.rfind("\n", 0, start) + 1
        return words_in(self._text, (max(line, start - 40), start))[-2:]

    def _mention(self, seen: SeenMention) -> Spot:
        """The spot of a mention that the model saw: the name it is about, or one of its own."""
        name = self.name_at(seen.head[0]) or self._titled(seen)
        written = self._text[slice(*seen.span)]
        if name is not None and not is_pronoun(written):
            around = seen.span[0] <= name.span[0] and name.span[1] <= seen.span[1]
            owner = self._text.startswith(("'", "’"), name.span[1]) and name.span[1] + 2 < seen.span[1]
            if around and seen.span != name.span and not owner:
                name.wide = seen.span
            return name
        if seen.head in self._by_head:
            return self._by_head[seen.head]
        if is_pronoun(self._text[slice(*seen.head)]):
            spot = self._pronoun(seen.head, seen.score)
        else:
            phrase = phrase_of(self._text, seen.span, self.name_spans)
            spot = self._nominal(seen.span, seen.head, seen.score, phrase)
        self._by_head[seen.head] = spot
        return spot

    def _titled(self, seen: SeenMention) -> Spot | None:
        """The name that follows the head where that is a title or a noun before it: *Professor Ana Ruiz*."""
        after = seen.head[1]
        while after < seen.span[1] and self._text[after] in " .":
            after += 1
        name = self.name_at(after)
        return name if name and name.span[0] == after and name.span[1] <= seen.span[1] else None

    def _new(self, span: Span, phrase: Phrase) -> Spot:
        head = (phrase.head.start, phrase.head.end)
        if is_pronoun(phrase.head.text) and not phrase.before:
            spot = self._pronoun(head, 1.0)
        else:
            spot = self._nominal(span, head, 1.0, phrase)
        self._by_head[head] = spot
        return spot

    def _pronoun(self, head: Span, score: float) -> Spot:
        words = self._text[slice(*head)]
        lower = words.lower()
        kind: EntityType = "person" if lower in PERSONAL | FIRST | FIRST_PLURAL else "other"
        return Spot(
            span=head,
            head=head,
            form="pronoun",
            type=kind,
            words=words,
            score=score,
            gender=gender_of([lower]),
        )

    def _nominal(self, span: Span, head: Span, score: float, phrase: Phrase | None) -> Spot:
        noun = self._text[slice(*head)].lower().rstrip(".")
        before = [word.bare for word in phrase.before] if phrase else []
        return Spot(
            span=span,
            head=head,
            form="nominal",
            type=type_of_noun(noun),
            words=" ".join(self._text[slice(*span)].split()),
            score=score,
            gender=gender_of([noun, *before[-1:]]),
            phrase=phrase,
        )
