"""Timeline: one metric over the years, a line a cluster.

Markers are what a source states for that year; whiskers its hedge. The line between them carries
the latest known value forward and is dotted; broad strokes are values of undated texts. Each line
says its name at its end.
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
    placed, left_out = _placed(rows, axis)
    latest = placed.sort_values("year").groupby("cluster_id").last()
    order = latest.sort_values(["value", "name"], ascending=[False, True]).index
    drawn = go.Figure()
    ends = [
        _line(drawn, placed[placed["cluster_id"] == cluster_id], metric, evidence, place)
        for place, cluster_id in enumerate(order[:most])
    ]
    years_axis(drawn, _("Years since founding") if axis == "age" else _("Year"), placed["at"])
    drawn.update_yaxes(
        title={"text": metric.unit[:1].upper() + metric.unit[1:]}, rangemode="tozero"
    )
    drawn.update_yaxes(axes.money_axis(metric, float(placed["value"].max())))
    title = (
        _("{metric} since founding") if axis == "age" else _("{metric} over the years")
    ).format(metric=metric.label)
    shown = placed[placed["cluster_id"].isin(order[:most])]
    line_labels.add(
        drawn,
        ends,
        float(shown["at"].min()),
        float(shown["low"].min()),
        float(shown["high"].max()),
    )
    top = latest.loc[order[0]].to_dict()
    return caption.finish(
        drawn,
        view,
        shown,
        evidence=evidence,
        title=title,
        metrics={"": metric},
        unit=metric.unit,
        coverage=caption.coverage(metric, rows["cluster_id"].nunique(), view, evidence, ever=True),
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
            year=i18n.year(top["year"]),
            name=top["name"],
            value=_dated(metric.with_unit(metric.hedged(top)), top),
        ),
        height=HEIGHT,
    )


def _dated(value: str, row: dict[Any, Any]) -> str:
    """Return a value with the year that it was stated for, where that is an earlier one."""
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


def windows(
    drawn: go.Figure,
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
        said = caption.hover(row, metric, evidence)
        hovers += [said, said, ""]
    if not x:
        return
    drawn.add_scatter(
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


def years_axis(drawn: go.Figure, title: str, at: pandas.Series) -> None:
    """Give `drawn` a horizontal axis of whole years, for the values `at`, and its legend below."""
    axis = axes.years_axis(float(at.min()), float(at.max()))
    drawn.update_xaxes(title={"text": title}, showgrid=False, **axis)
    drawn.update_layout(
        legend={"orientation": "h", "y": -0.16, "yanchor": "top", "x": 0},
        hovermode="closest",
    )


def segments(rows: pandas.DataFrame, value: str, observed: pandas.Series) -> list[float | None]:
    """Return `value` with gaps, so that a line joins neighbouring years that were both observed."""
    strong: list[float | None] = []
    kept = observed.tolist()
    for place, one in enumerate(rows[value].tolist()):
        beside = (place > 0 and kept[place - 1]) or (place + 1 < len(kept) and kept[place + 1])
        strong.append(one if kept[place] and beside else None)
    return strong


def _placed(rows: pandas.DataFrame, axis: str) -> tuple[pandas.DataFrame, int]:
    if axis == "year":
        return rows.assign(at=rows["year"]), 0
    known = rows[rows["founding_year"].notna()]
    left_out = rows["cluster_id"].nunique() - known["cluster_id"].nunique()
    known = known.assign(at=known["year"] - known["founding_year"])
    return known[known["at"] >= 0], left_out


def _line(
    drawn: go.Figure, rows: pandas.DataFrame, metric: Metric, evidence: Evidence, place: int
) -> End:
    """Draw one line and return where it ends."""
    rows = rows.sort_values("year")
    colour = style.series(place)
    name = shortening.shorten(rows["name"].iloc[0], LONGEST_NAME)
    group = rows["cluster_id"].iloc[0]
    drawn.add_scatter(
        x=rows["at"].tolist(),
        y=rows["value"].tolist(),
        mode="lines",
        line={"color": colour, "width": style.THIN, "shape": "hv", "dash": "dot"},
        legendgroup=group,
        showlegend=False,
        hoverinfo="skip",
        name=name,
        meta=TraceRole.CARRIED.meta(),
    )
    drawn.add_scatter(
        x=rows["at"].tolist(),
        y=segments(rows, "value", rows["observed"]),
        mode="lines",
        line={"color": colour, "width": style.STRONG, "shape": "hv"},
        legendgroup=group,
        showlegend=False,
        hoverinfo="skip",
        name=name,
        meta=TraceRole.JOINED.meta(),
    )
    windows(drawn, rows, metric, evidence, look={"color": colour}, name=name, group=group)
    seen = rows[rows["observed"]]
    drawn.add_scatter(
        x=seen["at"].tolist(),
        y=seen["value"].tolist(),
        mode="markers",
        marker=style.mark(place, 8),
        error_y=caption.whiskers(seen),
        hovertext=[caption.hover(row, metric, evidence) for row in seen.to_dict("records")],
        hoverinfo="text",
        customdata=seen["cluster_id"].tolist(),
        legendgroup=group,
        name=name,
        meta=TraceRole.OBSERVED.meta(),
    )
    return End(name, float(rows["at"].iloc[-1]), float(rows["value"].iloc[-1]), place, group)
