"""Milestones and labels of one cluster as rows of a panel.

A dot stands for an event, a bar for the time for which a label holds.
"""

from typing import Any

import pandas
import plotly.graph_objects as go

from atlas import i18n
from atlas.charts.base import axes, row_labels, style
from atlas.charts.base.trace_role import TraceRole
from atlas.i18n import _
from atlas.model.evidence import Evidence
from atlas.text import evidence as evidence_text
from atlas.text import locators, plotly_text, shortening

#: rows that fit half the height of a slide
MOST = 8
LONGEST_NAME = 32
Row = dict[str, Any]


def milestones(rows: pandas.DataFrame, ties: pandas.DataFrame) -> pandas.DataFrame:
    """Return the dated milestones of a cluster's life that are drawn, the first on top.

    `rows`: from `cluster_milestone`. `ties`: from `cluster_tie`; an award that they hold as well is
    drawn with the labels. Of more than eight, the first and the latest ones are kept.
    """
    own = rows[rows["own_scope"] & rows["on_lifeline"] & rows["as_of"].notna()]
    held = set(ties.loc[ties["belongs"], "as_of"].dropna().str[:4])
    awarded = own["kind"].isin(["label_awarded", "programme_joined", "award_won"])
    own = own[~(awarded & own["as_of"].str[:4].isin(held))]
    # where several sources report the same event, the most precise date is kept
    precise_first = own.assign(precise=own["as_of"].str.len()).sort_values(
        ["year", "kind", "precise"], ascending=[True, True, False], kind="stable"
    )
    distinct = precise_first.drop_duplicates(["year", "kind"]).drop(columns="precise")
    return _keep_first_and_last(distinct.sort_values(["as_of", "milestone_id"]))


def labels(ties: pandas.DataFrame) -> pandas.DataFrame:
    """Return the dated labels, programmes and networks that are drawn, the first on top."""
    return _keep_first_and_last(ties[ties["belongs"] & ties["as_of"].notna()])


def _keep_first_and_last(rows: pandas.DataFrame) -> pandas.DataFrame:
    if len(rows) <= MOST:
        return rows
    return pandas.concat([rows.head(1), rows.tail(MOST - 1)])


def add_milestones(
    chart: go.Figure,
    rows: pandas.DataFrame,
    evidence: Evidence,
    start: float,
    last: float,
    **where: int,
) -> None:
    """Add milestones to the panel `where`, on lines from the year `start` to `last`."""
    records = rows.to_dict("records")
    names = [_row_text(i18n.name(row), row) for row in records]
    _add_lines(chart, len(records), (start, last), where)
    _add_dots(chart, records, names, _("Milestones"), where, evidence=evidence, colour=0)
    _name_rows(chart, names, start, where)


def add_labels(
    chart: go.Figure,
    rows: pandas.DataFrame,
    evidence: Evidence,
    start: float,
    last: float,
    **where: int,
) -> None:
    """Add labels to the panel `where`, on lines from the year `start` to the end of `last`."""
    records = rows.to_dict("records")
    names = [_row_text(i18n.name(row, "organisation_name"), row) for row in records]
    _add_lines(chart, len(records), (start, last + 1), where)
    x: list[float | None] = []
    y: list[int | None] = []
    for place, row in enumerate(reversed(records)):
        if not pandas.isna(row["until_date"]):
            until = axes.moment(str(row["until_date"])[:10])
            x += [axes.moment(row["as_of"]), min(until, last + 1), None]
            y += [place, place, None]
    if x:
        chart.add_scatter(
            x=x,
            y=y,
            mode="lines",
            line={"color": style.series(1), "width": 6},
            hoverinfo="skip",
            name=_("How long it holds"),
            showlegend=False,
            meta=TraceRole.PERIOD.meta(),
            **where,
        )
    name = _("Labels, programmes and networks")
    _add_dots(chart, records, names, name, where, evidence=evidence, colour=1)
    _name_rows(chart, names, start, where)


def _row_text(name: str, row: Row) -> str:
    return f"{shortening.shorten(name, LONGEST_NAME)} ({row['as_of'][:4]})"


def _add_lines(
    chart: go.Figure, count: int, ends: tuple[float, float], where: dict[str, int]
) -> None:
    """Add a thin line to each row, so that every panel runs over the same years."""
    chart.add_scatter(
        x=[x for _row in range(count) for x in (*ends, None)],
        y=[y for row in range(count) for y in (row, row, None)],
        mode="lines",
        line={"color": style.line(), "width": 1.5},
        hoverinfo="skip",
        name=_("Years"),
        showlegend=False,
        meta=TraceRole.LANE.meta(),
        **where,
    )


def _add_dots(
    chart: go.Figure,
    records: list[Row],
    names: list[str],
    name: str,
    where: dict[str, int],
    *,
    evidence: Evidence,
    colour: int,
) -> None:
    chart.add_scatter(
        x=[axes.moment(row["as_of"]) for row in reversed(records)],
        y=list(range(len(records))),
        mode="markers",
        marker={"color": style.series(colour), "size": 10},
        hovertext=[_hover(row, text, evidence) for row, text in zip(records, names, strict=True)][
            ::-1
        ],
        hoverinfo="text",
        name=name,
        showlegend=False,
        meta=TraceRole.HAPPENED.meta(),
        **where,
    )


def _name_rows(chart: go.Figure, names: list[str], start: float, where: dict[str, int]) -> None:
    short = shortening.shorten_distinct(names, LONGEST_NAME + 8)[::-1]
    row_labels.add(chart, short, start, size=11, numbered=True, where=where)


def _hover(row: Row, heading: str, evidence: Evidence) -> str:
    parts = [
        plotly_text.bold(heading),
        evidence_text.date(row),
        shortening.shorten(locators.note(row["note"], evidence.notes), 90),
        _("Source: {title}").format(title=evidence_text.source(row)),
    ]
    return plotly_text.lines(part for part in parts if part)
