"""Lines that say their name at their end, so that nobody has to match colours with a legend."""

import textwrap
from collections.abc import Sequence
from dataclasses import dataclass

import plotly.graph_objects as go

from atlas.charts.base import style
from atlas.charts.base.trace_role import TraceRole
from atlas.text import shortening

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
    """Where a line ends. `place`: of its series, which gives colour and symbol."""

    name: str
    x: float
    y: float
    place: int
    group: str


def add(drawn: go.Figure, ends: list[End], first: float, low: float, high: float) -> bool:
    """Name the lines at their ends and leave the legend out on the screen; slides keep theirs.

    `first`: where the horizontal axis begins; `low`, `high`: the lowest and highest value drawn.
    Returns whether the names fit: there are few lines, which all end at the same place.
    """
    if not 0 < len(ends) <= MOST or len({one.x for one in ends}) > 1:
        return False
    last = ends[0].x
    away = AWAY * max(last - first, 1)
    bottom, top = min(low, 0.0) * 1.06, max(high * 1.06, 1e-9)
    texts = [_wrapped(one.name) for one in ends]
    pixel = (top - bottom) / PLOT
    heights = [(text.count("<br>") + 1) * HIGH + AIR for text in texts]
    places = spread([(one.y - bottom) / pixel for one in ends], heights, PLOT)
    for one, text, up in zip(ends, texts, places, strict=True):
        drawn.add_scatter(
            x=[last, last + away],
            y=[one.y, bottom + up * pixel],
            text=["", text],
            mode="lines+text",
            textposition="middle right",
            textfont={"size": LETTERS, "color": style.ink()},
            # no mark, and dotted: a name that had to move is no value
            line={"color": style.series(one.place), "width": 1, "dash": "dot"},
            legendgroup=one.group,
            showlegend=False,
            hoverinfo="skip",
            cliponaxis=False,
            name=one.name,
            meta=TraceRole.ENDS.meta(),
        )
    drawn.update_xaxes(range=[first - away, last + away])
    drawn.update_yaxes(range=[bottom, top])
    drawn.update_layout(legend={"visible": False}, margin={"r": MARGIN})
    return True


def spread(wanted: list[float], heights: Sequence[float], room: float) -> list[float]:
    """Return places as near as can be to `wanted` (from the bottom), of which no two overlap.

    `heights`: how much each one takes; together they must fit `room`.
    """
    order = sorted(range(len(wanted)), key=wanted.__getitem__)
    offsets, below = [], 0.0
    for place in order:
        offsets.append(below + heights[place] / 2)
        below += heights[place]
    # without the room that those below take, places only have to rise: pool those that do not
    pools: list[tuple[float, int]] = []
    for place, offset in zip(order, offsets, strict=True):
        pools.append((wanted[place] - offset, 1))
        while len(pools) > 1 and pools[-2][0] > pools[-1][0]:
            (one, count), (two, more) = pools.pop(-2), pools.pop()
            pools.append(((one * count + two * more) / (count + more), count + more))
    level = [min(max(one, 0.0), room - below) for one, count in pools for _ in range(count)]
    found = [0.0] * len(wanted)
    for place, offset, one in zip(order, offsets, level, strict=True):
        found[place] = one + offset
    return found


def _wrapped(name: str) -> str:
    lines = textwrap.wrap(name, WIDE)
    if len(lines) > LINES:
        lines = textwrap.wrap(shortening.shorten(name, WIDE * LINES - 4), WIDE)[:LINES]
    return "<br>".join(lines)
