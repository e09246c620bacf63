"""A map as files show it: as close as its selection lets it be.

On a page a reader moves the map, and a region is chosen by pointing at it; a file shows one view.
"""

import plotly.graph_objects as go

from atlas.charts.base.trace_role import TraceRole, UnknownRole
from atlas.charts.maps import hatching, spreading, views

#: traces whose regions are those of the selection
SELECTED = {TraceRole.SHADED, TraceRole.NOT_REPORTED}


def of(figure: go.Figure) -> go.Figure:
    """Return `figure` closer to the regions and seats that are selected.

    Itself where it is no map of a selection, or its selection fills the view.
    """
    try:
        roles = [TraceRole.of(trace.meta) for trace in figure.data]
    except UnknownRole:
        return figure  # whoever reads it for a file refuses it by its name
    if not SELECTED & set(roles):
        return figure
    geo = figure.layout.geo
    view = {"lon": tuple(geo.lonaxis.range), "lat": tuple(geo.lataxis.range)}
    regions = [
        region_id
        for role, trace in zip(roles, figure.data, strict=True)
        if role in SELECTED
        for region_id in trace.locations
    ]
    # clusters that are only active in the regions chosen may have their seats anywhere
    seats = [
        (lon, lat)
        for role, trace in zip(roles, figure.data, strict=True)
        if role is TraceRole.SEATS
        for (lon, lat), is_elsewhere in zip(
            trace.meta["places"], trace.meta["elsewhere"], strict=True
        )
        if not is_elsewhere
    ]
    closer = views.closer(view, regions, seats)
    if closer == view:
        return figure
    shown = go.Figure(figure)
    views.show(shown, closer)
    spreading.spread(shown, closer)
    hatched = [
        region_id
        for role, trace in zip(roles, figure.data, strict=True)
        if role is TraceRole.NOT_REPORTED
        for region_id in trace.locations
    ]
    for role, trace in zip(roles, shown.data, strict=True):
        if role is TraceRole.HATCHING:
            trace.lon, trace.lat = hatching.cross(hatched, closer, views.AREAS["europe"].view).T
    return shown
