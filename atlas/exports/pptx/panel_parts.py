"""Panels in parts that can be read: as many slides as their rows need at the smallest letters."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from typing import Any

from atlas.exports.figure_reader import Panel, Trace
from atlas.exports.pptx.bar_series import Bars
from atlas.exports.pptx.point_series import Points
from atlas.exports.pptx.table_parts import evenly

#: says whether panels that share a slide can be read
Fits = Callable[[list[Panel]], bool]


def parts(panels: list[Panel], fits: Fits) -> list[list[Panel]]:
    """Return the panels of each slide: whole ones as long as they fit, else some of their rows."""
    for count in range(1, len(panels) + 1):
        groups = evenly(panels, count)
        if all(fits(group) for group in groups):
            return groups
    return [part for panel in panels for part in _rows_in_parts(panel, fits)]


def _rows_in_parts(panel: Panel, fits: Fits) -> list[list[Panel]]:
    """Return a panel in parts, the upper rows first; whole where it has no rows."""
    names = row_names(panel)
    for count in range(1, len(names) + 1):
        groups = evenly(range(len(names)), count)
        cut = [[cut_rows(panel, min(group), max(group) + 1)] for group in groups]
        if all(fits(part) for part in cut):
            return list(reversed(cut))
    return [[panel]]


def row_names(panel: Panel) -> list[str]:
    """Return the names of a panel's rows from the bottom; none where it has no rows."""
    if panel.traces[0].kind == "bar":
        bars = Bars.of(panel)
        return bars.categories if bars.is_horizontal else []
    return Points.of(panel).rows


def cut_rows(panel: Panel, first: int, end: int) -> Panel:
    """Return the rows from `first` to before `end`, on an axis as long as that of all."""
    is_bar = panel.traces[0].kind == "bar"
    names = row_names(panel)
    kept = names[first:end]
    reach = Bars.of(panel).axis_values() if is_bar else Points.of(panel).axis_values("x")

    def move(y: Any) -> Any:
        if isinstance(y, str):
            return y if y in kept else None
        if is_bar:
            return y if str(y) in kept else None
        return y - first if y is not None and first - 0.5 <= y < end - 0.5 else None

    across = replace(panel.x, reach=(min(reach), max(reach)) if reach else ())
    down = replace(panel.y, categories=tuple(kept) if is_bar or panel.y.categories else ())
    return replace(
        panel,
        traces=[_cut(trace, move, end - first) for trace in panel.traces],
        names=[_cut(trace, move, end - first) for trace in panel.names],
        x=across,
        y=down,
    )


def _cut(trace: Trace, move: Callable[[Any], Any], rows: int) -> Trace:
    """Return the points of a trace in the rows that `move` leaves, at their new places."""
    ys = list(trace.get("y") or ())
    if _runs_through(trace, ys):
        return Trace({**trace, "y": [-0.6, rows - 0.3]}, trace.role)
    moved = [move(y) for y in ys]
    # a gap in a line stays one
    kept = [at for at, y in enumerate(ys) if y is None or moved[at] is not None]
    picked = _pick(trace, kept, len(ys))
    return Trace({**picked, "y": [moved[at] for at in kept]}, trace.role)


def _runs_through(trace: Trace, ys: list[Any]) -> bool:
    """Say whether a trace is a line from below the first row to above the last."""
    return len(ys) == 2 and not any(isinstance(y, str) or y is None for y in ys) and ys[0] < -0.5


def _pick(values: Mapping[str, Any], kept: Iterable[int], count: int) -> dict[str, Any]:
    """Return attributes of a trace, of their lists with a value a point only those at `kept`."""
    places = list(kept)
    picked: dict[str, Any] = {}
    for key, value in values.items():
        if isinstance(value, Mapping):
            picked[key] = _pick(value, places, count)
        elif isinstance(value, list) and len(value) == count and key != "colorscale":
            picked[key] = [value[at] for at in places]
        else:
            picked[key] = value
    return picked
