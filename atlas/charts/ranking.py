"""Ranking: clusters by one metric, largest first."""

import pandas
import plotly.graph_objects as go

from atlas.charts import bars, caption
from atlas.i18n import _
from atlas.metrics import Metric
from atlas.selection import Asked

LONGEST_NAME = 34


def figure(rows: pandas.DataFrame, metric: Metric, asked: Asked, most: int = 15) -> go.Figure:
    """Draw the first `most` of `rows` as horizontal bars, or as dots when values are years.

    `rows`: one row per cluster from `metric_by_cluster`, largest value first; `value`, `low` and
    `high` in the metric's unit. Years are ranked the other way round, the oldest first.
    """
    ordered = rows.iloc[::-1] if metric.calendar else rows
    shown = ordered.head(most).iloc[::-1]
    drawn = go.Figure()
    bars.add(drawn, shown, caption.distinct(shown["name"], LONGEST_NAME), metric)
    drawn.update_xaxes(title={"text": metric.unit[:1].upper() + metric.unit[1:]})
    best = rows.iloc[-1 if metric.calendar else 0].to_dict()
    title = _("{metric} by cluster").format(metric=metric.label)
    return caption.finish(
        drawn,
        asked,
        rows,
        title=title,
        stem=f"{metric.id}-by-cluster",
        metrics={"": metric},
        unit=metric.unit,
        coverage=caption.coverage(metric, len(rows), asked),
        notes=[
            _("The first {shown} of {all} are shown.").format(shown=len(shown), all=len(rows))
            if len(rows) > len(shown)
            else "",
            caption.hedges(shown),
            metric.description if metric.derived else "",
        ],
        alt=_("{title}. First: {name}, {value} {unit}.").format(
            title=title, name=best["name"], value=metric.hedged(best), unit=metric.unit
        ),
        height=70 + bars.ROW_HEIGHT * len(shown),
    )
