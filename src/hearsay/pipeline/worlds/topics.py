"""What the claims of a world are about: each in several wordings, and denied in several."""

from __future__ import annotations

from collections.abc import Sequence
from random import Random

from hearsay.records import Record


class Topic(Record):
    """Wordings of one proposition with places to fill: ``{p}`` a place, ``{n}`` a number in words."""

    told: tuple[str, ...]
    denied: tuple[str, ...]


NUMBERS = ("three", "four", "five", "six", "seven", "eight", "nine", "eleven", "twelve", "fourteen", "twenty")

TOPICS = (
    Topic(
        told=(
            "the {p} paper mill dumped untreated waste into the river for {n} months",
            "untreated waste from the {p} paper mill ran into the river for {n} months",
            "for {n} months the paper mill at {p} let its waste flow untreated into the river",
            "the {p} mill had been emptying untreated waste into the river for {n} months",
        ),
        denied=(
            "no untreated waste from the {p} paper mill ever reached the river",
            "the {p} paper mill never dumped untreated waste into the river",
        ),
    ),
    Topic(
        told=(
            "{n} safety inspectors in {p} took money from the mine's owners",
            "the owners of the {p} mine paid {n} safety inspectors",
            "{n} inspectors accepted bribes from the owners of the {p} mine",
            "bribes were paid to {n} inspectors by the owners of the mine at {p}",
        ),
        denied=(
            "no inspector at the {p} mine took any money",
            "the owners of the {p} mine never paid an inspector",
        ),
    ),
    Topic(
        told=(
            "guards fired on strikers at the {p} shipyard and wounded {n} of them",
            "{n} strikers were wounded when guards opened fire at the {p} shipyard",
            "guards at the {p} shipyard shot at the strikers and hit {n}",
            "the guards of the shipyard at {p} opened fire and wounded {n} strikers",
        ),
        denied=(
            "no shots were fired at the {p} shipyard",
            "the guards at the {p} shipyard never fired on the strikers",
        ),
    ),
    Topic(
        told=(
            "the dam above {p} has been leaking for {n} weeks",
            "water has been seeping through the {p} dam for {n} weeks",
            "for {n} weeks the {p} dam has been losing water through a crack",
            "a crack in the dam at {p} has been leaking for {n} weeks",
        ),
        denied=(
            "the {p} dam is not leaking",
            "there is no crack in the dam above {p}",
        ),
    ),
    Topic(
        told=(
            "{n} patients at the {p} hospital were given spoiled blood",
            "the {p} hospital gave spoiled blood to {n} patients",
            "spoiled blood was given to {n} patients at the hospital in {p}",
            "{n} people were treated with spoiled blood at the {p} hospital",
        ),
        denied=(
            "no patient of the {p} hospital was given spoiled blood",
            "the blood used at the {p} hospital was never spoiled",
        ),
    ),
    Topic(
        told=(
            "the mayor of {p} sold {n} plots of public land to his brother",
            "{n} plots of public land in {p} were sold to the mayor's brother",
            "the mayor's brother bought {n} plots of public land in {p}",
            "the mayor of {p} gave his brother {n} plots of public land",
        ),
        denied=(
            "the mayor of {p} never sold any public land to his brother",
            "no public land in {p} went to the mayor's brother",
        ),
    ),
    Topic(
        told=(
            "the brakes of the train that crashed at {p} had failed {n} times before",
            "the train that crashed at {p} had had brake failures {n} times",
            "{n} times before the crash at {p} the brakes of the train had failed",
            "brakes on the train in the {p} crash had already failed {n} times",
        ),
        denied=(
            "the brakes of the train that crashed at {p} had never failed",
            "nothing was wrong with the brakes of the train that crashed at {p}",
        ),
    ),
    Topic(
        told=(
            "{n} prisoners were beaten in the cellar of the {p} barracks",
            "soldiers beat {n} prisoners in the cellar of the {p} barracks",
            "in the cellar of the barracks at {p} {n} prisoners were beaten",
            "{n} men held at the {p} barracks were beaten in the cellar",
        ),
        denied=(
            "no prisoner was beaten at the {p} barracks",
            "nobody was ever held in the cellar of the {p} barracks",
        ),
    ),
    Topic(
        told=(
            "votes from {n} villages around {p} were counted twice",
            "the votes of {n} villages near {p} were counted two times",
            "election clerks in {p} counted the votes of {n} villages twice",
            "in {n} villages around {p} every vote was counted twice",
        ),
        denied=(
            "no vote around {p} was counted twice",
            "the votes of the villages around {p} were counted only once",
        ),
    ),
    Topic(
        told=(
            "the {p} chemical plant had {n} fires that it never reported",
            "{n} fires at the {p} chemical plant were never reported",
            "the chemical plant at {p} kept {n} fires secret",
            "the owners of the {p} chemical plant hid {n} fires",
        ),
        denied=(
            "every fire at the {p} chemical plant was reported",
            "the {p} chemical plant never hid a fire",
        ),
    ),
    Topic(
        told=(
            "{n} fishing boats from {p} were sunk by a navy ship",
            "a navy ship sank {n} fishing boats from {p}",
            "the navy sank {n} of the {p} fishing boats",
            "{n} boats of the {p} fishing fleet were sunk by the navy",
        ),
        denied=(
            "no navy ship sank any fishing boat from {p}",
            "the navy never sank a boat of the {p} fleet",
        ),
    ),
    Topic(
        told=(
            "the school in {p} was built on {n} tonnes of poisoned soil",
            "{n} tonnes of poisoned soil lie under the {p} school",
            "the builders of the {p} school left {n} tonnes of poisoned soil under it",
            "there are {n} tonnes of poisoned soil beneath the school at {p}",
        ),
        denied=(
            "there is no poisoned soil under the {p} school",
            "the soil under the school in {p} was never poisoned",
        ),
    ),
)

