"""Scatter: one metric against another; the area of a mark may show a third."""

import math
from collections.abc import Mapping
from typing import Any

import pandas
import plotly.graph_objects as go

from atlas import i18n
from atlas.charts.base import axes, caption, point_labels, style
from atlas.i18n import _, ngettext
from atlas.model.evidence import Evidence
from atlas.model.metrics import Metric
from atlas.model.view import View
from atlas.text import citation, dates, growth, places, plotly_text

MOST_GROUPS = 7
#: a note counts pairs of figures further apart than this; ratios leave them out
MOST_YEARS_APART = 3
LARGEST, SMALLEST, PLAIN = 30, 6, 11
HEIGHT = 600


def figure(
    rows: pandas.DataFrame,
    x: Metric,
    y: Metric,
    size: Metric | None,
    view: View,
    *,
    evidence: Evidence,
    logarithmic: bool = True,
) -> go.Figure:
    """Draw a mark for each cluster, in the colour and symbol of its sector group.

    `rows`: one row per cluster from `metric_pair`; `size` may be missing, then the mark is open
    and small. `logarithmic`: log axes for metrics that are no years; values of zero are left out.
    """
    drawable = bool(((rows["x"] > 0) & (rows["y"] > 0)).any())
    logs = [logarithmic and drawable and not metric.calendar for metric in (x, y)]
    kept = rows
    for axis, log in zip(("x", "y"), logs, strict=True):
        if log:
            kept = kept[kept[axis] > 0]
    chart = go.Figure()
    named = kept.assign(group=[i18n.name(row, "group_name") for row in kept.to_dict("records")])
    common = named["group"].value_counts().index[:MOST_GROUPS].tolist()
    named["group"] = named["group"].where(named["group"].isin(common), _("Other sectors"))
    largest_size = float(named["size"].max()) if size and named["size"].notna().any() else None
    named = named.assign(**_choose_labels(named, logs))
    looks = {
        group: {
            "color": style.series(index) if group in common else style.quiet(),
            "symbol": style.symbol(index),
        }
        for index, group in enumerate(dict.fromkeys([*common, _("Other sectors")]))
        if (named["group"] == group).any()
    }
    for group in _sort_by_size(named, list(looks)):
        group_rows = named[named["group"] == group]
        _add_marks(
            chart,
            group_rows,
            (x, y, size),
            view.year,
            largest_size=largest_size,
            look=looks[group],
            group=group,
        )
    for group, look in looks.items():
        _add_legend_entry(chart, look, group)
    for update, metric, log in (
        (chart.update_xaxes, x, logs[0]),
        (chart.update_yaxes, y, logs[1]),
    ):
        update(_build_axis(metric, log))
    chart.update_layout(legend={"orientation": "h", "y": -0.16, "yanchor": "top", "x": 0})
    far_apart_count = _count_far_apart(named, x, y)
    title = _("{y} against {x}").format(y=y.label, x=i18n.inside(x.label))
    return caption.finish(
        chart,
        view,
        named,
        evidence=evidence,
        title=title,
        metrics={"x_": x, "y_": y} | ({"size_": size} if size else {}),
        unit=_("{x} and {y}").format(x=x.unit, y=y.unit),
        coverage=ngettext(
            "{reporting} of {selected} cluster reports both",
            "{reporting} of {selected} clusters report both",
            view.selected,
        ).format(reporting=i18n.number(len(rows)), selected=i18n.number(view.selected)),
        notes=[
            _note_sizes(named, size) if size else "",
            _("Logarithmic axes.") if any(logs) else "",
            *(
                note
                for axis, metric in (("x_", x), ("y_", y), ("size_", size))
                if metric
                for note in growth.notes(named, metric, view, axis)
            ),
            caption.hedges(_take_axis(named, "x")),
            ngettext(
                "{count} pair holds figures more than three years apart.",
                "{count} pairs hold figures more than three years apart.",
                far_apart_count,
            ).format(count=i18n.number(far_apart_count))
            if far_apart_count
            else "",
            _("Left out, because a logarithm needs more than zero: {count}.").format(
                count=len(rows) - len(kept)
            )
            if len(kept) < len(rows)
            else "",
        ],
        alt=f"{title}. {_describe_highest(named, x, y)}",
        height=HEIGHT,
    )


