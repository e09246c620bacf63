"""The traces of a figure by what they are for."""

from typing import Any

import plotly.graph_objects as go

from atlas.charts.base.trace_role import TraceRole


def in_role(figure: go.Figure, role: TraceRole) -> list[Any]:
    """Return the traces of `figure` in `role`, in the order of the figure."""
    return [trace for trace in figure.data if TraceRole.of(trace.meta) is role]
