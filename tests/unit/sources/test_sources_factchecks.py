"""Lists of fact checks, good and bad: ClaimReview in all its wrappings, and tables."""

from __future__ import annotations

import json
import unicodedata
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from hearsay.errors import UsageError
from hearsay.records import FactCheck
from hearsay.sources import FactCheckList, fact_checks
from hearsay.sources.claimreview import reviews

REVIEW: dict[str, Any] = {
    "@context": "https://schema.org",
    "@type": "ClaimReview",
    "claimReviewed": "The Harrow Bridge was never inspected.",
    "datePublished": "2031-05-12",
    "url": "https://checks.example/harrow",
    "author": {"@type": "Organization", "name": "Calder Checks"},
    "itemReviewed": {"@type": "Claim", "author": {"@type": "Person", "name": "Yaromir Teshkov"}},
    "reviewRating": {"@type": "Rating", "ratingValue": 1, "bestRating": 5, "alternateName": "False"},
}
CHECK = {
    "claim": "The Harrow Bridge was never inspected.",
    "claimant": "Yaromir Teshkov",
    "verdict": "False",
    "author": "Calder Checks",
    "published": "2031-05-12",
    "url": "https://checks.example/harrow",
}


def read(tmp_path: Path, content: Any, name: str = "checks.json") -> FactCheckList:
    place = tmp_path / name
    text = content if isinstance(content, str | bytes) else json.dumps(content)
    place.write_bytes(text if isinstance(text, bytes) else text.encode("utf-8"))
    return fact_checks(place)


def fields(check: FactCheck) -> dict[str, str | None]:
    return {name: getattr(check, name) for name in CHECK}


def page(*scripts: str) -> str:
    tags = "".join(f'<script type="application/ld+json">{script}</script>' for script in scripts)
    return f"<!doctype html><html><head>{tags}</head><body><p>Checked.</p></body></html>"


FEED = {
    "@type": "DataFeed",
    "dataFeedElement": [
        {"@type": "DataFeedItem", "item": [REVIEW], "url": "https://feed.example/1"},
        {"@type": "DataFeedItem", "item": []},
    ],
}
REFERRED = {
    "@graph": [
        {**REVIEW, "author": {"@id": "#us"}, "itemReviewed": {"@id": "#claim"}},
        {"@id": "#us", "@type": "Organization", "name": "Calder Checks"},
        {"@id": "#claim", "@type": "Claim", "author": [{"@id": "#him"}]},
        {"@id": "#him", "name": "Yaromir Teshkov"},
    ]
}


@pytest.mark.parametrize(
    "content",
    [
        REVIEW,
        [REVIEW],
        [{"@type": "NewsArticle", "headline": "Other"}, [REVIEW]],
        {"@context": "https://schema.org", "@graph": [{"@type": "WebPage"}, REVIEW]},
        FEED,
        REFERRED,
        {"@type": "NewsArticle", "review": REVIEW},
        {**REVIEW, "@type": ["Review", "http://schema.org/ClaimReview"]},
        {**REVIEW, "@type": "schema:ClaimReview"},
        f"{json.dumps(REVIEW)}\n\n{json.dumps(REVIEW)}\n",
        "\ufeff" + json.dumps(REVIEW, indent=2),
        page("{}", json.dumps(REVIEW)),
        page(f"<!-- {json.dumps(FEED)} -->"),
        page("{broken", json.dumps([REVIEW, REVIEW])),
    ],
    ids=[
        "object", "list", "nested-list", "graph", "feed", "references", "in-article", "types", "prefix",
        "lines", "mark", "page", "comment", "page-with-other",
    ],
)  # fmt: skip
def test_a_review_is_found_wherever_it_stands_and_once(tmp_path: Path, content: Any) -> None:
    found = read(tmp_path, content)
    assert [fields(check) for check in found.checks] == [CHECK]
    assert found.rejections == ()
    assert found.path.endswith("checks.json")


