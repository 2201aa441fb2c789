"""The corpora of names and of coreference, as texts with offsets."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hearsay.errors import CorpusError
from hearsay.sources import conll, conllu


def word(number: str | int, form: str, misc: str = "_") -> str:
    return "\t".join([str(number), form, *["_"] * 7, misc])


STORY = "\n".join(
    [
        "# newdoc id = INV_news_bridge",
        "# meta::genre = news",
        "# newpar",
        "# newpar_block = head (1 s)",
        word(1, "Bridge", "Entity=(1"),
        word(2, "of", "_"),
        word(3, "Calder", "Entity=(2)1)"),
        word(4, "shut", "_"),
        "",
        "# newpar",
        word("1-2", "Calder's"),
        word(1, "Calder", "Entity=(3(2)"),
        word(2, "'s", "_"),
        word(3, "mayor", "Entity=3)|SpaceAfter=No"),
        word(4, ",", "_"),
        word(5, "Ana", "Entity=(3"),
        word(6, "Ruiz", "Entity=3)|SpaceAfter=No"),
        word(7, ",", "_"),
        word("7.1", "spoke", "CopyOf=4"),
        word("8-9", "isn't", "SpaceAfter=No"),
        word(8, "is", "_"),
        word(9, "n't", "_"),
        word(10, ".", "_"),
        "",
        word(1, "She", "Entity=(3)"),
        word(2, "saw", "_"),
        word(3, "it", "Entity=(1)"),
        word(4, "Monday", "Entity=(4)(5)"),
        "",
        "# newdoc id = INV_interview_lock",
        word(1, "Yes", "_"),
        "",
    ]
)


def write(path: Path, text: str) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
    return path


def test_a_document_has_its_text_and_its_mentions(tmp_path: Path) -> None:
    story, interview = conllu.documents(write(tmp_path / "a.conllu", STORY))
    assert (story.name, story.genre) == ("INV_news_bridge", "news")
    assert story.text == "Bridge of Calder shut\n\nCalder's mayor, Ana Ruiz, isn't. She saw it Monday"
    words = [story.text[start:end] for start, end in story.tokens]
    assert words[4:14] == ["Calder", "'s", "mayor", ",", "Ana", "Ruiz", ",", "is", "n't", "."]
    assert [(story.text[start:end], cluster) for (start, end), cluster in story.mentions] == [
        ("Bridge of Calder", "1"),
        ("Calder", "2"),
        ("Calder's mayor", "3"),
        ("Calder", "2"),
        ("Ana Ruiz", "3"),
        ("She", "3"),
        ("it", "1"),
        ("Monday", "4"),
        ("Monday", "5"),
    ]
    assert (interview.genre, interview.text, interview.mentions) == ("interview", "Yes", ())


def test_every_word_hangs_by_a_word_of_its_own_sentence(tmp_path: Path) -> None:
    def line(number: int, form: str, head: int, relation: str) -> str:
        return "\t".join((str(number), form, *"_" * 4, str(head), relation, "_", "_"))

    text = "\n".join(
        (
            line(1, "It", 2, "nsubj"), line(2, "broke", 0, "root"), "",
            line(1, "The", 2, "det"), line(2, "mayor", 3, "nsubj:pass"), line(3, "left", 0, "root"), "",
        )
    )  # fmt: skip
    (document,) = conllu.documents(write(tmp_path / "a.conllu", text))
    assert document.heads == (1, -1, 3, 4, -1)
    assert document.relations == ("nsubj", "root", "det", "nsubj", "root")


def test_a_multiword_token_of_other_letters_is_shared_out(tmp_path: Path) -> None:
    text = "\n".join([word("1-2", "can't"), word(1, "cannnot"), word(2, "nt"), word(3, "go")])
    (document,) = conllu.documents(write(tmp_path / "plain.conllu", text))
    assert (document.name, document.genre, document.text) == ("plain", "", "can't go")
    assert [document.text[a:b] for a, b in document.tokens] == ["can'", "t", "go"]


def test_names_of_clusters_end_at_the_first_hyphen(tmp_path: Path) -> None:
    text = word(1, "Ana", "Entity=(e7-person-1") + "\n" + word(2, "Ruiz", "Entity=e7)")
    (document,) = conllu.documents(write(tmp_path / "a.conllu", text))
    assert document.mentions == (((0, 8), "e7"),)


@pytest.mark.parametrize(
    ("text", "what", "where"),
    [
        (word(1, "Ana", "Entity=(1"), "never closed", "line 1"),
        (word(1, "Ana", "_") + "\n" + word(2, "Ruiz", "Entity=1)"), "never opened", "line 2"),
        ("1 Ana _", "columns", "line 1"),
        (word("one", "Ana"), "number of a word", "line 1"),
    ],
)
def test_what_is_no_conllu_is_refused(tmp_path: Path, text: str, what: str, where: str) -> None:
    with pytest.raises(CorpusError, match=what) as refused:
        list(conllu.documents(write(tmp_path / "a.conllu", text)))
    assert where in (refused.value.where or "")


def test_of_splits_the_development_split_is_read(tmp_path: Path) -> None:
    for name in ("train/a", "dev/b", "dev/c"):
        write(tmp_path / "folders" / f"{name}.conllu", word(1, name))
        write(tmp_path / "files" / f"x-{name[:-2]}.conllu", word(1, name))
    assert [d.text for d in conllu.documents(tmp_path / "folders")] == ["dev/b", "dev/c"]
    assert [d.text for d in conllu.documents(tmp_path / "folders" / "train")] == ["train/a"]
    assert [d.name for d in conllu.documents(tmp_path / "files")] == ["x-dev"]


def test_a_corpus_that_is_not_there_is_refused(tmp_path: Path) -> None:
    with pytest.raises(CorpusError, match="no such file"):
        list(conllu.documents(tmp_path / "nowhere"))
    with pytest.raises(CorpusError, match=r"\.txt"):
        list(conll.sentences(tmp_path))
    (tmp_path / "dev.txt").write_bytes(b"Ana\tO\n\xff\xfe\tO\n")
    with pytest.raises(CorpusError, match="cannot be read"):
        list(conll.sentences(tmp_path))


NAMES = """-DOCSTART-\tO