def _note_sizes(rows: pandas.DataFrame, size: Metric) -> str:
    """Return the note on what the sizes of marks mean, with the largest as an example."""
    sentence = _("The area of a mark stands for {metric}; open marks: not reported.").format(
        metric=i18n.inside(size.label)
    )
    if rows["size"].isna().all():
        return sentence
    row = rows.loc[rows["size"].idxmax()]
    value = size.with_unit(_write_value(row, "size", size))
    return f"{sentence} " + _("Largest mark: {name}, {value}.").format(
        name=row["name"], value=value
    )


def _write_value(row: Mapping[Any, Any], axis: str, metric: Metric) -> str:
    """Return a figure with its hedge, in words. `axis`: x, y or size."""
    fields = {
        field: row[f"{axis}_{field}"] for field in ("low", "high", "pattern_en", "pattern_de")
    }
    return metric.hedged(fields | {"value": row[axis]})


def _choose_labels(rows: pandas.DataFrame, logs: list[bool]) -> dict[str, list[str]]:
    """Return the text at each point and the side on which it stands; most texts are empty."""
    chosen = point_labels.choose(rows, dict(zip(("x", "y"), logs, strict=True)))
    labels = [chosen.get(cluster_id, ("", "top center")) for cluster_id in rows["cluster_id"]]
    return {"text": [text for text, _side in labels], "side": [side for _text, side in labels]}


def _sort_by_size(rows: pandas.DataFrame, groups: list[str]) -> list[str]:
    """Return the groups by their largest mark, so that large marks are drawn below small ones."""
    largest = rows.groupby("group")["size"].max().fillna(0.0)
    return sorted(groups, key=lambda group: -largest[group])


def _describe_highest(kept: pandas.DataFrame, x: Metric, y: Metric) -> str:
    """Return a sentence about the furthest cluster along each axis."""
    sentences = []
    for axis, metric in (("x", x), ("y", y)):
        row = kept.loc[kept[axis].idxmax()]
        sentence = (
            _("{metric}: latest {name}, {value}")
            if metric.calendar
            else _("{metric}: highest at {name}, {value}")
        )
        value = _write_value(row.to_dict(), axis, metric)
        if grown := growth.told(row, f"{axis}_"):
            value = f"{metric.with_unit(value)} {grown}"
        elif not metric.calendar:
            value = dates.dated(value, row.to_dict(), f"{axis}_")
        sentences.append(sentence.format(metric=metric.label, name=row["name"], value=value) + ".")
    return " ".join(sentences)


def _build_axis(metric: Metric, log: bool) -> dict[str, Any]:
    unit = (
        ""
        if metric.calendar or metric.unit.lower() == metric.label.lower()
        else f" ({metric.unit})"
    )
    axis: dict[str, Any] = {"title": {"text": metric.label + unit}}
    return axis | axes.value_axis(metric, log)


