"""The origin chart of a claim as SVG: who told it when, what rests on what, and what everything hinges on."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from hearsay.formats.lanes import RADIUS, Dot, Mark, Plan, plan
from hearsay.formats.markup import escaped, shortened
from hearsay.formats.trails import End, Trails, trails
from hearsay.records import Claim

__all__ = ["Dot", "described", "svg"]

END = 11.0  # half the width of a diamond
LOOKS = {"attributed": "attributed", "copied": "copied passage", "fact": "told as fact"}
STANCES = {"supports": "", "denies": "denies", "queries": "queries"}

# The colours are variables: a page that has --ink, --paper … of its own decides, in light and dark.
_STYLE = """
.origins{--c-ink:var(--ink,#1c1b19);--c-quiet:var(--quiet,#6b6862);--c-hair:var(--hairline,#dedbd3);
--c-paper:var(--paper,#fcfbf8);--c-line:var(--line,#8b8881);--c-red:var(--hinge,#a3191f);
font-family:var(--sans,Inter,"Segoe UI",system-ui,sans-serif);font-size:12.5px;color:var(--c-ink)}
@media (prefers-color-scheme:dark){.origins{--c-ink:var(--ink,#ecebe6);--c-quiet:var(--quiet,#a19e97);
--c-hair:var(--hairline,#37352f);--c-paper:var(--paper,#171613);--c-line:var(--line,#86837b);
--c-red:var(--hinge,#f0666a)}}
.origins text{fill:var(--c-ink)}.origins .quiet{fill:var(--c-quiet)}.origins .name{font-weight:600}
.origins .hair{stroke:var(--c-hair)}.origins .curve{fill:none;stroke:var(--c-line);stroke-width:1.2}
.origins .many{opacity:.55;stroke-width:1}.origins .red{stroke:var(--c-red);stroke-width:2.2}
.origins .red.many{stroke-width:1.3;opacity:.75}
.origins .mark{fill:var(--c-paper);stroke:var(--c-ink);stroke-width:1.6}
.origins .copied{stroke-dasharray:2.2 2}.origins .fact{fill:var(--c-ink)}
.origins .bar{stroke:var(--c-ink);stroke-width:1.6}.origins .fact+.bar{stroke:var(--c-paper)}
.origins .count{font-size:9.5px;font-weight:600;text-anchor:middle}.origins .fact+.count{fill:var(--c-paper)}
.origins .end{fill:var(--c-paper);stroke:var(--c-ink);stroke-width:1.4}
.origins .end.hinge{fill:var(--c-red);stroke:var(--c-red)}
.origins .lane{paint-order:stroke;stroke:var(--c-paper);stroke-width:4px;stroke-linejoin:round}
.origins a:focus{outline:none}
.origins a:focus .mark,.origins a:hover .mark{stroke:var(--c-red);stroke-width:3}
""".strip()


def svg(claim: Claim, dots: Iterable[Dot], *, width: int = 964, links: str = "#statement-") -> str:
    """The chart as one SVG element, for a page or a file of its own.

    ``dots`` are the statements of the claim, in any order; ``width`` is in pixels, and below 600 the outlets
    stand above their lanes. Every mark is a link to ``links`` followed by the id of its first statement, so
    the keyboard reaches it. What it shows is told in words in its description (:func:`described`) and, mark
    by mark, in titles.
    """
    placed = plan(dots, float(width))
    found = trails(claim, placed.marks)
    below, ends = _ends(claim, placed, found)
    bottom, legend = _legend(placed, below)
    key = "".join(char if char.isalnum() else "-" for char in claim.id)
    return "\n".join(
        [
            f'<svg xmlns="http://www.w3.org/2000/svg" class="origins" viewBox="0 0 {width} {bottom:.0f}"'
            f' width="{width}" height="{bottom:.0f}" role="group" aria-labelledby="t-{key} d-{key}">',
            f'<title id="t-{key}">Where it comes from: {escaped(claim.proposition)}</title>',
            f'<desc id="d-{key}">{escaped(described(claim))}</desc>',
            f"<style>{_STYLE}</style>",
            *_lanes(placed),
            *_curves(found),
            *ends,
            *_names(placed),
            *(_circle(mark, links) for mark in placed.marks),
            *legend,
            "</svg>",
        ]
    )


def described(claim: Claim) -> str:
    """What the chart shows, in words."""
    told = f"{_count(claim.documents, 'document')} of {_count(claim.outlets, 'outlet')}"
    since = f", first on {claim.first[:10]}" if claim.first else ""
    origins = _count(claim.supported.independence, "independent origin")
    names = [_named(party.name) for party in claim.supported.hinges_on]
    hinge = f" Everything rests on {' and '.join(names)}." if names else ""
    denied = [_named(origin.party.name) for origin in claim.denied.origins]
    denial = f" It is denied by {' and '.join(denied)}." if denied else ""
    return f"Told in {told}{since}; {origins}.{hinge}{denial}"


def _lanes(placed: Plan) -> Iterator[str]:
    top = 24 if placed.narrow else 20
    for x, name in placed.ticks:
        anchor = "start" if x < 45 else "end" if x > placed.width - 30 else "middle"
        x = placed.left if anchor == "start" else placed.width - 4 if anchor == "end" else x
        yield f'<text class="quiet" x="{x:.1f}" y="{top}" text-anchor="{anchor}">{escaped(name)}</text>'
    for lane in placed.lanes:
        yield (
            f'<line class="hair" x1="{placed.left:.0f}" x2="{placed.width - 8:.0f}" y1="{lane.y:.1f}"'
            f' y2="{lane.y:.1f}"/>'
        )


def _names(placed: Plan) -> Iterator[str]:
    for lane in placed.lanes:
        x, y = (placed.left, lane.y - 14) if placed.narrow else (0, lane.y + 4)
        name = shortened(lane.name, int(placed.width // 8) if placed.narrow else 22)
        yield (
            f'<text class="lane" x="{x:.0f}" y="{y:.1f}">{escaped(name)}'
            f"<title>{escaped(lane.name)}</title></text>"
        )


def _curves(found: Trails) -> Iterator[str]:
    many = " many" if len(found.curves) > 40 else ""
    for upper, lower in found.curves:
        if abs(upper.y - lower.y) < 1 and upper.lane == lower.lane:
            # Lifted a little, or it would run through the marks between.
            path = f"Q{(upper.x + lower.x) / 2:.1f} {upper.y - 16:.1f} {upper.x:.1f} {upper.y:.1f}"
        else:
            middle = (upper.x + lower.x) / 2
            path = f"C{middle:.1f} {lower.y:.1f} {middle:.1f} {upper.y:.1f} {upper.x:.1f} {upper.y:.1f}"
        yield f'<path class="curve{many}" d="M{lower.x:.1f} {lower.y:.1f}{path}"/>'


def _circle(mark: Mark, links: str) -> str:
    number = mark.documents
    radius = RADIUS if number == 1 else RADIUS + 1.5
    inner = ""
    if mark.stance != "supports":
        slope = 0 if mark.stance == "denies" else radius * 0.7
        inner = (
            f'<line class="bar" x1="{mark.x - radius * 0.7:.1f}" x2="{mark.x + radius * 0.7:.1f}"'
            f' y1="{mark.y + slope:.1f}" y2="{mark.y - slope:.1f}"/>'
        )
    elif number > 1:
        inner = f'<text class="count" x="{mark.x:.1f}" y="{mark.y + 3.4:.1f}">{number}</text>'
    name = escaped(_told(mark))
    return (
        f'<a href="{escaped(links + mark.dots[0].statement)}" aria-label="{name}"><title>{name}</title>'
        f'<circle class="mark {mark.look}" cx="{mark.x:.1f}" cy="{mark.y:.1f}" r="{radius:.1f}"/>{inner}</a>'
    )


def _told(mark: Mark) -> str:
    """A mark in words: *2031-05-09, Calder Post: attributed, Dorota Lisle*."""
    first = mark.dots[0]
    who = ", ".join(dict.fromkeys(_named(dot.speaker) for dot in mark.dots if dot.speaker))
    stance = STANCES[mark.stance]
    what = ", ".join(filter(None, (stance, LOOKS[mark.look], shortened(who, 120))))
    number = f" ({mark.documents} documents)" if mark.documents > 1 else ""
    return f"{(first.published or 'no date')[:10]}, {mark.lane}{number}: {what}"


def _ends(claim: Claim, placed: Plan, found: Trails) -> tuple[float, list[str]]:
    """The diamonds with their lines and names, and where they end."""
    lines: list[str] = []
    shapes: list[str] = []
    y = placed.bottom + 38
    first = min((mark.x for end in found.ends for mark in end.marks), default=0.0) - 12
    start = min(max(placed.left + 20, first), placed.left + 0.4 * (placed.width - placed.left))
    many = " many" if sum(len(end.marks) for end in found.ends) > 12 else ""
    for number, end in enumerate(found.ends):
        # The lower ones stand further left, so that no line crosses a name above it.
        x = start + 28 * (len(found.ends) - 1 - number)
        lines += _to_end(end, x, y, placed.bottom, many)
        fit = int((placed.width - x - 24) // 7.2)
        name, role = escaped(shortened(_named(end.party.name), fit)), _role(claim, end)
        role = shortened(role if len(role) <= fit else role.rpartition(": ")[2], fit)
        kind = " hinge" if end.hinge and not end.denied else ""
        shapes.append(
            f'<path class="end{kind}" d="M{x:.1f} {y - END:.1f}L{x + END:.1f} {y:.1f} {x:.1f} {y + END:.1f}'
            f' {x - END:.1f} {y:.1f}Z"/><text class="name" x="{x + 20:.1f}" y="{y + 1:.1f}">'
            f"{name}<title>{escaped(end.party.name)}</title></text>"
            f'<text class="quiet" x="{x + 20:.1f}" y="{y + 17:.1f}">{escaped(role)}</text>'
        )
        y += 48
    if found.left_out:
        shapes.append(
            f'<text class="quiet" x="{placed.left + 40:.1f}" y="{y:.1f}">'
            f"and {_count(found.left_out, 'more origin')}</text>"
        )
        y += 30
    return (y if found.ends else placed.bottom + 24), lines + shapes


def _to_end(end: End, x: float, y: float, gate: float, many: str) -> Iterator[str]:
    red = " red" if end.hinge and not end.denied else ""
    for mark in end.marks:
        bend = (mark.y + gate) / 2
        yield (
            f'<path class="curve{red}{many}" d="M{mark.x:.1f} {mark.y:.1f}C{mark.x:.1f} {bend:.1f} {x:.1f}'
            f' {bend:.1f} {x:.1f} {gate + 8:.1f}L{x:.1f} {y - END:.1f}"/>'
        )


def _role(claim: Claim, end: End) -> str:
    """What a diamond is to the claim, in a few words."""
    of = _count(end.documents, "document")
    hinges = len((claim.denied if end.denied else claim.supported).hinges_on)
    if end.denied:
        return "what the denials rest on" if hinges == 1 else f"an origin of the denials, {of}"
    if end.hinge and hinges == 1:
        only = len(claim.supported.origins) == 1 and claim.supported.origins[0].party == end.party
        everything = (
            "the one document rests" if claim.documents == 1 else f"all {claim.documents:,} documents rest"
        )
        return f"{'the only origin: ' if only else ''}{everything} on this"
    return f"one of {hinges} that everything hinges on" if end.hinge else f"an origin, {of}"


def _legend(placed: Plan, y: float) -> tuple[float, list[str]]:
    """What the marks mean, only those that there are; and where the chart ends."""
    looks = [("supports", look) for look in LOOKS if any(mark.look == look for mark in placed.marks)]
    others = [(s, "attributed") for s in ("denies", "queries") if any(m.stance == s for m in placed.marks)]
    x = placed.left + 8
    drawn: list[str] = []
    for stance, look in [*looks, *others]:
        name = STANCES[stance] or LOOKS[look]
        if x + 24 + 7.6 * len(name) > placed.width:
            x, y = placed.left + 8, y + 22
        bar = "" if stance == "supports" else _bar(x, y, stance)
        drawn.append(
            f'<g><circle class="mark {look}" cx="{x:.1f}" cy="{y:.1f}" r="6"/>{bar}'
            f'<text class="quiet" x="{x + 12:.1f}" y="{y + 4:.1f}">{name}</text></g>'
        )
        x += 36 + 7.6 * len(name)
    return y + 18, drawn


def _bar(x: float, y: float, stance: str) -> str:
    slope = 0.0 if stance == "denies" else 4.2
    return (
        f'<line class="bar" x1="{x - 4.2:.1f}" x2="{x + 4.2:.1f}" y1="{y + slope:.1f}" y2="{y - slope:.1f}"/>'
    )


def _named(name: str) -> str:
    return " ".join(name.split())


def _count(number: int, name: str) -> str:
    return f"{number:,} {name}{'' if number == 1 else 's'}"
