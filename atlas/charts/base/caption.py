"""The last step of each chart: set its look and its text; and the sentences that charts share."""

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
from atlas.text import (
    certainty,
    citation,
    dates,
    file_names,
    growth,
    locators,
    own_data,
    places,
    plotly_text,
    shortening,
)
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
    """Set the look of `figure` and put its text on it, which `ChartText.of` reads.

    `rows`: what is drawn; their sources and dates become the source line. `evidence`: holds the
    sources that they cite.
    `metrics`: what is counted, for tables, by the prefix of the columns of `rows` that hold it.
    `explained`: how to read the chart. `columns`: headings of further columns of `rows`, beside
    those that all tables know.
    """
    figure.for_each_xaxis(axes.add_thousands_separators)
    figure.for_each_yaxis(axes.add_thousands_separators)
    first, last = dates.first_and_last(rows)
    own = own_data.note() if evidence.with_own else ""
    text = ChartText(
        title=title,
        subtitle=f"{view.words} · {dates.known_at(view.year, view.known)}",
        selection=view.words,
        year=view.year,
        unit=unit,
        coverage=coverage,
        notes=tuple(note for note in (*notes, places.elsewhere_note(view), own) if note),
        explanation=explained,
        alt=alt,
        sources=tuple(citation.cite_sources(evidence.cited_by(rows)).values()),
        first_as_of=first,
        last_as_of=last,
        metrics={prefix: metric.id for prefix, metric in (metrics or {}).items()},
        columns=dict(columns or {}),
        file_name=file_names.name_file(title, view),
    )
    _write_texts(figure)
    figure.update_layout(template=style.template(), height=height, separators=i18n.separators())
    text.put_on(figure)
    return figure


def _write_texts(figure: go.Figure) -> None:
    """Let Plotly show every text of `figure` as it is, and only our own signs as markup."""
    for part in (*figure.data, figure.layout):
        told = part.to_plotly_json()
        told.pop("template", None)
        written = plotly_text.written(told)
        changes = {name: new for name, new in written.items() if new is not told[name]}
        if changes:
            part.update(changes, overwrite=True)


def coverage(
    metric: Metric, reporting: int, view: View, evidence: Evidence, in_any_year: bool = False
) -> str:
    """Return how many of the selected clusters report a metric, and how many only undated.

    `evidence`: of this metric. `in_any_year`: clusters count that report it in any year, also those
    that had ended by the last one.
    """
    template = (
        ngettext(
            "{metric}: reported in some year by {reporting} of {selected} cluster",
            "{metric}: reported in some year by {reporting} of {selected} clusters",
            view.selected,
        )
        if in_any_year
        else ngettext(
            "{metric}: reported by {reporting} of {selected} cluster",
            "{metric}: reported by {reporting} of {selected} clusters",
            view.selected,
        )
    )
    sentence = template.format(
        reporting=i18n.number(reporting), selected=i18n.number(view.selected), metric=metric.label
    )
    undated = "" if metric.derived else undated_words(evidence.undated)
    return f"{sentence}; {undated}" if undated else sentence


def undated_words(count: int) -> str:
    """Return how many more clusters report a metric in texts that may be later; blank for none."""
    if not count:
        return ""
    return ngettext(
        "{count} more reports it in undated texts that may be later",
        "{count} more report it in undated texts that may be later",
        count,
    ).format(count=i18n.number(count))


def seatless_note(evidence: Evidence, placed: int, view: View) -> str:
    """Return how many reporting clusters are in no region, because their seat is not known.

    `placed`: how many are in one. Where places are chosen, others have their seat elsewhere.
    """
    missing = evidence.reporting - placed
    if missing <= 0:
        return ""
    if view.elsewhere:
        return ngettext(
            "{count} reporting cluster counts for no region: its seat is elsewhere or not known.",
            "{count} reporting clusters count for no region: their seats are elsewhere or not "
            "known.",
            missing,
        ).format(count=i18n.number(missing))
    return ngettext(
        "{count} reporting cluster has no known seat and is in no region.",
        "{count} reporting clusters have no known seat and are in no region.",
        missing,
    ).format(count=i18n.number(missing))


