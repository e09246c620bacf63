"""Side by side: a few clusters picked by hand, one small chart a metric, and a table."""

import pandas
import plotly.graph_objects as go
from plotly.subplots import make_subplots

from atlas import i18n
from atlas.charts import caption, style
from atlas.i18n import _
from atlas.metrics import Metric
from atlas.selection import Asked

MOST_CLUSTERS = 12
MOST_METRICS = 6
LONGEST_NAME = 28
ROW_HEIGHT = 28


def figure(rows: pandas.DataFrame, metrics: dict[str, Metric], asked: Asked) -> go.Figure:
    """Draw the metrics that most of the clusters report, at most six, a panel each.

    `rows`: one row per cluster and metric from `metrics_of_clusters`.
    """
    counts = rows["metric_id"].value_counts()
    ordered = [one for one in metrics if one in counts.index]
    drawn_ids = sorted(ordered, key=lambda one: (-counts[one], ordered.index(one)))[:MOST_METRICS]
    drawn_ids.sort(key=ordered.index)
    clusters = list(dict.fromkeys(rows.sort_values("name")["cluster_id"]))
    names = _labels(rows, clusters)
    columns = min(3, len(drawn_ids))
    lines = -(-len(drawn_ids) // columns)
    height = lines * (80 + ROW_HEIGHT * len(clusters)) + 30
    drawn = make_subplots(
        rows=lines,
        cols=columns,
        shared_yaxes=True,
        horizontal_spacing=0.06,
        vertical_spacing=80 / height if lines > 1 else 0,
        subplot_titles=[_heading(metrics[one]) for one in drawn_ids],
    )
    for place, metric_id in enumerate(drawn_ids):
        part = rows[rows["metric_id"] == metric_id]
        where = {"row": place // columns + 1, "col": place % columns + 1}
        _panel(drawn, part, metrics[metric_id], names, where)
    drawn.update_yaxes(
        type="category",
        categoryorder="array",
        categoryarray=[names[one] for one in clusters][::-1],
        range=[-0.6, len(clusters) - 0.4],
        showgrid=False,
    )
    drawn.update_annotations(font={"size": 13, "color": style.ink()})
    drawn.update_layout(margin={"t": 34})
    title = _("{count} clusters side by side").format(count=i18n.number(len(clusters)))
    return caption.finish(
        drawn,
        asked,
        rows[rows["metric_id"].isin(drawn_ids)],
        title=title,
        stem="side-by-side",
        unit=_("as each panel says"),
        coverage=_("{count} metrics are reported by at least one of them").format(
            count=i18n.number(len(ordered))
        ),
        notes=[
            _("The {count} most reported metrics are drawn; the table holds all.").format(
                count=len(drawn_ids)
            )
            if len(ordered) > len(drawn_ids)
            else "",
            _("An empty row means not reported."),
            caption.hedges(rows[rows["metric_id"].isin(drawn_ids)]),
        ],
        alt=_("{title}: {names}.").format(title=title, names=", ".join(names.values())),
        height=height,
    )


def table(rows: pandas.DataFrame, metrics: dict[str, Metric]) -> pandas.DataFrame:
    """Return a table to read: a row per metric, a column per cluster, values with hedge and date."""
    clusters = list(dict.fromkeys(rows.sort_values("name")["cluster_id"]))
    names = _labels(rows, clusters)
    lines = []
    for metric_id, metric in metrics.items():
        part = rows[rows["metric_id"] == metric_id].set_index("cluster_id").to_dict("index")
        if part:
            cells = {names[one]: _cell(part.get(one), metric) for one in clusters}
            lines.append({_("Metric"): metric.label, _("Unit"): metric.unit} | cells)
    return pandas.DataFrame(lines)


def _heading(metric: Metric) -> str:
    same = metric.calendar or metric.unit.lower() == metric.label.lower()
    return metric.label if same else f"{metric.label} ({metric.unit})"


def _cell(row: dict[str, object] | None, metric: Metric) -> str:
    if row is None:
        return "–"
    date = row["as_of"] if isinstance(row["as_of"], str) and not metric.calendar else None
    return metric.hedged(row) + (f" ({date[:4]})" if date else "")


def _panel(
    drawn: go.Figure,
    rows: pandas.DataFrame,
    metric: Metric,
    names: dict[str, str],
    where: dict[str, int],
) -> None:
    records = rows.to_dict("records")
    same = {
        "x": rows["value"].tolist(),
        "y": [names[one] for one in rows["cluster_id"]],
        "hovertext": [caption.hover(row, metric) for row in records],
        "hoverinfo": "text",
        "customdata": rows["cluster_id"].tolist(),
        "showlegend": False,
        "name": metric.label,
    }
    axis: dict[str, object] = {"nticks": 4}
    if metric.calendar:
        drawn.add_scatter(
            **same,
            mode="markers",
            marker={"color": style.accent(), "size": 10},
            **where,
        )
        first, last = rows["value"].min(), rows["value"].max()
        pad = max(2.0, (last - first) * 0.15)
        axis |= {"tickformat": "d", "range": [first - pad, last + 3 * pad]}
    else:
        drawn.add_bar(
            **same,
            orientation="h",
            marker={"color": style.accent()},
            error_x=caption.whiskers(rows),
            **where,
        )
        top = float(rows["high"].max())
        if float(rows["low"].min()) >= 0:
            axis |= {"range": [0, top * 1.45 or 1]}
    written = [metric.hedged(row) for row in records]
    caption.write_values(drawn, rows["high"].tolist(), same["y"], written, **where)
    drawn.update_xaxes(axis, **where)


def _labels(rows: pandas.DataFrame, clusters: list[str]) -> dict[str, str]:
    named = dict(zip(rows["cluster_id"], rows["name"], strict=True))
    short = {one: caption.shortened(named[one], LONGEST_NAME) for one in clusters}
    doubled = pandas.Series(short).duplicated(keep=False)
    return {one: f"{short[one]} [{one}]" if doubled[one] else short[one] for one in clusters}