def test_the_same_check_has_the_same_id_in_a_table_and_in_a_page(tmp_path: Path) -> None:
    row = ",".join(f'"{value}"' for value in CHECK.values())
    table = read(tmp_path, f"{','.join(CHECK)}\n{row}\n{row}\n", "checks.csv")
    assert table.checks == read(tmp_path, REVIEW).checks
    other = read(tmp_path, {**REVIEW, "claimReviewed": "Another."})
    assert other.checks[0].id != table.checks[0].id


@pytest.mark.parametrize(
    ("change", "expected"),
    [
        ({"reviewRating": {"ratingValue": 2, "bestRating": "5"}}, {"verdict": "2 of 5"}),
        ({"reviewRating": {"ratingValue": 2.5}}, {"verdict": "2.5"}),
        ({"reviewRating": [{"alternateName": ["Half &amp; half"]}]}, {"verdict": "Half & half"}),
        ({"reviewRating": {"ratingExplanation": "No record\nof it."}}, {"verdict": "No record of it."}),
        ({"reviewRating": {"ratingValue": 10**400, "bestRating": 0}}, {"verdict": f"{10**400} of 0"}),
        ({"reviewRating": "False"}, {"verdict": None}),
        ({"author": [{"name": "A"}, "B", {"name": "A"}]}, {"author": "A, B"}),
        ({"author": None, "publisher": {"name": "P"}}, {"author": "P"}),
        ({"author": {"@id": "#nowhere"}}, {"author": None}),
        (
            {"claimReviewed": None, "itemReviewed": {"name": "It fell."}},
            {"claim": "It fell.", "claimant": None},
        ),
        ({"claimReviewed": {"@value": "It&#39;s so."}}, {"claim": "It's so."}),
        ({"datePublished": "12 May 2031"}, {"published": "2031-05-12"}),
        ({"datePublished": "03/04/2031"}, {"published": None}),
        ({"datePublished": 20310512}, {"published": "2031-05-12"}),
        ({"url": "javascript:alert(1)"}, {"url": None}),
        ({"url": None, "mainEntityOfPage": {"@id": "https://a.example/x"}}, {"url": "https://a.example/x"}),
        ({"url": None, "@id": "https://a.example/y"}, {"url": "https://a.example/y"}),
        ({"itemReviewed": None}, {"claimant": None}),
    ],
)
def test_fields_are_read_as_publishers_write_them(
    tmp_path: Path, change: dict[str, Any], expected: dict[str, str | None]
) -> None:
    (check,) = read(tmp_path, {**REVIEW, **change}).checks
    assert fields(check) == {**CHECK, **expected}


@pytest.mark.parametrize(
    ("content", "place", "says"),
    [
        ([REVIEW, {"@type": "ClaimReview", "url": "https://a.example"}], "[1], claimReviewed", "was claimed"),
        ({"a": {"b": [{"@type": "ClaimReview", "claimReviewed": " \0 "}]}, "c": REVIEW},
         "a.b[0], claimReviewed", "was claimed"),
        ([{**REVIEW, "claimReviewed": "x" * 5001}, REVIEW], "[0], claim", "5,001 characters"),
        ([{**REVIEW, "author": "x" * 90_000}, REVIEW], "[0], author", "90,000 characters"),
        (f"{json.dumps(REVIEW)}\n{{broken\n", "line 2", "no JSON"),
        ('{"a":' * 100_000 + f"\n{json.dumps(REVIEW)}", "line 1", "no JSON"),
        (page('{"@type": "ClaimReview", }', json.dumps(REVIEW)), "script 1", "no JSON"),
        (page(json.dumps([{"@type": "ClaimReview"}, REVIEW])), "script 1, [0], claimReviewed", "was claimed"),
    ],
)  # fmt: skip
def test_a_bad_review_is_rejected_with_its_place_and_the_rest_is_taken(
    tmp_path: Path, content: Any, place: str, says: str
) -> None:
    found = read(tmp_path, content)
    assert [fields(check) for check in found.checks] == [CHECK]
    (rejection,) = found.rejections
    assert (rejection.code, rejection.place) == ("fact-check", place)
    assert says in rejection.reason
    assert rejection.remedy
    assert rejection.path.endswith("checks.json")