def _add_marks(
    chart: go.Figure,
    rows: pandas.DataFrame,
    metrics: tuple[Metric, Metric, Metric | None],
    year: int,
    *,
    largest_size: float | None,
    look: dict[str, str],
    group: str,
) -> None:
    x, y, size = metrics
    colour, area = look["color"], style.AREA[look["symbol"]]
    if size and largest_size:
        rows = rows.sort_values("size", ascending=False, kind="stable")  # the small ones on top
        is_known = rows["size"].notna()
        diameters = [
            max(SMALLEST, LARGEST * math.sqrt(max(value, 0) / largest_size))
            if is_reported
            else SMALLEST + 2
            for value, is_reported in zip(rows["size"], is_known, strict=True)
        ]
    else:
        is_known = rows["x"].notna()
        diameters = [PLAIN] * len(rows)
    chart.add_scatter(
        x=rows["x"].tolist(),
        y=rows["y"].tolist(),
        mode="markers+text" if any(rows["text"]) else "markers",
        text=rows["text"].tolist(),
        textposition=rows["side"].tolist(),
        textfont={"size": 12, "color": style.ink(), "shadow": style.halo()},
        cliponaxis=False,
        marker={
            "size": [diameter * area for diameter in diameters],
            "symbol": look["symbol"],
            "color": [colour if is_reported else style.paper() for is_reported in is_known],
            "opacity": 0.94,
            "line": {
                "color": [style.paper() if is_reported else colour for is_reported in is_known],
                "width": [1 if is_reported else 1.5 for is_reported in is_known],
            },
        },
        error_x=_build_whiskers(rows, "x"),
        error_y=_build_whiskers(rows, "y"),
        hovertext=[_write_hover(row, x, y, size, year) for row in rows.to_dict("records")],
        hoverinfo="text",
        customdata=rows["cluster_id"].tolist(),
        name=group,
        legendgroup=group,
        showlegend=False,
        meta={"sizes": rows["size"].tolist(), "diameters": diameters}
        if size and largest_size
        else None,
    )


def _add_legend_entry(chart: go.Figure, look: dict[str, str], group: str) -> None:
    key = look | {"size": PLAIN * style.AREA[look["symbol"]]}
    chart.add_scatter(x=[None], y=[None], mode="markers", marker=key, name=group, legendgroup=group)


def _write_hover(row: dict[Any, Any], x: Metric, y: Metric, size: Metric | None, year: int) -> str:
    lines, sources = [plotly_text.bold(row["name"]), places.elsewhere(row)], []
    for axis, metric in (("x", x), ("y", y), ("size", size)):
        if metric is None:
            continue
        if pandas.isna(row[axis]):
            lines.append(_("{metric}: not reported").format(metric=metric.label))
            continue
        value = _write_value(row, axis, metric)
        unit = "" if metric.calendar else metric.unit
        date = growth.told(row, f"{axis}_") or dates.held(row, metric, year, f"{axis}_")
        lines.append(f"{metric.label}: {value} {unit} ({date})".replace("  ", " "))
        for column in ("source_title", "basis_source_title"):
            sources.append(citation.name_source(row[f"{axis}_{column}"]))
    return plotly_text.lines(dict.fromkeys(line for line in lines + sources if line))


def _build_whiskers(rows: pandas.DataFrame, axis: str) -> dict[str, Any]:
    return caption.whiskers(_take_axis(rows, axis)) | {"thickness": 0.7}


def _take_axis(rows: pandas.DataFrame, axis: str) -> pandas.DataFrame:
    """Return the figures of one axis by the names that they have where there is only one."""
    parts = ("low", "high", "qualifier", "open_above", "open_below")
    ends = {"value": rows[axis]} | {part: rows[f"{axis}_{part}"] for part in parts}
    return pandas.DataFrame(ends)


def _count_far_apart(rows: pandas.DataFrame, x: Metric, y: Metric) -> int:
    """Return how many pairs may be of times more than three years apart.

    Figures of one and the same window are of one text, and so of one time.
    """
    # attributes have no year
    if not (x.dated and y.dated):
        return 0
    return sum(_may_be_apart(row) for row in rows.to_dict("records"))


def _may_be_apart(row: dict[Any, Any]) -> bool:
    spans = [dates.reach(row, f"{axis}_") for axis in ("x", "y")]
    if spans[0] == spans[1]:
        return False
    (first, last), (begin, end) = spans
    if first is None or begin is None or last is None or end is None:
        return True
    return max(last, end) - min(first, begin) > MOST_YEARS_APART
