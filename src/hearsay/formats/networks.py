"""GraphML and GEXF: networks for Gephi, yEd, Cytoscape and networkx, written edge by edge."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import BinaryIO

from hearsay.errors import UsageError
from hearsay.formats.base import Wanted, Written
from hearsay.formats.markup import escaped
from hearsay.formats.network import Kind, Network, Value, network, of_claim
from hearsay.formats.pages import what
from hearsay.ledger import Filters, Ledger

TYPES = {str: "string", int: "int"}
KINDS: dict[str, tuple[Kind, ...]] = {
    "mentions": ("mentions",),
    "quotes": ("quotes",),
    "narrates": ("narrates",),
    "copies": ("copies",),
    "ledger": ("mentions", "quotes", "narrates"),
}


class _Networks:
    """What both formats hold, and how it is asked for.

    ``mentions`` (who speaks about whom), ``quotes`` (which outlet gives word to whom), ``narrates`` (whom
    outlets speak of in their own voice), ``copies`` (which outlet took over from which), ``ledger``
    (the first three as one graph), each of all or around an actor; ``trail`` of a claim: what rests on what.
    """

    holds = ("mentions", "quotes", "narrates", "copies", "ledger", "trail")
    extra = None
    name: str
    suffix: str

    def write(self, ledger: Ledger, wanted: Wanted, to: BinaryIO) -> Written:
        found = _wanted(ledger, wanted, self.name)
        for line in self._lines(found):
            to.write(line.encode("utf-8") + b"\n")
        return Written(counts=(("nodes", len(found.nodes)), ("edges", len(found.edges))))

    def _lines(self, found: Network) -> Iterator[str]:
        raise NotImplementedError


class GraphMl(_Networks):
    """Networks as GraphML."""

    name = "graphml"
    suffix = ".graphml"

    def _lines(self, found: Network) -> Iterator[str]:
        yield "<?xml version='1.0' encoding='utf-8'?>"
        yield '<graphml xmlns="http://graphml.graphdrawing.org/xmlns">'
        for which, fields in (("node", found.node_fields), ("edge", found.edge_fields)):
            for name, kind in fields.items():
                yield (
                    f'  <key id="{which}-{name}" for="{which}" attr.name="{name}" attr.type="{TYPES[kind]}"/>'
                )
        for name in found.about:
            yield (
                f'  <key id="graph-{_slug(name)}" for="graph" attr.name="{escaped(name)}"'
                ' attr.type="string"/>'
            )
        yield '  <graph edgedefault="directed">'
        for name, value in found.about.items():
            yield f'    <data key="graph-{_slug(name)}">{escaped(value)}</data>'
        for id, values in found.nodes:
            yield f'    <node id="{escaped(id)}">{_data("node", values)}</node>'
        for id, source, target, values in found.edges:
            yield (
                f'    <edge id="{id}" source="{escaped(source)}" target="{escaped(target)}">'
                f"{_data('edge', values)}</edge>"
            )
        yield "  </graph>"
        yield "</graphml>"


class Gexf(_Networks):
    """Networks as GEXF 1.2, Gephi's own format."""

    name = "gexf"
    suffix = ".gexf"

    def _lines(self, found: Network) -> Iterator[str]:
        yield "<?xml version='1.0' encoding='utf-8'?>"
        yield '<gexf xmlns="http://www.gexf.net/1.2draft" version="1.2">'
        about = "; ".join(f"{name}: {value}" for name, value in found.about.items())
        yield f"  <meta><creator>hearsay</creator><description>{escaped(about)}</description></meta>"
        yield '  <graph defaultedgetype="directed" mode="static">'
        for which, fields in (("node", found.node_fields), ("edge", found.edge_fields)):
            yield f'    <attributes class="{which}" mode="static">'
            for name, kind in fields.items():
                typed = "integer" if kind is int else TYPES[kind]
                yield f'      <attribute id="{which}-{name}" title="{name}" type="{typed}"/>'
            yield "    </attributes>"
        yield "    <nodes>"
        for id, values in found.nodes:
            label = escaped(str(values.get("name") or id))
            yield f'      <node id="{escaped(id)}" label="{label}">{_values("node", values)}</node>'
        yield "    </nodes>"
        yield "    <edges>"
        for id, source, target, values in found.edges:
            weight = f' weight="{values["weight"]}"' if "weight" in values else ""
            yield (
                f'      <edge id="{id}" source="{escaped(source)}" target="{escaped(target)}"{weight}>'
                f"{_values('edge', values)}</edge>"
            )
        yield "    </edges>"
        yield "  </graph>"
        yield "</gexf>"


GRAPHML = GraphMl()
GEXF = Gexf()


def _wanted(ledger: Ledger, wanted: Wanted, name: str) -> Network:
    asked = wanted.what or ("trail" if wanted.claim is not None else None)
    asked = what(Wanted(what=asked), _Networks.holds, name)
    if asked == "trail":
        if wanted.claim is None:
            raise UsageError(
                "A trail is that of one claim.",
                where=name,
                remedy="Say which: --claim takes its id or words.",
            )
        if wanted.actor is not None or wanted.filters != Filters():
            raise UsageError(
                "The trail of a claim goes as a whole.", where=name, remedy="Leave out the actor and filters."
            )
        return of_claim(ledger.claim(wanted.claim))
    if asked == "copies" and (wanted.actor is not None or wanted.claim or wanted.filters != Filters()):
        raise UsageError(
            "Copies are between outlets; an actor, a claim or filters of statements do not narrow them.",
            where=name,
            remedy="Leave these out, or ask for mentions or quotes.",
        )
    return network(ledger, wanted, KINDS[asked])


def _slug(name: str) -> str:
    return name.replace(" ", "-")


def _text(value: Value) -> str:
    # Line ends are written out, or a reader of XML takes them for blanks.
    return escaped(str(value)).replace("\r", "&#13;").replace("\n", "&#10;").replace("\t", "&#9;")


def _data(which: str, values: Mapping[str, Value]) -> str:
    return "".join(f'<data key="{which}-{name}">{_text(value)}</data>' for name, value in values.items())


def _values(which: str, values: Mapping[str, Value]) -> str:
    inner = "".join(
        f'<attvalue for="{which}-{name}" value="{_text(value)}"/>' for name, value in values.items()
    )
    return f"<attvalues>{inner}</attvalues>"
