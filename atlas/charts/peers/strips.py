"""Peer strips: one strip a metric, every peer a dot on it, the cluster itself stands out."""

import math
from typing import Any

import pandas
import plotly.graph_objects as go
from plotly.subplots import make_subplots

from atlas import i18n
from atlas.analysis import percentile
from atlas.charts.base import axes, caption, row_labels, style
from atlas.charts.base.trace_role import TraceRole
from atlas.charts.peers import strip_layout
from atlas.i18n import _, ngettext
from atlas.model.evidence import Evidence
from atlas.model.metrics import Metric
from atlas.model.view import View
from atlas.text import evidence as evidence_text
from atlas.text import peer_standing, shortening
from atlas.text import peers as peers_text

#: what managers ask about first; then what else the cluster and enough of its peers report
METRICS = (
    "age_years",
    "members",
    "staff",
    "members_per_staff",
    "events_per_year",
    "members_growth_pct_per_year",
    "working_groups",
)
MOST_METRICS = 8
#: a strip with its heading and its axis, in pixels
HIGH, BETWEEN = 84, 74
LONGEST_NAME = 34
#: keeps a name at the very edge of a logarithmic axis from being taken for outside
EDGE = 1e-6


def reported(
    rows: pandas.DataFrame, cluster_id: str, metrics: dict[str, Metric]
) -> dict[str, percentile.Standing]:
    """Return which metrics a strip can show, in order, and where the cluster stands in each.

    Those of `METRICS` that the cluster and any peer report, or at least five peers do; then others
    about the organisation, and counted again and again, that the cluster and five peers report.
    `rows`: one row per cluster and metric from `metrics_of_clusters`.
    """
    found = {}
    others = [
        one
        for one, metric in metrics.items()
        if one not in METRICS and metric.dated and metric.row["about"] == "cluster_organisation"
    ]
    for one in (*METRICS, *others):
        placed = percentile.among(rows[rows["metric_id"] == one], cluster_id)
        enough = placed.peers >= percentile.FEWEST
        first = one in METRICS
        if (enough and (first or placed.placed)) or (first and placed.placed and placed.peers):
            found[one] = placed
    return dict(list(found.items())[:MOST_METRICS])


def figure(
    rows: pandas.DataFrame,
    cluster_id: str,
    placed: dict[str, percentile.Standing],
    metrics: dict[str, Metric],
    view: View,
    *,
    evidence: Evidence,
    who: str,
) -> go.Figure:
    """Draw a strip for each metric in `placed`.

    `rows`: one row per cluster and metric from `metrics_of_clusters`, the cluster's own among them.
    `placed`: from `reported`. `who`: the sentence that says who the peers are.
    """
    name = view.known.name("clusters", cluster_id)
    height = len(placed) * (HIGH + BETWEEN)
    drawn = make_subplots(
        rows=len(placed),
        cols=1,
        vertical_spacing=BETWEEN / height if len(placed) > 1 else 0,
        subplot_titles=[_heading(metrics[one], placed[one], rows) for one in placed],
    )
    for place, metric_id in enumerate(placed):
        metric = metrics[metric_id]
        part = rows[rows["metric_id"] == metric_id]
        _strip(drawn, part, cluster_id, metric, name, evidence=evidence, line=place + 1)
    axes.headings(drawn, 13, style.ink())
    drawn.update_layout(margin={"t": 84}, legend={"y": 1 + 48 / height, "yanchor": "bottom"})
    title = _("{name} among its peers").format(name=shortening.shorten(name, 60))
    shown = rows[rows["metric_id"].isin(list(placed))]
    reporting = shown.loc[shown["cluster_id"] != cluster_id, "cluster_id"].nunique()
    return caption.finish(
        drawn,
        view,
        shown,
        evidence=evidence,
        title=title,
        coverage=ngettext(
            "{count} peer reports any of these figures",
            "{count} peers report any of these figures",
            reporting,
        ).format(count=i18n.number(reporting)),
        notes=[
            who,
            peer_standing.too_old(),
            caption.hedges(shown),
        ],
        explained=peers_text.explained_standing(),
        columns={"role": _("Role"), "percentile": _("Percentile")},
        alt=_("{title}: {standings}").format(
            title=title,
            standings=" ".join(
                f"{metrics[one].label}: {percentile.words(found)}" for one, found in placed.items()
            ),
        ),
        height=height + 100,
    )


