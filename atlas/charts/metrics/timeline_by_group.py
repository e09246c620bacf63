"""Timeline by group: a metric put together over the years, a line a sector group or region."""

from typing import Any

import pandas
import plotly.graph_objects as go

from atlas import i18n
from atlas.charts.base import axes, caption, line_labels, style
from atlas.charts.base.line_labels import End
from atlas.charts.base.trace_role import TraceRole
from atlas.charts.metrics.timeline import HEIGHT, MOST_LINES, carried_note, segments, years_axis
from atlas.i18n import _
from atlas.model.evidence import Evidence
from atlas.model.metrics import STATISTIC_COLUMNS, Metric, statistic_name, statistic_word
from atlas.model.view import View
from atlas.text import certainty, dates, reporting


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
    latest = rows.sort_values("year").groupby("group_id").last()
    order = latest.sort_values([column, "name_en"], ascending=[False, True]).index
    drawn = go.Figure()
    ends = [
        _line(
            drawn, rows[rows["group_id"] == group_id], metric, statistic, column=column, place=place
        )
        for place, group_id in enumerate(order[:MOST_LINES])
    ]
    years_axis(drawn, _("Year"), rows["year"])
    unit = _("clusters") if statistic == "count" else metric.unit
    drawn.update_yaxes(title={"text": unit[:1].upper() + unit[1:]}, rangemode="tozero")
    if statistic != "count":
        drawn.update_yaxes(axes.money_axis(metric, float(rows[column].max())))
    title = {
        "sector": _("{metric} over the years, by sector group: {statistic}"),
        "region": _("{metric} over the years, by region: {statistic}"),
        "country": _("{metric} over the years, by country: {statistic}"),
    }[by].format(metric=metric.label, statistic=statistic_word(statistic))
    shown = rows[rows["group_id"].isin(order[:MOST_LINES])]
    ranged = statistic == "sum"
    line_labels.add(
        drawn,
        ends,
        float(shown["year"].min()),
        float(shown["low" if ranged else column].min()),
        float(shown["high" if ranged else column].max()),
    )
    best = latest.loc[order[0]].to_dict()
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
            _("The {shown} largest of {all} are shown.").format(shown=MOST_LINES, all=len(order))
            if len(order) > MOST_LINES
            else "",
            carried_note(),
            _("A line also rises when more clusters begin to report."),
            caption.seatless_note(evidence, _now_in(rows, view)) if by == "region" else "",
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


def _now_in(rows: pandas.DataFrame, view: View) -> int:
    """Return how many clusters the groups hold together in the snapshot year."""
    return int(rows.loc[rows["year"] == view.year, "reporting"].sum())


def _line(
    drawn: go.Figure,
    rows: pandas.DataFrame,
    metric: Metric,
    statistic: str,
    *,
    column: str,
    place: int,
) -> End:
    """Draw one line and return where it ends."""
    rows = rows.sort_values("year")
    colour = style.series(place)
    name = i18n.name(rows.iloc[0].to_dict())
    group = str(rows["group_id"].iloc[0])
    observed = rows["observed"] > 0
    same: dict[str, Any] = {"legendgroup": group, "name": name}
    line: dict[str, Any] = same | {"mode": "lines", "showlegend": False, "hoverinfo": "skip"}
    line["x"] = rows["year"].tolist()
    look = {"color": colour, "shape": "hv"}
    drawn.add_scatter(
        **line,
        y=rows[column].tolist(),
        line=look | {"width": style.THIN, "dash": "dot"},
        meta=TraceRole.CARRIED.meta(),
    )
    drawn.add_scatter(
        **line,
        y=segments(rows, column, observed),
        line=look | {"width": style.STRONG},
        meta=TraceRole.JOINED.meta(),
    )
    seen = rows[observed]
    drawn.add_scatter(
        **same,
        x=seen["year"].tolist(),
        y=seen[column].tolist(),
        mode="markers",
        marker=style.mark(place, 8),
        error_y=_whiskers(seen) if statistic == "sum" else None,
        hovertext=[_hover(row, metric, statistic, column) for row in seen.to_dict("records")],
        hoverinfo="text",
        meta=TraceRole.OBSERVED.meta(),
    )
    return End(name, float(rows["year"].iloc[-1]), float(rows[column].iloc[-1]), place, group)


def _whiskers(rows: pandas.DataFrame) -> dict[str, Any]:
    return caption.whiskers(rows.assign(value=rows["total"]))


def _hover(row: dict[Any, Any], metric: Metric, statistic: str, column: str) -> str:
    return "<br>".join(
        [
            f"<b>{i18n.name(row)}, {int(row['year'])}</b>",
            f"{statistic_name(statistic)}: {metric.together_with_unit(row[column], statistic)}",
            *(certainty.of_total(row, metric) if statistic == "sum" else []),
            reporting.in_year(row),
            _("as of {date}").format(date=dates.span(row["first_as_of"], row["last_as_of"])),
            reporting.sources(row),
        ]
    )
