"""Scatter: one metric against another, a third as the area of the mark."""

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
from atlas.text import citation, dates

MOST_GROUPS = 7
#: figures further apart than this are named in a note, as ratios leave them out
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
    """Draw one mark a cluster, its colour and symbol those of its sector group.

    `rows`: one row per cluster from `metric_pair`; `size` may be missing, then the mark is open
    and small. `logarithmic`: log axes for metrics that are no years; values of zero are left out.
    """
    drawable = bool(((rows["x"] > 0) & (rows["y"] > 0)).any())
    logs = [logarithmic and drawable and not metric.calendar for metric in (x, y)]
    kept = rows
    for axis, log in zip(("x", "y"), logs, strict=True):
        if log:
            kept = kept[kept[axis] > 0]
    drawn = go.Figure()
    named = kept.assign(group=[i18n.name(row, "group_name") for row in kept.to_dict("records")])
    common = named["group"].value_counts().index[:MOST_GROUPS].tolist()
    named["group"] = named["group"].where(named["group"].isin(common), _("Other sectors"))
    top = float(named["size"].max()) if size and named["size"].notna().any() else None
    named = named.assign(**_told(named, logs))
    looks = {
        group: {
            "color": style.series(place) if group in common else style.quiet(),
            "symbol": style.symbol(place),
        }
        for place, group in enumerate(dict.fromkeys([*common, _("Other sectors")]))
        if (named["group"] == group).any()
    }
    for group in _largest_first(named, list(looks)):
        part = named[named["group"] == group]
        _marks(drawn, part, (x, y, size), view.year, top=top, look=looks[group], group=group)
    for group, look in looks.items():
        _key(drawn, look, group)
    for update, metric, log in (
        (drawn.update_xaxes, x, logs[0]),
        (drawn.update_yaxes, y, logs[1]),
    ):
        update(_axis(metric, log))
    drawn.update_layout(legend={"orientation": "h", "y": -0.16, "yanchor": "top", "x": 0})
    apart = _far_apart(named, x, y)
    title = _("{y} against {x}").format(y=y.label, x=i18n.inside(x.label))
    return caption.finish(
        drawn,
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
            _sizes(named, size) if size else "",
            _("Logarithmic axes.") if any(logs) else "",
            caption.hedges(named.assign(low=named["x_low"], high=named["x_high"])),
            ngettext(
                "{count} pair holds figures more than three years apart.",
                "{count} pairs hold figures more than three years apart.",
                apart,
            ).format(count=i18n.number(apart))
            if apart
            else "",
            _("Left out, because a logarithm needs more than zero: {count}.").format(
                count=len(rows) - len(kept)
            )
            if len(kept) < len(rows)
            else "",
        ],
        alt=f"{title}. {_highest(named, x, y)}",
        height=HEIGHT,
    )


def _sizes(rows: pandas.DataFrame, size: Metric) -> str:
    """Return the note that says what sizes of marks stand for, with the largest as a measure."""
    said = _("The area of a mark stands for {metric}; open marks: not reported.").format(
        metric=i18n.inside(size.label)
    )
    if rows["size"].isna().all():
        return said
    row = rows.loc[rows["size"].idxmax()]
    value = size.with_unit(_value(row, "size", size))
    return f"{said} " + _("Largest mark: {name}, {value}.").format(name=row["name"], value=value)


def _value(row: Mapping[Any, Any], axis: str, metric: Metric) -> str:
    """Return a figure of a pair with its hedge. `axis`: x, y or size."""
    parts = {part: row[f"{axis}_{part}"] for part in ("low", "high", "pattern_en", "pattern_de")}
    return metric.hedged(parts | {"value": row[axis]})


def _told(rows: pandas.DataFrame, logs: list[bool]) -> dict[str, list[str]]:
    """Return what is written at each point, and where; most say nothing."""
    chosen = point_labels.chosen(rows, dict(zip(("x", "y"), logs, strict=True)))
    each = [chosen.get(one, ("", "top center")) for one in rows["cluster_id"]]
    return {"text": [text for text, _side in each], "side": [side for _text, side in each]}


def _largest_first(rows: pandas.DataFrame, groups: list[str]) -> list[str]:
    """Return the groups in the order in which they are drawn, so that no large mark covers one."""
    largest = rows.groupby("group")["size"].max().fillna(0.0)
    return sorted(groups, key=lambda group: -largest[group])


