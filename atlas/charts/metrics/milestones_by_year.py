"""What changed over the years: milestones counted by year and kind."""

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
from atlas.text import citation, shortening

#: names listed in one hover
MOST_NAMES = 8
#: what happens to a cluster at most once a year
ONCE = ("founded", "association_founded", "initiated", "dissolved", "merged_into")


def figure(rows: pandas.DataFrame, view: View, *, evidence: Evidence) -> go.Figure:
    """Draw milestones as bars stacked by kind, one bar a year.

    `rows`: one row per milestone from `milestones`; `year` a whole number.
    """
    drawn = go.Figure()
    for place, part in milestone_kinds.parts(rows):
        what = _("Other changes") if place is None else i18n.name(part.iloc[0].to_dict())
        by_year: dict[int, list[dict[Any, Any]]] = {}
        for row in records.of(part.sort_values("year", kind="stable")):
            by_year.setdefault(row["year"], []).append(row)
        drawn.add_bar(
            x=list(by_year),
            y=[_count(group) for group in by_year.values()],
            name=what,
            marker={
                "color": style.quiet() if place is None else style.series(place),
                "line": {"color": style.paper(), "width": 1},
            },
            hovertext=[_hover(what, int(year), group) for year, group in by_year.items()],
            hoverinfo="text",
        )
    first, last = rows["year"].min(), max(rows["year"].max(), view.year)
    gap = axes.years_gap(first, last)
    drawn.update_layout(
        barmode="stack", bargap=gap, showlegend=True, legend={"traceorder": "normal"}
    )
    drawn.update_xaxes(showgrid=False, **axes.years_axis(first, last))
    per_year = {year: _count(records.of(part)) for year, part in rows.groupby("year")}
    busiest = max(per_year, key=lambda year: per_year[year])
    drawn.update_yaxes(
        title={"text": _("Changes per year")}, **axes.counting_axis(max(per_year.values()))
    )
    title = _("What changed over the years")
    clusters = rows["cluster_id"].nunique()
    return caption.finish(
        drawn,
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


def _hover(what: str, year: int, group: list[dict[Any, Any]]) -> str:
    names = [shortening.shorten(name, 50) for name in dict.fromkeys(row["name"] for row in group)]
    more = len(names) - MOST_NAMES
    listed = names[:MOST_NAMES] + ([_("and {count} more").format(count=more)] if more > 0 else [])
    sources = citation.count_sources(len({row["source_id"] for row in group}))
    return "<br>".join([f"<b>{what}, {year}: {_count(group)}</b>", *listed, sources])


def _count(group: list[dict[Any, Any]]) -> int:
    """Return how many changes `group` tells of: two sources may tell of one, such as a founding."""
    return len(
        {
            (row["cluster_id"], row["kind"], row["year"])
            if row["kind"] in ONCE
            else row["milestone_id"]
            for row in group
        }
    )
