"""One metric of one cluster over the years, as a panel beside others.

Markers are what a source states for that year, whiskers its hedge, broad strokes values of undated
texts; the dotted line carries the latest known value forward.
"""

from typing import Any

import pandas
import plotly.graph_objects as go

from atlas.charts.base import axes, caption, style
from atlas.charts.base.trace_role import TraceRole
from atlas.charts.metrics import timeline
from atlas.model import records
from atlas.model.evidence import Evidence
from atlas.model.metrics import Metric


def add(
    chart: go.Figure,
    rows: pandas.DataFrame,
    metric: Metric,
    place: int,
    first: int,
    *,
    evidence: Evidence,
    **where: int,
) -> None:
    """Add `rows` (one per year, from `metric_by_year`) to the panel `where`, in a colour.

    `first`: the year in which the axis begins, so that panels run over the same years.
    """
    rows = rows.sort_values("year")
    colour = style.series(place)
    years = rows["year"].tolist()
    line = {"color": colour, "shape": "hv"}
    same: dict[str, Any] = {"name": metric.label, "showlegend": False}
    silent = same | {"mode": "lines", "hoverinfo": "skip"}
    chart.add_scatter(
        x=years,
        y=rows["value"].tolist(),
        line=line | {"width": style.THIN, "dash": "dot"},
        meta=TraceRole.CARRIED.meta(),
        **silent,
        **where,
    )
    chart.add_scatter(
        x=years,
        y=timeline.segments(rows, "value", rows["observed"]),
        line=line | {"width": style.STRONG},
        meta=TraceRole.JOINED.meta(),
        **silent,
        **where,
    )
    look = {"color": colour}
    timeline.add_windows(chart, rows, metric, evidence, look=look, name=metric.label, where=where)
    observed = rows[rows["observed"]]
    chart.add_scatter(
        x=observed["year"].tolist(),
        y=observed["value"].tolist(),
        mode="markers",
        marker={"color": colour, "size": 9},
        error_y=caption.whiskers(observed),
        hovertext=[caption.hover(row, metric, evidence) for row in records.of(observed)],
        hoverinfo="text",
        customdata=observed["cluster_id"].tolist(),
        meta=TraceRole.OBSERVED.meta(),
        **same,
        **where,
    )
    last = max(years)
    # the first year stands clear of the corner, where the zero is written
    margin = max(0.5, 0.04 * (last - first))
    chart.update_xaxes(showgrid=False, **axes.years_axis(first, last, margin), **where)
    top = float(rows["high"].max())
    chart.update_yaxes(axes.counting_axis(top * 1.05), **where)
