"""Regions in one colour: the background of a map, and regions that no value shades."""

from collections.abc import Sequence

import pandas
import plotly.graph_objects as go

from atlas import i18n
from atlas.charts.base import style
from atlas.charts.base.trace_role import TraceRole
from atlas.model import boundaries, records
from atlas.model.view import View
from atlas.text import plotly_text

OUTLINES = boundaries.ADDRESS


def add(
    chart: go.Figure,
    region_ids: Sequence[str],
    hovertexts: Sequence[str],
    *,
    fill: str,
    edge: str,
    width: float,
    role: TraceRole,
    name: str | None = None,
) -> None:
    """Draw regions filled with one colour. `role`: tells exports what they stand for."""
    chart.add_choropleth(
        geojson=OUTLINES,
        featureidkey="properties.region_id",
        locations=list(region_ids),
        z=[0] * len(region_ids),
        colorscale=[[0, fill], [1, fill]],
        showscale=False,
        marker={"line": {"color": edge, "width": width}},
        hovertext=list(hovertexts),
        hoverinfo="text",
        name=name,
        showlegend=False,
        meta=role.meta(),
    )


def add_others(chart: go.Figure, view: View, region_ids: pandas.Series, hover: str = "") -> None:
    """Draw all regions that are not among `region_ids` blank, so that the map has no holes.

    `hover`: what their hover texts say below the name.
    """
    others = view.known.outlines
    others = others[~others["id"].isin(region_ids)]
    add(
        chart,
        others["id"].tolist(),
        [
            plotly_text.lines([plotly_text.bold(i18n.name(row)), *([hover] if hover else [])])
            for row in records.of(others)
        ],
        fill=style.paper(),
        edge=style.line(),
        width=0.6,
        role=TraceRole.OUTLINE,
    )
