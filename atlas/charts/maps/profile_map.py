"""Map of one cluster: the regions it covers, and its seat."""

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
from atlas.text import plotly_text

HEIGHT = 460
SEAT = 13


def figure(
    places: pandas.DataFrame, cluster: pandas.Series, view: View, *, evidence: Evidence
) -> go.Figure:
    """Draw the regions that the cluster covers and its seat.

    `places`: one row per drawn region from `cluster_place`. `cluster`: its row of
    `cluster_profile`; `lat` is missing where its seat is not known.
    """
    chart = go.Figure()
    covered = places[places["region_id"].notna()]
    outlines.add_others(chart, view, covered["region_id"])
    # lighter where no source names the region
    for basis, fill in (("inferred", style.scale()[1][1]), ("stated", style.accent())):
        regions = covered[covered["basis"] == basis]
        if not regions.empty:
            _add_covered_regions(chart, regions, fill, basis)
    has_seat = pandas.notna(cluster["lat"])
    if has_seat:
        _add_seat(chart, cluster)
    seat_regions = [cluster["seat_region_id"]] if has_seat else []
    views.show(chart, views.around([*covered["region_id"], *seat_regions]))
    chart.update_layout(
        dragmode="pan",
        legend={"orientation": "h", "x": 0, "y": -0.01, "yanchor": "top"},
        margin={"l": 0, "r": 0, "t": 4, "b": 30},
    )
    title = _("Seat and area")
    area_names = places_text.covered_areas(places)
    return caption.finish(
        chart,
        view,
        covered,
        evidence=evidence,
        title=title,
        unit=_("regions covered"),
        coverage=_("Covers: {regions}").format(regions=", ".join(area_names) or "–"),
        notes=[
            _note_inferred(covered),
            _("Seat worked out, not named by a source.")
            if has_seat and cluster["seat_basis"] == "inferred"
            else "",
            "" if has_seat else _("Its seat is not known."),
        ],
        explained=_(
            "Shaded are the regions that sources name as the cluster's area; where none does, they "
            "are worked out from its name or seat and shaded lighter. A cluster of a whole country "
            "is shaded in all its regions."
        ),
        alt=_("{title}. {name} covers {regions}; seat: {seat}.").format(
            title=title,
            name=cluster["name"],
            regions=", ".join(area_names) or "–",
            seat=cluster["seat_city"] if isinstance(cluster["seat_city"], str) else _("not known"),
        ),
        height=HEIGHT,
    )


def _note_inferred(covered: pandas.DataFrame) -> str:
    count = int((covered["basis"] == "inferred").sum())
    if not count:
        return ""
    sentence = ngettext(
        "{count} lighter region: worked out from name or seat, not named by a source.",
        "{count} lighter regions: worked out from name or seat, not named by a source.",
        count,
    )
    return sentence.format(count=i18n.number(count))


def _add_covered_regions(chart: go.Figure, rows: pandas.DataFrame, fill: str, basis: str) -> None:
    basis_text = _("named by a source") if basis == "stated" else _("worked out from name or seat")
    outlines.add(
        chart,
        rows["region_id"].tolist(),
        [
            plotly_text.lines([plotly_text.bold(i18n.name(row)), basis_text])
            for row in records.of(rows)
        ],
        fill=fill,
        edge=style.paper(),
        width=0.8,
        role=TraceRole.COVERED,
        name=_("Regions covered"),
    )


def _add_seat(chart: go.Figure, cluster: pandas.Series) -> None:
    label = _("Seat: {city}").format(city=cluster["seat_city"])
    chart.add_scattergeo(
        lon=[cluster["lon"]],
        lat=[cluster["lat"]],
        customdata=[cluster["cluster_id"]],
        hovertext=[plotly_text.lines([plotly_text.bold(cluster["name"]), label])],
        hoverinfo="text",
        mode="markers",
        marker={
            "size": SEAT,
            "color": style.series(1),
            "line": {"color": style.paper(), "width": 1.5},
        },
        name=label,
        showlegend=True,
        meta=TraceRole.SEAT.meta(),
    )
