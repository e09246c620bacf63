"""Small multiples: a metric over the years, one small panel a group, all on the same scales."""

from typing import Any

import pandas
import plotly.graph_objects as go
from plotly.subplots import make_subplots

from atlas import i18n
from atlas.charts.base import axes, caption, style
from atlas.charts.base.trace_role import TraceRole
from atlas.charts.metrics.timeline import carried_note, segments
from atlas.i18n import _
from atlas.model.evidence import Evidence
from atlas.model.metrics import STATISTIC_COLUMNS, Metric, statistic_in, statistic_word
from atlas.model.view import View
from atlas.text import reporting, shortening

MOST_PANELS = 12
#: two, so that a panel has room on a phone
COLUMNS = 2
PANEL, HEADING = 110, 52
LONGEST_NAME, LETTERS = 24, 10.5
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
    latest = rows.sort_values("year").groupby("group_id").last()
    order = latest.sort_values([column, "name_en"], ascending=[False, True]).index
    shown = rows[rows["group_id"].isin(order[:MOST_PANELS])]
    drawn = _panels([latest.loc[one].to_dict() for one in order[:MOST_PANELS]], metric, column)
    years = list(range(int(shown["year"].min()), int(shown["year"].max()) + 1))
    for place, group_id in enumerate(order[:MOST_PANELS]):
        where = {"row": place // COLUMNS + 1, "col": place % COLUMNS + 1}
        part = shown[shown["group_id"] == group_id]
        _line(drawn, part, metric, column, years=years, where=where, carried=not clusters)
    _scales(drawn, shown, metric, column)
    title = _title(metric, statistic, by, clusters)
    best = latest.loc[order[0]].to_dict()
    unit = _("clusters") if column == "reporting" else metric.unit
    return caption.finish(
        drawn,
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
            caption.seatless_note(evidence, int(_now(rows, view))) if by == "region" else "",
        ],
        explained=_explained(statistic, clusters),
        alt=_("{title}. Largest in {year}: {name}, {value}.").format(
            title=title,
            year=i18n.year(best["year"]),
            name=i18n.name(best),
            value=metric.together_with_unit(best[column], statistic_in(column)),
        ),
        height=-(-min(len(order), MOST_PANELS) // COLUMNS) * (PANEL + HEADING) + 40,
    )


def _now(rows: pandas.DataFrame, view: View) -> float:
    return float(rows.loc[rows["year"] == view.year, "reporting"].sum())


def _title(metric: Metric, statistic: str, by: str, clusters: bool) -> str:
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


def _explained(statistic: str, clusters: bool) -> str:
    panel = _(
        "Each panel is one group; all have the same years and the same height, so that heights can "
        "be compared. A cluster counts in the group of its first sector, or where its seat is."
    )
    if clusters:
        how = _(
            "The line is the number of clusters with a known founding year that were founded up "
            "to that year and had not ended."
        )
        return f"{panel} {how}"
    how = {
        "sum": _("The line is the sum over the clusters that report up to that year."),
        "median": _("The line is the median of the clusters that report up to that year."),
        "count": _("The line is how many clusters report up to that year."),
    }[statistic]
    last = _(
        "A cluster that gives no new figure keeps its last one, drawn dotted. So a rise can come "
        "from growth or from more clusters that report; “Cohorts” keeps the two apart."
    )
    return f"{panel} {how} {last}"


def _panels(groups: list[dict[Any, Any]], metric: Metric, column: str) -> go.Figure:
    """Return empty panels, each headed by its group and the latest value."""
    lines = -(-len(groups) // COLUMNS)
    height = lines * (PANEL + HEADING)
    headings = [
        f"{name}<br><b>{metric.together(group[column], statistic_in(column))}</b>"
        for name, group in zip(
            shortening.shorten_distinct([i18n.name(one) for one in groups], LONGEST_NAME),
            groups,
            strict=True,
        )
    ]
    drawn = make_subplots(
        rows=lines,
        cols=min(COLUMNS, len(groups)),
        shared_xaxes="all",
        shared_yaxes="all",
        horizontal_spacing=0.05,
        vertical_spacing=HEADING / height if lines > 1 else 0,
        subplot_titles=headings,
    )
    axes.headings(drawn, LETTERS, style.ink())
    drawn.update_layout(margin={"t": HEADING - 8}, showlegend=False)
    return drawn


def _scales(drawn: go.Figure, rows: pandas.DataFrame, metric: Metric, column: str) -> None:
    first, last = int(rows["year"].min()), int(rows["year"].max())
    step = next(one for one in STEPS if (last - first) / one <= MOST_TICKS or one == STEPS[-1])
    drawn.update_xaxes(
        tick0=0,
        dtick=step,
        tickformat="d",
        range=[first - 0.8, last + 0.8],
        showgrid=False,
    )
    top = float(rows["high" if column == "total" else column].max())
    drawn.update_yaxes(range=[0, (top or 1) * 1.08], nticks=4)
    if column != "reporting":
        drawn.update_yaxes(axes.money_axis(metric, top))


def _line(
    drawn: go.Figure,
    rows: pandas.DataFrame,
    metric: Metric,
    column: str,
    *,
    years: list[int],
    where: dict[str, int],
    carried: bool,
) -> None:
    """Draw one panel's line over all `years`, so that every panel has them on its axis."""
    colour = style.accent()
    observed = rows["observed"] > 0
    name = i18n.name(rows.iloc[0].to_dict())
    line: dict[str, Any] = {"name": name, "mode": "lines", "hoverinfo": "skip"} | where
    line["x"] = years
    look = {"color": colour, "shape": "hv"}
    drawn.add_scatter(
        **line,
        y=_over(years, rows, rows[column]),
        line=look | ({"width": style.THIN, "dash": "dot"} if carried else {"width": style.STRONG}),
        meta=TraceRole.CARRIED.meta(),
    )
    if carried:
        strong = pandas.Series(segments(rows, column, observed), rows.index)
        drawn.add_scatter(
            **line,
            y=_over(years, rows, strong),
            line=look | {"width": style.STRONG},
            meta=TraceRole.JOINED.meta(),
        )
    seen = rows[observed] if carried else rows
    drawn.add_scatter(
        x=seen["year"].tolist(),
        y=seen[column].tolist(),
        mode="markers",
        name=name,
        marker={"color": colour, "size": 5 if carried else 3},
        error_y=_whiskers(seen) if column == "total" else None,
        hovertext=[_hover(row, metric, column, carried) for row in seen.to_dict("records")],
        hoverinfo="text",
        meta=TraceRole.OBSERVED.meta(),
        **where,
    )


def _over(years: list[int], rows: pandas.DataFrame, values: pandas.Series) -> list[float | None]:
    """Return the value of each of `years`; None, a gap, where there is none."""
    known = dict(zip(rows["year"], values, strict=True))
    return [None if pandas.isna(known.get(year)) else float(known[year]) for year in years]


def _whiskers(rows: pandas.DataFrame) -> dict[str, Any]:
    return caption.whiskers(rows.assign(value=rows["total"]))


def _hover(row: dict[Any, Any], metric: Metric, column: str, carried: bool) -> str:
    said = [
        f"<b>{i18n.name(row)}, {int(row['year'])}</b>",
        metric.together_with_unit(row[column], statistic_in(column)),
    ]
    if carried:
        said.append(reporting.in_year(row))
    return "<br>".join([*said, reporting.sources(row)])