def table(
    rows: pandas.DataFrame, cluster_id: str, placed: dict[str, percentile.Standing]
) -> pandas.DataFrame:
    """Return what is drawn, with the role of each cluster and the cluster's own percentiles."""
    shown = rows[rows["metric_id"].isin(list(placed))]
    own = shown["cluster_id"] == cluster_id
    percentiles = {one: found.percentile for one, found in placed.items()}
    return shown.assign(
        role=own.map({True: "cluster", False: "peer"}),
        percentile=shown["metric_id"].map(percentiles).astype(float).where(own),
    )


def _strip(
    drawn: go.Figure,
    rows: pandas.DataFrame,
    cluster_id: str,
    metric: Metric,
    name: str,
    *,
    evidence: Evidence,
    line: int,
) -> None:
    """Add one strip."""
    where = {"row": line, "col": 1}
    log = strip_layout.logarithmic(rows, metric)
    start, end = strip_layout.ends(rows, log)
    own = rows["cluster_id"] == cluster_id
    peers = rows[~own]
    itself = float(rows.loc[own, "value"].iloc[0]) if own.any() else None
    drawn.add_scatter(
        **_points(peers, metric, evidence),
        y=strip_layout.lanes(peers["value"].tolist(), start, end, log, itself),
        marker={"color": style.quiet(), "size": 10, "opacity": 0.72},
        name=_("Each dot: one peer"),
        legendgroup="peer",
        showlegend=line == 1,
        meta=TraceRole.PEERS.meta(),
        **where,
    )
    drawn.add_scatter(
        **_points(rows[own], metric, evidence),
        y=[0.0] * int(own.sum()),
        marker={
            "color": style.series(1),
            "size": 15,
            "symbol": "diamond",
            "line": {"color": style.paper(), "width": 1.5},
        },
        name=shortening.shorten(name, LONGEST_NAME),
        legendgroup="cluster",
        showlegend=False,
        meta=TraceRole.CLUSTER.meta(),
        **where,
    )
    _key(drawn, name, line, where)
    said = (
        evidence_text.dated(rows[own].iloc[0].to_dict(), metric, evidence.year)
        if own.any()
        else _("not reported")
    )
    text = f"◆ {shortening.shorten(name, LONGEST_NAME)}: <b>{said}</b>"
    row_labels.add(drawn, [text], start, size=12, numbered=True, where=where)
    drawn.update_yaxes(range=[-0.55, 0.75], **where)
    ends = [math.log10(start) - EDGE, math.log10(end)] if log else [start, end]
    drawn.update_xaxes(axes.value_axis(metric, log), range=ends, **where)
    if not log and not metric.row["decimals"] and end - start < 8:
        drawn.update_xaxes(dtick=1, **where)


def _key(drawn: go.Figure, name: str, line: int, where: dict[str, int]) -> None:
    """Name the cluster in the legend once, whether or not it reports the first metric."""
    if line > 1:
        return
    drawn.add_scatter(
        x=[None],
        y=[None],
        mode="markers",
        marker={"color": style.series(1), "size": 15, "symbol": "diamond"},
        name=shortening.shorten(name, LONGEST_NAME),
        legendgroup="cluster",
        **where,
    )


def _points(rows: pandas.DataFrame, metric: Metric, evidence: Evidence) -> dict[str, Any]:
    return {
        "x": rows["value"].tolist(),
        "mode": "markers",
        "error_x": caption.whiskers(rows),
        "hovertext": [caption.hover(row, metric, evidence) for row in rows.to_dict("records")],
        "hoverinfo": "text",
        "cliponaxis": False,
        "customdata": rows["cluster_id"].tolist(),
    }


def _heading(metric: Metric, placed: percentile.Standing, rows: pandas.DataFrame) -> str:
    """Return what stands above a strip: the metric, and under it how the cluster stands."""
    same = metric.calendar or metric.unit.lower() in metric.label.lower()
    log = strip_layout.logarithmic(rows[rows["metric_id"] == metric.row["metric_id"]], metric)
    scale = [] if same else [metric.unit]
    scale += [_("logarithmic axis")] if log else []
    label = f"<b>{metric.label}</b>" + (f" ({', '.join(scale)})" if scale else "")
    return f"{label}<br>{percentile.short(placed)}"
