"""What a chart says about itself: title, selection, sources, dates, coverage. In `layout.meta`."""

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
from atlas.model.selection import View
from atlas.text import certainty, citation, dates, file_names, locators

SOURCE_COLUMNS = (
    "source_id",
    "basis_source_id",
    "x_source_id",
    "x_basis_source_id",
    "y_basis_source_id",
    "size_basis_source_id",
    "y_source_id",
    "size_source_id",
    "source_ids",
)
LONGEST_MESSAGE = 150
DATE_COLUMNS = ("as_of", "first_as_of", "last_as_of", "x_as_of", "y_as_of", "size_as_of")


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
    """Give `figure` its look, and in `layout.meta` all that it says about itself.

    `rows`: what is drawn; its source and as-of columns make the source line. `evidence`: holds
    the sources that they cite.
    `metrics`: what is counted, for tables, by the prefix of the columns of `rows` that hold it.
    `explained`: how to read it, for who asks. `columns`: headings of further columns of `rows`,
    beside those that every table knows.
    """
    source_ids = _source_ids(rows)
    figure.for_each_xaxis(axes.grouped)
    figure.for_each_yaxis(axes.grouped)
    first, last = _date_range(rows)
    figure.update_layout(
        template=style.template(),
        height=height,
        separators=i18n.separators(),
        meta={
            "title": title,
            "subtitle": f"{view.words} · {dates.known_at(view.year)}",
            "selection": view.words,
            "year": view.year,
            "metrics": {where: metric.id for where, metric in (metrics or {}).items()},
            "unit": unit,
            "coverage": coverage,
            "notes": [note for note in notes if note],
            "explained": explained,
            "columns": dict(columns or {}),
            "alt": alt,
            "as_of": [first, last],
            "source_line": _source_line(len(source_ids), first, last),
            "sources": _citations(source_ids, evidence),
            "file": file_names.of(title, view),
        },
    )
    return figure


def sentences(said: Mapping[str, Any], told: str = "") -> str:
    """Return coverage and notes as sentences one after the other, apart from those in `told`."""
    under = [str(one) for one in (said.get("coverage"), *(said.get("notes") or ())) if one]
    ends = (".", "!", "?", "…")
    left = [part for part in under if part.rstrip(".") not in told]
    return " ".join(part if part.endswith(ends) else f"{part}." for part in left)


def message(said: Mapping[str, Any]) -> str:
    """Return what a chart shows in a short sentence; blank when it takes a longer one to say it."""
    words = str(said["alt"]).removeprefix(str(said["title"])).lstrip(".: ")
    return "" if len(words) > LONGEST_MESSAGE else words


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
    """Return that so many more clusters report a metric without a date; blank for none."""
    if not count:
        return ""
    return ngettext(
        "{count} more reports it undated", "{count} more report it undated", count
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


def _source_ids(rows: pandas.DataFrame) -> list[str]:
    found: set[str] = set()
    for column in SOURCE_COLUMNS:
        if column in rows:
            for cell in rows[column]:
                ids = [cell] if isinstance(cell, str) else cell if _is_list(cell) else []
                found.update(one for one in ids if isinstance(one, str))
    return sorted(found)


def _is_list(cell: Any) -> bool:
    return hasattr(cell, "__len__") and not isinstance(cell, str)


def _date_range(rows: pandas.DataFrame) -> tuple[str | None, str | None]:
    found = [
        one for column in DATE_COLUMNS if column in rows for one in rows[column].dropna() if one
    ]
    return (min(found), max(found)) if found else (None, None)


def _source_line(count: int, first: str | None, last: str | None) -> str:
    if not count:
        return ""
    said = citation.count_sources(count)
    if first and last:
        said = f"{said}, {dates.span(first, last)}"
    return said


def _citations(source_ids: list[str], evidence: Evidence) -> list[str]:
    """Return the sources `source_ids` as they are cited, the newest first."""
    cited = set(source_ids)
    return [
        citation.cite_source(dict(row))
        for source_id, row in evidence.sources.items()
        if source_id in cited
    ]


def hover(row: dict[Any, Any], metric: Metric, evidence: Evidence) -> str:
    """Return what a pointer over one cluster's value shows: value, hedge, date and source."""
    date = dates.written_date(row["as_of"], row.get("as_of_basis"))
    said = [
        f"<b>{row['name']}</b>",
        metric.with_unit(metric.hedged(row)),
        _("as of {date}").format(date=dates.aged(date, row["as_of"], metric)),
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
