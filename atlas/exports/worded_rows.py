"""The rows behind a chart as a reader reads them: names, hedges, dates and numbers in words.

`table.frame` says which columns there are; this leaves out what a program needs and a reader does
not (ids, what is the same in every row), writes each cell in the language in use, and cites
sources in few words: files hold the whole citations.
"""

import functools
import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import pandas

from atlas import i18n
from atlas.db import database
from atlas.exports import csv_table
from atlas.gallery.evidence import fetch_sources
from atlas.i18n import _
from atlas.model import metrics
from atlas.model.evidence import cited_in_row, cited_source_ids
from atlas.model.metrics import Metric
from atlas.text import dates, evidence
from atlas.text.chart_text import ChartText
from atlas.text.evidence import Cited, Quoting

#: what stands in a cell that holds nothing
NOTHING = "–"
#: the columns of values, by the prefix of what belongs to them
VALUES = {"": "value", "x_": "x", "y_": "y", "size_": "size"}
#: further columns in the unit of the metric
SAME_UNIT = ("low", "high", "total", "median", "earlier", "later")
YEARS = ("year", "founding_year")
#: what the page says above the table anyway
SAID_ABOVE = ("snapshot_year", "selection")
PLACES = ("region_id", "country_id")
#: ids beside which another column says the same in words
SAID_BESIDE = {"part": "part_name", "result": "result_words", "role": "name"}
#: what names the line, in this order, stands before all else
NAMES = ("name", "part_name", "criterion", "title", "place_name", "group_name", "metric")
#: what a table of sources says of each in columns of their own
OF_A_SOURCE = {"title", "publisher", "date"}
DATE = re.compile(r"\d{4}(-\d{2}){0,2}")

Row = Mapping[Any, Any]
#: words, words that quote a source, or the sources of a line
Cell = str | Quoting | tuple[Cited, ...]


def frame(rows: pandas.DataFrame, text: ChartText) -> pandas.DataFrame:
    """Return the rows behind a figure under their headings, each cell a `Cell`.

    `rows`: as drawn; `text`: of the figure.
    """
    whole = csv_table.frame(rows, text, words=True)
    every = metrics.all_metrics()
    counted = {where: every[one] for where, one in text.metrics.items()}
    known = database.run("region_list").to_dict("records") if set(PLACES) & set(whole) else []
    places = {str(row["region_id"]): i18n.name(row) for row in known}
    writer = _Writer(counted, every, places, _cited(rows))
    raw = rows.to_dict("records")
    lines = whole.to_dict("records")
    headings = csv_table.columns(text)
    columns: dict[str, list[Cell]] = {}
    for name in _kept(whole, counted):
        cells = [writer.cell(name, line[name], row) for line, row in zip(lines, raw, strict=True)]
        if any(cell != NOTHING for cell in cells):
            heading = _heading(name, headings, counted)
            # two columns of the same name are told apart by a sign that nobody sees
            columns[heading + "\u200b" * _times(heading, columns)] = cells
    return pandas.DataFrame(columns, dtype=object)


def _cited(rows: pandas.DataFrame) -> dict[str, Cited]:
    """Return every source that `rows` name, as a table cites it, by its id, the newest first."""
    sources = fetch_sources(cited_source_ids(rows))
    return {source_id: evidence.cited(row) for source_id, row in sources.items()}


