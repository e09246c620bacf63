"""Side by side: a few clusters picked by hand, with a small chart for each metric."""

from collections.abc import Mapping, Sequence
from typing import Any

import pandas
import plotly.graph_objects as go
from plotly.subplots import make_subplots

from atlas import i18n
from atlas.analysis import ranks
from atlas.charts.base import axes, bars, caption, style
from atlas.i18n import _, ngettext
from atlas.model.evidence import Evidence
from atlas.model.metrics import ASKED_FIRST, REPEATING, Metric
from atlas.model.view import View
from atlas.text import certainty, growth, reporting, shortening
from atlas.text import evidence as evidence_text
from data.words import folded

MOST_CLUSTERS = 12
#: metrics that are shown until others are chosen, and as many as can be
USUAL_METRICS, MOST_METRICS = 6, 12
LONGEST_NAME = 44
COLUMNS = 2


def ranked(rows: pandas.DataFrame, metrics: dict[str, Metric]) -> pandas.DataFrame:
    """Return `rows` from `metrics_of_clusters` with the rank of each cluster in each metric."""
    ranked_metrics = [
        ranks.add_ranks(metric_rows, smallest_first=metrics[str(metric_id)].calendar)
        for metric_id, metric_rows in rows.groupby("metric_id", sort=False)
    ]
    return pandas.concat(ranked_metrics).loc[rows.index] if ranked_metrics else rows


def list_reported(rows: pandas.DataFrame, metrics: Mapping[str, Metric]) -> list[str]:
    """Return the metrics that any of the clusters reports, in their usual order."""
    reported = set(rows["metric_id"])
    return [metric_id for metric_id in metrics if metric_id in reported]


def choose_usual(rows: pandas.DataFrame, metrics: Mapping[str, Metric]) -> list[str]:
    """Return the six metrics that are shown until others are chosen, in their usual order.

    What readers ask for first comes first, then what most of the clusters report; of the years of
    founding only one is shown, and an age repeats it.
    """
    counts = rows["metric_id"].value_counts()
    reported = list_reported(rows, metrics)
    useful = [metric_id for metric_id in reported if metric_id not in REPEATING] or reported
    useful.sort(
        key=lambda name: (
            ASKED_FIRST.index(name) if name in ASKED_FIRST else len(ASKED_FIRST),
            -counts[name],
            reported.index(name),
        )
    )
    return sorted(useful[:USUAL_METRICS], key=reported.index)


