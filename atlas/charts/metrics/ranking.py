"""Ranking: clusters by one metric, largest first."""

from collections.abc import Mapping
from typing import Any

import pandas
import plotly.graph_objects as go

from atlas.analysis import ranks
from atlas.charts.base import axes, bars, caption
from atlas.i18n import _
from atlas.model.evidence import Evidence, HedgeRules
from atlas.model.metrics import Metric
from atlas.model.view import View
from atlas.text import certainty, dates, growth, places, shortening

LONGEST_NAME = 70


def figure(
    rows: pandas.DataFrame,
    metric: Metric,
    view: View,
    most: int = 15,
    *,
    evidence: Evidence,
    rules: HedgeRules,
) -> go.Figure:
    """Draw the first `most` of `rows` as horizontal bars, or as dots when values are years.

    `rows`: one row per cluster from `ordered`; `value`, `low` and `high` in the metric's unit.
    `rules`: the range that each hedge stands for.
    """
    shown = rows.head(most).iloc[::-1]
    chart = go.Figure()
    bars.add(chart, shown, _write_names(shown), metric, evidence, name_briefly=_name_briefly)
    chart.update_xaxes(title=axes.unit_title(metric.unit))
    # a growth that starts with the founding members leads any ranking, but says little
    leading = rows[~growth.from_founding(rows)]
    first = (rows if leading.empty else leading).iloc[0].to_dict()
    title = _("{metric} by cluster").format(metric=metric.label)
    return caption.finish(
        chart,
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
            "" if metric.calendar else certainty.assumed_rank_note(rows, most, rules),
            certainty.no_change_note(shown, metric),
            *growth.notes(rows, metric, view),
            growth.grey_note(shown),
            metric.description if metric.derived and not metric.grows else "",
        ],
        explained=f"{_explain()} {certainty.describe_factors(rules)}",
        columns=certainty.rank_columns(),
        alt=_write_alt(title, first, metric),
        height=70 + bars.ROW_HEIGHT * len(shown),
    )


def ordered(rows: pandas.DataFrame, metric: Metric) -> pandas.DataFrame:
    """Return `rows` from `metric_by_cluster` with their ranks, sorted by rank.

    The largest value is the first; of years the earliest.
    """
    ranked = ranks.add_ranks(rows, smallest_first=metric.calendar)
    return ranked.iloc[::-1] if metric.calendar else ranked


def _write_names(rows: pandas.DataFrame) -> list[str]:
    """Return what to write above each bar: its rank and the name of its cluster."""
    names = shortening.shorten_distinct(rows["name"], LONGEST_NAME)
    records = rows.to_dict("records")
    return [
        f"{ranks.write(row)}  {places.name({**row, 'name': name})}"
        for row, name in zip(records, names, strict=True)
    ]


def _name_briefly(row: Mapping[Any, Any], longest: int) -> str:
    """Return the same in at most `longest` letters."""
    rank, mark = ranks.write(row), places.mark(row)
    if len(f"{rank}  {row['name']}{mark}") > longest:
        mark = places.elsewhere_briefly(row)
    room = longest - len(f"{rank}  {mark}")
    return f"{rank}  {shortening.shorten(str(row['name']), room)}{mark}"


def _write_alt(title: str, first: dict[Any, Any], metric: Metric) -> str:
    """Return the alternative text, a sentence about the first of the ranking."""
    if metric.calendar:
        sentence, value = _("{title}. Earliest: {name}, {value}."), metric.hedged(first)
    elif metric.grows:
        sentence = _("{title}. Fastest, growth from founding members apart: {name}, {value}.")
        value = f"{metric.with_unit(metric.hedged(first))} {growth.told(first)}"
    else:
        # the true value of a hedged figure may be lower than others
        sentence = _("{title}. Highest stated: {name}, {value}.")
        value = dates.dated(metric.with_unit(metric.hedged(first)), first)
    return sentence.format(title=title, name=places.name(first), value=value)


def _explain() -> str:
    """Return how ranks are worked out."""
    return " ".join(
        (
            _("A figure is ahead of another only when the hedges of both leave no doubt."),
            _(
                "Best rank = 1 + the number of clusters surely ahead. Worst rank = 1 + the number "
                "of clusters that may be ahead."
            ),
            _("Exact figures have one rank; the same exact figure shares it."),
            _(
                "An open hedge has no end: ranks take “more than” and “at least” to reach as far "
                "as the table of hedges says, and the arrow at the bar shows no end."
            ),
            _(
                "Where hedges overlap, the rank is a range such as 3–5: not distinguishable from "
                "its neighbours."
            ),
        )
    )
