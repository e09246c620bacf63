"""Small multiples: a metric over the years, a small panel for each group, all on one scale."""

import textwrap
from typing import Any

import pandas
import plotly.graph_objects as go
from plotly.subplots import make_subplots

from atlas import i18n
from atlas.charts.base import axes, caption, style
from atlas.charts.base.trace_role import TraceRole
from atlas.charts.metrics.timeline import carried_note, segments
from atlas.charts.metrics.timeline_by_group import build_whiskers, count_reporting, sort_latest
from atlas.i18n import _
from atlas.model.evidence import Evidence
from atlas.model.metrics import STATISTIC_COLUMNS, Metric, statistic_in, statistic_word
from atlas.model.view import View
from atlas.text import plotly_text, reporting, shortening

MOST_PANELS = 12
#: two, so that a panel has room on a phone
COLUMNS = 2
PANEL, HEADING = 110, 52
#: letters in a line of a heading, whose names have up to two
WIDE, LETTERS = 24, 10.5
#: years between two ticks
STEPS = (1, 2, 5, 10, 20, 50)
MOST_TICKS = 3


def figure(
    rows: pandas.DataFrame,
    metric: Metric,
    statistic: str,
    view: View,
    by: str,
    *,
    evidence: Evidence,
    clusters: bool = False,
) -> go.Figure:
    """Draw a panel for each of the groups with the largest latest values.

    `rows`: one row per group and year from `metric_by_year_and_group`. `by`: sector, region or
    country. `clusters`: `rows` are of the founding year, and the clusters founded so far count.
    """
    column = STATISTIC_COLUMNS[statistic]
    latest = sort_latest(rows, column)
    order = latest.index
    shown = rows[rows["group_id"].isin(order[:MOST_PANELS])]
    chart = _make_panels(latest.head(MOST_PANELS).to_dict("records"), metric, column)
    years = list(range(int(shown["year"].min()), int(shown["year"].max()) + 1))
    for index, group_id in enumerate(order[:MOST_PANELS]):
        panel = {"row": index // COLUMNS + 1, "col": index % COLUMNS + 1}
        group_rows = shown[shown["group_id"] == group_id]
        _add_line(chart, group_rows, metric, column, years=years, panel=panel, carried=not clusters)
    _set_scales(chart, shown, metric, column)
    title = _write_title(metric, statistic, by, clusters)
    best = latest.iloc[0].to_dict()
    unit = _("clusters") if column == "reporting" else metric.unit
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
            _("The {shown} largest of {all} are shown.").format(
                shown=MOST_PANELS, all=i18n.number(len(order))
            )
            if len(order) > MOST_PANELS
            else "",
            _("All panels have the same scales."),
            _("A cluster counts from the year of its founding until it ends.")
            if clusters
            else f"{carried_note()} " + _("A line also rises when more clusters begin to report."),
            caption.seatless_note(evidence, count_reporting(rows, view), view)
            if by == "region"
            else "",
        ],
        explained=_explain(statistic, clusters),
        alt=_("{title}. Largest in {year}: {name}, {value}.").format(
            title=title,
            year=i18n.year(best["year"]),
            name=i18n.name(best),
            value=metric.together_with_unit(best[column], statistic_in(column)),
        ),
        height=-(-min(len(order), MOST_PANELS) // COLUMNS) * (PANEL + HEADING) + 40,
    )


def _write_title(metric: Metric, statistic: str, by: str, clusters: bool) -> str:
    if clusters:
        return {
            "sector": _("Clusters founded so far, by sector group"),
            "region": _("Clusters founded so far, by region"),
            "country": _("Clusters founded so far, by country"),
        }[by]
    return {
        "sector": _("{metric} over the years, sector group by sector group: {statistic}"),
        "region": _("{metric} over the years, region by region: {statistic}"),
        "country": _("{metric} over the years, country by country: {statistic}"),
    }[by].format(metric=metric.label, statistic=statistic_word(statistic))


def _explain(statistic: str, clusters: bool) -> str:
    panel_sentence = _(
        "Each panel is one group; all have the same years and the same height, so that heights can "
        "be compared. A cluster counts in the group of its first sector, or where its seat is."
    )
    if clusters:
        line_sentence = _(
            "The line is the number of clusters with a known founding year that were founded up "
            "to that year and had not ended."
        )
        return f"{panel_sentence} {line_sentence}"
    line_sentence = {
        "sum": _("The line is the sum over the clusters that report up to that year."),
        "median": _("The line is the median of the clusters that report up to that year."),
        "count": _("The line is how many clusters report up to that year."),
    }[statistic]
    carried_sentence = _(
        "A cluster that gives no new figure keeps its last one, drawn dotted. So a rise can come "
        "from growth or from more clusters that report; “Cohorts” keeps the two apart."
    )
    return f"{panel_sentence} {line_sentence} {carried_sentence}"


