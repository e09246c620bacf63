"""A deck opened again, as a reader of the file sees it: charts, their numbers, shapes, words."""

import io
from dataclasses import dataclass
from typing import Any

import pptx
from pptx.presentation import Presentation

from tests.atlas.exports.pptx.open_xml import A, C, P


@dataclass(frozen=True)
class Series:
    """One series: what the chart itself keeps of its numbers. `x`: places or names."""

    name: str
    x: list[Any]
    y: list[Any]
    sizes: list[Any]
    plus: list[Any]
    minus: list[Any]
    labels: dict[int, str]
    fill: str


def presentation(deck: bytes) -> Presentation:
    return pptx.Presentation(io.BytesIO(deck))


def charts(slide: Any) -> list[Any]:
    """Return the charts of a slide: their XML."""
    return [shape.chart._chartSpace for shape in slide.shapes if shape.has_chart]


def series(chart: Any) -> list[Series]:
    return [_series(one) for one in chart.iter(C + "ser")]


def kind(chart: Any) -> str:
    plot = chart.find(f".//{C}plotArea")
    return next(one.tag.removeprefix(C) for one in plot if one.tag.endswith("Chart"))


def _series(ser: Any) -> Series:
    labels = {
        int(one.find(C + "idx").get("val")): "".join(text.text for text in one.iter(A + "t"))
        for one in ser.iter(C + "dLbl")
    }
    bars = ser.find(C + "errBars")
    fill = ser.find(f"{C}spPr/{A}solidFill/*")
    return Series(
        name=ser.findtext(f"{C}tx//{C}v"),
        x=_cache(ser.find(C + "cat")) or _cache(ser.find(C + "xVal")),
        y=_cache(ser.find(C + "val")) or _cache(ser.find(C + "yVal")),
        sizes=_cache(ser.find(C + "bubbleSize")),
        plus=[] if bars is None else _cache(bars.find(C + "plus")),
        minus=[] if bars is None else _cache(bars.find(C + "minus")),
        labels=labels,
        fill="" if fill is None else str(fill.get("val")),
    )


def label_lines(chart: Any) -> dict[int, list[str]]:
    """Return the lines of the labels of a chart's last series."""
    last = list(chart.iter(C + "ser"))[-1]
    return {
        int(one.find(C + "idx").get("val")): [
            "".join(text.text for text in line.iter(A + "t")) for line in one.iter(A + "p")
        ]
        for one in last.iter(C + "dLbl")
    }


def _cache(parent: Any) -> list[Any]:
    if parent is None:
        return []
    numeric = parent.find(f".//{C}numCache")
    cache = numeric if numeric is not None else parent.find(f".//{C}strCache")
    found: list[Any] = [None] * int(cache.find(C + "ptCount").get("val"))
    for point in cache.iter(C + "pt"):
        text = point.findtext(C + "v")
        found[int(point.get("idx"))] = float(text) if numeric is not None else text
    return found


def points(one: Series) -> list[tuple[float, float]]:
    """Return the points of a series that are drawn."""
    pairs = zip(one.x, one.y, strict=True)
    return [(x, y) for x, y in pairs if x is not None and y is not None]


def told(slide: Any) -> dict[str, str]:
    """Return the alternative text of every shape that has one, by the shape's name."""
    found = slide._element.iter(P + "cNvPr")
    return {one.get("name"): one.get("descr") for one in found if one.get("descr")}


def words(slide: Any) -> str:
    """Return every word on a slide that stands outside its charts."""
    return "\n".join("".join(one.itertext()) for one in slide._element.iter(A + "p"))


def group(slide: Any) -> Any:
    """Return the one group on a slide."""
    (found,) = (shape for shape in slide.shapes if shape.shape_type == 6)
    return found
