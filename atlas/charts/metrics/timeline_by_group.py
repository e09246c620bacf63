"""Timeline by group: a metric over the years, a line for each sector group, region or country."""

from typing import Any

import pandas
import plotly.graph_objects as go

from atlas import i18n
from atlas.charts.base import axes, caption, line_labels
from atlas.charts.base.line_labels import End
from atlas.charts.metrics.timeline import HEIGHT, MOST_LINES, add_line, carried_note, set_years_axis
from atlas.i18n import _
from atlas.model.evidence import Evidence
from atlas.model.metrics import STATISTIC_COLUMNS, Metric, statistic_name, statistic_word
from atlas.model.view import View
from atlas.text import certainty, dates, plotly_text, reporting


def figure(
    rows: pandas.DataFrame,
    metric: Metric,
    statistic: str,
    view: View,
    by: str,
    *,
    evidence: Evidence,
) -> go.Figure:
    """Draw the groups with the largest latest values.

    `rows`: one row per group and year from `metric_by_year_and_group`.
    `statistic`: sum, median or count. `by`: sector, region or country.
    """
    column = STATISTIC_COLUMNS[statistic]
    latest = sort_latest(rows, column)
    order = latest.index
    chart = go.Figure()
    ends = [
        _add_group(chart, rows[rows["group_id"] == group_id], metric, statistic, index)
        for index, group_id in enumerate(order[:MOST_LINES])
    ]
    set_years_axis(chart, _("Year"), rows["year"])
    unit = _("clusters") if statistic == "count" else metric.unit
    chart.update_yaxes(title=axes.unit_title(unit), rangemode="tozero")
    if statistic != "count":
        chart.update_yaxes(axes.money_axis(metric, float(rows[column].max())))
    title = {
        "sector": _("{metric} over the years, by sector group: {statistic}"),
        "region": _("{metric} over the years, by region: {statistic}"),
        "country": _("{metric} over the years, by country: {statistic}"),
    }[by].format(metric=metric.label, statistic=statistic_word(statistic))
    shown = rows[rows["group_id"].isin(order[:MOST_LINES])]
    ranged = statistic == "sum"
    line_labels.add(
        chart,
        ends,
        float(shown["year"].min()),
        float(shown["low" if ranged else column].min()),
        float(shown["high" if ranged else column].max()),
    )
    best = latest.iloc[0].to_dict()
    return caption.finish(
        chart,
        view,
        shown,
        evidence=evidence,
        title=title,
        metrics={"": metric},
        unit=unit,
        coverage=caption.coverage(metric, evidence.reporting, view, evidence),
        notes=[
            _("The {shown} largest of {all} are shown.").format(shown=MOST_LINES, all=len(order))
            if len(order) > MOST_LINES
            else "",
            carried_note(),
            _("A line also rises when more clusters begin to report."),
            caption.seatless_note(evidence, count_reporting(rows, view), view)
            if by == "region"
            else "",
            certainty.total_note(evidence, metric) if statistic == "sum" else "",
        ],
        alt=_("{title}. Largest in {year}: {name}, {value}.").format(
            title=title,
            year=i18n.year(best["year"]),
            name=i18n.name(best),
            value=metric.together_with_unit(best[column], statistic),
        ),
        height=HEIGHT,
    )


def sort_latest(rows: pandas.DataFrame, column: str) -> pandas.DataFrame:
    """Return the latest row of each group by its id, the one with the largest value first."""
    latest = rows.sort_values("year").groupby("group_id").last()
    return latest.sort_values([column, "name_en"], ascending=[False, True])


def count_reporting(rows: pandas.DataFrame, view: View) -> int:
    """Return how many clusters of all groups together report by the snapshot year."""
    return int(rows.loc[rows["year"] == view.year, "reporting"].sum())


def _add_group(
    chart: go.Figure, rows: pandas.DataFrame, metric: Metric, statistic: str, index: int
) -> End:
    """Draw the line of one group and return where it ends."""
    rows = rows.sort_values("year")
    column = STATISTIC_COLUMNS[statistic]
    is_observed = rows["observed"] > 0
    observed = rows[is_observed]
    return add_line(
        chart,
        rows,
        ("year", column),
        is_observed,
        series_index=index,
        name=i18n.name(rows.iloc[0].to_dict()),
        group=str(rows["group_id"].iloc[0]),
        error_y=build_whiskers(observed) if statistic == "sum" else None,
        hovertext=[
            _write_hover(row, metric, statistic, column) for row in observed.to_dict("records")
        ],
    )


def build_whiskers(rows: pandas.DataFrame) -> dict[str, Any]:
    """Return the whiskers of totals."""
    return caption.whiskers(rows.assign(value=rows["total"]))


def _write_hover(row: dict[Any, Any], metric: Metric, statistic: str, column: str) -> str:
    return plotly_text.lines(
        [
            plotly_text.bold(f"{i18n.name(row)}, {int(row['year'])}"),
            f"{statistic_name(statistic)}: {metric.together_with_unit(row[column], statistic)}",
            *(certainty.of_total(row, metric) if statistic == "sum" else []),
            reporting.in_year(row),
            _("as of {date}").format(date=dates.span(row["first_as_of"], row["last_as_of"])),
            reporting.sources(row),
        ]
    )
