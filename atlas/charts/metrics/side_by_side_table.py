"""Side by side as a table: a row a metric, a column a cluster, on slides and in workbooks, too."""

from collections.abc import Mapping, Sequence
from typing import Any

import pandas
import plotly.graph_objects as go

from atlas import i18n
from atlas.analysis import ranks
from atlas.charts.base import caption, table
from atlas.charts.metrics import side_by_side
from atlas.i18n import _, ngettext
from atlas.model import records
from atlas.model.evidence import Evidence
from atlas.model.metrics import Metric
from atlas.model.view import View
from atlas.text import certainty, dates, growth
from atlas.text import evidence as evidence_text

NOTHING = "–"
#: what a file says of each figure, a line each
PARTS = ("value", "hedge", "as_of", "source")
Row = dict[str, Any]


def figure(
    rows: pandas.DataFrame,
    metrics: Mapping[str, Metric],
    view: View,
    *,
    evidence: Evidence,
    reported: Sequence[Metric],
) -> go.Figure:
    """Draw a row for each metric of `rows`, which are from `side_by_side.ranked`.

    `reported`: the metrics that any of the clusters reports, shown or not.
    """
    names = side_by_side.name_clusters(view, longest=60)
    grid = _by_metric(rows)
    columns = {
        _("Metric"): [side_by_side.write_heading(metrics[metric_id]) for metric_id in grid],
        **{
            name: [
                _write_cell(of_metric.get(cluster_id), metrics[metric_id], view.year)
                for metric_id, of_metric in grid.items()
            ]
            for cluster_id, name in names.items()
        },
    }
    cited = {
        name: [
            [of_metric[cluster_id]["source_id"]] if cluster_id in of_metric else ()
            for of_metric in grid.values()
        ]
        for cluster_id, name in names.items()
    }
    widths = [3, *[2] * len(names)]
    title = ngettext(
        "{count} cluster side by side: the figures",
        "{count} clusters side by side: the figures",
        len(names),
    ).format(count=i18n.number(len(names)))
    return caption.finish(
        table.drawn(columns, widths, cited),
        view,
        rows,
        evidence=evidence,
        title=title,
        unit=_("each in its own unit"),
        coverage=side_by_side.count_metrics(reported),
        notes=[
            side_by_side.note_more(len(reported) - len(grid)),
            _("In brackets: the year for which a figure holds. A dash: no source states it."),
            *(
                note
                for metric_id in grid
                for note in growth.notes(
                    rows[rows["metric_id"] == metric_id], metrics[metric_id], view
                )
            ),
        ],
        columns={
            "part": _("What of it"),
            **names,
        },
        alt=_("{title}: {names}.").format(title=title, names=", ".join(names.values())),
        height=table.height(columns, widths) + 30,
    )


def lines(rows: pandas.DataFrame, metrics: Mapping[str, Metric], view: View) -> pandas.DataFrame:
    """Return the table for files: a column a cluster, four lines a metric.

    The lines of a metric are its values as numbers, their hedges, when they hold, their sources.
    """
    names = side_by_side.name_clusters(view, longest=60)
    words = {"value": _("Value"), "hedge": _("Hedge"), "as_of": _("As of"), "source": _("Source")}
    written = []
    for metric_id, of_metric in _by_metric(rows).items():
        source_ids = list(dict.fromkeys(row["source_id"] for row in of_metric.values()))
        for part in PARTS:
            cells = {
                cluster_id: _write_part(of_metric.get(cluster_id), metrics[metric_id], part)
                for cluster_id in names
            }
            written.append(
                {"metric_id": metric_id, "part": words[part], "source_ids": source_ids} | cells
            )
    return pandas.DataFrame(written, dtype=object)


def _by_metric(rows: pandas.DataFrame) -> dict[str, dict[str, Row]]:
    """Return the rows by metric, in their order, and cluster."""
    grid: dict[str, dict[str, Row]] = {}
    for row in records.of(rows):
        grid.setdefault(str(row["metric_id"]), {})[str(row["cluster_id"])] = row
    return grid


def _write_cell(row: Row | None, metric: Metric, year: int) -> str:
    """Return a value with its hedge and year, and whether its rank or its change is unclear."""
    if row is None:
        return NOTHING
    shared = row[ranks.BEST] < row[ranks.WORST]
    rank = _("rank {place}").format(place=ranks.write(row)) if shared else ""
    value = evidence_text.dated(row, metric, year)
    return ", ".join(text for text in (value, rank, certainty.no_change(row, metric)) if text)


def _write_part(row: Row | None, metric: Metric, part: str) -> Any:
    if row is None:
        return None
    if part == "value":
        return row["value"]
    if part == "hedge":
        return metric.hedged(row)
    if part == "as_of":
        return dates.written_time(row) if metric.dated else None
    return evidence_text.sources(row)
