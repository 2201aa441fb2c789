"""How often hearsay says rightly who speaks, against answers decided by reading.

    python bench/speakers/score.py ../shared/data/polnear/dev             # counts and shares
    python bench/speakers/score.py ../shared/data/polnear/dev --list      # and all that is not right
    python bench/speakers/score.py ../shared/data/polnear/dev --given     # the statements are given

The answers are in ``polnear-dev.tsv``: the source's first span, who speaks (several accepted answers stand
between ``|``, and ``-`` means that the article never names the speaker), and for an unnamed speaker through
whom they speak. A statement is looked up by its source and counts as

- **right**: the speaker's names fit an accepted answer; or the answer is ``-`` and the speaker has no names,
  but is described by its own words;
- **wrong**: the speaker has names and none fits an accepted answer;
- **unknown**: there is no such statement, it has no speaker, or its speaker was never named although the
  article names them.

A name fits an answer whose words it holds, whole and in order: *Ana Ruiz* fits *Ruiz*, and *Tarn Harbour
Board* fits *Harbour Board*. A name of anything but a person must end in an answer of one word, so *Ruiz
Foundation* does not fit *Ruiz*. A surname alone fits a full name if the speaker has no other names.
"""

from __future__ import annotations

import argparse
import csv
import json
import re
import sys
from collections import Counter
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any, Literal, NamedTuple

from draw import PRONOUNS, Drawn, Kind, context
from msgspec import structs

from hearsay.errors import CorpusError, HearsayError
from hearsay.records import Attribution, Document, Entity, Model, Reading, Sight, Span, Spans, Statement
from hearsay.sources.polnear import AnnotatedArticle, articles

Verdict = Literal["right", "wrong", "unknown"]

ANSWERS = Path(__file__).with_name("polnear-dev.tsv")
UNNAMED = "-"
VERDICTS: tuple[Verdict, ...] = ("right", "wrong", "unknown")


class Answer(NamedTuple):
    """Who speaks in one statement, as decided by reading."""

    article: str
    source: Span
    accepted: tuple[str, ...]
    affiliation: tuple[str, ...]


class Result(NamedTuple):
    """What hearsay made of one statement; ``affiliated`` is None when no affiliation is asked for."""

    drawn: Drawn
    answer: Answer
    speaker: Entity | None
    verdict: Verdict
    affiliated: bool | None


def words(name: str) -> list[str]:
    """The words of a name for comparing: lower-case, without possessive endings and marks."""
    return re.findall(r"\w+", re.sub(r"[’']s\b", "", name.lower()))


def holds(name: str, answer: str) -> bool:
    """Whether a name has all the words of the answer, in order."""
    left = iter(words(name))
    return all(word in left for word in words(answer))


def fits(entity: Entity, answer: str) -> bool:
    """Whether an entity is called what the answer says."""
    wanted = words(answer)
    names = {entity.name, *entity.names}
    if entity.type == "person" and {tuple(words(name)) for name in names} == {tuple(wanted[-1:])}:
        return True
    return any(
        holds(name, answer) and (entity.type == "person" or len(wanted) > 1 or words(name)[-1:] == wanted)
        for name in names
    )


def overlap(left: Spans, right: Spans) -> int:
    """The number of characters that two lists of spans share."""
    return sum(max(0, min(b, d) - max(a, c)) for a, b in left for c, d in right)


def find(statements: Iterable[Statement], gold: Attribution) -> Statement | None:
    """The statement whose source overlaps the gold source most, of several the one of like content."""
    candidates = [statement for statement in statements if overlap(statement.source, gold.source)]
    return max(
        candidates,
        key=lambda s: (overlap(s.source, gold.source), overlap(s.content, gold.content)),
        default=None,
    )


def decide(speaker: Entity | None, accepted: Sequence[str]) -> Verdict:
    """Whether the speaker is one of the accepted answers."""
    if speaker is None:
        return "unknown"
    if any(fits(speaker, answer) for answer in accepted if answer != UNNAMED):
        return "right"
    if speaker.names:
        return "wrong"
    return "right" if UNNAMED in accepted else "unknown"


def judge(reading: Reading, drawn: Drawn, answer: Answer) -> Result:
    """Compare what a reading says about one statement with the answer."""
    found = find(reading.statements, drawn.attribution)
    speaker = None if found is None or found.speaker is None else reading.entities[found.speaker]
    affiliated: bool | None = None
    if answer.affiliation:
        voice = [reading.entities[index] for index in found.voice] if found else []
        affiliated = any(
            holds(name, wanted)
            for entity in voice
            for name in {entity.name, *entity.names}
            for wanted in answer.affiliation
        )
    return Result(drawn, answer, speaker, decide(speaker, answer.accepted), affiliated)


def summary(results: Sequence[Result]) -> dict[str, Any]:
    """Counts and shares of the verdicts: of all, of each kind of source; and affiliations found."""
    groups: dict[str, list[Result]] = {"all": list(results)}
    for kind in ("pronoun", "nominal"):
        groups[kind] = [result for result in results if result.drawn.kind == kind]
    figures: dict[str, Any] = {}
    for name, group in groups.items():
        counts = Counter(result.verdict for result in group)
        figures[name] = {
            "statements": len(group),
            **{verdict: counts[verdict] for verdict in VERDICTS},
            **{f"{verdict} %": round(100 * counts[verdict] / max(1, len(group)), 1) for verdict in VERDICTS},
        }
    asked = [result.affiliated for result in results if result.affiliated is not None]
    figures["affiliation"] = {"statements": len(asked), "in the voice": sum(asked)}
    return figures


