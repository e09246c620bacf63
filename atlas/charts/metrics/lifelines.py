"""Lifelines: a line for each cluster from its founding to its end, with its milestones."""

import math

import pandas
import plotly.graph_objects as go

from atlas import i18n
from atlas.charts.base import axes, caption, row_labels, style
from atlas.charts.metrics import milestone_kinds
from atlas.i18n import _, ngettext
from atlas.model.evidence import Evidence
from atlas.model.metrics import Metric
from atlas.model.view import View
from atlas.text import evidence as evidence_text
from atlas.text import locators, plotly_text, shortening

PER_PAGE = 40
ROW_HEIGHT = 40
#: most letters of a name, and on a phone
LONGEST, SHORT = 64, 44
#: milestones that end a cluster, drawn as one symbol at the end of its line
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
    chart = go.Figure()
    _add_lives(chart, shown, view)
    _add_foundings(chart, shown, metric, evidence)
    _add_milestones(chart, happened[~happened["kind"].isin(["founded", *ENDS])], evidence)
    _add_ends(chart, shown, happened, view, evidence)
    moments = [*shown["founding_year"], *(axes.moment(as_of) for as_of in happened["as_of"])]
    start = math.floor(min(moments)) - 1
    texts, short_texts = (
        shortening.shorten_distinct(shown["name"], longest)[::-1] for longest in (LONGEST, SHORT)
    )
    row_labels.add(chart, texts, start, short=short_texts, size=12, numbered=True)
    chart.update_xaxes(tickformat="d", side="top", range=[start, view.year + 1])
    chart.update_layout(legend={"orientation": "h", "y": -0.02, "yanchor": "top", "x": 0})
    title = _("Lifelines, oldest first")
    pages = pages_of(rows)
    return caption.finish(
        chart,
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
        alt=f"{title}. {_write_message(shown, first, len(rows))}",
        height=130 + ROW_HEIGHT * len(shown),
    )


def _write_message(shown: pandas.DataFrame, skipped: int, total: int) -> str:
    """Return a sentence about the clusters on a page.

    `skipped`: how many stand on earlier pages; `total`: how many all pages show.
    """
    first, last = (i18n.year(shown["founding_year"].iloc[index]) for index in (0, -1))
    if not skipped:
        sentence = ngettext(
            "{count} cluster: {name}, {year}.",
            "The oldest of {count} clusters: {name}, {year}.",
            total,
        )
        return sentence.format(count=i18n.number(total), name=shown["name"].iloc[0], year=first)
    return _("Clusters {from_place} to {to_place} of {all}, founded {first} to {last}.").format(
        from_place=i18n.number(skipped + 1),
        to_place=i18n.number(skipped + len(shown)),
        all=i18n.number(total),
        first=first,
        last=last,
    )


def pages_of(rows: pandas.DataFrame) -> int:
    """Return how many pages `rows` fill."""
    return max(1, -(-len(rows) // PER_PAGE))


def table(rows: pandas.DataFrame, milestones: pandas.DataFrame) -> pandas.DataFrame:
    """Return foundings and milestones as one table, clusters in the order of `rows`."""
    founded = rows.assign(
        kind=_("Founded"), year=rows["founding_year"], value=rows["founding_year"]
    )
    happened = milestones[milestones["cluster_id"].isin(rows["cluster_id"])]
    happened = happened.assign(kind=[i18n.name(row) for row in happened.to_dict("records")])
    both = pandas.concat([founded, happened.drop(columns=["name_en", "name_de"])])
    position_of_cluster = {cluster_id: idx for idx, cluster_id in enumerate(rows["cluster_id"])}
    both = both.assign(_at=both["cluster_id"].map(position_of_cluster)).sort_values(
        ["_at", "year"], kind="stable"
    )
    return both.drop(columns="_at")


def _add_lives(chart: go.Figure, rows: pandas.DataFrame, view: View) -> None:
    x: list[float | None] = []
    y: list[int | None] = []
    for row in rows.to_dict("records"):
        last = axes.moment(row["ended_on"]) if _has_ended(row["ended_on"], view) else view.year
        x += [row["founding_year"], max(last, row["founding_year"]), None]
        y += [row["row"], row["row"], None]
    chart.add_scatter(
        x=x,
        y=y,
        mode="lines",
        line={"color": style.quiet(), "width": 1.5},
        hoverinfo="skip",
        showlegend=False,
    )


def _add_foundings(
    chart: go.Figure, rows: pandas.DataFrame, metric: Metric, evidence: Evidence
) -> None:
    records = rows.assign(value=rows["founding_year"]).to_dict("records")
    chart.add_scatter(
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


def _add_milestones(chart: go.Figure, happened: pandas.DataFrame, evidence: Evidence) -> None:
    for index, group in milestone_kinds.group_by_kind(happened):
        chart.add_scatter(
            x=[axes.moment(as_of) for as_of in group["as_of"]],
            y=group["row"].tolist(),
            mode="markers",
            marker=_style_marker(index),
            hovertext=[_write_hover(row, evidence) for row in group.to_dict("records")],
            hoverinfo="text",
            name=_("Other changes") if index is None else i18n.name(group.iloc[0].to_dict()),
        )


def _add_ends(
    chart: go.Figure,
    rows: pandas.DataFrame,
    happened: pandas.DataFrame,
    view: View,
    evidence: Evidence,
) -> None:
    ended = rows[[_has_ended(ended_on, view) for ended_on in rows["ended_on"]]]
    if ended.empty:
        return
    hovers = {
        row["cluster_id"]: _write_hover(row, evidence)
        for row in happened[happened["kind"].isin(ENDS)].to_dict("records")
    }
    name = _("Ended")
    chart.add_scatter(
        x=[axes.moment(ended_on) for ended_on in ended["ended_on"]],
        y=ended["row"].tolist(),
        mode="markers",
        marker={
            "color": style.ink(),
            "size": 9,
            "symbol": "square",
            "line": {"color": style.paper(), "width": 1},
        },
        hovertext=[
            hovers.get(row["cluster_id"])
            or plotly_text.lines(
                [plotly_text.bold(row["name"]), f"{name}: {i18n.date(row['ended_on'])}"]
            )
            for row in ended.to_dict("records")
        ],
        hoverinfo="text",
        name=name,
    )


def _has_ended(ended_on: object, view: View) -> bool:
    """Return whether a cluster has ended by the year of `view`. `ended_on` may be missing."""
    return isinstance(ended_on, str) and int(ended_on[:4]) <= view.year


def _style_marker(index: int | None) -> dict[str, object]:
    """Return the marker of a kind of milestone. `index`: None for all kinds without their own."""
    edge = {"line": {"color": style.paper(), "width": 0.5}}
    if index is None:
        return style.mark(len(milestone_kinds.KINDS), 9) | edge | {"color": style.quiet()}
    return style.mark(index, 9) | edge


def _write_hover(row: dict[str, object], evidence: Evidence) -> str:
    lines = [
        plotly_text.bold(row["name"]),
        f"{i18n.name(row)}: {evidence_text.date(row)}",
    ]
    if row.get("note"):
        lines.append(shortening.shorten(locators.note(row["note"], evidence.notes), 90))
    lines.append(
        _("Source: {title}").format(title=shortening.shorten(str(row["source_title"]), 70))
    )
    return plotly_text.lines(lines)
