"""The model sees the same in the same texts, with offsets that are right, however long the text is."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from hearsay.model import load
from hearsay.model.sight import TextModel
from hearsay.records import Attribution, quote

STORY = (
    "The bridge was closed on Monday.\n\n"
    "“We warned them twice,” said Tamsin Orrel, the union's secretary. “Nobody listened.”\n\n"
    "The roads office denied that it had been told.\n"
)


@pytest.fixture(scope="module")
def model() -> TextModel:
    return load(threads=1)


def told(text: str, seen: Attribution) -> tuple[str, str, str]:
    return quote(text, seen.source), quote(text, seen.cue), quote(text, seen.content)


def test_plain_attributions_are_seen(model: TextModel) -> None:
    (sight,) = model.see([STORY])
    found = [told(STORY, seen) for seen in sight.attributions]
    assert any("Tamsin Orrel" in source and cue == "said" for source, cue, _ in found)
    assert any(source == "The roads office" and cue == "denied" for source, cue, _ in found)


def test_a_content_may_lie_on_both_sides_of_its_cue(model: TextModel) -> None:
    (sight,) = model.see([STORY])
    (quoted,) = (seen for seen in sight.attributions if quote(STORY, seen.cue) == "said")
    assert quote(STORY, quoted.content) == "“We warned them twice,” … “Nobody listened.”"


def test_the_same_texts_give_the_same_sights(model: TextModel) -> None:
    assert model.see([STORY, STORY[:60]]) == model.see([STORY, STORY[:60]])


def test_an_empty_text_has_nothing_in_it(model: TextModel) -> None:
    assert [len(sight.attributions) for sight in model.see(["", " \n", STORY])][:2] == [0, 0]


def test_spans_hold_whole_words(model: TextModel) -> None:
    text = (
        "Col. Vostrandimar Nyakairuma told reporters that the Ostermoorians were unprepared. Obviously.\n" * 3
    )
    for seen in model.see([text])[0].attributions:
        for start, end in (*seen.source, *seen.cue, *seen.content):
            assert not (text[start].isalnum() and start and text[start - 1].isalnum())
            assert not (text[end - 1].isalnum() and end < len(text) and text[end].isalnum())


def test_statements_are_found_far_into_a_long_text(model: TextModel) -> None:
    filler = "Forty lorries crossed the river that day and nothing was heard of them. "
    text = filler * 200 + "\n\n" + STORY
    (sight,) = model.see([text])
    tail = [told(text, seen) for seen in sight.attributions if seen.cue[0][0] > len(filler) * 200]
    assert any(cue == "denied" for _, cue, _ in tail)


@settings(max_examples=20, deadline=None)
@given(
    st.lists(
        st.sampled_from(["“", "”", '"', "he said", "😀", "\u202e", "é", "\n\n", "that it fell", ", "]),
        max_size=30,
    )
)
def test_spans_are_inside_the_text_and_in_order(parts: list[str]) -> None:
    text = " ".join(parts)
    for seen in _MODEL.see([text])[0].attributions:
        for spans in (seen.source, seen.cue, seen.content):
            flat = [at for span in spans for at in span]
            assert flat == sorted(flat)
            assert all(0 <= start < end <= len(text) for start, end in spans)


_MODEL = load(threads=1)
