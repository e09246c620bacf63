"""Peer strips: one strip a metric, every peer a dot on it, the cluster itself stands out."""

import math
from typing import Any

import pandas
import plotly.graph_objects as go
from plotly.subplots import make_subplots

from atlas import i18n
from atlas.analysis import percentile
from atlas.charts.base import axes, caption, mobile, row_labels, style
from atlas.charts.base.trace_role import TraceRole
from atlas.charts.peers import strip_layout
from atlas.i18n import _, ngettext
from atlas.model.evidence import Evidence
from atlas.model.metrics import Metric
from atlas.model.view import View
from atlas.text import evidence as evidence_text
from atlas.text import growth, peer_standing, plotly_text, shortening
from atlas.text import peers as peers_text

#: the metrics that come first; others that the cluster and enough of its peers report follow
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
LONGEST_NAME = 40
#: keeps a name at the very edge of a logarithmic axis inside it
EDGE = 1e-6


def find_standings(
    rows: pandas.DataFrame, cluster_id: str, metrics: dict[str, Metric]
) -> dict[str, percentile.Standing]:
    """Return the cluster's standing in each metric that a strip can show, in order.

    Those of `METRICS` that the cluster and any peer report, or at least five peers do; then others
    about the organisation, and counted again and again, that the cluster and five peers report.
    `rows`: one row per cluster and metric from `metrics_of_clusters`.
    """
    standings = {}
    others = [
        metric_id
        for metric_id, metric in metrics.items()
        if metric_id not in METRICS
        and metric.dated
        and metric.row["about"] == "cluster_organisation"
    ]
    for metric_id in (*METRICS, *others):
        standing = percentile.stand_among(rows[rows["metric_id"] == metric_id], cluster_id)
        enough = standing.peers >= percentile.FEWEST
        first = metric_id in METRICS
        if (enough and (first or standing.is_placed)) or (
            first and standing.is_placed and standing.peers
        ):
            standings[metric_id] = standing
    return dict(list(standings.items())[:MOST_METRICS])


def figure(
    rows: pandas.DataFrame,
    cluster_id: str,
    standings: dict[str, percentile.Standing],
    metrics: dict[str, Metric],
    view: View,
    *,
    evidence: Evidence,
    peers_sentence: str,
) -> go.Figure:
    """Draw a strip for each metric in `standings`.

    `rows`: one row per cluster and metric from `metrics_of_clusters`, the cluster's own among them.
    `standings`: from `find_standings`. `peers_sentence`: the sentence that says who the peers are.
    """
    name = view.known.name("clusters", cluster_id)
    height = len(standings) * (HIGH + BETWEEN)
    chart = make_subplots(
        rows=len(standings),
        cols=1,
        vertical_spacing=BETWEEN / height if len(standings) > 1 else 0,
        subplot_titles=[
            _heading(metrics[metric_id], standings[metric_id], rows) for metric_id in standings
        ],
    )
    for place, metric_id in enumerate(standings):
        metric = metrics[metric_id]
        metric_rows = rows[rows["metric_id"] == metric_id]
        _add_strip(chart, metric_rows, cluster_id, metric, name, evidence=evidence, line=place + 1)
    axes.headings(chart, 13, style.ink())
    chart.update_layout(margin={"t": 84}, legend={"y": 1 + 48 / height, "yanchor": "bottom"})
    title = _("{name} among its peers").format(name=shortening.shorten(name, 60))
    shown = rows[rows["metric_id"].isin(list(standings))]
    reporting = shown.loc[shown["cluster_id"] != cluster_id, "cluster_id"].nunique()
    return caption.finish(
        chart,
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
            peers_sentence,
            peer_standing.too_old(),
            caption.hedges(shown),
        ],
        explained=peers_text.explain_standing(),
        columns={"role": _("Role"), "percentile": _("Percentile")},
        alt=_("{title}: {standings}").format(
            title=title,
            standings=" ".join(
                f"{metrics[metric_id].label}: {percentile.describe(standing)}"
                for metric_id, standing in standings.items()
            ),
        ),
        height=height + 100,
    )


def table(
    rows: pandas.DataFrame, cluster_id: str, standings: dict[str, percentile.Standing]
) -> pandas.DataFrame:
    """Return what is drawn, with the role of each cluster and the cluster's own percentiles."""
    shown = rows[rows["metric_id"].isin(list(standings))]
    own = shown["cluster_id"] == cluster_id
    percentiles = {metric_id: standing.percentile for metric_id, standing in standings.items()}
    return shown.assign(
        role=own.map({True: "cluster", False: "peer"}),
        percentile=shown["metric_id"].map(percentiles).astype(float).where(own),
    )


def _add_strip(
    chart: go.Figure,
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
    own_value = float(rows.loc[own, "value"].iloc[0]) if own.any() else None
    chart.add_scatter(
        **_points(peers, metric, evidence),
        y=strip_layout.lanes(peers["value"].tolist(), start, end, log, own_value),
        marker={"color": style.quiet(), "size": 10, "opacity": 0.72},
        name=_("Each dot: one peer"),
        legendgroup="peer",
        showlegend=line == 1,
        meta=TraceRole.PEERS.meta(),
        **where,
    )
    chart.add_scatter(
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
    _add_legend_entry(chart, name, line, where)
    written = (
        evidence_text.dated(rows[own].iloc[0].to_dict(), metric, evidence.year)
        if own.any()
        else _("not reported")
    )
    text = _write_own(name, written, LONGEST_NAME)
    briefly = _brief(rows[own].iloc[0].to_dict(), metric, written) if own.any() else written
    short = _write_own(name, briefly, mobile.LETTERS - len(f"◆ : {briefly}"))
    row_labels.add(chart, [text], start, short=[short], size=12, numbered=True, where=where)
    chart.update_yaxes(range=[-0.55, 0.75], **where)
    axis_ends = [math.log10(start) - EDGE, math.log10(end)] if log else [start, end]
    chart.update_xaxes(axes.value_axis(metric, log), range=axis_ends, **where)
    if not log and not metric.row["decimals"] and end - start < 8:
        chart.update_xaxes(dtick=1, **where)


def _write_own(name: str, written: str, longest: int) -> str:
    """Return what stands over the cluster's own mark: its name and value."""
    return f"◆ {shortening.shorten(name, longest)}: {plotly_text.bold(written)}"


def _brief(row: dict[Any, Any], metric: Metric, written: str) -> str:
    """Return a value with what a phone has room for of the growth that it tells."""
    told = growth.briefly(row)
    return f"{metric.hedged(row)} ({told})" if told else written


def _add_legend_entry(chart: go.Figure, name: str, line: int, where: dict[str, int]) -> None:
    """Add the cluster to the legend once, whether or not it reports the first metric."""
    if line > 1:
        return
    chart.add_scatter(
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


def _heading(metric: Metric, standing: percentile.Standing, rows: pandas.DataFrame) -> str:
    """Return the heading of a strip: the metric, and under it the cluster's standing."""
    unit_in_label = metric.calendar or metric.unit.lower() in metric.label.lower()
    log = strip_layout.logarithmic(rows[rows["metric_id"] == metric.row["metric_id"]], metric)
    scale = [] if unit_in_label else [metric.unit]
    scale += [_("logarithmic axis")] if log else []
    label = plotly_text.bold(metric.label) + (f" ({', '.join(scale)})" if scale else "")
    return plotly_text.lines([label, percentile.describe_briefly(standing)])