def _highest(kept: pandas.DataFrame, x: Metric, y: Metric) -> str:
    """Return a sentence about the furthest cluster along each axis."""
    said = []
    for axis, metric in (("x", x), ("y", y)):
        row = kept.loc[kept[axis].idxmax()]
        sentence = (
            _("{metric}: latest {name}, {value}")
            if metric.calendar
            else _("{metric}: highest at {name}, {value}")
        )
        value = _value(row.to_dict(), axis, metric)
        said.append(sentence.format(metric=metric.label, name=row["name"], value=value) + ".")
    return " ".join(said)


def _axis(metric: Metric, log: bool) -> dict[str, Any]:
    unit = (
        ""
        if metric.calendar or metric.unit.lower() == metric.label.lower()
        else f" ({metric.unit})"
    )
    axis: dict[str, Any] = {"title": {"text": metric.label + unit}}
    return axis | axes.value_axis(metric, log)


def _marks(
    drawn: go.Figure,
    rows: pandas.DataFrame,
    metrics: tuple[Metric, Metric, Metric | None],
    year: int,
    *,
    top: float | None,
    look: dict[str, str],
    group: str,
) -> None:
    x, y, size = metrics
    colour, area = look["color"], style.AREA[look["symbol"]]
    if size and top:
        rows = rows.sort_values("size", ascending=False, kind="stable")  # the small ones on top
        known = rows["size"].notna()
        sizes = [
            max(SMALLEST, LARGEST * math.sqrt(max(value, 0) / top)) if there else SMALLEST + 2
            for value, there in zip(rows["size"], known, strict=True)
        ]
    else:
        known = rows["x"].notna()
        sizes = [PLAIN] * len(rows)
    drawn.add_scatter(
        x=rows["x"].tolist(),
        y=rows["y"].tolist(),
        mode="markers+text" if any(rows["text"]) else "markers",
        text=rows["text"].tolist(),
        textposition=rows["side"].tolist(),
        textfont={"size": 12, "color": style.ink(), "shadow": style.halo()},
        cliponaxis=False,
        marker={
            "size": [one * area for one in sizes],
            "symbol": look["symbol"],
            "color": [colour if there else style.paper() for there in known],
            "opacity": 0.94,
            "line": {
                "color": [style.paper() if there else colour for there in known],
                "width": [1 if there else 1.5 for there in known],
            },
        },
        error_x=_whiskers(rows, "x"),
        error_y=_whiskers(rows, "y"),
        hovertext=[_hover(row, x, y, size, year) for row in rows.to_dict("records")],
        hoverinfo="text",
        customdata=rows["cluster_id"].tolist(),
        name=group,
        legendgroup=group,
        showlegend=False,
        meta={"sizes": rows["size"].tolist(), "diameters": sizes} if size and top else None,
    )


def _key(drawn: go.Figure, look: dict[str, str], group: str) -> None:
    key = look | {"size": PLAIN * style.AREA[look["symbol"]]}
    drawn.add_scatter(x=[None], y=[None], mode="markers", marker=key, name=group, legendgroup=group)


def _hover(row: dict[Any, Any], x: Metric, y: Metric, size: Metric | None, year: int) -> str:
    said, sources = [f"<b>{row['name']}</b>"], []
    for axis, metric in (("x", x), ("y", y), ("size", size)):
        if metric is None:
            continue
        if pandas.isna(row[axis]):
            said.append(_("{metric}: not reported").format(metric=metric.label))
            continue
        value = _value(row, axis, metric)
        unit = "" if metric.calendar else metric.unit
        date = dates.held(row, metric, year, f"{axis}_")
        said.append(f"{metric.label}: {value} {unit} ({date})".replace("  ", " "))
        for part in ("source_title", "basis_source_title"):
            sources.append(citation.name_source(row[f"{axis}_{part}"]))
    return "<br>".join(dict.fromkeys(part for part in said + sources if part))


def _whiskers(rows: pandas.DataFrame, axis: str) -> dict[str, Any]:
    ends = {"value": rows[axis], "low": rows[f"{axis}_low"], "high": rows[f"{axis}_high"]}
    return caption.whiskers(pandas.DataFrame(ends)) | {"thickness": 0.7}


def _far_apart(rows: pandas.DataFrame, x: Metric, y: Metric) -> int:
    """Return how many pairs may be of times more than three years apart; attributes have no age.

    Figures of one and the same window are of one text, and so of one time.
    """
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
