"""Ranking: clusters by one metric, largest first."""

from typing import Any

import pandas
import plotly.graph_objects as go

from atlas.analysis import ranks
from atlas.charts.base import bars, caption
from atlas.i18n import _
from atlas.model.evidence import Evidence
from atlas.model.metrics import Metric
from atlas.model.view import View
from atlas.text import certainty, shortening

#: letters of a name, and on a phone
LONGEST_NAME, SHORT_NAME = 70, 32


def figure(
    rows: pandas.DataFrame, metric: Metric, view: View, most: int = 15, *, evidence: Evidence
) -> go.Figure:
    """Draw the first `most` of `rows` as horizontal bars, or as dots when values are years.

    `rows`: one row per cluster from `ordered`; `value`, `low` and `high` in the metric's unit.
    """
    shown = rows.head(most).iloc[::-1]
    drawn = go.Figure()
    names, short = (_names(shown, longest) for longest in (LONGEST_NAME, SHORT_NAME))
    bars.add(drawn, shown, names, metric, evidence, short=short)
    drawn.update_xaxes(title={"text": metric.unit[:1].upper() + metric.unit[1:]})
    best = rows.iloc[0].to_dict()
    title = _("{metric} by cluster").format(metric=metric.label)
    return caption.finish(
        drawn,
        view,
        rows,
        evidence=evidence,
        title=title,
        metrics={"": metric},
        unit=metric.unit,
        coverage=caption.coverage(metric, len(rows), view, evidence),
        notes=[
            _("The first {shown} of {all} are shown.").format(shown=len(shown), all=len(rows))
            if len(rows) > len(shown)
            else "",
            caption.hedges(shown),
            certainty.rank_note(shown),
            certainty.no_change_note(shown, metric),
            metric.description if metric.derived else "",
        ],
        explained=_explained(),
        columns=certainty.rank_columns(),
        alt=_alt(title, best, metric),
        height=70 + bars.ROW_HEIGHT * len(shown),
    )


def ordered(rows: pandas.DataFrame, metric: Metric) -> pandas.DataFrame:
    """Return `rows` from `metric_by_cluster` in the order of a ranking, with their ranks.

    The largest value is the first; of years the oldest.
    """
    ranked = ranks.ranked(rows, smallest_first=metric.calendar)
    return ranked.iloc[::-1] if metric.calendar else ranked


def _names(rows: pandas.DataFrame, longest: int) -> list[str]:
    """Return what to write above each bar: its rank and the name of its cluster."""
    names = shortening.shorten_distinct(rows["name"], longest)
    records = rows.to_dict("records")
    return [f"{ranks.words(row)}  {name}" for row, name in zip(records, names, strict=True)]


def _alt(title: str, best: dict[Any, Any], metric: Metric) -> str:
    """Return the highest figure in a sentence; what is hedged may not be the highest in truth."""
    if metric.calendar:
        said, value = _("{title}. Earliest: {name}, {value}."), metric.hedged(best)
    else:
        said = _("{title}. Highest stated: {name}, {value}.")
        value = metric.with_unit(metric.hedged(best))
    return said.format(title=title, name=best["name"], value=value)


def _explained() -> str:
    """Return how ranks are found, for who asks."""
    return " ".join(
        (
            _("A figure is ahead of another only when the hedges of both leave no doubt."),
            _(
                "Best rank = 1 + the number of clusters surely ahead. Worst rank = 1 + the number "
                "of clusters that may be ahead."
            ),
            _("Exact figures have one rank; the same exact figure shares it."),
            _(
                "Where hedges overlap, the rank is a range such as 3–5: not distinguishable from "
                "its neighbours."
            ),
        )
    )
