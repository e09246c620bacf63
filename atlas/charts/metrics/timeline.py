"""Timeline: one metric over the years, a line for each cluster.

Markers are values that a source states for that year; whiskers are their hedges. The dotted line
between them carries the latest known value forward; broad strokes are values of undated texts. The
name of a line stands at its end.
"""

from typing import Any

import pandas
import plotly.graph_objects as go

from atlas import i18n
from atlas.charts.base import axes, caption, line_labels, style
from atlas.charts.base.line_labels import End
from atlas.charts.base.trace_role import TraceRole
from atlas.i18n import _
from atlas.model.evidence import Evidence
from atlas.model.metrics import Metric
from atlas.model.view import View
from atlas.text import dates, shortening

MOST_LINES = 8
HEIGHT = 540
LONGEST_NAME = 30
#: half of a year on the axis, with a gap to the next
HALF = 0.45
WINDOW_WIDTH = 7


def figure(
    rows: pandas.DataFrame,
    metric: Metric,
    view: View,
    axis: str = "year",
    most: int = MOST_LINES,
    *,
    evidence: Evidence,
) -> go.Figure:
    """Draw the clusters with the largest latest values.

    `rows`: one row per cluster and year from `metric_by_year`. `axis`: 'year' for calendar years,
    'age' for years since the cluster's founding (clusters without a founding year are left out).
    """
    placed, left_out = _place_on_axis(rows, axis)
    latest = placed.sort_values("year").groupby("cluster_id").last()
    order = latest.sort_values(["value", "name"], ascending=[False, True]).index
    chart = go.Figure()
    ends = [
        _add_cluster(chart, placed[placed["cluster_id"] == cluster_id], metric, evidence, index)
        for index, cluster_id in enumerate(order[:most])
    ]
    set_years_axis(chart, _("Years since founding") if axis == "age" else _("Year"), placed["at"])
    chart.update_yaxes(title=axes.unit_title(metric.unit), rangemode="tozero")
    chart.update_yaxes(axes.money_axis(metric, float(placed["value"].max())))
    title = (
        _("{metric} since founding") if axis == "age" else _("{metric} over the years")
    ).format(metric=metric.label)
    shown = placed[placed["cluster_id"].isin(order[:most])]
    line_labels.add(
        chart,
        ends,
        float(shown["at"].min()),
        float(shown["low"].min()),
        float(shown["high"].max()),
    )
    largest = latest.loc[order[0]].to_dict()
    return caption.finish(
        chart,
        view,
        shown,
        evidence=evidence,
        title=title,
        metrics={"": metric},
        unit=metric.unit,
        coverage=caption.coverage(
            metric, rows["cluster_id"].nunique(), view, evidence, in_any_year=True
        ),
        notes=[
            _("The {shown} largest of {all} are shown.").format(shown=most, all=len(order))
            if len(order) > most
            else "",
            _("{count} without a known founding year are left out.").format(count=left_out)
            if left_out
            else "",
            carried_note(),
            window_note(shown),
            caption.hedges(shown[shown["observed"]]),
        ],
        alt=_("{title}. Largest in {year}: {name}, {value}.").format(
            title=title,
            year=i18n.year(largest["year"]),
            name=largest["name"],
            value=_add_stated_year(metric.with_unit(metric.hedged(largest)), largest),
        ),
        height=HEIGHT,
    )


def _add_stated_year(value: str, row: dict[Any, Any]) -> str:
    """Return a value in words, with the year of its statement where that is an earlier one."""
    return value if dates.years(row) == i18n.year(row["year"]) else dates.dated(value, row)


def carried_note() -> str:
    """Return the note that explains markers and dotted lines."""
    return _("Markers: stated for that year. Dotted lines: carried forward from the last figure.")


def window_note(rows: pandas.DataFrame) -> str:
    """Return the note that explains broad strokes; blank where `rows` have none."""
    if "carried_forward" not in rows:
        return ""
    ending = ~rows["observed"].astype(bool) & ~rows["carried_forward"].astype(bool)
    if not bool((ending & rows["window_end"].notna()).any()):
        return ""
    return _("Broad strokes: from undated texts, as long as the time in which they were written.")


