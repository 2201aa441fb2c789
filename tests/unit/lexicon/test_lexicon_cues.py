"""Cues as they stand in articles, all invented, with what they should be read as."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hearsay.lexicon import acts, cue_act, reporting_words

# cue | act | certainty ("" where the cue leaves it to the content) | "negated", "factive"
CUES = """
said | say
at the time said | say
all spoke of | say
has focused on | say
that suggest | suggest | possible
says | say
have said | say
also said | say
saying | say
told | say
told reporters | say
told the newspaper | say
tweeted: | say
wrote in a letter | say
added | say
: | say
- | say
— | say
, “ | say
According to | say
according to | say
in a statement | say
in a press release | say
in an interview with | say
told a radio host in an interview | say
as she put it | say
As the old ferryman put it, | say
in the words of | say
on condition of anonymity | say
speaking on condition of anonymity, said | say
was quoted as saying | say
is quoted as saying | say
went on to say | say
took to Twitter | say
said, holding back tears, | say
sent out a press release saying | say
put out a statement | say
issued a brief statement | say
SAID | say
’s remarks | say
replied | say
noted | say | | factive
noted recently | say | | factive
pointed out | say | | factive
has repeatedly pointed out | say | | factive
recalled | say | | factive
reminded | say | | factive
quipped | say | possible
joked | say | possible
testified | say | certain
claimed | claim
's claim that | claim
the claim that | claim
insisted | claim
has long argued | claim
alleging | claim
the allegation that | claim
asserts | claim
went on the radio to claim | claim
took to Twitter to claim | claim
made clear | claim | certain
made it clear | claim | certain
has made it very clear | claim | certain
assured | claim | certain
denied | deny | | negated
has repeatedly denied | deny | | negated
denies | deny | | negated
denial of | deny | | negated
not only denied | deny | | negated
ruled out | deny | | negated
walked back | deny | | negated
distanced himself from | deny | | negated
did not deny | deny | possible
would not rule out | deny | possible
has never denied | deny | possible
admitted | admit | | factive
acknowledging | admit | | factive
conceded that | admit | | factive
came clean about | admit | | factive
revealed | admit | | factive
accused | accuse
accusing | accuse
accusations that | accuse
blamed | accuse
was charged with | accuse
pointed the finger at | accuse
warned | warn
warnings | warn
sounded the alarm over | warn
cautioned | warn
demanded | demand
called for | demand
calls for | demand
called on | demand
has been urging | demand
repeated calls for | demand
made an appeal | demand
pledged | promise
vowing | promise
plans to | promise
is planning to | promise
promises | promise
believes | believe | probable
thinks | believe | probable
in the view of | believe | probable
suspect | believe | possible
has speculated | believe | possible
doesn’t think | believe | probable | negated
did not believe | believe | probable | negated
no longer believes | believe | probable | negated
seems | believe | probable
is of the opinion | believe | probable
asked | ask | possible
wondered | ask | possible
wants to know | ask | possible
raised questions about | ask | possible
was asked about | ask | possible
wrote, asking | ask | possible
reported | report
reported in May | report
’s report that | report
a report that | report
reportedly | report | probable
rumored | report | possible
has been reporting | report
confirmed | confirm | certain | factive
confirmation of | confirm | certain | factive
corroborated | confirm | certain | factive
announced | announce
the announcement that | announce
called a press conference to announce | announce
unveiled | announce
went public with | announce
agreed | agree
concurs | agree
sees eye to eye with | agree
disputed | dispute | | negated
rejects | dispute | | negated
cast doubt on | dispute | | negated
took issue with | dispute | | negated
pushed back against | dispute | | negated
is skeptical of | dispute | | negated
opposed | dispute | | negated
praised | praise
paid tribute to | praise
was proud of | praise
thanked | praise
does not like | praise | | negated
endorsed | support
came out in support of | support
refused to endorse | support | | negated
is a supporter of | support
criticized | criticize
criticised | criticize
lashed out at | criticize
was scathing about | criticize
took to Twitter to slam | criticize
faced criticism for | criticize
complained | criticize
predicted | predict | probable
is expected to | predict | probable
is not expected | predict | probable | negated
estimated | estimate | probable
put the toll at | estimate | probable
suggested | suggest | possible
seemed to suggest | suggest | possible
proposes | suggest | possible
hinted at | suggest | possible
explained | explain
shed light on | explain
attributed | explain | probable
threatened | threaten
threats of | threaten
issued an ultimatum | threaten
apologized | apologize | | factive
said sorry for | apologize | | factive
ordered | order
ruled | order
decided | order
knew | know | certain | factive
realized | know | certain | factive
found | show
found no evidence | show | | negated
a study showing | show
hopes | want | possible
would like | want | possible
’d like | want | possible
do not want | want | possible | negated
feared | fear | possible
was worried about | fear | possible
voiced concern over | fear | possible
cited | cite
citing | cite
quoting | cite
pointed to | cite
called | describe
responded by calling | describe
is known as | describe
compared | describe
declined | decline | possible
declined to comment | decline | possible
has not commented | decline | possible
refused to say | decline | possible
refused to confirm | decline | possible
could not confirm | decline | possible
could not be reached | decline | possible
can neither confirm nor deny | decline | possible
neither confirmed nor denied | decline | possible
failed to explain | decline | possible
stopped short of calling | decline | possible
did not say | decline | possible
didn't say | decline | possible
never said | decline | possible
cannot say | decline | possible
has yet to respond | decline | possible
without saying | decline | possible
is not sure | decline | possible
did not know | decline | possible
gave no details | decline | possible
said nothing about | decline | possible
may have said | say | possible
might announce | announce | possible
reportedly told | say | probable
allegedly threatened | threaten | possible
is said to have | say | probable
is believed to have | believe | probable
was alleged to have | claim | possible
appeared to confirm | confirm | probable | factive
"""


def _rows() -> list[tuple[str, str, str | None, frozenset[str]]]:
    rows = []
    for line in CUES.strip().splitlines():
        cue, act, sure, flags, *_ = (cell.strip() for cell in f"{line} | | ".split("|"))
        rows.append((cue, act, sure or None, frozenset(flags.split())))
    return rows


ROWS = _rows()


@pytest.mark.parametrize(("cue", "act", "certainty", "flags"), ROWS, ids=[row[0] for row in ROWS])
def test_a_cue_is_read(cue: str, act: str, certainty: str | None, flags: frozenset[str]) -> None:
    reading = cue_act(cue)
    assert reading is not None
    found = {name for name in ("negated", "factive") if getattr(reading, name)}
    assert (reading.act, reading.certainty, found) == (act, certainty, flags)


def test_the_table_is_long_and_names_every_act() -> None:
    assert len(ROWS) >= 150
    assert {row[1] for row in ROWS} == set(acts())


@pytest.mark.parametrize("cue", ["", "   ", "quxed", "has been", "had"])
def test_a_cue_without_a_known_word_has_no_reading(cue: str) -> None:
    assert cue_act(cue) is None


@pytest.mark.parametrize(
    ("cue", "lemma"),
    [("wrote", "write"), ("has been urging", "urge"), ("criticised", "criticize"), ("put it", "put it")],
)
def test_the_lemma_is_the_word_that_decided(cue: str, lemma: str) -> None:
    reading = cue_act(cue)
    assert reading is not None
    assert reading.lemma == lemma


@given(st.text(max_size=80))
def test_any_text_is_read_without_error(cue: str) -> None:
    reading = cue_act(cue)
    assert reading is None or reading.act in acts()


@given(st.lists(st.sampled_from([*sorted(reporting_words()), "not", "to", "has", "n't", ","]), max_size=6))
def test_any_sequence_of_known_words_is_read_without_error(parts: list[str]) -> None:
    reading = cue_act(" ".join(parts))
    assert reading is None or reading.act in acts()


def test_reporting_words_hold_all_forms_and_no_light_ones() -> None:
    words = reporting_words()
    assert {"say", "says", "said", "saying", "told", "denied", "statement", "claims", "reportedly"} <= words
    assert words.isdisjoint({"have", "put", "gave", "of", "in"})
