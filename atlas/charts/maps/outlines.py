"""Regions of the map as flat areas: what stands behind a map, and what has no shade of its own."""

from collections.abc import Sequence

import plotly.graph_objects as go

from atlas.charts.base.trace_role import TraceRole
from atlas.model import boundaries

OUTLINES = boundaries.ADDRESS


def add(
    drawn: go.Figure,
    region_ids: Sequence[str],
    hovertexts: Sequence[str],
    *,
    fill: str,
    edge: str,
    width: float,
    role: TraceRole,
    name: str | None = None,
) -> None:
    """Draw regions filled with one colour. `role`: what they stand for, as exports know it."""
    drawn.add_choropleth(
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