def add_windows(
    chart: go.Figure,
    rows: pandas.DataFrame,
    metric: Metric,
    evidence: Evidence,
    *,
    look: dict[str, Any],
    name: str,
    group: str | None = None,
    where: dict[str, int] | None = None,
) -> None:
    """Draw the values of undated texts, as long as the time in which each text was written.

    `rows`: of one cluster, from `metric_by_year`; `at`, where they have it, is where a year stands.
    A stroke reaches over the whole of its first and its last year, so that it is never a point; one
    whose beginning is not known reaches over a year.
    """
    ending = rows[~rows["observed"] & ~rows["carried_forward"].astype(bool)]
    x: list[float | None] = []
    y: list[float | None] = []
    hovers: list[str] = []
    for row in ending.to_dict("records"):
        first, last = dates.reach(row)
        if last is None:
            continue
        shift = row.get("at", row["year"]) - row["year"]
        begin = first if first is not None else last
        x += [begin + shift - HALF, last + shift + HALF, None]
        y += [row["value"], row["value"], None]
        hover = caption.hover(row, metric, evidence)
        hovers += [hover, hover, ""]
    if not x:
        return
    chart.add_scatter(
        x=x,
        y=y,
        mode="lines",
        line=look | {"width": WINDOW_WIDTH},
        hovertext=hovers,
        hoverinfo="text",
        legendgroup=group,
        showlegend=False,
        name=name,
        meta=TraceRole.WINDOW.meta(),
        **(where or {}),
    )


def set_years_axis(chart: go.Figure, title: str, years: pandas.Series) -> None:
    """Set a horizontal axis of whole years that holds `years`, and a legend below."""
    axis = axes.years_axis(float(years.min()), float(years.max()))
    chart.update_xaxes(title={"text": title}, showgrid=False, **axis)
    chart.update_layout(
        legend={"orientation": "h", "y": -0.16, "yanchor": "top", "x": 0},
        hovermode="closest",
    )


def segments(rows: pandas.DataFrame, column: str, observed: pandas.Series) -> list[float | None]:
    """Return the values of `column`, with gaps where a line must not join two years.

    It joins neighbouring years that were both `observed`.
    """
    is_observed = observed.tolist()
    after_observed = [False, *is_observed[:-1]]
    before_observed = [*is_observed[1:], False]
    return [
        value if here and (after or before) else None
        for value, here, after, before in zip(
            rows[column].tolist(), is_observed, after_observed, before_observed, strict=True
        )
    ]


def _place_on_axis(rows: pandas.DataFrame, axis: str) -> tuple[pandas.DataFrame, int]:
    """Return rows with their place on the axis as `at`, and how many clusters have none."""
    if axis == "year":
        return rows.assign(at=rows["year"]), 0
    known = rows[rows["founding_year"].notna()]
    left_out = rows["cluster_id"].nunique() - known["cluster_id"].nunique()
    known = known.assign(at=known["year"] - known["founding_year"])
    return known[known["at"] >= 0], left_out


def _add_cluster(
    chart: go.Figure, rows: pandas.DataFrame, metric: Metric, evidence: Evidence, index: int
) -> End:
    """Draw the line of one cluster and return where it ends."""
    rows = rows.sort_values("year")
    observed = rows[rows["observed"]]
    name = shortening.shorten(rows["name"].iloc[0], LONGEST_NAME)
    group = str(rows["cluster_id"].iloc[0])
    look = {"color": style.series(index)}
    add_windows(chart, rows, metric, evidence, look=look, name=name, group=group)
    return add_line(
        chart,
        rows,
        ("at", "value"),
        rows["observed"],
        series_index=index,
        name=name,
        group=group,
        error_y=caption.whiskers(observed),
        hovertext=[caption.hover(row, metric, evidence) for row in observed.to_dict("records")],
        customdata=observed["cluster_id"].tolist(),
    )


def add_line(
    chart: go.Figure,
    rows: pandas.DataFrame,
    columns: tuple[str, str],
    observed: pandas.Series,
    *,
    series_index: int,
    name: str,
    group: str,
    **marker_options: Any,
) -> End:
    """Draw a line, dotted where it carries a value forward, with markers; return where it ends.

    `rows`: in the order of years; `columns`: those for x and y; `observed`: which rows a source
    states, which are those with a marker. `group`: what a click in the legend shows or hides.
    """
    x, y = columns
    trace_options = {"legendgroup": group, "name": name}
    line_options = trace_options | {
        "x": rows[x].tolist(),
        "mode": "lines",
        "showlegend": False,
        "hoverinfo": "skip",
    }
    line_style = {"color": style.series(series_index), "shape": "hv"}
    chart.add_scatter(
        **line_options,
        y=rows[y].tolist(),
        line=line_style | {"width": style.THIN, "dash": "dot"},
        meta=TraceRole.CARRIED.meta(),
    )
    chart.add_scatter(
        **line_options,
        y=segments(rows, y, observed),
        line=line_style | {"width": style.STRONG},
        meta=TraceRole.JOINED.meta(),
    )
    chart.add_scatter(
        **trace_options,
        **marker_options,
        x=rows.loc[observed, x].tolist(),
        y=rows.loc[observed, y].tolist(),
        mode="markers",
        marker=style.mark(series_index, 8),
        hoverinfo="text",
        meta=TraceRole.OBSERVED.meta(),
    )
    return End(name, float(rows[x].iloc[-1]), float(rows[y].iloc[-1]), series_index, group)
