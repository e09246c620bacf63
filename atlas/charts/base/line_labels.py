"""Names at the ends of lines, so that a reader need not match colours with a legend."""

import textwrap
from collections.abc import Sequence
from dataclasses import dataclass

import plotly.graph_objects as go

from atlas.charts.base import style
from atlas.charts.base.trace_role import TraceRole
from atlas.text import plotly_text, shortening

#: letters of a name in a line, its lines, and their height and size in pixels
WIDE, LINES, HIGH, LETTERS = 20, 3, 13, 11
#: air between two names, and what a plot has at least from bottom to top, in pixels
AIR, PLOT = 5, 380
#: what the names take at the right, in pixels
MARGIN = 124
#: from the end of a line to its name, as a share of the axis
AWAY = 0.025
MOST = 8


@dataclass(frozen=True)
class End:
    """Where a line ends. `series_index`: gives its colour and symbol."""

    name: str
    x: float
    y: float
    series_index: int
    group: str


def add(chart: go.Figure, ends: list[End], first: float, low: float, high: float) -> bool:
    """Write the name of each line at its end, and hide the legend on the screen; slides keep it.

    `first`: where the horizontal axis begins; `low`, `high`: the lowest and highest value drawn.
    Returns whether the names fit: there are few lines, which all end at the same place.
    """
    if not 0 < len(ends) <= MOST or len({end.x for end in ends}) > 1:
        return False
    last = ends[0].x
    gap = AWAY * max(last - first, 1)
    bottom, top = min(low, 0.0) * 1.06, max(high * 1.06, 1e-9)
    texts = [_wrap(end.name) for end in ends]
    pixel = (top - bottom) / PLOT
    heights = [(len(plotly_text.split(text))) * HIGH + AIR for text in texts]
    positions = spread([(end.y - bottom) / pixel for end in ends], heights, PLOT)
    for end, text, position in zip(ends, texts, positions, strict=True):
        chart.add_scatter(
            x=[last, last + gap],
            y=[end.y, bottom + position * pixel],
            text=["", text],
            mode="lines+text",
            textposition="middle right",
            textfont={"size": LETTERS, "color": style.ink()},
            # no mark, and dotted: a name that had to move is no value
            line={"color": style.series(end.series_index), "width": 1, "dash": "dot"},
            legendgroup=end.group,
            showlegend=False,
            hoverinfo="skip",
            cliponaxis=False,
            name=end.name,
            meta=TraceRole.ENDS.meta(),
        )
    chart.update_xaxes(range=[first - gap, last + gap])
    chart.update_yaxes(range=[bottom, top])
    chart.update_layout(legend={"visible": False}, margin={"r": MARGIN})
    return True


def spread(wanted: list[float], heights: Sequence[float], room: float) -> list[float]:
    """Return positions close to the `wanted` ones at which no two names overlap.

    Positions count from the bottom. `heights`: of the names; together they must fit into `room`.
    """
    order = sorted(range(len(wanted)), key=wanted.__getitem__)
    offsets, below = [], 0.0
    for index in order:
        offsets.append(below + heights[index] / 2)
        below += heights[index]
    # minus the heights below them, positions only have to rise: average those that do not
    pools: list[tuple[float, int]] = []
    for index, offset in zip(order, offsets, strict=True):
        pools.append((wanted[index] - offset, 1))
        while len(pools) > 1 and pools[-2][0] > pools[-1][0]:
            (level, count), (next_level, next_count) = pools.pop(-2), pools.pop()
            total = count + next_count
            pools.append(((level * count + next_level * next_count) / total, total))
    levels = [min(max(level, 0.0), room - below) for level, count in pools for _ in range(count)]
    positions = [0.0] * len(wanted)
    for index, offset, level in zip(order, offsets, levels, strict=True):
        positions[index] = level + offset
    return positions


def _wrap(name: str) -> str:
    lines = textwrap.wrap(name, WIDE)
    if len(lines) > LINES:
        lines = textwrap.wrap(shortening.shorten(name, WIDE * LINES - 4), WIDE)[:LINES]
    return plotly_text.lines(lines)
