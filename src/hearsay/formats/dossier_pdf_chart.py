"""The origin chart on paper: the SVG of formats/chart.py, drawn with reportlab."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any
from xml.etree import ElementTree

from hearsay.formats.dossier_fonts import Fonts

_NUMBER = re.compile(r"-?\d+(?:\.\d+)?")
_STEP = re.compile(r"([MLCQZ])([^MLCQZ]*)")
INK, QUIET, HAIR, PAPER = "#1c1b19", "#6b6862", "#dedbd3", "#ffffff"
LINE, PALE, RED = "#8b8881", "#bfbcb5", "#a3191f"


TALLEST = 690.0  # points: what a page has room for


def drawing(svg: str, fonts: Fonts) -> Any:
    """A flowable as wide as the frame with all that the chart shows, the words in it too."""
    from reportlab.platypus.flowables import Flowable

    root = ElementTree.fromstring(svg)
    _, _, width, height = (float(one) for one in _NUMBER.findall(root.attrib["viewBox"]))

    class Drawing(Flowable):  # type: ignore[misc]
        def wrap(self, available: float, _: float) -> tuple[float, float]:
            self.scale = min(available / width, TALLEST / height)
            return available, height * self.scale

        def draw(self) -> None:
            self.canv.scale(self.scale, self.scale)
            self.canv.translate(0, height)
            on_fact = False
            for element in _shapes(root):
                self.canv.saveState()
                _draw(self.canv, element, fonts, on_fact)
                self.canv.restoreState()
                on_fact = "fact" in _classes(element)

    return Drawing()


def _shapes(root: ElementTree.Element) -> Iterator[ElementTree.Element]:
    """What is to be drawn, in order; links and groups are passed through."""
    for element in root:
        if _tag(element) in ("a", "g"):
            yield from _shapes(element)
        elif _tag(element) in ("line", "path", "circle", "text"):
            yield element


def _tag(element: ElementTree.Element) -> str:
    return element.tag.rpartition("}")[2]


def _classes(element: ElementTree.Element) -> list[str]:
    return element.attrib.get("class", "").split()


def _draw(canvas: Any, element: ElementTree.Element, fonts: Fonts, on_fact: bool) -> None:
    given, classes = element.attrib, _classes(element)
    tag = _tag(element)
    if tag == "text":
        # What follows a filled circle stands on it.
        ink = PAPER if on_fact and "count" in classes else QUIET if "quiet" in classes else INK
        _write(canvas, element, classes, fonts, ink)
        return
    colour = {"hair": HAIR, "curve": PALE if "many" in classes else LINE}.get(classes[0], INK)
    if on_fact and "bar" in classes:
        colour = PAPER
    canvas.setStrokeColor(RED if {"red", "hinge"} & set(classes) else colour)
    thin = "hair" in classes or "many" in classes
    canvas.setLineWidth(0.8 if thin else 2.2 if "red" in classes else 1.4)
    canvas.setFillColor(RED if "hinge" in classes else INK if "fact" in classes else PAPER)
    if "copied" in classes:
        canvas.setDash(2.2, 2)
    if tag == "line":
        canvas.line(*(float(given[n]) * s for n, s in (("x1", 1), ("y1", -1), ("x2", 1), ("y2", -1))))
    elif tag == "circle":
        canvas.circle(float(given["cx"]), -float(given["cy"]), float(given["r"]), stroke=1, fill=1)
    else:
        canvas.drawPath(_path(canvas, given["d"]), stroke=1, fill=int("end" in classes))


def _path(canvas: Any, steps: str) -> Any:
    path = canvas.beginPath()
    x = y = 0.0
    for kind, rest in _STEP.findall(steps):
        numbers = [float(one) for one in _NUMBER.findall(rest)]
        points = [(a, -b) for a, b in zip(numbers[::2], numbers[1::2], strict=True)]
        if kind == "Z":
            path.close()
            continue
        if kind == "C":
            path.curveTo(*(value for point in points for value in point))
        elif kind == "Q":
            # A quadratic curve as a cubic one.
            (a, b), (c, d) = points
            path.curveTo(
                x + 2 * (a - x) / 3, y + 2 * (b - y) / 3, c + 2 * (a - c) / 3, d + 2 * (b - d) / 3, c, d
            )
        elif kind == "M":
            path.moveTo(*points[0])
            for point in points[1:]:
                path.lineTo(*point)
        else:
            for point in points:
                path.lineTo(*point)
        x, y = points[-1]
    return path


def _write(canvas: Any, element: ElementTree.Element, classes: list[str], fonts: Fonts, ink: str) -> None:
    size = 9.5 if "count" in classes else 12.5
    canvas.setFillColor(ink)
    font = fonts.sans_bold if {"name", "count"} & set(classes) else fonts.sans
    pieces = list(fonts.runs(element.text or "", font))
    width = sum(canvas.stringWidth(piece, name, size) for name, piece in pieces)
    x, y = float(element.attrib["x"]), -float(element.attrib["y"])
    anchor = "middle" if "count" in classes else element.attrib.get("text-anchor", "start")
    x -= {"start": 0.0, "middle": width / 2, "end": width}[anchor]
    for name, piece in pieces:
        canvas.setFont(name, size)
        canvas.drawString(x, y, piece)
        x += canvas.stringWidth(piece, name, size)