Ana\tB-politician
Ruiz\tI-politician
of\tO
the\tO
Lock\tB-politicalparty
Party\tI-politicalparty
left\tO
Calder\tB-country
.\tO


The\tO
Calder\tB-MISC
Cup\tI-MISC
Far\tB-LOC
Bank\tI-LOC
KTA\tI-ORG
"""


def test_names_have_their_places_in_the_text(tmp_path: Path) -> None:
    write(tmp_path / "train.txt", "Other\tO\n")
    write(tmp_path / "dev.txt", NAMES)
    first, second = conll.sentences(tmp_path)
    assert first.tokens[:2] == ("Ana", "Ruiz")
    assert second.tags == ("O", "B-MISC", "I-MISC", "B-LOC", "I-LOC", "I-ORG")
    (passage,) = conll.passages(tmp_path)
    assert passage.text == "Ana Ruiz of the Lock Party left Calder.\nThe Calder Cup Far Bank KTA"
    assert [(passage.text[start:end], kind) for (start, end), kind in passage.entities] == [
        ("Ana Ruiz", "person"),
        ("Lock Party", "organization"),
        ("Calder", "place"),
        ("Calder Cup", "other"),
        ("Far Bank", "place"),
        ("KTA", "organization"),
    ]
    assert [p.text[:3] for p in conll.passages(tmp_path, sentences=1)] == ["Ana", "The"]


@pytest.mark.parametrize("line", ["Ana", "Ana\t", "Ana\tperson", "\tO", "Ana\tE-PER"])
def test_a_line_without_word_or_tag_is_refused(tmp_path: Path, line: str) -> None:
    file = write(tmp_path / "a.txt", f"Yes\tO\n{line}\n")
    with pytest.raises(CorpusError, match="a word and a tag") as refused:
        list(conll.sentences(file))
    assert "line 2" in (refused.value.where or "")


@pytest.mark.parametrize(
    ("words", "text"),
    [
        ("It rose 3 % ( $ 5 ) , she said .", "It rose 3% ($5), she said."),
        ('" We did n\'t , " he said .', '"We didn\'t," he said.'),
        ('He said : " We know', 'He said: "We know'),
        ('we know , " Ruiz said .', 'we know," Ruiz said.'),
        ('he said , " We know', 'he said, "We know'),
        ('we know . "', 'we know."'),
        ("Calder 's mayor and the locks ' keeper", "Calder's mayor and the locks' keeper"),
        ("Calder ' s mayor in ' 31", "Calder's mayor in '31"),
        ("the ' far bank ' of it", "the 'far bank' of it"),
        ("and / or ... no", "and/or... no"),
        ("a - b -- c", "a - b -- c"),
    ],
)
def test_words_are_spaced_as_english_is(words: str, text: str) -> None:
    assert conll.detokenize(words.split())[0] == text


@given(st.lists(st.text("ab.,'\"s/($", min_size=1, max_size=3)))
def test_every_word_stands_where_it_is_said_to(words: list[str]) -> None:
    text, spans = conll.detokenize(words)
    assert [text[start:end] for start, end in spans] == words
    assert text.replace(" ", "") == "".join(words)
