"""The figures of one cluster: value, hedge, date, place among its peers, source. A table."""

from collections.abc import Sequence

import pandas
import plotly.graph_objects as go

from atlas import i18n
from atlas.charts.base import caption, table
from atlas.i18n import _, ngettext
from atlas.model import records
from atlas.model.evidence import Evidence, Notes, cited_in_row
from atlas.model.metrics import ASKED_FIRST, REPEATING, Metric
from atlas.model.view import View
from atlas.text import beside, dates, peer_standing, reporting
from atlas.text import evidence as evidence_text

WIDTHS = (16, 11, 15, 25, 14, 14, 14)


def put_together(
    rows: pandas.DataFrame,
    undated: pandas.DataFrame,
    others: pandas.DataFrame,
    metrics: dict[str, Metric],
    notes: Notes,
) -> pandas.DataFrame:
    """Return one row per metric, the most asked-for first, those of the region's industry last.

    `rows`: from `peer_standing.add_standings`. `undated`: one row for each further metric, from
    `every_observation`, in texts that may be later. `others`: from `figures_beside`. `notes`: in
    all languages. Adds is_undated, and what stands beside each figure: `beside` and
    `beside_source_ids`.
    """
    every = pandas.concat(
        [rows.assign(is_undated=False), undated.assign(is_undated=True)], ignore_index=True
    )
    of_metric = beside.by_metric(others, metrics, notes)
    none = beside.Beside()
    stands_beside = [of_metric.get(str(metric_id), none) for metric_id in every["metric_id"]]
    every = every.assign(
        rank=[_rank(metrics[str(metric_id)]) for metric_id in every["metric_id"]],
        about_cluster=[metrics[str(metric_id)].about_cluster for metric_id in every["metric_id"]],
        beside=[stands.words for stands in stands_beside],
        beside_source_ids=[stands.source_ids for stands in stands_beside],
    )
    return every.sort_values(["rank", "position"], kind="stable", ignore_index=True).drop(
        columns="rank"
    )


def _rank(metric: Metric) -> int:
    if not metric.about_cluster:
        return len(ASKED_FIRST) + 2
    if metric.id in ASKED_FIRST:
        return ASKED_FIRST.index(metric.id)
    return len(ASKED_FIRST) + (metric.id in REPEATING)


def figure(
    rows: pandas.DataFrame,
    notes: Sequence[str],
    metrics: dict[str, Metric],
    view: View,
    *,
    evidence: Evidence,
) -> go.Figure:
    """Draw every metric that the cluster reports, those about its region's industry last.

    `rows`: one row per metric from `put_together`. `notes`: the peers it is compared
    with, and what else there is to say. `view`: of the cluster.
    """
    columns = cells(rows, metrics, view)
    columns[_("Where in the source")] = [
        evidence_text.where(row) if row else "" for row in order_lines(rows)
    ]
    chart = table.drawn(columns, WIDTHS, cited(rows))
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
        explained=explain(),
        columns=headings(),
        alt=alt(title, rows, metrics, view),
        height=table.height(columns, WIDTHS) + 30,
    )


def order_lines(rows: pandas.DataFrame) -> list[dict[str, object] | None]:
    """Return the rows in the order of the table; None stands for the line before another scope."""
    own = records.of(rows[rows["about_cluster"]])
    other = records.of(rows[~rows["about_cluster"]])
    return [*own, None, *other] if other else [*own]


def cells(rows: pandas.DataFrame, metrics: dict[str, Metric], view: View) -> dict[str, list[str]]:
    """Return the columns of the table: heading -> cells in words."""
    headings = (
        _("Figure"),
        _("Value"),
        _("As of"),
        _("Also stated"),
        _("Among its peers"),
        _("Source"),
    )
    lines: list[tuple[str, ...]] = []
    for row in order_lines(rows):
        if row is None:
            lines.append((_("About the industry of the region:"), "", "", "", "", ""))
            continue
        metric = metrics[str(row["metric_id"])]
        undated = bool(row["is_undated"])
        lines.append(
            (
                metric.label,
                evidence_text.value(row, metric),
                dates.written_time(row) if undated else evidence_text.as_of(row, metric, view.year),
                _("may be later than {year}").format(year=i18n.year(view.year))
                if undated
                else str(row["beside"]),
                "–" if undated else peer_standing.words(row, metric),
                evidence_text.sources(row, short=True),
            )
        )
    return table.columns(headings, lines)


def cited(rows: pandas.DataFrame) -> table.Cited:
    """Return the sources that the cells of `cells` name."""
    lines = order_lines(rows)
    return {
        _("Also stated"): [_beside_source_ids(row) for row in lines],
        _("Source"): [cited_in_row(row) if row else () for row in lines],
    }


def _beside_source_ids(row: dict[str, object] | None) -> Sequence[str]:
    source_ids = row["beside_source_ids"] if row else ()
    return source_ids if isinstance(source_ids, tuple) else ()


def count_reported(rows: pandas.DataFrame, metrics: dict[str, Metric]) -> str:
    """Return how many of all metrics the cluster reports, how many exactly, and the others.

    What is worked out from others is no report: age, growth and ratios are counted apart.
    """
    stated = {metric_id for metric_id, metric in metrics.items() if not metric.derived}
    by_then = rows[~rows["is_undated"].astype(bool)]
    reported = by_then[by_then["metric_id"].isin(stated)]
    counted = ngettext(
        "{count} of {all} metrics is reported, {exact} of them exact",
        "{count} of {all} metrics are reported, {exact} of them exact",
        len(reported),
    ).format(
        count=i18n.number(len(reported)),
        all=i18n.number(len(stated)),
        exact=i18n.number(reported["exact"].sum()),
    )
    more = reporting.worked_out(len(by_then) - len(reported))
    return f"{counted}; {more}" if more else counted


def explain() -> str:
    """Return how to read the table, for who asks."""
    return " ".join(
        (
            _(
                "“Also stated” holds what was not chosen: other figures of that time or in undated "
                "texts, and earlier ones. The table of every figure says why."
            ),
            peer_standing.explain(),
        )
    )


def region_notes(rows: pandas.DataFrame) -> list[str]:
    """Return the note on figures about the region's industry, if there are any."""
    if rows["about_cluster"].all():
        return []
    return [_("Figures about the industry of the region are not figures of the cluster.")]


def headings() -> dict[str, str]:
    """Return the headings of what a table file holds beside the usual."""
    return {
        "beside": _("Also stated"),
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
