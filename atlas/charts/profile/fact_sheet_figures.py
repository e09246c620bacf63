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
from atlas.text import dates
from atlas.text import evidence as evidence_text
from atlas.text.chart_text import ChartText

WIDTHS = (18, 19, 31, 20, 18)
#: rows that a slide shows in letters that can be read from the back of a room
MOST = 12


def figure(
    rows: pandas.DataFrame,
    facts: Mapping[str, str],
    notes: Sequence[str],
    metrics: dict[str, Metric],
    *,
    evidence: Evidence,
    view: View,
    most: int,
) -> go.Figure:
    """Draw the first `most` figures, those that a reader asks for first.

    `rows`, `notes`, `view`: as in `figures.figure`; `rows` may be empty. `facts`: who it is, from
    `identity.facts`.
    """
    shown = rows.head(most)
    columns = _cells(shown, metrics, view)
    if shown.empty:
        nothing = (_("No source states a figure."), *["–"] * (len(columns) - 1))
        columns = table.columns(list(columns), [nothing])
    title = _("{name}: who and how many").format(name=view.words)
    more = len(rows) - len(shown)
    chart = caption.finish(
        table.drawn(columns, WIDTHS, figures.cited(shown) if len(shown) else None),
        view,
        rows,
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
        explained=figures.explain(),
        columns=figures.headings(),
        alt=figures.alt(title, shown, metrics, view),
        height=table.height(columns, WIDTHS) + 30,
    )
    identity = [f"{heading}: {fact}" for heading, fact in facts.items()]
    text = ChartText.of(chart)
    replace(text, subtitle=" · ".join([text.subtitle, *identity])).put_on(chart)
    return chart


def _cells(rows: pandas.DataFrame, metrics: dict[str, Metric], view: View) -> dict[str, list[str]]:
    """Return the columns of the page's table, in which a slide has each figure with its year."""
    columns = figures.cells(rows, metrics, view)
    del columns[_("As of")]
    columns[_("Value")] = [
        _add_years(value, row, metrics, view) if row else ""
        for value, row in zip(columns[_("Value")], figures.order_lines(rows), strict=True)
    ]
    return columns


def _add_years(value: str, row: dict[str, object], metrics: dict[str, Metric], view: View) -> str:
    metric = metrics[str(row["metric_id"])]
    years = evidence_text.years(row, metric, view.year) if metric.dated else ""
    return dates.add_notes(value, years)