def hedges(rows: pandas.DataFrame) -> str:
    """Return the note on how many values are hedged; blank when none is."""
    if "high" not in rows:
        return ""
    is_open = open_above(rows) | open_below(rows)
    hedged = int(((rows["high"] > rows["low"]) & ~is_open).sum())
    notes = []
    if hedged:
        words = ngettext(
            "{count} value is not exact in its source; the whisker shows the range we assume.",
            "{count} values are not exact in their sources; whiskers show the ranges we assume.",
            hedged,
        )
        notes.append(words.format(count=i18n.number(hedged)))
    if is_open.any():
        words = ngettext(
            "{count} value is open at one end, as “more than” is; none is drawn there.",
            "{count} values are open at one end, as “more than” is; none is drawn there.",
            int(is_open.sum()),
        )
        notes.append(words.format(count=i18n.number(int(is_open.sum()))))
    return " ".join(notes)


def open_above(rows: pandas.DataFrame) -> pandas.Series:
    """Return which values have no upper end: 'more than 170', or sums with such a value."""
    return _are_open(rows, "open_above")


def open_below(rows: pandas.DataFrame) -> pandas.Series:
    """Return which values have no lower end, such as 'up to 50'."""
    return _are_open(rows, "open_below")


def _are_open(rows: pandas.DataFrame, column: str) -> pandas.Series:
    # what is hedged says whether it is open: a question that forgets to ask is an error
    if column not in rows and "qualifier" not in rows:
        return pandas.Series(False, index=rows.index)
    return rows[column].fillna(0).astype(float) > 0


def hover(row: dict[Any, Any], metric: Metric, evidence: Evidence) -> str:
    """Return the hover text of one cluster's value: value, hedge, date and source."""
    lines = [
        plotly_text.bold(row["name"]),
        places.elsewhere(row),
        metric.with_unit(metric.hedged(row)),
        growth.told(row),
        _("as of {date}").format(date=dates.held(row, metric, evidence.year)),
    ]
    if metric.derived and row["high"] > row["low"]:
        lines.append(
            certainty.between(row, metric)
            if row["open_above"] or row["open_below"]
            else hedge_range(metric.write(row["low"]), metric.write(row["high"]))
        )
        lines.append(certainty.no_change(row, metric))
    lines += [
        citation.name_source(row.get(column)) for column in ("source_title", "basis_source_title")
    ]
    lines += textwrap.wrap(locators.note(row.get("note"), evidence.notes), 70)
    return plotly_text.lines(dict.fromkeys(line for line in lines if line))


def list_names(names: Iterable[str], most: int) -> list[str]:
    """Return the first `most` names, each short enough for a hover text, and how many follow."""
    shortened = [shortening.shorten(str(name), 50) for name in names]
    more = len(shortened) - most
    if more <= 0:
        return shortened
    return [*shortened[:most], _("and {count} more").format(count=more)]


def hedge_range(low: str, high: str) -> str:
    """Return the range of a figure, from the hedges of its sources, in words."""
    return _("{low} to {high}, given the sources' hedges").format(low=low, high=high)


def whiskers(rows: pandas.DataFrame) -> dict[str, Any]:
    """Return Plotly error bars from `value`, `low` and `high`, for the values that are hedged.

    An open hedge has no bar at its open end: no source states where it would stop.
    """
    above = (rows["high"] - rows["value"]).mask(open_above(rows), 0.0)
    below = (rows["value"] - rows["low"]).mask(open_below(rows), 0.0)
    return {
        "type": "data",
        "symmetric": False,
        "array": above.tolist(),
        "arrayminus": below.tolist(),
        "color": style.quiet(),
        "thickness": 1.2,
        "width": 0,  # an end of its own would mark exact values too
        "visible": bool((above > 0).any() or (below > 0).any()),
    }
