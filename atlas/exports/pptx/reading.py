"""Read a figure: its traces as plain data, sorted into panels; refuse what no slide can hold."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

import plotly.graph_objects as go

from atlas.exports.pptx import markup
from atlas.i18n import _
from atlas.text.chart_text import ChartText

Trace = dict[str, Any]
#: trace types that share a panel with axes; those of a map; those that become a table
POINTS = {"scatter", "scattergl"}
ON_AXES = {"bar", *POINTS}
ON_MAP = {"choropleth", "scattergeo"}
IN_CELLS = {"heatmap", "table"}
KNOWN = ON_AXES | ON_MAP | IN_CELLS
#: roles of what only a screen draws: names in its margins, where a chart of an office program has a
#: legend, and rims around whiskers
SCREEN = ("ends", "casing")


class NoSlide(ValueError):
    """A figure holds something that no slide can hold; the message names it, and the chart."""


@dataclass(frozen=True)
class Panel:
    """Traces that share a pair of axes. `names`: the traces that write names above rows."""

    traces: list[Trace]
    x: dict[str, Any]
    y: dict[str, Any]
    heading: str = ""
    names: list[Trace] = field(default_factory=list)


@dataclass(frozen=True)
class Reading:
    """A figure as plain data, and what it says. `kind`: 'panels', 'map' or 'cells'."""

    kind: str
    text: ChartText
    layout: Mapping[str, Any]
    traces: list[Trace]
    panels: list[Panel]


def read(figure: go.Figure, title: str = "") -> Reading:
    """Return `figure` as plain data.

    Raises NoSlide for a trace type that has no native form, or for a mix that has none.
    """
    layout = figure.layout.to_plotly_json()
    text = ChartText.of(figure)
    every = [_plain(trace) for trace in figure.data if trace.visible in (None, True)]
    traces = [trace for trace in every if role(trace) not in SCREEN]
    chart = title or text.title
    # what is drawn only for the legend may be of any type
    kinds = {trace["type"] for trace in traces if role(trace) != "key"}
    for kind in sorted(kinds - KNOWN):
        raise NoSlide(_refused(kind, chart))
    if not traces:
        raise NoSlide(_("“{chart}” holds nothing that could be drawn.").format(chart=chart))
    if kinds <= ON_AXES:
        return Reading("panels", text, layout, traces, _panels(traces, layout, chart))
    if kinds <= ON_MAP:
        return Reading("map", text, layout, traces, [])
    if kinds <= IN_CELLS and len(traces) == 1:
        return Reading("cells", text, layout, traces, [])
    raise NoSlide(_refused(" + ".join(sorted(kinds)), chart))


def _refused(kind: str, chart: str) -> str:
    said = _("“{chart}” cannot become a slide: nothing in PowerPoint stands for “{kind}”.")
    return said.format(chart=chart, kind=kind)


def _plain(trace: Any) -> Trace:
    """Return a trace as a plain dictionary whose data are lists."""
    data: Trace = trace.to_plotly_json()
    for key, value in data.items():
        if hasattr(value, "tolist"):
            data[key] = value.tolist()
        elif isinstance(value, tuple):
            data[key] = list(value)
    return data


def role(trace: Trace) -> str:
    """Return what a trace is for, such as 'names'; blank when it does not say."""
    meta = trace.get("meta")
    return str(meta.get("role", "")) if isinstance(meta, dict) else ""


def filled(trace: Trace) -> bool:
    """Return whether a trace draws any point; keys of the legend do not."""
    across, up = trace.get("x") or trace.get("lon"), trace.get("y") or trace.get("lat")
    return bool(
        across
        and up
        and any(a is not None and b is not None for a, b in zip(across, up, strict=False))
    )


def _panels(traces: list[Trace], layout: Mapping[str, Any], chart: str) -> list[Panel]:
    """Return one panel per pair of axes, in reading order, with its heading."""
    groups: dict[tuple[str, str], list[Trace]] = {}
    for trace in traces:
        pair = (trace.get("xaxis", "x"), trace.get("yaxis", "y"))
        groups.setdefault(pair, []).append(trace)
    headings = _headings(layout)
    panels = []
    for (x, y), group in groups.items():
        axes = (layout.get(_axis(x)) or {}, layout.get(_axis(y)) or {})
        panels.append(_panel(group, axes, headings.get((x, y), ""), chart))
    return panels


def _panel(
    group: list[Trace], axes: tuple[dict[str, Any], dict[str, Any]], heading: str, chart: str
) -> Panel:
    names = [trace for trace in group if role(trace) == "names"]
    drawn = [trace for trace in group if role(trace) != "names"]
    kinds = {"bar" if trace["type"] == "bar" else "scatter" for trace in drawn if filled(trace)}
    if len(kinds) > 1:
        raise NoSlide(_refused(" + ".join(sorted(kinds)), chart))
    return Panel(drawn, *axes, heading, names)


def _axis(short: str) -> str:
    """Return the name in the layout of an axis that a trace calls 'x2': 'xaxis2'."""
    return f"{short[0]}axis{short[1:]}"


def _headings(layout: Mapping[str, Any]) -> dict[tuple[str, str], str]:
    """Return the annotation that stands over the left edge of each panel."""
    found = {}
    for key, axis in layout.items():
        if not re.fullmatch(r"xaxis\d*", key) or "domain" not in axis:
            continue
        y = axis.get("anchor", "y")
        up = (layout.get(_axis(y)) or {}).get("domain", (0, 1))
        left, top = axis["domain"][0], up[1]
        for note in layout.get("annotations") or ():
            if abs(note.get("x", -9) - left) < 0.01 and abs(note.get("y", -9) - top) < 0.01:
                found["x" + key[5:], y] = markup.plain(note.get("text", ""))
    return found


def shown_in_legend(traces: Iterable[Trace], layout: Mapping[str, Any]) -> set[int]:
    """Return the places of the traces that the legend names.

    A trace without points that only keys a group hands its place to the group's first one.
    """
    every = list(traces)
    listed: set[int] = set()
    wanted = [place for place, one in enumerate(every) if one.get("showlegend") is not False]
    if layout.get("showlegend") is False:
        return set()
    if len(wanted) < 2 and not (layout.get("showlegend") or _insists(every)):
        return set()
    for place in wanted:
        group = every[place].get("legendgroup")
        stand_in = [
            other
            for other, one in enumerate(every)
            if filled(one) and group is not None and one.get("legendgroup") == group
        ]
        if filled(every[place]):
            listed.add(place)
        elif stand_in:
            listed.add(stand_in[0])
    return listed


def _insists(traces: list[Trace]) -> bool:
    return any(one.get("showlegend") is True for one in traces)
