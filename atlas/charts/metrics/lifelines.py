"""Lifelines: from founding to today or to the end, with what happened on the way."""

import math

import pandas
import plotly.graph_objects as go

from atlas import i18n
from atlas.charts.base import axes, caption, row_labels, style
from atlas.charts.metrics import milestone_kinds
from atlas.i18n import _
from atlas.model.evidence import Evidence
from atlas.model.metrics import Metric, cluster_count
from atlas.model.view import View
from atlas.text import evidence as evidence_text
from atlas.text import locators, shortening

PER_PAGE = 40
ROW_HEIGHT = 40
#: letters of a name, on a phone fewer
LONGEST, SHORT = 64, 44
#: milestones that end a life, which the sign at the end of its line stands for
ENDS = ("dissolved", "merged_into")


def figure(
    rows: pandas.DataFrame,
    milestones: pandas.DataFrame,
    metric: Metric,
    view: View,
    page: int = 1,
    *,
    evidence: Evidence,
) -> go.Figure:
    """Draw a page of 40 clusters, the oldest first.

    `rows`: one row per cluster from `founding`. `milestones`: one row each from `milestones`.
    """
    first = (page - 1) * PER_PAGE
    shown = rows.iloc[first : first + PER_PAGE].copy()
    shown["row"] = range(len(shown) - 1, -1, -1)
    happened = milestones.merge(shown[["cluster_id", "row"]], on="cluster_id")
    drawn = go.Figure()
    _lives(drawn, shown, view)
    _foundings(drawn, shown, metric, evidence)
    _milestones(drawn, happened[~happened["kind"].isin(["founded", *ENDS])], evidence)
    _ends(drawn, shown, happened, view, evidence)
    moments = [*shown["founding_year"], *(axes.moment(one) for one in happened["as_of"])]
    start = math.floor(min(moments)) - 1
    texts, short = (
        shortening.shorten_distinct(shown["name"], one)[::-1] for one in (LONGEST, SHORT)
    )
    row_labels.add(drawn, texts, start, short=short, size=12, numbered=True)
    drawn.update_xaxes(tickformat="d", side="top", range=[start, view.year + 1])
    drawn.update_layout(legend={"orientation": "h", "y": -0.02, "yanchor": "top", "x": 0})
    title = _("Lifelines, oldest first")
    pages = pages_of(rows)
    return caption.finish(
        drawn,
        view,
        pandas.concat([shown, happened], ignore_index=True),
        evidence=evidence,
        title=title,
        metrics={"": metric},
        unit=_("years"),
        coverage=caption.coverage(metric, len(rows), view, evidence),
        notes=[
            _("Page {page} of {pages}.").format(page=page, pages=pages) if pages > 1 else "",
            _("A line ends where the cluster was dissolved or merged."),
        ],
        alt=f"{title}. {_message(shown, first, len(rows))}",
        height=130 + ROW_HEIGHT * len(shown),
    )


def _message(shown: pandas.DataFrame, before: int, every: int) -> str:
    """Return which clusters of `every` a page shows: those that follow the first `before`."""
    first, last = (i18n.year(shown["founding_year"].iloc[place]) for place in (0, -1))
    if not before:
        said = _("{clusters}; the oldest is {name}, {year}.")
        return said.format(
            clusters=cluster_count(len(shown)), name=shown["name"].iloc[0], year=first
        )
    return _("Clusters {from_place} to {to_place} of {all}, founded {first} to {last}.").format(
        from_place=i18n.number(before + 1),
        to_place=i18n.number(before + len(shown)),
        all=i18n.number(every),
        first=first,
        last=last,
    )


