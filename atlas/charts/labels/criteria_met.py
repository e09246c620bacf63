"""Criteria met: for each public threshold, how many clusters reach it, as far as is known."""

import math
from collections.abc import Mapping
from typing import Any

import pandas
import plotly.graph_objects as go

from atlas import i18n
from atlas.analysis.criteria import RESULTS
from atlas.charts.base import heatmap
from atlas.i18n import _, ngettext
from atlas.model.evidence import Evidence
from atlas.model.view import View
from atlas.text import criteria, dates, plotly_text


def figure(rows: pandas.DataFrame, view: View, *, evidence: Evidence) -> go.Figure:
    """Draw one row per threshold and one column per result: how many clusters, and what share.

    `rows`: one row per threshold from `counted`.
    """
    records = rows.to_dict("records")
    title = _("Public thresholds: who reaches them")
    best = max(records, key=lambda row: row["met"])
    return heatmap.figure(
        pandas.DataFrame([_cell(row, result) for row in records for result in RESULTS]),
        {row["criterion_id"]: row["threshold_name"] for row in records},
        {str(result): label for result, label in criteria.results().items()},
        view,
        rows,
        evidence=evidence,
        title=title,
        unit=_("clusters"),
        coverage=ngettext(
            "{count} public threshold that one of our figures measures",
            "{count} public thresholds that one of our figures measures",
            len(rows),
        ).format(count=i18n.number(len(rows))),
        notes=[_("Not known: no figure is known by then; it does not mean missed.")],
        explained=criteria.explain(),
        columns={
            "scheme_id": _("Scheme id"),
            "criterion_id": _("Criterion id"),
            "criterion": _("Criterion"),
            "threshold_name": _("Asked for"),
            "threshold": _("Threshold"),
            **criteria.results(),
        },
        alt=_("{title}. Most often met: {name}, {met} of {selected} clusters.").format(
            title=title,
            name=best["threshold_name"],
            met=i18n.number(best["met"]),
            selected=i18n.number(view.selected),
        ),
    )


def counted(rows: pandas.DataFrame, scheme: Mapping[str, Any]) -> pandas.DataFrame:
    """Return one row per criterion of `criteria.check` that can be judged.

    Its columns: the number of clusters of each result, and the evidence behind them. `scheme`: its
    row of `scheme_list`.
    """
    judged = rows[rows["threshold"].notna() & rows["measured_by"].notna()]
    groups = judged.groupby("criterion_id", sort=False)
    return pandas.DataFrame([_count(group, scheme) for _criterion, group in groups])


def _count(rows: pandas.DataFrame, scheme: Mapping[str, Any]) -> dict[str, Any]:
    row: dict[Any, Any] = rows.iloc[0].to_dict()
    figures = rows[rows["value"].notna()]
    first, last = dates.first_and_last(figures)
    ids = {*figures["source_id"], *figures["basis_source_id"], row["rule_source_id"]}
    asked_for = criteria.asked_for(row)
    return {
        "scheme_id": row["scheme_id"],
        "criterion_id": row["criterion_id"],
        "criterion": i18n.name(row, "criterion"),
        "threshold": row["threshold"],
        "threshold_name": _("{asked_for} ({scheme})").format(
            asked_for=asked_for[0].upper() + asked_for[1:], scheme=i18n.name(scheme, "short")
        ),
        **{str(result): int((rows["result"] == result).sum()) for result in RESULTS},
        "clusters": len(rows),
        "first_as_of": first,
        "last_as_of": last,
        "source_ids": sorted(source_id for source_id in ids if isinstance(source_id, str)),
    }


def _cell(row: Mapping[str, Any], result: str) -> dict[str, Any]:
    count, clusters = row[result], row["clusters"]
    share = i18n.percent(i18n.number(round(100 * count / clusters)))
    if 0 < 100 * count / clusters < 0.5:
        share = "< " + i18n.percent(i18n.number(1))
    text = ngettext("{count} cluster, {share}", "{count} clusters, {share}", count).format(
        count=i18n.number(count), share=share
    )
    name = {str(result_id): label for result_id, label in criteria.results().items()}[result]
    return {
        "row_id": row["criterion_id"],
        "column_id": result,
        # what is not known is no result: it keeps the grey of figures that no cluster reports
        "value": math.nan if result == "unpublished" else float(count),
        "text": plotly_text.lines([i18n.number(count), share]),
        "hover": plotly_text.lines([plotly_text.bold(row["threshold_name"]), f"{name}: {text}"]),
    }
