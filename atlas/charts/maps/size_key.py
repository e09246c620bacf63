"""The key to the sizes of circles: samples as large as those on the map, side by side.

A legend of Plotly draws no circle larger than 16 pixels, so the samples are shapes of the layout,
which keep their size in pixels. Each is a trace without points as well, which slides read.
"""

from collections.abc import Sequence
from typing import Any

import plotly.graph_objects as go

from atlas.charts.base import style
from atlas.charts.base.trace_role import TraceRole
from atlas.i18n import _

#: what the shapes and texts of the key are called in the layout
NAME = "size key"
#: where it stands on the page: at the lower left corner of the map
CORNER = (0.0, 0.0)
#: pixels: letters, the width of one on average, gaps beside circles and texts, the plate's rim
LETTERS, LETTER, GAP, RIM = 12, 6.6, 6, 8


def add(chart: go.Figure, samples: Sequence[tuple[str, str, float]], look: dict[str, Any]) -> None:
    """Add a key for `samples`: their values without and with a unit, their diameters in pixels.

    Small ones come first, and the last one has its unit. `look`: that of the circles. The key
    stands at the lower left corner of the map.
    """
    for number, (value, with_unit, size) in enumerate(samples, start=1):
        chart.add_scattergeo(
            lon=[None],
            lat=[None],
            mode="markers",
            marker={"size": size} | look,
            name=_("Cluster: {metric}").format(metric=with_unit),
            showlegend=False,
            meta=TraceRole.SIZE.meta(written=with_unit if number == len(samples) else value),
        )
    draw(chart, CORNER)


def draw(chart: go.Figure, corner: tuple[float, float]) -> None:
    """Draw the key anew, with its lower left corner at a place, in shares of the plot."""
    samples = _samples(chart)
    layout = chart.layout
    layout.shapes = [shape for shape in layout.shapes if shape.name != NAME]
    layout.annotations = [note for note in layout.annotations if note.name != NAME]
    if not samples:
        return
    high = height(chart)
    anchor: dict[str, Any] = {
        "xref": "paper",
        "yref": "paper",
        "xsizemode": "pixel",
        "ysizemode": "pixel",
    }
    anchor |= {"xanchor": corner[0], "yanchor": corner[1], "name": NAME}
    left, circles = float(RIM), []
    for trace in samples:
        size = trace.marker.size
        low = (high - size) / 2
        circles.append(
            {
                "type": "circle",
                **{"x0": left, "x1": left + size, "y0": low, "y1": low + size},
                "fillcolor": trace.marker.color,
                "line": {"color": trace.marker.line.color, "width": 1},
                **anchor,
            }
        )
        said = trace.meta["written"]
        layout.annotations += (
            go.layout.Annotation(
                text=said,
                **{"xref": "paper", "yref": "paper", "x": corner[0], "y": corner[1]},
                **{"xanchor": "left", "yanchor": "middle", "align": "left"},
                xshift=left + size + GAP / 2,
                yshift=high / 2,
                font={"size": LETTERS, "color": style.ink()},
                showarrow=False,
                name=NAME,
            ),
        )
        left += size + GAP + len(said) * LETTER + GAP
    plate = {
        "type": "rect",
        **{"x0": 0, "x1": left, "y0": 0, "y1": high},
        "fillcolor": style.paper(),
        "opacity": 0.85,
        "line": {"width": 0},
        **anchor,
    }
    for shape in (plate, *circles):
        layout.shapes += (go.layout.Shape(**shape),)


def height(chart: go.Figure) -> float:
    """Return how high the key of `chart` is, in pixels; 0 where there is none."""
    sizes = [float(trace.marker.size) for trace in _samples(chart)]
    return max(*sizes, LETTERS) + 2 * RIM if sizes else 0.0


def _samples(chart: go.Figure) -> list[go.Scattergeo]:
    return [trace for trace in chart.data if TraceRole.of(trace.meta) is TraceRole.SIZE]
