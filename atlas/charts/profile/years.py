"""Members and staff of one cluster over the years, side by side."""

from collections.abc import Mapping

import pandas
import plotly.graph_objects as go
from plotly.subplots import make_subplots

from atlas import i18n
from atlas.charts.base import axes, caption, style
from atlas.charts.metrics import timeline
from atlas.charts.profile import year_panel
from atlas.i18n import _, ngettext
from atlas.model.evidence import Evidence
from atlas.model.metrics import Metric
from atlas.model.view import View
from atlas.text import dates

HEIGHT = 360


def figure(
    rows: Mapping[str, pandas.DataFrame],
    metrics: dict[str, Metric],
    view: View,
    *,
    evidence: Evidence,
) -> go.Figure:
    """Draw one panel a metric.

    `rows`: metric id -> one row per year from `metric_by_year`; only metrics that are reported.
    """
    chart = make_subplots(
        rows=1,
        cols=len(rows),
        horizontal_spacing=0.08,
        subplot_titles=[metrics[metric_id].label for metric_id in rows],
    )
    first = min(int(metric_rows["year"].min()) for metric_rows in rows.values())
    for place, (metric_id, metric_rows) in enumerate(rows.items()):
        where = {"row": 1, "col": place + 1}
        year_panel.add(
            chart, metric_rows, metrics[metric_id], place, first, evidence=evidence, **where
        )
    axes.headings(chart, 13, style.quiet())
    chart.update_layout(margin={"t": 34}, showlegend=False)
    all_rows = pandas.concat(rows.values(), ignore_index=True)
    title = _("Members and staff over the years")
    return caption.finish(
        chart,
        view,
        all_rows,
        evidence=evidence,
        title=title,
        unit=", ".join(metrics[metric_id].unit for metric_id in rows),
        coverage=count_stated(all_rows),
        notes=[
            timeline.carried_note(),
            timeline.window_note(all_rows),
            caption.hedges(all_rows[all_rows["observed"]]),
        ],
        explained=explain(),
        alt=alt(title, rows, metrics),
        height=HEIGHT,
    )


def explain() -> str:
    """Return the explanation of how to read members and staff over the years."""
    return " ".join(
        (
            _("A marker is a value that a source states for that year."),
            _(
                "Where a source hedges, as in “about 350”, a whisker shows how far the true value "
                "may lie from it; how far each hedge reaches is our judgment, in the table of "
                "hedges."
            ),
            _(
                "The dotted line carries the last known value forward until a source states "
                "another; it does not say that nothing changed."
            ),
            _(
                "A broad stroke is a value in an undated text, as long as the time in which that "
                "text was written; the value counts from its end on."
            ),
        )
    )


def count_stated(rows: pandas.DataFrame) -> str:
    """Return how many values the sources state for a year."""
    count = int(rows["observed"].sum())
    return ngettext(
        "{count} dated value in its sources", "{count} dated values in its sources", count
    ).format(count=i18n.number(count))


def alt(title: str, rows: Mapping[str, pandas.DataFrame], metrics: dict[str, Metric]) -> str:
    """Return each metric's first and latest value in a sentence, each with when it holds."""
    parts = []
    for metric_id, metric_rows in rows.items():
        metric, ordered = metrics[metric_id], metric_rows.sort_values("year")
        first, last = ordered.iloc[0].to_dict(), ordered.iloc[-1].to_dict()
        years = [dates.dated(metric.hedged(row), row) for row in (first, last)]
        parts.append(f"{metric.label}: " + " – ".join(dict.fromkeys(years)))
    return _("{title}. {figures}.").format(title=title, figures="; ".join(parts))
