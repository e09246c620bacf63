"""Every figure that any source states about one cluster, and what became of it. A table."""

from typing import Any

import pandas
import plotly.graph_objects as go

from atlas import i18n
from atlas.analysis import precedence
from atlas.charts.base import caption, table
from atlas.i18n import _, ngettext
from atlas.model import records
from atlas.model.evidence import Evidence
from atlas.model.metrics import Metric
from atlas.model.view import View
from atlas.text import dates
from atlas.text import evidence as evidence_text

WIDTHS = (17, 14, 17, 24, 15, 18)
Row = dict[str, Any]


def figure(
    rows: pandas.DataFrame, metrics: dict[str, Metric], view: View, *, evidence: Evidence
) -> go.Figure:
    """Draw all observations: those charts may show, those too late, those about others.

    `rows`: one row per observation from `every_observation`, with `decided_by` from `conflicts`.
    """
    shown = {str(row["observation_id"]): row for row in records.of(rows)}
    lines = table.order(sections(rows))
    columns = table.columns_of(_headings(), lines, lambda row: _line(row, shown, metrics))
    chart = table.drawn(columns, WIDTHS, table.cited_in(_("Source"), lines))
    standings = rows["standing"].value_counts()
    title = _("Every figure in every source")
    return caption.finish(
        chart,
        view,
        rows,
        evidence=evidence,
        title=title,
        unit=_("each in its own unit"),
        coverage=ngettext(
            "{count} figure from its sources", "{count} figures from its sources", len(rows)
        ).format(count=i18n.number(len(rows))),
        notes=[
            _count_note(int(standings.get("outranked", 0)), "outranked"),
            _count_note(int(standings.get("undated", 0)), "undated"),
        ],
        explained=precedence.explain_rule(),
        columns={
            "standing": _("What became of it"),
            "scope": _("Whom it is about"),
            "locator": _("Where in the source"),
            "chosen_observation_id": _("Shown instead"),
        },
        alt=_("{title}. {name}: {count}, of which charts show {shown}.").format(
            title=title,
            name=view.words,
            count=i18n.number(len(rows)),
            shown=i18n.number(int(standings.get("charted", 0))),
        ),
        height=table.height(columns, WIDTHS) + 30,
    )


def sections(rows: pandas.DataFrame) -> dict[str, pandas.DataFrame]:
    """Return the rows by the line that stands before them; blank before those with a date."""
    order = rows.assign(place=rows["standing"] != "charted").sort_values(
        ["position", "ends_on", "place", "observation_id"],
        ascending=[True, False, True, True],
        kind="stable",
    )
    own = order["scope"] == "cluster_organisation"
    undated = order["standing"] == "undated"
    return {
        "": order[own & ~undated],
        _("In undated texts that may be later than this year:"): order[own & undated],
        _("About others, not the cluster itself:"): order[~own],
    }


def describe_outcome(row: Row, shown: dict[str, Row], metrics: dict[str, Metric]) -> str:
    """Return what became of an observation. `shown`: the observations by their id."""
    scope = "" if row["scope"] == "cluster_organisation" else i18n.name(row, "scope_name") + ". "
    chosen = shown.get(str(row["chosen_observation_id"]))
    if row["standing"] == "outranked" and chosen and isinstance(row["decided_by"], str):
        metric = metrics[str(row["metric_id"])]
        value = metric.hedged(chosen)
        text = _("Not shown; {value} stands for that time. {reason}").format(
            value=dates.dated(value, chosen) if metric.dated else value,
            reason=precedence.explain_choice(row["decided_by"]),
        )
    else:
        text = {
            "charted": _("Shown in charts."),
            "outranked": _("Not shown; another figure stands for that time."),
            "undated": _("Not shown yet; it may be later than this year."),
            "other_scope": _("Never shown as the cluster's own."),
            "ended": _("Not shown; the cluster had ended."),
        }[row["standing"]]
    return scope + text


def _headings() -> tuple[str, ...]:
    return (
        _("Figure"),
        _("Value"),
        _("As of"),
        _("What became of it"),
        _("Source"),
        _("Where in the source"),
    )


def _line(row: Row, shown: dict[str, Row], metrics: dict[str, Metric]) -> tuple[str, ...]:
    metric = metrics[str(row["metric_id"])]
    return (
        metric.label,
        evidence_text.value(row, metric),
        evidence_text.date(row),
        describe_outcome(row, shown, metrics),
        evidence_text.short_source(row),
        evidence_text.where(row),
    )


def _count_note(count: int, standing: str) -> str:
    if not count:
        return ""
    pattern = {
        "outranked": ngettext(
            "{count} contradicts or repeats another of its time",
            "{count} contradict or repeat another of their time",
            count,
        ),
        "undated": ngettext(
            "{count} may be later than this year", "{count} may be later than this year", count
        ),
    }[standing]
    return pattern.format(count=i18n.number(count))
