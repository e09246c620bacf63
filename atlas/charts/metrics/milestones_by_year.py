"""Milestones by year: how many happened in each year, by kind."""

from typing import Any

import pandas
import plotly.graph_objects as go

from atlas import i18n
from atlas.charts.base import axes, caption, style
from atlas.charts.metrics import milestone_kinds
from atlas.i18n import _, ngettext
from atlas.model import records
from atlas.model.evidence import Evidence
from atlas.model.view import View
from atlas.text import citation, plotly_text

#: names listed in one hover text
MOST_NAMES = 8
#: what happens to a cluster at most once a year
ONCE = ("founded", "association_founded", "initiated", "dissolved", "merged_into")


def figure(rows: pandas.DataFrame, view: View, *, evidence: Evidence) -> go.Figure:
    """Draw a bar for each year, its milestones stacked by kind.

    `rows`: one row per milestone from `milestones`; `year` a whole number.
    """
    chart = go.Figure()
    for index, milestones in milestone_kinds.group_by_kind(rows):
        kind_name = _("Other changes") if index is None else i18n.name(milestones.iloc[0].to_dict())
        by_year: dict[int, list[dict[Any, Any]]] = {}
        for row in records.of(milestones.sort_values("year", kind="stable")):
            by_year.setdefault(row["year"], []).append(row)
        chart.add_bar(
            x=list(by_year),
            y=[_count_changes(changes) for changes in by_year.values()],
            name=kind_name,
            marker={
                "color": style.quiet() if index is None else style.series(index),
                "line": {"color": style.paper(), "width": 1},
            },
            hovertext=[
                _write_hover(kind_name, int(year), changes) for year, changes in by_year.items()
            ],
            hoverinfo="text",
        )
    first, last = rows["year"].min(), max(rows["year"].max(), view.year)
    chart.update_traces(width=axes.bar_width(first, last))
    chart.update_layout(barmode="stack", showlegend=True, legend={"traceorder": "normal"})
    chart.update_xaxes(showgrid=False, **axes.years_axis(first, last))
    per_year = {
        year: _count_changes(records.of(milestones)) for year, milestones in rows.groupby("year")
    }
    busiest = max(per_year, key=lambda year: per_year[year])
    chart.update_yaxes(
        title={"text": _("Changes per year")}, **axes.counting_axis(max(per_year.values()))
    )
    title = _("What changed over the years")
    clusters = rows["cluster_id"].nunique()
    return caption.finish(
        chart,
        view,
        rows,
        evidence=evidence,
        title=title,
        unit=_("changes per year"),
        coverage=ngettext(
            "{clusters} of {selected} cluster has a dated change",
            "{clusters} of {selected} clusters have a dated change",
            view.selected,
        ).format(clusters=i18n.number(clusters), selected=i18n.number(view.selected)),
        notes=[_("Foundings, labels, mergers and the like, as far as sources date them.")],
        alt=_("{title}. Most changes: {year}.").format(title=title, year=i18n.year(busiest)),
        height=340,
    )


def _write_hover(kind_name: str, year: int, changes: list[dict[Any, Any]]) -> str:
    names = caption.list_names(dict.fromkeys(row["name"] for row in changes), MOST_NAMES)
    sources = citation.count_sources(len({row["source_id"] for row in changes}))
    return plotly_text.lines(
        [plotly_text.bold(f"{kind_name}, {year}: {_count_changes(changes)}"), *names, sources]
    )


def _count_changes(changes: list[dict[Any, Any]]) -> int:
    """Return the number of changes; those that two sources report count once."""
    return len(
        {
            (row["cluster_id"], row["kind"], row["year"])
            if row["kind"] in ONCE
            else row["milestone_id"]
            for row in changes
        }
    )
