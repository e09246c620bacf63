"""Where one cluster is at home: the regions it covers, and its seat."""

import pandas
import plotly.graph_objects as go

from atlas import i18n
from atlas.charts.base import caption, style
from atlas.charts.base.trace_role import TraceRole
from atlas.charts.maps import outlines, views
from atlas.i18n import _, ngettext
from atlas.model import records
from atlas.model.evidence import Evidence
from atlas.model.view import View
from atlas.text import places as places_text

HEIGHT = 460
SEAT = 13


def figure(
    places: pandas.DataFrame, cluster: pandas.Series, view: View, *, evidence: Evidence
) -> go.Figure:
    """Draw the regions that the cluster covers and its seat.

    `places`: one row per drawn region from `cluster_place`. `cluster`: its row of
    `cluster_profile`; `lat` is missing where its seat is not known.
    """
    drawn = go.Figure()
    covered = places[places["region_id"].notna()]
    _others(drawn, view, covered)
    for basis, fill in (("inferred", lighter()), ("stated", style.accent())):
        part = covered[covered["basis"] == basis]
        if not part.empty:
            _covered(drawn, part, fill, basis)
    seated = pandas.notna(cluster["lat"])
    if seated:
        _seat(drawn, cluster)
    countries = [cluster["seat_region_id"]] if seated else []
    views.show(drawn, views.around([*covered["region_id"], *countries]))
    drawn.update_layout(
        dragmode="pan",
        legend={"orientation": "h", "x": 0, "y": -0.01, "yanchor": "top"},
        margin={"l": 0, "r": 0, "t": 4, "b": 30},
    )
    title = _("Seat and area")
    named = places_text.covered_areas(places)
    return caption.finish(
        drawn,
        view,
        covered,
        evidence=evidence,
        title=title,
        unit=_("regions covered"),
        coverage=_("Covers: {regions}").format(regions=", ".join(named) or "–"),
        notes=[
            _inferred(covered),
            _("Seat worked out, not named by a source.")
            if seated and cluster["seat_basis"] == "inferred"
            else "",
            "" if seated else _("Its seat is not known."),
        ],
        explained=_(
            "Shaded are the regions that sources name as the cluster's area; where none does, they "
            "are worked out from its name or seat and shaded lighter. A cluster of a whole country "
            "is shaded in all its regions."
        ),
        alt=_("{title}. {name} covers {regions}; seat: {seat}.").format(
            title=title,
            name=cluster["name"],
            regions=", ".join(named) or "–",
            seat=cluster["seat_city"] if isinstance(cluster["seat_city"], str) else _("not known"),
        ),
        height=HEIGHT,
    )


def lighter() -> str:
    """Return the fill of regions that no source names."""
    return style.scale()[1][1]


def _inferred(covered: pandas.DataFrame) -> str:
    count = int((covered["basis"] == "inferred").sum())
    if not count:
        return ""
    said = ngettext(
        "{count} lighter region: worked out from name or seat, not named by a source.",
        "{count} lighter regions: worked out from name or seat, not named by a source.",
        count,
    )
    return said.format(count=i18n.number(count))


def _others(drawn: go.Figure, view: View, covered: pandas.DataFrame) -> None:
    rest = view.known.outlines
    rest = rest[~rest["id"].isin(covered["region_id"])]
    hovers = [f"<b>{i18n.name(row)}</b>" for row in records.of(rest)]
    outlines.add(
        drawn,
        rest["id"].tolist(),
        hovers,
        fill=style.paper(),
        edge=style.line(),
        width=0.6,
        role=TraceRole.OUTLINE,
    )


def _covered(drawn: go.Figure, rows: pandas.DataFrame, fill: str, basis: str) -> None:
    said = _("named by a source") if basis == "stated" else _("worked out from name or seat")
    outlines.add(
        drawn,
        rows["region_id"].tolist(),
        [f"<b>{i18n.name(row)}</b><br>{said}" for row in records.of(rows)],
        fill=fill,
        edge=style.paper(),
        width=0.8,
        role=TraceRole.COVERED,
        name=_("Regions covered"),
    )


def _seat(drawn: go.Figure, cluster: pandas.Series) -> None:
    said = _("Seat: {city}").format(city=cluster["seat_city"])
    drawn.add_scattergeo(
        lon=[cluster["lon"]],
        lat=[cluster["lat"]],
        customdata=[cluster["cluster_id"]],
        hovertext=[f"<b>{cluster['name']}</b><br>{said}"],
        hoverinfo="text",
        mode="markers",
        marker={
            "size": SEAT,
            "color": style.series(1),
            "line": {"color": style.paper(), "width": 1.5},
        },
        name=said,
        showlegend=True,
        meta=TraceRole.SEAT.meta(),
    )
