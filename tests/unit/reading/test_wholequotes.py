"""Contents that begin with a quotation reach its closing mark, unless somebody else's words stand there."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st
from seen import span

from hearsay.reading.draft import Draft
from hearsay.reading.quotation import quotations
from hearsay.reading.wholequotes import with_whole_quotations

TEXT = "“It was old. It was worn, and nobody looked,” said Ana Ruiz. “Nobody,” said Bo Valk."


def content_of(*drafts: Draft) -> list[str]:
    whole = with_whole_quotations(drafts, quotations(TEXT))
    return [" … ".join(TEXT[a:b] for a, b in draft.content) for draft in whole]


def draft(source: str, cue: str, *content: str) -> Draft:
    return Draft(
        source=(span(TEXT, source),), cue=(span(TEXT, cue),), content=tuple(span(TEXT, c) for c in content)
    )


def test_a_quotation_cut_short_is_taken_to_its_end() -> None:
    assert content_of(draft("Ana Ruiz", "said", "“It was old.")) == [
        "“It was old. It was worn, and nobody looked,”"
    ]


def test_what_begins_inside_a_quotation_or_ends_it_stays() -> None:
    assert content_of(draft("Ana Ruiz", "said", "It was worn")) == ["It was worn"]
    assert content_of(draft("Bo Valk", "said Bo", "“Nobody,”")) == ["“Nobody,”"]


def test_words_of_another_statement_are_not_taken_in() -> None:
    inner = draft("nobody", "looked", "It was worn")
    assert content_of(draft("Ana Ruiz", "said", "“It was old."), inner)[0] == "“It was old."


@given(st.integers(0, len(TEXT) - 1), st.integers(1, 30))
def test_contents_only_grow_and_doing_it_twice_changes_nothing(start: int, length: int) -> None:
    first = Draft(content=((start, min(len(TEXT), start + length)),))
    once = with_whole_quotations([first], quotations(TEXT))
    assert once[0].content[0][0] == start
    assert once[0].content[0][1] >= first.content[0][1]
    assert with_whole_quotations(once, quotations(TEXT)) == once
