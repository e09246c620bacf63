"""Conflicts: figures on which sources disagree, the one that charts show, and why that one."""

from collections.abc import Mapping, Sequence
from typing import Any

import pandas
import plotly.graph_objects as go

from atlas import i18n
from atlas.analysis import precedence
from atlas.charts.base import caption, table
from atlas.i18n import _, ngettext
from atlas.model import records
from atlas.model.evidence import Evidence
from atlas.model.metrics import Metric
from atlas.model.view import View
from atlas.text import dates, omissions, shortening
from atlas.text import evidence as evidence_text

WIDTHS = (20, 13, 7, 21, 23, 16)
LONGEST_NAME = 90
Row = dict[Any, Any]
#: what charts show, and the others
Pair = tuple[Row, list[Row]]


def add_reasons(rows: pandas.DataFrame) -> pandas.DataFrame:
    """Return `rows` of `conflicts` with `reason`: why the one that charts show was chosen.

    Blank for the chosen observation itself.
    """
    rules = [rule if isinstance(rule, str) else "" for rule in rows["decided_by"]]
    return rows.assign(reason=[precedence.explain_choice(rule) if rule else "" for rule in rules])


def pairs(rows: pandas.DataFrame) -> list[Pair]:
    """Return each disagreement: what charts show, and the others.

    `rows`: from `add_reasons`; disputed ones only. The metrics in their order, the newest first.
    """
    groups: dict[str, list[Row]] = {}
    for row in records.of(rows):
        other = row["standing"] == "outranked"
        shown_id = row["chosen_observation_id"] if other else row["observation_id"]
        groups.setdefault(str(shown_id), []).append(row)
    ordered = []
    for group in groups.values():
        first = next(row for row in group if row["standing"] == "charted")
        ordered.append((first, [row for row in group if row["standing"] == "outranked"]))
    return sorted(ordered, key=_sort_key)


def cells(disputes: Sequence[Pair], metrics: Mapping[str, Metric]) -> dict[str, list[str]]:
    """Return the columns of the table: cluster, metric, year, what charts show, others, why."""
    lines = [_line(first, others, metrics[str(first["metric_id"])]) for first, others in disputes]
    return table.columns(_headings(), lines)


def cited(disputes: Sequence[Pair]) -> table.Cited:
    """Return the sources that the cells of `cells` name."""
    return {
        _("Charts show"): [[first["source_id"]] for first, _others in disputes],
        _("Others say"): [[row["source_id"] for row in others] for _first, others in disputes],
    }


def figure(
    rows: pandas.DataFrame,
    metrics: Mapping[str, Metric],
    view: View,
    *,
    evidence: Evidence,
    figures: int,
    confirmed: int,
    most: int,
) -> go.Figure:
    """Draw the first `most` disagreements as a table.

    `rows`: from `add_reasons`; disputed ones only. `figures`: how many figures charts show in all;
    `confirmed`: how many of them another source states alike.
    """
    disputes = pairs(rows)
    shown = disputes[:most]
    columns = cells(shown, metrics)
    title = _("Where sources disagree")
    others = rows[rows["standing"] == "outranked"]
    disputed = others[~others["agrees"].astype(bool)]
    return caption.finish(
        table.drawn(columns, WIDTHS, cited(shown)),
        view,
        rows,
        evidence=evidence,
        title=title,
        unit=_("each in its own unit"),
        coverage=_coverage(len(disputes), figures, confirmed),
        notes=[
            _dated_apart(rows, disputed),
            _overlapping(int(disputed["overlaps"].sum())),
            omissions.note_rows(len(shown), len(disputes)),
        ],
        explained=" ".join(
            [
                _(
                    "A disagreement: two sources, or two places in one, state different values "
                    "for the same cluster, metric and year, or one stands in an undated text that "
                    "may be of that time. Both stay on record."
                ),
                precedence.explain_rule(),
            ]
        ),
        columns={
            "in_charts": _("In charts"),
            "overlaps": _("Both may hold"),
            "reason": _("Why the other was chosen"),
            "locator": _("Where in the source"),
        },
        alt=_("{title}. {said}.").format(
            title=title, said=_coverage(len(disputes), figures, confirmed)
        ),
        height=table.height(columns, WIDTHS) + 30,
    )


def _headings() -> tuple[str, ...]:
    return (
        _("Cluster"),
        _("Metric"),
        _("Year"),
        _("Charts show"),
        _("Others say"),
        _("Why this one"),
    )


def _sort_key(pair: Pair) -> tuple[Any, ...]:
    first = pair[0]
    year = dates.reach(first)[1] or 0
    return (first["position"], -year, first["name"], first["cluster_id"])


def _line(first: Row, others: list[Row], metric: Metric) -> tuple[str, ...]:
    year = dates.years(first) if metric.dated else ""
    return (
        shortening.shorten(str(first["name"]), LONGEST_NAME),
        metric.label,
        year or "–",
        _write_observation(first, metric),
        "; ".join(_write_observation(row, metric) for row in others),
        " ".join(dict.fromkeys(str(row["reason"]) for row in others)),
    )


def _write_observation(row: Mapping[Any, Any], metric: Metric) -> str:
    """Return a value with its hedge, its time where that says more than the year, its source."""
    time = row["as_of"] if isinstance(row["as_of"], str) else ""
    times = [] if len(time) == 4 or not metric.dated else [dates.written_time(row)]
    return f"{metric.hedged(row)} ({'; '.join([*times, evidence_text.short_source(row)])})"


def _coverage(disputed: int, figures: int, confirmed: int) -> str:
    text = ngettext(
        "Sources disagree on {disputed} of {figures} figure",
        "Sources disagree on {disputed} of {figures} figures",
        figures,
    ).format(disputed=i18n.number(disputed), figures=i18n.number(figures))
    more = ngettext(
        "{count} is confirmed by a second source",
        "{count} are confirmed by a second source",
        confirmed,
    ).format(count=i18n.number(confirmed))
    return f"{text}; {more}" if confirmed else text


def _dated_apart(rows: pandas.DataFrame, disputed: pandas.DataFrame) -> str:
    """Return how many of the others hold for another time of the same year."""
    chosen = disputed["chosen_observation_id"].map(rows.set_index("observation_id")["as_of"])
    dated = disputed["year"].notna() & chosen.notna()
    count = int((dated & (disputed["as_of"] != chosen)).sum())
    if not count:
        return ""
    return ngettext(
        "{count} other figure holds for another time of that year, so both may be right.",
        "{count} other figures hold for another time of that year, so both may be right.",
        count,
    ).format(count=i18n.number(count))


def _overlapping(count: int) -> str:
    if not count:
        return ""
    return ngettext(
        "{count} other figure is hedged so that both may be right.",
        "{count} other figures are hedged so that both may be right.",
        count,
    ).format(count=i18n.number(count))
