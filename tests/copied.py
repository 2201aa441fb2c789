"""Invented articles, and texts made of them, for tests of copies."""

from __future__ import annotations

from hearsay.linking.tellings import Paper

FLOOD = (
    "The river Calder left its banks on Sunday night and flooded the lower half of Stennby, where two "
    "hundred households were brought to the school on the hill before dawn.",
    "Firemen carried sandbags to the mill until the road gave way at four in the morning. The mill "
    "owner had asked for a wall along the race every year since the last flood, and every year the "
    "council put it off.",
    "Nobody was hurt, but a herd of goats that grazed below the weir was swept away, and the bakery "
    "lost its oven together with the week's flour.",
    "By noon the water stood as high as the window sills of the post office, higher than the mark "
    "that was cut into the wall after the great flood of 1987.",
    "The ferry will not run before Thursday, and the school remains closed until its gymnasium is no "
    "longer needed as a dormitory.",
)
MARKET = (
    "Prices on the fish market of Ostermoor fell for a third week, as boats that had waited out the "
    "storms came home with full holds and nobody to buy from them.",
    "A crate of herring went for eleven crowns, half of what it fetched in spring, and cod could not "
    "be sold at all after ten in the morning.",
    "The harbour master wants the auction moved to the afternoon, when cooks from the inland towns "
    "have time to come.",
)
COUNCIL = (
    "Three members of the town council of Lowen walked out of the meeting on Tuesday over a plan to "
    "pave the orchard behind the library.",
    "The plan had been drawn up in the summer without anybody telling the gardeners, who learned of "
    "it from a surveyor with red poles.",
    "A second meeting is to be held before the frost, with a map on the wall and tea for those who "
    "have to wait.",
)
SPEECH = (
    "“We have lost a bridge, a mill and forty goats, and I will not lose the school as well, whatever "
    "the engineers in the capital write in their long letters about costs and benefits”"
)


def text(*paragraphs: str) -> str:
    """Paragraphs as a text."""
    return "\n\n".join(paragraphs)


def paper(
    id: str, *paragraphs: str, outlet: str | None = None, day: str | None = None, title: str = ""
) -> Paper:
    """A paper of these paragraphs."""
    return Paper(id=id, text=text(*paragraphs), outlet=outlet, published=day, title=title or None)


def changed(words: str, every: int) -> str:
    """A text in which each so-manieth word is another."""
    parts = words.split(" ")
    return " ".join("elsewhere" if n % every == every - 1 else word for n, word in enumerate(parts))
