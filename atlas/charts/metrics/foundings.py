"""Foundings: how many clusters began in each year."""

from typing import Any

import pandas
import plotly.graph_objects as go

from atlas import i18n
from atlas.charts.base import axes, caption, style
from atlas.i18n import _
from atlas.model.evidence import Evidence
from atlas.model.metrics import Metric
from atlas.model.view import View
from atlas.text import certainty, citation, plotly_text

MOST_NAMES = 10


def figure(rows: pandas.DataFrame, metric: Metric, view: View, *, evidence: Evidence) -> go.Figure:
    """Draw a bar for each year. `rows`: one row per year from `foundings_by_year`."""
    first, last = rows["year"].min(), max(rows["year"].max(), view.year)
    chart = go.Figure(
        go.Bar(
            x=rows["year"].tolist(),
            y=rows["founded"].tolist(),
            marker={"color": style.accent()},
            hovertext=[_write_hover(row) for row in rows.to_dict("records")],
            hoverinfo="text",
        )
    )
    chart.update_xaxes(
        title={"text": _("Year")},
        showgrid=False,
        **axes.years_axis(first, last),
    )
    chart.update_yaxes(
        title={"text": _("Clusters founded")}, **axes.counting_axis(rows["founded"].max())
    )
    chart.update_traces(width=axes.bar_width(first, last))
    chart.update_layout(showlegend=False)
    title = _("Foundings per year")
    founded = int(rows["founded"].sum())
    busiest = rows.loc[rows["founded"].idxmax()]
    return caption.finish(
        chart,
        view,
        rows.assign(as_of=rows["year"].astype(str)),
        evidence=evidence,
        title=title,
        metrics={"": metric},
        unit=_("clusters per year"),
        coverage=caption.coverage(metric, founded, view, evidence),
        notes=[_("Clusters that have ended since are counted too.")],
        alt=_("{title}. Most foundings: {count} in {year}.").format(
            title=title, count=i18n.number(busiest["founded"]), year=i18n.year(busiest["year"])
        ),
        height=420,
    )


def _write_hover(row: dict[Any, Any]) -> str:
    names = caption.list_names(row["names"], MOST_NAMES)
    exact = certainty.exact_count(int(row["exact"]))
    sources = citation.count_sources(len(row["source_ids"]))
    return plotly_text.lines(
        [plotly_text.bold(f"{row['year']}: {row['founded']}"), *names, exact, sources]
    )