def test_a_table_names_what_is_known(tmp_path: Path) -> None:
    found = read(
        tmp_path,
        "Claim;Verdict;Published;Note\n"
        "It  rained.;false;12 May 2031;x\n\n“Half”;;;\nIt  rained.;false;2031-05-12;\n",
        "checks.csv",
    )
    assert [fields(check) for check in found.checks] == [
        {**dict.fromkeys(CHECK), "claim": "It rained.", "verdict": "false", "published": "2031-05-12"},
        {**dict.fromkeys(CHECK), "claim": "“Half”"},
    ]
    assert found.rejections == ()


def test_lines_that_cannot_be_used_name_line_and_column(tmp_path: Path) -> None:
    found = read(
        tmp_path,
        "claim,published,url,verdict\n"
        "A,2031-05-12,,\n"
        ",2031-05-12,,\n"
        "B,05/06/2031,,\n"
        '"C\nC",,ftp://x,\n'
        f"D,,,{'v' * 5001}\n",
        "checks.csv",
    )
    assert [check.claim for check in found.checks] == ["A"]
    assert [one.place for one in found.rejections] == [
        "line 3, column claim",
        "line 4, column published",
        "line 5, column url",
        "line 7, column verdict",
    ]
    assert "two ways" in found.rejections[1].reason
    assert all(one.remedy and one.code == "fact-check" for one in found.rejections)


@pytest.mark.parametrize(
    ("content", "says"),
    [
        ("statement,verdict\nA,false\n", "no column `claim`"),
        ("", "no column `claim`"),
        ("claim\n" + "x" * 200_000, "cannot be read"),
        (b"\x00\x01\x02" * 50, "cannot be read"),
        ('{"@type": "ClaimReview",\n "claimReviewed": }', "cannot be read"),
        ("[" * 100_000, "nested too deeply"),
        ("[]", "no ClaimReview"),
        ({"@type": "NewsArticle"}, "no ClaimReview"),
        ("<html></html>", "no ClaimReview"),
        (page("{broken"), "no ClaimReview"),
    ],
)
def test_a_file_that_is_no_list_is_refused(tmp_path: Path, content: Any, says: str) -> None:
    with pytest.raises(UsageError, match=says) as caught:
        read(tmp_path, content)
    assert caught.value.remedy
    assert "checks.json" in str(caught.value.where)


def test_a_file_that_is_not_there_names_the_option(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="no such file") as caught:
        fact_checks(tmp_path / "none.csv")
    assert "--fact-checks" in str(caught.value)


values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=8),
    lambda inner: st.lists(inner, max_size=3)
    | st.dictionaries(
        st.sampled_from(["@type", "@id", "@graph", "claimReviewed", "author", "itemReviewed", "reviewRating",
                         "name", "url", "x"]),
        inner | st.sampled_from(["ClaimReview", "#a"]),
        max_size=4,
    ),
    max_leaves=25,
)  # fmt: skip


@settings(max_examples=300, deadline=None)
@given(value=values)
def test_whatever_json_holds_every_review_in_it_is_found_and_gives_texts(value: Any) -> None:
    def count(one: Any) -> int:
        if isinstance(one, list):
            return sum(map(count, one))
        if not isinstance(one, dict):
            return 0
        kinds = one.get("@type")
        mine = "ClaimReview" in (kinds if isinstance(kinds, list) else [kinds])
        return mine + sum(map(count, one.values()))

    found = list(reviews(value))
    assert len(found) == count(value)
    assert all(text is None or isinstance(text, str) for _, given in found for text in given.values())


@settings(max_examples=50, deadline=None)
@given(
    rows=st.lists(
        st.text(st.characters(categories=["L", "N"]), min_size=1, max_size=9), min_size=1, max_size=5
    )
)
def test_a_table_gives_back_what_was_written(
    tmp_path_factory: pytest.TempPathFactory, rows: list[str]
) -> None:
    place = tmp_path_factory.mktemp("checks") / "a.csv"
    place.write_text("claim\n" + "".join(f'"{row}"\n' for row in rows), encoding="utf-8")
    found = fact_checks(place)
    assert [check.claim for check in found.checks] == list(
        dict.fromkeys(unicodedata.normalize("NFC", row) for row in rows)
    )
