"""Coverage: which share of the selected clusters reports what, by year or by sector group."""

from collections.abc import Mapping
from typing import Any

import pandas
import plotly.graph_objects as go

from atlas import i18n
from atlas.charts.base import heatmap
from atlas.i18n import _, ngettext
from atlas.model.evidence import Evidence
from atlas.model.metrics import Metric
from atlas.model.view import View
from atlas.text import omissions, plotly_text

#: the widest text that a cell can hold, in any language
WIDEST = "100 %"


def figure(
    rows: pandas.DataFrame,
    metrics: Mapping[str, Metric],
    view: View,
    by: str,
    most: int,
    *,
    evidence: Evidence,
) -> go.Figure:
    """Draw the share that reports, metric by metric; below it the share stated for that very year.

    `rows`: `reporting` and `observed` of `clusters`, one row per metric and year (from
    `coverage_by_year`, with `clusters` added) or per metric and sector group (from
    `coverage_by_group`). `by`: year or sector. `most`: so many metrics, the most reported ones.
    """
    by_year = by == "year"
    column_names = _years(rows, view) if by_year else _groups(rows)
    rows = rows.assign(column_id=(rows["year"].astype(str) if by_year else rows["group_id"]))
    shown = rows[rows["column_id"].isin(list(column_names))]
    row_names = _most_reported(shown, metrics, most)
    cells = _cells(shown, row_names, column_names, by_year, view)
    drawn_rows = shown[shown["metric_id"].isin(list(row_names))]
    title = _("Who reports what, by year") if by_year else _("Who reports what, by sector group")
    visible = heatmap.select_visible_cells(cells, row_names, column_names).to_dict("records")
    best = max(visible, key=lambda cell: float(cell["value"]))
    return heatmap.figure(
        cells,
        row_names,
        column_names,
        view,
        drawn_rows,
        evidence=evidence,
        title=title,
        unit=_("% of the clusters"),
        coverage=_coverage(rows, metrics, view),
        notes=[
            omissions.note_metrics(len(row_names), shown["metric_id"].nunique()),
        ],
        explained=_explain(by_year),
        alt=_("{title}. Highest: {cell}.").format(title=title, cell=best["said"]),
        columns={"share": _("Share that reports (%)"), "clusters": _("Clusters")},
    )


def shares(rows: pandas.DataFrame) -> pandas.DataFrame:
    """Return `rows` with `share`: 100 times `reporting` by `clusters`, in percent."""
    return rows.assign(share=100 * rows["reporting"] / rows["clusters"])


def ordered(
    rows: pandas.DataFrame, metrics: Mapping[str, Metric], view: View, by: str
) -> pandas.DataFrame:
    """Return `rows` metric by metric as they are drawn, each from the first column to the last."""
    columns = rows["year"] if by == "year" else rows["group_id"].map(list(_groups(rows)).index)
    drawn_rows = rows
    if by == "year":
        drawn_rows = rows[rows["year"] >= int(next(iter(_years(rows, view))))]
    metric_ids = list(_most_reported(drawn_rows, metrics, len(metrics)))
    metric_ids += [metric_id for metric_id in metrics if metric_id not in metric_ids]
    placed = rows.assign(_down=rows["metric_id"].map(metric_ids.index), _across=columns)
    return placed.sort_values(["_down", "_across"]).drop(columns=["_down", "_across"])


def _years(rows: pandas.DataFrame, view: View) -> dict[str, str]:
    """Return the last years that a phone can show, the earliest first."""
    first = max(int(rows["year"].min()), view.year - heatmap.fit_columns([WIDEST]) + 1)
    return {str(year): str(year) for year in range(first, view.year + 1)}


def _groups(rows: pandas.DataFrame) -> dict[str, str]:
    """Return the sector groups, the one with the most clusters first."""
    ordered = rows.sort_values(["clusters", "group_id"], ascending=[False, True])
    return {
        str(row["group_id"]): f"{i18n.name(row, 'group_name')} ({i18n.number(row['clusters'])})"
        for row in ordered.to_dict("records")
    }


def _most_reported(
    rows: pandas.DataFrame, metrics: Mapping[str, Metric], most: int
) -> dict[str, str]:
    """Return the metrics that most clusters report, the most reported one first."""
    totals = rows.groupby("metric_id")["reporting"].sum().reindex(list(metrics)).dropna()
    totals = totals[totals > 0].sort_values(ascending=False, kind="stable")
    return {str(metric_id): metrics[str(metric_id)].label for metric_id in totals.index[:most]}


def _cells(
    rows: pandas.DataFrame,
    row_names: Mapping[str, str],
    column_names: Mapping[str, str],
    by_year: bool,
    view: View,
) -> pandas.DataFrame:
    """Return a cell for every metric and column; where no cluster reports, the share is zero."""
    rows_by_cell = {(row["metric_id"], row["column_id"]): row for row in rows.to_dict("records")}
    stated = rows[rows["observed"].notna()]["metric_id"].unique()
    cells = []
    for metric_id, label in row_names.items():
        for column_id, name in column_names.items():
            row = rows_by_cell.get((metric_id, column_id))
            empty = {"reporting": 0, "observed": 0, "clusters": view.selected}
            cells.append(
                {"row_id": metric_id, "column_id": column_id}
                | _cell(row or empty, metric_id in stated, f"{label}, {name}", by_year)
            )
    return pandas.DataFrame(cells)


def _cell(row: Mapping[Any, Any], stated: bool, what: str, by_year: bool) -> dict[str, Any]:
    clusters, reporting = int(row["clusters"]), int(row["reporting"])
    share = 100 * reporting / clusters
    sentence = ngettext(
        "{what}: {reporting} of {clusters} cluster reports ({share})",
        "{what}: {reporting} of {clusters} clusters report ({share})",
        clusters,
    ).format(
        what=what,
        reporting=i18n.number(reporting),
        clusters=i18n.number(clusters),
        share=i18n.percent(written(share)),
    )
    lines = [plotly_text.bold(sentence)]
    if stated and reporting:
        observed = int(row["observed"])
        lines.append(
            _("{observed} of them with a figure of that year, {carried} with an older one").format(
                observed=i18n.number(observed), carried=i18n.number(reporting - observed)
            )
        )
    return {
        "value": share,
        "text": i18n.percent(written(share)),
        "hover": plotly_text.lines(lines),
        "said": sentence,
    }


def written(share: float) -> str:
    """Return a share in whole percent; less than half a percent is never written as zero."""
    return _("<1") if 0 < share < 0.5 else i18n.number(share)


def _coverage(rows: pandas.DataFrame, metrics: Mapping[str, Metric], view: View) -> str:
    count = sum(not metric.derived for metric in metrics.values())
    return _("{reported} of {all} metrics are reported up to {year}").format(
        reported=i18n.number(rows.loc[rows["reporting"] > 0, "metric_id"].nunique()),
        all=i18n.number(count),
        year=view.year,
    )


def _explain(by_year: bool) -> str:
    whom = (
        _("all selected clusters, also those founded later or ended by then")
        if by_year
        else _("all selected clusters of the sector group, also those that have ended")
    )
    return " ".join(
        [
            _("Coverage = clusters that report, divided by {whom}.").format(whom=whom),
            _(
                "A figure counts from the year it holds for until a newer one is known: it is "
                "carried forward. Pointing at a cell tells how many are stated for the year itself."
            ),
            _("A low share means little is known, not that there is little."),
        ]
    )
