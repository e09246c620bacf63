"""The rows behind a chart as a reader reads them: names, hedges, dates and numbers in words.

`csv_table.frame` says which columns there are; this leaves out what only a program needs (ids,
what is the same in every row), writes each cell in the language in use, and cites sources in few
words: files hold the whole citations.
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
from atlas.model import metrics, records
from atlas.model.evidence import cited_in_row, cited_source_ids
from atlas.model.metrics import Metric
from atlas.text import dates, evidence, growth
from atlas.text.chart_text import ChartText
from atlas.text.evidence import Cited, Citing, Quoting

#: the text of an empty cell
NOTHING = "–"
#: the columns of values, by the prefix of what belongs to them
VALUES = {"": "value", "x_": "x", "y_": "y", "size_": "size"}
#: further columns in the unit of the metric
IN_METRIC_UNIT = ("low", "high", "total", "median", "earlier", "later")
#: the columns that hold one of the two counts of a growth -> which of them
GROWTH_COUNTS = {"growth_from": "from", "growth_to": "to"}
COLUMN_PREFIXES = tuple(prefix for prefix in VALUES if prefix)
RATES = ("per_100000", "per_100000_low", "per_100000_high", "clusters_per_million")
#: the first and the last time of several figures -> whether it is the end of a window
EXTREMES = {"first_as_of": "first_undated", "last_as_of": "last_undated"}
YEARS = ("year", "founding_year", "population_year", "growth_from_year", "growth_to_year")
#: what the page says above the table
ABOVE_TABLE = ("snapshot_year", "selection")
PLACES = ("region_id", "country_id")
#: the column of an id -> the column that says the same in words
WORDED_IN = {"part": "part_name", "result": "result_words", "role": "name"}
#: the columns that name a row; they come first, in this order
NAMES = ("name", "part_name", "criterion", "title", "place_name", "group_name", "metric")
#: the columns of a table of sources
SOURCE_COLUMNS = {"title", "publisher", "date"}
DATE = re.compile(r"\d{4}(-\d{2}){0,2}")

Row = Mapping[Any, Any]
#: words, words that quote a source or name some, or the sources of a line
Cell = str | Quoting | Citing | tuple[Cited, ...]


def frame(rows: pandas.DataFrame, text: ChartText) -> pandas.DataFrame:
    """Return the rows behind a figure under their headings, each cell a `Cell`.

    `rows`: as drawn; `text`: of the figure.
    """
    table = csv_table.frame(rows, text, words=True)
    all_metrics = metrics.all_metrics()
    figure_metrics = {prefix: all_metrics[metric_id] for prefix, metric_id in text.metrics.items()}
    has_places = bool(set(PLACES) & set(table))
    place_rows = database.run("region_list").to_dict("records") if has_places else []
    places = {str(row["region_id"]): i18n.name(row) for row in place_rows}
    writer = _Writer(figure_metrics, all_metrics, places, _cite_sources(rows))
    drawn_rows = records.of(rows)
    table_rows = records.of(table)
    headings = csv_table.columns(text)
    columns: dict[str, list[Cell]] = {}
    for name in _reader_columns(table, figure_metrics):
        cells = [
            writer.write(name, table_row[name], row)
            for table_row, row in zip(table_rows, drawn_rows, strict=True)
        ]
        if any(cell != NOTHING for cell in cells):
            heading = _column_heading(name, headings, figure_metrics)
            # a sign that nobody sees keeps two columns of the same name apart
            columns[heading + "\u200b" * _count_heading(heading, columns)] = cells
    return pandas.DataFrame(columns, dtype=object)


def _cite_sources(rows: pandas.DataFrame) -> dict[str, Cited]:
    """Return the citation of every source in `rows` by its id, the newest first."""
    sources = fetch_sources(cited_source_ids(rows))
    return {source_id: evidence.cite(row) for source_id, row in sources.items()}


@dataclass(frozen=True)
class _Writer:
    """Writes cells. `figure_metrics`: by prefix; `all_metrics`, `places`, `sources`: by id."""

    figure_metrics: Mapping[str, Metric]
    all_metrics: Mapping[str, Metric]
    places: Mapping[str, str]
    sources: Mapping[str, Cited]

    @functools.cached_property
    def positions(self) -> dict[str, int]:
        """Return the position of each source among all, the newest first."""
        return {source_id: position for position, source_id in enumerate(self.sources)}

    def write(self, name: str, value: Any, row: Row) -> Cell:
        """Return the value of the column `name` in words; `row`: as it was drawn."""
        for prefix in VALUES:
            if name == f"{prefix}as_of":
                return dates.written_time(row, prefix) if dates.years(row, prefix) else NOTHING
        plain_value = None if _is_list(value) else csv_table.plain(value)
        if plain_value is None:
            return NOTHING
        if name.endswith("source"):
            return self._cite(row, name) or NOTHING
        for prefix, column in VALUES.items():
            if name == column:
                return self._write_value(row, prefix, plain_value)
        if name in PLACES:
            return self.places.get(str(plain_value), str(plain_value))
        return self._write_other(row, name, plain_value)

    def _cite(self, row: Row, name: str) -> tuple[Cited, ...]:
        """Return the sources of a row: of many the newest first, of one value its own first."""
        ids = cited_in_row(row, name)
        if "source_ids" in row:
            ids.sort(key=self.positions.__getitem__)
        return tuple(self.sources[source_id] for source_id in ids)

    def _write_other(self, row: Row, name: str, value: bool | float | str) -> str:
        """Return the text of a cell that is no value, date, source or place."""
        prefix = next(prefix for prefix in (*COLUMN_PREFIXES, "") if name.startswith(prefix))
        if name.removeprefix(prefix) in GROWTH_COUNTS:
            return growth.hedged(
                row[f"{prefix}{growth.COLUMN}"], GROWTH_COUNTS[name.removeprefix(prefix)]
            )
        if name.removeprefix(prefix) in YEARS and not isinstance(value, str):
            return i18n.year(value)
        if name in EXTREMES:
            return dates.written_extreme(row, name)
        metric = self._find_metric(row, "")
        if metric and name in IN_METRIC_UNIT and isinstance(value, int | float):
            return metric.write(value, extra=1)
        return _write_plain(name, value)

    def _find_metric(self, row: Row, prefix: str) -> Metric | None:
        """Return the metric of a row: its own, or that of the whole figure."""
        if not prefix and isinstance(row.get("metric_id"), str):
            return self.all_metrics.get(row["metric_id"])
        return self.figure_metrics.get(prefix)

    def _write_value(self, row: Row, prefix: str, value: bool | float | str) -> str:
        """Return a value with its hedge, such as 'more than 170'."""
        metric = self._find_metric(row, prefix)
        if metric is None or isinstance(value, str):
            return _write_plain(VALUES[prefix], value)
        hedge = ("low", "high", "pattern_en", "pattern_de")
        return metric.hedged(
            {"value": value} | {field: row.get(f"{prefix}{field}") for field in hedge}
        )


def _reader_columns(table: pandas.DataFrame, figure_metrics: Mapping[str, Metric]) -> list[str]:
    """Return the columns that a reader needs, in their order."""
    left_out = {
        *ABOVE_TABLE,
        *EXTREMES.values(),
        *(str(column) for column in table if str(column).endswith("_id")),
    }
    if "cluster_id" in table:
        # elsewhere the rows are the places themselves, and have their names
        left_out -= set(PLACES)
    left_out |= {column for column, words_column in WORDED_IN.items() if words_column in table}
    for prefix, value in VALUES.items():
        if f"{prefix}as_of" in table:
            time_columns = ("as_of_basis", "window_begin", "window_end")
            left_out |= {f"{prefix}{column}" for column in time_columns}
        if prefix in figure_metrics:
            left_out |= {f"{prefix}metric", f"{prefix}unit"}
        ends = {f"{prefix}low", f"{prefix}high"}
        if {value, f"{prefix}qualifier"} <= set(table):
            left_out |= {f"{prefix}qualifier", *ends}
        elif ends <= set(table) and table[f"{prefix}low"].equals(table[f"{prefix}high"]):
            left_out |= ends
    if set(table) >= SOURCE_COLUMNS:
        left_out.add("source")
    kept = [str(column) for column in table if column not in left_out]
    kept.sort(key=lambda column: NAMES.index(column) if column in NAMES else len(NAMES))
    if "total" in kept and "low" in kept:
        # what a total lies between is read after it
        limits = [column for column in ("low", "high") if column in kept]
        kept = [column for column in kept if column not in limits]
        kept[kept.index("total") + 1 : kept.index("total") + 1] = limits
    return kept


def _column_heading(
    name: str, headings: Mapping[str, str], figure_metrics: Mapping[str, Metric]
) -> str:
    """Return the heading of a column; that of a value says what is counted."""
    if name in PLACES:
        return {"region_id": _("Region"), "country_id": _("Country")}[name]
    for prefix, value in VALUES.items():
        metric = figure_metrics.get(prefix)
        if metric and name == value:
            if metric.calendar or metric.unit.casefold() == metric.label.casefold():
                return metric.label
            return _("{metric} ({unit})").format(metric=metric.label, unit=metric.unit)
        if metric and prefix and name.startswith(prefix):
            what = headings.get(name.removeprefix(prefix), headings[name])
            return _("{metric}: {what}").format(metric=metric.label, what=what)
    return headings[name]


def _count_heading(heading: str, headings: Mapping[str, Any]) -> int:
    return sum(1 for taken in headings if taken.rstrip("\u200b") == heading)


def _write_plain(name: str, value: bool | float | str) -> str:
    """Return the text of a value without a metric: yes or no, a number, a date, a text."""
    if isinstance(value, bool):
        return csv_table.yes_or_no(value)
    if isinstance(value, int | float):
        if name in RATES:
            return metrics.rate(value)
        if name in YEARS:
            return i18n.year(value)
        return i18n.number(value, 0 if float(value).is_integer() else 2)
    if name.endswith("_basis"):
        return csv_table.date_basis_words().get(value, value)
    return i18n.date(value) if DATE.fullmatch(value) else value or NOTHING


def _is_list(cell: Any) -> bool:
    return hasattr(cell, "__len__") and not isinstance(cell, str)