def _make_panels(groups: list[dict[Any, Any]], metric: Metric, column: str) -> go.Figure:
    """Return empty panels, each headed by its group and the latest value."""
    row_count = -(-len(groups) // COLUMNS)
    height = row_count * (PANEL + HEADING)
    names = [i18n.name(group) for group in groups]
    headings, whole_headings = (
        [
            plotly_text.lines(
                [*name, plotly_text.bold(metric.together(group[column], statistic_in(column)))]
            )
            for name, group in zip(written, groups, strict=True)
        ]
        for written in ([_wrap(name) for name in names], [[name] for name in names])
    )
    chart = make_subplots(
        rows=row_count,
        cols=min(COLUMNS, len(groups)),
        shared_xaxes="all",
        shared_yaxes="all",
        horizontal_spacing=0.05,
        vertical_spacing=HEADING / height if row_count > 1 else 0,
        subplot_titles=headings,
    )
    axes.headings(chart, LETTERS, style.ink())
    for heading, whole in zip(chart.layout.annotations, whole_headings, strict=True):
        # a file has room for the name in one line, and so has a hover
        heading.hovertext = whole if whole != heading.text else None
    chart.update_layout(margin={"t": HEADING - 8}, showlegend=False)
    return chart


def _wrap(name: str) -> list[str]:
    """Return a name in up to two lines."""
    return textwrap.wrap(shortening.shorten(name, 2 * WIDE - 4), WIDE)


def _set_scales(chart: go.Figure, rows: pandas.DataFrame, metric: Metric, column: str) -> None:
    first, last = int(rows["year"].min()), int(rows["year"].max())
    step = next(step for step in STEPS if (last - first) / step <= MOST_TICKS or step == STEPS[-1])
    chart.update_xaxes(
        tick0=0,
        dtick=step,
        tickformat="d",
        range=[first - 0.8, last + 0.8],
        showgrid=False,
    )
    top = float(rows["high" if column == "total" else column].max())
    chart.update_yaxes(range=[0, (top or 1) * 1.08], nticks=4)
    if column != "reporting":
        chart.update_yaxes(axes.money_axis(metric, top))


def _add_line(
    chart: go.Figure,
    rows: pandas.DataFrame,
    metric: Metric,
    column: str,
    *,
    years: list[int],
    panel: dict[str, int],
    carried: bool,
) -> None:
    """Draw the line of one panel over all `years`, so that all panels have the same axis."""
    colour = style.accent()
    observed = rows["observed"] > 0
    name = i18n.name(rows.iloc[0].to_dict())
    line: dict[str, Any] = {"name": name, "mode": "lines", "hoverinfo": "skip"} | panel
    line["x"] = years
    line_style = {"color": colour, "shape": "hv"}
    chart.add_scatter(
        **line,
        y=_fill_years(years, rows, rows[column]),
        line=line_style
        | ({"width": style.THIN, "dash": "dot"} if carried else {"width": style.STRONG}),
        meta=TraceRole.CARRIED.meta(),
    )
    if carried:
        joined = pandas.Series(segments(rows, column, observed), rows.index)
        chart.add_scatter(
            **line,
            y=_fill_years(years, rows, joined),
            line=line_style | {"width": style.STRONG},
            meta=TraceRole.JOINED.meta(),
        )
    marked_rows = rows[observed] if carried else rows
    chart.add_scatter(
        x=marked_rows["year"].tolist(),
        y=marked_rows[column].tolist(),
        mode="markers",
        name=name,
        marker={"color": colour, "size": 5 if carried else 3},
        error_y=build_whiskers(marked_rows) if column == "total" else None,
        hovertext=[
            _write_hover(row, metric, column, carried) for row in marked_rows.to_dict("records")
        ],
        hoverinfo="text",
        meta=TraceRole.OBSERVED.meta(),
        **panel,
    )


def _fill_years(
    years: list[int], rows: pandas.DataFrame, values: pandas.Series
) -> list[float | None]:
    """Return the value of each of `years`; None where there is none, which leaves a gap."""
    value_of_year = dict(zip(rows["year"], values, strict=True))
    return [
        None if pandas.isna(value_of_year.get(year)) else float(value_of_year[year])
        for year in years
    ]


def _write_hover(row: dict[Any, Any], metric: Metric, column: str, carried: bool) -> str:
    lines = [
        plotly_text.bold(f"{i18n.name(row)}, {int(row['year'])}"),
        metric.together_with_unit(row[column], statistic_in(column)),
    ]
    if carried:
        lines.append(reporting.in_year(row))
    return plotly_text.lines([*lines, reporting.sources(row)])
