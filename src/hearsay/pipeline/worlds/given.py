"""A world as linking is given it, as if every article had been read without a mistake."""

from __future__ import annotations

from collections.abc import Mapping
from random import Random

from hearsay.linking.tellings import Telling, Tie, Voice, VoicePart
from hearsay.pipeline.worlds.records import Account, Article, Being, World
from hearsay.records import Anchor, Copy, Passage, Record, Span, Stance, digest

_SAW = (
    "A reporter for {} counted them at the gate", "{} has seen the list", "the list, seen by {}, is complete",
    "Our own reporters watched it happen for two nights", "This newspaper has examined the photographs",
    "{}'s correspondent saw it from the quay",
    "From the windows of the newsroom it could be followed all night",
)  # fmt: skip
_LENGTH, _STEP = 150, 200


class Given(Record):
    """The records of a world: ``claims`` are the stances by claim, ``beings`` tells who a voice's id is."""

    tellings: tuple[Telling, ...]
    claims: dict[int, dict[str, Stance]]
    copies: tuple[Copy, ...]
    ties: tuple[Tie, ...]
    dates: dict[str, str]
    beings: dict[str, str]


def given(world: World, seed: int = 0) -> Given:
    """What readings without a mistake would give of a world."""
    random = Random(seed)
    tellings: list[Telling] = []
    claims: dict[int, dict[str, Stance]] = {}
    ids: dict[str, str] = {}
    for number, article in enumerate(world.articles):
        for at, account in enumerate(article.accounts):
            telling = _telling(world.beings, number, article, at, account, ids, random)
            tellings.append(telling)
            claims.setdefault(account.claim, {})[telling.id] = account.stance
    ties = tuple(tie for number, a in enumerate(world.articles) for tie in _ties(world.beings, number, a))
    return Given(
        tellings=tuple(tellings),
        claims=claims,
        copies=tuple(_copy(number, article) for number, article in enumerate(world.articles) if article.kind),
        ties=ties,
        dates={document(number): a.published for number, a in enumerate(world.articles) if a.published},
        beings=ids | {being: being for being in world.beings},
    )


def document(number: int) -> str:
    """The id of an article: as little in order as those of real documents."""
    return digest("article", number)


def _telling(
    beings: Mapping[str, Being], number: int, article: Article, at: int, account: Account,
    ids: dict[str, str], random: Random,
) -> Telling:  # fmt: skip
    outlet = beings[article.outlet].name
    text = random.choice(_SAW).format(outlet) if account.mode == "saw" else "so it is told"
    voice = _voice(beings, number, account, ids, random)
    return Telling(
        id=digest(document(number), at),
        document=document(number),
        position=at,
        text=text,
        resolved=text,
        content=(_place(at),),
        evidence=_place(at),
        form="indirect" if account.mode in ("attributed", "rumoured") else "narration",
        act="say",
        certainty=account.certainty,
        polarity="positive" if account.stance == "supports" else "negative",
        outlet=outlet,
        outlet_actor=article.outlet,
        published=article.published,
        voice=voice,
    )


def _place(at: int) -> Span:
    return _STEP * at, _STEP * at + _LENGTH


def _voice(
    beings: Mapping[str, Being], number: int, account: Account, ids: dict[str, str], random: Random
) -> tuple[Voice, ...]:
    if account.mode == "rumoured":
        if random.random() < 0.5:
            return ()
        crowd = digest(number, account.words)
        return (_heard(crowd, account.words or "", "person", False, "speaks"),)
    voices = []
    for place, id in enumerate(account.chain):
        being = beings[id]
        last = place == len(account.chain) - 1
        if being.body is not None and random.random() < 0.7:
            body = beings[being.body]
            voices.append(_heard(body.id, body.name, body.type, True, "body"))
        words = account.words if last and account.words else being.name
        called = being.id if being.named else digest(number, id, words)
        ids[called] = id
        voices.append(_heard(called, words if not being.named else being.name, being.type, being.named,
                             "speaks" if last else "passes-on"))  # fmt: skip
    return tuple(voices)


def _heard(id: str, name: str, type: str, named: bool, part: VoicePart) -> Voice:
    return Voice(id=id, name=name, type=type, named=named, part=part, span=(0, 10))  # type: ignore[arg-type]


def _ties(beings: Mapping[str, Being], number: int, article: Article) -> list[Tie]:
    shown = (Anchor(document=document(number), span=(0, 10), words=""),)
    found = []
    for id in {id for account in article.accounts for id in account.chain}:
        if (body := beings[id].body) is not None:
            found.append(
                Tie(upper=id, lower=body, lower_name=beings[body].name, kind="speaks-for", evidence=shown)
            )
    for reveal in article.reveals:
        name = beings[reveal.lower].name
        found.append(
            Tie(upper=reveal.upper, lower=reveal.lower, lower_name=name, kind=reveal.kind, evidence=shown)
        )
    return found


def _copy(number: int, article: Article) -> Copy:
    assert article.taken is not None
    assert article.kind is not None
    passages = [
        Passage(earlier=_place(account.taken[1]), later=_place(at))
        for at, account in enumerate(article.accounts)
        if account.taken is not None
    ]
    return Copy(
        earlier=document(article.taken), later=document(number), kind=article.kind, credited=True,
        share_earlier=1.0, share_later=1.0, passages=tuple(passages),
    )  # fmt: skip