@dataclass(frozen=True)
class _Writer:
    """Writes cells. `counted`: what the figure counts, by prefix; `places`, `sources`: by id."""

    counted: Mapping[str, Metric]
    every: Mapping[str, Metric]
    places: Mapping[str, str]
    sources: Mapping[str, Cited]

    @functools.cached_property
    def newest(self) -> dict[str, int]:
        """Return the place of each source among all, the newest first."""
        return {one: place for place, one in enumerate(self.sources)}

    def cell(self, name: str, value: Any, row: Row) -> Cell:
        """Return the cell `value` of the column `name` in words; `row`: as it was drawn."""
        for prefix in VALUES:
            if name == f"{prefix}as_of":
                told = dates.years(row, prefix)
                return dates.written_time(row, prefix) if told else NOTHING
        shown = None if _is_list(value) else csv_table.plain(value)
        if shown is None:
            return NOTHING
        if name.endswith("source"):
            return self._sources(row, name) or NOTHING
        for prefix, column in VALUES.items():
            if name == column:
                return self._value(row, prefix, shown)
        if name in PLACES:
            return self.places.get(str(shown), str(shown))
        return self._other(row, name, shown)

    def _sources(self, row: Row, name: str) -> tuple[Cited, ...]:
        """Return the sources of a line: of many the newest first, of one figure its own first."""
        ids = cited_in_row(row, name)
        if "source_ids" in row:
            ids.sort(key=self.newest.__getitem__)
        return tuple(self.sources[one] for one in ids)

    def _other(self, row: Row, name: str, shown: bool | float | str) -> str:
        """Return what is neither a value nor its date, source or place."""
        metric = self._metric(row, "")
        if metric and name in SAME_UNIT and isinstance(shown, int | float):
            return metric.write(shown, extra=1)
        return _plain(name, shown)

    def _metric(self, row: Row, prefix: str) -> Metric | None:
        """Return what a row counts: its own metric, or that of the whole figure."""
        if not prefix and isinstance(row.get("metric_id"), str):
            return self.every.get(row["metric_id"])
        return self.counted.get(prefix)

    def _value(self, row: Row, prefix: str, shown: bool | float | str) -> str:
        """Return a value with its hedge, such as 'more than 170'."""
        metric = self._metric(row, prefix)
        if metric is None or isinstance(shown, str):
            return _plain(VALUES[prefix], shown)
        hedge = ("low", "high", "pattern_en", "pattern_de")
        return metric.hedged(
            {"value": shown} | {part: row.get(f"{prefix}{part}") for part in hedge}
        )


def _kept(whole: pandas.DataFrame, counted: Mapping[str, Metric]) -> list[str]:
    """Return the columns that a reader needs, in their order."""
    left_out = {*SAID_ABOVE, *(str(one) for one in whole if str(one).endswith("_id"))}
    if "cluster_id" in whole:
        # elsewhere the rows are the places themselves, and have their names
        left_out -= set(PLACES)
    left_out |= {one for one, words in SAID_BESIDE.items() if words in whole}
    for prefix, value in VALUES.items():
        if f"{prefix}as_of" in whole:
            left_out |= {f"{prefix}{one}" for one in ("as_of_basis", "window_begin", "window_end")}
        if prefix in counted:
            left_out |= {f"{prefix}metric", f"{prefix}unit"}
        ends = {f"{prefix}low", f"{prefix}high"}
        if {value, f"{prefix}qualifier"} <= set(whole):
            left_out |= {f"{prefix}qualifier", *ends}
        elif ends <= set(whole) and whole[f"{prefix}low"].equals(whole[f"{prefix}high"]):
            left_out |= ends
    if set(whole) >= OF_A_SOURCE:
        left_out.add("source")
    kept = [str(one) for one in whole if one not in left_out]
    kept.sort(key=lambda one: NAMES.index(one) if one in NAMES else len(NAMES))
    if "total" in kept and "low" in kept:
        # what a total lies between is read after it
        beside = [one for one in ("low", "high") if one in kept]
        kept = [one for one in kept if one not in beside]
        kept[kept.index("total") + 1 : kept.index("total") + 1] = beside
    return kept


def _heading(name: str, headings: Mapping[str, str], counted: Mapping[str, Metric]) -> str:
    """Return the heading of a column; that of a value says what is counted."""
    if name in PLACES:
        return {"region_id": _("Region"), "country_id": _("Country")}[name]
    for prefix, value in VALUES.items():
        metric = counted.get(prefix)
        if metric and name == value:
            if metric.calendar or metric.unit.casefold() == metric.label.casefold():
                return metric.label
            return _("{metric} ({unit})").format(metric=metric.label, unit=metric.unit)
        if metric and prefix and name.startswith(prefix):
            plain = headings.get(name.removeprefix(prefix), headings[name])
            return _("{metric}: {what}").format(metric=metric.label, what=plain)
    return headings[name]


def _times(heading: str, taken: Mapping[str, Any]) -> int:
    return sum(1 for one in taken if one.rstrip("\u200b") == heading)


def _plain(name: str, value: bool | float | str) -> str:
    """Return what is no value of a metric: a truth, a number, a date, a text."""
    if isinstance(value, bool):
        return csv_table.yes_or_no(value)
    if isinstance(value, int | float):
        if name in YEARS:
            return i18n.year(value)
        return i18n.number(value, 0 if float(value).is_integer() else 2)
    if name.endswith("_basis"):
        return csv_table.bases().get(value, value)
    return i18n.date(value) if DATE.fullmatch(value) else value or NOTHING


def _is_list(cell: Any) -> bool:
    return hasattr(cell, "__len__") and not isinstance(cell, str)
