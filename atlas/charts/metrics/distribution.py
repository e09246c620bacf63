"""Distribution: the value of each cluster as a point, with the median of each group."""

import math

import pandas
import plotly.graph_objects as go

from atlas import i18n
from atlas.charts.base import axes, caption, row_labels, style
from atlas.i18n import _
from atlas.model.evidence import Evidence
from atlas.model.metrics import Metric
from atlas.model.view import View
from atlas.text import growth, plotly_text, shortening

ROW_HEIGHT = 46
MOST_GROUPS = 25
#: keeps points exactly at the edge from being cut off
EDGE = 1e-6
#: a logarithmic axis spans at least this ratio, so that it has ticks to read
LEAST_RATIO = 12
LONGEST_NAME = 44


def figure(
    rows: pandas.DataFrame,
    metric: Metric,
    view: View,
    by: str,
    logarithmic: bool = True,
    *,
    evidence: Evidence,
) -> go.Figure:
    """Draw a strip for each group, the highest median on top.

    `rows`: one row per cluster from `metric_by_group`. `by`: sector, region or country.
    """
    log = logarithmic and not metric.calendar and bool((rows["value"] > 0).all())
    named = _name_groups(rows)
    medians = _compute_medians(named)
    counts = named.groupby("group").size()
    order = medians.index[:MOST_GROUPS]
    labels = {
        group: f"{shortening.shorten(group, LONGEST_NAME)} ({i18n.number(counts[group])})"
        for group in order
    }
    row_of_group = {group: row for row, group in enumerate(order[::-1])}
    shown = named[named["group"].isin(order)]
    chart = go.Figure()
    chart.add_scatter(
        x=shown["value"].tolist(),
        y=[row_of_group[group] for group in shown["group"]],
        mode="markers",
        marker={"color": style.accent(), "size": 10, "opacity": 0.66},
        error_x=caption.whiskers(shown),
        hovertext=[caption.hover(row, metric, evidence) for row in shown.to_dict("records")],
        hoverinfo="text",
        customdata=shown["cluster_id"].tolist(),
        name=_("One cluster"),
    )
    groups_with_median = [group for group in order if counts[group] > 1]
    if groups_with_median:
        _add_medians(chart, medians[groups_with_median], counts, row_of_group, metric)
    chart.update_xaxes(axes.value_axis(metric, log), title=axes.unit_title(metric.unit))
    chart.update_xaxes(axes.money_axis(metric, float(shown["high"].max())) if not log else {})
    start, end = _find_axis_range(shown, log)
    row_labels.add(
        chart, [labels[group] for group in order][::-1], start, numbered=True, ruled=True
    )
    if log:
        start, end = math.log10(start), math.log10(end)
    chart.update_xaxes(range=[start - EDGE, end])
    title = {
        "sector": _("{metric} by sector group: every cluster"),
        "region": _("{metric} by region: every cluster"),
        "country": _("{metric} by country: every cluster"),
    }[by].format(metric=metric.label)
    return caption.finish(
        chart,
        view,
        shown,
        evidence=evidence,
        title=title,
        metrics={"": metric},
        unit=metric.unit,
        coverage=caption.coverage(metric, evidence.reporting, view, evidence),
        notes=[
            _("In brackets: clusters that report."),
            _("No median where only one reports.") if len(groups_with_median) < len(order) else "",
            _(
                "{shown} of {all} groups are shown: first those in which two or more clusters "
                "report, the highest median on top."
            ).format(shown=len(order), all=len(medians))
            if len(medians) > len(order)
            else "",
            _("Logarithmic axis.") if log else "",
            _("A linear axis, because some values are not above zero.")
            if logarithmic and not log and not metric.calendar
            else "",
            caption.seatless_note(evidence, len(rows), view) if by == "region" else "",
            *growth.notes(shown, metric, view),
            caption.hedges(shown),
        ],
        alt=(
            _("{title}. Highest median: {name}, {value}.")
            if groups_with_median
            else _("{title}. Highest: {name}, {value}.")
        ).format(
            title=title,
            name=order[0],
            value=metric.with_unit(metric.write(medians[order[0]], 1)),
        ),
        height=130 + ROW_HEIGHT * len(order),
    )


def _add_medians(
    chart: go.Figure,
    medians: pandas.Series,
    counts: pandas.Series,
    row_of_group: dict[str, int],
    metric: Metric,
) -> None:
    """Draw a line at the median of each group, in its row."""
    chart.add_scatter(
        x=medians.tolist(),
        y=[row_of_group[group] for group in medians.index],
        mode="markers",
        marker={
            "color": style.series(1),
            "size": 16,
            "symbol": "line-ns",
            "line": {"width": 4, "color": style.series(1)},
        },
        hovertext=[
            plotly_text.bold(group)
            + plotly_text.BREAK
            + _("Median of {count}: {value}").format(
                count=i18n.number(counts[group]),
                value=metric.with_unit(metric.write(median, 1)),
            )
            for group, median in medians.items()
        ],
        hoverinfo="text",
        name=_("Median of the group"),
    )


def ordered(rows: pandas.DataFrame) -> pandas.DataFrame:
    """Return `rows` group by group, in the order of the chart."""
    named = _name_groups(rows)
    position_of_group = {group: idx for idx, group in enumerate(_compute_medians(named).index)}
    return (
        rows.assign(_at=named["group"].map(position_of_group))
        .sort_values("_at", kind="stable")
        .drop(columns="_at")
    )


def _name_groups(rows: pandas.DataFrame) -> pandas.DataFrame:
    return rows.assign(group=[i18n.name(row, "group_name") for row in rows.to_dict("records")])


def _compute_medians(named: pandas.DataFrame) -> pandas.Series:
    """Return the median of each group, the highest first; groups of one cluster come last."""
    groups = named.groupby("group")["value"].agg(["median", "size"])
    groups["is_single"] = groups["size"] == 1
    sorted_groups = groups.sort_values(
        ["is_single", "median"], ascending=[True, False], kind="stable"
    )
    return sorted_groups["median"]


def _find_axis_range(rows: pandas.DataFrame, log: bool) -> tuple[float, float]:
    """Return where the horizontal axis begins and ends, with some space at both ends."""
    first, last = float(rows["value"].min()), float(rows["value"].max())
    if log:
        pad = max(1.3, math.sqrt(LEAST_RATIO * first / last))
        return first / pad, last * pad
    pad = max(1.0, (last - first) * 0.03)
    return (max(0.0, first - pad) if first >= 0 else first - pad), last + pad
