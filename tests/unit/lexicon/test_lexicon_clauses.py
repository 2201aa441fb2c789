"""Certainty and polarity of invented clauses, with the words that should prove them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hearsay.lexicon import certainty, polarity

# clause | certainty | the words that show it, " + " between
CERTAINTY = """
the bridge was closed on Monday | certain |
that the ferry sank within minutes | certain |
The dam may burst | possible | may
The dam might not hold until spring | possible | might
prices could double by autumn | possible | could
the mayor allegedly took the money | possible | allegedly
The guards were reportedly asleep | probable | reportedly
Apparently, nobody had the key | probable | Apparently
the fire was probably set by hand | probable | probably
perhaps the letter was never sent | possible | perhaps
the pilot possibly misread the chart | possible | possibly
the clerk is believed to have left the country | probable | is believed to
the mine is said to be empty | probable | is said to
the general is rumored to be ill | possible | is rumored to
it appears that the records were burned | probable | it appears
The two sides seem to agree on the border | probable | seem to
the river is likely to flood again | probable | is likely to
The vote will likely be postponed | probable | likely
If true, the report would end his career | possible | If true
I think the judge was wrong | probable | I think
“I think it was the wind,” | probable | I think
In my opinion the play is too long | probable | In my opinion
I’m not sure the boat was ours | possible | I’m not sure
she would have won without the rain | possible | would have
they may have crossed the border | possible | may have
he must have known the code | probable | must have
the outcome is uncertain | possible | uncertain
there is no doubt that the seal is genuine | certain | there is no doubt
He was certainly in the room | certain | certainly
The seal is definitely genuine | certain | definitely
Without doubt the map is old | certain | Without doubt
the minister who may resign said the talks were over | certain |
the farmer, who could be fined, sold the herd | certain |
the trial opens in May | certain |
On May 3 the council voted | certain |
The council met last May | certain |
Could you close the gate? | certain |
she could not open the door | certain |
I would like some water | certain |
the shop closed because the owner might sell | certain |
When the storm passes the boats may leave, the crews stayed in port | certain |
an unconfirmed sighting of the wolf | possible | unconfirmed
alleged fraud at the mill | possible | alleged
the party leads among likely voters | certain |
the island would have to wait | certain |
help for certain farmers | certain |
A subdued crowd may gather | possible | may
"""

# clause | polarity | the words that show it
POLARITY = """
the bridge was closed on Monday | positive |
the bridge was not closed on Monday | negative | not
the bridge wasn't closed | negative | n't
the bridge wasn’t closed | negative | n’t
He never met the envoy | negative | never
The firm no longer makes boats | negative | no longer
There is no evidence of fraud | negative | no
Nobody saw the thief | negative | Nobody
None of the doors were locked | negative | None
Neither brother signed the deed | negative | Neither
nothing was stolen | negative | nothing
the guard hardly slept | negative | hardly
she cannot sign the letter | negative | not
we won’t pay the fine | negative | n’t
The council failed to pass the budget | negative | failed to
the clerk refused to open the safe | negative | refused to
No one was hurt | negative | No one
“I don’t believe the figures,” | negative | n’t
He has no plans to sell the mill | negative | no
The mill is not only old but dangerous | positive |
Not only the mill burned | positive |
there is no doubt that he signed | positive |
The tax is not just unfair, it is illegal | positive |
No, the boat sailed on time | positive |
the man who did not vote complained | positive |
The guests, who were not invited, left early | positive |
the shop closed because the owner could not pay | positive |
he left when nobody was looking | positive |
She said that the key was not hers | positive |
The company did not fail to pay | positive | not + fail to
No later than noon the gates opened | positive |
religion, not money, moved him | positive |
neither the cook nor the guests fell ill | negative | neither the cook nor
the noted painter sold his notes | positive |
the runner did not stop at the gate | negative | not
"""


def _rows(table: str) -> list[tuple[str, str, list[str]]]:
    rows = []
    for line in table.strip().splitlines():
        clause, value, shown = (cell.strip() for cell in line.split("|"))
        rows.append((clause, value, [part for part in shown.split(" + ") if part]))
    return rows


@pytest.mark.parametrize(("clause", "expected", "shown"), _rows(CERTAINTY))
def test_certainty_and_the_words_that_show_it(clause: str, expected: str, shown: list[str]) -> None:
    level, spans = certainty(clause)
    assert (level, [clause[start:end] for start, end in spans]) == (expected, shown)


@pytest.mark.parametrize(("clause", "expected", "shown"), _rows(POLARITY))
def test_polarity_and_the_words_that_show_it(clause: str, expected: str, shown: list[str]) -> None:
    side, spans = polarity(clause)
    assert (side, [clause[start:end] for start, end in spans]) == (expected, shown)


def test_the_tables_are_long() -> None:
    assert len(_rows(CERTAINTY)) + len(_rows(POLARITY)) >= 60


@pytest.mark.parametrize(
    "text", ["", " ", "…", "may", "not", "who", "that that", "'s", "\u0000", "🦭 may not 🦭"]
)
def test_odd_texts_have_a_reading(text: str) -> None:
    assert certainty(text)[0] in ("certain", "probable", "possible")
    assert polarity(text)[0] in ("positive", "negative")


_PIECES = [
    "who",
    "may",
    "not",
    "no",
    "that",
    ",",
    ".",
    "if",
    "'s",
    "n't",
    "the",
    "said",
    "could",
    "likely",
    "?",
    " ",
]


@given(st.one_of(st.text(max_size=120), st.lists(st.sampled_from(_PIECES), max_size=14).map(" ".join)))
def test_spans_lie_inside_any_text_in_order(text: str) -> None:
    for _, spans in (certainty(text), polarity(text)):
        assert list(spans) == sorted(spans)
        assert all(0 <= start < end <= len(text) for start, end in spans)
