"""A Reading as linking is told of it: voices and their parts, resolved words, ties."""

from __future__ import annotations

from msgspec.structs import replace

from hearsay.pipeline.tellings import Teller
from hearsay.records import Document, Entity, Mention, Reading, Relation, Span, Statement
from hearsay.records.readings import About

TEXT = (
    "The union's secretary, Ana Ruiz, said she had warned the Roads Authority twice. "
    "“We wrote in spring,” she told the Post.\n"
    "It is not so, Jonas Kell, who is paid by the union, said."
)


def at(words: str, nth: int = 0) -> Span:
    start = -1
    for _ in range(nth + 1):
        start = TEXT.index(words, start + 1)
    return (start, start + len(words))


ENTITIES = (
    Entity(type="organization", name="Inspectors’ Union", names=("Inspectors’ Union",)),
    Entity(type="person", name="Ana Ruiz", names=("Ana Ruiz",), roles=("secretary",)),
    Entity(type="organization", name="Roads Authority", names=("Roads Authority",)),
    Entity(type="organization", name="Post", names=("Post",)),
    Entity(type="person", name="Jonas Kell", names=("Jonas Kell",)),
)
MENTIONS = tuple(
    sorted(
        (
            Mention(span=at("The union"), type="organization", form="nominal", entity=0, score=0.9),
            Mention(span=at("Ana Ruiz"), type="person", form="name", entity=1, score=1.0),
            Mention(span=at("she"), type="person", form="pronoun", entity=1, score=0.9),
            Mention(span=at("Roads Authority"), type="organization", form="name", entity=2, score=1.0),
            Mention(span=at("We"), type="organization", form="pronoun", entity=0, score=0.9),
            Mention(span=at("she", 1), type="person", form="pronoun", entity=1, score=0.9),
            Mention(span=at("Post"), type="organization", form="name", entity=3, score=1.0),
            Mention(span=at("Jonas Kell"), type="person", form="name", entity=4, score=1.0),
            Mention(span=at("the union"), type="organization", form="nominal", entity=0, score=0.9),
        ),
        key=lambda mention: mention.span,
    )
)


def place(span: Span) -> int:
    return next(number for number, mention in enumerate(MENTIONS) if mention.span == span)


def said(source: str, cue: str, content: str, **more: object) -> Statement:
    return Statement(
        source=(at(source),), cue=(at(cue),), content=(at(content),), form="indirect", act="say",
        certainty="certain", polarity="positive", **more,
    )  # type: ignore[arg-type]  # fmt: skip


STATEMENTS = (
    said("Ana Ruiz", "said", "she had warned the Roads Authority twice", speaker=1, voice=(0, 1)),
    replace(said("she", "told", "“We wrote in spring,”", speaker=1, voice=(3, 0, 1)), form="direct"),
    said("who", "is paid", "by the union"),
)
RELATIONS = (
    Relation(
        type="manager", subject=place(at("Ana Ruiz")), object=place(at("The union")), role="secretary",
        evidence=at("The union's secretary, Ana Ruiz"), statement=None, score=1.0,
    ),
    Relation(
        type="business", subject=place(at("Jonas Kell")), object=place(at("the union")), role="paid by",
        evidence=at("Jonas Kell, who is paid by the union"), statement=None, score=1.0,
    ),
)  # fmt: skip
DOCUMENT = Document(id="d", text=TEXT, outlet="The Post", published="2031-05-09")


def reading(**changed: object) -> Reading:
    about = About(
        title=None, outlet="The Post", authors=(), published="2031-05-09", url=None, language="en",
        length=len(TEXT),
    )  # fmt: skip
    whole = Reading(
        id="d", reader="r", document=about, entities=ENTITIES, mentions=MENTIONS, statements=STATEMENTS,
        relations=RELATIONS,
    )  # fmt: skip
    return replace(whole, **changed)


KNOWN = {0: ("union", "Inspectors’ Union"), 1: ("ruiz", "Ana Ruiz")}


def teller(**changed: object) -> Teller:
    return Teller(DOCUMENT, reading(**changed), KNOWN, "post")


def test_pronouns_become_names_and_evidence_stays() -> None:
    first = next(teller().tellings())
    assert first.text == "she had warned the Roads Authority twice"
    assert first.resolved == "Ana Ruiz had warned the Roads Authority twice"
    assert TEXT[slice(*first.evidence)].startswith("Ana Ruiz, said")
    assert first.actors[0] == "ruiz"
    assert first.names == ("Ana Ruiz", "Roads Authority")
    assert first.outlet_actor == "post"


def test_a_pronoun_that_is_not_sure_stays() -> None:
    unsure = tuple(replace(m, score=0.3) if m.form == "pronoun" else m for m in MENTIONS)
    assert next(teller(mentions=unsure).tellings()).resolved == "she had warned the Roads Authority twice"


def test_it_is_given_a_name_only_where_it_is_the_speaker() -> None:
    it = Mention(span=at("It"), type="organization", form="pronoun", entity=2, score=0.9)
    mentions = tuple(sorted((*MENTIONS, it), key=lambda mention: mention.span))
    kell = said("Jonas Kell", "said", "It is not so", speaker=4, voice=(4,))
    assert next(teller(mentions=mentions, statements=(kell,)).tellings()).resolved == "It is not so"
    body = replace(kell, speaker=2, voice=(2,))
    found = next(teller(mentions=mentions, statements=(body,)).tellings()).resolved
    assert found == "Roads Authority is not so"


def test_bodies_and_those_who_pass_on_are_told_apart() -> None:
    first, second, third = teller().tellings()
    assert [(voice.name, voice.part) for voice in first.voice] == [
        ("Inspectors’ Union", "body"), ("Ana Ruiz", "speaks"),
    ]  # fmt: skip
    assert [(voice.name, voice.part) for voice in second.voice] == [
        ("Post", "passes-on"), ("Inspectors’ Union", "body"), ("Ana Ruiz", "speaks"),
    ]  # fmt: skip
    assert [(voice.name, voice.part, voice.named) for voice in third.voice] == [("who", "speaks", False)]


def test_whoever_has_no_actor_has_an_id_of_the_document() -> None:
    post = next(voice for telling in teller().tellings() for voice in telling.voice if voice.name == "Post")
    elsewhere = Teller(replace(DOCUMENT, id="e"), reading(), KNOWN)
    other = next(voice for told in elsewhere.tellings() for voice in told.voice if voice.name == "Post")
    assert post.id != other.id
    assert post.id not in ("union", "ruiz")


def test_ties_with_their_evidence() -> None:
    speaks, paid = teller().ties()
    assert (speaks.upper, speaks.kind, speaks.lower) == ("ruiz", "speaks-for", "union")
    assert (paid.kind, paid.lower_name) == ("paid-by", "Inspectors’ Union")
    for tie in (speaks, paid):
        assert TEXT[slice(*tie.evidence[0].span)] == tie.evidence[0].words


def test_former_roles_and_what_somebody_denies_tie_nobody() -> None:
    former = replace(RELATIONS[0], role="former secretary")
    denied = replace(RELATIONS[1], statement=0)
    negative = (replace(STATEMENTS[0], polarity="negative"), *STATEMENTS[1:])
    assert list(teller(relations=(former, denied), statements=negative).ties()) == []


def test_the_paper_knows_what_others_may_have_heard() -> None:
    paper = teller().paper()
    assert [TEXT[slice(*span)] for span in paper.quotations] == ["“We wrote in spring,”"]
    assert (paper.id, paper.outlet, paper.published) == ("d", "The Post", "2031-05-09")