def load_answers(file: Path) -> dict[str, list[Answer]]:
    """The reviewed answers of each article."""
    answers: dict[str, list[Answer]] = {}
    with file.open(encoding="utf-8", newline="") as stream:
        for row in csv.DictReader(stream, delimiter="\t", quoting=csv.QUOTE_NONE):
            answer = Answer(
                article=row["article"],
                source=(int(row["start"]), int(row["end"])),
                accepted=tuple(row["answer"].split("|")),
                affiliation=tuple(filter(None, row["affiliation"].split("|"))),
            )
            answers.setdefault(answer.article, []).append(answer)
    return answers


def asked_about(article: AnnotatedArticle, answer: Answer) -> Drawn:
    """The gold attribution that an answer is about.

    Raises:
        CorpusError: the article has no attribution with this source.
    """
    for gold in article.gold:
        if gold.source and gold.source[0] == answer.source:
            start, end = answer.source
            kind: Kind = "pronoun" if article.text[start:end].lower() in PRONOUNS else "nominal"
            return Drawn(article, gold, kind)
    raise CorpusError(
        f"No attribution has the source {answer.source} that an answer is about.",
        where=article.name,
        remedy="Give the dev folder of PolNeAR v1.0.0.",
    )


class Given:
    """A model that is told which statements an article makes, and sees the rest for itself."""

    def __init__(self, model: Model) -> None:
        self._model = model
        self.article: AnnotatedArticle | None = None

    @property
    def version(self) -> str:
        return self._model.version

    def see(self, texts: Sequence[str]) -> list[Sight]:
        told = self.article.gold if self.article else ()
        seen = self._model.see(texts)
        return [structs.replace(sight, attributions=told) if told else sight for sight in seen]

    def attributions(self, texts: Sequence[str]) -> list[tuple[Attribution, ...]]:
        return self._model.attributions(texts)


def score(folder: Path, answers: dict[str, list[Answer]], *, given: bool = False) -> list[Result]:
    """Read every article that answers are about, and judge what was found.

    With ``given`` the reader is told the statements that people marked, so that speakers alone are judged and
    no statement is missed.

    Raises:
        CorpusError: the folder is not the one that the answers are about.
    """
    from hearsay import model
    from hearsay.reading import Reader

    seer = Given(model.load())
    reader = Reader(seer)
    results: list[Result] = []
    missing = set(answers)
    for article in articles(folder):
        if article.name not in answers:
            continue
        missing.discard(article.name)
        seer.article = article if given else None
        (reading,) = reader.read([Document(id=article.name, text=article.text)])
        results += [judge(reading, asked_about(article, answer), answer) for answer in answers[article.name]]
    if missing:
        raise CorpusError(
            f"{len(missing)} of the articles that answers are about are not here, among them {min(missing)}.",
            where=str(folder),
            remedy="Give the dev folder of PolNeAR v1.0.0.",
        )
    return results


def described(result: Result) -> str:
    """One case with what was expected, what was said, and its surroundings."""
    speaker = result.speaker
    said = (
        "no speaker" if speaker is None else f"{speaker.name} ({', '.join(speaker.names) or 'never named'})"
    )
    start, end = result.drawn.source
    return (
        f"===== {result.verdict}  {result.answer.article}  {start}-{end}  {result.drawn.kind}\n"
        f"expected {' or '.join(result.answer.accepted)}; hearsay: {said}\n{context(result.drawn)}\n"
    )


def main() -> int:
    """Print the figures; the exit status is 0 unless the corpus or the weights are not right."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("folder", type=Path, help="PolNeAR's dev folder")
    parser.add_argument("--json", action="store_true", help="print the figures as JSON")
    parser.add_argument("--given", action="store_true", help="tell the reader the statements")
    parser.add_argument("--list", action="store_true", help="print every case that is not right")
    given = parser.parse_args()
    try:
        results = score(given.folder, load_answers(ANSWERS), given=given.given)
    except HearsayError as error:
        print(error, file=sys.stderr)
        return error.exit_code
    if given.list:
        out = sys.stderr if given.json else sys.stdout
        for result in results:
            if result.verdict != "right":
                print(described(result), file=out)
    figures = summary(results)
    if given.json:
        print(json.dumps(figures, indent=2))
        return 0
    print(f"{'':8} {'n':>4}" + "".join(f"{verdict:>16}" for verdict in VERDICTS))
    for name in ("all", "pronoun", "nominal"):
        group = figures[name]
        cells = "".join(f"{group[verdict]:>8} {group[f'{verdict} %']:>5.1f} %" for verdict in VERDICTS)
        print(f"{name:8} {group['statements']:>4}{cells}")
    affiliation = figures["affiliation"]
    print(f"affiliation in the voice: {affiliation['in the voice']} of {affiliation['statements']}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