_WHO = (
    "the {p} football club", "the library in {p}", "a bakery in {p}", "the {p} choir", "the ferry to {p}",
    "the old cinema in {p}", "a circus from {p}", "the {p} brass band", "the swimming pool in {p}",
    "the market hall at {p}", "a chess club from {p}", "the botanical garden in {p}", "the {p} fire brigade",
    "a school class from {p}", "the hotel by the lake at {p}", "the {p} rowing team",
)  # fmt: skip
_DOES = (
    "will open again in {m}", "drew a crowd of {k} hundred", "celebrated its {k}th birthday",
    "moved to a larger house", "has a new roof", "won {k} of its last matches", "sold {k} old benches",
    "was painted blue", "is looking for volunteers", "closed for a week in {m}", "planted {k} lime trees",
    "gave away {k} bicycles", "raised its prices by {k} per cent", "welcomed guests from {q}",
    "received a letter from {q}", "plays in {q} next {d}", "lost its way in the fog near {q}",
)  # fmt: skip
_MORE = (
    "", "", "", " and was praised for it", ", a little later than planned", " after a long winter",
    ", weather permitting", " to the joy of children", " for the second time in {k} years",
    ", as it does every {m}", " with the help of friends from {q}", " on a rainy {d}",
)  # fmt: skip
_MONTHS = "January March April June August October December".split()
_DAYS = "Monday Tuesday Wednesday Friday Saturday Sunday".split()


def filler(random: Random, places: Sequence[str]) -> str:
    """A sentence that has nothing to do with any claim."""
    pattern = random.choice(_WHO) + random.choice(_DOES).join((" ", "")) + random.choice(_MORE) + "."
    one, other = random.sample(list(places), 2)
    filled = pattern.format(
        p=one, q=other, k=random.randint(3, 90), m=random.choice(_MONTHS), d=random.choice(_DAYS)
    )
    return filled[:1].upper() + filled[1:]