def figure(
    rows: pandas.DataFrame,
    metrics: dict[str, Metric],
    view: View,
    *,
    evidence: Evidence,
    reported: Sequence[Metric],
) -> go.Figure:
    """Draw a panel for each metric of `rows`: one row per cluster and metric from `ranked`.

    `reported`: the metrics that any of the clusters reports, shown or not.
    """
    shown_ids = list_reported(rows, metrics)
    names = name_clusters(view)
    cluster_ids = list(names)
    row_count = -(-len(shown_ids) // COLUMNS)
    height = row_count * (80 + bars.ROW_HEIGHT * len(cluster_ids)) + 30
    chart = make_subplots(
        rows=row_count,
        cols=min(COLUMNS, len(shown_ids)),
        horizontal_spacing=0.06,
        vertical_spacing=80 / height if row_count > 1 else 0,
        subplot_titles=[write_heading(metrics[metric_id]) for metric_id in shown_ids],
    )
    for index, metric_id in enumerate(shown_ids):
        metric_rows = rows[rows["metric_id"] == metric_id].sort_values("name", ascending=False)
        panel = {"row": index // COLUMNS + 1, "col": index % COLUMNS + 1}
        labels = [names[cluster_id] for cluster_id in metric_rows["cluster_id"]]
        metric = metrics[metric_id]
        bars.add(
            chart,
            metric_rows,
            labels,
            metric,
            evidence,
            size=11,
            name_briefly=_name_briefly,
            panel=panel,
        )
        chart.update_yaxes(
            categoryarray=[names[cluster_id] for cluster_id in cluster_ids][::-1],
            range=[-0.6, len(cluster_ids) - 0.3],
            **panel,
        )
    axes.headings(chart, 12, style.quiet())
    chart.update_layout(margin={"t": 34})
    title = ngettext(
        "{count} cluster side by side", "{count} clusters side by side", len(cluster_ids)
    ).format(count=i18n.number(len(cluster_ids)))
    return caption.finish(
        chart,
        view,
        rows[rows["metric_id"].isin(shown_ids)],
        evidence=evidence,
        title=title,
        coverage=count_metrics(reported),
        notes=[
            note_more(len(reported) - len(shown_ids)),
            _("An empty row means not reported."),
            caption.hedges(rows[rows["metric_id"].isin(shown_ids)]),
            _note_unclear(rows, {metric_id: metrics[metric_id] for metric_id in shown_ids}, names),
            *(
                note
                for metric_id in shown_ids
                for metric_rows in [rows[rows["metric_id"] == metric_id]]
                for note in (
                    certainty.no_change_note(metric_rows, metrics[metric_id]),
                    *growth.notes(metric_rows, metrics[metric_id], view),
                    growth.grey_note(metric_rows),
                )
            ),
        ],
        columns=certainty.rank_columns(),
        alt=_("{title}: {names}. {highest}.").format(
            title=title,
            names=", ".join(names.values()),
            highest="; ".join(
                _describe_highest(rows, metrics[metric_id], names, view.year)
                for metric_id in shown_ids
            ),
        ),
        height=height,
    )


def count_metrics(reported: Sequence[Metric]) -> str:
    """Return how many metrics any of the clusters reports; those worked out are counted apart."""
    stated = sum(not metric.derived for metric in reported)
    words = ngettext(
        "{count} metric is reported by at least one of them",
        "{count} metrics are reported by at least one of them",
        stated,
    ).format(count=i18n.number(stated))
    more = reporting.worked_out(len(reported) - stated)
    return f"{words}; {more}" if more else words


def note_more(more: int) -> str:
    """Return how many metrics that they report are not shown; blank when all are."""
    if not more:
        return ""
    return ngettext(
        "{count} more metric can be chosen on the page.",
        "{count} more metrics can be chosen on the page.",
        more,
    ).format(count=i18n.number(more))


def write_heading(metric: Metric) -> str:
    """Return what a metric is called, with its unit where the name does not say it."""
    is_in_label = metric.calendar or metric.unit.lower() in metric.label.lower()
    return metric.label if is_in_label else f"{metric.label} ({metric.unit})"


def _note_unclear(rows: pandas.DataFrame, metrics: dict[str, Metric], names: dict[str, str]) -> str:
    """Return the note on clusters whose hedges overlap, for each metric."""
    entries = []
    for metric_id, metric in metrics.items():
        unclear_rows = rows[(rows["metric_id"] == metric_id) & ranks.are_shared(rows)]
        if not unclear_rows.empty:
            cluster_names = ", ".join(
                names[cluster_id] for cluster_id in unclear_rows["cluster_id"]
            )
            entries.append(f"{metric.label} ({cluster_names})")
    if not entries:
        return ""
    return _("Not distinguishable, given the hedges: {which}.").format(which="; ".join(entries))


def _name_briefly(row: Mapping[Any, Any], longest: int) -> str:
    return shortening.shorten(str(row["name"]), longest)


def name_clusters(view: View, longest: int = LONGEST_NAME) -> dict[str, str]:
    """Return the picked clusters, sorted by name: id -> shortened name."""
    name_of_cluster = {
        cluster_id: view.known.name("clusters", cluster_id)
        for cluster_id in view.selection.clusters
    }
    cluster_ids = sorted(
        name_of_cluster, key=lambda cluster_id: folded(name_of_cluster[cluster_id])
    )
    short_names = shortening.shorten_distinct(
        [name_of_cluster[cluster_id] for cluster_id in cluster_ids], longest
    )
    return dict(zip(cluster_ids, short_names, strict=True))


def _describe_highest(
    rows: pandas.DataFrame, metric: Metric, names: dict[str, str], year: int
) -> str:
    """Return which cluster has the highest figure: 'Members: highest at NIRO, 72 (2022)'."""
    metric_rows = rows[rows["metric_id"] == metric.id]
    row = metric_rows.loc[metric_rows["value"].idxmax()].to_dict()
    return _("{metric}: highest at {name}, {value}").format(
        metric=metric.label,
        name=names[row["cluster_id"]],
        value=evidence_text.dated(row, metric, year),
    )
