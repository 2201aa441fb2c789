"""Worlds are the same for the same seed, keep their own truth, and say where the text tells what."""

from __future__ import annotations

import pytest

from hearsay.pipeline.worlds import given, make_world, write

each_seed = pytest.mark.parametrize("seed", [1, 2, 3])


@each_seed
def test_a_seed_makes_one_world(seed: int) -> None:
    assert make_world(seed, 60) == make_world(seed, 60)
    assert make_world(seed, 60) != make_world(seed + 1, 60)
    assert write(make_world(seed, 60), seed) == write(make_world(seed, 60), seed)
    assert given(make_world(seed, 60), seed) == given(make_world(seed, 60), seed)


@pytest.mark.parametrize("articles", [20, 60, 2000])
def test_a_world_has_about_so_many_articles(articles: int) -> None:
    world = make_world(1, articles)
    assert articles <= len(world.articles) <= articles * 1.2
    assert world.claims >= articles // 8
    assert len({being.name for being in world.beings.values() if being.named}) == sum(
        being.named for being in world.beings.values()
    )


@each_seed
def test_whoever_copies_comes_after_and_tells_the_same(seed: int) -> None:
    world = make_world(seed, 100)
    copied = 0
    for number, article in enumerate(world.articles):
        for account in article.accounts:
            if account.taken is not None:
                earlier, at = account.taken
                original = world.articles[earlier].accounts[at]
                assert earlier < number
                assert (original.claim, original.stance, original.chain) == (
                    account.claim, account.stance, account.chain
                )  # fmt: skip
                copied += 1
    assert copied > 5


@each_seed
def test_every_root_is_somebody_who_is_heard_of(seed: int) -> None:
    world = make_world(seed, 100)
    for expected in world.expected:
        assert expected.roots
        for root in expected.roots:
            assert root <= set(world.beings)


@each_seed
def test_the_text_tells_each_account_at_its_place(seed: int) -> None:
    world = make_world(seed, 60)
    written = write(world, seed)
    assert len(written.documents) == len(world.articles)
    assert {(told.article, told.account) for told in written.told} == {
        (number, at) for number, article in enumerate(world.articles) for at in range(len(article.accounts))
    }
    for told in written.told:
        text = written.documents[told.article].text
        account = world.articles[told.article].accounts[told.account]
        sentence = text[slice(*told.sentence)]
        assert text[slice(*told.clause)] in sentence
        assert sentence.endswith(".")
        assert (told.claim, told.stance) == (account.claim, account.stance)
        if account.mode == "attributed" and world.beings[account.chain[-1]].named:
            assert world.beings[account.chain[-1]].name.split()[-1] in sentence
    for document in written.documents:
        assert "{" not in document.text
        assert document.text.split() == document.text.replace("  ", " ").split()
