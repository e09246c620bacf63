"""The last step of every chart: its look and its text; and the sentences that charts share."""

import textwrap
from collections.abc import Iterable, Mapping
from typing import Any

import pandas
import plotly.graph_objects as go

from atlas import i18n
from atlas.charts.base import axes, style
from atlas.i18n import _, ngettext
from atlas.model.evidence import Evidence
from atlas.model.metrics import Metric
from atlas.model.view import View
from atlas.text import certainty, citation, dates, file_names, locators
from atlas.text.chart_text import ChartText


def finish(
    figure: go.Figure,
    view: View,
    rows: pandas.DataFrame,
    *,
    evidence: Evidence,
    title: str,
    alt: str,
    metrics: Mapping[str, Metric] | None = None,
    unit: str = "",
    coverage: str = "",
    notes: Iterable[str] = (),
    explained: str = "",
    columns: Mapping[str, str] | None = None,
    height: int = 420,
) -> go.Figure:
    """Give `figure` its look, and its text, which is read with `ChartText.of`.

    `rows`: what is drawn; their sources and dates become the source line. `evidence`: holds the
    sources that they cite.
    `metrics`: what is counted, for tables, by the prefix of the columns of `rows` that hold it.
    `explained`: how to read it, for who asks. `columns`: headings of further columns of `rows`,
    beside those that every table knows.
    """
    figure.for_each_xaxis(axes.grouped)
    figure.for_each_yaxis(axes.grouped)
    first, last = dates.first_and_last(rows)
    text = ChartText(
        title=title,
        subtitle=f"{view.words} · {dates.known_at(view.year, view.known)}",
        selection=view.words,
        year=view.year,
        unit=unit,
        coverage=coverage,
        notes=tuple(note for note in notes if note),
        explanation=explained,
        alt=alt,
        sources=tuple(citation.cite_sources(evidence.cited_by(rows)).values()),
        first_as_of=first,
        last_as_of=last,
        metrics={where: metric.id for where, metric in (metrics or {}).items()},
        columns=dict(columns or {}),
        file_name=file_names.of(title, view),
    )
    figure.update_layout(template=style.template(), height=height, separators=i18n.separators())
    text.put_on(figure)
    return figure


def coverage(
    metric: Metric, reporting: int, view: View, evidence: Evidence, ever: bool = False
) -> str:
    """Return how many of the selected clusters report a metric, and how many only undated.

    `evidence`: of this metric. `ever`: they count that report it in any year, though some had
    ended by the last one.
    """
    words = (
        ngettext(
            "{metric}: reported in some year by {reporting} of {selected} cluster",
            "{metric}: reported in some year by {reporting} of {selected} clusters",
            view.selected,
        )
        if ever
        else ngettext(
            "{metric}: reported by {reporting} of {selected} cluster",
            "{metric}: reported by {reporting} of {selected} clusters",
            view.selected,
        )
    )
    said = words.format(
        reporting=i18n.number(reporting), selected=i18n.number(view.selected), metric=metric.label
    )
    undated = "" if metric.derived else undated_words(evidence.undated)
    return f"{said}; {undated}" if undated else said


def undated_words(count: int) -> str:
    """Return that so many more clusters report a metric in texts that may be later; or blank."""
    if not count:
        return ""
    return ngettext(
        "{count} more reports it in undated texts that may be later",
        "{count} more report it in undated texts that may be later",
        count,
    ).format(count=i18n.number(count))


def seatless_note(evidence: Evidence, placed: int) -> str:
    """Return how many reporting clusters are in no region, because their seat is not known.

    `placed`: how many are in one.
    """
    missing = evidence.reporting - placed
    if missing <= 0:
        return ""
    return ngettext(
        "{count} reporting cluster has no known seat and is in no region.",
        "{count} reporting clusters have no known seat and are in no region.",
        missing,
    ).format(count=i18n.number(missing))


def hedges(rows: pandas.DataFrame) -> str:
    """Return the note that says how many drawn values are hedged; blank when none is."""
    hedged = int((rows["high"] > rows["low"]).sum()) if "high" in rows else 0
    if not hedged:
        return ""
    return ngettext(
        "{count} value is not exact in its source; the whisker shows the range we assume.",
        "{count} values are not exact in their sources; whiskers show the ranges we assume.",
        hedged,
    ).format(count=i18n.number(hedged))


def hover(row: dict[Any, Any], metric: Metric, evidence: Evidence) -> str:
    """Return what a pointer over one cluster's value shows: value, hedge, date and source."""
    said = [
        f"<b>{row['name']}</b>",
        metric.with_unit(metric.hedged(row)),
        _("as of {date}").format(date=dates.held(row, metric, evidence.year)),
    ]
    if metric.derived and row["high"] > row["low"]:
        said.append(hedge_range(row["low"], row["high"], metric))
        said.append(certainty.no_change(row, metric))
    said += [citation.name_source(row.get(part)) for part in ("source_title", "basis_source_title")]
    said += textwrap.wrap(locators.note(row.get("note"), evidence.notes), 70)
    return "<br>".join(dict.fromkeys(part for part in said if part))


def hedge_range(low: float, high: float, metric: Metric) -> str:
    """Return between what a figure lies when its sources' hedges are taken at their word."""
    return _("{low} to {high}, given the sources' hedges").format(
        low=metric.write(low), high=metric.write(high)
    )


def whiskers(rows: pandas.DataFrame) -> dict[str, Any]:
    """Return Plotly error bars from `value`, `low` and `high`, for the values that are hedged."""
    return {
        "type": "data",
        "symmetric": False,
        "array": (rows["high"] - rows["value"]).tolist(),
        "arrayminus": (rows["value"] - rows["low"]).tolist(),
        "color": style.quiet(),
        "thickness": 1.2,
        "width": 0,  # an end of its own would mark exact values too
        "visible": bool((rows["high"] > rows["low"]).any()),
    }
