"""The figures of one cluster: value, hedge, date, place among its peers, source. A table."""

from collections.abc import Sequence

import pandas
import plotly.graph_objects as go

from atlas import i18n
from atlas.charts.base import caption, table
from atlas.i18n import _, ngettext
from atlas.model import records
from atlas.model.evidence import Evidence
from atlas.model.metrics import Metric
from atlas.model.view import View
from atlas.text import evidence as evidence_text
from atlas.text import peer_standing, reporting

WIDTHS = (17, 13, 21, 18, 14, 17)


def figure(
    rows: pandas.DataFrame,
    notes: Sequence[str],
    metrics: dict[str, Metric],
    view: View,
    *,
    evidence: Evidence,
) -> go.Figure:
    """Draw every metric that the cluster reports, those about its region's industry last.

    `rows`: one row per metric from `peer_standing.add_standings`. `notes`: the peers it is compared
    with, and what else there is to say. `view`: of the cluster.
    """
    columns = cells(rows, metrics, view)
    columns[_("Where in the source")] = [
        evidence_text.where(row) if row else "" for row in order_lines(rows)
    ]
    chart = table.drawn(columns, WIDTHS)
    title = _("Figures and where they stand")
    return caption.finish(
        chart,
        view,
        rows,
        evidence=evidence,
        title=title,
        unit=_("each in its own unit"),
        coverage=count_reported(rows, metrics),
        notes=[*notes, *region_notes(rows)],
        explained=peer_standing.explain(),
        columns=headings(),
        alt=alt(title, rows, metrics, view),
        height=table.height(columns, WIDTHS) + 30,
    )


def order_lines(rows: pandas.DataFrame) -> list[dict[str, object] | None]:
    """Return the rows in the order of the table; None stands for the line before another scope."""
    own = records.of(rows[rows["about"] == "cluster_organisation"])
    other = records.of(rows[rows["about"] != "cluster_organisation"])
    return [*own, None, *other] if other else [*own]


def cells(rows: pandas.DataFrame, metrics: dict[str, Metric], view: View) -> dict[str, list[str]]:
    """Return the columns of the table: heading -> cells in words."""
    columns: dict[str, list[str]] = {
        _("Figure"): [],
        _("Value"): [],
        _("As of"): [],
        _("Among its peers"): [],
        _("Source"): [],
    }
    for row in order_lines(rows):
        line = [_("About the industry of the region:"), "", "", "", ""]
        if row:
            metric = metrics[str(row["metric_id"])]
            line = [
                metric.label,
                evidence_text.value(row, metric),
                evidence_text.as_of(row, metric, view.year),
                peer_standing.words(row, metric),
                evidence_text.sources(row, short=True),
            ]
        for column, cell in zip(columns.values(), line, strict=True):
            column.append(cell)
    return columns


def count_reported(rows: pandas.DataFrame, metrics: dict[str, Metric]) -> str:
    """Return how many of all metrics the cluster reports, how many exactly, and the others.

    What is worked out from others is no report: age, growth and ratios are counted apart.
    """
    stated = {metric_id for metric_id, metric in metrics.items() if not metric.derived}
    reported = rows[rows["metric_id"].isin(stated)]
    counted = ngettext(
        "{count} of {all} metrics is reported, {exact} of them exact",
        "{count} of {all} metrics are reported, {exact} of them exact",
        len(reported),
    ).format(
        count=i18n.number(len(reported)),
        all=i18n.number(len(stated)),
        exact=i18n.number(reported["exact"].sum()),
    )
    more = reporting.worked_out(len(rows) - len(reported))
    return f"{counted}; {more}" if more else counted


def region_notes(rows: pandas.DataFrame) -> list[str]:
    """Return the note on figures about the region's industry, if there are any."""
    if (rows["about"] == "cluster_organisation").all():
        return []
    return [_("Figures about the industry of the region are not figures of the cluster.")]


def headings() -> dict[str, str]:
    """Return the headings of what a table file holds beside the usual."""
    return {
        "peers": _("Peers that report"),
        "below": _("Peers surely below"),
        "level": _("Peers level or not distinguishable"),
        "above": _("Peers surely above"),
        "percentile": _("Percentile"),
        "locator": _("Where in the source"),
        "basis_locator": _("Where in the second source"),
    }


def alt(title: str, rows: pandas.DataFrame, metrics: dict[str, Metric], view: View) -> str:
    """Return the alternative text: one sentence with the first figures of the table."""
    first = [
        f"{metrics[str(row['metric_id'])].label}: "
        + evidence_text.value(row, metrics[str(row["metric_id"])])
        for row in records.of(rows.head(3))
    ]
    return _("{title}. {name}: {figures}.").format(
        title=title, name=view.words, figures=", ".join(first)
    )
