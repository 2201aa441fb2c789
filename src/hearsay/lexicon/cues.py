"""What a cue does: its act, how sure it makes the content, and whether the speaker is against it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cache, lru_cache
from typing import Literal, NamedTuple, cast

from hearsay.errors import UsageError
from hearsay.lexicon import tables
from hearsay.lexicon.hedging import find_hedges, find_negations, least
from hearsay.lexicon.morphology import forms, irregular_pasts, plural
from hearsay.lexicon.text import Phrases, Word, is_adverb, longest, words
from hearsay.records import Certainty, Record

Negation = Literal["withholds", "reverses", "lifts"]
DEFAULT_ACT = "say"
WITHHOLDING = "decline"


class Act(Record, frozen=True):
    """What a speaker does with a content, one of a closed list.

    ``negated``: the speaker is against the content; ``factive``: takes it for true; ``certainty``: how
    sure the act alone presents it; ``negation``: what a negated cue makes of it: ``withholds`` (nothing
    is put forward), ``reverses`` (the speaker takes the other side), ``lifts`` (a negative act is undone).
    """

    meaning: str
    example: str
    negation: Negation
    negated: bool = False
    factive: bool = False
    certainty: Certainty | None = None


class CueReading(Record, frozen=True):
    """What one cue says about its content.

    ``lemma`` is the word or phrase that decided, in base form. ``certainty`` is None where the cue
    leaves it to the content. ``negated``: the speaker is against the content (*denied*, *does not
    believe*). A cue that withholds (*refused to confirm*) has the act ``decline`` and is not negated.
    """

    act: str
    lemma: str
    certainty: Certainty | None = None
    negated: bool = False
    factive: bool = False


class _Entry(NamedTuple):
    lemma: str
    act: str
    certainty: Certainty | None
    marks: frozenset[str]


class _Candidate(NamedTuple):
    first: int
    stop: int
    entry: _Entry
    verb: bool


@cache
def acts() -> Mapping[str, Act]:
    """The closed list of acts by name; ``say`` is the neutral default."""
    return {name: Act(**fields) for name, fields in tables.toml("acts").items()}


def _entry(lemma: str, act: str, certainty: str, marks: str) -> _Entry:
    if act not in acts() or certainty not in ("", "certain", "probable", "possible"):
        raise UsageError(
            f"The lexicon gives {lemma!r} an act or a certainty that there is not: {act!r}, {certainty!r}.",
            remedy=f"Use one of the acts {', '.join(acts())}.",
        )
    return _Entry(lemma, act, cast("Certainty | None", certainty or None), frozenset(marks.split()))


@cache
def _verbs() -> Mapping[str, _Entry]:
    index: dict[str, _Entry] = {}
    for act, lemma, _, certainty, marks in tables.rows("verbs"):
        entry = _entry(lemma, act, certainty, marks)
        for spelling in _spellings(lemma):
            for form in forms(spelling).all():
                if form not in index or form == lemma:
                    index[form] = entry
    return index


@cache
def _nouns() -> Mapping[str, _Entry]:
    index: dict[str, _Entry] = {}
    for act, lemma, nouns, certainty, marks in tables.rows("verbs"):
        entry = _entry(lemma, act, certainty, marks.replace("light", ""))
        for noun in nouns.split():
            for form in (noun, plural(noun)):
                index.setdefault(form, entry)
    for act, word, certainty, marks in tables.rows("words"):
        entry = _entry(word, act, certainty, marks)
        for form in (word,) if "prep" in marks or word.endswith("ly") else (word, plural(word)):
            index.setdefault(form, entry)
    return index


@cache
def _phrases() -> Phrases[_Entry]:
    return Phrases((phrase, _entry(phrase, act, *rest)) for act, phrase, *rest in tables.rows("phrases"))


def _spellings(lemma: str) -> Iterator[str]:
    yield lemma
    if lemma.endswith("ize") and len(lemma) > 5:
        yield lemma.removesuffix("ize") + "ise"


@cache
def reporting_words() -> frozenset[str]:
    """Every single word, in every form and in lower case, that can be a cue.

    Meant as a cheap filter: a text without any of them holds hardly any statement.
    """
    verbs = {form for form, entry in _verbs().items() if "light" not in entry.marks}
    nouns = {form for form, entry in _nouns().items() if "prep" not in entry.marks}
    return frozenset(verbs | nouns)


@lru_cache(maxsize=50_000)
def cue_act(cue_text: str) -> CueReading | None:
    """What a cue, as it stands in an article, does with its content.

    The word that decides is found by rule. A phrase counts before its words, a verb before nouns and
    adjectives, these before light verbs (*gave*, *issued*) and prepositions. The first verb counts,
    unless it is neutral or a matter of seeming and a later one depends on it: *called a press
    conference to announce*, *wrote, asking*, *seemed to confirm*.

    Returns None where the cue holds no word that is known.
    """
    sequence = words(cue_text)
    if not any(word.text[:1].isalnum() for word in sequence):
        return CueReading(act=DEFAULT_ACT, lemma=sequence[0].text) if sequence else None
    candidates = _candidates(sequence)
    if not candidates:
        return None
    head, passed = _head(sequence, candidates)
    return _interpret(sequence, head, passed)


def _candidates(sequence: list[Word]) -> list[_Candidate]:
    phrases = [_Candidate(m.first, m.stop, m.value, True) for m in longest(_phrases().find(sequence))]
    covered = {at for phrase in phrases for at in range(phrase.first, phrase.stop)}
    singles = (_single(sequence, at, word.text) for at, word in enumerate(sequence) if at not in covered)
    return sorted([*phrases, *(single for single in singles if single)])


def _single(sequence: list[Word], at: int, word: str) -> _Candidate | None:
    nominal = _in_noun_phrase(sequence, at)
    for text in (word, *reversed(word.strip("-").split("-"))) if "-" in word else (word,):
        verb, noun = _verbs().get(text), _nouns().get(text)
        if verb and not nominal:
            return _Candidate(at, at + 1, verb, True)
        if noun and ("prep" not in noun.marks or len(sequence) <= (1 if text == "to" else _PREP_WORDS)):
            return _Candidate(at, at + 1, noun, False)
        if verb and text.endswith(("ed", "ing")):
            return _Candidate(at, at + 1, verb, True)
    return None


_PREP_WORDS = 3  # in a longer cue some other word, which is not known, would have to decide


def _in_noun_phrase(sequence: list[Word], at: int) -> bool:
    """Whether a word stands where a noun stands: after an article, with one word between or none."""
    word = sequence[at].text
    if at == 0 or word.endswith("ing") or word in irregular_pasts():
        return False
    before = sequence[at - 1].text
    if _opens_noun_phrase(before) or before in tables.word_class("preposition"):
        return True
    if word.endswith("ed"):
        return False
    if before == "'s":
        return word not in ("said", "told", "wrote")
    plain = before.isalpha() and not before.endswith("ly") and before not in _verbs()
    return at > 1 and plain and before != "longer" and _opens_noun_phrase(sequence[at - 2].text)


def _opens_noun_phrase(word: str) -> bool:
    return word in tables.word_class("determiner")


def _head(sequence: list[Word], candidates: list[_Candidate]) -> tuple[_Candidate, list[_Candidate]]:
    """The candidate that decides, and the ones before it that it was reached through."""
    ranked = {c: _rank(c) for c in candidates}
    best = max(ranked.values())
    strong = [c for c in candidates if ranked[c] == best]
    head, passed = strong[0], [c for c in candidates if ranked[c] < best and c.first < strong[0].first]
    for later in strong[1:]:
        if not _takes_over(sequence, head, later):
            break
        passed.append(head)
        head = later
    return head, passed


def _rank(candidate: _Candidate) -> int:
    marks = candidate.entry.marks
    if "prep" in marks:
        return 0
    if "light" in marks:
        return 1
    return 3 if candidate.verb and "noun" not in marks else 2


def _takes_over(sequence: list[Word], head: _Candidate, later: _Candidate) -> bool:
    """Whether a later verb depends on the head and says more than it does."""
    entry, word, before = head.entry, sequence[later.first].text, sequence[later.first - 1].text
    if word.endswith("ing"):
        depends = before != "," or later.stop == later.first + 1
    elif later.first == head.stop and sequence[head.first].text.endswith("ed"):
        depends = True  # repeated calls for
    else:
        between = [other.text for other in sequence[head.stop : later.first]]
        linked = before == "to" or (is_adverb(before) and "to" in between)
        depends = linked and word == later.entry.lemma.split()[0]
    vague = entry.act in (DEFAULT_ACT, WITHHOLDING) or not entry.marks.isdisjoint(("hedge", "negator"))
    by_doing = before == "by" and word.endswith("ing")
    return by_doing or (depends and vague and later.entry.act != entry.act)


def _seems(sequence: list[Word], candidate: _Candidate) -> bool:
    after = sequence[candidate.stop].text if candidate.stop < len(sequence) else ""
    return "hedge" in candidate.entry.marks and after in ("to", "that", "as", "like")


def _interpret(sequence: list[Word], head: _Candidate, passed: list[_Candidate]) -> CueReading:
    entry, act = head.entry, acts()[head.entry.act]
    own = not {"not", "no", "nothing"}.isdisjoint(entry.lemma.split())
    negations = sum(
        match.first < head.first or (not own and match.value != "verb" and match.first <= head.stop)
        for match in find_negations(sequence)
        if match.value != "neutral"
    )
    hedges = [match.value for match in find_hedges(sequence) if match.first < head.first]
    certainty = least(
        entry.certainty or act.certainty,
        *(hedge.certainty for hedge in hedges if hedge.kind not in ("adjective", "verb", "raiser")),
        *(other.entry.certainty for other in passed if _seems(sequence, other)),
    )
    negated = act.negated or "negated" in entry.marks
    if negations % 2 == 0:
        factive = act.factive or "factive" in entry.marks
        return CueReading(
            act=entry.act, lemma=entry.lemma, certainty=certainty, negated=negated, factive=factive
        )
    if act.negation == "withholds" and not negated:
        return CueReading(act=WITHHOLDING, lemma=entry.lemma, certainty="possible")
    if negated or act.negation == "lifts":
        return CueReading(act=entry.act, lemma=entry.lemma, certainty="possible")
    return CueReading(act=entry.act, lemma=entry.lemma, certainty=certainty, negated=True)
