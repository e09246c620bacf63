"""The first slide of a fact sheet: who a cluster is, and how many. A table of its figures."""

from collections.abc import Mapping, Sequence
from dataclasses import replace

import pandas
import plotly.graph_objects as go

from atlas import i18n
from atlas.charts.base import caption, table
from atlas.charts.profile import figures
from atlas.i18n import _, ngettext
from atlas.model.evidence import Evidence
from atlas.model.metrics import Metric
from atlas.model.view import View
from atlas.text import dates, peer_standing
from atlas.text import evidence as evidence_text
from atlas.text.chart_text import ChartText

WIDTHS = (22, 19, 20, 24, 23)
#: rows that a slide shows in letters that can be read from the back of a room
MOST = 12
#: the figures that come first, when there are more figures than rows
FIRST = (
    "members",
    "staff",
    "founding_year",
    "events_per_year",
    "members_growth_pct_per_year",
    "members_per_staff",
    "working_groups",
    "members_sme",
)
#: figures that only repeat another row
LAST = ("age_years", "association_year")


def figure(
    rows: pandas.DataFrame,
    undated: pandas.DataFrame,
    facts: Mapping[str, str],
    notes: Sequence[str],
    metrics: dict[str, Metric],
    *,
    evidence: Evidence,
    view: View,
) -> go.Figure:
    """Draw the figures that a reader asks for first, at most twelve.

    `rows`, `notes`, `view`: as in `figures.figure`; `rows` may be empty. `undated`:
    observations in texts that may be later, one a metric. `facts`: who it is, from
    `identity.facts`.
    """
    shown = leading(rows)
    columns = figures.cells(shown, metrics, view)
    _add_undated(columns, undated.head(MOST - len(shown)), metrics)
    if not columns[_("Figure")]:
        _add_line(columns, (_("No source states a figure."), "–", "–", "–", "–"))
    title = _("{name}: who and how many").format(name=view.words)
    more = len(rows) + len(undated) - len(shown) - min(len(undated), MOST - len(shown))
    chart = caption.finish(
        table.drawn(columns, WIDTHS),
        view,
        pandas.concat([rows, undated], ignore_index=True),
        evidence=evidence,
        title=title,
        coverage=figures.count_reported(rows, metrics),
        notes=[
            *notes,
            *figures.region_notes(shown),
            ngettext(
                "{count} more figure stands in the live profile.",
                "{count} more figures stand in the live profile.",
                more,
            ).format(count=i18n.number(more))
            if more
            else "",
        ],
        explained=peer_standing.explain(),
        columns=figures.headings(),
        alt=figures.alt(title, shown, metrics, view),
        height=table.height(columns, WIDTHS) + 30,
    )
    identity = [f"{heading}: {fact}" for heading, fact in facts.items()]
    text = ChartText.of(chart)
    replace(text, subtitle=" · ".join([text.subtitle, *identity])).put_on(chart)
    return chart


def leading(rows: pandas.DataFrame) -> pandas.DataFrame:
    """Return the twelve most asked-for rows at most, in their usual order."""
    if rows.empty:
        return rows
    region = (rows["about"] != "cluster_organisation").astype(int)
    rank = [
        FIRST.index(metric_id) if metric_id in FIRST else len(FIRST) + 2 * (metric_id in LAST)
        for metric_id in rows["metric_id"]
    ]
    order = rows.assign(rank=rank + region).sort_values(["rank", "position"], kind="stable")
    return order.head(MOST).sort_values("position").drop(columns="rank")


def _add_undated(
    columns: dict[str, list[str]], undated: pandas.DataFrame, metrics: dict[str, Metric]
) -> None:
    for row in undated.to_dict("records"):
        metric = metrics[str(row["metric_id"])]
        value = evidence_text.value(row, metric)
        source = evidence_text.short_source(row)
        _add_line(columns, (metric.label, value, dates.written_time(row), "–", source))


def _add_line(columns: dict[str, list[str]], line: Sequence[str]) -> None:
    for column, cell in zip(columns.values(), line, strict=True):
        column.append(cell)