def pages_of(rows: pandas.DataFrame) -> int:
    """Return how many pages `rows` fill."""
    return max(1, -(-len(rows) // PER_PAGE))


def table(rows: pandas.DataFrame, milestones: pandas.DataFrame) -> pandas.DataFrame:
    """Return foundings and milestones of the clusters in `rows`, cluster by cluster as drawn."""
    founded = rows.assign(
        kind=_("Founded"), year=rows["founding_year"], value=rows["founding_year"]
    )
    happened = milestones[milestones["cluster_id"].isin(rows["cluster_id"])]
    happened = happened.assign(kind=[i18n.name(row) for row in happened.to_dict("records")])
    both = pandas.concat([founded, happened.drop(columns=["name_en", "name_de"])])
    place = {one: idx for idx, one in enumerate(rows["cluster_id"])}
    both = both.assign(_at=both["cluster_id"].map(place)).sort_values(
        ["_at", "year"], kind="stable"
    )
    return both.drop(columns="_at")


def _lives(drawn: go.Figure, rows: pandas.DataFrame, view: View) -> None:
    x: list[float | None] = []
    y: list[int | None] = []
    for row in rows.to_dict("records"):
        last = axes.moment(row["ended_on"]) if _over(row["ended_on"], view) else view.year
        x += [row["founding_year"], max(last, row["founding_year"]), None]
        y += [row["row"], row["row"], None]
    drawn.add_scatter(
        x=x,
        y=y,
        mode="lines",
        line={"color": style.quiet(), "width": 1.5},
        hoverinfo="skip",
        showlegend=False,
    )


def _foundings(
    drawn: go.Figure, rows: pandas.DataFrame, metric: Metric, evidence: Evidence
) -> None:
    records = rows.assign(value=rows["founding_year"]).to_dict("records")
    drawn.add_scatter(
        x=rows["founding_year"].tolist(),
        y=rows["row"].tolist(),
        mode="markers",
        marker={
            "color": style.ink(),
            "size": 10,
            "symbol": "line-ns",
            "line": {"color": style.ink(), "width": 3},
        },
        hovertext=[caption.hover(row | {"as_of_basis": None}, metric, evidence) for row in records],
        hoverinfo="text",
        customdata=rows["cluster_id"].tolist(),
        name=metric.label,
    )


def _milestones(drawn: go.Figure, happened: pandas.DataFrame, evidence: Evidence) -> None:
    for place, part in milestone_kinds.parts(happened):
        drawn.add_scatter(
            x=[axes.moment(row) for row in part["as_of"]],
            y=part["row"].tolist(),
            mode="markers",
            marker=_mark(place),
            hovertext=[_hover(row, evidence) for row in part.to_dict("records")],
            hoverinfo="text",
            name=_("Other changes") if place is None else i18n.name(part.iloc[0].to_dict()),
        )


def _ends(
    drawn: go.Figure,
    rows: pandas.DataFrame,
    happened: pandas.DataFrame,
    view: View,
    evidence: Evidence,
) -> None:
    ended = rows[[_over(one, view) for one in rows["ended_on"]]]
    if ended.empty:
        return
    how = {
        row["cluster_id"]: _hover(row, evidence)
        for row in happened[happened["kind"].isin(ENDS)].to_dict("records")
    }
    name = _("Ended")
    drawn.add_scatter(
        x=[axes.moment(one) for one in ended["ended_on"]],
        y=ended["row"].tolist(),
        mode="markers",
        marker={
            "color": style.ink(),
            "size": 9,
            "symbol": "square",
            "line": {"color": style.paper(), "width": 1},
        },
        hovertext=[
            how.get(row["cluster_id"])
            or f"<b>{row['name']}</b><br>{name}: {i18n.date(row['ended_on'])}"
            for row in ended.to_dict("records")
        ],
        hoverinfo="text",
        name=name,
    )


def _over(ended_on: object, view: View) -> bool:
    """Return whether a life is over by the year asked for. `ended_on`: missing where it goes on."""
    return isinstance(ended_on, str) and int(ended_on[:4]) <= view.year


def _mark(place: int | None) -> dict[str, object]:
    """Return the sign of a kind of milestone; those drawn together come after all others."""
    edge = {"line": {"color": style.paper(), "width": 0.5}}
    if place is None:
        return style.mark(len(milestone_kinds.KINDS), 9) | edge | {"color": style.quiet()}
    return style.mark(place, 9) | edge


def _hover(row: dict[str, object], evidence: Evidence) -> str:
    said = [
        f"<b>{row['name']}</b>",
        f"{i18n.name(row)}: {evidence_text.date(row)}",
    ]
    if row.get("note"):
        said.append(shortening.shorten(locators.note(row["note"], evidence.notes), 90))
    said.append(_("Source: {title}").format(title=shortening.shorten(str(row["source_title"]), 70)))
    return "<br>".join(said)
