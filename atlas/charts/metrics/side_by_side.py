"""Side by side: a few clusters picked by hand, one small chart a metric, and a table."""

from typing import Any

import pandas
import plotly.graph_objects as go
from plotly.subplots import make_subplots

from atlas import i18n
from atlas.analysis import ranks
from atlas.charts.base import axes, bars, caption, style
from atlas.i18n import _, ngettext
from atlas.model.evidence import Evidence
from atlas.model.metrics import Metric
from atlas.model.view import View
from atlas.text import certainty, shortening
from atlas.text import evidence as evidence_text
from data.words import folded

MOST_CLUSTERS = 12
MOST_METRICS = 6
LONGEST_NAME, SHORT_NAME = 44, 20
COLUMNS = 2


def ranked(rows: pandas.DataFrame, metrics: dict[str, Metric]) -> pandas.DataFrame:
    """Return `rows` from `metrics_of_clusters` with the ranks of the clusters in each metric."""
    parts = [
        ranks.ranked(part, smallest_first=metrics[str(metric_id)].calendar)
        for metric_id, part in rows.groupby("metric_id", sort=False)
    ]
    return pandas.concat(parts).loc[rows.index] if parts else rows


def figure(
    rows: pandas.DataFrame, metrics: dict[str, Metric], view: View, *, evidence: Evidence
) -> go.Figure:
    """Draw the metrics that most of the clusters report, at most six, a panel each.

    `rows`: one row per cluster and metric from `ranked`.
    """
    counts = rows["metric_id"].value_counts()
    ordered = [one for one in metrics if one in counts.index]
    drawn_ids = sorted(ordered, key=lambda one: (-counts[one], ordered.index(one)))[:MOST_METRICS]
    drawn_ids.sort(key=ordered.index)
    names, short = _names(view), _names(view, SHORT_NAME)
    clusters = list(names)
    lines = -(-len(drawn_ids) // COLUMNS)
    height = lines * (80 + bars.ROW_HEIGHT * len(clusters)) + 30
    drawn = make_subplots(
        rows=lines,
        cols=min(COLUMNS, len(drawn_ids)),
        horizontal_spacing=0.06,
        vertical_spacing=80 / height if lines > 1 else 0,
        subplot_titles=[_heading(metrics[one]) for one in drawn_ids],
    )
    for place, metric_id in enumerate(drawn_ids):
        part = rows[rows["metric_id"] == metric_id].sort_values("name", ascending=False)
        where = {"row": place // COLUMNS + 1, "col": place % COLUMNS + 1}
        labels, cut = ([said[one] for one in part["cluster_id"]] for said in (names, short))
        metric = metrics[metric_id]
        bars.add(drawn, part, labels, metric, evidence, size=11, short=cut, where=where)
        drawn.update_yaxes(
            categoryarray=[names[one] for one in clusters][::-1],
            range=[-0.6, len(clusters) - 0.3],
            **where,
        )
    axes.headings(drawn, 12, style.quiet())
    drawn.update_layout(margin={"t": 34})
    title = ngettext(
        "{count} cluster side by side", "{count} clusters side by side", len(clusters)
    ).format(count=i18n.number(len(clusters)))
    return caption.finish(
        drawn,
        view,
        rows[rows["metric_id"].isin(drawn_ids)],
        evidence=evidence,
        title=title,
        coverage=_("{count} metrics are reported by at least one of them").format(
            count=i18n.number(len(ordered))
        ),
        notes=[
            _(
                "The {count} most reported metrics are drawn; the table on the page holds all."
            ).format(count=len(drawn_ids))
            if len(ordered) > len(drawn_ids)
            else "",
            _("An empty row means not reported."),
            caption.hedges(rows[rows["metric_id"].isin(drawn_ids)]),
            _unclear(rows, {one: metrics[one] for one in drawn_ids}, names),
            *(
                certainty.no_change_note(rows[rows["metric_id"] == one], metrics[one])
                for one in drawn_ids
            ),
        ],
        columns=certainty.rank_columns(),
        alt=_("{title}: {names}. {highest}.").format(
            title=title,
            names=", ".join(names.values()),
            highest="; ".join(_highest(rows, metrics[one], names) for one in drawn_ids),
        ),
        height=height,
    )


def table(rows: pandas.DataFrame, metrics: dict[str, Metric], view: View) -> pandas.DataFrame:
    """Return a table to read: a row per metric, a column per cluster, with hedges and years."""
    names = _names(view, longest=60)
    rows = ranked(rows, metrics)
    lines = []
    for metric_id, metric in metrics.items():
        part = rows[rows["metric_id"] == metric_id].set_index("cluster_id").to_dict("index")
        if part:
            cells = {names[one]: _cell(part.get(one), metric, view.year) for one in names}
            lines.append({_("Metric"): _heading(metric)} | cells)
    return pandas.DataFrame(lines)


def _heading(metric: Metric) -> str:
    same = metric.calendar or metric.unit.lower() in metric.label.lower()
    return metric.label if same else f"{metric.label} ({metric.unit})"


def _cell(row: dict[Any, Any] | None, metric: Metric, year: int) -> str:
    """Return a value with hedge and year, and what cannot be told: its rank, or any change."""
    if row is None:
        return "–"
    shared = row[ranks.BEST] < row[ranks.WORST]
    rank = _("rank {place}").format(place=ranks.words(row)) if shared else ""
    years = "" if metric.calendar else evidence_text.years(row, metric, year)
    value = metric.hedged(row) + (f" ({years})" if years else "")
    return ", ".join(part for part in (value, rank, certainty.no_change(row, metric)) if part)


def _unclear(rows: pandas.DataFrame, metrics: dict[str, Metric], names: dict[str, str]) -> str:
    """Return the note that names, metric by metric, the clusters whose hedges overlap."""
    said = []
    for metric_id, metric in metrics.items():
        part = rows[(rows["metric_id"] == metric_id) & ranks.shared(rows)]
        if not part.empty:
            listed = ", ".join(names[one] for one in part["cluster_id"])
            said.append(f"{metric.label} ({listed})")
    if not said:
        return ""
    return _("Not distinguishable, given the hedges: {which}.").format(which="; ".join(said))


def _names(view: View, longest: int = LONGEST_NAME) -> dict[str, str]:
    """Return the picked clusters in the order of their names, and what to call each."""
    named = {one: view.known.name("clusters", one) for one in view.selection.clusters}
    ordered = sorted(named, key=lambda one: folded(named[one]))
    short = shortening.shorten_distinct([named[one] for one in ordered], longest)
    return dict(zip(ordered, short, strict=True))


def _highest(rows: pandas.DataFrame, metric: Metric, names: dict[str, str]) -> str:
    """Return which of the clusters has most of a metric: 'Members: Silicon Saxony e.V., 490'."""
    part = rows[rows["metric_id"] == metric.id]
    row = part.loc[part["value"].idxmax()].to_dict()
    return _("{metric}: highest at {name}, {value}").format(
        metric=metric.label, name=names[row["cluster_id"]], value=metric.hedged(row)
    )
